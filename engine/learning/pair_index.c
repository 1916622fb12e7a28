/* SPDX-License-Identifier: MIT
 *
 * Open addressing behind a filter (Bloom 1970, with one function).
 */
#include "learning/pair_index.h"

#include "base/memory.h"

enum { FEWEST_SLOTS = 16, BITS_A_SLOT = 4 };

_Static_assert(2 * AYES_PAIR_WORD_BITS + AYES_TERM_BITS <= 64, "a pair and its term in one slot");

ayes_status ayes_pair_index_reserve(ayes_pair_index *index, size_t count, ayes_error *error) {
  ayes_pair_index_release(index);
  if (count > AYES_PAIRS_MOST)
    return ayes_error_set(error, AYES_OVER_LIMIT, "a model holds at most %d pairs a question",
                          AYES_PAIRS_MOST);
  size_t slots = FEWEST_SLOTS;
  while (slots < count * 4) slots *= 2;
  index->slot_mask = slots - 1;
  index->filter_mask = slots * BITS_A_SLOT - 1;
  index->slots = ayes_memory_new_zeroed(slots, sizeof *index->slots);
  index->filter = ayes_memory_new_zeroed(slots * BITS_A_SLOT / 64, sizeof *index->filter);
  ayes_status status = index->slots && index->filter
                           ? ayes_term_index_reserve(&index->words, count * 2, error)
                           : ayes_error_memory(error);
  if (status != AYES_OK) ayes_pair_index_release(index);
  return status;
}

/* The number of a stem, which is given one when it has none. */
static uint32_t number_of(ayes_pair_index *index, uint64_t stem_hash) {
  uint32_t known = ayes_pair_index_word(index, stem_hash);
  if (known) return known;
  ayes_term_index_add(&index->words, stem_hash | 1, index->word_count);
  return ++index->word_count;
}

void ayes_pair_index_add(ayes_pair_index *index, uint64_t first, uint64_t second, uint32_t term) {
  uint32_t numbers[] = {number_of(index, first), number_of(index, second)};
  uint64_t pair = ayes_pair_of(numbers[0], numbers[1]);
  uint32_t spread = ayes_pair_spread(pair);
  size_t at = spread & index->slot_mask, bit = spread & index->filter_mask;
  while (index->slots[at]) at = (at + 1) & index->slot_mask;
  index->slots[at] = pair << AYES_TERM_BITS | (term + 1);
  index->filter[bit / 64] |= UINT64_C(1) << (bit % 64);
}

uint32_t ayes_pair_index_word(const ayes_pair_index *index, uint64_t stem_hash) {
  return ayes_term_index_find(&index->words, stem_hash | 1, UINT32_MAX) + 1;
}

void ayes_pair_index_release(ayes_pair_index *index) {
  ayes_term_index_release(&index->words);
  ayes_memory_free(index->slots);
  ayes_memory_free(index->filter);
  *index = (ayes_pair_index){0};
}
