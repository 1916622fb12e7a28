/* SPDX-License-Identifier: MIT
 *
 * Result files into one page, passed on in parts.
 */
#include "report/html.h"

#include "api/engine.h"
#include "api/sink.h"
#include "base/error.h"

enum { USUAL_LIMIT = 20000 };

static ayes_status add_file(const char *path, ayes_html_model *model, ayes_error *error) {
  ayes_results *results;
  ayes_result_record record;
  ayes_status status = ayes_results_open(path, &results, error);
  if (status != AYES_OK) return status;
  while ((status = ayes_results_next(results, &record, error)) == AYES_OK && record.line) {
    status = ayes_html_model_add(model, &record, error);
    if (status != AYES_OK) break;
  }
  ayes_results_close(results);
  return status;
}

static ayes_status write_page(const ayes_html_model *model, const char *title,
                              const ayes_sink *sink, ayes_error *error) {
  ayes_html_writer writer = {
      .model = model, .title = ayes_span_of(title), .version = ayes_version()};
  ayes_buffer buffer = {0};
  bool more = true;
  ayes_status status = AYES_OK;
  while (status == AYES_OK && more) {
    status = ayes_html_next(&writer, &buffer, &more, error);
    if (status == AYES_OK) status = ayes_sink_flush(sink, &buffer, error);
  }
  ayes_html_writer_release(&writer);
  ayes_buffer_release(&buffer);
  return status;
}

static ayes_status report(const ayes_report_options *options, const ayes_survey *survey,
                          const ayes_lexicon *lexicon, const ayes_rules *rules,
                          const ayes_sink *sink, ayes_error *error) {
  size_t limit = options->limit ? options->limit : USUAL_LIMIT;
  ayes_html_model *model;
  ayes_status status = ayes_html_model_new(survey, limit, &model, error);
  for (size_t i = 0; i < options->result_count && status == AYES_OK; i++)
    status = add_file(options->results[i], model, error);
  if (status == AYES_OK) status = ayes_html_model_finish(model, lexicon, rules, error);
  if (status == AYES_OK) status = write_page(model, options->title, sink, error);
  ayes_html_model_free(model);
  return status;
}

ayes_status ayes_report(const ayes_report_options *options, ayes_sink sink, ayes_error *error) {
  ayes_survey *survey = NULL;
  ayes_lexicon *lexicon = NULL;
  ayes_rules *rules = NULL;
  ayes_status status = AYES_OK;
  json_object_seed(1);
  if (options->survey) status = ayes_survey_read(options->survey, &survey, error);
  if (status == AYES_OK)
    status = ayes_packs_open(options->lexicons, options->lexicon_count, &lexicon, &rules, error);
  if (status == AYES_OK) status = report(options, survey, lexicon, rules, &sink, error);
  ayes_rules_free(rules);
  ayes_lexicon_close(lexicon);
  ayes_survey_free(survey);
  return status;
}
