/* SPDX-License-Identifier: MIT
 *
 * Files that others wrote: csv-spectrum, each CSV with the JSON it means, and the spreadsheets of
 * i.AI Consult; and workbooks and documents that LibreOffice makes, which must read as a CSV of the
 * same does. All skip, saying so, where the files or the program are missing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "corpus/table.h"
#include <cmocka.h>

#include "support/table.h"

static const char *suite_file(const char *folder, const char *name, const char *ending) {
  static char path[512];
  const char *shared = getenv("AYES_SHARED");
  (void)snprintf(path, sizeof path, "%s/suites/%s/%s%s", shared ? shared : "../shared", folder,
                 name, ending);
  if (ayes_file_exists(path)) return path;
  print_message("skipped: there is no %s\n", path);
  skip();
  return NULL;
}

/* ---- csv-spectrum ---- */

static json_t *json_of_table(const char *path) {
  test_table it;
  json_t *records = json_array(), *names = json_array();
  test_table_file(&it, path, NULL);
  while (ayes_table_next(it.table, &it.row, &it.error) == AYES_OK && it.row.is_there) {
    assert_null(it.row.code);
    json_t *record = it.row.number == 1 ? NULL : json_object();
    for (size_t i = 0; i < it.row.count; i++) {
      json_t *cell = json_stringn(it.row.cells[i].data, it.row.cells[i].length);
      if (!record) json_array_append_new(names, cell);
      else json_object_set_new(record, json_string_value(json_array_get(names, i)), cell);
    }
    if (record) json_array_append_new(records, record);
  }
  ayes_table_close(it.table);
  json_decref(names);
  return records;
}

/* The suite's JSON has the line ends that its CSV lost on the way. */
static void drop_returns(json_t *records) {
  size_t i;
  json_t *record, *cell;
  const char *name;
  json_array_foreach(records, i, record) {
    json_object_foreach(record, name, cell) {
      char *text = strdup(json_string_value(cell)), *to = text;
      for (const char *from = text; *from; from++)
        if (*from != '\r') *to++ = *from;
      *to = '\0';
      json_string_set(cell, text);
      free(text);
    }
  }
}

static void csv_spectrum(void **state) {
  static const char *const names[] = {"comma_in_quotes",
                                      "empty",
                                      "empty_crlf",
                                      "escaped_quotes",
                                      "json",
                                      "newlines",
                                      "newlines_crlf",
                                      "quotes_and_newlines",
                                      "simple",
                                      "simple_crlf",
                                      "utf8"};
  (void)state;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    json_t *expected;
    ayes_error error = {0};
    assert_int_equal(ayes_json_read(suite_file("csv/json", names[i], ".json"), &expected, &error),
                     AYES_OK);
    json_t *found = json_of_table(suite_file("csv/csvs", names[i], ".csv"));
    drop_returns(expected);
    if (!json_equal(found, expected)) fail_msg("%s: %s", names[i], json_dumps(found, 0));
    json_decref(found);
    json_decref(expected);
  }
}

/* Its JSON is of another telephone; the cell that matters is the same. */
static void csv_spectrum_coordinates(void **state) {
  json_t *expected;
  (void)state;
  assert_int_equal(
      ayes_json_read(suite_file("csv/json", "location_coordinates", ".json"), &expected, NULL),
      AYES_OK);
  json_t *found = json_of_table(suite_file("csv/csvs", "location_coordinates", ".csv"));
  assert_int_equal(json_array_size(found), 1);
  assert_true(json_equal(json_object_get(json_array_get(found, 0), "Location Coordinates"),
                         json_object_get(expected, "Location Coordinates")));
  json_decref(found);
  json_decref(expected);
}

/* ---- i.AI Consult ---- */

typedef struct counted {
  size_t rows, columns, bad;
} counted;

static counted count_rows(const char *path, const char *sheet) {
  test_table it;
  counted found = {0, 0, 0};
  test_table_file(&it, path, &(ayes_table_options){.sheet = sheet});
  while (ayes_table_next(it.table, &it.row, &it.error) == AYES_OK && it.row.is_there) {
    found.rows++;
    found.bad += it.row.code != NULL;
    if (it.row.count > found.columns) found.columns = it.row.count;
  }
  ayes_table_close(it.table);
  return found;
}

static void expect_count(const char *name, const char *sheet, size_t rows, size_t columns) {
  counted found = count_rows(suite_file("import", name, ""), sheet);
  if (found.rows != rows || found.columns != columns || found.bad)
    fail_msg("%s: %zu rows of %zu columns, %zu bad", name, found.rows, found.columns, found.bad);
}

static void consult_files(void **state) {
  (void)state;
  expect_count("responses_biomass_format.csv", NULL, 7, 5);
  expect_count("responses_lgr_format.csv", NULL, 6, 8);
  expect_count("responses_scr_format.csv", NULL, 6, 5);
  expect_count("qu_format_a_numeric.xlsx", NULL, 6, 3);
  expect_count("qu_format_a_numeric.xlsx", "Hybrid questions", 5, 4);
  expect_count("qu_format_b_instruction.xlsx", NULL, 7, 2);
  expect_count("consult_data_template_v005.xlsx", NULL, 41, 10);
  expect_count("consult_data_template_v005.xlsx", "Multiple Choice Questions", 2, 3);
}

static void consult_cells(void **state) {
  test_table it;
  (void)state;
  test_table_file(&it, suite_file("import", "qu_format_a_numeric", ".xlsx"),
                  &(ayes_table_options){.sheet = "Demographic"});
  for (size_t i = 0; i < 3; i++) ayes_table_next(it.table, &it.row, &it.error);
  test_table_row(&it, 4, 0, "A|Responding as");
  ayes_table_close(it.table);
  test_table_file(&it, suite_file("import", "responses_scr_format", ".csv"), NULL);
  ayes_table_next(it.table, &it.row, &it.error);
  ayes_table_next(it.table, &it.row, &it.error);
  assert_int_equal(it.row.number, 3); /* the blank row is counted and passed over */
  assert_true(ayes_span_equal(it.row.cells[0], ayes_span_of("Individual")));
  ayes_table_close(it.table);
}

/* ---- LibreOffice ---- */

static char made_path[64];

static void expect_same(const char *path, const char *csv) {
  test_table a, b;
  test_table_file(&a, path, NULL);
  test_table_file(&b, csv, NULL);
  do {
    assert_int_equal(ayes_table_next(a.table, &a.row, &a.error), AYES_OK);
    assert_int_equal(ayes_table_next(b.table, &b.row, &b.error), AYES_OK);
    assert_int_equal(a.row.is_there, b.row.is_there);
    for (size_t i = 0; b.row.is_there && i < b.row.count; i++) {
      ayes_span cell = i < a.row.count ? a.row.cells[i] : ayes_span_make("", 0);
      if (!ayes_span_equal(cell, b.row.cells[i]))
        fail_msg("%s row %zu: \"%.*s\" is not \"%.*s\"", path, b.row.number, (int)cell.length,
                 cell.data, (int)b.row.cells[i].length, b.row.cells[i].data);
    }
  } while (b.row.is_there);
  ayes_table_close(a.table);
  ayes_table_close(b.table);
}

static void write_text(const char *path, const char *text) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

/* Has LibreOffice make a file of that format, or skips, saying so. */
static void make_in_office(const char *source, const char *filter, const char *format) {
  char line[512];
  if (system("soffice --version >/dev/null 2>&1") != 0) {
    print_message("skipped: LibreOffice (soffice) is not installed\n");
    skip();
  }
  (void)snprintf(line, sizeof line,
                 "soffice -env:UserInstallation=file://\"$PWD\"/office_profile --headless "
                 "--infilter='%s' --convert-to %s %s >office.log 2>&1",
                 filter, format, source);
  (void)snprintf(made_path, sizeof made_path, "office_made.%s", format);
  remove(made_path);
  if (system(line) == 0 && ayes_file_exists(made_path)) return;
  print_message("skipped: LibreOffice makes no %s here\n", format);
  skip();
}

static void clean_up_office(void) {
  assert_int_equal(system("rm -rf office_profile office.log office_made.*"), 0);
}

static void office_workbooks(void **state) {
  static const char csv[] =
      "Respondent,Date,Agree,Number,Text\n"
      "r1,2024-03-05,TRUE,12.5,\"Two\nlines, and \"\"quotes\"\"\"\n"
      "r2,1999-12-31,FALSE,-3,\xC2\xA3"
      "5 for caf\xC3\xA9s  and two spaces\n"
      ",,,,only text\n"
      "r4,2024-02-29,TRUE,0.1,=not a formula\n";
  static const char *const formats[] = {"xlsx", "ods"};
  (void)state;
  write_text("office_made.csv", csv);
  for (size_t i = 0; i < 2; i++) {
    /* Separator, quote, UTF-8, from line 1; all columns as they are; quoted cells are text. */
    make_in_office("office_made.csv", "CSV:44,34,76,1,5/2", formats[i]);
    expect_same(made_path, "office_made.csv");
  }
  clean_up_office();
}

/* A table in a text document: paragraphs and a list within cells, an empty one. */
static void office_documents(void **state) {
  static const char html[] =
      "<html><head><meta charset='utf-8'></head><body><table border='1'>"
      "<tr><td><p>id</p></td><td><p>text</p></td><td><p>group</p></td></tr>"
      "<tr><td><p>r1</p></td><td><p>Two paragraphs</p><p>of <b>one</b> answer, \xC2\xA3"
      "5</p></td><td><p>East</p></td></tr><tr><td><p>r2</p></td><td><p>A list:</p><ul><li>first"
      "</li><li>second</li></ul></td><td><p></p></td></tr></table></body></html>";
  static const char csv[] =
      "id,text,group\n"
      "r1,\"Two paragraphs\nof one answer, \xC2\xA3"
      "5\",East\n"
      "r2,\"A list:\n\xE2\x80\xA2 first\n\xE2\x80\xA2 second\",\n";
  static const char *const formats[] = {"docx", "odt"};
  (void)state;
  write_text("office_made.html", html);
  write_text("office_made.csv", csv);
  for (size_t i = 0; i < 2; i++) {
    make_in_office("office_made.html", "HTML (StarWriter)", formats[i]);
    expect_same(made_path, "office_made.csv");
  }
  clean_up_office();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(csv_spectrum),     cmocka_unit_test(csv_spectrum_coordinates),
      cmocka_unit_test(consult_files),    cmocka_unit_test(consult_cells),
      cmocka_unit_test(office_workbooks), cmocka_unit_test(office_documents)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
