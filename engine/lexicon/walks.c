/* SPDX-License-Identifier: MIT
 *
 * All walks of a chunk take their first step, then all that are left their second, and so on, since
 * where a walk goes next cannot be foretold: a round sorts them, without a branch, into those which
 * the next token may lead on, those which it leads to gaps, and those which are at their end.
 * Sentences and breaks only cut the text into stretches, which no walk leaves. Cost: two steps for
 * most tokens, each a look at a filter, since few words lead on.
 */
#include "lexicon/walks.h"

enum { FEW_GAPS = 3 /* tokens that most gaps pass over, at most */ };

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

/* The tokens of a walk alone. */
static inline uint32_t place_of(uint32_t token, uint32_t next) { return token << 16 | next; }

static inline ayes_walk walk_to(ayes_view view, uint32_t place) {
  return (view ^ (uint32_t)view) | place;
}

static inline bool begins_stretch(uint32_t facts) { return (facts & AYES_BEGINS_STRETCH) != 0; }

/* Sorts a walk in, whose next token has these facts; where it is at its end it will be
 * overwritten. */
static inline void put(const search *it, arrivals *to, ayes_view view, uint32_t place,
                       uint32_t facts) {
  unsigned inside = begins_stretch(facts) ^ 1u;
  unsigned leads = ayes_view_leads(it->automaton->filters.items, view, facts) & inside;
  unsigned gaps = (unsigned)(view >> AYES_VIEW_GAPS_AT) & (inside ^ leads);
  *to->leads = *to->gaps = walk_to(view, place);
  to->leads += leads;
  to->gaps += gaps;
}

/* A token has led to a state: there may be marks. Returns whether there are. */
static inline unsigned arrive(const search *it, arrivals *to, ayes_view view, uint32_t place,
                              uint32_t facts) {
  unsigned marks = (unsigned)(view >> AYES_VIEW_MARKS_AT) & 1;
  *to->finds = walk_to(view, place);
  to->finds += marks;
  put(it, to, view, place, facts);
  return marks;
}

/* ---- First steps ---- */

/* The end of the stretch that goes on behind the chunk, as far as walks reach. */
static uint32_t last_end(const ayes_chunk *chunk) {
  uint32_t at = chunk->count, limit = at + AYES_WALK_LIMIT;
  if (limit > chunk->left) limit = chunk->left;
  while (at < limit && !begins_stretch(chunk->words[at].facts)) at++;
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
  arrivals to = {walks->leads[0], walks->gaps, walks->finds};
  uint32_t end = last_end(it->chunk), facts_behind = it->chunk->words[it->chunk->count].facts;
  for (uint32_t token = it->chunk->count; token-- > 0;) {
    const ayes_step_word word = it->chunk->words[token];
    ayes_view view = it->automaton->starts[word.symbol];
    if (!view || word.facts & AYES_SPECIAL_ANY) view = start(it, token);
    walks->ends[token] = end;
    walks->find_counts[token] = arrive(it, &to, view, place_of(token, token + 1), facts_behind);
    end = begins_stretch(word.facts) ? token : end;
    facts_behind = word.facts;
  }
  return to;
}

/* ---- Further steps ---- */

static void step(const search *it, const ayes_walk *from, const ayes_walk *end, arrivals *ends) {
  arrivals to = *ends;
  for (; from < end; from++) {
    uint32_t at = ayes_walk_next(*from), state = ayes_walk_state(*from);
    const ayes_step_word *word = &it->chunk->words[at];
    unsigned special = ayes_automaton_special(it->automaton, state, word);
    ayes_view view =
        ayes_automaton_step(it->automaton, state, word->symbol, special, &it->chunk->tokens[at]);
    it->walks->find_counts[ayes_walk_token(*from)] +=
        arrive(it, &to, view, (uint32_t)*from + 1, word[1].facts);
  }
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
    landed += ayes_view_leads(filters, chains[ayes_walk_state(*at)],
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
    uint32_t state = ayes_view_state(it->automaton->chains.items[ayes_walk_state(*at)]);
    put(it, to, it->automaton->keys.items[state].view, (uint32_t)*at,
        it->chunk->words[ayes_walk_next(*at)].facts);
  }
}

const ayes_walk *ayes_walks_follow(ayes_walks *walks, ayes_automaton *automaton,
                                   const ayes_chunk *chunk) {
  const search it = {walks, automaton, chunk};
  ayes_walk *from = walks->leads[0], *next = walks->leads[1];
  arrivals ends = begin(&it);
  while (ends.leads > from || ends.gaps > walks->gaps) {
    const ayes_walk *end = ends.leads;
    ayes_walk *done = from;
    ends.leads = next;
    if (end > from) step(&it, from, end, &ends);
    else pass_gaps(&it, &ends);
    from = next;
    next = done;
  }
  return ends.finds;
}
