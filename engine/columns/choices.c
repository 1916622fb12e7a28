/* SPDX-License-Identifier: MIT
 *
 * What can be ticked where several things can: the options of columns that stand for one option
 * each, of cells that join several, and the rows and options of grids, be they columns or JSON in a
 * cell. O(cells of the columns), for each question with such columns.
 */
#include "base/names.h"
#include "columns/questions.h"

enum { CHOICE_LIMIT = 200 };

typedef struct gathering {
  ayes_detection *it;
  ayes_names options, rows;
} gathering;

static ayes_status add(gathering *state, ayes_names *names, ayes_span text) {
  uint32_t id;
  text = ayes_span_trim(text);
  if (!text.length || ayes_names_count(names) == CHOICE_LIMIT) return AYES_OK;
  return ayes_names_add(names, text, &id, state->it->error);
}

/* ---- one column ---- */

static ayes_status add_values(gathering *state, size_t column) {
  const ayes_column_values *values = &state->it->values[column];
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < values->value_count && status == AYES_OK; i++) {
    ayes_span rest = values->values[i].text;
    while (rest.length && status == AYES_OK) {
      ayes_span separator = ayes_span_of(values->separator);
      size_t at = separator.length ? ayes_span_find(rest, separator) : rest.length;
      status = add(state, &state->options, ayes_span_slice(rest, 0, at));
      rest = ayes_span_from(rest, at + separator.length);
    }
  }
  return status;
}

/* A column of one option is called after it, or holds its words where it was ticked. */
static ayes_status add_option(gathering *state, size_t column) {
  const ayes_column *facts = &state->it->mapping->columns[column];
  if (facts->part.length) return add(state, &state->options, facts->part);
  if (state->it->values[column].value_count && !ayes_detection_is_checked(state->it, column))
    return add_values(state, column);
  return add(state, &state->options, facts->name);
}

/* ---- JSON in a cell ---- */

static ayes_status add_member(gathering *state, ayes_span row, const json_t *value) {
  ayes_status status = add(state, &state->rows, row);
  size_t i = 0;
  do {
    const json_t *item = ayes_json_is(value, JSON_ARRAY) ? json_array_get(value, i) : value;
    ayes_span text = ayes_span_make(json_string_value(item), json_string_length(item));
    if (status == AYES_OK) status = add(state, &state->options, text);
  } while (++i < json_array_size(value));
  return status;
}

static ayes_status add_object(gathering *state, json_t *object) {
  const char *row;
  json_t *value;
  ayes_status status = AYES_OK;
  json_object_foreach(object, row, value) {
    status = add_member(state, ayes_span_of(row), value);
    if (status != AYES_OK) break;
  }
  return status;
}

/* The cell may be an object, a list of objects, or the inside of an object. */
static ayes_status add_json(gathering *state, ayes_span cell) {
  ayes_buffer whole = {0};
  json_t *root = NULL;
  bool is_inside = cell.length && cell.data[0] == '"';
  if (is_inside) ayes_buffer_add_byte(&whole, '{');
  ayes_buffer_add(&whole, cell);
  if (is_inside) ayes_buffer_add_byte(&whole, '}');
  ayes_status status = whole.failed ? ayes_error_memory(state->it->error) : AYES_OK;
  if (status == AYES_OK && ayes_json_parse(ayes_buffer_span(&whole), NULL, &root, NULL) == AYES_OK)
    status = add_object(state, root);
  for (size_t i = 0; i < json_array_size(root) && status == AYES_OK; i++)
    status = add_object(state, json_array_get(root, i));
  json_decref(root);
  ayes_buffer_release(&whole);
  return status;
}

static ayes_status add_row(gathering *state, size_t column) {
  const ayes_column *facts = &state->it->mapping->columns[column];
  const ayes_column_values *values = &state->it->values[column];
  ayes_status status = AYES_OK;
  if (values->kinds[AYES_VALUE_JSON]) {
    for (size_t i = 0; i < values->value_count && status == AYES_OK; i++)
      status = add_json(state, values->values[i].text);
    return status;
  }
  status = add(state, &state->rows, facts->part.length ? facts->part : facts->name);
  return status == AYES_OK ? add_values(state, column) : status;
}

/* ---- the question ---- */

static ayes_status keep(ayes_detection *it, ayes_span text, ayes_span *to) {
  *to = ayes_span_make(ayes_arena_copy(&it->mapping->arena, text, it->error), text.length);
  return to->data ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status keep_rows(gathering *state, ayes_mapped_question *question) {
  ayes_detection *it = state->it;
  size_t count = ayes_names_count(&state->rows);
  question->rows =
      ayes_arena_new_zeroed(&it->mapping->arena, count + 1, sizeof *question->rows, it->error);
  ayes_status status = question->rows ? AYES_OK : AYES_NO_MEMORY;
  for (uint32_t i = 1; i <= count && status == AYES_OK; i++)
    status = keep(it, ayes_names_text(&state->rows, i), &question->rows[question->row_count++]);
  return status;
}

/* Of several ticks none says what its author thinks of a proposal; of a grid each row's does. */
static ayes_status keep_options(gathering *state, ayes_mapped_question *question) {
  ayes_detection *it = state->it;
  ayes_buffer plain = {0};
  size_t count = ayes_names_count(&state->options);
  question->options =
      ayes_arena_new_zeroed(&it->mapping->arena, count + 1, sizeof *question->options, it->error);
  ayes_status status = question->options ? AYES_OK : AYES_NO_MEMORY;
  for (uint32_t i = 1; i <= count && status == AYES_OK; i++) {
    ayes_option *option = &question->options[question->option_count++];
    status = keep(it, ayes_names_text(&state->options, i), &option->text);
    if (status != AYES_OK || question->is_multiple) continue;
    ayes_buffer_clear(&plain);
    ayes_plain_words(option->text, &plain);
    option->meaning = ayes_option_meaning(it->words, ayes_buffer_span(&plain));
  }
  if (status == AYES_OK && plain.failed) status = ayes_error_memory(it->error);
  ayes_buffer_release(&plain);
  return status;
}

ayes_status ayes_question_choices(ayes_detection *it, size_t index) {
  gathering state = {.it = it};
  ayes_mapped_question *question = &it->mapping->questions[index];
  ayes_column_role role = it->mapping->columns[question->column].role;
  ayes_status status = AYES_OK;
  if (role != AYES_COLUMN_MULTIPLE && role != AYES_COLUMN_MATRIX) return AYES_OK;
  question->is_multiple = role == AYES_COLUMN_MULTIPLE;
  for (size_t i = question->column; i < it->mapping->column_count && status == AYES_OK; i++) {
    if (it->mapping->columns[i].question != index + 1) continue;
    if (role == AYES_COLUMN_MATRIX) status = add_row(&state, i);
    else status = it->values[i].block ? add_option(&state, i) : add_values(&state, i);
  }
  if (status == AYES_OK) status = keep_rows(&state, question);
  if (status == AYES_OK) status = keep_options(&state, question);
  ayes_names_release(&state.options);
  ayes_names_release(&state.rows);
  return status;
}
