/* SPDX-License-Identifier: MIT
 *
 * Learned models: for each question a list of terms with weights, which a person can read and edit,
 * and how they add up with what the rules say. lexicons/FORMAT.md, "Models", defines the files.
 *
 *     ayes_model_open("model", "english", &model, error);
 *     const ayes_model_question *question = ayes_model_find(model, id);
 *     ayes_model_apply(question, &source, &learned, &outcome, error);
 *     ayes_model_close(model);
 *
 * An answer that the model learned from is read with the weights of the world that did not see it.
 */
#ifndef AYES_LEARNING_MODEL_H
#define AYES_LEARNING_MODEL_H

#include "learning/crossfit.h"

enum { AYES_MODEL_FORMAT = 3, AYES_MODEL_FILE_LIMIT = 256 * 1024 * 1024 };

typedef struct ayes_model_term {
  uint64_t key;
  ayes_source source; /* "model/Q1b.tsv:12" */
} ayes_model_term;

typedef struct ayes_model_head {
  bool is_there;
  ayes_blend blend[AYES_WORLDS_MOST];
  double *weights; /* of term t in world w: weights[w * term_count + t] */
} ayes_model_head;

/* Terms by key. Most words of an answer are no terms: a bit for each slot says so without a look at
 * the slots, which rarely stay in the cache. A slot holds the upper 40 bits of a key, of which the
 * lower ones have chosen the slot, and 1 + the term. */
typedef struct ayes_model_index {
  uint64_t *slots; /* open addressing; 0: free */
  uint64_t *bits;  /* 8 for each slot */
  size_t count;    /* of slots: a power of two */
} ayes_model_index;

enum { AYES_MODEL_TERMS_MOST = (1 << 24) - 2 };

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
  size_t number; /* in the model, from 0 */
  ayes_span id;
  const char *file; /* name of its list, without ".tsv" */
  size_t folds, worlds;
  ayes_model_head heads[AYES_HEAD_COUNT];
  ayes_model_term *terms;
  size_t term_count;   /* of the list, then those that only some worlds have */
  size_t listed_count; /* of the list */
  ayes_model_index index;
  ayes_model_folds answers;
} ayes_model_question;

typedef struct ayes_model {
  const char *name; /* of the folder, for source places */
  const char *folder;
  uint64_t pack; /* hash of the lexicon the rules' part was made with */
  ayes_model_question *questions;
  size_t question_count;
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

/* The index of a term by its key, or UINT32_MAX. */
uint32_t ayes_model_term_find(const ayes_model_question *question, uint64_t key);

/* Makes room for count terms, AYES_MODEL_TERMS_MOST at most; an index that was in use is emptied.
 */
ayes_status ayes_model_index_reserve(ayes_model_index *index, size_t count, ayes_error *error);

/* Adds a key that is not there yet. */
void ayes_model_index_add(ayes_model_index *index, uint64_t key, uint32_t term);

/* Makes room for count answers. */
ayes_status ayes_model_folds_reserve(ayes_model_folds *folds, size_t count, ayes_error *error);

/* Adds a text that is not there yet. */
void ayes_model_folds_add(ayes_model_folds *folds, const ayes_model_answer *answer);

/* ---- Reading an answer ---- */

/* A learned term that stands in the answer. */
typedef struct ayes_learned_hit {
  uint32_t first, last; /* tokens, last excluded; of a negated word from its negation on */
  uint32_t term;
  double weight; /* as listed, in the world at hand; times factor: its part of the log-odds */
} ayes_learned_hit;

/* The heaviest hits of an answer, in falling order; of equal ones the first one first. */
enum { AYES_HEAVIEST = 5 };
typedef struct ayes_heaviest {
  double sizes[AYES_HEAVIEST];
  uint32_t items[AYES_HEAVIEST]; /* indices of hits */
  size_t count;
} ayes_heaviest;

/* What the words that came up first, the frequent ones among them, are to one question: so most
 * words are looked up once. */
enum { AYES_LEARNED_TYPES = 8192 };
typedef struct ayes_learned_word {
  uint64_t stem_hash;  /* as in its type, which is farther away */
  uint32_t stem, form; /* 0: not looked up, 1: no term, otherwise index + 2 */
} ayes_learned_word;
typedef struct ayes_learned_words {
  const ayes_model_question *question;
  ayes_learned_word items[AYES_LEARNED_TYPES]; /* by type */
  uint32_t negated[AYES_LEARNED_TYPES];        /* the same, behind a negation */
} ayes_learned_words;

/* What was learned that an answer says; zero-initialise, reading again reuses the memory. For
 * answers to one model that are read with the same types until ayes_learned_forget. */
typedef struct ayes_learned {
  struct {
    ayes_learned_hit *items;
    size_t count, capacity;
  } hits; /* each term once: words and pairs in the order of the text, negated words, kinds */
  ayes_heaviest heaviest;
  struct {
    uint32_t *items; /* by 2 + term: number of the answer that held it last; 1: no term */
    size_t count, capacity;
  } stamps;
  uint32_t stamp;
  struct {
    ayes_learned_words **items; /* by number of the question; NULL until it comes up */
    size_t count, capacity;
  } words;
  const ayes_model_question *question; /* of that answer */
  double factor;                       /* of the weights of hits */
  double learned, rules, constant;     /* parts of the log-odds of support; their sum is value */
  double value;
} ayes_learned;

typedef struct ayes_outcome_label {
  ayes_stance stance;
  double score, confidence;
} ayes_outcome_label;

typedef struct ayes_model_source {
  ayes_feature_source answer; /* with its judgement */
  uint64_t hash;              /* ayes_text_hash of the answer */
} ayes_model_source;

/* Reads one answer: the learned terms in it and the label they make together with the rules.
 * AYES_NO_MEMORY. O(tokens) expected. */
ayes_status ayes_model_apply(const ayes_model_question *question, const ayes_model_source *source,
                             ayes_learned *learned, ayes_outcome_label *outcome, ayes_error *error);
void ayes_learned_release(ayes_learned *learned);

/* To be called when ayes_types_trim has emptied the types that answers are read with, or before
 * another model is used. */
void ayes_learned_forget(ayes_learned *learned);

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
