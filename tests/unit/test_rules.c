/* SPDX-License-Identifier: MIT
 *
 * Rules: places, groups, windows of long texts, limits, and memory that runs out. What patterns
 * find in ordinary texts is on the spec page (tests/spec/lexicon.md).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/rules.h"
#include "support/pack_folder.h"

static const ayes_rule_place somewhere = {"x/topics.tsv:9", "topics.tsv", 9, 30};

/* What one pattern finds in one text. */
typedef struct finding {
  ayes_vocabulary vocabulary;
  ayes_types *types;
  ayes_text text;
  ayes_rules *rules;
  ayes_rules_matcher *matcher;
  ayes_marks marks;
  size_t limited;
} finding;

static void find(finding *it, const char *pattern, ayes_span bytes) {
  *it = (finding){0};
  assert_int_equal(ayes_types_new("english", &it->vocabulary, &it->types, NULL), AYES_OK);
  assert_int_equal(ayes_text_read(&it->text, bytes, it->types, NULL, NULL), AYES_OK);
  assert_int_equal(ayes_rules_new(&it->rules, NULL), AYES_OK);
  ayes_error error = {0};
  if (ayes_rules_add(it->rules, ayes_span_of(pattern), AYES_KIND_BAD, 0, 1, somewhere, &error))
    fail_msg("%s", error.message);
  assert_int_equal(ayes_rules_matcher_new(it->rules, &it->matcher, NULL), AYES_OK);
  assert_int_equal(ayes_rules_match(it->matcher, &it->text, &it->marks, &it->limited, NULL),
                   AYES_OK);
}

static void release(finding *it) {
  ayes_array_release(&it->marks);
  ayes_rules_matcher_free(it->matcher);
  ayes_rules_free(it->rules);
  ayes_text_release(&it->text);
  ayes_types_free(it->types);
  ayes_vocabulary_release(&it->vocabulary);
}

static size_t count_marks(const char *pattern, const char *text) {
  finding it;
  find(&it, pattern, ayes_span_of(text));
  size_t count = it.marks.count;
  assert_int_equal(it.limited, 0);
  release(&it);
  return count;
}

static void test_spans(void **state) {
  (void)state;
  finding it;
  find(&it, "(?<mark>b\\w*)? (c|d) ", ayes_span_of("a bob c e; a d e"));
  assert_int_equal(it.marks.count, 2);
  assert_int_equal(it.marks.items[0].first, 1);
  assert_int_equal(it.marks.items[0].last, 2);
  assert_int_equal(it.marks.items[1].first, 5);
  assert_int_equal(it.marks.items[1].last, 6);
  const ayes_mark *mark = &it.marks.items[0];
  assert_int_equal(mark->kind, AYES_KIND_BAD);
  assert_int_equal(mark->topic, 0);
  assert_true(mark->weight == 1);
  assert_string_equal(mark->source->place, "x/topics.tsv:9");
  assert_true(ayes_span_equal(mark->source->term, ayes_span_of("(?<mark>b\\w*)? (c|d) ")));
  release(&it);
}

static void test_what_matches(void **state) {
  (void)state;
  assert_int_equal(count_marks("x*", "a b c"), 0);
  assert_int_equal(count_marks("x*|b", "a b c"), 1);
  assert_int_equal(count_marks("[.,]+", "a, b."), 0);
  assert_int_equal(count_marks("\\w+", "a b c"), 3);
  assert_int_equal(count_marks("(?=(?<mark>b))", "a b c"), 0);
  assert_int_equal(count_marks("(?|a(?<mark>b)|c(?<mark>d))", "ab cd"), 2);
  assert_int_equal(count_marks("a long pattern", "a"), 0);
  assert_int_equal(count_marks("a\\Kb", "ab ab"), 2);
  assert_int_equal(count_marks("\\w", ""), 0);
}

/* Windows change nothing for matches that are no longer than one, wherever they stand. */
static void test_windows(void **state) {
  (void)state;
  static const char unit[] = "äöü wörd ";
  ayes_buffer bytes = {0};
  while (bytes.length < 40000) ayes_buffer_add_text(&bytes, unit);
  size_t units = bytes.length / (sizeof unit - 1);
  finding it;
  find(&it, "(?<=ü )wörd(?= ä|\\s*\\z)", ayes_buffer_span(&bytes));
  assert_int_equal(it.marks.count, units);
  assert_int_equal(it.limited, 0);
  for (size_t i = 0; i < units; i++) assert_int_equal(it.marks.items[i].first, 2 * i + 1);
  release(&it);
  find(&it, "wörd\\s*$", ayes_buffer_span(&bytes));
  assert_int_equal(it.marks.count, 1);
  assert_int_equal(it.marks.items[0].first, 2 * units - 1);
  release(&it);
  find(&it, "\\A\\w+", ayes_buffer_span(&bytes));
  assert_int_equal(it.marks.count, 1);
  release(&it);
  ayes_buffer_release(&bytes);
}

static void fill(ayes_buffer *bytes, const char *unit, size_t length) {
  while (bytes->length < length) ayes_buffer_add_text(bytes, unit);
}

/* A pattern that backtracks without end is stopped and told, on short texts and long ones. */
static void test_limits(void **state) {
  (void)state;
  ayes_buffer bytes = {0};
  finding it;
  for (size_t length = 100; length <= 1000000; length *= 10) {
    fill(&bytes, "a", length);
    find(&it, "(a+)+[b-d]", ayes_buffer_span(&bytes));
    assert_int_equal(it.limited, 1);
    assert_int_equal(it.marks.count, 0);
    release(&it);
  }
  ayes_buffer_clear(&bytes);
  fill(&bytes, "a ", 4 * AYES_RULE_STEP_BUDGET);
  find(&it, "a", ayes_buffer_span(&bytes));
  assert_int_equal(it.limited, 1);
  assert_int_equal(it.marks.count, AYES_RULE_STEP_BUDGET);
  release(&it);
  ayes_buffer_release(&bytes);
}

/* Overflows the JIT's stack and is then decided without JIT. */
static void test_jit_stack(void **state) {
  (void)state;
  ayes_buffer bytes = {0};
  finding it;
  fill(&bytes, "ab", 4000);
  ayes_buffer_add_text(&bytes, "!");
  find(&it, "((?:[ab]|(c)(d)(e)(f)(g)(h)(i)(j)(k)(l)(m)(n)(o)(p)(q)(r)(s)(t)(u))(?1)|!)",
       ayes_buffer_span(&bytes));
  assert_int_equal(it.marks.count, 1);
  assert_int_equal(it.marks.items[0].last, 1);
  assert_int_equal(it.limited, 0);
  release(&it);
  ayes_buffer_release(&bytes);
}

/* ---- Errors ---- */

static void expect_error(const char *pattern, size_t column, const char *message) {
  ayes_rules *rules;
  ayes_error error = {0};
  assert_int_equal(ayes_rules_new(&rules, NULL), AYES_OK);
  assert_int_equal(
      ayes_rules_add(rules, ayes_span_of(pattern), AYES_KIND_TOPIC, 3, 1, somewhere, &error),
      AYES_BAD_DATA);
  assert_string_equal(error.message, message);
  assert_string_equal(error.source, "topics.tsv");
  assert_int_equal(error.line, 9);
  assert_int_equal(error.column, column);
  assert_int_equal(ayes_rules_count(rules), 0);
  assert_int_equal(
      ayes_rules_add(rules, ayes_span_of(pattern), AYES_KIND_TOPIC, 3, 1, somewhere, NULL),
      AYES_BAD_DATA);
  ayes_rules_free(rules);
}

static void test_pattern_errors(void **state) {
  (void)state;
  expect_error("", 30, "the pattern is empty");
  expect_error("é[", 32, "the pattern does not compile: missing terminating ] for character class");
  expect_error("a\\C", 33,
               "the pattern does not compile: using \\C is disabled by the application");
  expect_error("(?J)(?<mark>a)|(?<mark>b)", 30, "only one group may be named \"mark\"");
  ayes_buffer bytes = {0};
  fill(&bytes, "a", AYES_RULE_PATTERN_LIMIT + 1);
  ayes_buffer_add_byte(&bytes, '\0');
  expect_error(bytes.data, 30,
               "the pattern does not compile: pattern string is longer than the limit set by the "
               "application");
  ayes_buffer_release(&bytes);
}

static void test_file(void **state) {
  (void)state;
  pack_folder folder;
  ayes_rules *rules;
  ayes_error error = {0};
  assert_true(pack_folder_make(&folder));
  const char *path = pack_folder_write(
      &folder, "rules.tsv",
      ayes_span_of("kind\tpattern\tnote\tweight\n# c\ngood\t\"a\"\"b\"\t why \t2\nirony\tc d \n"));
  assert_int_equal(ayes_rules_new(&rules, &error), AYES_OK);
  assert_int_equal(ayes_rules_read(rules, path, "en", &error), AYES_OK);
  assert_int_equal(ayes_rules_count(rules), 2);
  const ayes_rule *rule = ayes_rules_get(rules, 0);
  assert_string_equal(rule->source.place, "en/rules.tsv:3");
  assert_true(ayes_span_equal(rule->source.term, ayes_span_of("a\"b")));
  assert_true(ayes_span_equal(rule->note, ayes_span_of("why")));
  assert_int_equal(rule->kind, AYES_KIND_GOOD);
  assert_true(rule->weight == 2);
  assert_true(ayes_span_equal(ayes_rules_get(rules, 1)->source.term, ayes_span_of("c d ")));
  pack_folder_write(&folder, "rules.tsv", ayes_span_of("pattern\tkind\nä(\tgood\n"));
  assert_int_equal(ayes_rules_read(rules, path, "en", &error), AYES_BAD_DATA);
  assert_string_equal(error.source, path);
  assert_int_equal(error.line, 2);
  assert_int_equal(error.column, 3);
  pack_folder_write(&folder, "rules.tsv", ayes_span_of("pattern\tkind\na\ttopic\n"));
  assert_int_equal(ayes_rules_read(rules, path, "en", &error), AYES_BAD_DATA);
  assert_string_equal(error.message, "there is no such kind as \"topic\"");
  assert_int_equal(error.column, 3);
  pack_folder_write(&folder, "rules.tsv", ayes_span_of("pattern\tkind\tweight\na\tgood\t9\n"));
  assert_int_equal(ayes_rules_read(rules, path, "en", &error), AYES_BAD_DATA);
  assert_int_equal(error.column, 8);
  assert_int_equal(ayes_rules_read(rules, "/nowhere/rules.tsv", "en", &error), AYES_NO_INPUT);
  ayes_rules_free(rules);
  ayes_rules_free(NULL);
  ayes_rules_matcher_free(NULL);
  pack_folder_remove(&folder);
}

/* ---- Memory ---- */

static ayes_status read_and_make(const char *path, ayes_error *error) {
  ayes_rules *rules;
  ayes_rules_matcher *matcher = NULL;
  ayes_status status = ayes_rules_new(&rules, error);
  if (status == AYES_OK) status = ayes_rules_read(rules, path, "en", error);
  if (status == AYES_OK) status = ayes_rules_matcher_new(rules, &matcher, error);
  ayes_rules_matcher_free(matcher);
  ayes_rules_free(rules);
  return status;
}

static void test_memory_failures(void **state) {
  (void)state;
  pack_folder folder;
  ayes_error error = {0};
  ayes_status status = AYES_NO_MEMORY;
  assert_true(pack_folder_make(&folder));
  const char *path = pack_folder_write(
      &folder, "rules.tsv", ayes_span_of("pattern\tkind\n(a)(?<mark>b)\tgood\nc\tbad\n"));
  size_t countdown = 1;
  for (; status != AYES_OK; countdown++) {
    ayes_memory_fail(countdown, false);
    status = read_and_make(path, &error);
    ayes_memory_fail(0, false);
    assert_true(status == AYES_OK || status == AYES_NO_MEMORY);
  }
  assert_true(countdown > 10);
  pack_folder_remove(&folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_spans),     cmocka_unit_test(test_what_matches),
      cmocka_unit_test(test_windows),   cmocka_unit_test(test_limits),
      cmocka_unit_test(test_jit_stack), cmocka_unit_test(test_pattern_errors),
      cmocka_unit_test(test_file),      cmocka_unit_test(test_memory_failures),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
