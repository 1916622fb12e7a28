/* SPDX-License-Identifier: MIT
 *
 * ayes explain: one text, its evidence, and how the label came about.
 */
#include <string.h>

#include "cli/progress.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    {"target", 't', AYES_OPTION_TEXT, offsetof(ayes_request, target), "TEXT", "the proposal"},
    AYES_ROW_SURVEY("survey.json, with --question instead of --target"),
    {"question", 0, AYES_OPTION_TEXT, offsetof(ayes_request, question), "ID",
     "the question of the survey that is answered"},
    {"answer", 'a', AYES_OPTION_TEXT, offsetof(ayes_request, answer), "TICK",
     "what was ticked: does the text say the same?"},
    AYES_ROW_LEXICON,
    AYES_ROW_MODEL,
    AYES_ROW_LANGUAGE,
    AYES_ROW_FORMAT("text (as is) or json"),
    AYES_ROW_OUTPUT,
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static ayes_span span_of(const char *text) {
  ayes_span span = {text, text ? strlen(text) : 0};
  return span;
}

static ayes_status explain(const ayes_engine *engine, const ayes_request *request, ayes_sink sink,
                           ayes_error *error) {
  const char *text = request->arguments[0];
  ayes_answer answer = {.text = span_of(text),
                        .question = span_of(request->question),
                        .answer = span_of(request->answer)};
  bool colour = ayes_terminal_has_colour(request->output);
  if (strcmp(text, "-") == 0)
    return ayes_explain_file(engine, text, &answer, request->output_format, colour, sink, error);
  return ayes_explain(engine, &answer, request->output_format, colour, sink, error);
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_engine *engine;
  ayes_file_sink *file = NULL;
  ayes_status status = ayes_request_engine(request, &engine, error);
  if (status != AYES_OK) return status;
  status = ayes_request_output(request, &file, error);
  if (status == AYES_OK) status = explain(engine, request, ayes_file_sink_get(file), error);
  status = ayes_request_finish(file, status, error);
  ayes_engine_close(engine);
  return status;
}

const ayes_command ayes_command_explain = {
    .name = "explain",
    .usage = "TEXT --target TEXT [OPTIONS]",
    .summary = "show why one text gets its label",
    .about =
        "Shows a text (- is standard input) with its evidence in place, every entry and\n"
        "rule that matched, what negation did to it, and how the sum became the label.\n",
    .options = rows,
    .examples =
        "  ayes explain \"We would not support this\" --target \"A bypass for the town\"\n"
        "  ayes explain - --survey survey.json --question Q1b < answer.txt\n",
    .fewest = 1,
    .most = 1,
    .missing = "explain needs a text, or - for standard input",
    .run = run};
