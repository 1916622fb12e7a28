/* SPDX-License-Identifier: MIT
 *
 * The whole analysis on texts made to be slow: each megabyte within a second, and twice the text in
 * about twice the time.
 */
#include <stdlib.h>

#include "ayes.h"
#include "base/buffer.h"

#include "support/doubling.h"

enum { MEGABYTE = 1000000 };

static const double SECONDS = 1;

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
    "no reason why ",
    "no reason why it should not be banned ",
};

typedef struct fixture {
  ayes_engine *engine;
  ayes_analysis *analysis;
  const char *piece;
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

static double seconds_for(void *data, size_t bytes) {
  fixture *it = data;
  ayes_buffer text = {0};
  ayes_error error = {0};
  const ayes_result *result;
  while (text.length < bytes) ayes_buffer_add_text(&text, it->piece);
  ayes_answer answer = {.text = ayes_buffer_span(&text),
                        .target = ayes_span_of("Should the road be banned for only 6 months?")};
  double start = test_now();
  assert_int_equal(ayes_analysis_run(it->analysis, &answer, &result, &error), AYES_OK);
  double seconds = test_now() - start;
  ayes_buffer_release(&text);
  return seconds;
}

static void test_stays_linear(void **state) {
  fixture *it = *state;
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    it->piece = pieces[i];
    test_doubling(pieces[i], seconds_for, it, MEGABYTE, SECONDS);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_stays_linear, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
