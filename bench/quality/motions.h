/* SPDX-License-Identifier: MIT
 *
 * The figure of each question of a set.
 *
 *     bench_motions_add(files.gold, &pairs, &rows, &error);    -- appends "M10,250,0.700" and so on
 */
#ifndef AYES_BENCH_MOTIONS_H
#define AYES_BENCH_MOTIONS_H

#include "tally/evaluate.h"

/* One row a question, in order of their names (M2 before M10): name, answers, f_avg. */
ayes_status bench_motions_add(const char *gold, const ayes_gold_pairs *pairs, ayes_buffer *rows,
                              ayes_error *error);

#endif
