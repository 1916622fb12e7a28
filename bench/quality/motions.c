/* SPDX-License-Identifier: MIT
 *
 * Pairs stand in the order of the gold file, which is read again for the questions. O(n m) with m
 * questions.
 */
#include "quality/motions.h"

#include <stdlib.h>

#include "base/array.h"
#include "quality/table.h"

typedef struct motions {
  ayes_names names;
  struct {
    uint32_t *items;
    size_t count, capacity;
  } question; /* of each pair */
} motions;

static ayes_status read_questions(const char *gold, motions *it, ayes_error *error) {
  ayes_results *reader;
  ayes_result_record record;
  ayes_status status = ayes_results_open(gold, &reader, error);
  if (status != AYES_OK) return status;
  while ((status = ayes_results_next(reader, &record, error)) == AYES_OK && record.line) {
    uint32_t *place = ayes_array_add(&it->question, error);
    status = place ? ayes_names_add(&it->names, record.question, place, error) : AYES_NO_MEMORY;
    if (status != AYES_OK) break;
  }
  ayes_results_close(reader);
  return status;
}

/* M2 before M10. */
static int compare_names(const void *a, const void *b) {
  const ayes_span *first = a, *second = b;
  if (first->length != second->length) return first->length < second->length ? -1 : 1;
  return ayes_span_compare(*first, *second);
}

static ayes_status add_motion(const motions *it, const ayes_gold_pairs *pairs, ayes_span name,
                              ayes_buffer *rows, ayes_error *error) {
  uint32_t number = ayes_names_find(&it->names, name);
  ayes_gold_pairs part = {0};
  ayes_evaluation evaluation;
  ayes_status status =
      ayes_array_reserve(&part.items, &part.capacity, pairs->count, sizeof *part.items, error);
  if (status != AYES_OK) return status;
  for (size_t i = 0; i < pairs->count && i < it->question.count; i++)
    if (it->question.items[i] == number) part.items[part.count++] = pairs->items[i];
  part.matched = part.count;
  status = ayes_evaluation_compute(&part, &evaluation, error);
  if (status == AYES_OK) {
    ayes_buffer_add(rows, name);
    ayes_buffer_add_format(rows, ",%zu", part.count);
    bench_add_figure(rows, evaluation.f_avg);
    ayes_buffer_add_byte(rows, '\n');
  }
  ayes_array_release(&part);
  return status;
}

static ayes_status add_sorted(const motions *it, const ayes_gold_pairs *pairs, ayes_buffer *rows,
                              ayes_error *error) {
  size_t count = ayes_names_count(&it->names);
  ayes_span *names = ayes_memory_new_zeroed(count, sizeof *names);
  if (!names) return ayes_error_memory(error);
  for (size_t i = 0; i < count; i++) names[i] = ayes_names_text(&it->names, (uint32_t)(i + 1));
  if (count) qsort(names, count, sizeof *names, compare_names);
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < count && status == AYES_OK; i++)
    status = add_motion(it, pairs, names[i], rows, error);
  ayes_memory_free(names);
  return status;
}

ayes_status bench_motions_add(const char *gold, const ayes_gold_pairs *pairs, ayes_buffer *rows,
                              ayes_error *error) {
  motions it = {0};
  ayes_status status = read_questions(gold, &it, error);
  if (status == AYES_OK) status = add_sorted(&it, pairs, rows, error);
  ayes_array_release(&it.question);
  ayes_names_release(&it.names);
  return status;
}
