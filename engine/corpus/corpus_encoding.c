/* SPDX-License-Identifier: MIT
 *
 * Encodings: decided once a file from its first block, converted block by block. UTF-16 keeps the
 * half unit and half pair that a block's end may cut. Windows-1252 by the WHATWG Encoding Standard
 * (the five unassigned bytes become control characters). O(bytes).
 */
#include "corpus/corpus_parts.h"
#include "text/utf8.h"

static const uint16_t windows_upper[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

/* More ill-formed bytes than well-formed sequences beyond ASCII. The last few bytes of a full block
 * are left out: it may cut a sequence there. */
static bool looks_like_windows(ayes_span front) {
  size_t good = 0, bad = 0, end = front.length;
  if (end >= AYES_SOURCE_BLOCK) end -= 3;
  for (size_t i = 0; i < end;) {
    uint32_t code_point;
    if ((unsigned char)front.data[i] < 0x80) {
      i++;
      continue;
    }
    size_t length = ayes_utf8_decode(ayes_span_from(front, i), &code_point);
    if (length) good++;
    else bad++;
    i += length ? length : 1;
  }
  return bad > good;
}

size_t ayes_encoding_mark(ayes_span front) {
  if (ayes_span_starts_with(front, ayes_span_of("\xEF\xBB\xBF"))) return 3;
  if (ayes_span_starts_with(front, ayes_span_of("\xFF\xFE"))) return 2;
  return ayes_span_starts_with(front, ayes_span_of("\xFE\xFF")) ? 2 : 0;
}

/* Text in UTF-16 that is mostly Latin has a zero in every other byte and none in between. */
static bool looks_like_utf16(ayes_span front, ayes_encoding *encoding) {
  enum { FRONT = 4096, PAIRS = 4 };
  size_t zeros[2] = {0}, pairs = (front.length < FRONT ? front.length : FRONT) / 2;
  for (size_t i = 0; i < pairs * 2; i++) zeros[i % 2] += front.data[i] == '\0';
  *encoding = zeros[1] ? AYES_UTF16_LITTLE : AYES_UTF16_BIG;
  return pairs >= PAIRS && (zeros[0] == 0 || zeros[1] == 0) && zeros[0] + zeros[1] > pairs / 2;
}

ayes_encoding ayes_encoding_of(ayes_span front, bool may_be_windows, const char **why) {
  size_t mark = ayes_encoding_mark(front);
  ayes_encoding encoding;
  *why = "of the byte order mark";
  if (mark == 2) return front.data[0] == '\xFF' ? AYES_UTF16_LITTLE : AYES_UTF16_BIG;
  if (mark == 3) return AYES_UTF8;
  *why = "every other byte is zero";
  if (looks_like_utf16(front, &encoding)) return encoding;
  *why = "the bytes are not UTF-8";
  if (may_be_windows && looks_like_windows(front)) return AYES_WINDOWS_1252;
  *why = "the bytes are well-formed, or nearly so";
  return AYES_UTF8;
}

const char *ayes_encoding_name(ayes_encoding encoding) {
  static const char *const names[] = {"utf-8", "windows-1252", "utf-16le", "utf-16be"};
  return names[encoding];
}

bool ayes_encoding_named(const char *name, ayes_encoding *encoding) {
  static const struct {
    const char *name;
    ayes_encoding encoding;
  } names[] = {{"utf-8", AYES_UTF8},
               {"utf8", AYES_UTF8},
               {"ascii", AYES_UTF8},
               {"windows-1252", AYES_WINDOWS_1252},
               {"cp1252", AYES_WINDOWS_1252},
               {"latin1", AYES_WINDOWS_1252},
               {"iso-8859-1", AYES_WINDOWS_1252},
               {"utf-16le", AYES_UTF16_LITTLE},
               {"utf-16", AYES_UTF16_LITTLE},
               {"utf-16be", AYES_UTF16_BIG}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!ayes_span_equal_ignoring_case(ayes_span_of(name), ayes_span_of(names[i].name))) continue;
    *encoding = names[i].encoding;
    return true;
  }
  return false;
}

static void add_code_point(ayes_buffer *text, uint32_t code_point) {
  char bytes[4];
  ayes_buffer_add(text, ayes_span_make(bytes, ayes_utf8_encode(code_point, bytes)));
}

static void convert_windows(ayes_span bytes, ayes_buffer *text) {
  while (bytes.length) {
    size_t plain = 0;
    while (plain < bytes.length && (unsigned char)bytes.data[plain] < 0x80) plain++;
    ayes_buffer_add(text, ayes_span_slice(bytes, 0, plain));
    bytes = ayes_span_from(bytes, plain);
    if (!bytes.length) break;
    unsigned char byte = (unsigned char)bytes.data[0];
    add_code_point(text, byte < 0xA0 ? windows_upper[byte - 0x80] : byte);
    bytes = ayes_span_from(bytes, 1);
  }
}

static void convert_unit(ayes_converter *converter, uint32_t unit, ayes_buffer *text) {
  bool is_low = unit >= 0xDC00 && unit < 0xE000;
  if (converter->high && is_low) {
    add_code_point(text, 0x10000 + ((converter->high - 0xD800) << 10) + (unit - 0xDC00));
    converter->high = 0;
    return;
  }
  if (converter->high) add_code_point(text, 0xFFFD);
  converter->high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
  if (!converter->high) add_code_point(text, is_low ? 0xFFFD : unit);
}

static void convert_utf16(ayes_converter *converter, ayes_span bytes, ayes_buffer *text) {
  for (size_t i = 0; i < bytes.length; i++) {
    unsigned char byte = (unsigned char)bytes.data[i];
    if (!converter->has_odd_byte) {
      converter->odd_byte = byte;
      converter->has_odd_byte = true;
      continue;
    }
    bool is_little = converter->encoding == AYES_UTF16_LITTLE;
    uint32_t first = converter->odd_byte, second = byte;
    converter->has_odd_byte = false;
    convert_unit(converter, is_little ? first | second << 8 : first << 8 | second, text);
  }
}

void ayes_encoding_convert(ayes_converter *converter, ayes_span bytes, bool is_end,
                           ayes_buffer *text) {
  switch (converter->encoding) {
    case AYES_UTF8: ayes_buffer_add(text, bytes); return;
    case AYES_WINDOWS_1252: convert_windows(bytes, text); return;
    case AYES_UTF16_LITTLE:
    case AYES_UTF16_BIG: break;
  }
  convert_utf16(converter, bytes, text);
  if (is_end && (converter->high || converter->has_odd_byte)) add_code_point(text, 0xFFFD);
  if (is_end) converter->high = converter->has_odd_byte = 0;
}
