/* SPDX-License-Identifier: MIT
 *
 * Topics that answers suggest: groups of answers, each with a name, the terms by which it is known,
 * typical answers, and the topic of the present taxonomy that comes nearest to it.
 *
 *     ayes_topic_suggester_new(&words, &suggester, error);
 *     ayes_topic_suggester_add(suggester, &answer, error);            -- for every answer
 *     ayes_topic_suggester_finish(suggester, 0, &list, error);
 *     ayes_topic_suggester_free(suggester);
 *
 * Terms of a group are the words and phrases that stand in its answers and hardly elsewhere: G2
 * (Dunning 1993) over answers, with the share of the term's answers that are in the group.
 */
#ifndef AYES_MINING_TOPICS_SUGGEST_H
#define AYES_MINING_TOPICS_SUGGEST_H

#include "mining/words.h"

enum { AYES_SUGGESTED_TERMS = 12, AYES_SUGGESTED_EXAMPLES = 3 };

/* One answer. Borrowed for the call. */
typedef struct ayes_suggester_answer {
  ayes_span id, text;
  const ayes_span *topics; /* ids of the topics it has already */
  size_t topic_count;
} ayes_suggester_answer;

typedef struct ayes_suggested_term {
  ayes_span text; /* in its most frequent spelling */
  size_t words;   /* 1 to 3 */
  size_t answers; /* of the group that have it */
  double share;   /* of all answers that have it: those in the group */
  double g2;
  bool is_sure; /* the share is 0.8 or more: it makes the topic alone */
} ayes_suggested_term;

typedef struct ayes_topic_suggestion {
  ayes_span name; /* its most typical phrase, or two words */
  ayes_span id;   /* of letters, digits and '_', unlike the others and unlike any topic there is */
  size_t answers;
  double cohesion; /* mean cosine of its answers with their centre */
  ayes_suggested_term terms[AYES_SUGGESTED_TERMS];
  size_t term_count;
  size_t examples[AYES_SUGGESTED_EXAMPLES]; /* indexes of answers, the most typical first */
  size_t example_count;
  ayes_span covered_by; /* the topic that most of its answers have; empty for none */
  double covered_share; /* of its answers */
  bool is_covered;      /* at least half of them: the taxonomy has it already */
} ayes_topic_suggestion;

typedef struct ayes_topic_suggestions {
  const ayes_topic_suggestion *items; /* the largest first */
  size_t count;
  const uint32_t *of; /* one an answer: number of its suggestion from 1, 0 for none */
  size_t answers;
  double margin; /* topics_groups.h */
} ayes_topic_suggestions;

typedef struct ayes_topic_suggester ayes_topic_suggester;

/* words must outlive the suggester, which reads all texts with it. */
ayes_status ayes_topic_suggester_new(ayes_words *words, ayes_topic_suggester **suggester,
                                     ayes_error *error);
void ayes_topic_suggester_free(ayes_topic_suggester *suggester);

/* Copies id and text. O(words log words). */
ayes_status ayes_topic_suggester_add(ayes_topic_suggester *suggester,
                                     const ayes_suggester_answer *answer, ayes_error *error);

/* count: how many groups, or 0 for as many as the answers show. *list is the suggester's. To be
 * called once. AYES_BAD_USAGE: too many groups. */
ayes_status ayes_topic_suggester_finish(ayes_topic_suggester *suggester, size_t count,
                                        const ayes_topic_suggestions **list, ayes_error *error);

/* What was added, by index. */
ayes_span ayes_topic_suggester_id(const ayes_topic_suggester *suggester, size_t answer);
ayes_span ayes_topic_suggester_text(const ayes_topic_suggester *suggester, size_t answer);

#endif
