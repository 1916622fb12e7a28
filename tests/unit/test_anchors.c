/* SPDX-License-Identifier: MIT
 *
 * Anchors: what follows from a pattern, and that rules find the same with the gate before them as
 * without, on random patterns and on the rules of the pack.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/bits.h"
#include "base/buffer.h"
#include "rules/anchors.h"
#include "rules/rules.h"

static void expect(const char *pattern, const char *expected) {
  ayes_anchors anchors, leads;
  ayes_buffer found = {0};
  ayes_anchors_derive(ayes_span_of(pattern), &anchors, &leads);
  for (size_t i = 0; i < anchors.count; i++) {
    if (i) ayes_buffer_add_byte(&found, '|');
    ayes_buffer_add(&found, ayes_span_make(anchors.items[i].bytes, anchors.items[i].length));
  }
  if (!ayes_span_equal(ayes_buffer_span(&found), ayes_span_of(expected)))
    fail_msg("%s: %.*s instead of %s", pattern, (int)found.length, found.data, expected);
  ayes_buffer_release(&found);
}

static void test_derived(void **state) {
  (void)state;
  expect("abc", "abc");
  expect("\\bMixed (?<mark>views|opinions)\\b", "mixed ");
  expect("colou?r", "colo");
  expect("ab+c", "ab");
  expect("x*yz", "yz");
  expect("(?:ab|cde)", "ab|cde");
  expect("(?:ab|cde)?fg", "fg");
  expect("(?:pros|gains) and (?:cons|losses)", "pros|gains");
  expect("(ab|)c", "c");
  expect("a(?=.*long)b", "long");
  expect("ab(?!longer)", "ab");
  expect("(?<!longer)ab", "ab");
  expect("[£€]\\s?\\d|\\d\\s?(?:pounds|euros)\\b|\\$\\s?\\d", "£|€|pounds|euros|$");
  expect("\\?\\s*!|!\\s*\\?|\\?{2,}", "!|??");
  expect("a{0,3}bc", "bc");
  expect("a{2}b", "aa");
  expect("a{2,}b", "aa");
  expect("a{30}b", "aaaaaaaaaaaaaaaaaaaaaaaa");
  expect("x{y", "x{y");
  expect("na\xC3\xAFve", "na");
  expect("caf\xC3\xA9", "caf");
  expect("[]a]b", "b");
  expect("a\\.b", "a.b");
  expect("(?-i:(?<=[a-z,] )Act\\b|\\bACTS\\b)", "act|acts");
  expect("that (?:cannot|won't)", "cannot|won't");
  expect("(?<a>one)(?P<b>three)", "three");
  expect("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwx");
}

/* Whether all anchors are such as stand behind signs alone. */
static bool are_first(const char *pattern) {
  ayes_anchors anchors, leads;
  bool all = ayes_anchors_derive(ayes_span_of(pattern), &anchors, &leads);
  for (size_t i = 0; i < anchors.count; i++) all = all && anchors.items[i].is_first;
  return all;
}

static void test_first(void **state) {
  (void)state;
  assert_true(are_first("\\A\\W*yes\\b(?!-)\\s*[.,]"));
  assert_true(are_first("^\\s*(?:\\byes|so\\b)"));
  assert_true(are_first("\\A\"yes|^\\byes"));
  assert_false(are_first("(?:\\A|^)yes"));
  assert_false(are_first("\\W*yes"));
  assert_false(are_first("\\A.?yes"));
  assert_false(are_first("\\A\\w?yes"));
  assert_false(are_first("\\Aa?yes"));
  assert_false(are_first("\\A?yes"));
  assert_false(are_first("\\Ayes|yes"));
  assert_false(are_first("\\A[(]?yes"));
  assert_false(are_first("\\A(?:a b)?yes"));
  assert_false(are_first("(?<=\\Ayes),"));
}

/* What matches start near; < and > where a word starts or ends, and the reach, but for 0. */
static void expect_leads(const char *pattern, const char *expected) {
  ayes_anchors anchors, leads;
  ayes_buffer found = {0};
  ayes_anchors_derive(ayes_span_of(pattern), &anchors, &leads);
  for (size_t i = 0; i < leads.count; i++) {
    const ayes_anchor *anchor = &leads.items[i];
    if (i) ayes_buffer_add_byte(&found, '|');
    if (anchor->starts) ayes_buffer_add_byte(&found, '<');
    ayes_buffer_add(&found, ayes_span_make(anchor->bytes, anchor->length));
    if (anchor->ends) ayes_buffer_add_byte(&found, '>');
    if (anchor->reach) ayes_buffer_add_format(&found, "%u", anchor->reach);
  }
  if (!ayes_span_equal(ayes_buffer_span(&found), ayes_span_of(expected)))
    fail_msg("%s: %.*s instead of %s", pattern, (int)found.length, found.data, expected);
  ayes_buffer_release(&found);
}

static void test_leads(void **state) {
  (void)state;
  expect_leads("\\bso\\b.*longer", "<so>");
  expect_leads("\\b(?:so|such)\\b[^.]{0,40}\\bthat (?:cannot|won't)", "<so>|<such>");
  expect_leads("\\b(?:so|such a)b\\b", "<so|<such a");
  expect_leads("(?:so|such)+\\b", "so|such");
  expect_leads("(?:so\\b|\\bsuch) x", "so>|<such");
  expect_leads("\\bso(?:on)?\\b", "<so");
  expect_leads("\\bso+\\b", "<so");
  expect_leads("\\bnot\\b\\s|not", "not");
  expect_leads("a\\b\\?|\\b!\\b", "a>|!");
  expect_leads("(?=so)such", "such");
  expect_leads("(?<=so)\\bsuch", "<such");
  expect_leads("(?:(?<=so)such|\\bSUCH\\b)", "such");
  expect_leads("abcdefghijklmnopqrstuvwxyz\\b", "abcdefghijklmnopqrstuvwx");
}

static void test_reach(void **state) {
  (void)state;
  expect_leads("(?:to)?such", "such2");
  expect_leads("(?:so)?such", "such3");
  expect_leads("(?:Sk|ok)?such", "such5");
  expect_leads("\\s?such", "such4");
  expect_leads("\\s*such", "");
  expect_leads("\\X?such", "");
  expect_leads("\\w{2,3}\\bsuch", "<such12");
  expect_leads("\\w{6}such", "such24");
  expect_leads("\\w{7}such", "");
  expect_leads(".^$[a-z]such", "such8");
  expect_leads("a{0,3}such|x{0,4}such", "such4");
  expect_leads("é?such", "such4");
  expect_leads("(?:a|b(?:cd)?) (?:to|such)", "to4|such4");
  expect_leads("(?:a|b+) such", "a|b");
  expect_leads("a{2}\\s(?:c|\\dsuch)", "aa");
  expect_leads("[£€]\\s?\\d|\\d\\s?(?:pounds|euros)\\b|\\$\\s?\\d", "£|€|pounds>8|euros>8|$");
}

static void test_nothing_derived(void **state) {
  static const char *const patterns[] = {
      "\\w+",           "a|\\d",    "(?i)abc", "(?:abc)?", "\\Qabc\\E",
      "(abc)\\1",       "(?R)?abc", "(?|a|b)", "[a-z]",    "[^a]",
      "[[:alpha:]]abc", "abc(*F)",  "a{,2}b",  "\\x41bc",  "(?#no)abc",
      "\\p{L}abc",      "(?x) abc", ".",       ""};
  (void)state;
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) expect(patterns[i], "");
}

static void test_deep_groups(void **state) {
  (void)state;
  ayes_buffer pattern = {0};
  ayes_anchors anchors, leads;
  ayes_buffer_add_repeated(&pattern, '(', 10000);
  ayes_buffer_add_text(&pattern, "abc");
  ayes_buffer_add_repeated(&pattern, ')', 10000);
  assert_false(ayes_anchors_derive(ayes_buffer_span(&pattern), &anchors, &leads));
  ayes_buffer_release(&pattern);
}

/* ---- The gate ---- */

static uint64_t next_number(uint64_t *state) {
  return ayes_mix_bits(*state += 0x9E3779B97F4A7C15u);
}

#define ONE_OF(list, state) (list)[next_number(state) % (sizeof(list) / sizeof *(list))]

static const char *const parts[] = {"abc",
                                    "ab",
                                    "a",
                                    "b",
                                    "sk",
                                    "(?:abc|b)",
                                    "(a|bca)",
                                    "(?:|cab)",
                                    "[ab]",
                                    "[^a]",
                                    "\\w",
                                    "\\b",
                                    ".",
                                    "\\s",
                                    " ",
                                    "(?=abc)",
                                    "(?!b)",
                                    "(?<=ab)",
                                    "(?<!a)",
                                    "(?<mark>ca)",
                                    "\\.",
                                    "!",
                                    "£",
                                    "é",
                                    "|",
                                    "|",
                                    "(?:a(?:b|c)b)",
                                    "[\\]c-]",
                                    "(?>ab|a)",
                                    "{",
                                    "\\d",
                                    "kis",
                                    "(?-i:Abc|C)",
                                    "\\bab\\b",
                                    "\\b(?:abc|b|ab)\\b",
                                    "(?:ab|\\bca\\b)",
                                    "kis\\b",
                                    "\\b(?:ab|a b)",
                                    "(?:\\babc|ca\\b)+",
                                    "\\A\\W*",
                                    "^[^a]?\\s*",
                                    "\\A\\W*(?:abc|kis)\\b",
                                    "(?:\\A|!)\\W*abc"};
static const char *const counts[] = {"",  "",    "",      "",   "?",    "*",
                                     "+", "{2}", "{0,2}", "+?", "{1,}", "{2,3}"};
static const char *const words[] = {
    "abc", "ab", "A",   "b", " ",        "C", "cab", "bca", "sk",         ".",
    "!",   "£",  "é",   "É", "\xC5\xBF", "{", "9",   "KIS", "ki\xC5\xBF", "\xE2\x84\xAAis",
    "AbC", "\n", "(a)", "x "};

static void make_pattern(ayes_buffer *pattern, uint64_t *state) {
  ayes_buffer_clear(pattern);
  for (size_t i = next_number(state) % 5 + 1; i > 0; i--) {
    ayes_buffer_add_text(pattern, ONE_OF(parts, state));
    ayes_buffer_add_text(pattern, ONE_OF(counts, state));
  }
}

static void make_text(ayes_buffer *text, uint64_t *state) {
  ayes_buffer_clear(text);
  for (size_t i = next_number(state) % 12; i > 0; i--)
    ayes_buffer_add_text(text, ONE_OF(words, state));
}

static void compare(ayes_rules *rules, ayes_types *types, const ayes_buffer *bytes) {
  ayes_rules_matcher *matcher;
  ayes_text text = {0};
  ayes_marks gated = {0}, all = {0};
  size_t limited;
  assert_int_equal(ayes_text_read(&text, ayes_buffer_span(bytes), types, NULL, NULL), AYES_OK);
  assert_int_equal(ayes_rules_matcher_new(rules, &matcher, NULL), AYES_OK);
  assert_int_equal(ayes_rules_match(matcher, &text, &gated, &limited, NULL), AYES_OK);
  assert_int_equal(ayes_rules_match_ungated(matcher, &text, &all, &limited, NULL), AYES_OK);
  if (gated.count != all.count)
    fail_msg("%.*s: %zu marks instead of %zu", (int)bytes->length, bytes->data, gated.count,
             all.count);
  for (size_t i = 0; i < all.count; i++)
    assert_memory_equal(&gated.items[i], &all.items[i], sizeof *all.items);
  ayes_rules_matcher_free(matcher);
  ayes_text_release(&text);
  ayes_array_release(&gated);
  ayes_array_release(&all);
}

static void test_random_patterns(void **state) {
  static const ayes_rule_place place = {"x:1", NULL, 1, 1};
  ayes_vocabulary vocabulary = {0};
  ayes_types *types;
  ayes_buffer pattern = {0}, text = {0};
  uint64_t random = 5;
  (void)state;
  assert_int_equal(ayes_types_new("english", &vocabulary, &types, NULL), AYES_OK);
  for (size_t round = 0; round < 1500; round++) {
    ayes_rules *rules;
    assert_int_equal(ayes_rules_new(&rules, NULL), AYES_OK);
    for (size_t i = 0; i < 4; i++) {
      make_pattern(&pattern, &random);
      (void)ayes_rules_add(rules, ayes_buffer_span(&pattern), AYES_KIND_BAD, 0, 1, place, NULL);
    }
    for (size_t i = 0; i < 20; i++) {
      make_text(&text, &random);
      compare(rules, types, &text);
    }
    ayes_rules_free(rules);
  }
  ayes_buffer_release(&pattern);
  ayes_buffer_release(&text);
  ayes_types_free(types);
}

/* What opens a rule may be what its matches start with, but for a boundary of words. */
static void test_anchor_of_two_uses(void **state) {
  static const ayes_rule_place place = {"x:1", NULL, 1, 1};
  ayes_vocabulary vocabulary = {0};
  ayes_types *types;
  ayes_rules *rules;
  ayes_buffer text = {0};
  (void)state;
  assert_int_equal(ayes_types_new("english", &vocabulary, &types, NULL), AYES_OK);
  assert_int_equal(ayes_rules_new(&rules, NULL), AYES_OK);
  assert_int_equal(
      ayes_rules_add(rules, ayes_span_of("(?:abc|xyz).*abc\\b"), AYES_KIND_BAD, 0, 1, place, NULL),
      AYES_OK);
  ayes_buffer_add_text(&text, "abcd and abc");
  compare(rules, types, &text);
  ayes_rules_free(rules);
  ayes_buffer_release(&text);
  ayes_types_free(types);
}

/* More words that hold an anchor than their runs are kept of, each of them twice. */
static void test_many_words(void **state) {
  static const ayes_rule_place place = {"x:1", NULL, 1, 1};
  static const char *const patterns[] = {
      "part\\w*",           "\\bso\\b", "of partx", "\\bpart\\w+ of part", "[^ ]?.{0,4}\\bpartn",
      "(?:so .{2}|o.?)part"};
  ayes_vocabulary vocabulary = {0};
  ayes_types *types;
  ayes_rules *rules;
  ayes_buffer text = {0};
  (void)state;
  assert_int_equal(ayes_types_new("english", &vocabulary, &types, NULL), AYES_OK);
  assert_int_equal(ayes_rules_new(&rules, NULL), AYES_OK);
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
    assert_int_equal(
        ayes_rules_add(rules, ayes_span_of(patterns[i]), AYES_KIND_BAD, 0, 1, place, NULL),
        AYES_OK);
  for (size_t i = 0; i < 1200; i++) {
    size_t number = i % 600;
    ayes_buffer_add_text(&text, number % 3 ? " of part" : " so A\xC3\xA9part");
    ayes_buffer_add_byte(&text, (char)('a' + number / 26));
    ayes_buffer_add_byte(&text, (char)('a' + number % 26));
  }
  compare(rules, types, &text);
  ayes_rules_free(rules);
  ayes_buffer_release(&text);
  ayes_types_free(types);
}

static const char *const phrases[] = {
    "Yes",        "no",        ", ",       "too ",    "short ",  "to ",        "?",
    "!",          "so ",       "that ",    "it ",     "CANNOT ", "mixed ",     "views ",
    "in two ",    "minds ",    "part ",    "partly ", "agree ",  "and ",       "oppose ",
    "some good ", "some bad ", "pros ",    "cons ",   "(sic)",   "£5 ",        "5 pounds ",
    "$3 ",        "\n",        "\xC5\xBF", "the ",    "road ",   "strengths ", "weaknesses "};

static void test_pack_rules(void **state) {
  const char *root = getenv("AYES_ROOT");
  ayes_vocabulary vocabulary = {0};
  ayes_types *types;
  ayes_rules *rules;
  ayes_buffer path = {0}, text = {0};
  uint64_t random = 7;
  (void)state;
  ayes_buffer_add_text(&path, root ? root : ".");
  ayes_buffer_add(&path, ayes_span_make("/lexicons/en/rules.tsv", 23));
  assert_int_equal(ayes_rules_new(&rules, NULL), AYES_OK);
  assert_int_equal(ayes_rules_read(rules, path.data, "en", NULL), AYES_OK);
  assert_int_equal(ayes_types_new("english", &vocabulary, &types, NULL), AYES_OK);
  for (size_t round = 0; round < 4000; round++) {
    ayes_buffer_clear(&text);
    for (size_t i = next_number(&random) % 14; i > 0; i--)
      ayes_buffer_add_text(&text, ONE_OF(phrases, &random));
    compare(rules, types, &text);
  }
  ayes_rules_free(rules);
  ayes_types_free(types);
  ayes_buffer_release(&path);
  ayes_buffer_release(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_derived),         cmocka_unit_test(test_leads),
      cmocka_unit_test(test_reach),           cmocka_unit_test(test_first),
      cmocka_unit_test(test_nothing_derived), cmocka_unit_test(test_deep_groups),
      cmocka_unit_test(test_random_patterns), cmocka_unit_test(test_anchor_of_two_uses),
      cmocka_unit_test(test_many_words),      cmocka_unit_test(test_pack_rules)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
