/* SPDX-License-Identifier: MIT
 *
 * Word and sentence boundaries against Unicode's own test files (package unicode-data; skipped when
 * they are absent) and, on random strings, against ICU's break iterators.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uclean.h>

#include <cmocka.h>

#include "base/file.h"
#include "text/breaks.h"
#include "text/tokens.h"

#ifndef AYES_UNICODE_DIR
#define AYES_UNICODE_DIR "/usr/share/unicode/auxiliary"
#endif

typedef size_t (*segment_end)(ayes_span bytes, size_t start);

enum { LINE_BOUNDARIES = 128, RANDOM_CHARACTERS = 12, RANDOM_STRINGS = 100000 };

typedef struct test_line {
  char bytes[LINE_BOUNDARIES * 4];
  size_t length;
  size_t boundaries[LINE_BOUNDARIES];
  size_t boundary_count;
} test_line;

static ayes_span line_bytes(const test_line *line) {
  return ayes_span_make(line->bytes, line->length);
}

/* "÷ 0061 × 0308 ÷ # comment" */
static bool parse_line(ayes_span text, test_line *line) {
  ayes_span piece;
  line->length = line->boundary_count = 0;
  text = ayes_span_trim(ayes_span_slice(text, 0, ayes_span_find_byte(text, '#')));
  if (text.length == 0) return false;
  while (ayes_span_split(&text, ' ', &piece)) {
    if (ayes_span_equal(piece, ayes_span_of("÷"))) {
      line->boundaries[line->boundary_count++] = line->length;
    } else if (!ayes_span_equal(piece, ayes_span_of("×"))) {
      char digits[16] = {0};
      memcpy(digits, piece.data, piece.length < 15 ? piece.length : 15);
      line->length +=
          ayes_utf8_encode((uint32_t)strtoul(digits, NULL, 16), line->bytes + line->length);
    }
  }
  return true;
}

static bool agrees(const test_line *line, segment_end end_of) {
  size_t at = 0, next = 1;
  while (at < line->length) {
    at = end_of(line_bytes(line), at);
    if (next >= line->boundary_count || line->boundaries[next++] != at) return false;
  }
  return next == line->boundary_count;
}

static void check_file(const char *name, segment_end end_of, size_t least) {
  char path[512];
  ayes_buffer content = {0};
  ayes_error error = {0};
  snprintf(path, sizeof path, "%s/%s", AYES_UNICODE_DIR, name);
  if (ayes_file_read(path, SIZE_MAX, &content, &error) != AYES_OK) {
    print_message("%s: skipped, the file is not there\n", name);
    skip();
  }
  ayes_span rest = ayes_buffer_span(&content), text;
  size_t checked = 0, failed = 0, number = 0;
  while (ayes_span_split(&rest, '\n', &text)) {
    test_line line;
    number++;
    if (!parse_line(text, &line)) continue;
    checked++;
    if (agrees(&line, end_of)) continue;
    failed++;
    print_message("%s:%zu: %.*s\n", name, number, (int)text.length, text.data);
  }
  ayes_buffer_release(&content);
  assert_int_equal(failed, 0);
  assert_true(checked >= least);
}

static void test_words_of_unicode(void **state) {
  (void)state;
  check_file("WordBreakTest.txt", ayes_word_segment_end, 1000);
}

static void test_word_rules_of_unicode(void **state) {
  (void)state;
  check_file("WordBreakTest.txt", ayes_word_segment_end_by_rules, 1000);
}

static void test_sentences_of_unicode(void **state) {
  (void)state;
  check_file("SentenceBreakTest.txt", ayes_sentence_segment_end, 400);
}

/* One or more characters of every class that the rules know. */
static const uint32_t alphabet[] = {
    'a',    'B',    'z',    '0',    '9',    '.',     ',',     ':',    ';',     '\'',
    '"',    '_',    ' ',    ' ',    '\t',   '\n',    '\r',    '!',    '?',     '(',
    ')',    '-',    '/',    '#',    0x0085, 0x00AD,  0x00B7,  0x0301, 0x05D0,  0x0660,
    0x066B, 0x200D, 0x2014, 0x2018, 0x2019, 0x201C,  0x201D,  0x2024, 0x2028,  0x202F,
    0x203F, 0x2139, 0x3000, 0x00E9, 0x00C9, 0x1F1E6, 0x1F600, 0x2764, 0x1F3FB, 0xFE0F,
    0x24C2, 0x0903, 0x05F3, 0x05F4, 0x3002, 0xFF0E,  0xFF1F,  0x00AA};

/* Where ICU follows UAX #29 but for @; elsewhere its colon ends words. */
static const char untailored[] = "sv";

static uint32_t next_random(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

static size_t make_random(uint32_t *seed, size_t alphabet_size, char *bytes, UChar *units,
                          int32_t *unit_count, int32_t *unit_at_byte) {
  size_t length = 0, count = 1 + next_random(seed) % RANDOM_CHARACTERS;
  *unit_count = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t code_point = alphabet[next_random(seed) % alphabet_size];
    unit_at_byte[length] = *unit_count;
    length += ayes_utf8_encode(code_point, bytes + length);
    U16_APPEND_UNSAFE(units, *unit_count, code_point);
  }
  unit_at_byte[length] = *unit_count;
  return length;
}

static void compare_with_icu(UBreakIteratorType type, segment_end end_of, size_t alphabet_size) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(type, untailored, NULL, 0, &status);
  uint32_t seed = 20160401;
  assert_true(U_SUCCESS(status));
  for (int round = 0; round < RANDOM_STRINGS; round++) {
    char bytes[RANDOM_CHARACTERS * 4];
    UChar units[RANDOM_CHARACTERS * 2];
    int32_t unit_count, unit_at_byte[RANDOM_CHARACTERS * 4 + 1];
    size_t length = make_random(&seed, alphabet_size, bytes, units, &unit_count, unit_at_byte);
    ubrk_setText(iterator, units, unit_count, &status);
    for (size_t at = 0; at < length;) {
      at = end_of(ayes_span_make(bytes, length), at);
      assert_int_equal(unit_at_byte[at], ubrk_next(iterator));
    }
  }
  ubrk_close(iterator);
}

static int clean_up_icu(void **state) {
  (void)state;
  u_cleanup();
  return 0;
}

static void test_words_as_icu_does(void **state) {
  (void)state;
  compare_with_icu(UBRK_WORD, ayes_word_segment_end, sizeof alphabet / sizeof *alphabet);
}

static void test_ascii_words_as_icu_does(void **state) {
  (void)state;
  compare_with_icu(UBRK_WORD, ayes_word_segment_end, 24);
}

static void test_sentences_as_icu_does(void **state) {
  (void)state;
  compare_with_icu(UBRK_SENTENCE, ayes_sentence_segment_end, sizeof alphabet / sizeof *alphabet);
}

static void test_ascii_sentences_as_icu_does(void **state) {
  (void)state;
  compare_with_icu(UBRK_SENTENCE, ayes_sentence_segment_end, 24);
}

static void test_every_ascii_byte_between_letters_and_digits(void **state) {
  (void)state;
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *words = ubrk_open(UBRK_WORD, untailored, NULL, 0, &status);
  static const char around[][2] = {{'a', 'a'}, {'1', '1'}, {'a', '1'}, {'1', 'a'}};
  for (int byte = 1; byte < 128; byte++) {
    for (size_t i = 0; i < 4 && byte != '@'; i++) {
      char text[3] = {around[i][0], (char)byte, around[i][1]};
      UChar units[3] = {(UChar)text[0], (UChar)text[1], (UChar)text[2]};
      ubrk_setText(words, units, 3, &status);
      for (size_t at = 0; at < 3;) {
        at = ayes_word_segment_end(ayes_span_make(text, 3), at);
        assert_int_equal(at, ubrk_next(words));
      }
    }
  }
  ubrk_close(words);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_words_of_unicode),
      cmocka_unit_test(test_word_rules_of_unicode),
      cmocka_unit_test(test_sentences_of_unicode),
      cmocka_unit_test(test_words_as_icu_does),
      cmocka_unit_test(test_ascii_words_as_icu_does),
      cmocka_unit_test(test_sentences_as_icu_does),
      cmocka_unit_test(test_ascii_sentences_as_icu_does),
      cmocka_unit_test(test_every_ascii_byte_between_letters_and_digits),
  };
  return cmocka_run_group_tests(tests, NULL, clean_up_icu);
}
