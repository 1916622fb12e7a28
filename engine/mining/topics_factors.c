/* SPDX-License-Identifier: MIT
 *
 * A is about W H with A answers by terms, W answers by factors, H factors by terms (kept term by
 * term). Each round improves W with H fixed and then H with W fixed, one factor after another, by
 * the closed form of its least squares, cut at 0.
 */
#include "mining/topics_factors.h"

#include <math.h>

#include "base/memory.h"
#include "mining/topics_groups.h"

enum { ROUNDS = 40 };

static const double LEAST = 1e-12, START_WEIGHT = 0.01, START_TERM = 1e-4;

/* The cells of place i of the sample. */
static const ayes_topic_cell *cells_of(const ayes_topic_factors *it, size_t i, size_t *count) {
  const size_t *row = &it->matrix->rows.items[it->sample[i]];
  *count = row[1] - row[0];
  return &it->matrix->cells.items[row[0]];
}

/* ---- Where factors start ---- */

static double dot(const ayes_topic_factors *it, size_t i, const double *vector) {
  size_t count;
  double sum = 0;
  const ayes_topic_cell *cells = cells_of(it, i, &count);
  for (size_t k = 0; k < count; k++) sum += (double)cells[k].weight * vector[cells[k].term];
  return sum;
}

static void add_to(const ayes_topic_factors *it, size_t i, double factor, double *vector) {
  size_t count;
  const ayes_topic_cell *cells = cells_of(it, i, &count);
  for (size_t k = 0; k < count; k++) vector[cells[k].term] += factor * (double)cells[k].weight;
}

static size_t largest(const double *values, size_t count) {
  size_t best = 0;
  for (size_t i = 1; i < count; i++)
    if (values[i] > values[best]) best = i;
  return best;
}

/* The most central answer first, then always the one that is most central and farthest from those
 * that are chosen. near: its largest cosine with one of them. */
static void choose_starts(ayes_topic_factors *it, double *vector, double *central, double *near,
                          double *worth) {
  size_t count = it->sample_count;
  for (size_t i = 0; i < count; i++) add_to(it, i, 1, vector);
  for (size_t i = 0; i < count; i++) worth[i] = central[i] = dot(it, i, vector);
  for (size_t n = 0; n < it->most; n++) {
    size_t chosen = it->starts[n] = largest(worth, count);
    memset(vector, 0, it->matrix->term_count * sizeof *vector);
    add_to(it, chosen, 1, vector);
    for (size_t i = 0; i < count; i++) {
      double cosine = dot(it, i, vector);
      if (cosine > near[i]) near[i] = cosine;
      worth[i] = (1 - near[i]) * (1 - near[i]) * central[i];
    }
    worth[chosen] = central[chosen] = -1;
  }
}

static ayes_status find_starts(ayes_topic_factors *it, ayes_error *error) {
  size_t terms = it->matrix->term_count;
  double *space = ayes_memory_new_zeroed(terms + 3 * it->sample_count + 1, sizeof *space);
  if (!space) return ayes_error_memory(error);
  double *central = space + terms, *near = central + it->sample_count;
  choose_starts(it, space, central, near, near + it->sample_count);
  ayes_memory_free(space);
  return AYES_OK;
}

/* ---- Sample and memory ---- */

/* At most AYES_TOPIC_SAMPLE answers, spread evenly over those that have terms. */
static void take_sample(ayes_topic_factors *it) {
  size_t answers = ayes_topic_matrix_answers(it->matrix), with_terms = 0, taken = 0;
  const size_t *rows = it->matrix->rows.items;
  for (size_t i = 0; i < answers; i++) with_terms += rows[i + 1] > rows[i];
  for (size_t i = 0, seen = 0; i < answers; i++) {
    if (rows[i + 1] == rows[i]) continue;
    bool wanted =
        with_terms <= AYES_TOPIC_SAMPLE ||
        seen * AYES_TOPIC_SAMPLE / with_terms != (seen + 1) * AYES_TOPIC_SAMPLE / with_terms;
    if (wanted && taken < AYES_TOPIC_SAMPLE) it->sample[taken++] = i;
    seen++;
  }
  it->sample_count = taken;
}

static bool make_room(ayes_topic_factors *it) {
  size_t n = it->sample_count, m = it->matrix->term_count, k = it->most;
  it->starts = ayes_memory_new_zeroed(k + 1, sizeof *it->starts);
  it->of = ayes_memory_new_zeroed(n + 1, sizeof *it->of);
  it->weights = ayes_memory_new_zeroed(n * k + 1, sizeof *it->weights);
  it->weight_sums = ayes_memory_new_zeroed(n * k + 1, sizeof *it->weight_sums);
  it->terms = ayes_memory_new_zeroed(m * k + 1, sizeof *it->terms);
  it->term_sums = ayes_memory_new_zeroed(m * k + 1, sizeof *it->term_sums);
  it->products = ayes_memory_new_zeroed(k * k + 1, sizeof *it->products);
  return it->starts && it->of && it->weights && it->weight_sums && it->terms && it->term_sums &&
         it->products;
}

ayes_status ayes_topic_factors_init(const ayes_topic_matrix *matrix, size_t most,
                                    ayes_topic_factors *factors, ayes_error *error) {
  *factors = (ayes_topic_factors){.matrix = matrix};
  factors->sample = ayes_memory_new_zeroed(AYES_TOPIC_SAMPLE, sizeof *factors->sample);
  if (!factors->sample) return ayes_error_memory(error);
  take_sample(factors);
  factors->most = most < factors->sample_count ? most : factors->sample_count;
  return make_room(factors) ? find_starts(factors, error) : ayes_error_memory(error);
}

void ayes_topic_factors_release(ayes_topic_factors *factors) {
  ayes_memory_free(factors->sample);
  ayes_memory_free(factors->starts);
  ayes_memory_free(factors->of);
  ayes_memory_free(factors->weights);
  ayes_memory_free(factors->weight_sums);
  ayes_memory_free(factors->terms);
  ayes_memory_free(factors->term_sums);
  ayes_memory_free(factors->products);
}

/* ---- Fitting ---- */

/* products = V'V for a matrix of rows by k. */
static void multiply(const double *v, size_t rows, size_t k, double *products) {
  memset(products, 0, k * k * sizeof *products);
  for (size_t i = 0; i < rows; i++, v += k)
    for (size_t a = 0; a < k; a++)
      for (size_t b = 0; b <= a; b++) products[a * k + b] += v[a] * v[b];
  for (size_t a = 0; a < k; a++)
    for (size_t b = 0; b < a; b++) products[b * k + a] = products[a * k + b];
}

/* One row after another, factor by factor; rows do not see each other. */
static void improve(double *v, const double *sums, size_t rows, size_t k, const double *products) {
  for (size_t i = 0; i < rows; i++, v += k, sums += k)
    for (size_t a = 0; a < k; a++) {
      const double *column = products + a * k;
      double fitted = 0, own = column[a] > LEAST ? column[a] : LEAST;
      for (size_t b = 0; b < k; b++) fitted += v[b] * column[b];
      double value = v[a] + (sums[a] - fitted) / own;
      v[a] = value > LEAST ? value : LEAST;
    }
}

static void sum_weights(ayes_topic_factors *it, size_t k) {
  memset(it->weight_sums, 0, it->sample_count * k * sizeof *it->weight_sums);
  for (size_t i = 0; i < it->sample_count; i++) {
    size_t count;
    const ayes_topic_cell *cells = cells_of(it, i, &count);
    double *sums = it->weight_sums + i * k;
    for (size_t c = 0; c < count; c++)
      for (size_t a = 0; a < k; a++)
        sums[a] += (double)cells[c].weight * it->terms[cells[c].term * k + a];
  }
}

static void sum_terms(ayes_topic_factors *it, size_t k) {
  memset(it->term_sums, 0, it->matrix->term_count * k * sizeof *it->term_sums);
  for (size_t i = 0; i < it->sample_count; i++) {
    size_t count;
    const ayes_topic_cell *cells = cells_of(it, i, &count);
    const double *weights = it->weights + i * k;
    for (size_t c = 0; c < count; c++)
      for (size_t a = 0; a < k; a++)
        it->term_sums[cells[c].term * k + a] += (double)cells[c].weight * weights[a];
  }
}

static void start(ayes_topic_factors *it, size_t k) {
  for (size_t i = 0; i < it->sample_count * k; i++) it->weights[i] = START_WEIGHT;
  for (size_t i = 0; i < it->matrix->term_count * k; i++) it->terms[i] = START_TERM;
  for (size_t a = 0; a < k; a++) {
    size_t count;
    const ayes_topic_cell *cells = cells_of(it, it->starts[a], &count);
    for (size_t c = 0; c < count; c++) it->terms[cells[c].term * k + a] += (double)cells[c].weight;
  }
}

/* Weights of factors compare once their terms have length 1; products holds H H'. */
static void assign(ayes_topic_factors *it, size_t k) {
  multiply(it->terms, it->matrix->term_count, k, it->products);
  for (size_t i = 0; i < it->sample_count; i++) {
    const double *weights = it->weights + i * k;
    double best = -1;
    for (size_t a = 0; a < k; a++) {
      double weight = weights[a] * sqrt(it->products[a * k + a]);
      if (weight <= best) continue;
      best = weight;
      it->of[i] = (uint32_t)a;
    }
  }
}

void ayes_topic_factors_fit(ayes_topic_factors *it, size_t k) {
  start(it, k);
  for (int round = 0; round < ROUNDS; round++) {
    sum_weights(it, k);
    multiply(it->terms, it->matrix->term_count, k, it->products);
    improve(it->weights, it->weight_sums, it->sample_count, k, it->products);
    sum_terms(it, k);
    multiply(it->weights, it->sample_count, k, it->products);
    improve(it->terms, it->term_sums, it->matrix->term_count, k, it->products);
  }
  assign(it, k);
}
