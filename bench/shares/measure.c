/* SPDX-License-Identifier: MIT
 *
 * Each survey has its own seed, so that a change of one does not shift the others.
 */
#include "shares/measure.h"

#include <math.h>

static void add_method(bench_method *sum, const ayes_estimate *it, double truth) {
  sum->error += fabs(it->value - truth);
  sum->held += it->low - 1e-9 <= truth && truth <= it->high + 1e-9;
  sum->width += it->high - it->low;
}

void bench_measure(const bench_pool *pool, const bench_scenario *scenario, double share,
                   bench_row *row) {
  size_t motions = ayes_names_count(&pool->motions);
  bench_plan plan = {share, scenario->blank_support, scenario->blank_oppose};
  *row = (bench_row){.share = share};
  for (size_t i = 0; i < BENCH_DRAWS; i++) {
    ayes_random random = ayes_random_start((uint64_t)(share * 100 + 0.5) * BENCH_DRAWS + i);
    bench_drawn drawn;
    bench_survey_draw(pool, (uint32_t)(i % motions) + 1, &plan, &random, &drawn);
    ayes_corrected corrected = ayes_sides_correct(&drawn.sides);
    row->draws++;
    if (corrected.reason != AYES_CORRECTED) continue;
    row->corrected++;
    row->plain_error += fabs(drawn.plain - drawn.truth);
    row->ticks_error += fabs(drawn.ticks - drawn.truth);
    add_method(&row->em, &corrected.em, drawn.truth);
    add_method(&row->adjusted, &corrected.adjusted_count, drawn.truth);
  }
}

static void add_sums(bench_method *sum, const bench_method *it) {
  sum->error += it->error;
  sum->held += it->held;
  sum->width += it->width;
}

void bench_row_add(bench_row *sum, const bench_row *row) {
  sum->draws += row->draws;
  sum->corrected += row->corrected;
  sum->plain_error += row->plain_error;
  sum->ticks_error += row->ticks_error;
  add_sums(&sum->em, &row->em);
  add_sums(&sum->adjusted, &row->adjusted);
}

static void divide(bench_method *it, double count) {
  it->error /= count;
  it->held /= count;
  it->width /= count;
}

void bench_row_means(bench_row *row) {
  double count = row->corrected ? (double)row->corrected : 1;
  row->plain_error /= count;
  row->ticks_error /= count;
  divide(&row->em, count);
  divide(&row->adjusted, count);
}
