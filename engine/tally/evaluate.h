/* SPDX-License-Identifier: MIT
 *
 * How far results agree with gold labels.
 *
 *     ayes_evaluation evaluation;
 *     ayes_evaluation_compute(&pairs, &evaluation, error);
 *     evaluation.macro_f1
 *
 * The measures of stance are those of tally/measures.h. Expected calibration error: Naeini et al.
 * 2015.
 */
#ifndef AYES_TALLY_EVALUATE_H
#define AYES_TALLY_EVALUATE_H

#include "tally/measures.h"

enum { AYES_COVERAGE_COUNT = 4, AYES_CALIBRATION_BINS = 10 };

/* Of one label, or micro-averaged over labels. Ratios without a denominator are 0. */
typedef struct ayes_f1 {
  size_t right, missed, wrong; /* true positives, false negatives, false positives */
  double precision, recall, f1;
} ayes_f1;

typedef struct ayes_coverage {
  double share; /* of the results, the most confident first; or the least confidence asked for */
  size_t count;
  double accuracy;
} ayes_coverage;

typedef struct ayes_calibration_bin {
  size_t count;
  double confidence, accuracy; /* means */
} ayes_calibration_bin;

typedef struct ayes_evaluation {
  size_t gold, matched, missing, unmatched, quarantined;
  size_t blank; /* gold rows that nobody has labelled */
  double accuracy;
  double macro_f1;   /* over the labels that occur in gold or results */
  double macro_f1_3; /* the same without mixed */
  double f_avg;      /* mean F1 of support and oppose */
  double kappa;
  double alpha;
  ayes_f1 labels[AYES_STANCE_COUNT];
  size_t confusion[AYES_STANCE_COUNT][AYES_STANCE_COUNT]; /* [gold][given] */
  bool has_topics, has_acts;
  ayes_f1 topics, acts;
  ayes_f1 act_labels[AYES_ACT_COUNT];
  ayes_coverage coverage[AYES_COVERAGE_COUNT]; /* 25, 50, 75, 100 % */
  ayes_coverage confident;                     /* confidence of 0.8 and more */
  double calibration_error;
  ayes_calibration_bin bins[AYES_CALIBRATION_BINS];
  double gold_shares[AYES_STANCE_COUNT], given_shares[AYES_STANCE_COUNT];
  double tally_error; /* mean absolute difference of the two */
  bool has_intervals;
  ayes_interval intervals[AYES_MEASURE_COUNT];
  bool has_weights; /* gold lines weigh differently: a stratified sample */
  ayes_interval weighted[AYES_MEASURE_COUNT];
  size_t unlabelled_strata; /* of the sample: the weighted figures say nothing of them */
} ayes_evaluation;

/* Only matched pairs count. AYES_NO_MEMORY. O(n log n). */
ayes_status ayes_evaluation_compute(const ayes_gold_pairs *pairs, ayes_evaluation *evaluation,
                                    ayes_error *error);

/* Adds the intervals, and the weighted figures where gold lines have weights. See tally/measures.h.
 * AYES_NO_MEMORY. */
ayes_status ayes_evaluation_intervals(const ayes_gold_pairs *pairs, ayes_evaluation *evaluation,
                                      ayes_error *error);

#endif
