/* SPDX-License-Identifier: MIT
 *
 * The file is read whole and cut into lines and cells in place; only quoted cells are copied.
 * Columns of errors are counted when an error happens. O(file).
 *
 * Spreadsheets put quotation marks around a cell that holds one and double those inside. A cell is
 * taken as quoted only when that fits all of it, so that a pattern such as "[^"]+" stays what it
 * is.
 */
#include "base/tsv.h"

#include "base/array.h"
#include "base/file.h"
#include "base/lanes.h"

static const size_t no_column = SIZE_MAX;

/* Index of the first byte that is not UTF-8, or the length. */
static size_t valid_length(ayes_span text) {
  size_t at = 0;
  while (at < text.length) {
    while (at + AYES_LANES <= text.length && !ayes_lanes_not_plain(text.data + at))
      at += AYES_LANES;
    size_t block = at + AYES_LANES;
    for (size_t length; at < text.length && at < block; at += length)
      if (!(length = ayes_span_sequence(ayes_span_from(text, at)))) return at;
  }
  return at;
}

static size_t count_code_points(ayes_span text) {
  size_t count = 0;
  for (size_t i = 0; i < text.length; i++) count += (text.data[i] & 0xC0) != 0x80;
  return count;
}

static bool is_quoted(ayes_span cell) {
  if (cell.length < 2 || cell.data[0] != '"' || cell.data[cell.length - 1] != '"') return false;
  for (size_t i = 1; i + 1 < cell.length; i++) {
    if (cell.data[i] != '"') continue;
    if (i + 2 >= cell.length || cell.data[i + 1] != '"') return false;
    i++;
  }
  return true;
}

/* The bytes stay put in plain: room for the whole row was made before. */
static ayes_span undo_quoting(ayes_buffer *plain, ayes_span cell) {
  if (!is_quoted(cell)) return cell;
  size_t start = plain->length;
  for (size_t i = 1; i + 1 < cell.length; i++) {
    ayes_buffer_add_byte(plain, cell.data[i]);
    if (cell.data[i] == '"') i++;
  }
  return ayes_span_from(ayes_buffer_span(plain), start);
}

static bool is_comment(ayes_span row) {
  return ayes_span_trim(row).length == 0 || row.data[0] == '#' ||
         ayes_span_starts_with(row, ayes_span_of("\"#"));
}

static size_t column_in_row(const ayes_tsv *table, const char *byte) {
  return count_code_points(ayes_span_make(table->row.data, (size_t)(byte - table->row.data))) + 1;
}

static ayes_status fail_at(const ayes_tsv *table, const char *byte, const char *message,
                           ayes_error *error) {
  return ayes_error_set_at(error, AYES_BAD_DATA, table->source, table->line,
                           column_in_row(table, byte), "%s", message);
}

/* Reads lines up to one that is no comment. */
static ayes_status next_row(ayes_tsv *table, bool *found, ayes_error *error) {
  *found = false;
  while (!*found && ayes_span_split(&table->rest, '\n', &table->row)) {
    table->line++;
    ayes_span *row = &table->row;
    if (row->length && row->data[row->length - 1] == '\r') row->length--;
    if (row->data + row->length > table->valid_end)
      return fail_at(table, table->valid_end, "this is not UTF-8", error);
    *found = !is_comment(*row);
  }
  if (!*found) return AYES_OK;
  ayes_buffer_clear(&table->plain);
  return ayes_array_reserve(&table->plain.data, &table->plain.capacity, table->row.length, 1,
                            error);
}

static size_t find_wanted(const ayes_tsv *table, ayes_span name) {
  for (size_t i = 0; i < table->wanted_count; i++)
    if (ayes_span_equal(name, ayes_span_of(table->wanted[i].name))) return i;
  return no_column;
}

static bool has_column(const ayes_tsv *table, size_t wanted) {
  for (size_t i = 0; i < table->place_count; i++)
    if (table->place[i] == wanted) return true;
  return false;
}

static ayes_status fail_at_column(const ayes_tsv *table, ayes_span cell, const char *problem,
                                  ayes_error *error) {
  return ayes_error_set_at(error, AYES_BAD_DATA, table->source, table->line,
                           column_in_row(table, cell.data), "%s \"%.*s\"", problem,
                           cell.length > 80 ? 80 : (int)cell.length, cell.data);
}

/* A nameless column may stand in the header; its cells must then be empty. */
static ayes_status add_column(ayes_tsv *table, ayes_span cell, ayes_error *error) {
  ayes_span name = ayes_span_trim(undo_quoting(&table->plain, cell));
  size_t wanted = find_wanted(table, name);
  if (name.length && wanted == no_column)
    return fail_at_column(table, cell, "there is no such column as", error);
  if (name.length && has_column(table, wanted))
    return fail_at_column(table, cell, "this column stands twice:", error);
  if (table->place_count == AYES_TSV_COLUMN_LIMIT)
    return fail_at(table, cell.data, "there are too many columns", error);
  table->place[table->place_count++] = wanted;
  return AYES_OK;
}

static ayes_status read_header(ayes_tsv *table, ayes_error *error) {
  bool found;
  ayes_status status = next_row(table, &found, error);
  if (status != AYES_OK) return status;
  if (!found)
    return ayes_error_set_at(error, AYES_BAD_DATA, table->source, table->line, 0,
                             "the header line is missing");
  ayes_span rest = table->row, cell;
  while (status == AYES_OK && ayes_span_split(&rest, '\t', &cell))
    status = add_column(table, cell, error);
  for (size_t i = 0; status == AYES_OK && i < table->wanted_count; i++)
    if (table->wanted[i].required && !has_column(table, i))
      return ayes_error_set_at(error, AYES_BAD_DATA, table->source, table->line, 1,
                               "the header has no column \"%s\"", table->wanted[i].name);
  return status;
}

ayes_status ayes_tsv_open(ayes_tsv *table, const char *path, size_t limit,
                          const ayes_tsv_column *wanted, size_t wanted_count, ayes_error *error) {
  table->source = path;
  table->wanted = wanted;
  table->wanted_count = wanted_count;
  table->line = 0;
  table->place_count = 0;
  ayes_status status = ayes_file_read(path, limit, &table->bytes, error);
  if (status != AYES_OK) return status;
  table->rest = ayes_buffer_span(&table->bytes);
  table->valid_end = table->rest.data + valid_length(table->rest);
  ayes_span mark = ayes_span_of("\xEF\xBB\xBF");
  if (ayes_span_starts_with(table->rest, mark)) table->rest = ayes_span_from(table->rest, 3);
  return read_header(table, error);
}

static ayes_status take_cell(ayes_tsv *table, size_t index, ayes_span cell, ayes_error *error) {
  size_t wanted = index < table->place_count ? table->place[index] : no_column;
  if (wanted != no_column) {
    table->raw[wanted] = cell;
    table->cells[wanted] = undo_quoting(&table->plain, cell);
  } else if (ayes_span_trim(cell).length) {
    return fail_at(table, cell.data, "there are more cells than the header has columns", error);
  }
  return AYES_OK;
}

ayes_status ayes_tsv_next(ayes_tsv *table, bool *found, ayes_error *error) {
  ayes_status status = next_row(table, found, error);
  if (status != AYES_OK || !*found) return status;
  ayes_span end = ayes_span_make(table->row.data + table->row.length, 0);
  for (size_t i = 0; i < table->wanted_count; i++) table->cells[i] = table->raw[i] = end;
  ayes_span rest = table->row, cell;
  for (size_t i = 0; status == AYES_OK && ayes_span_split(&rest, '\t', &cell); i++)
    status = take_cell(table, i, cell, error);
  return status;
}

/* Walks the cell as written beside its text, as every doubled quotation mark is one byte of text.
 */
size_t ayes_tsv_column_of(const ayes_tsv *table, size_t cell, size_t byte) {
  ayes_span raw = table->raw[cell];
  size_t at = byte;
  if (is_quoted(raw)) {
    at = 1;
    for (size_t i = 0; i < byte && at + 1 < raw.length; i++) at += raw.data[at] == '"' ? 2 : 1;
  }
  if (at > raw.length) at = raw.length;
  return column_in_row(table, raw.data + at);
}

ayes_status ayes_tsv_at(const ayes_tsv *table, size_t cell, size_t byte, ayes_status status,
                        ayes_error *error) {
  if (!error || status == AYES_NO_MEMORY) return status;
  ayes_error_add_source(error, status, table->source);
  error->line = table->line;
  error->column = ayes_tsv_column_of(table, cell, byte);
  return status;
}

static size_t leading_space(ayes_span text) {
  size_t length = 0;
  while (length < text.length && ayes_byte_is_space(text.data[length])) length++;
  return length;
}

ayes_status ayes_tsv_number(const ayes_tsv *table, size_t cell, double lowest, double highest,
                            double usual, double *number, ayes_error *error) {
  ayes_span text = ayes_span_trim(table->cells[cell]);
  ayes_status status = AYES_OK;
  *number = usual;
  if (text.length == 0) return AYES_OK;
  if (!ayes_span_to_number(text, number))
    status = ayes_error_set(error, AYES_BAD_DATA, "\"%.*s\" is not a number",
                            text.length > 80 ? 80 : (int)text.length, text.data);
  else if (*number < lowest || *number > highest)
    status = ayes_error_set(error, AYES_BAD_DATA, "the %s must be from %g to %g",
                            table->wanted[cell].name, lowest, highest);
  if (status == AYES_OK) return status;
  return ayes_tsv_at(table, cell, leading_space(table->cells[cell]), status, error);
}

void ayes_tsv_release(ayes_tsv *table) {
  ayes_buffer_release(&table->bytes);
  ayes_buffer_release(&table->plain);
}
