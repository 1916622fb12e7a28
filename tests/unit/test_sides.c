/* SPDX-License-Identifier: MIT
 *
 * Corrected shares: mixtures that can be worked out by hand, what is known and what is estimated,
 * when there is none, and how often the interval holds the truth.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "tally/mixture.h"

static void assert_near(double value, double expected, double distance) {
  if (value < expected - distance || value > expected + distance)
    fail_msg("%.12f is not %.12f", value, expected);
}

/* Of those in support 80 % are read as such, of those opposed 30 %. 50 % read as support are
 * (0.5 - 0.3) / (0.8 - 0.3) = 40 % in support (Forman 2008), by any method, for two categories fit
 * exactly. */
static void test_adjusted_count_by_hand(void **state) {
  (void)state;
  ayes_mixture it = {2, 2, {{0.8, 0.2}, {0.3, 0.7}}, {50, 50}};
  double shares[AYES_SIDE_COUNT];
  ayes_mixture_adjust(&it, shares);
  assert_near(shares[0], 0.4, 1e-9);
  assert_near(shares[1], 0.6, 1e-9);
  assert_near(shares[2], 0, 0);
  ayes_mixture_em(&it, shares);
  assert_near(shares[0], 0.4, 1e-9);
}

static void test_mixtures_past_the_ends(void **state) {
  (void)state;
  ayes_mixture all = {2, 2, {{0.8, 0.2}, {0.3, 0.7}}, {9, 1}};
  ayes_mixture none = {2, 2, {{0.8, 0.2}, {0.3, 0.7}}, {1, 9}};
  ayes_mixture same = {2, 2, {{0.5, 0.5}, {0.5, 0.5}}, {3, 7}};
  double shares[AYES_SIDE_COUNT];
  ayes_mixture_adjust(&all, shares);
  assert_near(shares[0], 1, 0);
  ayes_mixture_em(&all, shares);
  assert_near(shares[0], 1, 0);
  ayes_mixture_adjust(&none, shares);
  assert_near(shares[0], 0, 0);
  ayes_mixture_em(&none, shares);
  assert_near(shares[0], 0, 0);
  ayes_mixture_adjust(&same, shares);
  assert_near(shares[0], 0.5, 0);
}

/* Four answers, of which three are in the first category: its density is (1 + p) / 2, that of the
 * second (1 - p) / 2, and 3 / (1 + p) = 1 / (1 - p) gives p = 0.5. */
static void test_maximum_of_the_likelihood(void **state) {
  (void)state;
  ayes_mixture it = {2, 2, {{1, 0}, {0.5, 0.5}}, {3, 1}};
  double shares[AYES_SIDE_COUNT];
  ayes_mixture_em(&it, shares);
  assert_near(shares[0], 0.5, 1e-9);
}

static void test_three_sides(void **state) {
  (void)state;
  ayes_mixture it = {3, 3, {{0.7, 0.2, 0.1}, {0.1, 0.7, 0.2}, {0.2, 0.2, 0.6}}, {0}};
  static const double truth[] = {0.5, 0.2, 0.3};
  double shares[AYES_SIDE_COUNT];
  for (size_t i = 0; i < 3; i++)
    for (size_t k = 0; k < 3; k++) it.mixed[i] += 1000 * truth[k] * it.within[k][i];
  ayes_mixture_adjust(&it, shares);
  for (size_t k = 0; k < 3; k++) assert_near(shares[k], truth[k], 1e-9);
  ayes_mixture_em(&it, shares);
  for (size_t k = 0; k < 3; k++) assert_near(shares[k], truth[k], 1e-4);
  ayes_mixture edge = it;
  memcpy(edge.mixed, (double[]){900, 50, 50}, 3 * sizeof(double));
  ayes_mixture_adjust(&edge, shares);
  assert_near(shares[0], 1, 0);
  assert_near(shares[1] + shares[2], 0, 0);
}

static void add_known(ayes_sides *sides, ayes_side side, size_t count, double score) {
  for (size_t i = 0; i < count; i++)
    ayes_sides_add_known(sides, side, 1, score, score > 0 ? AYES_SUPPORT : AYES_OPPOSE);
}

static void add_unknown(ayes_sides *sides, size_t count, double score) {
  for (size_t i = 0; i < count; i++)
    ayes_sides_add_unknown(sides, score, score > 0 ? AYES_SUPPORT : AYES_OPPOSE);
}

/* Labels that are always right: 30 known and 15 unknown of 100 and 50 support. */
static void test_labels_without_errors(void **state) {
  (void)state;
  ayes_sides sides = {0};
  add_known(&sides, AYES_SIDE_SUPPORT, 30, 0.5);
  add_known(&sides, AYES_SIDE_OPPOSE, 70, -0.5);
  add_unknown(&sides, 15, 0.5);
  add_unknown(&sides, 35, -0.5);
  ayes_corrected it = ayes_sides_correct(&sides);
  assert_int_equal(it.reason, AYES_CORRECTED);
  assert_int_equal(it.known[AYES_SIDE_SUPPORT], 30);
  assert_int_equal(it.estimated, 50);
  assert_near(it.em.value, 0.3, 0.01);
  assert_near(it.adjusted_count.value, 0.3, 0.01);
  assert_true(it.em.low <= 0.3 && it.em.high >= 0.3 && it.em.high - it.em.low < 0.04);
}

/* Half of each side is read wrongly by a third: the plain count of the unknown, 40 of 90, is off,
 * the corrected one (40 / 90 - 1 / 3) x 3 is not. */
static void test_labels_with_errors(void **state) {
  (void)state;
  ayes_sides sides = {0};
  add_known(&sides, AYES_SIDE_SUPPORT, 60, 0.5);
  add_known(&sides, AYES_SIDE_SUPPORT, 30, -0.5);
  add_known(&sides, AYES_SIDE_OPPOSE, 60, -0.5);
  add_known(&sides, AYES_SIDE_OPPOSE, 30, 0.5);
  add_unknown(&sides, 40, 0.5);
  add_unknown(&sides, 50, -0.5);
  ayes_corrected it = ayes_sides_correct(&sides);
  double expected = (90 + 90 / 3.0) / 270;
  assert_near(it.em.value, expected, 0.01);
  assert_near(it.adjusted_count.value, expected, 0.01);
  assert_true(it.em.low < expected - 0.02 && it.em.high > expected + 0.02);
  ayes_corrected again = ayes_sides_correct(&sides);
  assert_memory_equal(&it.em, &again.em, sizeof it.em);
}

static void test_when_there_is_none(void **state) {
  (void)state;
  ayes_sides sides = {0};
  add_known(&sides, AYES_SIDE_SUPPORT, AYES_SIDES_NEEDED - 1, 0.5);
  add_known(&sides, AYES_SIDE_OPPOSE, 70, -0.5);
  add_unknown(&sides, 15, 0.5);
  assert_int_equal(ayes_sides_correct(&sides).reason, AYES_UNCORRECTED_FEW);
  add_known(&sides, AYES_SIDE_SUPPORT, 1, 0.5);
  assert_int_equal(ayes_sides_correct(&sides).reason, AYES_CORRECTED);
  sides = (ayes_sides){0};
  for (int i = 0; i < 40; i++) {
    add_known(&sides, AYES_SIDE_SUPPORT, 1, i % 2 ? 0.5 : -0.5);
    add_known(&sides, AYES_SIDE_OPPOSE, 1, i % 2 ? 0.5 : -0.5);
  }
  add_unknown(&sides, 15, 0.5);
  assert_int_equal(ayes_sides_correct(&sides).reason, AYES_UNCORRECTED_ALIKE);
  assert_string_equal(ayes_uncorrected_name(AYES_UNCORRECTED_ALIKE), "alike");
  assert_null(ayes_uncorrected_name(AYES_CORRECTED));
  sides = (ayes_sides){0};
  assert_int_equal(ayes_sides_correct(&sides).reason, AYES_UNCORRECTED_FEW);
}

static void test_nothing_to_estimate(void **state) {
  (void)state;
  ayes_sides sides = {.left_out = 2};
  add_known(&sides, AYES_SIDE_SUPPORT, 1, 0.5);
  add_known(&sides, AYES_SIDE_OPPOSE, 3, 0.5);
  ayes_corrected it = ayes_sides_correct(&sides);
  assert_int_equal(it.reason, AYES_CORRECTED);
  assert_near(it.em.value, 0.25, 0);
  assert_near(it.em.high, 0.25, 0);
  assert_int_equal(it.left_out, 2);
}

/* Those who take no side are told apart and left out of the share: 30 of 60 unknown ones. */
static void test_those_who_take_no_side(void **state) {
  (void)state;
  ayes_sides sides = {0};
  for (int i = 0; i < 30; i++) {
    ayes_sides_add_known(&sides, AYES_SIDE_SUPPORT, 1, 0.6, AYES_SUPPORT);
    ayes_sides_add_known(&sides, AYES_SIDE_OPPOSE, 1, -0.6, AYES_OPPOSE);
    ayes_sides_add_known(&sides, AYES_SIDE_NONE, 1, 0, AYES_NEUTRAL);
    ayes_sides_add_unknown(&sides, 0, AYES_NEUTRAL);
    ayes_sides_add_unknown(&sides, i < 10 ? 0.6 : -0.6, i < 10 ? AYES_SUPPORT : AYES_OPPOSE);
  }
  ayes_corrected it = ayes_sides_correct(&sides);
  assert_near(it.em.value, 40.0 / 90, 0.01);
  assert_near(it.adjusted_count.value, 40.0 / 90, 0.01);
}

/* Known answers that stand for 9, 1 and no others: as if only the first kind had been read. */
static void test_weights(void **state) {
  (void)state;
  ayes_sides weighted = {0}, plain = {0};
  for (int i = 0; i < 40; i++) {
    ayes_sides_add_known(&weighted, AYES_SIDE_SUPPORT, 9, 0.5, AYES_SUPPORT);
    ayes_sides_add_known(&weighted, AYES_SIDE_SUPPORT, 1, -0.5, AYES_OPPOSE);
    ayes_sides_add_known(&weighted, AYES_SIDE_OPPOSE, 9, -0.5, AYES_OPPOSE);
    ayes_sides_add_known(&weighted, AYES_SIDE_OPPOSE, 0, 0.5, AYES_SUPPORT);
  }
  add_unknown(&weighted, 45, 0.5);
  add_unknown(&weighted, 55, -0.5);
  ayes_corrected it = ayes_sides_correct(&weighted);
  assert_near(it.em.value, (80 + 50) / 260.0, 0.01);
  add_known(&plain, AYES_SIDE_SUPPORT, 40, 0.5);
  add_known(&plain, AYES_SIDE_SUPPORT, 40, -0.5);
  add_known(&plain, AYES_SIDE_OPPOSE, 40, -0.5);
  add_known(&plain, AYES_SIDE_OPPOSE, 40, 0.5);
  add_unknown(&plain, 45, 0.5);
  assert_int_equal(ayes_sides_correct(&plain).reason, AYES_UNCORRECTED_ALIKE);
}

/* A score out of two overlapping distributions: the sum of three units, shifted by side. */
static double draw_score(ayes_random *random, bool supports) {
  double sum = ayes_random_unit(random) + ayes_random_unit(random) + ayes_random_unit(random);
  return (sum - 1.5) / 2 + (supports ? 0.2 : -0.2);
}

/* One survey of 150 with 40 blank ticks; whether the interval holds the share that supports. */
static bool holds_truth(ayes_random *random, size_t support) {
  enum { ALL = 150, BLANK = 40 };
  ayes_sides sides = {0};
  bool supports[ALL];
  for (size_t i = 0; i < ALL; i++) supports[i] = i < support;
  for (size_t i = 0; i < ALL; i++) {
    size_t at = i + ayes_random_below(random, ALL - i);
    bool side = supports[at];
    supports[at] = supports[i];
    double score = draw_score(random, side);
    ayes_stance given = score > 0 ? AYES_SUPPORT : AYES_OPPOSE;
    if (i < BLANK) ayes_sides_add_unknown(&sides, score, given);
    else ayes_sides_add_known(&sides, side ? AYES_SIDE_SUPPORT : AYES_SIDE_OPPOSE, 1, score, given);
  }
  ayes_corrected it = ayes_sides_correct(&sides);
  double truth = (double)support / ALL;
  assert_int_equal(it.reason, AYES_CORRECTED);
  return it.em.low - 1e-9 <= truth && truth <= it.em.high + 1e-9;
}

/* Of 60 intervals of 95 %, 57 are expected to hold the truth; 52 or fewer have a probability of
 * 1 in 30 and the seed is fixed. */
static void test_intervals_hold_the_truth(void **state) {
  (void)state;
  static const size_t supports[] = {40, 75, 110};
  ayes_random random = ayes_random_start(7);
  size_t held = 0;
  for (int i = 0; i < 60; i++) held += holds_truth(&random, supports[i % 3]);
  if (held < 53) fail_msg("%zu of 60 intervals hold the truth", held);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_adjusted_count_by_hand),
      cmocka_unit_test(test_mixtures_past_the_ends),
      cmocka_unit_test(test_maximum_of_the_likelihood),
      cmocka_unit_test(test_three_sides),
      cmocka_unit_test(test_labels_without_errors),
      cmocka_unit_test(test_labels_with_errors),
      cmocka_unit_test(test_when_there_is_none),
      cmocka_unit_test(test_nothing_to_estimate),
      cmocka_unit_test(test_those_who_take_no_side),
      cmocka_unit_test(test_weights),
      cmocka_unit_test(test_intervals_hold_the_truth),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
