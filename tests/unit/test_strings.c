/* SPDX-License-Identifier: MIT
 *
 * Many texts: those that do not fit into memory come back from the file, and a file that fails says
 * so.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "corpus/strings.h"
#include <cmocka.h>

enum { TEXTS = 7, TEXT_BYTES = 20 * 1024 * 1024 };

typedef struct fixture {
  ayes_strings strings;
  ayes_buffer text;
  ayes_error error;
} fixture;

/* The text of that number: all of one letter, the third one empty. */
static ayes_span make(fixture *it, size_t number) {
  ayes_buffer_clear(&it->text);
  if (number != 2) ayes_buffer_add_repeated(&it->text, (char)('a' + number), TEXT_BYTES);
  return ayes_buffer_span(&it->text);
}

static void fill(fixture *it) {
  for (size_t i = 0; i < TEXTS; i++)
    assert_int_equal(ayes_strings_add(&it->strings, make(it, i), &it->error), AYES_OK);
  assert_int_equal(ayes_strings_count(&it->strings), TEXTS);
  assert_non_null(it->strings.file);
}

static void release(fixture *it) {
  ayes_strings_release(&it->strings);
  ayes_buffer_release(&it->text);
}

static void texts_in_a_file(void **state) {
  fixture it = {0};
  (void)state;
  fill(&it);
  for (size_t i = 0; i < TEXTS; i++) {
    ayes_span text;
    assert_int_equal(ayes_strings_get(&it.strings, i, &text, &it.error), AYES_OK);
    assert_true(ayes_span_equal(text, make(&it, i)));
  }
  release(&it);
}

static void memory_fails(void **state) {
  fixture it = {0};
  ayes_span text;
  (void)state;
  fill(&it);
  ayes_memory_fail(1, false);
  assert_int_equal(ayes_strings_get(&it.strings, 0, &text, &it.error), AYES_NO_MEMORY);
  ayes_memory_fail(0, false);
  assert_int_equal(ayes_strings_get(&it.strings, 0, &text, &it.error), AYES_OK);
  release(&it);
  for (size_t request = 1; request <= 2; request++) {
    ayes_memory_fail(request, false);
    assert_int_equal(ayes_strings_add(&it.strings, ayes_span_of("a"), &it.error), AYES_NO_MEMORY);
    ayes_memory_fail(0, false);
    ayes_strings_release(&it.strings);
  }
}

/* Instead of the temporary file, something else. */
static void replace_file(fixture *it, const char *path, int flags) {
  int other = open(path, flags);
  assert_true(other >= 0);
  assert_true(dup2(other, fileno(it->strings.file)) >= 0);
  close(other);
}

static void file_fails(void **state) {
  fixture it = {0};
  ayes_span text;
  (void)state;
  fill(&it);
  replace_file(&it, "/proc/self/mem", O_RDONLY); /* no page at address 0 */
  assert_int_equal(ayes_strings_get(&it.strings, 0, &text, &it.error), AYES_IO_FAILED);
  assert_string_equal(it.error.message, "a temporary file cannot be used: Input/output error");
  replace_file(&it, "/dev/full", O_RDWR);
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < TEXTS && status == AYES_OK; i++)
    status = ayes_strings_add(&it.strings, make(&it, i), &it.error);
  assert_int_equal(status, AYES_IO_FAILED);
  assert_string_equal(it.error.message, "a temporary file cannot be used: No space left on device");
  release(&it);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(texts_in_a_file),
                                     cmocka_unit_test(memory_fails), cmocka_unit_test(file_fails)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
