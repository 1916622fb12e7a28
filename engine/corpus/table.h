/* SPDX-License-Identifier: MIT
 *
 * Tables as they came: the rows of a file of any format, one at a time, every cell as UTF-8 text.
 * What a column means is nobody's business here; corpus_table.c makes answers of rows.
 *
 *     ayes_table_open("export.csv", &options, &table, error);
 *     while ((status = ayes_table_next(table, &row, error)) == AYES_OK && row.is_there) ...
 *     ayes_table_close(table);
 */
#ifndef AYES_CORPUS_TABLE_H
#define AYES_CORPUS_TABLE_H

#include "ayes_types.h"
#include "base/error.h"

enum {
  AYES_TABLE_COLUMN_LIMIT = 16 * 1024, /* cells of a row */
  AYES_TABLE_ROW_LIMIT = 1024 * 1024,  /* rows of a sheet of a workbook */
  AYES_TABLE_QUOTE_LIMIT = 1024 * 1024 /* bytes of a quoted cell over several lines */
};

typedef struct ayes_table_options {
  const char *format;   /* a name of ayes_table_formats, or NULL: by name, then content */
  const char *encoding; /* "utf-8", "windows-1252", "utf-16le", "utf-16be", or NULL: by content */
  const char *sheet;    /* of a workbook: its name or its number from 1; NULL: the longest one */
  char delimiter;       /* of CSV: any of , ; tab | or 0: the commonest in the first row */
} ayes_table_options;

/* A row. What it points to lives until the next call. */
typedef struct ayes_row {
  bool is_there;          /* false at the end of the table */
  size_t number;          /* 1-based row as in the file, blank ones counted */
  size_t line;            /* 1-based line of text where it starts; 0 where a format has no lines */
  const ayes_span *cells; /* well-formed UTF-8 without NUL */
  size_t count;
  size_t bad_bytes;  /* sequences that were not UTF-8 and became U+FFFD */
  const char *code;  /* NULL, or why it cannot be read: "bad_csv", "bad_row", "over_limit" */
  char message[256]; /* the same as one sentence; then there are no cells */
  ayes_span raw;     /* of a bad row: what was read of it, in UTF-8, its line end left out */
} ayes_row;

/* What was found when the file was opened. Names are lower case; a why is half a sentence, "the
 * file's name ends in .csv". Borrowed from the table. */
typedef struct ayes_table_facts {
  const char *format, *format_why;
  const char *encoding, *encoding_why;
  char delimiter; /* of CSV; otherwise 0 */
  const char *delimiter_why;
  const ayes_span *sheets; /* names, of a workbook */
  size_t sheet_count;
  size_t sheet; /* index of the one that is read */
  const char *sheet_why;
  bool is_grid; /* empty cells at the end of a row are left out, so rows differ in length */
} ayes_table_facts;

typedef struct ayes_table ayes_table;

/* Opens a file, or standard input for "-". *table is yours. Errors: no such file; a folder; a file
 * that is no table; an unknown format, encoding or sheet (AYES_BAD_USAGE); an empty file. */
ayes_status ayes_table_open(const char *path, const ayes_table_options *options, ayes_table **table,
                            ayes_error *error);

/* The next row; blank ones are passed over. A row that cannot be read has a code and the table
 * goes on after it; only failures of the file as a whole or of memory are errors. */
ayes_status ayes_table_next(ayes_table *table, ayes_row *row, ayes_error *error);

void ayes_table_close(ayes_table *table);

const ayes_table_facts *ayes_table_facts_of(const ayes_table *table);

/* Bytes of the file read so far; *total is its size, 0 when that cannot be known (a pipe). */
size_t ayes_table_bytes(const ayes_table *table, size_t *total);

#endif
