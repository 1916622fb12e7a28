/* SPDX-License-Identifier: MIT
 *
 * The draft: sections or questions and answers as passages, turned into texts at the end. An open
 * question is about the closed one with the same number and part whose letter comes just before
 * its own (Q3a(ii), Q3b(ii)), or about the closed one before it when its text asks for reasons.
 * O(questions + bytes).
 */
#include "corpus/document_parts.h"

ayes_document_draft_question *ayes_document_add_question(ayes_document_draft *draft,
                                                         ayes_error *error) {
  ayes_document_draft_question *question = ayes_array_add(&draft->questions, error);
  if (question) *question = (ayes_document_draft_question){0};
  return question;
}

ayes_document_draft_answer *ayes_document_add_answer(ayes_document_draft *draft, size_t line,
                                                     ayes_error *error) {
  ayes_document_draft_answer *answer = ayes_array_add(&draft->answers, error);
  if (!answer) return NULL;
  *answer = (ayes_document_draft_answer){.question = draft->questions.count - 1, .line = line};
  draft->questions.items[answer->question].answer_count++;
  return answer;
}

static bool asks_for_reasons(ayes_span text) {
  static const char *const fronts[] = {"please explain", "please give",
                                       "please say why", "please tell us why",
                                       "please provide", "why",
                                       "if not",         "if no",
                                       "if yes",         "if you",
                                       "reason",         "comment",
                                       "explain",        "give your reasons"};
  for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
    ayes_span front = ayes_span_of(fronts[i]);
    if (ayes_span_equal_ignoring_case(ayes_span_slice(text, 0, front.length), front)) return true;
  }
  return false;
}

static bool is_partner(const ayes_document_draft_question *open,
                       const ayes_document_draft_question *closed) {
  const ayes_document_number *a = &closed->number, *b = &open->number;
  if (!closed->tally_count || !ayes_span_equal(a->digits, b->digits)) return false;
  char next = a->letter ? (char)(a->letter + 1) : 0;
  if (a->letter && b->letter == next) return ayes_span_equal(a->part, b->part);
  return !a->letter && !a->part.length && (b->letter || b->part.length);
}

/* The closed question that the question at index explains, or index itself. The partner stands at
 * most a few questions away, so the search is short. */
static size_t subject_of(const ayes_document_draft *draft, size_t index, ayes_span text) {
  const ayes_document_draft_question *all = draft->questions.items;
  if (all[index].tally_count) return index;
  for (size_t back = 1; back <= 16 && back <= index; back++)
    if (is_partner(&all[index], &all[index - back])) return index - back;
  if (index && all[index - 1].tally_count && asks_for_reasons(text)) return index - 1;
  return index;
}

static ayes_status finish_question(ayes_document_draft *draft, size_t index, ayes_error *error) {
  ayes_document_draft_question *from = &draft->questions.items[index];
  ayes_document_question *to = &draft->document->questions[index];
  ayes_arena *arena = &draft->document->arena;
  to->id = from->id;
  ayes_status status = ayes_document_passage_text(&from->text, arena, &to->text, error);
  if (status == AYES_OK)
    status = ayes_document_passage_text(&from->reply, arena, &to->reply, error);
  if (status != AYES_OK) return status;
  size_t subject = subject_of(draft, index, to->text);
  if (subject != index) to->about = draft->questions.items[subject].id;
  size_t bytes = from->tally_count * sizeof *to->tallies;
  to->tallies = ayes_arena_new(arena, bytes + 1, error);
  if (!to->tallies) return AYES_NO_MEMORY;
  memcpy(to->tallies, from->tallies, bytes);
  to->tally_count = from->tally_count;
  return AYES_OK;
}

/* "Q1b-03". */
static ayes_status name_answer(ayes_document_draft *draft, size_t question, size_t place,
                               ayes_span *id, ayes_error *error) {
  ayes_buffer buffer = {0};
  ayes_buffer_add(&buffer, draft->questions.items[question].id);
  ayes_buffer_add_format(&buffer, "-%02zu", place);
  *id = ayes_buffer_span(&buffer);
  id->data = buffer.failed ? NULL : ayes_arena_copy(&draft->document->arena, *id, error);
  ayes_status status = buffer.failed ? ayes_error_memory(error)
                       : id->data    ? AYES_OK
                                     : AYES_NO_MEMORY;
  ayes_buffer_release(&buffer);
  return status;
}

static ayes_status finish_answer(ayes_document_draft *draft, size_t index, ayes_error *error) {
  const ayes_document_draft_answer *from = &draft->answers.items[index];
  ayes_document_answer *to = &draft->document->answers[index];
  ayes_arena *arena = &draft->document->arena;
  to->question = from->question;
  to->line = from->line;
  to->id = from->id;
  ayes_status status = AYES_OK;
  if (!to->id.length)
    status = name_answer(draft, from->question,
                         ++draft->questions.items[from->question].answer_count, &to->id, error);
  if (status == AYES_OK) status = ayes_document_passage_text(&from->text, arena, &to->text, error);
  if (status == AYES_OK)
    status = ayes_document_passage_text(&from->reply, arena, &to->reply, error);
  return status;
}

ayes_status ayes_document_finish(ayes_document_draft *draft, ayes_error *error) {
  ayes_document *document = draft->document;
  document->question_count = draft->questions.count;
  document->answer_count = draft->answers.count;
  document->questions = ayes_arena_new_zeroed(&document->arena, document->question_count + 1,
                                              sizeof *document->questions, error);
  document->answers = ayes_arena_new_zeroed(&document->arena, document->answer_count + 1,
                                            sizeof *document->answers, error);
  if (!document->questions || !document->answers) return AYES_NO_MEMORY;
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < document->question_count && status == AYES_OK; i++) {
    status = finish_question(draft, i, error);
    draft->questions.items[i].answer_count = 0;
  }
  for (size_t i = 0; i < document->answer_count && status == AYES_OK; i++)
    status = finish_answer(draft, i, error);
  return status;
}

void ayes_document_draft_release(ayes_document_draft *draft) {
  ayes_array_release(&draft->lines);
  ayes_array_release(&draft->questions);
  ayes_array_release(&draft->answers);
  ayes_names_release(&draft->header.furniture);
  ayes_names_release(&draft->ids);
}
