/* SPDX-License-Identifier: MIT
 *
 * Numbered comments with the office's reply beside each, under section headings.
 *
 * A row whose first cell is a number begins a comment. A row with an empty first cell goes on with
 * the comment and the reply before it, over blank lines and page breaks. A row or line with nothing
 * but a short title is a section. What a row cannot tell by itself (a number torn from its text, a
 * page number, a lost number) is told by the number of the next numbered row. O(bytes).
 */
#include "corpus/document_parts.h"

enum { HEADING_WORDS = 16, MISREAD_BYTES = 3 };

typedef struct comment_reader {
  ayes_document_draft *draft;
  size_t comment, reply; /* columns */
  bool is_numbered;      /* the first column holds numbers */
  size_t *next_numbers;  /* by line: the number of the next numbered row, 0 for none */
  size_t last_number;
  bool reply_was_last; /* the last cell read with text was a reply */
  bool in_table;       /* the heading row or a comment has been seen */
} comment_reader;

static size_t leading_number(ayes_span digits) {
  size_t value = 0, end = 0;
  while (end < digits.length && ayes_byte_is_digit(digits.data[end])) end++;
  ayes_span_to_size(ayes_span_slice(digits, 0, end), &value);
  return value;
}

/* Whether the line is a row with a number in its first cell and text in another. */
static bool is_numbered_row(const ayes_document_line *line, ayes_span *digits) {
  return line->has_tabs && ayes_document_comment_number(line->cells[0], digits) &&
         line->length > line->cells[0].length;
}

static ayes_document_draft_answer *last_answer(comment_reader *reader) {
  size_t count = reader->draft->answers.count;
  if (!count) return NULL;
  ayes_document_draft_answer *answer = &reader->draft->answers.items[count - 1];
  return answer->question + 1 == reader->draft->questions.count ? answer : NULL;
}

static bool is_open(const ayes_document_passage *passage) {
  return passage->last && ayes_document_is_unfinished(passage->last->text);
}

/* ---- sections ---- */

/* Small letters and digits, one hyphen for all else: "PCC GRANT" is "pcc-grant". */
static ayes_status make_section_id(ayes_span heading, ayes_arena *arena, ayes_span *id,
                                   ayes_error *error) {
  char *text = ayes_arena_new(arena, heading.length + 1, error);
  size_t length = 0;
  if (!text) return AYES_NO_MEMORY;
  for (size_t i = 0; i < heading.length; i++) {
    char byte = heading.data[i];
    if (ayes_byte_is_letter(byte) || ayes_byte_is_digit(byte) || (unsigned char)byte >= 0x80)
      text[length++] = ayes_byte_to_lower(byte);
    else if (length && text[length - 1] != '-') text[length++] = '-';
  }
  while (length && text[length - 1] == '-') length--;
  *id = ayes_span_make(text, length);
  return AYES_OK;
}

static ayes_span without_continued(ayes_span heading) {
  static const char *const ends[] = {"(continued)", "continued", "(cont)", "(cont.)", "(cont'd)"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    size_t length = strlen(ends[i]);
    if (heading.length <= length) continue;
    ayes_span end = ayes_span_from(heading, heading.length - length);
    if (ayes_span_equal_ignoring_case(end, ayes_span_of(ends[i])))
      return ayes_span_trim(ayes_span_slice(heading, 0, heading.length - length));
  }
  return heading;
}

static ayes_status add_section(comment_reader *reader, ayes_span heading, ayes_error *error) {
  ayes_document_draft *draft = reader->draft;
  ayes_arena *arena = &draft->document->arena;
  ayes_span id;
  uint32_t name;
  heading = without_continued(heading);
  ayes_status status = make_section_id(heading, arena, &id, error);
  if (status != AYES_OK) return status;
  if (draft->questions.count &&
      ayes_span_equal(draft->questions.items[draft->questions.count - 1].id, id))
    return AYES_OK;
  if (ayes_names_find(&draft->ids, id)) { /* the same title for another part of the document */
    ayes_buffer unique = {0};
    ayes_buffer_add(&unique, id);
    ayes_buffer_add_format(&unique, "-%zu", draft->questions.count + 1);
    id.length = unique.length;
    id.data = unique.failed ? NULL : ayes_arena_copy(arena, ayes_buffer_span(&unique), error);
    ayes_buffer_release(&unique);
    if (!id.data) return ayes_error_memory(error);
  }
  ayes_document_draft_question *section = ayes_document_add_question(draft, error);
  if (!section) return AYES_NO_MEMORY;
  section->id = id;
  status = ayes_names_add(&draft->ids, id, &name, error);
  if (status != AYES_OK) return status;
  return ayes_document_passage_add(&section->text, arena, heading, AYES_JOIN_SPACE, error);
}

/* ---- comments ---- */

/* The number, or where it was used already, the section and the number, or the line as well. */
static ayes_status make_comment_id(comment_reader *reader, ayes_span digits, size_t line,
                                   ayes_span *id, ayes_error *error) {
  ayes_document_draft *draft = reader->draft;
  ayes_buffer buffer = {0};
  uint32_t name;
  ayes_buffer_add(&buffer, digits);
  if (ayes_names_find(&draft->ids, digits)) {
    ayes_buffer_clear(&buffer);
    ayes_buffer_add(&buffer, draft->questions.items[draft->questions.count - 1].id);
    ayes_buffer_add_byte(&buffer, '-');
    ayes_buffer_add(&buffer, digits);
    if (ayes_names_find(&draft->ids, ayes_buffer_span(&buffer)))
      ayes_buffer_add_format(&buffer, "-line-%zu", line);
  }
  ayes_status status = buffer.failed ? ayes_error_memory(error) : AYES_OK;
  *id = ayes_buffer_span(&buffer);
  if (status == AYES_OK) {
    status = ayes_names_add(&draft->ids, *id, &name, error);
    id->data = ayes_arena_copy(&draft->document->arena, *id, error);
    if (!id->data) status = AYES_NO_MEMORY;
  }
  ayes_buffer_release(&buffer);
  return status;
}

/* A dash after words that break off is no bullet. */
static bool goes_on_with_dash(const ayes_document_passage *passage, ayes_span text) {
  bool is_dash = ayes_span_starts_with(text, ayes_span_of("-")) ||
                 ayes_span_starts_with(text, ayes_span_of("\xE2\x80\x93"));
  return is_dash && is_open(passage) && passage->last->join != AYES_JOIN_BULLET &&
         !ayes_span_ends_with(passage->last->text, ayes_span_of(";"));
}

static ayes_status add_to(comment_reader *reader, bool to_reply, ayes_span text,
                          ayes_error *error) {
  ayes_document_draft_answer *answer = last_answer(reader);
  if (!answer || text.length == 0) return AYES_OK;
  ayes_document_passage *passage = to_reply ? &answer->reply : &answer->text;
  size_t bullet = goes_on_with_dash(passage, text) ? 0 : ayes_document_bullet(text);
  reader->reply_was_last = to_reply;
  return ayes_document_passage_add(passage, &reader->draft->document->arena,
                                   ayes_span_from(text, bullet),
                                   bullet ? AYES_JOIN_BULLET : AYES_JOIN_SPACE, error);
}

static ayes_status add_comment(comment_reader *reader, ayes_span digits, size_t line,
                               ayes_error *error) {
  ayes_span id;
  ayes_status status = AYES_OK;
  if (!reader->draft->questions.count)
    status = add_section(reader, ayes_span_of("Comments"), error);
  if (status == AYES_OK) status = make_comment_id(reader, digits, line, &id, error);
  if (status != AYES_OK) return status;
  ayes_document_draft_answer *answer = ayes_document_add_answer(reader->draft, line, error);
  if (!answer) return AYES_NO_MEMORY;
  answer->id = id;
  reader->last_number = leading_number(digits);
  reader->in_table = true;
  return AYES_OK;
}

/* A comment whose number was lost takes the one that is missing. */
static ayes_status add_unnumbered(comment_reader *reader, size_t line, ayes_error *error) {
  ayes_buffer digits = {0};
  ayes_buffer_add_size(&digits, reader->last_number + 1);
  ayes_status status = digits.failed ? ayes_error_memory(error)
                                     : add_comment(reader, ayes_buffer_span(&digits), line, error);
  ayes_buffer_release(&digits);
  return status;
}

/* All cells of the row from first on: those before the reply's column are the comment's. */
static ayes_status add_cells(comment_reader *reader, const ayes_document_line *line, size_t first,
                             size_t reply, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = first; i < line->cell_count && status == AYES_OK; i++)
    status = add_to(reader, i >= reply, line->cells[i], error);
  return status;
}

/* ---- what a line is ---- */

static bool is_all_capitals(ayes_span text) {
  size_t capitals = 0;
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] >= 'a' && text.data[i] <= 'z') return false;
    capitals += text.data[i] >= 'A' && text.data[i] <= 'Z';
  }
  return capitals >= 2;
}

static bool can_be_heading(ayes_span text) {
  if (!text.length || ayes_document_word_count(text) > HEADING_WORDS) return false;
  if (ayes_document_starts_small(text) || ayes_document_bullet(text)) return false;
  char last = text.data[text.length - 1];
  return last != '.' && last != ',' && last != ';' && last != '?';
}

static bool is_last_complete(comment_reader *reader) {
  const ayes_document_draft_answer *answer = last_answer(reader);
  return !answer || (answer->text.last && answer->reply.last && !is_open(&answer->text));
}

static bool is_followed_by_number(const comment_reader *reader, size_t index) {
  const ayes_document_line_list *lines = &reader->draft->lines;
  ayes_span digits;
  for (size_t i = index + 1; i < lines->count && i < index + 4; i++) {
    if (lines->items[i].cell_count == 0) continue;
    return is_numbered_row(&lines->items[i], &digits);
  }
  return false;
}

static bool is_section(comment_reader *reader, size_t index) {
  const ayes_document_line *line = &reader->draft->lines.items[index];
  ayes_span only = ayes_document_only_cell(line);
  if (!can_be_heading(only)) return false;
  bool stands_first = line->cells[0].length > 0, is_capital = is_all_capitals(only);
  if (stands_first && (line->is_heading || is_capital || (line->has_tabs && reader->is_numbered)))
    return true;
  return (is_capital || stands_first) && is_last_complete(reader) &&
         is_followed_by_number(reader, index);
}

/* "12. text" or "12 text" in one cell, when 12 is the number that is due. */
static bool has_due_number(const comment_reader *reader, ayes_span cell, ayes_span *digits,
                           ayes_span *rest) {
  size_t end = 0;
  while (end < cell.length && end < 6 && ayes_byte_is_digit(cell.data[end])) end++;
  *digits = ayes_span_slice(cell, 0, end);
  if (end == 0 || leading_number(*digits) != reader->last_number + 1) return false;
  if (end < cell.length && strchr(".)", cell.data[end])) end++;
  *rest = ayes_span_trim(ayes_span_from(cell, end));
  return end < cell.length && ayes_byte_is_space(cell.data[end]) && rest->length &&
         !ayes_document_starts_small(*rest) && ayes_byte_is_letter(rest->data[0]);
}

/* Whether one number is missing between the last comment and the next numbered row. */
static bool number_is_missing(const comment_reader *reader, size_t index) {
  return reader->is_numbered && reader->next_numbers[index] == reader->last_number + 2;
}

static ayes_status read_merged_row(comment_reader *reader, const ayes_document_line *line,
                                   ayes_span digits, ayes_span rest, ayes_error *error) {
  ayes_status status = add_comment(reader, digits, line->number, error);
  if (status == AYES_OK) status = add_to(reader, false, rest, error);
  if (status == AYES_OK) status = add_cells(reader, line, 1, 1, error);
  return status;
}

/* Text in the first cell that is no number: the number was misread, or a tab was lost. */
static ayes_status read_shifted_row(comment_reader *reader, size_t index, ayes_error *error) {
  const ayes_document_line *line = &reader->draft->lines.items[index];
  ayes_span digits, rest;
  if (has_due_number(reader, line->cells[0], &digits, &rest))
    return read_merged_row(reader, line, digits, rest, error);
  bool is_misread = line->cells[0].length <= MISREAD_BYTES;
  bool is_full = ayes_document_cell(line, reader->comment).length &&
                 ayes_document_cell(line, reader->reply).length;
  ayes_status status = AYES_OK;
  if (is_misread || is_full || number_is_missing(reader, index))
    status = add_unnumbered(reader, line->number, error);
  if (status != AYES_OK) return status;
  if (is_misread || is_full) return add_cells(reader, line, 1, reader->reply, error);
  return add_cells(reader, line, 0, 1, error);
}

static ayes_status read_row(comment_reader *reader, size_t index, ayes_error *error) {
  const ayes_document_line *line = &reader->draft->lines.items[index];
  ayes_span digits;
  ayes_status status = AYES_OK;
  if (is_numbered_row(line, &digits)) {
    status = add_comment(reader, digits, line->number, error);
    return status == AYES_OK ? add_cells(reader, line, 1, reader->reply, error) : status;
  }
  if (line->cells[0].length) return read_shifted_row(reader, index, error);
  bool is_new =
      ayes_document_cell(line, reader->comment).length &&
      (!last_answer(reader) || (is_last_complete(reader) && number_is_missing(reader, index) &&
                                !ayes_document_starts_small(line->cells[reader->comment])));
  if (is_new) status = add_unnumbered(reader, line->number, error);
  return status == AYES_OK ? add_cells(reader, line, 1, reader->reply, error) : status;
}

/* Without numbers, each row with a comment is one, unless it goes on with a torn sentence. */
static ayes_status read_plain_row(comment_reader *reader, size_t index, ayes_error *error) {
  const ayes_document_line *line = &reader->draft->lines.items[index];
  ayes_span comment = ayes_document_cell(line, reader->comment);
  const ayes_document_draft_answer *answer = last_answer(reader);
  bool goes_on = answer && is_open(&answer->text) && ayes_document_starts_small(comment);
  ayes_status status = AYES_OK;
  if (comment.length && !goes_on) status = add_unnumbered(reader, line->number, error);
  return status == AYES_OK ? add_cells(reader, line, reader->comment, reader->reply, error)
                           : status;
}

/* A line without tabs: the last cell goes on, unless only the other one was left open. */
static ayes_status read_text(comment_reader *reader, size_t index, ayes_error *error) {
  const ayes_document_line *line = &reader->draft->lines.items[index];
  ayes_span text = line->cells[0], digits, rest;
  if (reader->is_numbered && has_due_number(reader, text, &digits, &rest) &&
      reader->next_numbers[index] != reader->last_number + 1)
    return read_merged_row(reader, line, digits, rest, error);
  const ayes_document_draft_answer *answer = last_answer(reader);
  if (!answer) return AYES_OK;
  bool to_reply = reader->reply_was_last;
  if (ayes_document_starts_small(text) && is_open(&answer->text) != is_open(&answer->reply))
    to_reply = is_open(&answer->reply);
  return add_to(reader, to_reply, text, error);
}

/* Whether the next line with text is a row that lacks its number and begins a sentence. */
static bool is_followed_by_comment(const comment_reader *reader, size_t index) {
  const ayes_document_line_list *lines = &reader->draft->lines;
  for (size_t i = index + 1; i < lines->count && i < index + 4; i++) {
    const ayes_document_line *line = &lines->items[i];
    if (line->cell_count == 0) continue;
    ayes_span comment = ayes_document_cell(line, reader->comment);
    return line->cells[0].length == 0 && comment.length && !ayes_document_starts_small(comment);
  }
  return false;
}

/* A number alone on a line is a comment's when it is due and no numbered row has it: either the
 * next numbered row has the one after it, or what follows is a comment without a number. */
static bool is_lone_number(comment_reader *reader, size_t index, ayes_span *digits) {
  const ayes_document_line *line = &reader->draft->lines.items[index];
  ayes_span only = ayes_document_only_cell(line);
  if (!reader->is_numbered || !only.length || !line->cells[0].length ||
      !ayes_document_comment_number(only, digits))
    return false;
  size_t value = leading_number(*digits), next = reader->next_numbers[index];
  if (value != reader->last_number + 1 || next == value) return false;
  return next == value + 1 || (is_last_complete(reader) && is_followed_by_comment(reader, index));
}

static ayes_status read_line(comment_reader *reader, size_t index, ayes_error *error) {
  ayes_document_draft *draft = reader->draft;
  const ayes_document_line *line = &draft->lines.items[index];
  ayes_span digits, only = ayes_document_only_cell(line);
  if (is_lone_number(reader, index, &digits))
    return add_comment(reader, digits, line->number, error);
  if (only.length && ayes_document_comment_number(only, &digits)) return AYES_OK;
  if (ayes_document_is_furniture(draft, line)) return AYES_OK;
  bool is_front = draft->header.is_found && index < draft->header.line;
  if (is_section(reader, index)) {
    bool is_title = !draft->document->title.length && !reader->in_table;
    if (is_title || (is_front && !reader->in_table)) {
      if (is_title) draft->document->title = only;
      return AYES_OK;
    }
    return add_section(reader, only, error);
  }
  if (line->has_tabs)
    return reader->is_numbered ? read_row(reader, index, error)
                               : read_plain_row(reader, index, error);
  return read_text(reader, index, error);
}

/* ---- the whole ---- */

static ayes_status count_numbers(comment_reader *reader, ayes_error *error) {
  const ayes_document_line_list *lines = &reader->draft->lines;
  size_t numbered = 0, rows = 0, next = 0;
  reader->next_numbers = ayes_memory_new_zeroed(lines->count + 1, sizeof(size_t));
  if (!reader->next_numbers) return ayes_error_memory(error);
  for (size_t i = lines->count; i-- > 0;) {
    ayes_span digits;
    reader->next_numbers[i] = next;
    rows += lines->items[i].has_tabs && !ayes_document_only_cell(&lines->items[i]).length;
    if (!is_numbered_row(&lines->items[i], &digits)) continue;
    next = leading_number(digits);
    numbered++;
  }
  reader->is_numbered = numbered * 5 >= rows;
  return AYES_OK;
}

static void choose_columns(comment_reader *reader) {
  const ayes_document_header *header = &reader->draft->header;
  reader->comment = header->answer;
  if (reader->is_numbered && reader->comment == 0) reader->comment = 1;
  reader->reply = header->reply > reader->comment && header->reply != AYES_DOCUMENT_NO_COLUMN
                      ? header->reply
                      : reader->comment + 1;
}

ayes_status ayes_document_gather_comments(ayes_document_draft *draft, ayes_error *error) {
  comment_reader reader = {.draft = draft};
  ayes_status status = count_numbers(&reader, error);
  if (status == AYES_OK) choose_columns(&reader);
  for (size_t i = 0; i < draft->lines.count && status == AYES_OK; i++) {
    if (draft->lines.items[i].cell_count == 0) continue;
    if (draft->header.is_found && i == draft->header.line) {
      reader.in_table = true;
      continue;
    }
    if (draft->header.is_found && i < draft->header.line && !draft->document->title.length)
      draft->document->title = ayes_document_only_cell(&draft->lines.items[i]);
    else status = read_line(&reader, i, error);
  }
  ayes_memory_free(reader.next_numbers);
  return status;
}
