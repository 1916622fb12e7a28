/* SPDX-License-Identifier: MIT
 *
 * Tables in word processor documents, as sheets are in workbooks. A document that is more than a
 * table is no table: its text would be lost, so `ayes import` is to read it, unless one of its
 * tables is asked for.
 */
#include "base/array.h"
#include "corpus/grid.h"
#include "corpus/sheets.h"
#include "corpus/story.h"

enum { PARAGRAPHS = 12 /* around the table: a title, a note */ };

typedef struct story_state {
  ayes_story *story;
  ayes_story_format format;
  struct {
    size_t *items; /* rows of each table */
    size_t count, capacity;
  } tables;
  size_t paragraphs;
  size_t row; /* number of the last one in its table */
} story_state;

static ayes_status restart(ayes_table *table, ayes_error *error) {
  story_state *state = table->state;
  ayes_story_close(state->story);
  state->story = NULL;
  return ayes_story_open(table->source.file, table->source.path, state->format, &state->story,
                         error);
}

static ayes_status count_item(story_state *state, const ayes_story_item *item, ayes_error *error) {
  state->paragraphs += item->kind != AYES_STORY_ROW;
  if (item->kind != AYES_STORY_ROW) return AYES_OK;
  while (state->tables.count < item->table) {
    size_t *rows = ayes_array_add(&state->tables, error);
    if (!rows) return AYES_NO_MEMORY;
    *rows = 0;
  }
  state->tables.items[item->table - 1]++;
  return AYES_OK;
}

static ayes_status list_tables(ayes_table *table, ayes_error *error) {
  story_state *state = table->state;
  ayes_story_item item;
  ayes_status status = restart(table, error);
  while (status == AYES_OK) {
    status = ayes_story_next(state->story, &item, error);
    if (status != AYES_OK || item.kind == AYES_STORY_END) break;
    status = count_item(state, &item, error);
  }
  size_t count = state->tables.count;
  ayes_span *names = status == AYES_OK
                         ? ayes_arena_new_zeroed(&table->arena, count + 1, sizeof *names, error)
                         : NULL;
  if (!names) return status == AYES_OK ? AYES_NO_MEMORY : status;
  for (size_t i = 0; i < count; i++) {
    char name[32];
    int length = snprintf(name, sizeof name, "table %zu", i + 1);
    names[i] = ayes_span_make(name, (size_t)length);
    names[i].data = ayes_arena_copy(&table->arena, names[i], error);
    if (!names[i].data) return AYES_NO_MEMORY;
  }
  table->facts.sheets = names;
  table->facts.sheet_count = count;
  return AYES_OK;
}

static ayes_status check_document(const ayes_table *table, ayes_error *error) {
  const story_state *state = table->state;
  if (state->tables.count == 1 && state->paragraphs <= PARAGRAPHS) return AYES_OK;
  return ayes_error_set_at(error, AYES_BAD_DATA, table->source.path, 0, 0,
                           "is a document with %zu paragraph%s and %zu table%s, not one table of "
                           "answers; `ayes import` reads such",
                           state->paragraphs, state->paragraphs == 1 ? "" : "s",
                           state->tables.count, state->tables.count == 1 ? "" : "s");
}

static bool is_hidden(const void *data, size_t sheet) {
  (void)data, (void)sheet;
  return false;
}

static ayes_status measure(void *data, size_t sheet, size_t *rows, ayes_error *error) {
  (void)error;
  *rows = ((story_state *)data)->tables.items[sheet];
  return AYES_OK;
}

static ayes_status open_story(ayes_table *table, ayes_story_format format,
                              const ayes_table_options *options, ayes_error *error) {
  story_state *state = table->state = ayes_memory_new_zeroed(1, sizeof *state);
  if (!state) return ayes_error_memory(error);
  state->format = format;
  table->facts.encoding = "utf-8";
  table->facts.encoding_why = "XML says so";
  table->facts.is_grid = true;
  ayes_status status = list_tables(table, error);
  if (status == AYES_OK && !options->sheet) status = check_document(table, error);
  if (status == AYES_OK)
    status = ayes_sheet_choose(table, options->sheet, state, is_hidden, measure, error);
  return status == AYES_OK ? restart(table, error) : status;
}

static ayes_status open_docx(ayes_table *table, const ayes_table_options *options,
                             ayes_error *error) {
  return open_story(table, AYES_STORY_DOCX, options, error);
}

static ayes_status open_odt(ayes_table *table, const ayes_table_options *options,
                            ayes_error *error) {
  return open_story(table, AYES_STORY_ODT, options, error);
}

static ayes_status next_row(ayes_table *table, ayes_row *row, ayes_error *error) {
  story_state *state = table->state;
  ayes_story_item item;
  do {
    ayes_status status = ayes_story_next(state->story, &item, error);
    if (status != AYES_OK) return status;
    table->source.read = ayes_story_bytes(state->story);
    if (item.kind == AYES_STORY_END) return AYES_OK;
  } while (item.kind != AYES_STORY_ROW || item.table != table->facts.sheet + 1);
  row->is_there = true;
  row->number = ++state->row;
  row->cells = item.cells;
  row->count = item.count;
  return AYES_OK;
}

static void close_story(ayes_table *table) {
  story_state *state = table->state;
  if (!state) return;
  ayes_story_close(state->story);
  ayes_array_release(&state->tables);
  ayes_memory_free(state);
  table->state = NULL;
}

const ayes_table_format ayes_table_docx = {"docx", open_docx, next_row, close_story};
const ayes_table_format ayes_table_odt = {"odt", open_odt, next_row, close_story};
