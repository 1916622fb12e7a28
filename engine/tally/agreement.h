/* SPDX-License-Identifier: MIT
 *
 * How far two people agree who labelled the same answers, and how far the results agree with the
 * first of them on these answers: no program can be expected to agree better than people do.
 *
 *     ayes_agreement agreement;
 *     ayes_agreement_compute(&pairs, "second.csv", "gold.csv", &agreement, error);
 *     agreement.people.kappa
 */
#ifndef AYES_TALLY_AGREEMENT_H
#define AYES_TALLY_AGREEMENT_H

#include "tally/evaluate.h"

/* Both over the answers that have a result and labels of both people. Accuracy is the observed
 * agreement; the F1 of a label is its specific agreement (Fleiss 1975; Hripcsak & Rothschild 2005),
 * the same whoever of the two is taken for right. */
typedef struct ayes_agreement {
  ayes_evaluation people; /* gold against second */
  ayes_evaluation engine; /* gold against the results */
} ayes_agreement;

/* pairs: results beside gold. second and gold are paths. AYES_BAD_DATA: second cannot be read, or
 * has no label for an answer that has a result and a gold label. */
ayes_status ayes_agreement_compute(const ayes_gold_pairs *pairs, const char *second,
                                   const char *gold, ayes_agreement *agreement, ayes_error *error);

#endif
