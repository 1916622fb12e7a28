/* SPDX-License-Identifier: MIT
 *
 * Redaction of texts made to be slow: a megabyte of the start of something, over and over, within a
 * second, and twice the text in about twice the time.
 */
#include <stdio.h>
#include <stdlib.h>

#include "ayes.h"
#include "base/buffer.h"

#include "support/doubling.h"

enum { MEGABYTE = 1000000 };

static const double SECONDS = 1;

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

typedef struct fixture {
  ayes_redactor *redactor;
  const char *piece;
} fixture;

static double seconds_for(void *data, size_t bytes) {
  fixture *it = data;
  ayes_buffer text = {0};
  ayes_error error = {0};
  ayes_span redacted;
  while (text.length < bytes) ayes_buffer_add_text(&text, it->piece);
  double start = test_now();
  assert_int_equal(
      ayes_redact_text(it->redactor, ayes_buffer_span(&text), &redacted, NULL, NULL, &error),
      AYES_OK);
  double seconds = test_now() - start;
  ayes_buffer_release(&text);
  return seconds;
}

static void test_stays_linear(void **state) {
  const char *root = getenv("AYES_ROOT");
  char folder[4096];
  fixture it;
  (void)state;
  (void)snprintf(folder, sizeof folder, "%s/lexicons/en", root ? root : ".");
  ayes_redactor_options options = {.lexicon = folder};
  assert_int_equal(ayes_redactor_new(&options, &it.redactor, NULL), AYES_OK);
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    it.piece = pieces[i];
    test_doubling(pieces[i], seconds_for, &it, MEGABYTE, SECONDS);
  }
  ayes_redactor_free(it.redactor);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_stays_linear)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
