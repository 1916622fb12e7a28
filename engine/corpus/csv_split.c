/* SPDX-License-Identifier: MIT
 *
 * One pass over the row, a table of classes for bytes outside quotes and memchr within. As libcsv
 * in strict mode does: spaces and tabs around a cell are dropped, and nothing but these may follow
 * a closing quote. O(bytes).
 */
#include "corpus/csv_split.h"

#include "base/array.h"
#include "corpus/table.h"
#include "text/utf8.h"

typedef struct splitting {
  ayes_span text;
  size_t at;
  char delimiter;
  bool at_end; /* the text's end ends the row */
  ayes_csv_cells *cells;
} splitting;

/* Bytes that may end a cell outside quotes. */
static const bool stops[256] = {
    ['\t'] = true, ['\n'] = true, ['\r'] = true, [','] = true, [';'] = true, ['|'] = true};

bool ayes_csv_may_split(char delimiter) { return memchr(",;\t|", delimiter, 4) != NULL; }

static bool is_blank(const splitting *it, char byte) {
  return (byte == ' ' || byte == '\t') && byte != it->delimiter;
}

static bool add_cell(splitting *it, ayes_span cell) {
  ayes_csv_cells *cells = it->cells;
  if (cells->count == cells->capacity &&
      (cells->count == AYES_TABLE_COLUMN_LIMIT ||
       ayes_array_reserve(&cells->items, &cells->capacity, cells->count + 1, sizeof *cells->items,
                          NULL) != AYES_OK))
    return false;
  cells->items[cells->count++] = cell;
  return true;
}

/* Whether the row may end here: at a line end, or where the text does. */
static bool is_row_end(const splitting *it) {
  if (it->at == it->text.length) {
    it->cells->is_cut = !it->at_end;
    return it->at_end;
  }
  return it->text.data[it->at] == '\n' || it->text.data[it->at] == '\r';
}

/* A cell without quotes around it, up to what ends it. */
static bool read_plain(splitting *it, ayes_span *cell) {
  const char *data = it->text.data;
  size_t start = it->at, at = start, length = it->text.length;
  for (;; at++) {
    while (at < length && !stops[(unsigned char)data[at]]) at++;
    if (at == length || data[at] == it->delimiter || data[at] == '\n' || data[at] == '\r') break;
  }
  it->at = at;
  while (at > start && is_blank(it, data[at - 1])) at--;
  *cell = ayes_span_make(data + start, at - start);
  return it->at < length || is_row_end(it);
}

static void count_lines(ayes_csv_cells *cells, ayes_span text) {
  for (size_t i = 0; i < text.length; i++) {
    char byte = text.data[i];
    cells->lines +=
        byte == '\n' || (byte == '\r' && !(i + 1 < text.length && text.data[i + 1] == '\n'));
  }
}

/* The inside of quotes with doubled ones made single, in the copies. */
static ayes_span undouble(ayes_csv_cells *cells, ayes_span inside) {
  size_t start = cells->copies.length;
  while (inside.length) {
    size_t quote = ayes_span_find_byte(inside, '"');
    ayes_buffer_add(&cells->copies, ayes_span_slice(inside, 0, quote + 1));
    inside = ayes_span_from(inside, quote + 2);
  }
  return ayes_span_from(ayes_buffer_span(&cells->copies), start);
}

/* A quoted cell and the blanks after it; false when it does not end as it should. */
static bool read_quoted(splitting *it, ayes_span *cell) {
  size_t start = ++it->at;
  bool has_doubled = false;
  for (;;) {
    size_t quote = ayes_span_find_byte(ayes_span_from(it->text, it->at), '"');
    it->cells->is_cut = it->at + quote + (it->at_end ? 0 : 1) >= it->text.length;
    if (it->cells->is_cut) return false;
    it->at += quote + 1;
    if (it->at == it->text.length || it->text.data[it->at] != '"') break;
    has_doubled = true;
    it->at++;
  }
  *cell = ayes_span_slice(it->text, start, it->at - 1);
  count_lines(it->cells, *cell);
  if (has_doubled) *cell = undouble(it->cells, *cell);
  while (it->at < it->text.length && is_blank(it, it->text.data[it->at])) it->at++;
  return (it->at < it->text.length && it->text.data[it->at] == it->delimiter) || is_row_end(it);
}

static bool read_cell(splitting *it) {
  ayes_span cell;
  while (it->at < it->text.length && is_blank(it, it->text.data[it->at])) it->at++;
  bool is_quoted = it->at < it->text.length && it->text.data[it->at] == '"';
  return (is_quoted ? read_quoted(it, &cell) : read_plain(it, &cell)) && add_cell(it, cell);
}

/* Copies stay where they are while a row is split: it cannot need more than it is long. */
static bool prepare(ayes_csv_cells *cells) {
  ayes_buffer *copies = &cells->copies;
  cells->count = cells->lines = 0;
  ayes_buffer_clear(copies);
  return ayes_array_reserve(&copies->data, &copies->capacity, AYES_CSV_SPLIT_LIMIT, 1, NULL) ==
         AYES_OK;
}

/* Passes over the line end; false when a newline may follow that is not there yet. */
static bool pass_line_end(splitting *it) {
  if (it->at == it->text.length) return true;
  bool is_return = it->text.data[it->at++] == '\r';
  it->cells->is_cut = is_return && it->at == it->text.length && !it->at_end;
  if (is_return && it->at < it->text.length && it->text.data[it->at] == '\n') it->at++;
  it->cells->lines++;
  return !it->cells->is_cut;
}

size_t ayes_csv_split(ayes_span text, char delimiter, bool at_end, ayes_csv_cells *cells) {
  ayes_span front = ayes_span_slice(text, 0, AYES_CSV_SPLIT_LIMIT);
  splitting it = {front, 0, delimiter, at_end && front.length == text.length, cells};
  cells->is_cut = false;
  if (text.length == 0 || !prepare(cells)) return 0;
  for (;; it.at++) {
    if (!read_cell(&it)) return 0;
    if (it.at == it.text.length || it.text.data[it.at] != delimiter) break;
  }
  if (!pass_line_end(&it)) return 0;
  ayes_span row = ayes_span_slice(text, 0, it.at);
  bool is_sound = ayes_utf8_is_valid(row) && !memchr(row.data, '\0', row.length);
  return is_sound ? it.at : 0;
}

void ayes_csv_cells_release(ayes_csv_cells *cells) {
  ayes_buffer_release(&cells->copies);
  ayes_array_release(cells);
}
