/* SPDX-License-Identifier: MIT
 *
 * What must hold of tokens and sentences of any text: invariants on random and cut texts, limits,
 * failing memory, and time that grows with the text only. The pages tests/spec/tokens.md and
 * tests/spec/sentences.md show which words and sentences there are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/memory.h"
#include "text/breaks.h"
#include "text/tokens.h"

#include "support/slowness.h"

typedef struct fixture {
  ayes_vocabulary vocabulary;
  ayes_names abbreviations;
  ayes_types *types;
  ayes_text text;
} fixture;

static ayes_status open_fixture(fixture *it, ayes_error *error) {
  static const char *const abbreviations[] = {"e.g.", "etc.", "dr.", "no. 5"};
  ayes_status status = ayes_types_new("english", &it->vocabulary, &it->types, error);
  uint32_t id;
  for (size_t i = 0; i < 4 && status == AYES_OK; i++)
    status = ayes_names_add(&it->abbreviations, ayes_span_of(abbreviations[i]), &id, error);
  return status;
}

static void close_fixture(fixture *it) {
  ayes_text_release(&it->text);
  ayes_types_free(it->types);
  ayes_names_release(&it->abbreviations);
}

static void read_text(fixture *it, ayes_span bytes) {
  ayes_error error = {0};
  assert_int_equal(ayes_text_read(&it->text, bytes, it->types, &it->abbreviations, &error),
                   AYES_OK);
}

static bool has_word_byte(ayes_span bytes) {
  for (size_t i = 0; i < bytes.length; i++)
    if (ayes_byte_is_word(bytes.data[i]) || (unsigned char)bytes.data[i] >= 0x80) return true;
  return false;
}

static void check_token(fixture *it, size_t index, const ayes_sentence *sentence) {
  const ayes_token *token = &it->text.tokens.items[index];
  uint32_t type;
  assert_true(token->start < token->end);
  assert_true(token->start >= sentence->start && token->end <= sentence->end);
  assert_true(has_word_byte(ayes_text_token(&it->text, index)));
  if (index) assert_true(it->text.tokens.items[index - 1].end <= token->start);
  if (index == sentence->first) assert_false(token->flags & AYES_TOKEN_JOINED);
  assert_int_equal(ayes_types_find(it->types, ayes_text_token(&it->text, index), &type, NULL),
                   AYES_OK);
  assert_int_equal(type, token->type);
}

static void check_invariants(fixture *it) {
  size_t next = 0, end = 0;
  for (size_t i = 0; i < it->text.sentences.count; i++) {
    const ayes_sentence *sentence = &it->text.sentences.items[i];
    assert_true(sentence->start >= end && sentence->start < sentence->end);
    assert_int_equal(sentence->first, next);
    assert_true(sentence->last > sentence->first);
    for (size_t token = sentence->first; token < sentence->last; token++) {
      assert_int_equal(it->text.tokens.items[token].sentence, i);
      check_token(it, token, sentence);
    }
    next = sentence->last;
    end = sentence->end;
  }
  assert_int_equal(next, it->text.tokens.count);
  assert_true(end <= it->text.bytes.length);
  if (it->text.sentences.count)
    assert_true(it->text.sentences.items[0].flags & AYES_SENTENCE_PARAGRAPH);
}

static const char sample[] =
    "Heading here\n\nWe don't (really) need a by-law, e.g. \"this one\"; see Q3a(i).Next: "
    "£5'000!\r\n"
    "• one\xE2\x80\xA8- two? “so” they say…\n1.) Dr. No. 5 asked ‘why?’ and left.\xC2\x85"
    "No. Etc. _it_ 中文 e\xCC\x81t\xC3\xA9 👍🏽 www.example.org 3.5%\xE2\x80\xA9[x [y] z] "
    "iv) "
    "end";

static void test_every_cut(void **state) {
  (void)state;
  fixture it = {0};
  ayes_buffer clean = {0};
  ayes_error error = {0};
  assert_int_equal(open_fixture(&it, &error), AYES_OK);
  for (size_t start = 0; start < sizeof sample; start += 7) {
    for (size_t end = start; end < sizeof sample; end++) {
      size_t replaced;
      ayes_buffer_clear(&clean);
      ayes_utf8_clean(ayes_span_make(sample + start, end - start), &clean, &replaced, &error);
      read_text(&it, ayes_buffer_span(&clean));
      check_invariants(&it);
    }
  }
  ayes_buffer_release(&clean);
  close_fixture(&it);
}

static uint32_t next_random(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

static const char *const pieces[] = {"a",
                                     "B",
                                     "word",
                                     "Word",
                                     "NHS",
                                     "e.g",
                                     "Dr",
                                     "No",
                                     "i",
                                     "1",
                                     "22",
                                     "£",
                                     "$",
                                     ".",
                                     ".",
                                     ",",
                                     ";",
                                     ":",
                                     "!",
                                     "?",
                                     "'",
                                     "\"",
                                     "’",
                                     "‘",
                                     "“",
                                     "”",
                                     " ",
                                     " ",
                                     " ",
                                     "\n",
                                     "\n",
                                     "\r\n",
                                     "-",
                                     "–",
                                     "/",
                                     "(",
                                     ")",
                                     "[",
                                     "]",
                                     "_",
                                     "*",
                                     "•",
                                     "…",
                                     "é",
                                     "中",
                                     "👍",
                                     "\t",
                                     " ",
                                     "\xCC\x81",
                                     "\xE2\x80\x8D",
                                     "\xE2\x80\xA8",
                                     "\xE2\x80\xA9",
                                     "\xC2\x85",
                                     "\xC2\xAD",
                                     ". W",
                                     "! W",
                                     "don't",
                                     "etc. The "};

/* What short cuts read is what the rules read. */
static void check_short_cuts(fixture *it, ayes_text *careful, ayes_span bytes) {
  assert_int_equal(ayes_text_read_carefully(careful, bytes, it->types, &it->abbreviations, NULL),
                   AYES_OK);
  assert_int_equal(careful->tokens.count, it->text.tokens.count);
  assert_int_equal(careful->sentences.count, it->text.sentences.count);
  if (careful->tokens.count)
    assert_memory_equal(careful->tokens.items, it->text.tokens.items,
                        careful->tokens.count * sizeof *careful->tokens.items);
  for (size_t i = 0; i < careful->sentences.count; i++) {
    const ayes_sentence *one = &careful->sentences.items[i], *other = &it->text.sentences.items[i];
    assert_true(one->start == other->start && one->end == other->end);
    assert_true(one->first == other->first && one->last == other->last);
    assert_int_equal(one->flags, other->flags);
  }
}

static void check_text(fixture *it, ayes_text *careful, ayes_span text) {
  read_text(it, text);
  check_invariants(it);
  check_short_cuts(it, careful, text);
}

static void test_random_texts(void **state) {
  (void)state;
  fixture it = {0};
  ayes_text careful = {0};
  ayes_buffer bytes = {0};
  ayes_error error = {0};
  uint32_t seed = 12;
  assert_int_equal(open_fixture(&it, &error), AYES_OK);
  for (int round = 0; round < 20000; round++) {
    ayes_buffer_clear(&bytes);
    for (size_t count = next_random(&seed) % 40; count; count--)
      ayes_buffer_add_text(&bytes, pieces[next_random(&seed) % (sizeof pieces / sizeof *pieces)]);
    check_text(&it, &careful, ayes_buffer_span(&bytes));
  }
  ayes_text_release(&careful);
  ayes_buffer_release(&bytes);
  close_fixture(&it);
}

/* What stands between words now and then: mostly plain marks, and what only looks like one. */
static const char *const gaps[] = {
    "  ",     ", ",          " é ",      "   ",      " (",    "\n",       "'s ",      " 7,5 ",
    ". A",    "? B",         "! Not",    "; ",       ": ",    "-",        "/",        "’t ",
    "'",      "’",           "É",        "×",        "÷ ",    "5",        ". ",       ".A",
    "?! A",   ".. A",        " a. B",    ". Ö",      " e. F", " etc. We", " No. 5 ",  " dr. No",
    "?A",     "- ",          "\xCC\x81", "\xC5\x82", ". a",   " 19. A",   " 7. b",    " etc. a",
    " it. c", " é. a",       ".\nA",     "?\nB",     ", a, ", "\xC9\x8F", "\xC9\x90", "\xC3",
    "\"A ",   "\xE2\x80\x8D"};

static void add_random_word(ayes_buffer *bytes, uint32_t *seed) {
  static const char *const letters[] = {"é", "Å", "ł", "ß", "\xC9\x8F"};
  size_t length = next_random(seed) % 50 ? 1 + next_random(seed) % 9 : 70;
  while (length--) {
    if (next_random(seed) % 40) ayes_buffer_add_byte(bytes, (char)('a' + next_random(seed) % 26));
    else ayes_buffer_add_text(bytes, letters[next_random(seed) % 5]);
  }
}

/* Long runs of plain words, which are cut by blocks of bytes, with something else in one of so many
 * gaps. */
static void check_plain_words(uint32_t seed, uint32_t one_in) {
  fixture it = {0};
  ayes_text careful = {0};
  ayes_buffer bytes = {0}, clean = {0};
  ayes_error error = {0};
  size_t replaced;
  assert_int_equal(open_fixture(&it, &error), AYES_OK);
  for (int round = 0; round < 1500; round++) {
    ayes_buffer_clear(&bytes);
    ayes_buffer_clear(&clean);
    for (size_t words = next_random(&seed) % 60; words; words--) {
      add_random_word(&bytes, &seed);
      size_t gap = next_random(&seed) % (sizeof gaps / sizeof *gaps);
      ayes_buffer_add_text(&bytes, next_random(&seed) % one_in ? " " : gaps[gap]);
    }
    ayes_utf8_clean(ayes_buffer_span(&bytes), &clean, &replaced, &error);
    check_text(&it, &careful, ayes_buffer_span(&clean));
  }
  ayes_text_release(&careful);
  ayes_buffer_release(&bytes);
  ayes_buffer_release(&clean);
  close_fixture(&it);
}

static void test_plain_words(void **state) {
  (void)state;
  check_plain_words(64, 12);
  check_plain_words(65, 3);
}

static void test_reading_again_forgets(void **state) {
  (void)state;
  fixture it = {0};
  ayes_error error = {0};
  size_t next;
  assert_int_equal(open_fixture(&it, &error), AYES_OK);
  read_text(&it, ayes_span_of("One (two. Three \"four"));
  read_text(&it, ayes_span_of("Five) six\" Q1a(ii)"));
  assert_int_equal(it.text.tokens.count, 4);
  assert_int_equal(it.text.sentences.count, 1);
  assert_int_equal(it.text.tokens.items[0].flags, AYES_TOKEN_CAPITAL);
  ayes_span word = ayes_text_word(&it.text, 2, &next);
  assert_true(ayes_span_equal(word, ayes_span_of("Q1a(ii)")));
  assert_int_equal(next, 4);
  read_text(&it, ayes_span_make(NULL, 0));
  assert_int_equal(it.text.tokens.count + it.text.sentences.count, 0);
  close_fixture(&it);
}

static void test_symbols(void **state) {
  (void)state;
  fixture it = {0};
  ayes_error error = {0};
  uint32_t form, stem;
  ayes_names_add(&it.vocabulary.forms, ayes_span_of("funds"), &form, &error);
  ayes_names_add(&it.vocabulary.stems, ayes_span_of("fund"), &stem, &error);
  assert_int_equal(open_fixture(&it, &error), AYES_OK);
  read_text(&it, ayes_span_of("Funds for funding"));
  assert_int_equal(it.text.tokens.items[0].form, ayes_symbol_of_form(form));
  assert_int_equal(it.text.tokens.items[0].stem, ayes_symbol_of_stem(stem));
  assert_int_equal(it.text.tokens.items[1].stem, 0);
  assert_int_equal(it.text.tokens.items[2].form, 0);
  assert_int_equal(it.text.tokens.items[2].stem, ayes_symbol_of_stem(stem));
  close_fixture(&it);
  ayes_vocabulary_release(&it.vocabulary);
}

static void test_limit(void **state) {
  (void)state;
  fixture it = {0};
  ayes_error error = {0};
  char *big = ayes_memory_new_zeroed(1, AYES_TEXT_LIMIT + 1);
  assert_int_equal(open_fixture(&it, &error), AYES_OK);
  assert_int_equal(
      ayes_text_read(&it.text, ayes_span_make(big, AYES_TEXT_LIMIT + 1), it.types, NULL, &error),
      AYES_OVER_LIMIT);
  assert_string_equal(error.message, "the text has 16777217 bytes, and the limit is 16777216");
  assert_int_equal(it.text.tokens.count, 0);
  memset(big, 'a', AYES_TEXT_LIMIT);
  read_text(&it, ayes_span_make(big, AYES_TEXT_LIMIT));
  assert_int_equal(it.text.tokens.count, 1);
  ayes_memory_free(big);
  close_fixture(&it);
}

static ayes_status read_sample(ayes_error *error) {
  fixture it = {0};
  ayes_status status = open_fixture(&it, error);
  if (status == AYES_OK)
    status = ayes_text_read(&it.text, ayes_span_make(sample, sizeof sample - 1), it.types,
                            &it.abbreviations, error);
  close_fixture(&it);
  return status;
}

static void test_every_allocation_fails(void **state) {
  (void)state;
  ayes_status status = AYES_NO_MEMORY;
  for (size_t i = 1; status != AYES_OK; i++) {
    ayes_error error = {0};
    ayes_memory_fail(i, true);
    status = read_sample(&error);
    ayes_memory_fail(0, false);
    assert_int_equal(error.status, status);
    assert_true(status == AYES_OK || status == AYES_NO_MEMORY);
    assert_true(i < 1000);
  }
}

/* Texts that look back or ahead as far as rules can. A quadratic one would take minutes. */
static const char *const hostile[] = {"a. ",
                                      "? ",
                                      "word ",
                                      "1 ",
                                      "\xCC\x81",
                                      "\"",
                                      "(",
                                      "a\" ",
                                      "(a ",
                                      "\n",
                                      "a\n",
                                      "A\n",
                                      "ab.Cd",
                                      ".",
                                      "a",
                                      "a-",
                                      "_",
                                      "not ",
                                      ". ) ",
                                      "“q” ",
                                      "a(i)",
                                      "1(i)",
                                      "A. ",
                                      "e.g. ",
                                      "👍\xE2\x80\x8D",
                                      "中",
                                      "a:",
                                      "a\xCC\x81:",
                                      "- a\n",
                                      "\xC2\xA0",
                                      "\r",
                                      "/",
                                      "a.\xCC\x81",
                                      "[a(b \"c 'd ",
                                      "• ",
                                      "No. ",
                                      "\xC2\xAD",
                                      "a.) ",
                                      "'a' ",
                                      "\xE2\x80\xA8",
                                      "a@b.C ",
                                      "Q1(",
                                      "1. ",
                                      ":\n",
                                      "😀",
                                      "a_",
                                      "\xF0\x9F\x87\xA6"};

static void test_hostile_texts(void **state) {
  (void)state;
  enum { BYTES = 1024 * 1024, SECONDS = 10 };
  fixture it = {0};
  ayes_buffer bytes = {0};
  ayes_error error = {0};
  assert_int_equal(open_fixture(&it, &error), AYES_OK);
  for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
    ayes_buffer_clear(&bytes);
    ayes_buffer_add_text(&bytes, "a.");
    while (bytes.length < BYTES) ayes_buffer_add_text(&bytes, hostile[i]);
    clock_t start = clock();
    read_text(&it, ayes_buffer_span(&bytes));
    for (size_t at = 0; at < bytes.length;)
      at = ayes_sentence_segment_end(ayes_buffer_span(&bytes), at);
    for (size_t at = 0; at < bytes.length;)
      at = ayes_word_segment_end(ayes_buffer_span(&bytes), at);
    if ((clock() - start) / CLOCKS_PER_SEC >= SECONDS * test_slowness())
      fail_msg("'%s' is slow", hostile[i]);
  }
  ayes_buffer_release(&bytes);
  close_fixture(&it);
}

static void assert_marker(const char *line, size_t expected) {
  assert_int_equal(ayes_marker_length(ayes_span_of(line)), expected);
}

static void test_markers(void **state) {
  (void)state;
  assert_marker("", 0);
  assert_marker("•x", 3);
  assert_marker("• x", 4);
  assert_marker("• 1. x", 7);
  assert_marker("• 1.", 4);
  assert_marker("•", 0);
  assert_marker("- x", 2);
  assert_marker("-x", 0);
  assert_marker("–\xC2\xA0x", 5);
  assert_marker("1. x", 3);
  assert_marker("12) x", 4);
  assert_marker("1.) x", 4);
  assert_marker("(1) x", 4);
  assert_marker("(viii) x", 7);
  assert_marker("(xviii) x", 0);
  assert_marker("(IV) x", 5);
  assert_marker("a) x", 3);
  assert_marker("a. x", 0);
  assert_marker("ab) x", 0);
  assert_marker("1.5 x", 0);
  assert_marker("123. x", 0);
  assert_marker("(1. x", 0);
  assert_marker("( x", 0);
  assert_marker("1.", 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_cut),
      cmocka_unit_test(test_random_texts),
      cmocka_unit_test(test_plain_words),
      cmocka_unit_test(test_reading_again_forgets),
      cmocka_unit_test(test_symbols),
      cmocka_unit_test(test_limit),
      cmocka_unit_test(test_every_allocation_fails),
      cmocka_unit_test(test_hostile_texts),
      cmocka_unit_test(test_markers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
