/* SPDX-License-Identifier: MIT
 *
 * ayes export: results as tables, for dashboards and spreadsheets.
 */
#include <stdio.h>

#include "cli/messages.h"
#include "cli/progress.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    {"to", 0, AYES_OPTION_WRITE, offsetof(ayes_request, folder), "DIR",
     "folder to write to; made when missing"},
    AYES_ROW_SURVEY("survey.json: questions and recorded counts"),
    {"only", 0, AYES_OPTION_TEXT, offsetof(ayes_request, only), "LIST",
     "some of csv,sqlite,xlsx,json,charts,answers,consult"},
    {"raw-cells", 0, AYES_OPTION_FLAG, offsetof(ayes_request, raw_cells), NULL,
     "leave text that looks like a formula as it is"},
    AYES_ROW_QUIET,
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static void summarise(const ayes_request *request, const ayes_export_summary *summary) {
  if (request->quiet) return;
  if (summary->is_answers)
    ayes_message_note("%zu answers that are not classified, as a table",
                      summary->records - summary->quarantined);
  else
    ayes_message_note("%zu responses (%zu in error), %zu mentions, %zu figures", summary->records,
                      summary->quarantined, summary->mentions, summary->figures);
  ayes_message_note("%zu file%s written to %s", summary->files, summary->files == 1 ? "" : "s",
                    request->folder);
}

static ayes_status bad_usage(ayes_error *error, const char *message) {
  error->status = AYES_BAD_USAGE;
  snprintf(error->message, sizeof error->message, "%s", message);
  return AYES_BAD_USAGE;
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_progress_line line = ayes_progress_start(request->quiet);
  ayes_export_summary summary = {0};
  ayes_export_options options = {.results = request->arguments,
                                 .result_count = request->argument_count,
                                 .survey = request->survey,
                                 .folder = request->folder,
                                 .only = request->only,
                                 .raw_cells = request->raw_cells,
                                 .progress = ayes_progress_show,
                                 .progress_user = &line};
  if (!request->folder || !request->folder[0])
    return bad_usage(error, "export needs --to and the folder to write to");
  ayes_status status = ayes_export(&options, &summary, error);
  ayes_progress_end(&line);
  if (status == AYES_OK) summarise(request, &summary);
  return status;
}

const ayes_command ayes_command_export = {
    .name = "export",
    .usage = "RESULTS... --to DIR [OPTIONS]",
    .summary = "write results as tables: CSV, SQLite, XLSX, JSON, charts",
    .about =
        "Writes what classify wrote as tables for dashboards and spreadsheets: one row an\n"
        "answer, one a piece of evidence or topic, one a figure; datapackage.json says what\n"
        "the columns hold. Text that a spreadsheet would run as a formula gets an\n"
        "apostrophe in front, in CSV and XLSX.\n"
        "Of answers that are not classified, as import writes them, it writes answers.csv:\n"
        "the document's table, with sections from --survey, which classify reads again.\n"
        "With --raw-cells it reads exactly the same texts.\n"
        "--only consult writes results the way i.AI Consult keeps them.\n",
    .options = rows,
    .examples =
        "  ayes export results.jsonl --survey survey.json --to tables\n"
        "  ayes export results.jsonl --to tables --only csv,sqlite\n"
        "  ayes export answers.jsonl --survey survey.json --to document\n"
        "  ayes export results.jsonl --only consult --to town/outputs/mapping/2026-01-31\n"
        "  sqlite3 tables/results.sqlite 'SELECT * FROM stances'\n",
    .fewest = 1,
    .missing = "export needs a file with results, or - for standard input",
    .run = run};
