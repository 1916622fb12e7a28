/* SPDX-License-Identifier: MIT
 *
 * A table of columns and how full they are, and of questions with their records.
 */
#include "report/inspect.h"
#include "report/parts.h"
#include "report/terminal.h"

enum { WIDTH = 78, NAME = 40, NUMBER = 10 };

static void add_heading(ayes_buffer *buffer, bool colour, const char *name, const char *first,
                        const char *second) {
  ayes_buffer_add_byte(buffer, '\n');
  ayes_terminal_style(buffer, colour, AYES_STYLE_FAINT);
  ayes_buffer_add_text(buffer, "  ");
  ayes_terminal_add_cell(buffer, ayes_span_of(name), NAME);
  ayes_buffer_add_format(buffer, "%*s", NUMBER, first);
  if (second[0]) ayes_buffer_add_format(buffer, "%*s", NUMBER, second);
  ayes_terminal_style(buffer, colour, AYES_STYLE_NONE);
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_column(ayes_buffer *buffer, const ayes_column_facts *column, size_t records) {
  size_t percent = records ? (column->filled * 100 + records / 2) / records : 0;
  ayes_buffer_add_text(buffer, "  ");
  ayes_terminal_add_cell(buffer, column->name, NAME);
  ayes_terminal_add_count(buffer, column->filled, NUMBER);
  ayes_terminal_add_count(buffer, percent, NUMBER - 2);
  ayes_buffer_add_text(buffer, column->is_known ? " %\n" : " %   not read\n");
}

void ayes_inspect_answers_text(const ayes_answers_facts *facts, bool colour, ayes_buffer *buffer) {
  ayes_terminal_add(buffer, ayes_span_of(facts->path));
  ayes_buffer_add_format(buffer, ": answers (%s, %s), %zu record%s", facts->format, facts->encoding,
                         facts->records, facts->records == 1 ? "" : "s");
  if (facts->bad) ayes_buffer_add_format(buffer, ", %zu of them cannot be read", facts->bad);
  ayes_buffer_add_byte(buffer, '\n');
  if (facts->first_problem_line) {
    ayes_buffer_add_format(buffer, "  line %zu: ", facts->first_problem_line);
    ayes_terminal_add(buffer, ayes_span_of(facts->first_problem));
    ayes_buffer_add_byte(buffer, '\n');
  }
  add_heading(buffer, colour, "column", "filled", "");
  for (size_t i = 0; i < facts->column_count; i++)
    add_column(buffer, &facts->columns[i], facts->records - facts->bad);
  if (facts->question_count == 0) return;
  add_heading(buffer, colour, "question", "records", "ticked");
  for (size_t i = 0; i < facts->question_count; i++) {
    const ayes_inspected_question *question = &facts->questions[i];
    ayes_buffer_add_text(buffer, "  ");
    ayes_terminal_add_cell(
        buffer, question->id.length ? question->id : ayes_span_of("(no question)"), NAME);
    ayes_terminal_add_count(buffer, question->records, NUMBER);
    ayes_terminal_add_count(buffer, question->ticked, NUMBER);
    ayes_buffer_add_byte(buffer, '\n');
  }
}

static void add_columns_json(const ayes_answers_facts *facts, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, ",\n  \"columns\":[");
  for (size_t i = 0; i < facts->column_count; i++) {
    ayes_buffer_add_text(buffer, i ? ",\n    {" : "\n    {");
    ayes_json_add_member(buffer, "name", facts->columns[i].name);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_count(buffer, "filled", facts->columns[i].filled);
    ayes_buffer_add_text(buffer,
                         facts->columns[i].is_known ? ",\"read\":true}" : ",\"read\":false}");
  }
  ayes_buffer_add_text(buffer, "]");
}

void ayes_inspect_answers_json(const ayes_answers_facts *facts, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "{\n  \"kind\":\"answers\",\n  ");
  ayes_json_add_member(buffer, "format", ayes_span_of(facts->format));
  ayes_buffer_add_text(buffer, ",\n  ");
  ayes_json_add_member(buffer, "encoding", ayes_span_of(facts->encoding));
  ayes_buffer_add_text(buffer, ",\n  ");
  ayes_json_add_count(buffer, "records", facts->records);
  ayes_buffer_add_text(buffer, ",\n  ");
  ayes_json_add_count(buffer, "bad", facts->bad);
  add_columns_json(facts, buffer);
  ayes_buffer_add_text(buffer, ",\n  \"questions\":[");
  for (size_t i = 0; i < facts->question_count; i++) {
    ayes_buffer_add_text(buffer, i ? ",\n    {" : "\n    {");
    ayes_json_add_member(buffer, "id", facts->questions[i].id);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_count(buffer, "records", facts->questions[i].records);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_count(buffer, "ticked", facts->questions[i].ticked);
    ayes_buffer_add_byte(buffer, '}');
  }
  ayes_buffer_add_text(buffer, "]\n}\n");
}
