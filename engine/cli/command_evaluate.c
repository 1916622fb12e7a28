/* SPDX-License-Identifier: MIT
 *
 * ayes evaluate: results against gold labels.
 */
#include <stdio.h>

#include "cli/shared.h"

static const ayes_option_row rows[] = {
    {"gold", 'g', AYES_OPTION_READ, offsetof(ayes_request, gold), "FILE",
     "JSONL or CSV: id, stance, maybe topics, acts, weight"},
    {"second", '2', AYES_OPTION_READ, offsetof(ayes_request, second), "FILE",
     "labels of a second person: how far people agree"},
    AYES_ROW_FORMAT("text (as is), json or csv"),
    AYES_ROW_OUTPUT,
    AYES_ROWS_COMMON,
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
    status = ayes_evaluate(request->arguments[0], request->gold, request->second,
                           request->output_format, ayes_file_sink_get(file), error);
  return ayes_request_finish(file, status, error);
}

const ayes_command ayes_command_evaluate = {
    .name = "evaluate",
    .usage = "RESULTS --gold FILE [OPTIONS]",
    .summary = "measure results against labels given by people",
    .about =
        "Compares results with gold labels of the same ids: accuracy, F1, kappa,\n"
        "confusion, topics, acts, calibration, and how far the tally is off. Intervals\n"
        "are those of 1,000 bootstrap resamples of the labelled answers, with a fixed\n"
        "seed. Gold may be the table that ayes sample wrote, filled in: rows left blank\n"
        "are skipped, and its weights give figures for all answers beside the plain ones.\n",
    .options = rows,
    .examples =
        "  ayes evaluate results.jsonl --gold gold.jsonl\n"
        "  ayes evaluate results.jsonl --gold ann.csv --second ben.csv\n",
    .fewest = 1,
    .most = 1,
    .missing = "evaluate needs a file with results",
    .run = run};
