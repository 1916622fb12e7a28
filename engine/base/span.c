/* SPDX-License-Identifier: MIT
 *
 * Operations on borrowed bytes, all O(length), none of them locale-dependent.
 */
#include "base/span.h"

#include <math.h>
#include <stdlib.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

bool ayes_span_equal(ayes_span a, ayes_span b) {
  return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

bool ayes_span_equal_ignoring_case(ayes_span a, ayes_span b) {
  if (a.length != b.length) return false;
  for (size_t i = 0; i < a.length; i++)
    if (ayes_byte_to_lower(a.data[i]) != ayes_byte_to_lower(b.data[i])) return false;
  return true;
}

bool ayes_span_starts_with(ayes_span span, ayes_span prefix) {
  return ayes_span_equal(ayes_span_slice(span, 0, prefix.length), prefix);
}

bool ayes_span_ends_with(ayes_span span, ayes_span suffix) {
  if (suffix.length > span.length) return false;
  return ayes_span_equal(ayes_span_from(span, span.length - suffix.length), suffix);
}

int ayes_span_compare(ayes_span a, ayes_span b) {
  size_t shared = a.length < b.length ? a.length : b.length;
  int order = shared ? memcmp(a.data, b.data, shared) : 0;
  if (order) return order;
  return a.length < b.length ? -1 : a.length > b.length;
}

ayes_span ayes_span_trim(ayes_span span) {
  while (span.length && ayes_byte_is_space(span.data[0])) span = ayes_span_from(span, 1);
  while (span.length && ayes_byte_is_space(span.data[span.length - 1])) span.length--;
  return span;
}

size_t ayes_span_find_byte(ayes_span span, char wanted) {
  const char *found = span.length ? memchr(span.data, wanted, span.length) : NULL;
  return found ? (size_t)(found - span.data) : span.length;
}

size_t ayes_span_find(ayes_span span, ayes_span wanted) {
  if (wanted.length == 0) return 0;
  size_t at = 0;
  while (at + wanted.length <= span.length) {
    at += ayes_span_find_byte(ayes_span_from(span, at), wanted.data[0]);
    if (at + wanted.length > span.length) break;
    if (memcmp(span.data + at, wanted.data, wanted.length) == 0) return at;
    at++;
  }
  return span.length;
}

bool ayes_span_split(ayes_span *rest, char separator, ayes_span *piece) {
  if (rest->data == NULL) return false;
  size_t at = ayes_span_find_byte(*rest, separator);
  *piece = ayes_span_slice(*rest, 0, at);
  *rest = at < rest->length ? ayes_span_from(*rest, at + 1) : ayes_span_make(NULL, 0);
  return true;
}

static bool is_number_byte(char byte) {
  return ayes_byte_is_digit(byte) || byte == '.' || byte == '-' || byte == '+' || byte == 'e' ||
         byte == 'E';
}

/* Of sign, digits and point, with no more digits than a double holds exactly: a whole number
 * divided by a power of ten, both exact, so that the one division rounds as strtod does (Clinger
 * 1990). false: not such a number; strtod decides. */
static bool is_short_decimal(ayes_span span, double *value) {
  enum { MOST_DIGITS = 15 };
  static const double powers[MOST_DIGITS + 1] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  size_t at = span.length && span.data[0] == '-', digits = 0, places = 0;
  uint64_t whole = 0;
  bool has_point = false;
  for (; at < span.length; at++) {
    if (span.data[at] == '.' && !has_point) {
      has_point = true;
      continue;
    }
    if (!ayes_byte_is_digit(span.data[at]) || ++digits > MOST_DIGITS) return false;
    whole = whole * 10 + (uint64_t)(span.data[at] - '0');
    places += has_point;
  }
  if (!digits) return false;
  double size = (double)whole / powers[places];
  *value = span.data[0] == '-' ? -size : size;
  return true;
}

/* The program never calls setlocale with LC_NUMERIC, so strtod reads a point everywhere. */
bool ayes_span_to_number(ayes_span span, double *value) {
  char copy[64];
  if (is_short_decimal(span, value)) return true;
  if (span.length == 0 || span.length >= sizeof copy) return false;
  for (size_t i = 0; i < span.length; i++)
    if (!is_number_byte(span.data[i])) return false;
  memcpy(copy, span.data, span.length);
  copy[span.length] = '\0';
  char *end = NULL;
  double number = strtod(copy, &end);
  if (end != copy + span.length || !isfinite(number)) return false;
  *value = number;
  return true;
}

bool ayes_span_to_hex(ayes_span digits, uint64_t *value) {
  /* 1 + the value of a digit, 0 for others: digits and letters come by chance */
  static const unsigned char values[256] = {
      ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
      ['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12,
      ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16, ['A'] = 11, ['B'] = 12,
      ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16};
  uint64_t number = 0;
  if (digits.length == 0 || digits.length > 16) return false;
  for (size_t i = 0; i < digits.length; i++) {
    unsigned digit = values[(unsigned char)digits.data[i]];
    if (!digit) return false;
    number = number << 4 | (digit - 1);
  }
  *value = number;
  return true;
}

bool ayes_span_to_size(ayes_span span, size_t *value) {
  if (span.length == 0) return false;
  size_t number = 0;
  for (size_t i = 0; i < span.length; i++) {
    if (!ayes_byte_is_digit(span.data[i])) return false;
    size_t digit = (size_t)(span.data[i] - '0');
    if (number > (SIZE_MAX - digit) / 10) return false;
    number = number * 10 + digit;
  }
  *value = number;
  return true;
}

size_t ayes_span_sequence(ayes_span text) {
  const unsigned char *bytes = (const unsigned char *)text.data;
  unsigned char lead = bytes[0];
  size_t length = lead < 0x80   ? 1
                  : lead < 0xC2 ? 0
                  : lead < 0xE0 ? 2
                  : lead < 0xF0 ? 3
                  : lead < 0xF5 ? 4
                                : 0;
  if (length == 0 || length > text.length) return 0;
  for (size_t i = 1; i < length; i++)
    if ((bytes[i] & 0xC0) != 0x80) return 0;
  if (lead == 0xE0 && bytes[1] < 0xA0) return 0;
  if (lead == 0xED && bytes[1] > 0x9F) return 0;
  if (lead == 0xF0 && bytes[1] < 0x90) return 0;
  if (lead == 0xF4 && bytes[1] > 0x8F) return 0;
  return length;
}

uint64_t ayes_span_hash(ayes_span span) { return XXH3_64bits(span.data, span.length); }
