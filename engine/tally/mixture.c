/* SPDX-License-Identifier: MIT
 *
 * Two sides have closed forms or nearly so, and they are what tallies mostly need; a third one, of
 * those who take no side, costs more.
 */
#include "tally/mixture.h"

#include <math.h>
#include <string.h>

enum { HALVINGS = 40, ROUNDS = 300 };

static double total(const ayes_mixture *it) {
  double sum = 0;
  for (size_t i = 0; i < it->categories; i++) sum += it->mixed[i];
  return sum;
}

/* The derivative of the log-likelihood by the share of the first of two sides. */
static double slope(const ayes_mixture *it, double share) {
  double sum = 0;
  for (size_t i = 0; i < it->categories; i++) {
    double first = it->within[0][i], second = it->within[1][i];
    double here = share * first + (1 - share) * second;
    if (here > 0) sum += it->mixed[i] * (first - second) / here;
  }
  return sum;
}

/* At 0 and 1 themselves the likelihood of some category may be 0. */
static double bisect(const ayes_mixture *it) {
  double low = 1e-9, high = 1 - 1e-9;
  if (slope(it, low) <= 0) return 0;
  if (slope(it, high) >= 0) return 1;
  for (int i = 0; i < HALVINGS; i++) {
    double middle = (low + high) / 2;
    if (slope(it, middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

static void expect_and_maximise(const ayes_mixture *it, double shares[AYES_SIDE_COUNT]) {
  double sums[AYES_SIDE_COUNT] = {0}, all = total(it);
  for (size_t i = 0; i < it->categories; i++) {
    double here = 0;
    for (size_t k = 0; k < it->sides; k++) here += shares[k] * it->within[k][i];
    for (size_t k = 0; k < it->sides && here > 0; k++)
      sums[k] += it->mixed[i] * shares[k] * it->within[k][i] / here;
  }
  for (size_t k = 0; k < it->sides && all > 0; k++) shares[k] = sums[k] / all;
}

void ayes_mixture_em(const ayes_mixture *it, double shares[AYES_SIDE_COUNT]) {
  memset(shares, 0, AYES_SIDE_COUNT * sizeof *shares);
  if (it->sides == 2) {
    shares[0] = bisect(it);
    shares[1] = 1 - shares[0];
    return;
  }
  for (size_t k = 0; k < it->sides; k++) shares[k] = 1.0 / (double)it->sides;
  for (int i = 0; i < ROUNDS; i++) expect_and_maximise(it, shares);
}

/* Products of differences to the last side: the normal equations, with one share left out. */
typedef struct normal {
  double matrix[2][2], right[2];
} normal;

static normal make_normal(const ayes_mixture *it, size_t first, size_t second, size_t last) {
  normal equations = {0};
  double all = total(it);
  for (size_t i = 0; i < it->categories; i++) {
    double base = it->within[last][i], goal = (all > 0 ? it->mixed[i] / all : 0) - base;
    double a = it->within[first][i] - base, b = it->within[second][i] - base;
    equations.matrix[0][0] += a * a;
    equations.matrix[0][1] += a * b;
    equations.matrix[1][1] += b * b;
    equations.right[0] += a * goal;
    equations.right[1] += b * goal;
  }
  return equations;
}

static double squares(const ayes_mixture *it, const double shares[AYES_SIDE_COUNT]) {
  double sum = 0, all = total(it);
  for (size_t i = 0; i < it->categories; i++) {
    double difference = all > 0 ? it->mixed[i] / all : 0;
    for (size_t k = 0; k < it->sides; k++) difference -= shares[k] * it->within[k][i];
    sum += difference * difference;
  }
  return sum;
}

/* The best mixture of two sides only. */
static void adjust_two(const ayes_mixture *it, size_t first, size_t last,
                       double shares[AYES_SIDE_COUNT]) {
  normal equations = make_normal(it, first, first, last);
  double share = equations.matrix[0][0] > 0 ? equations.right[0] / equations.matrix[0][0] : 0.5;
  memset(shares, 0, AYES_SIDE_COUNT * sizeof *shares);
  shares[first] = share < 0 ? 0 : share > 1 ? 1 : share;
  shares[last] = 1 - shares[first];
}

/* Of all three, where that gives no share below 0. */
static bool adjust_three(const ayes_mixture *it, double shares[AYES_SIDE_COUNT]) {
  normal e = make_normal(it, 0, 1, 2);
  double determinant = e.matrix[0][0] * e.matrix[1][1] - e.matrix[0][1] * e.matrix[0][1];
  if (!(determinant > 1e-12)) return false;
  shares[0] = (e.right[0] * e.matrix[1][1] - e.right[1] * e.matrix[0][1]) / determinant;
  shares[1] = (e.right[1] * e.matrix[0][0] - e.right[0] * e.matrix[0][1]) / determinant;
  shares[2] = 1 - shares[0] - shares[1];
  return shares[0] >= 0 && shares[1] >= 0 && shares[2] >= 0;
}

/* Otherwise the best mixture lies on an edge, where one share is 0. */
void ayes_mixture_adjust(const ayes_mixture *it, double shares[AYES_SIDE_COUNT]) {
  static const size_t edges[][2] = {{0, 1}, {0, 2}, {1, 2}};
  double candidate[AYES_SIDE_COUNT], least = INFINITY;
  if (it->sides == 2) {
    adjust_two(it, 0, 1, shares);
    return;
  }
  if (adjust_three(it, shares)) return;
  for (size_t i = 0; i < 3; i++) {
    adjust_two(it, edges[i][0], edges[i][1], candidate);
    double sum = squares(it, candidate);
    if (sum >= least) continue;
    least = sum;
    memcpy(shares, candidate, sizeof candidate);
  }
}
