/* SPDX-License-Identifier: MIT
 *
 * A table at most half full, doubled when it would be fuller.
 */
#include "learning/keys.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 4096 };

static uint32_t *find_slot(const ayes_keys *keys, uint32_t *slots, size_t slot_count,
                           uint64_t key) {
  size_t at = (size_t)(key >> 1) & (slot_count - 1);
  while (slots[at] && keys->items[slots[at] - 1] != key) at = (at + 1) & (slot_count - 1);
  return &slots[at];
}

static ayes_status grow(ayes_keys *keys, ayes_error *error) {
  if (keys->count * 2 < keys->slot_count) return AYES_OK;
  size_t count = keys->slot_count ? keys->slot_count * 2 : FIRST_SLOTS;
  uint32_t *slots = ayes_memory_new_zeroed(count, sizeof *slots);
  if (!slots) return ayes_error_memory(error);
  for (uint32_t i = 0; i < keys->count; i++) *find_slot(keys, slots, count, keys->items[i]) = i + 1;
  ayes_memory_free(keys->slots);
  keys->slots = slots;
  keys->slot_count = count;
  return AYES_OK;
}

ayes_status ayes_keys_add(ayes_keys *keys, uint64_t key, uint32_t *index, bool *is_new,
                          ayes_error *error) {
  ayes_status status = grow(keys, error);
  if (status != AYES_OK) return status;
  uint32_t *slot = find_slot(keys, keys->slots, keys->slot_count, key);
  *is_new = *slot == 0;
  if (*is_new) {
    uint64_t *added = ayes_array_add(keys, error);
    if (!added) return AYES_NO_MEMORY;
    *added = key;
    *slot = (uint32_t)keys->count;
  }
  *index = *slot - 1;
  return AYES_OK;
}

void ayes_keys_release(ayes_keys *keys) {
  ayes_array_release(keys);
  ayes_memory_free(keys->slots);
  keys->slots = NULL;
  keys->slot_count = 0;
}

typedef struct ranked {
  uint64_t key;
  uint32_t index;
} ranked;

static int compare_ranked(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

ayes_status ayes_keys_order(const uint64_t *keys, size_t count, uint32_t **order,
                            ayes_error *error) {
  ranked *sorted = ayes_memory_new_zeroed(count + 1, sizeof *sorted);
  *order = ayes_memory_new_zeroed(count + 1, sizeof **order);
  if (sorted && *order) {
    for (uint32_t i = 0; i < count; i++) sorted[i] = (ranked){keys[i], i};
    if (count) qsort(sorted, count, sizeof *sorted, compare_ranked);
    for (size_t i = 0; i < count; i++) (*order)[i] = sorted[i].index;
    ayes_memory_free(sorted);
    return AYES_OK;
  }
  ayes_memory_free(sorted);
  ayes_memory_free(*order);
  *order = NULL;
  return ayes_error_memory(error);
}
