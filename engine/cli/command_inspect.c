/* SPDX-License-Identifier: MIT
 *
 * ayes inspect: what a file is and what is derived from it.
 */
#include <string.h>

#include "cli/progress.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    AYES_ROW_LEXICON,
    AYES_ROWS_INPUT,
    AYES_ROW_PRESET,
    AYES_ROW_MAPPING,
    AYES_ROW_GROUP_BY,
    AYES_ROW_FORMAT("text (as is), json, or for exports csv; a FILE.json of -o gets json"),
    AYES_ROW_OUTPUT,
    {"width", 'w', AYES_OPTION_NUMBER, offsetof(ayes_request, width), "COLUMNS",
     "width of the table of columns; that of the terminal otherwise"},
    AYES_ROWS_COMMON,
    AYES_ROW_END};

/* -o mapping.json means JSON. */
static const char *format_of(const ayes_request *request) {
  size_t length = request->output ? strlen(request->output) : 0;
  if (request->output_format || length < 5) return request->output_format;
  return strcmp(request->output + length - 5, ".json") == 0 ? "json" : NULL;
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_engine *engine;
  ayes_file_sink *file = NULL;
  ayes_inspect_options options = {
      .format = format_of(request),
      .colour = ayes_terminal_has_colour(request->output),
      .width = request->width ? request->width : ayes_terminal_columns(),
      .input_format = request->input_format,
      .encoding = request->encoding,
      .sheet = request->sheet,
      .columns = request->columns};
  ayes_status status = ayes_request_engine(request, &engine, error);
  if (status != AYES_OK) return status;
  status = ayes_request_output(request, &file, error);
  if (status == AYES_OK)
    status = ayes_inspect(engine, request->arguments[0], &options, ayes_file_sink_get(file), error);
  status = ayes_request_finish(file, status, error);
  ayes_engine_close(engine);
  return status;
}

const ayes_command ayes_command_inspect = {
    .name = "inspect",
    .usage = "FILE [OPTIONS]",
    .summary = "show what a file is and what is derived from it",
    .about =
        "For a survey tool's export: what each column is, why, and which question explains\n"
        "which; -o mapping.json writes it down, to be changed and given to classify. For\n"
        "answers: columns and how full they are. For a survey: each question's proposal,\n"
        "names and rivals, as derived. For a document: questions and counts.\n",
    .options = rows,
    .examples =
        "  ayes inspect export.csv\n"
        "  ayes inspect export.csv -o mapping.json\n"
        "  ayes inspect survey.json\n",
    .fewest = 1,
    .most = 1,
    .missing = "inspect needs a file",
    .needs = AYES_NEEDS_PDF,
    .run = run};
