/* SPDX-License-Identifier: MIT
 *
 * One place for each question, by a sample of its id: what comes later takes the place of what was
 * there. An id that is only like that of a question is looked for each time.
 */
#include "api/asked.h"

#include "base/bits.h"
#include "base/span.h"

const ayes_question *ayes_asked_find(ayes_asked *asked, const ayes_survey *survey, ayes_span id) {
  if (!survey || !id.length) return NULL;
  const ayes_question **place =
      &asked->places[ayes_mix_bits(ayes_span_sample(id)) % AYES_ASKED_PLACES];
  if (*place && ayes_span_equal((*place)->id, id)) return *place;
  const ayes_question *found = ayes_survey_find(survey, id);
  if (found) *place = found;
  return found;
}
