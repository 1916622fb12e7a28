/* SPDX-License-Identifier: MIT
 *
 * mapping.json out: one line a column and a question, so that people find what they want to change
 * and a comparison of two files is readable. O(bytes).
 */
#include "columns/columns.h"

static void add_member(ayes_buffer *buffer, const char *key, ayes_span text) {
  if (!text.length) return;
  ayes_buffer_add_text(buffer, ", ");
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_byte(buffer, ' ');
  ayes_json_add_string(buffer, text);
}

static void add_number(ayes_buffer *buffer, const char *key, size_t number) {
  ayes_buffer_add_text(buffer, ", ");
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_byte(buffer, ' ');
  ayes_buffer_add_size(buffer, number);
}

static void add_front(const ayes_mapping *mapping, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "{\"version\": 1");
  add_member(buffer, "preset", ayes_span_of(mapping->preset));
  add_member(buffer, "preset_why", mapping->preset_why);
  add_member(buffer, "title", mapping->title);
  ayes_buffer_add_text(buffer, ",\n ");
  ayes_buffer_add_format(buffer, "\"skip_rows\": %zu", mapping->skipped);
  add_number(buffer, "header_rows", mapping->header_rows);
  add_member(buffer, "header_why", mapping->header_why);
  ayes_buffer_add_text(buffer, ",\n \"group\": ");
  ayes_json_add_string(buffer, mapping->group);
}

static void add_column(const ayes_mapping *mapping, size_t index, ayes_buffer *buffer) {
  const ayes_column *column = &mapping->columns[index];
  ayes_buffer_add_format(buffer, "\n  {\"column\": %zu, \"name\": ", index + 1);
  ayes_json_add_string(buffer, column->name);
  add_member(buffer, "role", ayes_span_of(ayes_column_role_name(column->role)));
  if (column->question) add_member(buffer, "question", mapping->questions[column->question - 1].id);
  add_member(buffer, "state", ayes_span_of(ayes_column_state_name(column->state)));
  add_number(buffer, "filled", column->filled);
  add_number(buffer, "distinct", column->distinct);
  add_member(buffer, "why", column->why);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_rows(const ayes_mapped_question *question, ayes_buffer *buffer) {
  if (question->row_count) ayes_buffer_add_text(buffer, ",\n   \"rows\": [");
  for (size_t i = 0; i < question->row_count; i++) {
    if (i) ayes_buffer_add_text(buffer, ", ");
    ayes_json_add_string(buffer, question->rows[i]);
  }
  if (question->row_count) ayes_buffer_add_byte(buffer, ']');
}

static void add_question(const ayes_mapping *mapping, size_t index, ayes_buffer *buffer) {
  const ayes_mapped_question *question = &mapping->questions[index];
  ayes_buffer_add_text(buffer, "\n  {\"id\": ");
  ayes_json_add_string(buffer, question->id);
  add_member(buffer, "kind", ayes_span_of(question->is_open ? "open" : "closed"));
  if (question->about) add_member(buffer, "about", mapping->questions[question->about - 1].id);
  add_member(buffer, "text", question->text);
  add_member(buffer, "target", question->target);
  add_member(buffer, "why", question->why);
  if (question->is_multiple) ayes_buffer_add_text(buffer, ", \"multiple\": true");
  add_rows(question, buffer);
  if (question->option_count) ayes_buffer_add_text(buffer, ",\n   \"options\": {");
  for (size_t i = 0; i < question->option_count; i++) {
    if (i) ayes_buffer_add_text(buffer, ", ");
    ayes_json_add_string(buffer, question->options[i].text);
    ayes_buffer_add_text(buffer, ": ");
    ayes_json_add_string(buffer, question->options[i].meaning);
  }
  ayes_buffer_add_text(buffer, question->option_count ? "}}" : "}");
}

void ayes_mapping_write(const ayes_mapping *mapping, ayes_buffer *buffer) {
  add_front(mapping, buffer);
  ayes_buffer_add_text(buffer, ",\n \"columns\": [");
  for (size_t i = 0; i < mapping->column_count; i++) {
    if (i) ayes_buffer_add_byte(buffer, ',');
    add_column(mapping, i, buffer);
  }
  ayes_buffer_add_text(buffer, "],\n \"questions\": [");
  for (size_t i = 0; i < mapping->question_count; i++) {
    if (i) ayes_buffer_add_byte(buffer, ',');
    add_question(mapping, i, buffer);
  }
  ayes_buffer_add_text(buffer, "]}\n");
}
