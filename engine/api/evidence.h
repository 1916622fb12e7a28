/* SPDX-License-Identifier: MIT
 *
 * From marks to evidence: which words of a text show its labels.
 *
 *     ayes_evidence_collect(&sources, false, &list, error);
 */
#ifndef AYES_API_EVIDENCE_H
#define AYES_API_EVIDENCE_H

#include "api/code_points.h"
#include "learning/learned.h"
#include "stance/stance.h"
#include "topics/topics.h"

/* Pieces of evidence of one answer; the first ones of the text, when there are more. */
enum { AYES_EVIDENCE_LIMIT = 1000 };

/* Zero-initialise; filling it again reuses the memory. */
typedef struct ayes_evidence_list {
  ayes_evidence *items;
  size_t count, capacity;
  /* while it is filled */
  struct {
    ayes_adjusted *items; /* marks of topics, and learned terms, as if they were adjusted */
    size_t count, capacity;
  } others;
  struct {
    const char **items; /* by number: the id of a topic that is assigned; all NULL in between */
    size_t count, capacity;
  } topics;
  ayes_code_points points;
} ayes_evidence_list;

typedef struct ayes_evidence_sources {
  const ayes_text *text;
  const ayes_topic_scores *scores;
  const ayes_topic *topics; /* what each of the scores is of */
  size_t topic_limit;       /* the highest number of a topic */
  const ayes_judgement *judgement;
  const ayes_learned *learned; /* or NULL */
} ayes_evidence_sources;

/* Clears and fills the list. Of learned terms only those that say most, AYES_LEARNED_HEAVIEST
 * at most, or all of them. all: also what only turns other words or mentions the proposal, for
 * people who want to know how a label came about. O(pieces). */
ayes_status ayes_evidence_collect(const ayes_evidence_sources *sources, bool all,
                                  ayes_evidence_list *list, ayes_error *error);

void ayes_evidence_release(ayes_evidence_list *list);

#endif
