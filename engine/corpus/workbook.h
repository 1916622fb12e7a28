/* SPDX-License-Identifier: MIT
 *
 * What an XLSX workbook holds besides the cells of a sheet: its sheets, its shared strings, which
 * of its number formats are dates. Source: ECMA-376 part 1, chapter 18 (SpreadsheetML).
 *
 *     ayes_workbook_open(archive, &workbook, error);
 *     ayes_workbook_value(&workbook, cell, &text, error);
 *     ayes_workbook_release(&workbook);
 */
#ifndef AYES_CORPUS_WORKBOOK_H
#define AYES_CORPUS_WORKBOOK_H

#include "base/arena.h"
#include "corpus/archive.h"
#include "corpus/strings.h"

typedef struct ayes_workbook_sheet {
  ayes_span name;
  const char *part; /* "xl/worksheets/sheet1.xml"; NULL: not a sheet of cells */
  const char *relation;
  bool is_hidden;
} ayes_workbook_sheet;

/* What a number format makes of a number. */
typedef enum ayes_number_kind {
  AYES_NUMBER_PLAIN = 0,
  AYES_NUMBER_DATE = 1,
  AYES_NUMBER_TIME = 2,
  AYES_NUMBER_DATE_TIME = 3,
  AYES_NUMBER_ELAPSED = 4 /* hours that go on past 24 */
} ayes_number_kind;

typedef struct ayes_workbook {
  ayes_archive *archive; /* borrowed */
  ayes_arena arena;
  const char *part; /* of the workbook itself */
  struct {
    ayes_workbook_sheet *items;
    size_t count, capacity;
  } sheets;
  const char *strings_part; /* or NULL: there are none */
  ayes_strings strings;
  struct {
    unsigned char *items; /* the number kind of each cell style */
    size_t count, capacity;
  } styles;
  bool since_1904; /* the day that number 0 is */
} ayes_workbook;

/* Reads all of that but the shared strings. Errors: those of archives and XML; a workbook without
 * sheets of cells. */
ayes_status ayes_workbook_open(ayes_archive *archive, ayes_workbook *workbook, ayes_error *error);

ayes_status ayes_workbook_read_strings(ayes_workbook *workbook, ayes_error *error);

void ayes_workbook_release(ayes_workbook *workbook);

/* Appends the text of a number as a person sees it: up to 15 digits, or as a date
 * ("2024-03-05", "2024-03-05 10:20:00", "10:20:00") where the style says so. */
void ayes_workbook_number(const ayes_workbook *workbook, ayes_span number, size_t style,
                          ayes_buffer *text);

/* Appends the day or time of a number of days since the end of 1899 (or the start of 1904) as kind
 * says; false, with nothing appended, when there is no such day. */
bool ayes_workbook_moment(double number, ayes_number_kind kind, bool since_1904, ayes_buffer *text);

/* Appends a string with _xHHHH_ read as the character it stands for and line ends as newlines. */
void ayes_workbook_add_string(ayes_span string, ayes_buffer *text);

/* What a format code ("dd/mm/yyyy hh:mm") makes of numbers. */
ayes_number_kind ayes_number_kind_of(ayes_span code);

#endif
