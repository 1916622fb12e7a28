/* SPDX-License-Identifier: MIT
 *
 * ayes classify: answers in, one result for each, in order.
 */
#include <stdio.h>
#include <string.h>

#include "cli/messages.h"
#include "cli/progress.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    AYES_ROW_SURVEY("survey.json: what each question proposes"),
    {"target", 't', AYES_OPTION_TEXT, offsetof(ayes_request, target), "TEXT",
     "the proposal, for answers that name none"},
    AYES_ROW_LEXICON,
    AYES_ROW_MODEL,
    AYES_ROW_LANGUAGE,
    AYES_ROW_OUTPUT,
    AYES_ROWS_INPUT,
    AYES_ROW_FORMAT("jsonl (as is), json (one array), csv; consult: files in the folder -o"),
    AYES_ROW_PRESET,
    AYES_ROW_MAPPING,
    AYES_ROW_GROUP_BY,
    {"survey-out", 0, AYES_OPTION_WRITE, offsetof(ayes_request, survey_output), "FILE",
     "write the survey that an export implies there"},
    {"quarantine", 0, AYES_OPTION_WRITE, offsetof(ayes_request, quarantine), "FILE",
     "write rows that cannot be read there, as they came"},
    {"threads", 'j', AYES_OPTION_NUMBER, offsetof(ayes_request, threads), "N",
     "threads; one a core otherwise; same output"},
    {"shard", 0, AYES_OPTION_SHARD, 0, "I/N", "only every Nth record, from the Ith on"},
    {"no-text", 0, AYES_OPTION_FLAG, offsetof(ayes_request, no_text), NULL,
     "leave the text of answers out of results"},
    {"keep", 'k', AYES_OPTION_FLAG, offsetof(ayes_request, keep), NULL,
     "keep other fields of the answers, under \"extra\""},
    {"manifest", 0, AYES_OPTION_WRITE, offsetof(ayes_request, manifest), "FILE",
     "write there what was read, with what, and what was written"},
    {"resume", 0, AYES_OPTION_FLAG, offsetof(ayes_request, resume), NULL,
     "keep what is done when the run is cut short, and go on from there the next time"},
    {"flush", 0, AYES_OPTION_TEXT, offsetof(ayes_request, flush), "WHEN",
     "block: answer each block of lines before more is read, as a filter"},
    AYES_ROW_QUIET,
    AYES_ROWS_COMMON,
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

static void summarise_table(const ayes_table_summary *table) {
  if (table->questions == 0) return;
  ayes_message_note(
      "%zu row%s = %zu read + %zu bad + %zu repeated header%s; %zu x %zu open "
      "question%s = %zu answer%s",
      table->rows, table->rows == 1 ? "" : "s", table->read, table->bad, table->headers_again,
      table->headers_again == 1 ? "" : "s", table->read, table->questions,
      table->questions == 1 ? "" : "s", table->read * table->questions,
      table->read * table->questions == 1 ? "" : "s");
  if (table->partial || table->preview || table->spam)
    ayes_message_note("kept and marked: %zu partial, %zu preview, %zu spam (flags)", table->partial,
                      table->preview, table->spam);
  if (table->html || table->escapes)
    ayes_message_note("cleaned: %zu of HTML, %zu of \"_x000D_\"", table->html, table->escapes);
}

static void summarise_model(const ayes_classify_summary *summary) {
  if (summary->learned == 0)
    ayes_message_note("the model knows none of these questions: all was read by rules alone");
  else ayes_message_note("%zu read with the help of what was learned", summary->learned);
  if (summary->learned && summary->model_is_older)
    ayes_message_note("the lists have changed since the model was learned: better learn again");
}

static void summarise(const ayes_request *request, const ayes_classify_summary *summary) {
  if (request->quiet) return;
  summarise_table(&summary->table);
  char placeholders[64] = "";
  if (summary->placeholders)
    (void)snprintf(placeholders, sizeof placeholders, " (%zu of them \"N/A\" and the like)",
                   summary->placeholders);
  ayes_message_note("%zu record%s = %zu classified + %zu empty%s + %zu duplicate + %zu quarantined",
                    summary->records, summary->records == 1 ? "" : "s", summary->classified,
                    summary->empty, placeholders, summary->duplicate, summary->quarantined);
  summarise_stances(summary);
  if (request->model) summarise_model(summary);
  if (summary->quarantined) {
    const ayes_error *problem = &summary->first_problem;
    ayes_message_note("first quarantined: %s:%zu: %s", problem->source, problem->line,
                      problem->message);
  }
  ayes_message_note("written to %s", ayes_request_output_name(request->output));
  if (request->survey_output && summary->table.questions)
    ayes_message_note("written to %s", request->survey_output);
  if (request->quarantine) ayes_message_note("written to %s", request->quarantine);
}

/* Each line of what was decided is a note. */
static ayes_status show_notes(void *user, const char *bytes, size_t length, ayes_error *error) {
  (void)user;
  (void)error;
  while (length) {
    const char *end = memchr(bytes, '\n', length);
    size_t line = end ? (size_t)(end - bytes) : length;
    ayes_message_note("%.*s", (int)line, bytes);
    length -= end ? line + 1 : line;
    bytes += end ? line + 1 : line;
  }
  return AYES_OK;
}

static ayes_sink sink_of(ayes_file_sink *file) {
  ayes_sink none = {0};
  return file ? ayes_file_sink_get(file) : none;
}

/* Where -o names a folder; "" where it is missing. */
static const char *folder_of(const ayes_request *request) {
  bool is_folder = request->output_format && strcmp(request->output_format, "consult") == 0;
  if (!is_folder) return NULL;
  return request->output ? request->output : "";
}

static ayes_classify_options options_of(const ayes_request *request) {
  return (ayes_classify_options){.inputs = request->arguments,
                                 .input_count = request->argument_count,
                                 .input_format = request->input_format,
                                 .encoding = request->encoding,
                                 .sheet = request->sheet,
                                 .output_format = request->output_format,
                                 .folder = folder_of(request),
                                 .threads = request->threads,
                                 .shard = request->shard,
                                 .shard_count = request->shard_count,
                                 .no_text = request->no_text,
                                 .keep = request->keep,
                                 .columns = request->columns,
                                 .flush = request->flush ? ayes_file_sink_flush : NULL,
                                 .output_name = request->output};
}

typedef struct job {
  ayes_engine *engine;
  ayes_classify_options options;
  ayes_file_sink *file, *manifest_file, *survey_file, *quarantine_file;
  ayes_sink manifest;
  ayes_classify_summary summary;
} job;

static ayes_status open_outputs(job *it, const ayes_request *request, ayes_error *error) {
  ayes_status status = AYES_OK;
  const char *output = request->output ? request->output : "-";
  if (request->resume)
    status = ayes_file_sink_resume(output, it->engine, &it->options, &it->file, &it->options.done,
                                   error);
  else if (!it->options.folder) status = ayes_request_output(request, &it->file, error);
  if (status == AYES_OK && request->survey_output) {
    status = ayes_file_sink_open(request->survey_output, &it->survey_file, error);
    it->options.survey = sink_of(it->survey_file);
  }
  if (status == AYES_OK && request->quarantine) {
    status = ayes_file_sink_open(request->quarantine, &it->quarantine_file, error);
    it->options.quarantine = sink_of(it->quarantine_file);
  }
  if (status != AYES_OK || !request->manifest) return status;
  status = ayes_file_sink_open(request->manifest, &it->manifest_file, error);
  it->manifest = sink_of(it->manifest_file);
  it->options.manifest = &it->manifest;
  return status;
}

static ayes_status classify(job *it, const ayes_request *request, ayes_error *error) {
  ayes_progress_line line = ayes_progress_start(request->quiet);
  if (!request->quiet) it->options.notes = (ayes_sink){show_notes, NULL};
  it->options.progress = ayes_progress_show;
  it->options.progress_user = &line;
  ayes_status status =
      ayes_classify(it->engine, &it->options, sink_of(it->file), &it->summary, error);
  ayes_progress_end(&line);
  return status;
}

static ayes_status check_flush(const ayes_request *request, ayes_error *error) {
  if (!request->flush || strcmp(request->flush, "block") == 0) return AYES_OK;
  error->status = AYES_BAD_USAGE;
  (void)snprintf(error->message, sizeof error->message, "--flush can be block, not \"%.40s\"",
                 request->flush);
  return AYES_BAD_USAGE;
}

/* The manifest appears after the results that it describes. */
static ayes_status close_outputs(job *it, ayes_status status, ayes_error *error) {
  if (it->summary.table.questions == 0) { /* nothing but an export implies a survey */
    ayes_file_sink_close(it->survey_file, false, NULL);
    it->survey_file = NULL;
  }
  status = ayes_request_finish(it->survey_file, status, error);
  status = ayes_request_finish(it->quarantine_file, status, error);
  status = ayes_request_finish(it->file, status, error);
  return ayes_request_finish(it->manifest_file, status, error);
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  job it = {.options = options_of(request)};
  ayes_status status = check_flush(request, error);
  if (status == AYES_OK) status = ayes_request_engine(request, &it.engine, error);
  if (status != AYES_OK) return status;
  status = open_outputs(&it, request, error);
  if (status == AYES_OK) status = classify(&it, request, error);
  status = close_outputs(&it, status, error);
  ayes_engine_close(it.engine);
  if (status == AYES_OK) summarise(request, &it.summary);
  return status;
}

const ayes_command ayes_command_classify = {
    .name = "classify",
    .usage = "INPUT... [OPTIONS]",
    .summary = "label answers as support, oppose, mixed or neutral, and show why",
    .about =
        "Reads answers (CSV, XLSX, ODS, JSONL ...; - is standard input) and writes one\n"
        "result for each, in order. An answer that cannot be read gives an error in its\n"
        "place. Files may be compressed (gzip).\n"
        "A table without a column \"text\" is taken for a survey tool's export: one result\n"
        "for each respondent and open question. \"ayes inspect\" shows how it is read.\n"
        "--output-format consult writes what i.AI Consult reads, a folder for each question.\n",
    .options = rows,
    .examples =
        "  ayes classify answers.csv --survey survey.json -o results.jsonl\n"
        "  ayes classify export.csv --survey-out survey.json -o results.jsonl\n"
        "  ayes classify answers.jsonl --target \"Close the library on Mondays\"\n"
        "  ayes classify town -f consult -o town/outputs/mapping/2026-01-31\n",
    .fewest = 1,
    .missing = "classify needs a file with answers, or - for standard input",
    .run = run};
