/* SPDX-License-Identifier: MIT
 *
 * What the finder finds beside what a comparison of all pairs finds, on a sample: all letters of
 * some templates, so that the sample has whole campaigns in it.
 *
 *     agreement_measure(200000, 0.7, &found, &error);
 */
#ifndef BENCH_AGREEMENT_H
#define BENCH_AGREEMENT_H

#include "base/error.h"

typedef struct agreement {
  size_t letters;    /* in the sample; exact duplicates once */
  size_t near_pairs; /* whose exact Jaccard coefficient reaches the threshold */
  /* Pairs said to be near: in one cluster, and the exact coefficient reaches the threshold. */
  double pair_precision, pair_recall;
  /* Pairs in one cluster, against pairs that hang together by near pairs of the sample. */
  double cluster_precision, cluster_recall;
  double near_share; /* near pairs for each pair in one cluster */
} agreement;

ayes_status agreement_measure(size_t letters, double threshold, agreement *found,
                              ayes_error *error);

#endif
