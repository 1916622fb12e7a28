/* SPDX-License-Identifier: MIT
 *
 * Surveys as they might have come out: answers whose side is known, drawn so that a given share of
 * them supports, with a part of their ticks taken away.
 *
 *     bench_pool_read("results.jsonl", &pool, error);
 *     bench_survey_draw(&pool, motion, &plan, &random, &drawn);
 *     bench_pool_release(&pool);
 */
#ifndef AYES_BENCH_SHARES_SURVEY_H
#define AYES_BENCH_SHARES_SURVEY_H

#include "base/names.h"
#include "base/random.h"
#include "tally/sides.h"

/* An answer: what its author ticked, and what the engine read without the tick. */
typedef struct bench_answer {
  uint32_t motion; /* from 1 */
  bool supports;
  ayes_stance given;
  double score;
} bench_answer;

typedef struct bench_pool {
  bench_answer *items; /* those of one motion together */
  size_t count, capacity;
  ayes_names motions;
} bench_pool;

/* Results with the ticks Yes and No. The caller releases pool, also after a failure. */
ayes_status bench_pool_read(const char *results, bench_pool *pool, ayes_error *error);
void bench_pool_release(bench_pool *pool);

typedef struct bench_plan {
  double share;         /* of support among all answers */
  double blank_support; /* share of those who support that tick nothing */
  double blank_oppose;
} bench_plan;

typedef struct bench_drawn {
  double truth; /* the share that supports */
  double plain; /* classify and count: support of support and oppose, over all texts */
  double ticks; /* the share among those who ticked */
  ayes_sides sides;
} bench_drawn;

/* As many answers as the motion has, drawn with replacement from each side; exactly the planned
 * share supports, and exactly the planned parts of both sides are blank, rounded. */
void bench_survey_draw(const bench_pool *pool, uint32_t motion, const bench_plan *plan,
                       ayes_random *random, bench_drawn *drawn);

#endif
