/* SPDX-License-Identifier: MIT
 *
 * One row of a grid in the making: cells put at their columns in any order, empty ones at the end
 * left out. What workbooks, documents and statistics files have in common.
 *
 *     ayes_grid_start(&grid, 7);
 *     ayes_grid_put(&grid, 0, text);
 *     is_there = ayes_grid_finish(&grid, &row);
 */
#ifndef AYES_CORPUS_GRID_H
#define AYES_CORPUS_GRID_H

#include "corpus/table_parts.h"

typedef struct ayes_grid {
  ayes_buffer text;
  struct {
    struct ayes_grid_cell {
      size_t start, length; /* in text */
    } * items;
    size_t count, capacity;
  } cells;
  struct {
    ayes_span *items;
    size_t count, capacity;
  } spans;
  size_t number;
  const char *code; /* the row cannot be read */
  char message[256];
} ayes_grid;

/* Begins the row of that number (1-based). */
void ayes_grid_start(ayes_grid *grid, size_t number);

/* Copies the text into the column's cell (from 0), in place of what stood there. A column past
 * AYES_TABLE_COLUMN_LIMIT or a row past AYES_RECORD_LIMIT spoils the row. AYES_NO_MEMORY. */
ayes_status ayes_grid_put(ayes_grid *grid, size_t column, ayes_span text, ayes_error *error);

/* The same text in further columns, without a copy of its bytes. */
ayes_status ayes_grid_repeat(ayes_grid *grid, size_t column, size_t first, size_t count,
                             ayes_error *error);

/* What stands in a column now. */
ayes_span ayes_grid_cell(const ayes_grid *grid, size_t column);

/* The row cannot be read. The first reason stays. */
void ayes_grid_spoil(ayes_grid *grid, const char *code, const char *format, ...) AYES_PRINTF(3, 4);

/* Hands the row over; of a spoilt one the cells joined by tabs as what was read of it. A blank row
 * is not there. AYES_NO_MEMORY. */
ayes_status ayes_grid_finish(ayes_grid *grid, ayes_row *row, ayes_error *error);

void ayes_grid_release(ayes_grid *grid);

#endif
