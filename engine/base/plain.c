/* SPDX-License-Identifier: MIT
 *
 * One byte at a time, so that a tick is compared where it stands.
 */
#include "base/plain.h"

static bool is_word_byte(char byte) {
  return ayes_byte_is_letter(byte) || ayes_byte_is_digit(byte) || (unsigned char)byte >= 0x80;
}

static bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
static bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }

/* Bytes of what stands between words at i: one byte, or a quotation mark, space or emoji beyond
 * ASCII. */
static size_t gap_at(ayes_span text, size_t i) {
  static const char *const signs[] = {"\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9C",
                                      "\xE2\x80\x9D", "\xE2\x80\x93", "\xE2\x80\x94",
                                      "\xC2\xA0",     "\xEF\xBB\xBF", "\xE2\x80\xA6"};
  if (!is_word_byte(text.data[i])) return 1;
  if ((unsigned char)text.data[i] < 0x80) return 0;
  for (size_t j = 0; j < sizeof signs / sizeof *signs; j++)
    if (ayes_span_starts_with(ayes_span_from(text, i), ayes_span_of(signs[j])))
      return strlen(signs[j]);
  ayes_span rest = ayes_span_from(text, i);
  bool is_emoji = ayes_span_starts_with(rest, ayes_span_of("\xF0\x9F"));
  return is_emoji ? (rest.length < 4 ? rest.length : 4) : 0;
}

bool ayes_plain_next(ayes_plain *plain, char *byte) {
  ayes_span text = plain->text;
  bool has_gap = false;
  *byte = plain->pending;
  plain->pending = 0;
  if (*byte) return true;
  for (size_t gap; plain->at < text.length && (gap = gap_at(text, plain->at)); has_gap = true)
    plain->at += gap;
  if (plain->at >= text.length) return false;
  size_t i = plain->at++;
  bool is_camel = i && is_lower(text.data[i - 1]) && is_upper(text.data[i]);
  *byte = ayes_byte_to_lower(text.data[i]);
  if (plain->has_begun && (has_gap || is_camel)) {
    plain->pending = *byte;
    *byte = ' ';
  }
  plain->has_begun = true;
  return true;
}

int ayes_plain_compare(ayes_span words, ayes_span text) {
  ayes_plain plain = {.text = text};
  char byte;
  for (size_t i = 0; i < words.length; i++) {
    if (!ayes_plain_next(&plain, &byte)) return 1;
    if (words.data[i] != byte) return (unsigned char)words.data[i] < (unsigned char)byte ? -1 : 1;
  }
  return ayes_plain_next(&plain, &byte) ? -1 : 0;
}
