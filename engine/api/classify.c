/* SPDX-License-Identifier: MIT
 *
 * The bulk path: this thread reads records into batches and writes rendered batches in their order;
 * workers do the rest. The output is the same for any number of threads, memory does not depend on
 * the number of records, and every record in is counted once.
 */
#include <sys/stat.h>
#include <unistd.h>

#include "api/engine.h"
#include "api/intake.h"
#include "api/queue.h"
#include "api/sink.h"
#include "base/error.h"
#include "tally/seen.h"

/* Distinct texts that are remembered for counting duplicates: 16 MiB. */
enum { SEEN_LIMIT = 1 << 20 };

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
  ayes_classify_summary summary;
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

static bool is_in_shard(const job *it) {
  size_t count = it->options->shard_count;
  return count == 0 || (it->read - 1) % count == it->options->shard - 1;
}

static ayes_status add_record(job *it, const char *path, const ayes_record *record,
                              ayes_error *error) {
  it->read++;
  if (!is_in_shard(it)) return AYES_OK;
  ayes_status status = ayes_intake_quarantine(it->intake, it->reader, record, error);
  if (status == AYES_OK) status = start_batch(it, error);
  if (status == AYES_OK) status = ayes_batch_add(it->filling, path, record, error);
  if (status == AYES_OK && ayes_batch_is_full(it->filling)) push_batch(it);
  return status;
}

static ayes_status read_records(job *it, const char *name, ayes_error *error) {
  ayes_record record;
  ayes_status status;
  while ((status = ayes_reader_next(it->reader, &record, error)) == AYES_OK &&
         record.kind != AYES_RECORD_END) {
    status = add_record(it, name, &record, error);
    if (status != AYES_OK) break;
  }
  return status;
}

static ayes_status read_input(job *it, size_t index, ayes_error *error) {
  const char *path = it->options->inputs[index];
  const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
  size_t total;
  ayes_status status = ayes_intake_reader(it->intake, index, &it->reader, error);
  if (status != AYES_OK) return status;
  status = read_records(it, name, error);
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

static ayes_status run_job(job *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < it->options->input_count && status == AYES_OK; i++)
    status = read_input(it, i, error);
  if (status == AYES_OK) status = drain(it, error);
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

static ayes_status check_options(const ayes_classify_options *options, job *it, ayes_error *error) {
  static const char *const formats[] = {"jsonl", "json", "csv", NULL};
  size_t format;
  ayes_status status = ayes_format_find(options->output_format, formats, &format, error);
  if (status != AYES_OK) return status;
  it->rendering.format = (ayes_result_format)format;
  it->rendering.writer.no_text = options->no_text;
  if (options->input_count == 0) return ayes_error_set(error, AYES_BAD_USAGE, "no input is named");
  if (options->shard_count && (options->shard == 0 || options->shard > options->shard_count))
    return ayes_error_set(error, AYES_BAD_USAGE, "there is no shard %zu of %zu", options->shard,
                          options->shard_count);
  return AYES_OK;
}

ayes_status ayes_classify(const ayes_engine *engine, const ayes_classify_options *options,
                          ayes_sink sink, ayes_classify_summary *summary, ayes_error *error) {
  ayes_intake intake = {0};
  job it = {.options = options, .sink = sink, .intake = &intake, .seen = {.limit = SEEN_LIMIT}};
  ayes_status status = check_options(options, &it, error);
  if (status == AYES_OK) status = ayes_intake_open(&intake, engine, options, error);
  if (status == AYES_OK)
    status =
        ayes_queue_start(intake.engine, &it.rendering, thread_count(options), &it.queue, error);
  it.total_bytes = size_of_inputs(options);
  if (status == AYES_OK) status = run_job(&it, error);
  ayes_queue_stop(it.queue);
  ayes_intake_close(&intake);
  ayes_seen_release(&it.seen);
  it.summary.model_is_older =
      engine->model && engine->model->pack != ayes_lexicon_hash(engine->lexicon);
  if (summary) *summary = it.summary;
  return status;
}
