/* SPDX-License-Identifier: MIT
 *
 * The names of labels as they are written in records, and the way back.
 *
 *     ayes_label_of_stance(AYES_OPPOSE);                          -- "oppose"
 *     ayes_label_find_stance(ayes_span_of("oppose"), &stance);    -- true
 */
#ifndef AYES_TALLY_LABELS_H
#define AYES_TALLY_LABELS_H

#include "base/span.h"

/* "support", "oppose", "mixed", "neutral"; "unknown" for no stance. */
const char *ayes_label_of_stance(ayes_stance stance);

/* The name of one bit: "question", "suggestion", ...; "unknown" for anything else. */
const char *ayes_label_of_act(unsigned act);
const char *ayes_label_of_flag(unsigned flag);

/* Whether there is a stance of that name. */
bool ayes_label_find_stance(ayes_span name, ayes_stance *stance);

/* The bit of that name, or 0. */
unsigned ayes_label_find_act(ayes_span name);
unsigned ayes_label_find_flag(ayes_span name);

#endif
