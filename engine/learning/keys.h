/* SPDX-License-Identifier: MIT
 *
 * Distinct 64-bit keys numbered from 0 in the order they are met.
 *
 *     ayes_keys keys = {0};
 *     ayes_keys_add(&keys, ayes_feature_of_stem(hash), &index, &is_new, error);
 *     ayes_keys_release(&keys);
 */
#ifndef AYES_LEARNING_KEYS_H
#define AYES_LEARNING_KEYS_H

#include <stdint.h>

#include "base/array.h"

/* Zero-initialise. */
typedef struct ayes_keys {
  uint64_t *items; /* by number */
  size_t count, capacity;
  uint32_t *slots; /* numbers + 1, open addressing; 0 is free */
  size_t slot_count;
} ayes_keys;

/* The number of a key, which is added when it is new. AYES_NO_MEMORY. O(1) expected. */
ayes_status ayes_keys_add(ayes_keys *keys, uint64_t key, uint32_t *index, bool *is_new,
                          ayes_error *error);

void ayes_keys_release(ayes_keys *keys);

/* *order: the places of count keys in ascending order of the keys; equal ones as they stand. Yours
 * to free. AYES_NO_MEMORY. O(count log count). */
ayes_status ayes_keys_order(const uint64_t *keys, size_t count, uint32_t **order,
                            ayes_error *error);

#endif
