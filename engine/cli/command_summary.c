/* SPDX-License-Identifier: MIT
 *
 * ayes summary: a page a question of what was said.
 */
#include "cli/progress.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    AYES_ROW_SURVEY("survey.json: questions and recorded counts"),
    {"target", 't', AYES_OPTION_TEXT, offsetof(ayes_request, target), "TEXT",
     "the proposal, where there is no survey: tells what is wanted instead of it"},
    AYES_ROW_LEXICON,
    AYES_ROW_LANGUAGE,
    AYES_ROW_FORMAT("text (as is), markdown or json"),
    AYES_ROW_OUTPUT,
    {"width", 'w', AYES_OPTION_NUMBER, offsetof(ayes_request, width), "COLUMNS",
     "columns of the text; the terminal's otherwise"},
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_engine *engine = NULL;
  ayes_file_sink *file = NULL;
  size_t width = request->width ? request->width : ayes_terminal_columns();
  bool colour = ayes_terminal_has_colour(request->output);
  ayes_status status = ayes_request_engine(request, &engine, error);
  if (status == AYES_OK) status = ayes_request_output(request, &file, error);
  if (status == AYES_OK)
    status = ayes_summary(engine, request->arguments, request->argument_count,
                          request->output_format, width, colour, ayes_file_sink_get(file), error);
  status = ayes_request_finish(file, status, error);
  ayes_engine_close(engine);
  return status;
}

const ayes_command ayes_command_summary = {
    .name = "summary",
    .usage = "RESULTS... [OPTIONS]",
    .summary = "draft a page a question: you asked, they said, we did",
    .about =
        "Shows who is for and against, their main reasons with a typical sentence of each,\n"
        "conditions, other ways, suggestions and questions. \"We did\" is left to you.\n",
    .options = rows,
    .examples =
        "  ayes summary results.jsonl --survey survey.json\n"
        "  ayes summary results.jsonl --survey survey.json --output-format markdown -o draft.md\n",
    .fewest = 1,
    .missing = "summary needs a file with results, or - for standard input",
    .run = run};
