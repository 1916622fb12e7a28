/* SPDX-License-Identifier: MIT
 *
 * Word boundaries of Unicode UAX #29 (version 15), rules WB1 to WB999, with the properties of ICU.
 * A segment begins at a boundary, so no rule looks back past its start: the state is the class of
 * the last character that counts (WB4 skips Extend, Format and ZWJ) and of the last one at all. The
 * look-ahead of WB6, WB7b and WB12 passes only what WB4 skips; it becomes part of the same or of
 * the next segment, so every character is looked at at most twice: O(bytes).
 *
 * Segments of ASCII letters and digits, which is nearly all there is, need none of that machine.
 */
#include <unicode/uchar.h>

#include "text/breaks.h"
#include "text/tokens.h"

/* Word_Break of ASCII, as in ICU's UWordBreakValues. */
enum {
  O = U_WB_OTHER,
  L = U_WB_ALETTER,
  N = U_WB_NUMERIC,
  E = U_WB_EXTENDNUMLET,
  R = U_WB_CR,
  F = U_WB_LF,
  W = U_WB_NEWLINE,
  S = U_WB_WSEGSPACE,
  Q = U_WB_SINGLE_QUOTE,
  D = U_WB_DOUBLE_QUOTE,
  B = U_WB_MIDNUMLET,
  M = U_WB_MIDNUM,
  C = U_WB_MIDLETTER
};

static const unsigned char ascii_classes[128] = {
    O, O, O, O, O, O, O, O, O, O, F, W, W, R, O, O, /* controls */
    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, /* */
    S, O, D, O, O, O, O, Q, O, O, O, O, M, O, B, O, /* space to / */
    N, N, N, N, N, N, N, N, N, N, C, M, O, O, O, O, /* 0 to ? */
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* @ to O */
    L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, E, /* P to _ */
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* ` to o */
    L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O, /* p to delete */
};

typedef struct character {
  uint32_t code_point;
  int class;
  size_t end;
} character;

/* The end of the text is a character of class NONE. */
enum { NONE = -1 };

static character read_character(ayes_span bytes, size_t at) {
  size_t length;
  uint32_t code_point = ayes_character_at(bytes, at, &length);
  int class = NONE;
  if (length)
    class = code_point < 0x80 ? ascii_classes[code_point]
                              : u_getIntPropertyValue((UChar32)code_point, UCHAR_WORD_BREAK);
  return (character){code_point, class, at + length};
}

static bool is_skipped(int class) {
  return class == U_WB_EXTEND || class == U_WB_FORMAT || class == U_WB_ZWJ;
}

static bool is_line_end(int class) {
  return class == U_WB_CR || class == U_WB_LF || class == U_WB_NEWLINE;
}

static bool is_letter(int class) { return class == U_WB_ALETTER || class == U_WB_HEBREW_LETTER; }

static bool is_middle_of_letters(int class) {
  return class == U_WB_MIDLETTER || class == U_WB_MIDNUMLET || class == U_WB_SINGLE_QUOTE;
}

static bool is_middle_of_digits(int class) {
  return class == U_WB_MIDNUM || class == U_WB_MIDNUMLET || class == U_WB_SINGLE_QUOTE;
}

/* The first character at or behind at that WB4 does not skip. */
static character read_counting(ayes_span bytes, size_t at) {
  character next = read_character(bytes, at);
  while (is_skipped(next.class)) next = read_character(bytes, next.end);
  return next;
}

/* WB5, WB8 to WB10, WB13 to WB13b, WB15 and WB16: classes that join side by side. */
static bool joins(int left, int right) {
  switch (left) {
    case U_WB_ALETTER:
    case U_WB_HEBREW_LETTER:
    case U_WB_NUMERIC:
      return is_letter(right) || right == U_WB_NUMERIC || right == U_WB_EXTENDNUMLET;
    case U_WB_KATAKANA: return right == U_WB_KATAKANA || right == U_WB_EXTENDNUMLET;
    case U_WB_EXTENDNUMLET:
      return is_letter(right) || right == U_WB_NUMERIC || right == U_WB_KATAKANA ||
             right == U_WB_EXTENDNUMLET;
    case U_WB_REGIONAL_INDICATOR: return right == U_WB_REGIONAL_INDICATOR;
    default: return false;
  }
}

/* WB6, WB7, WB7b, WB7c, WB11, WB12: whether middle joins what stands at both its sides. */
static bool bridges(int left, int middle, int right) {
  if (is_letter(left) && is_middle_of_letters(middle)) return is_letter(right);
  if (left == U_WB_HEBREW_LETTER && middle == U_WB_DOUBLE_QUOTE) return right == U_WB_HEBREW_LETTER;
  return left == U_WB_NUMERIC && is_middle_of_digits(middle) && right == U_WB_NUMERIC;
}

static bool may_bridge(int left, int middle) {
  return (is_letter(left) && is_middle_of_letters(middle)) ||
         (left == U_WB_HEBREW_LETTER && middle == U_WB_DOUBLE_QUOTE) ||
         (left == U_WB_NUMERIC && is_middle_of_digits(middle));
}

/* Extends a segment whose last counting class is *class and whose last character is *last by what
 * comes next; false at a boundary. */
static bool extend(ayes_span bytes, bool colon_joins, int *class, character *last) {
  character next = read_character(bytes, last->end);
  if (next.class == NONE || is_line_end(next.class)) return false;
  if (is_skipped(next.class) ||                                          /* WB4 */
      (last->class == U_WB_WSEGSPACE && next.class == U_WB_WSEGSPACE)) { /* WB3d */
    *last = next;
    return true;
  }
  if (last->class == U_WB_ZWJ && next.code_point >= 0x80 &&
      u_hasBinaryProperty((UChar32)next.code_point, UCHAR_EXTENDED_PICTOGRAPHIC)) { /* WB3c */
    *class = next.class;
    *last = next;
    return true;
  }
  if (joins(*class, next.class)) {
    /* A pair of regional indicators is full: the next one starts another (WB15, WB16). */
    *class = next.class == U_WB_REGIONAL_INDICATOR ? U_WB_OTHER : next.class;
    *last = next;
    return true;
  }
  if (!may_bridge(*class, next.class) || (next.code_point == ':' && !colon_joins)) return false;
  character far = read_counting(bytes, next.end);
  if (bridges(*class, next.class, far.class)) {
    *class = far.class;
    *last = far;
    return true;
  }
  if (*class != U_WB_HEBREW_LETTER || next.class != U_WB_SINGLE_QUOTE) return false;
  *class = next.class; /* WB7a */
  *last = next;
  return true;
}

static size_t segment_end(ayes_span bytes, size_t start, bool colon_joins) {
  character last = read_character(bytes, start);
  int class = last.class;
  if (class == NONE) return bytes.length;
  if (class == U_WB_CR && read_character(bytes, last.end).class == U_WB_LF) return last.end + 1;
  if (is_line_end(class)) return last.end;
  while (extend(bytes, colon_joins, &class, &last)) continue;
  return last.end;
}

size_t ayes_word_segment_end_by_rules(ayes_span bytes, size_t start) {
  return segment_end(bytes, start, true);
}

static unsigned char ascii_class_at(ayes_span bytes, size_t at) {
  if (at >= bytes.length) return O;
  unsigned char byte = (unsigned char)bytes.data[at];
  return byte < 0x80 ? ascii_classes[byte] : (unsigned char)E;
}

/* Bytes that are not ASCII and _ have class E in this function: with them the short cut gives up,
 * for they may join anything. Returns 0 then. */
static size_t ascii_segment_end(ayes_span bytes, size_t start, bool colon_joins) {
  size_t at = start;
  for (;;) {
    at = ayes_word_run_end(bytes, at);
    int middle = ascii_class_at(bytes, at);
    if (middle == S) return at;
    if (middle == E) return 0;
    int left = ascii_classes[(unsigned char)bytes.data[at - 1]];
    if (!may_bridge(left, middle) || (middle == C && !colon_joins)) return at;
    int right = ascii_class_at(bytes, at + 1);
    if (right == E) return 0;
    if (!bridges(left, middle, right)) return at;
    at++;
  }
}

static size_t quick_segment_end(ayes_span bytes, size_t start, bool colon_joins) {
  size_t end = 0;
  if (start < bytes.length && ayes_byte_is_word(bytes.data[start]))
    end = ascii_segment_end(bytes, start, colon_joins);
  return end ? end : segment_end(bytes, start, colon_joins);
}

size_t ayes_word_segment_end(ayes_span bytes, size_t start) {
  return quick_segment_end(bytes, start, true);
}

size_t ayes_word_end(ayes_span bytes, size_t start) {
  return quick_segment_end(bytes, start, false);
}
