/* SPDX-License-Identifier: MIT
 *
 * The state of a derivation, from a question's words to a target; shared by target.c,
 * target_frame.c and target_words.c.
 */
#ifndef AYES_STANCE_DERIVATION_H
#define AYES_STANCE_DERIVATION_H

#include "stance/target_private.h"

typedef struct derivation {
  const ayes_lexicon *lexicon;
  ayes_types *types;
  ayes_target *target;
  ayes_text text;
  ayes_marks marks;
  uint32_t first, last; /* tokens of the proposal */
  uint32_t action_last; /* the token behind the action, or 0 */
  bool by_verdict;      /* a verdict stands in for a change */
} derivation;

/* Adds a stem that tagging looks up; *id is its number. */
ayes_status ayes_derivation_add_stem(ayes_target *target, ayes_span stem, uint32_t *id,
                                     ayes_error *error);

ayes_status ayes_derivation_add_span(target_spans *spans, ayes_span span, ayes_error *error);

/* Adds a further name or rival in so many words; tag says which. */
ayes_status ayes_derivation_add_phrase(derivation *work, ayes_span words, uint8_t tag,
                                       ayes_error *error);

/* The mark of that kind over a token, or starting at it; NULL when there is none. */
const ayes_mark *ayes_derivation_mark_at(const derivation *work, ayes_kind kind, uint32_t token);
const ayes_mark *ayes_derivation_mark_starting(const derivation *work, ayes_kind kind,
                                               uint32_t token);

/* target_frame.c */
void ayes_derivation_cut_wrapping(derivation *work);
ayes_status ayes_derivation_frame_by_change(derivation *work, bool *found, ayes_error *error);
ayes_status ayes_derivation_frame_by_verdict(derivation *work, ayes_error *error);

/* target_words.c */
ayes_status ayes_derivation_find_objects(derivation *work, ayes_error *error);
ayes_status ayes_derivation_find_acronym(derivation *work, ayes_error *error);
ayes_status ayes_derivation_find_rival(derivation *work, ayes_error *error);
ayes_status ayes_derivation_find_topics(derivation *work, ayes_error *error);
void ayes_derivation_find_limit(derivation *work);
void ayes_derivation_find_claim(derivation *work);

#endif
