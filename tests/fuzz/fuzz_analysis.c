/* SPDX-License-Identifier: MIT
 *
 * The whole analysis with the English pack, on any bytes as answer, proposal and survey. Input:
 * text, target, survey.json; with a survey, which a new engine must be opened for, a small pack.
 */
#include <math.h>
#include <stdio.h>

#include "ayes.h"
#include "fuzz/pack.h"
#include "text/utf8.h"

static void check_evidence(const ayes_result *result) {
  size_t characters = ayes_utf8_count(result->text);
  for (size_t i = 0; i < result->evidence_count; i++) {
    const ayes_evidence *it = &result->evidence[i];
    FUZZ_CHECK(it->start < it->end && it->end <= characters);
    FUZZ_CHECK(it->byte_start < it->byte_end && it->byte_end <= result->text.length);
    FUZZ_CHECK(i == 0 || it[-1].start <= it->start);
    FUZZ_CHECK(isfinite(it->weight) && isfinite(it->plain_weight));
    FUZZ_CHECK(it->kind && it->source && it->turned);
  }
}

static void check_result(const ayes_result *result) {
  FUZZ_CHECK(result->stance < AYES_STANCE_COUNT);
  FUZZ_CHECK(result->score >= -1 && result->score <= 1);
  FUZZ_CHECK(result->confidence >= 0 && result->confidence <= 1);
  FUZZ_CHECK(ayes_utf8_is_valid(result->text));
  for (size_t i = 0; i < result->topic_count; i++) {
    FUZZ_CHECK(result->topics[i].weight >= 0 && result->topics[i].weight <= 1);
    FUZZ_CHECK(i == 0 || result->topics[i].weight <= result->topics[i - 1].weight);
  }
  check_evidence(result);
}

static void analyse(ayes_analysis *analysis, ayes_span text, ayes_span target, const char *id) {
  const ayes_result *result;
  ayes_error error = {0};
  ayes_answer answer = {.text = text, .target = target, .question = ayes_span_of(id)};
  ayes_status status = ayes_analysis_run(analysis, &answer, &result, &error);
  FUZZ_CHECK(status == AYES_OK);
  check_result(result);
}

static const char *folder_of(const char *name) {
  static char path[1024];
  const char *root = getenv("AYES_ROOT");
  (void)snprintf(path, sizeof path, "%s/%s", root ? root : ".", name);
  return path;
}

static ayes_engine *english;
static ayes_analysis *reader;

static void close_english(void) {
  ayes_analysis_free(reader);
  ayes_engine_close(english);
}

static ayes_analysis *english_analysis(void) {
  const char *folder = folder_of("lexicons/en");
  ayes_engine_options options = {.lexicons = &folder, .lexicon_count = 1};
  if (reader) return reader;
  FUZZ_CHECK(ayes_engine_open(&options, &english, NULL) == AYES_OK);
  FUZZ_CHECK(ayes_analysis_new(english, &reader, NULL) == AYES_OK);
  FUZZ_CHECK(atexit(close_english) == 0);
  return reader;
}

static void analyse_with_survey(ayes_span text, ayes_span survey) {
  const char *folder = folder_of("tests/cases/report/page/in/mini");
  ayes_engine_options options = {.lexicons = &folder, .lexicon_count = 1};
  ayes_engine *engine;
  ayes_analysis *analysis;
  ayes_error error = {0};
  options.survey = pack_folder_write(fuzz_pack(), "survey.json", survey);
  ayes_status status = ayes_engine_open(&options, &engine, &error);
  FUZZ_CHECK(status == AYES_OK || error.message[0]);
  if (status != AYES_OK) return;
  FUZZ_CHECK(ayes_analysis_new(engine, &analysis, NULL) == AYES_OK);
  analyse(analysis, text, ayes_span_make(NULL, 0), "Q1");
  analyse(analysis, text, ayes_span_make(NULL, 0), "Q1b");
  ayes_analysis_free(analysis);
  ayes_engine_close(engine);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ayes_span rest = fuzz_input(data, size);
  ayes_span text = fuzz_part(&rest), target = fuzz_part(&rest), survey = fuzz_part(&rest);
  analyse(english_analysis(), text, target, "");
  if (survey.length) analyse_with_survey(text, survey);
  return 0;
}
