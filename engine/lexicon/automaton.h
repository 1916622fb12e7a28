/* SPDX-License-Identifier: MIT
 *
 * The block as texts walk through it: a state stands for all partial matches that one token has
 * begun and that wait for the same next token, so that a token is one step whatever waits for it
 * (subset construction, Rabin & Scott 1959). States and steps are made when a text first needs
 * them, and all are given up when they are too many: what is found does not depend on it. Each
 * state has a filter of the words that lead on, of a size that fits them, since most words do not.
 *
 *     ayes_automaton_new(&lexicon->block, &automaton, error);
 *     state = ayes_automaton_start(automaton, &words[0], &tokens[0]);
 *     const ayes_state *from = &automaton->states.items[state];
 *     unsigned special = words[1].special & from->special;
 *     if (special || ayes_state_may_lead(automaton, from, words[1].stem_bits))
 *       state = ayes_automaton_step(automaton, state, words[1].symbol, special, &tokens[1]);
 *     else state = ayes_automaton_other(automaton, state);
 *     ayes_automaton_free(automaton);
 */
#ifndef AYES_LEXICON_AUTOMATON_H
#define AYES_LEXICON_AUTOMATON_H

#include "lexicon/block.h"

/* Numbers of states. */
enum { AYES_STATE_UNKNOWN, AYES_STATE_DEAD, AYES_STATE_ROOT };

/* What else than its word a token may be, and what a state asks of that. */
typedef enum ayes_special {
  AYES_SPECIAL_NUMBER = AYES_TOKEN_NUMBER,
  AYES_SPECIAL_TARGET = AYES_TAG_TARGET << 1,
  AYES_SPECIAL_RIVAL = AYES_TAG_RIVAL << 1,
  AYES_SPECIAL_ANCHORED = 1 << 3 /* of a state: some of its marks count in some places only */
} ayes_special;

_Static_assert((int)AYES_SPECIAL_NUMBER == 1, "it is no bit of a tag");

/* A token as steps ask for it. */
typedef struct ayes_step_word {
  ayes_symbol symbol; /* tells a word from all others that lists know; 0: they know it not */
  uint16_t stem_bits;
  uint8_t special; /* ayes_special bits */
  bool is_first;   /* of a stretch that no phrase leaves: for those who match */
} ayes_step_word;

/* A phrase that has been followed up to a node of the block. */
typedef struct ayes_partial {
  uint32_t place;
  uint32_t rest; /* tokens that its gap may still pass over, or its <target> may still take in */
} ayes_partial;

/* What a step asks of it. A state that gaps alone wait in leads, word for word that is no use to
 * it, from one such state to the next until the gaps are used up: its chain. What leads on from any
 * of them leads on from the first, so that its filter is asked for all. */
typedef struct ayes_state {
  uint32_t mark_count;  /* of phrases that end here */
  uint32_t filter;      /* index of the first word of its filter */
  uint32_t other;       /* the state behind a word that leads nowhere, or UNKNOWN */
  uint16_t filter_mask; /* words of its filter, less one */
  uint16_t special;     /* ayes_special bits */
  uint32_t first_mark;
  uint32_t chain;         /* index of the first state of its chain, which it is itself */
  uint16_t chain_length;  /* 0: not known */
  uint16_t chain_special; /* ayes_special bits of all of them */
} ayes_state;

/* What a state stands for. */
typedef struct ayes_state_key {
  uint32_t first_partial, partial_count;
  uint32_t hash; /* of its partial matches */
} ayes_state_key;

/* Where a word leads from a state. */
typedef struct ayes_step {
  uint64_t key; /* 0: free */
  uint32_t state;
} ayes_step;

typedef struct ayes_automaton {
  const ayes_block *block;
  struct {
    ayes_state *items;
    size_t count, capacity;
  } states;
  struct {
    ayes_state_key *items; /* by state */
    size_t count, capacity;
  } keys;
  struct {
    uint32_t *items; /* states, chain by chain */
    size_t count, capacity;
  } chains;
  struct {
    ayes_partial *items;
    size_t count, capacity;
  } partials, waiting; /* of the states in turn; of one in the making */
  ayes_marks marks;    /* of the states in turn; last: ayes_term_anchor bits */
  struct {
    uint64_t *items;
    size_t count, capacity;
  } filters;
  uint32_t *starts;      /* by symbol of a word: the state behind the root */
  uint32_t *state_slots; /* states by their partial matches; 0: free */
  ayes_step *steps;
  size_t state_slot_count, step_slot_count, step_count; /* the first two are powers of two */
  size_t limit;                                         /* bytes of all this */
  bool is_full;                                         /* to be emptied at the next start */
  bool failed;                                          /* memory ran out */
} ayes_automaton;

/* *automaton is yours; the block must outlive it. AYES_NO_MEMORY. */
ayes_status ayes_automaton_new(const ayes_block *block, ayes_automaton **automaton,
                               ayes_error *error);
void ayes_automaton_free(ayes_automaton *automaton);

/* Forgets all states; called where no number of a state is kept. False when memory ran out. */
bool ayes_automaton_empty(ayes_automaton *automaton);

/* What is not known yet. AYES_STATE_DEAD, or no chain, and failed set, when memory runs out. */
uint32_t ayes_automaton_make_step(ayes_automaton *it, uint32_t from, const ayes_token *token,
                                  unsigned special);
uint32_t ayes_automaton_make_other(ayes_automaton *it, uint32_t from);
uint32_t ayes_automaton_make_start(ayes_automaton *it, const ayes_token *token);
/* state: one that a token has led to which is no use to the state before it. */
void ayes_automaton_make_chain(ayes_automaton *it, uint32_t from);

/* The form tells a word from all others, or else the stem, for a form has one stem only. Which of
 * them it is no branch would foretell. */
static inline ayes_symbol ayes_symbol_of_word(const ayes_token *token) {
  return token->form | (token->stem & (ayes_symbol) - (token->form == 0));
}

static inline uint64_t ayes_step_key(uint32_t from, ayes_symbol word, unsigned special) {
  return (uint64_t)from << 32 | (uint64_t)special << 29 | word;
}

static inline size_t ayes_step_hash(uint64_t key) {
  key *= UINT64_C(0x9E3779B97F4A7C15);
  return (size_t)(key ^ key >> 32);
}

/* Whether a word may lead on from a state: false for nearly all that do not (Bloom 1970). */
static inline bool ayes_state_may_lead(const ayes_automaton *it, const ayes_state *state,
                                       unsigned stem_bits) {
  uint64_t word = it->filters.items[state->filter + (stem_bits >> 6 & state->filter_mask)];
  return word >> (stem_bits & 63) & 1;
}

/* The state behind a token, as which it is known to the steps, that may lead on. special: of the
 * token, as far as the state asks for it. O(1) expected for steps taken before. */
static inline uint32_t ayes_automaton_step(ayes_automaton *it, uint32_t from, ayes_symbol symbol,
                                           unsigned special, const ayes_token *token) {
  uint64_t key = ayes_step_key(from, symbol, special);
  for (size_t slot = ayes_step_hash(key);; slot++) {
    const ayes_step *step = &it->steps[slot & (it->step_slot_count - 1)];
    if (step->key == key) return step->state;
    if (!step->key) return ayes_automaton_make_step(it, from, token, special);
  }
}

/* The state behind a token that leads nowhere. */
static inline uint32_t ayes_automaton_other(ayes_automaton *it, uint32_t from) {
  uint32_t other = it->states.items[from].other;
  return other ? other : ayes_automaton_make_other(it, from);
}

/* The state behind the first token of phrases. */
static inline uint32_t ayes_automaton_start(ayes_automaton *it, const ayes_step_word *word,
                                            const ayes_token *token) {
  if (word->special) {
    unsigned special = word->special & it->states.items[AYES_STATE_ROOT].special;
    return ayes_automaton_step(it, AYES_STATE_ROOT, word->symbol, special, token);
  }
  uint32_t state = it->starts[word->symbol];
  return state ? state : ayes_automaton_make_start(it, token);
}

#endif
