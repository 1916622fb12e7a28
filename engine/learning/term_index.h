/* SPDX-License-Identifier: MIT
 *
 * The terms of a question by their keys.
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

/* A slot holds the upper 42 bits of a key, of which the lower ones have chosen the slot, and 1 +
 * the term. */
typedef struct ayes_term_index {
  uint64_t *slots;  /* open addressing; 0: free; NULL: nothing was reserved */
  size_t slot_mask; /* their number, a power of two, less one */
} ayes_term_index;

enum { AYES_TERM_BITS = 22, AYES_TERM_MASK = (1 << AYES_TERM_BITS) - 1 };
enum { AYES_TERMS_MOST = AYES_TERM_MASK - 1 };

/* Makes room for count terms, AYES_TERMS_MOST at most; an index that was in use is emptied. */
ayes_status ayes_term_index_reserve(ayes_term_index *index, size_t count, ayes_error *error);

/* Adds a key, an odd number, that is not there yet. */
void ayes_term_index_add(ayes_term_index *index, uint64_t key, uint32_t term);

/* The term of a key, or none. O(1) expected. */
uint32_t ayes_term_index_find(const ayes_term_index *index, uint64_t key, uint32_t none);

void ayes_term_index_release(ayes_term_index *index);

#endif
