/* SPDX-License-Identifier: MIT
 *
 * Opening: the format by option, the file's name, then its first byte; and what all formats share
 * in filling a record.
 */
#include <stdarg.h>

#include "base/file.h"
#include "base/memory.h"
#include "corpus/corpus_parts.h"
#include "text/utf8.h"

static const struct {
  const char *ending;
  const ayes_format *format;
} endings[] = {{".jsonl", &ayes_reader_jsonl}, {".ndjson", &ayes_reader_jsonl},
               {".json", &ayes_reader_jsonl},  {".csv", &ayes_reader_csv},
               {".tsv", &ayes_reader_csv},     {".tab", &ayes_reader_csv}};

static bool has_ending(const char *path, const char *ending) {
  ayes_span name = ayes_span_of(path), wanted = ayes_span_of(ending);
  return name.length > wanted.length &&
         ayes_span_equal_ignoring_case(ayes_span_from(name, name.length - wanted.length), wanted);
}

static char first_byte(ayes_span front) {
  ayes_span text = ayes_span_trim(ayes_span_from(front, ayes_encoding_mark(front)));
  return text.length ? text.data[0] : ' ';
}

static ayes_status choose_format(ayes_reader *reader, const char *path, const char *name,
                                 ayes_span front, ayes_error *error) {
  const ayes_format *formats[] = {&ayes_reader_jsonl, &ayes_reader_csv};
  char first = first_byte(front);
  for (size_t i = 0; name && i < 2; i++)
    if (strcmp(name, formats[i]->name) == 0) reader->format = formats[i];
  if (name && !reader->format)
    return ayes_error_set_at(error, AYES_BAD_USAGE, path, 0, 0,
                             "unknown format \"%s\"; the formats are jsonl and csv", name);
  for (size_t i = 0; !reader->format && i < sizeof endings / sizeof *endings; i++)
    if (has_ending(path, endings[i].ending)) reader->format = endings[i].format;
  if (!reader->format)
    reader->format = first == '{' || first == '[' ? &ayes_reader_jsonl : &ayes_reader_csv;
  reader->is_array = reader->format == &ayes_reader_jsonl && first == '[' &&
                     !has_ending(path, ".jsonl") && !has_ending(path, ".ndjson");
  return AYES_OK;
}

static ayes_status open_reader(ayes_reader *reader, const char *path,
                               const ayes_reader_options *options, ayes_error *error) {
  ayes_span front;
  ayes_status status = ayes_source_open(path, &reader->source, &front, error);
  if (status == AYES_OK)
    status = choose_format(reader, path, options ? options->format : NULL, front, error);
  if (status != AYES_OK) return status;
  reader->keep = options && options->keep;
  reader->objects = options && options->objects;
  ayes_encoding encoding = ayes_encoding_of(front, reader->format == &ayes_reader_csv);
  status = ayes_source_start(&reader->source, encoding, error);
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
  return status == AYES_OK ? status : ayes_error_add_source(error, path);
}

ayes_status ayes_reader_next(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  ayes_arena_clear(&reader->arena);
  *record = (ayes_record){0};
  return reader->format->next(reader, record, error);
}

void ayes_reader_close(ayes_reader *reader) {
  if (!reader) return;
  if (reader->format) reader->format->close(reader);
  ayes_source_close(&reader->source);
  ayes_arena_release(&reader->arena);
  ayes_arena_release(&reader->columns_arena);
  ayes_memory_free(reader);
}

const char *ayes_reader_format(const ayes_reader *reader) { return reader->format->name; }

const char *ayes_reader_encoding(const ayes_reader *reader) {
  static const char *const names[] = {"utf-8", "windows-1252", "utf-16le", "utf-16be"};
  return names[reader->source.converter.encoding];
}

size_t ayes_reader_bytes(const ayes_reader *reader, size_t *total) {
  if (total) *total = reader->source.total;
  return reader->source.read;
}

size_t ayes_reader_column_count(const ayes_reader *reader) { return reader->column_count; }

ayes_span ayes_reader_column(const ayes_reader *reader, size_t index) {
  return index < reader->column_count ? reader->columns[index] : ayes_span_make(NULL, 0);
}

/* ---- records ---- */

ayes_status ayes_record_start(ayes_reader *reader, size_t line, ayes_record *record,
                              ayes_error *error) {
  ayes_buffer number = {0};
  record->kind = AYES_RECORD_ANSWER;
  record->line = line;
  ayes_buffer_add_size(&number, ++reader->records);
  ayes_span id = ayes_buffer_span(&number);
  id.data = number.failed ? NULL : ayes_arena_copy(&reader->arena, id, error);
  ayes_buffer_release(&number);
  record->answer.id = id;
  return id.data ? AYES_OK : ayes_error_memory(error);
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

ayes_span *ayes_record_field(ayes_answer *answer, ayes_span name) {
  const struct {
    const char *name;
    ayes_span *field;
  } fields[] = {{"id", &answer->id},
                {"text", &answer->text},
                {"question", &answer->question},
                {"respondent", &answer->respondent},
                {"answer", &answer->answer},
                {"target", &answer->target},
                {"group", &answer->group}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (ayes_span_equal_ignoring_case(name, ayes_span_of(fields[i].name))) return fields[i].field;
  return NULL;
}

ayes_status ayes_record_clean(ayes_reader *reader, ayes_record *record, ayes_span bytes,
                              ayes_span *clean, ayes_error *error) {
  *clean = bytes;
  if (ayes_span_find_byte(bytes, '\0') == bytes.length && ayes_utf8_is_valid(bytes)) return AYES_OK;
  ayes_buffer buffer = {0};
  size_t replaced = 0;
  ayes_status status = ayes_utf8_clean(bytes, &buffer, &replaced, error);
  if (status == AYES_OK) {
    *clean = ayes_buffer_span(&buffer);
    clean->data = ayes_arena_copy(&reader->arena, *clean, error);
    if (!clean->data) status = AYES_NO_MEMORY;
    record->bad_bytes += replaced;
  }
  ayes_buffer_release(&buffer);
  return status;
}
