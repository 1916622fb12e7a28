/* SPDX-License-Identifier: MIT
 *
 * Results into the tally and the summariser at once, and out as a page a question.
 */
#include "mining/summary.h"

#include "api/engine.h"
#include "api/sink.h"
#include "base/array.h"
#include "report/summary.h"

typedef struct job {
  const ayes_engine *engine;
  ayes_counter *counter;
  ayes_summariser *summariser;
  struct {
    ayes_said_piece *items;
    size_t count, capacity;
  } pieces;
} job;

static size_t place(const json_t *piece, const char *key) {
  double value = ayes_json_number(piece, key, 0);
  return value > 0 && value < 1e9 ? (size_t)value : 0;
}

static ayes_status read_pieces(job *it, const json_t *list, ayes_error *error) {
  it->pieces.count = 0;
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *piece = json_array_get(list, i);
    ayes_said_piece *added = ayes_array_add(&it->pieces, error);
    if (!added) return AYES_NO_MEMORY;
    *added = (ayes_said_piece){place(piece, "start"), place(piece, "end"),
                               ayes_json_string(piece, "kind"), ayes_json_string(piece, "topic"),
                               ayes_json_number(piece, "weight", 0)};
  }
  return AYES_OK;
}

static ayes_status add_record(job *it, const ayes_result_record *record, ayes_error *error) {
  ayes_status status = ayes_counter_add(it->counter, record, error);
  if (status != AYES_OK || record->is_error || record->text.length == 0) return status;
  status = read_pieces(it, json_object_get(record->json, "evidence"), error);
  if (status != AYES_OK) return status;
  ayes_said_answer answer = {.id = record->id,
                             .question = record->question,
                             .text = record->text,
                             .stance = record->stance,
                             .acts = record->acts,
                             .pieces = it->pieces.items,
                             .piece_count = it->pieces.count,
                             .target = ayes_engine_target(it->engine, record->question)};
  return ayes_summariser_add(it->summariser, &answer, error);
}

static ayes_status add_file(job *it, const char *path, ayes_error *error) {
  ayes_results *results;
  ayes_result_record record;
  ayes_status status = ayes_results_open(path, &results, error);
  if (status != AYES_OK) return status;
  while ((status = ayes_results_next(results, &record, error)) == AYES_OK && record.line) {
    status = add_record(it, &record, error);
    if (status != AYES_OK) break;
  }
  ayes_results_close(results);
  return status;
}

static ayes_status write_page(job *it, const ayes_survey *survey, size_t format,
                              const ayes_layout *layout, const ayes_sink *sink, ayes_error *error) {
  ayes_summary_page page = {.survey = survey};
  ayes_buffer buffer = {0};
  ayes_status status = ayes_counter_finish(it->counter, &page.counts, error);
  if (status == AYES_OK) status = ayes_summariser_finish(it->summariser, &page.summaries, error);
  if (status != AYES_OK) return status;
  if (format == 0) ayes_summary_text(&page, layout, &buffer);
  else if (format == 1) ayes_summary_markdown(&page, &buffer);
  else ayes_summary_json(&page, &buffer);
  return ayes_sink_finish(sink, &buffer, AYES_OK, error);
}

ayes_status ayes_summary(const ayes_engine *engine, const char *const *results, size_t result_count,
                         const char *format, size_t width, bool colour, ayes_sink sink,
                         ayes_error *error) {
  static const char *const formats[] = {"text", "markdown", "json", NULL};
  ayes_layout layout = {width, colour};
  job it = {.engine = engine};
  size_t index;
  ayes_status status = ayes_format_find(format, formats, &index, error);
  if (status == AYES_OK) status = ayes_counter_new(engine->survey, &it.counter, error);
  if (status == AYES_OK) status = ayes_summariser_new(engine->lexicon, &it.summariser, error);
  for (size_t i = 0; i < result_count && status == AYES_OK; i++)
    status = add_file(&it, results[i], error);
  if (status == AYES_OK) status = write_page(&it, engine->survey, index, &layout, &sink, error);
  ayes_counter_free(it.counter);
  ayes_summariser_free(it.summariser);
  ayes_array_release(&it.pieces);
  return status;
}
