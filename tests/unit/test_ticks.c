/* SPDX-License-Identifier: MIT
 *
 * Ticks mean the same whether that is kept or found out, whichever came before; and so are the
 * questions the same that answers name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "api/asked.h"
#include "api/ticks.h"
#include "base/random.h"
#include "base/span.h"

static const char survey_text[] =
    "{\"questions\":["
    "{\"id\":\"Q1\",\"options\":{\"Open\":\"support\",\"Shut\":\"oppose\"}},"
    "{\"id\":\"Q2\",\"options\":{\"Open\":\"oppose\",\"Shut\":\"support\"}},"
    "{\"id\":\"Q3\",\"about\":\"Q2\"}]}";

static void test_the_same(void **state) {
  (void)state;
  static const char *const names[] = {
      "Open", "open", "Shut", "Shot", "Yes",
      "no",   "",     " Yes", "0pen", "Something that is longer than any tick that is kept"};
  enum { NAMES = sizeof names / sizeof *names, QUESTIONS = 4, DRAWS = 5000 };
  ayes_survey *survey;
  ayes_error error = {0};
  ayes_ticks ticks = {0};
  ayes_random random = ayes_random_start(4);
  size_t meant = 0;
  ayes_span bytes = ayes_span_make(survey_text, sizeof survey_text - 1);
  if (ayes_survey_parse(bytes, "survey", &survey, &error) != AYES_OK) fail_msg("%s", error.message);
  for (size_t i = 0; i < DRAWS; i++) {
    char tick[64];
    size_t number = ayes_random_below(&random, QUESTIONS);
    const ayes_question *question =
        number < survey->question_count ? &survey->questions[number] : NULL;
    (void)snprintf(tick, sizeof tick, "%s%.*s", names[ayes_random_below(&random, NAMES)],
                   (int)ayes_random_below(&random, 3), "!?");
    ayes_span expected = ayes_survey_meaning(survey, question, ayes_span_of(tick));
    ayes_span meaning = ayes_ticks_meaning(&ticks, survey, question, ayes_span_of(tick));
    if (!ayes_span_equal(meaning, expected)) fail_msg("%zu, \"%s\"", number, tick);
    meant += meaning.length > 0;
  }
  assert_true(meant > DRAWS / 10);
  ayes_survey_free(survey);
}

static void test_the_same_question(void **state) {
  (void)state;
  static const char *const ids[] = {"Q1", "Q2", "q2", "Q-2", "Q3", "", "Q4", "Q11", "A question"};
  enum { IDS = sizeof ids / sizeof *ids, DRAWS = 2000 };
  ayes_survey *survey;
  ayes_asked asked = {0};
  ayes_random random = ayes_random_start(5);
  ayes_span bytes = ayes_span_make(survey_text, sizeof survey_text - 1);
  assert_int_equal(ayes_survey_parse(bytes, "survey", &survey, NULL), AYES_OK);
  for (size_t i = 0; i < DRAWS; i++) {
    ayes_span id = ayes_span_of(ids[ayes_random_below(&random, IDS)]);
    assert_ptr_equal(ayes_asked_find(&asked, survey, id), ayes_survey_find(survey, id));
    assert_null(ayes_asked_find(&asked, NULL, id));
  }
  ayes_survey_free(survey);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_same),
                                     cmocka_unit_test(test_the_same_question)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
