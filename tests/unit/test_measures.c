/* SPDX-License-Identifier: MIT
 *
 * Random numbers, measures of agreement with their intervals, labels in tables, two people: on
 * figures that were worked out by hand or stand in the literature.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/random.h"
#include "support/files.h"
#include "tally/agreement.h"

static void assert_near(double value, double expected, double distance) {
  if (value < expected - distance || value > expected + distance)
    fail_msg("%.12f is not %.12f", value, expected);
}

/* The first outputs of the reference implementation for the seed 0. */
static void test_random_numbers_of_the_reference(void **state) {
  (void)state;
  ayes_random random = ayes_random_start(0);
  assert_true(ayes_random_next(&random) == UINT64_C(0xE220A8397B1DCDAF));
  assert_true(ayes_random_next(&random) == UINT64_C(0x6E789E6AA1B965F4));
  assert_true(ayes_random_next(&random) == UINT64_C(0x06C45D188009454F));
  assert_int_equal(ayes_random_below(&random, 0), 0);
  for (int i = 0; i < 1000; i++) {
    double unit = ayes_random_unit(&random);
    assert_true(unit >= 0 && unit < 1);
    assert_true(ayes_random_below(&random, 7) < 7);
  }
}

static void check_binomial(size_t count, double p) {
  enum { DRAWS = 4000 };
  ayes_random random = ayes_random_start(42);
  double sum = 0, squares = 0, n = (double)count;
  for (int i = 0; i < DRAWS; i++) {
    double hits = (double)ayes_random_binomial(&random, count, p);
    sum += hits;
    squares += hits * hits;
  }
  double mean = sum / DRAWS, variance = squares / DRAWS - mean * mean;
  assert_near(mean, n * p, 0.05 * n * p);
  assert_near(variance, n * p * (1 - p), 0.1 * n * p * (1 - p));
}

static void test_binomial_numbers(void **state) {
  (void)state;
  ayes_random random = ayes_random_start(1);
  check_binomial(20, 0.3);
  check_binomial(5000, 0.001);
  check_binomial(100000, 0.4);
  assert_int_equal(ayes_random_binomial(&random, 50, 0), 0);
  assert_int_equal(ayes_random_binomial(&random, 50, 1), 50);
  assert_int_equal(ayes_random_binomial(&random, 0, 0.5), 0);
}

/* Krippendorff 2011 (Computing Krippendorff's alpha-reliability), binary data of two observers:
 * alpha 0.095. Kappa: chance is 0.8 x 0.6 + 0.2 x 0.4 = 0.56, and 0.04 / 0.44. */
static void test_agreement_of_two_observers(void **state) {
  (void)state;
  ayes_measure_sums sums = {0};
  double values[AYES_MEASURE_COUNT];
  sums.confusion[AYES_OPPOSE][AYES_OPPOSE] = 5;
  sums.confusion[AYES_OPPOSE][AYES_SUPPORT] = 3;
  sums.confusion[AYES_SUPPORT][AYES_OPPOSE] = 1;
  sums.confusion[AYES_SUPPORT][AYES_SUPPORT] = 1;
  ayes_measures_of(&sums, values);
  assert_near(values[AYES_MEASURE_ACCURACY], 0.6, 1e-12);
  assert_near(values[AYES_MEASURE_ALPHA], 1 - 0.4 / (168.0 / 380), 1e-12);
  assert_near(values[AYES_MEASURE_ALPHA], 0.095, 5e-4);
  assert_near(values[AYES_MEASURE_KAPPA], 0.04 / 0.44, 1e-12);
  assert_near(values[AYES_MEASURE_F_AVG], (2.0 / 6 + 10.0 / 14) / 2, 1e-12);
}

static void test_measures_of_nothing_and_of_one_label(void **state) {
  (void)state;
  ayes_measure_sums sums = {0};
  double values[AYES_MEASURE_COUNT];
  ayes_measures_of(&sums, values);
  assert_near(values[AYES_MEASURE_ACCURACY], 0, 0);
  assert_near(values[AYES_MEASURE_MACRO_F1], 0, 0);
  sums.confusion[AYES_MIXED][AYES_MIXED] = 3;
  ayes_measures_of(&sums, values);
  assert_near(values[AYES_MEASURE_KAPPA], 1, 0);
  assert_near(values[AYES_MEASURE_ALPHA], 1, 0);
  assert_near(values[AYES_MEASURE_MACRO_F1], 1, 0);
  assert_near(values[AYES_MEASURE_MACRO_F1_3], 0, 0);
}

enum { MANY = 100 };

static ayes_gold_pairs make_pairs(ayes_gold_pair items[MANY], size_t right) {
  ayes_gold_pairs pairs = {.items = items, .count = MANY, .matched = MANY};
  memset(items, 0, MANY * sizeof *items);
  for (size_t i = 0; i < MANY; i++) {
    items[i].matched = true;
    items[i].weight = 1;
    items[i].gold = i % 2 ? AYES_SUPPORT : AYES_OPPOSE;
    items[i].given = i < right ? items[i].gold : AYES_NEUTRAL;
  }
  return pairs;
}

/* The bootstrap of a proportion is a binomial: 0.8 with a standard error of 0.04, so that the 2.5th
 * and the 97.5th percentile of 100 tries are 0.72 and 0.87. */
static void test_interval_of_a_proportion(void **state) {
  (void)state;
  ayes_gold_pair items[MANY];
  ayes_interval it[AYES_MEASURE_COUNT], again[AYES_MEASURE_COUNT];
  ayes_gold_pairs pairs = make_pairs(items, 80);
  assert_int_equal(ayes_measures_bootstrap(&pairs, false, it, NULL), AYES_OK);
  assert_near(it[AYES_MEASURE_ACCURACY].value, 0.8, 1e-12);
  assert_near(it[AYES_MEASURE_ACCURACY].low, 0.72, 0.0101);
  assert_near(it[AYES_MEASURE_ACCURACY].high, 0.87, 0.0101);
  assert_int_equal(ayes_measures_bootstrap(&pairs, false, again, NULL), AYES_OK);
  assert_memory_equal(it, again, sizeof it);
  pairs = make_pairs(items, MANY);
  assert_int_equal(ayes_measures_bootstrap(&pairs, false, it, NULL), AYES_OK);
  assert_near(it[AYES_MEASURE_KAPPA].low, 1, 0);
  assert_near(it[AYES_MEASURE_KAPPA].high, 1, 0);
}

static void test_interval_without_pairs(void **state) {
  (void)state;
  ayes_gold_pairs pairs = {0};
  ayes_interval it[AYES_MEASURE_COUNT];
  assert_int_equal(ayes_measures_bootstrap(&pairs, true, it, NULL), AYES_OK);
  assert_near(it[AYES_MEASURE_ACCURACY].high, 0, 0);
}

static const char results[] =
    "{\"id\":\"a\",\"stance\":\"support\",\"confidence\":0.9}\n"
    "{\"id\":\"b\",\"stance\":\"support\",\"confidence\":0.6}\n"
    "{\"id\":\"c\",\"stance\":\"oppose\",\"confidence\":0.7}\n"
    "{\"id\":\"=d\",\"stance\":\"oppose\",\"confidence\":0.8,\"topics\":[{\"id\":\"money\"}]}\n"
    "{\"id\":\"e\",\"stance\":\"neutral\",\"confidence\":0.8}\n";

static ayes_status read_pairs(const char *gold, ayes_gold_pairs *pairs, ayes_error *error) {
  test_file("measures_results.jsonl", results);
  test_file("measures_gold.csv", gold);
  return ayes_gold_pairs_read("measures_results.jsonl", "measures_gold.csv", pairs, error);
}

/* Stratum 1 has three rows and one label, which then stands for 2 x 3 / 1 answers. Right are a (6),
 * c (1) and d (1) of 6 + 3 + 1 + 1. */
static void test_labels_in_a_table(void **state) {
  (void)state;
  ayes_gold_pairs pairs = {0};
  ayes_evaluation it;
  ayes_error error = {0};
  ayes_status status = read_pairs(
      "Id;text;Stance;topics;acts;stratum;weight\r\n"
      "a;\"x;y\"; SUPPORT ;;;1;2\r\n"
      "x;;;;;1;2\r\ny;;;;;1;2\r\n"
      "b;;oppose;;;2;3\r\n"
      "c;;oppose;none;none;;1\r\n"
      "'=d;;oppose;money; Concern;;\r\n"
      "z;;;;;3;9\r\n",
      &pairs, &error);
  if (status != AYES_OK) {
    assert_string_equal(error.message,
                        "\"Concern\" is no act: question, suggestion, concern, "
                        "praise, information or no_view");
    assert_int_equal(error.line, 7);
  }
  assert_int_equal(status, AYES_BAD_DATA);
  ayes_gold_pairs_release(&pairs);
  status = read_pairs(
      "Id;text;Stance;topics;acts;stratum;weight\r\n"
      "a;\"x;y\"; SUPPORT ;;;1;2\r\n"
      "x;;;;;1;2\r\ny;;;;;1;2\r\n"
      "b;;oppose;;;2;3\r\n"
      "c;;oppose;none;none;;1\r\n"
      "'=d;;oppose;money; concern;;\r\n"
      "z;;;;;3;9\r\n",
      &pairs, &error);
  assert_int_equal(status, AYES_OK);
  assert_int_equal(pairs.count, 4);
  assert_int_equal(pairs.blank, 3);
  assert_int_equal(pairs.unlabelled_strata, 1);
  assert_true(pairs.has_weights);
  assert_near(pairs.items[0].weight, 6, 1e-12);
  assert_false(pairs.items[0].has_topics);
  assert_true(pairs.items[2].has_topics);
  assert_int_equal(pairs.items[2].gold_topics.count, 0);
  assert_int_equal(pairs.items[3].gold_acts, AYES_ACT_CONCERN);
  assert_int_equal(ayes_evaluation_compute(&pairs, &it, NULL), AYES_OK);
  assert_int_equal(ayes_evaluation_intervals(&pairs, &it, NULL), AYES_OK);
  assert_near(it.accuracy, 0.75, 1e-12);
  assert_near(it.weighted[AYES_MEASURE_ACCURACY].value, 8.0 / 11, 1e-12);
  assert_near(it.intervals[AYES_MEASURE_TOPICS].value, 1, 1e-12);
  ayes_gold_pairs_release(&pairs);
}

static void expect_failure(const char *gold, size_t line, const char *message) {
  ayes_gold_pairs pairs = {0};
  ayes_error error = {0};
  assert_int_equal(read_pairs(gold, &pairs, &error), AYES_BAD_DATA);
  assert_string_equal(error.source, "measures_gold.csv");
  assert_int_equal(error.line, line);
  assert_string_equal(error.message, message);
  ayes_gold_pairs_release(&pairs);
}

static void test_what_is_wrong_in_a_table(void **state) {
  (void)state;
  expect_failure("id,label\na,support\n", 1, "has no column \"stance\"");
  expect_failure("name,stance\na,support\n", 1, "has no column \"id\"");
  expect_failure("id,stance\na,support\nb,for it\n", 3,
                 "\"for it\" is no stance: support, oppose, mixed or neutral");
  expect_failure("id,stance,weight\na,support,2\nb,oppose,-1\n", 3,
                 "\"-1\" is no weight: a number above 0");
  expect_failure("id,stance\na,support\na,support\n", 3,
                 "the id \"a\" stands twice, and no question tells them apart");
  expect_failure("id,stance\na,support\n,oppose\n", 3, "the gold line has no \"id\"");
  expect_failure("id,stance\na,\nb,\n", 0, "has no label yet: all 2 rows are blank");
}

/* Of a, b, c and d all three labels are known: the people agree on a, c and d, the results agree
 * with the first of them on a and c. */
static void test_two_people(void **state) {
  (void)state;
  ayes_gold_pairs pairs = {0};
  ayes_agreement it;
  ayes_error error = {0};
  assert_int_equal(
      read_pairs("id,stance\na,support\nb,oppose\nc,oppose\n=d,mixed\ne,neutral\n", &pairs, &error),
      AYES_OK);
  test_file("measures_second.csv", "id,stance\n=d,mixed\nc,oppose\nb,support\na,support\ne,\n");
  assert_int_equal(
      ayes_agreement_compute(&pairs, "measures_second.csv", "measures_gold.csv", &it, &error),
      AYES_OK);
  assert_int_equal(it.people.matched, 4);
  assert_int_equal(it.engine.matched, 4);
  assert_near(it.people.accuracy, 0.75, 1e-12);
  assert_near(it.engine.accuracy, 0.5, 1e-12);
  assert_near(it.people.labels[AYES_SUPPORT].f1, 2.0 / 3, 1e-12);
  assert_true(it.people.has_intervals);
  test_file("measures_second.csv", "id,stance\nq,mixed\n");
  assert_int_equal(
      ayes_agreement_compute(&pairs, "measures_second.csv", "measures_gold.csv", &it, &error),
      AYES_BAD_DATA);
  ayes_gold_pairs_release(&pairs);
}

static void test_without_memory(void **state) {
  (void)state;
  bool done = false;
  test_file("measures_second.csv", "id,stance\na,support\nb,oppose\n");
  for (size_t request = 1; !done; request++) {
    ayes_gold_pairs pairs = {0};
    ayes_evaluation evaluation;
    ayes_agreement agreement;
    ayes_error error = {0};
    ayes_memory_fail(request, false);
    ayes_status status =
        read_pairs("id,stance,stratum,weight\na,support,1,2\nb,oppose,2,1\n", &pairs, &error);
    if (status == AYES_OK) status = ayes_evaluation_compute(&pairs, &evaluation, &error);
    if (status == AYES_OK) status = ayes_evaluation_intervals(&pairs, &evaluation, &error);
    if (status == AYES_OK)
      status = ayes_agreement_compute(&pairs, "measures_second.csv", "measures_gold.csv",
                                      &agreement, &error);
    done = status == AYES_OK && ayes_memory_requests() < request;
    if (status != AYES_OK) assert_int_equal(status, AYES_NO_MEMORY);
    ayes_memory_fail(0, false);
    ayes_gold_pairs_release(&pairs);
    assert_true(request < 1000);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_random_numbers_of_the_reference),
      cmocka_unit_test(test_binomial_numbers),
      cmocka_unit_test(test_agreement_of_two_observers),
      cmocka_unit_test(test_measures_of_nothing_and_of_one_label),
      cmocka_unit_test(test_interval_of_a_proportion),
      cmocka_unit_test(test_interval_without_pairs),
      cmocka_unit_test(test_labels_in_a_table),
      cmocka_unit_test(test_what_is_wrong_in_a_table),
      cmocka_unit_test(test_two_people),
      cmocka_unit_test(test_without_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
