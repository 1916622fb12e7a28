/* SPDX-License-Identifier: MIT
 *
 * A line of JSON is changed where the reader has it; a row becomes an object. In a table a list is
 * joined by ";", and pieces of evidence by " | ", as classify does.
 */
#include "api/redact.h"
#include "base/file.h"

static int set_text(json_t *object, const char *name, ayes_span text) {
  json_t *value = json_stringn(text.length ? text.data : "", text.length);
  return value ? json_object_set_new(object, name, value) : -1;
}

static ayes_status object_of_row(const ayes_reader *reader, const ayes_record *record,
                                 json_t **object, ayes_error *error) {
  ayes_status status = AYES_OK;
  if (record->extra.length) status = ayes_json_parse(record->extra, NULL, object, error);
  else *object = json_object();
  if (status != AYES_OK) return status;
  if (!*object) return ayes_error_memory(error);
  ayes_answer answer = record->answer;
  for (size_t i = 0; i < ayes_reader_column_count(reader); i++) {
    size_t field = ayes_record_field_index(ayes_reader_column(reader, i));
    if (field < AYES_RECORD_FIELDS && set_text(*object, ayes_record_field_name(field),
                                               *ayes_record_field_at(&answer, field)) != 0)
      return ayes_error_memory(error);
  }
  return AYES_OK;
}

ayes_status ayes_redact_object(const ayes_reader *reader, const ayes_record *record,
                               json_t **object, ayes_error *error) {
  *object = NULL;
  if (record->json) {
    *object = json_incref(record->json);
    return AYES_OK;
  }
  return record->kind == AYES_RECORD_BAD ? AYES_OK : object_of_row(reader, record, object, error);
}

static int append_bytes(const char *bytes, size_t length, void *buffer) {
  ayes_buffer_add(buffer, ayes_span_make(bytes, length));
  return ((ayes_buffer *)buffer)->failed ? -1 : 0;
}

ayes_status ayes_redact_dump(const json_t *value, ayes_buffer *buffer, ayes_error *error) {
  enum { SHORTEST = 15 }; /* digits that survive reading and writing */
  size_t flags = JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(SHORTEST);
  return json_dump_callback(value, append_bytes, buffer, flags) == 0 ? AYES_OK
                                                                     : ayes_error_memory(error);
}

/* ---- tables ---- */

static ayes_status add_column(ayes_redact_table *table, ayes_span name, ayes_error *error) {
  table->columns[table->count] = ayes_arena_copy(&table->arena, name, error);
  return table->columns[table->count++] ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status open_columns(ayes_redact_table *table, const char *names, ayes_error *error) {
  ayes_span rest = ayes_span_of(names), name;
  ayes_status status = AYES_OK;
  while (status == AYES_OK && ayes_span_split(&rest, ',', &name))
    status = add_column(table, name, error);
  return status;
}

ayes_status ayes_redact_table_open(ayes_redact_table *table, const ayes_reader *reader,
                                   const json_t *first, ayes_error *error) {
  enum { MOST = 16 }; /* of the lists below */
  static const char answers[] = "id,question,respondent,group,answer,target,text";
  static const char results[] =
      "id,question,respondent,group,answer,stance,score,confidence,conditional,acts,topics,flags,"
      "evidence,text";
  size_t count = ayes_reader_column_count(reader);
  ayes_status status = AYES_OK;
  table->columns =
      ayes_arena_new_zeroed(&table->arena, count + MOST, sizeof *table->columns, error);
  if (!table->columns) return AYES_NO_MEMORY;
  if (count == 0)
    return open_columns(table, first && json_object_get(first, "stance") ? results : answers,
                        error);
  for (size_t i = 0; i < count && status == AYES_OK; i++) {
    ayes_span name = ayes_reader_column(reader, i);
    size_t field = ayes_record_field_index(name);
    bool is_known = field < AYES_RECORD_FIELDS;
    status =
        add_column(table, is_known ? ayes_span_of(ayes_record_field_name(field)) : name, error);
  }
  return status;
}

void ayes_redact_table_release(ayes_redact_table *table) { ayes_arena_release(&table->arena); }

void ayes_redact_table_header(const ayes_redact_table *table, ayes_buffer *buffer) {
  for (size_t i = 0; i < table->count; i++) {
    if (i) ayes_buffer_add_byte(buffer, ',');
    ayes_csv_add_cell(buffer, ayes_span_of(table->columns[i]));
  }
  ayes_buffer_add_text(buffer, "\r\n");
}

/* What of a list's item is shown: its text, its id, or itself. */
static ayes_span shown_of(const json_t *item, bool *is_evidence) {
  const json_t *text = json_object_get(item, "text"), *id = json_object_get(item, "id");
  const json_t *shown = text ? text : id ? id : item;
  *is_evidence |= text != NULL;
  return ayes_span_make(json_string_value(shown), json_string_length(shown));
}

static void join_list(const json_t *list, ayes_buffer *cell) {
  bool is_evidence = false;
  for (size_t i = 0; i < json_array_size(list); i++) {
    ayes_span shown = shown_of(json_array_get(list, i), &is_evidence);
    if (i) ayes_buffer_add_text(cell, is_evidence ? " | " : ";");
    ayes_buffer_add(cell, shown);
  }
}

static ayes_status add_value(const json_t *value, ayes_buffer *cell, ayes_error *error) {
  if (!value || ayes_json_is(value, JSON_NULL)) return AYES_OK;
  if (ayes_json_is(value, JSON_STRING))
    ayes_buffer_add(cell, ayes_span_make(json_string_value(value), json_string_length(value)));
  else if (ayes_json_is(value, JSON_ARRAY)) join_list(value, cell);
  else return ayes_redact_dump(value, cell, error);
  return AYES_OK;
}

void ayes_redact_table_fault(const ayes_redact_table *table, const ayes_result_fault *fault,
                             ayes_buffer *buffer) {
  ayes_buffer cell = {0};
  size_t place = table->count ? table->count - 1 : 0;
  for (size_t i = 0; i < table->count; i++)
    if (strcmp(table->columns[i], "text") == 0) place = i;
  ayes_buffer_add_format(&cell, "error: %s: line %zu: ", fault->code, fault->line);
  ayes_buffer_add_text(&cell, fault->message);
  for (size_t i = 0; i < table->count; i++) {
    if (i) ayes_buffer_add_byte(buffer, ',');
    if (i == place) ayes_csv_add_cell(buffer, ayes_buffer_span(&cell));
    else if (strcmp(table->columns[i], "id") == 0) ayes_csv_add_cell(buffer, fault->id);
  }
  ayes_buffer_add_text(buffer, "\r\n");
  buffer->failed |= cell.failed;
  ayes_buffer_release(&cell);
}

static const char *words_of(const json_t *object, const char *key) {
  const char *words = json_string_value(json_object_get(object, key));
  return words ? words : "unknown";
}

/* A line that could not be read when the results were made: what is said of it stays. */
static void add_error(const ayes_redact_table *table, const json_t *object, const json_t *said,
                      ayes_buffer *buffer) {
  json_int_t line = json_integer_value(json_object_get(object, "line"));
  ayes_result_fault fault = {ayes_json_string(object, "id"), words_of(said, "code"),
                             words_of(said, "message"), line > 0 ? (size_t)line : 0};
  ayes_redact_table_fault(table, &fault, buffer);
}

ayes_status ayes_redact_table_row(const ayes_redact_table *table, const json_t *object,
                                  ayes_buffer *buffer, ayes_error *error) {
  ayes_buffer cell = {0};
  ayes_status status = AYES_OK;
  double number;
  const json_t *said = json_object_get(object, "error");
  if (json_object_size(said)) {
    add_error(table, object, said, buffer);
    return AYES_OK;
  }
  for (size_t i = 0; i < table->count && status == AYES_OK; i++) {
    ayes_buffer_clear(&cell);
    status = add_value(json_object_get(object, table->columns[i]), &cell, error);
    if (cell.failed) status = ayes_error_memory(error);
    if (i) ayes_buffer_add_byte(buffer, ',');
    /* "-0.8" is a number and no formula */
    if (ayes_span_to_number(ayes_buffer_span(&cell), &number))
      ayes_buffer_add(buffer, ayes_buffer_span(&cell));
    else ayes_csv_add_cell(buffer, ayes_buffer_span(&cell));
  }
  ayes_buffer_add_text(buffer, "\r\n");
  ayes_buffer_release(&cell);
  return status;
}
