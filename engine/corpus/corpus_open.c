/* SPDX-License-Identifier: MIT
 *
 * Opening: the format by option, the file's name, then its first byte; and what all formats share
 * in filling a record.
 */
#include <stdarg.h>
#include <stddef.h>

#include "base/file.h"
#include "base/memory.h"
#include "corpus/table_parts.h"

static ayes_status open_lines(ayes_reader *reader, ayes_span front, const char *encoding,
                              ayes_error *error) {
  return ayes_source_start_named(&reader->source, front, encoding, false, &reader->why, error);
}

static ayes_status open_format(ayes_reader *reader, ayes_span front, const ayes_found_format *found,
                               const ayes_reader_options *options, ayes_error *error) {
  if (strncmp(found->name, "json", 4) == 0) {
    reader->format = &ayes_reader_jsonl;
    reader->is_array = found->is_array;
    return open_lines(reader, front, options->encoding, error);
  }
  ayes_table_options table = {.encoding = options->encoding, .sheet = options->sheet};
  reader->format = &ayes_reader_table;
  return ayes_table_adopt(&reader->source, front, found, &table, &reader->table, error);
}

static ayes_status open_reader(ayes_reader *reader, const char *path,
                               const ayes_reader_options *options, ayes_error *error) {
  static const ayes_reader_options usual = {0};
  ayes_span front;
  ayes_found_format found;
  if (!options) options = &usual;
  reader->keep = options->keep;
  reader->objects = options->objects;
  reader->wide = options->wide;
  ayes_status status = AYES_OK;
  bool is_consult = false;
  if (ayes_file_is_folder(path)) status = ayes_consult_is_folder(path, &is_consult, error);
  if (status != AYES_OK) return status;
  if (is_consult) return ayes_consult_open(reader, path, error);
  unsigned bits =
      (options->prompt ? AYES_SOURCE_PROMPT : 0u) | (options->hash ? AYES_SOURCE_HASHED : 0u);
  status = ayes_source_open_as(path, bits, &reader->source, &front, error);
  if (status == AYES_OK) status = ayes_source_format(path, front, options->format, &found, error);
  if (status == AYES_OK) status = open_format(reader, front, &found, options, error);
  return status == AYES_OK ? reader->format->open(reader, error) : status;
}

ayes_status ayes_reader_open(const char *path, const ayes_reader_options *options,
                             ayes_reader **out, ayes_error *error) {
  *out = NULL;
  ayes_reader *reader = ayes_memory_new_zeroed(1, sizeof *reader);
  if (!reader) return ayes_error_memory(error);
  ayes_status status = open_reader(reader, path, options, error);
  if (status == AYES_OK) *out = reader;
  else ayes_reader_close(reader);
  return status == AYES_OK ? status : ayes_error_add_source(error, status, path);
}

ayes_status ayes_reader_next(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  ayes_arena_clear(&reader->arena);
  memset(record, 0, offsetof(ayes_record, message)); /* more than all the rest */
  record->message[0] = '\0';
  return reader->format->next(reader, record, error);
}

void ayes_reader_close(ayes_reader *reader) {
  if (!reader) return;
  if (reader->format) reader->format->close(reader);
  ayes_table_close(reader->table);
  ayes_source_close(&reader->source);
  ayes_buffer_release(&reader->header);
  ayes_buffer_release(&reader->extra);
  ayes_buffer_release(&reader->raw);
  ayes_arena_release(&reader->arena);
  ayes_arena_release(&reader->columns_arena);
  ayes_memory_free(reader);
}

const char *ayes_reader_format(const ayes_reader *reader) {
  return reader->table ? reader->table->facts.format : reader->format->name;
}

const char *ayes_reader_encoding(const ayes_reader *reader) {
  return reader->table ? reader->table->facts.encoding
                       : ayes_encoding_name(reader->source.converter.encoding);
}

size_t ayes_reader_bytes(const ayes_reader *reader, size_t *total) {
  if (reader->table) return ayes_table_bytes(reader->table, total);
  if (total) *total = reader->source.total;
  return reader->source.read;
}

void ayes_reader_header(const ayes_reader *reader, ayes_buffer *buffer) {
  ayes_buffer_add(buffer, ayes_buffer_span(&reader->header));
}

bool ayes_reader_would_wait(const ayes_reader *reader) {
  return !reader->table && !reader->is_array && ayes_source_would_wait(&reader->source);
}

bool ayes_reader_hash(const ayes_reader *reader, uint64_t *hash) {
  if (!reader->source.at_end || !reader->source.hash) return false;
  *hash = ayes_hash_value(reader->source.hash);
  return true;
}

size_t ayes_reader_column_count(const ayes_reader *reader) { return reader->column_count; }

ayes_span ayes_reader_column(const ayes_reader *reader, size_t index) {
  return index < reader->column_count ? reader->columns[index] : ayes_span_make(NULL, 0);
}

/* ---- records ---- */

/* Its number in the file. */
static ayes_status make_id(ayes_reader *reader, ayes_span *id, ayes_error *error) {
  char digits[24];
  size_t at = sizeof digits, number = reader->records;
  do {
    digits[--at] = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  *id = ayes_span_make(digits + at, sizeof digits - at);
  id->data = ayes_arena_copy(&reader->arena, *id, error);
  return id->data ? AYES_OK : AYES_NO_MEMORY;
}

ayes_status ayes_record_start_with(ayes_reader *reader, size_t line, const ayes_answer *answer,
                                   ayes_record *record, ayes_error *error) {
  reader->records++;
  record->kind = AYES_RECORD_ANSWER;
  record->line = line;
  record->answer = *answer;
  return answer->id.length ? AYES_OK : make_id(reader, &record->answer.id, error);
}

ayes_status ayes_record_start(ayes_reader *reader, size_t line, ayes_record *record,
                              ayes_error *error) {
  static const ayes_answer empty = {0};
  return ayes_record_start_with(reader, line, &empty, record, error);
}

void ayes_record_spoil(ayes_record *record, const char *code, const char *format, ...) {
  ayes_answer empty = {.id = record->answer.id};
  va_list arguments;
  record->kind = AYES_RECORD_BAD;
  record->answer = empty;
  record->extra = ayes_span_make(NULL, 0);
  record->code = code;
  va_start(arguments, format);
  int length = vsnprintf(record->message, sizeof record->message, format, arguments);
  va_end(arguments);
  if (length < 0) record->message[0] = '\0';
}

ayes_status ayes_record_start_line(ayes_reader *reader, const ayes_source_text *line,
                                   ayes_record *record, ayes_error *error) {
  ayes_status status = ayes_record_start(reader, line->line, record, error);
  if (status == AYES_OK && line->is_over)
    ayes_record_spoil(record, "over_limit", "the line is longer than the limit of %d bytes",
                      AYES_RECORD_LIMIT);
  return status;
}

/* Names of the fields of an answer and where they stand in it. */
static const struct {
  const char *name;
  size_t place;
} fields[] = {{"id", offsetof(ayes_answer, id)},
              {"text", offsetof(ayes_answer, text)},
              {"question", offsetof(ayes_answer, question)},
              {"respondent", offsetof(ayes_answer, respondent)},
              {"answer", offsetof(ayes_answer, answer)},
              {"target", offsetof(ayes_answer, target)},
              {"group", offsetof(ayes_answer, group)}};
enum { FIELDS = sizeof fields / sizeof *fields };

size_t ayes_record_field_index(ayes_span name) {
  size_t i = 0;
  while (i < FIELDS && !ayes_span_equal_ignoring_case(name, ayes_span_of(fields[i].name))) i++;
  return i;
}

ayes_span *ayes_record_field_at(ayes_answer *answer, size_t index) {
  return (ayes_span *)(void *)((char *)answer + fields[index].place);
}

const char *ayes_record_field_name(size_t index) { return fields[index].name; }

ayes_span *ayes_record_field(ayes_answer *answer, ayes_span name) {
  size_t index = ayes_record_field_index(name);
  return index < FIELDS ? ayes_record_field_at(answer, index) : NULL;
}
