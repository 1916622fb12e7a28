/* SPDX-License-Identifier: MIT
 *
 * A survey tool's export: every column with its role and the reason for it, then the questions they
 * make. What does not fit the width is wrapped or cut, never run over.
 */
#include "report/inspect.h"
#include "report/parts.h"
#include "report/result.h"
#include "report/terminal.h"

enum { NUMBER = 5, ROLE = 13, FILL = 8, LEAST_NAME = 18, MOST_NAME = 44, WIDTH = 78, OPTIONS = 12 };

typedef struct layout {
  ayes_buffer *buffer;
  bool colour;
  size_t width, name; /* columns */
} layout;

static layout lay_out(const ayes_columns_facts *facts, bool colour, size_t width,
                      ayes_buffer *buffer) {
  layout it = {buffer, colour, width ? width : WIDTH, LEAST_NAME};
  size_t most = it.width / 3 < MOST_NAME ? it.width / 3 : MOST_NAME;
  for (size_t i = 0; i < facts->mapping->column_count; i++) {
    size_t needed = ayes_terminal_width(facts->mapping->columns[i].name) + 2;
    if (needed > it.name) it.name = needed;
  }
  if (it.name > most) it.name = most > LEAST_NAME ? most : LEAST_NAME;
  return it;
}

static size_t percent(size_t part, size_t whole) {
  return whole ? (part * 100 + whole / 2) / whole : 0;
}

/* ---- the file ---- */

static void add_rows(const ayes_columns_facts *facts, ayes_buffer *buffer) {
  const ayes_wide_counts *counts = &facts->counts;
  ayes_buffer_add_format(buffer, "  rows    %zu", counts->rows);
  if (counts->bad) ayes_buffer_add_format(buffer, ", %zu cannot be read", counts->bad);
  if (counts->headers_again)
    ayes_buffer_add_format(buffer, ", %zu repeat the header", counts->headers_again);
  if (counts->partial) ayes_buffer_add_format(buffer, ", %zu not finished", counts->partial);
  if (counts->preview) ayes_buffer_add_format(buffer, ", %zu previews", counts->preview);
  if (counts->spam) ayes_buffer_add_format(buffer, ", %zu spam", counts->spam);
  ayes_buffer_add_format(
      buffer, "\n  answers %zu: one for each of %zu row%s and %zu open question%s\n",
      counts->read * counts->questions, counts->read, counts->read == 1 ? "" : "s",
      counts->questions, counts->questions == 1 ? "" : "s");
}

static void add_front(const layout *it, const ayes_columns_facts *facts) {
  const ayes_mapping *mapping = facts->mapping;
  ayes_terminal_add(it->buffer, ayes_span_of(facts->path));
  ayes_buffer_add_format(it->buffer, ": survey export (%s, %s), %zu columns\n", facts->format,
                         facts->encoding, mapping->column_count);
  ayes_buffer_add_text(it->buffer, "  tool    ");
  ayes_buffer_add_text(it->buffer, ayes_preset_title(mapping->preset));
  ayes_buffer_add_text(it->buffer, ": ");
  ayes_terminal_add_wrapped(it->buffer, mapping->preset_why, 10, it->width);
  ayes_buffer_add_format(it->buffer, "  header  %zu row%s: ", mapping->header_rows,
                         mapping->header_rows == 1 ? "" : "s");
  ayes_terminal_add_wrapped(it->buffer, mapping->header_why, 10, it->width);
  add_rows(facts, it->buffer);
}

/* ---- columns ---- */

static void add_heading(const layout *it) {
  ayes_buffer_add_byte(it->buffer, '\n');
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_FAINT);
  ayes_terminal_add_cell(it->buffer, ayes_span_of("   #"), NUMBER);
  ayes_buffer_add_byte(it->buffer, ' ');
  ayes_terminal_add_cell(it->buffer, ayes_span_of("column"), it->name);
  ayes_terminal_add_cell(it->buffer, ayes_span_of("role"), ROLE);
  ayes_buffer_add_text(it->buffer, " filled  why, and commonest cells");
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_NONE);
  ayes_buffer_add_byte(it->buffer, '\n');
}

static bool has_examples(const ayes_column *column) {
  return column->filled && column->role != AYES_COLUMN_RESPONDENT;
}

/* Names and e-mail addresses are not shown. */
static void add_examples(const layout *it, const ayes_column *column, size_t indent) {
  ayes_buffer joined = {0};
  if (!has_examples(column)) return;
  for (size_t i = 0; i < AYES_COLUMN_EXAMPLES && column->examples[i].length; i++) {
    if (i) ayes_buffer_add_text(&joined, " | ");
    ayes_buffer_add(&joined, column->examples[i]);
  }
  ayes_buffer_add_repeated(it->buffer, ' ', indent);
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_FAINT);
  ayes_span text = ayes_buffer_span(&joined);
  size_t room = it->width > indent + 10 ? it->width - indent : 10;
  bool fits = ayes_terminal_width(text) <= room;
  if (fits) ayes_terminal_add(it->buffer, text);
  else ayes_terminal_add_cell(it->buffer, text, room);
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_NONE);
  ayes_buffer_add_byte(it->buffer, '\n');
  it->buffer->failed |= joined.failed;
  ayes_buffer_release(&joined);
}

static void add_column(const layout *it, const ayes_columns_facts *facts, size_t index) {
  const ayes_column *column = &facts->mapping->columns[index];
  bool is_main = column->role == AYES_COLUMN_OPEN || column->role == AYES_COLUMN_CLOSED;
  size_t indent = NUMBER + 1 + it->name + ROLE + FILL;
  bool is_narrow = indent + 24 > it->width;
  ayes_terminal_add_count(it->buffer, index + 1, NUMBER - 1);
  ayes_buffer_add_text(it->buffer, "  ");
  ayes_span name = column->name.length ? column->name : ayes_span_of("(no name)");
  ayes_terminal_add_cell(it->buffer, name, it->name - 1);
  ayes_buffer_add_byte(it->buffer, ' ');
  ayes_terminal_style(it->buffer, it->colour, is_main ? AYES_STYLE_STRONG : AYES_STYLE_NONE);
  ayes_terminal_add_cell(it->buffer, ayes_span_of(ayes_column_role_name(column->role)), ROLE);
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_NONE);
  ayes_terminal_add_count(it->buffer, percent(column->filled, facts->counts.read), FILL - 4);
  ayes_buffer_add_text(it->buffer, is_narrow ? " %\n" : " %  ");
  if (is_narrow) {
    indent = NUMBER + 1;
    ayes_buffer_add_repeated(it->buffer, ' ', indent);
  }
  ayes_terminal_add_wrapped(it->buffer, column->why, indent, it->width);
  add_examples(it, column, indent);
}

/* ---- questions ---- */

static void add_options(const layout *it, const ayes_mapped_question *question) {
  ayes_buffer joined = {0};
  if (!question->option_count) return;
  for (size_t i = 0; i < question->option_count && i < OPTIONS; i++) {
    if (i) ayes_buffer_add_text(&joined, "; ");
    ayes_buffer_add(&joined, question->options[i].text);
    if (question->options[i].meaning.length == 0) continue;
    ayes_buffer_add_text(&joined, " = ");
    ayes_buffer_add(&joined, question->options[i].meaning);
  }
  if (question->option_count > OPTIONS) ayes_buffer_add_text(&joined, "; ...");
  ayes_buffer_add_repeated(it->buffer, ' ', 4);
  ayes_terminal_add_wrapped(it->buffer, ayes_buffer_span(&joined), 4, it->width);
  it->buffer->failed |= joined.failed;
  ayes_buffer_release(&joined);
}

static void add_question(const layout *it, const ayes_mapping *mapping, size_t index) {
  const ayes_mapped_question *question = &mapping->questions[index];
  ayes_buffer_add_text(it->buffer, "\n  ");
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_STRONG);
  ayes_terminal_add(it->buffer, question->id);
  ayes_terminal_style(it->buffer, it->colour, AYES_STYLE_NONE);
  ayes_buffer_add_text(it->buffer, question->is_open ? "  open" : "  closed");
  if (question->is_multiple) ayes_buffer_add_text(it->buffer, ", several can be ticked");
  if (question->row_count)
    ayes_buffer_add_format(it->buffer, ", a grid of %zu rows", question->row_count);
  if (question->about) {
    ayes_buffer_add_text(it->buffer, ", explains ");
    ayes_terminal_add(it->buffer, mapping->questions[question->about - 1].id);
  }
  ayes_buffer_add_byte(it->buffer, '\n');
  if (question->text.length) {
    ayes_buffer_add_repeated(it->buffer, ' ', 4);
    ayes_terminal_add_wrapped(it->buffer, question->text, 4, it->width);
  }
  if (question->why.length) {
    ayes_buffer_add_text(it->buffer, "    (");
    ayes_terminal_add(it->buffer, question->why);
    ayes_buffer_add_text(it->buffer, ")\n");
  }
  add_options(it, question);
}

void ayes_inspect_columns_text(const ayes_columns_facts *facts, bool colour, size_t width,
                               ayes_buffer *buffer) {
  layout it = lay_out(facts, colour, width, buffer);
  add_front(&it, facts);
  add_heading(&it);
  for (size_t i = 0; i < facts->mapping->column_count; i++) add_column(&it, facts, i);
  for (size_t i = 0; i < facts->mapping->question_count; i++) add_question(&it, facts->mapping, i);
}

/* ---- CSV ---- */

static void add_cell(ayes_buffer *buffer, ayes_span text) {
  ayes_buffer_add_byte(buffer, ',');
  ayes_csv_add_cell(buffer, text);
}

void ayes_inspect_columns_csv(const ayes_columns_facts *facts, ayes_buffer *buffer) {
  const ayes_mapping *mapping = facts->mapping;
  ayes_buffer_add_text(buffer,
                       "column,name,role,question,about,rows,filled,distinct,why,example\r\n");
  for (size_t i = 0; i < mapping->column_count; i++) {
    const ayes_column *column = &mapping->columns[i];
    const ayes_mapped_question *question =
        column->question ? &mapping->questions[column->question - 1] : NULL;
    ayes_span none = ayes_span_make(NULL, 0);
    ayes_buffer_add_size(buffer, i + 1);
    add_cell(buffer, column->name);
    add_cell(buffer, ayes_span_of(ayes_column_role_name(column->role)));
    add_cell(buffer, question ? question->id : none);
    add_cell(buffer,
             question && question->about ? mapping->questions[question->about - 1].id : none);
    ayes_buffer_add_format(buffer, ",%zu,%zu,%zu", facts->counts.read, column->filled,
                           column->distinct);
    add_cell(buffer, column->why);
    add_cell(buffer, has_examples(column) ? column->examples[0] : none);
    ayes_buffer_add_text(buffer, "\r\n");
  }
}
