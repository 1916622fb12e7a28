/* SPDX-License-Identifier: MIT
 *
 * Rules of users that backtrack, on texts that make them: each is done within a second of the
 * processor for a megabyte, twice the text costs about twice the time, and where a limit was hit it
 * is counted. What is there to catch takes hours.
 */
#include "base/buffer.h"
#include "rules/rules.h"

#include "support/doubling.h"

enum { MEGABYTE = 1000000, SHORT = 4000 };

static const double SECONDS = 1;

static const ayes_rule_place somewhere = {"x/rules.tsv:1", "rules.tsv", 1, 1};

#define RUN "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct {
  const char *pattern, *piece;
  bool is_limited; /* on a text of SHORT bytes */
} cases[] = {
    {"(a+)+$", RUN "b ", true},
    {"(a|aa)+$", RUN "b ", true},
    {"(a|a)*c$", RUN "bc ", true},
    {"((a*)*)*c$", RUN "bc ", true},
    {"(?:a*a*)*b$", RUN "b ", true},
    {"(?:(?:a+)+b?)+c$", RUN "bc ", true},
    {"(aa+a+)+b$", RUN "b ", true},
    {"(\\w+\\s?)*[!?]$", RUN "! ", true},
    {"^(?:(\\w+) ?)+$", "word, ", false}, /* ends at the first comma */
    {"(.*a){12}b$", RUN "b ", true},
    {"(.+)+\\.$", "word word . ", true},
    {"(.*)*x", "y", false}, /* without an x no text is tried */
    {"(?R)?a(?R)?b", "a b ", true},
    {"(?=(a+))a*\\1+b$", RUN "b ", false},
    {"(\\d+)*-(\\d+)*-x$", "1111111111111111111111111-11111111-x ", true},
    {"([[:alpha:]]+,?)+;$", "some,words,with,commas,and,more,of,them; ", true},
    {"(?<=a)(a+)+\\z", RUN "b ", true},
    {"(?<mark>a?){30}a{30}$", RUN "b ", true},
};

typedef struct fixture {
  ayes_types *types;
  ayes_rules *rules;
  ayes_rules_matcher *matcher;
  const char *piece;
  size_t limited;
} fixture;

static const ayes_vocabulary no_vocabulary;

static void open_rule(fixture *it, const char *pattern) {
  ayes_error error = {0};
  assert_int_equal(ayes_types_new("english", &no_vocabulary, &it->types, NULL), AYES_OK);
  assert_int_equal(ayes_rules_new(&it->rules, NULL), AYES_OK);
  if (ayes_rules_add(it->rules, ayes_span_of(pattern), AYES_KIND_BAD, 0, 1, somewhere, &error))
    fail_msg("%s: %s", pattern, error.message);
  assert_int_equal(ayes_rules_matcher_new(it->rules, &it->matcher, NULL), AYES_OK);
}

static void close_rule(fixture *it) {
  ayes_rules_matcher_free(it->matcher);
  ayes_rules_free(it->rules);
  ayes_types_free(it->types);
}

static double seconds_for(void *data, size_t bytes) {
  fixture *it = data;
  ayes_buffer buffer = {0};
  ayes_text text = {0};
  ayes_marks marks = {0};
  while (buffer.length < bytes) ayes_buffer_add_text(&buffer, it->piece);
  ayes_span span = ayes_buffer_span(&buffer);
  assert_int_equal(ayes_text_read(&text, span, it->types, NULL, NULL), AYES_OK);
  double start = test_now();
  assert_int_equal(ayes_rules_match(it->matcher, &text, &marks, &it->limited, NULL), AYES_OK);
  double seconds = test_now() - start;
  ayes_array_release(&marks);
  ayes_text_release(&text);
  ayes_buffer_release(&buffer);
  return seconds;
}

static void test_backtracking(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fixture it;
    open_rule(&it, cases[i].pattern);
    it.piece = cases[i].piece;
    double little = seconds_for(&it, SHORT);
    print_message("%zu limited in %.3f s, ", it.limited, little);
    assert_int_equal(it.limited, cases[i].is_limited);
    test_doubling(cases[i].pattern, seconds_for, &it, MEGABYTE, SECONDS);
    close_rule(&it);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_backtracking)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
