/* SPDX-License-Identifier: MIT
 *
 * ayes redact: answers or results without personal data.
 */
#include <stdio.h>
#include <string.h>

#include "cli/messages.h"
#include "cli/progress.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    AYES_ROW_OUTPUT,
    {"audit", 'a', AYES_OPTION_WRITE, offsetof(ayes_request, audit), "FILE",
     "CSV of what was cut, where and why; never the cut text"},
    {"check", 0, AYES_OPTION_FLAG, offsetof(ayes_request, check), NULL,
     "only list what would be cut; exit 1 when there is any"},
    {"only", 0, AYES_OPTION_TEXT, offsetof(ayes_request, only), "KINDS",
     "kinds to cut, with commas between; all otherwise"},
    {"keep-outward", 0, AYES_OPTION_FLAG, offsetof(ayes_request, keep_outward), NULL,
     "keep the first part of postcodes"},
    {"respondents", 0, AYES_OPTION_FLAG, offsetof(ayes_request, respondents), NULL,
     "a token for the field \"respondent\" too"},
    AYES_ROWS_INPUT,
    AYES_ROW_FORMAT("jsonl or csv; that of the first input otherwise"),
    {"lexicon", 'l', AYES_OPTION_READS, offsetof(ayes_request, lexicons), "DIR",
     "folder with another redaction.tsv"},
    AYES_ROW_QUIET,
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static void summarise(const ayes_request *request, const ayes_redact_summary *summary) {
  if (request->quiet) return;
  ayes_message_note("%zu record%s, %zu with personal data, %zu quarantined", summary->records,
                    summary->records == 1 ? "" : "s", summary->touched, summary->quarantined);
  for (size_t i = 0; i < AYES_REDACTION_KINDS; i++)
    if (summary->kinds[i])
      ayes_message_note("%6zu %s", summary->kinds[i], ayes_redaction_kind_at(i));
  if (request->check) return;
  ayes_message_note("written to %s", ayes_request_output_name(request->output));
  if (request->audit) ayes_message_note("audit in %s", ayes_request_output_name(request->audit));
}

static ayes_status redact(const ayes_request *request, ayes_file_sink *file, ayes_file_sink *audit,
                          ayes_redact_summary *summary, ayes_error *error) {
  ayes_progress_line line = ayes_progress_start(request->quiet);
  ayes_sink nowhere = {NULL, NULL};
  ayes_redact_options options = {
      .inputs = request->arguments,
      .input_count = request->argument_count,
      .input_format = request->input_format,
      .encoding = request->encoding,
      .sheet = request->sheet,
      .output_format = request->output_format,
      .what = {.only = request->only, .keep_outward = request->keep_outward},
      .respondents = request->respondents,
      .check = request->check,
      .progress = ayes_progress_show,
      .progress_user = &line};
  if (request->lexicons.count) options.what.lexicon = request->lexicons.items[0];
  ayes_status status = ayes_redact(&options, ayes_file_sink_get(file),
                                   audit ? ayes_file_sink_get(audit) : nowhere, summary, error);
  ayes_progress_end(&line);
  return status;
}

/* The audit first: there should be no redacted file whose audit is missing. */
static ayes_status finish(ayes_file_sink *file, ayes_file_sink *audit, ayes_status status,
                          ayes_error *error) {
  status = ayes_request_finish(audit, status, error);
  return ayes_request_finish(file, status, error);
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_file_sink *file = NULL, *audit = NULL;
  ayes_redact_summary summary = {0};
  const char *output = request->output ? request->output : "-";
  if (request->audit && strcmp(request->audit, output) == 0) {
    error->status = AYES_BAD_USAGE;
    snprintf(error->message, sizeof error->message, "--output and --audit are the same file");
    return AYES_BAD_USAGE;
  }
  ayes_status status = ayes_request_output(request, &file, error);
  if (status == AYES_OK && request->audit)
    status = ayes_file_sink_open(request->audit, &audit, error);
  if (status == AYES_OK) status = redact(request, file, audit, &summary, error);
  status = finish(file, audit, status, error);
  if (status == AYES_OK || status == AYES_CHECK_FAILED) summarise(request, &summary);
  return status;
}

const ayes_command ayes_command_redact = {
    .name = "redact",
    .usage = "INPUT... [OPTIONS]",
    .summary = "cut personal data out of answers or results before they are published",
    .about =
        "Puts a token in place of personal data: [EMAIL-1]. The same value gets the same\n"
        "token throughout a run; the evidence of results stays right. Kinds: email, phone,\n"
        "postcode, address, name (behind a title, under a letter, \"my name is\"), url (of a\n"
        "page; bare sites stay), national_insurance, nhs_number, card, account, vehicle,\n"
        "passport, driving_licence, birth_date. Names in running text are not found: have\n"
        "a person read what is published.\n",
    .options = rows,
    .examples =
        "  ayes redact results.jsonl -o public.jsonl --audit cuts.csv\n"
        "  ayes redact answers.csv --keep-outward --respondents -o public.csv\n"
        "  ayes redact public.jsonl --check\n",
    .fewest = 1,
    .missing = "redact needs a file with answers or results, or - for standard input",
    .run = run};
