/* SPDX-License-Identifier: MIT
 *
 * An export carries its own survey, which must be known before the first answer is analysed. So the
 * first input is opened before the threads start; standard input is read once only all the same.
 */
#include "api/intake.h"

#include "api/notes.h"
#include "api/sink.h"
#include "base/error.h"

static ayes_status open_reader(ayes_intake *intake, size_t index, ayes_reader **reader,
                               ayes_error *error) {
  const ayes_classify_options *options = intake->options;
  ayes_reader_options how = {.format = options->input_format,
                             .encoding = options->encoding,
                             .sheet = options->sheet,
                             .keep = options->keep,
                             .prompt = options->flush != NULL,
                             .hash = options->manifest != NULL,
                             .wide = &intake->source.wide};
  return ayes_reader_open(options->inputs[index], &how, reader, error);
}

/* The survey of the table in force; the proposal of --target stays that of all answers. */
static ayes_status adopt_survey(ayes_intake *intake, const ayes_mapping *mapping,
                                ayes_error *error) {
  const ayes_engine *engine = intake->engine;
  ayes_status status = ayes_mapping_survey(mapping, &intake->survey, error);
  if (status != AYES_OK || engine->survey) return status;
  status = ayes_engine_derive(engine, intake->survey, &intake->derived, error);
  intake->has_derived = status == AYES_OK;
  if (intake->has_derived) intake->engine = &intake->derived;
  return status;
}

static ayes_status write_survey(const ayes_intake *intake, ayes_error *error) {
  ayes_buffer buffer = {0};
  ayes_survey_write(intake->survey, &buffer);
  return ayes_sink_finish(&intake->options->survey, &buffer, AYES_OK, error);
}

static ayes_status check_questions(const ayes_wide *wide, const char *path, ayes_error *error) {
  if (wide->counts.questions) return AYES_OK;
  return ayes_error_set_at(
      error, AYES_BAD_DATA, path, 0, 0,
      "has no column \"text\", and none of its %zu columns looks like free text",
      wide->mapping->column_count);
}

static ayes_status start_wide(ayes_intake *intake, ayes_error *error) {
  const ayes_wide *wide = ayes_reader_wide(intake->first);
  const char *path = intake->options->inputs[0];
  ayes_buffer notes = {0};
  if (!wide) return AYES_OK;
  intake->is_wide = true;
  ayes_status status = check_questions(wide, path, error);
  if (status == AYES_OK) status = adopt_survey(intake, wide->mapping, error);
  if (status != AYES_OK) return status;
  ayes_notes_columns(wide, path, intake->options->columns.mapping != NULL, &notes);
  status = ayes_sink_finish(&intake->options->notes, &notes, AYES_OK, error);
  return status == AYES_OK ? write_survey(intake, error) : status;
}

ayes_status ayes_intake_open(ayes_intake *intake, const ayes_engine *engine,
                             const ayes_classify_options *options, ayes_error *error) {
  *intake = (ayes_intake){.engine = engine, .options = options};
  ayes_status status = ayes_wide_source_open(engine, &options->columns, &intake->source, error);
  if (status == AYES_OK) status = open_reader(intake, 0, &intake->first, error);
  return status == AYES_OK ? start_wide(intake, error) : status;
}

/* Another export is read with the questions of the first, or not at all. */
static ayes_status check_same(const ayes_intake *intake, const ayes_reader *reader,
                              const char *path, ayes_error *error) {
  const ayes_wide *wide = ayes_reader_wide(reader);
  if (!wide) return AYES_OK;
  ayes_status status = check_questions(wide, path, error);
  for (size_t i = 0; i < wide->mapping->question_count && status == AYES_OK; i++) {
    const ayes_mapped_question *question = &wide->mapping->questions[i];
    const ayes_question *known = ayes_survey_find(intake->survey, question->id);
    if (known && ayes_span_equal(known->text, question->text)) continue;
    return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0,
                             "has other questions than %s; classify it by itself",
                             intake->options->inputs[0]);
  }
  return status;
}

ayes_status ayes_intake_reader(ayes_intake *intake, size_t index, ayes_reader **reader,
                               ayes_error *error) {
  intake->has_header = false;
  if (index == 0) {
    *reader = intake->first;
    intake->first = NULL;
    return AYES_OK;
  }
  ayes_status status = open_reader(intake, index, reader, error);
  if (status == AYES_OK && !intake->engine->survey && ayes_reader_wide(*reader))
    status = ayes_error_set_at(error, AYES_BAD_DATA, intake->options->inputs[index], 0, 0,
                               "is a survey tool's export; name it before the other files");
  if (status == AYES_OK && intake->survey)
    status = check_same(intake, *reader, intake->options->inputs[index], error);
  if (status == AYES_OK) return AYES_OK;
  ayes_reader_close(*reader);
  *reader = NULL;
  return status;
}

ayes_status ayes_intake_quarantine(ayes_intake *intake, const ayes_reader *reader,
                                   const ayes_record *record, ayes_error *error) {
  ayes_buffer line = {0};
  if (record->kind != AYES_RECORD_BAD || !intake->options->quarantine.write) return AYES_OK;
  if (!intake->has_header) ayes_reader_header(reader, &line);
  intake->has_header = true;
  ayes_buffer_add(&line, record->raw);
  ayes_buffer_add_byte(&line, '\n');
  return ayes_sink_finish(&intake->options->quarantine, &line, AYES_OK, error);
}

void ayes_intake_count(const ayes_reader *reader, ayes_classify_summary *summary) {
  const ayes_wide *wide = ayes_reader_wide(reader);
  if (!wide) return;
  const ayes_wide_counts *counts = &wide->counts;
  summary->table.rows += counts->rows;
  summary->table.read += counts->read;
  summary->table.bad += counts->bad;
  summary->table.headers_again += counts->headers_again;
  summary->table.partial += counts->partial;
  summary->table.preview += counts->preview;
  summary->table.spam += counts->spam;
  summary->table.html += counts->html;
  summary->table.escapes += counts->escapes;
  summary->table.questions = counts->questions;
}

void ayes_intake_close(ayes_intake *intake) {
  ayes_reader_close(intake->first);
  if (intake->has_derived) ayes_engine_release_derived(&intake->derived);
  ayes_survey_free(intake->survey);
  ayes_wide_source_close(&intake->source);
}
