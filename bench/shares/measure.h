/* SPDX-License-Identifier: MIT
 *
 * Many surveys with one true share: how far the plain count and the corrected ones are off, and how
 * often the intervals hold the truth.
 *
 *     bench_row row;
 *     bench_measure(&pool, &scenario, 0.3, &row);
 */
#ifndef AYES_BENCH_SHARES_MEASURE_H
#define AYES_BENCH_SHARES_MEASURE_H

#include "shares/survey.h"

enum { BENCH_DRAWS = 200, BENCH_SHARES = 9 };

typedef struct bench_scenario {
  const char *name;
  double blank_support, blank_oppose; /* shares of each side that tick nothing */
} bench_scenario;

/* Sums over the surveys that were corrected; bench_row_means makes means of them. */
typedef struct bench_method {
  double error; /* absolute */
  double held;  /* intervals that hold the truth */
  double width;
} bench_method;

typedef struct bench_row {
  double share; /* 0: all of them */
  size_t draws, corrected;
  double plain_error, ticks_error;
  bench_method em, adjusted;
} bench_row;

/* BENCH_DRAWS surveys, one motion after the other. */
void bench_measure(const bench_pool *pool, const bench_scenario *scenario, double share,
                   bench_row *row);

void bench_row_add(bench_row *sum, const bench_row *row);
void bench_row_means(bench_row *row);

#endif
