/* SPDX-License-Identifier: MIT
 *
 * One pass over the bytes. Accepted is a subset of RFC 8259 within which nothing can differ from
 * what jansson reads: well-formed UTF-8 without control bytes, whole escapes, no key twice, at most
 * UNKNOWN_LIMIT fields that no one knows, integers of at most 18 digits. A string without escapes
 * is the bytes of the line themselves; others are decoded into one buffer, which has room for the
 * whole line beforehand, since no escape is shorter than what it stands for.
 *
 * What stands before a value is compared with what stood there in the line before, as a whole, for
 * lines of a file have the same members in the same order; the ends of strings are found by the
 * bits of 64 bytes.
 */
#include "corpus/corpus_flat.h"

#include "base/array.h"
#include "base/lanes.h"
#include "text/utf8.h"

enum { UNKNOWN_LIMIT = 16, INTEGER_DIGITS = 18, FRACTION_DIGITS = 17 };

#define NAME(text) \
  { text, sizeof text - 1 }
static const ayes_span names[] = {NAME("id"),         NAME("text"),   NAME("question"),
                                  NAME("respondent"), NAME("answer"), NAME("target"),
                                  NAME("group")};
#undef NAME
enum { ID, TEXT, QUESTION, RESPONDENT, ANSWER, TARGET, GROUP, UNKNOWN };

typedef struct flat {
  ayes_span text; /* from the line on */
  size_t at;
  bool refuse_unknown;
  ayes_buffer *strings;
  ayes_span values[UNKNOWN + 1]; /* by field */
  unsigned seen;                 /* bits of known fields */
  ayes_span unknown[UNKNOWN_LIMIT];
  size_t unknown_count;
} flat;

static char peek(const flat *it) { return it->at < it->text.length ? it->text.data[it->at] : '\0'; }

static void skip_space(flat *it) {
  char byte;
  while ((byte = peek(it)) == ' ' || byte == '\t' || byte == '\r') it->at++;
}

static bool take(flat *it, char byte) {
  if (peek(it) != byte) return false;
  it->at++;
  return true;
}

static bool take_word(flat *it, const char *word) {
  if (!ayes_span_starts_with(ayes_span_from(it->text, it->at), ayes_span_of(word))) return false;
  it->at += strlen(word);
  return true;
}

/* ---- Strings ---- */

/* Passes over bytes that are no quote, backslash or control byte; *beyond gets bits where some of
 * them, or of those behind them, are not ASCII. */
static void pass_plain(flat *it, unsigned *beyond) {
  const char *data = it->text.data;
  size_t at = it->at, length = it->text.length;
  uint64_t ends = 0;
  for (; !ends && length - at >= AYES_LANES_WIDE; at += AYES_LANES_WIDE)
    ends = ayes_lanes_string_ends(data + at, beyond);
  if (ends) at -= AYES_LANES_WIDE - ayes_first_bit(ends);
  for (; at < length && !ayes_byte_ends_string(data[at]); at++)
    *beyond |= (unsigned char)data[at] >> 7;
  it->at = at;
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

/* Goes on from the first backslash of a string that starts at start. */
static bool take_escaped(flat *it, size_t start, unsigned *beyond, ayes_span *string) {
  size_t begin = it->strings->length;
  ayes_buffer_add(it->strings, ayes_span_slice(it->text, start, it->at));
  while (take(it, '\\')) {
    if (!take_escape(it)) return false;
    start = it->at;
    pass_plain(it, beyond);
    ayes_buffer_add(it->strings, ayes_span_slice(it->text, start, it->at));
  }
  *string = ayes_span_from(ayes_buffer_span(it->strings), begin);
  return take(it, '"');
}

static bool take_string(flat *it, ayes_span *string) {
  unsigned beyond = 0;
  if (!take(it, '"')) return false;
  size_t start = it->at;
  pass_plain(it, &beyond);
  *string = ayes_span_slice(it->text, start, it->at);
  if (!take(it, '"') && !take_escaped(it, start, &beyond, string)) return false;
  return !beyond || ayes_utf8_is_valid(*string);
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
  *text = ayes_span_slice(it->text, start, it->at);
  return true;
}

/* ---- Fields ---- */

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
  bool is_integer = false;
  ayes_span *value = &it->values[field];
  if (peek(it) == '"') return take_string(it, value);
  if (field == TEXT) return false;
  if (take_word(it, "null")) return true;
  if (field == UNKNOWN && (take_word(it, "true") || take_word(it, "false"))) return true;
  return take_number(it, &is_integer, value) && (is_integer || field == UNKNOWN);
}

/* ---- Leads: what stands before values ---- */

/* Whether the lead stands here, which is passed over then. */
static bool take_lead(flat *it, const ayes_flat_lead *lead) {
  uint64_t words[AYES_FLAT_LEAD_WORDS], differing = 0;
  if (!lead->length || it->text.length - it->at < sizeof words) return false;
  memcpy(words, it->text.data + it->at, sizeof words);
  for (size_t i = 0; i < AYES_FLAT_LEAD_WORDS; i++)
    differing |= (words[i] ^ lead->words[i]) & lead->mask[i];
  if (differing) return false;
  it->at += lead->length;
  return true;
}

/* Notes the bytes from start on up to here, if there are not too many. */
static void note_bytes(const flat *it, size_t start, ayes_flat_lead *lead) {
  size_t length = it->at - start;
  if (length > sizeof lead->words) return;
  memset(lead->mask, 0, sizeof lead->mask);
  memset(lead->mask, 0xFF, length);
  memcpy(lead->words, it->text.data + start, length);
  lead->length = length;
}

/* Reads up to the value, and notes in the lead what was read. */
static bool read_lead(flat *it, char opener, ayes_flat_lead *lead) {
  ayes_span key;
  size_t start = it->at, decoded = it->strings->length;
  lead->length = 0;
  if (!take(it, opener)) return false;
  skip_space(it);
  lead->key = it->at + 1 - start;
  if (!take_string(it, &key) || it->strings->length > decoded) return false;
  lead->key_length = key.length;
  lead->field = find_field(key);
  skip_space(it);
  if (!take(it, ':')) return false;
  note_bytes(it, start, lead);
  return true;
}

/* ---- Lines ---- */

static bool take_member(flat *it, char opener, ayes_flat_lead *lead) {
  size_t start = it->at;
  if (!take_lead(it, lead) && !read_lead(it, opener, lead)) return false;
  ayes_span key = ayes_span_make(it->text.data + start + lead->key, lead->key_length);
  if ((it->refuse_unknown && lead->field == UNKNOWN) || !note_key(it, key, lead->field))
    return false;
  skip_space(it);
  if (!take_value(it, lead->field)) return false;
  skip_space(it);
  return true;
}

static bool take_object(flat *it, ayes_flat_habits *habits) {
  size_t i = 0;
  if (!take_member(it, '{', &habits->leads[0])) return false;
  while (!take(it, '}')) {
    i += i < AYES_FLAT_LEADS - 1;
    if (!take_member(it, ',', &habits->leads[i])) return false;
  }
  return it->seen >> TEXT & 1;
}

size_t ayes_flat_read(ayes_span text, bool refuse_unknown, ayes_flat_habits *habits,
                      ayes_buffer *strings, ayes_answer *answer) {
  flat it;
  it.text = text;
  it.at = it.seen = 0;
  it.refuse_unknown = refuse_unknown;
  it.strings = strings;
  it.unknown_count = 0;
  for (int i = 0; i <= UNKNOWN; i++) it.values[i] = ayes_span_make(NULL, 0);
  ayes_buffer_clear(strings);
  if (ayes_array_reserve(&strings->data, &strings->capacity, text.length, 1, NULL) != AYES_OK ||
      !take_object(&it, habits))
    return 0;
  skip_space(&it);
  bool has_end = take(&it, '\n');
  if (!has_end && it.at < text.length) return 0;
  *answer = (ayes_answer){it.values[ID],         it.values[TEXT],   it.values[QUESTION],
                          it.values[RESPONDENT], it.values[ANSWER], it.values[TARGET],
                          it.values[GROUP]};
  return it.at;
}
