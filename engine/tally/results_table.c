/* SPDX-License-Identifier: MIT
 *
 * Spreadsheets add blank columns, capitals, spaces, and write what a locale makes of a comma: the
 * table reader copes with encodings and delimiters, this with the rest. O(bytes).
 */
#include "tally/results_table.h"

#include "base/memory.h"
#include "corpus/table.h"
#include "tally/labels.h"

typedef enum column_kind {
  COLUMN_TEXT,
  COLUMN_LABEL,
  COLUMN_ACTS,
  COLUMN_LIST,
  COLUMN_WEIGHT
} column_kind;

static const struct {
  const char *name;
  column_kind kind;
} columns[] = {
    {"id", COLUMN_TEXT},      {"stance", COLUMN_LABEL},       {"question", COLUMN_TEXT},
    {"stratum", COLUMN_TEXT}, {"topics", COLUMN_LIST},        {"topics_optional", COLUMN_LIST},
    {"acts", COLUMN_ACTS},    {"acts_optional", COLUMN_ACTS}, {"weight", COLUMN_WEIGHT}};
enum { COLUMNS = sizeof columns / sizeof *columns, NEEDED = 2 };

struct ayes_results_table {
  ayes_table *table;
  const char *path; /* the caller's */
  size_t column_of[COLUMNS];
};

bool ayes_results_is_table(const char *path) {
  static const char *const endings[] = {".csv", ".tsv", ".tab"};
  ayes_span name = ayes_span_of(path);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    ayes_span ending = ayes_span_of(endings[i]);
    if (name.length > ending.length &&
        ayes_span_equal_ignoring_case(ayes_span_from(name, name.length - ending.length), ending))
      return true;
  }
  return false;
}

static size_t find_column(const ayes_row *header, const char *name) {
  for (size_t i = 0; i < header->count; i++)
    if (ayes_span_equal_ignoring_case(ayes_span_trim(header->cells[i]), ayes_span_of(name)))
      return i;
  return SIZE_MAX;
}

static ayes_status read_header(ayes_results_table *table, ayes_error *error) {
  ayes_row header;
  ayes_status status = ayes_table_next(table->table, &header, error);
  if (status != AYES_OK) return status;
  if (!header.is_there || header.code)
    return ayes_error_set_at(error, AYES_BAD_DATA, table->path, 0, 0, "has no header row");
  for (size_t i = 0; i < COLUMNS; i++) {
    table->column_of[i] = find_column(&header, columns[i].name);
    if (i < NEEDED && table->column_of[i] == SIZE_MAX)
      return ayes_error_set_at(error, AYES_BAD_DATA, table->path, header.line, 0,
                               "has no column \"%s\"", columns[i].name);
  }
  return AYES_OK;
}

ayes_status ayes_results_table_open(const char *path, ayes_results_table **out, ayes_error *error) {
  ayes_table_options options = {.format = NULL};
  *out = NULL;
  ayes_results_table *table = ayes_memory_new_zeroed(1, sizeof *table);
  if (!table) return ayes_error_memory(error);
  table->path = path;
  ayes_status status = ayes_table_open(path, &options, &table->table, error);
  if (status == AYES_OK) status = read_header(table, error);
  if (status == AYES_OK) *out = table;
  else ayes_results_table_close(table);
  return status;
}

void ayes_results_table_close(ayes_results_table *table) {
  if (!table) return;
  ayes_table_close(table->table);
  ayes_memory_free(table);
}

/* Without the apostrophe that kept a spreadsheet from running it. */
static ayes_span plain_text(ayes_span cell) {
  bool is_kept = cell.length > 1 && cell.data[0] == '\'' && memchr("=+-@\t\r", cell.data[1], 6);
  return is_kept ? ayes_span_from(cell, 1) : cell;
}

static json_t *make_text(ayes_span text) { return json_stringn(text.data, text.length); }

static json_t *make_label(ayes_span cell) {
  char name[40];
  if (cell.length > sizeof name) return make_text(cell);
  for (size_t i = 0; i < cell.length; i++) name[i] = ayes_byte_to_lower(cell.data[i]);
  return json_stringn(name, cell.length);
}

static json_t *make_list(ayes_span cell) {
  json_t *list = json_array();
  ayes_span piece;
  if (ayes_span_equal_ignoring_case(cell, ayes_span_of("none"))) return list;
  while (list && ayes_span_split(&cell, ';', &piece)) {
    piece = plain_text(ayes_span_trim(piece));
    if (piece.length == 0 || json_array_append_new(list, make_text(piece)) == 0) continue;
    json_decref(list);
    return NULL;
  }
  return list;
}

static ayes_status bad_cell(const ayes_results_table *table, size_t line, const char *what,
                            ayes_span cell, ayes_error *error) {
  return ayes_error_set_at(error, AYES_BAD_DATA, table->path, line, 0, "\"%.*s\" is no %s",
                           (int)(cell.length < 40 ? cell.length : 40), cell.data, what);
}

static ayes_status check_acts(const ayes_results_table *table, size_t line, ayes_span cell,
                              ayes_error *error) {
  ayes_span piece;
  if (ayes_span_equal_ignoring_case(cell, ayes_span_of("none"))) return AYES_OK;
  while (ayes_span_split(&cell, ';', &piece)) {
    piece = ayes_span_trim(piece);
    if (piece.length && !ayes_label_find_act(piece))
      return bad_cell(table, line,
                      "act: question, suggestion, concern, praise, information or no_view", piece,
                      error);
  }
  return AYES_OK;
}

static ayes_status make_value(const ayes_results_table *table, size_t line, column_kind kind,
                              ayes_span cell, json_t **value, ayes_error *error) {
  double weight = 0;
  ayes_status status = AYES_OK;
  switch (kind) {
    case COLUMN_TEXT: *value = make_text(plain_text(cell)); break;
    case COLUMN_LABEL: *value = make_label(cell); break;
    case COLUMN_ACTS: status = check_acts(table, line, cell, error); /* fall through */
    case COLUMN_LIST: *value = make_list(cell); break;
    case COLUMN_WEIGHT:
      if (!ayes_span_to_number(cell, &weight) || !(weight > 0))
        status = bad_cell(table, line, "weight: a number above 0", cell, error);
      *value = json_real(weight);
      break;
  }
  return status == AYES_OK && !*value ? ayes_error_memory(error) : status;
}

static ayes_status add_cells(const ayes_results_table *table, const ayes_row *cells, json_t *row,
                             ayes_error *error) {
  for (size_t i = 0; i < COLUMNS; i++) {
    size_t at = table->column_of[i];
    ayes_span cell = at < cells->count ? ayes_span_trim(cells->cells[at]) : ayes_span_of("");
    json_t *value = NULL;
    if (cell.length == 0) continue;
    ayes_status status = make_value(table, cells->line, columns[i].kind, cell, &value, error);
    if (status == AYES_OK && json_object_set(row, columns[i].name, value) != 0)
      status = ayes_error_memory(error);
    json_decref(value);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

ayes_status ayes_results_table_next(ayes_results_table *table, json_t **row, size_t *line,
                                    ayes_error *error) {
  ayes_row cells;
  *row = NULL;
  ayes_status status = ayes_table_next(table->table, &cells, error);
  if (status != AYES_OK || !cells.is_there) return status;
  *line = cells.line;
  if (cells.code)
    return ayes_error_set_at(error, AYES_BAD_DATA, table->path, cells.line, 0, "%s", cells.message);
  *row = json_object();
  if (!*row) return ayes_error_memory(error);
  status = add_cells(table, &cells, *row, error);
  if (status == AYES_OK) return AYES_OK;
  json_decref(*row);
  *row = NULL;
  return status;
}
