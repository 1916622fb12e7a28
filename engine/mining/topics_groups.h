/* SPDX-License-Identifier: MIT
 *
 * Answers fall into groups by what they talk about: non-negative matrix factorisation of their
 * vectors, then each answer to the group whose centre is nearest.
 *
 *     ayes_topic_groups groups = {0};
 *     ayes_topic_groups_find(&matrix, 0, &groups, error);    -- 0: as many as the data show
 *     groups.of[answer]                                      -- 1 .. groups.count, 0 for none
 *     ayes_topic_groups_release(&groups);
 *
 * Factorisation: Lee & Seung 1999, by hierarchical alternating least squares (Cichocki & Phan
 * 2009). Nothing is drawn by lot: the factors start from answers that are central and far from one
 * another (after Gonzalez 1985). How many: the number with the widest mean margin, the cosine of an
 * answer with its own centre less that with the next nearest (the silhouette of Rousseeuw 1987,
 * with centres in place of pairs, as Hruschka et al. 2004 have it).
 */
#ifndef AYES_MINING_TOPICS_GROUPS_H
#define AYES_MINING_TOPICS_GROUPS_H

#include "mining/topics_matrix.h"

enum {
  AYES_TOPIC_GROUP_LIMIT = 100,
  AYES_TOPIC_GROUP_SEARCH = 30, /* most groups that are tried when no number is asked for; of n
                                   answers also no more than the root of n / 2 */
  AYES_TOPIC_SAMPLE = 5000      /* answers that are factorised, spread evenly; all are assigned */
};

typedef struct ayes_topic_groups {
  size_t count;
  uint32_t *of;    /* one an answer: number of its group from 1; 0: no term of it is known */
  double *cosines; /* one an answer: with its group's centre */
  double margin;   /* mean, of answers in groups */
} ayes_topic_groups;

/* count: how many groups, or 0; fewer come out where answers do not fill them. Groups are numbered
 * by size, the largest first. AYES_BAD_USAGE: over AYES_TOPIC_GROUP_LIMIT. AYES_NO_MEMORY. O(sample
 * cells * count + terms * count * count), for each number that is tried. */
ayes_status ayes_topic_groups_find(const ayes_topic_matrix *matrix, size_t count,
                                   ayes_topic_groups *groups, ayes_error *error);

void ayes_topic_groups_release(ayes_topic_groups *groups);

#endif
