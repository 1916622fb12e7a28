/* SPDX-License-Identifier: MIT
 *
 * CSV at its edges: rows that neither way of reading takes at once, lines past the limit, bytes
 * that are no text, and memory that runs out on every path.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "corpus/csv_split.h"
#include "corpus/table_parts.h"
#include <cmocka.h>

#include "support/table.h"

/* ---- Rows in place ---- */

static size_t split(ayes_csv_cells *cells, const char *text, size_t length, bool at_end) {
  return ayes_csv_split(ayes_span_make(text, length), ',', at_end, cells);
}

static void delimiters_that_split(void **state) {
  (void)state;
  for (const char *at = ",;\t|"; *at; at++) assert_true(ayes_csv_may_split(*at));
  for (const char *at = ": \"\n^"; *at; at++) assert_false(ayes_csv_may_split(*at));
  assert_false(ayes_csv_may_split('\0'));
}

static void what_is_not_split(void **state) {
  ayes_csv_cells cells = {0};
  (void)state;
  assert_int_equal(split(&cells, "", 0, true), 0);
  assert_int_equal(split(&cells, "a\0b\n", 4, false), 0);
  assert_int_equal(split(&cells, "a\xFF\n", 3, false), 0);
  assert_false(cells.is_cut);
  assert_int_equal(split(&cells, "a,b", 3, false), 0);
  assert_true(cells.is_cut);
  assert_int_equal(split(&cells, "a,b", 3, true), 3);
  assert_int_equal(cells.count, 2);
  assert_int_equal(cells.lines, 0);
  ayes_csv_cells_release(&cells);
}

/* A row ends within the limit or is not split, also where the text ends with it. */
static void rows_past_the_limit(void **state) {
  ayes_csv_cells cells = {0};
  ayes_buffer text = {0};
  (void)state;
  ayes_buffer_add_repeated(&text, 'x', AYES_CSV_SPLIT_LIMIT);
  assert_int_equal(split(&cells, text.data, text.length, true), AYES_CSV_SPLIT_LIMIT);
  ayes_buffer_add_byte(&text, 'x');
  assert_int_equal(split(&cells, text.data, text.length, true), 0);
  assert_true(cells.is_cut);
  ayes_buffer_release(&text);
  ayes_csv_cells_release(&cells);
}

static void split_without_memory(void **state) {
  static const char text[] = "\"a\"\"b\",c\n";
  (void)state;
  for (size_t countdown = 1; countdown <= 2; countdown++) {
    ayes_csv_cells cells = {0};
    ayes_memory_fail(countdown, false);
    assert_int_equal(split(&cells, text, sizeof text - 1, false), 0);
    ayes_memory_fail(0, false);
    assert_int_equal(split(&cells, text, sizeof text - 1, false), sizeof text - 1);
    assert_true(ayes_span_equal(cells.items[0], ayes_span_of("a\"b")));
    ayes_csv_cells_release(&cells);
  }
}

/* ---- Rows of files ---- */

static void other_delimiters(void **state) {
  test_table it;
  (void)state;
  test_table_text(&it, "sep=^\na^b\n1^\"2^\n3\"\n4^5", NULL);
  assert_int_equal(ayes_table_facts_of(it.table)->delimiter, '^');
  test_table_row(&it, 2, 2, "a|b");
  test_table_row(&it, 3, 3, "1|2^\n3");
  test_table_row(&it, 4, 5, "4|5");
  test_table_end(&it);
}

/* A NUL behind the part of a file that is looked at for some. */
static void zeros_in_cells(void **state) {
  test_table it;
  ayes_buffer text = {0}, expected = {0};
  (void)state;
  ayes_buffer_add_repeated(&expected, 'x', 5000);
  ayes_buffer_add_text(&text, "a,b\n1,");
  ayes_buffer_add(&text, ayes_buffer_span(&expected));
  ayes_buffer_add(&text, ayes_span_make("\n2,y\0z\n\"3\n\",y\0", 14));
  test_table_bytes(&it, ayes_buffer_span(&text), NULL);
  test_table_row(&it, 1, 1, "a|b");
  assert_int_equal(ayes_table_next(it.table, &it.row, &it.error), AYES_OK);
  assert_true(ayes_span_equal(it.row.cells[1], ayes_buffer_span(&expected)));
  test_table_row(&it, 3, 3, "2|y\xEF\xBF\xBDz");
  assert_int_equal(it.row.bad_bytes, 1);
  test_table_row(&it, 4, 4, "3\n|y\xEF\xBF\xBD");
  test_table_end(&it);
  ayes_buffer_release(&text);
  ayes_buffer_release(&expected);
}

/* So long that what stood before it is dropped while its end is looked for. */
static void add_long_line(ayes_buffer *text) {
  ayes_buffer_add_repeated(text, 'x', (size_t)AYES_RECORD_LIMIT + 4 * AYES_SOURCE_BLOCK);
  ayes_buffer_add_byte(text, '\n');
}

/* A line past the limit costs its own row, whatever quotes are open before it. */
static void long_line_in_a_row(void **state) {
  static const char *const fronts[] = {"1,\"open\n", "1,5\" by 6,\"open\n"};
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    test_table it;
    ayes_buffer text = {0};
    ayes_buffer_add_text(&text, "a,b\n");
    ayes_buffer_add_text(&text, fronts[i]);
    add_long_line(&text);
    ayes_buffer_add_text(&text, "2,good\n");
    test_table_bytes(&it, ayes_buffer_span(&text), NULL);
    ayes_buffer_release(&text);
    test_table_row(&it, 1, 1, "a|b");
    test_table_bad(&it, 2, 2, "over_limit", "");
    assert_string_equal(it.row.message,
                        "the row has a line longer than the limit of 67108864 bytes");
    test_table_row(&it, 3, 4, "2|good");
    test_table_end(&it);
  }
}

static void long_first_line(void **state) {
  test_table it;
  ayes_buffer text = {0};
  (void)state;
  add_long_line(&text);
  ayes_buffer_add_text(&text, "1,2\n");
  assert_int_equal(test_table_try(&it, ayes_buffer_span(&text), NULL), AYES_OVER_LIMIT);
  assert_string_equal(it.error.message, "has a first line longer than the limit of 67108864 bytes");
  ayes_buffer_release(&text);
}

/* A quote that stands for itself, and behind it one that is never closed: the search for its end
 * stops at the limit of rows that are split. */
static void refused_and_endless(void **state) {
  test_table it;
  ayes_buffer text = {0};
  (void)state;
  ayes_buffer_add_text(&text, "a,b\n5\" by 6,\"open\n");
  for (size_t i = 0; i < 60000; i++) ayes_buffer_add_text(&text, "2,a plain row\n");
  test_table_bytes(&it, ayes_buffer_span(&text), NULL);
  test_table_row(&it, 1, 1, "a|b");
  test_table_bad(&it, 2, 2, "bad_csv", "5\" by 6,\"open");
  for (size_t i = 0; i < 60000; i++) test_table_row(&it, i + 3, i + 3, "2|a plain row");
  test_table_end(&it);
  ayes_buffer_release(&text);
}

/* ---- Failures ---- */

static void write_file(const char *path, const ayes_buffer *text) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text->data, 1, text->length, file), text->length);
  assert_int_equal(fclose(file), 0);
}

/* Rows of every kind, some of them in the file's second block. */
static void make_rows(ayes_buffer *text) {
  static const char *const rows[] = {"1,2\n",
                                     "\"two\nlines\",\xC3\xA9\n",
                                     "bad\xFF,\"cell\n\"\n",
                                     "5\" by 6,\"two\nlines\"\n",
                                     "\"cut\" short,x\n",
                                     "\n"};
  ayes_buffer_add_text(text, "a,b\n");
  for (int round = 0; round < 2; round++) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) ayes_buffer_add_text(text, rows[i]);
    ayes_buffer_add_text(text, "5\" by 6,\"");
    for (size_t i = 0; i < 20000; i++) ayes_buffer_add_text(text, "one more line\n");
    ayes_buffer_add_text(text, "\"\n");
  }
  ayes_buffer_add_text(text, "last,\"open");
}

static void memory_fails(void **state) {
  static const char path[] = "table_csv_made.csv";
  ayes_buffer text = {0};
  (void)state;
  make_rows(&text);
  write_file(path, &text);
  test_table_memory_fails(path, 400);
  ayes_buffer_clear(&text); /* a first line that is longer than what is read at once */
  ayes_buffer_add_repeated(&text, 'x', AYES_SOURCE_BLOCK + 10);
  ayes_buffer_add_text(&text, ",b\n1,2\n");
  write_file(path, &text);
  test_table_memory_fails(path, 400);
  remove(path);
  ayes_buffer_release(&text);
}

/* From here on reading the table's file fails as that of a bad disk: nothing is where a process
 * that has no page at address 0 reads its own memory. */
static void break_file(ayes_table *table) {
  int broken = open("/proc/self/mem", O_RDONLY);
  assert_true(broken >= 0);
  assert_true(dup2(broken, fileno(table->source.file)) >= 0);
  close(broken);
}

static void disk_fails(void **state) {
  static const char *const fronts[] = {"1,2\n", "\"open\n", "5\" by 6,\"open\n"};
  (void)state;
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
    test_table it;
    ayes_buffer text = {0};
    ayes_buffer_add_text(&text, "a,b\n");
    ayes_buffer_add_text(&text, fronts[i]);
    while (text.length < 2 * AYES_SOURCE_BLOCK) ayes_buffer_add_text(&text, "1,2\n");
    test_table_bytes(&it, ayes_buffer_span(&text), NULL);
    ayes_buffer_release(&text);
    break_file(it.table);
    ayes_status status = AYES_OK;
    do status = ayes_table_next(it.table, &it.row, &it.error);
    while (status == AYES_OK && it.row.is_there);
    assert_int_equal(status, AYES_IO_FAILED);
    assert_string_equal(it.error.message, "cannot be read: Input/output error");
    ayes_table_close(it.table);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(delimiters_that_split),
                                     cmocka_unit_test(what_is_not_split),
                                     cmocka_unit_test(rows_past_the_limit),
                                     cmocka_unit_test(split_without_memory),
                                     cmocka_unit_test(other_delimiters),
                                     cmocka_unit_test(zeros_in_cells),
                                     cmocka_unit_test(long_line_in_a_row),
                                     cmocka_unit_test(long_first_line),
                                     cmocka_unit_test(refused_and_endless),
                                     cmocka_unit_test(memory_fails),
                                     cmocka_unit_test(disk_fails)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
