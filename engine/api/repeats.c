/* SPDX-License-Identifier: MIT
 *
 * A table with one place for each hash modulo its size: what comes later takes the place of what
 * was there. Its memory is bounded by places and by the length of what is kept. The folded hash of
 * a text, which is wanted anyway to tell duplicates, serves for most texts as their hash here.
 * Answers of one text that a hash of little else does not tell apart share a place.
 */
#include "api/repeats.h"

#include "base/bits.h"
#include "base/memory.h"
#include "tally/seen.h"

enum { PLACES = 1024, TEXT = 3, PARTS = 4, KEPT_BYTES = 8 * 1024 };

typedef struct place {
  char
      *bytes; /* parts and findings, one after another, of an answer that was here twice; or NULL */
  size_t lengths[PARTS];
  ayes_repeat found;
} place;

struct ayes_repeats {
  uint64_t hashes[PLACES]; /* of the answer that was there last; 0: none. Apart, so as to be near */
  place places[PLACES];
  uint64_t hash;   /* of the answer looked for last */
  bool has_met_it; /* it was the last in its place */
  bool has_folded;
  uint64_t folded_hash; /* of its text */
  ayes_buffer folded;
};

ayes_status ayes_repeats_new(ayes_repeats **repeats, ayes_error *error) {
  *repeats = ayes_memory_new_zeroed(1, sizeof **repeats);
  return *repeats ? AYES_OK : ayes_error_memory(error);
}

void ayes_repeats_free(ayes_repeats *repeats) {
  if (!repeats) return;
  for (size_t i = 0; i < PLACES; i++) ayes_memory_free(repeats->places[i].bytes);
  ayes_buffer_release(&repeats->folded);
  ayes_memory_free(repeats);
}

/* All that a result depends on. */
static void list_parts(const ayes_answer *answer, ayes_span parts[PARTS]) {
  parts[0] = answer->question;
  parts[1] = answer->target;
  parts[2] = answer->answer;
  parts[TEXT] = answer->text;
}

static bool fold(ayes_repeats *repeats, ayes_span text, bool is_clean) {
  ayes_buffer_restart(&repeats->folded);
  if (is_clean) {
    repeats->folded_hash = ayes_folded_hash(text, &repeats->folded);
    return !repeats->folded.failed;
  }
  char *room = ayes_buffer_room(&repeats->folded, text.length);
  return room && ayes_folded_hash_of_plain(text, room, &repeats->folded_hash);
}

static uint64_t hash_text(ayes_repeats *repeats, ayes_span text, bool is_clean) {
  repeats->has_folded = fold(repeats, text, is_clean);
  return repeats->has_folded ? repeats->folded_hash : ayes_span_hash(text);
}

/* Of the parts that are mostly short, or always the same, a sample is enough. */
static uint64_t hash_parts(ayes_repeats *repeats, const ayes_span parts[PARTS], bool is_clean) {
  uint64_t hash = hash_text(repeats, parts[TEXT], is_clean);
  for (size_t i = 0; i < TEXT; i++) hash = ayes_mix_bits(hash ^ ayes_span_sample(parts[i]));
  return hash ? hash : 1;
}

static bool is_same(const place *it, const ayes_span parts[PARTS]) {
  const char *at = it->bytes;
  for (size_t i = 0; i < PARTS; i++) {
    if (!ayes_span_equal(ayes_span_make(at, it->lengths[i]), parts[i])) return false;
    at += it->lengths[i];
  }
  return true;
}

const ayes_repeat *ayes_repeats_find(ayes_repeats *repeats, const ayes_answer *answer,
                                     bool is_clean) {
  ayes_span parts[PARTS];
  repeats->has_met_it = repeats->has_folded = false;
  if (answer->text.length > KEPT_BYTES) return NULL; /* nothing is kept of it */
  list_parts(answer, parts);
  repeats->hash = hash_parts(repeats, parts, is_clean);
  uint64_t *last = &repeats->hashes[repeats->hash % PLACES];
  const place *it = &repeats->places[repeats->hash % PLACES];
  repeats->has_met_it = *last == repeats->hash;
  *last = repeats->hash;
  return repeats->has_met_it && it->bytes && is_same(it, parts) ? &it->found : NULL;
}

bool ayes_repeats_hash(const ayes_repeats *repeats, uint64_t *folded_hash) {
  *folded_hash = repeats->folded_hash;
  return repeats->has_folded;
}

void ayes_repeats_keep(ayes_repeats *repeats, const ayes_answer *answer, const ayes_repeat *found) {
  ayes_span parts[PARTS];
  size_t length = found->findings.length;
  if (!repeats->has_met_it) return; /* what is there of another answer is never taken for it */
  list_parts(answer, parts);
  for (size_t i = 0; i < PARTS; i++) length += parts[i].length;
  if (length > KEPT_BYTES) return;
  place *it = &repeats->places[repeats->hash % PLACES];
  ayes_memory_free(it->bytes);
  it->bytes = ayes_memory_new(length);
  if (!it->bytes) return;
  char *at = it->bytes;
  for (size_t i = 0; i < PARTS; i++) {
    it->lengths[i] = parts[i].length;
    if (parts[i].length) memcpy(at, parts[i].data, parts[i].length);
    at += parts[i].length;
  }
  it->found = *found;
  it->found.findings = ayes_span_make(at, found->findings.length);
  memcpy(at, found->findings.data, found->findings.length);
}
