/* SPDX-License-Identifier: MIT
 *
 * Exports made to hurt: truncated and damaged copies of good ones, thousands of
 * columns, deep headers, and memory that runs out at each request in turn. Rows are never lost.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "corpus/wide.h"

#include "support/doubling.h"
#include "support/files.h"

enum { PATH_SIZE = 600, DAMAGED = 200, STEP = 29, COLUMNS = 4096, REQUESTS = 20000 };

static const double SECONDS = 1;

static ayes_column_words *words;

static const char *in_tree(const char *name, char path[PATH_SIZE]) {
  const char *root = getenv("AYES_ROOT");
  (void)snprintf(path, PATH_SIZE, "%s/%s", root ? root : ".", name);
  return path;
}

static int open_words(void **state) {
  char path[PATH_SIZE];
  (void)state;
  return ayes_column_words_open(in_tree("lexicons/en", path), &words, NULL) != AYES_OK;
}

static int close_words(void **state) {
  (void)state;
  ayes_column_words_free(words);
  return 0;
}

/* Reads all records; checks that the counts hold. */
static ayes_status read_all(const char *path, ayes_error *error) {
  ayes_wide_options wide = {.words = words};
  ayes_reader_options options = {.wide = &wide, .keep = true};
  ayes_reader *reader;
  ayes_record record;
  size_t answers = 0, bad = 0;
  ayes_status status = ayes_reader_open(path, &options, &reader, error);
  if (status != AYES_OK) return status;
  while ((status = ayes_reader_next(reader, &record, error)) == AYES_OK && record.kind) {
    answers += record.kind == AYES_RECORD_ANSWER;
    bad += record.kind == AYES_RECORD_BAD;
  }
  const ayes_wide *found = ayes_reader_wide(reader);
  if (status == AYES_OK && found) {
    const ayes_wide_counts *counts = &found->counts;
    assert_int_equal(counts->rows, counts->read + counts->bad + counts->headers_again);
    assert_int_equal(bad, counts->bad + counts->headers_again);
    assert_int_equal(answers, counts->read * counts->questions);
  }
  ayes_reader_close(reader);
  return status;
}

static void read_bytes(const char *bytes, size_t length) {
  FILE *file = fopen("hostile_columns.csv", "wb");
  ayes_error error = {0};
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, length, file), length);
  assert_int_equal(fclose(file), 0);
  ayes_status status = read_all("hostile_columns.csv", &error);
  if (status != AYES_OK && status != AYES_BAD_DATA) fail_msg("%s", error.message);
}

static const char *const tools[] = {"qualtrics", "surveymonkey", "limesurvey"};

static void survives_truncation(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
    char name[100], path[PATH_SIZE];
    (void)snprintf(name, sizeof name, "tests/import/%s.csv", tools[i]);
    char *text = test_file_text(in_tree(name, path));
    for (size_t length = 0; length < strlen(text); length += STEP) read_bytes(text, length);
    free(text);
  }
}

static uint32_t next_random(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static void survives_damage(void **state) {
  static const char signs[] = "\",;\n\r\t|{[(-_ 09Qq?<&\x80\xFF\xEF";
  uint32_t random = 7;
  (void)state;
  for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
    char name[100], path[PATH_SIZE];
    (void)snprintf(name, sizeof name, "tests/import/%s.csv", tools[i]);
    char *text = test_file_text(in_tree(name, path));
    size_t length = strlen(text);
    for (size_t k = 0; k < DAMAGED; k++) {
      text[next_random(&random) % length] = signs[next_random(&random) % (sizeof signs - 1)];
      if (k % 3 == 0) read_bytes(text, length);
    }
    free(text);
  }
}

static void add_row(ayes_buffer *buffer, const char *format, size_t columns) {
  for (size_t i = 0; i < columns; i++) {
    if (i) ayes_buffer_add_byte(buffer, ',');
    ayes_buffer_add_format(buffer, format, i);
  }
  ayes_buffer_add_byte(buffer, '\n');
}

static double seconds_for(void *data, size_t columns) {
  ayes_buffer table = {0};
  add_row(&table, data, columns);
  for (size_t row = 0; row < 3; row++) add_row(&table, "a few words of column %zu", columns);
  double start = test_now();
  read_bytes(table.data, table.length);
  double seconds = test_now() - start;
  ayes_buffer_release(&table);
  return seconds;
}

static void reads_many_columns(void **state) {
  static char headers[][32] = {"Q%zua Why do you think so", "Thing %zu", "Q1"};
  (void)state;
  for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
    test_doubling(headers[i], seconds_for, headers[i], COLUMNS, SECONDS);
}

static void reports_every_failure_of_memory(void **state) {
  char path[PATH_SIZE];
  (void)state;
  in_tree("tests/import/surveymonkey.csv", path);
  for (size_t k = 1; k < REQUESTS; k += k < 200 ? 1 : 37) {
    ayes_error error = {0};
    ayes_memory_fail(k, true);
    ayes_status status = read_all(path, &error);
    ayes_memory_fail(0, false);
    if (status == AYES_OK) return;
    assert_int_equal(status, AYES_NO_MEMORY);
  }
  fail_msg("a table of six rows makes more than %d requests", REQUESTS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(survives_truncation), cmocka_unit_test(survives_damage),
      cmocka_unit_test(reads_many_columns), cmocka_unit_test(reports_every_failure_of_memory)};
  return cmocka_run_group_tests(tests, open_words, close_words);
}
