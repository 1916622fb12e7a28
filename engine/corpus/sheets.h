/* SPDX-License-Identifier: MIT
 *
 * What workbooks of any kind share: which sheet holds the answers, and merged cells.
 *
 *     ayes_sheet_choose(table, options->sheet, state, is_hidden, measure, error);
 *     ayes_merges_fill(&merges, &grid, error);
 */
#ifndef AYES_CORPUS_SHEETS_H
#define AYES_CORPUS_SHEETS_H

#include "corpus/grid.h"

/* Settles table->facts.sheet among facts.sheets: the one of that name or number (from 1); else one
 * whose name says responses; else the longest; hidden sheets only where there is no other. measure
 * reads a sheet's rows, always those of the chosen one last. AYES_BAD_USAGE: there is no such
 * sheet. */
ayes_status ayes_sheet_choose(ayes_table *table, const char *wanted, void *data,
                              bool (*is_hidden)(const void *data, size_t sheet),
                              ayes_status (*measure)(void *data, size_t sheet, size_t *rows,
                                                     ayes_error *error),
                              ayes_error *error);

/* Cells that are shown as one: columns from 0, rows from 1, the last ones included. */
typedef struct ayes_merge {
  size_t left, right, top, bottom;
  size_t text, length; /* of one that goes down from the first row: its bytes in texts */
} ayes_merge;

typedef struct ayes_merges {
  ayes_merge *items;
  size_t count, capacity;
  size_t first_row; /* the first one with text, 0 before it was seen */
  bool is_header;   /* it had merged cells */
  ayes_buffer texts;
} ayes_merges;

/* Notes one; those that cannot stand in a header are passed over. AYES_NO_MEMORY. */
ayes_status ayes_merges_add(ayes_merges *merges, const ayes_merge *merge, ayes_error *error);

/* Fills the text of merged cells of the first row, and where it has such of the second, into all
 * the columns they cover, and of those that go down from the first also into the second, so that
 * each has its heading. Called for each row in order. */
ayes_status ayes_merges_fill(ayes_merges *merges, ayes_grid *grid, ayes_error *error);

void ayes_merges_release(ayes_merges *merges);

#endif
