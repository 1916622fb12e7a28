/* SPDX-License-Identifier: MIT
 *
 * One answer analysed and laid open.
 */
#include "api/analysis.h"
#include "api/sink.h"
#include "base/file.h"

static ayes_status explain(ayes_analysis *analysis, const ayes_answer *answer, bool as_json,
                           bool colour, ayes_buffer *buffer, ayes_error *error) {
  const ayes_result *result;
  ayes_explanation explanation;
  ayes_status status = ayes_analysis_run(analysis, answer, &result, error);
  if (status == AYES_OK) status = ayes_analysis_explain(analysis, &explanation, error);
  if (status != AYES_OK) return status;
  if (as_json) ayes_explanation_json(&explanation, buffer);
  else ayes_explanation_text(&explanation, colour, buffer);
  return AYES_OK;
}

ayes_status ayes_explain(const ayes_engine *engine, const ayes_answer *answer, const char *format,
                         bool colour, ayes_sink sink, ayes_error *error) {
  static const char *const formats[] = {"text", "json", NULL};
  ayes_analysis *analysis = NULL;
  ayes_buffer buffer = {0};
  size_t index;
  ayes_status status = ayes_format_find(format, formats, &index, error);
  if (status == AYES_OK) status = ayes_analysis_new(engine, &analysis, error);
  if (status == AYES_OK) status = explain(analysis, answer, index == 1, colour, &buffer, error);
  ayes_analysis_free(analysis);
  return ayes_sink_finish(&sink, &buffer, status, error);
}

ayes_status ayes_explain_file(const ayes_engine *engine, const char *path,
                              const ayes_answer *answer, const char *format, bool colour,
                              ayes_sink sink, ayes_error *error) {
  ayes_buffer bytes = {0};
  ayes_status status = ayes_file_read(path, AYES_TEXT_LIMIT, &bytes, error);
  if (status == AYES_OK) {
    ayes_answer whole = *answer;
    whole.text = ayes_buffer_span(&bytes);
    status = ayes_explain(engine, &whole, format, colour, sink, error);
  }
  ayes_buffer_release(&bytes);
  return status;
}
