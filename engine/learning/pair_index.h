/* SPDX-License-Identifier: MIT
 *
 * The pairs of words among the terms of a question. The stems of such pairs are numbered, so that a
 * pair is one small whole number, exactly.
 *
 *     ayes_pair_index_reserve(&index, count, error);
 *     ayes_pair_index_add(&index, first_hash, second_hash, term);
 *     uint64_t pair = ayes_pair_of(ayes_pair_index_word(&index, a), ayes_pair_index_word(&index,
 * b)); if (ayes_pair_index_may_hold(&index, ayes_pair_spread(pair)))
 *       term = ayes_pair_index_find(&index, pair, none);
 *     ayes_pair_index_release(&index);
 */
#ifndef AYES_LEARNING_PAIR_INDEX_H
#define AYES_LEARNING_PAIR_INDEX_H

#include "base/bits.h"
#include "learning/term_index.h"

/* Places in both tables are bits of the upper half of a sum of products (multiplicative hashing,
 * Knuth 1973). A bit of the filter, which stays in the cache, says of most pairs that they are no
 * terms. */
typedef struct ayes_pair_index {
  ayes_term_index words; /* numbers of stems, less 1 */
  uint32_t word_count;
  uint64_t *slots; /* a pair, then 1 + its term; open addressing; 0: free */
  size_t slot_mask;
  uint64_t *filter; /* NULL: nothing was reserved */
  size_t filter_mask;
} ayes_pair_index;

enum {
  AYES_PAIR_WORD_BITS = 20,
  AYES_PAIRS_MOST = (1 << (AYES_PAIR_WORD_BITS - 1)) - 1 /* of two new words each */
};

/* Makes room for count pairs; an index that was in use is emptied. AYES_OVER_LIMIT,
 * AYES_NO_MEMORY. */
ayes_status ayes_pair_index_reserve(ayes_pair_index *index, size_t count, ayes_error *error);

/* Adds a pair that is not there yet, by the hashes of its stems. */
void ayes_pair_index_add(ayes_pair_index *index, uint64_t first, uint64_t second, uint32_t term);

void ayes_pair_index_release(ayes_pair_index *index);

/* The number of a stem, by its hash; 0: it is in no pair. O(1) expected. */
uint32_t ayes_pair_index_word(const ayes_pair_index *index, uint64_t stem_hash);

/* Of the numbers of two stems. */
static inline uint64_t ayes_pair_of(uint32_t first, uint32_t second) {
  return (uint64_t)first << AYES_PAIR_WORD_BITS | second;
}

/* Numbers are small and close together: one factor for both would leave a pattern. */
static inline uint32_t ayes_pair_spread(uint64_t pair) {
  uint64_t first = pair >> AYES_PAIR_WORD_BITS, second = pair & ((1 << AYES_PAIR_WORD_BITS) - 1);
  uint64_t sum = first * UINT64_C(0xD6E8FEB86659FD93) + second * UINT64_C(0x9E3779B97F4A7C15);
  return (uint32_t)(sum >> 32);
}

/* Whether the pair of that spread may be a term, in an index that has been reserved. */
static inline bool ayes_pair_index_may_hold(const ayes_pair_index *index, uint32_t spread) {
  size_t bit = spread & index->filter_mask;
  return index->filter[bit / 64] >> (bit % 64) & 1;
}

/* To be called some time before ayes_pair_index_find. */
static inline void ayes_pair_index_expect(const ayes_pair_index *index, uint32_t spread) {
  ayes_fetch(index->slots + (spread & index->slot_mask));
}

/* The term of a pair, or none, in an index that has been reserved. O(1) expected. */
static inline uint32_t ayes_pair_index_find(const ayes_pair_index *index, uint64_t pair,
                                            uint32_t none) {
  size_t at = ayes_pair_spread(pair) & index->slot_mask;
  for (; index->slots[at]; at = (at + 1) & index->slot_mask)
    if (index->slots[at] >> AYES_TERM_BITS == pair)
      return (uint32_t)(index->slots[at] & AYES_TERM_MASK) - 1;
  return none;
}

#endif
