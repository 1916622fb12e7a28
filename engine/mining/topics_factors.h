/* SPDX-License-Identifier: MIT
 *
 * Non-negative factors of the vectors of a sample of answers (topics_groups.h names the sources).
 *
 *     ayes_topic_factors factors;
 *     ayes_topic_factors_init(&matrix, most, &factors, error);
 *     ayes_topic_factors_fit(&factors, count);                  -- factors.of
 *     ayes_topic_factors_release(&factors);
 */
#ifndef AYES_MINING_TOPICS_FACTORS_H
#define AYES_MINING_TOPICS_FACTORS_H

#include "mining/topics_matrix.h"

typedef struct ayes_topic_factors {
  const ayes_topic_matrix *matrix;
  size_t *sample; /* indexes of answers that have terms */
  size_t sample_count;
  size_t *starts; /* places in sample of the answers that factors start from */
  size_t most;    /* of factors: no more than the sample has answers */
  uint32_t *of;   /* one an answer of the sample: its strongest factor, from 0; once fitted */
  double *weights, *weight_sums; /* answers by factors */
  double *terms, *term_sums;     /* terms by factors */
  double *products;              /* factors by factors */
} ayes_topic_factors;

/* AYES_NO_MEMORY. O(most * cells of the sample). */
ayes_status ayes_topic_factors_init(const ayes_topic_matrix *matrix, size_t most,
                                    ayes_topic_factors *factors, ayes_error *error);

/* count: 1 to factors->most. */
void ayes_topic_factors_fit(ayes_topic_factors *factors, size_t count);

void ayes_topic_factors_release(ayes_topic_factors *factors);

#endif
