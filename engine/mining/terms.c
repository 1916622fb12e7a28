/* SPDX-License-Identifier: MIT
 *
 * Candidates are gathered with their spelling, sorted by a total order, and cut.
 */
#include "mining/terms.h"

#include <stdlib.h>

#include "mining/statistics.h"

void ayes_term_list_release(ayes_term_list *list) {
  ayes_array_release(list);
  ayes_arena_release(&list->arena);
}

static int compare_sizes(size_t a, size_t b) { return (a < b) - (a > b); }

static int compare_frequencies(const void *a, const void *b) {
  const ayes_term_row *first = a, *second = b;
  int order = compare_sizes(first->tokens, second->tokens);
  if (order == 0) order = compare_sizes(first->documents, second->documents);
  return order ? order : ayes_span_compare(first->text, second->text);
}

static int compare_strengths(const void *a, const void *b) {
  const ayes_term_row *first = a, *second = b;
  if (first->g2 != second->g2) return first->g2 > second->g2 ? -1 : 1;
  return compare_frequencies(a, b);
}

static ayes_status add_row(const ayes_phrase *phrase, const ayes_phrase *spelling,
                           const ayes_words *words, ayes_buffer *scratch, ayes_term_list *list,
                           ayes_error *error) {
  ayes_buffer_clear(scratch);
  ayes_phrase_write(spelling, words, scratch);
  if (scratch->failed) return ayes_error_memory(error);
  ayes_span text = ayes_buffer_span(scratch);
  text.data = ayes_arena_copy(&list->arena, text, error);
  ayes_term_row *row = text.data ? ayes_array_add(list, error) : NULL;
  if (!row) return AYES_NO_MEMORY;
  *row = (ayes_term_row){.text = text, .tokens = phrase->tokens, .documents = phrase->documents};
  return AYES_OK;
}

static void finish(ayes_term_list *list, size_t top, int (*compare)(const void *, const void *)) {
  if (list->count) qsort(list->items, list->count, sizeof *list->items, compare);
  list->found = list->count;
  if (top && list->count > top) list->count = top;
}

static ayes_status gather(const ayes_phrase_counts *counts, const ayes_words *words, size_t length,
                          size_t least, ayes_term_list *list,
                          bool (*weigh)(const ayes_phrase_counts *, const ayes_phrase *,
                                        ayes_term_row *),
                          ayes_error *error) {
  const ayes_phrase **best;
  ayes_buffer scratch = {0};
  list->count = 0;
  ayes_arena_clear(&list->arena);
  ayes_status status = ayes_phrase_counts_spellings(counts, words, &best, error);
  if (status != AYES_OK) return status;
  for (size_t i = 0; i < counts->stems.count && status == AYES_OK; i++) {
    const ayes_phrase *phrase = &counts->stems.items[i];
    ayes_term_row weighed = {0};
    if (phrase->tokens < least || ayes_phrase_length(phrase) != length) continue;
    if (weigh && !weigh(counts, phrase, &weighed)) continue;
    status = add_row(phrase, best[i], words, &scratch, list, error);
    if (status != AYES_OK) break;
    ayes_term_row *row = &list->items[list->count - 1];
    row->g2 = weighed.g2;
    row->pmi = weighed.pmi;
    row->expected = weighed.expected;
  }
  ayes_buffer_release(&scratch);
  ayes_memory_free(best);
  return status;
}

ayes_status ayes_terms_rank(const ayes_phrase_counts *counts, const ayes_words *words,
                            size_t length, size_t least, size_t top, ayes_term_list *list,
                            ayes_error *error) {
  ayes_status status = gather(counts, words, length, least, list, NULL, error);
  if (status == AYES_OK) finish(list, top, compare_frequencies);
  return status;
}

/* Whether a pair is more frequent than by chance; fills in its figures. */
static bool weigh_pair(const ayes_phrase_counts *counts, const ayes_phrase *pair,
                       ayes_term_row *row) {
  double both = pair->tokens, all = (double)counts->pair_total;
  double first = counts->first.items[pair->words[0]], second = counts->second.items[pair->words[1]];
  ayes_contingency table = {both, second - both, first - both, all - first - second + both};
  row->expected = ayes_statistics_expected(&table);
  row->g2 = ayes_statistics_g2(&table);
  row->pmi = ayes_statistics_pmi(&table);
  return row->g2 > 0;
}

ayes_status ayes_collocations_rank(const ayes_phrase_counts *counts, const ayes_words *words,
                                   size_t least, size_t top, ayes_term_list *list,
                                   ayes_error *error) {
  ayes_status status = gather(counts, words, 2, least, list, weigh_pair, error);
  if (status == AYES_OK) finish(list, top, compare_strengths);
  return status;
}
