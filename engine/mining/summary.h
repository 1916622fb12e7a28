/* SPDX-License-Identifier: MIT
 *
 * What was said to each question: reasons for and against by topic, each with its most typical
 * sentence, and the sentences that suggest, ask, set a condition or propose another way.
 *
 *     ayes_summariser_new(lexicon, &summariser, error);
 *     ayes_summariser_add(summariser, &answer, error);            -- for every result with text
 *     ayes_summariser_finish(summariser, &list, error);
 *     ayes_summariser_free(summariser);
 *
 * The most typical sentence is the one whose vector of stems, weighted by how rare they are, has
 * the largest cosine with the sum of its group's (centroid; Salton 1971; Radev et al. 2004).
 */
#ifndef AYES_MINING_SUMMARY_H
#define AYES_MINING_SUMMARY_H

#include "lexicon/lexicon.h"
#include "stance/target.h"

enum {
  AYES_QUOTE_LEAST = 8, /* words of a quote */
  AYES_QUOTE_MOST = 60,
  AYES_REASONS_LIMIT = 5, /* a side */
  AYES_SAID_LIMIT = 20    /* sentences of a list */
};

/* A piece of evidence as it stands in a result. */
typedef struct ayes_said_piece {
  size_t start, end; /* code points */
  ayes_span kind;
  ayes_span topic; /* when kind is "topic" */
  double weight;
} ayes_said_piece;

/* One result. Borrowed for the call. */
typedef struct ayes_said_answer {
  ayes_span id, question, text;
  ayes_stance stance;
  unsigned acts;
  const ayes_said_piece *pieces; /* in the order of the text */
  size_t piece_count;
  const ayes_target *target; /* the proposal, or NULL */
} ayes_said_answer;

/* Words of a sentence that show what it is listed for; bytes of its text. */
typedef struct ayes_said_mark {
  size_t start, end;
} ayes_said_mark;

/* A sentence somebody wrote. Everything in it is the summariser's. */
typedef struct ayes_said {
  ayes_span id; /* of the answer */
  ayes_span text;
  ayes_stance stance; /* of the answer */
  const ayes_said_mark *marks;
  size_t mark_count;
} ayes_said;

typedef struct ayes_reason {
  ayes_span topic, label; /* empty: answers whose sentences name no topic */
  size_t answers;
  size_t concerns, praises; /* of them: answers that do this */
  bool has_quote;
  ayes_said quote;
} ayes_reason;

typedef enum ayes_said_list_kind {
  AYES_SAID_CONDITIONS, /* of a side that the same sentence takes */
  AYES_SAID_OTHER_WAYS, /* counter-proposals: a rival of the proposal, or words that offer another
                           way, in a sentence that does not speak for the proposal */
  AYES_SAID_SUGGESTIONS,
  AYES_SAID_QUESTIONS,
  AYES_SAID_LISTS
} ayes_said_list_kind;

typedef struct ayes_said_list {
  ayes_said items[AYES_SAID_LIMIT]; /* the first ones */
  size_t count;                     /* in items */
  size_t answers;                   /* that have such sentences, shown or not */
} ayes_said_list;

typedef struct ayes_question_summary {
  ayes_span id;
  ayes_reason support[AYES_REASONS_LIMIT], oppose[AYES_REASONS_LIMIT];
  size_t support_count, oppose_count;
  ayes_said_list lists[AYES_SAID_LISTS];
} ayes_question_summary;

typedef struct ayes_summaries {
  const ayes_question_summary *items; /* as first met */
  size_t count;
} ayes_summaries;

typedef struct ayes_summariser ayes_summariser;

/* *summariser is yours; lexicon must outlive it. */
ayes_status ayes_summariser_new(const ayes_lexicon *lexicon, ayes_summariser **summariser,
                                ayes_error *error);
void ayes_summariser_free(ayes_summariser *summariser);

/* Copies the sentences. O(words + pieces). AYES_NO_MEMORY, AYES_OVER_LIMIT. */
ayes_status ayes_summariser_add(ayes_summariser *summariser, const ayes_said_answer *answer,
                                ayes_error *error);

/* *list is the summariser's. O(sentences * topics). */
ayes_status ayes_summariser_finish(ayes_summariser *summariser, const ayes_summaries **list,
                                   ayes_error *error);

#endif
