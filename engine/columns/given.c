/* SPDX-License-Identifier: MIT
 *
 * A mapping that people have changed decides: its columns are found in the table by name (where a
 * name stands several times, by place), and its roles and questions take the place of what was
 * found. O(columns^2) at most.
 */
#include "columns/detection.h"

static ayes_status copy(ayes_detection *it, ayes_span text, ayes_span *to) {
  *to = ayes_span_make(ayes_arena_copy(&it->mapping->arena, text, it->error), text.length);
  return to->data ? AYES_OK : AYES_NO_MEMORY;
}

/* Index of the table's column, or SIZE_MAX. */
static size_t find_column(const ayes_detection *it, size_t index) {
  const ayes_mapping *mapping = it->mapping;
  ayes_span name = it->options->given->columns[index].name;
  if (index < mapping->column_count && ayes_span_equal(mapping->columns[index].name, name))
    return index;
  for (size_t i = 0; i < mapping->column_count; i++)
    if (name.length && ayes_span_equal(mapping->columns[i].name, name)) return i;
  return SIZE_MAX;
}

static bool is_used(const ayes_column *column) {
  return column->role == AYES_COLUMN_OPEN || column->role == AYES_COLUMN_CLOSED ||
         column->role == AYES_COLUMN_IDENTIFIER;
}

static ayes_status take_column(ayes_detection *it, size_t index) {
  const ayes_column *given = &it->options->given->columns[index];
  size_t place = find_column(it, index);
  if (place == SIZE_MAX && !is_used(given)) return AYES_OK;
  if (place == SIZE_MAX)
    return ayes_error_set(it->error, AYES_BAD_DATA,
                          "the mapping's column \"%.*s\" is not in the table; run \"ayes inspect\" "
                          "on it for a new mapping",
                          ayes_span_front(given->name, 120), given->name.data);
  ayes_column *column = &it->mapping->columns[place];
  column->role = given->role;
  column->state = given->state;
  column->question = given->question;
  if (!given->why.length) return ayes_detection_say(it, place, given->role, "the mapping says so");
  return copy(it, given->why, &column->why);
}

static ayes_status take_options(ayes_detection *it, const ayes_mapped_question *from,
                                ayes_mapped_question *to) {
  to->options = ayes_arena_new_zeroed(&it->mapping->arena, from->option_count + 1,
                                      sizeof *to->options, it->error);
  if (!to->options) return AYES_NO_MEMORY;
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < from->option_count && status == AYES_OK; i++) {
    status = copy(it, from->options[i].text, &to->options[i].text);
    if (status == AYES_OK) status = copy(it, from->options[i].meaning, &to->options[i].meaning);
  }
  return status;
}

static ayes_status take_rows(ayes_detection *it, const ayes_mapped_question *from,
                             ayes_mapped_question *to) {
  to->rows =
      ayes_arena_new_zeroed(&it->mapping->arena, from->row_count + 1, sizeof *to->rows, it->error);
  ayes_status status = to->rows ? AYES_OK : AYES_NO_MEMORY;
  for (size_t i = 0; i < from->row_count && status == AYES_OK; i++)
    status = copy(it, from->rows[i], &to->rows[i]);
  return status;
}

static ayes_status take_question(ayes_detection *it, size_t index) {
  const ayes_mapped_question *from = &it->options->given->questions[index];
  ayes_mapped_question *to = &it->mapping->questions[index];
  *to = *from;
  to->column = SIZE_MAX;
  for (size_t i = it->mapping->column_count; i-- > 0;)
    if (it->mapping->columns[i].question == index + 1) to->column = i;
  ayes_status status = copy(it, from->id, &to->id);
  if (status == AYES_OK) status = copy(it, from->text, &to->text);
  if (status == AYES_OK) status = copy(it, from->target, &to->target);
  if (status == AYES_OK) status = copy(it, from->why, &to->why);
  if (status == AYES_OK) status = take_rows(it, from, to);
  return status == AYES_OK ? take_options(it, from, to) : status;
}

ayes_status ayes_detect_given(ayes_detection *it) {
  ayes_mapping *mapping = it->mapping;
  const ayes_mapping *given = it->options->given;
  ayes_status status = AYES_OK;
  if (!given) return AYES_OK;
  for (size_t i = 0; i < mapping->column_count && status == AYES_OK; i++) {
    mapping->columns[i].question = 0;
    mapping->columns[i].state = AYES_STATE_NONE;
    status = ayes_detection_say(it, i, AYES_COLUMN_MACHINE, "the mapping does not name it");
  }
  for (size_t i = 0; i < given->column_count && status == AYES_OK; i++) status = take_column(it, i);
  if (status != AYES_OK) return status;
  mapping->question_count = given->question_count;
  mapping->questions = ayes_arena_new_zeroed(&mapping->arena, given->question_count + 1,
                                             sizeof *mapping->questions, it->error);
  if (!mapping->questions) return AYES_NO_MEMORY;
  for (size_t i = 0; i < given->question_count && status == AYES_OK; i++)
    status = take_question(it, i);
  if (status == AYES_OK) status = copy(it, given->group, &mapping->group);
  return status;
}
