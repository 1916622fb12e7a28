/* SPDX-License-Identifier: MIT
 *
 * One pass over the bytes. Accepted is a subset of RFC 8259 within which nothing can differ from
 * what jansson reads: well-formed UTF-8 without control bytes, whole escapes, no key twice, at most
 * UNKNOWN_LIMIT fields that no one knows, integers of at most 18 digits. A string without escapes
 * is the bytes of the line themselves; others are decoded into one buffer, which has room for the
 * whole line beforehand, since no escape is shorter than what it stands for.
 */
#include "corpus/corpus_flat.h"

#include "base/array.h"
#include "base/lanes.h"
#include "text/utf8.h"

enum { UNKNOWN_LIMIT = 16, INTEGER_DIGITS = 18, FRACTION_DIGITS = 17 };

typedef struct flat {
  ayes_span line;
  size_t at;
  ayes_buffer *strings;
  ayes_answer answer;
  unsigned seen; /* bits of known fields */
  ayes_span unknown[UNKNOWN_LIMIT];
  size_t unknown_count;
} flat;

static char peek(const flat *it) { return it->at < it->line.length ? it->line.data[it->at] : '\0'; }

static void skip_space(flat *it) {
  char byte;
  while ((byte = peek(it)) == ' ' || byte == '\t' || byte == '\n' || byte == '\r') it->at++;
}

static bool take(flat *it, char byte) {
  if (peek(it) != byte) return false;
  it->at++;
  return true;
}

static bool take_word(flat *it, const char *word) {
  if (!ayes_span_starts_with(ayes_span_from(it->line, it->at), ayes_span_of(word))) return false;
  it->at += strlen(word);
  return true;
}

/* ---- Strings ---- */

/* End of the run of plain bytes: no quote, backslash or control byte, and well-formed. */
static size_t plain_end(ayes_span line, size_t at) {
  while (at < line.length) {
    if (line.length - at >= AYES_LANES) {
      unsigned mask = ayes_lanes_quoted(line.data + at);
      at += mask ? ayes_first_bit(mask) : AYES_LANES;
      if (!mask) continue;
    }
    unsigned char byte = (unsigned char)line.data[at];
    if (byte < ' ' || byte == '"' || byte == '\\') break;
    size_t length = byte < 0x80 ? 1 : ayes_span_sequence(ayes_span_from(line, at));
    if (length == 0) break;
    at += length;
  }
  return at;
}

/* Behind \u: four digits; UINT32_MAX when there are none. */
static uint32_t take_unit(flat *it) {
  uint32_t unit = 0;
  for (int i = 0; i < 4; i++) {
    char digit = ayes_byte_to_lower(peek(it));
    if (ayes_byte_is_digit(digit)) unit = unit * 16 + (uint32_t)(digit - '0');
    else if (digit >= 'a' && digit <= 'f') unit = unit * 16 + (uint32_t)(digit - 'a' + 10);
    else return UINT32_MAX;
    it->at++;
  }
  return unit;
}

/* A character, from one unit or a pair. NUL and half a pair need repair: not here. */
static bool take_code_point(flat *it) {
  char bytes[4];
  uint32_t unit = take_unit(it), low;
  if (unit == UINT32_MAX || unit == 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) return false;
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    if (!take(it, '\\') || !take(it, 'u')) return false;
    low = take_unit(it);
    if (low < 0xDC00 || low > 0xDFFF) return false;
    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }
  ayes_buffer_add(it->strings, ayes_span_make(bytes, ayes_utf8_encode(unit, bytes)));
  return true;
}

/* Behind a backslash. */
static bool take_escape(flat *it) {
  static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  char byte = peek(it);
  const char *letter = byte ? strchr(letters, byte) : NULL;
  if (take(it, 'u')) return take_code_point(it);
  if (!letter) return false;
  it->at++;
  ayes_buffer_add_byte(it->strings, meanings[letter - letters]);
  return true;
}

/* Behind the first backslash of a string that starts at start. */
static bool take_escaped(flat *it, size_t start, size_t first_escape, ayes_span *text) {
  size_t begin = it->strings->length;
  ayes_buffer_add(it->strings, ayes_span_slice(it->line, start, first_escape));
  while (take(it, '\\')) {
    if (!take_escape(it)) return false;
    size_t end = plain_end(it->line, it->at);
    ayes_buffer_add(it->strings, ayes_span_slice(it->line, it->at, end));
    it->at = end;
  }
  *text = ayes_span_from(ayes_buffer_span(it->strings), begin);
  return take(it, '"');
}

static bool take_string(flat *it, ayes_span *text) {
  if (!take(it, '"')) return false;
  size_t start = it->at;
  it->at = plain_end(it->line, start);
  *text = ayes_span_slice(it->line, start, it->at);
  return take(it, '"') || take_escaped(it, start, it->at, text);
}

/* ---- Numbers ---- */

static size_t take_digits(flat *it) {
  size_t start = it->at;
  while (ayes_byte_is_digit(peek(it))) it->at++;
  return it->at - start;
}

/* An integer that is written as jansson writes it, or a short fraction. */
static bool take_number(flat *it, bool *is_integer, ayes_span *text) {
  size_t start = it->at;
  bool is_negative = take(it, '-'), starts_with_0 = peek(it) == '0';
  size_t digits = take_digits(it);
  if (digits == 0 || digits > INTEGER_DIGITS || (starts_with_0 && (digits > 1 || is_negative)))
    return false;
  *is_integer = !take(it, '.');
  if (!*is_integer) {
    size_t fraction = take_digits(it);
    if (fraction == 0 || fraction > FRACTION_DIGITS) return false;
  }
  *text = ayes_span_slice(it->line, start, it->at);
  return true;
}

/* ---- Fields ---- */

#define NAME(text) \
  { text, sizeof text - 1 }
static const ayes_span names[] = {NAME("id"),         NAME("text"),   NAME("question"),
                                  NAME("respondent"), NAME("answer"), NAME("target"),
                                  NAME("group")};
#undef NAME
enum { ID, TEXT, QUESTION, RESPONDENT, ANSWER, TARGET, GROUP, UNKNOWN };

static ayes_span *field_of(ayes_answer *answer, int field) {
  switch (field) {
    case ID: return &answer->id;
    case TEXT: return &answer->text;
    case QUESTION: return &answer->question;
    case RESPONDENT: return &answer->respondent;
    case ANSWER: return &answer->answer;
    case TARGET: return &answer->target;
    default: return &answer->group;
  }
}

static int find_field(ayes_span key) {
  int field = 0;
  while (field < UNKNOWN && (names[field].length != key.length ||
                             memcmp(names[field].data, key.data, key.length) != 0))
    field++;
  return field;
}

/* Notes a key; false when it is there already, or there are too many to tell. */
static bool note_key(flat *it, ayes_span key, int field) {
  if (field != UNKNOWN) {
    bool is_new = !(it->seen >> field & 1);
    it->seen |= 1u << field;
    return is_new;
  }
  for (size_t i = 0; i < it->unknown_count; i++)
    if (ayes_span_equal(it->unknown[i], key)) return false;
  if (it->unknown_count == UNKNOWN_LIMIT) return false;
  it->unknown[it->unknown_count++] = key;
  return true;
}

static bool take_value(flat *it, int field) {
  ayes_span text;
  bool is_integer = false;
  if (peek(it) == '"') {
    if (!take_string(it, &text)) return false;
    if (field != UNKNOWN && (field != ID || text.length)) *field_of(&it->answer, field) = text;
    return true;
  }
  if (field == TEXT) return false;
  if (take_word(it, "null")) return true;
  if (field == UNKNOWN && (take_word(it, "true") || take_word(it, "false"))) return true;
  if (!take_number(it, &is_integer, &text)) return false;
  if (field == UNKNOWN) return true;
  *field_of(&it->answer, field) = text;
  return is_integer;
}

static bool take_member(flat *it, bool refuse_unknown) {
  ayes_span key;
  skip_space(it);
  size_t decoded = it->strings->length;
  if (!take_string(it, &key) || it->strings->length > decoded) return false;
  int field = find_field(key);
  if ((refuse_unknown && field == UNKNOWN) || !note_key(it, key, field)) return false;
  skip_space(it);
  if (!take(it, ':')) return false;
  skip_space(it);
  if (!take_value(it, field)) return false;
  skip_space(it);
  return true;
}

bool ayes_flat_read(ayes_span line, bool refuse_unknown, ayes_buffer *strings,
                    ayes_record *record) {
  flat it;
  it.line = line;
  it.at = 0;
  it.strings = strings;
  it.answer = record->answer;
  it.seen = 0;
  it.unknown_count = 0;
  ayes_buffer_clear(strings);
  if (ayes_array_reserve(&strings->data, &strings->capacity, line.length, 1, NULL) != AYES_OK)
    return false;
  if (!take(&it, '{')) return false;
  do {
    if (!take_member(&it, refuse_unknown)) return false;
  } while (take(&it, ','));
  if (!take(&it, '}') || it.at != line.length || !(it.seen >> TEXT & 1)) return false;
  record->answer = it.answer;
  return true;
}
