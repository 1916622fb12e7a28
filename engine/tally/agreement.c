/* SPDX-License-Identifier: MIT
 *
 * The second person's labels are read as if they were results. Both lists of pairs come from the
 * same gold file, so pair i is the same answer in both.
 */
#include "tally/agreement.h"

#include "base/memory.h"

/* The pairs with what both lists know; items is as long as pairs. */
static ayes_gold_pairs restrict_to(const ayes_gold_pairs *pairs, const ayes_gold_pairs *others,
                                   ayes_gold_pair *items) {
  ayes_gold_pairs both = *pairs;
  both.items = items;
  both.matched = 0;
  for (size_t i = 0; i < pairs->count; i++) {
    items[i] = pairs->items[i];
    items[i].matched = pairs->items[i].matched && others->items[i].matched;
    both.matched += items[i].matched;
  }
  return both;
}

static ayes_status measure(const ayes_gold_pairs *pairs, const ayes_gold_pairs *others,
                           ayes_evaluation *evaluation, ayes_error *error) {
  ayes_gold_pair *items = ayes_memory_new_zeroed(pairs->count, sizeof *items);
  if (!items) return ayes_error_memory(error);
  ayes_gold_pairs both = restrict_to(pairs, others, items);
  ayes_status status = ayes_evaluation_compute(&both, evaluation, error);
  if (status == AYES_OK) status = ayes_evaluation_intervals(&both, evaluation, error);
  ayes_memory_free(items);
  return status;
}

ayes_status ayes_agreement_compute(const ayes_gold_pairs *pairs, const char *second,
                                   const char *gold, ayes_agreement *agreement, ayes_error *error) {
  ayes_gold_pairs people = {0};
  ayes_status status = ayes_gold_pairs_read(second, gold, &people, error);
  if (status == AYES_OK) status = measure(&people, pairs, &agreement->people, error);
  if (status == AYES_OK) status = measure(pairs, &people, &agreement->engine, error);
  if (status == AYES_OK && agreement->people.matched == 0)
    status = ayes_error_set_at(error, AYES_BAD_DATA, second, 0, 0,
                               "labels no answer that has a result and a label in %s", gold);
  ayes_gold_pairs_release(&people);
  return status;
}
