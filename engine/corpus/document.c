/* SPDX-License-Identifier: MIT
 *
 * The importer as a whole: bytes to lines, lines to a draft by the shape that fits, the draft to a
 * document. The shape is told by what first cells hold: question numbers or comment numbers.
 */
#include "corpus/document.h"

#include "corpus/document_parts.h"

typedef enum found_shape { FOUND_NONE, FOUND_COMMENTS, FOUND_QUESTIONS } found_shape;

typedef struct shape_signs {
  size_t questions;       /* cells that begin with Q and a number */
  size_t plain_questions; /* "3. ...?" */
  size_t comments;        /* rows that begin with a number */
  size_t rows;            /* rows with two cells or more */
} shape_signs;

static shape_signs read_signs(const ayes_document_draft *draft) {
  shape_signs signs = {0};
  for (size_t i = 0; i < draft->lines.count; i++) {
    const ayes_document_line *line = &draft->lines.items[i];
    ayes_document_number number;
    ayes_span digits;
    if (line->cell_count == 0) continue;
    ayes_span first = line->cells[0], second = ayes_document_cell(line, 1);
    bool has_number = line->has_tabs && ayes_document_comment_number(first, &digits);
    signs.rows += line->has_tabs && !ayes_document_only_cell(line).length;
    if (ayes_document_question_number(first, false, &number)) signs.questions++;
    else if (has_number && line->length > first.length) signs.comments++;
    else if (ayes_document_question_number(first, true, &number) &&
             ayes_span_find_byte(first, '?') < first.length)
      signs.plain_questions++;
    if (has_number && draft->header.has_question &&
        ayes_span_find_byte(second, '?') < second.length)
      signs.plain_questions++;
  }
  return signs;
}

static found_shape choose_shape(const ayes_document_draft *draft) {
  shape_signs signs = read_signs(draft);
  bool has_question = draft->header.is_found && draft->header.has_question;
  if (has_question && signs.questions + signs.plain_questions) return FOUND_QUESTIONS;
  if (signs.questions && (signs.comments < 3 || signs.questions * 3 >= signs.comments))
    return FOUND_QUESTIONS;
  if (signs.comments >= 3 || (draft->header.is_found && signs.comments)) return FOUND_COMMENTS;
  if (signs.plain_questions >= 2) return FOUND_QUESTIONS;
  if (draft->header.is_found && !has_question && signs.rows > 1) return FOUND_COMMENTS;
  return FOUND_NONE;
}

static ayes_status gather(ayes_document_draft *draft, ayes_span bytes, const char *source,
                          ayes_error *error) {
  ayes_status status = ayes_document_lines_read(draft, bytes, error);
  if (status == AYES_OK) status = ayes_document_asked_read(draft, error);
  if (status == AYES_OK) status = ayes_document_letter_read(draft, error);
  if (status == AYES_OK) status = ayes_document_header_read(draft, error);
  if (status != AYES_OK) return status;
  found_shape shape = choose_shape(draft);
  if (shape == FOUND_NONE)
    return ayes_error_set_at(error, AYES_BAD_DATA, source, 0, 0,
                             "holds neither numbered comments with replies nor numbered questions "
                             "with answers");
  bool is_comments = shape == FOUND_COMMENTS;
  draft->document->shape = is_comments ? AYES_DOCUMENT_COMMENTS : AYES_DOCUMENT_QUESTIONS;
  status = is_comments ? ayes_document_gather_comments(draft, error)
                       : ayes_document_gather_questions(draft, error);
  return status == AYES_OK ? ayes_document_finish(draft, error) : status;
}

ayes_status ayes_document_parse(ayes_span bytes, const char *source, ayes_document **out,
                                ayes_error *error) {
  ayes_document_draft draft = {0};
  *out = NULL;
  ayes_document *document = ayes_memory_new_zeroed(1, sizeof *document);
  if (!document) return ayes_error_memory(error);
  draft.document = document;
  ayes_status status = gather(&draft, bytes, source, error);
  ayes_document_draft_release(&draft);
  if (status == AYES_OK) *out = document;
  else ayes_document_free(document);
  return status;
}

void ayes_document_free(ayes_document *document) {
  if (!document) return;
  ayes_arena_release(&document->arena);
  ayes_memory_free(document);
}
