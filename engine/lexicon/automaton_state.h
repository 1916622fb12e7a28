/* SPDX-License-Identifier: MIT
 *
 * What a state knows, found when it is made: for automaton.c. The partial matches that wait are
 * those it stands for.
 *
 *     unsigned anchors = ayes_automaton_gather_ends(it);
 *     ayes_view view = ayes_view_make(number, ayes_automaton_facts_of_waiting(it));
 *     ayes_automaton_add_marks(it, &state, 0);
 */
#ifndef AYES_LEXICON_AUTOMATON_STATE_H
#define AYES_LEXICON_AUTOMATON_STATE_H

#include "lexicon/automaton.h"

/* What facts of a view tell its filter. */
#define AYES_VIEW_FILTER \
  ((AYES_VIEW_FILTERS - UINT32_C(1)) << AYES_VIEW_FILTER_AT | (uint32_t)AYES_VIEW_SHIFT)

/* Fills it->ends with all phrases that end in the set; returns all their anchors. */
unsigned ayes_automaton_gather_ends(ayes_automaton *it);

/* Gives a state, in order, the marks of those ends that count where these anchors hold. */
void ayes_automaton_add_marks(ayes_automaton *it, ayes_state *state, unsigned anchors);

/* What views say of the set, whose filter is added. After its ends have been gathered. */
uint32_t ayes_automaton_facts_of_waiting(ayes_automaton *it);

#endif
