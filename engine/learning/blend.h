/* SPDX-License-Identifier: MIT
 *
 * How much learned words and rules each say: a logistic regression with two inputs and a constant,
 * drawn towards usual values where there is little to learn from.
 *
 *     ayes_blend blend;
 *     ayes_blend_fit(inputs, labels, count, &usual, &blend);
 *     ayes_blend_value(&blend, learned, rules)      -- log-odds of support
 *
 * Stacking on predictions that were made out of fold: Wolpert 1992; Ting & Witten 1999. The usual
 * values act as the mean of a normal prior on the weights.
 */
#ifndef AYES_LEARNING_BLEND_H
#define AYES_LEARNING_BLEND_H

#include <stddef.h>

#include "ayes_types.h"

typedef struct ayes_blend {
  double learned, rules, constant;
} ayes_blend;

typedef struct ayes_blend_input {
  double learned; /* what the learned words add up to */
  double rules;   /* the sum of the rules, within +-AYES_RULES_MOST */
} ayes_blend_input;

/* Past it the rules are as sure as they can be. */
#define AYES_RULES_MOST 8.0

/* What experience with many questions says before any tick is seen (bench/README.md); learned is
 * for learned words that add up to 1 or -1 on the whole. */
extern const ayes_blend ayes_blend_usual;

/* labels: +1, -1, or 0 for rows that are left out. Both sides weigh the same in all. Damped
 * Newton steps to the one optimum. O(count). */
void ayes_blend_fit(const ayes_blend_input *inputs, const signed char *labels, size_t count,
                    const ayes_blend *usual, ayes_blend *blend);

double ayes_blend_value(const ayes_blend *blend, const ayes_blend_input *input);

/* Mean logistic loss under balanced sides; what strengths are compared by. */
double ayes_blend_loss(const ayes_blend *blend, const ayes_blend_input *inputs,
                       const signed char *labels, size_t count);

#endif
