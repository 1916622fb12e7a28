/* SPDX-License-Identifier: MIT
 *
 * ASCII is folded here; any other character goes through ICU's full case folding by itself, which
 * is right because folding looks at no neighbours. O(bytes), and no ICU object is made.
 */
#include "text/fold.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "base/lanes.h"
#include "text/utf8.h"

/* No character folds to more than three. */
enum { FOLDED_UNITS = 8 /* UTF-16 */, FOLDED_BYTES = 16 };

static bool is_apostrophe(uint32_t code_point) {
  return code_point == 0x2019 || code_point == 0x2018 || code_point == 0x201B ||
         code_point == 0x02BC || code_point == 0xFF07;
}

/* Soft hyphen, zero-width space and joiners, word joiner, byte order mark. */
static bool is_invisible(uint32_t code_point) {
  return code_point == 0x00AD || (code_point >= 0x200B && code_point <= 0x200D) ||
         code_point == 0x2060 || code_point == 0xFEFF;
}

static void fold_code_point(ayes_buffer *folded, uint32_t code_point) {
  UChar source[2], target[FOLDED_UNITS];
  char bytes[FOLDED_BYTES];
  int32_t source_length = 0, length = 0;
  UErrorCode status = U_ZERO_ERROR;
  U16_APPEND_UNSAFE(source, source_length, code_point);
  int32_t units =
      u_strFoldCase(target, FOLDED_UNITS, source, source_length, U_FOLD_CASE_DEFAULT, &status);
  u_strToUTF8(bytes, FOLDED_BYTES, &length, target, units, &status);
  if (U_SUCCESS(status)) ayes_buffer_add(folded, ayes_span_make(bytes, (size_t)length));
}

/* Folds ASCII at the front; returns its length. */
static size_t fold_ascii(ayes_span word, ayes_buffer *folded) {
  size_t length = 0;
  unsigned mask = 0;
  if (!word.length || (unsigned char)word.data[0] >= 0x80) return 0;
  char *to = ayes_buffer_room(folded, word.length);
  if (!to) return word.length;
  for (; word.length - length >= AYES_LANES && !mask; length += AYES_LANES)
    mask = ayes_lanes_to_lower(word.data + length, to + length);
  if (mask) length = length - AYES_LANES + ayes_first_bit(mask);
  for (; length < word.length && (unsigned char)word.data[length] < 0x80; length++)
    to[length] = ayes_byte_to_lower(word.data[length]);
  ayes_buffer_advance(folded, to + length);
  return length;
}

void ayes_fold(ayes_span word, ayes_buffer *folded) {
  size_t at = 0;
  while ((at += fold_ascii(ayes_span_from(word, at), folded)) < word.length) {
    if ((unsigned char)word.data[at] < 0x80) continue;
    uint32_t code_point;
    size_t length = ayes_utf8_decode(ayes_span_from(word, at), &code_point);
    if (length == 0) return;
    at += length;
    if (is_apostrophe(code_point)) ayes_buffer_add_byte(folded, '\'');
    else if (!is_invisible(code_point)) fold_code_point(folded, code_point);
  }
}
