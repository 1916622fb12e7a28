/* SPDX-License-Identifier: MIT
 *
 * JSON lines: one object a line, or one array of objects when the file is called so.
 *
 * A line like most is read directly (corpus_flat.c), any other by jansson. jansson refuses a bad
 * byte, a NUL and half a surrogate pair, so these are repaired first; half a pair ("\ud83d") is six
 * bytes as is the escape of U+FFFD, and is overwritten in place. A line that cannot be read is one
 * bad record, with its id where one can be seen. O(bytes).
 */
#include "base/json.h"
#include "base/memory.h"
#include "corpus/corpus_flat.h"
#include "corpus/corpus_parts.h"
#include "text/utf8.h"

typedef struct jsonl_state {
  ayes_buffer clean; /* the line, repaired; or strings of it, decoded */
  ayes_flat_habits habits;
  json_t *root; /* the line's value, or the array */
  size_t at;    /* next element of the array */
} jsonl_state;

/* ---- repair ---- */

static bool read_escape(ayes_span text, size_t at, uint64_t *unit) {
  return at + 6 <= text.length && text.data[at] == '\\' && text.data[at + 1] == 'u' &&
         ayes_span_to_hex(ayes_span_slice(text, at + 2, at + 6), unit);
}

/* Overwrites escapes of half a surrogate pair; returns how many. */
static size_t repair_surrogates(ayes_buffer *buffer) {
  ayes_span text = ayes_buffer_span(buffer);
  size_t repaired = 0;
  for (size_t i = 0; i + 1 < text.length; i++) {
    uint64_t unit, low;
    if (text.data[i] != '\\') continue;
    if (!read_escape(text, i, &unit) || unit < 0xD800 || unit > 0xDFFF) {
      i++;
      continue;
    }
    bool is_pair =
        unit < 0xDC00 && read_escape(text, i + 6, &low) && low >= 0xDC00 && low <= 0xDFFF;
    if (!is_pair) {
      memcpy(buffer->data + i + 2, "fffd", 4);
      repaired++;
    }
    i += is_pair ? 11 : 5;
  }
  return repaired;
}

/* ---- values ---- */

static ayes_status copy_number(ayes_reader *reader, const json_t *value, ayes_span *text,
                               ayes_error *error) {
  char digits[64]; /* no number needs half of it */
  size_t length =
      json_dumpb(value, digits, sizeof digits, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
  if (length == 0) return ayes_error_memory(error);
  *text = ayes_span_make(digits, length);
  text->data = ayes_arena_copy(&reader->arena, *text, error);
  return text->data ? AYES_OK : AYES_NO_MEMORY;
}

static const char *type_name(const json_t *value) {
  static const char *const names[] = {
      [JSON_OBJECT] = "an object",    [JSON_ARRAY] = "an array", [JSON_STRING] = "a string",
      [JSON_INTEGER] = "a number",    [JSON_REAL] = "a number",  [JSON_TRUE] = "true or false",
      [JSON_FALSE] = "true or false", [JSON_NULL] = "null"};
  return names[json_typeof(value)];
}

static ayes_status read_field(ayes_reader *reader, const char *name, const json_t *value,
                              ayes_record *record, ayes_error *error) {
  ayes_span *field = ayes_record_field(&record->answer, ayes_span_of(name));
  bool is_text = strcmp(name, "text") == 0;
  json_type type = json_typeof(value);
  if (type == JSON_NULL) return AYES_OK;
  if (type == JSON_STRING) {
    ayes_span text = ayes_span_make(json_string_value(value), json_string_length(value));
    if (field != &record->answer.id || text.length) *field = text;
    return AYES_OK;
  }
  if ((type == JSON_INTEGER || type == JSON_REAL) && !is_text)
    return copy_number(reader, value, field, error);
  ayes_record_spoil(record, "bad_type", "field \"%s\" is %s, not a string", name, type_name(value));
  return AYES_OK;
}

static int append_bytes(const char *bytes, size_t length, void *buffer) {
  ayes_buffer_add(buffer, ayes_span_make(bytes, length));
  return ((ayes_buffer *)buffer)->failed ? -1 : 0;
}

static const char *const known_fields[] = {"id",     "text",   "question", "respondent",
                                           "answer", "target", "group"};
enum { KNOWN_FIELDS = sizeof known_fields / sizeof *known_fields };

/* The object without the fields that are known. */
static ayes_status keep_extra(ayes_reader *reader, json_t *object, ayes_record *record,
                              ayes_error *error) {
  json_t *extra = json_copy(object);
  /* A copy from which fields are missing is how jansson tells that memory ran out. */
  bool is_whole = json_object_size(extra) == json_object_size(object);
  ayes_status status = is_whole ? AYES_OK : ayes_error_memory(error);
  for (size_t i = 0; i < KNOWN_FIELDS; i++) json_object_del(extra, known_fields[i]);
  ayes_buffer_clear(&reader->extra);
  if (json_object_size(extra) &&
      json_dump_callback(extra, append_bytes, &reader->extra, JSON_COMPACT) != 0)
    status = ayes_error_memory(error);
  record->extra = ayes_buffer_span(&reader->extra);
  json_decref(extra);
  return status;
}

static ayes_status read_object(ayes_reader *reader, json_t *object, ayes_record *record,
                               ayes_error *error) {
  const json_t *text = json_object_get(object, "text");
  if (json_typeof(object) != JSON_OBJECT) {
    ayes_record_spoil(record, "bad_type", "the record is %s, not an object", type_name(object));
    return AYES_OK;
  }
  record->json = object;
  for (size_t i = 0; i < KNOWN_FIELDS; i++) {
    const json_t *value = json_object_get(object, known_fields[i]);
    ayes_status status =
        value ? read_field(reader, known_fields[i], value, record, error) : AYES_OK;
    if (status != AYES_OK || record->kind == AYES_RECORD_BAD) return status;
  }
  if (!text || json_typeof(text) == JSON_NULL) {
    ayes_record_spoil(record, "missing_text", "there is no field \"text\"");
    return AYES_OK;
  }
  bool keeps = reader->keep && !reader->objects;
  return keeps ? keep_extra(reader, object, record, error) : AYES_OK;
}

/* ---- lines ---- */

/* The id in a line that is no JSON: what stands after "id": as a plain string or number. */
static ayes_span visible_id(ayes_span line) {
  size_t at = ayes_span_find(line, ayes_span_of("\"id\""));
  ayes_span rest = ayes_span_trim(ayes_span_from(line, at + 4));
  if (!rest.length || rest.data[0] != ':') return ayes_span_make(NULL, 0);
  rest = ayes_span_trim(ayes_span_from(rest, 1));
  size_t end = 0;
  if (rest.length && rest.data[0] == '"') {
    rest = ayes_span_from(rest, 1);
    end = ayes_span_find_byte(rest, '"');
    if (end == rest.length || end > 256) end = 0;
    if (ayes_span_find_byte(ayes_span_slice(rest, 0, end), '\\') < end) end = 0;
  } else {
    while (end < rest.length && end < 32 && ayes_byte_is_digit(rest.data[end])) end++;
  }
  return ayes_span_slice(rest, 0, end);
}

static ayes_status parse_line(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  jsonl_state *state = reader->state;
  ayes_error fault = {0};
  ayes_span line = ayes_buffer_span(&state->clean);
  ayes_status status = ayes_json_parse(line, NULL, &state->root, &fault);
  if (status == AYES_OK) return read_object(reader, state->root, record, error);
  if (status == AYES_NO_MEMORY) return ayes_error_memory(error);
  ayes_span id = visible_id(line);
  if (id.length) record->answer.id = id;
  if (fault.column)
    ayes_record_spoil(record, "bad_json", "%s, at column %zu", fault.message, fault.column);
  else ayes_record_spoil(record, "bad_json", "%s", fault.message);
  return AYES_OK;
}

/* The short way; returns the bytes of the line at the front of text, 0 where it does not lead on.
 */
static size_t read_flat(ayes_reader *reader, ayes_span text, ayes_answer *answer) {
  jsonl_state *state = reader->state;
  if (reader->objects) return 0;
  size_t length = ayes_flat_read(text, reader->keep, &state->habits, &state->clean, answer);
  return length <= AYES_RECORD_LIMIT ? length : 0;
}

/* Strings that were read so are sound; a byte order mark would be cut off. */
static ayes_status start_flat(ayes_reader *reader, size_t line, const ayes_answer *answer,
                              ayes_record *record, ayes_error *error) {
  record->is_clean = answer->text.length && answer->text.data[0] != '\xEF';
  return ayes_record_start_with(reader, line, answer, record, error);
}

/* The next line as it lies in what has been read of the file; *is_read: whether it is there whole
 * and the short way led on. */
static ayes_status read_near(ayes_reader *reader, ayes_record *record, bool *is_read,
                             ayes_error *error) {
  ayes_answer answer;
  ayes_source *source = &reader->source;
  ayes_span text = ayes_source_unread(source);
  size_t length = read_flat(reader, text, &answer), line = source->next.line;
  *is_read = length && text.data[length - 1] == '\n';
  if (!*is_read) return AYES_OK;
  ayes_source_skip(source, length, 1);
  record->raw = ayes_span_slice(text, 0, length);
  return start_flat(reader, line, &answer, record, error);
}

static ayes_status read_line(ayes_reader *reader, const ayes_source_text *line, ayes_record *record,
                             ayes_error *error) {
  jsonl_state *state = reader->state;
  ayes_answer answer;
  ayes_span bytes = ayes_span_trim(line->bytes);
  record->raw = bytes;
  if (!line->is_over && read_flat(reader, bytes, &answer))
    return start_flat(reader, line->line, &answer, record, error);
  ayes_status status = ayes_record_start_line(reader, line, record, error);
  if (status != AYES_OK || line->is_over) return status;
  ayes_buffer_clear(&state->clean);
  status = ayes_utf8_clean(bytes, &state->clean, &record->bad_bytes, error);
  if (status != AYES_OK) return status;
  record->bad_bytes += repair_surrogates(&state->clean);
  return parse_line(reader, record, error);
}

static ayes_status next_of_array(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  jsonl_state *state = reader->state;
  if (state->at >= json_array_size(state->root)) return AYES_OK;
  ayes_status status = ayes_record_start(reader, state->at + 1, record, error);
  json_t *item = json_array_get(state->root, state->at++);
  if (status == AYES_OK) status = read_object(reader, item, record, error);
  if (status != AYES_OK || record->kind != AYES_RECORD_BAD) return status;
  ayes_buffer_clear(&reader->raw);
  if (json_dump_callback(item, append_bytes, &reader->raw, JSON_COMPACT | JSON_ENCODE_ANY) != 0)
    return ayes_error_memory(error);
  record->raw = ayes_buffer_span(&reader->raw);
  return AYES_OK;
}

static ayes_status next_record(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  jsonl_state *state = reader->state;
  ayes_source_text line;
  bool is_read;
  if (reader->is_array) return next_of_array(reader, record, error);
  json_decref(state->root);
  state->root = NULL;
  ayes_status status = read_near(reader, record, &is_read, error);
  if (status != AYES_OK || is_read) return status;
  do {
    status = ayes_source_line(&reader->source, false, &line, error);
    if (status != AYES_OK) return status;
    if (!line.is_there) return AYES_OK;
  } while (!line.is_over && ayes_span_trim(line.bytes).length == 0);
  return read_line(reader, &line, record, error);
}

/* ---- arrays ---- */

static ayes_status open_array(ayes_reader *reader, ayes_error *error) {
  jsonl_state *state = reader->state;
  ayes_span rest;
  size_t replaced = 0;
  ayes_status status = ayes_source_rest(&reader->source, AYES_RECORD_LIMIT, &rest, error);
  if (status == AYES_OK) status = ayes_utf8_clean(rest, &state->clean, &replaced, error);
  if (status != AYES_OK) return status;
  repair_surrogates(&state->clean);
  return ayes_json_parse(ayes_buffer_span(&state->clean), reader->source.path, &state->root, error);
}

static ayes_status open_jsonl(ayes_reader *reader, ayes_error *error) {
  reader->state = ayes_memory_new_zeroed(1, sizeof(jsonl_state));
  if (!reader->state) return ayes_error_memory(error);
  return reader->is_array ? open_array(reader, error) : AYES_OK;
}

static void close_jsonl(ayes_reader *reader) {
  jsonl_state *state = reader->state;
  if (!state) return;
  json_decref(state->root);
  ayes_buffer_release(&state->clean);
  ayes_memory_free(state);
  reader->state = NULL;
}

const ayes_format ayes_reader_jsonl = {"jsonl", open_jsonl, next_record, close_jsonl};
