/* SPDX-License-Identifier: MIT
 *
 * Columns become questions: their ids from numbers or order, and which closed question an open one
 * explains, from what it refers to, its number, its wording, or its place. Open columns of one
 * number of which nobody fills in two are one question answered in several ways. O(columns^2) at
 * most, for some hundreds of columns.
 */
#include "columns/questions.h"
#include "base/array.h"
#include "base/names.h"

enum { ID_LIMIT = 40, NEAR = 6, FEW_ALIKE = 10 };

typedef struct question_list {
  ayes_mapped_question *items;
  size_t count, capacity;
} question_list;

typedef struct building {
  ayes_detection *it;
  question_list list;
  ayes_names ids;
  ayes_buffer scratch;
  size_t order; /* questions so far, with those of many options */
} building;

/* ---- ids ---- */

static void lower(ayes_span text, ayes_buffer *buffer) {
  ayes_buffer_clear(buffer);
  for (size_t i = 0; i < text.length; i++)
    ayes_buffer_add_byte(buffer, ayes_byte_to_lower(text.data[i]));
}

/* Ids differ in more than case. */
static bool is_taken(building *state, ayes_span id) {
  lower(id, &state->scratch);
  return ayes_names_find(&state->ids, ayes_buffer_span(&state->scratch)) != 0;
}

static ayes_status take_id(building *state, ayes_span id) {
  uint32_t number;
  lower(id, &state->scratch);
  if (state->scratch.failed) return ayes_error_memory(state->it->error);
  return ayes_names_add(&state->ids, ayes_buffer_span(&state->scratch), &number, state->it->error);
}

/* The number as an id: "8a" and "Question 8a" are "Q8a", spaces become hyphens. */
static void add_code(ayes_buffer *buffer, ayes_span whole) {
  if (ayes_span_equal_ignoring_case(ayes_span_slice(whole, 0, 8), ayes_span_of("question")))
    whole = ayes_span_trim(ayes_span_from(whole, 8));
  if (whole.length && ayes_byte_is_digit(whole.data[0])) ayes_buffer_add_byte(buffer, 'Q');
  for (size_t i = 0; i < whole.length; i++) {
    char byte = i == 0 && whole.data[i] == 'q' ? 'Q' : whole.data[i];
    bool is_gap = ayes_byte_is_space(byte);
    if (is_gap && i && ayes_byte_is_space(whole.data[i - 1])) continue;
    ayes_buffer_add_byte(buffer, is_gap ? '-' : byte);
  }
}

/* The number of a column's question: of a block what its first two have in common, "Q5" of
 * "Q5[SQ001]" and of "Q5_1". */
static ayes_span block_code(const ayes_detection *it, size_t column) {
  ayes_span whole = it->codes[column].whole;
  size_t block = it->values[column].block, end = 0;
  bool has_next =
      block && column + 1 < it->mapping->column_count && it->values[column + 1].block == block;
  if (!has_next) return whole;
  ayes_span next = it->codes[column + 1].whole;
  while (end < whole.length && end < next.length && whole.data[end] == next.data[end]) end++;
  size_t bracket = ayes_span_find_byte(whole, '[');
  if (bracket < end) end = bracket;
  while (end && !ayes_byte_is_digit(whole.data[end - 1]) &&
         !ayes_byte_is_letter(whole.data[end - 1]))
    end--;
  return ayes_span_slice(whole, 0, end);
}

static ayes_status make_id(building *state, size_t column, bool is_open, ayes_span *id) {
  ayes_detection *it = state->it;
  const ayes_code *code = &it->codes[column];
  ayes_span whole = block_code(it, column);
  ayes_buffer buffer = {0};
  if (whole.length && !code->is_internal && whole.length <= ID_LIMIT) add_code(&buffer, whole);
  else ayes_buffer_add_format(&buffer, "Q%zu", state->order);
  if (is_open && is_taken(state, ayes_buffer_span(&buffer))) ayes_buffer_add_text(&buffer, "_text");
  size_t length = buffer.length;
  for (size_t n = 2; !buffer.failed && is_taken(state, ayes_buffer_span(&buffer)); n++) {
    if (n == FEW_ALIKE) n += state->list.count; /* thousands of one number: do not try them all */
    buffer.length = length;
    ayes_buffer_add_format(&buffer, "_%zu", n);
  }
  *id = ayes_buffer_span(&buffer);
  id->data = buffer.failed ? NULL : ayes_arena_copy(&it->mapping->arena, *id, it->error);
  ayes_buffer_release(&buffer);
  return id->data ? take_id(state, *id) : ayes_error_memory(it->error);
}

/* ---- texts ---- */

/* A question's words without what only says that its cell is text ("_text_OE"). */
static ayes_status read_text(ayes_detection *it, size_t column, ayes_span *text) {
  ayes_span words = it->mapping->columns[column].text;
  ayes_span plain = it->values[column].plain_text;
  const ayes_column_word *end =
      ayes_column_words_find(it->words, AYES_WORD_END, "text", plain, it->tool);
  bool is_name = ayes_span_find_byte(it->mapping->columns[column].name, ' ') ==
                 it->mapping->columns[column].name.length;
  if (is_name && end && end->term.length < plain.length && words.length > end->term.length)
    words = ayes_span_trim(ayes_span_slice(words, 0, words.length - end->term.length));
  *text = words;
  return AYES_OK;
}

static ayes_status add_question(building *state, size_t column, bool is_open) {
  ayes_column *facts = &state->it->mapping->columns[column];
  ayes_mapped_question question = {.is_open = is_open, .column = column};
  ayes_status status = make_id(state, column, is_open, &question.id);
  if (status == AYES_OK) status = read_text(state->it, column, &question.text);
  if (status == AYES_OK && facts->role == AYES_COLUMN_CLOSED)
    status = ayes_question_options(state->it, column, &question);
  ayes_mapped_question *added =
      status == AYES_OK ? ayes_array_add(&state->list, state->it->error) : NULL;
  if (!added) return status == AYES_OK ? AYES_NO_MEMORY : status;
  *added = question;
  facts->question = state->list.count;
  return AYES_OK;
}

/* ---- several columns of one open question ---- */

static bool are_apart(const ayes_detection *it, size_t a, size_t b) {
  for (size_t row = it->first_row; row < it->sample->count; row++)
    if (ayes_detection_cell(it, row, a).length && ayes_detection_cell(it, row, b).length)
      return false;
  return true;
}

static bool may_join(const ayes_detection *it, size_t column, size_t other) {
  const ayes_code *a = &it->codes[column], *b = &it->codes[other];
  return it->mapping->columns[other].role == AYES_COLUMN_OPEN && ayes_code_is_same(a, b) &&
         a->letter == b->letter && !a->is_internal && are_apart(it, column, other);
}

/* Whether the column goes on with an open question before it. */
static ayes_status join_question(building *state, size_t column, bool *is_joined) {
  ayes_detection *it = state->it;
  *is_joined = false;
  for (size_t i = column; i-- > 0 && column - i <= NEAR && !*is_joined;) {
    if (!may_join(it, column, i) || !it->mapping->columns[i].question) continue;
    ayes_span name = it->mapping->columns[i].name;
    it->mapping->columns[column].question = it->mapping->columns[i].question;
    *is_joined = true;
    return ayes_detection_say(
        it, column, AYES_COLUMN_OPEN,
        "another way to answer the same number; nobody filled in \"%.*s\" too",
        ayes_span_front(name, 80), name.data);
  }
  return AYES_OK;
}

/* A column of a block, or without a name, belongs to the question of the one before it. */
static bool goes_on(const building *state, size_t column) {
  const ayes_detection *it = state->it;
  const ayes_column *facts = &it->mapping->columns[column];
  if (!column || !facts[-1].question) return false;
  if (!facts->name.length) return true;
  return it->values[column].block && it->values[column].block == it->values[column - 1].block;
}

static ayes_status add_choices(building *state, size_t column) {
  ayes_column *facts = &state->it->mapping->columns[column];
  if (goes_on(state, column)) {
    facts->question = facts[-1].question;
    return AYES_OK;
  }
  state->order += facts->name.length > 0;
  return add_question(state, column, false);
}

static ayes_status add_column(building *state, size_t column) {
  const ayes_column *facts = &state->it->mapping->columns[column];
  bool is_joined = false;
  switch (facts->role) {
    case AYES_COLUMN_MULTIPLE:
    case AYES_COLUMN_MATRIX: return add_choices(state, column);
    case AYES_COLUMN_CLOSED: state->order++; return add_question(state, column, false);
    case AYES_COLUMN_OPEN: break;
    default: return AYES_OK;
  }
  ayes_status status = join_question(state, column, &is_joined);
  if (status != AYES_OK || is_joined) return status;
  state->order++;
  return add_question(state, column, true);
}

ayes_status ayes_detect_questions(ayes_detection *it) {
  building state = {.it = it};
  ayes_mapping *mapping = it->mapping;
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < mapping->column_count && status == AYES_OK; i++)
    status = add_column(&state, i);
  size_t count = state.list.count;
  if (status == AYES_OK) {
    mapping->questions =
        ayes_arena_new_zeroed(&mapping->arena, count + 1, sizeof *mapping->questions, it->error);
    status = mapping->questions ? AYES_OK : AYES_NO_MEMORY;
  }
  if (status == AYES_OK && count)
    memcpy(mapping->questions, state.list.items, count * sizeof *mapping->questions);
  mapping->question_count = status == AYES_OK ? count : 0;
  ayes_array_release(&state.list);
  ayes_names_release(&state.ids);
  ayes_buffer_release(&state.scratch);
  for (size_t i = 0; i < mapping->question_count && status == AYES_OK; i++)
    status =
        mapping->questions[i].is_open ? ayes_question_subject(it, i) : ayes_question_choices(it, i);
  return status;
}
