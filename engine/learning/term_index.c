/* SPDX-License-Identifier: MIT
 *
 * Open addressing behind a filter (Bloom 1970, with one function).
 */
#include "learning/term_index.h"

#include "base/memory.h"

enum { FEWEST_SLOTS = 16, BITS_A_SLOT = 4 };

ayes_status ayes_term_index_reserve(ayes_term_index *index, size_t count, ayes_error *error) {
  ayes_term_index_release(index);
  if (count > AYES_TERMS_MOST)
    return ayes_error_set(error, AYES_OVER_LIMIT, "a model holds at most %d terms a question",
                          AYES_TERMS_MOST);
  size_t slots = FEWEST_SLOTS;
  while (slots < count * 4) slots *= 2;
  index->slots = ayes_memory_new_zeroed(slots, sizeof *index->slots);
  index->filter = ayes_memory_new_zeroed(slots * BITS_A_SLOT / 64, sizeof *index->filter);
  index->slot_mask = slots - 1;
  index->filter_mask = slots * BITS_A_SLOT - 1;
  if (index->slots && index->filter) return AYES_OK;
  ayes_term_index_release(index);
  return ayes_error_memory(error);
}

void ayes_term_index_add(ayes_term_index *index, uint64_t key, uint32_t term) {
  size_t at = (size_t)(key >> 1) & index->slot_mask, bit = (key >> 32) & index->filter_mask;
  while (index->slots[at]) at = (at + 1) & index->slot_mask;
  index->slots[at] = key >> AYES_TERM_BITS << AYES_TERM_BITS | (term + 1);
  index->filter[bit / 64] |= UINT64_C(1) << (bit % 64);
}

uint32_t ayes_term_index_find(const ayes_term_index *index, uint64_t key, uint32_t none) {
  bool may_hold = index->filter && ayes_term_index_may_hold(index, (uint32_t)(key >> 32));
  return may_hold ? ayes_term_index_probe(index, key, none) : none;
}

void ayes_term_index_release(ayes_term_index *index) {
  ayes_memory_free(index->slots);
  ayes_memory_free(index->filter);
  *index = (ayes_term_index){0};
}
