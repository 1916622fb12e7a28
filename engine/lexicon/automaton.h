/* SPDX-License-Identifier: MIT
 *
 * The block as texts walk through it: a state stands for all partial matches that one token has
 * begun and that wait for the same next token, so that a token is one step whatever waits for it
 * (subset construction, Rabin & Scott 1959). States and steps are made when a text first needs
 * them, and all are given up when they are too many: what is found does not depend on it. Each
 * state has a filter of the words that lead on, of a size that fits them, since most words do not.
 *
 *     ayes_automaton_new(&lexicon->block, &automaton, error);
 *     ayes_view view = automaton->starts[words[0].symbol];
 *     if (!view) view = ayes_automaton_make_start(automaton, &tokens[0]);
 *     if (ayes_view_leads(automaton->filters.items, ayes_view_facts(view), words[1].facts))
 *       view = ayes_automaton_step(automaton, ayes_view_state(view), words[1].symbol,
 *                                  special, &tokens[1]);
 *     ayes_automaton_free(automaton);
 */
#ifndef AYES_LEXICON_AUTOMATON_H
#define AYES_LEXICON_AUTOMATON_H

#include "lexicon/block.h"

/* Numbers of states. */
enum { AYES_STATE_UNKNOWN, AYES_STATE_DEAD, AYES_STATE_ROOT };

/* A state as walks see it, all that they ask of it in one word that steps lead to: its number, and
 * above that by how much the bits of stems are shifted to tell the word of its filter, what it asks
 * of tokens beside their words (ayes_special), the facts below, and the first word of its filter.
 * 0: not known. */
typedef uint64_t ayes_view;

enum {
  AYES_VIEW_SHIFT = 0x3F,
  AYES_VIEW_MARKS_AT = 9, /* the bit: phrases end here */
  AYES_VIEW_GAPS_AT = 10, /* the bit: gaps may pass over the next token */
  AYES_VIEW_FILTER_AT = 12,
  AYES_VIEW_FILTERS = 1 << (32 - AYES_VIEW_FILTER_AT) /* words it can tell */
};

static inline uint32_t ayes_view_state(ayes_view view) { return (uint32_t)view; }
static inline uint32_t ayes_view_facts(ayes_view view) { return (uint32_t)(view >> 32); }
static inline ayes_view ayes_view_make(uint32_t state, uint32_t facts) {
  return (ayes_view)facts << 32 | state;
}

/* What else than its word a token may be: bits of the facts of views and of tokens. */
typedef enum ayes_special {
  AYES_SPECIAL_NUMBER = 1 << 6,
  AYES_SPECIAL_TARGET = AYES_TAG_TARGET << 7,
  AYES_SPECIAL_RIVAL = AYES_TAG_RIVAL << 7,
  AYES_SPECIAL_ANY = AYES_SPECIAL_NUMBER | AYES_SPECIAL_TARGET | AYES_SPECIAL_RIVAL
} ayes_special;

/* Further facts of tokens. */
enum {
  AYES_STEP_GOES_ON = 1 << 0, /* no phrase crosses from the token before to one without it */
  AYES_STEP_ANCHORS_AT = 1,   /* ayes_anchor bits: whether a sentence, the text starts here */
  AYES_STEP_STEM_AT = 16      /* its stem_bits */
};

/* A token as steps ask for it. */
typedef struct ayes_step_word {
  ayes_symbol symbol; /* tells a word from all others that lists know; 0: they know it not */
  uint32_t facts;
} ayes_step_word;

/* A phrase that has been followed up to a node of the block. */
typedef struct ayes_partial {
  uint32_t place;
  uint32_t rest; /* tokens that its gap may still pass over, or its <target> may still take in */
} ayes_partial;

/* What a mark says wherever it stands. */
typedef struct ayes_state_mark {
  ayes_kind kind;
  uint32_t topic;
  double weight;
  const ayes_source *source;
} ayes_state_mark;

enum { AYES_STATE_MARKS = 2 };

/* What is asked of a state when a walk has come to an end there or to a gap. Where the marks of
 * some phrases count in some places only (ayes_anchor), states with the marks of each place follow.
 * Most have one mark or two, which are kept here: one line of the cache tells all of them.
 */
typedef struct ayes_state {
  uint32_t mark_count, first_mark; /* of the automaton's, where there are more */
  uint32_t chain;                  /* behind a gap: index of the first state of that chain */
  uint16_t chain_length;           /* 0: not known */
  uint16_t anchors; /* those it has, by which the state of a place is told: all or none */
  ayes_state_mark marks[AYES_STATE_MARKS];
} ayes_state;

/* What a state stands for. */
typedef struct ayes_state_key {
  ayes_view view;
  uint32_t first_partial, partial_count;
  uint32_t hash;                /* of its partial matches */
  uint32_t chain, chain_length; /* that begins with it; 0: not known */
} ayes_state_key;

/* Where two words lead from two states: both are looked at without a branch, which would be
 * foretold badly. */
typedef struct ayes_step_pair {
  uint64_t keys[2]; /* 0: free, the second before the first */
  ayes_view views[2];
} ayes_step_pair;

typedef struct ayes_step_table {
  void *memory;
  ayes_step_pair *pairs;    /* within memory, each in one line of the cache */
  size_t pair_count, count; /* of pairs, a power of two; of steps */
} ayes_step_table;

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
    ayes_view *items; /* of states, chain by chain, with the filter of the first */
    size_t count, capacity;
  } chains;
  struct {
    ayes_partial *items;
    size_t count, capacity;
  } partials, waiting; /* of the states in turn; of one in the making */
  ayes_marks marks;    /* of states with more than AYES_STATE_MARKS, in turn */
  ayes_marks ends;     /* of one in the making; last: ayes_anchor bits */
  struct {
    uint64_t *items;
    size_t count, capacity;
  } filters;
  ayes_view *starts;       /* by symbol of a word: the state behind the root */
  uint32_t *state_slots;   /* states by their partial matches; 0: free */
  size_t state_slot_count; /* a power of two */
  ayes_step_table steps;
  size_t limit; /* bytes of all this */
  bool is_full; /* to be emptied at the next start */
  bool failed;  /* memory ran out */
} ayes_automaton;

/* *automaton is yours; the block must outlive it. AYES_NO_MEMORY. */
ayes_status ayes_automaton_new(const ayes_block *block, ayes_automaton **automaton,
                               ayes_error *error);
void ayes_automaton_free(ayes_automaton *automaton);

/* Forgets all states; called where no number of a state is kept. False when memory ran out. */
bool ayes_automaton_empty(ayes_automaton *automaton);

/* What is not known yet. AYES_STATE_DEAD, or no chain, and failed set, when memory runs out. */
ayes_view ayes_automaton_make_step(ayes_automaton *it, uint32_t from, const ayes_token *token,
                                   unsigned special);
ayes_view ayes_automaton_make_start(ayes_automaton *it, const ayes_token *token);

/* The chain behind a state from which gaps lead: word for word that is no use to them, they lead
 * from one state to the next until they are used up, AYES_TERM_GAP_LIMIT at most. What leads on
 * from any of these leads on from the first, so that its filter is asked for all. */
void ayes_automaton_make_chain(ayes_automaton *it, uint32_t from);

/* The form tells a word from all others, or else the stem, for a form has one stem only. Which of
 * them it is no branch would foretell. */
static inline ayes_symbol ayes_symbol_of_word(const ayes_token *token) {
  return token->form ? token->form : token->stem;
}

/* Memory holds by far fewer states than there are numbers below those of special bits. */
static inline uint64_t ayes_step_key(uint32_t from, ayes_symbol word, unsigned special) {
  return (uint64_t)word << 32 | (from ^ special << 23);
}

static inline size_t ayes_step_hash(uint64_t key) {
  key *= UINT64_C(0x9E3779B97F4A7C15);
  return (size_t)(key ^ key >> 32);
}

/* 1 where a token may lead on from a state with these facts: 0 for nearly all that do not (Bloom
 * 1970). */
static inline unsigned ayes_view_leads(const uint64_t *filters, uint32_t facts, uint32_t token) {
  uint64_t filter = (facts >> AYES_VIEW_FILTER_AT) + ((uint64_t)token >> (facts & AYES_VIEW_SHIFT));
  unsigned leads = (unsigned)(filters[filter] >> (token >> AYES_STEP_STEM_AT & 63)) & 1;
  if (token & AYES_SPECIAL_ANY) leads |= (facts & token & AYES_SPECIAL_ANY) != 0;
  return leads;
}

/* What a token leads to that may lead on. special: bits of ayes_special that it has and that the
 * state asks for. O(1) expected for steps taken before. */
static inline ayes_view ayes_automaton_step(ayes_automaton *it, uint32_t from, ayes_symbol symbol,
                                            unsigned special, const ayes_token *token) {
  uint64_t key = ayes_step_key(from, symbol, special);
  for (size_t place = ayes_step_hash(key);; place++) {
    const ayes_step_pair *pair = &it->steps.pairs[place & (it->steps.pair_count - 1)];
    ayes_view view = (pair->views[0] & -(ayes_view)(pair->keys[0] == key)) |
                     (pair->views[1] & -(ayes_view)(pair->keys[1] == key));
    if (view) return view;
    if (!pair->keys[1]) return ayes_automaton_make_step(it, from, token, special);
  }
}

/* Those a token has and a state asks for. */
static inline unsigned ayes_automaton_special(const ayes_automaton *it, uint32_t state,
                                              const ayes_step_word *word) {
  if (!(word->facts & AYES_SPECIAL_ANY)) return 0;
  return ayes_view_facts(it->keys.items[state].view) & word->facts & AYES_SPECIAL_ANY;
}

#endif
