/* SPDX-License-Identifier: MIT
 *
 * What the engine is measured against: saying the most frequent label to everything, and counting
 * good and bad words without a thought for the question.
 *
 *     bench_polarity_open("bench/polarity.tsv", &polarity, &error);
 *     bench_polarity_label(polarity, results, labelled, &error);
 *     bench_polarity_close(polarity);
 *
 * Both write result records that are then compared like any others.
 */
#ifndef AYES_BENCH_BASELINE_H
#define AYES_BENCH_BASELINE_H

#include "tally/gold.h"

typedef struct bench_polarity bench_polarity;

/* Reads the list of words. *polarity is yours. */
ayes_status bench_polarity_open(const char *path, bench_polarity **polarity, ayes_error *error);
void bench_polarity_close(bench_polarity *polarity);

/* Labels the texts of result records again: support when more good than bad words stand in it,
 * oppose when fewer, neutral otherwise. */
ayes_status bench_polarity_label(bench_polarity *polarity, const char *results,
                                 const char *labelled, ayes_error *error);

/* Gives all pairs the label that is most frequent in gold (the first of equals). */
void bench_majority_label(ayes_gold_pairs *pairs);

#endif
