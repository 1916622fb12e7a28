/* SPDX-License-Identifier: MIT
 *
 * Small files for tests, in the working folder.
 *
 *     const char *path = test_file("tally_results.jsonl", "{...}\n");
 *     char *text = test_file_text(path);        -- free() it
 *     remove(path);
 */
#ifndef AYES_TEST_FILES_H
#define AYES_TEST_FILES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes text to a file; returns its name. */
static inline const char *test_file(const char *name, const char *text) {
  FILE *file = fopen(name, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
  assert_int_equal(fclose(file), 0);
  return name;
}

/* All bytes of a small file, ended by a zero. */
static inline char *test_file_text(const char *path) {
  enum { LIMIT = 4 * 1024 * 1024 };
  FILE *file = fopen(path, "rb");
  char *text = calloc(1, LIMIT);
  assert_non_null(file);
  assert_non_null(text);
  size_t length = fread(text, 1, LIMIT - 1, file);
  assert_true(length < LIMIT - 1);
  fclose(file);
  return text;
}

#endif
