/* SPDX-License-Identifier: MIT
 *
 * Points that end no sentence. What a language abbreviates is a list of its lexicon; what can be
 * seen without one is decided here: initials ("J. K. Rowling"), letter-point-letter ("e.g.",
 * "U.K."), numbers after a letter ("p. 5"), addresses. Every look to the left or right is bounded,
 * so each point costs O(1).
 */
#include <unicode/uchar.h>

#include "text/breaks.h"
#include "text/fold.h"

enum {
  SHORT_WORD = 3,    /* bytes */
  WORD_BYTES = 24,   /* a longer word is no abbreviation */
  ADDRESS_BYTES = 64 /* an unbroken run this long on one side is no prose */
};

static bool is_word_character(uint32_t code_point) {
  if (code_point < 0x80) return ayes_byte_is_word((char)code_point);
  return u_isalnum((UChar32)code_point) != 0;
}

static bool is_digit_at(ayes_span bytes, size_t at) {
  return at < bytes.length && ayes_byte_is_digit(bytes.data[at]);
}

static char byte_at(ayes_span bytes, size_t at) {
  return at < bytes.length ? bytes.data[at] : '\0';
}

/* Start of the word with inner points that ends at end; end when it is too long. */
static size_t word_start(ayes_span bytes, size_t floor, size_t end) {
  size_t start = end, length;
  while (start > floor && end - start < WORD_BYTES && ayes_byte_is_word(bytes.data[start - 1]))
    start--;
  while (start > floor) {
    size_t before = ayes_character_before(bytes, start);
    uint32_t code_point = ayes_character_at(bytes, before, &length);
    if (code_point != '.' && !is_word_character(code_point)) break;
    if (end - before > WORD_BYTES) return end;
    start = before;
  }
  while (start < end && (bytes.data[start] == '.' || is_digit_at(bytes, start))) start++;
  return start;
}

/* "e.g", "U.S.A": single ASCII letters with points between them. */
static bool is_dotted(ayes_span word) {
  if (word.length < 3 || word.length % 2 == 0) return false;
  for (size_t i = 0; i < word.length; i++)
    if (i % 2 ? word.data[i] != '.' : !ayes_byte_is_letter(word.data[i])) return false;
  return true;
}

static bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
static bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }

/* Whether the list has the word with its point and ending ("", or " 5" for entries that count only
 * before a number). */
static bool is_listed(ayes_abbreviations *abbreviations, ayes_span word, const char *ending) {
  if (!abbreviations->names || word.length == 0) return false;
  ayes_buffer_clear(&abbreviations->folded);
  ayes_fold(word, &abbreviations->folded);
  ayes_buffer_add_byte(&abbreviations->folded, '.');
  ayes_buffer_add_text(&abbreviations->folded, ending);
  return ayes_names_find(abbreviations->names, ayes_buffer_span(&abbreviations->folded)) != 0;
}

/* "Pitt & Co. It closed": whether the list says that the word at next, which has a capital, opens a
 * sentence ("^it"), being no name. */
static bool opens_sentence(ayes_abbreviations *abbreviations, ayes_span bytes, size_t next) {
  size_t end = next;
  if (!abbreviations->names) return false;
  while (end < bytes.length && ayes_byte_is_letter(bytes.data[end]) && end - next < WORD_BYTES)
    end++;
  ayes_buffer_clear(&abbreviations->folded);
  ayes_buffer_add_byte(&abbreviations->folded, '^');
  ayes_fold(ayes_span_slice(bytes, next, end), &abbreviations->folded);
  return ayes_names_find(abbreviations->names, ayes_buffer_span(&abbreviations->folded)) != 0;
}

/* "Plan B": whether the list has the word as one that letters stand behind ("plan B"). */
static bool takes_letter(ayes_abbreviations *abbreviations, ayes_span word) {
  if (!abbreviations->names) return true;
  ayes_buffer_clear(&abbreviations->folded);
  ayes_fold(word, &abbreviations->folded);
  ayes_buffer_add_text(&abbreviations->folded, " b");
  return ayes_names_find(abbreviations->names, ayes_buffer_span(&abbreviations->folded)) != 0;
}

/* Length of the word of letters alone that ends at mark, 2 bytes at least, when nothing else can
 * belong to it; 0 otherwise. */
static size_t plain_length(ayes_span bytes, size_t floor, size_t mark) {
  size_t start = ayes_letters_start(bytes, floor, mark, WORD_BYTES);
  size_t length = mark - start;
  if (length < 2 || length == WORD_BYTES) return 0;
  if (start == floor) return length;
  unsigned char before = (unsigned char)bytes.data[start - 1];
  return before < 0x80 && before != '.' && !ayes_byte_is_digit((char)before) ? length : 0;
}

/* Whether it can be told at a glance that the point at mark is a full stop: an ordinary word before
 * it that looks like none of the list, and no number behind. Nearly all are like that. */
static bool is_plainly_full_stop(const ayes_abbreviations *abbreviations, ayes_span bytes,
                                 size_t floor, size_t mark, char next) {
  size_t length = abbreviations->is_careful ? 0 : plain_length(bytes, floor, mark);
  if (!length || ayes_byte_is_digit(next)) return false;
  return !abbreviations->names ||
         !ayes_letters_may_be_listed(abbreviations->names, bytes.data + mark - length, length);
}

/* Whether a word holds letters alone, of ASCII or of Latin by two bytes. */
static bool is_latin(ayes_span word) {
  for (size_t i = 0; i < word.length; i++) {
    unsigned char byte = (unsigned char)word.data[i];
    if (!ayes_byte_is_letter((char)byte) && (byte < 0x80 || byte > 0xC9)) return false;
  }
  return true;
}

static bool is_number(ayes_span word) {
  for (size_t i = 0; i < word.length; i++)
    if (!ayes_byte_is_digit(word.data[i])) return false;
  return true;
}

bool ayes_point_is_full_stop_slowly(ayes_abbreviations *abbreviations, ayes_span bytes,
                                    size_t start, size_t mark) {
  ayes_span word = ayes_span_slice(bytes, start, mark);
  if (word.length >= WORD_BYTES || (start > 0 && bytes.data[start - 1] != ' ')) return false;
  if (is_number(word)) return true;
  return word.length >= 2 && is_latin(word) && !is_listed(abbreviations, word, "");
}

static size_t skip_spaces(ayes_span bytes, size_t at) {
  while (at < bytes.length && ayes_byte_is_space(bytes.data[at])) at++;
  return at;
}

bool ayes_point_is_part(ayes_abbreviations *abbreviations, ayes_span bytes, size_t mark) {
  char next = byte_at(bytes, mark + 1);
  if (next == '.' || ayes_byte_is_word(next)) return false;
  size_t behind = skip_spaces(bytes, mark + 1);
  if (is_plainly_full_stop(abbreviations, bytes, 0, mark, byte_at(bytes, behind))) return false;
  ayes_span word = ayes_span_slice(bytes, word_start(bytes, 0, mark), mark);
  if (is_dotted(word) || is_listed(abbreviations, word, "")) return true;
  return is_digit_at(bytes, behind) && is_listed(abbreviations, word, " 5");
}

/* "5 p.m.", "10 ft.": the abbreviation of a unit ends a sentence as any word does. */
static bool follows_number(ayes_span bytes, size_t start, size_t word) {
  while (word > start && ayes_byte_is_space(bytes.data[word - 1])) word--;
  return word > start && ayes_byte_is_digit(bytes.data[word - 1]);
}

static bool is_opening_byte(char byte) {
  return ayes_byte_is_space(byte) || byte == '"' || byte == '\'' || byte == '(' || byte == '[';
}

/* Whether a title or another initial, or nothing, stands before the initial that starts at word. */
static bool follows_title(ayes_abbreviations *abbreviations, ayes_span bytes, size_t start,
                          size_t word) {
  while (word > start && is_opening_byte(bytes.data[word - 1])) word--;
  if (word == start) return true;
  size_t end = bytes.data[word - 1] == '.' ? word - 1 : word;
  ayes_span before = ayes_span_slice(bytes, word_start(bytes, start, end), end);
  if (before.length == 1 && end < word && is_upper(before.data[0])) return true;
  return is_listed(abbreviations, before, "");
}

/* Start of the word before the one that starts at word; word when there is none. */
static size_t word_before(ayes_span bytes, size_t start, size_t word, size_t *end) {
  *end = word;
  while (*end > start && ayes_byte_is_space(bytes.data[*end - 1])) --*end;
  return *end < word ? word_start(bytes, start, *end) : word;
}

/* "Jonas E. Smith": between words with capitals, of which the second opens no sentence and the
 * first is not one that letters stand behind ("Plan B."). */
static bool is_middle_initial(ayes_abbreviations *abbreviations, ayes_span bytes, size_t start,
                              size_t word, size_t next) {
  size_t end, first = word_before(bytes, start, word, &end);
  ayes_span name = ayes_span_slice(bytes, first, end);
  if (first == word || name.length < 2 || !is_upper(name.data[0]) || !is_lower(name.data[1]))
    return false;
  bool is_name = is_upper(byte_at(bytes, next)) && is_lower(byte_at(bytes, next + 1));
  return is_name && !opens_sentence(abbreviations, bytes, next) &&
         !takes_letter(abbreviations, name);
}

static bool is_initial(ayes_abbreviations *abbreviations, ayes_span bytes, size_t start,
                       size_t word, size_t next) {
  if (is_upper(byte_at(bytes, next)) && byte_at(bytes, next + 1) == '.') return true;
  if (is_middle_initial(abbreviations, bytes, start, word, next)) return true;
  return follows_title(abbreviations, bytes, start, word);
}

/* "Dr", "Prof", but not "ETC". */
static bool is_capitalised(ayes_span word) {
  return is_upper(word.data[0]) && (word.length == 1 || !is_upper(word.data[1]));
}

/* "No. We object": what may be a word of its own, and is all that the sentence would hold. */
static bool stands_alone(ayes_span bytes, size_t start, size_t from, ayes_span word) {
  bool has_vowel = false;
  for (size_t i = 0; i < word.length; i++)
    has_vowel = has_vowel || memchr("aeiou", ayes_byte_to_lower(word.data[i]), 5);
  while (from > start && is_opening_byte(bytes.data[from - 1])) from--;
  return from == start && word.length <= SHORT_WORD && has_vowel;
}

/* "N°. 5" */
static bool follows_degree(ayes_span bytes, size_t mark) {
  return mark >= 2 && (memcmp(bytes.data + mark - 2, "\xC2\xB0", 2) == 0 ||
                       memcmp(bytes.data + mark - 2, "\xC2\xBA", 2) == 0);
}

/* "At 5 a.m. Parents queue": nothing but a word and a number stands before, which is no sentence
 * yet. */
static bool is_opening_time(ayes_span bytes, size_t start, size_t from) {
  size_t end, number = word_before(bytes, start, from, &end), first;
  while (number > start && (is_digit_at(bytes, number - 1) || bytes.data[number - 1] == '.'))
    number--;
  first = word_before(bytes, start, number, &end);
  return first < number && first == start && is_upper(bytes.data[first]);
}

bool ayes_point_goes_on(ayes_abbreviations *abbreviations, ayes_span bytes, size_t start,
                        size_t mark, size_t next) {
  if (is_plainly_full_stop(abbreviations, bytes, start, mark, byte_at(bytes, next))) return false;
  size_t from = word_start(bytes, start, mark);
  ayes_span word = ayes_span_slice(bytes, from, mark);
  if (word.length == 0) return follows_degree(bytes, mark) && is_digit_at(bytes, next);
  bool is_letter = word.length == 1 && ayes_byte_is_letter(word.data[0]);
  bool listed = is_listed(abbreviations, word, "");
  if (is_digit_at(bytes, next))
    return listed || (is_letter && is_lower(word.data[0])) || is_listed(abbreviations, word, " 5");
  if (ayes_letter_case_at(bytes, next) != AYES_CASE_UPPER) return listed;
  bool dotted = is_dotted(word);
  if ((listed || dotted) && is_upper(word.data[0]) && opens_sentence(abbreviations, bytes, next))
    return false;
  if ((listed || dotted) && follows_number(bytes, start, from))
    return is_opening_time(bytes, start, from) && !opens_sentence(abbreviations, bytes, next);
  if (listed && dotted) return true;
  if (listed && is_capitalised(word)) return !stands_alone(bytes, start, from, word);
  if (dotted && is_lower(word.data[0])) return true;
  return (dotted || (is_letter && is_upper(word.data[0]))) &&
         is_initial(abbreviations, bytes, start, from, next);
}

bool ayes_point_ends_plain_word(ayes_abbreviations *abbreviations, ayes_span bytes, size_t mark) {
  if (!abbreviations->names) return false;
  ayes_span word = ayes_span_slice(bytes, word_start(bytes, 0, mark), mark);
  if (word.length < 2 || ayes_span_find_byte(word, '.') < word.length) return false;
  if (word.length == 2 && !(is_lower(word.data[0]) && is_lower(word.data[1]))) return false;
  return !is_listed(abbreviations, word, "");
}

/* Counts points with a letter or digit directly behind them; two make an address. */
static size_t count_inner_points(ayes_span run) {
  size_t count = 0;
  for (size_t i = 0; i + 1 < run.length; i++)
    count += run.data[i] == '.' && ayes_byte_is_word(run.data[i + 1]);
  return count;
}

bool ayes_is_in_address(ayes_span bytes, size_t at) {
  size_t start = at, end = at;
  while (start > 0 && !ayes_byte_is_space(bytes.data[start - 1]))
    if (at - --start > ADDRESS_BYTES) return true;
  while (end < bytes.length && !ayes_byte_is_space(bytes.data[end]))
    if (++end - at > ADDRESS_BYTES) return true;
  ayes_span run = ayes_span_slice(bytes, start, end);
  ayes_span rest = ayes_span_slice(bytes, at, end);
  return ayes_span_find_byte(run, '@') < run.length ||
         ayes_span_find_byte(rest, '/') < rest.length ||
         ayes_span_find(run, ayes_span_of("://")) < run.length ||
         ayes_span_starts_with(run, ayes_span_of("www.")) || count_inner_points(run) > 1;
}
