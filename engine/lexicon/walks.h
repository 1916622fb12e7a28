/* SPDX-License-Identifier: MIT
 *
 * From every token of a chunk the automaton is followed as far as the text goes along: a walk.
 *
 *     ayes_chunk chunk = {tokens, words, count, left};
 *     const ayes_walk *end = ayes_walks_follow(&walks, automaton, &chunk);
 *     for (const ayes_walk *find = walks.finds; find < end; find++) ayes_walk_state(*find) ...
 */
#ifndef AYES_LEXICON_WALKS_H
#define AYES_LEXICON_WALKS_H

#include "lexicon/automaton.h"

enum {
  AYES_CHUNK_LIMIT = 256, /* tokens of a chunk */
  /* Tokens of the longest match, and more. */
  AYES_WALK_LIMIT = AYES_TERM_WORD_LIMIT + AYES_TERM_GAP_COUNT_LIMIT * AYES_TERM_GAP_LIMIT +
                    AYES_TERM_RUN_COUNT_LIMIT * AYES_TERM_RUN_LIMIT
};

/* What phrases that begin with a token have come to: the state, in the lower half, the token and
 * the one that comes next, counted from the chunk's first. */
typedef uint64_t ayes_walk;

_Static_assert(AYES_CHUNK_LIMIT + AYES_WALK_LIMIT < 1 << 16, "tokens of a walk take 16 bits");

static inline uint32_t ayes_walk_state(ayes_walk it) { return (uint32_t)it; }
static inline uint32_t ayes_walk_next(ayes_walk it) { return it >> 32 & 0xFFFF; }
static inline uint32_t ayes_walk_token(ayes_walk it) { return (uint32_t)(it >> 48); }
static inline ayes_walk ayes_walk_make(uint32_t state, uint32_t token, uint32_t next) {
  return (uint64_t)token << 48 | (uint64_t)next << 32 | state;
}

typedef struct ayes_chunk {
  const ayes_token *tokens;    /* from its first on */
  const ayes_step_word *words; /* of them, and of one behind the text's last that does not go on */
  uint32_t count;              /* of its tokens, 1 to AYES_CHUNK_LIMIT */
  uint32_t left;               /* tokens of the text from its first on */
} ayes_chunk;

/* Memory for a chunk. Lists have room for one more walk than there can be. */
typedef struct ayes_walks {
  uint32_t ends[AYES_CHUNK_LIMIT];                         /* of stretches, by token */
  uint32_t find_counts[AYES_CHUNK_LIMIT];                  /* by token */
  ayes_walk leads[AYES_CHUNK_LIMIT * AYES_WALK_LIMIT + 1]; /* round by round */
  ayes_walk gaps[AYES_CHUNK_LIMIT + 1];
  ayes_walk passed[(AYES_CHUNK_LIMIT + 1) * AYES_TERM_GAP_LIMIT];
  ayes_walk landed[AYES_CHUNK_LIMIT * AYES_TERM_GAP_LIMIT + 1];
  ayes_walk finds[AYES_CHUNK_LIMIT * AYES_WALK_LIMIT + 1]; /* the longer of a token later */
} ayes_walks;

/* Fills finds with walks that came to marks, and counts them; returns their end. Where memory runs
 * out the automaton has failed, and some are missing. O(tokens + steps). */
const ayes_walk *ayes_walks_follow(ayes_walks *walks, ayes_automaton *automaton,
                                   const ayes_chunk *chunk);

#endif
