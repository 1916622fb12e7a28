/* SPDX-License-Identifier: MIT
 *
 * Result files into one page, passed on in parts. With redaction the results go through ayes_redact
 * into a file without a name first, so that the page is made of what may be published.
 */
#include "report/html.h"

#include <errno.h>
#include <stdio.h>

#include "api/engine.h"
#include "api/sink.h"
#include "api/survey_file.h"
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

static ayes_status keep_bytes(void *user, const char *bytes, size_t length, ayes_error *error) {
  if (fwrite(bytes, 1, length, user) == length) return AYES_OK;
  return ayes_error_set(error, AYES_IO_FAILED, "a temporary file cannot be written: %s",
                        strerror(errno));
}

/* The file of a stream by its descriptor: it has no name of its own. */
static ayes_status add_stream(FILE *stream, ayes_html_model *model, ayes_error *error) {
  char path[64];
  if (fflush(stream) != 0)
    return ayes_error_set(error, AYES_IO_FAILED, "a temporary file cannot be written: %s",
                          strerror(errno));
  snprintf(path, sizeof path, "/dev/fd/%d", fileno(stream));
  return add_file(path, model, error);
}

static ayes_status add_redacted(const ayes_report_options *options, ayes_html_model *model,
                                ayes_error *error) {
  ayes_redact_options redaction = {.inputs = options->results,
                                   .input_count = options->result_count,
                                   .output_format = "jsonl",
                                   .respondents = true};
  FILE *stream = tmpfile();
  if (!stream)
    return ayes_error_set(error, AYES_IO_FAILED, "a temporary file cannot be made: %s",
                          strerror(errno));
  ayes_sink kept = {keep_bytes, stream}, none = {0};
  ayes_status status = ayes_redact(&redaction, kept, none, NULL, error);
  if (status == AYES_OK) status = add_stream(stream, model, error);
  fclose(stream);
  return status;
}

static ayes_status add_results(const ayes_report_options *options, ayes_html_model *model,
                               ayes_error *error) {
  if (options->redact) return add_redacted(options, model, error);
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < options->result_count && status == AYES_OK; i++)
    status = add_file(options->results[i], model, error);
  return status;
}

static ayes_status write_page(const ayes_html_model *model, const ayes_report_options *options,
                              const json_t *clusters, const ayes_sink *sink, ayes_error *error) {
  ayes_html_writer writer = {.model = model,
                             .title = ayes_span_of(options->title),
                             .version = ayes_version(),
                             .campaigns = clusters,
                             .data = ayes_span_of(options->data)};
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
                          const json_t *clusters, const ayes_sink *sink, ayes_error *error) {
  size_t limit = options->limit ? options->limit : USUAL_LIMIT;
  ayes_html_model *model;
  ayes_status status = ayes_html_model_new(survey, limit, &model, error);
  if (status == AYES_OK) status = add_results(options, model, error);
  if (status == AYES_OK) status = ayes_html_model_finish(model, lexicon, rules, error);
  if (status == AYES_OK) status = write_page(model, options, clusters, sink, error);
  ayes_html_model_free(model);
  return status;
}

static ayes_status read_duplicates(const char *path, json_t **root, ayes_error *error) {
  ayes_status status = ayes_json_read(path, root, error);
  if (status != AYES_OK || json_is_array(json_object_get(*root, "clusters"))) return status;
  return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0,
                           "is no JSON file of \"ayes duplicates\"");
}

/* An address that leads to a page or file, and cannot be a script. */
static bool is_plain_address(ayes_span address) {
  if (ayes_span_starts_with(address, ayes_span_of("http://"))) return true;
  if (ayes_span_starts_with(address, ayes_span_of("https://"))) return true;
  return ayes_span_find_byte(address, ':') == address.length;
}

static ayes_status check(const ayes_report_options *options, ayes_error *error) {
  if (!options->data || is_plain_address(ayes_span_of(options->data))) {
    if (!options->redact || !options->duplicates) return AYES_OK;
    return ayes_error_set(error, AYES_BAD_USAGE,
                          "letters that many sent would show what was cut: redact before "
                          "duplicates");
  }
  return ayes_error_set(error, AYES_BAD_USAGE, "the data's address must be relative or http(s)");
}

ayes_status ayes_report(const ayes_report_options *options, ayes_sink sink, ayes_error *error) {
  json_t *duplicates = NULL;
  ayes_survey *survey = NULL;
  ayes_lexicon *lexicon = NULL;
  ayes_rules *rules = NULL;
  ayes_status status = check(options, error);
  json_object_seed(1);
  if (status == AYES_OK && options->duplicates)
    status = read_duplicates(options->duplicates, &duplicates, error);
  if (status == AYES_OK && options->survey)
    status = ayes_survey_open(options->survey, &survey, error);
  if (status == AYES_OK)
    status = ayes_packs_open(options->lexicons, options->lexicon_count,
                             survey ? survey->language.data : NULL, NULL, &lexicon, &rules, error);
  if (status == AYES_OK)
    status = report(options, survey, lexicon, rules, json_object_get(duplicates, "clusters"), &sink,
                    error);
  json_decref(duplicates);
  ayes_rules_free(rules);
  ayes_lexicon_close(lexicon);
  ayes_survey_free(survey);
  return status;
}
