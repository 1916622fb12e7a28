/* SPDX-License-Identifier: MIT
 *
 * SPSS files, written here by libreadstat, and plain text as a table.
 */
#include <fcntl.h>
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

static const char made[] = "sav_made.sav";

#ifdef AYES_HAS_READSTAT
#include <readstat.h>

static ssize_t write_bytes(const void *data, size_t length, void *file) {
  return (ssize_t)fwrite(data, 1, length, file);
}

static void write_sav(bool has_labels) {
  FILE *file = fopen(made, "wb");
  assert_non_null(file);
  readstat_writer_t *writer = readstat_writer_init();
  readstat_set_data_writer(writer, write_bytes);
  readstat_label_set_t *set = readstat_add_label_set(writer, READSTAT_TYPE_DOUBLE, "agree");
  readstat_label_double_value(set, 1, "Agree");
  readstat_label_double_value(set, 2, "Disagree");
  readstat_variable_t *id = readstat_add_variable(writer, "id", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_t *q1 = readstat_add_variable(writer, "q1", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_t *text =
      readstat_add_variable(writer, has_labels ? "q2" : "text", READSTAT_TYPE_STRING, 300);
  readstat_variable_t *when = readstat_add_variable(writer, "when", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_set_label_set(q1, set);
  readstat_variable_set_format(when, "DATETIME20");
  if (has_labels) {
    readstat_variable_set_label(q1, "Do you agree?");
    readstat_variable_set_label(text, "Why? Tell us");
  }
  assert_int_equal(readstat_begin_writing_sav(writer, file, 2), READSTAT_OK);
  for (int i = 0; i < 2; i++) {
    readstat_begin_row(writer);
    readstat_insert_double_value(writer, id, i + 1.5);
    if (i) readstat_insert_missing_value(writer, q1);
    else readstat_insert_double_value(writer, q1, 2);
    readstat_insert_string_value(writer, text,
                                 i ? ""
                                   : "It costs \xC2\xA3"
                                     "5");
    readstat_insert_double_value(writer, when, 115860.0 * 86400 + 45356.5 * 86400);
    readstat_end_row(writer);
  }
  assert_int_equal(readstat_end_writing(writer), READSTAT_OK);
  readstat_writer_free(writer);
  assert_int_equal(fclose(file), 0);
}

static void spss_labels(void **state) {
  test_table it;
  (void)state;
  write_sav(true);
  test_table_file(&it, made, NULL);
  assert_string_equal(ayes_table_facts_of(it.table)->format, "sav");
  test_table_row(&it, 1, 0, "id|Do you agree?|Why? Tell us|when");
  test_table_row(&it, 2, 0,
                 "1.5|Disagree|It costs \xC2\xA3"
                 "5|2024-03-05 12:00:00");
  test_table_row(&it, 3, 0, "2.5|||2024-03-05 12:00:00");
  test_table_end(&it);
}

static void spss_plain_names(void **state) {
  test_table it;
  (void)state;
  write_sav(false);
  test_table_file(&it, made, NULL);
  test_table_row(&it, 1, 0, "id|q1|text|when");
  ayes_table_close(it.table);
}

static void spss_cut_off(void **state) {
  char bytes[16 * 1024];
  (void)state;
  write_sav(true);
  FILE *file = fopen(made, "rb");
  size_t length = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  for (size_t end = 4; end < length; end += 61) {
    ayes_table *table;
    ayes_row row;
    ayes_error error = {0};
    file = fopen(made, "wb");
    assert_int_equal(fwrite(bytes, 1, end, file), end);
    fclose(file);
    ayes_status status = ayes_table_open(made, NULL, &table, &error);
    while (status == AYES_OK && ayes_table_next(table, &row, &error) == AYES_OK && row.is_there) {}
    assert_true(status == AYES_OK || error.message[0]);
    ayes_table_close(table);
  }
}

/* A bad disk is no bad file. */
static void spss_disk_fails(void **state) {
  test_table it = {0};
  ayes_source source;
  ayes_found_format found;
  ayes_span front;
  (void)state;
  write_sav(true);
  assert_int_equal(ayes_source_open(made, &source, &front, &it.error), AYES_OK);
  assert_int_equal(ayes_source_format(made, front, "sav", &found, &it.error), AYES_OK);
  int broken = open("/proc/self/mem", O_RDONLY); /* no page at address 0 */
  assert_true(dup2(broken, fileno(source.file)) >= 0);
  close(broken);
  assert_int_equal(ayes_table_adopt(&source, front, &found, NULL, &it.table, &it.error),
                   AYES_IO_FAILED);
  assert_string_equal(it.error.message, "cannot be read: Input/output error");
  ayes_source_close(&source);
}

static void spss_from_a_pipe(void **state) {
  test_table it;
  int ends[2];
  char name[64];
  (void)state;
  assert_int_equal(pipe(ends), 0);
  assert_int_equal(write(ends[1], "$FL2 and so on", 14), 14);
  close(ends[1]);
  snprintf(name, sizeof name, "/proc/self/fd/%d", ends[0]);
  test_table_file_refused(&it, name, NULL, AYES_BAD_DATA,
                          "is an SPSS file, which cannot be read from a pipe; give the name of a "
                          "file");
  close(ends[0]);
}

static void spss_memory_fails(void **state) {
  (void)state;
  write_sav(true);
  test_table_memory_fails(made, 500);
}

#else

static void spss_without_library(void **state) {
  test_table it;
  (void)state;
  test_table_refused(&it, "$FL2 and no more", NULL, AYES_BAD_DATA,
                     "is an SPSS file, and this ayes was built without libreadstat, which reads "
                     "these; save it as CSV");
}

#endif

static void write_text(const char *path, const char *text) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

static void lines_of_text(void **state) {
  test_table it;
  (void)state;
  write_text("sav_made.txt", "I like it, mostly.\r\n\r\n  No thanks \n\nWhy?");
  test_table_file(&it, "sav_made.txt", NULL);
  assert_string_equal(ayes_table_facts_of(it.table)->format, "txt");
  test_table_row(&it, 1, 0, "text");
  test_table_row(&it, 2, 1, "I like it, mostly.");
  test_table_row(&it, 3, 3, "No thanks");
  test_table_row(&it, 4, 5, "Why?");
  test_table_end(&it);
}

static void paragraphs_of_text(void **state) {
  test_table it;
  (void)state;
  write_text("sav_made.txt", "\nI like it,\nmostly.\n\n\nNo caf\xE9\n");
  test_table_file(&it, "sav_made.txt", NULL);
  test_table_row(&it, 1, 0, "text");
  test_table_row(&it, 2, 2, "I like it,\nmostly.");
  test_table_row(&it, 3, 6, "No caf\xC3\xA9");
  test_table_end(&it);
}

static void tables_called_text(void **state) {
  static const char *const texts[] = {"id\ttext\n1\ta\n", "id,\"Text\"\n1,a\n", "id;text\n1;a\n"};
  test_table it;
  (void)state;
  for (size_t i = 0; i < 3; i++) {
    write_text("sav_made.txt", texts[i]);
    test_table_file(&it, "sav_made.txt", NULL);
    assert_string_equal(ayes_table_facts_of(it.table)->format, "csv");
    ayes_table_close(it.table);
  }
}

static int tear_down(void **state) {
  (void)state;
  remove(made);
  remove("sav_made.txt");
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
#ifdef AYES_HAS_READSTAT
      cmocka_unit_test(spss_labels),        cmocka_unit_test(spss_plain_names),
      cmocka_unit_test(spss_cut_off),       cmocka_unit_test(spss_disk_fails),
      cmocka_unit_test(spss_from_a_pipe),   cmocka_unit_test(spss_memory_fails),
#else
      cmocka_unit_test(spss_without_library),
#endif
      cmocka_unit_test(lines_of_text),      cmocka_unit_test(paragraphs_of_text),
      cmocka_unit_test(tables_called_text),
  };
  return cmocka_run_group_tests(tests, NULL, tear_down);
}
