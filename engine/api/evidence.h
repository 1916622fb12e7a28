/* SPDX-License-Identifier: MIT
 *
 * From marks to evidence: which words of a text show its labels.
 *
 *     ayes_evidence_collect(&sources, false, &list, error);
 */
#ifndef AYES_API_EVIDENCE_H
#define AYES_API_EVIDENCE_H

#include "learning/learned.h"
#include "stance/stance.h"
#include "topics/topics.h"

/* Pieces of evidence of one answer; the first ones of the text, when there are more. */
enum { AYES_EVIDENCE_LIMIT = 1000 };

/* What may become a piece: a mark, and what a piece says that the mark does not know. */
typedef struct ayes_candidate {
  const ayes_mark *mark;
  const char *topic; /* its id, or NULL */
  const char *turned;
  double weight;
  uint32_t next; /* 1 + the next one that starts at the same token; or 0 */
  bool decisive;
} ayes_candidate;

/* Zero-initialise; filling it again reuses the memory. */
typedef struct ayes_evidence_list {
  ayes_evidence *items;
  size_t count, capacity;
  /* while it is filled */
  struct {
    ayes_candidate *items;
    size_t count, capacity;
  } candidates;
  ayes_marks learned; /* learned terms as marks */
  struct {
    uint32_t *items; /* by token: 1 + the candidate that starts there; or 0 */
    size_t count, capacity;
  } starts;
  struct {
    uint64_t *items; /* by 64 tokens: a bit for each where a candidate starts */
    size_t count, capacity;
  } taken;
} ayes_evidence_list;

typedef struct ayes_evidence_sources {
  const ayes_lexicon *lexicon;
  const ayes_text *text;
  const ayes_topic_scores *scores;
  const ayes_judgement *judgement;
  const ayes_learned *learned; /* or NULL */
} ayes_evidence_sources;

/* Clears and fills the list. Of learned terms only those that say most, AYES_LEARNED_HEAVIEST
 * at most, or all of them. all: also what only turns other words or mentions the proposal, for
 * people who want to know how a label came about. O(tokens + pieces). */
ayes_status ayes_evidence_collect(const ayes_evidence_sources *sources, bool all,
                                  ayes_evidence_list *list, ayes_error *error);

void ayes_evidence_release(ayes_evidence_list *list);

#endif
