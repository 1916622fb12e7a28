/* SPDX-License-Identifier: MIT
 *
 * The questions that answers name, kept: looking through a survey for each answer is a walk whose
 * end nobody can foretell.
 *
 *     ayes_asked asked = {0};
 *     const ayes_question *question = ayes_asked_find(&asked, survey, answer.question);
 */
#ifndef AYES_API_ASKED_H
#define AYES_API_ASKED_H

#include "survey/survey.h"

enum { AYES_ASKED_PLACES = 64 };

/* One thread's, for one survey. Zero-initialise; it holds no memory of its own. */
typedef struct ayes_asked {
  const ayes_question *places[AYES_ASKED_PLACES]; /* NULL: the place is free */
} ayes_asked;

/* The same as ayes_survey_find. */
const ayes_question *ayes_asked_find(ayes_asked *asked, const ayes_survey *survey, ayes_span id);

#endif
