/* SPDX-License-Identifier: MIT
 *
 * Shared letters: exact and near duplicates, clusters, representatives, what a member adds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/memory.h"
#include "mining/duplicates.h"
#include "mining/duplicates_private.h"

static const char letter[] =
    "Please keep the ferry running on Sundays, because people who work at the harbour have no "
    "other way to cross the river and the bridge is nine miles off.";

typedef struct found {
  ayes_duplicate_finder *finder;
  const ayes_duplicate_clusters *clusters;
} found;

static void add(ayes_duplicate_finder *finder, const char *question, const char *id,
                const char *text) {
  assert_int_equal(ayes_duplicate_finder_add(finder, ayes_span_of(question), ayes_span_of(id),
                                             ayes_span_of(text), NULL),
                   AYES_OK);
}

static found find(double threshold, const char *const *texts, size_t count) {
  found it = {0};
  char id[24];
  assert_int_equal(ayes_duplicate_finder_new(threshold, &it.finder, NULL), AYES_OK);
  for (size_t i = 0; i < count; i++) {
    snprintf(id, sizeof id, "%zu", i);
    add(it.finder, "Q1", id, texts[i]);
  }
  assert_int_equal(ayes_duplicate_finder_finish(it.finder, &it.clusters, NULL), AYES_OK);
  return it;
}

#define FIND(threshold, texts) find((threshold), (texts), sizeof(texts) / sizeof *(texts))

static void test_same_words_are_exact_duplicates(void **state) {
  (void)state;
  const char *const texts[] = {"No, thank YOU", "no thank you!", "No thanks", "", "..."};
  found it = FIND(0.7, texts);
  assert_int_equal(it.clusters->count, 1);
  assert_int_equal(it.clusters->answers, 5);
  assert_int_equal(it.clusters->with_text, 3);
  assert_int_equal(it.clusters->distinct, 2);
  assert_int_equal(it.clusters->items[0].size, 2);
  assert_int_equal(it.clusters->items[0].distinct, 1);
  assert_true(it.clusters->items[0].members[1].jaccard == 1);
  ayes_duplicate_finder_free(it.finder);
}

/* Of 10 words there are 6 shingles of five. Another last word changes one of them: 5 in common, 7
 * in all. Two more words at the end: 6 in common, 8 in all. */
static void test_jaccard_by_hand(void **state) {
  (void)state;
  const char *const texts[] = {"a1 b1 c1 d1 e1 f1 g1 h1 i1 j1", "a1 b1 c1 d1 e1 f1 g1 h1 i1 k1",
                               "a1 b1 c1 d1 e1 f1 g1 h1 i1 j1 l1 m1"};
  found it = FIND(0.7, texts);
  assert_float_equal(ayes_duplicate_finder_jaccard(it.finder, 0, 1), 5.0 / 7, 1e-12);
  assert_float_equal(ayes_duplicate_finder_jaccard(it.finder, 0, 2), 6.0 / 8, 1e-12);
  assert_float_equal(ayes_duplicate_finder_jaccard(it.finder, 1, 2), 5.0 / 9, 1e-12);
  assert_int_equal(it.clusters->count, 1);
  assert_int_equal(it.clusters->items[0].size, 3);
  assert_int_equal(it.clusters->items[0].representative, 0);
  ayes_duplicate_finder_free(it.finder);
}

static void test_a_threshold_parts_clusters(void **state) {
  (void)state;
  const char *const texts[] = {"a1 b1 c1 d1 e1 f1 g1 h1 i1 j1", "a1 b1 c1 d1 e1 f1 g1 h1 i1 k1",
                               "a1 b1 c1 d1 e1 f1 g1 h1 i1 j1 l1 m1"};
  found it = FIND(0.73, texts);
  assert_int_equal(it.clusters->items[0].size, 2);
  assert_string_equal(it.clusters->items[0].members[1].id.data, "2");
  ayes_duplicate_finder_free(it.finder);
  it = FIND(0.76, texts);
  assert_int_equal(it.clusters->count, 0);
  ayes_duplicate_finder_free(it.finder);
}

static void test_questions_are_apart(void **state) {
  (void)state;
  ayes_duplicate_finder *finder;
  const ayes_duplicate_clusters *clusters;
  assert_int_equal(ayes_duplicate_finder_new(0.7, &finder, NULL), AYES_OK);
  add(finder, "Q1", "1", letter);
  add(finder, "Q2", "1", letter);
  add(finder, "Q2", "2", letter);
  assert_int_equal(ayes_duplicate_finder_finish(finder, &clusters, NULL), AYES_OK);
  assert_int_equal(clusters->count, 1);
  assert_string_equal(clusters->items[0].question.data, "Q2");
  assert_int_equal(clusters->items[0].size, 2);
  ayes_duplicate_finder_free(finder);
}

static void test_the_larger_cluster_comes_first(void **state) {
  (void)state;
  const char *const texts[] = {"yes to it", "yes to it", letter, letter, letter};
  found it = FIND(0.7, texts);
  assert_int_equal(it.clusters->count, 2);
  assert_int_equal(it.clusters->items[0].size, 3);
  assert_true(it.clusters->items[0].members[0].is_representative);
  assert_int_equal(it.clusters->clustered, 5);
  ayes_duplicate_finder_free(it.finder);
}

static void assert_addition(const ayes_additions *additions, size_t index, const char *text,
                            const char *expected) {
  assert_true(index < additions->count);
  const ayes_addition *it = &additions->items[index];
  ayes_span part = ayes_span_slice(ayes_span_of(text), it->byte_start, it->byte_end);
  if (!ayes_span_equal(part, ayes_span_of(expected)))
    fail_msg("\"%.*s\" is not \"%s\"", (int)part.length, part.data, expected);
}

static void test_what_a_member_adds(void **state) {
  (void)state;
  static const char text[] =
      "Née here. Please keep the ferry running on Mondays, because people who work at the harbour "
      "have no other way to cross the river and the bridge is nine miles off. I am 80!";
  ayes_duplicate_finder *finder;
  ayes_additions additions = {0};
  assert_int_equal(ayes_duplicate_finder_new(0.7, &finder, NULL), AYES_OK);
  assert_int_equal(ayes_duplicate_finder_letter(finder, ayes_span_of(letter), NULL), AYES_OK);
  assert_int_equal(ayes_duplicate_finder_additions(finder, ayes_span_of(text), &additions, NULL),
                   AYES_OK);
  assert_int_equal(additions.count, 3);
  assert_addition(&additions, 0, text, "Née here");
  assert_addition(&additions, 1, text, "Mondays");
  assert_addition(&additions, 2, text, "I am 80");
  assert_int_equal(additions.items[0].end, 8);
  assert_int_equal(additions.items[1].byte_start, additions.items[1].start + 1);
  assert_int_equal(additions.words, 6);
  assert_int_equal(ayes_duplicate_finder_additions(finder, ayes_span_of(letter), &additions, NULL),
                   AYES_OK);
  assert_int_equal(additions.count, 0);
  ayes_array_release(&additions);
  ayes_duplicate_finder_free(finder);
}

static void test_short_letters_and_additions(void **state) {
  (void)state;
  ayes_duplicate_finder *finder;
  ayes_additions additions = {0};
  assert_int_equal(ayes_duplicate_finder_new(0.7, &finder, NULL), AYES_OK);
  assert_int_equal(ayes_duplicate_finder_letter(finder, ayes_span_of("No"), NULL), AYES_OK);
  assert_int_equal(
      ayes_duplicate_finder_additions(finder, ayes_span_of("No way"), &additions, NULL), AYES_OK);
  assert_addition(&additions, 0, "No way", "way");
  assert_int_equal(ayes_duplicate_finder_letter(finder, ayes_span_of(""), NULL), AYES_OK);
  assert_int_equal(
      ayes_duplicate_finder_additions(finder, ayes_span_of("No way"), &additions, NULL), AYES_OK);
  assert_addition(&additions, 0, "No way", "No way");
  ayes_array_release(&additions);
  ayes_duplicate_finder_free(finder);
}

static void test_bad_thresholds(void **state) {
  (void)state;
  ayes_duplicate_finder *finder;
  ayes_error error;
  assert_int_equal(ayes_duplicate_finder_new(0, &finder, &error), AYES_BAD_USAGE);
  assert_int_equal(ayes_duplicate_finder_new(1.5, &finder, &error), AYES_BAD_USAGE);
  assert_string_equal(error.message, "the threshold must be over 0 and at most 1");
}

static void test_bands_find_pairs_at_the_threshold(void **state) {
  (void)state;
  ayes_banding banding = ayes_banding_choose(0.7);
  assert_int_equal(banding.rows, 4);
  assert_int_equal(banding.bands, 32);
  banding = ayes_banding_choose(1);
  assert_int_equal(banding.bands, 1);
  banding = ayes_banding_choose(0.1);
  assert_int_equal(banding.rows, 1);
}

/* The estimate of a signature is unbiased: 128 places agree in about J of them. Shown with bands of
 * one row. */
static void test_signatures_estimate_jaccard(void **state) {
  (void)state;
  enum { COUNT = 300 };
  uint32_t a[COUNT], b[COUNT], left[AYES_HASH_FUNCTIONS], right[AYES_HASH_FUNCTIONS];
  ayes_duplicate_finder *finder;
  size_t equal = 0;
  assert_int_equal(ayes_duplicate_finder_new(0.01, &finder, NULL), AYES_OK);
  assert_int_equal(finder->banding.bands, AYES_HASH_FUNCTIONS);
  for (uint32_t i = 0; i < COUNT; i++) {
    uint32_t first = i, second = i + COUNT / 3;
    a[i] = (uint32_t)ayes_span_hash(ayes_span_make((const char *)&first, sizeof first));
    b[i] = (uint32_t)ayes_span_hash(ayes_span_make((const char *)&second, sizeof second));
  }
  ayes_signature_bands(finder, a, COUNT, left);
  ayes_signature_bands(finder, b, COUNT, right);
  for (size_t i = 0; i < AYES_HASH_FUNCTIONS; i++) equal += left[i] == right[i];
  /* 200 in common of 400: 64 expected, 5.7 the standard deviation. */
  assert_in_range(equal, 64 - 17, 64 + 17);
  ayes_duplicate_finder_free(finder);
}

static ayes_status run_once(void) {
  ayes_duplicate_finder *finder;
  const ayes_duplicate_clusters *clusters;
  ayes_additions additions = {0};
  ayes_error error;
  ayes_status status = ayes_duplicate_finder_new(0.7, &finder, &error);
  for (int i = 0; i < 3 && status == AYES_OK; i++)
    status = ayes_duplicate_finder_add(finder, ayes_span_of("Q1"), ayes_span_of("1"),
                                       ayes_span_of(i == 1 ? letter : "Keep it"), &error);
  if (status == AYES_OK) status = ayes_duplicate_finder_finish(finder, &clusters, &error);
  if (status == AYES_OK)
    status = ayes_duplicate_finder_letter(finder, ayes_span_of(letter), &error);
  if (status == AYES_OK)
    status = ayes_duplicate_finder_additions(finder, ayes_span_of("Keep it"), &additions, &error);
  ayes_array_release(&additions);
  ayes_duplicate_finder_free(finder);
  return status;
}

static void test_memory_runs_out_at_every_request(void **state) {
  (void)state;
  ayes_status status = AYES_NO_MEMORY;
  for (size_t i = 1; status != AYES_OK && i < 1000; i++) {
    ayes_memory_fail(i, true);
    status = run_once();
    assert_true(status == AYES_OK || status == AYES_NO_MEMORY);
  }
  ayes_memory_fail(0, false);
  assert_int_equal(status, AYES_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_same_words_are_exact_duplicates),
      cmocka_unit_test(test_jaccard_by_hand),
      cmocka_unit_test(test_a_threshold_parts_clusters),
      cmocka_unit_test(test_questions_are_apart),
      cmocka_unit_test(test_the_larger_cluster_comes_first),
      cmocka_unit_test(test_what_a_member_adds),
      cmocka_unit_test(test_short_letters_and_additions),
      cmocka_unit_test(test_bad_thresholds),
      cmocka_unit_test(test_bands_find_pairs_at_the_threshold),
      cmocka_unit_test(test_signatures_estimate_jaccard),
      cmocka_unit_test(test_memory_runs_out_at_every_request),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
