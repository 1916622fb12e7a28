/* SPDX-License-Identifier: MIT
 *
 * ayes report: results as one HTML file for people.
 */
#include "cli/messages.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    AYES_ROW_OUTPUT,
    AYES_ROW_SURVEY("survey.json: questions and recorded counts"),
    {"title", 't', AYES_OPTION_TEXT, offsetof(ayes_request, title), "TEXT",
     "heading; the survey's title otherwise"},
    {"limit", 0, AYES_OPTION_NUMBER, offsetof(ayes_request, limit), "N",
     "most answers in the table of answers (20000)"},
    {"duplicates", 0, AYES_OPTION_READ, offsetof(ayes_request, duplicates), "FILE",
     "JSON of ayes duplicates: show letters that many sent"},
    {"data", 0, AYES_OPTION_TEXT, offsetof(ayes_request, data), "ADDRESS",
     "link the data behind the page: a file beside it or an http address"},
    {"redact", 0, AYES_OPTION_FLAG, offsetof(ayes_request, redact), NULL,
     "cut personal data out first, and number the respondents"},
    AYES_ROW_LEXICON,
    AYES_ROW_QUIET,
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_file_sink *file = NULL;
  ayes_report_options options = {.results = request->arguments,
                                 .result_count = request->argument_count,
                                 .survey = request->survey,
                                 .title = request->title,
                                 .limit = request->limit,
                                 .redact = request->redact,
                                 .duplicates = request->duplicates,
                                 .data = request->data,
                                 .lexicons = request->lexicons.items,
                                 .lexicon_count = request->lexicons.count};
  ayes_status status = ayes_request_output(request, &file, error);
  if (status == AYES_OK) status = ayes_report(&options, ayes_file_sink_get(file), error);
  status = ayes_request_finish(file, status, error);
  if (status == AYES_OK && request->output && !request->quiet)
    ayes_message_note("written to %s", ayes_request_output_name(request->output));
  return status;
}

const ayes_command ayes_command_report = {
    .name = "report",
    .usage = "RESULTS... -o report.html [OPTIONS]",
    .summary = "show results as a page: one HTML file, no network",
    .about =
        "Writes one file that opens in any browser, with and without scripts: per question the\n"
        "ticks and what the texts say, topics, reasons with quotations, and all answers with\n"
        "the words that show it. Lexicons are read to show the entries behind the words.\n",
    .options = rows,
    .examples =
        "  ayes report results.jsonl --survey survey.json -o report.html\n"
        "  ayes report results.jsonl --title \"Fund 2016\" --limit 100000 -o report.html\n"
        "  ayes report results.jsonl --redact -o public.html\n",
    .fewest = 1,
    .missing = "report needs a file with results, or - for standard input",
    .run = run};
