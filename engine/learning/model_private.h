/* SPDX-License-Identifier: MIT
 *
 * Reading a model, step by step: model_read.c its manifest, model_lists.c the lists of a question,
 * model_answers.c the answers that it was learned from.
 */
#ifndef AYES_LEARNING_MODEL_PRIVATE_H
#define AYES_LEARNING_MODEL_PRIVATE_H

#include "base/names.h"
#include "base/tsv.h"
#include "learning/model.h"

typedef struct ayes_model_reading {
  ayes_model *model;
  ayes_types *types; /* of the words of terms, each stemmed once */
  char data[17];     /* hash that every file must carry */
  size_t folds;
  /* of the question at hand */
  double *rows[AYES_HEAD_COUNT]; /* weights: by term, each of all worlds */
  ayes_names written;            /* terms, most of which stand in two files; stemming takes time */
  struct {
    ayes_listed_feature *items; /* by number of the written term, less 1 */
    size_t count, capacity;
  } features;
  ayes_error *error;
} ayes_model_reading;

/* The path of a file of the model, as long as the model lives; NULL when memory ran out. */
const char *ayes_model_path(ayes_model_reading *it, const char *name, const char *ending);

/* Opens a list of a question, of so many columns, and checks that it is of the same run. */
ayes_status ayes_model_open_list(ayes_model_reading *it, const ayes_model_question *question,
                                 const char *ending, const ayes_tsv_column *columns, size_t count,
                                 ayes_tsv *table);

ayes_status ayes_model_read_answers(ayes_model_reading *it, ayes_model_question *question);

/* Reads the terms, worlds and answers of a question whose heads are known. AYES_BAD_DATA and the
 * like, with the place. */
ayes_status ayes_model_read_lists(ayes_model_reading *it, ayes_model_question *question);

#endif
