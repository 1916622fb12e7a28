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

/* The name of a label, and how long it is: for those who copy all of its bytes. */
typedef struct ayes_label {
  char name[23];
  uint8_t length;
} ayes_label;

extern const ayes_label ayes_stance_labels[AYES_STANCE_COUNT + 1]; /* the last: "unknown" */
extern const ayes_label ayes_act_labels[AYES_ACT_COUNT];           /* by bit */
extern const ayes_label ayes_flag_labels[AYES_FLAG_COUNT];

static inline const ayes_label *ayes_label_get_stance(ayes_stance stance) {
  size_t index = (unsigned)stance;
  return &ayes_stance_labels[index < AYES_STANCE_COUNT ? index : AYES_STANCE_COUNT];
}

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
