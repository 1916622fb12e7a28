/* SPDX-License-Identifier: MIT
 *
 * Redaction of texts made to be slow: a megabyte of the start of something, over and over, and
 * twice the text in no more than about twice the time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "ayes.h"
#include "base/buffer.h"
#include <cmocka.h>

#include "support/slowness.h"

enum { MEGABYTE = 1000000 };

static const double SECONDS = 10, GROWTH = 4, TOO_SHORT_TO_TELL = 0.3;

static const char *const pieces[] = {
    "a",
    "1",
    "1 ",
    "0163 ",
    "01632 960123 ",
    "4111 ",
    "@",
    "a@",
    "a@b.",
    "aaaaaaaa@",
    ".@.",
    "http://",
    "http://a.b/(",
    "www.a/",
    "a.",
    "Mr ",
    "Mr A ",
    "Mr. J. ",
    "Kind regards,\n",
    "my name is ",
    "12 High ",
    "12 St ",
    "Flat 1, ",
    "live at ",
    "born on ",
    "born on 1/1/",
    "+",
    "(",
    "+44 (",
    "AB1 ",
    "AB12 34 ",
    "d.o.b. ",
    "account no no no ",
    "\xE2\x80\x93",
    "\xC2\xA0",
    "O'",
    "a-",
    "van der ",
    "yours ",
    "x@example.org ",
    "number is my ",
};

static double seconds_for(ayes_redactor *redactor, const char *piece, size_t bytes) {
  ayes_buffer text = {0};
  ayes_error error = {0};
  ayes_span redacted;
  while (text.length < bytes) ayes_buffer_add_text(&text, piece);
  clock_t start = clock();
  assert_int_equal(
      ayes_redact_text(redactor, ayes_buffer_span(&text), &redacted, NULL, NULL, &error), AYES_OK);
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  ayes_buffer_release(&text);
  return seconds;
}

static void test_stays_linear(void **state) {
  const char *root = getenv("AYES_ROOT");
  char folder[4096];
  ayes_redactor *redactor;
  (void)state;
  (void)snprintf(folder, sizeof folder, "%s/lexicons/en", root ? root : ".");
  ayes_redactor_options options = {.lexicon = folder};
  assert_int_equal(ayes_redactor_new(&options, &redactor, NULL), AYES_OK);
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    double half = seconds_for(redactor, pieces[i], MEGABYTE / 2);
    double whole = seconds_for(redactor, pieces[i], MEGABYTE);
    print_message("%-20s %.3f s, %.3f s\n", pieces[i], half, whole);
    assert_true(whole < SECONDS * test_slowness());
    assert_true(whole < TOO_SHORT_TO_TELL || whole < GROWTH * half);
  }
  ayes_redactor_free(redactor);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_stays_linear)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
