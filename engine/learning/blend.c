/* SPDX-License-Identifier: MIT
 *
 * Three unknowns: each Newton step solves a 3 x 3 system by Cholesky, which exists since the prior
 * makes the matrix positive definite.
 */
#include "learning/blend.h"

#include <math.h>
#include <string.h>

const ayes_blend ayes_blend_usual = {1.4, 0.4, 0};

/* How many answers' worth of trust the usual weights have. */
static const double TRUST[3] = {7, 7, 5};

enum { STEPS = 100 };

/* No weight moves farther in one step: far from the optimum a full Newton step may overshoot. */
static const double FARTHEST = 1;

/* One row's share, so that either side has half of all the weight there is. */
static void balance(const signed char *labels, size_t count, double share[2]) {
  size_t counts[2] = {0, 0};
  for (size_t i = 0; i < count; i++)
    if (labels[i]) counts[labels[i] > 0]++;
  double all = (double)(counts[0] + counts[1]);
  for (int side = 0; side < 2; side++)
    share[side] = counts[side] ? all / (2 * (double)counts[side]) : 0;
}

/* Solves matrix * step = gradient; the lower triangle of matrix is overwritten. */
static void solve(double matrix[3][3], double step[3]) {
  for (int i = 0; i < 3; i++)
    for (int k = 0; k <= i; k++) {
      double sum = matrix[i][k];
      for (int j = 0; j < k; j++) sum -= matrix[i][j] * matrix[k][j];
      matrix[i][k] = i == k ? sqrt(sum) : sum / matrix[k][k];
    }
  for (int i = 0; i < 3; i++) {
    for (int j = 0; j < i; j++) step[i] -= matrix[i][j] * step[j];
    step[i] /= matrix[i][i];
  }
  for (int i = 2; i >= 0; i--) {
    for (int j = i + 1; j < 3; j++) step[i] -= matrix[j][i] * step[j];
    step[i] /= matrix[i][i];
  }
}

static void add_row(const double x[3], double error, double curve, double gradient[3],
                    double matrix[3][3]) {
  for (int i = 0; i < 3; i++) {
    gradient[i] += error * x[i];
    for (int k = 0; k <= i; k++) matrix[i][k] += curve * x[i] * x[k];
  }
}

/* The size of what learned words say, which depends on how strongly they were fitted. */
static double spread_of(const ayes_blend_input *inputs, const signed char *labels, size_t count) {
  double sum = 0, all = 0;
  for (size_t i = 0; i < count; i++) {
    if (!labels[i]) continue;
    sum += inputs[i].learned * inputs[i].learned;
    all++;
  }
  double spread = all > 0 ? sqrt(sum / all) : 0;
  return spread > 0 ? spread : 1;
}

void ayes_blend_fit(const ayes_blend_input *inputs, const signed char *labels, size_t count,
                    const ayes_blend *usual, ayes_blend *blend) {
  double prior[3] = {usual->learned, usual->rules, usual->constant}, at[3], share[2];
  memcpy(at, prior, sizeof at);
  balance(labels, count, share);
  double spread = spread_of(inputs, labels, count);
  for (int step = 0; step < STEPS; step++) {
    double gradient[3], matrix[3][3] = {{0}};
    for (int i = 0; i < 3; i++) {
      gradient[i] = TRUST[i] * (at[i] - prior[i]);
      matrix[i][i] = TRUST[i];
    }
    for (size_t i = 0; i < count; i++) {
      if (!labels[i]) continue;
      double x[3] = {inputs[i].learned / spread, inputs[i].rules, 1};
      double p = 1 / (1 + exp(-(at[0] * x[0] + at[1] * x[1] + at[2])));
      double weight = share[labels[i] > 0];
      add_row(x, weight * (p - (labels[i] > 0)), weight * p * (1 - p), gradient, matrix);
    }
    solve(matrix, gradient);
    double moved = 0;
    for (int i = 0; i < 3; i++) moved = fmax(moved, fabs(gradient[i]));
    double damping = moved > FARTHEST ? FARTHEST / moved : 1;
    for (int i = 0; i < 3; i++) at[i] -= damping * gradient[i];
    if (moved < 1e-9) break;
  }
  *blend = (ayes_blend){at[0] / spread, at[1], at[2]};
}

double ayes_blend_value(const ayes_blend *blend, const ayes_blend_input *input) {
  return blend->learned * input->learned + blend->rules * input->rules + blend->constant;
}

double ayes_blend_loss(const ayes_blend *blend, const ayes_blend_input *inputs,
                       const signed char *labels, size_t count) {
  double share[2], sum = 0, all = 0;
  balance(labels, count, share);
  for (size_t i = 0; i < count; i++) {
    if (!labels[i]) continue;
    double value = ayes_blend_value(blend, &inputs[i]) * labels[i];
    double loss = value > 0 ? log1p(exp(-value)) : log1p(exp(value)) - value;
    sum += share[labels[i] > 0] * loss;
    all++;
  }
  return all > 0 ? sum / all : 0;
}
