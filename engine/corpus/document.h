/* SPDX-License-Identifier: MIT
 *
 * The consultation-document importer: text taken out of published tables of comments and replies
 * becomes answers with their question or section, the office's reply, and recorded tallies.
 *
 * Two shapes are known: numbered comments with replies under section headings ("comments"), and
 * questions with tallies and answers, the office's response in the next column ("questions").
 *
 *     ayes_document_parse(bytes, "report.txt", &document, error);
 *     ayes_document_free(document);
 */
#ifndef AYES_CORPUS_DOCUMENT_H
#define AYES_CORPUS_DOCUMENT_H

#include "base/arena.h"
#include "base/buffer.h"

typedef enum ayes_document_shape {
  AYES_DOCUMENT_COMMENTS,
  AYES_DOCUMENT_QUESTIONS
} ayes_document_shape;

typedef struct ayes_document_tally {
  ayes_span option; /* "Yes", "No", "Blank" */
  size_t count;
} ayes_document_tally;

/* A section heading of the one shape, a question of the other. */
typedef struct ayes_document_question {
  ayes_span id;    /* "GENERAL" as "general"; "Q1a", "Q3b(ii)" */
  ayes_span text;  /* the heading, or the question's full text */
  ayes_span reply; /* the office's reply to all answers of the question; empty for comments */
  ayes_document_tally *tallies;
  size_t tally_count;
  ayes_span about; /* id of the closed question an open one explains, by numbering; or empty */
} ayes_document_question;

typedef struct ayes_document_answer {
  ayes_span id;    /* the comment's number, or question and place: "Q1b-03" */
  size_t question; /* index */
  ayes_span text;  /* white space folded; bullets as "• " on lines of their own */
  ayes_span reply; /* the reply to this comment; empty for the shape with questions */
  size_t line;     /* 1-based line where it starts */
} ayes_document_answer;

typedef struct ayes_document {
  ayes_arena arena; /* owns all that follows */
  ayes_document_shape shape;
  ayes_span title;
  ayes_document_question *questions;
  size_t question_count;
  ayes_document_answer *answers;
  size_t answer_count;
} ayes_document;

/* bytes: well-formed UTF-8. AYES_BAD_DATA when the text has neither shape. *document is yours. */
ayes_status ayes_document_parse(ayes_span bytes, const char *source, ayes_document **document,
                                ayes_error *error);
void ayes_document_free(ayes_document *document);

#endif
