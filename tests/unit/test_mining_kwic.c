/* SPDX-License-Identifier: MIT
 *
 * Places of words and of evidence, in code points and bytes, with their context.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mining/kwic.h"
#include "support/mining.h"

typedef struct fixture {
  test_words it;
  ayes_kwic kwic;
} fixture;

static void open_fixture(fixture *f, ayes_seek seek, const char *wanted, size_t window) {
  memset(f, 0, sizeof *f);
  test_words_open(&f->it);
  f->kwic.words = &f->it.words;
  f->kwic.window = window;
  assert_int_equal(ayes_kwic_seek(&f->kwic, seek, ayes_span_of(wanted), NULL), AYES_OK);
}

static void close_fixture(fixture *f) {
  ayes_kwic_release(&f->kwic);
  test_words_close(&f->it);
}

static void find(fixture *f, const char *text) {
  ayes_mining_record record = {.text = ayes_span_of(text)};
  assert_int_equal(ayes_kwic_find(&f->kwic, &record, NULL), AYES_OK);
}

static void assert_match(const fixture *f, const char *text, size_t index, const char *left,
                         const char *match, const char *right) {
  assert_true(index < f->kwic.matches.count);
  const ayes_kwic_match *it = &f->kwic.matches.items[index];
  ayes_span all = ayes_span_of(text);
  test_assert_span(ayes_span_slice(all, it->left, it->byte_start), left);
  test_assert_span(ayes_span_slice(all, it->byte_start, it->byte_end), match);
  test_assert_span(ayes_span_slice(all, it->byte_end, it->right), right);
}

static void test_term(void **state) {
  (void)state;
  static const char text[] = "“Été” parking charges are high; a Charge, charged.";
  fixture f;
  open_fixture(&f, AYES_SEEK_TERM, "charge", 2);
  find(&f, text);
  assert_int_equal(f.kwic.matches.count, 3);
  assert_match(&f, text, 0, "“Été” parking ", "charges", " are high");
  assert_match(&f, text, 1, "high; a ", "Charge", ", charged.");
  assert_match(&f, text, 2, "a Charge, ", "charged", ".");
  assert_int_equal(f.kwic.matches.items[0].start, 14);
  assert_int_equal(f.kwic.matches.items[0].end, 21);
  close_fixture(&f);
}

static void test_phrase(void **state) {
  (void)state;
  static const char text[] = "Value for money. Values for money? Value. For money";
  fixture f;
  open_fixture(&f, AYES_SEEK_PHRASE, "value FOR money", 1);
  find(&f, text);
  assert_int_equal(f.kwic.matches.count, 1);
  assert_match(&f, text, 0, "", "Value for money", ". Values");
  close_fixture(&f);
  open_fixture(&f, AYES_SEEK_TERM, "value for money", 0);
  find(&f, text);
  assert_int_equal(f.kwic.matches.count, 2);
  assert_match(&f, text, 1, "", "Values for money", "");
  close_fixture(&f);
}

/* Pieces may overlap, come in any order, and lie past the end. */
static void test_evidence(void **state) {
  (void)state;
  static const char text[] = "À côté, the bus lane is full";
  const ayes_mining_evidence pieces[] = {
      {16, 20, {"transport", 9}, {"en/topics.tsv:9", 15}},
      {12, 20, {"transport", 9}, {"en/topics.tsv:8", 15}},
      {2, 6, {"place", 5}, {"en/topics.tsv:7", 15}},
      {24, 99, {"transport", 9}, {"en/topics.tsv:6", 15}},
      {5, 5, {"transport", 9}, {"en/topics.tsv:5", 15}},
  };
  ayes_mining_record record = {.text = ayes_span_of(text), .evidence = pieces, .evidence_count = 5};
  fixture f;
  open_fixture(&f, AYES_SEEK_TOPIC, "transport", 1);
  assert_int_equal(ayes_kwic_find(&f.kwic, &record, NULL), AYES_OK);
  assert_int_equal(f.kwic.matches.count, 3);
  assert_match(&f, text, 0, "the ", "bus lane", " is");
  assert_match(&f, text, 1, "bus ", "lane", " is");
  assert_match(&f, text, 2, "is ", "full", "");
  close_fixture(&f);
  open_fixture(&f, AYES_SEEK_SOURCE, "en/topics.tsv:7", 9);
  assert_int_equal(ayes_kwic_find(&f.kwic, &record, NULL), AYES_OK);
  assert_int_equal(f.kwic.matches.count, 1);
  assert_match(&f, text, 0, "À ", "côté", ", the bus lane is full");
  close_fixture(&f);
}

static void test_nothing_to_seek(void **state) {
  (void)state;
  test_words it;
  ayes_error error = {0};
  test_words_open(&it);
  ayes_kwic kwic = {.words = &it.words};
  assert_int_equal(ayes_kwic_seek(&kwic, AYES_SEEK_TERM, ayes_span_of(" "), &error),
                   AYES_BAD_USAGE);
  assert_string_equal(error.message, "what is sought is empty or no UTF-8");
  assert_int_equal(ayes_kwic_seek(&kwic, AYES_SEEK_TERM, ayes_span_of("?!"), &error),
                   AYES_BAD_USAGE);
  assert_string_equal(error.message, "what is sought must have 1 to 16 words, not 0");
  ayes_kwic_release(&kwic);
  test_words_close(&it);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_term),
      cmocka_unit_test(test_phrase),
      cmocka_unit_test(test_evidence),
      cmocka_unit_test(test_nothing_to_seek),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
