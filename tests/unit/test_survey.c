/* SPDX-License-Identifier: MIT
 *
 * The questionnaire: reading, what is refused and how it is said, finding, meanings, writing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/memory.h"
#include "columns/columns.h"
#include "survey/survey.h"
#include <cmocka.h>

static const char sample[] =
    "{\"title\":\"A plan\",\"language\":\"en\",\"colour\":\"blue\",\"questions\":["
    "{\"id\":\"Q1a\",\"text\":\"Do you want it?\",\"options\":{\"Yes, please\":\"support\","
    "\"Never\":\"oppose\",\"Perhaps\":null},\"recorded\":{\"Never\":3,\"Yes, "
    "please\":1,\"Blank\":0},"
    "\"page\":4},"
    "{\"id\":\"Q1b\",\"kind\":\"open\",\"about\":\"Q1a\",\"text\":\"Why?\","
    "\"target\":{\"text\":\"the plan\",\"names\":[\"plan\",\"scheme\"],\"rivals\":[\"no plan\"]}},"
    "{\"id\":\"PLAY AREAS\",\"target\":null}]}";

static ayes_survey *parse(const char *text) {
  ayes_survey *survey;
  ayes_error error = {0};
  if (ayes_survey_parse(ayes_span_of(text), "survey.json", &survey, &error) != AYES_OK)
    fail_msg("%s", error.message);
  return survey;
}

static void assert_span(ayes_span span, const char *text) {
  if (!ayes_span_equal(span, ayes_span_of(text)))
    fail_msg("\"%.*s\" is not \"%s\"", (int)span.length, span.data, text);
}

static void reads_fields(void **state) {
  ayes_survey *survey = parse(sample);
  (void)state;
  assert_span(survey->title, "A plan");
  assert_span(survey->language, "en");
  assert_int_equal(survey->question_count, 3);
  const ayes_question *closed = &survey->questions[0], *open = &survey->questions[1];
  assert_int_equal(closed->kind, AYES_QUESTION_CLOSED);
  assert_int_equal(closed->option_count, 3);
  assert_span(closed->options[1].text, "Never");
  assert_span(closed->options[1].meaning, "oppose");
  assert_span(closed->options[2].meaning, "");
  assert_span(closed->recorded[0].option, "Never");
  assert_int_equal(closed->recorded[0].count, 3);
  assert_int_equal(open->kind, AYES_QUESTION_OPEN);
  assert_span(open->about, "Q1a");
  assert_span(open->target, "the plan");
  assert_int_equal(open->name_count, 2);
  assert_span(open->names[1], "scheme");
  assert_span(open->rivals[0], "no plan");
  assert_int_equal(survey->questions[2].kind, AYES_QUESTION_OPEN);
  ayes_survey_free(survey);
  ayes_survey_free(NULL);
}

static void finds_questions(void **state) {
  ayes_survey *survey = parse(sample);
  (void)state;
  const ayes_question *closed = ayes_survey_find(survey, ayes_span_of("Q1a"));
  const ayes_question *open = ayes_survey_find(survey, ayes_span_of("q1b"));
  assert_ptr_equal(closed, &survey->questions[0]);
  assert_ptr_equal(open, &survey->questions[1]);
  assert_ptr_equal(ayes_survey_find(survey, ayes_span_of("play-areas")), &survey->questions[2]);
  assert_null(ayes_survey_find(survey, ayes_span_of("Q1")));
  assert_null(ayes_survey_find(survey, ayes_span_of("Q1ab")));
  assert_null(ayes_survey_find(survey, ayes_span_of("")));
  assert_null(ayes_survey_find(NULL, ayes_span_of("Q1a")));
  assert_ptr_equal(ayes_survey_subject(survey, open), closed);
  assert_ptr_equal(ayes_survey_subject(survey, closed), closed);
  assert_null(ayes_survey_subject(survey, NULL));
  ayes_survey_free(survey);
}

static void knows_meanings(void **state) {
  ayes_survey *survey = parse(sample);
  (void)state;
  const ayes_question *open = &survey->questions[1];
  assert_span(ayes_survey_meaning(survey, open, ayes_span_of(" NEVER ")), "oppose");
  assert_span(ayes_survey_meaning(survey, open, ayes_span_of("yes, please")), "support");
  assert_span(ayes_survey_meaning(survey, open, ayes_span_of("Perhaps")), "");
  assert_span(ayes_survey_meaning(survey, open, ayes_span_of("Yes")), "support");
  assert_span(ayes_survey_meaning(NULL, NULL, ayes_span_of("no")), "oppose");
  assert_span(ayes_survey_meaning(survey, open, ayes_span_of("")), "");
  ayes_survey_free(survey);
}

static const char unstated[] =
    "{\"questions\":[{\"id\":\"a\",\"options\":[\"Tend to agree\",\"Neither\"]},"
    "{\"id\":\"b\",\"kind\":\"closed\",\"options\":{\"Agree\":\"oppose\",\"Disagree\":null,"
    "\"Don't know\":\"\"}},"
    "{\"id\":\"c\",\"kind\":\"closed\"},"
    "{\"id\":\"d\",\"kind\":\"closed\",\"multiple\":true,\"options\":[\"Yes\",\"No\"]},"
    "{\"id\":\"e\",\"rows\":[\"Bus\",\"Tram\"],\"options\":[\"Good\"]}]}";

/* What a survey does not say, the pack's list of options does; what it says, counts. */
static void uses_the_list_of_options(void **state) {
  static const struct {
    size_t question;
    const char *tick, *meaning;
  } rows[] = {{0, "Tend to agree", "support"},
              {0, "Neither", "neutral"},
              {0, "Strongly disagree", "oppose"},
              {1, "Agree", "oppose"},
              {1, "Disagree", "oppose"},
              {1, "Don't know", ""},
              {2, "STRONGLY  agree!", "support"},
              {2, "Don\xE2\x80\x99t know", "neutral"},
              {2, "a purple one", ""},
              {2, "", ""},
              {3, "Yes", ""},
              {4, "Good", ""}};
  char path[512];
  ayes_column_words *words;
  ayes_error error = {0};
  const char *root = getenv("AYES_ROOT");
  ayes_survey *survey = parse(unstated);
  (void)state;
  (void)snprintf(path, sizeof path, "%s/lexicons/en", root ? root : ".");
  assert_int_equal(ayes_column_words_open(path, &words, &error), AYES_OK);
  assert_span(ayes_survey_meaning(survey, &survey->questions[0], ayes_span_of("Neither")), "");
  assert_int_equal(ayes_survey_use_options(survey, words, &error), AYES_OK);
  ayes_column_words_free(words);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_span(ayes_survey_meaning(survey, &survey->questions[rows[i].question],
                                    ayes_span_of(rows[i].tick)),
                rows[i].meaning);
  assert_int_equal(survey->questions[4].row_count, 2);
  assert_true(survey->questions[3].is_multiple);
  ayes_survey_free(survey);
}

static void writes_what_it_read(void **state) {
  ayes_survey *survey = parse(sample);
  ayes_buffer once = {0}, twice = {0};
  (void)state;
  ayes_survey_write(survey, &once);
  ayes_survey_free(survey);
  assert_span(ayes_span_slice(ayes_buffer_span(&once), 0, 20), "{\n  \"title\": \"A plan");
  ayes_buffer_add_byte(&once, '\0');
  once.length--;
  survey = parse(once.data);
  ayes_survey_write(survey, &twice);
  ayes_survey_free(survey);
  assert_true(ayes_span_equal(ayes_buffer_span(&once), ayes_buffer_span(&twice)));
  ayes_buffer_release(&once);
  ayes_buffer_release(&twice);
  survey = parse("{\"questions\":[]}");
  ayes_survey_write(survey, &once);
  assert_span(ayes_buffer_span(&once), "{\n  \"title\": \"\",\n  \"questions\": []\n}\n");
  ayes_buffer_release(&once);
  ayes_survey_free(survey);
}

/* Empty lists and texts say the same as none. */
static void drop_empty(json_t *object) {
  const char *key;
  json_t *value;
  void *next;
  json_object_foreach_safe(object, next, key, value) {
    if (json_is_object(value)) drop_empty(value);
    if (json_is_array(value) && json_array_size(value) == 0) json_object_del(object, key);
  }
}

static void same_as_file(const char *name) {
  const char *root = getenv("AYES_ROOT");
  char path[512];
  ayes_survey *survey;
  ayes_error error = {0};
  ayes_buffer written = {0};
  json_t *before, *after;
  (void)snprintf(path, sizeof path, "%s/corpora/%s/survey.json", root ? root : ".", name);
  if (ayes_survey_read(path, &survey, &error) != AYES_OK) fail_msg("%s", error.message);
  ayes_survey_write(survey, &written);
  assert_int_equal(ayes_json_read(path, &before, &error), AYES_OK);
  assert_int_equal(ayes_json_parse(ayes_buffer_span(&written), "written", &after, &error), AYES_OK);
  json_t *questions = json_object_get(before, "questions");
  for (size_t i = 0; i < json_array_size(questions); i++) drop_empty(json_array_get(questions, i));
  assert_true(json_equal(before, after));
  json_decref(before);
  json_decref(after);
  ayes_buffer_release(&written);
  ayes_survey_free(survey);
}

static void corpora_round_trip(void **state) {
  (void)state;
  same_as_file("commissioning-2014");
  same_as_file("locality-fund-2016");
}

static void refuses(void **state) {
  static const struct {
    const char *text, *message;
  } rows[] = {
      {"[]", "is no survey: there is no list \"questions\""},
      {"{\"questions\":{}}", "is no survey: there is no list \"questions\""},
      {"{\"questions\":[1]}", "question 1 is not an object"},
      {"{\"questions\":[{\"id\":\"a\"},{\"text\":\"b\"}]}", "question 2 has no id"},
      {"{\"questions\":[{\"id\":\"a\"},{\"id\":\"a\"}]}", "question \"a\" is there twice"},
      {"{\"questions\":[{\"id\":\"a\",\"kind\":\"ajar\"}]}",
       "question \"a\" has an unknown kind; the kinds are open and closed"},
      {"{\"questions\":[{\"id\":\"a\",\"about\":\"b\"}]}",
       "question \"a\" is about a question that is not there"},
      {"{\"questions\":[{\"id\":\"a\",\"about\":\"a\"}]}", "question \"a\" is about itself"},
      {"{\"questions\":[{\"id\":\"a\",\"about\":1}]}",
       "question \"a\" has an \"about\" that is not a string"},
      {"{\"questions\":[{\"id\":\"a\",\"text\":1}]}",
       "question \"a\" has a text that is not a string"},
      {"{\"questions\":[{\"id\":\"a\",\"options\":1}]}",
       "question \"a\" has options that are neither an object nor a list"},
      {"{\"questions\":[{\"id\":\"a\",\"options\":[\"Yes\",1]}]}",
       "question \"a\" has a list of options that are not all strings"},
      {"{\"questions\":[{\"id\":\"a\",\"rows\":[1]}]}",
       "question \"a\" has rows that are not a list of strings"},
      {"{\"questions\":[{\"id\":\"a\",\"options\":{\"Yes\":\"good\"}}]}",
       "question \"a\" has an option that means none of support, oppose, mixed, neutral and \"\""},
      {"{\"questions\":[{\"id\":\"a\",\"recorded\":[]}]}",
       "question \"a\" has recorded tallies that are not an object"},
      {"{\"questions\":[{\"id\":\"a\",\"recorded\":{\"Yes\":-1}}]}",
       "question \"a\" has a recorded tally that is not a whole number from 0"},
      {"{\"questions\":[{\"id\":\"a\",\"target\":\"x\"}]}",
       "question \"a\" has a target that is not an object"},
      {"{\"questions\":[{\"id\":\"a\",\"target\":{\"text\":1}}]}",
       "question \"a\" has a target whose text is not a string"},
      {"{\"questions\":[{\"id\":\"a\",\"target\":{\"names\":[1]}}]}",
       "question \"a\" has target names that are not a list of strings"},
      {"{\"questions\":[{\"id\":\"a\",\"target\":{\"rivals\":{}}}]}",
       "question \"a\" has rivals that are not a list of strings"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ayes_survey *survey;
    ayes_error error = {0};
    assert_int_equal(ayes_survey_parse(ayes_span_of(rows[i].text), "s.json", &survey, &error),
                     AYES_BAD_DATA);
    assert_null(survey);
    assert_string_equal(error.message, rows[i].message);
    assert_string_equal(error.source, "s.json");
  }
  ayes_survey *survey;
  ayes_error error = {0};
  assert_int_equal(ayes_survey_read("no such survey.json", &survey, &error), AYES_NO_INPUT);
  assert_int_equal(ayes_survey_parse(ayes_span_of("{"), "s.json", &survey, &error), AYES_BAD_DATA);
}

static void memory_fails(void **state) {
  (void)state;
  for (size_t countdown = 1; countdown < 100; countdown++) {
    ayes_survey *survey;
    ayes_error error = {0};
    ayes_memory_fail(countdown, false);
    ayes_status status = ayes_survey_parse(ayes_span_of(sample), "s.json", &survey, &error);
    ayes_memory_fail(0, false);
    ayes_survey_free(survey);
    if (status == AYES_OK) return;
    assert_int_equal(status, AYES_NO_MEMORY);
  }
  fail_msg("100 requests for memory and more");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_fields),
                                     cmocka_unit_test(finds_questions),
                                     cmocka_unit_test(knows_meanings),
                                     cmocka_unit_test(uses_the_list_of_options),
                                     cmocka_unit_test(writes_what_it_read),
                                     cmocka_unit_test(corpora_round_trip),
                                     cmocka_unit_test(refuses),
                                     cmocka_unit_test(memory_fails)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
