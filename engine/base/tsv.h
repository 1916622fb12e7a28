/* SPDX-License-Identifier: MIT
 *
 * Tab-separated tables as people keep them: a header line that names the columns, comments, blank
 * lines, and whatever a spreadsheet does to cells. lexicons/FORMAT.md, "Tables", defines them.
 *
 *     ayes_tsv table = {0};
 *     status = ayes_tsv_open(&table, "stance.tsv", limit, columns, 4, error);
 *     while ((status = ayes_tsv_next(&table, &found, error)) == AYES_OK && found)
 *       use(table.cells[TERM]);
 *     ayes_tsv_release(&table);
 */
#ifndef AYES_BASE_TSV_H
#define AYES_BASE_TSV_H

#include "base/buffer.h"

enum { AYES_TSV_COLUMN_LIMIT = 16 };

typedef struct ayes_tsv_column {
  const char *name;
  bool required; /* the header must name it */
} ayes_tsv_column;

/* A table being read. Zero-initialise. */
typedef struct ayes_tsv {
  const char *source; /* the path, borrowed */
  ayes_buffer bytes;  /* the whole file as it is */
  size_t line;        /* 1-based number of the row read last */
  /* The row's cells in the order of the wanted columns, quoting undone, white space at both ends
   * still there; empty where the file has no such column. Valid until the next row. */
  ayes_span cells[AYES_TSV_COLUMN_LIMIT];
  /* the table's own */
  const ayes_tsv_column *wanted;
  size_t wanted_count;
  ayes_span rest;        /* of the file */
  const char *valid_end; /* behind the UTF-8 that the file begins with */
  ayes_span row;
  size_t place[AYES_TSV_COLUMN_LIMIT]; /* of each column in the file: wanted index, or no column */
  size_t place_count;
  ayes_span raw[AYES_TSV_COLUMN_LIMIT]; /* the cells as written */
  ayes_buffer plain;                    /* cells with their quoting undone */
} ayes_tsv;

/* Reads the file and its header. wanted (borrowed as long as the table) has at most
 * AYES_TSV_COLUMN_LIMIT columns. AYES_NO_INPUT; AYES_OVER_LIMIT: the file has over limit bytes;
 * AYES_BAD_DATA: no header, or a column of it is unknown, missing or repeated. */
ayes_status ayes_tsv_open(ayes_tsv *table, const char *path, size_t limit,
                          const ayes_tsv_column *wanted, size_t wanted_count, ayes_error *error);

/* Reads the next row; *found says whether there was one. AYES_BAD_DATA: the row is not UTF-8 or has
 * more cells than the header. O(row). */
ayes_status ayes_tsv_next(ayes_tsv *table, bool *found, ayes_error *error);

/* What is left of the file behind the row read last. */
static inline ayes_span ayes_tsv_rest(const ayes_tsv *table) { return table->rest; }

/* The 1-based column, in code points of the line, of a byte of a cell's text. */
size_t ayes_tsv_column_of(const ayes_tsv *table, size_t cell, size_t byte);

/* Gives an error the place of a byte of a cell; passes status on:
 *     return ayes_tsv_at(table, TERM, 0, ayes_error_set(error, AYES_BAD_DATA, "..."), error); */
ayes_status ayes_tsv_at(const ayes_tsv *table, size_t cell, size_t byte, ayes_status status,
                        ayes_error *error);

/* Reads a cell as a number from lowest to highest; an empty cell gives usual. AYES_BAD_DATA. */
ayes_status ayes_tsv_number(const ayes_tsv *table, size_t cell, double lowest, double highest,
                            double usual, double *number, ayes_error *error);

void ayes_tsv_release(ayes_tsv *table);

#endif
