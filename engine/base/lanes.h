/* SPDX-License-Identifier: MIT
 *
 * Sixteen bytes at a time, for the loops that pass over every byte: where in a block the first byte
 * stands that needs a look. With SSE2 (every x86-64) a few instructions a block; elsewhere by
 * words of eight bytes.
 *
 *     unsigned mask = ayes_lanes_json(data);          -- AYES_LANES bytes may be read there
 *     if (mask) at += ayes_first_bit(mask);
 */
#ifndef AYES_BASE_LANES_H
#define AYES_BASE_LANES_H

#include "base/bits.h"
#include "base/span.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { AYES_LANES = 16 };

/* Whether a byte is written into a string of JSON as it is: printable ASCII but " and \. */
static inline bool ayes_byte_is_json(unsigned char byte) {
  return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

/* A bit for each of AYES_LANES bytes for which ayes_byte_is_json is false. */
static inline unsigned ayes_lanes_json(const char *data) {
#if defined(__SSE2__)
  __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)data);
  __m128i other = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)); /* signed: or not ASCII */
  other = _mm_or_si128(other, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F)));
  other = _mm_or_si128(other, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
  other = _mm_or_si128(other, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
  return (unsigned)_mm_movemask_epi8(other);
#else
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i += 8) {
    uint64_t word;
    memcpy(&word, data + i, sizeof word);
    if (!(ayes_bytes_below(word, ' ') | ayes_bytes_equal(word, 0x7F) | ayes_bytes_equal(word, '"') |
          ayes_bytes_equal(word, '\\')))
      continue;
    for (unsigned k = i; k < i + 8; k++)
      mask |= (unsigned)!ayes_byte_is_json((unsigned char)data[k]) << k;
  }
  return mask;
#endif
}

/* A bit for each of AYES_LANES bytes that goes on with a code point of UTF-8. */
static inline unsigned ayes_lanes_continuing(const char *data) {
#if defined(__SSE2__)
  __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)data);
  return (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(bytes, _mm_set1_epi8(-0x40)));
#else
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i++)
    mask |= (unsigned)(((unsigned char)data[i] & 0xC0) == 0x80) << i;
  return mask;
#endif
}

/* Whether a byte cannot stand in a string of JSON as it is. */
static inline bool ayes_byte_ends_string(char byte) {
  return (unsigned char)byte < 0x20 || byte == '"' || byte == '\\';
}

enum { AYES_LANES_WIDE = 64 };

/* A bit for each of AYES_LANES_WIDE bytes for which ayes_byte_ends_string is true; *beyond gets
 * bits if some are not ASCII. */
static inline uint64_t ayes_lanes_string_ends(const char *data, unsigned *beyond) {
  uint64_t ends = 0;
#if defined(__SSE2__)
  __m128i all = _mm_setzero_si128();
  for (unsigned i = 0; i < AYES_LANES_WIDE; i += AYES_LANES) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(data + i));
    __m128i other = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
    other = _mm_or_si128(other, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
    other = _mm_or_si128(other, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    all = _mm_or_si128(all, bytes);
    ends |= (uint64_t)(unsigned)_mm_movemask_epi8(other) << i;
  }
  *beyond |= (unsigned)_mm_movemask_epi8(all);
#else
  for (unsigned i = 0; i < AYES_LANES_WIDE; i++) {
    ends |= (uint64_t)ayes_byte_ends_string(data[i]) << i;
    *beyond |= (unsigned char)data[i] >> 7;
  }
#endif
  return ends;
}

/* A bit for each of AYES_LANES_WIDE bytes; lanes gives those of AYES_LANES, and is known where this
 * is called, so that it is inlined. */
static inline uint64_t ayes_lanes_wide(const char *data, unsigned (*lanes)(const char *)) {
  uint64_t low = lanes(data) | (uint64_t)lanes(data + AYES_LANES) << AYES_LANES;
  uint64_t high = lanes(data + 2 * AYES_LANES) | (uint64_t)lanes(data + 3 * AYES_LANES)
                                                     << AYES_LANES;
  return low | high << 2 * AYES_LANES;
}

enum { AYES_LANES_GROUP = 8 };

/* What count values, a multiple of AYES_LANES_GROUP, are without their signs, and the largest of
 * each group of them; returns the sum of all, the same everywhere. */
static inline float ayes_lanes_sizes(const int32_t *values, size_t count, float *sizes,
                                     float *largest) {
  float sums[4] = {0};
#if defined(__SSE2__)
  __m128 sum = _mm_setzero_ps(), sign = _mm_set1_ps(-0.0f);
  for (size_t i = 0; i < count; i += AYES_LANES_GROUP) {
    const __m128i *from = (const __m128i *)(const void *)(values + i);
    __m128 first = _mm_andnot_ps(sign, _mm_cvtepi32_ps(_mm_loadu_si128(from)));
    __m128 second = _mm_andnot_ps(sign, _mm_cvtepi32_ps(_mm_loadu_si128(from + 1)));
    _mm_storeu_ps(sizes + i, first);
    _mm_storeu_ps(sizes + i + 4, second);
    sum = _mm_add_ps(_mm_add_ps(sum, first), second);
    first = _mm_max_ps(first, second);
    first = _mm_max_ps(first, _mm_movehl_ps(first, first));
    _mm_store_ss(largest++, _mm_max_ss(first, _mm_shuffle_ps(first, first, 1)));
  }
  _mm_storeu_ps(sums, sum);
#else
  for (size_t i = 0; i < count; i++) {
    float size = (float)values[i];
    sizes[i] = size < 0 ? -size : size;
    sums[i % 4] += sizes[i];
    float *most = &largest[i / AYES_LANES_GROUP];
    if (i % AYES_LANES_GROUP == 0 || sizes[i] > *most) *most = sizes[i];
  }
#endif
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/* The index of the first of the largest of count values, a multiple of four and not 0; none is
 * below 0. */
static inline size_t ayes_lanes_largest(const float *values, size_t count) {
  size_t at = 0;
#if defined(__SSE2__)
  __m128 most = _mm_setzero_ps(), others = most;
  for (size_t i = 0; i < count; i += 8) {
    most = _mm_max_ps(most, _mm_loadu_ps(values + i));
    others = _mm_max_ps(others, _mm_loadu_ps(values + i + 4));
  }
  most = _mm_max_ps(most, others);
  most = _mm_max_ps(most, _mm_movehl_ps(most, most));
  most = _mm_max_ss(most, _mm_shuffle_ps(most, most, 1));
  most = _mm_shuffle_ps(most, most, 0);
  unsigned mask = 0;
  for (; !(mask = (unsigned)_mm_movemask_ps(_mm_cmpeq_ps(most, _mm_loadu_ps(values + at))));
       at += 4)
    continue;
  at += ayes_first_bit(mask);
#else
  for (size_t i = 1; i < count; i++)
    if (values[i] > values[at]) at = i;
#endif
  return at;
}

/* Writes AYES_LANES bytes with the letters of ASCII in lower case, and returns a bit for each that
 * is not ASCII, which stays as it is. */
static inline unsigned ayes_lanes_to_lower(const char *data, char *to) {
#if defined(__SSE2__)
  __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)data);
  __m128i upper =
      _mm_cmpgt_epi8(_mm_add_epi8(bytes, _mm_set1_epi8(127 - 'Z')), _mm_set1_epi8(127 - 26));
  bytes = _mm_or_si128(bytes, _mm_and_si128(upper, _mm_set1_epi8(0x20)));
  _mm_storeu_si128((__m128i *)(void *)to, bytes);
  return (unsigned)_mm_movemask_epi8(bytes);
#else
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i++) {
    to[i] = ayes_byte_to_lower(data[i]);
    mask |= (unsigned)((unsigned char)data[i] > 0x7F) << i;
  }
  return mask;
#endif
}

/* A bit for each of AYES_LANES bytes that is below a space, or a space before another one; one byte
 * more may be read. */
static inline unsigned ayes_lanes_not_squeezed(const char *data) {
#if defined(__SSE2__)
  __m128i these = _mm_loadu_si128((const __m128i *)(const void *)data);
  __m128i next = _mm_loadu_si128((const __m128i *)(const void *)(data + 1));
  __m128i space = _mm_set1_epi8(' ');
  __m128i both = _mm_and_si128(_mm_cmpeq_epi8(these, space), _mm_cmpeq_epi8(next, space));
  __m128i below = _mm_cmpeq_epi8(_mm_min_epu8(these, _mm_set1_epi8(0x1F)), these);
  return (unsigned)_mm_movemask_epi8(_mm_or_si128(both, below));
#else
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i++)
    mask |= (unsigned)((unsigned char)data[i] < ' ' || (data[i] == ' ' && data[i + 1] == ' ')) << i;
  return mask;
#endif
}

/* Writes AYES_LANES bytes with the letters of ASCII in lower case, and returns a bit for each that
 * is not ASCII or below a space, or a space before another one; one byte more may be read. */
static inline unsigned ayes_lanes_fold(const char *data, char *to) {
#if defined(__SSE2__)
  __m128i these = _mm_loadu_si128((const __m128i *)(const void *)data);
  __m128i next = _mm_loadu_si128((const __m128i *)(const void *)(data + 1));
  __m128i upper =
      _mm_cmpgt_epi8(_mm_add_epi8(these, _mm_set1_epi8(127 - 'Z')), _mm_set1_epi8(127 - 26));
  __m128i lower = _mm_or_si128(these, _mm_and_si128(upper, _mm_set1_epi8(0x20)));
  _mm_storeu_si128((__m128i *)(void *)to, lower);
  __m128i space = _mm_set1_epi8(' ');
  __m128i both = _mm_and_si128(_mm_cmpeq_epi8(these, space), _mm_cmpeq_epi8(next, space));
  __m128i other = _mm_cmplt_epi8(these, space); /* signed: or not ASCII */
  return (unsigned)_mm_movemask_epi8(_mm_or_si128(both, other));
#else
  return ayes_lanes_to_lower(data, to) | ayes_lanes_not_squeezed(data);
#endif
}

/* Turns count numbers, a multiple of four, into the sums of those up to each. */
static inline void ayes_lanes_add_up(uint32_t *numbers, size_t count) {
#if defined(__SSE2__)
  __m128i sum = _mm_setzero_si128();
  for (size_t i = 0; i < count; i += 4) {
    __m128i *place = (__m128i *)(void *)(numbers + i), four = _mm_loadu_si128(place);
    four = _mm_add_epi32(four, _mm_slli_si128(four, 4));
    four = _mm_add_epi32(four, _mm_slli_si128(four, 8));
    four = _mm_add_epi32(four, sum);
    _mm_storeu_si128(place, four);
    sum = _mm_shuffle_epi32(four, 0xFF);
  }
#else
  uint32_t sum = 0;
  for (size_t i = 0; i < count; i++) numbers[i] = sum += numbers[i];
#endif
}

/* For eight values at once. */
enum { AYES_LANES_EIGHT = 8 };

/* A bit for each of eight numbers, so many bytes apart, that has one of the first bits, and eight
 * places above it one for each that has one of the second. */
static inline unsigned ayes_lanes_have_bits(const void *numbers, size_t stride, uint16_t first,
                                            uint16_t second) {
  const char *from = numbers;
  int16_t near[AYES_LANES_EIGHT];
  for (size_t i = 0; i < AYES_LANES_EIGHT; i++) memcpy(&near[i], from + i * stride, sizeof *near);
#if defined(__SSE2__)
  __m128i eight =
      _mm_set_epi16(near[7], near[6], near[5], near[4], near[3], near[2], near[1], near[0]);
  __m128i zero = _mm_setzero_si128();
  __m128i low = _mm_cmpeq_epi16(_mm_and_si128(eight, _mm_set1_epi16((short)first)), zero);
  __m128i high = _mm_cmpeq_epi16(_mm_and_si128(eight, _mm_set1_epi16((short)second)), zero);
  return ~(unsigned)_mm_movemask_epi8(_mm_packs_epi16(low, high)) & 0xFFFF;
#else
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES_EIGHT; i++)
    mask |= (unsigned)((near[i] & first) != 0) << i | (unsigned)((near[i] & second) != 0)
                                                          << (i + 8);
  return mask;
#endif
}

#if defined(__SSE2__)
static inline __m128i ayes_lanes_join_two(__m128i joined, const uint64_t *words,
                                          const uint64_t *mask) {
  __m128i two = _mm_loadu_si128((const __m128i *)(const void *)words);
  two = _mm_and_si128(two, _mm_loadu_si128((const __m128i *)(const void *)mask));
  return _mm_or_si128(joined, two);
}
#endif

/* Of eight words the first so many, 1 to 8, joined by or. */
static inline uint64_t ayes_lanes_join(const uint64_t *words, size_t count) {
  static const uint64_t kept[2 * AYES_LANES_EIGHT] = {
      UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX,
      UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX,
  };
  const uint64_t *mask = kept + AYES_LANES_EIGHT - count;
  uint64_t all = 0;
#if defined(__SSE2__)
  __m128i joined = ayes_lanes_join_two(_mm_setzero_si128(), words, mask);
  joined = ayes_lanes_join_two(joined, words + 2, mask + 2);
  joined = ayes_lanes_join_two(joined, words + 4, mask + 4);
  joined = ayes_lanes_join_two(joined, words + 6, mask + 6);
  joined = _mm_or_si128(joined, _mm_unpackhi_epi64(joined, joined));
  _mm_storel_epi64((__m128i *)(void *)&all, joined);
#else
  for (size_t i = 0; i < AYES_LANES_EIGHT; i++) all |= words[i] & mask[i];
#endif
  return all;
}

/* Writes for each of eight bytes, in the order of memory, what those before it and seen are, joined
 * by or; returns the same of all. */
static inline uint8_t ayes_lanes_join_before(uint64_t bytes, uint8_t seen, uint8_t *before) {
#if defined(__SSE2__) /* the first byte is the lowest */
  bytes |= seen;
  bytes |= bytes << 8;
  bytes |= bytes << 16;
  bytes |= bytes << 32;
  uint64_t shifted = bytes << 8 | seen;
  memcpy(before, &shifted, sizeof shifted);
  return (uint8_t)(bytes >> 56);
#else
  uint8_t each[AYES_LANES_EIGHT];
  memcpy(each, &bytes, sizeof each);
  for (size_t i = 0; i < AYES_LANES_EIGHT; i++) {
    before[i] = seen;
    seen |= each[i];
  }
  return seen;
#endif
}

/* A bit for each of eight bytes that has one of some bits. */
static inline unsigned ayes_lanes_bytes_have(const uint8_t *bytes, uint8_t bits) {
#if defined(__SSE2__)
  __m128i zero = _mm_setzero_si128();
  __m128i eight = _mm_loadl_epi64((const __m128i *)(const void *)bytes);
  eight = _mm_cmpeq_epi8(_mm_and_si128(eight, _mm_set1_epi8((char)bits)), zero);
  return ~(unsigned)_mm_movemask_epi8(eight) & 0xFF;
#else
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES_EIGHT; i++) mask |= (unsigned)((bytes[i] & bits) != 0) << i;
  return mask;
#endif
}

/* A bit for each of AYES_LANES bytes that is above 127 or NUL. */
static inline unsigned ayes_lanes_not_plain(const char *data) {
#if defined(__SSE2__)
  __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)data);
  return (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(bytes, _mm_set1_epi8(1)));
#else
  unsigned mask = 0;
  for (unsigned i = 0; i < AYES_LANES; i += 8) {
    uint64_t word;
    memcpy(&word, data + i, sizeof word);
    if (!ayes_bytes_below(word, 1)) continue;
    for (unsigned k = i; k < i + 8; k++)
      mask |= (unsigned)(data[k] == '\0' || (unsigned char)data[k] > 127) << k;
  }
  return mask;
#endif
}

#endif
