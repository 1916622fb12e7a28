/* SPDX-License-Identifier: MIT
 *
 * From marks to evidence: which words of a text show its labels.
 *
 *     ayes_evidence_collect(&sources, false, &list, error);
 */
#ifndef AYES_API_EVIDENCE_H
#define AYES_API_EVIDENCE_H

#include "stance/stance.h"
#include "topics/topics.h"

/* Pieces of evidence of one answer; the first ones of the text, when there are more. */
enum { AYES_EVIDENCE_LIMIT = 1000 };

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
} ayes_evidence_sources;

/* Clears and fills the list. all: also what only turns other words or mentions the proposal, for
 * people who want to know how a label came about. The caller releases the list. */
ayes_status ayes_evidence_collect(const ayes_evidence_sources *sources, bool all,
                                  ayes_evidence_list *list, ayes_error *error);

#endif
