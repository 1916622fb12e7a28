/* SPDX-License-Identifier: MIT
 *
 * ASCII and Latin-1 are folded here; any other character goes through ICU's full case folding by
 * itself, which is right because folding looks at no neighbours. O(bytes), and no ICU object is
 * made.
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

/* General punctuation, signs of currencies and the like: U+2000 to U+20FF. */
static bool has_no_case(uint32_t code_point) { return code_point >> 8 == 0x20; }

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

/* Folds a character of Latin-1 beyond ASCII, by its two bytes; false for those that fold to another
 * length or block: soft hyphen, micro sign and sharp s. Cases differ as in ASCII. */
static bool fold_latin1(const char *from, char *to) {
  unsigned char lead = (unsigned char)from[0], second = (unsigned char)from[1];
  bool is_letter = lead == 0xC3;
  if (is_letter ? second == 0x9F : lead != 0xC2 || second == 0xAD || second == 0xB5) return false;
  bool is_upper = is_letter && second < 0x9F && second != 0x97;
  to[0] = from[0];
  to[1] = (char)(is_upper ? second | 0x20 : second);
  return true;
}

/* Folds Latin-1 at the front, which keeps its length; returns that. */
static size_t fold_front(ayes_span word, ayes_buffer *folded) {
  size_t length = 0;
  char *to = ayes_buffer_room(folded, word.length);
  if (!to) return word.length;
  while (length < word.length) {
    if (word.length - length >= AYES_LANES) {
      unsigned mask = ayes_lanes_to_lower(word.data + length, to + length);
      length += mask ? ayes_first_bit(mask) : AYES_LANES;
      if (!mask) continue;
    } else if ((unsigned char)word.data[length] < 0x80) {
      to[length] = ayes_byte_to_lower(word.data[length]);
      length++;
      continue;
    }
    if (word.length - length < 2 || !fold_latin1(word.data + length, to + length)) break;
    length += 2;
  }
  ayes_buffer_advance(folded, to + length);
  return length;
}

void ayes_fold(ayes_span word, ayes_buffer *folded) {
  size_t at = 0;
  while ((at += fold_front(ayes_span_from(word, at), folded)) < word.length) {
    uint32_t code_point;
    ayes_span rest = ayes_span_from(word, at);
    size_t length = ayes_utf8_decode(rest, &code_point);
    if (length == 0) return;
    at += length;
    if (is_apostrophe(code_point)) ayes_buffer_add_byte(folded, '\'');
    else if (is_invisible(code_point)) continue;
    else if (has_no_case(code_point)) ayes_buffer_add(folded, ayes_span_slice(rest, 0, length));
    else fold_code_point(folded, code_point);
  }
}
