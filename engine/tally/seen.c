/* SPDX-License-Identifier: MIT
 *
 * Open addressing with linear probing: O(1) an addition. Without a limit the table is at most half
 * full. With one it is small at first, since in a large one nearly each of the first hashes
 * touches a page of its own, and then of its full size at once and at most three quarters full, so
 * that memory is bounded.
 */
#include "tally/seen.h"

#include "base/bits.h"
#include "base/lanes.h"
#include "base/memory.h"
#include "text/fold.h"

enum { FIRST_SLOTS = 1024, FIRST_SLOTS_WITH_LIMIT = 64 * 1024 };

/* Index of the hash's slot, or of the free one where it belongs. */
static size_t find_slot(const uint64_t *slots, size_t slot_count, uint64_t hash) {
  size_t mask = slot_count - 1;
  size_t at = (size_t)hash & mask;
  while (slots[at] && slots[at] != hash) at = (at + 1) & mask;
  return at;
}

static ayes_status grow(ayes_seen *seen, size_t slot_count, ayes_error *error) {
  uint64_t *slots = ayes_memory_new_zeroed(slot_count, sizeof *slots);
  if (!slots) return ayes_error_memory(error);
  for (size_t i = 0; i < seen->slot_count; i++)
    if (seen->slots[i]) slots[find_slot(slots, slot_count, seen->slots[i])] = seen->slots[i];
  ayes_memory_free(seen->slots);
  seen->slots = slots;
  seen->slot_count = slot_count;
  return AYES_OK;
}

static bool holds_limit(const ayes_seen *seen, size_t slot_count) {
  return slot_count / 4 * 3 >= seen->limit;
}

static size_t full_size(const ayes_seen *seen) {
  size_t size = FIRST_SLOTS;
  while (!holds_limit(seen, size)) size *= 2;
  return size;
}

/* 0: it is large enough. */
static size_t next_size(const ayes_seen *seen) {
  if (seen->count * 2 < seen->slot_count) return 0;
  if (!seen->limit) return seen->slot_count ? seen->slot_count * 2 : FIRST_SLOTS;
  if (holds_limit(seen, seen->slot_count)) return 0;
  size_t full = full_size(seen);
  return seen->slot_count || full < FIRST_SLOTS_WITH_LIMIT ? full : FIRST_SLOTS_WITH_LIMIT;
}

ayes_status ayes_seen_add(ayes_seen *seen, uint64_t hash, bool *is_new, ayes_error *error) {
  size_t size = next_size(seen);
  ayes_status status = size ? grow(seen, size, error) : AYES_OK;
  if (status != AYES_OK) return status;
  if (hash == 0) hash = 1;
  size_t at = find_slot(seen->slots, seen->slot_count, hash);
  *is_new = seen->slots[at] == 0;
  if (!*is_new || (seen->limit && seen->count >= seen->limit)) return AYES_OK;
  seen->slots[at] = hash;
  seen->count++;
  return AYES_OK;
}

void ayes_seen_expect(const ayes_seen *seen, uint64_t hash) {
  if (seen->slot_count) ayes_fetch(&seen->slots[(size_t)hash & (seen->slot_count - 1)]);
}

bool ayes_seen_has(const ayes_seen *seen, uint64_t hash) {
  if (seen->slot_count == 0) return false;
  return seen->slots[find_slot(seen->slots, seen->slot_count, hash ? hash : 1)] != 0;
}

void ayes_seen_release(ayes_seen *seen) {
  ayes_memory_free(seen->slots);
  seen->slots = NULL;
  seen->slot_count = seen->count = 0;
}

uint64_t ayes_hash_join(uint64_t a, uint64_t b) {
  uint64_t both[2] = {a, b};
  return ayes_span_hash(ayes_span_make((const char *)both, sizeof both));
}

/* Length of a front with no white space but single spaces; one may come next. */
static size_t squeezed_front(const char *bytes, size_t length) {
  size_t front = 0;
  for (; length - front > AYES_LANES; front += AYES_LANES) {
    unsigned mask = ayes_lanes_not_squeezed(bytes + front);
    if (mask) return front + ayes_first_bit(mask);
  }
  return front;
}

/* Writes each run of white space as one space, in place, and none at the ends. */
static size_t squeeze(char *bytes, size_t length) {
  size_t kept = length && bytes[0] != ' ' ? squeezed_front(bytes, length) : 0;
  for (size_t i = kept; i < length; i++) {
    bool is_space = ayes_byte_is_space(bytes[i]);
    if (is_space && (kept == 0 || bytes[kept - 1] == ' ')) continue;
    bytes[kept++] = is_space ? ' ' : bytes[i];
  }
  return kept && bytes[kept - 1] == ' ' ? kept - 1 : kept;
}

/* Folds a text in one pass where it is of ASCII and has no white space but single spaces within, as
 * most have; false where it is not so, or short. The last block is one that was met in part. */
static bool fold_plain(ayes_span text, char *to) {
  const size_t block = AYES_LANES + 1; /* of which the last byte is only looked at */
  if (text.length < block || text.data[0] == ' ') return false;
  char last = text.data[text.length - 1];
  if (last <= ' ' || (unsigned char)last > 127) return false;
  size_t end = text.length - block;
  for (size_t i = 0; i < end; i += AYES_LANES)
    if (ayes_lanes_fold(text.data + i, to + i)) return false;
  to[text.length - 1] = ayes_byte_to_lower(last);
  return !ayes_lanes_fold(text.data + end, to + end);
}

bool ayes_folded_hash_of_plain(ayes_span text, char *room, uint64_t *hash) {
  if (!fold_plain(text, room)) return false;
  *hash = ayes_span_hash(ayes_span_make(room, text.length));
  return true;
}

uint64_t ayes_folded_hash(ayes_span text, ayes_buffer *scratch) {
  uint64_t hash;
  ayes_buffer_clear(scratch);
  char *room = ayes_buffer_room(scratch, text.length);
  if (room && ayes_folded_hash_of_plain(text, room, &hash)) return hash;
  ayes_fold(text, scratch);
  return ayes_span_hash(ayes_span_make(scratch->data, squeeze(scratch->data, scratch->length)));
}

uint64_t ayes_answer_hash(ayes_span question, uint64_t folded_hash) {
  return ayes_hash_join(ayes_span_hash(question), folded_hash);
}

uint64_t ayes_text_hash(ayes_span question, ayes_span text, ayes_buffer *scratch) {
  return ayes_answer_hash(question, ayes_folded_hash(text, scratch));
}
