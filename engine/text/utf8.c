/* SPDX-License-Identifier: MIT
 *
 * Decoding by table 3-7 of Unicode 15: the first byte fixes the length and the range of the second
 * byte, which rules out overlong forms, surrogates and values past U+10FFFF. Runs of ASCII are
 * taken sixteen bytes at a time. Everything is O(bytes).
 */
#include "text/utf8.h"

#include "text/scan.h"

static const char replacement[] = "\xEF\xBF\xBD";

typedef struct lead {
  unsigned char length;          /* of the whole character; 0: cannot start one */
  unsigned char lowest, highest; /* second byte */
} lead;

static lead lead_of(unsigned char byte) {
  if (byte < 0x80) return (lead){1, 0, 0};
  if (byte < 0xC2) return (lead){0, 0, 0};
  if (byte < 0xE0) return (lead){2, 0x80, 0xBF};
  if (byte == 0xE0) return (lead){3, 0xA0, 0xBF};
  if (byte == 0xED) return (lead){3, 0x80, 0x9F};
  if (byte < 0xF0) return (lead){3, 0x80, 0xBF};
  if (byte == 0xF0) return (lead){4, 0x90, 0xBF};
  if (byte < 0xF4) return (lead){4, 0x80, 0xBF};
  if (byte == 0xF4) return (lead){4, 0x80, 0x8F};
  return (lead){0, 0, 0};
}

/* Length of the well-formed character at the front, or the negative length of the maximal
 * ill-formed part there. text is not empty. */
static int measure(ayes_span text) {
  const unsigned char *bytes = (const unsigned char *)text.data;
  lead first = lead_of(bytes[0]);
  if (first.length == 0) return -1;
  if (first.length == 1) return 1;
  if (text.length < 2 || bytes[1] < first.lowest || bytes[1] > first.highest) return -1;
  for (int i = 2; i < first.length; i++)
    if (text.length <= (size_t)i || (bytes[i] & 0xC0) != 0x80) return -i;
  return first.length;
}

size_t ayes_utf8_decode(ayes_span text, uint32_t *code_point) {
  static const unsigned char payload[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  if (text.length == 0) return 0;
  int length = measure(text);
  if (length < 0) return 0;
  uint32_t value = (unsigned char)text.data[0] & payload[length];
  for (int i = 1; i < length; i++) value = value << 6 | ((unsigned char)text.data[i] & 0x3F);
  *code_point = value;
  return (size_t)length;
}

size_t ayes_utf8_encode(uint32_t code_point, char bytes[4]) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = 0xFFFD;
  if (code_point < 0x80) {
    bytes[0] = (char)code_point;
    return 1;
  }
  size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
  for (size_t i = length - 1; i > 0; i--) {
    bytes[i] = (char)(0x80 | (code_point & 0x3F));
    code_point >>= 6;
  }
  static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
  bytes[0] = (char)(marks[length] | code_point);
  return length;
}

static bool is_plain(char byte) { return byte && (unsigned char)byte < 0x80; }

/* End of the run from at on that is ASCII without NUL. */
static size_t plain_run_end(ayes_span text, size_t at) {
  return ayes_run_end(text, at, ayes_lanes_not_plain, is_plain);
}

/* End of the run that needs no repair from start on. */
static size_t sound_run_end(ayes_span text, size_t start, bool nul_is_sound) {
  size_t at = start;
  while (at < text.length) {
    at = plain_run_end(text, at);
    if (at == text.length) break;
    int length = text.data[at] == '\0' && !nul_is_sound ? -1 : measure(ayes_span_from(text, at));
    if (length < 0) break;
    at += (size_t)length;
  }
  return at;
}

ayes_status ayes_utf8_clean(ayes_span text, ayes_buffer *clean, size_t *replaced,
                            ayes_error *error) {
  *replaced = 0;
  size_t at = ayes_span_starts_with(text, ayes_span_of("\xEF\xBB\xBF")) ? 3 : 0;
  while (at < text.length) {
    size_t end = sound_run_end(text, at, false);
    ayes_buffer_add(clean, ayes_span_slice(text, at, end));
    at = end;
    if (at == text.length) break;
    int length = text.data[at] == '\0' ? -1 : measure(ayes_span_from(text, at));
    ayes_buffer_add(clean, ayes_span_make(replacement, 3));
    ++*replaced;
    at += (size_t)-length;
  }
  return clean->failed ? ayes_error_memory(error) : AYES_OK;
}

bool ayes_utf8_is_valid(ayes_span text) { return sound_run_end(text, 0, true) == text.length; }

size_t ayes_utf8_ascii_length(ayes_span text) { return plain_run_end(text, 0); }

bool ayes_utf8_is_ascii(ayes_span text) { return ayes_utf8_ascii_length(text) == text.length; }

/* How many of eight bytes go on with a character: their highest two bits are 1 and 0. */
static size_t count_continuing(const char *data) {
  const uint64_t each = UINT64_C(0x0101010101010101);
  uint64_t word;
  memcpy(&word, data, sizeof word);
  return (size_t)(((word & ~(word << 1)) >> 7 & each) * each >> 56);
}

size_t ayes_utf8_count(ayes_span text) {
  size_t count = 0, i = 0;
  for (; text.length - i >= AYES_LANES && !ayes_lanes_not_plain(text.data + i); i += AYES_LANES)
    count += AYES_LANES;
  for (; text.length - i >= 8; i += 8) count += 8 - count_continuing(text.data + i);
  for (; i < text.length; i++) count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
  return count;
}
