/* SPDX-License-Identifier: MIT
 *
 * One line for the file, one for each open question (the first ones of many), one for how to change
 * it.
 */
#include "api/notes.h"

#include "report/terminal.h"

enum { MOST_QUESTIONS = 8, TEXT_COLUMNS = 60 };

static size_t count_role(const ayes_mapping *mapping, ayes_column_role role) {
  size_t count = 0;
  for (size_t i = 0; i < mapping->column_count; i++) count += mapping->columns[i].role == role;
  return count;
}

static void add_count(ayes_buffer *buffer, size_t count, const char *name, const char *before) {
  if (count) ayes_buffer_add_format(buffer, "%s%zu %s", before, count, name);
}

static void add_file(const ayes_mapping *mapping, const char *path, ayes_buffer *buffer) {
  size_t used = count_role(mapping, AYES_COLUMN_OPEN) + count_role(mapping, AYES_COLUMN_CLOSED);
  size_t people = count_role(mapping, AYES_COLUMN_DEMOGRAPHIC);
  ayes_terminal_add(buffer, ayes_span_of(path));
  ayes_buffer_add_format(buffer, ": %s, %zu columns: ", ayes_preset_title(mapping->preset),
                         mapping->column_count);
  add_count(buffer, count_role(mapping, AYES_COLUMN_OPEN), "open", "");
  add_count(buffer, count_role(mapping, AYES_COLUMN_CLOSED), "closed", ", ");
  add_count(buffer, people, "demographic", ", ");
  add_count(buffer, mapping->column_count - used - people, "other", ", ");
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_question(const ayes_mapping *mapping, size_t index, ayes_buffer *buffer) {
  const ayes_mapped_question *question = &mapping->questions[index];
  ayes_buffer_add_text(buffer, "  ");
  ayes_terminal_add(buffer, question->id);
  if (question->about) {
    ayes_buffer_add_text(buffer, " explains ");
    ayes_terminal_add(buffer, mapping->questions[question->about - 1].id);
  }
  if (question->text.length) {
    size_t fit = ayes_terminal_fit(question->text, TEXT_COLUMNS);
    ayes_buffer_add_text(buffer, ": ");
    ayes_terminal_add(buffer, ayes_span_slice(question->text, 0, fit));
    if (fit < question->text.length) ayes_buffer_add_text(buffer, "...");
  }
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_questions(const ayes_wide *wide, ayes_buffer *buffer) {
  size_t shown = 0;
  for (size_t i = 0; i < wide->mapping->question_count && shown < MOST_QUESTIONS; i++) {
    if (!wide->mapping->questions[i].is_open) continue;
    add_question(wide->mapping, i, buffer);
    shown++;
  }
  if (wide->counts.questions > shown)
    ayes_buffer_add_format(buffer, "  and %zu more\n", wide->counts.questions - shown);
}

void ayes_notes_columns(const ayes_wide *wide, const char *path, bool is_given,
                        ayes_buffer *buffer) {
  add_file(wide->mapping, path, buffer);
  add_questions(wide, buffer);
  if (wide->counts.unmatched)
    ayes_buffer_add_format(buffer, "  %zu of these not in the survey: their ids or words differ\n",
                           wide->counts.unmatched);
  if (is_given) return;
  ayes_buffer_add_text(buffer, "  to see why, or to change it: ayes inspect ");
  ayes_terminal_add(buffer, ayes_span_of(path));
  ayes_buffer_add_text(buffer, " -o mapping.json\n");
}
