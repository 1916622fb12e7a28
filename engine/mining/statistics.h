/* SPDX-License-Identifier: MIT
 *
 * The figures of corpus comparison: how far counts are from what chance gives, and how sure that
 * is when many of them are looked at together.
 *
 *     ayes_contingency table = {12, 3, 988, 1997};
 *     double g2 = ayes_statistics_g2(&table);
 *     double p = ayes_statistics_chi_square_tail(fabs(g2), 1);
 *
 * G2: Dunning 1993, over all four cells, as quanteda's textstat_keyness has it for "lr" without a
 * correction; Rayson & Garside 2000 add up the upper two cells only, which gives nearly the same
 * where a word is rare. Log ratio: Hardie 2014. PMI: Church & Hanks 1990. Exact test: Fisher 1922.
 * Many tests: Benjamini & Hochberg 1995. Tail of chi-square: the regularised incomplete gamma
 * function by its series and its continued fraction (Abramowitz & Stegun 6.5.29 and 6.5.31).
 */
#ifndef AYES_MINING_STATISTICS_H
#define AYES_MINING_STATISTICS_H

#include "base/error.h"

/* Counts of two events: both, only the second, only the first, neither. For keyness a and b are how
 * often a word stands on either side, c and d all other words there; for collocations a is the
 * pair. */
typedef struct ayes_contingency {
  double a, b; /* upper row */
  double c, d; /* lower row */
} ayes_contingency;

/* What chance would put in cell a: its row's sum times its column's over all; 0 without counts. */
double ayes_statistics_expected(const ayes_contingency *table);

/* The least that chance would put in any cell. */
double ayes_statistics_least_expected(const ayes_contingency *table);

/* Log-likelihood ratio, at least 0; negative where a is not above what chance would give. */
double ayes_statistics_g2(const ayes_contingency *table);

/* Pearson's chi-square without correction, at least 0. */
double ayes_statistics_chi_square(const ayes_contingency *table);

/* Two-sided p of Fisher's exact test: the probability of all tables with these sums that are no
 * likelier than this one (as R's fisher.test). O(smallest sum). */
double ayes_statistics_fisher(const ayes_contingency *table);

/* Log2 of the ratio of a / (a + c) to b / (b + d); a count of 0 is taken as one half. 0 when a side
 * holds nothing. */
double ayes_statistics_log_ratio(const ayes_contingency *table);

/* Log2 of a over what chance would give; 0 when either is 0. */
double ayes_statistics_pmi(const ayes_contingency *table);

/* The probability of a value of at least x; freedom > 0. 1 for x <= 0. */
double ayes_statistics_chi_square_tail(double x, double freedom);

/* Replaces count p-values by q-values: the least false discovery rate at which each would be taken
 * for a discovery. AYES_NO_MEMORY. O(n log n). */
ayes_status ayes_statistics_correct(double *values, size_t count, ayes_error *error);

#endif
