/* SPDX-License-Identifier: MIT
 *
 * Learning one distinction from the answers to a question, once from all of them and once without
 * each fold, so that no answer need ever be read with what its own label taught.
 *
 *     ayes_fit fit;
 *     ayes_crossfit(samples, AYES_HEAD_SIDE, most_terms, &fit, error);
 *     ayes_fit_release(&fit);
 *
 * Everything that stands in world k + 1 (strength, weights, blend) follows from the answers outside
 * fold k alone: the strength and the blend are chosen by a cross-validation inside it (nested
 * cross-validation, Varma & Simon 2006; cross-fitting, Chernozhukov et al. 2018).
 */
#ifndef AYES_LEARNING_CROSSFIT_H
#define AYES_LEARNING_CROSSFIT_H

#include "learning/samples.h"

/* The distinctions that together make four labels. */
typedef enum ayes_head {
  AYES_HEAD_SIDE,  /* support (+1) against oppose (-1) */
  AYES_HEAD_TAKES, /* takes a side or both (+1) against neutral (-1) */
  AYES_HEAD_MIXED, /* both sides (+1) against one of them (-1) */
  AYES_HEAD_COUNT
} ayes_head;

/* "side", "takes", "mixed": as models name them. */
const char *ayes_head_name(ayes_head head);

/* +1, -1, or 0 when the head says nothing of that label. */
int ayes_head_label(ayes_head head, int label);

/* What the rules say of a head: which side and how far; whether any (+-1); whether both (+-1). */
double ayes_head_rules(ayes_head head, const ayes_judgement *rules);

enum { AYES_WORLDS_MOST = AYES_FOLDS_MOST + 1, AYES_STRENGTHS = 3 };

/* World 0 is everything, world k + 1 is everything but fold k. */
typedef struct ayes_fit {
  size_t worlds;
  double *weights[AYES_WORLDS_MOST];  /* by column, as added up: column factors are in them; 0 for
                                         what was not kept */
  ayes_blend blend[AYES_WORLDS_MOST]; /* with the constant of the learned words in its own */
  double constant[AYES_WORLDS_MOST];  /* of the learned words alone */
  double strength[AYES_WORLDS_MOST];
} ayes_fit;

/* samples must be frozen. most_terms: columns kept in each world, the ones that say most. *fit is
 * the caller's to release, also after a failure.
 * O(fits * cells): AYES_STRENGTHS * (folds * (folds + 1) / 2) + 1 fits. */
ayes_status ayes_crossfit(const ayes_samples *samples, ayes_head head, size_t most_terms,
                          ayes_fit *fit, ayes_error *error);
void ayes_fit_release(ayes_fit *fit);

/* The inputs of a row's blend in a world; *said (may be NULL) is what its learned words add up to
 * without regard to sign. */
ayes_blend_input ayes_fit_input(const ayes_samples *samples, const ayes_fit *fit, size_t world,
                                size_t row, ayes_head head, double *said);

#endif
