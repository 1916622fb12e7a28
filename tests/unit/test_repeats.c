/* SPDX-License-Identifier: MIT
 *
 * What is kept of answers that come again: nothing of the first, all of the second, and never
 * anything of another answer, also where many fight for few places.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "api/repeats.h"
#include "base/memory.h"
#include "base/random.h"
#include "tally/seen.h"

enum { TEXTS = 5000, DRAWS = 60000 };

static ayes_answer an_answer(const char *text) {
  return (ayes_answer){.question = ayes_span_of("Q1"), .text = ayes_span_of(text)};
}

static void keep(ayes_repeats *repeats, const ayes_answer *answer, const char *findings) {
  ayes_repeat found = {.stance = AYES_OPPOSE, .hash = 7, .findings = ayes_span_of(findings)};
  ayes_repeats_keep(repeats, answer, &found);
}

static void test_the_second_is_kept(void **state) {
  (void)state;
  ayes_repeats *repeats;
  ayes_answer answer = an_answer("Keep it open"), other = answer;
  other.answer = ayes_span_of("No");
  assert_int_equal(ayes_repeats_new(&repeats, NULL), AYES_OK);
  for (int i = 0; i < 2; i++) {
    assert_null(ayes_repeats_find(repeats, &answer, false));
    keep(repeats, &answer, "found");
  }
  const ayes_repeat *known = ayes_repeats_find(repeats, &answer, false);
  assert_non_null(known);
  assert_int_equal(known->stance, AYES_OPPOSE);
  assert_true(ayes_span_equal(known->findings, ayes_span_of("found")));
  assert_null(ayes_repeats_find(repeats, &other, false));
  ayes_repeats_free(repeats);
}

static void test_hash_of_text(void **state) {
  (void)state;
  static char longest[8 * 1024 + 1];
  uint64_t hash, other;
  ayes_repeats *repeats;
  ayes_answer plain = an_answer("Keep the library open"), loud = an_answer("KEEP the library open");
  ayes_answer accented = an_answer("Keep the caf\xC3\xA9 open, please");
  ayes_answer loud_accented = an_answer("KEEP  the CAF\xC3\x89 open, please");
  ayes_buffer scratch = {0};
  ayes_answer large = {.text = ayes_span_make(longest, sizeof longest)};
  assert_int_equal(ayes_repeats_new(&repeats, NULL), AYES_OK);
  for (int i = 0; i < 2; i++) {
    assert_null(ayes_repeats_find(repeats, &plain, false));
    keep(repeats, &plain, "found");
  }
  assert_true(ayes_repeats_hash(repeats, &hash));
  assert_null(
      ayes_repeats_find(repeats, &loud, false)); /* folded it is the same, but it is another text */
  assert_true(ayes_repeats_hash(repeats, &other));
  assert_true(hash == other);
  assert_null(ayes_repeats_find(repeats, &accented, false));
  assert_false(ayes_repeats_hash(repeats, &hash));
  assert_null(ayes_repeats_find(repeats, &accented, true));
  assert_true(ayes_repeats_hash(repeats, &hash));
  assert_true(hash == ayes_folded_hash(loud_accented.text, &scratch));
  memset(longest, 'x', sizeof longest);
  for (int i = 0; i < 3; i++) {
    assert_null(ayes_repeats_find(repeats, &large, false));
    assert_false(ayes_repeats_hash(repeats, &hash));
    keep(repeats, &large, "found");
  }
  ayes_buffer_release(&scratch);
  ayes_repeats_free(repeats);
}

static void test_without_memory(void **state) {
  (void)state;
  ayes_repeats *repeats;
  ayes_answer answer = an_answer("Keep it open");
  assert_int_equal(ayes_repeats_new(&repeats, NULL), AYES_OK);
  assert_null(ayes_repeats_find(repeats, &answer, false));
  assert_null(ayes_repeats_find(repeats, &answer, false));
  ayes_memory_fail(1, true);
  keep(repeats, &answer, "found");
  ayes_memory_fail(0, false);
  assert_null(ayes_repeats_find(repeats, &answer, false));
  keep(repeats, &answer, "found");
  assert_non_null(ayes_repeats_find(repeats, &answer, false));
  ayes_repeats_free(repeats);
}

/* Texts drawn at random, the first ones often: what is found is always what was said of that text,
 * and often something is. */
static void test_many_texts(void **state) {
  (void)state;
  ayes_repeats *repeats;
  ayes_random random = ayes_random_start(3);
  size_t found = 0;
  assert_int_equal(ayes_repeats_new(&repeats, NULL), AYES_OK);
  for (size_t i = 0; i < DRAWS; i++) {
    char text[32], findings[32];
    size_t number = ayes_random_below(&random, ayes_random_below(&random, TEXTS) + 1);
    (void)snprintf(text, sizeof text, "text %zu", number);
    (void)snprintf(findings, sizeof findings, "found in %zu", number);
    ayes_answer answer = an_answer(text);
    const ayes_repeat *known = ayes_repeats_find(repeats, &answer, false);
    if (known) assert_true(ayes_span_equal(known->findings, ayes_span_of(findings)));
    else keep(repeats, &answer, findings);
    found += known != NULL;
  }
  assert_true(found > DRAWS / 20);
  ayes_repeats_free(repeats);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_second_is_kept), cmocka_unit_test(test_hash_of_text),
      cmocka_unit_test(test_without_memory), cmocka_unit_test(test_many_texts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
