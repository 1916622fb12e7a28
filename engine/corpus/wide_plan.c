/* SPDX-License-Identifier: MIT
 *
 * A mapping turned into places, once a table: which columns make an open question's text, which one
 * holds its tick. O(columns + questions).
 */
#include "corpus/wide_parts.h"

static const size_t no_column = SIZE_MAX;

/* First closed column of each question and number of its open ones, in one pass. */
typedef struct question_places {
  size_t closed, open_count;
} question_places;

static void count_columns(const ayes_mapping *mapping, question_places *places) {
  for (size_t i = 0; i <= mapping->question_count; i++) places[i] = (question_places){no_column, 0};
  for (size_t i = mapping->column_count; i-- > 0;) {
    const ayes_column *column = &mapping->columns[i];
    if (column->role == AYES_COLUMN_CLOSED) places[column->question].closed = i;
    if (column->role == AYES_COLUMN_OPEN) places[column->question].open_count++;
  }
  places[0] = (question_places){no_column, 0}; /* of no question */
}

static void fill_columns(ayes_wide_plan *plan, const ayes_mapping *mapping, const size_t *index) {
  for (size_t i = 0; i < mapping->column_count; i++) {
    const ayes_column *column = &mapping->columns[i];
    if (column->role != AYES_COLUMN_OPEN || !column->question) continue;
    ayes_wide_question *question = &plan->questions[index[column->question]];
    question->columns[question->column_count++] = i;
  }
}

static ayes_status settle_questions(ayes_wide_plan *plan, ayes_arena *arena, ayes_error *error) {
  const ayes_mapping *mapping = plan->mapping;
  size_t count = mapping->question_count;
  size_t *pool = ayes_arena_new_zeroed(arena, mapping->column_count + 1, sizeof *pool, error);
  size_t *index = ayes_arena_new_zeroed(arena, count + 1, sizeof *index, error);
  question_places *places = ayes_arena_new_zeroed(arena, count + 1, sizeof *places, error);
  plan->questions = ayes_arena_new_zeroed(arena, count + 1, sizeof *plan->questions, error);
  if (!pool || !index || !places || !plan->questions) return AYES_NO_MEMORY;
  count_columns(mapping, places);
  for (size_t i = 0; i < count; i++) {
    if (!mapping->questions[i].is_open || !places[i + 1].open_count) continue;
    index[i + 1] = plan->question_count;
    plan->questions[plan->question_count++] = (ayes_wide_question){
        mapping->questions[i].id, pool, 0, places[mapping->questions[i].about].closed};
    pool += places[i + 1].open_count;
  }
  fill_columns(plan, mapping, index);
  return AYES_OK;
}

static ayes_status settle_columns(ayes_wide_plan *plan, ayes_arena *arena, ayes_error *error) {
  const ayes_mapping *mapping = plan->mapping;
  plan->identifier = plan->group = no_column;
  plan->is_extra = ayes_arena_new_zeroed(arena, mapping->column_count + 1, sizeof(bool), error);
  plan->states =
      ayes_arena_new_zeroed(arena, mapping->column_count + 1, sizeof *plan->states, error);
  if (!plan->is_extra || !plan->states) return AYES_NO_MEMORY;
  for (size_t i = mapping->column_count; i-- > 0;) {
    const ayes_column *column = &mapping->columns[i];
    if (column->role == AYES_COLUMN_IDENTIFIER) plan->identifier = i;
    if (column->state != AYES_STATE_NONE)
      plan->states[plan->state_count++] = (ayes_wide_state){.column = i, .length = no_column};
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
  ayes_status status = settle_columns(plan, arena, error);
  return status == AYES_OK ? settle_questions(plan, arena, error) : status;
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

unsigned ayes_wide_flags(ayes_wide_plan *plan, const ayes_row *row) {
  unsigned flags = 0;
  for (size_t i = 0; i < plan->state_count; i++) {
    ayes_wide_state *state = &plan->states[i];
    ayes_span cell = ayes_span_make("", 0);
    if (state->column < row->count) cell = ayes_span_trim(row->cells[state->column]);
    if (cell.length != state->length || memcmp(cell.data, state->cell, cell.length) != 0) {
      state->flags = flags_of(plan, plan->mapping->columns[state->column].state, cell);
      state->length = cell.length <= AYES_WIDE_STATE_BYTES ? cell.length : no_column;
      if (state->length != no_column) memcpy(state->cell, cell.data, cell.length);
    }
    flags |= state->flags;
  }
  return flags;
}
