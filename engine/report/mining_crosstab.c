/* SPDX-License-Identifier: MIT
 *
 * In text a table of counts and shares, as many columns side by side as fit, and below it the cells
 * that stand out, with their intervals. JSON and CSV hold every cell.
 */
#include "report/mining.h"
#include "report/parts.h"
#include "report/result.h"
#include "report/terminal.h"
#include "tally/share.h"

enum { MARGIN = 2, NAME = 20, CELL = 13, COUNT = 5, SHARE = 4 };

static const double noted_below = 0.05;

static const char *name_of_test(ayes_cell_test test) {
  static const char *const names[] = {"none", "chi-square", "fisher"};
  return names[test];
}

static const ayes_cell *cell_at(const ayes_crosstab *table, size_t row, size_t column) {
  return &table->cells[row * table->column_count + column];
}

static ayes_share share_at(const ayes_crosstab *table, size_t row, size_t column) {
  return ayes_share_of(cell_at(table, row, column)->count,
                       ayes_crosstab_column_total(table, column));
}

/* ---- JSON ---- */

static void add_figure(ayes_buffer *buffer, const char *key, double value) {
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, key, value, 4);
}

static void add_json_cell(ayes_buffer *buffer, const ayes_crosstab *table, size_t row,
                          size_t column) {
  const ayes_cell *cell = cell_at(table, row, column);
  ayes_share share = share_at(table, row, column);
  ayes_json_add_member(buffer, "row", ayes_crosstab_row(table, row));
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "column", ayes_crosstab_column(table, column));
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "count", cell->count);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "of", share.whole);
  add_figure(buffer, "share", share.value);
  add_figure(buffer, "low", share.low);
  add_figure(buffer, "high", share.high);
  add_figure(buffer, "expected", cell->expected);
  add_figure(buffer, "lift", cell->lift);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "test", ayes_span_of(name_of_test(cell->test)));
  ayes_buffer_add_byte(buffer, ',');
  ayes_mining_json_chance(buffer, "p", cell->p);
  ayes_buffer_add_byte(buffer, ',');
  ayes_mining_json_chance(buffer, "q", cell->q);
}

static void add_json_values(ayes_buffer *buffer, const char *key, const ayes_crosstab *table,
                            bool rows) {
  size_t count = rows ? table->row_count : table->column_count;
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_text(buffer, " [");
  for (size_t i = 0; i < count; i++) {
    ayes_buffer_add_text(buffer, i ? ",{" : "{");
    ayes_json_add_member(buffer, "value",
                         rows ? ayes_crosstab_row(table, i) : ayes_crosstab_column(table, i));
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_count(
        buffer, "count",
        rows ? ayes_crosstab_row_total(table, i) : ayes_crosstab_column_total(table, i));
    ayes_buffer_add_byte(buffer, '}');
  }
  ayes_buffer_add_text(buffer, "],\n");
}

static void add_json_whole(ayes_buffer *buffer, const ayes_crosstab *table) {
  ayes_json_add_key(buffer, "test");
  if (table->freedom <= 0) {
    ayes_buffer_add_text(buffer, " null,\n");
    return;
  }
  ayes_buffer_add_text(buffer, " {");
  ayes_json_add_figure(buffer, "chi_square", table->chi_square, 4);
  add_figure(buffer, "freedom", table->freedom);
  add_figure(buffer, "least_expected", table->least_expected);
  ayes_buffer_add_byte(buffer, ',');
  ayes_mining_json_chance(buffer, "p", table->p);
  ayes_buffer_add_text(buffer, "},\n");
}

static void write_json(const ayes_mining_writer *writer, const ayes_crosstab *table) {
  ayes_buffer *buffer = writer->buffer;
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_member(buffer, "rows", ayes_span_of(ayes_facet_name(table->rows)));
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "columns", ayes_span_of(ayes_facet_name(table->columns)));
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "answers", table->answers);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "without_column", table->without);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "quarantined", writer->quarantined);
  ayes_buffer_add_text(buffer, ",\n");
  add_json_values(buffer, "row_values", table, true);
  add_json_values(buffer, "column_values", table, false);
  add_json_whole(buffer, table);
  ayes_buffer_add_text(buffer, "\"cells\": [");
  for (size_t i = 0; i < table->row_count; i++) {
    for (size_t k = 0; k < table->column_count; k++) {
      ayes_buffer_add_text(buffer, i + k ? ",\n  {" : "\n  {");
      add_json_cell(buffer, table, i, k);
      ayes_buffer_add_byte(buffer, '}');
    }
  }
  ayes_buffer_add_text(buffer, table->row_count ? "\n]}\n" : "]}\n");
}

/* ---- CSV ---- */

static void add_csv_cell(ayes_buffer *buffer, const ayes_crosstab *table, size_t row,
                         size_t column) {
  const ayes_cell *cell = cell_at(table, row, column);
  ayes_share share = share_at(table, row, column);
  const double figures[] = {share.value, share.low, share.high, cell->expected, cell->lift};
  ayes_csv_add_cell(buffer, ayes_crosstab_row(table, row));
  ayes_buffer_add_byte(buffer, ',');
  ayes_csv_add_cell(buffer, ayes_crosstab_column(table, column));
  ayes_buffer_add_format(buffer, ",%zu,%zu", cell->count, share.whole);
  for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
    ayes_buffer_add_byte(buffer, ',');
    ayes_buffer_add_number(buffer, figures[i], 4);
  }
  ayes_buffer_add_format(buffer, ",%s,", name_of_test(cell->test));
  ayes_mining_json_chance(buffer, NULL, cell->p);
  ayes_buffer_add_byte(buffer, ',');
  ayes_mining_json_chance(buffer, NULL, cell->q);
  ayes_buffer_add_text(buffer, "\r\n");
}

static void write_csv(ayes_buffer *buffer, const ayes_crosstab *table) {
  ayes_buffer_add_format(buffer, "%s,%s,count,of,share,low,high,expected,lift,test,p,q\r\n",
                         ayes_facet_name(table->rows), ayes_facet_name(table->columns));
  for (size_t i = 0; i < table->row_count; i++)
    for (size_t k = 0; k < table->column_count; k++) add_csv_cell(buffer, table, i, k);
}

/* ---- text ---- */

/* The text right-aligned in width columns, cut where it is longer. */
static void add_right_span(ayes_buffer *buffer, ayes_span text, size_t width) {
  size_t columns = ayes_terminal_width(text);
  if (columns < width) ayes_buffer_add_repeated(buffer, ' ', width - columns);
  ayes_terminal_add_cell(buffer, text, columns < width ? columns : width);
}

static bool is_noted(const ayes_cell *cell) {
  return cell->test != AYES_TEST_NONE && cell->q < noted_below;
}

static void add_share(ayes_buffer *buffer, size_t count, size_t whole, char sign) {
  ayes_terminal_add_count(buffer, count, COUNT);
  ayes_mining_add_number(buffer, whole ? 100 * (double)count / (double)whole : 0, 0, SHARE);
  ayes_buffer_add_text(buffer, " %");
  ayes_buffer_add_byte(buffer, ' ');
  ayes_buffer_add_byte(buffer, sign);
}

static void add_text_cell(ayes_mining_writer *writer, const ayes_crosstab *table, size_t row,
                          size_t column) {
  const ayes_cell *cell = cell_at(table, row, column);
  bool noted = is_noted(cell), colour = writer->layout.colour && noted;
  char sign = !noted ? ' ' : cell->lift > 1 ? '+' : '-';
  ayes_terminal_style(writer->buffer, colour,
                      cell->lift > 1 ? AYES_STYLE_STRONG : AYES_STYLE_FAINT);
  add_share(writer->buffer, cell->count, ayes_crosstab_column_total(table, column), sign);
  ayes_terminal_style(writer->buffer, colour, AYES_STYLE_NONE);
}

static void add_titles(ayes_mining_writer *writer, const ayes_crosstab *table, size_t first,
                       size_t last) {
  ayes_buffer *buffer = writer->buffer;
  ayes_buffer_add_repeated(buffer, ' ', MARGIN + NAME);
  for (size_t i = first; i < last; i++) {
    add_right_span(buffer, ayes_crosstab_column(table, i), CELL - 2);
    ayes_buffer_add_repeated(buffer, ' ', 2);
  }
  ayes_mining_add_right(buffer, "all", CELL - 2);
  ayes_buffer_add_byte(buffer, '\n');
  ayes_terminal_style(buffer, writer->layout.colour, AYES_STYLE_FAINT);
  ayes_buffer_add_repeated(buffer, ' ', MARGIN);
  ayes_terminal_add_cell(buffer, ayes_span_of("answers"), NAME);
  for (size_t i = first; i < last; i++) {
    ayes_terminal_add_count(buffer, ayes_crosstab_column_total(table, i), COUNT);
    ayes_buffer_add_repeated(buffer, ' ', CELL - COUNT);
  }
  ayes_terminal_add_count(buffer, table->answers, COUNT);
  ayes_terminal_style(buffer, writer->layout.colour, AYES_STYLE_NONE);
  ayes_terminal_end_line(buffer);
}

static void add_columns(ayes_mining_writer *writer, const ayes_crosstab *table, size_t first,
                        size_t last, size_t rows) {
  ayes_buffer *buffer = writer->buffer;
  add_titles(writer, table, first, last);
  for (size_t i = 0; i < rows; i++) {
    ayes_buffer_add_repeated(buffer, ' ', MARGIN);
    ayes_terminal_add_cell(buffer, ayes_crosstab_row(table, i), NAME);
    for (size_t k = first; k < last; k++) add_text_cell(writer, table, i, k);
    add_share(buffer, ayes_crosstab_row_total(table, i), table->answers, ' ');
    ayes_terminal_end_line(buffer);
  }
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_note(ayes_buffer *buffer, const ayes_crosstab *table, size_t row, size_t column) {
  const ayes_cell *cell = cell_at(table, row, column);
  ayes_share share = share_at(table, row, column);
  ayes_buffer_add_text(buffer, cell->lift > 1 ? "  + " : "  - ");
  ayes_terminal_add(buffer, ayes_crosstab_row(table, row));
  ayes_buffer_add_text(buffer, " in ");
  ayes_terminal_add(buffer, ayes_crosstab_column(table, column));
  ayes_buffer_add_text(buffer, ": ");
  ayes_mining_add_number(buffer, 100 * share.value, 0, 0);
  ayes_buffer_add_text(buffer, " % (");
  ayes_mining_add_number(buffer, 100 * share.low, 0, 0);
  ayes_buffer_add_text(buffer, " to ");
  ayes_mining_add_number(buffer, 100 * share.high, 0, 0);
  ayes_buffer_add_format(buffer, " %%) of %zu, lift ", share.whole);
  ayes_mining_add_number(buffer, cell->lift, 2, 0);
  ayes_buffer_add_text(buffer, ", p ");
  ayes_mining_add_chance(buffer, cell->p);
  ayes_buffer_add_text(buffer, ", q ");
  ayes_mining_add_chance(buffer, cell->q);
  ayes_buffer_add_format(buffer, " (%s)\n", name_of_test(cell->test));
}

static void add_notes(ayes_mining_writer *writer, const ayes_crosstab *table, size_t top) {
  size_t noted = 0, cells = table->row_count * table->column_count;
  for (size_t i = 0; i < cells; i++) {
    if (!is_noted(&table->cells[i])) continue;
    if (noted++ == 0)
      ayes_buffer_add_text(writer->buffer,
                           "More (+) or less (-) than among all others, q < 0.05\n");
    if (noted <= top)
      add_note(writer->buffer, table, i / table->column_count, i % table->column_count);
  }
  if (noted == 0)
    ayes_buffer_add_text(writer->buffer, "No cell is apart from the others, q < 0.05\n");
  if (noted > top) ayes_buffer_add_format(writer->buffer, "  and %zu more\n", noted - top);
}

static void add_whole(ayes_buffer *buffer, const ayes_crosstab *table) {
  if (table->freedom <= 0) return;
  ayes_buffer_add_text(buffer, "Whole table: chi-square ");
  ayes_mining_add_number(buffer, table->chi_square, 2, 0);
  ayes_buffer_add_text(buffer, ", degrees of freedom ");
  ayes_mining_add_number(buffer, table->freedom, 0, 0);
  ayes_buffer_add_text(buffer, ", p ");
  ayes_mining_add_chance(buffer, table->p);
  if (table->least_expected < 5) ayes_buffer_add_text(buffer, " (rough: some cells are small)");
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_heading(ayes_mining_writer *writer, const ayes_crosstab *table) {
  ayes_buffer *buffer = writer->buffer;
  ayes_terminal_style(buffer, writer->layout.colour, AYES_STYLE_STRONG);
  ayes_buffer_add_format(buffer, "%s by %s", ayes_facet_name(table->rows),
                         ayes_facet_name(table->columns));
  ayes_terminal_style(buffer, writer->layout.colour, AYES_STYLE_NONE);
  ayes_buffer_add_text(buffer, ", ");
  ayes_mining_add_counted(buffer, table->answers, "answer");
  if (table->without)
    ayes_buffer_add_format(buffer, " (%zu without a %s left out)", table->without,
                           ayes_facet_name(table->columns));
  ayes_buffer_add_text(buffer, "\n\n");
}

static void write_text(ayes_mining_writer *writer, const ayes_crosstab *table, size_t top) {
  size_t rows = table->row_count < top ? table->row_count : top;
  size_t room = ayes_mining_width(writer) - MARGIN - NAME - CELL;
  size_t fits = room / CELL ? room / CELL : 1;
  if (ayes_mining_width(writer) < MARGIN + NAME + 2 * CELL) fits = 1;
  add_heading(writer, table);
  for (size_t i = 0; i < table->column_count; i += fits)
    add_columns(writer, table, i, i + fits < table->column_count ? i + fits : table->column_count,
                rows);
  if (rows < table->row_count)
    ayes_buffer_add_format(writer->buffer, "  rows that are not shown: %zu\n\n",
                           table->row_count - rows);
  add_notes(writer, table, top);
  add_whole(writer->buffer, table);
  ayes_mining_add_quarantined(writer);
}

void ayes_crosstab_write(ayes_mining_writer *writer, const ayes_crosstab *table, size_t top) {
  if (writer->format == AYES_MINING_JSON) write_json(writer, table);
  else if (writer->format == AYES_MINING_CSV) write_csv(writer->buffer, table);
  else write_text(writer, table, top);
}
