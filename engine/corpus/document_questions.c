/* SPDX-License-Identifier: MIT
 *
 * Questions with recorded tallies, answers, and the office's response in the next column.
 *
 * A line with tabs is a row: question, answers, response. Where rows are wrapped lines of cells,
 * the question's column tells which lines belong together. A line without tabs is running text, in
 * which columns have run together; document_flow.c and document_reply.c sort it out. A question's
 * text ends where it is finished, so that the rest of a torn one is found in a heading or a line
 * with a small first letter. O(bytes).
 */
#include "corpus/document_flow.h"

enum {
  NARROW_BYTES = 60,   /* a wrapped line of the question's column */
  WRAPPED_BYTES = 130, /* no wrapped line of a cell is longer */
  REST_WORDS = 25      /* the rest of a torn question is no longer */
};

typedef struct question_reader {
  ayes_document_flow flow;
  bool is_plain;     /* numbers come without Q */
  bool text_open;    /* the question's text may go on */
  bool gap;          /* a blank line came before this one */
  size_t wrap_bytes; /* length of wrapped lines of running text, 0: one line is a paragraph */
  size_t last_row;   /* line number of the last row, 0 for none */
  size_t last_question_cell; /* the last row with text in the question's column */
  size_t piece_bytes;        /* of the last line of the row's answer */
  size_t row_bytes;          /* longest wrapped line of the row's answer, 0 while it has one line */
} question_reader;

static ayes_span question_tail(ayes_document_draft_question *question) {
  return question->text.last ? question->text.last->text : ayes_span_make(NULL, 0);
}

static bool has_question(const question_reader *reader) {
  return reader->flow.draft->questions.count > 0;
}

/* ---- questions ---- */

static ayes_status make_id(question_reader *reader, const ayes_document_number *number,
                           ayes_span *id, ayes_error *error) {
  ayes_buffer buffer = {0};
  ayes_buffer_add_byte(&buffer, 'Q');
  ayes_buffer_add(&buffer, number->digits);
  if (number->letter) ayes_buffer_add_byte(&buffer, number->letter);
  if (number->part.length) {
    ayes_buffer_add_byte(&buffer, '(');
    for (size_t i = 0; i < number->part.length; i++)
      ayes_buffer_add_byte(&buffer, ayes_byte_to_lower(number->part.data[i]));
    ayes_buffer_add_byte(&buffer, ')');
  }
  *id = ayes_buffer_span(&buffer);
  ayes_status status = buffer.failed ? ayes_error_memory(error) : AYES_OK;
  if (status == AYES_OK) {
    id->data = ayes_arena_copy(&reader->flow.draft->document->arena, *id, error);
    if (!id->data) status = AYES_NO_MEMORY;
  }
  ayes_buffer_release(&buffer);
  return status;
}

/* Whether the text begins with a question's number that can stand here: not one of the past. */
static bool starts_question(const question_reader *reader, ayes_span text,
                            ayes_document_number *number) {
  const ayes_document_draft *draft = reader->flow.draft;
  if (!ayes_document_question_number(text, reader->is_plain, number)) return false;
  const ayes_document_number *last =
      draft->questions.count ? &draft->questions.items[draft->questions.count - 1].number : NULL;
  if (!reader->is_plain) return !last || number->value >= last->value;
  if (number->value != (last ? last->value : 0) + 1 &&
      !(last && number->letter && number->value == last->value))
    return false;
  return draft->header.has_question || ayes_span_find_byte(text, '?') < text.length;
}

static bool is_same_front(ayes_span a, ayes_span b) {
  size_t length = a.length < b.length ? a.length : b.length;
  if (length > 24) length = 24;
  return length && ayes_span_equal_ignoring_case(ayes_span_slice(a, 0, length),
                                                 ayes_span_slice(b, 0, length));
}

typedef enum question_start { START_NONE, START_NEW, START_REPEATED } question_start;

/* Settles what is under the current question; next is the number of the one after it, or NULL. */
static ayes_status end_question(question_reader *reader, const ayes_document_number *next,
                                ayes_error *error) {
  if (!has_question(reader)) return AYES_OK;
  const ayes_document_number *last = &ayes_document_flow_question(&reader->flow)->number;
  reader->flow.is_last = true;
  reader->flow.answers_follow = next && last->letter && next->letter == last->letter + 1 &&
                                ayes_span_equal(last->digits, next->digits) &&
                                ayes_span_equal(last->part, next->part);
  ayes_status status = ayes_document_flow_settle(&reader->flow, error);
  reader->flow.is_last = reader->flow.answers_follow = false;
  return status;
}

/* Begins a question if the text is the start of one; *rest is what follows the number. */
static ayes_status try_question(question_reader *reader, ayes_span text, question_start *start,
                                ayes_span *rest, ayes_error *error) {
  ayes_document_draft *draft = reader->flow.draft;
  ayes_document_number number;
  ayes_span id;
  uint32_t name;
  *start = START_NONE;
  if (!starts_question(reader, text, &number)) return AYES_OK;
  ayes_status status = make_id(reader, &number, &id, error);
  if (status != AYES_OK) return status;
  *rest = ayes_span_from(text, number.length);
  if (ayes_names_find(&draft->ids, id)) {
    ayes_document_draft_question *current = ayes_document_flow_question(&reader->flow);
    bool is_repeated = ayes_span_equal(current->id, id) && current->text.first &&
                       is_same_front(current->text.first->text, *rest);
    *start = is_repeated ? START_REPEATED : START_NONE;
    return AYES_OK;
  }
  status = end_question(reader, &number, error);
  if (status == AYES_OK) status = ayes_names_add(&draft->ids, id, &name, error);
  if (status != AYES_OK) return status;
  ayes_document_draft_question *question = ayes_document_add_question(draft, error);
  if (!question) return AYES_NO_MEMORY;
  question->id = id;
  question->number = number;
  reader->flow.has_answer = false;
  reader->flow.after_reply = false;
  reader->flow.has_reply = false;
  reader->text_open = true;
  *start = START_NEW;
  return AYES_OK;
}

static ayes_status add_question_text(question_reader *reader, ayes_span text, ayes_error *error) {
  ayes_document_draft_question *question = ayes_document_flow_question(&reader->flow);
  return ayes_document_passage_add(&question->text, &reader->flow.draft->document->arena, text,
                                   AYES_JOIN_SPACE, error);
}

/* Takes tallies off the front of text and records them; a repeated option keeps its first count. */
static size_t take_tallies(question_reader *reader, ayes_span *text) {
  ayes_document_tally found[AYES_DOCUMENT_TALLY_LIMIT];
  ayes_document_draft_question *question = ayes_document_flow_question(&reader->flow);
  size_t length, count = ayes_document_tallies(*text, found, &length);
  for (size_t i = 0; i < count; i++) {
    size_t at = 0;
    while (at < question->tally_count &&
           !ayes_span_equal(question->tallies[at].option, found[i].option))
      at++;
    if (at < question->tally_count || at == AYES_DOCUMENT_TALLY_LIMIT) continue;
    question->tallies[question->tally_count++] = found[i];
  }
  if (count) *text = ayes_span_from(*text, length);
  return count;
}

/* ---- rows ---- */

static bool is_next_line(size_t before, size_t line) { return before && line == before + 1; }

/* Whether a row without text in the question's column goes on with the answer before it. */
static bool row_goes_on(question_reader *reader, size_t line, ayes_span text) {
  const ayes_document_draft_answer *answer = ayes_document_flow_last(&reader->flow);
  if (!answer || !answer->text.last) return false;
  ayes_span tail = answer->text.last->text;
  if (ayes_document_bullet(text)) return is_next_line(reader->last_row, line);
  if (ayes_document_is_unfinished(tail) && ayes_document_starts_small(text)) return true;
  if (!is_next_line(reader->last_row, line)) return false;
  bool is_wrapped = reader->row_bytes && reader->piece_bytes <= WRAPPED_BYTES &&
                    reader->piece_bytes * 20 >= reader->row_bytes * 17;
  return ayes_document_is_torn(tail) || is_wrapped;
}

static ayes_status read_answer_cell(question_reader *reader, const ayes_document_line *line,
                                    ayes_span text, bool same_row, ayes_error *error) {
  ayes_document_flow *flow = &reader->flow;
  if (!text.length) return AYES_OK;
  take_tallies(reader, &text);
  if (!text.length) return AYES_OK;
  bool goes_on = same_row ? flow->has_answer : row_goes_on(reader, line->number, text);
  if (goes_on) {
    size_t bullet = ayes_document_bullet(text);
    size_t longer = reader->piece_bytes > text.length ? reader->piece_bytes : text.length;
    if (longer > reader->row_bytes) reader->row_bytes = longer;
    reader->piece_bytes = text.length;
    return ayes_document_flow_extend(flow, ayes_span_from(text, bullet),
                                     bullet ? AYES_JOIN_BULLET : AYES_JOIN_SPACE, error);
  }
  reader->piece_bytes = text.length;
  reader->row_bytes = 0;
  return ayes_document_flow_answer(flow, line->number, text, error);
}

/* Cells of the columns from the reply's on. */
static ayes_status read_reply_cells(question_reader *reader, const ayes_document_line *line,
                                    ayes_error *error) {
  size_t column = reader->flow.draft->header.reply;
  bool is_wrapped = is_next_line(reader->last_row, line->number) && reader->flow.reply_hangs;
  ayes_status status = AYES_OK;
  for (size_t i = column; i < line->cell_count && status == AYES_OK; i++)
    status = ayes_document_flow_reply(&reader->flow, line->cells[i], is_wrapped, error);
  return status;
}

/* Whether the cell in the question's column is more of its text. */
static bool is_question_text(question_reader *reader, const ayes_document_line *line,
                             ayes_span cell) {
  ayes_span tail = question_tail(ayes_document_flow_question(&reader->flow));
  bool follows = is_next_line(reader->last_question_cell, line->number);
  if (follows && cell.length <= NARROW_BYTES) return true;
  return reader->text_open && (tail.length == 0 || ayes_document_is_unfinished(tail)) &&
         (follows || ayes_document_word_count(cell) <= REST_WORDS);
}

/* "1 <tab> Do you ...": a number in a column of its own before the question's. */
static ayes_span joined_question(question_reader *reader, const ayes_document_line *line,
                                 ayes_buffer *joined) {
  const ayes_document_header *header = &reader->flow.draft->header;
  ayes_span cell = ayes_document_cell(line, header->question), digits;
  ayes_span first = ayes_document_cell(line, 0);
  if (header->question == 0 || !first.length || !cell.length) return cell;
  bool is_number = ayes_document_comment_number(first, &digits);
  if (!is_number && !ayes_byte_is_digit(first.data[first.length > 1 ? 1 : 0])) return cell;
  ayes_buffer_add(joined, first);
  ayes_buffer_add_text(joined, is_number && ayes_span_equal(first, digits) ? ". " : " ");
  ayes_buffer_add(joined, cell);
  return ayes_buffer_span(joined);
}

static ayes_status read_text(question_reader *reader, const ayes_document_line *line,
                             ayes_span text, ayes_error *error);

/* A row whose first cell is neither a number nor a question: a tab was lost, or it is text. */
static ayes_status read_shifted_row(question_reader *reader, const ayes_document_line *line,
                                    ayes_span cell, ayes_error *error) {
  ayes_span next = ayes_document_cell(line, reader->flow.draft->header.answer);
  if (!next.length) return read_text(reader, line, cell, error);
  ayes_status status = ayes_document_flow_answer(&reader->flow, line->number, cell, error);
  return status == AYES_OK ? ayes_document_flow_reply(&reader->flow, next, false, error) : status;
}

static ayes_status read_row_cells(question_reader *reader, const ayes_document_line *line,
                                  ayes_span cell, ayes_error *error) {
  const ayes_document_header *header = &reader->flow.draft->header;
  question_start start = START_NONE;
  ayes_span rest = {NULL, 0};
  ayes_status status = AYES_OK;
  if (cell.length) status = try_question(reader, cell, &start, &rest, error);
  if (status != AYES_OK || !has_question(reader)) return status;
  bool is_text = cell.length && start == START_NONE && is_question_text(reader, line, cell);
  if (cell.length && start == START_NONE && !is_text)
    return read_shifted_row(reader, line, cell, error);
  status = ayes_document_flow_settle(&reader->flow, error);
  if (status == AYES_OK && start == START_NEW) status = add_question_text(reader, rest, error);
  if (status == AYES_OK && is_text) status = add_question_text(reader, cell, error);
  if (status == AYES_OK)
    status =
        read_answer_cell(reader, line, ayes_document_cell(line, header->answer), is_text, error);
  if (status == AYES_OK) status = read_reply_cells(reader, line, error);
  if (cell.length) reader->last_question_cell = line->number;
  reader->last_row = line->number;
  reader->flow.after_reply = false;
  return status;
}

static ayes_status read_row(question_reader *reader, const ayes_document_line *line,
                            ayes_error *error) {
  ayes_buffer joined = {0};
  ayes_span cell = joined_question(reader, line, &joined);
  if (joined.failed) return ayes_error_memory(error);
  if (joined.length) {
    cell.data = ayes_arena_copy(&reader->flow.draft->document->arena, cell, error);
    ayes_buffer_release(&joined);
    if (!cell.data) return AYES_NO_MEMORY;
  }
  return read_row_cells(reader, line, cell, error);
}

/* ---- running text ---- */

/* A numbered item of a list, where questions have numbers of another kind. */
static bool is_list_item(const question_reader *reader, ayes_span text) {
  ayes_document_number number;
  return !reader->is_plain && text.length && ayes_byte_is_digit(text.data[0]) &&
         ayes_document_question_number(text, true, &number) && number.length < text.length;
}

static ayes_status add_item(question_reader *reader, const ayes_document_line *line, ayes_span text,
                            ayes_document_join join, ayes_error *error) {
  ayes_document_flow *flow = &reader->flow;
  ayes_document_block *last =
      flow->blocks.count ? &flow->blocks.items[flow->blocks.count - 1] : NULL;
  if (!last || last->kind != AYES_BLOCK_BULLETS)
    last = ayes_document_flow_block(flow, AYES_BLOCK_BULLETS, line->number, error);
  if (!last) return AYES_NO_MEMORY;
  return ayes_document_passage_add(&last->text, &flow->draft->document->arena, text, join, error);
}

/* Whether the line before was cut by the page's width, so that this one goes on with it. */
static bool is_wrapped_line(const question_reader *reader, ayes_span text) {
  const ayes_document_flow *flow = &reader->flow;
  if (reader->gap || !flow->blocks.count) return false;
  ayes_span tail = flow->blocks.items[flow->blocks.count - 1].text.last->text;
  if (ayes_document_starts_small(text) && ayes_document_is_unfinished(tail)) return true;
  return reader->wrap_bytes && tail.length * 4 >= reader->wrap_bytes * 3;
}

static ayes_status add_paragraph(question_reader *reader, const ayes_document_line *line,
                                 ayes_span text, ayes_error *error) {
  ayes_document_flow *flow = &reader->flow;
  ayes_arena *arena = &flow->draft->document->arena;
  bool is_title = line->is_heading && !ayes_document_starts_small(text);
  if (!is_title && is_wrapped_line(reader, text))
    return ayes_document_passage_add(&flow->blocks.items[flow->blocks.count - 1].text, arena, text,
                                     AYES_JOIN_SPACE, error);
  ayes_document_block *block = ayes_document_flow_block(
      flow, is_title ? AYES_BLOCK_HEADING : AYES_BLOCK_PARAGRAPH, line->number, error);
  if (!block) return AYES_NO_MEMORY;
  return ayes_document_passage_add(&block->text, arena, text, AYES_JOIN_SPACE, error);
}

/* Whether the text is the rest of a question that was torn. */
static bool is_rest_of_question(question_reader *reader, const ayes_document_line *line,
                                ayes_span text) {
  if (!reader->text_open || reader->flow.blocks.count || reader->flow.after_reply) return false;
  ayes_span tail = question_tail(ayes_document_flow_question(&reader->flow));
  if (tail.length && !ayes_document_is_unfinished(tail)) return false;
  if (ayes_document_bullet(text)) return false;
  if (tail.length == 0 || (!reader->gap && !reader->flow.has_answer)) return true;
  bool asks = text.data[text.length - 1] == '?';
  return ayes_document_word_count(text) <= REST_WORDS &&
         (ayes_document_starts_small(text) || (line->is_heading && asks) ||
          ayes_document_is_torn(tail));
}

/* Tallies in running text stand before the answers, or have a line to themselves; what follows them
 * in the line is the next column's, the office's. */
static ayes_status read_tallies(question_reader *reader, ayes_span *text, bool *found,
                                ayes_error *error) {
  ayes_document_flow *flow = &reader->flow;
  ayes_document_tally tallies[AYES_DOCUMENT_TALLY_LIMIT];
  size_t length, count = ayes_document_tallies(*text, tallies, &length);
  bool stands_first = !flow->has_answer && !flow->blocks.count;
  *found = count && (stands_first || length == text->length);
  if (!*found) return AYES_OK;
  ayes_status status = ayes_document_flow_settle(flow, error);
  if (status != AYES_OK) return status;
  take_tallies(reader, text);
  reader->text_open = false;
  if (!text->length) return AYES_OK;
  flow->after_reply = true;
  return ayes_document_flow_reply(flow, *text, false, error);
}

/* A question's line may hold its tallies too: "... the plan? Yes = 3 No = 4". */
static ayes_status read_question_line(question_reader *reader, ayes_span rest, ayes_error *error) {
  size_t mark = ayes_span_find_byte(rest, '?');
  ayes_span after = ayes_span_trim(ayes_span_from(rest, mark + 1));
  ayes_document_tally tallies[AYES_DOCUMENT_TALLY_LIMIT];
  size_t length;
  bool found;
  if (mark == rest.length || !ayes_document_tallies(after, tallies, &length))
    return add_question_text(reader, rest, error);
  ayes_status status = add_question_text(reader, ayes_span_slice(rest, 0, mark + 1), error);
  return status == AYES_OK ? read_tallies(reader, &after, &found, error) : status;
}

static ayes_status read_text(question_reader *reader, const ayes_document_line *line,
                             ayes_span text, ayes_error *error) {
  bool found;
  if (is_rest_of_question(reader, line, text)) return read_question_line(reader, text, error);
  ayes_status status = read_tallies(reader, &text, &found, error);
  if (status != AYES_OK || found) return status;
  size_t bullet = ayes_document_bullet(text);
  if (bullet) return add_item(reader, line, ayes_span_from(text, bullet), AYES_JOIN_BULLET, error);
  if (is_list_item(reader, text)) return add_item(reader, line, text, AYES_JOIN_LINE, error);
  return add_paragraph(reader, line, text, error);
}

/* ---- lines ---- */

static bool is_followed_by_question(const question_reader *reader, size_t index) {
  const ayes_document_line_list *lines = &reader->flow.draft->lines;
  ayes_document_number number;
  size_t i = index + 1;
  while (i < lines->count && lines->items[i].cell_count == 0) i++;
  return i < lines->count && starts_question(reader, lines->items[i].cells[0], &number);
}

static bool names_part(ayes_span text) {
  static const char *const fronts[] = {"section ", "part ",     "theme ",
                                       "chapter ", "appendix ", "annex "};
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
    ayes_span front = ayes_span_of(fronts[i]);
    if (ayes_span_equal_ignoring_case(ayes_span_slice(text, 0, front.length), front)) return true;
  }
  return false;
}

/* A title over the next question: no sentence, and marked as a heading, in capitals or by its
 * first word. */
static bool is_part_title(const question_reader *reader, size_t index) {
  const ayes_document_line *line = &reader->flow.draft->lines.items[index];
  ayes_span text = ayes_document_only_cell(line);
  if (!text.length || ayes_document_word_count(text) > 14 || ayes_document_bullet(text))
    return false;
  char last = text.data[text.length - 1];
  if (last == '.' || last == '?' || last == '!') return false;
  bool has_small = false;
  for (size_t i = 0; i < text.length; i++) has_small |= text.data[i] >= 'a' && text.data[i] <= 'z';
  if (!line->is_heading && has_small && !names_part(text)) return false;
  return is_followed_by_question(reader, index);
}

static ayes_status read_text_line(question_reader *reader, const ayes_document_line *line,
                                  ayes_error *error) {
  question_start start;
  ayes_span rest;
  ayes_status status = try_question(reader, line->cells[0], &start, &rest, error);
  if (status != AYES_OK || start == START_REPEATED || !has_question(reader)) return status;
  if (start == START_NEW) return read_question_line(reader, rest, error);
  return read_text(reader, line, line->cells[0], error);
}

static ayes_status read_line(question_reader *reader, size_t index, ayes_error *error) {
  const ayes_document_draft *draft = reader->flow.draft;
  const ayes_document_line *line = &draft->lines.items[index];
  if (line->cell_count == 0) return AYES_OK;
  if (!draft->document->title.length && !has_question(reader) &&
      !(draft->header.is_found && index >= draft->header.line))
    draft->document->title = ayes_document_only_cell(line);
  if (ayes_document_is_furniture(draft, line) || is_part_title(reader, index)) return AYES_OK;
  return line->has_tabs ? read_row(reader, line, error) : read_text_line(reader, line, error);
}

/* ---- the whole ---- */

ayes_status ayes_document_gather_questions(ayes_document_draft *draft, ayes_error *error) {
  question_reader reader = {.flow = {.draft = draft}};
  reader.flow.splits_paragraphs = ayes_document_parts_by_spaces(&draft->lines);
  reader.wrap_bytes = ayes_document_wrap_width(&draft->lines);
  reader.is_plain = !ayes_document_has_marked_numbers(&draft->lines);
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < draft->lines.count && status == AYES_OK; i++) {
    status = read_line(&reader, i, error);
    reader.gap = draft->lines.items[i].cell_count == 0;
  }
  if (status == AYES_OK) status = end_question(&reader, NULL, error);
  ayes_array_release(&reader.flow.blocks);
  return status;
}
