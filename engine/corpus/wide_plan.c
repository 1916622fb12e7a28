/* SPDX-License-Identifier: MIT
 *
 * A mapping turned into places, once a table: which columns make an open question's text, which one
 * holds its tick. O(columns * questions).
 */
#include "corpus/wide_parts.h"

static const size_t no_column = SIZE_MAX;

static size_t column_of(const ayes_mapping *mapping, size_t question, ayes_column_role role) {
  for (size_t i = 0; i < mapping->column_count && question; i++)
    if (mapping->columns[i].question == question && mapping->columns[i].role == role) return i;
  return no_column;
}

static ayes_status add_question(ayes_wide_plan *plan, size_t index, ayes_arena *arena,
                                ayes_error *error) {
  const ayes_mapping *mapping = plan->mapping;
  const ayes_mapped_question *from = &mapping->questions[index];
  ayes_wide_question *to = &plan->questions[plan->question_count];
  if (!from->is_open) return AYES_OK;
  to->id = from->id;
  to->tick = column_of(mapping, from->about, AYES_COLUMN_CLOSED);
  to->columns = ayes_arena_new_zeroed(arena, mapping->column_count + 1, sizeof(size_t), error);
  if (!to->columns) return AYES_NO_MEMORY;
  for (size_t i = 0; i < mapping->column_count; i++)
    if (mapping->columns[i].question == index + 1 && mapping->columns[i].role == AYES_COLUMN_OPEN)
      to->columns[to->column_count++] = i;
  plan->question_count += to->column_count > 0;
  return AYES_OK;
}

static ayes_status settle_columns(ayes_wide_plan *plan, ayes_arena *arena, ayes_error *error) {
  const ayes_mapping *mapping = plan->mapping;
  plan->identifier = plan->group = no_column;
  plan->is_extra = ayes_arena_new_zeroed(arena, mapping->column_count + 1, sizeof(bool), error);
  if (!plan->is_extra) return AYES_NO_MEMORY;
  for (size_t i = mapping->column_count; i-- > 0;) {
    const ayes_column *column = &mapping->columns[i];
    if (column->role == AYES_COLUMN_IDENTIFIER) plan->identifier = i;
    if (mapping->group.length && ayes_span_equal(column->name, mapping->group)) plan->group = i;
    plan->is_extra[i] = column->role != AYES_COLUMN_OPEN && column->role != AYES_COLUMN_EMPTY &&
                        column->role != AYES_COLUMN_RESPONDENT && column->name.length > 0;
  }
  return AYES_OK;
}

ayes_status ayes_wide_plan_make(ayes_wide_plan *plan, const ayes_mapping *mapping,
                                const ayes_column_words *words, ayes_arena *arena,
                                ayes_error *error) {
  *plan = (ayes_wide_plan){.mapping = mapping, .words = words, .header = mapping->header};
  plan->questions =
      ayes_arena_new_zeroed(arena, mapping->question_count + 1, sizeof *plan->questions, error);
  if (!plan->questions) return AYES_NO_MEMORY;
  ayes_status status = settle_columns(plan, arena, error);
  for (size_t i = 0; i < mapping->question_count && status == AYES_OK; i++)
    status = add_question(plan, i, arena, error);
  return status;
}

/* ---- states ---- */

static bool is_cell(const ayes_wide_plan *plan, const char *means, ayes_span plain) {
  return ayes_column_words_find(plan->words, AYES_WORD_CELL, means, plain,
                                ayes_span_make(NULL, 0)) != NULL;
}

static unsigned flags_of_status(const ayes_wide_plan *plan, ayes_span cell) {
  static const struct {
    const char *means;
    unsigned flag;
  } rows[] = {
      {"partial", AYES_FLAG_PARTIAL}, {"preview", AYES_FLAG_PREVIEW}, {"spam", AYES_FLAG_SPAM}};
  ayes_buffer plain = {0};
  unsigned flags = 0;
  ayes_plain_words(cell, &plain);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (is_cell(plan, rows[i].means, ayes_buffer_span(&plain))) flags |= rows[i].flag;
  ayes_buffer_release(&plain);
  return flags;
}

static bool is_unfinished(const ayes_wide_plan *plan, ayes_span cell) {
  ayes_buffer plain = {0};
  ayes_plain_words(cell, &plain);
  bool is_it = is_cell(plan, "unfinished", ayes_buffer_span(&plain));
  ayes_buffer_release(&plain);
  return is_it;
}

static unsigned flags_of(const ayes_wide_plan *plan, ayes_column_state state, ayes_span cell) {
  double progress;
  switch (state) {
    case AYES_STATE_STATUS: return flags_of_status(plan, cell);
    case AYES_STATE_FINISHED: return is_unfinished(plan, cell) ? AYES_FLAG_PARTIAL : 0;
    case AYES_STATE_PROGRESS:
      return ayes_span_to_number(cell, &progress) && progress < 100 ? AYES_FLAG_PARTIAL : 0;
    case AYES_STATE_SUBMITTED: return cell.length ? 0 : AYES_FLAG_PARTIAL;
    case AYES_STATE_NONE:
    case AYES_STATE_COUNT: break;
  }
  return 0;
}

unsigned ayes_wide_flags(const ayes_wide_plan *plan, const ayes_row *row) {
  unsigned flags = 0;
  for (size_t i = 0; i < plan->mapping->column_count; i++) {
    if (plan->mapping->columns[i].state == AYES_STATE_NONE) continue;
    ayes_span cell = i < row->count ? ayes_span_trim(row->cells[i]) : ayes_span_make("", 0);
    flags |= flags_of(plan, plan->mapping->columns[i].state, cell);
  }
  return flags;
}
