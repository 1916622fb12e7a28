/* SPDX-License-Identifier: MIT
 *
 * The first rows are kept until the columns are known, then read like all others. Of a row only its
 * cells are held, and each open question of the mapping makes a record of them. Memory: the first
 * rows and the longest row; O(bytes).
 */
#include "base/array.h"
#include "base/json.h"
#include "base/memory.h"
#include "corpus/wide_parts.h"

/* A row of those read before the columns were known. */
typedef struct kept_row {
  ayes_row row; /* its spans in the arena */
  bool is_header;
} kept_row;

typedef struct wide_state {
  ayes_wide wide; /* first: ayes_reader_wide looks here */
  ayes_arena arena;
  struct {
    kept_row *items;
    size_t count, capacity;
  } kept;
  size_t bytes; /* of the cells kept */
  size_t next_kept;
  ayes_wide_plan plan;
  size_t *filled;
  ayes_row row; /* the one that is read */
  size_t next_question;
  bool has_row;
  ayes_span respondent; /* of the row */
  unsigned flags;
  ayes_buffer text, respondent_text;
} wide_state;

const ayes_wide *ayes_reader_wide(const ayes_reader *reader) {
  return reader->format == &ayes_reader_wide_table ? reader->state : NULL;
}

/* ---- the first rows ---- */

static ayes_status copy_span(wide_state *state, ayes_span *span, ayes_error *error) {
  state->bytes += span->length;
  span->data = ayes_arena_copy(&state->arena, *span, error);
  return span->data ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status keep_row(wide_state *state, const ayes_row *row, ayes_error *error) {
  kept_row *kept = ayes_array_add(&state->kept, error);
  if (!kept) return AYES_NO_MEMORY;
  *kept = (kept_row){.row = *row};
  ayes_span *cells = ayes_arena_new_zeroed(&state->arena, row->count + 1, sizeof *cells, error);
  if (!cells) return AYES_NO_MEMORY;
  kept->row.cells = cells;
  state->bytes += row->count * sizeof *cells;
  ayes_status status = copy_span(state, &kept->row.raw, error);
  for (size_t i = 0; i < row->count && status == AYES_OK; i++) {
    cells[i] = row->cells[i];
    status = copy_span(state, &cells[i], error);
  }
  return status;
}

static ayes_status keep_rows(ayes_reader *reader, const ayes_row *first, ayes_error *error) {
  wide_state *state = reader->state;
  ayes_row row;
  ayes_status status = keep_row(state, first, error);
  while (status == AYES_OK && state->kept.count < AYES_SAMPLE_ROWS &&
         state->bytes < AYES_SAMPLE_BYTES) {
    status = ayes_table_next(reader->table, &row, error);
    if (status != AYES_OK || !row.is_there) break;
    status = keep_row(state, &row, error);
  }
  return status;
}

/* The rows that can be read, for detection. */
static ayes_status make_sample(wide_state *state, bool is_grid, ayes_table_sample *sample,
                               ayes_error *error) {
  ayes_table_sample_row *rows =
      ayes_arena_new_zeroed(&state->arena, state->kept.count + 1, sizeof *rows, error);
  if (!rows) return AYES_NO_MEMORY;
  *sample = (ayes_table_sample){.rows = rows, .is_grid = is_grid};
  for (size_t i = 0; i < state->kept.count; i++) {
    const ayes_row *row = &state->kept.items[i].row;
    if (!row->code) rows[sample->count++] = (ayes_table_sample_row){row->cells, row->count};
  }
  return AYES_OK;
}

/* The rows above the data are not read again. */
static ayes_status mark_header(ayes_reader *reader, ayes_error *error) {
  wide_state *state = reader->state;
  size_t above = state->wide.mapping->skipped + state->wide.mapping->header_rows;
  for (size_t i = 0; i < state->kept.count && above; i++) {
    if (state->kept.items[i].row.code) continue;
    state->kept.items[i].is_header = true;
    ayes_row_write(reader->table, &state->kept.items[i].row, &reader->header);
    ayes_buffer_add_byte(&reader->header, '\n');
    above--;
  }
  return reader->header.failed ? ayes_error_memory(error) : AYES_OK;
}

/* For --keep: by name. */
static ayes_status name_columns(ayes_reader *reader, ayes_error *error) {
  const ayes_mapping *mapping = ((wide_state *)reader->state)->wide.mapping;
  reader->column_count = mapping->column_count;
  reader->columns = ayes_arena_new_zeroed(&reader->columns_arena, mapping->column_count + 1,
                                          sizeof *reader->columns, error);
  if (!reader->columns) return AYES_NO_MEMORY;
  for (size_t i = 0; i < mapping->column_count; i++) reader->columns[i] = mapping->columns[i].name;
  return AYES_OK;
}

static ayes_status detect(ayes_reader *reader, ayes_error *error) {
  wide_state *state = reader->state;
  const ayes_wide_options *wide = reader->wide;
  ayes_columns_options options = {
      .preset = wide->preset, .group = wide->group, .given = wide->given};
  const ayes_column_words *words = wide->words;
  ayes_table_sample sample;
  ayes_status status = make_sample(state, reader->table->facts.is_grid, &sample, error);
  if (status == AYES_OK && !wide->given && ayes_sample_is_question_list(&sample))
    status = ayes_error_set_at(error, AYES_BAD_DATA, reader->source.path, 0, 0,
                               "lists questions and the columns they stand in, and holds no "
                               "answers: name the file that the columns are of");
  if (status == AYES_OK && !words) status = wide->read_words(wide->user, &words, error);
  if (status == AYES_OK)
    status = ayes_columns_detect(words, &sample, &options, &state->wide.mapping, error);
  if (status == AYES_OK && wide->survey)
    status = ayes_mapping_follow(state->wide.mapping, wide->survey, &state->wide.counts.unmatched,
                                 error);
  if (status != AYES_OK) return status;
  ayes_buffer_clear(&reader->header);
  status = mark_header(reader, error);
  if (status != AYES_OK) return status;
  state->filled = ayes_arena_new_zeroed(&state->arena, state->wide.mapping->column_count + 1,
                                        sizeof *state->filled, error);
  if (!state->filled) return AYES_NO_MEMORY;
  state->wide.filled = state->filled;
  status = name_columns(reader, error);
  if (status != AYES_OK) return status;
  status = ayes_wide_plan_make(&state->plan, state->wide.mapping, words, &state->arena, error);
  state->wide.counts.questions = state->plan.question_count;
  return status;
}

ayes_status ayes_wide_open(ayes_reader *reader, const ayes_row *first, ayes_error *error) {
  reader->format = &ayes_reader_wide_table;
  reader->state = ayes_memory_new_zeroed(1, sizeof(wide_state));
  if (!reader->state) return ayes_error_memory(error);
  ayes_status status = keep_rows(reader, first, error);
  return status == AYES_OK ? detect(reader, error) : status;
}

/* ---- rows ---- */

/* The next row below the header; false at the end. */
static ayes_status read_row(ayes_reader *reader, bool *found, ayes_error *error) {
  wide_state *state = reader->state;
  while (state->next_kept < state->kept.count && state->kept.items[state->next_kept].is_header)
    state->next_kept++;
  ayes_status status = AYES_OK;
  if (state->next_kept < state->kept.count) state->row = state->kept.items[state->next_kept++].row;
  else status = ayes_table_next(reader->table, &state->row, error);
  *found = status == AYES_OK && state->row.is_there;
  state->wide.counts.rows += *found;
  return status;
}

static ayes_span cell_of(const wide_state *state, size_t column) {
  if (column >= state->row.count) return ayes_span_make("", 0);
  return ayes_span_trim(state->row.cells[column]);
}

static bool is_header_again(const wide_state *state) {
  const ayes_mapping *mapping = state->wide.mapping;
  size_t same = 0;
  if (!state->plan.header) return false;
  for (size_t i = 0; i < mapping->column_count; i++) {
    if (!ayes_span_equal(state->plan.header[i], cell_of(state, i))) return false;
    same += state->plan.header[i].length > 0;
  }
  return same > 1;
}

static ayes_status start_record(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  const wide_state *state = reader->state;
  size_t place = state->row.line ? state->row.line : state->row.number;
  reader->records = state->wide.counts.rows - 1; /* rows have numbers, not records */
  record->bad_bytes = state->row.bad_bytes;
  return ayes_record_start(reader, place, record, error);
}

/* A row that cannot be read is one bad record. */
static ayes_status spoil_row(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  wide_state *state = reader->state;
  ayes_status status = start_record(reader, record, error);
  if (status != AYES_OK) return status;
  bool is_again = !state->row.code && is_header_again(state);
  state->wide.counts.headers_again += is_again;
  state->wide.counts.bad += !is_again;
  return ayes_record_spoil_row(reader, &state->row, is_again ? "the row repeats the header" : NULL,
                               record, error);
}

static void count_states(wide_state *state) {
  state->flags = ayes_wide_flags(&state->plan, &state->row);
  state->wide.counts.partial += (state->flags & AYES_FLAG_PARTIAL) != 0;
  state->wide.counts.preview += (state->flags & AYES_FLAG_PREVIEW) != 0;
  state->wide.counts.spam += (state->flags & AYES_FLAG_SPAM) != 0;
}

static ayes_status start_row(ayes_reader *reader, ayes_error *error) {
  wide_state *state = reader->state;
  state->has_row = true;
  state->next_question = 0;
  state->wide.counts.read++;
  for (size_t i = 0; i < state->wide.mapping->column_count; i++)
    state->filled[i] += cell_of(state, i).length > 0;
  count_states(state);
  ayes_buffer_clear(&state->respondent_text);
  ayes_buffer_add(&state->respondent_text, cell_of(state, state->plan.identifier));
  if (!state->respondent_text.length)
    ayes_buffer_add_size(&state->respondent_text, state->wide.counts.rows);
  state->respondent = ayes_buffer_span(&state->respondent_text);
  if (state->respondent_text.failed) return ayes_error_memory(error);
  if (!reader->keep) return AYES_OK;
  return ayes_reader_keep_extra(reader, &state->row, state->plan.is_extra, error);
}

/* ---- records ---- */

/* The texts of all columns of the question, cleaned; a blank line between them. */
static ayes_status read_text(wide_state *state, const ayes_wide_question *question,
                             ayes_record *record, ayes_error *error) {
  ayes_buffer_clear(&state->text);
  for (size_t i = 0; i < question->column_count; i++) {
    ayes_span cell = cell_of(state, question->columns[i]);
    bool html, escapes;
    if (!cell.length) continue;
    if (state->text.length) ayes_buffer_add_text(&state->text, "\n\n");
    ayes_cell_clean(cell, &state->text, &html, &escapes);
    state->wide.counts.html += html;
    state->wide.counts.escapes += escapes;
  }
  record->answer.text = ayes_span_trim(ayes_buffer_span(&state->text));
  return state->text.failed ? ayes_error_memory(error) : AYES_OK;
}

static ayes_status make_id(ayes_reader *reader, ayes_span question, ayes_record *record,
                           ayes_error *error) {
  const wide_state *state = reader->state;
  ayes_buffer id = {0};
  ayes_buffer_add(&id, state->respondent);
  ayes_buffer_add_byte(&id, '-');
  ayes_buffer_add(&id, question);
  record->answer.id = ayes_buffer_span(&id);
  record->answer.id.data =
      id.failed ? NULL : ayes_arena_copy(&reader->arena, record->answer.id, error);
  ayes_buffer_release(&id);
  return record->answer.id.data ? AYES_OK : ayes_error_memory(error);
}

static ayes_status read_question(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  wide_state *state = reader->state;
  const ayes_wide_question *question = &state->plan.questions[state->next_question++];
  ayes_status status = start_record(reader, record, error);
  if (status == AYES_OK) status = make_id(reader, question->id, record, error);
  if (status == AYES_OK) status = read_text(state, question, record, error);
  if (status != AYES_OK) return status;
  record->flags = state->flags;
  record->answer.question = question->id;
  record->answer.respondent = state->respondent;
  record->answer.answer = cell_of(state, question->tick);
  record->answer.group = cell_of(state, state->plan.group);
  if (reader->keep) record->extra = ayes_buffer_span(&reader->extra);
  return AYES_OK;
}

static ayes_status next_record(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  wide_state *state = reader->state;
  while (!state->has_row || state->next_question == state->plan.question_count) {
    bool found;
    state->has_row = false;
    ayes_status status = read_row(reader, &found, error);
    if (status != AYES_OK || !found) return status;
    if (state->row.code || is_header_again(state) ||
        !ayes_row_fits(reader->table, &state->row, state->wide.mapping->column_count))
      return spoil_row(reader, record, error);
    status = start_row(reader, error);
    if (status != AYES_OK) return status;
  }
  return read_question(reader, record, error);
}

static ayes_status open_wide(ayes_reader *reader, ayes_error *error) {
  (void)reader;
  return ayes_error_set(error, AYES_INTERNAL, "a wide table is opened as a table");
}

static void close_wide(ayes_reader *reader) {
  wide_state *state = reader->state;
  if (!state) return;
  ayes_mapping_free(state->wide.mapping);
  ayes_array_release(&state->kept);
  ayes_buffer_release(&state->text);
  ayes_buffer_release(&state->respondent_text);
  ayes_arena_release(&state->arena);
  ayes_memory_free(state);
  reader->state = NULL;
}

const ayes_format ayes_reader_wide_table = {"wide", open_wide, next_record, close_wide};
