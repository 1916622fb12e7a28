/* SPDX-License-Identifier: MIT
 *
 * Figures against published tables and against values worked out by other means: closed forms for
 * chi-square, fractions for the exact test.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mining/statistics.h"

static const double close_enough = 1e-6;

static void assert_near(double value, double wanted) {
  if (!(fabs(value - wanted) <= close_enough * fmax(1, fabs(wanted))))
    fail_msg("%.10g is not %.10g", value, wanted);
}

/* For small values: as close in proportion. */
static void assert_ratio(double value, double wanted) {
  if (!(fabs(value / wanted - 1) <= close_enough)) fail_msg("%.10g is not %.10g", value, wanted);
}

static double g2(double a, double b, double c, double d) {
  ayes_contingency table = {a, b, c, d};
  return ayes_statistics_g2(&table);
}

/* The first rows of table 1 of Dunning 1993: -2 log lambda 270.72, 263.90, 256.84. */
static void test_dunning(void **state) {
  (void)state;
  assert_near(g2(110, 2442, 111, 29114), 270.721876936);
  assert_near(g2(29, 13, 123, 31612), 263.896626068);
  assert_near(g2(31, 23, 139, 31584), 256.836501579);
}

/* A word 10 times in 100 words and 2 times in 150, by hand: chance would put 12 x 100 / 250 = 4.8
 * and 7.2 there, 95.2 and 142.8 in the lower row;
 * G2 = 2 (10 ln(10/4.8) + 2 ln(2/7.2) + 90 ln(90/95.2) + 148 ln(148/142.8)) = 10.032098.
 * It is what quanteda's textstat_keyness defines as "lr" without a correction: the same four terms,
 * above 0 when the target has more than its share, below 0 when it has less. */
static void test_keyness_by_hand(void **state) {
  (void)state;
  double hand =
      2 * (10 * log(10 / 4.8) + 2 * log(2 / 7.2) + 90 * log(90 / 95.2) + 148 * log(148 / 142.8));
  assert_near(hand, 10.032097518);
  assert_near(g2(10, 2, 90, 148), hand);
  assert_near(g2(2, 10, 148, 90), -hand);
  assert_near(g2(0, 4, 100, 96), -5.626815765);
  assert_near(g2(5, 5, 95, 95), 0);
  assert_near(g2(0, 0, 0, 0), 0);
  assert_ratio(ayes_statistics_chi_square_tail(hand, 1), 0.00153835758858);
}

/* Rayson & Garside 2000 add the upper two cells only: for a rare word nearly the same. */
static void test_rayson_and_garside(void **state) {
  (void)state;
  double a = 50, b = 20, words_a = 1000000, words_b = 1000000;
  double two_cells = 2 * (a * log(a / 35) + b * log(b / 35));
  assert_true(fabs(g2(a, b, words_a - a, words_b - b) - two_cells) < 0.001);
}

static void test_log_ratio_and_pmi(void **state) {
  (void)state;
  ayes_contingency table = {10, 2, 90, 148}, absent = {0, 4, 100, 96}, none = {0, 4, 0, 96};
  assert_near(ayes_statistics_log_ratio(&table), 2.906890596); /* 7.5 times as frequent */
  assert_near(ayes_statistics_log_ratio(&absent), -3);         /* half a time against four */
  assert_near(ayes_statistics_log_ratio(&none), 0);
  assert_near(ayes_statistics_pmi(&table), 1.058893689); /* log2(10 / 4.8) */
  assert_near(ayes_statistics_pmi(&absent), 0);
  assert_near(ayes_statistics_expected(&table), 4.8);
  assert_near(ayes_statistics_least_expected(&table), 4.8);
}

static void test_chi_square(void **state) {
  (void)state;
  ayes_contingency table = {10, 2, 90, 148}, empty = {0, 0, 3, 4};
  assert_near(ayes_statistics_chi_square(&table), 9.862278244631);
  assert_near(ayes_statistics_chi_square(&empty), 0);
}

/* One degree: erfc(sqrt(x / 2)); even degrees: a sum of Poisson terms; three: both. */
static void test_chi_square_tail(void **state) {
  (void)state;
  static const struct {
    double x, freedom, p;
  } known[] = {{0.0001, 1, 0.992021287371},
               {1, 1, 0.317310507863},
               {3.841458820694124, 1, 0.05},
               {10.827566170662733, 1, 0.001},
               {50, 1, 1.53745979443e-12},
               {0.5, 2, 0.778800783071},
               {0.001, 4, 0.999999875042},
               {9.487729036781154, 4, 0.05},
               {31.410432844230918, 20, 0.05},
               {3, 20, 0.999995902499},
               {200, 20, 1.12534739608e-31},
               {1, 3, 0.801251956901},
               {7.814727903251179, 3, 0.05},
               {30, 3, 1.38005703129e-06},
               {0, 1, 1},
               {-1, 1, 1}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    assert_ratio(ayes_statistics_chi_square_tail(known[i].x, known[i].freedom), known[i].p);
  assert_true(ayes_statistics_chi_square_tail(1e9, 1) >= 0);
}

/* Fisher's tea: 17/35. The others as fractions over binomial coefficients. */
static void test_fisher(void **state) {
  (void)state;
  static const struct {
    ayes_contingency table;
    double p;
  } known[] = {{{3, 1, 1, 3}, 17.0 / 35},
               {{8, 2, 1, 5}, 5.0 / 143},
               {{0, 10, 12, 2}, 1.0 / 14858},
               {{1, 9, 11, 3}, 41.0 / 14858},
               {{100, 3, 900, 997}, 3.08155475218e-27},
               {{0, 0, 5, 5}, 1}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    assert_ratio(ayes_statistics_fisher(&known[i].table), known[i].p);
}

/* The fifteen p-values of Benjamini & Hochberg 1995, of which four are found at 0.05. */
static void test_benjamini_hochberg(void **state) {
  (void)state;
  double values[] = {0.0298, 0.0004, 0.0019, 1.0,    0.0095, 0.0201, 0.0278, 0.0344,
                     0.0459, 0.3240, 0.4262, 0.5719, 0.0001, 0.6528, 0.7590};
  size_t found = 0;
  assert_int_equal(ayes_statistics_correct(values, 15, NULL), AYES_OK);
  for (size_t i = 0; i < 15; i++) found += values[i] <= 0.05;
  assert_int_equal(found, 4);
  assert_near(values[12], 0.0015);
  assert_near(values[1], 0.003);
  assert_near(values[4], 0.035625);
  assert_near(values[5], 0.0603);
  assert_near(values[0], 0.0298 * 15 / 7);
  assert_near(values[3], 1);
  assert_int_equal(ayes_statistics_correct(NULL, 0, NULL), AYES_OK);
}

/* A q is never below that of a smaller p: here 0.03 x 3 / 2 is above 0.04. */
static void test_correction_is_in_order(void **state) {
  (void)state;
  double values[] = {0.04, 0.03, 0.001};
  assert_int_equal(ayes_statistics_correct(values, 3, NULL), AYES_OK);
  assert_near(values[0], 0.04);
  assert_near(values[1], 0.04);
  assert_near(values[2], 0.003);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_dunning),
      cmocka_unit_test(test_keyness_by_hand),
      cmocka_unit_test(test_rayson_and_garside),
      cmocka_unit_test(test_log_ratio_and_pmi),
      cmocka_unit_test(test_chi_square),
      cmocka_unit_test(test_chi_square_tail),
      cmocka_unit_test(test_fisher),
      cmocka_unit_test(test_benjamini_hochberg),
      cmocka_unit_test(test_correction_is_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
