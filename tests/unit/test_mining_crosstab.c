/* SPDX-License-Identifier: MIT
 *
 * Tables of facets, their tests worked out by hand, and the selection of records.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "mining/crosstab.h"
#include "support/mining.h"

static void add(ayes_crosstab *table, const char *stance, const char *group, size_t times) {
  ayes_mining_record record = {.stance = ayes_span_of(stance), .group = ayes_span_of(group)};
  for (size_t i = 0; i < times; i++)
    assert_int_equal(ayes_crosstab_add(table, &record, NULL), AYES_OK);
}

static const ayes_cell *cell(const ayes_crosstab *table, size_t row, size_t column) {
  return &table->cells[row * table->column_count + column];
}

static void assert_near(double value, double wanted) {
  if (!(fabs(value - wanted) < 1e-6)) fail_msg("%.9g is not %.9g", value, wanted);
}

/* Support 30 of 40 and 10 of 40: chi-square 80 (30 x 30 - 10 x 10)^2 / 40^4 = 20. */
static void test_chi_square(void **state) {
  (void)state;
  ayes_crosstab table = {.rows = AYES_FACET_STANCE, .columns = AYES_FACET_GROUP};
  add(&table, "oppose", "north", 10);
  add(&table, "support", "south", 10);
  add(&table, "oppose", "south", 30);
  add(&table, "support", " north ", 30);
  add(&table, "support", "", 3);
  assert_int_equal(ayes_crosstab_finish(&table, NULL), AYES_OK);
  assert_int_equal(table.answers, 80);
  assert_int_equal(table.without, 3);
  test_assert_span(ayes_crosstab_row(&table, 0), "support");
  test_assert_span(ayes_crosstab_column(&table, 0), "north");
  assert_int_equal(cell(&table, 0, 0)->count, 30);
  assert_int_equal(cell(&table, 0, 0)->test, AYES_TEST_CHI_SQUARE);
  assert_near(cell(&table, 0, 0)->expected, 20);
  assert_near(cell(&table, 0, 0)->lift, 1.5);
  assert_near(cell(&table, 0, 0)->p, erfc(sqrt(10)));
  assert_near(cell(&table, 1, 0)->lift, 0.5);
  assert_near(cell(&table, 1, 1)->q, erfc(sqrt(10)));
  assert_near(table.chi_square, 20);
  assert_near(table.freedom, 1);
  assert_near(table.p, erfc(sqrt(10)));
  ayes_crosstab_release(&table);
}

/* Three of four against one of four: Fisher's 17/35. */
static void test_fisher(void **state) {
  (void)state;
  ayes_crosstab table = {.rows = AYES_FACET_STANCE, .columns = AYES_FACET_GROUP};
  add(&table, "support", "a", 3);
  add(&table, "oppose", "a", 1);
  add(&table, "support", "b", 1);
  add(&table, "oppose", "b", 3);
  assert_int_equal(ayes_crosstab_finish(&table, NULL), AYES_OK);
  assert_int_equal(cell(&table, 0, 0)->test, AYES_TEST_FISHER);
  assert_near(cell(&table, 0, 0)->p, 17.0 / 35);
  ayes_crosstab_release(&table);
}

/* Topics overlap: there is no test of the whole; a row that all answers have is not tested. */
static void test_topics(void **state) {
  (void)state;
  const ayes_span both[] = {{"bins", 4}, {"roads", 5}}, one[] = {{"bins", 4}};
  ayes_mining_record first = {.question = ayes_span_of("Q2"), .topics = both, .topic_count = 2};
  ayes_mining_record second = {.question = ayes_span_of("Q1"), .topics = one, .topic_count = 1};
  ayes_crosstab table = {.rows = AYES_FACET_TOPIC, .columns = AYES_FACET_QUESTION};
  assert_int_equal(ayes_crosstab_add(&table, &first, NULL), AYES_OK);
  assert_int_equal(ayes_crosstab_add(&table, &second, NULL), AYES_OK);
  assert_int_equal(ayes_crosstab_finish(&table, NULL), AYES_OK);
  test_assert_span(ayes_crosstab_column(&table, 0), "Q2"); /* as they came */
  test_assert_span(ayes_crosstab_row(&table, 0), "bins");
  assert_int_equal(ayes_crosstab_row_total(&table, 0), 2);
  assert_int_equal(cell(&table, 0, 0)->test, AYES_TEST_NONE);
  assert_near(cell(&table, 0, 0)->q, 1);
  assert_int_equal(cell(&table, 1, 1)->count, 0);
  assert_near(table.freedom, 0);
  ayes_crosstab_release(&table);
}

static void test_nothing(void **state) {
  (void)state;
  ayes_crosstab table = {.rows = AYES_FACET_STANCE, .columns = AYES_FACET_GROUP};
  assert_int_equal(ayes_crosstab_finish(&table, NULL), AYES_OK);
  assert_int_equal(table.row_count * table.column_count, 0);
  ayes_crosstab_release(&table);
}

static void test_too_many_values(void **state) {
  (void)state;
  ayes_crosstab table = {.rows = AYES_FACET_STANCE, .columns = AYES_FACET_GROUP};
  ayes_error error = {0};
  ayes_status status = AYES_OK;
  char name[16];
  for (int i = 0; i <= AYES_CROSSTAB_VALUE_LIMIT && status == AYES_OK; i++) {
    snprintf(name, sizeof name, "%d", i);
    ayes_mining_record record = {.group = ayes_span_of(name)};
    status = ayes_crosstab_add(&table, &record, &error);
  }
  assert_int_equal(status, AYES_OVER_LIMIT);
  assert_string_equal(error.message, "there are more than 2000 values of group");
  ayes_crosstab_release(&table);
}

static bool selects(const char *text, const ayes_mining_record *record) {
  ayes_selector selector;
  assert_int_equal(ayes_selector_parse(ayes_span_of(text), &selector, NULL), AYES_OK);
  return ayes_selector_matches(&selector, record);
}

static void test_selectors(void **state) {
  (void)state;
  const ayes_span topics[] = {{"bins", 4}, {"roads", 5}};
  ayes_mining_record record = {.question = ayes_span_of("Q1"),
                               .stance = ayes_span_of("support"),
                               .group = ayes_span_of("North = south"),
                               .topics = topics,
                               .topic_count = 2};
  ayes_selector selector;
  ayes_error error = {0};
  assert_true(selects("stance=support", &record));
  assert_false(selects("stance=oppose", &record));
  assert_true(selects("topic=roads", &record));
  assert_true(selects("group= north = SOUTH ", &record));
  assert_true(selects("answer=blank", &record));
  assert_false(selects("question=Q10", &record));
  assert_int_equal(ayes_selector_parse(ayes_span_of("side=left"), &selector, &error),
                   AYES_BAD_USAGE);
  assert_int_equal(ayes_selector_parse(ayes_span_of("stance"), &selector, NULL), AYES_BAD_USAGE);
  assert_int_equal(ayes_selector_parse(ayes_span_of("stance= "), &selector, NULL), AYES_BAD_USAGE);
  assert_string_equal(error.message,
                      "\"side=left\" is no group of answers: use question=, stance=, group=, "
                      "topic= or answer= and a value");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_chi_square),      cmocka_unit_test(test_fisher),
      cmocka_unit_test(test_topics),          cmocka_unit_test(test_nothing),
      cmocka_unit_test(test_too_many_values), cmocka_unit_test(test_selectors),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
