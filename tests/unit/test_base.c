/* SPDX-License-Identifier: MIT
 *
 * Sorting, writing and reading numbers, each against the C library.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/sort.h"

typedef struct item {
  int key, place;
} item;

static int compare_keys(const void *a, const void *b) {
  return ((const item *)a)->key - ((const item *)b)->key;
}

static int compare_items(const void *a, const void *b) {
  int order = compare_keys(a, b);
  return order ? order : ((const item *)a)->place - ((const item *)b)->place;
}

static void test_sort(void **state) {
  (void)state;
  srand(3);
  for (size_t round = 0; round < 20000; round++) {
    item items[60], expected[60];
    size_t count = (size_t)rand() % 60;
    for (size_t i = 0; i < count; i++)
      items[i] = (item){round % 5 == 0 ? (int)i : rand() % 20, (int)i};
    if (count > 1 && round % 3 == 0) items[0].key = 30;
    memcpy(expected, items, sizeof items);
    qsort(expected, count, sizeof *expected, compare_items);
    ayes_sort(items, count, sizeof *items, count <= 24 ? compare_keys : compare_items);
    assert_memory_equal(items, expected, count * sizeof *items);
  }
}

/* printf's digits without the zeros at the end. */
static void expect_number(double number, int decimals) {
  char expected[64];
  ayes_buffer found = {0};
  int length = snprintf(expected, sizeof expected, "%.*f", decimals, number);
  while (decimals && expected[length - 1] == '0') length--;
  if (decimals && expected[length - 1] == '.') length--;
  expected[length] = '\0';
  if (strcmp(expected, "-0") == 0) strcpy(expected, "0");
  ayes_buffer_add_number(&found, number, decimals);
  if (!ayes_span_equal(ayes_buffer_span(&found), ayes_span_of(expected)))
    fail_msg("%.*s instead of %s", (int)found.length, found.data, expected);
  ayes_buffer_release(&found);
}

/* Thirds, since printf rounds halves as they are in binary. */
static void test_numbers(void **state) {
  (void)state;
  for (int decimals = 0; decimals <= 6; decimals++) {
    for (int i = -3000; i <= 3000; i++) expect_number(i / 3.0 * 1.000137193, decimals);
    for (int i = -20; i <= 20; i++) expect_number(i, decimals);
    expect_number(1e9, decimals);
    expect_number(123456789.25, decimals > 1 ? decimals : 2);
  }
}

static void test_odd_numbers(void **state) {
  (void)state;
  ayes_buffer found = {0};
  ayes_buffer_add_number(&found, 0.0 / 0.0, 2);
  ayes_buffer_add_number(&found, -0.001, 2);
  ayes_buffer_add_number(&found, 1e300, 9);
  assert_true(ayes_span_equal(ayes_buffer_span(&found), ayes_span_of("009000000000")));
  ayes_buffer_release(&found);
}

/* What a buffer lost shows even after it was emptied for the next piece. */
static void buffer_failures(void **state) {
  ayes_buffer buffer = {0};
  (void)state;
  ayes_memory_fail(1, false);
  ayes_buffer_add_text(&buffer, "lost");
  ayes_memory_fail(0, false);
  assert_true(buffer.failed);
  ayes_buffer_clear(&buffer);
  ayes_buffer_add_text(&buffer, "more");
  assert_true(buffer.failed);
  ayes_buffer_restart(&buffer);
  ayes_buffer_add_text(&buffer, "anew");
  assert_false(buffer.failed);
  assert_true(ayes_span_equal(ayes_buffer_span(&buffer), ayes_span_of("anew")));
  ayes_buffer_release(&buffer);
}

/* As strtod reads it, to the bit; what strtod does not read to its end is no number. */
static void expect_read(const char *written) {
  char *end;
  double expected = strtod(written, &end), found = 0;
  bool is_number = *written && *end == '\0';
  if (ayes_span_to_number(ayes_span_of(written), &found) != is_number) fail_msg("%s", written);
  if (is_number && memcmp(&found, &expected, sizeof found) != 0) fail_msg("%s", written);
}

static void test_read_numbers(void **state) {
  (void)state;
  static const char *const odd[] = {"",
                                    "-",
                                    ".",
                                    "-.",
                                    "--1",
                                    "1-",
                                    "1.2.3",
                                    "1e",
                                    "0",
                                    "-0",
                                    "-0.0",
                                    "5.",
                                    ".5",
                                    "-.5",
                                    "+1.5",
                                    "1.5e-3",
                                    "1e22",
                                    "0.1e1",
                                    "0000",
                                    "9999999999999999999.5",
                                    "123456789012345",
                                    "1234567890123456",
                                    "0.000000000000001",
                                    "0.0000000000000001"};
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) expect_read(odd[i]);
  srand(7);
  for (size_t round = 0; round < 200000; round++) {
    char written[64];
    double number = (rand() - RAND_MAX / 2) / (double)(1 + rand() % 100000);
    snprintf(written, sizeof written, "%.*f", rand() % 12, number);
    expect_read(written);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(buffer_failures), cmocka_unit_test(test_sort),
                                     cmocka_unit_test(test_numbers),
                                     cmocka_unit_test(test_odd_numbers),
                                     cmocka_unit_test(test_read_numbers)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
