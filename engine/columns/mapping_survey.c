/* SPDX-License-Identifier: MIT
 *
 * Between a mapping and a survey: the survey that a table implies, and the ids that a survey at
 * hand has for the table's questions. O(questions^2).
 */
#include "base/memory.h"
#include "columns/columns.h"

static ayes_status copy(ayes_arena *arena, ayes_span text, ayes_span *to, ayes_error *error) {
  *to = ayes_span_make(ayes_arena_copy(arena, text, error), text.length);
  return to->data ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status copy_rows(ayes_arena *arena, const ayes_mapped_question *from, ayes_question *to,
                             ayes_error *error) {
  to->rows = ayes_arena_new_zeroed(arena, from->row_count + 1, sizeof *to->rows, error);
  ayes_status status = to->rows ? AYES_OK : AYES_NO_MEMORY;
  for (size_t i = 0; i < from->row_count && status == AYES_OK; i++)
    status = copy(arena, from->rows[i], &to->rows[to->row_count++], error);
  return status;
}

static ayes_status copy_question(const ayes_mapping *mapping, const ayes_mapped_question *from,
                                 ayes_survey *survey, ayes_error *error) {
  ayes_arena *arena = &survey->arena;
  ayes_question *to = &survey->questions[survey->question_count++];
  to->kind = from->is_open ? AYES_QUESTION_OPEN : AYES_QUESTION_CLOSED;
  ayes_status status = copy(arena, from->id, &to->id, error);
  if (status == AYES_OK) status = copy(arena, from->text, &to->text, error);
  if (status == AYES_OK) status = copy(arena, from->target, &to->target, error);
  if (status == AYES_OK && from->about)
    status = copy(arena, mapping->questions[from->about - 1].id, &to->about, error);
  if (status != AYES_OK) return status;
  to->is_multiple = from->is_multiple;
  status = copy_rows(arena, from, to, error);
  if (status != AYES_OK) return status;
  to->options = ayes_arena_new_zeroed(arena, from->option_count + 1, sizeof *to->options, error);
  if (!to->options) return AYES_NO_MEMORY;
  for (size_t i = 0; i < from->option_count && status == AYES_OK; i++) {
    ayes_option *option = &to->options[to->option_count++];
    option->is_stated = true;
    status = copy(arena, from->options[i].text, &option->text, error);
    if (status == AYES_OK) status = copy(arena, from->options[i].meaning, &option->meaning, error);
  }
  return status;
}

ayes_status ayes_mapping_survey(const ayes_mapping *mapping, ayes_survey **out, ayes_error *error) {
  *out = NULL;
  ayes_survey *survey = ayes_memory_new_zeroed(1, sizeof *survey);
  if (!survey) return ayes_error_memory(error);
  survey->questions = ayes_arena_new_zeroed(&survey->arena, mapping->question_count + 1,
                                            sizeof *survey->questions, error);
  ayes_status status = survey->questions ? AYES_OK : AYES_NO_MEMORY;
  if (status == AYES_OK) status = copy(&survey->arena, mapping->title, &survey->title, error);
  for (size_t i = 0; i < mapping->question_count && status == AYES_OK; i++)
    status = copy_question(mapping, &mapping->questions[i], survey, error);
  if (status == AYES_OK) *out = survey;
  else ayes_survey_free(survey);
  return status;
}

/* ---- a survey at hand ---- */

/* Whether two texts have the same words, which are not none. */
static bool has_same_words(ayes_span a, ayes_span b) {
  ayes_buffer first = {0}, second = {0};
  ayes_plain_words(a, &first);
  ayes_plain_words(b, &second);
  bool is_same = !first.failed && !second.failed && first.length &&
                 ayes_span_equal(ayes_buffer_span(&first), ayes_buffer_span(&second));
  ayes_buffer_release(&first);
  ayes_buffer_release(&second);
  return is_same;
}

static const ayes_question *find_in(const ayes_survey *survey,
                                    const ayes_mapped_question *question) {
  ayes_question_kind kind = question->is_open ? AYES_QUESTION_OPEN : AYES_QUESTION_CLOSED;
  for (size_t i = 0; i < survey->question_count; i++)
    if (survey->questions[i].kind == kind &&
        has_same_words(survey->questions[i].text, question->text))
      return &survey->questions[i];
  const ayes_question *found = ayes_survey_find(survey, question->id);
  return found && found->kind == kind ? found : NULL;
}

/* Place of the mapping's question that has become the survey's of that id; 0: none. */
static size_t place_of(const ayes_mapping *mapping, ayes_span id) {
  for (size_t i = 0; i < mapping->question_count && id.length; i++)
    if (!mapping->questions[i].is_open && ayes_span_equal(mapping->questions[i].id, id))
      return i + 1;
  return 0;
}

ayes_status ayes_mapping_follow(ayes_mapping *mapping, const ayes_survey *survey, size_t *unmatched,
                                ayes_error *error) {
  ayes_status status = AYES_OK;
  *unmatched = 0;
  for (size_t i = 0; i < mapping->question_count && status == AYES_OK; i++) {
    ayes_mapped_question *question = &mapping->questions[i];
    const ayes_question *found = find_in(survey, question);
    *unmatched += !found && question->is_open;
    if (found) status = copy(&mapping->arena, found->id, &question->id, error);
  }
  for (size_t i = 0; i < mapping->question_count && status == AYES_OK; i++) {
    ayes_mapped_question *question = &mapping->questions[i];
    const ayes_question *found = question->is_open ? ayes_survey_find(survey, question->id) : NULL;
    size_t about = found ? place_of(mapping, found->about) : 0;
    if (about) question->about = about;
  }
  return status;
}
