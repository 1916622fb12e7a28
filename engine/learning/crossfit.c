/* SPDX-License-Identifier: MIT
 *
 * Fits without two folds serve both of them: once the first is the one left out and the second is
 * predicted inside its world, once the other way round. Each fit starts from the weights of the
 * weaker strength before it.
 */
#include "learning/crossfit.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

static const double strengths[AYES_STRENGTHS] = {0.3, 1, 3};

/* A weight is light below this share of the mean size of weights. */
static const double LIGHT = 0.5;

/* values[strength][outer fold] by row: what a model says that saw neither the outer fold nor the
 * row's own. Where both are the same it saw all but that one. */
typedef struct crossfit {
  const ayes_samples *samples;
  size_t most_terms;
  ayes_head head;
  ayes_logistic *logistic;
  signed char *labels; /* by row */
  bool *chosen;        /* by row */
  double *values[AYES_STRENGTHS][AYES_FOLDS_MOST];
  double *weights;          /* of the fit at hand */
  signed char *seen_labels; /* of the rows whose blend is fitted */
  ayes_blend_input *inputs;
  ayes_fit *fit;
  ayes_error *error;
} crossfit;

const char *ayes_head_name(ayes_head head) {
  static const char *const names[AYES_HEAD_COUNT] = {"side", "takes", "mixed"};
  return names[head];
}

int ayes_head_label(ayes_head head, int label) {
  static const signed char table[AYES_HEAD_COUNT][AYES_STANCE_COUNT] = {
      [AYES_HEAD_SIDE] = {[AYES_SUPPORT] = 1, [AYES_OPPOSE] = -1},
      [AYES_HEAD_TAKES] =
          {[AYES_NEUTRAL] = -1, [AYES_SUPPORT] = 1, [AYES_OPPOSE] = 1, [AYES_MIXED] = 1},
      [AYES_HEAD_MIXED] = {[AYES_SUPPORT] = -1, [AYES_OPPOSE] = -1, [AYES_MIXED] = 1}};
  return label == AYES_UNLABELLED ? 0 : table[head][label];
}

double ayes_head_rules(ayes_head head, const ayes_judgement *rules) {
  if (head == AYES_HEAD_SIDE) return fmax(-AYES_RULES_MOST, fmin(AYES_RULES_MOST, rules->sum));
  if (head == AYES_HEAD_TAKES) return rules->stance == AYES_NEUTRAL ? -1 : 1;
  return rules->stance == AYES_MIXED ? 1 : -1;
}

/* ---- Room ---- */

static void release(crossfit *it) {
  ayes_logistic_free(it->logistic);
  ayes_memory_free(it->labels);
  ayes_memory_free(it->chosen);
  ayes_memory_free(it->weights);
  ayes_memory_free(it->seen_labels);
  ayes_memory_free(it->inputs);
  for (size_t c = 0; c < AYES_STRENGTHS; c++)
    for (size_t k = 0; k < AYES_FOLDS_MOST; k++) ayes_memory_free(it->values[c][k]);
}

static ayes_status make_room(crossfit *it) {
  size_t rows = it->samples->list.count, width = it->samples->columns.count + 1;
  bool failed = false;
  it->labels = ayes_memory_new_zeroed(rows + 1, sizeof *it->labels);
  it->seen_labels = ayes_memory_new_zeroed(rows + 1, sizeof *it->seen_labels);
  it->chosen = ayes_memory_new_zeroed(rows + 1, sizeof *it->chosen);
  it->inputs = ayes_memory_new_zeroed(rows + 1, sizeof *it->inputs);
  it->weights = ayes_memory_new_zeroed(width, sizeof *it->weights);
  failed = !it->labels || !it->seen_labels || !it->chosen || !it->inputs || !it->weights;
  for (size_t c = 0; c < AYES_STRENGTHS; c++)
    for (size_t k = 0; k < it->samples->folds; k++) {
      it->values[c][k] = ayes_memory_new_zeroed(rows + 1, sizeof(double));
      failed |= !it->values[c][k];
    }
  for (size_t w = 0; w < it->fit->worlds; w++) {
    it->fit->weights[w] = ayes_memory_new_zeroed(width, sizeof(double));
    failed |= !it->fit->weights[w];
  }
  return failed ? ayes_error_memory(it->error) : AYES_OK;
}

void ayes_fit_release(ayes_fit *fit) {
  for (size_t w = 0; w < AYES_WORLDS_MOST; w++) {
    ayes_memory_free(fit->weights[w]);
    fit->weights[w] = NULL;
  }
}

/* ---- Fits ---- */

static uint32_t fold_of(const crossfit *it, size_t row) {
  return it->samples->list.items[row].fold;
}

/* Fits without two folds, which may be the same one; folds from the number of folds on mean none.
 */
static ayes_status fit_without(crossfit *it, size_t first, size_t second, double strength) {
  bool fitted;
  for (size_t i = 0; i < it->samples->list.count; i++)
    it->chosen[i] = fold_of(it, i) != first && fold_of(it, i) != second;
  return ayes_logistic_fit(it->logistic, it->labels, it->chosen, strength, it->weights, &fitted,
                           it->error);
}

static void clear_weights(crossfit *it) {
  memset(it->weights, 0, (it->samples->columns.count + 1) * sizeof *it->weights);
}

/* Rows of both folds get their values, each in the world without the other one. */
static ayes_status fit_pair(crossfit *it, size_t first, size_t second) {
  clear_weights(it);
  for (size_t c = 0; c < AYES_STRENGTHS; c++) {
    ayes_status status = fit_without(it, first, second, strengths[c]);
    if (status != AYES_OK) return status;
    for (size_t i = 0; i < it->samples->list.count; i++) {
      if (fold_of(it, i) != first && fold_of(it, i) != second) continue;
      size_t outer = fold_of(it, i) == first ? second : first;
      it->values[c][outer][i] = ayes_logistic_value(&it->samples->rows, i, it->weights);
    }
  }
  return AYES_OK;
}

/* The blend of a world by the values of one strength, and how well it does. world 0: every row by
 * its own fold; world k + 1: rows outside fold k. */
static double try_strength(crossfit *it, size_t world, size_t c, ayes_blend *blend) {
  const ayes_samples *samples = it->samples;
  for (size_t i = 0; i < samples->list.count; i++) {
    size_t outer = world ? world - 1 : fold_of(it, i);
    bool is_seen = world == 0 || fold_of(it, i) != outer;
    it->seen_labels[i] = is_seen ? it->labels[i] : 0;
    it->inputs[i] = (ayes_blend_input){it->values[c][outer][i],
                                       ayes_head_rules(it->head, &samples->list.items[i].rules)};
  }
  ayes_blend_fit(it->inputs, it->seen_labels, samples->list.count, &ayes_blend_usual, blend);
  return ayes_blend_loss(blend, it->inputs, it->seen_labels, samples->list.count);
}

static size_t choose_strength(crossfit *it, size_t world) {
  ayes_blend blend;
  double best_loss = 0;
  size_t best = 0;
  for (size_t c = 0; c < AYES_STRENGTHS; c++) {
    double loss = try_strength(it, world, c, &blend);
    if (c && !(loss < best_loss)) continue;
    best = c;
    best_loss = loss;
    it->fit->blend[world] = blend;
    it->fit->strength[world] = strengths[c];
  }
  return best;
}

/* ---- What is kept ---- */

static int compare_falling(const void *a, const void *b) {
  const double *x = a, *y = b;
  return (*x < *y) - (*x > *y);
}

/* What a column says in all: its weight, and how often. */
static double importance(const crossfit *it, const double *weights, size_t column) {
  const ayes_learned_column *facts = &it->samples->columns.items[column];
  return fabs(weights[column]) * sqrt((double)facts->answers);
}

/* *least: importance that a column must be above, so that most_terms are kept. */
static ayes_status find_least(const crossfit *it, const double *weights, double *least) {
  size_t count = it->samples->columns.count;
  *least = 0;
  if (count <= it->most_terms) return AYES_OK;
  double *sorted = ayes_memory_new_zeroed(count, sizeof *sorted);
  if (!sorted) return ayes_error_memory(it->error);
  for (size_t i = 0; i < count; i++) sorted[i] = importance(it, weights, i);
  qsort(sorted, count, sizeof *sorted, compare_falling);
  *least = sorted[it->most_terms];
  ayes_memory_free(sorted);
  return AYES_OK;
}

/* Light terms tell nothing on answers left out, but are frequent: a sixth of the terms, half of
 * their places in answers. */
static void drop_light(double *weights, size_t count) {
  double sum = 0, kept = 0;
  for (size_t i = 0; i < count; i++) {
    sum += fabs(weights[i]);
    kept += weights[i] > 0 || weights[i] < 0;
  }
  for (size_t i = 0; i < count; i++)
    if (fabs(weights[i]) * kept < sum * LIGHT) weights[i] = 0;
}

/* Moves the constant into the blend and sets to 0 what is not kept. */
static ayes_status keep_terms(crossfit *it, size_t world) {
  size_t count = it->samples->columns.count;
  double *weights = it->fit->weights[world], least;
  for (size_t i = 0; i < count; i++) weights[i] *= it->samples->factor[i];
  ayes_status status = find_least(it, weights, &least);
  if (status != AYES_OK) return status;
  for (size_t i = 0; i < count; i++)
    if (!(importance(it, weights, i) > least)) weights[i] = 0;
  drop_light(weights, count);
  it->fit->constant[world] = weights[count];
  it->fit->blend[world].constant += it->fit->blend[world].learned * weights[count];
  weights[count] = 0;
  return AYES_OK;
}

/* ---- Worlds ---- */

/* The weights of a world by its strength, kept as they will be used. fold: the one left out. */
static ayes_status finish_world(crossfit *it, size_t world, size_t fold, size_t strength) {
  clear_weights(it);
  ayes_status status = AYES_OK;
  for (size_t c = 0; c < AYES_STRENGTHS && status == AYES_OK; c++) {
    if (world == 0 && c != strength) continue;
    status = fit_without(it, fold, fold, strengths[c]);
    if (status != AYES_OK) break;
    for (size_t i = 0; world && i < it->samples->list.count; i++)
      if (fold_of(it, i) == fold)
        it->values[c][fold][i] = ayes_logistic_value(&it->samples->rows, i, it->weights);
    if (c == strength)
      memcpy(it->fit->weights[world], it->weights,
             (it->samples->columns.count + 1) * sizeof *it->weights);
  }
  return status == AYES_OK ? keep_terms(it, world) : status;
}

static ayes_status run(crossfit *it) {
  size_t folds = it->samples->folds;
  ayes_status status = AYES_OK;
  for (size_t first = 0; first < folds && status == AYES_OK; first++)
    for (size_t second = first + 1; second < folds && status == AYES_OK; second++)
      status = fit_pair(it, first, second);
  for (size_t fold = 0; fold < folds && status == AYES_OK; fold++)
    status = finish_world(it, fold + 1, fold, choose_strength(it, fold + 1));
  return status == AYES_OK ? finish_world(it, 0, folds, choose_strength(it, 0)) : status;
}

ayes_status ayes_crossfit(const ayes_samples *samples, ayes_head head, size_t most_terms,
                          ayes_fit *fit, ayes_error *error) {
  memset(fit, 0, sizeof *fit);
  fit->worlds = samples->folds + 1;
  crossfit it = {
      .samples = samples, .most_terms = most_terms, .head = head, .fit = fit, .error = error};
  ayes_status status = make_room(&it);
  if (status == AYES_OK) status = ayes_logistic_new(&samples->rows, &it.logistic, error);
  for (size_t i = 0; status == AYES_OK && i < samples->list.count; i++)
    it.labels[i] = (signed char)ayes_head_label(head, samples->list.items[i].label);
  if (status == AYES_OK) status = run(&it);
  release(&it);
  return status;
}

ayes_blend_input ayes_fit_input(const ayes_samples *samples, const ayes_fit *fit, size_t world,
                                size_t row, ayes_head head, double *said) {
  const ayes_rows *rows = &samples->rows;
  double sum = 0, size = 0;
  for (size_t k = rows->starts[row]; k < rows->starts[row + 1]; k++) {
    double weight = fit->weights[world][rows->columns[k]];
    sum += weight;
    size += fabs(weight);
  }
  if (said) *said = size * rows->scale[row];
  return (ayes_blend_input){sum * rows->scale[row],
                            ayes_head_rules(head, &samples->list.items[row].rules)};
}
