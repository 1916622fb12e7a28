/* SPDX-License-Identifier: MIT
 *
 * Whole jobs of the library, one after another; results go through a file, as they do for users.
 * The bootstrap draws from xorshift64* (Vigna 2016) with a fixed seed.
 */
#include "quality/measure.h"

#include <math.h>

#include "ayes.h"

enum { RESAMPLES = 1000 };

static ayes_status classify_to(const ayes_engine *engine, const char *answers, const char *results,
                               ayes_error *error) {
  ayes_classify_options options = {.inputs = &answers, .input_count = 1};
  ayes_classify_summary summary;
  ayes_file_sink *file;
  ayes_status status = ayes_file_sink_open(results, &file, error);
  if (status != AYES_OK) return status;
  status = ayes_classify(engine, &options, ayes_file_sink_get(file), &summary, error);
  bool keep = status == AYES_OK;
  ayes_status closed = ayes_file_sink_close(file, keep, keep ? error : NULL);
  if (status == AYES_OK) status = closed;
  if (status == AYES_OK && summary.quarantined)
    return ayes_error_set_at(error, AYES_BAD_DATA, answers, 0, 0, "%zu answers cannot be read",
                             summary.quarantined);
  return status;
}

ayes_status bench_classify(const bench_set_files *files, const char *pack, const char *results,
                           ayes_error *error) {
  ayes_engine_options options = {.lexicons = &pack, .lexicon_count = 1, .survey = files->survey};
  ayes_engine *engine;
  ayes_status status = ayes_engine_open(&options, &engine, error);
  if (status != AYES_OK) return status;
  status = classify_to(engine, files->answers, results, error);
  ayes_engine_close(engine);
  return status;
}

ayes_status bench_compare(const char *results, const char *gold, ayes_gold_pairs *pairs,
                          ayes_evaluation *evaluation, ayes_error *error) {
  ayes_status status = ayes_gold_pairs_read(results, gold, pairs, error);
  if (status == AYES_OK && pairs->missing)
    return ayes_error_set_at(error, AYES_BAD_DATA, gold, 0, 0, "%zu gold lines have no result",
                             pairs->missing);
  if (status == AYES_OK) status = ayes_evaluation_compute(pairs, evaluation, error);
  return status;
}

static uint64_t next_random(uint64_t *state) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * UINT64_C(2685821657736338717);
}

/* The F1 of a label from how often it is gold, given, and both. */
static double f1(const size_t counts[3]) {
  size_t both = counts[2], sum = counts[0] + counts[1];
  return sum ? 2.0 * (double)both / (double)sum : 0;
}

static void count_label(const ayes_gold_pair *pair, ayes_stance label, size_t counts[3]) {
  counts[0] += pair->gold == label;
  counts[1] += pair->given == label;
  counts[2] += pair->gold == label && pair->given == label;
}

static double resample(const ayes_gold_pairs *pairs, uint64_t *state) {
  size_t support[3] = {0}, oppose[3] = {0};
  for (size_t i = 0; i < pairs->count; i++) {
    const ayes_gold_pair *pair = &pairs->items[next_random(state) % pairs->count];
    count_label(pair, AYES_SUPPORT, support);
    count_label(pair, AYES_OPPOSE, oppose);
  }
  return (f1(support) + f1(oppose)) / 2;
}

double bench_f_avg_error(const ayes_gold_pairs *pairs) {
  uint64_t state = UINT64_C(0x9E3779B97F4A7C15);
  double sum = 0, squares = 0;
  if (pairs->count == 0) return 0;
  for (int i = 0; i < RESAMPLES; i++) {
    double value = resample(pairs, &state);
    sum += value;
    squares += value * value;
  }
  double mean = sum / RESAMPLES;
  double variance = squares / RESAMPLES - mean * mean;
  return variance > 0 ? 1.96 * sqrt(variance) : 0;
}
