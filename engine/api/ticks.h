/* SPDX-License-Identifier: MIT
 *
 * What ticks mean, kept: the same few come with answer after answer, and to find out takes longer
 * than all else that is done with a tick.
 *
 *     ayes_ticks ticks = {0};
 *     ayes_span meaning = ayes_ticks_meaning(&ticks, survey, question, tick);
 */
#ifndef AYES_API_TICKS_H
#define AYES_API_TICKS_H

#include "survey/survey.h"

enum { AYES_TICK_PLACES = 64, AYES_TICK_BYTES = 32 };

/* One thread's, for one survey. Zero-initialise; it holds no memory of its own. */
typedef struct ayes_ticks {
  struct ayes_kept_tick {
    const ayes_question *question;
    ayes_span meaning;
    size_t length; /* of the tick; 0: the place is free */
    char tick[AYES_TICK_BYTES];
  } places[AYES_TICK_PLACES];
} ayes_ticks;

/* The same as ayes_survey_meaning. */
ayes_span ayes_ticks_meaning(ayes_ticks *ticks, const ayes_survey *survey,
                             const ayes_question *question, ayes_span tick);

#endif
