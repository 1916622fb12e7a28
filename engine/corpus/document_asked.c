/* SPDX-License-Identifier: MIT
 *
 * "We asked, you said, we did": as the headings of a table's columns, or as headings in running
 * text, as often as there were questions. Either becomes the table of questions, answers and
 * replies that the importer knows, its questions numbered in order; an item of a list under "you
 * said" is a view of its own. O(bytes).
 */
#include "corpus/document_parts.h"

typedef enum part { PART_NONE, PART_ASKED, PART_SAID, PART_DID, PART_COUNT } part;

typedef struct asked_reader {
  ayes_document_draft *draft;
  ayes_document_line_list lines; /* the new ones */
  size_t questions;
  bool is_first; /* the next line of the question is its first one */
  part part;
} asked_reader;

/* Which heading the text is, if it is one: no more than its two words, and marks. */
static part part_of(ayes_span text) {
  static const struct {
    const char *words;
    part part;
  } headings[] = {
      {"we asked", PART_ASKED},     {"what we asked", PART_ASKED}, {"you said", PART_SAID},
      {"what you said", PART_SAID}, {"you told us", PART_SAID},    {"we did", PART_DID},
      {"what we did", PART_DID},    {"we will", PART_DID},         {"our response", PART_DID}};
  while (text.length && strchr(":.,*-", text.data[text.length - 1])) text.length--;
  for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
    if (ayes_span_equal_ignoring_case(ayes_span_trim(text), ayes_span_of(headings[i].words)))
      return headings[i].part;
  return PART_NONE;
}

/* A row of question, answer and reply with the text in one of them. */
static ayes_status add_cell(asked_reader *it, size_t number, size_t column, ayes_span text,
                            ayes_error *error) {
  ayes_document_line *line = ayes_array_add(&it->lines, error);
  ayes_span *cells =
      line ? ayes_arena_new_zeroed(&it->draft->document->arena, 3, sizeof *cells, error) : NULL;
  if (!cells) return AYES_NO_MEMORY;
  for (size_t i = 0; i < 3; i++) cells[i] = ayes_span_make("", 0);
  cells[column] = text;
  *line = (ayes_document_line){.number = number,
                               .cells = cells,
                               .cell_count = text.length ? 3 : 0,
                               .length = text.length,
                               .has_tabs = true};
  return AYES_OK;
}

static ayes_status add_heading(asked_reader *it, size_t number, ayes_error *error) {
  static const ayes_span cells[] = {{"Question", 8}, {"Answers", 7}, {"Response", 8}};
  ayes_document_line *line = ayes_array_add(&it->lines, error);
  if (!line) return AYES_NO_MEMORY;
  *line = (ayes_document_line){
      .number = number, .cells = cells, .cell_count = 3, .length = 23, .has_tabs = true};
  return AYES_OK;
}

/* The question with its number before it, which later lines of it have not. */
static ayes_status add_question(asked_reader *it, size_t number, ayes_span text,
                                ayes_error *error) {
  ayes_document_number found;
  ayes_buffer numbered = {0};
  if (!it->is_first || ayes_document_question_number(text, false, &found)) {
    it->is_first = false;
    return add_cell(it, number, 0, text, error);
  }
  it->is_first = false;
  ayes_buffer_add_format(&numbered, "Q%zu. ", ++it->questions);
  ayes_buffer_add(&numbered, text);
  ayes_span copy = ayes_buffer_span(&numbered);
  copy.data = numbered.failed ? NULL : ayes_arena_copy(&it->draft->document->arena, copy, error);
  ayes_buffer_release(&numbered);
  return copy.data ? add_cell(it, number, 0, copy, error) : ayes_error_memory(error);
}

static ayes_status add_text(asked_reader *it, const ayes_document_line *line, part where,
                            ayes_span text, ayes_error *error) {
  if (!text.length) return AYES_OK;
  if (where == PART_ASKED) return add_question(it, line->number, text, error);
  if (where == PART_SAID) text = ayes_span_from(text, ayes_document_bullet(text));
  return add_cell(it, line->number, where == PART_SAID ? 1 : 2, text, error);
}

static ayes_status keep_line(asked_reader *it, const ayes_document_line *line, ayes_error *error) {
  ayes_document_line *copy = ayes_array_add(&it->lines, error);
  if (!copy) return AYES_NO_MEMORY;
  *copy = *line;
  return AYES_OK;
}

/* ---- running text ---- */

static ayes_status read_line(asked_reader *it, const ayes_document_line *line, ayes_error *error) {
  ayes_span only = ayes_document_only_cell(line);
  part found = part_of(only);
  if (found == PART_NONE && it->part == PART_NONE) return keep_line(it, line, error);
  if (found != PART_NONE) {
    ayes_status status =
        it->part == PART_NONE && !it->questions ? add_heading(it, line->number, error) : AYES_OK;
    it->part = found;
    it->is_first = found == PART_ASKED;
    return status;
  }
  if (line->cell_count == 0) return keep_line(it, line, error);
  if (line->is_heading) return AYES_OK; /* of the next question: a name, and nobody's words */
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < line->cell_count && status == AYES_OK; i++)
    status = add_text(it, line, it->part, line->cells[i], error);
  return status;
}

/* ---- tables ---- */

/* The columns of a heading row with all three. */
static bool read_columns(const ayes_document_line *line, size_t columns[PART_COUNT]) {
  size_t found = 0;
  for (size_t i = 0; i < line->cell_count; i++) {
    part one = part_of(line->cells[i]);
    if (one == PART_NONE) continue;
    columns[one] = i;
    found |= (size_t)1 << one;
  }
  return found == (1U << PART_ASKED | 1U << PART_SAID | 1U << PART_DID);
}

static ayes_status read_row(asked_reader *it, const ayes_document_line *line,
                            const size_t columns[PART_COUNT], ayes_error *error) {
  ayes_status status = AYES_OK;
  it->is_first = true;
  for (part one = PART_ASKED; one < PART_COUNT && status == AYES_OK; one++)
    status = add_text(it, line, one, ayes_document_cell(line, columns[one]), error);
  return status;
}

/* ---- the whole ---- */

/* Whether the document has this form: all three headings, as a row or one after the other. */
static bool find_form(const ayes_document_line_list *lines, size_t *table,
                      size_t columns[PART_COUNT]) {
  part last = PART_NONE;
  for (*table = 0; *table < lines->count; ++*table)
    if (read_columns(&lines->items[*table], columns)) return true;
  for (size_t i = 0; i < lines->count; i++) {
    part found = part_of(ayes_document_only_cell(&lines->items[i]));
    if (found == last + 1) last = found;
    if (last == PART_DID) return true;
  }
  return false;
}

ayes_status ayes_document_asked_read(ayes_document_draft *draft, ayes_error *error) {
  asked_reader it = {.draft = draft};
  size_t table, columns[PART_COUNT] = {0};
  ayes_status status = AYES_OK;
  if (!find_form(&draft->lines, &table, columns)) return AYES_OK;
  for (size_t i = 0; i < draft->lines.count && status == AYES_OK; i++) {
    const ayes_document_line *line = &draft->lines.items[i];
    if (table == draft->lines.count) status = read_line(&it, line, error);
    else if (i == table) status = add_heading(&it, line->number, error);
    else if (i > table && line->has_tabs) status = read_row(&it, line, columns, error);
    else status = keep_line(&it, line, error);
  }
  ayes_document_line_list old = draft->lines;
  draft->lines = it.lines;
  ayes_array_release(&old);
  return status;
}
