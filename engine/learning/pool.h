/* SPDX-License-Identifier: MIT
 *
 * Answers to many questions as learning across them sees them: what the rules say, which side their
 * author took, and what a good word would count in each of their places, with the term that stands
 * there.
 *
 *     ayes_pool pool = {0};
 *     ayes_pool_add(&pool, &source, error);                -- for every answer with a side
 *     ayes_pool_freeze(&pool, folds, error);
 *     ayes_pool_release(&pool);
 *
 * A term is a stem, two stems side by side ("can help"), or two with up to two words between
 * ("allow ~2 to"), which stands wherever a list's term of that writing would be found. Terms of
 * stop words alone are none: as marks, "is" or "they" would draw to themselves the negation and the
 * effect verbs that turn what is said beside them.
 */
#ifndef AYES_LEARNING_POOL_H
#define AYES_LEARNING_POOL_H

#include "base/buffer.h"
#include "base/names.h"
#include "learning/keys.h"
#include "learning/probe.h"

enum {
  AYES_POOL_WORDS = 600,   /* of an answer that are looked at */
  AYES_POOL_LONGEST = 6000 /* words of an answer that has places at all: each costs a judgement */
};

/* A way a term was written, with how often. */
typedef struct ayes_pool_form {
  struct ayes_pool_form *next;
  ayes_span written;
  size_t count;
} ayes_pool_form;

typedef struct ayes_pool_term {
  uint64_t key;
  ayes_pool_form *forms;
  uint32_t pair; /* of a term with a gap: the number of the same two stems side by side, plus 1 */
} ayes_pool_term;

typedef struct ayes_pool_place {
  uint32_t term;
  float value;
  uint16_t first, length; /* tokens */
} ayes_pool_place;

typedef struct ayes_pool_row {
  uint64_t hash;         /* of its text and of what it speaks to */
  uint32_t question;     /* number of its key, from 1 */
  uint32_t input;        /* which file it came from, from 0 */
  uint32_t fold;         /* its question's, after freezing */
  int side;              /* of its author: +1 or -1 */
  bool repeated;         /* stands before, after freezing: nothing is learned from it again */
  ayes_stance stance;    /* by the rules alone */
  double sum, threshold; /* by the rules alone */
  size_t start, count;   /* of its places */
} ayes_pool_row;

/* Zero-initialise. */
typedef struct ayes_pool {
  ayes_names questions; /* keys: ayes_pool_question_key */
  struct {
    ayes_pool_row *items;
    size_t count, capacity;
  } rows; /* after freezing by question and hash, in whatever order they were added */
  struct {
    ayes_pool_place *items;
    size_t count, capacity;
  } places;
  struct {
    ayes_pool_term *items;
    size_t count, capacity;
  } terms; /* after freezing by key */
  size_t folds;
  /* the pool's own */
  ayes_keys keys;
  ayes_arena arena;
  ayes_probes probes;
  ayes_buffer written;
} ayes_pool;

/* What is said of one answer; the judgement is the one before any probe. */
typedef struct ayes_pool_source {
  ayes_probe_source probe;
  const ayes_types *types;
  const ayes_names *stop_stems; /* of words that say nothing of their own */
  const ayes_judgement *judgement;
  uint32_t question;
  uint32_t input;
  uint64_t hash;
  int side;
  double tone; /* by which tone counts in it: below 1 where a side is said outright */
} ayes_pool_source;

/* Appends what tells questions apart: a proposal's words, folded, with nothing but one space
 * between two of them. */
void ayes_pool_question_key(ayes_span proposal, ayes_buffer *key);

/* The judgement of source is gone afterwards. */
ayes_status ayes_pool_add(ayes_pool *pool, const ayes_pool_source *source, ayes_error *error);

/* After the last answer: puts rows and terms in an order of their own, and deals whole questions
 * out to at most folds folds, in the order of their keys' hashes; pool->folds says how many there
 * are. */
ayes_status ayes_pool_freeze(ayes_pool *pool, size_t folds, ayes_error *error);

/* The writing of a term that most answers have; of equally frequent ones the first by bytes. */
ayes_span ayes_pool_written(const ayes_pool *pool, uint32_t term);

void ayes_pool_release(ayes_pool *pool);

#endif
