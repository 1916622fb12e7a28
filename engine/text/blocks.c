/* SPDX-License-Identifier: MIT
 *
 * Paragraphs, headings and list items. Lines are taken one after another and joined into a block
 * until something says that the next line starts a new one: an empty line, a colon at the end, a
 * list marker at the start, or a heading above it. Each line is looked at a bounded number of
 * times: O(bytes).
 */
#include "text/breaks.h"

enum {
  HEADING_BYTES = 48,    /* a longer line is no heading */
  SHORT_WORD = 3,        /* "by", "the": what a heading does not end in, but a broken line may */
  MARKER_CHARACTERS = 4, /* of "(viii)" or "12." */
};

typedef struct line {
  size_t start, end;   /* bytes without white space around */
  size_t next;         /* where the next line starts; the text's length at the end */
  bool ends_paragraph; /* by the paragraph separator U+2029 */
} line;

static bool starts_with(ayes_span bytes, size_t at, const char *text) {
  return ayes_span_starts_with(ayes_span_from(bytes, at), ayes_span_of(text));
}

/* ---- List markers ---- */

/* Characters that mark a list item wherever they stand behind white space. */
static bool is_bullet_character(uint32_t code_point) {
  static const uint32_t bullets[] = {0x2022, 0x2023, 0x2043, 0x25A0, 0x25AA, 0x25AB,
                                     0x25B6, 0x25B8, 0x25BA, 0x25CB, 0x25CF, 0x25E6,
                                     0x2713, 0x2714, 0x27A2, 0xF0B7};
  for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
    if (bullets[i] == code_point) return true;
  return false;
}

/* Characters that mark one only at the start of a line and before a space. */
static bool is_dash_character(uint32_t code_point) {
  return code_point == '-' || code_point == '*' || code_point == '+' || code_point == 0x00B7 ||
         code_point == 0x2010 || code_point == 0x2012 || code_point == 0x2013 ||
         code_point == 0x2014 || code_point == 0x2212;
}

static bool is_roman_byte(char byte) { return byte == 'i' || byte == 'v' || byte == 'x'; }

/* Bytes of "12", "b" or "iv" at the front; 0 for anything else. */
static size_t enumerator_length(ayes_span text, bool *is_number) {
  size_t length = 0;
  *is_number = text.length && ayes_byte_is_digit(text.data[0]);
  if (*is_number) {
    while (length < text.length && ayes_byte_is_digit(text.data[length])) length++;
    return length <= 2 ? length : 0;
  }
  while (length < text.length && is_roman_byte(ayes_byte_to_lower(text.data[length]))) length++;
  if (length == 0 && text.length && ayes_byte_is_letter(text.data[0])) length = 1;
  return length <= MARKER_CHARACTERS ? length : 0;
}

/* "1." "1)" "1.)" "(1)" "(a)" "(iv)" "a)" "iv)", also behind a bullet; a letter with a point may be
 * an initial. */
static size_t enumeration_length(ayes_span text) {
  bool is_number;
  size_t open = text.length && text.data[0] == '(';
  size_t length = enumerator_length(ayes_span_from(text, open), &is_number);
  if (length == 0) return 0;
  length += open;
  if (is_number && !open && length < text.length && text.data[length] == '.') {
    length++;
    return length < text.length && text.data[length] == ')' ? length + 1 : length;
  }
  return length < text.length && text.data[length] == ')' ? length + 1 : 0;
}

static bool is_no_break_space(const char *bytes) {
  return bytes[0] == '\xC2' && bytes[1] == '\xA0';
}

static size_t with_spaces(ayes_span text, size_t length) {
  while (length < text.length) {
    if (ayes_byte_is_space(text.data[length])) length++;
    else if (length + 2 <= text.length && is_no_break_space(text.data + length)) length += 2;
    else break;
  }
  return length;
}

/* Whether a text starts with a letter that no bracket closes behind, as most do. */
static bool starts_with_word(ayes_span text) {
  ayes_span next = ayes_span_slice(text, 1, 1 + MARKER_CHARACTERS);
  return ayes_byte_is_letter(text.data[0]) && ayes_span_find_byte(next, ')') == next.length;
}

size_t ayes_marker_length(ayes_span text) {
  size_t length;
  if (text.length == 0 || starts_with_word(text)) return 0;
  uint32_t code_point = ayes_character_at(text, 0, &length);
  bool is_bullet = is_bullet_character(code_point);
  bool is_dash = is_dash_character(code_point);
  if (!is_bullet && !is_dash) length = enumeration_length(text);
  if (length == 0) return 0;
  size_t behind = with_spaces(text, length);
  if (behind >= text.length || (behind == length && !is_bullet)) return 0;
  size_t number = is_bullet ? enumeration_length(ayes_span_from(text, behind)) : 0;
  size_t words = number ? with_spaces(text, behind + number) : behind;
  return words > behind + number && words < text.length ? words : behind;
}

/* ---- Lines ---- */

/* Length of the line end at a byte, or 0. */
static size_t line_end_length(ayes_span bytes, size_t at) {
  switch ((unsigned char)bytes.data[at]) {
    case '\n': return 1;
    case '\r': return at + 1 < bytes.length && bytes.data[at + 1] == '\n' ? 2 : 1;
    case 0xC2: return starts_with(bytes, at, "\xC2\x85") ? 2 : 0;
    case 0xE2:
      return starts_with(bytes, at, "\xE2\x80\xA8") || starts_with(bytes, at, "\xE2\x80\xA9") ? 3
                                                                                              : 0;
    default: return 0;
  }
}

/* Whether a bullet inside a line, as PDF files leave them, starts an item of its own. */
static bool is_inner_bullet(ayes_span bytes, size_t start, size_t at) {
  size_t length;
  if ((unsigned char)bytes.data[at] != 0xE2 || at == start) return false;
  if (!ayes_byte_is_space(bytes.data[at - 1])) return false;
  return is_bullet_character(ayes_character_at(bytes, at, &length));
}

/* No-break spaces fill "empty" lines of web forms. */
static ayes_span trim(ayes_span text) {
  size_t start = with_spaces(text, 0), end = text.length;
  while (end > start) {
    if (ayes_byte_is_space(text.data[end - 1])) end--;
    else if (end - start >= 2 && is_no_break_space(text.data + end - 2)) end -= 2;
    else break;
  }
  return ayes_span_slice(text, start, end);
}

/* plain: as for ayes_block_next. */
static line read_line(ayes_span bytes, size_t plain, size_t start) {
  size_t at = start < plain ? plain : start, length = 0;
  bool is_paragraph_end = false;
  for (; at < bytes.length; at++) {
    at = ayes_line_run_end(bytes, at);
    if (at == bytes.length) break;
    if ((length = line_end_length(bytes, at)) > 0) break;
    if (is_inner_bullet(bytes, start, at)) break;
  }
  if (length == 3) is_paragraph_end = starts_with(bytes, at, "\xE2\x80\xA9");
  ayes_span inner = trim(ayes_span_slice(bytes, start, at));
  size_t inner_start = inner.length ? (size_t)(inner.data - bytes.data) : at;
  return (line){inner_start, inner_start + inner.length, at + length, is_paragraph_end};
}

static bool is_empty(line it) { return it.start == it.end; }

static ayes_span line_text(ayes_span bytes, line it) {
  return ayes_span_slice(bytes, it.start, it.end);
}

/* Whether a line ends like a heading: in a word of some length, a number or a closing bracket. */
static bool ends_like_heading(ayes_span text) {
  size_t start = text.length;
  while (start > 0 && ayes_byte_is_word(text.data[start - 1])) start--;
  size_t length = text.length - start;
  if (length == 0) return (unsigned char)text.data[text.length - 1] >= 0x80;
  char first = text.data[start];
  return length > SHORT_WORD || first < 'a' || first > 'z';
}

/* A short line that starts with a capital or digit, above one that starts with a capital. */
static bool is_heading(ayes_span bytes, line it, line next) {
  ayes_span text = line_text(bytes, it);
  if (text.length == 0 || text.length > HEADING_BYTES) return false;
  if (ayes_letter_case_at(bytes, next.start) != AYES_CASE_UPPER) return false;
  return ayes_letter_case_at(text, ayes_marker_length(text)) != AYES_CASE_LOWER &&
         ends_like_heading(text);
}

/* Whether a block that starts with first and so far ends in last goes no further. */
static bool ends_block(ayes_span bytes, line first, line last, line next) {
  if (is_empty(next) || last.ends_paragraph || bytes.data[last.end - 1] == ':') return true;
  if (ayes_marker_length(line_text(bytes, next))) return true;
  return first.start == last.start && is_heading(bytes, last, next);
}

bool ayes_block_next(ayes_span bytes, size_t plain, size_t *at, ayes_block *block) {
  if (*at >= bytes.length) return false;
  line first = read_line(bytes, plain, *at);
  while (is_empty(first) && first.next < bytes.length) first = read_line(bytes, plain, first.next);
  *at = first.next;
  if (is_empty(first)) return false;
  line last = first;
  while (last.next < bytes.length) {
    line next = read_line(bytes, plain, last.next);
    *at = last.next;
    if (ends_block(bytes, first, last, next)) break;
    last = next;
    *at = last.next;
  }
  block->start = first.start;
  block->end = last.end;
  block->body = first.start + ayes_marker_length(line_text(bytes, first));
  return true;
}
