/* SPDX-License-Identifier: MIT
 *
 * One fit across questions, some folds of them left out: the rows as a matrix, and weights.
 *
 *     ayes_across_fit fit;
 *     ayes_across_fit_open(&pool, &options, &fit, error);
 *     ayes_across_fit_leave(&fit, 3, 3);                       -- all but fold 3
 *     ayes_across_fit_all_terms(&fit, error);
 *     ayes_across_fit_run(&fit, strength, error);
 *     ayes_across_fit_value(&fit, row)
 *     ayes_across_fit_close(&fit);
 */
#ifndef AYES_LEARNING_ACROSS_FIT_H
#define AYES_LEARNING_ACROSS_FIT_H

#include "learning/across.h"

typedef struct ayes_across_fit {
  const ayes_pool *pool;
  const ayes_across_settings *options;
  bool *chosen; /* by row: learned from */
  /* by term of the pool */
  uint32_t *column; /* plus 1; 0: it has none */
  uint32_t *answers, *questions, *last_question;
  /* by column, of which the last one is the sum of the rules */
  uint32_t *term;
  double *weights;
  size_t column_count;
  /* the matrix */
  ayes_rows rows;
  struct {
    uint32_t *items;
    size_t count, capacity;
  } columns;
  struct {
    double *items;
    size_t count, capacity;
  } values;
  size_t *starts;
  double *scale, *factor; /* all 1 */
  signed char *labels;
  ayes_logistic *logistic;
  /* of the row at hand */
  struct {
    ayes_pool_place *items;
    size_t count, capacity;
  } places;
  uint8_t taken[AYES_POOL_WORDS];
} ayes_across_fit;

/* To be closed even after a failure. */
ayes_status ayes_across_fit_open(const ayes_pool *pool, const ayes_across_settings *options,
                                 ayes_across_fit *fit, ayes_error *error);
void ayes_across_fit_close(ayes_across_fit *fit);

/* Rows of two folds, which may be the same, are not learned from; UINT32_MAX is no fold. */
void ayes_across_fit_leave(ayes_across_fit *fit, uint32_t first, uint32_t second);

/* A column for each term that enough of the rows learned from hold. Places count whatever stands
 * beside them. *none: there is no such term. */
ayes_status ayes_across_fit_all_terms(ayes_across_fit *fit, bool *none, ayes_error *error);

/* Of the terms fitted keeps those that say most. Of places that overlap only those count now that
 * the matcher would choose: the longest, then the leftmost. */
ayes_status ayes_across_fit_choose_terms(ayes_across_fit *fit, ayes_error *error);

/* Fits; the search starts from the weights there are. */
ayes_status ayes_across_fit_run(ayes_across_fit *fit, double strength, ayes_error *error);

double ayes_across_fit_value(const ayes_across_fit *fit, size_t row);

/* The weight of a column's term in a list: in units of the rules' sum, within what kinds allow;
 * 0 for one that says too little. */
double ayes_across_fit_weight(const ayes_across_fit *fit, size_t column);

/* What a list of these weights adds to the rules' sum in a row. */
double ayes_across_fit_added(const ayes_across_fit *fit, size_t row);

#endif
