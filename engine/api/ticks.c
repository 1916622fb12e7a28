/* SPDX-License-Identifier: MIT
 *
 * One place for each question and tick, by number of the question and by length and ends of the
 * tick: what comes later takes the place of what was there.
 */
#include "api/ticks.h"

#include "base/span.h"

static size_t place_of(const ayes_question *question, ayes_span tick) {
  size_t first = (unsigned char)tick.data[0], last = (unsigned char)tick.data[tick.length - 1];
  size_t number = (uintptr_t)question / sizeof *question;
  return (number * 5 + first * 3 + last + tick.length) % AYES_TICK_PLACES;
}

ayes_span ayes_ticks_meaning(ayes_ticks *ticks, const ayes_survey *survey,
                             const ayes_question *question, ayes_span tick) {
  if (!tick.length || tick.length > AYES_TICK_BYTES)
    return ayes_survey_meaning(survey, question, tick);
  struct ayes_kept_tick *it = &ticks->places[place_of(question, tick)];
  bool is_it = it->question == question && it->length == tick.length &&
               memcmp(it->tick, tick.data, tick.length) == 0;
  if (is_it) return it->meaning;
  it->question = question;
  it->length = tick.length;
  memcpy(it->tick, tick.data, tick.length);
  it->meaning = ayes_survey_meaning(survey, question, tick);
  return it->meaning;
}
