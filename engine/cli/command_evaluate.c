/* SPDX-License-Identifier: MIT
 *
 * ayes evaluate: results against gold labels.
 */
#include <stdio.h>

#include "cli/shared.h"

static const ayes_option_row rows[] = {{"gold", 'g', AYES_OPTION_TEXT, offsetof(ayes_request, gold),
                                        "FILE", "JSONL with id and stance, and maybe topics, acts"},
                                       AYES_ROW_FORMAT("text (as is), json or csv"),
                                       AYES_ROW_OUTPUT,
                                       AYES_ROW_HELP,
                                       AYES_ROW_END};

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_file_sink *file = NULL;
  if (!request->gold) {
    error->status = AYES_BAD_USAGE;
    snprintf(error->message, sizeof error->message, "evaluate needs --gold FILE");
    return AYES_BAD_USAGE;
  }
  ayes_status status = ayes_request_output(request, &file, error);
  if (status == AYES_OK)
    status = ayes_evaluate(request->arguments[0], request->gold, request->output_format,
                           ayes_file_sink_get(file), error);
  return ayes_request_finish(file, status, error);
}

const ayes_command ayes_command_evaluate = {
    .name = "evaluate",
    .usage = "RESULTS --gold FILE [OPTIONS]",
    .summary = "measure results against labels given by people",
    .about =
        "Compares results with gold labels of the same ids: accuracy, F1, kappa,\n"
        "confusion, topics, acts, calibration, and how far the tally is off.\n",
    .options = rows,
    .examples = "  ayes evaluate results.jsonl --gold gold.jsonl\n",
    .fewest = 1,
    .most = 1,
    .missing = "evaluate needs a file with results",
    .run = run};
