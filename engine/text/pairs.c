/* SPDX-License-Identifier: MIT
 *
 * One open double quote, one open single quote and a short stack of open brackets. A pair flags its
 * words when it closes, so that one left open flags nothing; the limits on words and depth bound
 * what any mark can cost, O(1) amortised.
 */
#include "text/pairs.h"

#include <unicode/uchar.h>

#include "text/breaks.h"

typedef enum side { SPACE, WORD, MARK } side;

typedef enum role { NOTHING, OPENS, CLOSES, TURNS } role;

void ayes_pairs_clear(ayes_pairs *pairs) {
  pairs->double_quote.is_open = false;
  pairs->single_quote.is_open = false;
  pairs->depth = 0;
}

static side side_of(uint32_t character) {
  if (character < 0x80) {
    if (ayes_byte_is_word((char)character)) return WORD;
    return ayes_byte_is_space((char)character) ? SPACE : MARK;
  }
  if (u_isalnum((UChar32)character)) return WORD;
  return u_isUWhiteSpace((UChar32)character) ? SPACE : MARK;
}

static side side_before(ayes_span bytes, size_t at) {
  size_t length;
  return at == 0 ? SPACE
                 : side_of(ayes_character_at(bytes, ayes_character_before(bytes, at), &length));
}

static side side_after(ayes_span bytes, size_t at) {
  size_t length;
  return at >= bytes.length ? SPACE : side_of(ayes_character_at(bytes, at, &length));
}

/* A bracket, dash or other quotation mark before an opening one. */
static bool may_open_behind(ayes_span bytes, size_t at) {
  size_t length;
  if (side_before(bytes, at) == SPACE) return true;
  uint32_t before = ayes_character_at(bytes, ayes_character_before(bytes, at), &length);
  int type = u_charType((UChar32)before);
  return before == '"' || before == '\'' || type == U_START_PUNCTUATION ||
         type == U_INITIAL_PUNCTUATION || type == U_DASH_PUNCTUATION;
}

/* What follows the apostrophe of a shortened word: "'90s", "'em". */
static bool is_shortened(ayes_span bytes, size_t at) {
  static const char *const words[] = {"em",    "tis", "twas", "til",   "till",
                                      "cause", "cos", "bout", "round", "n"};
  size_t end = at;
  if (at < bytes.length && ayes_byte_is_digit(bytes.data[at])) return true;
  while (end < bytes.length && end - at < 8 && ayes_byte_is_letter(bytes.data[end])) end++;
  ayes_span word = ayes_span_slice(bytes, at, end);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ayes_span_equal_ignoring_case(word, ayes_span_of(words[i]))) return true;
  return false;
}

static role double_role(ayes_span bytes, size_t start, size_t end, uint32_t character,
                        bool is_open) {
  side before = side_before(bytes, start), after = side_after(bytes, end);
  switch (character) {
    case 0x201E: /* „ */
    case 0x201F:
    case 0x00AB: return OPENS;
    case 0x201C: /* “ also closes what „ opened */
      return is_open && before != SPACE && after != WORD ? CLOSES : OPENS;
    case 0x201D:
    case 0x00BB: return CLOSES;
    default: break;
  }
  if (after != SPACE && may_open_behind(bytes, start)) return OPENS;
  if (before != SPACE && after != WORD) return CLOSES;
  return TURNS;
}

static role single_role(ayes_span bytes, size_t start, size_t end, uint32_t character) {
  side before = side_before(bytes, start), after = side_after(bytes, end);
  bool opens = after != SPACE && may_open_behind(bytes, start) && !is_shortened(bytes, end);
  bool closes = before != SPACE && after != WORD;
  switch (character) {
    case 0x2018:
    case 0x201A:
    case 0x2039: return opens ? OPENS : NOTHING;
    case 0x2019:
    case 0x203A: return closes ? CLOSES : NOTHING;
    default: return opens ? OPENS : closes ? CLOSES : NOTHING;
  }
}

static void flag_tokens(ayes_text *text, size_t first, size_t limit, ayes_token_flag flag) {
  if (text->tokens.count - first > limit) return;
  for (size_t i = first; i < text->tokens.count; i++)
    text->tokens.items[i].flags = (uint16_t)(text->tokens.items[i].flags | flag);
}

static void read_quote(ayes_open_mark *mark, ayes_text *text, role does) {
  if (does == NOTHING) return;
  if (does == OPENS || (does == TURNS && !mark->is_open)) {
    *mark = (ayes_open_mark){true, text->tokens.count};
  } else if (mark->is_open) {
    flag_tokens(text, mark->token, AYES_QUOTE_LIMIT, AYES_TOKEN_QUOTED);
    mark->is_open = false;
  }
}

static void open_bracket(ayes_pairs *pairs, size_t token) {
  if (pairs->depth == AYES_PAIRS_DEPTH) {
    memmove(pairs->brackets, pairs->brackets + 1, (AYES_PAIRS_DEPTH - 1) * sizeof *pairs->brackets);
    pairs->depth--;
  }
  pairs->brackets[pairs->depth++] = token;
}

void ayes_pairs_read(ayes_pairs *pairs, ayes_text *text, size_t start, size_t end,
                     uint32_t character) {
  ayes_open_mark *quote = &pairs->double_quote;
  switch (character) {
    case '(':
    case '[':
    case 0xFF08: open_bracket(pairs, text->tokens.count); return;
    case ')':
    case ']':
    case 0xFF09:
      if (pairs->depth)
        flag_tokens(text, pairs->brackets[--pairs->depth], AYES_BRACKET_LIMIT,
                    AYES_TOKEN_BRACKETED);
      return;
    case '"':
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB:
      read_quote(quote, text, double_role(text->bytes, start, end, character, quote->is_open));
      return;
    case '\'':
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2039:
    case 0x203A:
      read_quote(&pairs->single_quote, text, single_role(text->bytes, start, end, character));
      return;
    default: return;
  }
}
