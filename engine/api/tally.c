/* SPDX-License-Identifier: MIT
 *
 * Result files one after another into one tally, which is then written.
 */
#include "report/tally.h"

#include "api/sink.h"
#include "api/survey_file.h"

/* Gold that labels none of the results is a mistake, not a tally without corrected shares. */
static ayes_status check_gold(const ayes_tally_counts *counts, const char *gold,
                              ayes_error *error) {
  if (!gold) return AYES_OK;
  for (size_t i = 0; i < counts->question_count; i++)
    if (counts->questions[i].by_gold) return AYES_OK;
  return ayes_error_set_at(error, AYES_BAD_DATA, gold, 0, 0,
                           "labels no answer with text that the results have");
}

static ayes_status write_counts(ayes_counter *tally, const char *gold, bool as_json,
                                const ayes_layout *layout, const ayes_sink *sink,
                                ayes_error *error) {
  const ayes_tally_counts *counts;
  ayes_buffer buffer = {0};
  ayes_status status = ayes_counter_finish(tally, &counts, error);
  if (status == AYES_OK) status = check_gold(counts, gold, error);
  if (status != AYES_OK) return status;
  if (as_json) ayes_tally_json(counts, &buffer);
  else ayes_tally_text(counts, layout, &buffer);
  return ayes_sink_finish(sink, &buffer, AYES_OK, error);
}

ayes_status ayes_tally(const char *const *results, size_t result_count, const char *survey_path,
                       const char *duplicates, const char *gold, const char *format, size_t width,
                       bool colour, ayes_sink sink, ayes_error *error) {
  static const char *const formats[] = {"text", "json", NULL};
  ayes_layout layout = {width, colour};
  ayes_survey *survey = NULL;
  ayes_counter *tally = NULL;
  ayes_gold_pairs pairs = {0};
  size_t index;
  ayes_status status = ayes_format_find(format, formats, &index, error);
  if (status == AYES_OK && survey_path) status = ayes_survey_open(survey_path, &survey, error);
  if (status == AYES_OK && gold) status = ayes_gold_pairs_load(gold, &pairs, error);
  if (status == AYES_OK) status = ayes_counter_new(survey, &tally, error);
  if (status == AYES_OK) ayes_counter_correct(tally, gold ? &pairs : NULL);
  if (status == AYES_OK && duplicates)
    status = ayes_counter_leave_out_file(tally, duplicates, error);
  for (size_t i = 0; i < result_count && status == AYES_OK; i++)
    status = ayes_counter_add_file(tally, results[i], error);
  if (status == AYES_OK) status = write_counts(tally, gold, index == 1, &layout, &sink, error);
  ayes_counter_free(tally);
  ayes_gold_pairs_release(&pairs);
  ayes_survey_free(survey);
  return status;
}
