/* SPDX-License-Identifier: MIT
 *
 * Sheets of XLSX workbooks, row by row. A first pass over each sheet that may be the one counts its
 * rows and notes merged cells, which a sheet tells of only at its end; the second hands out rows.
 * Memory is one row, one block and the shared strings' (corpus/strings.h). O(bytes).
 */
#include "base/array.h"
#include "corpus/grid.h"
#include "corpus/sheets.h"
#include "corpus/workbook.h"
#include "corpus/xml.h"

typedef struct xlsx_state {
  ayes_archive *archive;
  ayes_workbook workbook;
  ayes_merges merges;
  ayes_xml *xml; /* the sheet that is read */
  ayes_grid grid;
  ayes_buffer value; /* of the cell */
  ayes_buffer text;
  size_t column; /* of the cell, from 0 */
  size_t style;
  char type; /* 'n' number, 's' shared string, 'i' inline, 't' text, 'b' boolean, 'e' error */
  size_t phonetic;
  bool in_value;
  bool has_row; /* a row is complete */
} xlsx_state;

/* ---- references ---- */

/* "AB12": column from 0, row from 1; 0 where that part is missing. False for anything else. */
static bool read_reference(ayes_span text, size_t *column, size_t *row) {
  enum { LETTERS = 7, DIGITS = 15 };
  size_t i = 0;
  *column = *row = 0;
  for (; i < text.length && ayes_byte_is_letter(text.data[i]); i++)
    *column = *column * 26 + (size_t)(ayes_byte_to_lower(text.data[i]) - 'a' + 1);
  if (i == 0 || i > LETTERS || text.length - i > DIGITS) return false;
  *column -= 1;
  return ayes_span_to_size(ayes_span_from(text, i), row);
}

static bool read_range(const char *text, ayes_merge *merge) {
  ayes_span rest = ayes_span_of(text);
  size_t colon = ayes_span_find_byte(rest, ':');
  return read_reference(ayes_span_slice(rest, 0, colon), &merge->left, &merge->top) &&
         read_reference(ayes_span_from(rest, colon + 1), &merge->right, &merge->bottom);
}

/* ---- the first pass ---- */

typedef struct measuring {
  ayes_merges *merges;
  size_t rows; /* with a value */
  bool is_fresh;
} measuring;

static void on_measured(void *data, ayes_xml *xml, const char *name, const char **attributes) {
  measuring *it = data;
  ayes_merge merge;
  if (strcmp(name, "row") == 0) it->is_fresh = true;
  bool is_value = strcmp(name, "v") == 0 || strcmp(name, "is") == 0;
  it->rows += is_value && it->is_fresh;
  it->is_fresh = it->is_fresh && !is_value;
  if (strcmp(name, "mergeCell") != 0) return;
  const char *range = ayes_xml_attribute(attributes, "ref");
  if (range && read_range(range, &merge) && ayes_merges_add(it->merges, &merge, NULL) != AYES_OK)
    ayes_xml_fail(xml, AYES_NO_MEMORY);
}

static ayes_status measure(void *data, size_t sheet, size_t *rows, ayes_error *error) {
  static const ayes_xml_events events = {.start = on_measured};
  xlsx_state *state = data;
  measuring it = {.merges = &state->merges};
  bool found;
  ayes_merges_release(&state->merges);
  ayes_status status = ayes_xml_read_part(state->archive, state->workbook.sheets.items[sheet].part,
                                          &events, &it, &found, error);
  *rows = it.rows;
  return status;
}

/* ---- cells ---- */

static void fail(ayes_xml *xml, ayes_status status) {
  if (status != AYES_OK) ayes_xml_fail(xml, status);
}

static void start_row(xlsx_state *state, const char **attributes) {
  const char *given = ayes_xml_attribute(attributes, "r");
  size_t number = state->grid.number + 1;
  bool is_number = !given || ayes_span_to_size(ayes_span_of(given), &number);
  ayes_grid_start(&state->grid, number);
  state->column = SIZE_MAX;
  if (!is_number) ayes_grid_spoil(&state->grid, "bad_row", "a row is numbered \"%.40s\"", given);
  else if (number == 0 || number > AYES_TABLE_ROW_LIMIT)
    ayes_grid_spoil(&state->grid, "over_limit", "row %zu is past the last row a sheet can have, %d",
                    number, AYES_TABLE_ROW_LIMIT);
}

static char type_of(const char *name) {
  static const struct {
    const char *name;
    char type;
  } types[] = {{"s", 's'}, {"inlineStr", 'i'}, {"str", 't'}, {"b", 'b'}, {"e", 'e'}, {"d", 't'}};
  for (size_t i = 0; name && i < sizeof types / sizeof *types; i++)
    if (strcmp(name, types[i].name) == 0) return types[i].type;
  return 'n';
}

static void start_cell(xlsx_state *state, const char **attributes) {
  const char *reference = ayes_xml_attribute(attributes, "r");
  const char *style = ayes_xml_attribute(attributes, "s");
  size_t row;
  state->column++;
  if (reference && !read_reference(ayes_span_of(reference), &state->column, &row))
    ayes_grid_spoil(&state->grid, "bad_row", "row %zu has a cell that is called \"%.40s\"",
                    state->grid.number, reference);
  state->style = 0;
  if (style) ayes_span_to_size(ayes_span_of(style), &state->style);
  state->type = type_of(ayes_xml_attribute(attributes, "t"));
  ayes_buffer_clear(&state->value);
}

static ayes_status shared_string(xlsx_state *state, ayes_span *text, ayes_error *error) {
  size_t number, count = ayes_strings_count(&state->workbook.strings);
  ayes_span value = ayes_span_trim(ayes_buffer_span(&state->value));
  *text = ayes_span_make("", 0);
  if (ayes_span_to_size(value, &number) && number < count)
    return ayes_strings_get(&state->workbook.strings, number, text, error);
  ayes_grid_spoil(&state->grid, "bad_row", "row %zu names text %.20s of %zu shared ones",
                  state->grid.number, value.length ? state->value.data : "", count);
  return AYES_OK;
}

/* The cell's value as text, in state->text or among the shared strings. */
static ayes_status read_value(xlsx_state *state, ayes_span *text, ayes_error *error) {
  ayes_span value = ayes_buffer_span(&state->value);
  ayes_buffer_clear(&state->text);
  switch (state->type) {
    case 's': return shared_string(state, text, error);
    case 'i':
    case 't': ayes_workbook_add_string(value, &state->text); break;
    case 'b':
      ayes_buffer_add_text(&state->text, ayes_span_equal(ayes_span_trim(value), ayes_span_of("0"))
                                             ? "FALSE"
                                             : "TRUE");
      break;
    case 'e': ayes_buffer_add(&state->text, value); break;
    default: ayes_workbook_number(&state->workbook, value, state->style, &state->text);
  }
  *text = ayes_buffer_span(&state->text);
  return state->text.failed ? ayes_error_memory(error) : AYES_OK;
}

static void end_cell(xlsx_state *state, ayes_xml *xml) {
  ayes_span text;
  if (!state->value.length) return;
  ayes_buffer_add_byte(&state->value, '\0'); /* for messages */
  state->value.length--;
  ayes_status status = read_value(state, &text, ayes_xml_error(xml));
  if (status == AYES_OK)
    status = ayes_grid_put(&state->grid, state->column, text, ayes_xml_error(xml));
  fail(xml, status);
}

/* ---- events of the second pass ---- */

static void on_start(void *data, ayes_xml *xml, const char *name, const char **attributes) {
  xlsx_state *state = data;
  (void)xml;
  if (strcmp(name, "c") == 0) start_cell(state, attributes);
  else if (strcmp(name, "row") == 0) start_row(state, attributes);
  else if (strcmp(name, "rPh") == 0) state->phonetic++;
  else if (strcmp(name, "v") == 0) state->in_value = state->type != 'i';
  else if (strcmp(name, "t") == 0) state->in_value = state->type == 'i' && !state->phonetic;
}

static void on_text(void *data, ayes_xml *xml, ayes_span text) {
  xlsx_state *state = data;
  if (!state->in_value) return;
  if (state->value.length > AYES_RECORD_LIMIT) {
    ayes_grid_spoil(&state->grid, "over_limit",
                    "row %zu has a cell longer than the limit of %d bytes", state->grid.number,
                    AYES_RECORD_LIMIT);
    return;
  }
  ayes_buffer_add(&state->value, text);
  if (state->value.failed) ayes_xml_fail(xml, AYES_NO_MEMORY);
}

static void on_end(void *data, ayes_xml *xml, const char *name) {
  xlsx_state *state = data;
  if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) state->in_value = false;
  else if (strcmp(name, "c") == 0) end_cell(state, xml);
  else if (strcmp(name, "rPh") == 0 && state->phonetic) state->phonetic--;
  else if (strcmp(name, "row") == 0) {
    state->has_row = true;
    ayes_xml_pause(xml);
  }
}

/* ---- the table ---- */

static ayes_status list_sheets(ayes_table *table, ayes_error *error) {
  xlsx_state *state = table->state;
  ayes_workbook *workbook = &state->workbook;
  size_t count = 0;
  for (size_t i = 0; i < workbook->sheets.count; i++)
    if (workbook->sheets.items[i].part) workbook->sheets.items[count++] = workbook->sheets.items[i];
  workbook->sheets.count = count;
  ayes_span *names = ayes_arena_new_zeroed(&table->arena, count + 1, sizeof *names, error);
  if (!names) return AYES_NO_MEMORY;
  for (size_t i = 0; i < count; i++) names[i] = workbook->sheets.items[i].name;
  table->facts.sheets = names;
  table->facts.sheet_count = count;
  return AYES_OK;
}

static bool is_hidden(const void *data, size_t sheet) {
  return ((const xlsx_state *)data)->workbook.sheets.items[sheet].is_hidden;
}

static ayes_status open_sheet(ayes_table *table, const ayes_table_options *options,
                              ayes_error *error) {
  static const ayes_xml_events events = {on_start, on_end, on_text};
  xlsx_state *state = table->state;
  ayes_status status = list_sheets(table, error);
  if (status == AYES_OK)
    status = ayes_sheet_choose(table, options->sheet, state, is_hidden, measure, error);
  if (status == AYES_OK) status = ayes_workbook_read_strings(&state->workbook, error);
  if (status != AYES_OK) return status;
  return ayes_xml_open(state->archive, state->workbook.sheets.items[table->facts.sheet].part,
                       &events, state, &state->xml, error);
}

static ayes_status open_xlsx(ayes_table *table, const ayes_table_options *options,
                             ayes_error *error) {
  xlsx_state *state = table->state = ayes_memory_new_zeroed(1, sizeof *state);
  if (!state) return ayes_error_memory(error);
  table->facts.encoding = "utf-8";
  table->facts.encoding_why = "XML says so";
  table->facts.is_grid = true;
  ayes_status status =
      ayes_archive_open(table->source.file, table->source.path, &state->archive, error);
  if (status == AYES_OK) status = ayes_workbook_open(state->archive, &state->workbook, error);
  if (status == AYES_OK) status = open_sheet(table, options, error);
  table->source.read = 0;
  return status;
}

static ayes_status next_row(ayes_table *table, ayes_row *row, ayes_error *error) {
  xlsx_state *state = table->state;
  while (!row->is_there && !ayes_xml_at_end(state->xml)) {
    state->has_row = false;
    ayes_status status = ayes_xml_read(state->xml, error);
    if (status != AYES_OK) return status;
    table->source.read = ayes_archive_bytes(state->archive);
    if (!state->has_row) continue;
    status = ayes_merges_fill(&state->merges, &state->grid, error);
    if (status == AYES_OK) status = ayes_grid_finish(&state->grid, row, error);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

static void close_xlsx(ayes_table *table) {
  xlsx_state *state = table->state;
  if (!state) return;
  ayes_xml_close(state->xml);
  ayes_workbook_release(&state->workbook);
  ayes_archive_close(state->archive);
  ayes_merges_release(&state->merges);
  ayes_grid_release(&state->grid);
  ayes_buffer_release(&state->value);
  ayes_buffer_release(&state->text);
  ayes_memory_free(state);
  table->state = NULL;
}

const ayes_table_format ayes_table_xlsx = {"xlsx", open_xlsx, next_row, close_xlsx};
