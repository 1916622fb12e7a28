/* SPDX-License-Identifier: MIT
 *
 * The questionnaire as data: questions, options, targets, recorded tallies (survey.json).
 *
 *     ayes_survey_read("survey.json", &survey, error);
 *     const ayes_question *question = ayes_survey_find(survey, ayes_span_of("Q1b"));
 *     ayes_survey_free(survey);
 */
#ifndef AYES_SURVEY_SURVEY_H
#define AYES_SURVEY_SURVEY_H

#include "base/arena.h"
#include "base/json.h"

typedef enum ayes_question_kind { AYES_QUESTION_OPEN, AYES_QUESTION_CLOSED } ayes_question_kind;

typedef struct ayes_option {
  ayes_span text;    /* "Yes" */
  ayes_span meaning; /* "support", "oppose", "mixed", "neutral", or empty */
  bool is_stated;    /* the survey says so itself, be it that the option means nothing */
} ayes_option;

/* What an option usually means, whatever the question. */
typedef struct ayes_usual_meaning {
  ayes_span term; /* plain words (base/plain.h) */
  ayes_span meaning;
} ayes_usual_meaning;

typedef struct ayes_recorded {
  ayes_span option; /* "Yes", or "Blank" */
  size_t count;
} ayes_recorded;

typedef struct ayes_question {
  ayes_span id;
  ayes_question_kind kind;
  ayes_span text;
  ayes_span about;  /* id of the closed question an open one explains, or empty */
  bool is_multiple; /* of a closed one: any number of options can be ticked */
  ayes_span *rows;  /* of a grid: what the same options are ticked for */
  size_t row_count;
  ayes_option *options;
  size_t option_count;
  ayes_recorded *recorded;
  size_t recorded_count;
  ayes_span target; /* as given; empty: to be derived from the texts */
  ayes_span *names; /* further names of the target, as given */
  size_t name_count;
  ayes_span *rivals; /* as given */
  size_t rival_count;
} ayes_question;

typedef struct ayes_survey {
  ayes_arena arena; /* owns all that follows */
  ayes_span title;
  ayes_span language;
  ayes_question *questions;
  size_t question_count;
  const ayes_usual_meaning *usual; /* in byte order of the terms; none: only yes and no are known */
  size_t usual_count;
} ayes_survey;

/* Reads survey.json (DESIGN: shape of the survey). *survey is yours. A question without id, a
 * repeated id, an unknown kind, an "about" that names no question: AYES_BAD_DATA, with the question
 * named. Without a kind a question with options is closed and any other open. Unknown fields are
 * ignored. */
ayes_status ayes_survey_read(const char *path, ayes_survey **survey, ayes_error *error);
ayes_status ayes_survey_parse(ayes_span bytes, const char *source, ayes_survey **survey,
                              ayes_error *error);
void ayes_survey_free(ayes_survey *survey);

/* The question of that id, or NULL; where none is equal, one that differs only in ASCII case and in
 * spaces, hyphens, low lines and full stops. NULL survey gives NULL. */
const ayes_question *ayes_survey_find(const ayes_survey *survey, ayes_span id);

/* The closed question that an open one is about; the question itself when it is closed or about
 * none. */
const ayes_question *ayes_survey_subject(const ayes_survey *survey, const ayes_question *question);

/* The meaning of a tick: the option of that text (ASCII case and outer white space ignored) of the
 * question's subject; without such an option, what it usually means; else empty. Of questions with
 * many ticks it is empty. */
ayes_span ayes_survey_meaning(const ayes_survey *survey, const ayes_question *question,
                              ayes_span tick);

/* Appends the survey as JSON, two spaces a level, questions in order. */
void ayes_survey_write(const ayes_survey *survey, ayes_buffer *buffer);

#endif
