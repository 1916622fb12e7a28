/* SPDX-License-Identifier: MIT
 *
 * ayes classify: answers in, one result for each, in order.
 */
#include <string.h>

#include "cli/messages.h"
#include "cli/progress.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    AYES_ROW_SURVEY("survey.json: what each question proposes"),
    {"target", 't', AYES_OPTION_TEXT, offsetof(ayes_request, target), "TEXT",
     "the proposal, for answers that name none"},
    AYES_ROW_LEXICON,
    AYES_ROW_LANGUAGE,
    AYES_ROW_OUTPUT,
    AYES_ROWS_INPUT,
    AYES_ROW_FORMAT("jsonl (as is), json (one array) or csv"),
    {"threads", 'j', AYES_OPTION_NUMBER, offsetof(ayes_request, threads), "N",
     "threads; one a core otherwise; same output"},
    {"shard", 0, AYES_OPTION_SHARD, 0, "I/N", "only every Nth record, from the Ith on"},
    {"no-text", 0, AYES_OPTION_FLAG, offsetof(ayes_request, no_text), NULL,
     "leave the text of answers out of results"},
    {"keep", 'k', AYES_OPTION_FLAG, offsetof(ayes_request, keep), NULL,
     "keep other fields of the answers, under \"extra\""},
    AYES_ROW_QUIET,
    AYES_ROW_HELP,
    AYES_ROW_END};

static void summarise_stances(const ayes_classify_summary *summary) {
  ayes_message_note("%zu support, %zu oppose, %zu mixed, %zu neutral",
                    summary->stances[AYES_SUPPORT], summary->stances[AYES_OPPOSE],
                    summary->stances[AYES_MIXED], summary->stances[AYES_NEUTRAL]);
  if (summary->conflicts)
    ayes_message_note("%zu say%s the contrary of the tick (flag answer_conflict)",
                      summary->conflicts, summary->conflicts == 1 ? "s" : "");
  if (summary->recovered)
    ayes_message_note("%zu take%s a side without a tick (flag recovered)", summary->recovered,
                      summary->recovered == 1 ? "s" : "");
}

static void summarise(const ayes_request *request, const ayes_classify_summary *summary) {
  if (request->quiet) return;
  ayes_message_note("%zu record%s = %zu classified + %zu empty + %zu duplicate + %zu quarantined",
                    summary->records, summary->records == 1 ? "" : "s", summary->classified,
                    summary->empty, summary->duplicate, summary->quarantined);
  summarise_stances(summary);
  if (summary->quarantined) {
    const ayes_error *problem = &summary->first_problem;
    ayes_message_note("first quarantined: %s:%zu: %s", problem->source, problem->line,
                      problem->message);
  }
  ayes_message_note("written to %s", ayes_request_output_name(request->output));
}

static ayes_status classify(const ayes_engine *engine, const ayes_request *request,
                            ayes_file_sink *file, ayes_classify_summary *summary,
                            ayes_error *error) {
  ayes_progress_line line = ayes_progress_start(request->quiet);
  ayes_classify_options options = {.inputs = request->arguments,
                                   .input_count = request->argument_count,
                                   .input_format = request->input_format,
                                   .encoding = request->encoding,
                                   .sheet = request->sheet,
                                   .output_format = request->output_format,
                                   .threads = request->threads,
                                   .shard = request->shard,
                                   .shard_count = request->shard_count,
                                   .no_text = request->no_text,
                                   .keep = request->keep,
                                   .progress = ayes_progress_show,
                                   .progress_user = &line};
  ayes_status status = ayes_classify(engine, &options, ayes_file_sink_get(file), summary, error);
  ayes_progress_end(&line);
  return status;
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_engine *engine;
  ayes_file_sink *file = NULL;
  ayes_classify_summary summary = {0};
  ayes_status status = ayes_request_engine(request, &engine, error);
  if (status != AYES_OK) return status;
  status = ayes_request_output(request, &file, error);
  if (status == AYES_OK) status = classify(engine, request, file, &summary, error);
  status = ayes_request_finish(file, status, error);
  ayes_engine_close(engine);
  if (status == AYES_OK) summarise(request, &summary);
  return status;
}

const ayes_command ayes_command_classify = {
    .name = "classify",
    .usage = "INPUT... [OPTIONS]",
    .summary = "label answers as support, oppose, mixed or neutral, and show why",
    .about =
        "Reads answers (CSV, XLSX, ODS, JSONL ...; - is standard input) and writes one\n"
        "result for each, in order. An answer that cannot be read gives an error in its\n"
        "place.\n",
    .options = rows,
    .examples =
        "  ayes classify answers.csv --survey survey.json -o results.jsonl\n"
        "  ayes classify answers.jsonl --target \"Close the library on Mondays\"\n",
    .fewest = 1,
    .missing = "classify needs a file with answers, or - for standard input",
    .run = run};
