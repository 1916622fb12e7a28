/* SPDX-License-Identifier: MIT
 *
 * Plain text as a table with the one column "text": an answer is a paragraph where blank lines part
 * paragraphs of several lines, otherwise a line.
 */
#include "base/array.h"
#include "corpus/grid.h"
#include "text/utf8.h"

typedef struct txt_state {
  ayes_grid grid;
  ayes_buffer text;
  bool by_paragraph;
  bool has_header; /* it was handed out */
} txt_state;

/* Whether the front has two lines in a row with text, and blank lines between others. */
static bool has_paragraphs(ayes_span front) {
  ayes_span line;
  size_t lines = 0, wrapped = 0, parted = 0;
  bool before = false, was_blank = false;
  while (ayes_span_split(&front, '\n', &line)) {
    bool has_text = ayes_span_trim(line).length > 0;
    wrapped += has_text && before;
    parted += has_text && was_blank && lines > 0;
    lines += has_text;
    was_blank = !has_text;
    before = has_text;
  }
  return wrapped && parted;
}

static ayes_status open_txt(ayes_table *table, const ayes_table_options *options,
                            ayes_error *error) {
  txt_state *state = table->state = ayes_memory_new_zeroed(1, sizeof *state);
  if (!state) return ayes_error_memory(error);
  ayes_status status = ayes_source_start_named(&table->source, table->front, options->encoding,
                                               true, &table->facts.encoding_why, error);
  table->facts.encoding = ayes_encoding_name(table->source.converter.encoding);
  state->by_paragraph = has_paragraphs(ayes_source_unread(&table->source));
  return status;
}

/* Appends the line, trimmed, behind a newline where there is text already. */
static ayes_status add_line(txt_state *state, ayes_span line, ayes_row *row, ayes_error *error) {
  size_t replaced;
  if (state->text.length) ayes_buffer_add_byte(&state->text, '\n');
  ayes_status status = ayes_utf8_clean(ayes_span_trim(line), &state->text, &replaced, error);
  row->bad_bytes += replaced;
  return status;
}

static ayes_status read_answer(ayes_table *table, ayes_row *row, ayes_error *error) {
  txt_state *state = table->state;
  ayes_source_text line;
  bool goes_on = true;
  ayes_buffer_clear(&state->text);
  while (goes_on) {
    ayes_status status = ayes_source_line(&table->source, true, &line, error);
    if (status != AYES_OK || !line.is_there) return status;
    bool is_blank = !line.is_over && ayes_span_trim(line.bytes).length == 0;
    if (is_blank && state->text.length) break;
    if (is_blank) continue;
    if (!row->line) row->line = line.line;
    if (line.is_over || state->text.length + line.bytes.length > AYES_RECORD_LIMIT)
      ayes_grid_spoil(&state->grid, "over_limit",
                      "the answer at line %zu is longer than the limit "
                      "of %d bytes",
                      row->line, AYES_RECORD_LIMIT);
    else status = add_line(state, line.bytes, row, error);
    if (status != AYES_OK) return status;
    goes_on = state->by_paragraph;
  }
  return AYES_OK;
}

static ayes_status next_row(ayes_table *table, ayes_row *row, ayes_error *error) {
  txt_state *state = table->state;
  ayes_status status = AYES_OK;
  ayes_grid_start(&state->grid, state->grid.number + 1);
  ayes_buffer_clear(&state->text);
  if (!state->has_header) ayes_buffer_add_text(&state->text, "text");
  else status = read_answer(table, row, error);
  state->has_header = true;
  if (status == AYES_OK)
    status = ayes_grid_put(&state->grid, 0, ayes_buffer_span(&state->text), error);
  return status == AYES_OK ? ayes_grid_finish(&state->grid, row, error) : status;
}

static void close_txt(ayes_table *table) {
  txt_state *state = table->state;
  if (!state) return;
  ayes_grid_release(&state->grid);
  ayes_buffer_release(&state->text);
  ayes_memory_free(state);
  table->state = NULL;
}

const ayes_table_format ayes_table_txt = {"txt", open_txt, next_row, close_txt};
