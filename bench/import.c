/* SPDX-License-Identifier: MIT
 *
 * How fast and in how much memory tables are read, before any analysis: made files of a million
 * rows (a CSV without quotes, one with) and of 300,000 (XLSX), each read in a process of its own,
 * best of three. Writes bench/import.csv; README.md says how to read it.
 *
 *     bench_import             -- finds the source tree in AYES_ROOT
 */
#include <minizip/zip.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "corpus/table_parts.h"

enum { CSV_ROWS = 1000000, XLSX_ROWS = 300000, TRIES = 3, WORD_COUNT = 12 };

static const char csv_path[] = "bench_import.csv", xlsx_path[] = "bench_import.xlsx";

typedef struct cost {
  double seconds; /* of one core: user and system */
  double mebibytes;
} cost;

/* ---- made texts ---- */

typedef struct maker {
  uint64_t state;
  ayes_buffer text;
} maker;

static uint32_t next_random(maker *it) {
  it->state = it->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(it->state >> 33);
}

/* A few common words, and a long tail of rare ones. */
static void add_word(maker *it) {
  static const char *const common[WORD_COUNT] = {"the",  "of",  "and",    "to",   "we",      "is",
                                                 "road", "not", "should", "safe", "council", "it"};
  uint32_t number = next_random(it);
  if (number % 3) ayes_buffer_add_text(&it->text, common[number % WORD_COUNT]);
  else ayes_buffer_add_format(&it->text, "w%x", number % 1000003);
}

static void make_text(maker *it) {
  size_t words = next_random(it) % 40 + 5;
  ayes_buffer_clear(&it->text);
  for (size_t i = 0; i < words; i++) {
    if (i) ayes_buffer_add_byte(&it->text, ' ');
    add_word(it);
  }
}

/* ---- made files ---- */

static bool write_csv(bool has_quotes) {
  maker it = {.state = 11};
  FILE *file = fopen(csv_path, "wb");
  if (!file) return false;
  fputs("id,question,respondent,answer,text\n", file);
  for (size_t i = 0; i < CSV_ROWS; i++) {
    make_text(&it);
    int length = (int)it.text.length;
    fprintf(file, "%zu,Q%zu,r%zu,%s,", i, i % 5, i, i % 3 ? "Yes" : "No");
    if (!has_quotes) fprintf(file, "%.*s\n", length, it.text.data);
    else if (i % 2) fprintf(file, "\"%.*s, and \"\"more\"\"\"\n", length, it.text.data);
    else fprintf(file, "\"%.*s\nand a second line\"\n", length, it.text.data);
  }
  ayes_buffer_release(&it.text);
  return fclose(file) == 0;
}

static bool open_part(zipFile zip, const char *name) {
  return zipOpenNewFileInZip64(zip, name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 6, 1) == ZIP_OK;
}

static bool add_part(zipFile zip, const char *name, const char *text) {
  return open_part(zip, name) && zipWriteInFileInZip(zip, text, (unsigned)strlen(text)) == ZIP_OK &&
         zipCloseFileInZip(zip) == ZIP_OK;
}

/* Cells of a row, or a shared string, as XML. */
static void add_xml(maker *it, bool is_row, size_t row, ayes_buffer *xml) {
  if (is_row) {
    ayes_buffer_add_format(xml, "<row r=\"%zu\"><c r=\"A%zu\"><v>%zu</v></c>", row, row, row);
    ayes_buffer_add_format(xml, "<c r=\"B%zu\" t=\"inlineStr\"><is><t>Q1</t></is></c>", row);
    ayes_buffer_add_format(xml, "<c r=\"C%zu\"><v>%zu</v></c>", row, row);
    ayes_buffer_add_format(xml, "<c r=\"D%zu\" t=\"b\"><v>1</v></c>", row);
    ayes_buffer_add_format(xml, "<c r=\"E%zu\" t=\"s\"><v>%zu</v></c></row>", row, row - 1);
    return;
  }
  make_text(it);
  ayes_buffer_add_text(xml, "<si><t>");
  ayes_buffer_add(xml, ayes_buffer_span(&it->text));
  ayes_buffer_add_text(xml, "</t></si>");
}

static bool add_many(zipFile zip, const char *name, const char *front, bool is_row,
                     const char *end) {
  maker it = {.state = 13};
  ayes_buffer xml = {0};
  bool good = open_part(zip, name);
  ayes_buffer_add_text(&xml, front);
  for (size_t i = 0; i < XLSX_ROWS && good; i++) {
    add_xml(&it, is_row, i + 1, &xml);
    if (i + 1 == XLSX_ROWS) ayes_buffer_add_text(&xml, end);
    if (xml.length < 100000 && i + 1 < XLSX_ROWS) continue;
    good = zipWriteInFileInZip(zip, xml.data, (unsigned)xml.length) == ZIP_OK;
    ayes_buffer_clear(&xml);
  }
  ayes_buffer_release(&xml);
  ayes_buffer_release(&it.text);
  return good && zipCloseFileInZip(zip) == ZIP_OK;
}

static bool write_xlsx(void) {
  zipFile zip = zipOpen64(xlsx_path, APPEND_STATUS_CREATE);
  bool good = zip != NULL;
  good = good && add_part(zip, "xl/workbook.xml",
                          "<workbook><sheets><sheet name=\"Responses\" r:id=\"r1\"/></sheets>"
                          "</workbook>");
  good = good && add_part(zip, "xl/_rels/workbook.xml.rels",
                          "<Relationships><Relationship Id=\"r1\" Type=\"/worksheet\" "
                          "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" "
                          "Type=\"/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
  good = good && add_many(zip, "xl/worksheets/sheet1.xml", "<worksheet><sheetData>", true,
                          "</sheetData></worksheet>");
  good = good && add_many(zip, "xl/sharedStrings.xml", "<sst>", false, "</sst>");
  return zip && zipClose(zip, NULL) == ZIP_OK && good;
}

/* ---- reading ---- */

static int read_table(const char *path, bool is_careful, size_t rows) {
  ayes_table *table;
  ayes_row row;
  ayes_error error = {0};
  size_t found = 0;
  ayes_status status = ayes_table_open(path, NULL, &table, &error);
  if (status == AYES_OK) table->is_careful = is_careful;
  while (status == AYES_OK) {
    status = ayes_table_next(table, &row, &error);
    if (status != AYES_OK || !row.is_there) break;
    found += row.code == NULL;
  }
  if (status != AYES_OK) fprintf(stderr, "%s\n", error.message);
  ayes_table_close(table);
  return status == AYES_OK && found == rows ? 0 : 1;
}

static int read_records(const char *path, size_t rows) {
  ayes_reader *reader;
  ayes_record record;
  ayes_error error = {0};
  size_t found = 0;
  ayes_status status = ayes_reader_open(path, NULL, &reader, &error);
  while (status == AYES_OK) {
    status = ayes_reader_next(reader, &record, &error);
    if (status != AYES_OK || record.kind == AYES_RECORD_END) break;
    found += record.kind == AYES_RECORD_ANSWER;
  }
  if (status != AYES_OK) fprintf(stderr, "%s\n", error.message);
  ayes_reader_close(reader);
  return status == AYES_OK && found == rows ? 0 : 1;
}

typedef struct run {
  const char *name, *path;
  enum { ROWS, ROWS_BY_LIBCSV, RECORDS } what;
  size_t rows;
} run;

static int read_all(const run *one) {
  if (one->what == RECORDS) return read_records(one->path, one->rows);
  return read_table(one->path, one->what == ROWS_BY_LIBCSV, one->rows);
}

static bool measure(const run *one, cost *best) {
  for (int i = 0; i < TRIES; i++) {
    struct rusage usage;
    int outcome = 1;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) _exit(read_all(one));
    if (child < 0 || wait4(child, &outcome, 0, &usage) != child || outcome != 0) return false;
    double seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                     (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    if (i == 0 || seconds < best->seconds) best->seconds = seconds;
    best->mebibytes = (double)usage.ru_maxrss / 1024;
  }
  return true;
}

static size_t size_of(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return 0;
  size_t size = fseek(file, 0, SEEK_END) == 0 ? (size_t)ftell(file) : 0;
  fclose(file);
  return size;
}

static bool add_line(const run *one, ayes_buffer *lines) {
  cost best = {0};
  double megabytes = (double)size_of(one->path) / 1e6;
  if (!measure(one, &best)) {
    fprintf(stderr, "%s could not be read\n", one->name);
    return false;
  }
  ayes_buffer_add_format(lines, "%s,%zu,%.1f,%.2f,%.0f,%.0f,%.0f\n", one->name, one->rows,
                         megabytes, best.seconds, megabytes / best.seconds,
                         (double)one->rows / best.seconds / 1000, best.mebibytes);
  printf("%s: %.2f s\n", one->name, best.seconds);
  return true;
}

static bool write_lines(const ayes_buffer *lines) {
  ayes_arena arena = {0};
  ayes_output *output;
  ayes_error error = {0};
  const char *root = getenv("AYES_ROOT");
  char *path = ayes_file_join(&arena, root ? root : ".", "bench/import.csv", &error);
  ayes_status status = path ? ayes_output_open(path, &output, &error) : AYES_NO_MEMORY;
  if (status == AYES_OK) {
    status = ayes_output_write(output, ayes_buffer_span(lines), &error);
    ayes_status closed = ayes_output_close(output, status == AYES_OK, &error);
    if (status == AYES_OK) status = closed;
  }
  if (status != AYES_OK) fprintf(stderr, "%s\n", error.message);
  ayes_arena_release(&arena);
  return status == AYES_OK;
}

int main(void) {
  static const run plain[] = {{"csv_rows", csv_path, ROWS, CSV_ROWS + 1},
                              {"csv_rows_by_libcsv", csv_path, ROWS_BY_LIBCSV, CSV_ROWS + 1},
                              {"csv_records", csv_path, RECORDS, CSV_ROWS}};
  static const run quoted[] = {
      {"csv_quoted_rows", csv_path, ROWS, CSV_ROWS + 1},
      {"csv_quoted_rows_by_libcsv", csv_path, ROWS_BY_LIBCSV, CSV_ROWS + 1}};
  static const run xlsx = {"xlsx_rows", xlsx_path, ROWS, XLSX_ROWS};
  ayes_buffer lines = {0};
  ayes_buffer_add_text(&lines,
                       "what,rows,megabytes,seconds,megabytes_per_second,"
                       "thousand_rows_per_second,peak_mebibytes\n");
  bool good = write_csv(false);
  for (size_t i = 0; i < 3 && good; i++) good = add_line(&plain[i], &lines);
  good = good && write_csv(true);
  for (size_t i = 0; i < 2 && good; i++) good = add_line(&quoted[i], &lines);
  good = good && write_xlsx() && add_line(&xlsx, &lines);
  good = good && write_lines(&lines);
  remove(csv_path);
  remove(xlsx_path);
  ayes_buffer_release(&lines);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
