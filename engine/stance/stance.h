/* SPDX-License-Identifier: MIT
 *
 * Stance and acts: resolved marks in, labels and adjusted marks out.
 *
 *     ayes_judge_new(&settings, &judge, error);
 *     ayes_judge_run(judge, &text, tags, &marks, target, &judgement, error);
 *     judgement->stance
 *     ayes_judge_free(judge);
 *
 * Method: every opinion is turned by what stands around it (turns.c: negation, Taboada et al. 2011;
 * contrast, Polanyi & Zaenen 2006), attached to the proposal, its object or a rival (attach.c), and
 * summed, outright statements apart from tone (decide.c).
 */
#ifndef AYES_STANCE_STANCE_H
#define AYES_STANCE_STANCE_H

#include "stance/settings.h"
#include "stance/target.h"

/* A mark after scope. */
typedef struct ayes_adjusted {
  ayes_mark mark;
  double weight;      /* opinions: positive speaks for the proposal; others: as listed */
  double strength;    /* weight without what contrast gave or took */
  const char *turned; /* what scope did, for people: "negated by “not”; ..."; "" when nothing */
  bool outright;      /* says its side in so many words */
  bool decisive;      /* speaks for the label that was given */
} ayes_adjusted;

typedef struct ayes_judgement {
  ayes_stance stance;
  double score;      /* -1 .. +1 */
  double confidence; /* 0 .. 1 */
  bool conditional;
  bool irony;
  unsigned acts; /* ayes_act bits */
  /* how the sum came about */
  double outright_for, outright_against; /* >= 0 */
  double tone_for, tone_against;         /* >= 0 */
  double tone_factor;                    /* what tone counts beside the outright statements */
  double sum;                            /* what score is tanh of */
  double threshold;                      /* |sum| below it takes no side */
  ayes_adjusted *marks;                  /* every mark that counted */
  size_t mark_count;
  size_t opinion_count; /* the first so many marks are in order; marks of acts follow, in theirs */
  const ayes_mark *const *topic_marks; /* those of kind topic, in their order */
  size_t topic_mark_count;
} ayes_judgement;

/* One thread's working memory. settings must outlive it. */
typedef struct ayes_judge ayes_judge;

ayes_status ayes_judge_new(const ayes_settings *settings, ayes_judge **judge, ayes_error *error);
void ayes_judge_free(ayes_judge *judge);

/* From now on adjusted marks do not tell what scope did: for bulk, where nobody reads it. */
void ayes_judge_be_terse(ayes_judge *judge);

/* Replaces the label of the last run by one that more is known for; which marks are decisive
 * follows it. */
void ayes_judge_settle(ayes_judge *judge, ayes_stance stance, double score, double confidence);

/* marks: sorted and resolved. tags: from ayes_target_tag. target may be NULL. *judgement is the
 * judge's until its next run. O(marks * window). */
ayes_status ayes_judge_run(ayes_judge *judge, const ayes_text *text, const uint8_t *tags,
                           const ayes_marks *marks, const ayes_target *target,
                           const ayes_judgement **judgement, ayes_error *error);

#endif
