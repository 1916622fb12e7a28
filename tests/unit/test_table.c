/* SPDX-License-Identifier: MIT
 *
 * Tables as they came: rows, their numbers and lines, bad rows with what was read of them, and what
 * is said of how the file was read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "corpus/table_parts.h"
#include <cmocka.h>

#include "support/table.h"

static void rows_and_numbers(void **state) {
  test_table it;
  (void)state;
  test_table_text(&it, "a,b\r\n\r\n\"one\ntwo\",\"say \"\"hi\"\"\"\r\nlast,", NULL);
  test_table_row(&it, 1, 1, "a|b");
  test_table_row(&it, 3, 3, "one\ntwo|say \"hi\"");
  test_table_row(&it, 4, 5, "last|");
  test_table_end(&it);
}

static void bad_rows_as_they_came(void **state) {
  test_table it;
  (void)state;
  test_table_text(&it, "a,b\n1,\"open\n2,good\n3,5\" nails\r\n4,\"two\nlines", NULL);
  test_table_row(&it, 1, 1, "a|b");
  test_table_bad(&it, 2, 2, "bad_csv", "1,\"open");
  test_table_row(&it, 3, 3, "2|good");
  test_table_row(&it, 4, 4, "3|5\" nails");
  test_table_bad(&it, 5, 5, "bad_csv", "4,\"two");
  test_table_row(&it, 6, 6, "lines");
  test_table_end(&it);
}

/* A quote in a cell that does not begin with one stands for itself, on whatever path it is read. */
static void quotes_that_are_text(void **state) {
  static const char text[] = "a,b\n5\" by 6\",\"two\nlines\"\n x 3\" , \"y\" \n7\",\"open\n8,9\"";
  (void)state;
  for (int careful = 0; careful < 2; careful++) {
    test_table it;
    test_table_text(&it, text, NULL);
    it.table->is_careful = careful;
    test_table_row(&it, 1, 1, "a|b");
    test_table_row(&it, 2, 2, "5\" by 6\"|two\nlines");
    test_table_row(&it, 3, 4, "x 3\"|y");
    test_table_row(&it, 4, 5, "7\"|open\n8,9");
    test_table_end(&it);
  }
}

static void rows_of_other_lengths(void **state) {
  test_table it;
  (void)state;
  test_table_text(&it, "a;b\n1\n2;3;4\n", NULL);
  assert_int_equal(ayes_table_facts_of(it.table)->delimiter, ';');
  test_table_row(&it, 1, 1, "a|b");
  test_table_row(&it, 2, 2, "1");
  test_table_row(&it, 3, 3, "2|3|4");
  test_table_end(&it);
}

static void delimiter_on_request(void **state) {
  test_table it;
  (void)state;
  test_table_text(&it, "a,b,c|d\n", &(ayes_table_options){.delimiter = '|'});
  assert_string_equal(ayes_table_facts_of(it.table)->delimiter_why, "it was asked for");
  test_table_row(&it, 1, 1, "a,b,c|d");
  test_table_end(&it);
}

static void encodings(void **state) {
  static const char little[] = "t\0e\0x\0t\0\n\0\xE9\0\n\0";
  static const char big[] = "\0t\0e\0x\0t\0\n\0\xE9\0\n";
  test_table it;
  (void)state;
  test_table_bytes(&it, ayes_span_make(little, sizeof little - 1), NULL);
  assert_string_equal(ayes_table_facts_of(it.table)->encoding, "utf-16le");
  assert_string_equal(ayes_table_facts_of(it.table)->encoding_why, "every other byte is zero");
  test_table_row(&it, 1, 1, "text");
  test_table_row(&it, 2, 2, "\xC3\xA9");
  test_table_end(&it);
  test_table_bytes(&it, ayes_span_make(big, sizeof big - 1), NULL);
  assert_string_equal(ayes_table_facts_of(it.table)->encoding, "utf-16be");
  test_table_row(&it, 1, 1, "text");
  test_table_row(&it, 2, 2, "\xC3\xA9");
  test_table_end(&it);
  test_table_text(&it, "caf\xC3\xA9\n", &(ayes_table_options){.encoding = "CP1252"});
  assert_string_equal(ayes_table_facts_of(it.table)->encoding, "windows-1252");
  test_table_row(&it, 1, 1, "caf\xC3\x83\xC2\xA9");
  test_table_end(&it);
}

static void repaired_cells(void **state) {
  test_table it;
  (void)state;
  test_table_text(&it, "a,b\nx\xFF,y\xC3\xA9\n", &(ayes_table_options){.encoding = "utf-8"});
  test_table_row(&it, 1, 1, "a|b");
  test_table_row(&it, 2, 2, "x\xEF\xBF\xBD|y\xC3\xA9");
  assert_int_equal(it.row.bad_bytes, 1);
  test_table_end(&it);
}

static void too_many_cells(void **state) {
  test_table it;
  ayes_buffer text = {0};
  (void)state;
  ayes_buffer_add_text(&text, "a,b\n");
  ayes_buffer_add_repeated(&text, ',', 10 * 1000 * 1000);
  ayes_buffer_add_text(&text, "\nc,d\n");
  test_table_bytes(&it, ayes_buffer_span(&text), NULL);
  test_table_row(&it, 1, 1, "a|b");
  assert_int_equal(ayes_table_next(it.table, &it.row, &it.error), AYES_OK);
  assert_string_equal(it.row.code, "over_limit");
  assert_string_equal(it.row.message,
                      "the row at line 2 has 10000001 cells, more than the limit of 16384");
  test_table_row(&it, 3, 3, "c|d");
  test_table_end(&it);
  ayes_buffer_release(&text);
}

/* ---- libcsv and the shortcut ---- */

static uint32_t next_random(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 16;
}

/* Text made of the pieces that matter to CSV. */
static void make_text(uint32_t *seed, ayes_buffer *text) {
  static const char *const pieces[] = {
      "a",         "bc", ",",  ",", ",",  "\n",       "\r\n", "\n",         "\"x\"", "\"", "\"\"",
      "\"y,\nz\"", " ",  "\t", ";", "\r", "\xC3\xA9", "\xFF", "\"q\"\"q\"", "\n\n",  "|"};
  size_t count = next_random(seed) % 60 + 1;
  ayes_buffer_clear(text);
  ayes_buffer_add_text(text, "a");
  for (size_t i = 0; i < count; i++)
    ayes_buffer_add_text(text, pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)]);
}

static void assert_same_row(const ayes_row *a, const ayes_row *b) {
  assert_int_equal(a->is_there, b->is_there);
  assert_int_equal(a->number, b->number);
  assert_int_equal(a->line, b->line);
  assert_int_equal(a->count, b->count);
  assert_int_equal(a->bad_bytes, b->bad_bytes);
  assert_int_equal(a->code != NULL, b->code != NULL);
  assert_string_equal(a->message, b->message);
  assert_true(ayes_span_equal(a->raw, b->raw));
  for (size_t i = 0; i < a->count; i++) assert_true(ayes_span_equal(a->cells[i], b->cells[i]));
}

static void shortcut_equals_libcsv(void **state) {
  uint32_t seed = 7;
  ayes_buffer text = {0};
  size_t good = 0;
  (void)state;
  for (int round = 0; round < 4000; round++) {
    test_table quick, careful;
    make_text(&seed, &text);
    ayes_table_options options = {.delimiter = ",;\t|"[round % 4], .encoding = "utf-8"};
    test_table_bytes(&quick, ayes_buffer_span(&text), &options);
    test_table_bytes(&careful, ayes_buffer_span(&text), &options);
    careful.table->is_careful = true;
    do {
      assert_int_equal(ayes_table_next(quick.table, &quick.row, NULL), AYES_OK);
      assert_int_equal(ayes_table_next(careful.table, &careful.row, NULL), AYES_OK);
      assert_same_row(&quick.row, &careful.row);
      good += quick.row.is_there && !quick.row.code;
    } while (quick.row.is_there);
    ayes_table_close(quick.table);
    ayes_table_close(careful.table);
  }
  assert_true(good > 8000);
  ayes_buffer_release(&text);
}

static void refusals(void **state) {
  test_table it;
  (void)state;
  test_table_refused(&it, "a\n", &(ayes_table_options){.encoding = "ebcdic"}, AYES_BAD_USAGE,
                     "unknown encoding \"ebcdic\"; the encodings are utf-8, windows-1252, utf-16le "
                     "and utf-16be");
  test_table_refused(&it, "a\n", &(ayes_table_options){.format = "doc"}, AYES_BAD_USAGE,
                     "unknown format \"doc\"; the formats are jsonl, json, csv, xlsx, ods, docx, "
                     "odt, pdf, sav and txt");
  ayes_table_close(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_and_numbers),       cmocka_unit_test(bad_rows_as_they_came),
      cmocka_unit_test(rows_of_other_lengths),  cmocka_unit_test(quotes_that_are_text),
      cmocka_unit_test(delimiter_on_request),   cmocka_unit_test(encodings),
      cmocka_unit_test(repaired_cells),         cmocka_unit_test(too_many_cells),
      cmocka_unit_test(shortcut_equals_libcsv), cmocka_unit_test(refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
