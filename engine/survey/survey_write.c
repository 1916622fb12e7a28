/* SPDX-License-Identifier: MIT
 *
 * survey.json out: two spaces a level, questions, options and tallies in order, and only the fields
 * that are there. O(bytes).
 */
#include "survey/survey.h"

static void add_line(ayes_buffer *buffer, size_t level) {
  ayes_buffer_add_byte(buffer, '\n');
  ayes_buffer_add_repeated(buffer, ' ', 2 * level);
}

/* Starts a member: a comma where one came before, a line, the key. */
static void add_member(ayes_buffer *buffer, size_t level, bool is_first, const char *key) {
  if (!is_first) ayes_buffer_add_byte(buffer, ',');
  add_line(buffer, level);
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_byte(buffer, ' ');
}

static void add_text(ayes_buffer *buffer, size_t level, const char *key, ayes_span text) {
  if (!text.length) return;
  add_member(buffer, level, false, key);
  ayes_json_add_string(buffer, text);
}

static void add_list(ayes_buffer *buffer, size_t level, const char *key, const ayes_span *items,
                     size_t count, bool is_first) {
  add_member(buffer, level, is_first, key);
  ayes_buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < count; i++) {
    if (i) ayes_buffer_add_text(buffer, ", ");
    ayes_json_add_string(buffer, items[i]);
  }
  ayes_buffer_add_byte(buffer, ']');
}

static void add_options(ayes_buffer *buffer, const ayes_question *question) {
  if (!question->option_count) return;
  add_member(buffer, 3, false, "options");
  ayes_buffer_add_byte(buffer, '{');
  for (size_t i = 0; i < question->option_count; i++) {
    if (i) ayes_buffer_add_text(buffer, ", ");
    ayes_json_add_string(buffer, question->options[i].text);
    ayes_buffer_add_text(buffer, ": ");
    ayes_json_add_string(buffer, question->options[i].meaning);
  }
  ayes_buffer_add_byte(buffer, '}');
}

static void add_recorded(ayes_buffer *buffer, const ayes_question *question) {
  if (!question->recorded_count) return;
  add_member(buffer, 3, false, "recorded");
  ayes_buffer_add_byte(buffer, '{');
  for (size_t i = 0; i < question->recorded_count; i++) {
    if (i) ayes_buffer_add_text(buffer, ", ");
    ayes_json_add_string(buffer, question->recorded[i].option);
    ayes_buffer_add_text(buffer, ": ");
    ayes_buffer_add_size(buffer, question->recorded[i].count);
  }
  ayes_buffer_add_byte(buffer, '}');
}

static void add_target(ayes_buffer *buffer, const ayes_question *question) {
  bool has_text = question->target.length > 0;
  if (!has_text && !question->name_count && !question->rival_count) return;
  add_member(buffer, 3, false, "target");
  ayes_buffer_add_byte(buffer, '{');
  if (has_text) {
    add_member(buffer, 4, true, "text");
    ayes_json_add_string(buffer, question->target);
  }
  if (question->name_count)
    add_list(buffer, 4, "names", question->names, question->name_count, !has_text);
  if (question->rival_count)
    add_list(buffer, 4, "rivals", question->rivals, question->rival_count,
             !has_text && !question->name_count);
  add_line(buffer, 3);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_question(ayes_buffer *buffer, const ayes_question *question) {
  bool is_closed = question->kind == AYES_QUESTION_CLOSED;
  ayes_buffer_add_byte(buffer, '{');
  add_member(buffer, 3, true, "id");
  ayes_json_add_string(buffer, question->id);
  add_text(buffer, 3, "kind", ayes_span_of(is_closed ? "closed" : "open"));
  add_text(buffer, 3, "about", question->about);
  add_text(buffer, 3, "text", question->text);
  if (question->is_multiple) {
    add_member(buffer, 3, false, "multiple");
    ayes_buffer_add_text(buffer, "true");
  }
  if (question->row_count) add_list(buffer, 3, "rows", question->rows, question->row_count, false);
  add_options(buffer, question);
  add_recorded(buffer, question);
  add_target(buffer, question);
  add_line(buffer, 2);
  ayes_buffer_add_byte(buffer, '}');
}

void ayes_survey_write(const ayes_survey *survey, ayes_buffer *buffer) {
  ayes_buffer_add_byte(buffer, '{');
  add_member(buffer, 1, true, "title");
  ayes_json_add_string(buffer, survey->title);
  add_text(buffer, 1, "language", survey->language);
  add_member(buffer, 1, false, "questions");
  ayes_buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < survey->question_count; i++) {
    if (i) ayes_buffer_add_byte(buffer, ',');
    add_line(buffer, 2);
    add_question(buffer, &survey->questions[i]);
  }
  if (survey->question_count) add_line(buffer, 1);
  ayes_buffer_add_text(buffer, "]\n}\n");
}
