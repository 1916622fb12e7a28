/* SPDX-License-Identifier: MIT
 *
 * From marks to evidence: which words of a text show its labels.
 *
 *     ayes_evidence_collect(&sources, false, &list, error);
 */
#ifndef AYES_API_EVIDENCE_H
#define AYES_API_EVIDENCE_H

#include "learning/model.h"
#include "stance/stance.h"
#include "topics/topics.h"

/* Pieces of evidence of one answer; the first ones of the text, when there are more. */
enum { AYES_EVIDENCE_LIMIT = 1000, AYES_EVIDENCE_LEARNED = 3 };

typedef struct ayes_evidence_list {
  ayes_evidence *items;
  size_t count, capacity;
} ayes_evidence_list;

typedef struct ayes_evidence_sources {
  const ayes_lexicon *lexicon;
  const ayes_text *text;
  const ayes_marks *marks; /* resolved */
  const ayes_topic_scores *scores;
  const ayes_judgement *judgement;
  const ayes_learned *learned; /* or NULL */
} ayes_evidence_sources;

/* Clears and fills the list. Of learned terms only those that say most, AYES_EVIDENCE_LEARNED at
 * most, or all of them. all: also what only turns other words or mentions the proposal, for
 * people who want to know how a label came about. The caller releases the list. */
ayes_status ayes_evidence_collect(const ayes_evidence_sources *sources, bool all,
                                  ayes_evidence_list *list, ayes_error *error);

#endif
