/* SPDX-License-Identifier: MIT
 *
 * The common row of CSV, split in place: complete, well-formed, in memory. Whatever is not, is left
 * to libcsv (table_csv.c), which stays the judge of what CSV means; a differential test holds the
 * two against each other. One thing is read here that libcsv refuses: a quote within a cell that
 * does not begin with one (5" nails) stands for itself, as in every spreadsheet program.
 *
 *     length = ayes_csv_split(text, ',', false, &cells);
 *     if (length == 0) ... libcsv reads the row
 */
#ifndef AYES_CORPUS_CSV_SPLIT_H
#define AYES_CORPUS_CSV_SPLIT_H

#include "base/buffer.h"

enum { AYES_CSV_SPLIT_LIMIT = 512 * 1024 }; /* bytes of a row */

typedef struct ayes_csv_cells {
  ayes_span *items; /* in the text that was split, or in copies */
  size_t count, capacity;
  ayes_buffer copies; /* of cells with doubled quotes */
  size_t lines;       /* line ends in the row, its own included */
  bool is_cut;        /* it was not split because the text ends within it */
} ayes_csv_cells;

/* Whether rows with this delimiter may be split. */
bool ayes_csv_may_split(char delimiter);

/* Bytes of the row at the front of text with its line end, its cells in *cells; 0 when it is not
 * common, or memory is out. at_end: the text's end may end the row. */
size_t ayes_csv_split(ayes_span text, char delimiter, bool at_end, ayes_csv_cells *cells);

void ayes_csv_cells_release(ayes_csv_cells *cells);

#endif
