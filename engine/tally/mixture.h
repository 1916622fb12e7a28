/* SPDX-License-Identifier: MIT
 *
 * Of how much of each side a mixture is made, when the distribution within each side is known.
 *
 *     ayes_mixture mixture = {.sides = 2, .categories = 4, ...};
 *     ayes_mixture_em(&mixture, shares);
 */
#ifndef AYES_TALLY_MIXTURE_H
#define AYES_TALLY_MIXTURE_H

#include "tally/sides.h"

enum { AYES_MIXTURE_CATEGORIES = 12 };

typedef struct ayes_mixture {
  size_t sides, categories;
  double within[AYES_SIDE_COUNT][AYES_MIXTURE_CATEGORIES]; /* of each side; adds up to 1 */
  double mixed[AYES_MIXTURE_CATEGORIES];                   /* counts */
} ayes_mixture;

/* shares: of each side, adding up to 1; those past sides are 0. The maximum of the likelihood. For
 * two sides it is found by bisection of the derivative, which falls all the way; EM itself comes to
 * the same place more slowly. */
void ayes_mixture_em(const ayes_mixture *mixture, double shares[AYES_SIDE_COUNT]);

/* The least sum of squared differences of the distributions, no share below 0. */
void ayes_mixture_adjust(const ayes_mixture *mixture, double shares[AYES_SIDE_COUNT]);

#endif
