/* SPDX-License-Identifier: MIT
 *
 * libxlsxwriter in constant-memory mode: rows go to temporary files as they come. All text is
 * written as strings, so nothing of it can run; a list longer than a sheet goes on in a further
 * one. The creation date is that of the files within (1980), so that the same results give the same
 * bytes.
 */
#include "report/export_xlsx.h"

#include <stdio.h>

#include "base/array.h"
#include "tally/labels.h"
#include "text/utf8.h"

enum {
  SHEET_ROWS = 1048576,
  LINES_SHOWN = 12,   /* of a text; the cell holds all of it */
  CELL_UNITS = 32000, /* UTF-16 units of a text; a cell holds 32,767 */
  PAPER_A4 = 9,
  START_OF_1980 = 315532800
};

static const char *const files[] = {"results.xlsx", NULL};

static void note(ayes_book *book, lxw_error code) {
  if (book->failure == LXW_NO_ERROR) book->failure = code;
}

static ayes_status book_status(const ayes_book *book, ayes_error *error) {
  if (book->cell.failed || book->failure == LXW_ERROR_MEMORY_MALLOC_FAILED)
    return ayes_error_memory(error);
  if (book->failure == LXW_NO_ERROR) return AYES_OK;
  return ayes_error_set_at(error, AYES_IO_FAILED, book->file.path, 0, 0, "cannot be written: %s",
                           lxw_strerror(book->failure));
}

/* The longest front of text that a cell can hold, in bytes. */
static size_t fitting_length(ayes_span text) {
  size_t units = 0, at = 0;
  if (text.length <= CELL_UNITS) return text.length;
  while (at < text.length) {
    uint32_t code;
    size_t length = ayes_utf8_decode(ayes_span_from(text, at), &code);
    units += length == 4 ? 2 : 1;
    if (units > CELL_UNITS) break;
    at += length ? length : 1;
  }
  return at;
}

void ayes_book_text(ayes_book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                    ayes_span text, lxw_format *format) {
  size_t length = fitting_length(text);
  ayes_buffer_clear(&book->cell);
  ayes_cell_add_text(&book->cell, ayes_span_slice(text, 0, length), book->raw);
  if (length < text.length) {
    ayes_buffer_add_text(&book->cell, " … [cut: ");
    ayes_buffer_add_size(&book->cell, ayes_utf8_count(ayes_span_from(text, length)));
    ayes_buffer_add_text(&book->cell, " more characters than a cell can hold]");
  }
  ayes_buffer_add_byte(&book->cell, '\0');
  if (!book->cell.failed)
    note(book, worksheet_write_string(sheet, row, column, book->cell.data, format));
}

void ayes_book_number(ayes_book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                      double number, lxw_format *format) {
  note(book, worksheet_write_number(sheet, row, column, number, format));
}

/* Lines of text in a column: most letters are narrower than digits, which widths count. */
static size_t lines_of(ayes_span text, double width) {
  ayes_span line;
  size_t lines = 0, room = (size_t)(width * 1.05);
  while (ayes_span_split(&text, '\n', &line)) lines += 1 + ayes_utf8_count(line) / room;
  return lines;
}

void ayes_book_row_height(ayes_book *book, lxw_worksheet *sheet, lxw_row_t row, ayes_span text,
                          double width, size_t limit) {
  size_t lines = lines_of(ayes_span_slice(text, 0, (size_t)width * 4 * limit), width);
  if (lines > limit) lines = limit;
  if (lines > 1)
    note(book, worksheet_set_row(sheet, row, (double)lines * LXW_DEF_ROW_HEIGHT, NULL));
}

static lxw_format *new_format(ayes_book *book) {
  lxw_format *format = workbook_add_format(book->workbook);
  if (!format) note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
  else format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  return format;
}

/* "#rrggbb" as a number. */
static lxw_color_t colour_of(const char *text) {
  lxw_color_t colour = 0;
  for (const char *at = text + 1; *at; at++)
    colour = colour * 16 + (lxw_color_t)(*at <= '9' ? *at - '0' : *at - 'A' + 10);
  return colour;
}

static void make_stance_formats(ayes_book *book) {
  for (int i = 0; i < AYES_BOOK_STANCES; i++) {
    lxw_format *format = book->stances[i] = new_format(book);
    if (!format) return;
    bool is_dark = i == AYES_SUPPORT || i == AYES_OPPOSE;
    lxw_color_t fill =
        i == AYES_BOOK_BLANK ? 0xE8E8E8 : colour_of(ayes_colour_of_stance((ayes_stance)i));
    format_set_bg_color(format, fill);
    format_set_font_color(format, is_dark ? LXW_COLOR_WHITE : LXW_COLOR_BLACK);
  }
}

static void make_formats(ayes_book *book) {
  book->title = new_format(book);
  book->header = new_format(book);
  book->wrapped = new_format(book);
  book->plain = new_format(book);
  book->percent = new_format(book);
  make_stance_formats(book);
  if (book->failure != LXW_NO_ERROR) return;
  format_set_bold(book->title);
  format_set_font_size(book->title, 16);
  format_set_bold(book->header);
  format_set_text_wrap(book->header);
  format_set_bg_color(book->header, 0x3D3D3D);
  format_set_font_color(book->header, LXW_COLOR_WHITE);
  format_set_text_wrap(book->wrapped);
  format_set_indent(book->wrapped, 1);
  format_set_num_format(book->percent, "0.0%");
}

static lxw_worksheet *add_sheet(ayes_book *book, const char *name) {
  lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, name);
  if (!sheet) {
    note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return NULL;
  }
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, PAPER_A4);
  worksheet_fit_to_pages(sheet, 1, 0);
  return sheet;
}

/* The next sheet of a list, with its header row. */
static void add_list_sheet(ayes_book *book, ayes_table_id id) {
  const ayes_table *table = ayes_export_table(id);
  char name[32];
  size_t number = ++book->lists[id].sheets;
  if (number == 1) snprintf(name, sizeof name, "%s", table->title);
  else snprintf(name, sizeof name, "%s %zu", table->title, number);
  lxw_worksheet *sheet = book->lists[id].sheet = add_sheet(book, name);
  if (!sheet) return;
  for (size_t i = 0; i < table->column_count; i++) {
    lxw_col_t column = (lxw_col_t)i;
    note(book, worksheet_set_column(sheet, column, column, table->columns[i].width, NULL));
    ayes_book_text(book, sheet, 0, column, ayes_span_of(table->columns[i].name), book->header);
  }
  worksheet_freeze_panes(sheet, 1, id == AYES_TABLE_SUMMARY ? 0 : 2);
  worksheet_repeat_rows(sheet, 0, 0);
  book->lists[id].next = 1;
}

static void end_list_sheet(ayes_book *book, ayes_table_id id) {
  lxw_row_t last = book->lists[id].next - 1;
  lxw_col_t columns = (lxw_col_t)ayes_export_table(id)->column_count;
  note(book, worksheet_autofilter(book->lists[id].sheet, 0, 0, last, (lxw_col_t)(columns - 1)));
}

static ayes_status close_xlsx(void *writer, bool keep, ayes_error *error) {
  ayes_book *book = writer;
  if (!book) return AYES_OK;
  /* Only closing frees all of a workbook; what it then writes is removed. */
  if (book->workbook) (void)workbook_close(book->workbook);
  ayes_status status = ayes_export_file_close(&book->file, keep, error);
  ayes_buffer_release(&book->cell);
  ayes_memory_free(book);
  return status;
}

static void add_sheets(ayes_book *book) {
  make_formats(book);
  book->summary = add_sheet(book, "Summary");
  for (int i = 0; i < AYES_TABLE_COUNT && book->failure == LXW_NO_ERROR; i++)
    add_list_sheet(book, (ayes_table_id)i);
  if (book->failure == LXW_NO_ERROR) book->about = add_sheet(book, "About");
}

static ayes_status open_xlsx(const ayes_export_job *job, void **writer, ayes_error *error) {
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_TRUE};
  char title[] = "Results";
  lxw_doc_properties facts = {.title = title, .created = START_OF_1980};
  ayes_book *book = ayes_memory_new_zeroed(1, sizeof *book);
  if (!book) return ayes_error_memory(error);
  *writer = book;
  book->raw = job->raw_cells;
  ayes_status status = ayes_export_file_open(job->folder, files[0], &book->file, error);
  if (status != AYES_OK) return status;
  book->workbook = workbook_new_opt(book->file.temporary, &options);
  if (!book->workbook) return ayes_error_memory(error);
  note(book, workbook_set_properties(book->workbook, &facts));
  add_sheets(book);
  if (book->failure == LXW_NO_ERROR) ayes_book_about(book, job->version);
  return book_status(book, error);
}

static lxw_format *format_of_text(const ayes_book *book, const ayes_column *column,
                                  ayes_span text) {
  ayes_stance stance;
  if (strcmp(column->name, "stance") == 0) {
    if (ayes_label_find_stance(text, &stance)) return book->stances[stance];
    return book->stances[AYES_BOOK_BLANK];
  }
  return strcmp(column->name, "text") == 0 ? book->wrapped : book->plain;
}

static void write_cell(ayes_book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t place,
                       const ayes_column *column, const ayes_cell *cell) {
  switch (cell->type) {
    case AYES_CELL_NONE: return;
    case AYES_CELL_TEXT:
      ayes_book_text(book, sheet, row, place, cell->text, format_of_text(book, column, cell->text));
      return;
    case AYES_CELL_BOOLEAN:
      ayes_book_text(book, sheet, row, place, ayes_span_of(cell->number != 0 ? "true" : "false"),
                     book->plain);
      return;
    default:
      ayes_book_number(book, sheet, row, place, ayes_cell_rounded(column, cell),
                       column->decimals == 4 ? book->percent : book->plain);
  }
}

static ayes_status write_row(void *writer, ayes_table_id id, const ayes_cell *cells,
                             ayes_error *error) {
  ayes_book *book = writer;
  const ayes_table *table = ayes_export_table(id);
  if (book->lists[id].next == SHEET_ROWS) {
    end_list_sheet(book, id);
    add_list_sheet(book, id);
    if (book->failure != LXW_NO_ERROR) return book_status(book, error);
  }
  lxw_row_t row = book->lists[id].next++;
  size_t last = table->column_count - 1;
  if (cells[last].type == AYES_CELL_TEXT)
    ayes_book_row_height(book, book->lists[id].sheet, row, cells[last].text,
                         table->columns[last].width, LINES_SHOWN);
  for (size_t i = 0; i < table->column_count; i++)
    write_cell(book, book->lists[id].sheet, row, (lxw_col_t)i, &table->columns[i], &cells[i]);
  return book_status(book, error);
}

/* Rows to sheets to archive; only what is whole counts as written. */
static ayes_status pack(ayes_book *book, ayes_error *error) {
  ayes_book_sizes sizes = {0};
  ayes_status status = ayes_book_measure(book, &sizes, error);
  if (status == AYES_OK) {
    note(book, workbook_close(book->workbook));
    book->workbook = NULL;
    status = book_status(book, error);
  }
  if (status == AYES_OK) status = ayes_book_check(book->file.temporary, book, &sizes, error);
  ayes_array_release(&sizes);
  return status;
}

static ayes_status finish_xlsx(void *writer, const ayes_figure_list *list, ayes_error *error) {
  ayes_book *book = writer;
  ayes_cell cells[AYES_COLUMN_LIMIT];
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < list->count && status == AYES_OK; i++) {
    ayes_export_figure(&list->items[i], cells);
    status = write_row(book, AYES_TABLE_SUMMARY, cells, error);
  }
  if (status != AYES_OK) return status;
  for (int i = 0; i < AYES_TABLE_COUNT; i++) end_list_sheet(book, (ayes_table_id)i);
  ayes_book_summary(book, list->counts);
  status = book_status(book, error);
  return status == AYES_OK ? pack(book, error) : status;
}

const ayes_export_kind ayes_export_xlsx = {"xlsx", files,       open_xlsx, write_row,
                                           NULL,   finish_xlsx, close_xlsx};
