/* SPDX-License-Identifier: MIT
 *
 * A hash table with linear probing at most half full; look-up is O(1) expected. The bits of a slot
 * that no id needs are of the name's hash, so that the names of other slots need not be looked at.
 */
#include "base/names.h"

#include "base/array.h"

enum { FIRST_SLOTS = 64 };

/* What the slot of a name holds, of so many slots: ids are below their number. */
static inline uint32_t slot_for(size_t slot_count, uint32_t id, uint64_t hash) {
  return id | ((uint32_t)(hash >> 32) & ~(uint32_t)(slot_count - 1));
}

static inline uint32_t id_in(const ayes_names *names, uint32_t slot) {
  return slot & (uint32_t)(names->slot_count - 1);
}

static bool is_name(const ayes_names *names, uint32_t id, ayes_span text, uint64_t hash) {
  const ayes_name *name = &names->list.items[id - 1];
  return name->hash == hash && ayes_span_equal(name->text, text);
}

/* Of a name that is not there yet. */
static void add_slot(uint32_t *slots, size_t count, uint32_t id, uint64_t hash) {
  size_t slot = (size_t)hash & (count - 1);
  while (slots[slot]) slot = (slot + 1) & (count - 1);
  slots[slot] = slot_for(count, id, hash);
}

static void note_ends(ayes_names *names, ayes_span text) {
  if (text.length == 0) return;
  const char *first = text.data, *last = text.data + text.length - 1;
  bool is_one = text.length == 1;
  size_t bit = ayes_names_bit(*first, first[!is_one], last[-!is_one], *last, text.length);
  names->filter[bit / 64] |= UINT64_C(1) << bit % 64;
}

static ayes_status grow(ayes_names *names, ayes_error *error) {
  if (names->slot_count && names->list.count * 2 < names->slot_count) return AYES_OK;
  size_t count = names->slot_count ? names->slot_count * 2 : FIRST_SLOTS;
  uint32_t *slots = ayes_memory_new_zeroed(count, sizeof *slots);
  if (!slots) return ayes_error_memory(error);
  for (size_t i = 0; i < names->list.count; i++)
    add_slot(slots, count, (uint32_t)(i + 1), names->list.items[i].hash);
  ayes_memory_free(names->slots);
  names->slots = slots;
  names->slot_count = count;
  return AYES_OK;
}

ayes_status ayes_names_add(ayes_names *names, ayes_span text, uint32_t *id, ayes_error *error) {
  uint64_t hash = ayes_span_hash(text);
  *id = ayes_names_find_hashed(names, text, hash);
  if (*id) return AYES_OK;
  if (names->list.count >= UINT32_MAX - 1)
    return ayes_error_set(error, AYES_OVER_LIMIT, "too many distinct names");
  ayes_status status = grow(names, error);
  if (status != AYES_OK) return status;
  char *copy = ayes_arena_copy(&names->arena, text, error);
  if (!copy) return AYES_NO_MEMORY;
  ayes_name *name = ayes_array_add(&names->list, error);
  if (!name) return AYES_NO_MEMORY;
  name->text = ayes_span_make(copy, text.length);
  name->hash = hash;
  note_ends(names, name->text);
  *id = (uint32_t)names->list.count;
  add_slot(names->slots, names->slot_count, *id, hash);
  return AYES_OK;
}

uint32_t ayes_names_find_hashed(const ayes_names *names, ayes_span text, uint64_t hash) {
  size_t count = names->slot_count;
  if (!count) return 0;
  for (size_t slot = (size_t)hash & (count - 1); names->slots[slot];
       slot = (slot + 1) & (count - 1)) {
    uint32_t id = id_in(names, names->slots[slot]);
    if (names->slots[slot] == slot_for(count, id, hash) && is_name(names, id, text, hash))
      return id;
  }
  return 0;
}

uint32_t ayes_names_find(const ayes_names *names, ayes_span text) {
  return ayes_names_find_hashed(names, text, ayes_span_hash(text));
}

ayes_span ayes_names_text(const ayes_names *names, uint32_t id) {
  if (id == 0 || id > names->list.count) return ayes_span_make(NULL, 0);
  return names->list.items[id - 1].text;
}

size_t ayes_names_count(const ayes_names *names) { return names->list.count; }

void ayes_names_release(ayes_names *names) {
  ayes_arena_release(&names->arena);
  ayes_array_release(&names->list);
  ayes_memory_free(names->slots);
  names->slots = NULL;
  names->slot_count = 0;
  memset(names->filter, 0, sizeof names->filter);
}
