/* SPDX-License-Identifier: MIT
 *
 * Reading a model, step by step: model_read.c its manifest, model_lists.c the lists of a question.
 */
#ifndef AYES_LEARNING_MODEL_PRIVATE_H
#define AYES_LEARNING_MODEL_PRIVATE_H

#include "learning/model.h"

typedef struct ayes_model_reading {
  ayes_model *model;
  ayes_stemmer *stemmer;
  char data[17]; /* hash that every file must carry */
  size_t folds;
  double *rows[AYES_HEAD_COUNT]; /* weights of the question at hand: by term, each of all worlds */
  ayes_error *error;
} ayes_model_reading;

/* The path of a file of the model, as long as the model lives; NULL when memory ran out. */
const char *ayes_model_path(ayes_model_reading *it, const char *name, const char *ending);

/* Reads the terms, worlds and answers of a question whose heads are known. AYES_BAD_DATA and the
 * like, with the place. */
ayes_status ayes_model_read_lists(ayes_model_reading *it, ayes_model_question *question);

#endif
