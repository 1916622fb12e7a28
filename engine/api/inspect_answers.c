/* SPDX-License-Identifier: MIT
 *
 * Reads all answers once and counts what is filled in, field by field and question by question.
 */
#include "api/inspect.h"
#include "api/wide_source.h"
#include "base/array.h"
#include "base/json.h"
#include "base/names.h"
#include "corpus/corpus.h"
#include "report/inspect.h"

enum { KNOWN_FIELDS = 7, COLUMN_LIMIT = 2000, QUESTION_LIMIT = 2000 };

typedef struct gathering {
  ayes_names names, question_ids; /* number i + 1 for item i */
  struct {
    ayes_column_facts *items;
    size_t count, capacity;
  } columns;
  struct {
    ayes_inspected_question *items;
    size_t count, capacity;
  } questions;
  ayes_answers_facts facts;
} gathering;

static void release(gathering *it) {
  ayes_names_release(&it->names);
  ayes_names_release(&it->question_ids);
  ayes_array_release(&it->columns);
  ayes_array_release(&it->questions);
}

/* Counts a column; those past the limit are left out. */
static ayes_status count_column(gathering *it, ayes_span name, bool is_known, bool filled,
                                ayes_error *error) {
  uint32_t number = ayes_names_find(&it->names, name);
  if (number == 0 && it->columns.count >= COLUMN_LIMIT) return AYES_OK;
  ayes_status status = ayes_names_add(&it->names, name, &number, error);
  if (status != AYES_OK) return status;
  if (number > it->columns.count) {
    ayes_column_facts *column = ayes_array_add(&it->columns, error);
    if (!column) return AYES_NO_MEMORY;
    *column = (ayes_column_facts){ayes_names_text(&it->names, number), 0, is_known};
  }
  it->columns.items[number - 1].filled += filled;
  return AYES_OK;
}

static ayes_status count_known(gathering *it, const ayes_answer *answer, ayes_error *error) {
  static const char *const names[KNOWN_FIELDS] = {"id",     "question", "respondent", "answer",
                                                  "target", "group",    "text"};
  const ayes_span fields[KNOWN_FIELDS] = {answer->id,     answer->question, answer->respondent,
                                          answer->answer, answer->target,   answer->group,
                                          answer->text};
  for (int i = 0; i < KNOWN_FIELDS; i++) {
    ayes_span name = ayes_span_of(names[i]);
    bool filled = ayes_span_trim(fields[i]).length > 0;
    if (!filled && ayes_names_find(&it->names, name) == 0) continue;
    ayes_status status = count_column(it, name, true, filled, error);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

static bool is_filled(const json_t *value) {
  if (json_is_string(value))
    return ayes_span_trim(ayes_span_make(json_string_value(value), json_string_length(value)))
               .length > 0;
  return value && !json_is_null(value);
}

static ayes_status count_extra(gathering *it, ayes_span extra, ayes_error *error) {
  json_t *object;
  if (extra.length == 0) return AYES_OK;
  ayes_status status = ayes_json_parse(extra, NULL, &object, error);
  if (status != AYES_OK) return status;
  for (void *at = json_object_iter(object); at && status == AYES_OK;
       at = json_object_iter_next(object, at))
    status = count_column(it, ayes_span_of(json_object_iter_key(at)), false,
                          is_filled(json_object_iter_value(at)), error);
  json_decref(object);
  return status;
}

static ayes_status count_question(gathering *it, const ayes_answer *answer, ayes_error *error) {
  uint32_t number = ayes_names_find(&it->question_ids, answer->question);
  if (number == 0 && it->questions.count >= QUESTION_LIMIT) return AYES_OK;
  ayes_status status = ayes_names_add(&it->question_ids, answer->question, &number, error);
  if (status != AYES_OK) return status;
  if (number > it->questions.count) {
    ayes_inspected_question *question = ayes_array_add(&it->questions, error);
    if (!question) return AYES_NO_MEMORY;
    *question = (ayes_inspected_question){ayes_names_text(&it->question_ids, number), 0, 0};
  }
  it->questions.items[number - 1].records++;
  it->questions.items[number - 1].ticked += ayes_span_trim(answer->answer).length > 0;
  return AYES_OK;
}

static void count_bad(gathering *it, const ayes_record *record) {
  ayes_answers_facts *facts = &it->facts;
  facts->bad++;
  if (facts->first_problem_line) return;
  facts->first_problem_line = record->line;
  memcpy(facts->first_problem, record->message, sizeof facts->first_problem);
}

static ayes_status count_record(gathering *it, const ayes_record *record, ayes_error *error) {
  it->facts.records++;
  if (record->kind == AYES_RECORD_BAD) {
    count_bad(it, record);
    return AYES_OK;
  }
  ayes_status status = count_known(it, &record->answer, error);
  if (status == AYES_OK) status = count_extra(it, record->extra, error);
  if (status == AYES_OK) status = count_question(it, &record->answer, error);
  return status;
}

/* The field's own name where the column is one's, however it is written; else the column's. */
static ayes_span known_name(ayes_span name, bool *is_known) {
  static const char *const names[KNOWN_FIELDS] = {"id",     "question", "respondent", "answer",
                                                  "target", "group",    "text"};
  *is_known = true;
  for (int i = 0; i < KNOWN_FIELDS; i++)
    if (ayes_span_equal_ignoring_case(name, ayes_span_of(names[i]))) return ayes_span_of(names[i]);
  *is_known = false;
  return name;
}

/* The columns of a header come first and in its order, filled or not. */
static ayes_status add_header(gathering *it, const ayes_reader *reader, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < ayes_reader_column_count(reader) && status == AYES_OK; i++) {
    bool is_known;
    ayes_span name = known_name(ayes_reader_column(reader, i), &is_known);
    if (name.length) status = count_column(it, name, is_known, false, error);
  }
  return status;
}

static ayes_status read_all(gathering *it, ayes_reader *reader, ayes_error *error) {
  ayes_record record;
  ayes_status status = add_header(it, reader, error);
  while (status == AYES_OK) {
    status = ayes_reader_next(reader, &record, error);
    if (status != AYES_OK || record.kind == AYES_RECORD_END) break;
    status = count_record(it, &record, error);
  }
  return status;
}

static void describe(gathering *it, const ayes_inspection *inspection) {
  it->facts.columns = it->columns.items;
  it->facts.column_count = it->columns.count;
  it->facts.questions = it->questions.items;
  it->facts.question_count = it->questions.count;
  if (inspection->as_json) ayes_inspect_answers_json(&it->facts, inspection->buffer);
  else ayes_inspect_answers_text(&it->facts, inspection->colour, inspection->buffer);
}

/* A table whose columns had to be found: read to its end for the counts. */
static ayes_status describe_columns(const ayes_inspection *inspection, ayes_reader *reader,
                                    ayes_error *error) {
  const ayes_wide *wide = ayes_reader_wide(reader);
  ayes_record record;
  ayes_status status;
  do status = ayes_reader_next(reader, &record, error);
  while (status == AYES_OK && record.kind != AYES_RECORD_END);
  if (status != AYES_OK) return status;
  for (size_t i = 0; i < wide->mapping->column_count; i++)
    wide->mapping->columns[i].filled = wide->filled[i];
  ayes_columns_facts facts = {inspection->path, ayes_reader_format(reader),
                              ayes_reader_encoding(reader), wide->mapping, wide->counts};
  if (inspection->as_json) ayes_mapping_write(wide->mapping, inspection->buffer);
  else if (inspection->as_csv) ayes_inspect_columns_csv(&facts, inspection->buffer);
  else ayes_inspect_columns_text(&facts, inspection->colour, inspection->width, inspection->buffer);
  return AYES_OK;
}

static ayes_status describe_answers(const ayes_inspection *inspection, ayes_reader *reader,
                                    ayes_error *error) {
  gathering it = {.facts.path = inspection->path};
  it.facts.format = ayes_reader_format(reader);
  it.facts.encoding = ayes_reader_encoding(reader);
  ayes_status status = read_all(&it, reader, error);
  if (status == AYES_OK) describe(&it, inspection);
  release(&it);
  return status;
}

ayes_status ayes_inspect_answers(const ayes_inspection *inspection, ayes_error *error) {
  ayes_wide_source source;
  ayes_reader *reader = NULL;
  ayes_status status =
      ayes_wide_source_open(inspection->engine, &inspection->options->columns, &source, error);
  ayes_reader_options options = {.format = inspection->options->input_format,
                                 .encoding = inspection->options->encoding,
                                 .sheet = inspection->options->sheet,
                                 .keep = true,
                                 .wide = &source.wide};
  if (status == AYES_OK) status = ayes_reader_open(inspection->path, &options, &reader, error);
  if (status == AYES_OK)
    status = ayes_reader_wide(reader) ? describe_columns(inspection, reader, error)
                                      : describe_answers(inspection, reader, error);
  ayes_reader_close(reader);
  ayes_wide_source_close(&source);
  return status;
}
