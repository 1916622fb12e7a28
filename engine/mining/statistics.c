/* SPDX-License-Identifier: MIT
 *
 * Plain formulas. Factorials go through lgamma, so that no count is too large; the exact test walks
 * over the tables with the same sums by the ratio of neighbours, which costs no lgamma a step.
 */
#include "mining/statistics.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

enum { STEP_LIMIT = 10000 };

static double sum_of(const ayes_contingency *it) { return it->a + it->b + it->c + it->d; }

double ayes_statistics_expected(const ayes_contingency *it) {
  double sum = sum_of(it);
  return sum > 0 ? (it->a + it->b) * (it->a + it->c) / sum : 0;
}

double ayes_statistics_least_expected(const ayes_contingency *it) {
  double sum = sum_of(it);
  double row = fmin(it->a + it->b, it->c + it->d), column = fmin(it->a + it->c, it->b + it->d);
  return sum > 0 ? row * column / sum : 0;
}

static double g2_term(double count, double row, double column, double sum) {
  return count > 0 ? count * log(count * sum / (row * column)) : 0;
}

double ayes_statistics_g2(const ayes_contingency *it) {
  double sum = sum_of(it), upper = it->a + it->b, lower = it->c + it->d;
  double left = it->a + it->c, right = it->b + it->d;
  double g2 = 2 * (g2_term(it->a, upper, left, sum) + g2_term(it->b, upper, right, sum) +
                   g2_term(it->c, lower, left, sum) + g2_term(it->d, lower, right, sum));
  if (!(g2 > 0)) return 0; /* rounding */
  return it->a > ayes_statistics_expected(it) ? g2 : -g2;
}

double ayes_statistics_chi_square(const ayes_contingency *it) {
  double below = (it->a + it->b) * (it->c + it->d) * (it->a + it->c) * (it->b + it->d);
  double difference = it->a * it->d - it->b * it->c;
  return below > 0 ? sum_of(it) * difference * difference / below : 0;
}

static double log_factorial(double count) {
  int sign;
  return lgamma_r(count + 1, &sign);
}

static double log_choose(double of, double count) {
  return log_factorial(of) - log_factorial(count) - log_factorial(of - count);
}

/* The chance of a in the upper left cell, its sums given: hypergeometric. */
static double chance_of(const ayes_contingency *it) {
  return exp(log_choose(it->a + it->b, it->a) + log_choose(it->c + it->d, it->c) -
             log_choose(sum_of(it), it->a + it->c));
}

/* The chances, at most limit each, of the tables on one side of table: step +1 for larger a, -1 for
 * smaller ones. */
static double chances_beside(ayes_contingency table, double step, double chance, double limit) {
  double sum = 0;
  for (;;) {
    if (step > 0) chance *= table.b * table.c / ((table.a + 1) * (table.d + 1));
    else chance *= table.a * table.d / ((table.b + 1) * (table.c + 1));
    if (!(chance > 0)) return sum;
    table.a += step;
    table.d += step;
    table.b -= step;
    table.c -= step;
    if (chance <= limit) sum += chance;
  }
}

double ayes_statistics_fisher(const ayes_contingency *it) {
  double chance = chance_of(it), limit = chance * (1 + 1e-7);
  double sum =
      chance + chances_beside(*it, 1, chance, limit) + chances_beside(*it, -1, chance, limit);
  return fmin(1, sum);
}

double ayes_statistics_log_ratio(const ayes_contingency *it) {
  double left = it->a + it->c, right = it->b + it->d;
  if (!(left > 0) || !(right > 0)) return 0;
  return log2(((it->a > 0 ? it->a : 0.5) / left) / ((it->b > 0 ? it->b : 0.5) / right));
}

double ayes_statistics_pmi(const ayes_contingency *it) {
  double expected = ayes_statistics_expected(it);
  return it->a > 0 && expected > 0 ? log2(it->a / expected) : 0;
}

/* x^a e^-x / gamma(a) */
static double gamma_factor(double a, double x) {
  int sign;
  return exp(a * log(x) - x - lgamma_r(a, &sign));
}

static double lower_by_series(double a, double x) {
  double term = 1 / a, sum = term;
  for (int i = 1; i < STEP_LIMIT && term > sum * 1e-16; i++) {
    term *= x / (a + i);
    sum += term;
  }
  return sum * gamma_factor(a, x);
}

/* Lentz's method for the continued fraction. */
static double upper_by_fraction(double a, double x) {
  static const double tiny = 1e-300;
  double b = x + 1 - a, c = 1 / tiny, d = 1 / b, value = d;
  for (int i = 1; i < STEP_LIMIT; i++) {
    double step = -i * (i - a);
    b += 2;
    d = step * d + b;
    c = b + step / c;
    d = 1 / (fabs(d) < tiny ? tiny : d);
    if (fabs(c) < tiny) c = tiny;
    value *= d * c;
    if (fabs(d * c - 1) < 1e-15) break;
  }
  return value * gamma_factor(a, x);
}

double ayes_statistics_chi_square_tail(double x, double freedom) {
  double a = freedom / 2, half = x / 2;
  if (!(half > 0)) return 1;
  return half < a + 1 ? fmax(0, 1 - lower_by_series(a, half)) : upper_by_fraction(a, half);
}

static int compare_values(const void *a, const void *b) {
  const double *first = *(const double *const *)a, *second = *(const double *const *)b;
  if (*first != *second) return *first < *second ? -1 : 1;
  return (first > second) - (first < second);
}

ayes_status ayes_statistics_correct(double *values, size_t count, ayes_error *error) {
  double **order = ayes_memory_new_zeroed(count, sizeof *order);
  if (!order) return ayes_error_memory(error);
  for (size_t i = 0; i < count; i++) order[i] = &values[i];
  if (count) qsort(order, count, sizeof *order, compare_values);
  double least = 1;
  for (size_t rank = count; rank > 0; rank--) {
    least = fmin(least, *order[rank - 1] * (double)count / (double)rank);
    *order[rank - 1] = least;
  }
  ayes_memory_free(order);
  return AYES_OK;
}
