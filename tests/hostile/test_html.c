/* SPDX-License-Identifier: MIT
 *
 * The HTML report when memory runs out: every request fails in turn, once and for ever, and the
 * report says so; nothing leaks and nothing is half done.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "ayes.h"
#include "base/buffer.h"
#include "base/memory.h"

enum { PATH_SIZE = 1024, MOST_REQUESTS = 100000 };

typedef struct paths {
  char results[PATH_SIZE], survey[PATH_SIZE], lexicon[PATH_SIZE];
} paths;

static void set_path(char path[PATH_SIZE], const char *name) {
  const char *root = getenv("AYES_ROOT");
  assert_non_null(root);
  int length = snprintf(path, PATH_SIZE, "%s/tests/cases/report/%s", root, name);
  assert_true(length > 0 && length < PATH_SIZE);
}

static ayes_status count_bytes(void *user, const char *bytes, size_t length, ayes_error *error) {
  (void)bytes;
  (void)error;
  *(size_t *)user += length;
  return AYES_OK;
}

static ayes_status report(const paths *it, size_t *written) {
  const char *results = it->results, *lexicon = it->lexicon;
  ayes_report_options options = {.results = &results,
                                 .result_count = 1,
                                 .survey = it->survey,
                                 .lexicons = &lexicon,
                                 .lexicon_count = 1};
  ayes_sink sink = {count_bytes, written};
  ayes_error error = {0};
  ayes_status status = ayes_report(&options, sink, &error);
  assert_int_equal(status, error.status);
  return status;
}

static void expect_survival(const char *folder, bool for_ever) {
  paths it;
  char name[64];
  size_t whole = 0, failed = 0;
  snprintf(name, sizeof name, "%s/in/results.jsonl", folder);
  set_path(it.results, name);
  snprintf(name, sizeof name, "%s/in/survey.json", folder);
  set_path(it.survey, name);
  snprintf(name, sizeof name, "%s/in/mini", folder);
  set_path(it.lexicon, name);
  assert_int_equal(report(&it, &whole), AYES_OK);
  for (size_t countdown = 1; countdown < MOST_REQUESTS; countdown++) {
    size_t written = 0;
    ayes_memory_fail(countdown, for_ever);
    ayes_status status = report(&it, &written);
    size_t requests = ayes_memory_requests();
    ayes_memory_fail(0, false);
    if (status == AYES_OK) assert_int_equal(written, whole);
    if (status == AYES_OK && requests < countdown) break;
    failed += status != AYES_OK;
  }
  assert_true(failed > 50);
}

static void test_no_memory_once(void **state) {
  (void)state;
  expect_survival("page", false);
  expect_survival("hostile", false);
}

static void test_no_memory_for_ever(void **state) {
  (void)state;
  expect_survival("page", true);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_no_memory_once),
      cmocka_unit_test(test_no_memory_for_ever),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
