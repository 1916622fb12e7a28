/* SPDX-License-Identifier: MIT
 *
 * Classifying a set and comparing the results with its gold labels.
 *
 *     bench_classify(&files, pack, results, &error);
 *     bench_compare(results, files.gold, &pairs, &evaluation, &error);
 *     ayes_gold_pairs_release(&pairs);
 */
#ifndef AYES_BENCH_MEASURE_H
#define AYES_BENCH_MEASURE_H

#include "quality/set.h"
#include "tally/evaluate.h"

/* Classifies the answers of a set with one pack and writes results as JSONL. */
ayes_status bench_classify(const bench_set_files *files, const char *pack, const char *results,
                           ayes_error *error);

/* The caller releases pairs, also after a failure. */
ayes_status bench_compare(const char *results, const char *gold, ayes_gold_pairs *pairs,
                          ayes_evaluation *evaluation, ayes_error *error);

/* Half the width of the 95 % interval of f_avg: 1.96 standard deviations over 1,000 resamples of
 * the answers (Efron 1979). Always the same for the same pairs. O(1000 n). */
double bench_f_avg_error(const ayes_gold_pairs *pairs);

#endif
