/* SPDX-License-Identifier: MIT
 *
 * jansson reads; strings are written here, because result lines are the bulk of what the program
 * writes. Escapes by RFC 8259 section 7.
 */
#include "base/json.h"

#include "base/file.h"
#include "base/json_load.h"
#include "base/lanes.h"

enum { JSON_FILE_LIMIT = 64 * 1024 * 1024 };

/* jansson recurses once a level: the depth is checked on the bytes before it sees them. */
static bool is_too_deep(ayes_span bytes) {
  size_t depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < bytes.length; i++) {
    char byte = bytes.data[i];
    if (in_string) {
      if (byte == '\\') i++;
      else if (byte == '"') in_string = false;
    } else if (byte == '"') {
      in_string = true;
    } else if (byte == '{' || byte == '[') {
      if (++depth > AYES_JSON_DEPTH_LIMIT) return true;
    } else if ((byte == '}' || byte == ']') && depth) {
      depth--;
    }
  }
  return false;
}

/* Behind the string that begins at at (a quotation mark), or the end. */
static size_t string_end(ayes_span bytes, size_t at) {
  for (at++; at < bytes.length && bytes.data[at] != '"'; at++)
    if (bytes.data[at] == '\\') at++;
  return at < bytes.length ? at + 1 : bytes.length;
}

/* jansson has no keys with a NUL: in them, its escape becomes that of U+FFFD, which is as long. */
static void mend_keys(ayes_buffer *buffer) {
  static const char escape[] = "\\u0000";
  ayes_span bytes = ayes_buffer_span(buffer);
  for (size_t at = 0, end; at < bytes.length; at = end) {
    end = at + 1;
    if (bytes.data[at] != '"') continue;
    size_t next = end = string_end(bytes, at);
    while (next < bytes.length && ayes_byte_is_space(bytes.data[next])) next++;
    if (next == bytes.length || bytes.data[next] != ':') continue;
    for (size_t i = at; i + 1 < end; i++) {
      if (bytes.data[i] != '\\') continue;
      if (ayes_span_starts_with(ayes_span_from(bytes, i), ayes_span_make(escape, 6)))
        memcpy(buffer->data + i + 2, "fffd", 4);
      i++;
    }
  }
}

static ayes_status load_mended(ayes_span bytes, size_t flags, json_t **root, json_error_t *fault) {
  ayes_buffer mended = {0};
  ayes_buffer_add(&mended, bytes);
  if (mended.failed) return AYES_NO_MEMORY;
  mend_keys(&mended);
  ayes_status status = ayes_json_load(ayes_buffer_span(&mended), flags, root, fault);
  ayes_buffer_release(&mended);
  return status;
}

static ayes_status parse(ayes_span bytes, const char *source, size_t more_flags, json_t **root,
                         ayes_error *error) {
  size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL | more_flags;
  json_error_t fault;
  *root = NULL;
  if (is_too_deep(bytes))
    return ayes_error_set_at(error, AYES_BAD_DATA, source, 0, 0,
                             "JSON nested deeper than %d levels", AYES_JSON_DEPTH_LIMIT);
  size_t nul = ayes_span_find_byte(bytes, '\0');
  if (nul < bytes.length) /* jansson would stop there */
    return ayes_error_set_at(error, AYES_BAD_DATA, source, 0, 0, "not valid JSON: a NUL byte");
  ayes_status status = ayes_json_load(bytes, flags, root, &fault);
  if (status == AYES_OK && !*root && json_error_code(&fault) == json_error_null_byte_in_key)
    status = load_mended(bytes, flags, root, &fault);
  if (status != AYES_OK) return ayes_error_memory(error);
  if (*root) return AYES_OK;
  return ayes_error_set_at(error, AYES_BAD_DATA, source, (size_t)(fault.line > 0 ? fault.line : 0),
                           (size_t)(fault.column > 0 ? fault.column : 0), "not valid JSON: %s",
                           fault.text);
}

ayes_status ayes_json_parse(ayes_span bytes, const char *source, json_t **root, ayes_error *error) {
  return parse(bytes, source, 0, root, error);
}

ayes_status ayes_json_read(const char *path, json_t **root, ayes_error *error) {
  ayes_buffer bytes = {0};
  *root = NULL;
  ayes_status status = ayes_file_read(path, JSON_FILE_LIMIT, &bytes, error);
  if (status == AYES_OK)
    status = parse(ayes_buffer_span(&bytes), path, JSON_REJECT_DUPLICATES, root, error);
  ayes_buffer_release(&bytes);
  return status;
}

bool ayes_json_is(const json_t *value, json_type type) {
  return value && json_typeof(value) == type;
}

ayes_span ayes_json_string(const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  if (!ayes_json_is(value, JSON_STRING)) return ayes_span_make(NULL, 0);
  return ayes_span_make(json_string_value(value), json_string_length(value));
}

double ayes_json_number(const json_t *object, const char *key, double otherwise) {
  const json_t *value = json_object_get(object, key);
  return json_is_number(value) ? json_number_value(value) : otherwise;
}

static bool is_line_separator(const char *bytes) {
  return memcmp(bytes, "\xE2\x80\xA8", 3) == 0 || memcmp(bytes, "\xE2\x80\xA9", 3) == 0;
}

static void add_control(ayes_buffer *buffer, unsigned char byte) {
  static const char digits[] = "0123456789abcdef";
  switch (byte) {
    case '\n': ayes_buffer_add_text(buffer, "\\n"); return;
    case '\r': ayes_buffer_add_text(buffer, "\\r"); return;
    case '\t': ayes_buffer_add_text(buffer, "\\t"); return;
    default: break;
  }
  char escape[6] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
  ayes_buffer_add(buffer, ayes_span_make(escape, sizeof escape));
}

/* Appends one character that needs a look; returns how many bytes of text it took. */
static size_t add_character(ayes_buffer *buffer, ayes_span text) {
  unsigned char byte = (unsigned char)text.data[0];
  if (byte == '"' || byte == '\\') {
    ayes_buffer_add_byte(buffer, '\\');
    ayes_buffer_add_byte(buffer, (char)byte);
    return 1;
  }
  if (byte < 0x20 || byte == 0x7F) {
    add_control(buffer, byte);
    return 1;
  }
  size_t length = ayes_span_sequence(text);
  if (length == 0) {
    ayes_buffer_add_text(buffer, "\xEF\xBF\xBD");
    return 1;
  }
  if (length == 3 && is_line_separator(text.data))
    ayes_buffer_add_text(buffer, text.data[2] == '\xA8' ? "\\u2028" : "\\u2029");
  else ayes_buffer_add(buffer, ayes_span_slice(text, 0, length));
  return length;
}

/* 0 exactly when eight bytes are written as they are. */
static inline uint64_t odd_bytes(uint64_t word) {
  return ayes_bytes_below(word, ' ') | ayes_bytes_equal(word, 0x7F) | ayes_bytes_equal(word, '"') |
         ayes_bytes_equal(word, '\\');
}

static inline bool is_plain(char byte) { return ayes_byte_is_json((unsigned char)byte); }

static inline size_t plain_bytes(ayes_span text) {
  size_t plain = 0;
  while (plain < text.length && is_plain(text.data[plain])) plain++;
  return plain;
}

size_t ayes_json_plain_length(ayes_span text) {
  size_t plain = 0;
  for (; text.length - plain >= AYES_LANES; plain += AYES_LANES) {
    unsigned mask = ayes_lanes_json(text.data + plain);
    if (mask) return plain + ayes_first_bit(mask);
  }
  return plain + plain_bytes(ayes_span_from(text, plain));
}

/* Of a text shorter than AYES_LANES, as ids and names are: by words that overlap, since its length
 * cannot be foretold. */
static size_t write_plain_name(char *at, ayes_span text) {
  const char *from = text.data;
  size_t length = text.length;
  uint64_t first = 0, last = 0, odd;
  uint32_t few = 0, more = 0;
  if (length >= sizeof first) {
    size_t rest = length - sizeof last;
    memcpy(&first, from, sizeof first);
    memcpy(&last, from + rest, sizeof last);
    memcpy(at, &first, sizeof first);
    memcpy(at + rest, &last, sizeof last);
    odd = odd_bytes(first) | odd_bytes(last);
  } else if (length >= sizeof few) {
    size_t rest = length - sizeof more;
    memcpy(&few, from, sizeof few);
    memcpy(&more, from + rest, sizeof more);
    memcpy(at, &few, sizeof few);
    memcpy(at + rest, &more, sizeof more);
    odd = odd_bytes((uint64_t)few << 32 | more);
  } else {
    if (!length) return 0;
    char begin = from[0], middle = from[length / 2], end = from[length - 1];
    at[0] = begin;
    at[length / 2] = middle;
    at[length - 1] = end;
    int plain = is_plain(begin);
    plain &= is_plain(middle);
    plain &= is_plain(end);
    odd = !plain;
  }
  return odd ? plain_bytes(text) : length;
}

/* The last bytes are taken as a whole block, some of them for the second time. */
size_t ayes_json_write_plain(char *at, ayes_span text) {
  size_t plain = 0;
  if (text.length < AYES_LANES) return write_plain_name(at, text);
  for (size_t next; plain < text.length; plain = next + AYES_LANES) {
    next = text.length - plain < AYES_LANES ? text.length - AYES_LANES : plain;
    unsigned mask = ayes_lanes_json(text.data + next);
    memcpy(at + next, text.data + next, AYES_LANES);
    if (mask) return next + ayes_first_bit(mask);
  }
  return text.length;
}

void ayes_json_add_rest(ayes_buffer *buffer, ayes_span text) {
  while (text.length) {
    text = ayes_span_from(text, add_character(buffer, text));
    char *at = ayes_buffer_room(buffer, text.length);
    if (!at) return;
    size_t plain = ayes_json_write_plain(at, text);
    ayes_buffer_advance(buffer, at + plain);
    text = ayes_span_from(text, plain);
  }
}

void ayes_json_add_string(ayes_buffer *buffer, ayes_span text) {
  char *at = ayes_buffer_room(buffer, text.length + 2);
  if (!at) return;
  *at++ = '"';
  size_t plain = ayes_json_write_plain(at, text);
  ayes_buffer_advance(buffer, at + plain);
  if (plain < text.length) ayes_json_add_rest(buffer, ayes_span_from(text, plain));
  ayes_buffer_add_byte(buffer, '"');
}
