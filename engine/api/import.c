/* SPDX-License-Identifier: MIT
 *
 * A document becomes two files: answers as classify reads them, with the office's replies beside,
 * and a survey.json with the recorded tallies, ready for a person to complete.
 */
#include "api/document.h"
#include "api/sink.h"
#include "api/survey_file.h"
#include "base/error.h"
#include "base/json.h"
#include "corpus/document_file.h"
#include "survey/survey.h"

ayes_status ayes_document_read(const char *path, ayes_document **document, ayes_error *error) {
  ayes_buffer text = {0};
  *document = NULL;
  ayes_status status = ayes_document_text(path, NULL, &text, error);
  if (status == AYES_OK)
    status = ayes_document_parse(ayes_buffer_span(&text), path, document, error);
  ayes_buffer_release(&text);
  return status;
}

static void add_member(ayes_buffer *buffer, const char *key, ayes_span text) {
  ayes_json_add_key(buffer, key);
  ayes_json_add_string(buffer, text);
}

static void add_answer(const ayes_document *document, const ayes_document_answer *answer,
                       ayes_buffer *buffer) {
  ayes_buffer_add_byte(buffer, '{');
  add_member(buffer, "id", answer->id);
  ayes_buffer_add_byte(buffer, ',');
  add_member(buffer, "question", document->questions[answer->question].id);
  ayes_buffer_add_byte(buffer, ',');
  add_member(buffer, "text", answer->text);
  if (answer->reply.length) {
    ayes_buffer_add_byte(buffer, ',');
    add_member(buffer, "reply", answer->reply);
  }
  ayes_buffer_add_text(buffer, "}\n");
}

static ayes_status write_answers(const ayes_document *document, const ayes_sink *sink,
                                 ayes_error *error) {
  ayes_buffer buffer = {0};
  for (size_t i = 0; i < document->answer_count; i++)
    add_answer(document, &document->answers[i], &buffer);
  return ayes_sink_finish(sink, &buffer, AYES_OK, error);
}

static ayes_status fill_tallies(const ayes_document_question *from, ayes_arena *arena,
                                ayes_question *to, ayes_error *error) {
  to->options = ayes_arena_new_zeroed(arena, from->tally_count, sizeof *to->options, error);
  to->recorded = ayes_arena_new_zeroed(arena, from->tally_count, sizeof *to->recorded, error);
  if (!to->options || !to->recorded) return AYES_NO_MEMORY;
  for (size_t i = 0; i < from->tally_count; i++) {
    ayes_span option = from->tallies[i].option;
    to->recorded[to->recorded_count++] = (ayes_recorded){option, from->tallies[i].count};
    if (ayes_span_equal_ignoring_case(option, ayes_span_of("blank"))) continue;
    to->options[to->option_count++] = (ayes_option){.text = option};
  }
  return AYES_OK;
}

/* "RESPONSES TO COMMENTS ON THE DRAFT PLAN" is about "the draft plan". */
static ayes_span subject_of_title(ayes_span title) {
  for (size_t at = 0; at + 4 < title.length; at++)
    if (ayes_span_equal_ignoring_case(ayes_span_slice(title, at, at + 4), ayes_span_of(" on ")))
      return ayes_span_trim(ayes_span_from(title, at + 4));
  return ayes_span_make(NULL, 0);
}

/* A copy without capitals; headings often have nothing else. */
static ayes_status copy_lower(ayes_span text, ayes_arena *arena, ayes_span *copy,
                              ayes_error *error) {
  char *bytes = ayes_arena_copy(arena, text, error);
  if (!bytes) return AYES_NO_MEMORY;
  for (size_t i = 0; i < text.length; i++) bytes[i] = ayes_byte_to_lower(bytes[i]);
  *copy = ayes_span_make(bytes, text.length);
  return AYES_OK;
}

/* Numbered comments are about the document of the title; a section's heading names its part. */
static ayes_status fill_target(const ayes_document *document, ayes_arena *arena, ayes_question *to,
                               ayes_error *error) {
  ayes_span subject = subject_of_title(document->title);
  if (document->shape != AYES_DOCUMENT_COMMENTS || subject.length == 0) return AYES_OK;
  ayes_status status = copy_lower(subject, arena, &to->target, error);
  if (status != AYES_OK || ayes_span_equal_ignoring_case(to->text, ayes_span_of("general")))
    return status;
  to->names = ayes_arena_new_zeroed(arena, 1, sizeof *to->names, error);
  if (!to->names) return AYES_NO_MEMORY;
  to->name_count = 1;
  return copy_lower(to->text, arena, &to->names[0], error);
}

static ayes_status fill_survey(const ayes_document *document, ayes_survey *survey,
                               ayes_error *error) {
  survey->title = document->title;
  survey->language = ayes_span_of("en");
  survey->question_count = document->question_count;
  survey->questions = ayes_arena_new_zeroed(&survey->arena, document->question_count,
                                            sizeof *survey->questions, error);
  if (!survey->questions) return AYES_NO_MEMORY;
  for (size_t i = 0; i < document->question_count; i++) {
    const ayes_document_question *from = &document->questions[i];
    ayes_question *to = &survey->questions[i];
    to->id = from->id;
    to->text = from->text;
    to->about = from->about;
    to->kind = from->tally_count ? AYES_QUESTION_CLOSED : AYES_QUESTION_OPEN;
    ayes_status status = fill_tallies(from, &survey->arena, to, error);
    if (status == AYES_OK) status = fill_target(document, &survey->arena, to, error);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

static ayes_status write_survey(const ayes_document *document, const ayes_sink *sink,
                                ayes_error *error) {
  ayes_survey survey = {0};
  ayes_buffer buffer = {0};
  ayes_status status = fill_survey(document, &survey, error);
  if (status == AYES_OK) status = ayes_survey_use_language(&survey, error);
  if (status == AYES_OK) ayes_survey_write(&survey, &buffer);
  ayes_arena_release(&survey.arena);
  return ayes_sink_finish(sink, &buffer, status, error);
}

static void summarise(const ayes_document *document, ayes_import_summary *summary) {
  if (!summary) return;
  summary->questions = document->question_count;
  summary->answers = document->answer_count;
  summary->tallies = 0;
  for (size_t i = 0; i < document->question_count; i++)
    summary->tallies += document->questions[i].tally_count;
}

ayes_status ayes_import(const char *path, ayes_sink answers, ayes_sink survey,
                        ayes_import_summary *summary, ayes_error *error) {
  ayes_document *document;
  ayes_status status = ayes_document_read(path, &document, error);
  if (status != AYES_OK) return status;
  summarise(document, summary);
  status = write_answers(document, &answers, error);
  if (status == AYES_OK && survey.write) status = write_survey(document, &survey, error);
  ayes_document_free(document);
  return status;
}
