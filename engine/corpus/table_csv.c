/* SPDX-License-Identifier: MIT
 *
 * CSV by libcsv in strict mode, fed a line at a time; but rows that are common are split in place
 * (corpus/csv_split.h), as reading is part of the bulk path.
 *
 * libcsv alone lets one unclosed quote swallow the rest of a file. Here the line in which the open
 * cell began is remembered; when the cell is still open at the end of the file or after a mebibyte,
 * or a quote stands where none may, the row is one bad row and reading goes on with the line after
 * that one. A line that opens a quote ends the scan of one before it, so nothing is read more than
 * twice: O(bytes).
 */
#include <csv.h>

#include "base/array.h"
#include "corpus/csv_split.h"
#include "corpus/table_parts.h"
#include "text/utf8.h"

enum { GROWTH_BYTES = 64 * 1024 /* libcsv grows its cell by that */ };

typedef struct csv_cell {
  size_t start, length; /* in text */
} csv_cell;

typedef struct csv_state {
  struct csv_parser parser;
  ayes_buffer text;  /* of the cells of the row */
  ayes_buffer clean; /* the same, where it had to be repaired */
  struct {
    csv_cell *items;
    size_t count, capacity;
  } cells; /* the first AYES_TABLE_COLUMN_LIMIT of the row */
  struct {
    ayes_span *items;
    size_t count, capacity;
  } spans;
  size_t cell_count; /* all of them */
  size_t rows;       /* passed so far, blank ones included */
  ayes_csv_cells split;
  bool is_done; /* the row is complete */
  bool may_split;
  bool is_broken; /* memory ran out in a callback */
} csv_state;

/* ---- libcsv ---- */

static void on_cell(void *bytes, size_t length, void *data) {
  csv_state *state = data;
  if (++state->cell_count > AYES_TABLE_COLUMN_LIMIT) return;
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

/* csv_init asks for no memory, and csv_free takes a parser that is all zero. */
static void restart(ayes_table *table) {
  csv_state *state = table->state;
  csv_free(&state->parser);
  (void)csv_init(&state->parser, CSV_STRICT | CSV_STRICT_FINI);
  csv_set_realloc_func(&state->parser, ayes_memory_resize);
  csv_set_free_func(&state->parser, ayes_memory_free);
  csv_set_blk_size(&state->parser, GROWTH_BYTES);
  csv_set_delim(&state->parser, (unsigned char)table->facts.delimiter);
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

static bool is_line_end(char byte) { return byte == '\n' || byte == '\r'; }

/* Feeds a line, and a line end where the file's last line has none. */
static bool feed_line(csv_state *state, ayes_span line) {
  bool is_good = feed(state, line);
  if (!is_line_end(line.data[line.length - 1])) is_good &= feed(state, ayes_span_of("\n"));
  return is_good;
}

static ayes_status skip_blank(ayes_table *table, ayes_source_text *line, ayes_error *error) {
  csv_state *state = table->state;
  do {
    ayes_source_keep(&table->source);
    ayes_status status = ayes_source_line(&table->source, true, line, error);
    if (status != AYES_OK) return status;
    state->rows += line->is_there;
  } while (line->is_there && !line->is_over && ayes_span_trim(line->bytes).length == 0);
  return AYES_OK;
}

static bool ran_out(csv_state *state) {
  return state->is_broken || state->text.failed || csv_error(&state->parser) == CSV_ENOMEM;
}

/* The cells as spans, repaired where they are not UTF-8. */
static ayes_status fill_row(csv_state *state, ayes_row *row, ayes_error *error) {
  ayes_span text = ayes_buffer_span(&state->text);
  bool is_clean = ayes_span_find_byte(text, '\0') == text.length && ayes_utf8_is_valid(text);
  ayes_status status = ayes_array_reserve(&state->spans.items, &state->spans.capacity,
                                          state->cells.count, sizeof(ayes_span), error);
  ayes_buffer_clear(&state->clean);
  for (size_t i = 0; i < state->cells.count && status == AYES_OK; i++) {
    csv_cell *cell = &state->cells.items[i];
    ayes_span bytes = ayes_span_slice(text, cell->start, cell->start + cell->length);
    cell->start = state->clean.length;
    size_t replaced = 0;
    if (!is_clean) status = ayes_utf8_clean(bytes, &state->clean, &replaced, error);
    row->bad_bytes += replaced;
    cell->length = state->clean.length - cell->start;
    state->spans.items[i] = bytes;
  }
  for (size_t i = 0; i < state->cells.count && !is_clean && status == AYES_OK; i++) {
    csv_cell cell = state->cells.items[i];
    state->spans.items[i] =
        ayes_span_slice(ayes_buffer_span(&state->clean), cell.start, cell.start + cell.length);
  }
  row->cells = state->spans.items;
  row->count = state->cells.count;
  return status;
}

/* ---- rows split in place ---- */

static void take_split(const ayes_csv_cells *split, ayes_row *row) {
  row->cells = split->items;
  row->count = split->count;
}

static bool split_row(ayes_table *table, ayes_row *row) {
  csv_state *state = table->state;
  ayes_source *source = &table->source;
  ayes_span text = ayes_source_unread(source);
  if (!state->may_split || table->is_careful) return false;
  /* A row that begins with white space may be a blank one. */
  if (text.length == 0 || (unsigned char)text.data[0] <= ' ') return false;
  size_t length = ayes_csv_split(text, table->facts.delimiter, false, &state->split);
  if (length == 0) return false;
  row->is_there = true;
  row->number = ++state->rows;
  row->line = source->next.line;
  take_split(&state->split, row);
  ayes_source_skip(source, length, state->split.lines);
  return true;
}

/* A row that libcsv refuses, which may be one with a quote that stands for itself: read on until it
 * is split, or cannot be. is_over: a line of it was too long, and what stood before it is gone. */
static ayes_status split_refused(ayes_table *table, ayes_place start, ayes_row *row, bool *is_over,
                                 ayes_error *error) {
  csv_state *state = table->state;
  ayes_source *source = &table->source;
  ayes_source_text line = {.is_there = true};
  size_t length = 0;
  bool goes_on = state->may_split;
  while (goes_on) {
    ayes_span text = ayes_source_since(source, start);
    length = ayes_csv_split(text, table->facts.delimiter, !line.is_there, &state->split);
    goes_on = state->split.is_cut && line.is_there && text.length < AYES_CSV_SPLIT_LIMIT;
    ayes_status status = goes_on ? ayes_source_line(source, true, &line, error) : AYES_OK;
    *is_over = line.is_over;
    if (status != AYES_OK || line.is_over) return status;
  }
  if (length == 0) return AYES_OK;
  take_split(&state->split, row);
  ayes_source_return(source, (ayes_place){start.offset + length, start.line + state->split.lines});
  return AYES_OK;
}

/* Where a row begins, and the line in which its last cell does. */
typedef struct csv_place {
  ayes_place start;
  ayes_place after; /* the line after that one */
  size_t line;
} csv_place;

/* Of a row, which is more than a line end. */
static ayes_span without_line_end(ayes_span text) {
  while (is_line_end(text.data[text.length - 1])) text.length--;
  return text;
}

/* Gives up the row: the next one starts after its open cell's first line. */
static ayes_status give_up(ayes_table *table, ayes_row *row, const csv_place *at,
                           const char *fault) {
  ayes_row_spoil(row, "bad_csv", "line %zu %s", at->line, fault);
  ayes_source_return(&table->source, at->after);
  row->raw = without_line_end(ayes_source_since(&table->source, at->start));
  restart(table);
  return AYES_OK;
}

static ayes_status give_up_line(ayes_table *table, ayes_row *row) {
  ayes_row_spoil(row, "over_limit", "the row has a line longer than the limit of %d bytes",
                 AYES_RECORD_LIMIT);
  restart(table);
  return AYES_OK;
}

static ayes_status refuse(ayes_table *table, ayes_row *row, const csv_place *at,
                          ayes_error *error) {
  bool is_over = false;
  if (ran_out(table->state)) return ayes_error_memory(error);
  ayes_status status = split_refused(table, at->start, row, &is_over, error);
  if (status != AYES_OK) return status;
  if (is_over) return give_up_line(table, row);
  if (!row->cells) return give_up(table, row, at, "holds a quote where none may stand");
  restart(table);
  return AYES_OK;
}

/* Feeds lines until libcsv has a row. */
static ayes_status read_lines(ayes_table *table, ayes_source_text *line, csv_place *at,
                              ayes_row *row, ayes_error *error) {
  csv_state *state = table->state;
  while (!line->is_over) {
    size_t before = state->cell_count;
    bool is_good = feed_line(state, line->bytes);
    if (state->cell_count > before && line->line != row->line) {
      at->after = table->source.next;
      at->line = line->line;
    }
    if (!is_good || ran_out(state)) return refuse(table, row, at, error);
    if (state->is_done) return AYES_OK;
    if (table->source.next.offset - at->after.offset > AYES_TABLE_QUOTE_LIMIT)
      return give_up(table, row, at, "opens a quote that is not closed within a mebibyte");
    ayes_status status = ayes_source_line(&table->source, true, line, error);
    if (status != AYES_OK) return status;
    if (!line->is_there) return give_up(table, row, at, "opens a quote that is never closed");
  }
  return give_up_line(table, row);
}

static ayes_status read_row(ayes_table *table, ayes_row *row, ayes_error *error) {
  csv_state *state = table->state;
  ayes_source_text line;
  if (split_row(table, row)) return AYES_OK;
  clear_row(state);
  ayes_status status = skip_blank(table, &line, error);
  if (status != AYES_OK || !line.is_there) return status;
  row->is_there = true;
  row->number = state->rows;
  row->line = line.line;
  csv_place at = {{table->source.kept, line.line}, table->source.next, line.line};
  status = read_lines(table, &line, &at, row, error);
  if (status != AYES_OK || row->code || row->cells) return status;
  if (state->cell_count > AYES_TABLE_COLUMN_LIMIT) {
    ayes_row_spoil(row, "over_limit",
                   "the row at line %zu has %zu cells, more than the limit of %d", row->line,
                   state->cell_count, AYES_TABLE_COLUMN_LIMIT);
    row->raw = without_line_end(ayes_source_since(&table->source, at.start));
    return AYES_OK;
  }
  return fill_row(state, row, error);
}

/* ---- opening ---- */

/* The separator that stands most often outside quotes in the first line. */
static char find_delimiter(ayes_span line) {
  static const char candidates[] = ",;\t|";
  size_t counts[sizeof candidates] = {0}, best = 0;
  bool in_quotes = false;
  for (size_t i = 0; i < line.length; i++) {
    const char *found = memchr(candidates, line.data[i], sizeof candidates - 1);
    if (line.data[i] == '"') in_quotes = !in_quotes;
    else if (found && !in_quotes) counts[found - candidates]++;
  }
  for (size_t i = 1; candidates[i]; i++)
    if (counts[i] > counts[best]) best = i;
  return candidates[best];
}

/* "sep=;" in the first line, as one spreadsheet program writes it. */
static bool is_separator_line(ayes_span line, char *delimiter) {
  ayes_span text = ayes_span_trim(line);
  if (text.length != 5 ||
      !ayes_span_equal_ignoring_case(ayes_span_slice(text, 0, 4), ayes_span_of("sep=")))
    return false;
  *delimiter = text.data[4];
  return true;
}

static ayes_status prepare(ayes_table *table, const ayes_table_options *options,
                           ayes_error *error) {
  csv_state *state = table->state;
  ayes_table_facts *facts = &table->facts;
  ayes_source_text line;
  ayes_status status = skip_blank(table, &line, error);
  if (status != AYES_OK) return status;
  if (line.is_over)
    return ayes_error_set_at(error, AYES_OVER_LIMIT, table->source.path, 0, 0,
                             "has a first line longer than the limit of %d bytes",
                             AYES_RECORD_LIMIT);
  ayes_place start = {table->source.kept, line.line};
  facts->delimiter_why = "the first line says sep=";
  if (!is_separator_line(line.bytes, &facts->delimiter)) {
    facts->delimiter = find_delimiter(line.bytes);
    facts->delimiter_why = "it stands most often in the first row";
    ayes_source_return(&table->source, start);
    state->rows--;
  }
  if (options->delimiter) {
    facts->delimiter = options->delimiter;
    facts->delimiter_why = "it was asked for";
  }
  state->may_split = ayes_csv_may_split(facts->delimiter);
  restart(table);
  return AYES_OK;
}

static ayes_status open_csv(ayes_table *table, const ayes_table_options *options,
                            ayes_error *error) {
  table->state = ayes_memory_new_zeroed(1, sizeof(csv_state));
  if (!table->state) return ayes_error_memory(error);
  ayes_status status = ayes_source_start_named(&table->source, table->front, options->encoding,
                                               true, &table->facts.encoding_why, error);
  if (status != AYES_OK) return status;
  table->facts.encoding = ayes_encoding_name(table->source.converter.encoding);
  return prepare(table, options, error);
}

static void close_csv(ayes_table *table) {
  csv_state *state = table->state;
  if (!state) return;
  csv_free(&state->parser);
  ayes_buffer_release(&state->text);
  ayes_buffer_release(&state->clean);
  ayes_array_release(&state->cells);
  ayes_csv_cells_release(&state->split);
  ayes_array_release(&state->spans);
  ayes_memory_free(state);
  table->state = NULL;
}

const ayes_table_format ayes_table_csv = {"csv", open_csv, read_row, close_csv};
