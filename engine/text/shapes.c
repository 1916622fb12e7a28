/* SPDX-License-Identifier: MIT
 *
 * What the letters of a word look like, by the properties of Unicode. O(bytes).
 */
#include <unicode/uchar.h>

#include "text/stems.h"
#include "text/utf8.h"

uint16_t ayes_shape_of(ayes_span word) {
  size_t letters = 0, capitals = 0, digits = 0, length;
  unsigned shape = 0;
  for (size_t at = 0; at < word.length; at += length) {
    uint32_t code_point;
    length = ayes_utf8_decode(ayes_span_from(word, at), &code_point);
    if (length == 0) break;
    bool is_capital = u_isupper((UChar32)code_point);
    letters += u_isalpha((UChar32)code_point) != 0;
    digits += u_isdigit((UChar32)code_point) != 0;
    capitals += is_capital;
    if (at == 0 && is_capital) shape |= AYES_SHAPE_CAPITAL;
  }
  if (digits && !letters) shape |= AYES_SHAPE_NUMBER;
  if (letters >= 2 && capitals == letters) shape |= AYES_SHAPE_SHOUTED;
  return (uint16_t)shape;
}
