/* SPDX-License-Identifier: MIT
 *
 * All answers into the finder, then clusters out, a member at a time. What a member adds is put
 * together, a line a piece, and analysed like an answer of its own.
 */
#include "mining/duplicates.h"

#include "api/sink.h"
#include "corpus/corpus.h"
#include "report/duplicates.h"

enum {
  LEAST_WORDS = 3,         /* of what is added, for a stance of its own */
  FLUSH_BYTES = 256 * 1024 /* of output */
};

static const double usual_threshold = 0.7;

typedef struct job {
  const ayes_duplicates_options *options;
  ayes_sink sink;
  ayes_duplicate_finder *finder;
  ayes_analysis *analysis; /* NULL without an engine */
  const ayes_duplicates_writer *writer;
  ayes_duplicates_page page;
  ayes_additions additions;
  ayes_buffer buffer, added;
  size_t records, finished_bytes;
} job;

/* ---- In ---- */

static ayes_status show_progress(const job *it, const ayes_reader *reader, ayes_error *error) {
  enum { EVERY = 1024 };
  size_t total = 0;
  if (!it->options->progress || it->records % EVERY) return AYES_OK;
  size_t done = it->finished_bytes + ayes_reader_bytes(reader, &total);
  if (it->options->input_count > 1) total = 0;
  return it->options->progress(it->options->progress_user, it->records, done, total, error);
}

static ayes_status add_record(job *it, const ayes_record *record, ayes_error *error) {
  const ayes_answer *answer = &record->answer;
  const char *wanted = it->options->question;
  it->records++;
  if (record->kind == AYES_RECORD_BAD) {
    it->page.unreadable++;
    return AYES_OK;
  }
  if (wanted && !ayes_span_equal(answer->question, ayes_span_of(wanted))) return AYES_OK;
  ayes_status status =
      ayes_duplicate_finder_add(it->finder, answer->question, answer->id, answer->text, error);
  if (status == AYES_OVER_LIMIT && it->records < UINT32_MAX) {
    it->page.unreadable++;
    return AYES_OK;
  }
  return status;
}

static ayes_status read_input(job *it, const char *path, ayes_error *error) {
  ayes_reader_options options = {.format = it->options->input_format,
                                 .encoding = it->options->encoding,
                                 .sheet = it->options->sheet};
  ayes_reader *reader;
  ayes_record record;
  size_t total;
  ayes_status status = ayes_reader_open(path, &options, &reader, error);
  if (status != AYES_OK) return status;
  while ((status = ayes_reader_next(reader, &record, error)) == AYES_OK &&
         record.kind != AYES_RECORD_END) {
    status = add_record(it, &record, error);
    if (status == AYES_OK) status = show_progress(it, reader, error);
    if (status != AYES_OK) break;
  }
  it->finished_bytes += ayes_reader_bytes(reader, &total);
  ayes_reader_close(reader);
  return status;
}

/* ---- Out ---- */

static ayes_status judge(job *it, ayes_span question, ayes_span text, ayes_verdict *verdict,
                         ayes_error *error) {
  const ayes_result *result;
  ayes_answer answer = {.text = text, .question = question};
  if (!it->analysis) return AYES_OK;
  ayes_status status = ayes_analysis_run(it->analysis, &answer, &result, error);
  if (status != AYES_OK) return status;
  *verdict = (ayes_verdict){true, result->stance, result->confidence};
  return AYES_OK;
}

/* What a member adds, as a text of its own. */
static ayes_status judge_additions(job *it, ayes_span question, ayes_span text,
                                   ayes_verdict *verdict, ayes_error *error) {
  if (!it->analysis || it->additions.words < LEAST_WORDS) return AYES_OK;
  ayes_buffer_clear(&it->added);
  for (size_t i = 0; i < it->additions.count; i++) {
    const ayes_addition *piece = &it->additions.items[i];
    ayes_buffer_add(&it->added, ayes_span_slice(text, piece->byte_start, piece->byte_end));
    ayes_buffer_add_text(&it->added, "\n");
  }
  if (it->added.failed) return ayes_error_memory(error);
  return judge(it, question, ayes_buffer_span(&it->added), verdict, error);
}

static ayes_status write_member(job *it, const ayes_duplicate_cluster *cluster,
                                const ayes_duplicate_member *member, ayes_error *error) {
  ayes_verdict verdict = {0};
  ayes_status status = AYES_OK;
  it->additions.count = it->additions.words = 0;
  if (member->text_number != cluster->members[cluster->representative].text_number)
    status = ayes_duplicate_finder_additions(it->finder, member->text, &it->additions, error);
  if (status == AYES_OK)
    status = judge_additions(it, cluster->question, member->text, &verdict, error);
  if (status != AYES_OK) return status;
  it->writer->member(&it->page, member, &it->additions, &verdict);
  return it->buffer.length < FLUSH_BYTES ? AYES_OK : ayes_sink_flush(&it->sink, &it->buffer, error);
}

static ayes_status write_cluster(job *it, const ayes_duplicate_cluster *cluster,
                                 ayes_error *error) {
  ayes_verdict verdict = {0};
  ayes_span letter = cluster->members[cluster->representative].text;
  ayes_status status = judge(it, cluster->question, letter, &verdict, error);
  if (status == AYES_OK) status = ayes_duplicate_finder_letter(it->finder, letter, error);
  if (status != AYES_OK) return status;
  it->writer->cluster(&it->page, cluster, &verdict);
  for (size_t i = 0; i < cluster->size && status == AYES_OK; i++)
    status = write_member(it, cluster, &cluster->members[i], error);
  if (status == AYES_OK) it->writer->cluster_end(&it->page);
  return status;
}

static ayes_status write_all(job *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  it->writer->start(&it->page);
  for (size_t i = 0; i < it->page.clusters->count && status == AYES_OK; i++)
    status = write_cluster(it, &it->page.clusters->items[i], error);
  if (status == AYES_OK) it->writer->end(&it->page);
  return status == AYES_OK ? ayes_sink_flush(&it->sink, &it->buffer, error) : status;
}

static ayes_status run(job *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < it->options->input_count && status == AYES_OK; i++)
    status = read_input(it, it->options->inputs[i], error);
  if (status == AYES_OK)
    status = ayes_duplicate_finder_finish(it->finder, &it->page.clusters, error);
  return status == AYES_OK ? write_all(it, error) : status;
}

ayes_status ayes_duplicates(const ayes_engine *engine, const ayes_duplicates_options *options,
                            ayes_sink sink, ayes_error *error) {
  static const char *const formats[] = {"text", "csv", "json", NULL};
  static const ayes_duplicates_writer *const writers[] = {
      &ayes_duplicates_writer_text, &ayes_duplicates_writer_csv, &ayes_duplicates_writer_json};
  job it = {.options = options, .sink = sink};
  size_t format;
  it.page.threshold = options->threshold > 0 ? options->threshold : usual_threshold;
  it.page.layout = (ayes_layout){options->width, options->colour};
  it.page.buffer = &it.buffer;
  ayes_status status = ayes_format_find(options->output_format, formats, &format, error);
  if (status == AYES_OK) {
    it.writer = writers[format];
    status = ayes_duplicate_finder_new(it.page.threshold, &it.finder, error);
  }
  if (status == AYES_OK && engine) status = ayes_analysis_new(engine, &it.analysis, error);
  if (status == AYES_OK) status = run(&it, error);
  ayes_duplicate_finder_free(it.finder);
  ayes_analysis_free(it.analysis);
  ayes_array_release(&it.additions);
  ayes_buffer_release(&it.buffer);
  ayes_buffer_release(&it.added);
  return status;
}
