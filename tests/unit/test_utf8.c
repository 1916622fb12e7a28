/* SPDX-License-Identifier: MIT
 *
 * UTF-8 and folding: every code point there and back, every kind of damage, every allocation
 * failing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <cmocka.h>

#include "base/memory.h"
#include "text/fold.h"
#include "text/utf8.h"

static ayes_span bytes_of(const char *text) { return ayes_span_of(text); }

static bool is_scalar(uint32_t code_point) {
  return code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
}

static void test_every_code_point_there_and_back(void **state) {
  (void)state;
  for (uint32_t code_point = 0; code_point < 0x110100; code_point++) {
    char bytes[4];
    uint32_t decoded = 0;
    size_t length = ayes_utf8_encode(code_point, bytes);
    assert_int_equal(ayes_utf8_decode(ayes_span_make(bytes, length), &decoded), length);
    assert_int_equal(decoded, is_scalar(code_point) ? code_point : 0xFFFD);
    for (size_t cut = 0; cut < length; cut++)
      assert_int_equal(ayes_utf8_decode(ayes_span_make(bytes, cut), &decoded), 0);
  }
}

/* The definition, written without a table: shortest form, no surrogate, not past U+10FFFF. */
static bool is_well_formed_pair_or_more(const unsigned char *bytes, size_t length) {
  uint32_t value = bytes[0] & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; i++) {
    if ((bytes[i] & 0xC0) != 0x80) return false;
    value = value << 6 | (bytes[i] & 0x3Fu);
  }
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  return value >= least[length] && is_scalar(value);
}

static size_t expected_length(unsigned char lead) {
  return lead < 0x80   ? 1
         : lead < 0xC0 ? 0
         : lead < 0xE0 ? 2
         : lead < 0xF0 ? 3
         : lead < 0xF8 ? 4
                       : 0;
}

static void test_every_lead_and_second_byte(void **state) {
  (void)state;
  for (unsigned lead = 0; lead < 256; lead++) {
    for (unsigned second = 0; second < 256; second++) {
      unsigned char bytes[4] = {(unsigned char)lead, (unsigned char)second, 0x80, 0xBF};
      size_t length = expected_length((unsigned char)lead);
      bool good = length == 1 || (length > 1 && is_well_formed_pair_or_more(bytes, length));
      uint32_t code_point;
      assert_int_equal(ayes_utf8_decode(ayes_span_make((const char *)bytes, 4), &code_point),
                       good ? length : 0);
      assert_int_equal(ayes_utf8_is_valid(ayes_span_make((const char *)bytes, length ? length : 1)),
                       good);
    }
  }
}

static void assert_clean(ayes_span dirty, const char *expected, size_t expected_count) {
  ayes_buffer clean = {0};
  ayes_error error = {0};
  size_t replaced = 99;
  assert_int_equal(ayes_utf8_clean(dirty, &clean, &replaced, &error), AYES_OK);
  assert_int_equal(replaced, expected_count);
  assert_true(ayes_span_equal(ayes_buffer_span(&clean), bytes_of(expected)));
  assert_true(ayes_utf8_is_valid(ayes_buffer_span(&clean)));
  ayes_buffer_release(&clean);
}

#define BAD "\xEF\xBF\xBD"

static void test_clean(void **state) {
  (void)state;
  assert_clean(bytes_of(""), "", 0);
  assert_clean(bytes_of("plain text of more than eight bytes"),
               "plain text of more than eight bytes", 0);
  assert_clean(bytes_of("\xEF\xBB\xBFyes"), "yes", 0);
  assert_clean(bytes_of("yes\xEF\xBB\xBF"), "yes\xEF\xBB\xBF", 0);
  assert_clean(ayes_span_make("a\0b\0", 4), "a" BAD "b" BAD, 2);
  assert_clean(bytes_of("caf\xE9 \x93ok\x94"), "caf" BAD " " BAD "ok" BAD, 3);
  /* The example of Unicode 15, table 3-8, and those before it. */
  assert_clean(bytes_of("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
               BAD BAD BAD BAD BAD BAD BAD BAD "A", 8);
  assert_clean(bytes_of("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"),
               BAD BAD BAD BAD BAD BAD BAD BAD "A", 8);
  assert_clean(bytes_of("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"),
               BAD BAD BAD BAD BAD "A" BAD BAD "B", 7);
  assert_clean(bytes_of("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), BAD BAD BAD BAD "A", 4);
  assert_clean(bytes_of("1234567\xE2\x82"), "1234567" BAD, 1);
}

static void test_clean_without_memory(void **state) {
  (void)state;
  ayes_buffer clean = {0};
  ayes_error error = {0};
  size_t replaced;
  ayes_memory_fail(1, true);
  assert_int_equal(ayes_utf8_clean(bytes_of("a\xFF"), &clean, &replaced, &error), AYES_NO_MEMORY);
  ayes_memory_fail(0, false);
  assert_int_equal(error.status, AYES_NO_MEMORY);
  ayes_buffer_release(&clean);
}

static void test_count(void **state) {
  (void)state;
  assert_int_equal(ayes_utf8_count(bytes_of("")), 0);
  assert_int_equal(ayes_utf8_count(bytes_of("a£€😀")), 4);
}

static void test_ascii_length(void **state) {
  static const char letters[] = "forty letters, of which none is accented";
  char text[sizeof letters];
  (void)state;
  assert_int_equal(ayes_utf8_ascii_length(bytes_of("")), 0);
  for (size_t i = 0; i < sizeof letters; i++) {
    memcpy(text, letters, sizeof letters);
    ayes_span span = ayes_span_make(text, sizeof letters - 1);
    assert_int_equal(ayes_utf8_ascii_length(span), span.length);
    text[i] = i % 2 ? '\0' : '\xC3';
    assert_int_equal(ayes_utf8_ascii_length(span), i < span.length ? i : span.length);
  }
}

static void assert_folds(const char *word, const char *expected) {
  ayes_buffer folded = {0};
  ayes_fold(bytes_of(word), &folded);
  assert_true(ayes_span_equal(ayes_buffer_span(&folded), bytes_of(expected)));
  ayes_buffer_release(&folded);
}

static void test_fold(void **state) {
  (void)state;
  assert_folds("", "");
  assert_folds("SuPPort", "support");
  assert_folds("Don’t", "don't");
  assert_folds("donʼt ‘x‛ ＇", "don't 'x' '");
  assert_folds("STRASSE", "strasse");
  assert_folds("Straße", "strasse");
  assert_folds("ÉCOLE Ωσς İI", "école ωσσ i̇i");
  assert_folds("eﬃcient", "efficient");
  assert_folds("co\xC2\xADop\xE2\x80\x8D\xE2\x80\x8B", "coop");
  assert_folds("𐐀", "𐐨");
  assert_folds("ok\xFF", "ok");
}

static bool is_made_plain(uint32_t code_point) {
  static const uint32_t apostrophes_and_invisible[] = {
      0x00AD, 0x02BC, 0x2018, 0x2019, 0x201B, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFF07};
  size_t count = sizeof apostrophes_and_invisible / sizeof *apostrophes_and_invisible;
  for (size_t i = 0; i < count; i++)
    if (apostrophes_and_invisible[i] == code_point) return true;
  return false;
}

/* What is folded without ICU is folded as ICU does it, alone and within a long word. */
static void test_fold_every_code_point(void **state) {
  static const char around[] = "abcdefghijklmnopq";
  (void)state;
  ayes_buffer word = {0}, folded = {0};
  for (uint32_t code_point = 1; code_point < 0x1F000; code_point++) {
    UChar source[2], target[8];
    char bytes[4], expected[16];
    int32_t units = 0, length = 0;
    UErrorCode status = U_ZERO_ERROR;
    if (!is_scalar(code_point) || is_made_plain(code_point)) continue;
    U16_APPEND_UNSAFE(source, units, code_point);
    units = u_strFoldCase(target, 8, source, units, U_FOLD_CASE_DEFAULT, &status);
    u_strToUTF8(expected, sizeof expected, &length, target, units, &status);
    ayes_buffer_clear(&word);
    ayes_buffer_clear(&folded);
    ayes_buffer_add_text(&word, around);
    ayes_buffer_add(&word, ayes_span_make(bytes, ayes_utf8_encode(code_point, bytes)));
    size_t shift = code_point % sizeof around, end = sizeof around - 1;
    ayes_fold(ayes_span_from(ayes_buffer_span(&word), shift), &folded);
    ayes_span tail = ayes_span_from(ayes_buffer_span(&folded), end - shift);
    assert_true(ayes_span_equal(tail, ayes_span_make(expected, (size_t)length)));
  }
  ayes_buffer_release(&word);
  ayes_buffer_release(&folded);
}

static void test_fold_without_memory(void **state) {
  (void)state;
  ayes_buffer folded = {0};
  ayes_memory_fail(1, true);
  ayes_fold(bytes_of("É"), &folded);
  ayes_memory_fail(0, false);
  assert_true(folded.failed);
  ayes_buffer_release(&folded);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_code_point_there_and_back),
      cmocka_unit_test(test_every_lead_and_second_byte),
      cmocka_unit_test(test_clean),
      cmocka_unit_test(test_clean_without_memory),
      cmocka_unit_test(test_count),
      cmocka_unit_test(test_ascii_length),
      cmocka_unit_test(test_fold),
      cmocka_unit_test(test_fold_every_code_point),
      cmocka_unit_test(test_fold_without_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
