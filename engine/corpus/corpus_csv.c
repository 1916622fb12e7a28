/* SPDX-License-Identifier: MIT
 *
 * CSV by libcsv in strict mode, fed a line at a time.
 *
 * libcsv alone lets one unclosed quote swallow the rest of a file. Here the line in which the open
 * cell began is remembered; when the cell is still open at the end of the file or after a mebibyte,
 * or a quote stands where none may, the row is one bad record and reading goes on with the line
 * after that one. A line that opens a quote ends the scan of one before it, so nothing is read more
 * than twice: O(bytes).
 */
#include <csv.h>

#include "base/array.h"
#include "base/json.h"
#include "corpus/corpus_parts.h"

enum {
  QUOTED_LIMIT = 1024 * 1024, /* bytes of a cell over several lines */
  COLUMN_LIMIT = 16 * 1024,   /* cells of a row */
  GROWTH_BYTES = 64 * 1024    /* libcsv grows its cell by that */
};

typedef struct csv_cell {
  size_t start, length; /* in text */
} csv_cell;

typedef struct csv_state {
  struct csv_parser parser;
  bool is_ready; /* the parser is initialised */
  unsigned char delimiter;
  ayes_buffer text; /* of the cells of the row */
  struct {
    csv_cell *items;
    size_t count, capacity;
  } cells;           /* the first COLUMN_LIMIT of the row */
  size_t cell_count; /* all of them */
  bool is_done;      /* the row is complete */
  bool is_broken;    /* memory ran out in a callback */
} csv_state;

typedef struct csv_row {
  bool is_there;
  bool is_bad;
  bool is_over;
  size_t line;      /* where it starts */
  size_t open_line; /* of a bad row: where its last cell starts */
  const char *fault;
} csv_row;

/* ---- libcsv ---- */

static void on_cell(void *bytes, size_t length, void *data) {
  csv_state *state = data;
  if (++state->cell_count > COLUMN_LIMIT) return;
  csv_cell *cell = ayes_array_add(&state->cells, NULL);
  if (!cell) {
    state->is_broken = true;
    return;
  }
  *cell = (csv_cell){state->text.length, length};
  ayes_buffer_add(&state->text, ayes_span_make(bytes, length));
}

static void on_row(int end, void *data) {
  (void)end;
  ((csv_state *)data)->is_done = true;
}

static ayes_status restart(csv_state *state, ayes_error *error) {
  if (state->is_ready) csv_free(&state->parser);
  state->is_ready = csv_init(&state->parser, CSV_STRICT | CSV_STRICT_FINI) == 0;
  if (!state->is_ready) return ayes_error_memory(error);
  csv_set_realloc_func(&state->parser, ayes_memory_resize);
  csv_set_free_func(&state->parser, ayes_memory_free);
  csv_set_blk_size(&state->parser, GROWTH_BYTES);
  csv_set_delim(&state->parser, state->delimiter);
  return AYES_OK;
}

static void clear_row(csv_state *state) {
  ayes_buffer_clear(&state->text);
  state->cells.count = state->cell_count = 0;
  state->is_done = false;
}

static bool feed(csv_state *state, ayes_span bytes) {
  return csv_parse(&state->parser, bytes.data, bytes.length, on_cell, on_row, state) ==
         bytes.length;
}

/* ---- rows ---- */

/* Feeds a line, and a line end where the file's last line has none. */
static bool feed_line(csv_state *state, ayes_span line) {
  if (!feed(state, line)) return false;
  bool has_end = line.length && strchr("\r\n", line.data[line.length - 1]);
  return has_end || feed(state, ayes_span_of("\n"));
}

static ayes_status skip_blank(ayes_reader *reader, ayes_source_text *line, ayes_error *error) {
  do {
    ayes_source_keep(&reader->source);
    ayes_status status = ayes_source_line(&reader->source, true, line, error);
    if (status != AYES_OK) return status;
  } while (line->is_there && !line->is_over && ayes_span_trim(line->bytes).length == 0);
  return AYES_OK;
}

static bool ran_out(csv_state *state) {
  return state->is_broken || state->text.failed ||
         (state->is_ready && csv_error(&state->parser) == CSV_ENOMEM);
}

/* Gives up the row: the next one starts at the place after its open cell's first line. */
static ayes_status give_up(ayes_reader *reader, csv_row *row, ayes_place after, const char *fault,
                           ayes_error *error) {
  csv_state *state = reader->state;
  if (ran_out(state)) return ayes_error_memory(error);
  row->is_bad = true;
  row->fault = fault;
  ayes_source_return(&reader->source, after);
  return restart(state, error);
}

static ayes_status read_row(ayes_reader *reader, csv_row *row, ayes_error *error) {
  csv_state *state = reader->state;
  ayes_source_text line;
  *row = (csv_row){0};
  clear_row(state);
  ayes_status status = skip_blank(reader, &line, error);
  if (status != AYES_OK || !line.is_there) return status;
  row->is_there = true;
  row->line = row->open_line = line.line;
  ayes_place after = reader->source.next; /* the line in which the open cell began */
  while (!line.is_over) {
    size_t before = state->cell_count;
    bool is_good = feed_line(state, line.bytes);
    if (state->cell_count > before && line.line != row->line) {
      after = reader->source.next;
      row->open_line = line.line;
    }
    if (!is_good || ran_out(state))
      return give_up(reader, row, after, "holds a quote where none may stand", error);
    if (state->is_done) return AYES_OK;
    if (reader->source.next.offset - after.offset > QUOTED_LIMIT)
      return give_up(reader, row, after, "opens a quote that is not closed within a mebibyte",
                     error);
    status = ayes_source_line(&reader->source, true, &line, error);
    if (status != AYES_OK) return status;
    if (!line.is_there)
      return give_up(reader, row, after, "opens a quote that is never closed", error);
  }
  row->is_bad = row->is_over = true;
  return restart(state, error);
}

static ayes_span cell_text(const csv_state *state, size_t index) {
  csv_cell cell = state->cells.items[index];
  return ayes_span_slice(ayes_buffer_span(&state->text), cell.start, cell.start + cell.length);
}

/* ---- records ---- */

static ayes_status read_extra(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  csv_state *state = reader->state;
  ayes_buffer buffer = {0};
  ayes_answer none;
  for (size_t i = 0; i < reader->column_count; i++) {
    if (ayes_record_field(&none, reader->columns[i]) || !reader->columns[i].length) continue;
    ayes_buffer_add_text(&buffer, buffer.length ? "," : "{");
    ayes_json_add_string(&buffer, reader->columns[i]);
    ayes_buffer_add_byte(&buffer, ':');
    ayes_json_add_string(&buffer, cell_text(state, i));
  }
  if (buffer.length) ayes_buffer_add_byte(&buffer, '}');
  ayes_status status = buffer.failed ? ayes_error_memory(error) : AYES_OK;
  record->extra = ayes_buffer_span(&buffer);
  if (status == AYES_OK && buffer.length) {
    record->extra.data = ayes_arena_copy(&reader->arena, record->extra, error);
    if (!record->extra.data) status = AYES_NO_MEMORY;
  }
  ayes_buffer_release(&buffer);
  return status;
}

static ayes_status read_cells(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  ayes_span number = record->answer.id;
  for (size_t i = reader->column_count; i-- > 0;) { /* of two columns alike the first counts */
    ayes_span *field = ayes_record_field(&record->answer, reader->columns[i]);
    if (!field) continue;
    ayes_status status =
        ayes_record_clean(reader, record, cell_text(reader->state, i), field, error);
    if (status != AYES_OK) return status;
  }
  if (ayes_span_trim(record->answer.id).length == 0) record->answer.id = number;
  return reader->keep ? read_extra(reader, record, error) : AYES_OK;
}

static ayes_status next_record(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  csv_state *state = reader->state;
  csv_row row;
  ayes_status status = read_row(reader, &row, error);
  if (status != AYES_OK || !row.is_there) return status;
  status = ayes_record_start(reader, row.line, record, error);
  if (status != AYES_OK) return status;
  if (row.is_over)
    ayes_record_spoil(record, "over_limit", "the row has a line longer than the limit of %d bytes",
                      AYES_RECORD_LIMIT);
  else if (row.is_bad)
    ayes_record_spoil(record, "bad_csv", "line %zu %s", row.open_line, row.fault);
  else if (state->cell_count != reader->column_count)
    ayes_record_spoil(record, "bad_csv",
                      "the row at line %zu has %zu cell%s where the header has %zu", row.line,
                      state->cell_count, state->cell_count == 1 ? "" : "s", reader->column_count);
  else return read_cells(reader, record, error);
  return AYES_OK;
}

/* ---- the header ---- */

/* The separator that stands most often outside quotes in the first line. */
static unsigned char find_delimiter(ayes_span line) {
  static const char candidates[] = ",;\t|";
  size_t counts[sizeof candidates] = {0}, best = 0;
  bool in_quotes = false;
  for (size_t i = 0; i < line.length; i++) {
    const char *found = line.data[i] ? strchr(candidates, line.data[i]) : NULL;
    if (line.data[i] == '"') in_quotes = !in_quotes;
    else if (found && !in_quotes) counts[found - candidates]++;
  }
  for (size_t i = 1; candidates[i]; i++)
    if (counts[i] > counts[best]) best = i;
  return (unsigned char)candidates[best];
}

/* "sep=;" in the first line, as one spreadsheet program writes it. */
static bool is_separator_line(ayes_span line, unsigned char *delimiter) {
  ayes_span text = ayes_span_trim(line);
  if (text.length != 5 ||
      !ayes_span_equal_ignoring_case(ayes_span_slice(text, 0, 4), ayes_span_of("sep=")))
    return false;
  *delimiter = (unsigned char)text.data[4];
  return true;
}

static ayes_status prepare(ayes_reader *reader, ayes_error *error) {
  csv_state *state = reader->state;
  ayes_source_text line;
  ayes_status status = skip_blank(reader, &line, error);
  if (status != AYES_OK) return status;
  ayes_place start = {reader->source.kept, line.line};
  if (!is_separator_line(line.bytes, &state->delimiter)) {
    state->delimiter = find_delimiter(line.bytes);
    if (!line.is_over) ayes_source_return(&reader->source, start);
  }
  return restart(state, error);
}

static ayes_status copy_columns(ayes_reader *reader, ayes_error *error) {
  csv_state *state = reader->state;
  ayes_record unused = {0};
  size_t count = state->cells.count;
  reader->columns =
      ayes_arena_new_zeroed(&reader->columns_arena, count + 1, sizeof *reader->columns, error);
  if (!reader->columns) return AYES_NO_MEMORY;
  for (size_t i = 0; i < count; i++) {
    ayes_span name;
    ayes_status status = ayes_record_clean(reader, &unused, cell_text(state, i), &name, error);
    if (status != AYES_OK) return status;
    name = ayes_span_trim(name);
    reader->columns[i] =
        ayes_span_make(ayes_arena_copy(&reader->columns_arena, name, error), name.length);
    if (!reader->columns[i].data) return AYES_NO_MEMORY;
  }
  reader->column_count = count;
  return AYES_OK;
}

static ayes_status check_columns(const ayes_reader *reader, ayes_error *error) {
  ayes_buffer names = {0};
  for (size_t i = 0; i < reader->column_count; i++) {
    if (ayes_span_equal_ignoring_case(reader->columns[i], ayes_span_of("text"))) {
      ayes_buffer_release(&names);
      return AYES_OK;
    }
    if (i) ayes_buffer_add_text(&names, ", ");
    ayes_buffer_add(&names, ayes_span_slice(reader->columns[i], 0, 60));
  }
  int length = (int)(names.length < 380 ? names.length : 380);
  ayes_status status =
      ayes_error_set_at(error, AYES_BAD_DATA, reader->source.path, 1, 0,
                        "has no column \"text\"; its columns are: %.*s%s", length,
                        names.data ? names.data : "", names.length > 380 ? " ..." : "");
  ayes_buffer_release(&names);
  return status;
}

static ayes_status open_csv(ayes_reader *reader, ayes_error *error) {
  csv_row row;
  reader->state = ayes_memory_new_zeroed(1, sizeof(csv_state));
  if (!reader->state) return ayes_error_memory(error);
  ayes_status status = prepare(reader, error);
  if (status == AYES_OK) status = read_row(reader, &row, error);
  if (status != AYES_OK) return status;
  if (!row.is_there || row.is_over)
    return ayes_error_set_at(error, AYES_BAD_DATA, reader->source.path, row.line, 0,
                             row.is_over ? "has a header row past the limit" : "has no header row");
  if (row.is_bad)
    return ayes_error_set_at(error, AYES_BAD_DATA, reader->source.path, row.open_line, 0,
                             "has a header row that cannot be read: line %zu %s", row.open_line,
                             row.fault);
  if (((csv_state *)reader->state)->cell_count > COLUMN_LIMIT)
    return ayes_error_set_at(error, AYES_OVER_LIMIT, reader->source.path, row.line, 0,
                             "has more columns than the limit of %d", COLUMN_LIMIT);
  status = copy_columns(reader, error);
  return status == AYES_OK ? check_columns(reader, error) : status;
}

static void close_csv(ayes_reader *reader) {
  csv_state *state = reader->state;
  if (!state) return;
  if (state->is_ready) csv_free(&state->parser);
  ayes_buffer_release(&state->text);
  ayes_array_release(&state->cells);
  ayes_memory_free(state);
  reader->state = NULL;
}

const ayes_format ayes_reader_csv = {"csv", open_csv, next_record, close_csv};
