/* SPDX-License-Identifier: MIT
 *
 * RFC 4180: CR LF, quotes doubled, a cell quoted when it must be. Rows go out as they come; memory
 * is one row and the output's block.
 */
#include "base/memory.h"
#include "report/export_parts.h"

typedef struct csv_writer {
  bool raw;
  ayes_output *outputs[AYES_TABLE_COUNT];
  ayes_buffer row, cell;
} csv_writer;

static const char *const files[] = {"responses.csv", "mentions.csv", "summary.csv", NULL};

static ayes_status flush_row(csv_writer *it, ayes_table_id table, ayes_error *error) {
  ayes_buffer_add_text(&it->row, "\r\n");
  if (it->row.failed || it->cell.failed) return ayes_error_memory(error);
  ayes_status status = ayes_output_write(it->outputs[table], ayes_buffer_span(&it->row), error);
  ayes_buffer_clear(&it->row);
  return status;
}

static ayes_status write_header(csv_writer *it, ayes_table_id id, ayes_error *error) {
  const ayes_table *table = ayes_export_table(id);
  for (size_t i = 0; i < table->column_count; i++) {
    if (i) ayes_buffer_add_byte(&it->row, ',');
    ayes_buffer_add_text(&it->row, table->columns[i].name);
  }
  return flush_row(it, id, error);
}

static ayes_status close_csv(void *writer, bool keep, ayes_error *error) {
  csv_writer *it = writer;
  if (!it) return AYES_OK;
  ayes_status status = ayes_export_outputs_close(it->outputs, AYES_TABLE_COUNT, keep, NULL, error);
  ayes_buffer_release(&it->row);
  ayes_buffer_release(&it->cell);
  ayes_memory_free(it);
  return status;
}

static ayes_status open_csv(const ayes_export_job *job, void **writer, ayes_error *error) {
  csv_writer *it = ayes_memory_new_zeroed(1, sizeof *it);
  if (!it) return ayes_error_memory(error);
  *writer = it;
  it->raw = job->raw_cells;
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < AYES_TABLE_COUNT && status == AYES_OK; i++) {
    status = ayes_export_output(job->folder, files[i], &it->outputs[i], error);
    if (status == AYES_OK) status = write_header(it, (ayes_table_id)i, error);
  }
  return status;
}

static ayes_status write_row(void *writer, ayes_table_id id, const ayes_cell *cells,
                             ayes_error *error) {
  csv_writer *it = writer;
  const ayes_table *table = ayes_export_table(id);
  for (size_t i = 0; i < table->column_count; i++) {
    if (i) ayes_buffer_add_byte(&it->row, ',');
    if (cells[i].type == AYES_CELL_TEXT)
      ayes_cell_add_csv(&it->row, &it->cell, cells[i].text, it->raw);
    else if (cells[i].type != AYES_CELL_NONE)
      ayes_cell_add_number(&it->row, &table->columns[i], &cells[i]);
  }
  return flush_row(it, id, error);
}

static ayes_status finish_csv(void *writer, const ayes_figure_list *list, ayes_error *error) {
  csv_writer *it = writer;
  ayes_cell cells[AYES_COLUMN_LIMIT];
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < list->count && status == AYES_OK; i++) {
    ayes_export_figure(&list->items[i], cells);
    status = write_row(it, AYES_TABLE_SUMMARY, cells, error);
  }
  for (size_t i = 0; i < AYES_TABLE_COUNT && status == AYES_OK; i++)
    status = ayes_output_flush(it->outputs[i], error);
  return status;
}

const ayes_export_kind ayes_export_csv = {"csv", files,      open_csv, write_row,
                                          NULL,  finish_csv, close_csv};
