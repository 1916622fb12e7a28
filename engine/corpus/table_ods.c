/* SPDX-License-Identifier: MIT
 *
 * Sheets of ODS workbooks, row by row. All sheets are in one part: a first pass lists them with
 * their rows, the second hands out the rows of one. Empty cells and rows are written once with a
 * count, which may be the whole sheet's, so they are counted and not made. Source: OpenDocument
 * v1.3 part 3, chapter 9 (tables) and 19 (attributes).
 */
#include "base/array.h"
#include "corpus/grid.h"
#include "corpus/sheets.h"
#include "corpus/xml.h"

enum { SHEET_LIMIT = 4096, REPEAT_LIMIT = 10000 };

typedef struct ods_sheet {
  ayes_span name;
  size_t rows;
} ods_sheet;

typedef struct ods_state {
  ayes_archive *archive;
  ayes_arena *arena;
  struct {
    ods_sheet *items;
    size_t count, capacity;
  } sheets;
  ayes_merges merges;
  ayes_xml *xml;
  ayes_grid grid;
  ayes_buffer text;  /* of the cell's paragraphs */
  ayes_buffer value; /* what its attributes say instead */
  size_t sheet;      /* index of the one being read */
  size_t depth;      /* of tables within cells */
  size_t skipped;    /* depth of notes and deleted text */
  size_t row, column;
  size_t row_count, column_count, columns_spanned, rows_spanned; /* of this row and cell */
  size_t again; /* how often the row that is complete is to be handed out */
  bool in_cell, in_paragraph, has_value, has_row, has_paragraph;
} ods_state;

static size_t number_of(const char **attributes, const char *name) {
  size_t number = 1;
  const char *value = ayes_xml_attribute(attributes, name);
  if (value && !ayes_span_to_size(ayes_span_of(value), &number)) number = 1;
  return number ? number : 1;
}

/* ---- the first pass ---- */

static void add_sheet(ods_state *state, ayes_xml *xml, const char **attributes) {
  ayes_span name = ayes_span_of(ayes_xml_attribute(attributes, "name"));
  if (state->sheets.count == SHEET_LIMIT) {
    ayes_xml_fail(xml, ayes_error_set(ayes_xml_error(xml), AYES_OVER_LIMIT,
                                      "has more than %d sheets", SHEET_LIMIT));
    return;
  }
  ods_sheet *sheet = ayes_array_add(&state->sheets, NULL);
  const char *copy = ayes_arena_copy(state->arena, name, NULL);
  if (!sheet || !copy) {
    ayes_xml_fail(xml, ayes_error_memory(ayes_xml_error(xml)));
    return;
  }
  *sheet = (ods_sheet){.name = {copy, name.length}};
}

static void on_listed(void *data, ayes_xml *xml, const char *name, const char **attributes) {
  ods_state *state = data;
  if (strcmp(name, "table") == 0 && state->depth++ == 0) add_sheet(state, xml, attributes);
  if (strcmp(name, "table-row") == 0) state->has_row = false;
  bool is_filled = strcmp(name, "p") == 0 && state->depth && state->sheets.count;
  if (is_filled && !state->has_row) state->sheets.items[state->sheets.count - 1].rows++;
  state->has_row = state->has_row || is_filled;
}

static void on_listed_end(void *data, ayes_xml *xml, const char *name) {
  (void)xml;
  if (strcmp(name, "table") == 0) ((ods_state *)data)->depth--;
}

static ayes_status list_sheets(ayes_table *table, ayes_error *error) {
  static const ayes_xml_events events = {.start = on_listed, .end = on_listed_end};
  ods_state *state = table->state;
  bool found;
  ayes_status status =
      ayes_xml_read_part(state->archive, "content.xml", &events, state, &found, error);
  if (status != AYES_OK) return status;
  if (!found || !state->sheets.count)
    return ayes_error_set_at(error, AYES_BAD_DATA, table->source.path, 0, 0,
                             "is a workbook without a sheet of cells");
  size_t count = state->sheets.count;
  ayes_span *names = ayes_arena_new_zeroed(&table->arena, count, sizeof *names, error);
  if (!names) return AYES_NO_MEMORY;
  for (size_t i = 0; i < count; i++) names[i] = state->sheets.items[i].name;
  table->facts.sheets = names;
  table->facts.sheet_count = count;
  return AYES_OK;
}

static bool is_hidden(const void *data, size_t sheet) {
  (void)data, (void)sheet;
  return false;
}

static ayes_status measure(void *data, size_t sheet, size_t *rows, ayes_error *error) {
  (void)error;
  *rows = ((ods_state *)data)->sheets.items[sheet].rows;
  return AYES_OK;
}

/* ---- cells ---- */

/* A value that reads better than what is shown: dates as ISO 8601, TRUE and FALSE. */
static void note_value(ods_state *state, const char **attributes) {
  const char *type = ayes_xml_attribute(attributes, "value-type");
  const char *date = ayes_xml_attribute(attributes, "date-value");
  const char *truth = ayes_xml_attribute(attributes, "boolean-value");
  ayes_buffer_clear(&state->value);
  state->has_value = false;
  if (!type) return;
  if (strcmp(type, "date") == 0 && date) {
    state->has_value = true;
    for (const char *at = date; *at; at++)
      ayes_buffer_add_byte(&state->value, (char)(*at == 'T' ? ' ' : *at));
  } else if (strcmp(type, "boolean") == 0 && truth) {
    state->has_value = true;
    ayes_buffer_add_text(&state->value, strcmp(truth, "true") == 0 ? "TRUE" : "FALSE");
  } else if (strcmp(type, "float") == 0 && ayes_xml_attribute(attributes, "value")) {
    state->has_value = true;
    ayes_buffer_add_text(&state->value, ayes_xml_attribute(attributes, "value"));
  }
}

static void start_cell(ods_state *state, const char **attributes) {
  state->in_cell = true;
  state->has_paragraph = false;
  state->column_count = number_of(attributes, "number-columns-repeated");
  state->columns_spanned = number_of(attributes, "number-columns-spanned");
  state->rows_spanned = number_of(attributes, "number-rows-spanned");
  ayes_buffer_clear(&state->text);
  note_value(state, attributes);
}

static ayes_status put_cell(ods_state *state, ayes_error *error) {
  ayes_span text =
      ayes_buffer_span(state->has_value && state->text.length ? &state->value : &state->text);
  if (state->text.failed || state->value.failed) return ayes_error_memory(error);
  if (!text.length) return AYES_OK;
  size_t column = state->column;
  ayes_status status = ayes_grid_put(&state->grid, column, text, error);
  if (status == AYES_OK)
    status = ayes_grid_repeat(&state->grid, column, column + 1, state->column_count - 1, error);
  if (status != AYES_OK || (state->columns_spanned == 1 && state->rows_spanned == 1)) return status;
  ayes_merge merge = {.left = column,
                      .right = column + state->columns_spanned - 1,
                      .top = state->row,
                      .bottom = state->row + state->rows_spanned - 1};
  return ayes_merges_add(&state->merges, &merge, error);
}

static void end_cell(ods_state *state, ayes_xml *xml) {
  ayes_status status = put_cell(state, ayes_xml_error(xml));
  if (status != AYES_OK) ayes_xml_fail(xml, status);
  state->in_cell = false;
  if (ayes_add_overflows(state->column, state->column_count, &state->column))
    state->column = AYES_TABLE_COLUMN_LIMIT;
}

static void start_row(ods_state *state, const char **attributes) {
  state->row_count = number_of(attributes, "number-rows-repeated");
  state->column = 0;
  ayes_grid_start(&state->grid, state->row);
}

static void end_row(ods_state *state, ayes_xml *xml) {
  state->has_row = true;
  state->again = state->row_count;
  if (state->row_count > REPEAT_LIMIT && state->grid.text.length) {
    ayes_grid_spoil(&state->grid, "over_limit", "row %zu is repeated more than %d times",
                    state->row, REPEAT_LIMIT);
    state->again = 1;
  }
  if (ayes_add_overflows(state->row, state->row_count, &state->row)) state->row = SIZE_MAX;
  ayes_xml_pause(xml);
}

/* ---- text ---- */

static void add_space(ods_state *state, const char **attributes) {
  size_t count = number_of(attributes, "c");
  ayes_buffer_add_repeated(&state->text, ' ', count < 100 ? count : 100);
}

static void start_text(ods_state *state, const char *name, const char **attributes) {
  if (strcmp(name, "annotation") == 0 || strcmp(name, "deletion") == 0) state->skipped++;
  if (state->skipped) return;
  if (strcmp(name, "p") == 0) {
    if (state->has_paragraph) ayes_buffer_add_byte(&state->text, '\n');
    state->in_paragraph = state->has_paragraph = true;
  } else if (strcmp(name, "s") == 0) {
    add_space(state, attributes);
  } else if (strcmp(name, "tab") == 0) {
    ayes_buffer_add_byte(&state->text, ' ');
  } else if (strcmp(name, "line-break") == 0) {
    ayes_buffer_add_byte(&state->text, '\n');
  }
}

static bool is_cell(const char *name) {
  return strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0;
}

static void on_start(void *data, ayes_xml *xml, const char *name, const char **attributes) {
  ods_state *state = data;
  (void)xml;
  if (strcmp(name, "table") == 0) {
    if (state->depth++ == 0) state->row = 1;
  } else if (state->depth != 1 || state->sheet != 0) {
    return;
  } else if (strcmp(name, "table-row") == 0) {
    start_row(state, attributes);
  } else if (is_cell(name)) {
    start_cell(state, attributes);
  } else if (state->in_cell) {
    start_text(state, name, attributes);
  }
}

static void on_text(void *data, ayes_xml *xml, ayes_span text) {
  ods_state *state = data;
  if (!state->in_paragraph || state->skipped || state->depth != 1) return;
  if (state->text.length > AYES_RECORD_LIMIT) {
    ayes_grid_spoil(&state->grid, "over_limit",
                    "row %zu has a cell longer than the limit of %d bytes", state->row,
                    AYES_RECORD_LIMIT);
    return;
  }
  ayes_buffer_add(&state->text, text);
  if (state->text.failed) ayes_xml_fail(xml, AYES_NO_MEMORY);
}

static void on_end(void *data, ayes_xml *xml, const char *name) {
  ods_state *state = data;
  if (strcmp(name, "table") == 0) {
    /* state->sheet counts down the tables that come before the one that is read. */
    if (--state->depth == 0) state->sheet--;
    return;
  }
  if (state->depth != 1 || state->sheet != 0) return;
  if (strcmp(name, "p") == 0) state->in_paragraph = false;
  else if (strcmp(name, "annotation") == 0 || strcmp(name, "deletion") == 0) state->skipped--;
  else if (is_cell(name)) end_cell(state, xml);
  else if (strcmp(name, "table-row") == 0) end_row(state, xml);
}

/* ---- the table ---- */

static ayes_status open_ods(ayes_table *table, const ayes_table_options *options,
                            ayes_error *error) {
  static const ayes_xml_events events = {on_start, on_end, on_text};
  ods_state *state = table->state = ayes_memory_new_zeroed(1, sizeof *state);
  if (!state) return ayes_error_memory(error);
  state->arena = &table->arena;
  table->facts.encoding = "utf-8";
  table->facts.encoding_why = "XML says so";
  table->facts.is_grid = true;
  ayes_status status =
      ayes_archive_open(table->source.file, table->source.path, &state->archive, error);
  if (status == AYES_OK) status = list_sheets(table, error);
  if (status == AYES_OK)
    status = ayes_sheet_choose(table, options->sheet, state, is_hidden, measure, error);
  if (status != AYES_OK) return status;
  state->sheet = table->facts.sheet;
  state->depth = 0;
  return ayes_xml_open(state->archive, "content.xml", &events, state, &state->xml, error);
}

/* Hands out once more a row that is repeated. */
static ayes_status give_row(ods_state *state, ayes_row *row, ayes_error *error) {
  state->again--;
  ayes_status status = ayes_merges_fill(&state->merges, &state->grid, error);
  if (status == AYES_OK) status = ayes_grid_finish(&state->grid, row, error);
  if (!row->is_there) state->again = 0;
  state->grid.number++;
  return status;
}

static ayes_status next_row(ayes_table *table, ayes_row *row, ayes_error *error) {
  ods_state *state = table->state;
  while (!row->is_there) {
    if (state->again) {
      ayes_status status = give_row(state, row, error);
      if (status != AYES_OK) return status;
      continue;
    }
    if (ayes_xml_at_end(state->xml)) break;
    ayes_status status = ayes_xml_read(state->xml, error);
    if (status != AYES_OK) return status;
    table->source.read = ayes_archive_bytes(state->archive);
  }
  return AYES_OK;
}

static void close_ods(ayes_table *table) {
  ods_state *state = table->state;
  if (!state) return;
  ayes_xml_close(state->xml);
  ayes_archive_close(state->archive);
  ayes_array_release(&state->sheets);
  ayes_merges_release(&state->merges);
  ayes_grid_release(&state->grid);
  ayes_buffer_release(&state->text);
  ayes_buffer_release(&state->value);
  ayes_memory_free(state);
  table->state = NULL;
}

const ayes_table_format ayes_table_ods = {"ods", open_ods, next_row, close_ods};
