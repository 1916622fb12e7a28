/* SPDX-License-Identifier: MIT
 *
 * Words as they are counted, phrases, collocations, keyness; and what happens past the limit.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/memory.h"
#include "mining/keyness.h"
#include "mining/statistics.h"
#include "mining/terms.h"
#include "support/mining.h"

static void count(test_words *it, ayes_phrase_counts *counts, const char *text) {
  assert_int_equal(ayes_words_read(&it->words, ayes_span_of(text), NULL), AYES_OK);
  assert_int_equal(ayes_phrase_counts_add(counts, &it->words, NULL), AYES_OK);
}

static void assert_row(const ayes_term_list *list, size_t index, const char *text, size_t tokens,
                       size_t documents) {
  assert_true(index < list->count);
  test_assert_span(list->items[index].text, text);
  assert_int_equal(list->items[index].tokens, tokens);
  assert_int_equal(list->items[index].documents, documents);
}

/* One word for all forms, shown in the most frequent one; equally frequent ones by text. */
static void test_forms(void **state) {
  (void)state;
  test_words it;
  ayes_phrase_counts counts = {.shortest = 1, .longest = 1};
  ayes_term_list list = {0};
  test_words_open(&it);
  count(&it, &counts, "Charges, charges! And the CHARGE of parking.");
  count(&it, &counts, "A by-law for parked cars; 2016 is late. By-laws and by-laws");
  assert_int_equal(ayes_terms_rank(&counts, &it.words, 1, 1, 0, &list, NULL), AYES_OK);
  assert_int_equal(list.count, 5);
  assert_row(&list, 0, "by-laws", 3, 1);
  assert_row(&list, 1, "charges", 3, 1);
  assert_row(&list, 2, "parked", 2, 2);
  assert_row(&list, 3, "cars", 1, 1);
  assert_row(&list, 4, "late", 1, 1);
  assert_int_equal(counts.totals[1], 10);
  assert_int_equal(ayes_terms_rank(&counts, &it.words, 1, 2, 1, &list, NULL), AYES_OK);
  assert_int_equal(list.count, 1);
  assert_int_equal(list.found, 3);
  ayes_term_list_release(&list);
  ayes_phrase_counts_release(&counts);
  test_words_close(&it);
}

/* Within a sentence, not across a comma; stop words inside only; numbers may take part. */
static void test_phrases(void **state) {
  (void)state;
  test_words it;
  ayes_phrase_counts counts = {.shortest = 2, .longest = 3};
  ayes_term_list list = {0};
  test_words_open(&it);
  count(&it, &counts, "The quality of life, six months. Six month of rain.");
  assert_int_equal(ayes_terms_rank(&counts, &it.words, 2, 1, 0, &list, NULL), AYES_OK);
  assert_int_equal(list.count, 1);
  assert_row(&list, 0, "six month", 2, 1);
  assert_int_equal(ayes_terms_rank(&counts, &it.words, 3, 1, 0, &list, NULL), AYES_OK);
  assert_int_equal(list.count, 2);
  assert_row(&list, 0, "month of rain", 1, 1);
  assert_row(&list, 1, "quality of life", 1, 1);
  ayes_term_list_release(&list);
  ayes_phrase_counts_release(&counts);
  test_words_close(&it);
}

/* Nine neighbours in all; "bus" opens 3 of them, "lane" closes 3, both do twice:
 * PMI = log2(2 x 9 / (3 x 3)) = 1. */
static void test_collocations(void **state) {
  (void)state;
  test_words it;
  ayes_phrase_counts counts = {.shortest = 1, .longest = 2, .pairs = true};
  ayes_term_list list = {0};
  ayes_contingency table = {2, 1, 1, 5};
  test_words_open(&it);
  count(&it, &counts, "Bus lane. Bus lanes. Bus stop.");
  count(&it, &counts, "the lane is long and the road");
  assert_int_equal(counts.pair_total, 9);
  assert_int_equal(ayes_collocations_rank(&counts, &it.words, 2, 0, &list, NULL), AYES_OK);
  assert_int_equal(list.count, 1);
  assert_row(&list, 0, "bus lane", 2, 1);
  assert_true(fabs(list.items[0].expected - 1) < 1e-9);
  assert_true(fabs(list.items[0].pmi - 1) < 1e-9);
  assert_true(fabs(list.items[0].g2 - ayes_statistics_g2(&table)) < 1e-9);
  ayes_term_list_release(&list);
  ayes_phrase_counts_release(&counts);
  test_words_close(&it);
}

/* Rare phrases go, words and frequent phrases stay, and no count is shorter than shortage says. */
static void test_limit(void **state) {
  (void)state;
  test_words it;
  ayes_phrase_counts counts = {.shortest = 1, .longest = 2, .limit = 400};
  ayes_term_list list = {0};
  char text[64];
  test_words_open(&it);
  for (int i = 0; i < 300; i++) {
    snprintf(text, sizeof text, "a%db%db a%dc bus lanes.", i % 50, i, i);
    count(&it, &counts, text);
  }
  assert_true(counts.shortage > 0);
  assert_int_equal(ayes_terms_rank(&counts, &it.words, 2, 100, 0, &list, NULL), AYES_OK);
  assert_int_equal(list.count, 1);
  test_assert_span(list.items[0].text, "bus lanes");
  assert_true(list.items[0].tokens + counts.shortage >= 300);
  assert_int_equal(ayes_terms_rank(&counts, &it.words, 1, 300, 0, &list, NULL), AYES_OK);
  assert_int_equal(list.count, 2);
  ayes_term_list_release(&list);
  ayes_phrase_counts_release(&counts);
  test_words_close(&it);
}

static const ayes_key_row *find_row(const ayes_key_list *list, const char *text) {
  for (size_t i = 0; i < list->count; i++)
    if (ayes_span_equal(list->items[i].text, ayes_span_of(text))) return &list->items[i];
  fail_msg("there is no row \"%s\"", text);
  return NULL;
}

/* Side a: tax 2, park 1 of 3 words; side b: tax 1, bins 4 of 5. By hand, N = 8:
 * tax: 3 x 3 / 8 = 1.125 by chance; G2 = 2 (2 ln(2/1.125) + 1 ln(1/1.875) + 1 ln(1/1.875)
 *      + 4 ln(4/3.125)). */
static void test_keyness(void **state) {
  (void)state;
  test_words it;
  ayes_phrase_counts a = {.shortest = 1, .longest = 1}, b = {.shortest = 1, .longest = 1};
  ayes_key_list list = {0};
  test_words_open(&it);
  count(&it, &a, "The tax, the taxes and a park");
  count(&it, &b, "bins bins tax");
  count(&it, &b, "bin, bins");
  assert_int_equal(ayes_keyness_rank(&a, &b, &it.words, 1, &list, NULL), AYES_OK);
  assert_int_equal(list.count, 3);
  test_assert_span(list.items[0].text, "bins");
  assert_true(list.items[0].g2 < 0);
  const ayes_key_row *tax = find_row(&list, "tax");
  double hand = 2 * (2 * log(2 / 1.125) + 2 * log(1 / 1.875) + 4 * log(4 / 3.125));
  assert_int_equal(tax->a, 2);
  assert_int_equal(tax->b, 1);
  assert_int_equal(tax->documents_a, 1);
  assert_true(fabs(tax->g2 - hand) < 1e-9);
  assert_true(fabs(tax->log_ratio - log2((2 / 3.0) / (1 / 5.0))) < 1e-9);
  assert_true(fabs(tax->p - erfc(sqrt(hand / 2))) < 1e-9);
  assert_true(tax->q >= tax->p);
  assert_int_equal(ayes_keyness_rank(&a, &b, &it.words, 4, &list, NULL), AYES_OK);
  assert_int_equal(list.count, 1);
  ayes_key_list_release(&list);
  ayes_phrase_counts_release(&a);
  ayes_phrase_counts_release(&b);
  test_words_close(&it);
}

/* Sides with nothing in them. */
static void test_nothing(void **state) {
  (void)state;
  test_words it;
  ayes_phrase_counts a = {.shortest = 1, .longest = 3}, b = {.shortest = 1, .longest = 3};
  ayes_key_list keys = {0};
  ayes_term_list terms = {0};
  test_words_open(&it);
  count(&it, &a, "");
  count(&it, &a, "...");
  assert_int_equal(ayes_keyness_rank(&a, &b, &it.words, 1, &keys, NULL), AYES_OK);
  assert_int_equal(keys.count, 0);
  assert_int_equal(ayes_terms_rank(&a, &it.words, 1, 1, 0, &terms, NULL), AYES_OK);
  assert_int_equal(terms.count, 0);
  assert_int_equal(ayes_collocations_rank(&a, &it.words, 1, 0, &terms, NULL), AYES_OK);
  ayes_key_list_release(&keys);
  ayes_term_list_release(&terms);
  ayes_phrase_counts_release(&a);
  ayes_phrase_counts_release(&b);
  test_words_close(&it);
}

static ayes_status mine_all(ayes_error *error) {
  static const char text[] = "Bus lanes, by-laws and the bus lane. Two bus stops are late";
  test_words it;
  ayes_phrase_counts a = {.shortest = 1, .longest = 3, .pairs = true, .limit = 2};
  ayes_phrase_counts b = {.shortest = 1, .longest = 3};
  ayes_term_list terms = {0};
  ayes_key_list keys = {0};
  memset(&it, 0, sizeof it);
  ayes_status status = ayes_types_new("english", &it.vocabulary, &it.words.types, error);
  if (status == AYES_OK) status = ayes_words_read(&it.words, ayes_span_of(text), error);
  if (status == AYES_OK) status = ayes_phrase_counts_add(&a, &it.words, error);
  if (status == AYES_OK) status = ayes_phrase_counts_add(&b, &it.words, error);
  if (status == AYES_OK) status = ayes_terms_rank(&a, &it.words, 1, 1, 0, &terms, error);
  if (status == AYES_OK) status = ayes_collocations_rank(&a, &it.words, 1, 0, &terms, error);
  if (status == AYES_OK) status = ayes_keyness_rank(&a, &b, &it.words, 1, &keys, error);
  ayes_term_list_release(&terms);
  ayes_key_list_release(&keys);
  ayes_phrase_counts_release(&a);
  ayes_phrase_counts_release(&b);
  test_words_close(&it);
  return status;
}

/* Each request for memory fails in turn: it is reported, and nothing is lost. */
static void test_no_memory(void **state) {
  (void)state;
  ayes_status status = AYES_NO_MEMORY;
  size_t countdown = 0;
  while (status != AYES_OK) {
    ayes_error error = {0};
    ayes_memory_fail(++countdown, false);
    status = mine_all(&error);
    ayes_memory_fail(0, false);
    assert_true(countdown < 10000);
    if (status == AYES_OK) break;
    assert_int_equal(status, AYES_NO_MEMORY);
    assert_int_equal(error.status, AYES_NO_MEMORY);
  }
  assert_true(countdown > 10);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_forms),        cmocka_unit_test(test_phrases),
      cmocka_unit_test(test_collocations), cmocka_unit_test(test_limit),
      cmocka_unit_test(test_keyness),      cmocka_unit_test(test_nothing),
      cmocka_unit_test(test_no_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
