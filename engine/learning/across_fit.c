/* SPDX-License-Identifier: MIT
 *
 * The matrix is built anew for each fit, since which terms are frequent enough depends on the rows
 * that are in. Rows that are left out stand in it, too, to be read afterwards.
 */
#include "learning/across_fit.h"

#include <math.h>
#include <stdlib.h>

/* What an answer may say by one term, however often it repeats it. */
static const double MOST_VALUE = 1;

/* A pair gives way to the same stems with a gap when so many times as many answers hold these. */
static const double GAP_LEAD = 1.5;

/* Weights of lists: kinds allow up to 3, and below a tenth a row is not worth reading. */
static const double LEAST_WEIGHT = 0.1, MOST_WEIGHT = 3;

/* Log-odds that a unit of the rules' sum stands for at least, so that where the rules say little
 * not every word weighs a lot. With the lists for English it is about 1.5. */
static const double LEAST_UNIT = 0.5;

/* ---- Room ---- */

ayes_status ayes_across_fit_open(const ayes_pool *pool, const ayes_across_settings *options,
                                 ayes_across_fit *fit, ayes_error *error) {
  size_t rows = pool->rows.count + 1, terms = pool->terms.count + 1;
  memset(fit, 0, sizeof *fit);
  fit->pool = pool;
  fit->options = options;
  fit->chosen = ayes_memory_new_zeroed(rows, sizeof *fit->chosen);
  fit->starts = ayes_memory_new_zeroed(rows, sizeof *fit->starts);
  fit->scale = ayes_memory_new_zeroed(rows, sizeof *fit->scale);
  fit->labels = ayes_memory_new_zeroed(rows, sizeof *fit->labels);
  fit->column = ayes_memory_new_zeroed(terms, sizeof *fit->column);
  fit->answers = ayes_memory_new_zeroed(terms, sizeof *fit->answers);
  fit->questions = ayes_memory_new_zeroed(terms, sizeof *fit->questions);
  fit->last_question = ayes_memory_new_zeroed(terms, sizeof *fit->last_question);
  fit->term = ayes_memory_new_zeroed(terms, sizeof *fit->term);
  fit->factor = ayes_memory_new_zeroed(terms, sizeof *fit->factor);
  fit->weights = ayes_memory_new_zeroed(terms + 1, sizeof *fit->weights);
  if (!fit->chosen || !fit->starts || !fit->scale || !fit->labels || !fit->column ||
      !fit->answers || !fit->questions || !fit->last_question || !fit->term || !fit->factor ||
      !fit->weights)
    return ayes_error_memory(error);
  for (size_t i = 0; i < rows; i++) fit->scale[i] = 1;
  for (size_t i = 0; i < terms; i++) fit->factor[i] = 1;
  for (size_t i = 0; i + 1 < rows; i++) fit->labels[i] = (signed char)pool->rows.items[i].side;
  return AYES_OK;
}

void ayes_across_fit_close(ayes_across_fit *fit) {
  ayes_logistic_free(fit->logistic);
  ayes_array_release(&fit->columns);
  ayes_array_release(&fit->values);
  ayes_array_release(&fit->places);
  ayes_memory_free(fit->chosen);
  ayes_memory_free(fit->starts);
  ayes_memory_free(fit->scale);
  ayes_memory_free(fit->labels);
  ayes_memory_free(fit->column);
  ayes_memory_free(fit->answers);
  ayes_memory_free(fit->questions);
  ayes_memory_free(fit->last_question);
  ayes_memory_free(fit->term);
  ayes_memory_free(fit->factor);
  ayes_memory_free(fit->weights);
}

void ayes_across_fit_leave(ayes_across_fit *fit, uint32_t first, uint32_t second) {
  for (size_t i = 0; i < fit->pool->rows.count; i++) {
    const ayes_pool_row *row = &fit->pool->rows.items[i];
    fit->chosen[i] = !row->repeated && row->fold != first && row->fold != second;
  }
}

/* ---- The matrix ---- */

static int compare_terms(const void *a, const void *b) {
  const ayes_pool_place *x = a, *y = b;
  if (x->term != y->term) return x->term < y->term ? -1 : 1;
  return (x->first > y->first) - (x->first < y->first);
}

static int compare_lengths(const void *a, const void *b) {
  const ayes_pool_place *x = a, *y = b;
  if (x->length != y->length) return x->length > y->length ? -1 : 1;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  return (x->term > y->term) - (x->term < y->term);
}

static bool take(uint8_t *taken, const ayes_pool_place *place) {
  for (unsigned i = place->first; i < (unsigned)place->first + place->length; i++)
    if (taken[i]) return false;
  memset(taken + place->first, 1, place->length);
  return true;
}

/* Of places that overlap keeps those that the matcher would. */
static void resolve(ayes_across_fit *fit) {
  size_t kept = 0;
  if (fit->places.count == 0) return;
  memset(fit->taken, 0, sizeof fit->taken);
  qsort(fit->places.items, fit->places.count, sizeof *fit->places.items, compare_lengths);
  for (size_t i = 0; i < fit->places.count; i++)
    if (take(fit->taken, &fit->places.items[i])) fit->places.items[kept++] = fit->places.items[i];
  fit->places.count = kept;
}

static ayes_status gather_places(ayes_across_fit *fit, const ayes_pool_row *row, bool resolves,
                                 ayes_error *error) {
  fit->places.count = 0;
  for (size_t k = row->start; k < row->start + row->count; k++) {
    const ayes_pool_place *place = &fit->pool->places.items[k];
    if (!fit->column[place->term]) continue;
    ayes_pool_place *added = ayes_array_add(&fit->places, error);
    if (!added) return AYES_NO_MEMORY;
    *added = *place;
  }
  if (resolves) resolve(fit);
  if (fit->places.count)
    qsort(fit->places.items, fit->places.count, sizeof *fit->places.items, compare_terms);
  return AYES_OK;
}

static ayes_status add_cell(ayes_across_fit *fit, size_t column, double value, ayes_error *error) {
  uint32_t *place = ayes_array_add(&fit->columns, error);
  double *number = place ? ayes_array_add(&fit->values, error) : NULL;
  if (!number) return AYES_NO_MEMORY;
  *place = (uint32_t)column;
  *number = value;
  return AYES_OK;
}

static ayes_status add_row(ayes_across_fit *fit, const ayes_pool_row *row, bool resolves,
                           ayes_error *error) {
  ayes_status status = gather_places(fit, row, resolves, error);
  for (size_t i = 0; i < fit->places.count && status == AYES_OK;) {
    uint32_t term = fit->places.items[i].term;
    double sum = 0;
    for (; i < fit->places.count && fit->places.items[i].term == term; i++)
      sum += (double)fit->places.items[i].value;
    status = add_cell(fit, fit->column[term] - 1, fmax(-MOST_VALUE, fmin(MOST_VALUE, sum)), error);
  }
  return status == AYES_OK ? add_cell(fit, fit->column_count, row->sum, error) : status;
}

static ayes_status build(ayes_across_fit *fit, bool resolves, ayes_error *error) {
  ayes_status status = AYES_OK;
  size_t count = fit->pool->rows.count;
  fit->columns.count = fit->values.count = 0;
  for (size_t i = 0; i < count && status == AYES_OK; i++) {
    fit->starts[i] = fit->columns.count;
    status = add_row(fit, &fit->pool->rows.items[i], resolves, error);
  }
  if (status != AYES_OK) return status;
  fit->starts[count] = fit->columns.count;
  fit->rows = (ayes_rows){.columns = fit->columns.items,
                          .values = fit->values.items,
                          .starts = fit->starts,
                          .scale = fit->scale,
                          .factor = fit->factor,
                          .count = count,
                          .column_count = fit->column_count + 1,
                          .without_constant = true};
  ayes_logistic_free(fit->logistic);
  fit->logistic = NULL;
  memset(fit->weights, 0, (fit->column_count + 2) * sizeof *fit->weights);
  return ayes_logistic_new(&fit->rows, &fit->logistic, error);
}

/* ---- Terms ---- */

/* Rows stand by question, so one look back tells a new one. */
static void count_terms(ayes_across_fit *fit) {
  size_t terms = fit->pool->terms.count;
  memset(fit->answers, 0, terms * sizeof *fit->answers);
  memset(fit->questions, 0, terms * sizeof *fit->questions);
  memset(fit->last_question, 0, terms * sizeof *fit->last_question);
  memset(fit->column, 0, terms * sizeof *fit->column);
  for (size_t i = 0; i < fit->pool->rows.count; i++) {
    const ayes_pool_row *row = &fit->pool->rows.items[i];
    if (!fit->chosen[i]) continue;
    for (size_t k = row->start; k < row->start + row->count; k++) {
      uint32_t term = fit->pool->places.items[k].term;
      if (fit->column[term] == i + 1) continue; /* counted in this row */
      fit->column[term] = (uint32_t)i + 1;
      fit->answers[term]++;
      fit->questions[term] += fit->last_question[term] != row->question;
      fit->last_question[term] = row->question;
    }
  }
}

static bool is_frequent(const ayes_across_fit *fit, size_t term) {
  return fit->answers[term] >= fit->options->least_answers &&
         fit->questions[term] >= fit->options->least_questions;
}

static bool has_lead(const ayes_across_fit *fit, size_t with_gap, size_t pair) {
  return (double)fit->answers[with_gap] >= GAP_LEAD * (double)fit->answers[pair];
}

/* Of a pair and the same stems with a gap only one has a column: the other would stand in nearly
 * the same places. */
static void number_columns(ayes_across_fit *fit) {
  size_t terms = fit->pool->terms.count;
  for (size_t i = 0; i < terms; i++) fit->column[i] = is_frequent(fit, i);
  for (size_t i = 0; i < terms; i++) {
    uint32_t pair = fit->pool->terms.items[i].pair;
    if (!pair || !fit->column[i]) continue;
    if (has_lead(fit, i, pair - 1)) fit->column[pair - 1] = 0;
    else fit->column[i] = 0;
  }
  fit->column_count = 0;
  for (uint32_t i = 0; i < terms; i++) {
    if (!fit->column[i]) continue;
    fit->term[fit->column_count] = i;
    fit->column[i] = (uint32_t)++fit->column_count;
  }
}

ayes_status ayes_across_fit_all_terms(ayes_across_fit *fit, bool *none, ayes_error *error) {
  count_terms(fit);
  number_columns(fit);
  *none = fit->column_count == 0;
  return *none ? AYES_OK : build(fit, false, error);
}

typedef struct ranked {
  double said;
  uint32_t term;
} ranked;

static int compare_said(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->said < y->said || x->said > y->said) return x->said > y->said ? -1 : 1;
  return (x->term > y->term) - (x->term < y->term);
}

static int compare_numbers(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  return (x->term > y->term) - (x->term < y->term);
}

ayes_status ayes_across_fit_choose_terms(ayes_across_fit *fit, ayes_error *error) {
  size_t count = fit->column_count, most = fit->options->most_terms;
  ranked *order = ayes_memory_new_zeroed(count + 1, sizeof *order);
  if (!order) return ayes_error_memory(error);
  for (size_t i = 0; i < count; i++) {
    uint32_t term = fit->term[i];
    order[i] = (ranked){fabs(fit->weights[i]) * sqrt((double)fit->answers[term]), term};
    fit->column[term] = 0;
  }
  qsort(order, count, sizeof *order, compare_said);
  fit->column_count = count < most ? count : most;
  qsort(order, fit->column_count, sizeof *order, compare_numbers);
  for (size_t i = 0; i < fit->column_count; i++) {
    fit->term[i] = order[i].term;
    fit->column[order[i].term] = (uint32_t)i + 1;
  }
  ayes_memory_free(order);
  return build(fit, true, error);
}

/* ---- Weights ---- */

ayes_status ayes_across_fit_run(ayes_across_fit *fit, double strength, ayes_error *error) {
  bool fitted;
  return ayes_logistic_fit(fit->logistic, fit->labels, fit->chosen, strength, fit->weights, &fitted,
                           error);
}

double ayes_across_fit_value(const ayes_across_fit *fit, size_t row) {
  return ayes_logistic_value(&fit->rows, row, fit->weights);
}

double ayes_across_fit_weight(const ayes_across_fit *fit, size_t column) {
  double unit = fmax(fit->weights[fit->column_count], LEAST_UNIT) * fit->options->tone_weight;
  double weight = fit->weights[column] / unit;
  if (fabs(weight) < LEAST_WEIGHT) return 0;
  return fmax(-MOST_WEIGHT, fmin(MOST_WEIGHT, weight));
}

double ayes_across_fit_added(const ayes_across_fit *fit, size_t row) {
  double sum = 0;
  for (size_t k = fit->starts[row]; k + 1 < fit->starts[row + 1]; k++)
    sum += ayes_across_fit_weight(fit, fit->columns.items[k]) * fit->values.items[k];
  return sum * fit->options->tone_weight;
}
