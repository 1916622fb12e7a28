/* SPDX-License-Identifier: MIT
 *
 * Files made to hurt whoever reads them: each gets a clear error, or costs its row only, within
 * seconds of the processor, and twice of what hurts takes about twice the time; what is there to
 * catch takes minutes or gigabytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "corpus/corpus.h"

#include "support/doubling.h"
#include "support/table.h"
#include "support/zip.h"

static const double SECONDS = 2;
static const char made[] = "hostile_made.xlsx";

typedef struct reading {
  double seconds;
  size_t rows, bad;
  char code[32]; /* of the last bad row */
  char message[512];
  ayes_status status;
} reading;

/* Reads a file to its end or to an error. */
static reading read_file(const char *path) {
  double start = test_now();
  reading it = {0};
  ayes_table *table;
  ayes_row row;
  ayes_error error = {0};
  it.status = ayes_table_open(path, NULL, &table, &error);
  while (it.status == AYES_OK) {
    it.status = ayes_table_next(table, &row, &error);
    if (it.status != AYES_OK || !row.is_there) break;
    it.rows++;
    it.bad += row.code != NULL;
    if (row.code) (void)snprintf(it.code, sizeof it.code, "%s", row.code);
  }
  (void)snprintf(it.message, sizeof it.message, "%s", error.message);
  ayes_table_close(table);
  it.seconds = test_now() - start;
  return it;
}

/* Both return the seconds that it took. */
static double expect_error(const char *path, ayes_status status, const char *message) {
  reading it = read_file(path);
  assert_string_equal(it.message, message);
  assert_int_equal(it.status, status);
  return it.seconds;
}

static double expect_rows(const char *path, size_t rows, size_t bad, const char *code) {
  reading it = read_file(path);
  if (it.status != AYES_OK) fail_msg("%s", it.message);
  assert_int_equal(it.rows, rows);
  assert_int_equal(it.bad, bad);
  if (bad) assert_string_equal(it.code, code);
  return it.seconds;
}

static void write_file(const char *path, const char *front, const char *piece, size_t times,
                       const char *end) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_true(fputs(front, file) >= 0);
  size_t length = strlen(piece);
  for (size_t i = 0; i < times; i++) assert_int_equal(fwrite(piece, 1, length, file), length);
  assert_true(fputs(end, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

/* A workbook whose sheet is front, piece many times, end. */
static void write_sheet(const char *front, const char *piece, size_t times, const char *end,
                        bool is_stored) {
  char block[64 * 1024];
  size_t length = strlen(piece), fitting = (sizeof block - 1) / length;
  if (fitting > times) fitting = times;
  for (size_t i = 0; i < fitting; i++) memcpy(block + i * length, piece, length);
  block[fitting * length] = '\0';
  const test_part parts[] = {
      TEST_WORKBOOK_RELATIONS,
      TEST_WORKBOOK,
      {"xl/worksheets/sheet1.xml", front, 0, NULL, false},
  };
  zipFile zip = zipOpen64(made, APPEND_STATUS_CREATE);
  assert_non_null(zip);
  for (size_t i = 0; i < 4; i++) {
    const test_part *part = &parts[i];
    bool is_sheet = i == 3;
    assert_int_equal(zipOpenNewFileInZip64(zip, part->name, NULL, NULL, 0, NULL, 0, NULL,
                                           Z_DEFLATED, is_stored ? 0 : 1, 1),
                     ZIP_OK);
    assert_int_equal(zipWriteInFileInZip(zip, part->text, (unsigned)strlen(part->text)), ZIP_OK);
    for (size_t done = 0; is_sheet && done < times; done += fitting) {
      size_t count = times - done < fitting ? times - done : fitting;
      assert_int_equal(zipWriteInFileInZip(zip, block, (unsigned)(count * length)), ZIP_OK);
    }
    if (is_sheet) assert_int_equal(zipWriteInFileInZip(zip, end, (unsigned)strlen(end)), ZIP_OK);
    assert_int_equal(zipCloseFileInZip(zip), ZIP_OK);
  }
  assert_int_equal(zipClose(zip, NULL), ZIP_OK);
}

/* ---- packed; size: how often what hurts stands there ---- */

static double zip_bomb(void *data, size_t size) {
  (void)data;
  write_sheet("<worksheet><sheetData>", "<row></row>\n", size, "</sheetData></worksheet>", false);
  return expect_error(made, AYES_OVER_LIMIT,
                      "unpacks to more than 100 times its size, as no table or document does");
}

static double document_type(void *data, size_t size) {
  (void)data;
  write_sheet(
      "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
      "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><worksheet><sheetData><row><c t='str'><v>",
      "&c;", size, "</v></c></row></sheetData></worksheet>", false);
  return expect_error(
      made, AYES_BAD_DATA,
      "holds XML with a document type declaration, as no program writes it; it is not read");
}

static double deep_nesting(void *data, size_t size) {
  (void)data;
  write_sheet("", "<row>", size, "", true);
  return expect_error(made, AYES_OVER_LIMIT, "holds XML nested more than 256 deep");
}

static double endless_tag(void *data, size_t size) {
  (void)data;
  write_sheet("<worksheet a='", "aaaaaaaaaaaaaaaa", size, "'/>", true);
  return expect_error(made, AYES_OVER_LIMIT,
                      "holds XML with a tag or comment longer than 4194304 bytes");
}

static double far_rows_and_columns(void *data, size_t size) {
  (void)data;
  write_sheet(
      "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row>"
      "<row r='2147483647'><c r='A2147483647'><v>1</v></c></row>"
      "<row r='18446744073709551616'><c><v>1</v></c></row><row r='4'>"
      "<c r='FXSHRXX4'><v>1</v></c></row><row r='5'>",
      "<c><v>1</v></c>", size, "</row></sheetData></worksheet>", true);
  return expect_rows(made, 5, 4, "over_limit");
}

static double long_cell(void *data, size_t size) {
  (void)data;
  write_sheet("<worksheet><sheetData><row><c t='str'><v>", "sixteen bytes ...", size,
              "</v></c></row><row><c><v>2</v></c></row></sheetData></worksheet>", true);
  return expect_rows(made, 2, 1, "over_limit");
}

static void cut_off(void **state) {
  (void)state;
  write_sheet("<worksheet><sheetData>", "<row><c><v>1</v></c></row>", 1000,
              "</sheetData></worksheet>", true);
  FILE *file = fopen(made, "rb");
  char bytes[64 * 1024];
  size_t length = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  for (size_t cut = 1; cut < length; cut += 97) {
    file = fopen("hostile_cut.xlsx", "wb");
    assert_int_equal(fwrite(bytes, 1, length - cut, file), length - cut);
    assert_int_equal(fclose(file), 0);
    reading it = read_file("hostile_cut.xlsx");
    if (it.status != AYES_BAD_DATA) assert_int_equal(it.rows, 1000);
  }
  remove("hostile_cut.xlsx");
}

/* ---- text ---- */

static double many_columns(void *data, size_t size) {
  (void)data;
  write_file("hostile.csv", "a,b\n1,2\n", ",", size, "\n3,4\n");
  return expect_rows("hostile.csv", 4, 1, "over_limit");
}

static double many_names(void *data, size_t size) {
  (void)data;
  write_file("hostile.csv", "", ",", size, "\n3,4\n");
  return expect_rows("hostile.csv", 2, 1, "over_limit");
}

static double unclosed_quote(void *data, size_t size) {
  (void)data;
  write_file("hostile.csv", "id,text\n1,\"open\n", "2,a good row\n", size, "");
  return expect_rows("hostile.csv", size + 2, 1, "bad_csv");
}

static double unclosed_quotes(void *data, size_t size) {
  (void)data;
  write_file("hostile.csv", "id,text\n", "2,\"open\n", size, "");
  reading it = read_file("hostile.csv");
  assert_int_equal(it.status, AYES_OK);
  assert_true(it.bad >= size / 2);
  return it.seconds;
}

static double long_line(void *data, size_t size) {
  (void)data;
  write_file("hostile.csv", "id,text\n1,", "sixteen bytes ...", size, "\n2,b\n");
  return expect_rows("hostile.csv", 3, 1, "over_limit");
}

static void test_doublings(void **state) {
  enum { MILLION = 1000 * 1000 };
  (void)state;
  test_doubling("a zip bomb", zip_bomb, NULL, 8 * MILLION, SECONDS);
  test_doubling("entities", document_type, NULL, MILLION, SECONDS);
  test_doubling("deep nesting", deep_nesting, NULL, MILLION, SECONDS);
  test_doubling("an endless tag", endless_tag, NULL, 2 * MILLION, SECONDS);
  test_doubling("far rows and columns", far_rows_and_columns, NULL, MILLION, SECONDS);
  test_doubling("a cell of 200 megabytes", long_cell, NULL, 200 * MILLION / 17, SECONDS);
  test_doubling("ten million columns", many_columns, NULL, 10 * MILLION, SECONDS);
  test_doubling("ten million names", many_names, NULL, 10 * MILLION, SECONDS);
  test_doubling("an unclosed quote", unclosed_quote, NULL, MILLION / 2, SECONDS);
  test_doubling("unclosed quotes", unclosed_quotes, NULL, MILLION / 5, SECONDS);
  test_doubling("a line of 200 megabytes", long_line, NULL, 200 * MILLION / 17, SECONDS);
}

static void wide_characters_without_a_mark(void **state) {
  static const char wide[] = "i\0d\0,\0t\0\n\0";
  static const char far[] = "\x42\x30\x00\x30\x44\x30\x0A\x00\x46\x30";
  (void)state;
  FILE *file = fopen("hostile.csv", "wb");
  assert_int_equal(fwrite(wide, 1, sizeof wide - 1, file), sizeof wide - 1);
  fclose(file);
  expect_rows("hostile.csv", 1, 0, NULL);
  file = fopen("hostile.csv", "wb");
  assert_int_equal(fwrite(far, 1, sizeof far - 1, file), sizeof far - 1);
  fclose(file);
  expect_error("hostile.csv", AYES_BAD_DATA,
               "is not text (it holds NUL bytes); export the answers as CSV or JSONL");
}

/* ---- what is no file ---- */

static void folders_and_pipes(void **state) {
  (void)state;
  expect_error(".", AYES_NO_INPUT, "is a folder, not a file");
  remove("hostile.pipe");
  assert_int_equal(mkfifo("hostile.pipe", 0600), 0);
  expect_error("hostile.pipe", AYES_NO_INPUT, "is a pipe that nothing writes to; give a file");
  pid_t writer = fork();
  if (writer == 0) {
    FILE *file = fopen("hostile.pipe", "w");
    if (file) {
      usleep(20000);
      fputs("a,b\n1,2\n", file);
      fclose(file);
    }
    _exit(0);
  }
  expect_rows("hostile.pipe", 2, 0, NULL);
  remove("hostile.pipe");
}

static int tear_down(void **state) {
  (void)state;
  remove(made);
  remove("hostile.csv");
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_doublings),
      cmocka_unit_test(cut_off),
      cmocka_unit_test(wide_characters_without_a_mark),
      cmocka_unit_test(folders_and_pipes),
  };
  return cmocka_run_group_tests(tests, NULL, tear_down);
}
