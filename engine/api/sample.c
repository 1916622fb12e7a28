/* SPDX-License-Identifier: MIT
 *
 * Result files one after another past the sampler; what it drew is written as one table.
 */
#include "report/sample.h"

#include "api/sink.h"
#include "api/survey_file.h"

static ayes_status add_file(ayes_sampler *sampler, const char *path, const char *question,
                            ayes_error *error) {
  ayes_results *results;
  ayes_result_record record;
  ayes_span wanted = ayes_span_of(question);
  ayes_status status = ayes_results_open(path, &results, error);
  if (status != AYES_OK) return status;
  while ((status = ayes_results_next(results, &record, error)) == AYES_OK && record.line) {
    if (question && !ayes_span_equal(record.question, wanted)) continue;
    status = ayes_sampler_add(sampler, &record, error);
    if (status == AYES_OK) continue;
    if (status == AYES_BAD_DATA && error) error->line = record.line;
    ayes_error_add_source(error, status, path);
    break;
  }
  ayes_results_close(results);
  return status;
}

static ayes_status check_found(const ayes_sample_list *sample, const ayes_sample_options *options,
                               ayes_error *error) {
  if (sample->count) return AYES_OK;
  if (options->question)
    return ayes_error_set(error, AYES_BAD_DATA, "no answer with text to the question \"%.80s\"",
                          options->question);
  return ayes_error_set(error, AYES_BAD_DATA, "no answer with text");
}

static ayes_status write_sample(ayes_sampler *sampler, const ayes_sample_options *options,
                                const ayes_survey *survey, const ayes_sink *sink,
                                ayes_sample_summary *summary, ayes_error *error) {
  ayes_sample_list sample;
  ayes_buffer buffer = {0};
  ayes_status status = ayes_sampler_finish(sampler, &sample, error);
  if (status == AYES_OK) status = check_found(&sample, options, error);
  if (status != AYES_OK) return status;
  ayes_sample_csv(&sample, survey, &buffer);
  if (summary)
    *summary = (ayes_sample_summary){sample.answers, sample.count, sample.strata, sample.left_out};
  return ayes_sink_finish(sink, &buffer, AYES_OK, error);
}

ayes_status ayes_sample(const ayes_sample_options *options, ayes_sink sink,
                        ayes_sample_summary *summary, ayes_error *error) {
  enum { USUAL = 200 };
  ayes_sampler *sampler = NULL;
  ayes_survey *survey = NULL;
  size_t size = options->size ? options->size : USUAL;
  ayes_status status = ayes_sampler_new(size, options->seed, &sampler, error);
  if (status == AYES_OK && options->survey)
    status = ayes_survey_open(options->survey, &survey, error);
  for (size_t i = 0; i < options->result_count && status == AYES_OK; i++)
    status = add_file(sampler, options->results[i], options->question, error);
  if (status == AYES_OK) status = write_sample(sampler, options, survey, &sink, summary, error);
  ayes_sampler_free(sampler);
  ayes_survey_free(survey);
  return status;
}
