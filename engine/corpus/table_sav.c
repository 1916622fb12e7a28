/* SPDX-License-Identifier: MIT
 *
 * SPSS files by libreadstat, where ayes is built with it. Variables are headed by their labels
 * (what was asked), or by their names where they are plain ones or have no label; values show their
 * labels; dates are written as ISO 8601. readstat hands out all rows at once, so they wait in a
 * store that goes to a temporary file when large (corpus/strings.h), their cells parted by NUL.
 * readstat reads through functions of ours, for its own do not say why a read failed.
 */
#include <errno.h>
#include <unistd.h>

#include "base/array.h"
#include "base/names.h"
#include "corpus/grid.h"
#include "corpus/strings.h"
#include "corpus/workbook.h"
#include "text/utf8.h"

#ifndef AYES_HAS_READSTAT

static ayes_status open_sav(ayes_table *table, const ayes_table_options *options,
                            ayes_error *error) {
  (void)options;
  return ayes_error_set_at(error, AYES_BAD_DATA, table->source.path, 0, 0,
                           "is an SPSS file, and this ayes was built without libreadstat, which "
                           "reads these; save it as CSV");
}

static ayes_status next_row(ayes_table *table, ayes_row *row, ayes_error *error) {
  (void)table, (void)row, (void)error;
  return AYES_OK;
}

static void close_sav(ayes_table *table) { (void)table; }

#else

#include <readstat.h>

enum { LABEL_LIMIT = 1000 * 1000 };

typedef struct sav_variable {
  ayes_span name, label, labels; /* in the table's arena; labels: the set its values have */
  ayes_number_kind kind;
} sav_variable;

typedef struct sav_state {
  ayes_arena *arena;
  struct {
    sav_variable *items;
    size_t count, capacity;
  } variables;
  ayes_names keys; /* set and value: "labels3" NUL "1" */
  struct {
    ayes_span *items; /* the label of keys' number - 1 */
    size_t count, capacity;
  } labels;
  ayes_strings rows;
  ayes_buffer row, cell, clean;
  size_t column; /* of the next value */
  size_t at;     /* next row to hand out */
  ayes_grid grid;
  ayes_status status;
  ayes_error error;
  int descriptor; /* of the file, of size bytes */
  int reason;     /* an errno of reading it, or 0 */
  off_t offset, size;
} sav_state;

static int stop(sav_state *state, ayes_status status) {
  if (state->status == AYES_OK) state->status = status;
  return READSTAT_HANDLER_ABORT;
}

static bool copy(sav_state *state, const char *text, ayes_span *made) {
  *made = ayes_span_of(text);
  made->data = ayes_arena_copy(state->arena, *made, &state->error);
  return made->data != NULL;
}

/* ---- the file ---- */

static int open_file(const char *path, void *data) {
  (void)path;
  ((sav_state *)data)->offset = 0;
  return 0;
}

static int close_file(void *data) {
  (void)data;
  return 0;
}

static readstat_off_t seek_file(readstat_off_t offset, readstat_io_flags_t from, void *data) {
  sav_state *state = data;
  if (from == READSTAT_SEEK_CUR) offset += state->offset;
  else if (from == READSTAT_SEEK_END) offset += state->size;
  return state->offset = offset;
}

/* All that is asked for, where the file has it. A failure is told as the end of the file: readstat
 * takes -1 for a great many bytes and goes on for ever. */
static ssize_t read_file(void *bytes, size_t count, void *data) {
  sav_state *state = data;
  size_t got = 0;
  while (got < count && !state->reason) {
    ssize_t piece = pread(state->descriptor, (char *)bytes + got, count - got, state->offset);
    if (piece < 0 && errno == EINTR) continue;
    if (piece < 0) state->reason = errno;
    if (piece <= 0) break;
    got += (size_t)piece;
    state->offset += piece;
  }
  return (ssize_t)got;
}

static readstat_error_t update_file(long size, readstat_progress_handler progress, void *user,
                                    void *data) {
  (void)size, (void)progress, (void)user, (void)data;
  return READSTAT_OK;
}

static void set_file(readstat_parser_t *parser, ayes_table *table) {
  sav_state *state = table->state;
  state->descriptor = fileno(table->source.file);
  state->size = (off_t)table->source.total;
  readstat_set_open_handler(parser, open_file);
  readstat_set_close_handler(parser, close_file);
  readstat_set_seek_handler(parser, seek_file);
  readstat_set_read_handler(parser, read_file);
  readstat_set_update_handler(parser, update_file);
  readstat_set_io_ctx(parser, state);
}

/* ---- variables and labels ---- */

static ayes_number_kind kind_of(const char *format) {
  static const struct {
    const char *front;
    ayes_number_kind kind;
  } kinds[] = {{"DATETIME", AYES_NUMBER_DATE_TIME}, {"YMDHMS", AYES_NUMBER_DATE_TIME},
               {"DATE", AYES_NUMBER_DATE},          {"ADATE", AYES_NUMBER_DATE},
               {"EDATE", AYES_NUMBER_DATE},         {"SDATE", AYES_NUMBER_DATE},
               {"JDATE", AYES_NUMBER_DATE},         {"TIME", AYES_NUMBER_TIME}};
  for (size_t i = 0; format && i < sizeof kinds / sizeof *kinds; i++)
    if (ayes_span_starts_with(ayes_span_of(format), ayes_span_of(kinds[i].front)))
      return kinds[i].kind;
  return AYES_NUMBER_PLAIN;
}

static int on_variable(int index, readstat_variable_t *variable, const char *labels, void *data) {
  sav_state *state = data;
  (void)index;
  if (state->variables.count == AYES_TABLE_COLUMN_LIMIT) return READSTAT_HANDLER_SKIP_VARIABLE;
  sav_variable *one = ayes_array_add(&state->variables, &state->error);
  if (!one) return stop(state, AYES_NO_MEMORY);
  one->kind = kind_of(readstat_variable_get_format(variable));
  bool good = copy(state, readstat_variable_get_name(variable), &one->name) &&
              copy(state, readstat_variable_get_label(variable), &one->label) &&
              copy(state, labels, &one->labels);
  return good ? READSTAT_HANDLER_OK : stop(state, AYES_NO_MEMORY);
}

/* The value as digits or as its string. */
static void add_value(readstat_value_t value, ayes_buffer *text) {
  char digits[40];
  if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
    const char *string = readstat_string_value(value);
    ayes_buffer_add(text, ayes_span_trim(ayes_span_of(string)));
    return;
  }
  (void)snprintf(digits, sizeof digits, "%.15g", readstat_double_value(value));
  for (char *at = digits; *at; at++)
    if (*at == ',') *at = '.';
  ayes_buffer_add_text(text, digits);
}

static uint32_t key_of(sav_state *state, ayes_span labels, readstat_value_t value, bool is_new) {
  uint32_t id = 0;
  ayes_buffer_clear(&state->cell);
  ayes_buffer_add(&state->cell, labels);
  ayes_buffer_add_byte(&state->cell, '\0');
  add_value(value, &state->cell);
  if (!is_new) return ayes_names_find(&state->keys, ayes_buffer_span(&state->cell));
  ayes_names_add(&state->keys, ayes_buffer_span(&state->cell), &id, &state->error);
  return id;
}

static int on_label(const char *labels, readstat_value_t value, const char *label, void *data) {
  sav_state *state = data;
  ayes_span text;
  if (state->labels.count == LABEL_LIMIT) return READSTAT_HANDLER_OK;
  uint32_t id = key_of(state, ayes_span_of(labels), value, true);
  if (!id || !copy(state, label, &text)) return stop(state, AYES_NO_MEMORY);
  if (id <= state->labels.count) return READSTAT_HANDLER_OK;
  ayes_span *one = ayes_array_add(&state->labels, &state->error);
  if (!one) return stop(state, AYES_NO_MEMORY);
  *one = text;
  return READSTAT_HANDLER_OK;
}

/* ---- values ---- */

/* SPSS counts seconds since the day the Gregorian calendar began; workbooks days since 1899. */
static void add_moment(double seconds, ayes_number_kind kind, ayes_buffer *text) {
  static const double day = 86400, days_before = 115860;
  double days = seconds / day - (kind == AYES_NUMBER_TIME ? 0 : days_before);
  if (!ayes_workbook_moment(days, kind, false, text)) ayes_buffer_add_format(text, "%.0f", seconds);
}

static void add_cell(sav_state *state, const sav_variable *variable, readstat_value_t value,
                     readstat_variable_t *source) {
  ayes_span text = {"", 0};
  uint32_t id = variable->labels.length ? key_of(state, variable->labels, value, false) : 0;
  ayes_buffer_clear(&state->cell);
  if (id) text = state->labels.items[id - 1];
  else if (!readstat_value_is_missing(value, source)) {
    bool is_string = readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING;
    if (is_string || variable->kind == AYES_NUMBER_PLAIN) add_value(value, &state->cell);
    else add_moment(readstat_double_value(value), variable->kind, &state->cell);
    text = ayes_buffer_span(&state->cell);
  }
  ayes_buffer_add(&state->row, text);
  ayes_buffer_add_byte(&state->row, '\0');
}

static int on_value(int number, readstat_variable_t *source, readstat_value_t value, void *data) {
  sav_state *state = data;
  (void)number;
  if (state->column >= state->variables.count) return READSTAT_HANDLER_OK;
  add_cell(state, &state->variables.items[state->column], value, source);
  if (state->row.failed || state->cell.failed) return stop(state, ayes_error_memory(&state->error));
  if (++state->column < state->variables.count) return READSTAT_HANDLER_OK;
  ayes_status status = ayes_strings_add(&state->rows, ayes_buffer_span(&state->row), &state->error);
  ayes_buffer_clear(&state->row);
  state->column = 0;
  return status == AYES_OK ? READSTAT_HANDLER_OK : stop(state, status);
}

/* ---- the table ---- */

static ayes_status parse(ayes_table *table, ayes_error *error) {
  sav_state *state = table->state;
  readstat_parser_t *parser = readstat_parser_init();
  if (!parser) return ayes_error_memory(error);
  set_file(parser, table);
  readstat_set_variable_handler(parser, on_variable);
  readstat_set_value_label_handler(parser, on_label);
  readstat_set_value_handler(parser, on_value);
  readstat_error_t fault = readstat_parse_sav(parser, table->source.path, state);
  readstat_parser_free(parser);
  if (state->status != AYES_OK) {
    if (error) *error = state->error;
    return state->status;
  }
  if (state->reason)
    return ayes_error_set_at(error, AYES_IO_FAILED, table->source.path, 0, 0, "cannot be read: %s",
                             strerror(state->reason));
  if (fault == READSTAT_OK && state->variables.count) return AYES_OK;
  if (fault == READSTAT_ERROR_MALLOC) return ayes_error_memory(error);
  return ayes_error_set_at(
      error, AYES_BAD_DATA, table->source.path, 0, 0, "is no SPSS file that can be read: %s",
      fault == READSTAT_OK ? "it has no variables" : readstat_error_message(fault));
}

static ayes_status open_sav(ayes_table *table, const ayes_table_options *options,
                            ayes_error *error) {
  sav_state *state = table->state = ayes_memory_new_zeroed(1, sizeof *state);
  (void)options;
  if (!state) return ayes_error_memory(error);
  if (table->source.total == 0)
    return ayes_error_set_at(error, AYES_BAD_DATA, table->source.path, 0, 0,
                             "is an SPSS file, which cannot be read from a pipe; give the name of "
                             "a file");
  state->arena = &table->arena;
  table->facts.encoding = "utf-8";
  table->facts.encoding_why = "it was converted from what the file says";
  table->facts.is_grid = true;
  ayes_status status = parse(table, error);
  table->source.read = table->source.total;
  return status;
}

static ayes_status put(sav_state *state, size_t column, ayes_span text, ayes_row *row,
                       ayes_error *error) {
  size_t replaced = 0;
  ayes_buffer_clear(&state->clean);
  ayes_status status = ayes_utf8_clean(text, &state->clean, &replaced, error);
  row->bad_bytes += replaced;
  return status == AYES_OK
             ? ayes_grid_put(&state->grid, column, ayes_buffer_span(&state->clean), error)
             : status;
}

static ayes_status put_header(sav_state *state, ayes_row *row, ayes_error *error) {
  ayes_status status = AYES_OK;
  bool is_plain = false;
  for (size_t i = 0; i < state->variables.count; i++)
    is_plain |= ayes_span_equal_ignoring_case(state->variables.items[i].name, ayes_span_of("text"));
  for (size_t i = 0; i < state->variables.count && status == AYES_OK; i++) {
    const sav_variable *one = &state->variables.items[i];
    status = put(state, i, is_plain || !one->label.length ? one->name : one->label, row, error);
  }
  return status;
}

static ayes_status put_values(sav_state *state, ayes_row *row, ayes_error *error) {
  ayes_span rest, cell;
  ayes_status status = ayes_strings_get(&state->rows, state->at - 1, &rest, error);
  for (size_t i = 0; status == AYES_OK && ayes_span_split(&rest, '\0', &cell); i++)
    status = put(state, i, cell, row, error);
  return status;
}

static ayes_status next_row(ayes_table *table, ayes_row *row, ayes_error *error) {
  sav_state *state = table->state;
  while (!row->is_there && state->at <= ayes_strings_count(&state->rows)) {
    ayes_grid_start(&state->grid, state->at + 1);
    ayes_status status = state->at ? put_values(state, row, error) : put_header(state, row, error);
    state->at++;
    if (status == AYES_OK) status = ayes_grid_finish(&state->grid, row, error);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

static void close_sav(ayes_table *table) {
  sav_state *state = table->state;
  if (!state) return;
  ayes_array_release(&state->variables);
  ayes_names_release(&state->keys);
  ayes_array_release(&state->labels);
  ayes_strings_release(&state->rows);
  ayes_buffer_release(&state->row);
  ayes_buffer_release(&state->cell);
  ayes_buffer_release(&state->clean);
  ayes_grid_release(&state->grid);
  ayes_memory_free(state);
  table->state = NULL;
}

#endif

const ayes_table_format ayes_table_sav = {"sav", open_sav, next_row, close_sav};
