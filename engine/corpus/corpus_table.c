/* SPDX-License-Identifier: MIT
 *
 * Answers out of a table with plain columns (id, text, ...): the first row names them, each other
 * row is a record. Which field a column fills is settled once, when the table is opened.
 */
#include "base/json.h"
#include "base/memory.h"
#include "corpus/wide_parts.h"

static const size_t no_column = SIZE_MAX;

typedef struct table_state {
  size_t column_of[AYES_RECORD_FIELDS]; /* of each field; no_column: there is none */
  bool *is_extra;                       /* of each column: it has a name that is no field's */
} table_state;

/* ---- records ---- */

static ayes_span cell_of(const ayes_row *row, size_t column) {
  return column < row->count ? row->cells[column] : ayes_span_make("", 0);
}

ayes_status ayes_reader_keep_extra(ayes_reader *reader, const ayes_row *row, const bool *is_extra,
                                   ayes_error *error) {
  ayes_buffer *buffer = &reader->extra;
  ayes_buffer_clear(buffer);
  for (size_t i = 0; i < reader->column_count; i++) {
    if (!is_extra[i]) continue;
    ayes_buffer_add_text(buffer, buffer->length ? "," : "{");
    ayes_json_add_string(buffer, reader->columns[i]);
    ayes_buffer_add_byte(buffer, ':');
    ayes_json_add_string(buffer, cell_of(row, i));
  }
  if (buffer->length) ayes_buffer_add_byte(buffer, '}');
  return buffer->failed ? ayes_error_memory(error) : AYES_OK;
}

static ayes_status read_cells(ayes_reader *reader, const ayes_row *row, ayes_record *record,
                              ayes_error *error) {
  const table_state *state = reader->state;
  ayes_span number = record->answer.id;
  for (size_t i = 0; i < AYES_RECORD_FIELDS; i++)
    if (state->column_of[i] != no_column)
      *ayes_record_field_at(&record->answer, i) = cell_of(row, state->column_of[i]);
  if (ayes_span_trim(record->answer.id).length == 0) record->answer.id = number;
  record->bad_bytes = row->bad_bytes;
  if (!reader->keep) return AYES_OK;
  ayes_status status = ayes_reader_keep_extra(reader, row, state->is_extra, error);
  record->extra = ayes_buffer_span(&reader->extra);
  return status;
}

bool ayes_row_fits(const ayes_table *table, const ayes_row *row, size_t columns) {
  if (!table->facts.is_grid) return row->count == columns;
  for (size_t i = columns; i < row->count; i++)
    if (ayes_span_trim(row->cells[i]).length) return false;
  return true;
}

/* A cell by RFC 4180, as it is: the file is for this program, not for a spreadsheet. */
static void add_cell(ayes_buffer *buffer, ayes_span cell, char delimiter) {
  bool is_quoted = false;
  for (size_t i = 0; i < cell.length && !is_quoted; i++)
    is_quoted = cell.data[i] == delimiter || strchr("\"\r\n", cell.data[i]) != NULL;
  if (is_quoted) ayes_buffer_add_byte(buffer, '"');
  for (size_t i = 0; i < cell.length; i++) {
    if (cell.data[i] == '"') ayes_buffer_add_byte(buffer, '"');
    ayes_buffer_add_byte(buffer, cell.data[i]);
  }
  if (is_quoted) ayes_buffer_add_byte(buffer, '"');
}

void ayes_row_write(const ayes_table *table, const ayes_row *row, ayes_buffer *buffer) {
  char delimiter = table->facts.delimiter ? table->facts.delimiter : ',';
  for (size_t i = 0; i < row->count; i++) {
    if (i) ayes_buffer_add_byte(buffer, delimiter);
    add_cell(buffer, row->cells[i], delimiter);
  }
}

ayes_status ayes_record_spoil_row(ayes_reader *reader, const ayes_row *row, const char *repeated,
                                  ayes_record *record, ayes_error *error) {
  if (row->code) ayes_record_spoil(record, row->code, "%s", row->message);
  else if (repeated) ayes_record_spoil(record, "repeated_header", "%s", repeated);
  else
    ayes_record_spoil(record, row->line ? "bad_csv" : "bad_row",
                      "%s %zu has %zu cell%s where the header has %zu",
                      row->line ? "the row at line" : "row", record->line, row->count,
                      row->count == 1 ? "" : "s", reader->column_count);
  record->raw = row->raw;
  if (row->raw.length) return AYES_OK;
  ayes_buffer_clear(&reader->raw);
  ayes_row_write(reader->table, row, &reader->raw);
  record->raw = ayes_buffer_span(&reader->raw);
  return reader->raw.failed ? ayes_error_memory(error) : AYES_OK;
}

static ayes_status next_record(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  ayes_row row;
  ayes_status status = ayes_table_next(reader->table, &row, error);
  if (status != AYES_OK || !row.is_there) return status;
  size_t place = row.line ? row.line : row.number;
  status = ayes_record_start(reader, place, record, error);
  if (status != AYES_OK) return status;
  if (!row.code && ayes_row_fits(reader->table, &row, reader->column_count))
    return read_cells(reader, &row, record, error);
  return ayes_record_spoil_row(reader, &row, NULL, record, error);
}

/* ---- the header ---- */

static ayes_status copy_columns(ayes_reader *reader, const ayes_row *row, ayes_error *error) {
  size_t count = row->count;
  reader->columns =
      ayes_arena_new_zeroed(&reader->columns_arena, count + 1, sizeof *reader->columns, error);
  if (!reader->columns) return AYES_NO_MEMORY;
  for (size_t i = 0; i < count; i++) {
    ayes_span name = ayes_span_trim(row->cells[i]);
    reader->columns[i] =
        ayes_span_make(ayes_arena_copy(&reader->columns_arena, name, error), name.length);
    if (!reader->columns[i].data) return AYES_NO_MEMORY;
  }
  reader->column_count = count;
  return AYES_OK;
}

/* Of two columns alike the first counts. */
static ayes_status settle_fields(ayes_reader *reader, ayes_error *error) {
  table_state *state = reader->state;
  state->is_extra =
      ayes_arena_new_zeroed(&reader->columns_arena, reader->column_count + 1, sizeof(bool), error);
  if (!state->is_extra) return AYES_NO_MEMORY;
  for (size_t i = 0; i < AYES_RECORD_FIELDS; i++) state->column_of[i] = no_column;
  for (size_t i = reader->column_count; i-- > 0;) {
    size_t field = ayes_record_field_index(reader->columns[i]);
    if (field < AYES_RECORD_FIELDS) state->column_of[field] = i;
    else state->is_extra[i] = reader->columns[i].length > 0;
  }
  return AYES_OK;
}

static bool has_text_column(const ayes_reader *reader) {
  const table_state *state = reader->state;
  return state->column_of[ayes_record_field_index(ayes_span_of("text"))] != no_column;
}

static ayes_status check_columns(const ayes_reader *reader, const ayes_row *row,
                                 ayes_error *error) {
  ayes_buffer names = {0};
  if (has_text_column(reader)) return AYES_OK;
  for (size_t i = 0; i < reader->column_count; i++) {
    if (i) ayes_buffer_add_text(&names, ", ");
    ayes_buffer_add(&names, ayes_span_slice(reader->columns[i], 0, 60));
  }
  int length = (int)(names.length < 380 ? names.length : 380);
  ayes_status status =
      ayes_error_set_at(error, AYES_BAD_DATA, reader->table->source.path, row->number, 0,
                        "has no column \"text\"; its columns are: %.*s%s", length,
                        names.data ? names.data : "", names.length > 380 ? " ..." : "");
  ayes_buffer_release(&names);
  return status;
}

static ayes_status check_header(const ayes_reader *reader, const ayes_row *row, ayes_error *error) {
  const char *path = reader->table->source.path;
  if (!row->is_there)
    return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0, "has no header row");
  if (row->code)
    return ayes_error_set_at(error, AYES_BAD_DATA, path, row->line ? row->line : row->number, 0,
                             "has a header row that cannot be read: %s", row->message);
  return AYES_OK;
}

static ayes_status keep_header(ayes_reader *reader, const ayes_row *row, ayes_error *error) {
  ayes_row_write(reader->table, row, &reader->header);
  ayes_buffer_add_byte(&reader->header, '\n');
  return reader->header.failed ? ayes_error_memory(error) : AYES_OK;
}

static ayes_status open_table(ayes_reader *reader, ayes_error *error) {
  ayes_row row;
  reader->state = ayes_arena_new_zeroed(&reader->columns_arena, 1, sizeof(table_state), error);
  if (!reader->state) return AYES_NO_MEMORY;
  ayes_status status = ayes_table_next(reader->table, &row, error);
  if (status == AYES_OK) status = check_header(reader, &row, error);
  if (status == AYES_OK) status = copy_columns(reader, &row, error);
  if (status == AYES_OK) status = keep_header(reader, &row, error);
  if (status == AYES_OK) status = settle_fields(reader, error);
  if (status != AYES_OK || !reader->wide)
    return status == AYES_OK ? check_columns(reader, &row, error) : status;
  bool is_narrow = has_text_column(reader) && !reader->wide->given;
  return is_narrow ? AYES_OK : ayes_wide_open(reader, &row, error);
}

static void close_table(ayes_reader *reader) { reader->state = NULL; }

const ayes_format ayes_reader_table = {"table", open_table, next_record, close_table};
