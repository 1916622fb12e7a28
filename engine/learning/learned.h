/* SPDX-License-Identifier: MIT
 *
 * Reading an answer with what was learned about its question: the terms in it, what they add up to
 * and the label they make together with the rules.
 *
 *     ayes_learned learned = {0};
 *     ayes_learned_read(&learned, question, &source, &outcome, error);
 *     ayes_learned_weight(&learned, 0) * learned.factor
 *     ayes_learned_release(&learned);
 */
#ifndef AYES_LEARNING_LEARNED_H
#define AYES_LEARNING_LEARNED_H

#include "learning/model.h"

typedef struct ayes_learned_source {
  ayes_feature_source answer; /* with its judgement */
  uint64_t hash;              /* ayes_text_hash of the answer */
} ayes_learned_source;

/* A learned term that stands in the answer; ayes_learned_where says in which tokens. */
typedef struct ayes_learned_hit {
  uint32_t term;
  uint32_t place; /* of a word its token, of a pair the second one, of other terms 0 */
} ayes_learned_hit;

typedef struct ayes_learned_range {
  uint32_t first, last; /* tokens, last excluded */
} ayes_learned_range;

/* What the words that came up first, the frequent ones among them, are to one question: so most
 * words are looked up once. All bits are set where none was yet; the term is the number of terms of
 * the question where there is none. */
enum { AYES_LEARNED_TYPES = 8192 };
#define AYES_LEARNED_HAS_FORM                                        \
  0x80000000u /* beside the term of the stem: its form is a term too \
               */
typedef struct ayes_learned_word {
  uint32_t stem;    /* term */
  uint32_t negated; /* term of the word behind a negation */
  ayes_pair_word paired;
} ayes_learned_word;

/* A pair that is a term, if nothing stands between its words. */
typedef struct ayes_learned_pair {
  uint32_t place;  /* in the index of pairs */
  uint32_t second; /* token */
} ayes_learned_pair;

typedef struct ayes_learned_words {
  const ayes_model_question *question;
  /* by type, then of the last word whose type has no place */
  ayes_learned_word items[AYES_LEARNED_TYPES + 1];
  uint32_t forms[AYES_LEARNED_TYPES + 1]; /* terms, where there is one */
  uint32_t kinds[AYES_KIND_COUNT][2];     /* terms of kinds against and for */
} ayes_learned_words;

enum { AYES_LEARNED_HEAVIEST = 3 };

/* What was learned that an answer says; zero-initialise, reading again reuses the memory. For
 * answers to one model that are read with the same types until ayes_learned_forget. */
typedef struct ayes_learned {
  size_t places; /* words and marks there is room for */
  struct {
    ayes_learned_hit *items; /* each term once, where it stands first */
    size_t count, capacity;
    size_t pairs, others; /* where pairs begin, behind words, and what is neither */
  } hits;
  struct {
    uint32_t *items; /* words whose form is a term */
    size_t count, capacity;
  } forms;
  struct {
    ayes_learned_pair *items;
    size_t count, capacity;
  } pairs;
  struct {
    ayes_learned_range *items; /* of the others */
    size_t count, capacity;
  } ranges;
  struct {
    unsigned char *items; /* by term, with one for none: number of the answer that held it last */
    size_t count, capacity;
  } stamps;
  unsigned char stamp;
  struct {
    ayes_learned_words **items; /* by number of the question; NULL until it comes up */
    size_t count, capacity;
  } words;
  struct {
    int32_t *items; /* of hits, then 0 */
    size_t count, capacity;
  } found_weights;
  struct {
    float *items; /* of those weights; used up */
    size_t count, capacity;
  } sizes;
  struct {
    float *items; /* of each AYES_LANES_GROUP sizes, then 0 */
    size_t count, capacity;
  } largest;
  /* The hits that say most, in falling order, of equal ones the first hit first (words before
   * pairs). None overlaps a heavier one: a pair and a word of it say the same. */
  uint32_t heaviest[AYES_LEARNED_HEAVIEST];
  size_t heaviest_count;
  const ayes_model_question *question; /* of that answer */
  const int32_t *weights;              /* for the side, by term, in the world at hand */
  double factor;                       /* times the weight of a hit: its part of the log-odds */
  double learned, rules, constant;     /* parts of the log-odds of support; their sum is value */
  double value;
} ayes_learned;

/* Clears learned and fills it, and *outcome. AYES_NO_MEMORY. O(tokens) expected. */
ayes_status ayes_learned_read(ayes_learned *learned, const ayes_model_question *question,
                              const ayes_learned_source *source, ayes_outcome_label *outcome,
                              ayes_error *error);

/* The tokens of a hit, by its index; of a negated word from its negation on. */
ayes_learned_range ayes_learned_where(const ayes_learned *learned, size_t hit);

/* The weight of a hit, as listed. */
static inline double ayes_learned_weight(const ayes_learned *learned, size_t hit) {
  return (double)learned->weights[learned->hits.items[hit].term] / AYES_WEIGHT_UNITS;
}

/* Below it a term says too little to be shown: it moves a chance of 50 % by one. */
bool ayes_learned_says_little(const ayes_learned *learned, size_t hit);

void ayes_learned_release(ayes_learned *learned);

/* To be called when ayes_types_trim has emptied the types that answers are read with, or before
 * another model is used. */
void ayes_learned_forget(ayes_learned *learned);

#endif
