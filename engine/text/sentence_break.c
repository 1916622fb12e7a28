/* SPDX-License-Identifier: MIT
 *
 * Sentence boundaries of Unicode UAX #29 (version 15), rules SB1 to SB998, with the properties of
 * ICU. The text is searched for the next terminator (ATerm, STerm); closing marks and spaces behind
 * it are taken in, and then one decision is due. SB8 looks ahead, but never past the next
 * terminator, where the search goes on: every character is looked at at most twice, O(bytes).
 *
 * The search inside a paragraph is tailored: a line end counts as a space, for people and PDF files
 * break lines inside sentences, and an opening bracket is no closing mark, for it belongs to what
 * follows ("so.[2]").
 */
#include <unicode/uchar.h>

#include "text/breaks.h"
#include "text/tokens.h"

/* Sentence_Break of ASCII, as in ICU's USentenceBreak. */
enum {
  O = U_SB_OTHER,
  U = U_SB_UPPER,
  L = U_SB_LOWER,
  N = U_SB_NUMERIC,
  R = U_SB_CR,
  F = U_SB_LF,
  S = U_SB_SP,
  A = U_SB_ATERM,
  T = U_SB_STERM,
  C = U_SB_SCONTINUE,
  X = U_SB_CLOSE
};

static const unsigned char ascii_classes[128] = {
    O, O, O, O, O, O, O, O, O, S, F, S, S, R, O, O, /* controls */
    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, /* */
    S, T, X, O, O, O, O, X, X, X, O, O, C, C, A, O, /* space to / */
    N, N, N, N, N, N, N, N, N, N, C, O, O, O, O, T, /* 0 to ? */
    O, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, /* @ to O */
    U, U, U, U, U, U, U, U, U, U, U, X, O, X, O, O, /* P to _ */
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* ` to o */
    L, L, L, L, L, L, L, L, L, L, L, X, O, X, O, O, /* p to delete */
};

typedef struct source {
  ayes_span bytes;
  bool in_paragraph;
} source;

/* The end of the text is a character of class NONE. */
enum { NONE = -1 };

static bool is_line_end(int class) {
  return class == U_SB_SEP || class == U_SB_CR || class == U_SB_LF;
}

static int class_at(const source *from, size_t at, size_t *end) {
  size_t length;
  uint32_t code_point = ayes_character_at(from->bytes, at, &length);
  *end = at + length;
  if (length == 0) return NONE;
  int class = code_point < 0x80 ? ascii_classes[code_point]
                                : u_getIntPropertyValue((UChar32)code_point, UCHAR_SENTENCE_BREAK);
  if (from->in_paragraph && is_line_end(class)) return U_SB_SP;
  if (from->in_paragraph && (code_point == '(' || code_point == '[')) return U_SB_OTHER;
  return class;
}

/* Behind the Extend and Format characters at at (SB5). */
static size_t skip_extenders(const source *from, size_t at) {
  size_t end;
  while (at < from->bytes.length && (unsigned char)from->bytes.data[at] >= 0x80) {
    int class = class_at(from, at, &end);
    if (class != U_SB_EXTEND && class != U_SB_FORMAT) break;
    at = end;
  }
  return at;
}

/* Behind all characters of one class at at. */
static size_t skip_class(const source *from, size_t at, int wanted) {
  size_t end;
  while (class_at(from, at, &end) == wanted) at = skip_extenders(from, end);
  return at;
}

/* SB8: whether a lower-case letter comes before any other letter, line end or terminator. */
static bool goes_on_in_lower_case(const source *from, size_t at) {
  for (;;) {
    size_t end;
    switch (class_at(from, at, &end)) {
      case U_SB_LOWER: return true;
      case NONE:
      case U_SB_OLETTER:
      case U_SB_UPPER:
      case U_SB_SEP:
      case U_SB_CR:
      case U_SB_LF:
      case U_SB_STERM:
      case U_SB_ATERM: return false;
      default: at = skip_extenders(from, end);
    }
  }
}

/* Fills in what follows a terminator of class at mark, behind which is end, and decides. */
static void judge(const source *from, int before, int class, size_t end, ayes_terminal *terminal) {
  size_t unused;
  size_t next = skip_extenders(from, end);
  int following = class_at(from, next, &unused);
  bool is_cased = before == U_SB_UPPER || before == U_SB_LOWER;
  terminal->is_full_stop = class == U_SB_ATERM;
  terminal->between_letters = class == U_SB_ATERM && is_cased && following == U_SB_UPPER;
  terminal->close = skip_class(from, next, U_SB_CLOSE);
  terminal->has_close = terminal->close > next;
  terminal->after = skip_class(from, terminal->close, U_SB_SP);
  terminal->ends = false;
  if (class == U_SB_ATERM && following == U_SB_NUMERIC) return; /* SB6 */
  if (terminal->between_letters) return;                        /* SB7 */
  following = class_at(from, terminal->after, &unused);
  if (class == U_SB_ATERM && goes_on_in_lower_case(from, terminal->after)) return; /* SB8 */
  if (following == U_SB_SCONTINUE || following == U_SB_STERM || following == U_SB_ATERM)
    return; /* SB8a */
  terminal->ends = true;
}

/* Behind ASCII that is neither terminator nor line end; *before becomes the class of its last. */
static size_t skip_plain(const source *from, size_t at, int *before) {
  size_t start = at;
  for (; at < from->bytes.length; at++) {
    at = ayes_prose_run_end(from->bytes, at);
    if (at == from->bytes.length) break;
    unsigned char byte = (unsigned char)from->bytes.data[at];
    if (byte >= 0x80) break;
    int class = ascii_classes[byte];
    if (class == U_SB_ATERM || class == U_SB_STERM) break;
    if (!from->in_paragraph && is_line_end(class)) break;
  }
  if (at > start) *before = ascii_classes[(unsigned char)from->bytes.data[at - 1]];
  return at;
}

/* Searches for a terminator, or a line end when those count. Returns its class or NONE; *at is
 * where it starts, *before the class of the character before it. */
static int find_mark(const source *from, size_t *at, int *before, size_t *end) {
  for (;;) {
    *at = skip_extenders(from, skip_plain(from, *at, before));
    int class = class_at(from, *at, end);
    if (class == NONE || class == U_SB_ATERM || class == U_SB_STERM || is_line_end(class))
      return class;
    *before = class;
    *at = *end;
  }
}

static size_t line_end_end(const source *from, size_t at) {
  size_t end, second;
  int class = class_at(from, at, &end);
  return class == U_SB_CR && class_at(from, end, &second) == U_SB_LF ? second : end;
}

size_t ayes_sentence_segment_end(ayes_span bytes, size_t start) {
  source from = {bytes, false};
  int before = U_SB_OTHER;
  size_t at = start, end;
  for (;;) {
    int class = find_mark(&from, &at, &before, &end);
    if (class == NONE) return bytes.length;
    if (is_line_end(class)) return line_end_end(&from, at); /* SB3, SB4 */
    ayes_terminal terminal = {.mark = at};
    judge(&from, before, class, end, &terminal);
    if (terminal.ends) {
      class = class_at(&from, terminal.after, &end);
      return is_line_end(class) ? line_end_end(&from, terminal.after) : terminal.after; /* SB11 */
    }
    before = U_SB_OTHER;
    at = terminal.after;
  }
}

/* "ends. Next", "ends! Next": what nearly all terminators look like. */
static bool is_plain_end(ayes_span block, size_t end) {
  return end + 1 < block.length && block.data[end] == ' ' && block.data[end + 1] >= 'A' &&
         block.data[end + 1] <= 'Z';
}

static bool find_terminal(ayes_span block, size_t from, bool is_careful, ayes_terminal *terminal) {
  source inside = {block, true};
  int before = U_SB_OTHER;
  size_t at = from, end;
  int class = find_mark(&inside, &at, &before, &end);
  if (class == NONE) return false;
  if (!is_careful && is_plain_end(block, end)) {
    *terminal = (ayes_terminal){.mark = at,
                                .close = end,
                                .after = end + 1,
                                .is_full_stop = class == U_SB_ATERM,
                                .ends = true};
    return true;
  }
  terminal->mark = at;
  judge(&inside, before, class, end, terminal);
  return true;
}

bool ayes_terminal_find(ayes_span block, size_t from, ayes_terminal *terminal) {
  return find_terminal(block, from, false, terminal);
}

bool ayes_terminal_find_by_rules(ayes_span block, size_t from, ayes_terminal *terminal) {
  return find_terminal(block, from, true, terminal);
}

ayes_letter_case ayes_letter_case_at(ayes_span bytes, size_t at) {
  source from = {bytes, false};
  size_t end;
  int class = class_at(&from, at, &end);
  return class == U_SB_LOWER   ? AYES_CASE_LOWER
         : class == U_SB_UPPER ? AYES_CASE_UPPER
                               : AYES_CASE_NONE;
}
