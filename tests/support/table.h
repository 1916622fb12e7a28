/* SPDX-License-Identifier: MIT
 *
 * Tables out of bytes, and what is expected of their rows: cells joined by bars.
 *
 *     test_table it;
 *     test_table_text(&it, "a,b\n1,2\n", NULL);
 *     test_table_row(&it, 1, 1, "a|b");       -- number, line, cells
 *     test_table_end(&it);
 */
#ifndef AYES_TEST_TABLE_H
#define AYES_TEST_TABLE_H

#include "base/buffer.h"
#include "base/memory.h"
#include "corpus/table.h"

typedef struct test_table {
  char path[64];
  ayes_table *table;
  ayes_row row;
  ayes_error error;
} test_table;

static inline ayes_status test_table_try(test_table *it, ayes_span bytes,
                                         const ayes_table_options *options) {
  memset(it, 0, sizeof *it);
  (void)snprintf(it->path, sizeof it->path, "table-XXXXXX");
  int descriptor = mkstemp(it->path);
  assert_true(descriptor >= 0);
  FILE *file = fdopen(descriptor, "wb");
  assert_int_equal(fwrite(bytes.data, 1, bytes.length, file), bytes.length);
  assert_int_equal(fclose(file), 0);
  ayes_status status = ayes_table_open(it->path, options, &it->table, &it->error);
  assert_int_equal(unlink(it->path), 0);
  return status;
}

/* A file that is there. */
static inline void test_table_file(test_table *it, const char *path,
                                   const ayes_table_options *options) {
  memset(it, 0, sizeof *it);
  if (ayes_table_open(path, options, &it->table, &it->error) != AYES_OK)
    fail_msg("%s", it->error.message);
}

static inline void test_table_file_refused(test_table *it, const char *path,
                                           const ayes_table_options *options, ayes_status status,
                                           const char *message) {
  memset(it, 0, sizeof *it);
  assert_int_equal(ayes_table_open(path, options, &it->table, &it->error), status);
  assert_null(it->table);
  assert_string_equal(it->error.message, message);
}

static inline void test_table_bytes(test_table *it, ayes_span bytes,
                                    const ayes_table_options *options) {
  if (test_table_try(it, bytes, options) != AYES_OK) fail_msg("%s", it->error.message);
}

static inline void test_table_text(test_table *it, const char *text,
                                   const ayes_table_options *options) {
  test_table_bytes(it, ayes_span_of(text), options);
}

static inline void test_table_row(test_table *it, size_t number, size_t line, const char *cells) {
  ayes_buffer joined = {0};
  assert_int_equal(ayes_table_next(it->table, &it->row, &it->error), AYES_OK);
  assert_true(it->row.is_there);
  if (it->row.code) fail_msg("%s", it->row.message);
  for (size_t i = 0; i < it->row.count; i++) {
    if (i) ayes_buffer_add_byte(&joined, '|');
    ayes_buffer_add(&joined, it->row.cells[i]);
  }
  if (!ayes_span_equal(ayes_buffer_span(&joined), ayes_span_of(cells)))
    fail_msg("\"%.*s\" is not \"%s\"", (int)joined.length, joined.data, cells);
  assert_int_equal(it->row.number, number);
  assert_int_equal(it->row.line, line);
  ayes_buffer_release(&joined);
}

static inline void test_table_bad(test_table *it, size_t number, size_t line, const char *code,
                                  const char *raw) {
  assert_int_equal(ayes_table_next(it->table, &it->row, &it->error), AYES_OK);
  assert_true(it->row.is_there);
  assert_non_null(it->row.code);
  assert_string_equal(it->row.code, code);
  assert_int_equal(it->row.number, number);
  assert_int_equal(it->row.line, line);
  assert_int_equal(it->row.count, 0);
  if (!ayes_span_equal(it->row.raw, ayes_span_of(raw)))
    fail_msg("\"%.*s\" is not \"%s\"", (int)it->row.raw.length, it->row.raw.data, raw);
}

/* The end, twice; closes the table. */
static inline void test_table_end(test_table *it) {
  for (int i = 0; i < 2; i++) {
    assert_int_equal(ayes_table_next(it->table, &it->row, &it->error), AYES_OK);
    assert_false(it->row.is_there);
  }
  ayes_table_close(it->table);
}

static inline void test_table_refused(test_table *it, const char *text,
                                      const ayes_table_options *options, ayes_status status,
                                      const char *message) {
  assert_int_equal(test_table_try(it, ayes_span_of(text), options), status);
  assert_null(it->table);
  assert_string_equal(it->error.message, message);
}

/* All of a file's rows as text, up to its end or the first error. */
static inline ayes_status test_table_all(const char *path, ayes_buffer *text) {
  ayes_table *table;
  ayes_row row = {0};
  ayes_error error = {0};
  ayes_status status = ayes_table_open(path, NULL, &table, &error);
  while (status == AYES_OK) {
    status = ayes_table_next(table, &row, &error);
    if (status != AYES_OK || !row.is_there) break;
    ayes_buffer_add_format(text, "\n%zu, line %zu: %s", row.number, row.line, row.message);
    ayes_buffer_add(text, row.raw);
    for (size_t i = 0; i < row.count; i++) {
      ayes_buffer_add_byte(text, '|');
      ayes_buffer_add(text, row.cells[i]);
    }
  }
  ayes_table_close(table);
  return status;
}

/* Reads a file with every request for memory failing in turn, of which there are fewer than most:
 * it is reported, or changes nothing. */
static inline void test_table_memory_fails(const char *path, size_t most) {
  ayes_buffer expected = {0};
  bool was_enough = false;
  assert_int_equal(test_table_all(path, &expected), AYES_OK);
  for (size_t countdown = 1; !was_enough; countdown++) {
    ayes_buffer text = {0};
    ayes_buffer_add_repeated(&text, ' ', expected.length + 1); /* room, so as to ask for nothing */
    ayes_buffer_clear(&text);
    ayes_memory_fail(countdown, false);
    ayes_status status = test_table_all(path, &text);
    was_enough = ayes_memory_requests() < countdown;
    ayes_memory_fail(0, false);
    if (status != AYES_OK) assert_int_equal(status, AYES_NO_MEMORY);
    else if (!ayes_span_equal(ayes_buffer_span(&text), ayes_buffer_span(&expected)))
      fail_msg("request %zu: %.*s", countdown, (int)text.length, text.data);
    ayes_buffer_release(&text);
    if (countdown == most) fail_msg("memory is asked for without an end");
  }
  ayes_buffer_release(&expected);
}

#endif
