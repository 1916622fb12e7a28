/* SPDX-License-Identifier: MIT
 *
 * Words and phrases that speak well or badly of what they are about, learned from the answers to
 * many questions as weights that a list of the lexicon may give them.
 *
 *     ayes_across across;
 *     ayes_across_learn(&pool, &options, &across, error);
 *     if (across.outcome == AYES_ACROSS_LEARNED) ...
 *     ayes_across_release(&across);
 *
 * A logistic regression without a constant over what a good word would count in the place of each
 * term (learning/probe.h), with the sum of the rules as one column more: what the lists say already
 * is not learned again, and the weights come out in the units of the lists. How well that does is
 * measured on answers to questions that were left out whole.
 */
#ifndef AYES_LEARNING_ACROSS_H
#define AYES_LEARNING_ACROSS_H

#include "learning/lesson.h"
#include "learning/pool.h"

typedef struct ayes_across_settings {
  size_t least_questions; /* that must hold a term */
  size_t least_answers;   /* the same */
  size_t most_terms;
  double tone_weight; /* of the pack that the list is for */
  size_t inputs;      /* how many files the answers came from */
} ayes_across_settings;

typedef enum ayes_across_outcome {
  AYES_ACROSS_LEARNED,
  AYES_ACROSS_ONE_SIDED, /* all answers take the same side */
  AYES_ACROSS_FEW,       /* fewer than two questions, or no term is held by enough */
  AYES_ACROSS_NO_GAIN    /* with the list the rules do no better on questions left out */
} ayes_across_outcome;

typedef struct ayes_across_term {
  uint32_t term; /* of the pool */
  double weight; /* of the list: above 0 good, below 0 bad */
  size_t questions, answers;
  size_t n_for, n_against; /* answers in which a good word in its place would be right, and wrong */
} ayes_across_term;

/* Agreement with the answers of some input, each read by what did not see its question. */
typedef struct ayes_across_score {
  size_t questions, answers;
  ayes_lesson_score rules, learned, both; /* as classify labels; learned: by the sign of its sum */
  /* share right of the signs of the sums, however near to 0; 0 is half right, both sides weigh the
   * same: 0.5 is chance */
  double rules_side, both_side;
  double gain; /* of the second over the first, in standard errors of chance (McNemar 1947) */
} ayes_across_score;

typedef struct ayes_across {
  ayes_across_outcome outcome;
  size_t sides[2]; /* answers against, and for */
  double strength; /* of the fit to all questions */
  struct {
    ayes_across_term *items;
    size_t count, capacity;
  } terms;                   /* good ones, then bad ones, the heaviest first */
  ayes_across_score *scores; /* by input, and then of all */
  double *added; /* by row: what a list learned without its question adds to the rules' sum */
} ayes_across;

/* pool must be frozen; across is to be released even after a failure. O(fits * places): with folds
 * of questions about 12 * folds fits. The strength of a fold's list is chosen by folds other than
 * it (Varma & Simon 2006), that of the list itself by all of them. */
ayes_status ayes_across_learn(const ayes_pool *pool, const ayes_across_settings *options,
                              ayes_across *across, ayes_error *error);
void ayes_across_release(ayes_across *across);

#endif
