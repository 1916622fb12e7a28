/* SPDX-License-Identifier: MIT
 *
 * Question numbers, comment numbers and recorded tallies, read by hand: each is a few bytes at the
 * front of a cell, and what looks like one in running text ("Q1 figures", "No 5 of the plan") must
 * not be taken for it. O(bytes taken).
 */
#include "corpus/document_parts.h"

enum { NUMBER_DIGITS = 3, PART_BYTES = 4, OPTION_WORDS = 4, OPTION_BYTES = 40 };

static size_t skip_spaces(ayes_span text, size_t at) {
  while (at < text.length && ayes_byte_is_space(text.data[at])) at++;
  return at;
}

static size_t skip_digits(ayes_span text, size_t at) {
  while (at < text.length && ayes_byte_is_digit(text.data[at])) at++;
  return at;
}

static bool is_word_byte(ayes_span text, size_t at) {
  return at < text.length &&
         (ayes_byte_is_letter(text.data[at]) || ayes_byte_is_digit(text.data[at]) ||
          (unsigned char)text.data[at] >= 0xC3);
}

/* Bytes of "Q", "Qu.", "Question" with the white space after it, or 0. */
static size_t question_word(ayes_span text) {
  static const char *const words[] = {"question", "qu", "q"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t length = strlen(words[i]);
    ayes_span front = ayes_span_slice(text, 0, length);
    if (!ayes_span_equal_ignoring_case(front, ayes_span_of(words[i]))) continue;
    if (length < text.length && text.data[length] == '.') length++;
    length = skip_spaces(text, length);
    if (length < text.length && ayes_byte_is_digit(text.data[length])) return length;
  }
  return 0;
}

/* "(ii)", "(a)": a letter or roman number in brackets, at most one space before it. */
static size_t part_at(ayes_span text, size_t at, ayes_span *part) {
  size_t open = at < text.length && text.data[at] == ' ' ? at + 1 : at, end = open + 1;
  if (open >= text.length || text.data[open] != '(') return at;
  while (end < text.length && ayes_byte_is_letter(text.data[end])) end++;
  if (end == open + 1 || end - open - 1 > PART_BYTES || end >= text.length || text.data[end] != ')')
    return at;
  for (size_t i = open + 1; end - open > 2 && i < end; i++)
    if (!strchr("ivxIVX", text.data[i])) return at;
  *part = ayes_span_slice(text, open + 1, end);
  return end + 1;
}

/* Bytes of a mark that ends a number, at. */
static size_t mark_at(ayes_span text, size_t at) {
  static const char *const marks[] = {".", ":", ")", "-", "\xE2\x80\x93", "\xE2\x80\x94"};
  ayes_span rest = ayes_span_from(text, at);
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (ayes_span_starts_with(rest, ayes_span_of(marks[i]))) return strlen(marks[i]);
  return 0;
}

static bool is_year(ayes_span text, size_t at) {
  return skip_digits(text, at) == at + 4 && (text.data[at] == '1' || text.data[at] == '2');
}

/* Reads what follows the digits: letter, part in brackets, closing mark. */
static size_t read_tail(ayes_span text, size_t at, ayes_document_number *number) {
  if (at < text.length && ayes_byte_is_letter(text.data[at]) && !is_word_byte(text, at + 1))
    number->letter = ayes_byte_to_lower(text.data[at++]);
  at = part_at(text, at, &number->part);
  size_t spaced = skip_spaces(text, at), mark = mark_at(text, spaced);
  number->has_mark = mark > 0;
  return skip_spaces(text, mark ? spaced + mark : at);
}

bool ayes_document_question_number(ayes_span text, bool plain, ayes_document_number *number) {
  *number = (ayes_document_number){0};
  size_t start = question_word(text);
  if (!start && !(plain && text.length && ayes_byte_is_digit(text.data[0]))) return false;
  size_t end = skip_digits(text, start);
  if (end - start > NUMBER_DIGITS) return false;
  ayes_span_to_size(ayes_span_slice(text, start, end), &number->value);
  if (end + 1 < text.length && text.data[end] == '.' && ayes_byte_is_digit(text.data[end + 1]))
    end = skip_digits(text, end + 1);
  number->digits = ayes_span_slice(text, start, end);
  size_t at = read_tail(text, end, number);
  if (at == end && is_word_byte(text, at)) return false;
  if (!start && !number->has_mark) return false;
  bool says_more = at < text.length;
  if (says_more && !number->has_mark &&
      (is_year(text, at) || (text.data[at] >= 'a' && text.data[at] <= 'z') ||
       !(is_word_byte(text, at) || strchr("\"'(", text.data[at]))))
    return false;
  number->length = at;
  return true;
}

bool ayes_document_comment_number(ayes_span cell, ayes_span *digits) {
  size_t start = cell.length && cell.data[0] == '(' ? 1 : 0, end = skip_digits(cell, start);
  if (end == start || end - start > 5) return false;
  while (end + 1 < cell.length && cell.data[end] == '.' && ayes_byte_is_digit(cell.data[end + 1]))
    end = skip_digits(cell, end + 1);
  if (end < cell.length && ayes_byte_is_letter(cell.data[end])) end++;
  *digits = ayes_span_slice(cell, start, end);
  if (end < cell.length && (cell.data[end] == '.' || cell.data[end] == ')')) end++;
  return end == cell.length && end - start <= 12;
}

/* ---- tallies ---- */

static const struct {
  const char *text;
  const char *name;
} options[] = {{"yes", "Yes"},
               {"no", "No"},
               {"blank", "Blank"},
               {"blanks", "Blank"},
               {"left blank", "Blank"},
               {"not answered", "Blank"},
               {"no answer", "Blank"},
               {"no response", "Blank"},
               {"unanswered", "Blank"},
               {"don't know", "Don't know"},
               {"unsure", "Unsure"},
               {"not sure", "Not sure"},
               {"undecided", "Undecided"},
               {"maybe", "Maybe"},
               {"agree", "Agree"},
               {"disagree", "Disagree"},
               {"strongly agree", "Strongly agree"},
               {"strongly disagree", "Strongly disagree"},
               {"tend to agree", "Tend to agree"},
               {"tend to disagree", "Tend to disagree"},
               {"neither", "Neither"},
               {"neutral", "Neutral"},
               {"support", "Support"},
               {"oppose", "Oppose"},
               {"no opinion", "No opinion"},
               {"no view", "No view"}};

static bool known_option(ayes_span text, ayes_span *name) {
  *name = text;
  for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
    if (!ayes_span_equal_ignoring_case(text, ayes_span_of(options[i].text))) continue;
    *name = ayes_span_of(options[i].name);
    return true;
  }
  return false;
}

/* The end of the words at the front that may name an option. */
static size_t option_end(ayes_span text) {
  size_t end = 0, at = 0;
  for (size_t words = 0; words < OPTION_WORDS && at < OPTION_BYTES; words++) {
    size_t start = at;
    while (at < text.length && at < OPTION_BYTES &&
           (ayes_byte_is_letter(text.data[at]) || (at > start && text.data[at] == '\'')))
      at++;
    if (at == start) break;
    end = at;
    at = skip_spaces(text, at);
  }
  return end;
}

typedef struct tally_mark {
  bool is_equals;
  bool is_any;
} tally_mark;

static size_t read_mark(ayes_span text, size_t at, tally_mark *mark) {
  at = skip_spaces(text, at);
  size_t length =
      at < text.length && (text.data[at] == '=' || text.data[at] == '(') ? 1 : mark_at(text, at);
  mark->is_any = length > 0;
  mark->is_equals = length && text.data[at] == '=';
  return skip_spaces(text, at + length);
}

/* The count at, with what may follow it: a percentage, brackets, a separator. 0: none is there. */
static size_t read_count(ayes_span text, size_t at, size_t *count) {
  size_t end = skip_digits(text, at);
  if (end == at || end - at > 7 || is_word_byte(text, end)) return 0;
  ayes_span_to_size(ayes_span_slice(text, at, end), count);
  if (end < text.length && text.data[end] == '%') {
    size_t open = skip_spaces(text, end + 1);
    return open < text.length && text.data[open] == '(' ? read_count(text, open + 1, count) : 0;
  }
  if (end < text.length && text.data[end] == ')') end++;
  size_t open = skip_spaces(text, end);
  if (open < text.length && text.data[open] == '(') {
    size_t close = skip_digits(text, open + 1);
    while (close < text.length && (text.data[close] == '.' || text.data[close] == '%' ||
                                   ayes_byte_is_digit(text.data[close])))
      close++;
    if (close > open + 1 && close < text.length && text.data[close] == ')') end = close + 1;
  }
  while (end < text.length &&
         (ayes_byte_is_space(text.data[end]) || strchr(",;|/", text.data[end])))
    end++;
  return end;
}

/* One "option mark count" at the front; 0 when there is none. */
static size_t read_tally(ayes_span text, ayes_document_tally *tally, tally_mark *mark) {
  size_t end = option_end(text);
  if (end == 0) return 0;
  bool is_known = known_option(ayes_span_slice(text, 0, end), &tally->option);
  size_t at = read_mark(text, end, mark);
  if (!is_known && !mark->is_equals) return 0;
  return read_count(text, at, &tally->count);
}

size_t ayes_document_tallies(ayes_span text, ayes_document_tally *tallies, size_t *length) {
  size_t count = 0, at = 0;
  bool has_equals = false;
  while (count < AYES_DOCUMENT_TALLY_LIMIT) {
    tally_mark mark;
    size_t taken = read_tally(ayes_span_from(text, at), &tallies[count], &mark);
    if (taken == 0) break;
    has_equals |= mark.is_equals;
    at += taken;
    count++;
  }
  *length = at;
  return count == 1 && !has_equals && at < text.length ? 0 : count;
}
