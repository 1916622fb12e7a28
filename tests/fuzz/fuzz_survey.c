/* SPDX-License-Identifier: MIT
 *
 * Survey files: what was read can be written, and reads the same again.
 */
#include "base/error.h"
#include "fuzz/parts.h"
#include "survey/survey.h"

static void check_question(const ayes_survey *survey, const ayes_question *question) {
  FUZZ_CHECK(question->id.length > 0);
  FUZZ_CHECK(ayes_survey_find(survey, question->id) == question);
  const ayes_question *subject = ayes_survey_subject(survey, question);
  FUZZ_CHECK(subject >= survey->questions && subject < survey->questions + survey->question_count);
  for (size_t i = 0; i < question->option_count; i++)
    (void)ayes_survey_meaning(survey, question, question->options[i].text);
}

static void write_and_read(const ayes_survey *survey) {
  ayes_buffer once = {0}, twice = {0};
  ayes_survey *again;
  ayes_error error = {0};
  ayes_survey_write(survey, &once);
  FUZZ_CHECK(!once.failed);
  FUZZ_CHECK(ayes_survey_parse(ayes_buffer_span(&once), "again", &again, &error) == AYES_OK);
  ayes_survey_write(again, &twice);
  FUZZ_CHECK(ayes_span_equal(ayes_buffer_span(&once), ayes_buffer_span(&twice)));
  ayes_survey_free(again);
  ayes_buffer_release(&once);
  ayes_buffer_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ayes_survey *survey;
  ayes_error error = {0};
  ayes_status status = ayes_survey_parse(fuzz_input(data, size), "fuzz", &survey, &error);
  FUZZ_CHECK(status == AYES_OK || error.message[0]);
  if (status != AYES_OK) return 0;
  for (size_t i = 0; i < survey->question_count; i++) check_question(survey, &survey->questions[i]);
  write_and_read(survey);
  ayes_survey_free(survey);
  return 0;
}
