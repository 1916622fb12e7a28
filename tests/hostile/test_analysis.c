/* SPDX-License-Identifier: MIT
 *
 * The whole analysis on texts made to be slow: each megabyte within a limit, and twice the text in
 * no more than about twice the time. The limits leave room for sanitizers and a busy machine; what
 * they are there to catch is quadratic work, which takes minutes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "ayes.h"
#include "base/buffer.h"

#include "support/slowness.h"

enum { MEGABYTE = 1000000 };

static const double SECONDS = 20, GROWTH = 4, TOO_SHORT_TO_TELL = 0.5;

static const char *const pieces[] = {
    "but ",
    "good ",
    "not good ",
    "However, it is bad. ",
    "I do not support the road, but if ",
    "it should be banned ",
    "concern ",
    "if ",
    "only 6 months ",
    "12 months ",
    "why? ",
    "\"good ",
    "a",
    "a. ",
    "- a\n",
    "road ",
    "reduce the reduce of ",
    "i agree, and i ",
    "\xE2\x80\x9C",
    "\xF0\x9F\x92\xA9",
    "((((",
    "although ",
    "some people say ",
    "must be must be ",
};

typedef struct fixture {
  ayes_engine *engine;
  ayes_analysis *analysis;
} fixture;

static int set_up(void **state) {
  static fixture it;
  ayes_error error = {0};
  const char *root = getenv("AYES_ROOT");
  ayes_buffer path = {0};
  ayes_buffer_add_text(&path, root ? root : ".");
  ayes_buffer_add(&path, ayes_span_make("/lexicons/en", sizeof "/lexicons/en"));
  const char *folder = path.data;
  ayes_engine_options options = {.lexicons = &folder, .lexicon_count = 1};
  assert_int_equal(ayes_engine_open(&options, &it.engine, &error), AYES_OK);
  assert_int_equal(ayes_analysis_new(it.engine, &it.analysis, &error), AYES_OK);
  ayes_buffer_release(&path);
  *state = &it;
  return 0;
}

static int tear_down(void **state) {
  fixture *it = *state;
  ayes_analysis_free(it->analysis);
  ayes_engine_close(it->engine);
  return 0;
}

static double seconds_for(fixture *it, const char *piece, size_t bytes) {
  ayes_buffer text = {0};
  ayes_error error = {0};
  const ayes_result *result;
  while (text.length < bytes) ayes_buffer_add_text(&text, piece);
  ayes_answer answer = {.text = ayes_buffer_span(&text),
                        .target = ayes_span_of("Should the road be banned for only 6 months?")};
  clock_t start = clock();
  assert_int_equal(ayes_analysis_run(it->analysis, &answer, &result, &error), AYES_OK);
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  ayes_buffer_release(&text);
  return seconds;
}

static void test_stays_linear(void **state) {
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    double half = seconds_for(*state, pieces[i], MEGABYTE / 2);
    double whole = seconds_for(*state, pieces[i], MEGABYTE);
    print_message("%-36s %.2f s, %.2f s\n", pieces[i], half, whole);
    assert_true(whole < SECONDS * test_slowness());
    assert_true(whole < TOO_SHORT_TO_TELL || whole < GROWTH * half);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_stays_linear, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
