/* SPDX-License-Identifier: MIT
 *
 * What the parts of the suggester share: all answers, and how often phrases stand in each group.
 *
 *     ayes_topic_suggester_describe(suggester, group, error);
 */
#ifndef AYES_MINING_TOPICS_SUGGEST_PARTS_H
#define AYES_MINING_TOPICS_SUGGEST_PARTS_H

#include "mining/counts.h"
#include "mining/topics_groups.h"
#include "mining/topics_suggest.h"

typedef struct ayes_suggester_record {
  ayes_span id, text; /* in the arena */
  const uint32_t *topics;
  size_t topic_count;
} ayes_suggester_record;

struct ayes_topic_suggester {
  ayes_words *words;
  ayes_arena arena;
  ayes_topic_matrix matrix;
  ayes_topic_groups groups;
  ayes_names topics; /* that answers have */
  struct {
    ayes_suggester_record *items;
    size_t count, capacity;
  } answers;
  ayes_phrase_counts all;     /* of all answers in groups */
  ayes_phrase_counts *counts; /* one a group, from index 1 */
  size_t *sizes;              /* of groups, from index 1; 0: of no group */
  ayes_names ids;             /* of suggestions */
  ayes_topic_suggestion *items;
  ayes_topic_suggestions list;
};

/* Terms, name and id of the suggestion of a group (from 1), whose phrases have been counted. */
ayes_status ayes_topic_suggester_describe(ayes_topic_suggester *suggester, size_t group,
                                          ayes_error *error);

#endif
