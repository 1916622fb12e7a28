/* SPDX-License-Identifier: MIT
 *
 * Measures of agreement, on six answers whose numbers are worked out by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/evaluate.h"
#include "support/files.h"
#include "tally/evaluate.h"

static const char gold_lines[] =
    "{\"id\":\"a\",\"stance\":\"support\",\"acts\":[\"concern\"],\"acts_optional\":[\"question\"],"
    "\"topics\":[\"money\"],\"topics_optional\":[\"roads\"]}\n"
    "{\"id\":\"b\",\"stance\":\"support\",\"topics\":[\"roads\"]}\n"
    "{\"id\":\"c\",\"stance\":\"oppose\"}\n"
    "{\"id\":\"d\",\"stance\":\"oppose\"}\n"
    "\n"
    "{\"id\":\"e\",\"stance\":\"neutral\"}\n"
    "{\"id\":\"f\",\"stance\":\"mixed\"}\n";

static const char result_lines[] =
    "{\"id\":\"f\",\"stance\":\"support\",\"confidence\":0.3}\n"
    "{\"id\":\"a\",\"stance\":\"support\",\"confidence\":0.9,"
    "\"acts\":[\"concern\",\"question\",\"praise\"],"
    "\"topics\":[{\"id\":\"money\",\"weight\":1},{\"id\":\"roads\"},{\"id\":\"zebras\"}]}\n"
    "{\"id\":\"b\",\"stance\":\"oppose\",\"confidence\":0.6}\n"
    "{\"id\":\"c\",\"stance\":\"oppose\",\"confidence\":0.95}\n"
    "{\"id\":\"d\",\"stance\":\"oppose\",\"confidence\":0.8}\n"
    "{\"id\":\"e\",\"stance\":\"neutral\",\"confidence\":0.5}\n";

static void assert_near(double value, double expected) {
  if (value < expected - 1e-9 || value > expected + 1e-9)
    fail_msg("%.12f is not %.12f", value, expected);
}

static ayes_evaluation evaluate(const char *results, const char *gold) {
  ayes_gold_pairs pairs = {0};
  ayes_evaluation evaluation;
  ayes_error error = {0};
  test_file("evaluate_results.jsonl", results);
  test_file("evaluate_gold.jsonl", gold);
  if (ayes_gold_pairs_read("evaluate_results.jsonl", "evaluate_gold.jsonl", &pairs, &error) !=
      AYES_OK)
    fail_msg("%s:%zu: %s", error.source, error.line, error.message);
  assert_int_equal(ayes_evaluation_compute(&pairs, &evaluation, &error), AYES_OK);
  ayes_gold_pairs_release(&pairs);
  return evaluation;
}

static void expect_failure(const char *results, const char *gold, const char *source, size_t line,
                           const char *message) {
  ayes_gold_pairs pairs = {0};
  ayes_error error = {0};
  test_file("evaluate_results.jsonl", results);
  test_file("evaluate_gold.jsonl", gold);
  assert_int_equal(
      ayes_gold_pairs_read("evaluate_results.jsonl", "evaluate_gold.jsonl", &pairs, &error),
      AYES_BAD_DATA);
  assert_string_equal(error.source, source);
  assert_int_equal(error.line, line);
  assert_string_equal(error.message, message);
  ayes_gold_pairs_release(&pairs);
}

static void test_stance_measures(void **state) {
  (void)state;
  ayes_evaluation it = evaluate(result_lines, gold_lines);
  assert_int_equal(it.gold, 6);
  assert_int_equal(it.matched, 6);
  assert_near(it.accuracy, 4.0 / 6);
  assert_near(it.labels[AYES_SUPPORT].f1, 0.5);
  assert_near(it.labels[AYES_OPPOSE].precision, 2.0 / 3);
  assert_near(it.labels[AYES_OPPOSE].recall, 1);
  assert_near(it.labels[AYES_OPPOSE].f1, 0.8);
  assert_near(it.labels[AYES_NEUTRAL].f1, 1);
  assert_near(it.labels[AYES_MIXED].f1, 0);
  assert_near(it.macro_f1, 2.3 / 4);
  assert_near(it.macro_f1_3, 2.3 / 3);
  assert_near(it.f_avg, 0.65);
  assert_near(it.kappa, 13.0 / 25);
  assert_int_equal(it.confusion[AYES_SUPPORT][AYES_OPPOSE], 1);
  assert_int_equal(it.confusion[AYES_MIXED][AYES_SUPPORT], 1);
  assert_near(it.tally_error, 1.0 / 12);
}

static void test_confidence_measures(void **state) {
  (void)state;
  ayes_evaluation it = evaluate(result_lines, gold_lines);
  static const double accuracies[] = {1, 1, 0.8, 4.0 / 6};
  static const size_t counts[] = {2, 3, 5, 6};
  for (int i = 0; i < AYES_COVERAGE_COUNT; i++) {
    assert_int_equal(it.coverage[i].count, counts[i]);
    assert_near(it.coverage[i].accuracy, accuracies[i]);
  }
  assert_int_equal(it.confident.count, 3);
  assert_near(it.confident.accuracy, 1);
  assert_near(it.calibration_error, 1.75 / 6);
}

static void test_optional_labels(void **state) {
  (void)state;
  ayes_evaluation it = evaluate(result_lines, gold_lines);
  assert_true(it.has_acts);
  assert_int_equal(it.acts.right, 1);
  assert_int_equal(it.acts.wrong, 1);
  assert_near(it.acts.f1, 2.0 / 3);
  assert_true(it.has_topics);
  assert_int_equal(it.topics.right, 1);
  assert_int_equal(it.topics.missed, 1);
  assert_int_equal(it.topics.wrong, 0);
}

static void test_labels_that_do_not_occur(void **state) {
  (void)state;
  ayes_evaluation it = evaluate("{\"id\":\"a\",\"stance\":\"support\",\"confidence\":1}\n",
                                "{\"id\":\"a\",\"stance\":\"support\"}\n");
  assert_near(it.macro_f1, 1);
  assert_near(it.kappa, 1);
  assert_near(it.f_avg, 0.5);
  assert_near(it.calibration_error, 0);
  assert_false(it.has_topics);
}

static void test_missing_and_unmatched(void **state) {
  (void)state;
  ayes_evaluation it = evaluate(
      "{\"id\":\"a\",\"stance\":\"support\"}\n{\"id\":\"x\",\"stance\":\"oppose\"}\n"
      "{\"id\":\"b\",\"error\":{\"code\":\"bad_json\",\"message\":\"no\"}}\n",
      gold_lines);
  assert_int_equal(it.matched, 1);
  assert_int_equal(it.missing, 5);
  assert_int_equal(it.unmatched, 1);
  assert_int_equal(it.quarantined, 1);
}

static void test_ids_that_repeat_over_questions(void **state) {
  (void)state;
  static const char gold[] =
      "{\"id\":\"1\",\"question\":\"Q1\",\"stance\":\"support\"}\n"
      "{\"id\":\"1\",\"question\":\"Q2\",\"stance\":\"oppose\"}\n";
  static const char results[] =
      "{\"id\":\"1\",\"question\":\"Q2\",\"stance\":\"oppose\"}\n"
      "{\"id\":\"1\",\"question\":\"Q1\",\"stance\":\"support\"}\n";
  assert_near(evaluate(results, gold).accuracy, 1);
}

static void test_array_form(void **state) {
  (void)state;
  assert_near(evaluate("[\n{\"id\":\"a\",\"stance\":\"support\"},\n"
                       "{\"id\":\"c\",\"stance\":\"oppose\"}\n]\n",
                       gold_lines)
                  .accuracy,
              1);
}

static void test_what_is_wrong_is_said(void **state) {
  (void)state;
  expect_failure(result_lines, "", "evaluate_gold.jsonl", 0, "has no gold lines");
  expect_failure("{\"id\":\"x\",\"stance\":\"support\"}\n", gold_lines, "evaluate_results.jsonl", 0,
                 "has no result for any id of evaluate_gold.jsonl");
  expect_failure(result_lines, "{\"id\":\"a\"}\n", "evaluate_gold.jsonl", 1,
                 "the record has no \"stance\"");
  expect_failure(result_lines, "{\"id\":\"a\",\"stance\":\"positive\"}\n", "evaluate_gold.jsonl", 1,
                 "\"positive\" is no stance: support, oppose, mixed or neutral");
  expect_failure(result_lines, "{\"stance\":\"mixed\"}\n", "evaluate_gold.jsonl", 1,
                 "the gold line has no \"id\"");
  expect_failure(
      result_lines, "{\"id\":\"a\",\"stance\":\"mixed\"}\n{\"id\":\"a\",\"stance\":\"mixed\"}\n",
      "evaluate_gold.jsonl", 2, "the id \"a\" stands twice, and no question tells them apart");
  expect_failure("7\n", gold_lines, "evaluate_results.jsonl", 1, "is no JSON object");
}

static void test_outputs(void **state) {
  (void)state;
  ayes_evaluation it = evaluate(result_lines, gold_lines);
  ayes_buffer buffer = {0};
  json_t *root;
  ayes_evaluation_json(&it, NULL, &buffer);
  assert_int_equal(ayes_json_parse(ayes_buffer_span(&buffer), "json", &root, NULL), AYES_OK);
  const json_t *stance = json_object_get(root, "stance");
  assert_near(ayes_json_number(stance, "accuracy", 0), 0.6667);
  assert_near(ayes_json_number(json_object_get(root, "tally"), "error", 0), 0.0833);
  assert_near(ayes_json_number(json_object_get(root, "topics"), "micro_f1", 0), 0.6667);
  json_decref(root);
  ayes_buffer_clear(&buffer);
  ayes_evaluation_csv(&it, NULL, &buffer);
  assert_true(ayes_span_starts_with(ayes_buffer_span(&buffer),
                                    ayes_span_of("measure,value\r\nn,6\r\nmissing,0\r\n"
                                                 "stance.accuracy,0.667\r\n")));
  ayes_buffer_release(&buffer);
}

static void test_without_memory(void **state) {
  (void)state;
  test_file("evaluate_results.jsonl", result_lines);
  test_file("evaluate_gold.jsonl", gold_lines);
  bool done = false;
  for (size_t request = 1; !done; request++) {
    ayes_gold_pairs pairs = {0};
    ayes_evaluation evaluation;
    ayes_error error = {0};
    ayes_memory_fail(request, false);
    ayes_status status =
        ayes_gold_pairs_read("evaluate_results.jsonl", "evaluate_gold.jsonl", &pairs, &error);
    if (status == AYES_OK) status = ayes_evaluation_compute(&pairs, &evaluation, &error);
    done = status == AYES_OK && ayes_memory_requests() < request;
    if (status != AYES_OK) assert_int_equal(status, AYES_NO_MEMORY);
    ayes_memory_fail(0, false);
    ayes_gold_pairs_release(&pairs);
    assert_true(request < 1000);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_stance_measures),
      cmocka_unit_test(test_confidence_measures),
      cmocka_unit_test(test_optional_labels),
      cmocka_unit_test(test_labels_that_do_not_occur),
      cmocka_unit_test(test_missing_and_unmatched),
      cmocka_unit_test(test_ids_that_repeat_over_questions),
      cmocka_unit_test(test_array_form),
      cmocka_unit_test(test_what_is_wrong_is_said),
      cmocka_unit_test(test_outputs),
      cmocka_unit_test(test_without_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
