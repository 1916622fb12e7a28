/* SPDX-License-Identifier: MIT
 *
 * Each pair is boiled down to the few numbers it adds to the sums, once; a resample then only adds
 * these up.
 */
#include "tally/measures.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/random.h"

enum { TAIL = AYES_BOOTSTRAP_RESAMPLES / 40 }; /* 2.5 % */

static const uint64_t seed = 1;

static double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

static double f1_of(const ayes_hits *hits) {
  return ratio(2 * hits->right, 2 * hits->right + hits->wrong + hits->missed);
}

typedef struct label_sums {
  double right, gold, given;
} label_sums;

static double sum_labels(const ayes_measure_sums *sums, label_sums labels[AYES_STANCE_COUNT]) {
  double all = 0;
  memset(labels, 0, AYES_STANCE_COUNT * sizeof *labels);
  for (int i = 0; i < AYES_STANCE_COUNT; i++)
    for (int k = 0; k < AYES_STANCE_COUNT; k++) {
      double count = sums->confusion[i][k];
      labels[i].gold += count;
      labels[k].given += count;
      if (i == k) labels[i].right += count;
      all += count;
    }
  return all;
}

static double label_f1(const label_sums *label) {
  return ratio(2 * label->right, label->gold + label->given);
}

static double macro_f1(const label_sums *labels, bool with_mixed) {
  double sum = 0, count = 0;
  for (int i = 0; i < AYES_STANCE_COUNT; i++) {
    if ((i == AYES_MIXED && !with_mixed) || !(labels[i].gold + labels[i].given > 0)) continue;
    sum += label_f1(&labels[i]);
    count++;
  }
  return ratio(sum, count);
}

/* Agreement beyond what the two tallies alone would give. */
static double kappa(const label_sums *labels, double all, double accuracy) {
  double chance = 0;
  for (int i = 0; i < AYES_STANCE_COUNT; i++)
    chance += ratio(labels[i].gold, all) * ratio(labels[i].given, all);
  return chance < 1 ? (accuracy - chance) / (1 - chance) : 1;
}

/* The same with chance from both tallies together, drawn without replacement. */
static double alpha(const label_sums *labels, double all, double accuracy) {
  double values = 2 * all, alike = 0;
  for (int i = 0; i < AYES_STANCE_COUNT; i++) {
    double both = labels[i].gold + labels[i].given;
    alike += both * (both - 1);
  }
  double chance = 1 - ratio(alike, values * (values - 1));
  return chance > 0 ? 1 - (1 - accuracy) / chance : 1;
}

void ayes_measures_of(const ayes_measure_sums *sums, double values[AYES_MEASURE_COUNT]) {
  label_sums labels[AYES_STANCE_COUNT];
  double all = sum_labels(sums, labels), right = 0;
  for (int i = 0; i < AYES_STANCE_COUNT; i++) right += labels[i].right;
  double accuracy = ratio(right, all);
  values[AYES_MEASURE_ACCURACY] = accuracy;
  values[AYES_MEASURE_MACRO_F1] = macro_f1(labels, true);
  values[AYES_MEASURE_MACRO_F1_3] = macro_f1(labels, false);
  values[AYES_MEASURE_F_AVG] =
      (label_f1(&labels[AYES_SUPPORT]) + label_f1(&labels[AYES_OPPOSE])) / 2;
  values[AYES_MEASURE_KAPPA] = kappa(labels, all, accuracy);
  values[AYES_MEASURE_ALPHA] = alpha(labels, all, accuracy);
  values[AYES_MEASURE_TOPICS] = f1_of(&sums->topics);
  values[AYES_MEASURE_ACTS] = f1_of(&sums->acts);
}

static bool holds(const ayes_topic_set *set, uint32_t topic) {
  for (size_t i = 0; i < set->count; i++)
    if (set->items[i] == topic) return true;
  return false;
}

ayes_hits ayes_measures_topics(const ayes_gold_pair *pair) {
  ayes_hits hits = {0};
  if (!pair->has_topics) return hits;
  for (size_t i = 0; i < pair->gold_topics.count; i++) {
    if (holds(&pair->given_topics, pair->gold_topics.items[i])) hits.right++;
    else hits.missed++;
  }
  for (size_t i = 0; i < pair->given_topics.count; i++) {
    uint32_t topic = pair->given_topics.items[i];
    hits.wrong += !holds(&pair->gold_topics, topic) && !holds(&pair->optional_topics, topic);
  }
  return hits;
}

ayes_hits ayes_measures_acts(const ayes_gold_pair *pair) {
  ayes_hits hits = {0};
  if (!pair->has_acts) return hits;
  for (unsigned bit = 1; bit < 1u << AYES_ACT_COUNT; bit <<= 1) {
    bool given = pair->given_acts & bit, gold = pair->gold_acts & bit;
    hits.right += gold && given;
    hits.missed += gold && !given;
    hits.wrong += given && !gold && !(pair->optional_acts & bit);
  }
  return hits;
}

/* What one pair adds. */
typedef struct portion {
  ayes_stance gold, given;
  double weight;
  ayes_hits topics, acts;
} portion;

static void add_hits(ayes_hits *sum, const ayes_hits *hits, double weight) {
  sum->right += weight * hits->right;
  sum->missed += weight * hits->missed;
  sum->wrong += weight * hits->wrong;
}

static void add_portion(ayes_measure_sums *sums, const portion *it) {
  sums->confusion[it->gold][it->given] += it->weight;
  add_hits(&sums->topics, &it->topics, it->weight);
  add_hits(&sums->acts, &it->acts, it->weight);
}

static size_t gather(const ayes_gold_pairs *pairs, bool weighted, portion *portions) {
  size_t count = 0;
  for (size_t i = 0; i < pairs->count; i++) {
    const ayes_gold_pair *pair = &pairs->items[i];
    if (!pair->matched) continue;
    portions[count++] = (portion){pair->gold, pair->given, weighted ? pair->weight : 1,
                                  ayes_measures_topics(pair), ayes_measures_acts(pair)};
  }
  return count;
}

static int compare_doubles(const void *a, const void *b) {
  double first = *(const double *)a, second = *(const double *)b;
  return (first > second) - (first < second);
}

typedef double (*value_table)[AYES_BOOTSTRAP_RESAMPLES];

static void resample(const portion *portions, size_t count, value_table values) {
  ayes_random random = ayes_random_start(seed);
  double measured[AYES_MEASURE_COUNT];
  for (size_t draw = 0; draw < AYES_BOOTSTRAP_RESAMPLES; draw++) {
    ayes_measure_sums sums = {0};
    for (size_t i = 0; i < count; i++)
      add_portion(&sums, &portions[ayes_random_below(&random, count)]);
    ayes_measures_of(&sums, measured);
    for (int i = 0; i < AYES_MEASURE_COUNT; i++) values[i][draw] = measured[i];
  }
}

ayes_status ayes_measures_bootstrap(const ayes_gold_pairs *pairs, bool weighted,
                                    ayes_interval intervals[AYES_MEASURE_COUNT],
                                    ayes_error *error) {
  ayes_measure_sums sums = {0};
  double measured[AYES_MEASURE_COUNT];
  memset(intervals, 0, AYES_MEASURE_COUNT * sizeof *intervals);
  if (pairs->matched == 0) return AYES_OK;
  portion *portions = ayes_memory_new_zeroed(pairs->matched, sizeof *portions);
  value_table values = ayes_memory_new_zeroed(AYES_MEASURE_COUNT, sizeof *values);
  bool has_memory = portions && values;
  size_t count = has_memory ? gather(pairs, weighted, portions) : 0;
  for (size_t i = 0; i < count; i++) add_portion(&sums, &portions[i]);
  ayes_measures_of(&sums, measured);
  if (count) resample(portions, count, values);
  for (int i = 0; i < AYES_MEASURE_COUNT && count; i++) {
    qsort(values[i], AYES_BOOTSTRAP_RESAMPLES, sizeof **values, compare_doubles);
    intervals[i] = (ayes_interval){measured[i], values[i][TAIL - 1],
                                   values[i][AYES_BOOTSTRAP_RESAMPLES - TAIL]};
  }
  ayes_memory_free(values);
  ayes_memory_free(portions);
  return has_memory ? AYES_OK : ayes_error_memory(error);
}
