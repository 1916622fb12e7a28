/* SPDX-License-Identifier: MIT
 *
 * Runs of bytes that nothing happens in, sixteen bytes at a time: what most of a text is, passed
 * over before any rule is asked.
 *
 *     end = ayes_word_run_end(bytes, at);      -- behind "parks" of "parks, and"
 */
#ifndef AYES_TEXT_SCAN_H
#define AYES_TEXT_SCAN_H

#include "base/lanes.h"

/* A letter or a digit in ASCII. */
static inline bool ayes_byte_is_word(char byte) {
  return ayes_byte_is_letter(byte) || ayes_byte_is_digit(byte);
}

/* ASCII that can be no part of a line end or bullet. */
static inline bool ayes_byte_is_inline(char byte) {
  return byte > '\r' && (unsigned char)byte < 0x80;
}

/* The same with what is not ASCII but cannot begin a line end or bullet. */
static inline bool ayes_byte_is_in_line(char byte) {
  return (unsigned char)byte > '\r' && byte != '\xC2' && byte != '\xE2';
}

/* ayes_byte_is_inline, and no terminator of sentences. */
static inline bool ayes_byte_is_prose(char byte) {
  return ayes_byte_is_inline(byte) && byte != '.' && byte != '!' && byte != '?';
}

#if defined(__SSE2__)

static inline __m128i ayes_lanes_load(const char *data) {
  return _mm_loadu_si128((const __m128i *)(const void *)data);
}

/* A bit for each of AYES_LANES bytes that is not ayes_byte_is_word. A range of characters is
 * shifted so that it ends at 127, the greatest of signed bytes. */
static inline unsigned ayes_lanes_not_word(const char *data) {
  __m128i bytes = ayes_lanes_load(data), lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
  __m128i letters =
      _mm_cmpgt_epi8(_mm_add_epi8(lower, _mm_set1_epi8(127 - 'z')), _mm_set1_epi8(127 - 26));
  __m128i digits =
      _mm_cmpgt_epi8(_mm_add_epi8(bytes, _mm_set1_epi8(127 - '9')), _mm_set1_epi8(127 - 10));
  return (unsigned)_mm_movemask_epi8(_mm_or_si128(letters, digits)) ^ 0xFFFFu;
}

/* A bit for each that is no letter of ASCII. */
static inline unsigned ayes_lanes_not_letter(const char *data) {
  __m128i lower = _mm_or_si128(ayes_lanes_load(data), _mm_set1_epi8(0x20));
  __m128i letters =
      _mm_cmpgt_epi8(_mm_add_epi8(lower, _mm_set1_epi8(127 - 'z')), _mm_set1_epi8(127 - 26));
  return (unsigned)_mm_movemask_epi8(letters) ^ 0xFFFFu;
}

/* A bit for each that is not ayes_byte_is_inline; as signed bytes, what is not ASCII is low. */
static inline unsigned ayes_lanes_not_inline(const char *data) {
  __m128i other = _mm_cmplt_epi8(ayes_lanes_load(data), _mm_set1_epi8('\r' + 1));
  return (unsigned)_mm_movemask_epi8(other);
}

/* A bit for each that is not ayes_byte_is_in_line. */
static inline unsigned ayes_lanes_not_in_line(const char *data) {
  __m128i bytes = ayes_lanes_load(data);
  __m128i other = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8('\r')), bytes);
  other = _mm_or_si128(other, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\xC2')));
  other = _mm_or_si128(other, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\xE2')));
  return (unsigned)_mm_movemask_epi8(other);
}

/* A bit for each that is not ayes_byte_is_prose. */
static inline unsigned ayes_lanes_not_prose(const char *data) {
  __m128i bytes = ayes_lanes_load(data);
  __m128i other = _mm_cmplt_epi8(bytes, _mm_set1_epi8('\r' + 1));
  other = _mm_or_si128(other, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('.')));
  other = _mm_or_si128(other, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('!')));
  other = _mm_or_si128(other, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('?')));
  return (unsigned)_mm_movemask_epi8(other);
}

static inline unsigned ayes_lanes_spaces(const char *data) {
  return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(ayes_lanes_load(data), _mm_set1_epi8(' ')));
}

static inline unsigned ayes_lanes_beyond_ascii(const char *data) {
  return (unsigned)_mm_movemask_epi8(ayes_lanes_load(data));
}

/* A bit for each that is one of a, e, i, o, u. */
static inline unsigned ayes_lanes_vowels(const char *data) {
  __m128i bytes = ayes_lanes_load(data);
  __m128i vowels = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('a')),
                                _mm_cmpeq_epi8(bytes, _mm_set1_epi8('e')));
  vowels = _mm_or_si128(vowels, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('i')));
  vowels = _mm_or_si128(vowels, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('o')));
  vowels = _mm_or_si128(vowels, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('u')));
  return (unsigned)_mm_movemask_epi8(vowels);
}

/* A bit for each byte, as a signed number, from first to last. */
static inline unsigned ayes_lanes_between(const char *data, signed char first, signed char last) {
  __m128i bytes = ayes_lanes_load(data);
  __m128i others = _mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(first)),
                                _mm_cmpgt_epi8(bytes, _mm_set1_epi8(last)));
  return (unsigned)_mm_movemask_epi8(others) ^ 0xFFFFu;
}

#else

static inline unsigned ayes_lanes_beyond_ascii(const char *data) {
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i++) mask |= (unsigned)((unsigned char)data[i] > 127) << i;
  return mask;
}

static inline unsigned ayes_lanes_vowels(const char *data) {
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i++)
    mask |= (unsigned)(data[i] && strchr("aeiou", data[i])) << i;
  return mask;
}

static inline unsigned ayes_lanes_between(const char *data, signed char first, signed char last) {
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i++) {
    signed char byte = (signed char)data[i];
    mask |= (unsigned)(byte >= first && byte <= last) << i;
  }
  return mask;
}

static inline unsigned ayes_lanes_spaces(const char *data) {
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i++) mask |= (unsigned)(data[i] == ' ') << i;
  return mask;
}

static inline unsigned ayes_lanes_not_letter(const char *data) {
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i++) mask |= (unsigned)!ayes_byte_is_letter(data[i]) << i;
  return mask;
}

static inline unsigned ayes_lanes_not_word(const char *data) {
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i++) mask |= (unsigned)!ayes_byte_is_word(data[i]) << i;
  return mask;
}

static inline unsigned ayes_lanes_not_inline(const char *data) {
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i++) mask |= (unsigned)!ayes_byte_is_inline(data[i]) << i;
  return mask;
}

static inline unsigned ayes_lanes_not_in_line(const char *data) {
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i++) mask |= (unsigned)!ayes_byte_is_in_line(data[i]) << i;
  return mask;
}

static inline unsigned ayes_lanes_not_prose(const char *data) {
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i++) mask |= (unsigned)!ayes_byte_is_prose(data[i]) << i;
  return mask;
}

#endif

/* Behind the run from at on of bytes that is_in says yes to; others: a bit for each of AYES_LANES
 * bytes that is not. Both are known where this is called, so that they are inlined. The last bytes
 * are looked at with some before them, for how many there are nobody can foretell. */
static inline size_t ayes_run_end(ayes_span bytes, size_t at, unsigned (*others)(const char *),
                                  bool (*is_in)(char)) {
  while (bytes.length - at >= AYES_LANES) {
    unsigned mask = others(bytes.data + at);
    if (mask) return at + ayes_first_bit(mask);
    at += AYES_LANES;
  }
  if (at < bytes.length && bytes.length >= AYES_LANES) {
    size_t last = bytes.length - AYES_LANES;
    unsigned mask = others(bytes.data + last) >> (at - last);
    return mask ? at + ayes_first_bit(mask) : bytes.length;
  }
  while (at < bytes.length && is_in(bytes.data[at])) at++;
  return at;
}

/* Behind the letters and digits of ASCII from at on. */
static inline size_t ayes_word_run_end(ayes_span bytes, size_t at) {
  return ayes_run_end(bytes, at, ayes_lanes_not_word, ayes_byte_is_word);
}

/* Where the letters of ASCII before end start, of which most bytes are looked at, and none before
 * floor. */
static inline size_t ayes_letters_start(ayes_span bytes, size_t floor, size_t end, size_t most) {
  size_t start = end;
  if (end - floor >= AYES_LANES && most >= AYES_LANES) {
    unsigned others = ayes_lanes_not_letter(bytes.data + end - AYES_LANES);
    if (others) return end - AYES_LANES + ayes_last_bit(others) + 1;
    start = end - AYES_LANES;
  }
  while (start > floor && end - start < most && ayes_byte_is_letter(bytes.data[start - 1])) start--;
  return start;
}

/* Behind what is ayes_byte_is_prose from at on. */
static inline size_t ayes_prose_run_end(ayes_span bytes, size_t at) {
  return ayes_run_end(bytes, at, ayes_lanes_not_prose, ayes_byte_is_prose);
}

/* Behind what is ayes_byte_is_in_line from at on. */
static inline size_t ayes_line_run_end(ayes_span bytes, size_t at) {
  return ayes_run_end(bytes, at, ayes_lanes_not_in_line, ayes_byte_is_in_line);
}

/* Behind what is ayes_byte_is_inline from at on. */
static inline size_t ayes_inline_run_end(ayes_span bytes, size_t at) {
  return ayes_run_end(bytes, at, ayes_lanes_not_inline, ayes_byte_is_inline);
}

#endif
