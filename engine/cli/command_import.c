/* SPDX-License-Identifier: MIT
 *
 * ayes import: a published consultation document becomes answers and a survey.
 */
#include "cli/messages.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    AYES_ROW_OUTPUT,
    {"survey-out", 0, AYES_OPTION_WRITE, offsetof(ayes_request, survey_output), "FILE",
     "write questions and recorded counts there"},
    AYES_ROW_QUIET,
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static void summarise(const ayes_request *request, const ayes_import_summary *summary) {
  if (request->quiet) return;
  ayes_message_note("%zu answers under %zu questions or sections, %zu recorded counts",
                    summary->answers, summary->questions, summary->tallies);
  ayes_message_note("written to %s", ayes_request_output_name(request->output));
  if (request->survey_output) ayes_message_note("written to %s", request->survey_output);
}

static ayes_status import(const ayes_request *request, ayes_file_sink *answers,
                          ayes_file_sink *survey, ayes_import_summary *summary, ayes_error *error) {
  ayes_sink none = {0};
  ayes_sink survey_sink = survey ? ayes_file_sink_get(survey) : none;
  return ayes_import(request->arguments[0], ayes_file_sink_get(answers), survey_sink, summary,
                     error);
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_file_sink *answers = NULL, *survey = NULL;
  ayes_import_summary summary = {0};
  ayes_status status = ayes_request_output(request, &answers, error);
  if (status == AYES_OK && request->survey_output)
    status = ayes_file_sink_open(request->survey_output, &survey, error);
  if (status == AYES_OK) status = import(request, answers, survey, &summary, error);
  status = ayes_request_finish(survey, status, error);
  status = ayes_request_finish(answers, status, error);
  if (status == AYES_OK) summarise(request, &summary);
  return status;
}

const ayes_command ayes_command_import = {
    .name = "import",
    .usage = "DOCUMENT -o answers.jsonl [--survey-out survey.json]",
    .summary = "take answers, replies and recorded counts out of a document",
    .about =
        "Reads a published document (DOCX, ODT, plain text, a workbook; PDF where pdftotext\n"
        "is installed): numbered comments with replies, or questions with counts and\n"
        "answers. Writes answers (JSONL) and survey (JSON).\n",
    .options = rows,
    .examples = "  ayes import report.docx -o answers.jsonl --survey-out survey.json\n",
    .fewest = 1,
    .most = 1,
    .missing = "import needs a document",
    .needs = AYES_NEEDS_PDF,
    .run = run};
