/* SPDX-License-Identifier: MIT
 *
 * Logistic regression with an L2 penalty over sparse rows, by liblinear (Fan et al. 2008; Lin, Weng
 * & Keerthi 2008: trust region Newton method, which uses no random numbers).
 *
 *     ayes_logistic_fit(&rows, labels, chosen, strength, weights, error);
 */
#ifndef AYES_LEARNING_LOGISTIC_H
#define AYES_LEARNING_LOGISTIC_H

#include <stdint.h>
#include <string.h>

#include "base/array.h"

/* Rows of a sparse matrix: row i has columns[starts[i]] .. columns[starts[i + 1] - 1], each once,
 * ascending, every one of them with the value scale[i] * factor[column], times that of values where
 * there are any. */
typedef struct ayes_rows {
  const uint32_t *columns; /* from 0 */
  const size_t *starts;    /* count + 1 of them */
  const double *scale;     /* by row */
  const double *factor;    /* by column */
  size_t count;
  size_t column_count;
  const double *values;  /* as many as columns; NULL: all are 1 */
  bool without_constant; /* rows without columns give 0 */
} ayes_rows;

typedef struct ayes_logistic ayes_logistic;

/* Room for fits on these rows, which must outlive it. *logistic is yours. AYES_OVER_LIMIT: more
 * than two thousand million columns. */
ayes_status ayes_logistic_new(const ayes_rows *rows, ayes_logistic **logistic, ayes_error *error);
void ayes_logistic_free(ayes_logistic *logistic);

/* Fits labels (+1 or -1; rows with 0 are left out) of the rows for which chosen says so (NULL:
 * all). Both sides weigh the same in all. strength: liblinear's C; larger fits closer. weights has
 * column_count + 1 places, the last one the constant (0 in rows without one); what they hold is
 * where the search starts. *fitted: false when a side has no rows; weights are all 0 then. Same
 * input, same weights. */
ayes_status ayes_logistic_fit(ayes_logistic *logistic, const signed char *labels,
                              const bool *chosen, double strength, double *weights, bool *fitted,
                              ayes_error *error);

/* What the weights give a row. */
double ayes_logistic_value(const ayes_rows *rows, size_t row, const double *weights);

#endif
