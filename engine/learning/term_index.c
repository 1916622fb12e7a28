/* SPDX-License-Identifier: MIT
 *
 * Open addressing.
 */
#include "learning/term_index.h"

#include "base/memory.h"

enum { FEWEST_SLOTS = 16 };

ayes_status ayes_term_index_reserve(ayes_term_index *index, size_t count, ayes_error *error) {
  ayes_term_index_release(index);
  if (count > AYES_TERMS_MOST)
    return ayes_error_set(error, AYES_OVER_LIMIT, "a model holds at most %d terms a question",
                          AYES_TERMS_MOST);
  size_t slots = FEWEST_SLOTS;
  while (slots < count * 2) slots *= 2;
  index->slots = ayes_memory_new_zeroed(slots, sizeof *index->slots);
  if (!index->slots) return ayes_error_memory(error);
  index->slot_mask = slots - 1;
  return AYES_OK;
}

static size_t first_slot(const ayes_term_index *index, uint64_t key) {
  return (size_t)(key >> 1) & index->slot_mask; /* keys are odd */
}

void ayes_term_index_add(ayes_term_index *index, uint64_t key, uint32_t term) {
  size_t at = first_slot(index, key);
  while (index->slots[at]) at = (at + 1) & index->slot_mask;
  index->slots[at] = (key & ~(uint64_t)AYES_TERM_MASK) | (term + 1);
}

uint32_t ayes_term_index_find(const ayes_term_index *index, uint64_t key, uint32_t none) {
  if (!index->slots) return none;
  for (size_t at = first_slot(index, key); index->slots[at]; at = (at + 1) & index->slot_mask)
    if ((index->slots[at] ^ key) <= AYES_TERM_MASK)
      return (uint32_t)(index->slots[at] & AYES_TERM_MASK) - 1;
  return none;
}

void ayes_term_index_release(ayes_term_index *index) {
  ayes_memory_free(index->slots);
  *index = (ayes_term_index){0};
}
