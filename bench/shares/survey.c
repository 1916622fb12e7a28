/* SPDX-License-Identifier: MIT
 *
 * With replacement: the answers to a motion stand for all that people might write for and against
 * it, and a survey is a sample of that. Without it a share of 10 % would leave too few answers.
 */
#include "shares/survey.h"

#include <math.h>

#include "base/array.h"
#include "tally/results.h"

static ayes_status add_answer(bench_pool *pool, const ayes_result_record *record,
                              ayes_error *error) {
  uint32_t motion;
  bool yes = ayes_span_equal(record->answer, ayes_span_of("Yes"));
  if (!yes && !ayes_span_equal(record->answer, ayes_span_of("No"))) return AYES_OK;
  ayes_status status = ayes_names_add(&pool->motions, record->question, &motion, error);
  if (status != AYES_OK) return status;
  bench_answer *answer = ayes_array_add(pool, error);
  if (!answer) return AYES_NO_MEMORY;
  *answer = (bench_answer){motion, yes, record->stance, record->score};
  return AYES_OK;
}

ayes_status bench_pool_read(const char *path, bench_pool *pool, ayes_error *error) {
  ayes_results *results;
  ayes_result_record record;
  ayes_status status = ayes_results_open(path, &results, error);
  if (status != AYES_OK) return status;
  while ((status = ayes_results_next(results, &record, error)) == AYES_OK && record.line) {
    status = add_answer(pool, &record, error);
    if (status != AYES_OK) break;
  }
  ayes_results_close(results);
  return status;
}

void bench_pool_release(bench_pool *pool) {
  ayes_array_release(pool);
  ayes_names_release(&pool->motions);
}

static size_t count_of(const bench_pool *pool, uint32_t motion, bool supports) {
  size_t count = 0;
  for (size_t i = 0; i < pool->count; i++)
    count += pool->items[i].motion == motion && pool->items[i].supports == supports;
  return count;
}

/* The answer of that number among those of a motion and side. */
static const bench_answer *find_answer(const bench_pool *pool, uint32_t motion, bool supports,
                                       size_t number) {
  for (size_t i = 0; i < pool->count; i++) {
    const bench_answer *it = &pool->items[i];
    if (it->motion == motion && it->supports == supports && number-- == 0) return it;
  }
  return NULL;
}

typedef struct counts {
  double given[AYES_STANCE_COUNT];
} counts;

static void draw_side(const bench_pool *pool, uint32_t motion, bool supports, size_t size,
                      size_t blank, ayes_random *random, ayes_sides *sides, counts *counted) {
  ayes_side side = supports ? AYES_SIDE_SUPPORT : AYES_SIDE_OPPOSE;
  size_t all = count_of(pool, motion, supports);
  for (size_t i = 0; i < size; i++) {
    const bench_answer *it = find_answer(pool, motion, supports, ayes_random_below(random, all));
    if (i < blank) ayes_sides_add_unknown(sides, it->score, it->given);
    else ayes_sides_add_known(sides, side, 1, it->score, it->given);
    counted->given[it->given]++;
  }
}

static double share_of(double support, double oppose) {
  return support + oppose > 0 ? support / (support + oppose) : 0.5;
}

void bench_survey_draw(const bench_pool *pool, uint32_t motion, const bench_plan *plan,
                       ayes_random *random, bench_drawn *drawn) {
  counts counted = {{0}};
  double size = (double)(count_of(pool, motion, true) + count_of(pool, motion, false));
  double support = floor(plan->share * size + 0.5), oppose = size - support;
  double blank_support = floor(plan->blank_support * support + ayes_random_unit(random));
  double blank_oppose = floor(plan->blank_oppose * oppose + ayes_random_unit(random));
  *drawn = (bench_drawn){.truth = support / size};
  draw_side(pool, motion, true, (size_t)support, (size_t)blank_support, random, &drawn->sides,
            &counted);
  draw_side(pool, motion, false, (size_t)oppose, (size_t)blank_oppose, random, &drawn->sides,
            &counted);
  drawn->plain = share_of(counted.given[AYES_SUPPORT], counted.given[AYES_OPPOSE]);
  drawn->ticks = share_of(support - blank_support, oppose - blank_oppose);
}
