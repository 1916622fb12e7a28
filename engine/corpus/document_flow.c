/* SPDX-License-Identifier: MIT
 *
 * The two streams under a question: answers and the office's reply.
 *
 * A paragraph is an answer. It is joined to the answer before when that one breaks off and this one
 * begins with a small letter, or when it opens with a word that leans on what was said (however, in
 * addition, also). A list belongs to the paragraph before it; after a heading or the office's words
 * it is an answer of its own. O(bytes).
 */
#include "corpus/document_flow.h"

static const double closed_bias = 2.0;

ayes_document_draft_question *ayes_document_flow_question(ayes_document_flow *flow) {
  return &flow->draft->questions.items[flow->draft->questions.count - 1];
}

ayes_document_draft_answer *ayes_document_flow_last(ayes_document_flow *flow) {
  return flow->has_answer ? &flow->draft->answers.items[flow->draft->answers.count - 1] : NULL;
}

ayes_status ayes_document_flow_extend(ayes_document_flow *flow, ayes_span text,
                                      ayes_document_join join, ayes_error *error) {
  ayes_document_draft_answer *answer = ayes_document_flow_last(flow);
  return ayes_document_passage_add(&answer->text, &flow->draft->document->arena, text, join, error);
}

static ayes_document_draft_answer *new_answer(ayes_document_flow *flow, size_t line,
                                              ayes_error *error) {
  ayes_document_draft_answer *answer = ayes_document_add_answer(flow->draft, line, error);
  if (!answer) return NULL;
  flow->has_answer = true;
  flow->may_grow = true;
  flow->after_reply = false;
  return answer;
}

/* The end of the first paragraph of a cell: a sentence's end, two spaces, no small letter and no
 * bullet after them. */
static size_t paragraph_end(ayes_span text) {
  for (size_t at = 2; at + 1 < text.length; at++) {
    if (text.data[at] != ' ' || text.data[at - 1] != ' ' || text.data[at + 1] == ' ') continue;
    size_t end = at;
    while (end && text.data[end - 1] == ' ') end--;
    char mark = end ? text.data[end - 1] : ' ', next = text.data[at + 1];
    if (mark != '.' && mark != '?' && mark != '!') continue;
    if (next >= 'a' && next <= 'z') continue;
    if (ayes_document_bullet(ayes_span_from(text, at + 1))) continue;
    return end;
  }
  return text.length;
}

ayes_status ayes_document_flow_answer(ayes_document_flow *flow, size_t line, ayes_span text,
                                      ayes_error *error) {
  ayes_status status = AYES_OK;
  for (text = ayes_span_trim(text); text.length && status == AYES_OK;) {
    size_t end = flow->splits_paragraphs ? paragraph_end(text) : text.length;
    size_t bullet = ayes_document_bullet(text);
    ayes_document_draft_answer *answer = new_answer(flow, line, error);
    if (!answer) return AYES_NO_MEMORY;
    status = ayes_document_passage_add(&answer->text, &flow->draft->document->arena,
                                       ayes_span_slice(text, bullet, end),
                                       bullet ? AYES_JOIN_BULLET : AYES_JOIN_SPACE, error);
    text = ayes_span_trim(ayes_span_from(text, end));
  }
  return status;
}

ayes_status ayes_document_flow_reply(ayes_document_flow *flow, ayes_span text, bool goes_on,
                                     ayes_error *error) {
  ayes_document_draft *draft = flow->draft;
  if (text.length == 0) return AYES_OK;
  goes_on |= flow->reply_hangs && ayes_document_starts_small(text);
  if (!goes_on) flow->reply_owner = draft->questions.count - 1;
  size_t bullet = ayes_document_bullet(text);
  ayes_document_join join = bullet ? AYES_JOIN_BULLET : goes_on ? AYES_JOIN_SPACE : AYES_JOIN_LINE;
  flow->has_reply = true;
  flow->reply_hangs = ayes_document_is_unfinished(text);
  return ayes_document_passage_add(&draft->questions.items[flow->reply_owner].reply,
                                   &draft->document->arena, ayes_span_from(text, bullet), join,
                                   error);
}

ayes_document_block *ayes_document_flow_block(ayes_document_flow *flow,
                                              ayes_document_block_kind kind, size_t line,
                                              ayes_error *error) {
  ayes_document_block *block = ayes_array_add(&flow->blocks, error);
  if (block) *block = (ayes_document_block){.kind = kind, .line = line};
  return block;
}

/* ---- settling ---- */

/* Moves the block's pieces to the end of a passage. */
static void move_pieces(ayes_document_passage *to, const ayes_document_block *block,
                        ayes_document_join join) {
  block->text.first->join = join;
  if (to->last) to->last->next = block->text.first;
  else to->first = block->text.first;
  to->last = block->text.last;
}

static ayes_document_join own_join(const ayes_document_block *block) {
  return block->kind == AYES_BLOCK_BULLETS ? block->text.first->join : AYES_JOIN_LINE;
}

static void settle_reply(ayes_document_flow *flow, const ayes_document_block *block) {
  ayes_document_draft *draft = flow->draft;
  bool goes_on = flow->reply_hangs && block->kind != AYES_BLOCK_BULLETS &&
                 ayes_document_starts_small(block->text.first->text);
  if (!goes_on) flow->reply_owner = draft->questions.count - 1;
  move_pieces(&draft->questions.items[flow->reply_owner].reply, block,
              goes_on ? AYES_JOIN_SPACE : own_join(block));
  flow->reply_hangs = ayes_document_is_unfinished(block->text.last->text);
  flow->after_reply = true;
  flow->has_reply = true;
  flow->may_grow = false;
}

static const char *const leaning_fronts[] = {
    "however",           "moreover",     "furthermore",     "in addition",   "additionally",
    "therefore",         "hence",        "consequently",    "also",          "secondly",
    "thirdly",           "lastly",       "in summary",      "in conclusion", "that said",
    "having said",       "with this in", "for this reason", "nevertheless",  "nonetheless",
    "on the other hand", "for example",  "similarly",       "equally",       "as such",
    "in particular",     "to conclude",  "to summarise",    "for instance",  "besides"};

/* Whether the paragraph leans on one before it: by its first words, or by an early "also". */
static bool leans_back(ayes_span text) {
  for (size_t i = 0; i < sizeof leaning_fronts / sizeof *leaning_fronts; i++) {
    ayes_span front = ayes_span_of(leaning_fronts[i]);
    if (ayes_span_equal_ignoring_case(ayes_span_slice(text, 0, front.length), front) &&
        text.length > front.length && !ayes_byte_is_letter(text.data[front.length]))
      return true;
  }
  ayes_span early = ayes_span_slice(text, 0, 40);
  size_t also = ayes_span_find(early, ayes_span_of(" also "));
  return also < early.length && ayes_document_word_count(ayes_span_slice(text, 0, also)) <= 3;
}

static bool goes_on(ayes_document_flow *flow, const ayes_document_block *block) {
  const ayes_document_draft_answer *answer = ayes_document_flow_last(flow);
  return answer && block->kind != AYES_BLOCK_BULLETS && answer->text.last &&
         ayes_document_is_unfinished(answer->text.last->text) &&
         ayes_document_starts_small(block->text.first->text);
}

static ayes_status settle_answer(ayes_document_flow *flow, const ayes_document_block *block,
                                 ayes_error *error) {
  ayes_document_draft_answer *answer = ayes_document_flow_last(flow);
  ayes_document_join join = own_join(block);
  bool is_list = block->kind == AYES_BLOCK_BULLETS;
  bool is_more =
      answer && flow->may_grow &&
      (is_list || (block->kind == AYES_BLOCK_PARAGRAPH && leans_back(block->text.first->text)));
  if (goes_on(flow, block)) join = AYES_JOIN_SPACE;
  else if (!is_more) answer = new_answer(flow, block->line, error);
  if (!answer) return AYES_NO_MEMORY;
  move_pieces(&answer->text, block, join);
  flow->may_grow = block->kind != AYES_BLOCK_HEADING;
  flow->after_reply = false;
  return AYES_OK;
}

/* What is known about the blocks from their place. Under a closed question whose open half comes
 * next stands the office's reply. */
static ayes_document_context context_of(ayes_document_flow *flow) {
  const ayes_document_draft_answer *answer = ayes_document_flow_last(flow);
  bool is_closed = ayes_document_flow_question(flow)->tally_count > 0;
  ayes_document_context context = {
      .office = flow->draft->header.office,
      .after_reply = flow->after_reply || (is_closed && flow->answers_follow),
      .reply_hangs = flow->reply_hangs,
      .answer_hangs =
          answer && answer->text.last && ayes_document_is_unfinished(answer->text.last->text),
      .reply_is_due = flow->is_last && !flow->has_reply && flow->draft->header.is_found &&
                      flow->draft->header.reply != AYES_DOCUMENT_NO_COLUMN,
      .bias = is_closed && flow->answers_follow ? closed_bias : 0};
  return context;
}

ayes_status ayes_document_flow_settle(ayes_document_flow *flow, ayes_error *error) {
  if (!flow->blocks.count) return AYES_OK;
  ayes_document_context context = context_of(flow);
  ayes_status status =
      ayes_document_tell_replies(flow->blocks.items, flow->blocks.count, &context, error);
  for (size_t i = 0; i < flow->blocks.count && status == AYES_OK; i++) {
    const ayes_document_block *block = &flow->blocks.items[i];
    if (block->is_reply) settle_reply(flow, block);
    else status = settle_answer(flow, block, error);
  }
  flow->blocks.count = 0;
  return status;
}
