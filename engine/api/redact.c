/* SPDX-License-Identifier: MIT
 *
 * Records through the redactor, one after another: tokens are numbered in the order of the input,
 * so one thread does it. A record of a table becomes the same object that a line of JSON is, and
 * goes back into the table's columns at the end. Memory is one record and eight bytes a value.
 */
#include <sys/stat.h>

#include "api/engine.h"
#include "api/redact.h"
#include "api/sink.h"
#include "base/file.h"
#include "report/result.h"
#include "text/utf8.h"

_Static_assert((int)AYES_REDACTION_KINDS == (int)AYES_REDACT_KIND_COUNT, "kinds are counted twice");

const char *ayes_redaction_kind_at(size_t index) {
  return index < AYES_REDACT_KIND_COUNT ? ayes_redaction_kind_name((ayes_redaction_kind)index)
                                        : NULL;
}

/* ---- texts ---- */

static ayes_status open_lists(const char *folder, const ayes_redaction_settings *settings,
                              ayes_redactor **redactor, ayes_error *error) {
  ayes_buffer found = {0};
  ayes_arena arena = {0};
  ayes_status status = folder ? AYES_OK : ayes_default_pack(NULL, &found, error);
  if (status == AYES_OK) {
    const char *path = ayes_file_join(&arena, folder ? folder : found.data, "redaction.tsv", error);
    status = path ? ayes_redactor_open(path, settings, redactor, error) : AYES_NO_MEMORY;
  }
  ayes_buffer_release(&found);
  ayes_arena_release(&arena);
  return status;
}

ayes_status ayes_redactor_new(const ayes_redactor_options *options, ayes_redactor **redactor,
                              ayes_error *error) {
  static const ayes_redactor_options usual = {0};
  if (!options) options = &usual;
  ayes_redaction_settings settings = {.keep_outward = options->keep_outward};
  *redactor = NULL;
  ayes_status status = ayes_redaction_kinds_read(options->only, &settings.kinds, error);
  return status == AYES_OK ? open_lists(options->lexicon, &settings, redactor, error) : status;
}

void ayes_redactor_free(ayes_redactor *redactor) { ayes_redactor_close(redactor); }

ayes_status ayes_redact_text(ayes_redactor *redactor, ayes_span text, ayes_span *redacted,
                             const ayes_cut **cuts, size_t *cut_count, ayes_error *error) {
  ayes_redacted done;
  if (!ayes_utf8_is_valid(text)) return ayes_error_set(error, AYES_BAD_DATA, "is not UTF-8");
  ayes_status status = ayes_redactor_cut(redactor, text, &done, error);
  if (status != AYES_OK) return status;
  *redacted = done.text;
  if (cuts) *cuts = done.cuts;
  if (cut_count) *cut_count = done.cut_count;
  return AYES_OK;
}

/* ---- jobs ---- */

enum { FLUSH_BYTES = 64 * 1024 };

typedef struct job {
  const ayes_redact_options *options;
  ayes_sink sink, audit;
  ayes_redactor *redactor;
  ayes_reader *reader;
  ayes_redact_table table; /* of CSV output */
  bool is_csv, has_started;
  ayes_buffer output, log;
  ayes_span id; /* of the record */
  size_t finished_bytes, total_bytes;
  ayes_redact_summary summary;
} job;

static void log_cut(void *user, const char *field, const ayes_cut *cut) {
  job *it = user;
  it->summary.cuts++;
  for (size_t i = 0; i < AYES_REDACT_KIND_COUNT; i++)
    it->summary.kinds[i] += cut->kind == ayes_redaction_kind_at(i);
  if (!it->audit.write && !it->options->check) return;
  ayes_csv_add_cell(&it->log, it->id);
  ayes_buffer_add_byte(&it->log, ',');
  ayes_csv_add_cell(&it->log, ayes_span_of(field));
  ayes_buffer_add_format(&it->log, ",%zu,%zu,%s,%s,%s\r\n", cut->start, cut->end, cut->kind,
                         cut->reason, cut->token);
}

/* In a check the audit is the output. */
static ayes_status flush(job *it, size_t at_least, ayes_error *error) {
  ayes_status status = AYES_OK;
  if (it->output.failed || it->log.failed) return ayes_error_memory(error);
  if (it->options->check) ayes_buffer_clear(&it->output);
  if (it->output.length > at_least) status = ayes_sink_flush(&it->sink, &it->output, error);
  if (status != AYES_OK || it->log.length <= at_least) return status;
  if (!it->options->check) return ayes_sink_flush(&it->audit, &it->log, error);
  if (it->audit.write)
    status = it->audit.write(it->audit.user, it->log.data, it->log.length, error);
  return status == AYES_OK ? ayes_sink_flush(&it->sink, &it->log, error) : status;
}

static ayes_status start(job *it, const json_t *first, ayes_error *error) {
  if (it->has_started) return AYES_OK;
  const char *format = it->options->output_format;
  it->has_started = true;
  const char *usual = ayes_reader_column_count(it->reader) ? "csv" : "jsonl";
  it->is_csv = strcmp(format ? format : usual, "csv") == 0;
  if (!it->is_csv) return AYES_OK;
  ayes_status status = ayes_redact_table_open(&it->table, it->reader, first, error);
  if (status == AYES_OK) ayes_redact_table_header(&it->table, &it->output);
  return status;
}

static void quarantine(job *it, const ayes_record *record) {
  ayes_result_fault fault = {record->answer.id, record->code, record->message, record->line};
  it->summary.quarantined++;
  if (it->is_csv) {
    ayes_redact_table_fault(&it->table, &fault, &it->output);
    return;
  }
  ayes_result_json_fault(&fault, &it->output);
  ayes_buffer_add_byte(&it->output, '\n');
}

static ayes_status write_object(job *it, json_t *object, ayes_error *error) {
  ayes_record_redaction how = {it->options->respondents, log_cut, it};
  size_t before = it->summary.cuts;
  ayes_status status = ayes_record_redact(it->redactor, &how, object, error);
  if (status != AYES_OK) return status;
  it->summary.touched += it->summary.cuts > before;
  if (it->is_csv) return ayes_redact_table_row(&it->table, object, &it->output, error);
  status = ayes_redact_dump(object, &it->output, error);
  ayes_buffer_add_byte(&it->output, '\n');
  return status;
}

static ayes_status add_record(job *it, const ayes_record *record, ayes_error *error) {
  json_t *object = NULL;
  ayes_status status = ayes_redact_object(it->reader, record, &object, error);
  if (status == AYES_OK) status = start(it, object, error);
  it->id = record->answer.id;
  it->summary.records++;
  if (status == AYES_OK && object) status = write_object(it, object, error);
  else if (status == AYES_OK) quarantine(it, record);
  json_decref(object);
  return status == AYES_OK ? flush(it, FLUSH_BYTES, error) : status;
}

static ayes_status show_progress(const job *it, ayes_error *error) {
  size_t total, done = it->finished_bytes + ayes_reader_bytes(it->reader, &total);
  if (!it->options->progress || it->summary.records % 64) return AYES_OK;
  return it->options->progress(it->options->progress_user, it->summary.records, done,
                               it->total_bytes, error);
}

static ayes_status read_input(job *it, const char *path, ayes_error *error) {
  ayes_reader_options options = {.format = it->options->input_format,
                                 .encoding = it->options->encoding,
                                 .sheet = it->options->sheet,
                                 .keep = true,
                                 .objects = true};
  ayes_record record;
  size_t total;
  ayes_status status = ayes_reader_open(path, &options, &it->reader, error);
  if (status != AYES_OK) return status;
  while ((status = ayes_reader_next(it->reader, &record, error)) == AYES_OK &&
         record.kind != AYES_RECORD_END) {
    status = add_record(it, &record, error);
    if (status == AYES_OK) status = show_progress(it, error);
    if (status != AYES_OK) break;
  }
  it->finished_bytes += ayes_reader_bytes(it->reader, &total);
  ayes_reader_close(it->reader);
  it->reader = NULL;
  return status;
}

/* 0 when one of them is no plain file. */
static size_t size_of_inputs(const ayes_redact_options *options) {
  size_t total = 0;
  for (size_t i = 0; i < options->input_count; i++) {
    struct stat facts;
    if (stat(options->inputs[i], &facts) != 0 || !S_ISREG(facts.st_mode)) return 0;
    total += (size_t)facts.st_size;
  }
  return total;
}

static ayes_status run_job(job *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  ayes_buffer_add_text(&it->log, "id,field,start,end,kind,reason,token\r\n");
  for (size_t i = 0; i < it->options->input_count && status == AYES_OK; i++)
    status = read_input(it, it->options->inputs[i], error);
  if (status == AYES_OK) status = flush(it, 0, error);
  if (status != AYES_OK || !it->options->check || it->summary.cuts == 0) return status;
  return ayes_error_set(error, AYES_CHECK_FAILED, "%zu piece%s of personal data in %zu record%s",
                        it->summary.cuts, it->summary.cuts == 1 ? "" : "s", it->summary.touched,
                        it->summary.touched == 1 ? "" : "s");
}

ayes_status ayes_redact(const ayes_redact_options *options, ayes_sink sink, ayes_sink audit,
                        ayes_redact_summary *summary, ayes_error *error) {
  static const char *const formats[] = {"jsonl", "csv", NULL};
  job it = {.options = options, .sink = sink, .audit = audit};
  size_t format;
  ayes_status status = ayes_format_find(options->output_format, formats, &format, error);
  if (status == AYES_OK && options->input_count == 0)
    status = ayes_error_set(error, AYES_BAD_USAGE, "no input is named");
  if (status == AYES_OK) status = ayes_redactor_new(&options->what, &it.redactor, error);
  it.total_bytes = size_of_inputs(options);
  if (status == AYES_OK) status = run_job(&it, error);
  ayes_redactor_close(it.redactor);
  ayes_redact_table_release(&it.table);
  ayes_buffer_release(&it.output);
  ayes_buffer_release(&it.log);
  if (summary) *summary = it.summary;
  return status;
}
