/* SPDX-License-Identifier: MIT
 *
 * The answers to one question as learning sees them: rows of features with what the rules say and
 * with a label where one is known.
 *
 *     ayes_samples_new(folds, &samples, error);
 *     ayes_samples_add(samples, &answer, error);           -- for every answer
 *     ayes_samples_freeze(samples, error);
 *     ayes_samples_free(samples);
 */
#ifndef AYES_LEARNING_SAMPLES_H
#define AYES_LEARNING_SAMPLES_H

#include "base/buffer.h"
#include "learning/blend.h"
#include "learning/features.h"
#include "learning/keys.h"
#include "learning/logistic.h"

enum { AYES_UNLABELLED = -1, AYES_FOLDS_MOST = 10 };

typedef struct ayes_sample_row {
  uint64_t hash;        /* of its text */
  uint32_t fold;        /* after freezing */
  int label;            /* an ayes_stance, or AYES_UNLABELLED */
  ayes_judgement rules; /* without its marks */
} ayes_sample_row;

/* A word, form of a word, negated word, pair of words or kind of opinion that answers hold. */
typedef struct ayes_learned_column {
  uint64_t key;
  ayes_span written;                  /* the form met most: "best start" */
  uint32_t answers;                   /* that hold it */
  uint32_t counts[AYES_STANCE_COUNT]; /* of these, by label */
  uint32_t lead;                      /* by which the written form leads (Boyer & Moore 1991) */
} ayes_learned_column;

typedef struct ayes_samples {
  size_t folds;
  struct {
    ayes_sample_row *items;
    size_t count, capacity;
  } list;
  struct {
    ayes_learned_column *items;
    size_t count, capacity;
  } columns;                        /* before freezing in the order first met; then by key */
  ayes_rows rows;                   /* after freezing */
  size_t labels[AYES_STANCE_COUNT]; /* how many of each */
  /* the samples' own */
  ayes_arena arena;
  ayes_features features;
  ayes_buffer written;
  ayes_keys keys; /* of columns, until freezing */
  struct {
    uint32_t *items;
    size_t count, capacity;
  } cells;
  struct {
    size_t *items;
    size_t count, capacity;
  } starts;
  struct {
    double *items;
    size_t count, capacity;
  } scale;
  double *factor;
} ayes_samples;

/* What is said of one answer. */
typedef struct ayes_sample_source {
  ayes_feature_source answer;
  uint64_t hash; /* of its text */
  int label;     /* an ayes_stance, or AYES_UNLABELLED */
} ayes_sample_source;

/* *samples is yours. folds: 2 to AYES_FOLDS_MOST. */
ayes_status ayes_samples_new(size_t folds, ayes_samples **samples, ayes_error *error);
void ayes_samples_free(ayes_samples *samples);

ayes_status ayes_samples_add(ayes_samples *samples, const ayes_sample_source *source,
                             ayes_error *error);

/* After the last answer: deals them out to folds, drops columns that fewer than least answers hold,
 * puts the rest in order of their keys (so that nothing depends on the order of answers but the
 * rows), and weighs them by their rarity (Sparck Jones 1972, as scikit-learn's smoothed form). */
ayes_status ayes_samples_freeze(ayes_samples *samples, size_t least, ayes_error *error);

/* Deals the labelled answers out to folds; freezing does that. */
ayes_status ayes_samples_deal(ayes_samples *samples, ayes_error *error);

/* What an answer of so many words divides the sum of its learned words by. */
double ayes_length_factor(size_t words);

#endif
