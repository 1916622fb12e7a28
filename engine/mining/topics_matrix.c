/* SPDX-License-Identifier: MIT
 *
 * Cells are kept answer by answer with raw counts; weighing walks through them twice and closes the
 * gaps that rare terms leave.
 */
#include "mining/topics_matrix.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"

enum { FEW_ANSWERS = 200 /* below it two answers are enough for a term, above it are three */ };

static int compare_numbers(const void *a, const void *b) {
  uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
  return left < right ? -1 : left > right;
}

static ayes_status find_term(ayes_topic_matrix *matrix, const uint32_t *stems, size_t count,
                             ayes_error *error) {
  uint32_t number;
  ayes_span key = ayes_span_make((const char *)stems, count * sizeof *stems);
  ayes_status status = ayes_names_add(&matrix->terms, key, &number, error);
  if (status != AYES_OK) return status;
  uint32_t *added = ayes_array_add(&matrix->found, error);
  if (!added) return AYES_NO_MEMORY;
  *added = number;
  return AYES_OK;
}

/* Pairs are neighbours once stop words are gone, within what punctuation leaves together. */
static ayes_status find_terms(ayes_topic_matrix *matrix, const ayes_words *words,
                              ayes_error *error) {
  uint32_t pair[2] = {0, 0};
  ayes_status status = AYES_OK;
  matrix->found.count = 0;
  for (size_t i = 0; status == AYES_OK && i < words->list.count; i++) {
    const ayes_counted_word *word = &words->list.items[i];
    if (word->breaks) pair[0] = 0;
    if (word->is_stop || word->is_number) continue;
    pair[1] = word->stem;
    status = find_term(matrix, &pair[1], 1, error);
    if (status == AYES_OK && pair[0]) status = find_term(matrix, pair, 2, error);
    pair[0] = pair[1];
  }
  return status;
}

static ayes_status open_row(ayes_topic_matrix *matrix, ayes_error *error) {
  size_t *row = ayes_array_add(&matrix->rows, error);
  if (!row) return AYES_NO_MEMORY;
  *row = matrix->cells.count;
  return AYES_OK;
}

ayes_status ayes_topic_matrix_add(ayes_topic_matrix *matrix, const ayes_words *words,
                                  ayes_error *error) {
  ayes_status status = open_row(matrix, error);
  if (status == AYES_OK) status = find_terms(matrix, words, error);
  if (status != AYES_OK) return status;
  if (matrix->found.count > 1)
    qsort(matrix->found.items, matrix->found.count, sizeof *matrix->found.items, compare_numbers);
  for (size_t i = 0; i < matrix->found.count; i++) {
    bool again = i && matrix->found.items[i] == matrix->found.items[i - 1];
    ayes_topic_cell *cell = again ? &matrix->cells.items[matrix->cells.count - 1]
                                  : ayes_array_add(&matrix->cells, error);
    if (!cell) return AYES_NO_MEMORY;
    *cell = (ayes_topic_cell){matrix->found.items[i], again ? cell->weight + 1 : 1};
  }
  return AYES_OK;
}

/* ---- Weighing ---- */

/* A term and how many answers have it. */
typedef struct spread {
  uint32_t term, answers;
} spread;

static int compare_spreads(const void *a, const void *b) {
  const spread *left = a, *right = b;
  if (left->answers != right->answers) return left->answers > right->answers ? -1 : 1;
  return left->term < right->term ? -1 : 1;
}

/* numbers[t]: the new number of term t from 1, or 0 where it is left out; answers[t]: of how many
 * answers it is. */
static ayes_status choose_terms(ayes_topic_matrix *matrix, uint32_t *numbers, uint32_t *answers,
                                ayes_error *error) {
  size_t count = ayes_names_count(&matrix->terms);
  uint32_t least = matrix->rows.count < FEW_ANSWERS ? 2 : 3;
  spread *spreads = ayes_memory_new_zeroed(count + 1, sizeof *spreads);
  if (!spreads) return ayes_error_memory(error);
  for (size_t i = 0; i < matrix->cells.count; i++) answers[matrix->cells.items[i].term]++;
  for (size_t i = 0; i < count; i++) spreads[i] = (spread){(uint32_t)i + 1, answers[i + 1]};
  if (count > 1) qsort(spreads, count, sizeof *spreads, compare_spreads);
  matrix->term_count = 0;
  for (size_t i = 0; i < count && i < AYES_TOPIC_TERM_LIMIT && spreads[i].answers >= least; i++)
    numbers[spreads[i].term] = (uint32_t)++matrix->term_count;
  ayes_memory_free(spreads);
  return AYES_OK;
}

static void weigh_row(ayes_topic_matrix *matrix, size_t from, size_t to, size_t *at,
                      const uint32_t *numbers, const uint32_t *answers) {
  size_t start = *at;
  double sum = 0, total = (double)matrix->rows.count;
  for (size_t i = from; i < to; i++) {
    ayes_topic_cell cell = matrix->cells.items[i];
    if (!numbers[cell.term]) continue;
    double rarity = 1 + log((1 + total) / (1 + (double)answers[cell.term]));
    double weight = (1 + log((double)cell.weight)) * rarity;
    sum += weight * weight;
    matrix->cells.items[(*at)++] = (ayes_topic_cell){numbers[cell.term] - 1, (float)weight};
  }
  for (size_t i = start; i < *at; i++)
    matrix->cells.items[i].weight = (float)((double)matrix->cells.items[i].weight / sqrt(sum));
}

static void weigh_rows(ayes_topic_matrix *matrix, const uint32_t *numbers,
                       const uint32_t *answers) {
  size_t at = 0;
  for (size_t i = 0; i < matrix->rows.count; i++) {
    size_t from = matrix->rows.items[i];
    bool is_last = i + 1 == matrix->rows.count;
    size_t to = is_last ? matrix->cells.count : matrix->rows.items[i + 1];
    matrix->rows.items[i] = at;
    weigh_row(matrix, from, to, &at, numbers, answers);
  }
  matrix->cells.count = at;
}

ayes_status ayes_topic_matrix_weigh(ayes_topic_matrix *matrix, ayes_error *error) {
  size_t count = ayes_names_count(&matrix->terms) + 1;
  uint32_t *numbers = ayes_memory_new_zeroed(count, sizeof *numbers);
  uint32_t *answers = ayes_memory_new_zeroed(count, sizeof *answers);
  ayes_status status =
      numbers && answers ? choose_terms(matrix, numbers, answers, error) : ayes_error_memory(error);
  if (status == AYES_OK) {
    weigh_rows(matrix, numbers, answers);
    status = open_row(matrix, error);
  }
  ayes_memory_free(numbers);
  ayes_memory_free(answers);
  return status;
}

void ayes_topic_matrix_release(ayes_topic_matrix *matrix) {
  ayes_names_release(&matrix->terms);
  ayes_array_release(&matrix->cells);
  ayes_array_release(&matrix->rows);
  ayes_array_release(&matrix->found);
}
