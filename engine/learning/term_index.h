/* SPDX-License-Identifier: MIT
 *
 * The terms of a question by their keys, for texts most of whose words and pairs are no terms.
 *
 *     ayes_term_index_reserve(&index, count, error);
 *     ayes_term_index_add(&index, key, term);
 *     uint32_t term = ayes_term_index_find(&index, key, UINT32_MAX);
 *     ayes_term_index_release(&index);
 */
#ifndef AYES_LEARNING_TERM_INDEX_H
#define AYES_LEARNING_TERM_INDEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/* A bit for each upper half of a key says what is no term without a look at the slots, which rarely
 * stay in the cache. A slot holds the upper 40 bits of a key, of which the lower ones have chosen
 * the slot, and 1 + the term. */
typedef struct ayes_term_index {
  uint64_t *slots;    /* open addressing; 0: free */
  size_t slot_mask;   /* their number, a power of two, less one */
  uint64_t *filter;   /* NULL: nothing was reserved */
  size_t filter_mask; /* its bits less one */
} ayes_term_index;

enum { AYES_TERM_BITS = 24, AYES_TERMS_MOST = (1 << AYES_TERM_BITS) - 2 };

/* Makes room for count terms, AYES_TERMS_MOST at most; an index that was in use is emptied. */
ayes_status ayes_term_index_reserve(ayes_term_index *index, size_t count, ayes_error *error);

/* Adds a key that is not there yet. */
void ayes_term_index_add(ayes_term_index *index, uint64_t key, uint32_t term);

void ayes_term_index_release(ayes_term_index *index);

/* Whether there may be a key with that upper half; the index must have been reserved. */
static inline bool ayes_term_index_may_hold(const ayes_term_index *index, uint32_t upper) {
  size_t bit = upper & index->filter_mask;
  return index->filter[bit / 64] >> (bit % 64) & 1;
}

/* The term of a key, or none, of an index that has been reserved and may hold it. O(1) expected. */
static inline uint32_t ayes_term_index_probe(const ayes_term_index *index, uint64_t key,
                                             uint32_t none) {
  static const uint64_t TERM_BITS = (UINT64_C(1) << AYES_TERM_BITS) - 1;
  size_t at = (size_t)(key >> 1) & index->slot_mask; /* keys are odd */
  for (; index->slots[at]; at = (at + 1) & index->slot_mask)
    if ((index->slots[at] ^ key) <= TERM_BITS) return (uint32_t)(index->slots[at] & TERM_BITS) - 1;
  return none;
}

/* The same of any index and key. */
uint32_t ayes_term_index_find(const ayes_term_index *index, uint64_t key, uint32_t none);

#endif
