/* SPDX-License-Identifier: MIT
 *
 * What was learned from the answers to one question, and whether it helps.
 *
 *     ayes_lesson lesson = {.question = id, .samples = samples};
 *     ayes_lesson_learn(&lesson, &options, error);
 *     if (lesson.outcome == AYES_LESSON_LEARNED) ...
 *     ayes_lesson_release(&lesson);
 */
#ifndef AYES_LEARNING_LESSON_H
#define AYES_LEARNING_LESSON_H

#include "learning/crossfit.h"

typedef struct ayes_lesson_options {
  size_t least;      /* labels of either side */
  size_t most_terms; /* kept of a question, the ones that say most */
} ayes_lesson_options;

typedef enum ayes_lesson_outcome {
  AYES_LESSON_LEARNED,
  AYES_LESSON_FEW,     /* too few labels of one side or of both */
  AYES_LESSON_NO_GAIN, /* rules and learned words are no better than rules, or than guessing */
} ayes_lesson_outcome;

/* Agreement with the labels, of answers read by what did not see them. */
typedef struct ayes_lesson_score {
  double accuracy, f_avg, macro_f1; /* the last over labels that stand among those given */
} ayes_lesson_score;

/* Answers by label and by the label they are given. */
typedef size_t ayes_confusion[AYES_STANCE_COUNT][AYES_STANCE_COUNT];
ayes_lesson_score ayes_lesson_score_of(const ayes_confusion counts);

typedef struct ayes_lesson {
  ayes_span question;
  ayes_samples *samples;
  ayes_lesson_outcome outcome;
  bool present[AYES_HEAD_COUNT];
  ayes_fit fits[AYES_HEAD_COUNT];
  ayes_lesson_score rules, learned, both;
  size_t terms; /* columns with a weight in world 0 */
} ayes_lesson;

/* Freezes the samples and fits what there are labels for. outcome says what came of it. */
ayes_status ayes_lesson_learn(ayes_lesson *lesson, const ayes_lesson_options *options,
                              ayes_error *error);

/* Frees the fits; the samples are the caller's. */
void ayes_lesson_release(ayes_lesson *lesson);

/* Whether a column has a weight in a world for any head. */
bool ayes_lesson_keeps(const ayes_lesson *lesson, size_t world, size_t column);

#endif
