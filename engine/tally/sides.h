/* SPDX-License-Identifier: MIT
 *
 * The share of support corrected for the errors of the labels: how those whose side is known were
 * read tells how those are read whose side is not.
 *
 *     ayes_sides sides = {0};
 *     ayes_sides_add_known(&sides, AYES_SIDE_SUPPORT, 1, score, stance);  -- for every known side
 *     ayes_sides_add_unknown(&sides, score, stance);                      -- for all others
 *     ayes_corrected corrected = ayes_sides_correct(&sides);
 *
 * The share is that of support among those who take a side: known sides count as they are, only the
 * others are estimated. Two ways:
 *
 * - adjusted count: the distribution of given labels is a mixture of those within each side (Forman
 *   2008; Hopkins & King 2010), solved by least squares;
 * - EM: the same with classes of scores, which hold more than labels do; the mixture most likely to
 *   give the scores (Saerens et al. 2002; Dempster et al. 1977).
 *
 * Both take it that people of one side write alike whether their side is known or not. Intervals,
 * 95 %: the bootstrap by test inversion (Carpenter 1999), of a finite population. For each share
 * that may be true, known sides are resampled within each side, the others drawn from both sides by
 * that share, and the share estimated anew; a share is in the interval when what was found is no
 * rarer under it than 2.5 % on either side. It keeps its level near 0 and 1, where percentiles
 * fail.
 */
#ifndef AYES_TALLY_SIDES_H
#define AYES_TALLY_SIDES_H

#include "ayes_types.h"

enum {
  AYES_SIDE_BINS = 40,    /* of scores from -1 to 1 */
  AYES_SIDES_NEEDED = 10, /* known answers of each side */
  AYES_SIDES_DRAWS = 500, /* for each share that may be true */
};

typedef enum ayes_side {
  AYES_SIDE_SUPPORT,
  AYES_SIDE_OPPOSE,
  AYES_SIDE_NONE, /* mixed or neutral */
  AYES_SIDE_COUNT
} ayes_side;

/* Zero-initialise. Its size does not depend on the number of answers. */
typedef struct ayes_sides {
  size_t known[AYES_SIDE_COUNT];
  double scores[AYES_SIDE_COUNT][AYES_SIDE_BINS]; /* sums of weights */
  double given[AYES_SIDE_COUNT][AYES_STANCE_COUNT];
  double squares[AYES_SIDE_COUNT]; /* of weights */
  size_t unknown;
  double unknown_scores[AYES_SIDE_BINS];
  double unknown_given[AYES_STANCE_COUNT];
  size_t left_out; /* neither: a tick whose meaning is not known */
} ayes_sides;

/* Why there is no corrected share. */
typedef enum ayes_uncorrected {
  AYES_CORRECTED,
  AYES_UNCORRECTED_FEW,   /* fewer known answers of a side than AYES_SIDES_NEEDED */
  AYES_UNCORRECTED_ALIKE, /* both sides are read alike (chi-square of scores by side, 5 %) */
  AYES_UNCORRECTED_COUNT
} ayes_uncorrected;

typedef struct ayes_estimate {
  double value, low, high; /* share of support among those who take a side */
} ayes_estimate;

typedef struct ayes_corrected {
  ayes_uncorrected reason; /* unless AYES_CORRECTED, the estimates are 0 */
  size_t known[AYES_SIDE_COUNT];
  size_t estimated; /* answers whose side was estimated; 0: the share is exact */
  size_t left_out;
  ayes_estimate em, adjusted_count;
} ayes_corrected;

/* The side of a label. */
ayes_side ayes_side_of(ayes_stance stance);

/* weight: unknown answers that it stands for; 1 for all where none is known to. score: -1 to 1. */
void ayes_sides_add_known(ayes_sides *sides, ayes_side side, double weight, double score,
                          ayes_stance given);
void ayes_sides_add_unknown(ayes_sides *sides, double score, ayes_stance given);

/* Deterministic: the seed is fixed. Answers that take no side are a third class when
 * AYES_SIDES_NEEDED of them are known; otherwise all unknown answers are held to take one. O(1):
 * about 30 ms. */
ayes_corrected ayes_sides_correct(const ayes_sides *sides);

/* "too_few", "alike"; NULL for AYES_CORRECTED. */
const char *ayes_uncorrected_name(ayes_uncorrected reason);

#endif
