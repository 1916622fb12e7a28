/* SPDX-License-Identifier: MIT
 *
 * Where the reading of a document with questions stands: the current question, the streams of
 * answers and replies, and the running text that waits for a verdict. Shared by
 * document_questions.c (lines) and document_flow.c (streams).
 *
 *     ayes_document_flow_answer(&flow, line, text, error);
 *     ayes_document_flow_settle(&flow, error);             before a row, a question, the end
 */
#ifndef AYES_CORPUS_DOCUMENT_FLOW_H
#define AYES_CORPUS_DOCUMENT_FLOW_H

#include "corpus/document_parts.h"

typedef struct ayes_document_flow {
  ayes_document_draft *draft;
  struct {
    ayes_document_block *items;
    size_t count, capacity;
  } blocks;               /* running text under the current question, not yet told apart */
  bool splits_paragraphs; /* two spaces after a sentence part paragraphs within a cell */
  bool has_answer;        /* the last answer is one of the current question */
  bool may_grow;          /* the last answer may take a list or a further paragraph */
  bool after_reply;       /* what was read last is the office's */
  bool reply_hangs;       /* its last words break off */
  size_t reply_owner;     /* index of the question they reply to */
  bool has_reply;         /* the office has spoken since the current question began */
  bool is_last;           /* the question ends here */
  bool answers_follow;    /* and its open half comes next */
} ayes_document_flow;

/* The current question; there must be one. */
ayes_document_draft_question *ayes_document_flow_question(ayes_document_flow *flow);

/* The last answer of the current question, or NULL. */
ayes_document_draft_answer *ayes_document_flow_last(ayes_document_flow *flow);

/* Appends to the last answer. */
ayes_status ayes_document_flow_extend(ayes_document_flow *flow, ayes_span text,
                                      ayes_document_join join, ayes_error *error);

/* One or more new answers: the paragraphs of a cell. */
ayes_status ayes_document_flow_answer(ayes_document_flow *flow, size_t line, ayes_span text,
                                      ayes_error *error);

/* Text of the office. goes_on: it is known to go on with the words before it. */
ayes_status ayes_document_flow_reply(ayes_document_flow *flow, ayes_span text, bool goes_on,
                                     ayes_error *error);

/* Adds a block of running text; NULL with error filled when memory is out. */
ayes_document_block *ayes_document_flow_block(ayes_document_flow *flow,
                                              ayes_document_block_kind kind, size_t line,
                                              ayes_error *error);

/* Tells the waiting blocks apart and adds them to answers and replies. */
ayes_status ayes_document_flow_settle(ayes_document_flow *flow, ayes_error *error);

#endif
