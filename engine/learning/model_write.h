/* SPDX-License-Identifier: MIT
 *
 * Lessons as the files of a model.
 *
 *     ayes_model_write(&facts, lessons, count, "model", error);
 */
#ifndef AYES_LEARNING_MODEL_WRITE_H
#define AYES_LEARNING_MODEL_WRITE_H

#include "learning/lesson.h"

/* What model.json says of the whole. */
typedef struct ayes_model_facts {
  const char *version;  /* of ayes */
  const char *language; /* of the lexicon */
  const char *stemmer;
  uint64_t pack;      /* ayes_lexicon_hash */
  uint64_t data;      /* of the answers and their labels */
  const char *labels; /* "ticks" or "gold" */
  size_t folds;
  size_t least;
} ayes_model_facts;

/* Writes the lessons that were learned into a folder, which is made when it is missing; each file
 * appears complete or not at all, model.json last. AYES_IO_FAILED. */
ayes_status ayes_model_write(const ayes_model_facts *facts, const ayes_lesson *lessons,
                             size_t count, const char *folder, ayes_error *error);

/* The text of model.json alone, which also says why questions were left out. */
void ayes_model_manifest(const ayes_model_facts *facts, const ayes_lesson *lessons, size_t count,
                         ayes_buffer *buffer);

#endif
