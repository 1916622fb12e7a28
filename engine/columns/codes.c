/* SPDX-License-Identifier: MIT
 *
 * Question numbers as tools and people write them: Q8, 8a., Question 3:, Q2_1_TEXT, Prop 1 Q8 -,
 * G01Q02. A number of more than three digits is the tool's own. O(header).
 */
#include "columns/detection.h"

enum { PREFIX_LIMIT = 24, NUMBER_LIMIT = 999, CODE_LIMIT = 40, BRACKET_LIMIT = 20 };

static size_t count_digits(ayes_span text, size_t from) {
  size_t i = from;
  while (i < text.length && ayes_byte_is_digit(text.data[i])) i++;
  return i - from;
}

static bool is_separator(char byte) { return byte == '.' || byte == ')' || byte == ':'; }

/* Where the digits begin when "Q", "Q." or "Question" stands at i; otherwise 0. */
static size_t digits_after_q(ayes_span text, size_t i) {
  ayes_span rest = ayes_span_from(text, i);
  if (!rest.length || ayes_byte_to_lower(rest.data[0]) != 'q') return 0;
  size_t at =
      ayes_span_equal_ignoring_case(ayes_span_slice(rest, 0, 8), ayes_span_of("question")) ? 8 : 1;
  if (at < rest.length && (rest.data[at] == ' ' || rest.data[at] == '_' || rest.data[at] == '.'))
    at++;
  return at < rest.length && ayes_byte_is_digit(rest.data[at]) ? i + at : 0;
}

/* A place where a code may begin: the front, or behind a short prefix without a sentence. */
static bool may_begin(ayes_span text, size_t i) {
  if (i == 0) return true;
  char before = text.data[i - 1];
  if (before == ' ' || before == '-') return true;
  return ayes_byte_is_digit(before) && ayes_byte_to_lower(text.data[0]) == 'g'; /* G01Q02 */
}

/* Bytes of "[SQ001]" at the front. */
static size_t bracket_length(ayes_span text) {
  size_t close = ayes_span_find_byte(text, ']');
  if (close == text.length || text.data[0] != '[' || close > BRACKET_LIMIT) return 0;
  for (size_t i = 1; i < close; i++)
    if (ayes_byte_is_space(text.data[i])) return 0;
  return close + 1;
}

/* Parts of a number that tools put behind it: "_1", "_TEXT", "#2", "[SQ001]". */
static size_t tail_end(ayes_span text, size_t end) {
  for (;;) {
    ayes_span rest = ayes_span_from(text, end);
    size_t digits =
        rest.length > 1 && (rest.data[0] == '_' || rest.data[0] == '.' || rest.data[0] == '#')
            ? count_digits(rest, 1)
            : 0;
    bool ends_word = 1 + digits >= rest.length || !ayes_byte_is_letter(rest.data[1 + digits]);
    if (digits && digits < 4 && ends_word) end += 1 + digits;
    else if (ayes_span_starts_with(rest, ayes_span_of("_TEXT"))) end += 5;
    else if (bracket_length(rest)) end += bracket_length(rest);
    else return end;
  }
}

/* The letter of "8a": one that is not the first of a word. */
static char letter_at(ayes_span text, size_t at) {
  if (at >= text.length || !ayes_byte_is_letter(text.data[at])) return 0;
  if (at + 1 < text.length &&
      (ayes_byte_is_letter(text.data[at + 1]) || (unsigned char)text.data[at + 1] >= 0x80))
    return 0;
  return ayes_byte_to_lower(text.data[at]);
}

static ayes_span skip_separators(ayes_span text) {
  size_t i = 0;
  while (i < text.length && (is_separator(text.data[i]) || text.data[i] == ' ' ||
                             text.data[i] == '-' || text.data[i] == '_'))
    i++;
  if (ayes_span_starts_with(ayes_span_from(text, i), ayes_span_of("\xE2\x80\x93"))) i += 3;
  return ayes_span_trim(ayes_span_from(text, i));
}

/* Behind words a code must be set off, or it is part of a sentence: "Is Q1 clear?". */
static bool is_set_off(ayes_span header, size_t start, size_t end) {
  if (start == 0 || ayes_byte_is_digit(header.data[start - 1])) return true;
  ayes_span rest = ayes_span_trim(ayes_span_from(header, end));
  return !rest.length || is_separator(rest.data[0]) || rest.data[0] == '-' ||
         ayes_span_starts_with(rest, ayes_span_of("\xE2\x80\x93"));
}

static bool read_number(ayes_span header, size_t start, size_t digits_at, ayes_code *code) {
  size_t digits = count_digits(header, digits_at), number;
  if (!ayes_span_to_size(ayes_span_slice(header, digits_at, digits_at + digits), &number))
    return false;
  size_t end = digits_at + digits;
  code->number = number;
  code->is_internal = number > NUMBER_LIMIT;
  code->letter = letter_at(header, end);
  end = tail_end(header, end + (code->letter != 0));
  code->prefix = ayes_span_trim(ayes_span_slice(header, 0, start));
  if (code->prefix.length && code->prefix.data[code->prefix.length - 1] == '-')
    code->prefix = ayes_span_trim(ayes_span_slice(code->prefix, 0, code->prefix.length - 1));
  code->whole = ayes_span_slice(header, 0, end);
  code->rest = skip_separators(ayes_span_from(header, end));
  return end <= CODE_LIMIT && is_set_off(header, start, end);
}

/* "8a. Why", "8) Why", "8a Why", "8 - Why"; a bare number is none. */
static bool is_bare_number(ayes_span header) {
  size_t digits = count_digits(header, 0);
  if (digits == 0 || digits > 3 || digits == header.length) return false;
  bool has_letter = letter_at(header, digits) != 0;
  ayes_span rest = ayes_span_from(header, digits + has_letter);
  if (!rest.length) return has_letter;
  if (is_separator(rest.data[0])) return rest.length == 1 || !ayes_byte_is_digit(rest.data[1]);
  return ayes_span_starts_with(rest, ayes_span_of(" - ")) || (has_letter && rest.data[0] == ' ');
}

/* "code. Text" as LimeSurvey writes it: one word with a digit in it, then a full stop. */
static bool read_word_code(ayes_span header, ayes_code *code) {
  size_t end = ayes_span_find(header, ayes_span_of(". "));
  ayes_span word = ayes_span_slice(header, 0, end);
  bool has_digit = false;
  if (end == header.length || end == 0 || end > CODE_LIMIT) return false;
  for (size_t i = 0; i < word.length; i++) {
    if (ayes_byte_is_space(word.data[i])) return false;
    has_digit |= ayes_byte_is_digit(word.data[i]);
  }
  code->whole = word;
  code->rest = ayes_span_trim(ayes_span_from(header, end + 2));
  return has_digit;
}

void ayes_code_read(ayes_span header, ayes_code *code) {
  header = ayes_span_trim(header);
  for (size_t i = 0; i < header.length && i < PREFIX_LIMIT; i++) {
    size_t digits_at = may_begin(header, i) ? digits_after_q(header, i) : 0;
    *code = (ayes_code){.rest = header};
    if (digits_at && read_number(header, i, digits_at, code)) return;
    if (header.data[i] == '?' || header.data[i] == '.') break;
  }
  *code = (ayes_code){.rest = header};
  if (is_bare_number(header) && read_number(header, 0, 0, code)) return;
  *code = (ayes_code){.rest = header};
  if (!read_word_code(header, code)) *code = (ayes_code){.rest = header};
}

bool ayes_code_is_same(const ayes_code *a, const ayes_code *b) {
  return a->whole.length && b->whole.length && a->number && a->number == b->number &&
         ayes_span_equal_ignoring_case(a->prefix, b->prefix);
}
