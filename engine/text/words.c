/* SPDX-License-Identifier: MIT
 *
 * The words of a sentence. A table sorts ASCII bytes into words and the few marks that leave flags;
 * what separates two words is remembered as flags of the second. Most words are cut by text/cut.c,
 * other ordinary ones by what stands behind them, and the rest by the rules of UAX #29. O(bytes).
 */
#include <unicode/uchar.h>

#include "text/fold.h"
#include "text/reader.h"

enum { QUESTION_PART_BYTES = 4 }; /* of "Q3a(viii)", between the brackets */

/* What a byte of ASCII does between words. */
typedef enum byte_kind {
  O, /* nothing */
  W, /* starts a word */
  U, /* may start a word: _ */
  C, /* comma */
  B, /* breaks */
  P, /* breaks when another point follows */
  H, /* hyphen: joins or breaks */
  J, /* joins */
  Q, /* quotation mark */
  R, /* bracket */
  M, /* currency */
  X  /* not ASCII */
} byte_kind;

static const unsigned char byte_kinds[256] = {
    O, O, O, O, O, O, O, O, O, O, B, O, O, B, O, O, /* controls */
    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, /* */
    O, B, Q, O, M, O, O, Q, R, R, O, O, C, H, P, J, /* space to / */
    W, W, W, W, W, W, W, W, W, W, B, B, O, O, O, B, /* 0 to ? */
    O, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* @ to O */
    W, W, W, W, W, W, W, W, W, W, W, R, O, R, O, U, /* P to _ */
    O, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* ` to o */
    W, W, W, W, W, W, W, W, W, W, W, O, B, O, O, O, /* p to delete */
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, /* */
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, /* */
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, /* */
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, /* */
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, /* */
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, /* */
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, /* */
    X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, /* */
};

/* ---- Words ---- */

static bool is_word_character(uint32_t code_point) {
  if (code_point < 0x80) return ayes_byte_is_word((char)code_point);
  return u_isalnum((UChar32)code_point) != 0;
}

static bool has_word_character(ayes_span segment) {
  size_t length;
  for (size_t at = 0; at < segment.length; at += length)
    if (is_word_character(ayes_character_at(segment, at, &length))) return true;
  return false;
}

static inline ayes_status add_token(ayes_text_reader *it, size_t start, size_t end,
                                    ayes_error *error) {
  ayes_token *token = ayes_array_add(&it->text->tokens, error);
  if (!token) return AYES_NO_MEMORY;
  unsigned flags = it->pending;
  if (it->join_at | it->money_at) {
    if (it->join_at && it->join_at == start) flags |= AYES_TOKEN_JOINED;
    if (it->money_at && it->money_at == start) flags |= AYES_TOKEN_MONEY;
  }
  *token = (ayes_token){.start = (uint32_t)start,
                        .end = (uint32_t)end,
                        .sentence = (uint32_t)it->text->sentences.count,
                        .flags = (uint16_t)flags};
  it->last_end = end;
  it->pending = 0;
  it->join_at = it->money_at = 0;
  return AYES_OK;
}

static bool has_digit(ayes_span word) {
  for (size_t i = 0; i < word.length; i++)
    if (ayes_byte_is_digit(word.data[i])) return true;
  return false;
}

/* What the byte behind a run of letters and digits does. */
typedef enum behind_run { ENDS, ENDS_LETTERS, APOSTROPHE, POINT, ASK } behind_run;

/* By the rules of text/word_break.c: those of ASCII that end any run, or one that ends in a letter.
 * The others are asked about there. */
static behind_run behind_run_of(unsigned char byte) {
  switch (byte) {
    case ',':
    case ';': return ENDS_LETTERS;
    case '\'': return APOSTROPHE;
    case '.': return POINT;
    case '(':
    case '_': return ASK;
    default: return byte < 0x80 ? ENDS : ASK;
  }
}

static unsigned char byte_or_space(ayes_span bytes, size_t at) {
  return at < bytes.length ? (unsigned char)bytes.data[at] : ' ';
}

/* The end of the word that starts at start with a letter or digit, when it is an ordinary one, of
 * which nothing need be asked; 0 otherwise. */
static size_t ordinary_word_end(ayes_text_reader *it, size_t start) {
  ayes_span bytes = it->bytes;
  for (size_t at = start;; at++) {
    at = ayes_word_run_end(bytes, at);
    unsigned char behind = byte_or_space(bytes, at), next;
    bool in_letters = ayes_byte_is_letter(bytes.data[at - 1]);
    switch (behind_run_of(behind)) {
      case ENDS: return at;
      case ENDS_LETTERS: return in_letters ? at : 0;
      case APOSTROPHE:
        next = byte_or_space(bytes, at + 1);
        if (!in_letters || next >= 0x80 || next == '_') return 0;
        if (!ayes_byte_is_letter((char)next)) return at;
        break; /* "don't" */
      case POINT:
        next = byte_or_space(bytes, at + 1);
        if (next >= 0x80 || next == '_' || ayes_byte_is_word((char)next)) return 0;
        return ayes_point_is_part(&it->abbreviations, it->text->bytes, at) ? 0 : at;
      case ASK: return 0;
    }
  }
}

/* Length of "(i)" at a byte behind a word with a digit, or 0. */
static size_t question_part_length(ayes_span bytes, size_t at) {
  size_t end = at + 1;
  while (end < bytes.length && end - at <= QUESTION_PART_BYTES + 1 &&
         ayes_byte_is_word(bytes.data[end]))
    end++;
  size_t inside = end - at - 1;
  if (inside == 0 || inside > QUESTION_PART_BYTES) return 0;
  return end < bytes.length && bytes.data[end] == ')' ? inside + 2 : 0;
}

static ayes_status read_question_parts(ayes_text_reader *it, size_t *at, ayes_error *error) {
  while (*at < it->bytes.length && it->bytes.data[*at] == '(') {
    size_t length = question_part_length(it->bytes, *at);
    if (!length) break;
    it->join_at = *at + 1;
    ayes_status status = add_token(it, *at + 1, *at + length - 1, error);
    if (status != AYES_OK) return status;
    *at += length;
    it->last_end = *at;
  }
  return AYES_OK;
}

/* Length of an elided word in front of an apostrophe, "qu" of "qu'il", with *behind set to the byte
 * behind the apostrophe; 0 when the segment does not begin with one that the language lists. */
static size_t elided_length(ayes_text_reader *it, size_t start, size_t end, size_t *behind) {
  ayes_span segment = ayes_span_slice(it->bytes, start, end);
  size_t at = ayes_span_find_byte(segment, '\''), length = 1;
  size_t curly = ayes_span_find(segment, ayes_span_of("\u2019"));
  if (curly < at) at = curly, length = strlen("\u2019");
  if (at == 0 || at + length >= segment.length) return 0;
  ayes_buffer *folded = &it->abbreviations.folded;
  ayes_buffer_clear(folded);
  ayes_fold(ayes_span_slice(segment, 0, at), folded);
  ayes_buffer_add_byte(folded, '\'');
  if (!ayes_names_find(it->abbreviations.names, ayes_buffer_span(folded))) return 0;
  *behind = start + at + length;
  return at;
}

/* Reads the segment at *at, which holds a letter or digit, as a token; what follows an elided word
 * is a segment of its own. */
static ayes_status read_word(ayes_text_reader *it, size_t *at, size_t end, ayes_error *error) {
  ayes_span bytes = it->bytes;
  size_t start = *at, elided = 0;
  if (it->has_elisions) elided = elided_length(it, start, end, at);
  if (elided) return add_token(it, start, start + elided, error);
  *at = end;
  while (bytes.data[start] == '_') start++;
  while (bytes.data[end - 1] == '_') end--;
  if (end < bytes.length && bytes.data[end] == '.' &&
      ayes_point_is_part(&it->abbreviations, it->text->bytes, end))
    *at = ++end;
  ayes_status status = add_token(it, start, end, error);
  if (status != AYES_OK || end >= bytes.length || bytes.data[end] != '(') return status;
  if (!has_digit(ayes_span_slice(bytes, start, end))) return AYES_OK;
  return read_question_parts(it, at, error);
}

/* ---- What stands between words ---- */

static bool starts_word(ayes_span bytes, size_t at) {
  size_t length;
  return at < bytes.length && is_word_character(ayes_character_at(bytes, at, &length));
}

static bool is_space_before(ayes_span bytes, size_t at) {
  return at == 0 || ayes_byte_is_space(bytes.data[at - 1]);
}

/* A hyphen or slash: joins two words it touches; behind a space or another one, a hyphen is a
 * dash. */
static void read_joiner(ayes_text_reader *it, size_t at, size_t end, bool may_be_dash) {
  if (it->text->tokens.count && it->last_end == at && starts_word(it->bytes, end))
    it->join_at = end;
  else if (may_be_dash && (is_space_before(it->bytes, at) || it->bytes.data[at - 1] == '-'))
    it->pending |= AYES_TOKEN_BREAK_BEFORE;
}

static void read_ascii_mark(ayes_text_reader *it, size_t at) {
  unsigned char byte = (unsigned char)it->bytes.data[at];
  switch (byte_kinds[byte]) {
    case C: it->pending |= AYES_TOKEN_COMMA_BEFORE; break;
    case B: it->pending |= AYES_TOKEN_BREAK_BEFORE; break;
    case P:
      if (at + 1 < it->bytes.length && it->bytes.data[at + 1] == '.')
        it->pending |= AYES_TOKEN_BREAK_BEFORE;
      break;
    case H: read_joiner(it, at, at + 1, true); break;
    case J: read_joiner(it, at, at + 1, false); break;
    case R:
      it->pending |= AYES_TOKEN_BREAK_BEFORE;
      ayes_pairs_read(&it->pairs, it->text, at, at + 1, byte);
      break;
    case Q: ayes_pairs_read(&it->pairs, it->text, at, at + 1, byte); break;
    case M: it->money_at = at + 1; break;
    default: break;
  }
}

static void read_other_mark(ayes_text_reader *it, size_t at, size_t end, uint32_t code_point) {
  if (code_point == 0x2010 || code_point == 0x2011) {
    read_joiner(it, at, end, true);
    return;
  }
  if (code_point == 0x060C || code_point == 0x3001 || code_point == 0xFF0C) {
    it->pending |= AYES_TOKEN_COMMA_BEFORE;
    return;
  }
  ayes_pairs_read(&it->pairs, it->text, at, end, code_point);
  switch (u_charType((UChar32)code_point)) {
    case U_CURRENCY_SYMBOL: it->money_at = end; break;
    case U_DASH_PUNCTUATION:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_START_PUNCTUATION:
    case U_END_PUNCTUATION: it->pending |= AYES_TOKEN_BREAK_BEFORE; break;
    default:
      if (code_point == 0x2026 || code_point == 0x2022 || code_point == 0x0085)
        it->pending |= AYES_TOKEN_BREAK_BEFORE;
  }
}

/* Reads a segment that does not start with an ASCII letter or digit. */
static ayes_status read_segment(ayes_text_reader *it, size_t *at, ayes_error *error) {
  size_t end = ayes_word_end(it->bytes, *at), length;
  if (has_word_character(ayes_span_slice(it->bytes, *at, end)))
    return read_word(it, at, end, error);
  uint32_t code_point = ayes_character_at(it->bytes, *at, &length);
  if (code_point >= 0x80) read_other_mark(it, *at, *at + length, code_point);
  *at = end;
  return AYES_OK;
}

/* ---- All of them ---- */

/* Whether words that start so may be cut, unless that has just failed. */
static bool may_be_cut(const ayes_text_reader *it, byte_kind kind, size_t at) {
  return (kind == W || kind == X) && at != it->uncut && !it->is_careful;
}

static ayes_status read_other_word(ayes_text_reader *it, size_t *at, ayes_error *error) {
  size_t end = it->is_careful ? 0 : ordinary_word_end(it, *at);
  if (!end) return read_word(it, at, ayes_word_end(it->bytes, *at), error);
  ayes_status status = add_token(it, *at, end, error);
  *at = end;
  return status;
}

ayes_status ayes_text_read_words(ayes_text_reader *it, size_t at, size_t end, ayes_error *error) {
  ayes_status status = AYES_OK;
  it->bytes = ayes_span_slice(it->text->bytes, 0, end);
  while (at < end && status == AYES_OK) {
    byte_kind kind = byte_kinds[(unsigned char)it->bytes.data[at]];
    if (may_be_cut(it, kind, at)) {
      status = ayes_cut_words(it, &at, end, error);
      continue;
    }
    switch (kind) {
      case O: at++; break;
      case W: status = read_other_word(it, &at, error); break;
      case U:
      case X: status = read_segment(it, &at, error); break;
      default: read_ascii_mark(it, at++);
    }
  }
  return status;
}
