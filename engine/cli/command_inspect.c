/* SPDX-License-Identifier: MIT
 *
 * ayes inspect: what a file is and what is derived from it.
 */
#include "cli/progress.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    AYES_ROW_LEXICON, AYES_ROW_LANGUAGE, AYES_ROW_FORMAT("text (as is) or json"),
    AYES_ROW_OUTPUT,  AYES_ROW_HELP,     AYES_ROW_END};

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_engine *engine;
  ayes_file_sink *file = NULL;
  bool colour = ayes_terminal_has_colour(request->output);
  ayes_status status = ayes_request_engine(request, &engine, error);
  if (status != AYES_OK) return status;
  status = ayes_request_output(request, &file, error);
  if (status == AYES_OK)
    status = ayes_inspect(engine, request->arguments[0], request->output_format, colour,
                          ayes_file_sink_get(file), error);
  status = ayes_request_finish(file, status, error);
  ayes_engine_close(engine);
  return status;
}

const ayes_command ayes_command_inspect = {
    .name = "inspect",
    .usage = "FILE [OPTIONS]",
    .summary = "show what a file is and what is derived from it",
    .about =
        "For answers: the columns and how full they are. For a survey: each question's\n"
        "proposal, names and rivals, as derived. For a document: questions and counts.\n",
    .options = rows,
    .examples =
        "  ayes inspect answers.csv\n"
        "  ayes inspect survey.json\n",
    .fewest = 1,
    .most = 1,
    .missing = "inspect needs a file",
    .run = run};
