/* SPDX-License-Identifier: MIT
 *
 * Cells are offsets into one buffer until the row is complete, as the buffer may move.
 */
#include "corpus/grid.h"

#include <stdarg.h>

#include "base/array.h"

enum { SPOILT_FRONT = 64 * 1024 }; /* bytes of a spoilt row that are kept */

void ayes_grid_start(ayes_grid *grid, size_t number) {
  ayes_buffer_clear(&grid->text);
  grid->cells.count = 0;
  grid->number = number;
  grid->code = NULL;
  grid->message[0] = '\0';
}

/* The column's cell, with empty ones up to it; NULL when memory is out. */
static struct ayes_grid_cell *cell_at(ayes_grid *grid, size_t column, ayes_error *error) {
  if (ayes_array_reserve(&grid->cells.items, &grid->cells.capacity, column + 1,
                         sizeof *grid->cells.items, error) != AYES_OK)
    return NULL;
  while (grid->cells.count <= column)
    grid->cells.items[grid->cells.count++] = (struct ayes_grid_cell){0, 0};
  return &grid->cells.items[column];
}

static bool is_past_limits(ayes_grid *grid, size_t column, size_t length) {
  if (column >= AYES_TABLE_COLUMN_LIMIT)
    ayes_grid_spoil(grid, "over_limit", "row %zu has a cell in column %zu, past the limit of %d",
                    grid->number, column + 1, AYES_TABLE_COLUMN_LIMIT);
  else if (length > AYES_RECORD_LIMIT || grid->text.length > AYES_RECORD_LIMIT - length)
    ayes_grid_spoil(grid, "over_limit", "row %zu is longer than the limit of %d bytes",
                    grid->number, AYES_RECORD_LIMIT);
  else return false;
  return true;
}

ayes_status ayes_grid_put(ayes_grid *grid, size_t column, ayes_span text, ayes_error *error) {
  if (is_past_limits(grid, column, text.length)) return AYES_OK;
  if (!text.length && column >= grid->cells.count) return AYES_OK;
  struct ayes_grid_cell *cell = cell_at(grid, column, error);
  if (!cell) return AYES_NO_MEMORY;
  *cell = (struct ayes_grid_cell){grid->text.length, text.length};
  ayes_buffer_add(&grid->text, text);
  return grid->text.failed ? ayes_error_memory(error) : AYES_OK;
}

ayes_status ayes_grid_repeat(ayes_grid *grid, size_t column, size_t first, size_t count,
                             ayes_error *error) {
  if (count == 0 || column >= grid->cells.count || !grid->cells.items[column].length)
    return AYES_OK;
  if (is_past_limits(grid, first + count - 1, 0)) return AYES_OK;
  if (!cell_at(grid, first + count - 1, error)) return AYES_NO_MEMORY;
  for (size_t i = first; i < first + count; i++) grid->cells.items[i] = grid->cells.items[column];
  return AYES_OK;
}

ayes_span ayes_grid_cell(const ayes_grid *grid, size_t column) {
  if (column >= grid->cells.count) return ayes_span_make("", 0);
  struct ayes_grid_cell cell = grid->cells.items[column];
  return ayes_span_slice(ayes_buffer_span(&grid->text), cell.start, cell.start + cell.length);
}

void ayes_grid_spoil(ayes_grid *grid, const char *code, const char *format, ...) {
  va_list arguments;
  if (grid->code) return;
  grid->code = code;
  va_start(arguments, format);
  int length = vsnprintf(grid->message, sizeof grid->message, format, arguments);
  va_end(arguments);
  if (length < 0) grid->message[0] = '\0';
}

/* The front of the cells, joined by tabs, behind the text of the row. */
static ayes_status finish_spoilt(ayes_grid *grid, ayes_row *row, ayes_error *error) {
  size_t start = grid->text.length;
  for (size_t i = 0; i < grid->cells.count && grid->text.length - start < SPOILT_FRONT; i++) {
    ayes_buffer copy = {0};
    ayes_buffer_add(&copy, ayes_span_slice(ayes_grid_cell(grid, i), 0, SPOILT_FRONT));
    if (i) ayes_buffer_add_byte(&grid->text, '\t');
    ayes_buffer_add(&grid->text, ayes_buffer_span(&copy));
    ayes_buffer_release(&copy);
  }
  if (grid->text.failed) return ayes_error_memory(error);
  ayes_row_spoil(row, grid->code, "%s", grid->message);
  row->raw = ayes_span_from(ayes_buffer_span(&grid->text), start);
  return AYES_OK;
}

ayes_status ayes_grid_finish(ayes_grid *grid, ayes_row *row, ayes_error *error) {
  row->number = grid->number;
  row->is_there = grid->code != NULL;
  if (grid->code) return finish_spoilt(grid, row, error);
  ayes_status status = ayes_array_reserve(&grid->spans.items, &grid->spans.capacity,
                                          grid->cells.count, sizeof(ayes_span), error);
  if (status != AYES_OK) return status;
  for (size_t i = 0; i < grid->cells.count; i++) {
    grid->spans.items[i] = ayes_grid_cell(grid, i);
    if (ayes_span_trim(grid->spans.items[i]).length) row->count = i + 1;
  }
  row->cells = grid->spans.items;
  row->is_there = row->count > 0;
  return AYES_OK;
}

void ayes_grid_release(ayes_grid *grid) {
  ayes_buffer_release(&grid->text);
  ayes_array_release(&grid->cells);
  ayes_array_release(&grid->spans);
}
