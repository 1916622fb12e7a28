/* SPDX-License-Identifier: MIT
 *
 * All phrases of side a, then those of side b that side a does not know; each is looked up once on
 * the other side.
 */
#include "mining/keyness.h"

#include <math.h>
#include <stdlib.h>

#include "mining/statistics.h"

typedef struct comparison {
  const ayes_phrase_counts *a, *b;
  const ayes_phrase **spellings_a, **spellings_b;
  const ayes_words *words;
  size_t least;
  ayes_buffer scratch;
  ayes_key_list *list;
} comparison;

void ayes_key_list_release(ayes_key_list *list) {
  ayes_array_release(list);
  ayes_arena_release(&list->arena);
}

static void weigh(const comparison *it, ayes_key_row *row) {
  ayes_contingency table = {.a = (double)row->a, .b = (double)row->b};
  table.c = (double)it->a->totals[row->length] - table.a;
  table.d = (double)it->b->totals[row->length] - table.b;
  row->g2 = ayes_statistics_g2(&table);
  row->log_ratio = ayes_statistics_log_ratio(&table);
  row->p = row->q = ayes_statistics_chi_square_tail(fabs(row->g2), 1);
}

/* The spelling that is the more frequent on its side. */
static const ayes_phrase *spelling_of(const comparison *it, const ayes_phrase *a,
                                      const ayes_phrase *b) {
  const ayes_phrase *of_a = a ? it->spellings_a[a - it->a->stems.items] : NULL;
  const ayes_phrase *of_b = b ? it->spellings_b[b - it->b->stems.items] : NULL;
  if (!of_a) return of_b;
  return of_b && of_b->tokens > of_a->tokens ? of_b : of_a;
}

/* a, b: the same phrase on either side; one of them may be NULL. */
static ayes_status compare(comparison *it, const ayes_phrase *a, const ayes_phrase *b,
                           ayes_error *error) {
  ayes_key_row row = {.a = a ? a->tokens : 0, .b = b ? b->tokens : 0};
  if (row.a + row.b < it->least) return AYES_OK;
  row.documents_a = a ? a->documents : 0;
  row.documents_b = b ? b->documents : 0;
  row.length = ayes_phrase_length(a ? a : b);
  ayes_buffer_clear(&it->scratch);
  ayes_phrase_write(spelling_of(it, a, b), it->words, &it->scratch);
  if (it->scratch.failed) return ayes_error_memory(error);
  row.text = ayes_buffer_span(&it->scratch);
  row.text.data = ayes_arena_copy(&it->list->arena, row.text, error);
  ayes_key_row *added = row.text.data ? ayes_array_add(it->list, error) : NULL;
  if (!added) return AYES_NO_MEMORY;
  weigh(it, &row);
  *added = row;
  return AYES_OK;
}

static ayes_status compare_all(comparison *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  const ayes_phrases *a = &it->a->stems, *b = &it->b->stems;
  for (size_t i = 0; i < a->count && status == AYES_OK; i++)
    status = compare(it, &a->items[i], ayes_phrases_find(b, a->items[i].words), error);
  for (size_t i = 0; i < b->count && status == AYES_OK; i++)
    if (!ayes_phrases_find(a, b->items[i].words)) status = compare(it, NULL, &b->items[i], error);
  return status;
}

static ayes_status correct(ayes_key_list *list, ayes_error *error) {
  double *values = ayes_memory_new_zeroed(list->count, sizeof *values);
  if (!values) return ayes_error_memory(error);
  for (size_t i = 0; i < list->count; i++) values[i] = list->items[i].p;
  ayes_status status = ayes_statistics_correct(values, list->count, error);
  for (size_t i = 0; i < list->count && status == AYES_OK; i++) {
    list->items[i].q = values[i];
    list->apart += values[i] < 0.05;
  }
  ayes_memory_free(values);
  return status;
}

static int compare_rows(const void *a, const void *b) {
  const ayes_key_row *first = a, *second = b;
  double strength = fabs(first->g2), other = fabs(second->g2);
  if (strength != other) return strength > other ? -1 : 1;
  int order = ayes_span_compare(first->text, second->text);
  return order ? order : (first->length > second->length) - (first->length < second->length);
}

ayes_status ayes_keyness_rank(const ayes_phrase_counts *a, const ayes_phrase_counts *b,
                              const ayes_words *words, size_t least, ayes_key_list *list,
                              ayes_error *error) {
  comparison it = {.a = a, .b = b, .words = words, .least = least, .list = list};
  list->count = list->apart = 0;
  ayes_arena_clear(&list->arena);
  ayes_status status = ayes_phrase_counts_spellings(a, words, &it.spellings_a, error);
  if (status == AYES_OK) status = ayes_phrase_counts_spellings(b, words, &it.spellings_b, error);
  if (status == AYES_OK) status = compare_all(&it, error);
  if (status == AYES_OK) status = correct(list, error);
  if (status == AYES_OK && list->count)
    qsort(list->items, list->count, sizeof *list->items, compare_rows);
  ayes_memory_free(it.spellings_a);
  ayes_memory_free(it.spellings_b);
  ayes_buffer_release(&it.scratch);
  return status;
}
