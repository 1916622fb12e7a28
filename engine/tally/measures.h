/* SPDX-License-Identifier: MIT
 *
 * Measures of agreement between labels that are right and labels that were given, and how far
 * another sample of answers would move them.
 *
 *     double values[AYES_MEASURE_COUNT];
 *     ayes_measures_of(&sums, values);
 *     ayes_measures_bootstrap(&pairs, false, intervals, error);
 *
 * F_avg: Mohammad et al. 2016 (SemEval task 6). Kappa: Cohen 1960. Alpha: Krippendorff 2004, ch.
 * 11, nominal data, two coders. Intervals: percentiles of the bootstrap (Efron 1979; Efron &
 * Tibshirani 1993, ch. 13).
 */
#ifndef AYES_TALLY_MEASURES_H
#define AYES_TALLY_MEASURES_H

#include "tally/gold.h"

typedef enum ayes_measure {
  AYES_MEASURE_ACCURACY,
  AYES_MEASURE_MACRO_F1,   /* over the labels that occur in gold or results */
  AYES_MEASURE_MACRO_F1_3, /* the same without mixed */
  AYES_MEASURE_F_AVG,      /* mean F1 of support and oppose */
  AYES_MEASURE_KAPPA,
  AYES_MEASURE_ALPHA,  /* corrects for the number of answers, so of counts only, not of weights */
  AYES_MEASURE_TOPICS, /* micro-F1 */
  AYES_MEASURE_ACTS,   /* micro-F1 */
  AYES_MEASURE_COUNT
} ayes_measure;

enum { AYES_BOOTSTRAP_RESAMPLES = 1000 };

/* True positives, false negatives, false positives; counts, or sums of weights. */
typedef struct ayes_hits {
  double right, missed, wrong;
} ayes_hits;

/* All that the measures follow from. */
typedef struct ayes_measure_sums {
  double confusion[AYES_STANCE_COUNT][AYES_STANCE_COUNT]; /* [gold][given] */
  ayes_hits topics, acts;
} ayes_measure_sums;

typedef struct ayes_interval {
  double value, low, high; /* 95 % */
} ayes_interval;

/* Ratios without a denominator are 0. Kappa and alpha are 1 where only one label ever occurs. */
void ayes_measures_of(const ayes_measure_sums *sums, double values[AYES_MEASURE_COUNT]);

/* Topics and acts of one pair, where its gold line says them; optional ones neither count as wrong
 * nor as missed. */
ayes_hits ayes_measures_topics(const ayes_gold_pair *pair);
ayes_hits ayes_measures_acts(const ayes_gold_pair *pair);

/* The measures over the matched pairs, each pair counting as its weight or as one, with the 2.5th
 * and 97.5th percentile over resamples of the pairs. The seed is fixed: the same pairs give the
 * same figures. Of weights it is said nothing about how they came about: a stratified sample has
 * intervals that are, if anything, too wide. O(resamples x pairs). AYES_NO_MEMORY. */
ayes_status ayes_measures_bootstrap(const ayes_gold_pairs *pairs, bool weighted,
                                    ayes_interval intervals[AYES_MEASURE_COUNT], ayes_error *error);

#endif
