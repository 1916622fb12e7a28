/* SPDX-License-Identifier: MIT
 *
 * All walks of a chunk take their first step, then all that are left their second, and so on, since
 * where a walk goes next cannot be foretold: a round sorts them, without a branch, into those which
 * the next token may lead on, those which it leads to gaps, and those which are at their end.
 * Sentences and breaks only cut the text into stretches, which no walk leaves. Cost: two steps for
 * most tokens, each a look at a filter, since few words lead on.
 */
#include "lexicon/walks.h"

enum { FEW_GAPS = 4 /* tokens that most gaps pass over, at most */ };

typedef struct search {
  ayes_walks *walks;
  ayes_automaton *automaton;
  const ayes_chunk *chunk;
} search;

/* The ends of the lists that a round fills. */
typedef struct arrivals {
  ayes_walk *leads; /* the next token may lead on */
  ayes_walk *gaps;  /* it does not, but gaps may pass it over */
  ayes_walk *finds;
} arrivals;

/* The same tokens with another state. */
static inline ayes_walk walk_to(ayes_view view, ayes_walk place) {
  return place | ayes_view_state(view);
}

/* Sorts a walk in, whose next token has these facts; where it is at its end it will be
 * overwritten. place: a walk without state. */
static inline void put(arrivals *to, const uint64_t *filters, ayes_view view, ayes_walk place,
                       uint32_t next) {
  uint32_t facts = ayes_view_facts(view), inside = next & AYES_STEP_GOES_ON;
  uint32_t leads = ayes_view_leads(filters, facts, next) & inside;
  uint32_t gaps = facts >> AYES_VIEW_GAPS_AT & (inside ^ leads);
  *to->leads = *to->gaps = walk_to(view, place);
  to->leads += leads;
  to->gaps += gaps;
}

/* A token has led to a state: there may be marks. Returns whether there are. */
static inline uint32_t arrive(arrivals *to, const uint64_t *filters, ayes_view view,
                              ayes_walk place, uint32_t next) {
  uint32_t marks = ayes_view_facts(view) >> AYES_VIEW_MARKS_AT & 1;
  *to->finds = walk_to(view, place);
  to->finds += marks;
  put(to, filters, view, place, next);
  return marks;
}

/* ---- First steps ---- */

/* The end of the stretch that goes on behind the chunk, as far as walks reach. */
static uint32_t last_end(const ayes_chunk *chunk) {
  uint32_t at = chunk->count, limit = at + AYES_WALK_LIMIT;
  if (limit > chunk->left) limit = chunk->left;
  while (at < limit && chunk->words[at].facts & AYES_STEP_GOES_ON) at++;
  return at;
}

/* Of a token that is more than its word, or whose word no text has begun with yet. */
static AYES_SELDOM ayes_view start(const search *it, uint32_t token) {
  const ayes_step_word *word = &it->chunk->words[token];
  unsigned special = ayes_automaton_special(it->automaton, AYES_STATE_ROOT, word);
  if (special)
    return ayes_automaton_step(it->automaton, AYES_STATE_ROOT, word->symbol, special,
                               &it->chunk->tokens[token]);
  ayes_view view = it->automaton->starts[word->symbol];
  return view ? view : ayes_automaton_make_start(it->automaton, &it->chunk->tokens[token]);
}

static arrivals begin(const search *it) {
  ayes_walks *walks = it->walks;
  const ayes_step_word *words = it->chunk->words;
  const ayes_view *starts = it->automaton->starts;
  const uint64_t *filters = it->automaton->filters.items;
  arrivals to = {walks->leads, walks->gaps, walks->finds};
  uint32_t end = last_end(it->chunk), next = words[it->chunk->count].facts;
  ayes_walk place = ayes_walk_make(0, it->chunk->count, it->chunk->count + 1);
  for (uint32_t token = it->chunk->count; token-- > 0;) {
    const ayes_step_word word = words[token];
    ayes_view view = starts[word.symbol];
    if (!view || word.facts & AYES_SPECIAL_ANY) {
      view = start(it, token);
      filters = it->automaton->filters.items;
    }
    place -= ayes_walk_make(0, 1, 1);
    walks->ends[token] = end;
    walks->find_counts[token] = arrive(&to, filters, view, place, next);
    next = word.facts;
    end = next & AYES_STEP_GOES_ON ? end : token;
  }
  return to;
}

/* ---- Further steps ---- */

/* Walks that are led on take their place behind the last, so that all rounds are one loop. */
static void step(const search *it, arrivals *ends) {
  arrivals to = *ends;
  for (const ayes_walk *from = it->walks->leads; from < to.leads; from++) {
    uint32_t at = ayes_walk_next(*from), state = ayes_walk_state(*from);
    const ayes_step_word *word = &it->chunk->words[at];
    unsigned special = ayes_automaton_special(it->automaton, state, word);
    ayes_view view =
        ayes_automaton_step(it->automaton, state, word->symbol, special, &it->chunk->tokens[at]);
    ayes_walk place = *from + ayes_walk_make(0, 0, 1) - state;
    it->walks->find_counts[ayes_walk_token(place)] +=
        arrive(&to, it->automaton->filters.items, view, place, word[1].facts);
  }
  to.leads = it->walks->leads;
  *ends = to;
}

/* The states of the chain behind a gap, by their index, each with the token it waits for. */
static inline ayes_walk *pass(const search *it, ayes_walk gap, ayes_walk *to) {
  const ayes_walk further = ayes_walk_make(1, 0, 1);
  uint32_t token = ayes_walk_token(gap), at = ayes_walk_next(gap) + 1;
  const ayes_state *state = &it->automaton->states.items[ayes_walk_state(gap)];
  if (!state->chain_length) {
    ayes_automaton_make_chain(it->automaton, ayes_walk_state(gap));
    state = &it->automaton->states.items[ayes_walk_state(gap)];
  }
  uint32_t count = it->walks->ends[token] - at;
  count = state->chain_length < count ? state->chain_length : count;
  to[0] = ayes_walk_make(state->chain, token, at);
  for (uint32_t i = 1; i < FEW_GAPS; i++) to[i] = to[i - 1] + further;
  for (uint32_t i = FEW_GAPS; i < count; i++) to[i] = to[i - 1] + further;
  return to + count;
}

/* Of those, the ones that their token may lead on. */
static ayes_walk *land(const search *it, const ayes_walk *end) {
  ayes_walk *landed = it->walks->landed;
  const uint64_t *filters = it->automaton->filters.items;
  const ayes_view *chains = it->automaton->chains.items;
  for (const ayes_walk *at = it->walks->passed; at < end; at++) {
    *landed = *at;
    landed += ayes_view_leads(filters, ayes_view_facts(chains[ayes_walk_state(*at)]),
                              it->chunk->words[ayes_walk_next(*at)].facts);
  }
  return landed;
}

/* To the next token that may lead on from a state of the chain. No phrase ends with a gap, so that
 * nothing is found there. */
static void pass_gaps(const search *it, arrivals *to) {
  ayes_walks *walks = it->walks;
  ayes_walk *passed = walks->passed;
  for (const ayes_walk *gap = walks->gaps; gap < to->gaps; gap++) passed = pass(it, *gap, passed);
  const ayes_walk *end = land(it, passed);
  uint32_t last = UINT32_MAX;
  to->gaps = walks->gaps;
  for (const ayes_walk *at = walks->landed; at < end; at++) {
    if (ayes_walk_token(*at) == last) continue;
    last = ayes_walk_token(*at);
    uint32_t link = ayes_walk_state(*at);
    uint32_t state = ayes_view_state(it->automaton->chains.items[link]);
    put(to, it->automaton->filters.items, it->automaton->keys.items[state].view, *at - link,
        it->chunk->words[ayes_walk_next(*at)].facts);
  }
}

const ayes_walk *ayes_walks_follow(ayes_walks *walks, ayes_automaton *automaton,
                                   const ayes_chunk *chunk) {
  const search it = {walks, automaton, chunk};
  arrivals ends = begin(&it);
  step(&it, &ends);
  while (ends.gaps > walks->gaps) {
    pass_gaps(&it, &ends);
    step(&it, &ends);
  }
  return ends.finds;
}
