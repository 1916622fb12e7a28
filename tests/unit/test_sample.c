/* SPDX-License-Identifier: MIT
 *
 * Samples for people to label: what is drawn, how often, with which weight, and the way back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/sample.h"
#include "support/files.h"
#include "tally/gold.h"
#include "tally/labels.h"

/* Results: sure ones to Q1, unsure ones to Q1, and a few to Q2. */
enum { SURE = 60, UNSURE = 20, OTHER = 5, ALL = SURE + UNSURE + OTHER };

static ayes_status add_number(ayes_sampler *sampler, size_t i, ayes_error *error) {
  char id[16];
  snprintf(id, sizeof id, "%zu", i);
  ayes_result_record record = {.line = i + 1,
                               .id = ayes_span_of(id),
                               .text = ayes_span_of("text"),
                               .question = ayes_span_of(i < SURE + UNSURE ? "Q1" : "Q2"),
                               .has_text = true,
                               .has_stance = true,
                               .stance = i % 2 ? AYES_SUPPORT : AYES_OPPOSE,
                               .confidence = i < SURE ? 0.9 : 0.6};
  return ayes_sampler_add(sampler, &record, error);
}

static ayes_sampler *sample_all(size_t size, uint64_t seed, ayes_sample_list *list) {
  ayes_sampler *sampler;
  assert_int_equal(ayes_sampler_new(size, seed, &sampler, NULL), AYES_OK);
  for (size_t i = 0; i < ALL; i++) assert_int_equal(add_number(sampler, i, NULL), AYES_OK);
  assert_int_equal(ayes_sampler_finish(sampler, list, NULL), AYES_OK);
  return sampler;
}

static size_t number_of(const ayes_sampled *it) {
  size_t number;
  assert_true(ayes_span_to_size(it->id, &number));
  return number;
}

static void test_weights_add_up(void **state) {
  (void)state;
  static const size_t sizes[] = {6, 7, 20, 84};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    ayes_sample_list list;
    ayes_sampler *sampler = sample_all(sizes[i], i, &list);
    double weights = 0;
    for (size_t k = 0; k < list.count; k++) weights += list.items[k].weight;
    assert_int_equal(list.count, sizes[i]);
    assert_int_equal(list.answers, ALL);
    assert_int_equal(list.strata, 6);
    assert_int_equal(list.left_out, 0);
    assert_true(weights > ALL - 1e-9 && weights < ALL + 1e-9);
    ayes_sampler_free(sampler);
  }
}

static void test_all_of_few(void **state) {
  (void)state;
  ayes_sample_list list;
  ayes_sampler *sampler = sample_all(1000, 1, &list);
  bool seen[ALL] = {false};
  assert_int_equal(list.count, ALL);
  for (size_t i = 0; i < list.count; i++) {
    assert_false(seen[number_of(&list.items[i])]);
    seen[number_of(&list.items[i])] = true;
    assert_true(list.items[i].weight == 1);
  }
  ayes_sampler_free(sampler);
}

/* With one answer for each of six strata at least, four strata for the unsure ones. */
static void test_too_small_a_size(void **state) {
  (void)state;
  ayes_sample_list list;
  ayes_sampler *sampler = sample_all(4, 1, &list);
  assert_int_equal(list.count, 4);
  assert_int_equal(list.left_out, SURE);
  ayes_sampler_free(sampler);
}

static void test_the_unsure_first_and_more(void **state) {
  (void)state;
  ayes_sample_list list;
  ayes_sampler *sampler = sample_all(25, 3, &list);
  size_t unsure = 0;
  for (size_t i = 0; i < list.count; i++) {
    bool is_unsure = number_of(&list.items[i]) >= SURE;
    if (is_unsure) assert_int_equal(unsure, i);
    unsure += is_unsure;
  }
  assert_true(unsure * (SURE) > (list.count - unsure) * (UNSURE + OTHER));
  ayes_sampler_free(sampler);
}

/* Each answer of a stratum comes up alike: 20 of 30 sure ones by hand of chance, over many seeds,
 * within four standard errors. */
static void test_equal_chances(void **state) {
  (void)state;
  enum { SEEDS = 3000 };
  size_t counts[ALL] = {0};
  double expected[ALL] = {0};
  for (uint64_t seed = 0; seed < SEEDS; seed++) {
    ayes_sample_list list;
    ayes_sampler *sampler = sample_all(20, seed, &list);
    for (size_t i = 0; i < list.count; i++) {
      counts[number_of(&list.items[i])]++;
      expected[number_of(&list.items[i])] = SEEDS / list.items[i].weight;
    }
    ayes_sampler_free(sampler);
  }
  for (size_t i = 0; i < ALL; i++) {
    double difference = (double)counts[i] - expected[i];
    if (difference * difference > 16 * expected[i] + 1)
      fail_msg("answer %zu came up %zu times, not about %.0f", i, counts[i], expected[i]);
  }
}

static void test_same_seed_same_sample(void **state) {
  (void)state;
  ayes_sample_list list;
  ayes_buffer bytes[3] = {{0}};
  for (int i = 0; i < 3; i++) {
    ayes_sampler *sampler = sample_all(30, i == 2 ? 8 : 7, &list);
    ayes_sample_csv(&list, NULL, &bytes[i]);
    ayes_sampler_free(sampler);
  }
  assert_true(ayes_span_equal(ayes_buffer_span(&bytes[0]), ayes_buffer_span(&bytes[1])));
  assert_false(ayes_span_equal(ayes_buffer_span(&bytes[0]), ayes_buffer_span(&bytes[2])));
  for (int i = 0; i < 3; i++) ayes_buffer_release(&bytes[i]);
}

static void test_what_is_passed_over(void **state) {
  (void)state;
  ayes_sampler *sampler;
  ayes_sample_list list;
  ayes_error error = {0};
  assert_int_equal(ayes_sampler_new(0, 0, &sampler, &error), AYES_BAD_USAGE);
  assert_int_equal(ayes_sampler_new(AYES_SAMPLE_LIMIT + 1, 0, &sampler, &error), AYES_BAD_USAGE);
  assert_int_equal(ayes_sampler_new(5, 0, &sampler, &error), AYES_OK);
  ayes_result_record record = {.line = 1, .is_error = true};
  assert_int_equal(ayes_sampler_add(sampler, &record, &error), AYES_OK);
  record = (ayes_result_record){.line = 2, .has_stance = true, .flags = AYES_FLAG_EMPTY};
  assert_int_equal(ayes_sampler_add(sampler, &record, &error), AYES_OK);
  record.flags = 0;
  assert_int_equal(ayes_sampler_add(sampler, &record, &error), AYES_BAD_DATA);
  assert_int_equal(ayes_sampler_finish(sampler, &list, &error), AYES_OK);
  assert_int_equal(list.count, 0);
  ayes_sampler_free(sampler);
}

/* An id and a text that a spreadsheet would run go out harmless; filled in, the id is found. */
static void test_the_way_back(void **state) {
  (void)state;
  ayes_sampler *sampler;
  ayes_sample_list list;
  ayes_buffer csv = {0};
  ayes_gold_pairs pairs = {0};
  ayes_result_record record = {.line = 1,
                               .id = ayes_span_of("=1+1"),
                               .text = ayes_span_of("-2, \"no\""),
                               .question = ayes_span_of("@Q"),
                               .has_text = true,
                               .has_stance = true};
  assert_int_equal(ayes_sampler_new(5, 0, &sampler, NULL), AYES_OK);
  assert_int_equal(ayes_sampler_add(sampler, &record, NULL), AYES_OK);
  assert_int_equal(ayes_sampler_finish(sampler, &list, NULL), AYES_OK);
  ayes_sample_csv(&list, NULL, &csv);
  ayes_buffer_add_byte(&csv, '\0');
  assert_string_equal(csv.data,
                      "id,question,asked,text,stance,topics,acts,note,stratum,weight\r\n"
                      "'=1+1,'@Q,,\"'-2, \"\"no\"\"\",,,,,1,1\r\n");
  test_file("sample_filled.csv",
            "id,question,asked,text,stance,topics,acts,note,stratum,weight\r\n"
            "'=1+1,'@Q,,\"'-2, \"\"no\"\"\",mixed,,,,1,1\r\n");
  test_file("sample_results.jsonl",
            "{\"id\":\"=1+1\",\"question\":\"@Q\",\"stance\":\"neutral\"}\n");
  assert_int_equal(ayes_gold_pairs_read("sample_results.jsonl", "sample_filled.csv", &pairs, NULL),
                   AYES_OK);
  assert_int_equal(pairs.matched, 1);
  assert_int_equal(pairs.items[0].gold, AYES_MIXED);
  ayes_gold_pairs_release(&pairs);
  ayes_buffer_release(&csv);
  ayes_sampler_free(sampler);
}

static void test_without_memory(void **state) {
  (void)state;
  bool done = false;
  for (size_t request = 1; !done; request++) {
    ayes_sampler *sampler = NULL;
    ayes_sample_list list;
    ayes_error error = {0};
    ayes_memory_fail(request, false);
    ayes_status status = ayes_sampler_new(10, 0, &sampler, &error);
    for (size_t i = 0; i < ALL && status == AYES_OK; i++) status = add_number(sampler, i, &error);
    if (status == AYES_OK) status = ayes_sampler_finish(sampler, &list, &error);
    done = status == AYES_OK && ayes_memory_requests() < request;
    if (status != AYES_OK) assert_int_equal(status, AYES_NO_MEMORY);
    ayes_memory_fail(0, false);
    ayes_sampler_free(sampler);
    assert_true(request < 1000);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_weights_add_up),      cmocka_unit_test(test_all_of_few),
      cmocka_unit_test(test_too_small_a_size),    cmocka_unit_test(test_the_unsure_first_and_more),
      cmocka_unit_test(test_equal_chances),       cmocka_unit_test(test_same_seed_same_sample),
      cmocka_unit_test(test_what_is_passed_over), cmocka_unit_test(test_the_way_back),
      cmocka_unit_test(test_without_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
