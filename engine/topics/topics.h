/* SPDX-License-Identifier: MIT
 *
 * Topics: the sum of a topic's distinct terms in an answer, with a start for topics that the
 * question's proposal names, assigns it.
 *
 *     ayes_topics_assign(lexicon, &settings, &marks, target, &topics, error);
 */
#ifndef AYES_TOPICS_TOPICS_H
#define AYES_TOPICS_TOPICS_H

#include "lexicon/lexicon.h"

typedef struct ayes_topic_score {
  uint32_t topic; /* 1-based, for ayes_lexicon_topic_get */
  double weight;  /* 0 .. 1: sum / (sum + 1) */
  size_t first,
      last; /* what it was assigned by: places in ayes_topic_scores.marks, last excluded */
} ayes_topic_score;

typedef struct ayes_topic_settings {
  double least;         /* summed weight that assigns a topic */
  double repeat;        /* what a further hit of the same term adds, as a share of its weight */
  double target;        /* added to topics that the proposal names */
  double target_aspect; /* the same for topics that are aspects, no subjects */
  const char *aspect_parent; /* id of the topic whose children are aspects; NULL: none */
} ayes_topic_settings;

typedef struct ayes_topic_scores {
  ayes_topic_score *items;
  size_t count, capacity;
  struct {
    const ayes_mark **items; /* all marks of kind topic, by topic and term */
    size_t count, capacity;
  } marks;
} ayes_topic_scores;

/* Clears scores and fills it, heaviest first (then by number). marks: all of kind topic, sorted and
 * resolved; scores points to them. target_topics: numbers of the topics that the proposal names,
 * each once. O(marks log marks). */
ayes_status ayes_topics_assign(const ayes_lexicon *lexicon, const ayes_topic_settings *settings,
                               const ayes_mark *const *marks, size_t mark_count,
                               const uint32_t *target_topics, size_t target_topic_count,
                               ayes_topic_scores *scores, ayes_error *error);

void ayes_topics_release(ayes_topic_scores *scores);

#endif
