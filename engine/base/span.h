/* SPDX-License-Identifier: MIT
 *
 * Borrowed runs of bytes (ayes_span, see ayes_types.h) and what can be asked of them.
 *
 *     ayes_span name = ayes_span_of("support");
 *     if (ayes_span_equal(name, field)) ...
 */
#ifndef AYES_BASE_SPAN_H
#define AYES_BASE_SPAN_H

#include <string.h>

#include "ayes_types.h"

static inline ayes_span ayes_span_make(const char *data, size_t length) {
  ayes_span span = {data, length};
  return span;
}

/* The bytes of a C string without its zero; NULL gives the empty span. */
static inline ayes_span ayes_span_of(const char *text) {
  return ayes_span_make(text, text ? strlen(text) : 0);
}

static inline ayes_span ayes_span_from(ayes_span span, size_t start) {
  if (start > span.length) start = span.length;
  return ayes_span_make(span.length ? span.data + start : span.data, span.length - start);
}

static inline ayes_span ayes_span_slice(ayes_span span, size_t start, size_t end) {
  if (end > span.length) end = span.length;
  if (start > end) start = end;
  return ayes_span_make(span.length ? span.data + start : span.data, end - start);
}

/* Length, ends and middle of a short span in one number: what little there is to tell ids and the
 * like apart, without a branch for each length. */
static inline uint64_t ayes_span_sample(ayes_span span) {
  const char *bytes = span.length ? span.data : "";
  uint64_t first = (unsigned char)bytes[0], middle = (unsigned char)bytes[span.length / 2],
           last = (unsigned char)bytes[span.length - (span.length > 0)];
  return (uint64_t)span.length << 24 ^ (first << 16 | middle << 8 | last);
}

bool ayes_span_equal(ayes_span a, ayes_span b);

/* Equal without regard to ASCII case. */
bool ayes_span_equal_ignoring_case(ayes_span a, ayes_span b);

bool ayes_span_starts_with(ayes_span span, ayes_span prefix);
bool ayes_span_ends_with(ayes_span span, ayes_span suffix);

/* Byte order, shorter first among equals; for sorting. */
int ayes_span_compare(ayes_span a, ayes_span b);

/* Without ASCII white space at both ends. */
ayes_span ayes_span_trim(ayes_span span);

/* Index of the first byte equal to wanted, or span.length. */
size_t ayes_span_find_byte(ayes_span span, char wanted);

/* Index of the first occurrence of wanted, or span.length. An empty needle is found at 0. */
size_t ayes_span_find(ayes_span span, ayes_span wanted);

/* Takes the piece before separator off the front of rest; false when rest is used up.
 * "a;b" gives "a", "b"; "" gives nothing. */
bool ayes_span_split(ayes_span *rest, char separator, ayes_span *piece);

/* Reads a whole span as a finite decimal number, locale-independently. */
bool ayes_span_to_number(ayes_span span, double *value);

/* Reads a whole span of 1 to 16 hexadecimal digits. */
bool ayes_span_to_hex(ayes_span digits, uint64_t *value);

/* Reads a whole span as an unsigned decimal integer. */
bool ayes_span_to_size(ayes_span span, size_t *value);

/* Length (1 to 4) of the well-formed UTF-8 sequence at the front of a span that is not empty
 * (Unicode 15, table 3-7), or 0. */
size_t ayes_span_sequence(ayes_span text);

/* 64-bit hash (XXH3); the same on every machine. */
uint64_t ayes_span_hash(ayes_span span);

static inline bool ayes_byte_is_space(char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}
static inline bool ayes_byte_is_digit(char byte) { return byte >= '0' && byte <= '9'; }
static inline bool ayes_byte_is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}
static inline char ayes_byte_to_lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Eight bytes at a time, for the loops that pass over every byte: 0 exactly when none of the bytes
 * of word is equal to wanted. */
static inline uint64_t ayes_bytes_equal(uint64_t word, unsigned char wanted) {
  const uint64_t each = UINT64_C(0x0101010101010101);
  uint64_t difference = word ^ each * wanted;
  return (difference - each) & ~difference & each * 0x80;
}

/* 0 exactly when none of the bytes is below limit (at most 127) or above 127. */
static inline uint64_t ayes_bytes_below(uint64_t word, unsigned char limit) {
  const uint64_t each = UINT64_C(0x0101010101010101);
  return ((word - each * limit) | word) & each * 0x80;
}

/* ASCII letters in lower case; no byte is above 127. */
static inline uint64_t ayes_bytes_to_lower(uint64_t word) {
  const uint64_t each = UINT64_C(0x0101010101010101);
  uint64_t upper = (word + each * (0x80 - 'A')) & ~(word + each * (0x7F - 'Z')) & each * 0x80;
  return word | upper >> 2;
}

#endif
