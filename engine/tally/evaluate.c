/* SPDX-License-Identifier: MIT
 *
 * Everything follows from one confusion table, but for confidence, which needs the results in order
 * of confidence (ties in order of the gold file, so that the same files give the same numbers).
 */
#include "tally/evaluate.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

static double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

static void finish_f1(ayes_f1 *it) {
  double right = (double)it->right;
  it->precision = ratio(right, right + (double)it->wrong);
  it->recall = ratio(right, right + (double)it->missed);
  it->f1 = ratio(2 * right, 2 * right + (double)it->wrong + (double)it->missed);
}

static void count_pair(const ayes_gold_pair *pair, ayes_evaluation *it) {
  it->confusion[pair->gold][pair->given]++;
  if (pair->gold == pair->given) {
    it->labels[pair->gold].right++;
  } else {
    it->labels[pair->gold].missed++;
    it->labels[pair->given].wrong++;
  }
}

static void finish_shares(ayes_evaluation *it) {
  double n = (double)it->matched, difference = 0;
  for (int i = 0; i < AYES_STANCE_COUNT; i++) {
    const ayes_f1 *label = &it->labels[i];
    it->gold_shares[i] = ratio((double)(label->right + label->missed), n);
    it->given_shares[i] = ratio((double)(label->right + label->wrong), n);
    difference += fabs(it->gold_shares[i] - it->given_shares[i]);
  }
  it->tally_error = difference / AYES_STANCE_COUNT;
}

static void finish_stance(ayes_evaluation *it) {
  ayes_measure_sums sums = {0};
  double values[AYES_MEASURE_COUNT];
  for (int i = 0; i < AYES_STANCE_COUNT; i++) {
    finish_f1(&it->labels[i]);
    for (int k = 0; k < AYES_STANCE_COUNT; k++) sums.confusion[i][k] = (double)it->confusion[i][k];
  }
  ayes_measures_of(&sums, values);
  it->accuracy = values[AYES_MEASURE_ACCURACY];
  it->macro_f1 = values[AYES_MEASURE_MACRO_F1];
  it->macro_f1_3 = values[AYES_MEASURE_MACRO_F1_3];
  it->f_avg = values[AYES_MEASURE_F_AVG];
  it->kappa = values[AYES_MEASURE_KAPPA];
  it->alpha = values[AYES_MEASURE_ALPHA];
  finish_shares(it);
}

static void count_acts(const ayes_gold_pair *pair, ayes_evaluation *it) {
  for (int i = 0; i < AYES_ACT_COUNT; i++) {
    unsigned bit = 1u << i;
    bool given = pair->given_acts & bit, gold = pair->gold_acts & bit;
    ayes_f1 *act = &it->act_labels[i];
    if (gold && given) act->right++;
    else if (gold) act->missed++;
    else if (given && !(pair->optional_acts & bit)) act->wrong++;
  }
}

static void finish_acts(ayes_evaluation *it) {
  for (int i = 0; i < AYES_ACT_COUNT; i++) {
    it->acts.right += it->act_labels[i].right;
    it->acts.missed += it->act_labels[i].missed;
    it->acts.wrong += it->act_labels[i].wrong;
    finish_f1(&it->act_labels[i]);
  }
  finish_f1(&it->acts);
}

static void count_topics(const ayes_gold_pair *pair, ayes_evaluation *it) {
  ayes_hits hits = ayes_measures_topics(pair);
  it->topics.right += (size_t)hits.right;
  it->topics.missed += (size_t)hits.missed;
  it->topics.wrong += (size_t)hits.wrong;
}

static size_t bin_of(double confidence) {
  double bin = floor(confidence * AYES_CALIBRATION_BINS);
  if (!(bin > 0)) return 0;
  return bin < AYES_CALIBRATION_BINS ? (size_t)bin : AYES_CALIBRATION_BINS - 1;
}

static void count_confidence(const ayes_gold_pair *pair, ayes_evaluation *it) {
  bool right = pair->gold == pair->given;
  ayes_calibration_bin *bin = &it->bins[bin_of(pair->confidence)];
  bin->count++;
  bin->confidence += pair->confidence;
  bin->accuracy += right;
  if (pair->confidence < 0.8) return;
  it->confident.count++;
  it->confident.accuracy += right;
}

static void finish_calibration(ayes_evaluation *it) {
  for (int i = 0; i < AYES_CALIBRATION_BINS; i++) {
    ayes_calibration_bin *bin = &it->bins[i];
    it->calibration_error += fabs(bin->confidence - bin->accuracy) / (double)it->matched;
    bin->confidence = ratio(bin->confidence, (double)bin->count);
    bin->accuracy = ratio(bin->accuracy, (double)bin->count);
  }
  it->confident.share = 0.8;
  it->confident.accuracy = ratio(it->confident.accuracy, (double)it->confident.count);
}

static int compare_confidence(const void *a, const void *b) {
  const ayes_gold_pair *first = *(const ayes_gold_pair *const *)a,
                       *second = *(const ayes_gold_pair *const *)b;
  if (first->confidence > second->confidence) return -1;
  if (first->confidence < second->confidence) return 1;
  return (first > second) - (first < second);
}

static ayes_status finish_coverage(const ayes_gold_pairs *pairs, ayes_evaluation *it,
                                   ayes_error *error) {
  const ayes_gold_pair **order = ayes_memory_new_zeroed(it->matched, sizeof *order);
  if (!order) return ayes_error_memory(error);
  size_t count = 0;
  for (size_t i = 0; i < pairs->count; i++)
    if (pairs->items[i].matched) order[count++] = &pairs->items[i];
  if (count) qsort(order, count, sizeof *order, compare_confidence);
  size_t right = 0, at = 0;
  for (size_t step = 0; step < AYES_COVERAGE_COUNT; step++) {
    size_t end = (count * (step + 1) + AYES_COVERAGE_COUNT - 1) / AYES_COVERAGE_COUNT;
    for (; at < end; at++) right += order[at]->gold == order[at]->given;
    it->coverage[step] = (ayes_coverage){(double)(step + 1) / AYES_COVERAGE_COUNT, end,
                                         ratio((double)right, (double)end)};
  }
  ayes_memory_free(order);
  return AYES_OK;
}

ayes_status ayes_evaluation_compute(const ayes_gold_pairs *pairs, ayes_evaluation *it,
                                    ayes_error *error) {
  memset(it, 0, sizeof *it);
  it->gold = pairs->count;
  it->matched = pairs->matched;
  it->missing = pairs->missing;
  it->unmatched = pairs->unmatched;
  it->quarantined = pairs->quarantined;
  it->blank = pairs->blank;
  for (size_t i = 0; i < pairs->count; i++) {
    const ayes_gold_pair *pair = &pairs->items[i];
    if (!pair->matched) continue;
    count_pair(pair, it);
    count_confidence(pair, it);
    if (pair->has_acts) count_acts(pair, it);
    if (pair->has_topics) count_topics(pair, it);
    it->has_acts |= pair->has_acts;
    it->has_topics |= pair->has_topics;
  }
  if (it->matched == 0) return AYES_OK;
  finish_stance(it);
  finish_acts(it);
  finish_f1(&it->topics);
  finish_calibration(it);
  return finish_coverage(pairs, it, error);
}

ayes_status ayes_evaluation_intervals(const ayes_gold_pairs *pairs, ayes_evaluation *it,
                                      ayes_error *error) {
  it->has_intervals = true;
  it->has_weights = pairs->has_weights;
  it->unlabelled_strata = pairs->unlabelled_strata;
  ayes_status status = ayes_measures_bootstrap(pairs, false, it->intervals, error);
  if (status != AYES_OK || !it->has_weights) return status;
  return ayes_measures_bootstrap(pairs, true, it->weighted, error);
}
