/* SPDX-License-Identifier: MIT
 *
 * The workbook's sheets: lists that are written row by row, and two pages for people.
 *
 *     ayes_sheet_header(&book, sheet, 0, names...);
 */
#ifndef AYES_REPORT_EXPORT_XLSX_H
#define AYES_REPORT_EXPORT_XLSX_H

#include <sys/types.h>
#include <xlsxwriter.h>

#include "report/export_parts.h"

enum { AYES_BOOK_STANCES = AYES_STANCE_COUNT + 1, AYES_BOOK_BLANK = AYES_STANCE_COUNT };

typedef struct ayes_book {
  ayes_export_file file;
  lxw_workbook *workbook; /* its own rows are in temporary files: constant memory */
  lxw_worksheet *summary, *about;
  struct {
    lxw_worksheet *sheet;
    lxw_row_t next;
    size_t sheets;
  } lists[AYES_TABLE_COUNT];
  lxw_format *title, *header, *wrapped, *plain, *percent, *stances[AYES_BOOK_STANCES];
  ayes_buffer cell;
  bool raw;
  lxw_error failure; /* the first one */
} ayes_book;

/* Writes text as a string, whatever it looks like: harmless, cut to what a cell can hold. */
void ayes_book_text(ayes_book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                    ayes_span text, lxw_format *format);
void ayes_book_number(ayes_book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                      double number, lxw_format *format);

/* Makes a row high enough for text wrapped in a column of width characters, up to limit lines; to
 * be called before anything is written in it. */
void ayes_book_row_height(ayes_book *book, lxw_worksheet *sheet, lxw_row_t row, ayes_span text,
                          double width, size_t limit);

/* The page that people open first: one line a question. */
void ayes_book_summary(ayes_book *book, const ayes_tally_counts *counts);

/* What the sheets and columns hold. */
void ayes_book_about(ayes_book *book, const char *version);

/* Bytes of rows, sheet by sheet. */
typedef struct ayes_book_sizes {
  off_t *items;
  size_t count, capacity;
} ayes_book_sizes;

/* Before the workbook is closed: whether the temporary files of its rows are whole, and their
 * sizes. AYES_IO_FAILED. */
ayes_status ayes_book_measure(const ayes_book *book, ayes_book_sizes *sizes, ayes_error *error);

/* Afterwards: whether the sheets of the file at path are at least that large. AYES_IO_FAILED. */
ayes_status ayes_book_check(const char *path, const ayes_book *book, const ayes_book_sizes *sizes,
                            ayes_error *error);

#endif
