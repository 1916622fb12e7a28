/* SPDX-License-Identifier: MIT
 *
 * The bulk path: this thread reads records into batches and writes rendered batches in their order;
 * workers do the rest. The output is the same for any number of threads, memory does not depend on
 * the number of records, and every record in is counted once, which is checked at the end.
 */
#include <sys/stat.h>
#include <unistd.h>

#include "api/analysis.h"
#include "api/balance.h"
#include "api/consult_output.h"
#include "api/engine.h"
#include "api/intake.h"
#include "api/manifest.h"
#include "api/queue.h"
#include "api/resume.h"
#include "api/sink.h"
#include "base/error.h"
#include "base/file.h"
#include "tally/seen.h"

/* Distinct texts that are remembered for counting duplicates, three quarters of a million: 8 MiB.
 */
enum { SEEN_LIMIT = 3 << 18 };

typedef struct job {
  const ayes_classify_options *options;
  ayes_rendering rendering;
  ayes_sink sink;
  ayes_queue *queue;
  ayes_intake *intake;
  ayes_batch *filling;
  size_t read;           /* records of all inputs, in this shard or not */
  size_t batches;        /* started */
  ayes_reader *reader;   /* of the input that is being read */
  size_t finished_bytes; /* of the inputs before it */
  size_t total_bytes;    /* of all inputs; 0: not known */
  bool has_started;      /* what comes before the first record is written */
  ayes_seen seen;
  ayes_balance balance;
  ayes_classify_summary summary;
  ayes_sink outer; /* the caller's; sink notes what passes for the manifest */
  ayes_hash *hash; /* of the output */
  size_t output_bytes;
  ayes_manifest manifest;
  ayes_consult_output *consult; /* the folder they go to, where that is asked for */
  ayes_done *done; /* results of an earlier run, as far as they are not taken yet; or NULL */
} job;

static ayes_status count_outcome(job *it, const ayes_outcome *outcome, ayes_error *error) {
  bool is_new = true;
  ayes_classify_summary *summary = &it->summary;
  summary->records++;
  if (outcome->is_quarantined) {
    summary->quarantined++;
    return AYES_OK;
  }
  if (outcome->flags & AYES_FLAG_EMPTY) {
    summary->empty++;
    summary->placeholders += (outcome->flags & AYES_FLAG_PLACEHOLDER) != 0;
    return AYES_OK;
  }
  ayes_status status = ayes_seen_add(&it->seen, outcome->hash, &is_new, error);
  if (is_new) summary->classified++;
  else summary->duplicate++;
  summary->stances[outcome->stance]++;
  summary->conflicts += (outcome->flags & AYES_FLAG_ANSWER_CONFLICT) != 0;
  summary->learned += outcome->learned;
  summary->recovered += (outcome->flags & AYES_FLAG_RECOVERED) != 0;
  return status;
}

static ayes_status count_batch(job *it, const ayes_batch *batch, ayes_error *error) {
  for (size_t i = 0; i < batch->count; i++) ayes_seen_expect(&it->seen, batch->outcomes[i].hash);
  for (size_t i = 0; i < batch->count; i++) {
    it->summary.bytes += batch->records[i].answer.text.length;
    ayes_status status = count_outcome(it, &batch->outcomes[i], error);
    if (status != AYES_OK) return status;
  }
  if (batch->first_fault < batch->count && it->summary.first_problem.status == AYES_OK)
    it->summary.first_problem = batch->fault;
  return AYES_OK;
}

/* Written late, so that an input that cannot be opened leaves no output at all. */
static ayes_status write_start(job *it, ayes_error *error) {
  ayes_buffer header = {0};
  if (it->has_started) return AYES_OK;
  it->has_started = true;
  if (it->rendering.format == AYES_FORMAT_JSON) ayes_buffer_add_text(&header, "[\n");
  if (it->rendering.format == AYES_FORMAT_CSV)
    ayes_result_csv_header(&it->rendering.writer, &header);
  return ayes_sink_finish(&it->sink, &header, AYES_OK, error);
}

static ayes_status show_progress(job *it, ayes_error *error) {
  size_t total, done = it->finished_bytes;
  if (!it->options->progress) return AYES_OK;
  if (it->reader) done += ayes_reader_bytes(it->reader, &total);
  return it->options->progress(it->options->progress_user, it->summary.records, done,
                               it->total_bytes, error);
}

/* Takes the oldest batch back, counts it and writes it. */
static ayes_status write_oldest(job *it, ayes_error *error) {
  ayes_batch *batch = ayes_queue_oldest(it->queue);
  if (!batch) return AYES_OK;
  ayes_status status = batch->status;
  if (status != AYES_OK && error) *error = batch->error;
  if (status == AYES_OK) status = count_batch(it, batch, error);
  if (status == AYES_OK) status = write_start(it, error);
  if (status == AYES_OK) status = ayes_sink_flush(&it->sink, &batch->output, error);
  it->balance.written += batch->rendered;
  ayes_queue_pop(it->queue);
  return status == AYES_OK ? show_progress(it, error) : status;
}

static void push_batch(job *it) {
  if (!it->filling) return;
  ayes_queue_push(it->queue);
  it->filling = NULL;
}

static ayes_status start_batch(job *it, ayes_error *error) {
  if (it->filling) return AYES_OK;
  it->filling = ayes_queue_next_free(it->queue);
  if (!it->filling) {
    ayes_status status = write_oldest(it, error);
    if (status != AYES_OK) return status;
    it->filling = ayes_queue_next_free(it->queue);
  }
  if (!it->filling) return ayes_error_set(error, AYES_INTERNAL, "the queue gave no batch back");
  it->filling->is_first = it->batches++ == 0;
  return AYES_OK;
}

static ayes_status drain(job *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  push_batch(it);
  size_t before;
  do {
    before = it->summary.records;
    status = write_oldest(it, error);
  } while (status == AYES_OK && it->summary.records > before);
  return status;
}

static bool is_in_shard(const job *it) {
  size_t count = it->options->shard_count;
  return count == 0 || (it->read - 1) % count == it->options->shard - 1;
}

/* Counts a record that an earlier run has classified; *is_done: whether it is one. */
static ayes_status take_done(job *it, const char *path, const ayes_record *record, bool *is_done,
                             ayes_error *error) {
  ayes_outcome outcome;
  *is_done = false;
  if (!it->done) return AYES_OK;
  ayes_status status =
      ayes_done_next(it->done, path, record, &outcome, &it->summary.first_problem, is_done, error);
  if (status != AYES_OK) return status;
  if (*is_done) {
    const ayes_model *model = it->intake->engine->model;
    outcome.learned = model && ayes_model_find(model, ayes_model_key(&record->answer)) != NULL;
    it->summary.bytes += record->answer.text.length;
    it->balance.written++;
    status = count_outcome(it, &outcome, error);
    return status == AYES_OK ? show_progress(it, error) : status;
  }
  ayes_done_close(it->done);
  it->done = NULL;
  return AYES_OK;
}

static ayes_status add_record(job *it, const char *path, const ayes_record *record,
                              ayes_error *error) {
  bool is_done = false;
  it->read++;
  if (!is_in_shard(it)) return AYES_OK;
  it->balance.read++;
  ayes_status status = ayes_intake_quarantine(it->intake, it->reader, record, error);
  if (status == AYES_OK) status = take_done(it, path, record, &is_done, error);
  if (status != AYES_OK || is_done) return status;
  status = start_batch(it, error);
  if (status == AYES_OK) status = ayes_batch_add(it->filling, path, record, error);
  if (status == AYES_OK && ayes_batch_is_full(it->filling)) push_batch(it);
  return status;
}

/* Of a filter: what has been read is answered before more is waited for. */
static ayes_status answer_all(job *it, ayes_error *error) {
  if (!it->options->flush || !ayes_reader_would_wait(it->reader)) return AYES_OK;
  ayes_status status = drain(it, error);
  return status == AYES_OK ? it->options->flush(it->outer.user, error) : status;
}

static ayes_status read_records(job *it, const char *name, ayes_error *error) {
  ayes_record record;
  ayes_status status;
  while ((status = ayes_reader_next(it->reader, &record, error)) == AYES_OK &&
         record.kind != AYES_RECORD_END) {
    status = add_record(it, name, &record, error);
    if (status == AYES_OK) status = answer_all(it, error);
    if (status != AYES_OK) break;
  }
  return status;
}

/* Workbooks are not read from front to end: what is hashed is the file. */
static ayes_status hash_file(const char *path, uint64_t *hash, ayes_error *error) {
  char block[64 * 1024];
  size_t got;
  FILE *file;
  ayes_hash *sum = NULL;
  ayes_status status = ayes_file_open(path, &file, error);
  if (status == AYES_OK) status = ayes_hash_new(&sum, error);
  while (status == AYES_OK && (got = fread(block, 1, sizeof block, file)) > 0)
    ayes_hash_add(sum, ayes_span_make(block, got));
  if (status == AYES_OK) *hash = ayes_hash_value(sum);
  ayes_hash_free(sum);
  ayes_file_close(file);
  return status;
}

static ayes_status note_input(job *it, const char *path, ayes_error *error) {
  size_t total;
  if (!it->options->manifest) return AYES_OK;
  ayes_manifest_input *input = ayes_array_add(&it->manifest.inputs, error);
  if (!input) return AYES_NO_MEMORY;
  *input = (ayes_manifest_input){path, ayes_reader_bytes(it->reader, &total), 0};
  bool is_hashed = ayes_reader_hash(it->reader, &input->hash);
  if (is_hashed || strcmp(path, "-") == 0) return AYES_OK; /* a pipe cannot be read again */
  return hash_file(path, &input->hash, error);
}

static ayes_status read_input(job *it, size_t index, ayes_error *error) {
  const char *path = it->options->inputs[index];
  const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
  size_t total;
  ayes_status status = ayes_intake_reader(it->intake, index, &it->reader, error);
  if (status != AYES_OK) return status;
  status = read_records(it, name, error);
  if (status == AYES_OK) status = note_input(it, path, error);
  ayes_intake_count(it->reader, &it->summary);
  it->finished_bytes += ayes_reader_bytes(it->reader, &total);
  ayes_reader_close(it->reader);
  it->reader = NULL;
  return status;
}

static ayes_status write_text(job *it, const char *text, ayes_error *error) {
  if (!it->sink.write) return AYES_OK;
  return it->sink.write(it->sink.user, text, strlen(text), error);
}

static ayes_status write_end(job *it, ayes_error *error) {
  ayes_status status = write_start(it, error);
  if (status != AYES_OK || it->rendering.format != AYES_FORMAT_JSON) return status;
  return write_text(it, it->summary.records ? "\n]\n" : "]\n", error);
}

static ayes_status run_job(job *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < it->options->input_count && status == AYES_OK; i++)
    status = read_input(it, i, error);
  if (status == AYES_OK) status = drain(it, error);
  if (status == AYES_OK) status = ayes_balance_check(&it->balance, &it->summary, error);
  if (status == AYES_OK) status = write_end(it, error);
  return status;
}

/* 0 when one of them is no plain file. */
static size_t size_of_inputs(const ayes_classify_options *options) {
  size_t total = 0;
  for (size_t i = 0; i < options->input_count; i++) {
    struct stat facts;
    if (stat(options->inputs[i], &facts) != 0 || !S_ISREG(facts.st_mode)) return 0;
    total += (size_t)facts.st_size;
  }
  return total;
}

static size_t thread_count(const ayes_classify_options *options) {
  if (options->threads) return options->threads;
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  return cores > 0 ? (size_t)cores : 1;
}

static bool wants_folder(const ayes_classify_options *options) {
  return options->output_format && strcmp(options->output_format, "consult") == 0;
}

/* What needs results that are one file. */
static ayes_status check_folder(const ayes_classify_options *options, ayes_error *error) {
  if (!wants_folder(options)) return AYES_OK;
  if (!options->folder || !options->folder[0] || strcmp(options->folder, "-") == 0)
    return ayes_error_set(error, AYES_BAD_USAGE, "consult is a folder of files: name it with -o");
  if (options->manifest || options->flush)
    return ayes_error_set(error, AYES_BAD_USAGE,
                          "consult is a folder of files: --manifest and --flush are for one file");
  return AYES_OK;
}

static ayes_status check_options(const ayes_classify_options *options, job *it, ayes_error *error) {
  static const char *const formats[] = {"jsonl", "json", "csv", "consult", NULL};
  size_t format;
  ayes_status status = ayes_format_find(options->output_format, formats, &format, error);
  if (status == AYES_OK) status = check_folder(options, error);
  if (status != AYES_OK) return status;
  if (!wants_folder(options)) it->rendering.format = (ayes_result_format)format;
  it->rendering.writer.no_text = options->no_text;
  if (options->input_count == 0) return ayes_error_set(error, AYES_BAD_USAGE, "no input is named");
  if (options->shard_count && (options->shard == 0 || options->shard > options->shard_count))
    return ayes_error_set(error, AYES_BAD_USAGE, "there is no shard %zu of %zu", options->shard,
                          options->shard_count);
  return AYES_OK;
}

/* After the intake, which may know a survey. */
static ayes_status open_folder(job *it, ayes_error *error) {
  if (!wants_folder(it->options)) return AYES_OK;
  const ayes_engine *engine = it->intake->engine;
  ayes_span target = ayes_span_make(NULL, 0);
  if (engine->target) target = ayes_target_facts_get(engine->target)->text;
  ayes_status status =
      ayes_consult_output_open(it->options->folder, engine->survey, target, &it->consult, error);
  if (status == AYES_OK) it->sink = ayes_consult_output_sink(it->consult);
  return status;
}

static ayes_status write_noted(void *user, const char *bytes, size_t length, ayes_error *error) {
  job *it = user;
  ayes_hash_add(it->hash, ayes_span_make(bytes, length));
  it->output_bytes += length;
  return it->outer.write ? it->outer.write(it->outer.user, bytes, length, error) : AYES_OK;
}

static ayes_status write_manifest(job *it, const ayes_engine *engine, ayes_error *error) {
  ayes_buffer buffer = {0};
  if (!it->options->manifest) return AYES_OK;
  it->manifest.engine = engine;
  it->manifest.options = it->options;
  it->manifest.summary = &it->summary;
  it->manifest.read = it->read;
  it->manifest.output_bytes = it->output_bytes;
  it->manifest.output_hash = ayes_hash_value(it->hash);
  ayes_manifest_write(&it->manifest, &buffer);
  return ayes_sink_finish(it->options->manifest, &buffer, AYES_OK, error);
}

static ayes_status start_noting(job *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  it->outer = it->sink;
  if (it->options->manifest) {
    it->sink = (ayes_sink){write_noted, it};
    status = ayes_hash_new(&it->hash, error);
  }
  if (status != AYES_OK || !it->options->done) return status;
  return ayes_done_open(it->options->done, it->hash, &it->output_bytes, &it->done, error);
}

ayes_status ayes_classify(const ayes_engine *engine, const ayes_classify_options *options,
                          ayes_sink sink, ayes_classify_summary *summary, ayes_error *error) {
  ayes_intake intake = {0};
  job it = {.options = options, .sink = sink, .intake = &intake, .seen = {.limit = SEEN_LIMIT}};
  ayes_status status = check_options(options, &it, error);
  if (status == AYES_OK) status = start_noting(&it, error);
  if (status == AYES_OK) status = ayes_intake_open(&intake, engine, options, error);
  if (status == AYES_OK) status = open_folder(&it, error);
  if (status == AYES_OK)
    status =
        ayes_queue_start(intake.engine, &it.rendering, thread_count(options), &it.queue, error);
  it.total_bytes = size_of_inputs(options);
  if (status == AYES_OK) status = run_job(&it, error);
  if (status == AYES_OK) status = write_manifest(&it, it.intake->engine, error);
  ayes_queue_stop(it.queue);
  status = ayes_consult_output_close(it.consult, status, error);
  ayes_intake_close(&intake);
  ayes_hash_free(it.hash);
  ayes_done_close(it.done);
  ayes_array_release(&it.manifest.inputs);
  ayes_seen_release(&it.seen);
  it.summary.model_is_older =
      engine->model && engine->model->pack != ayes_lexicon_hash(engine->lexicon);
  if (summary) *summary = it.summary;
  return status;
}
