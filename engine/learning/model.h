/* SPDX-License-Identifier: MIT
 *
 * Learned models: for each question a list of terms with weights, which a person can read and edit,
 * and how they add up with what the rules say. lexicons/FORMAT.md, "Models", defines the files;
 * learning/learned.h reads answers with them.
 *
 *     ayes_model_open("model", "english", &model, error);
 *     const ayes_model_question *question = ayes_model_find(model, id);
 *     ayes_model_close(model);
 *
 * An answer that the model learned from is read with the weights of the world that did not see it.
 */
#ifndef AYES_LEARNING_MODEL_H
#define AYES_LEARNING_MODEL_H

#include "learning/crossfit.h"
#include "learning/features.h"
#include "learning/pair_index.h"

enum { AYES_MODEL_FORMAT = 3, AYES_MODEL_FILE_LIMIT = 256 * 1024 * 1024 };

typedef struct ayes_model_term {
  ayes_listed_feature feature;
  ayes_source source; /* "model/Q1b.tsv:12" */
} ayes_model_term;

/* Weights are kept in units of the fourth decimal, with which they are written: small, and their
 * sums are exact in any order. */
enum { AYES_WEIGHT_MOST = 1000, AYES_WEIGHT_UNITS = 10000 };

typedef struct ayes_model_head {
  bool is_there;
  ayes_blend blend[AYES_WORLDS_MOST];
  int32_t *weights; /* of term t in world w: weights[w * term_count + t] */
} ayes_model_head;

/* A text that was learned from, and the fold it was in. */
typedef struct ayes_model_answer {
  uint64_t hash;
  uint32_t fold; /* from 0 */
} ayes_model_answer;

/* In which fold the texts were that it learned from, by their hashes. A slot holds the upper 56
 * bits of a hash, the highest of which have chosen the slot, and 1 + the fold. */
typedef struct ayes_model_folds {
  uint64_t *slots; /* open addressing; 0: free; twice as many as texts and more */
  unsigned bits;   /* there are 1 << bits of them */
} ayes_model_folds;

typedef struct ayes_model_question {
  size_t number;    /* in the model, from 0 */
  const char *file; /* name of its list, without ".tsv" */
  size_t folds, worlds;
  ayes_model_head heads[AYES_HEAD_COUNT];
  ayes_model_term *terms;
  size_t term_count;     /* of the list, then those that only some worlds have */
  size_t listed_count;   /* of the list */
  ayes_term_index index; /* of all terms */
  ayes_pair_index pairs; /* of those that are pairs */
  ayes_model_folds answers;
} ayes_model_question;

typedef struct ayes_model {
  const char *name; /* of the folder, for source places */
  const char *folder;
  uint64_t pack; /* hash of the lexicon the rules' part was made with */
  ayes_model_question *questions;
  size_t question_count;
  ayes_names ids; /* of the questions, in their order */
  ayes_arena arena;
} ayes_model;

/* stemmer: of the lexicon in use; NULL: whichever the model names. *model is yours. AYES_NO_INPUT:
 * there is no model.json in the folder; AYES_BAD_DATA: a file is broken, belongs to another run or
 * was made by a newer version, or for another language; the error says which and what to do. */
ayes_status ayes_model_open(const char *folder, const char *stemmer, ayes_model **model,
                            ayes_error *error);
void ayes_model_close(ayes_model *model);

/* NULL: the model knows nothing of that question. */
const ayes_model_question *ayes_model_find(const ayes_model *model, ayes_span question);

/* Makes room for count answers. */
ayes_status ayes_model_folds_reserve(ayes_model_folds *folds, size_t count, ayes_error *error);

/* Adds a text that is not there yet. */
void ayes_model_folds_add(ayes_model_folds *folds, const ayes_model_answer *answer);

/* The world that did not see the answer: 0, all of it, unless it was learned from. hash:
 * ayes_text_hash of the answer. */
size_t ayes_model_world(const ayes_model_question *question, uint64_t hash);

/* To be called some time before: what says so is far from all else. */
void ayes_model_expect_world(const ayes_model_question *question, uint64_t hash);

/* ---- Labels ---- */

typedef struct ayes_outcome_label {
  ayes_stance stance;
  double score, confidence;
} ayes_outcome_label;

/* What the heads say of one answer. */
typedef struct ayes_head_values {
  bool present[AYES_HEAD_COUNT];
  double log_odds[AYES_HEAD_COUNT]; /* of the first of a head's two labels; 0 for absent heads */
  double said; /* what speaks for and against, rules and learned words, without regard to sign */
} ayes_head_values;

/* The label of an answer; the same for answers of a file and for those in cross-validation. */
void ayes_model_label(const ayes_head_values *values, const ayes_judgement *rules,
                      ayes_outcome_label *outcome);

#endif
