/* SPDX-License-Identifier: MIT
 *
 * Stems and the cache of word types, against a plain look-up and with every allocation failing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/memory.h"
#include "text/breaks.h"
#include "text/stems.h"

static void assert_stem(ayes_stemmer *stemmer, const char *word, const char *expected) {
  ayes_span stem = ayes_stemmer_stem(stemmer, ayes_span_of(word));
  assert_true(ayes_span_equal(stem, ayes_span_of(expected)));
}

static void test_stems(void **state) {
  (void)state;
  ayes_stemmer *stemmer = NULL;
  ayes_error error = {0};
  assert_int_equal(ayes_stemmer_new("english", &stemmer, &error), AYES_OK);
  assert_stem(stemmer, "supported", "support");
  assert_stem(stemmer, "council's", "council");
  assert_stem(stemmer, "'s", "'s");
  assert_stem(stemmer, "etc.", "etc");
  assert_stem(stemmer, "e.g.", "e.g.");
  assert_stem(stemmer, "1st", "1st");
  assert_stem(stemmer, "2016", "2016");
  assert_stem(stemmer, "", "");
  assert_stem(stemmer, "---", "---");
  const char *longest = "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijings";
  assert_int_equal(strlen(longest), 64);
  assert_int_equal(ayes_stemmer_stem(stemmer, ayes_span_of(longest)).length, 60);
  assert_stem(stemmer, "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijingsx",
              "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijingsx");
  ayes_stemmer_free(stemmer);
  ayes_stemmer_free(NULL);
}

/* By the definition of libstemmer itself: words of letters and endings that rules ask about. */
static size_t make_english(char *bytes, size_t size, uint64_t number) {
  static const char *const parts[] = {
      "",    "a",     "e",    "i",     "y",     "ay",    "st",    "b",      "bb",   "ll",
      "tr",  "w",     "x",    "gener", "arsen", "al",    "ate",   "ance",   "ably", "ed",
      "ee",  "ement", "enci", "er",    "ful",   "ic",    "iciti", "ical",   "ies",  "ing",
      "ion", "ism",   "ity",  "ive",   "ize",   "izer",  "less",  "ly",     "ment", "ness",
      "ogi", "ogy",   "ous",  "s",     "sses",  "ative", "tion",  "tional", "at",   "commun"};
  enum { PARTS = sizeof parts / sizeof *parts };
  return (size_t)snprintf(bytes, size, "%s%s%s%s", parts[number % PARTS],
                          parts[number / PARTS % PARTS], parts[number / PARTS / PARTS % PARTS],
                          parts[number / PARTS / PARTS / PARTS % PARTS]);
}

static void test_english(void **state) {
  (void)state;
  enum { PAIRS = 2500, WORDS = 40000, STEP = 7919 };
  ayes_stemmer *stemmer = NULL;
  char bytes[64], quick[64];
  assert_int_equal(ayes_stemmer_new("english", &stemmer, NULL), AYES_OK);
  for (uint64_t i = 0; i < WORDS; i++) {
    ayes_span word =
        ayes_span_make(bytes, make_english(bytes, sizeof bytes, i < PAIRS ? i : i * STEP));
    ayes_span stem = ayes_stemmer_stem(stemmer, word);
    if (stem.length) memcpy(quick, stem.data, stem.length);
    stem = ayes_span_make(quick, stem.length);
    assert_true(ayes_span_equal(stem, ayes_stemmer_stem_by_library(stemmer, word)));
  }
  ayes_stemmer_free(stemmer);
}

static void test_unknown_language(void **state) {
  (void)state;
  ayes_stemmer *stemmer = NULL;
  ayes_types *types = NULL;
  ayes_error error = {0};
  assert_int_equal(ayes_stemmer_new("klingon", &stemmer, &error), AYES_BAD_DATA);
  assert_string_equal(error.message, "there is no stemmer called \"klingon\"");
  assert_int_equal(ayes_types_new("klingon", NULL, &types, &error), AYES_BAD_DATA);
  ayes_types_free(NULL);
}

static const ayes_word_type *type_of(ayes_types *types, const char *word) {
  uint32_t type = UINT32_MAX;
  assert_int_equal(ayes_types_find(types, ayes_span_of(word), &type, NULL), AYES_OK);
  return ayes_types_get(types, type);
}

static void test_types(void **state) {
  (void)state;
  ayes_vocabulary vocabulary = {0};
  ayes_types *types = NULL;
  uint32_t form, stem;
  ayes_names_add(&vocabulary.forms, ayes_span_of("don't"), &form, NULL);
  ayes_names_add(&vocabulary.stems, ayes_span_of("object"), &stem, NULL);
  assert_int_equal(ayes_types_new("english", &vocabulary, &types, NULL), AYES_OK);
  const ayes_word_type *type = type_of(types, "Don’t");
  assert_true(ayes_span_equal(type->folded, ayes_span_of("don't")));
  assert_int_equal(type->form_symbol, ayes_symbol_of_form(form));
  assert_int_equal(type->stem_symbol, 0);
  type = type_of(types, "OBJECTIONS");
  assert_true(ayes_span_equal(type->stem, ayes_span_of("object")));
  assert_int_equal(type->stem_symbol, ayes_symbol_of_stem(stem));
  assert_int_equal(type->form_symbol, 0);
  assert_int_equal(type->stem_hash, ayes_span_hash(ayes_span_of("object")));
  assert_true(ayes_span_equal(type_of(types, "happiest")->stem, ayes_span_of("happiest")));
  assert_true(ayes_span_equal(type_of(types, "happily")->stem, ayes_span_of("happili")));
  ayes_types_free(types);
  ayes_vocabulary_release(&vocabulary);
}

static unsigned shape(ayes_types *types, const char *bytes) {
  ayes_span word = ayes_span_of(bytes);
  ayes_word found;
  assert_int_equal(ayes_types_look_up(types, word, &found, NULL), AYES_OK);
  return found.shape;
}

static void test_shapes(void **state) {
  (void)state;
  ayes_vocabulary vocabulary = {0};
  ayes_types *types = NULL;
  assert_int_equal(ayes_types_new("english", &vocabulary, &types, NULL), AYES_OK);
  assert_int_equal(shape(types, "plan"), 0);
  assert_int_equal(shape(types, "Plan"), AYES_SHAPE_CAPITAL);
  assert_int_equal(shape(types, "NHS"), AYES_SHAPE_CAPITAL | AYES_SHAPE_SHOUTED);
  assert_int_equal(shape(types, "I"), AYES_SHAPE_CAPITAL);
  assert_int_equal(shape(types, "ÉÀ"), AYES_SHAPE_CAPITAL | AYES_SHAPE_SHOUTED);
  assert_int_equal(shape(types, "3.5"), AYES_SHAPE_NUMBER);
  assert_int_equal(shape(types, "٣"), AYES_SHAPE_NUMBER);
  assert_int_equal(shape(types, "1st"), 0);
  assert_int_equal(shape(types, "4B"), 0);
  assert_int_equal(shape(types, "中文"), 0);
  ayes_types_free(types);
}

/* Words of all lengths around the limit of the inline key, and many of them. */
static size_t make_word(char *bytes, size_t size, size_t number) {
  static const char padding[] = "abcdefghijklmnopqrstuvwxyz";
  int length = snprintf(bytes, size, "%.*s%zu", (int)(number % 20), padding, number / 20);
  return (size_t)length;
}

static void test_numbers_are_stable(void **state) {
  (void)state;
  enum { WORDS = 30000 };
  ayes_vocabulary vocabulary = {0};
  ayes_types *types = NULL;
  char bytes[64];
  assert_int_equal(ayes_types_new("english", &vocabulary, &types, NULL), AYES_OK);
  for (int round = 0; round < 2; round++) {
    for (size_t i = 0; i < WORDS; i++) {
      uint32_t type;
      ayes_span word = ayes_span_make(bytes, make_word(bytes, sizeof bytes, i));
      assert_int_equal(ayes_types_find(types, word, &type, NULL), AYES_OK);
      assert_int_equal(type, i);
      assert_true(ayes_span_equal(ayes_types_get(types, type)->folded, word));
    }
  }
  assert_false(ayes_types_trim(types));
  ayes_types_free(types);
}

/* Words that differ in one byte only, at every place and length. */
static void test_near_words_differ(void **state) {
  (void)state;
  ayes_vocabulary vocabulary = {0};
  ayes_types *types = NULL;
  char bytes[40];
  uint32_t expected = 0, type;
  assert_int_equal(ayes_types_new("english", &vocabulary, &types, NULL), AYES_OK);
  for (size_t length = 1; length <= 40; length++) {
    for (size_t at = 0; at < length; at++) {
      memset(bytes, 'a', length);
      bytes[at] = 'b';
      ayes_types_find(types, ayes_span_make(bytes, length), &type, NULL);
      assert_int_equal(type, expected++);
    }
  }
  ayes_types_free(types);
}

static void fill(ayes_types *types, size_t count, size_t from) {
  char bytes[64];
  uint32_t type;
  for (size_t i = from; i < from + count; i++) {
    ayes_span word = ayes_span_make(bytes, make_word(bytes, sizeof bytes, i));
    assert_int_equal(ayes_types_find(types, word, &type, NULL), AYES_OK);
  }
}

static void test_trim(void **state) {
  (void)state;
  ayes_vocabulary vocabulary = {0};
  ayes_types *types = NULL;
  uint32_t type;
  assert_int_equal(ayes_types_new("english", &vocabulary, &types, NULL), AYES_OK);
  fill(types, AYES_TYPES_LIMIT, 0);
  assert_false(ayes_types_trim(types));
  fill(types, 3 * AYES_TYPES_LIMIT, AYES_TYPES_LIMIT);
  assert_true(ayes_types_trim(types));
  assert_false(ayes_types_trim(types));
  ayes_types_find(types, ayes_span_of("again"), &type, NULL);
  assert_int_equal(type, 0);
  char *big = ayes_memory_new(AYES_TYPES_BYTES_LIMIT + 1);
  memset(big, 'x', AYES_TYPES_BYTES_LIMIT + 1);
  ayes_types_find(types, ayes_span_make(big, AYES_TYPES_BYTES_LIMIT + 1), &type, NULL);
  assert_int_equal(type, 1);
  assert_true(ayes_types_trim(types));
  ayes_memory_free(big);
  ayes_types_free(types);
}

static ayes_status run_all(void) {
  ayes_vocabulary vocabulary = {0};
  ayes_types *types = NULL;
  ayes_error error = {0};
  char bytes[64];
  uint32_t type;
  ayes_status status = ayes_types_new("english", &vocabulary, &types, &error);
  for (size_t i = 0; i < 700 && status == AYES_OK; i++) {
    ayes_span word = ayes_span_make(bytes, make_word(bytes, sizeof bytes, i));
    status = ayes_types_find(types, word, &type, &error);
  }
  if (status == AYES_OK) status = ayes_types_find(types, ayes_span_of("happily"), &type, &error);
  assert_int_equal(error.status, status);
  ayes_types_free(types);
  return status;
}

static void test_every_allocation_fails(void **state) {
  (void)state;
  ayes_status status = AYES_NO_MEMORY;
  for (size_t i = 1; status != AYES_OK; i++) {
    ayes_memory_fail(i, true);
    status = run_all();
    ayes_memory_fail(0, false);
    assert_true(status == AYES_OK || status == AYES_NO_MEMORY);
    assert_true(i < 1000);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_stems),
      cmocka_unit_test(test_english),
      cmocka_unit_test(test_unknown_language),
      cmocka_unit_test(test_types),
      cmocka_unit_test(test_shapes),
      cmocka_unit_test(test_numbers_are_stable),
      cmocka_unit_test(test_near_words_differ),
      cmocka_unit_test(test_trim),
      cmocka_unit_test(test_every_allocation_fails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
