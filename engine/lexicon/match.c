/* SPDX-License-Identifier: MIT
 *
 * From every token the automaton is followed as far as the text goes along: a walk. All walks of a
 * chunk take their first step, then all that are left their second, and so on, since where a walk
 * goes next cannot be foretold: a round sorts them, without a branch, into those which the next
 * token may lead on, those which it leads to gaps, and those which are at their end. Sentences and
 * breaks only cut the text into stretches, which no walk leaves.
 *
 * Matches of all lengths are kept; which of them count is for ayes_marks_resolve to say. Cost: two
 * steps for most tokens, each a look at a state and at its filter, since few words lead on. Finds
 * come by length and are dealt out by token; a state keeps its marks in order, and no mark is
 * sorted.
 */
#include "lexicon/automaton.h"
#include "lexicon/builder.h"

enum {
  /* Tokens of the longest match, and more. */
  PATH_LIMIT = AYES_TERM_WORD_LIMIT + AYES_TERM_GAP_COUNT_LIMIT * AYES_TERM_GAP_LIMIT +
               AYES_TERM_RUN_COUNT_LIMIT * AYES_TERM_RUN_LIMIT,
  CHUNK = 128 /* tokens whose finds wait */
};

/* What phrases that begin with a token have come to: the state, the token and the one that comes
 * next, counted from the chunk's first. */
typedef uint64_t walk;

static inline walk walk_make(uint32_t state, uint32_t token, uint32_t at) {
  return (uint64_t)state << 32 | token << 16 | at;
}
static inline uint32_t state_of(walk it) { return (uint32_t)(it >> 32); }
static inline uint32_t token_of(walk it) { return (uint32_t)it >> 16; }
static inline uint32_t next_of(walk it) { return it & 0xFFFF; }

_Static_assert(CHUNK + PATH_LIMIT < 1 << 16, "tokens of a walk take 16 bits");

/* Walks of a round; one more is written than there are. */
typedef struct walks {
  walk leads[CHUNK + 1]; /* the next token may lead on */
  walk gaps[CHUNK + 1];  /* it does not, but gaps may pass it over */
} walks;

struct ayes_lexicon_matcher {
  ayes_automaton *automaton;
  struct {
    ayes_step_word *items; /* by token */
    size_t count, capacity;
  } words;
  uint32_t ends[CHUNK];        /* of the stretch, by token */
  uint32_t find_counts[CHUNK]; /* by token */
  walks rounds[2];
  walk finds[CHUNK * PATH_LIMIT + 1]; /* walks that came to marks, in the order of rounds */
  walk sorted[CHUNK * PATH_LIMIT + 1];
};

typedef struct search {
  ayes_lexicon_matcher *matcher;
  ayes_automaton *automaton;
  const ayes_text *text;
  ayes_marks *marks;
  uint32_t first, count; /* tokens of the chunk */
  /* from the chunk's first token on */
  const ayes_token *tokens;
  const ayes_step_word *words;
  bool failed; /* memory ran out */
} search;

/* The ends of the lists that a round fills. */
typedef struct arrivals {
  walk *leads, *gaps, *finds;
  size_t marks; /* of all finds */
} arrivals;

/* ---- Life ---- */

ayes_status ayes_lexicon_matcher_new(const ayes_lexicon *lexicon, ayes_lexicon_matcher **out,
                                     ayes_error *error) {
  ayes_lexicon_matcher *matcher = ayes_memory_new_zeroed(1, sizeof *matcher);
  *out = NULL;
  if (!matcher) return ayes_error_memory(error);
  ayes_status status = ayes_automaton_new(&lexicon->block, &matcher->automaton, error);
  if (status == AYES_OK) *out = matcher;
  else ayes_lexicon_matcher_free(matcher);
  return status;
}

void ayes_lexicon_matcher_free(ayes_lexicon_matcher *matcher) {
  if (!matcher) return;
  ayes_automaton_free(matcher->automaton);
  ayes_array_release(&matcher->words);
  ayes_memory_free(matcher);
}

void ayes_lexicon_matcher_limit(ayes_lexicon_matcher *matcher, size_t bytes) {
  matcher->automaton->limit = bytes;
}

/* ---- Marks ---- */

static bool anchors_hold(const ayes_text *text, unsigned anchors, uint32_t start, uint32_t end) {
  const ayes_sentence *sentence = &text->sentences.items[text->tokens.items[start].sentence];
  if (anchors & AYES_ANCHOR_TEXT_START && start != 0) return false;
  if (anchors & AYES_ANCHOR_SENTENCE_START && start != sentence->first) return false;
  return !(anchors & AYES_ANCHOR_SENTENCE_END) || end == sentence->last;
}

/* An entry may have phrases with anchors and without. */
static void add_anchored(search *it, const ayes_state *state, uint32_t start, uint32_t end) {
  const ayes_mark *from = it->automaton->marks.items + state->first_mark;
  size_t first = it->marks->count;
  for (uint32_t i = 0; i < state->mark_count; i++) {
    if (!anchors_hold(it->text, from[i].last, start, end)) continue;
    ayes_mark *mark = &it->marks->items[it->marks->count++];
    *mark = from[i];
    mark->first = start;
    mark->last = end;
  }
  ayes_marks_sort_new(it->marks, first);
}

/* Those of a state, for which there is room. */
static inline void add_marks(search *it, walk found) {
  const ayes_state *state = &it->automaton->states.items[state_of(found)];
  uint32_t start = it->first + token_of(found), end = it->first + next_of(found);
  if (state->special & AYES_SPECIAL_ANCHORED) {
    add_anchored(it, state, start, end);
    return;
  }
  const ayes_mark *from = it->automaton->marks.items + state->first_mark;
  ayes_mark *mark = it->marks->items + it->marks->count;
  it->marks->count += state->mark_count;
  for (const ayes_mark *last = from + state->mark_count; from < last; from++, mark++) {
    *mark = *from;
    mark->first = start;
    mark->last = end;
  }
}

/* In the order of marks: by token, and the longest first, which was found last. */
static void sort_finds(search *it, const walk *end) {
  ayes_lexicon_matcher *matcher = it->matcher;
  uint32_t place = 0;
  for (uint32_t token = 0; token < it->count; token++) {
    uint32_t count = matcher->find_counts[token];
    matcher->find_counts[token] = place;
    place += count;
  }
  while (end-- > matcher->finds) matcher->sorted[matcher->find_counts[token_of(*end)]++] = *end;
}

static void add_finds(search *it, const arrivals *all) {
  size_t count = (size_t)(all->finds - it->matcher->finds);
  if (ayes_array_reserve(&it->marks->items, &it->marks->capacity, it->marks->count + all->marks,
                         sizeof *it->marks->items, NULL) != AYES_OK) {
    it->failed = true;
    return;
  }
  sort_finds(it, all->finds);
  for (size_t i = 0; i < count; i++) add_marks(it, it->matcher->sorted[i]);
}

/* ---- Words ---- */

static inline ayes_step_word step_word(const ayes_token *token, unsigned tags) {
  unsigned flags = token->flags;
  return (ayes_step_word){
      .symbol = ayes_symbol_of_word(token),
      .stem_bits = token->stem_bits,
      .special = (uint8_t)((flags & AYES_TOKEN_NUMBER) | tags << 1),
      .is_first = (flags & AYES_TOKEN_BREAK_BEFORE) != 0 && (flags & AYES_TOKEN_JOINED) == 0};
}

/* What steps ask of all tokens, in one pass, and of one behind the last. */
static ayes_status fill_words(ayes_lexicon_matcher *it, const ayes_text *text, const uint8_t *tags,
                              ayes_error *error) {
  size_t count = text->tokens.count;
  ayes_status status = ayes_array_reserve(&it->words.items, &it->words.capacity, count + 1,
                                          sizeof *it->words.items, error);
  if (status != AYES_OK) return status;
  ayes_step_word *words = it->words.items;
  const ayes_token *tokens = text->tokens.items;
  if (tags)
    for (size_t i = 0; i < count; i++) words[i] = step_word(&tokens[i], tags[i]);
  else
    for (size_t i = 0; i < count; i++) words[i] = step_word(&tokens[i], 0);
  words[count] = (ayes_step_word){.is_first = true};
  for (size_t i = 0; i < text->sentences.count; i++)
    words[text->sentences.items[i].first].is_first = true;
  return AYES_OK;
}

/* ---- Walking ---- */

/* Sorts a walk in; where it is at its end it will be overwritten. */
static inline void put(const search *it, arrivals *to, uint32_t state, uint32_t token,
                       uint32_t at) {
  const ayes_state *from = &it->automaton->states.items[state];
  const ayes_step_word *word = &it->words[at];
  unsigned inside = at < it->matcher->ends[token];
  unsigned leads = (word->special & from->special) != 0;
  leads |= ayes_state_may_lead(it->automaton, from, word->stem_bits);
  *to->leads = *to->gaps = walk_make(state, token, at);
  to->leads += leads & inside;
  to->gaps += (leads ^ 1) & inside & (from->other != AYES_STATE_DEAD);
}

/* A token has led to a state: there may be marks. */
static inline void arrive(const search *it, arrivals *to, uint32_t state, uint32_t token,
                          uint32_t at) {
  uint32_t marks = it->automaton->states.items[state].mark_count;
  *to->finds = walk_make(state, token, at);
  to->finds += marks != 0;
  it->matcher->find_counts[token] += marks != 0;
  to->marks += marks;
  put(it, to, state, token, at);
}

/* To the next token that may lead on from a state of the chain. No phrase ends with a gap, so that
 * nothing is found there. */
static inline void pass_gaps(const search *it, arrivals *to, walk from) {
  ayes_automaton *automaton = it->automaton;
  uint32_t token = token_of(from), at = next_of(from) + 1;
  uint32_t state = ayes_automaton_other(automaton, state_of(from));
  if (state == AYES_STATE_DEAD) return;
  if (!automaton->states.items[state].chain_length) ayes_automaton_make_chain(automaton, state);
  const ayes_state *first = &automaton->states.items[state];
  uint32_t rest = it->matcher->ends[token] - at;
  if (rest > first->chain_length) rest = first->chain_length;
  for (uint32_t i = 0; i < rest; i++) {
    const ayes_step_word *word = &it->words[at + i];
    if (!(word->special & first->chain_special) &&
        !ayes_state_may_lead(automaton, first, word->stem_bits))
      continue;
    put(it, to, automaton->chains.items[first->chain + i], token, at + i);
    return;
  }
}

static inline void step(const search *it, arrivals *to, walk from) {
  uint32_t state = state_of(from), at = next_of(from);
  const ayes_step_word *word = &it->words[at];
  unsigned special = word->special & it->automaton->states.items[state].special;
  state = ayes_automaton_step(it->automaton, state, word->symbol, special, &it->tokens[at]);
  arrive(it, to, state, token_of(from), at + 1);
}

/* The end of the stretch that goes on behind the chunk, as far as walks reach. */
static uint32_t last_end(const search *it) {
  uint32_t at = it->count, left = (uint32_t)it->text->tokens.count - it->first;
  uint32_t limit = left - at > PATH_LIMIT ? at + PATH_LIMIT : left;
  while (at < limit && !it->words[at].is_first) at++;
  return at;
}

/* The first step of all walks of the chunk. */
static arrivals begin(const search *it) {
  ayes_lexicon_matcher *matcher = it->matcher;
  arrivals to = {matcher->rounds->leads, matcher->rounds->gaps, matcher->finds, 0};
  uint32_t end = last_end(it);
  for (uint32_t token = it->count; token-- > 0;) {
    const ayes_step_word *word = &it->words[token];
    uint32_t state = ayes_automaton_start(it->automaton, word, &it->tokens[token]);
    matcher->ends[token] = end - token > PATH_LIMIT ? token + PATH_LIMIT : end;
    matcher->find_counts[token] = 0;
    arrive(it, &to, state, token, token + 1);
    end = word->is_first ? token : end;
  }
  return to;
}

/* The next step of all that are left. */
static arrivals go_on(const search *it, const walks *from, arrivals ends, walks *next) {
  arrivals to = {next->leads, next->gaps, ends.finds, ends.marks};
  for (const walk *at = from->leads; at < ends.leads; at++) step(it, &to, *at);
  for (const walk *at = from->gaps; at < ends.gaps; at++) pass_gaps(it, &to, *at);
  return to;
}

static void match_chunk(search *it) {
  walks *from = it->matcher->rounds, *to = from + 1;
  arrivals ends = begin(it);
  while (ends.leads > from->leads || ends.gaps > from->gaps) {
    ends = go_on(it, from, ends, to);
    walks *done = from;
    from = to;
    to = done;
  }
  add_finds(it, &ends);
}

ayes_status ayes_lexicon_matcher_match(ayes_lexicon_matcher *matcher, const ayes_text *text,
                                       const uint8_t *tags, ayes_marks *marks, ayes_error *error) {
  ayes_automaton *automaton = matcher->automaton;
  if (automaton->failed && !ayes_automaton_empty(automaton)) return ayes_error_memory(error);
  ayes_status status = fill_words(matcher, text, tags, error);
  if (status != AYES_OK) return status;
  search it = {.matcher = matcher, .automaton = automaton, .text = text, .marks = marks};
  uint32_t count = (uint32_t)text->tokens.count;
  for (; it.first < count && !it.failed && !automaton->failed; it.first += CHUNK) {
    if (automaton->is_full && !ayes_automaton_empty(automaton)) break;
    it.count = count - it.first > CHUNK ? CHUNK : count - it.first;
    it.tokens = text->tokens.items + it.first;
    it.words = matcher->words.items + it.first;
    match_chunk(&it);
  }
  return it.failed || automaton->failed ? ayes_error_memory(error) : AYES_OK;
}

ayes_status ayes_lexicon_match(const ayes_lexicon *lexicon, const ayes_text *text,
                               const uint8_t *tags, ayes_marks *marks, ayes_error *error) {
  ayes_lexicon_matcher *matcher;
  ayes_status status = ayes_lexicon_matcher_new(lexicon, &matcher, error);
  if (status == AYES_OK) status = ayes_lexicon_matcher_match(matcher, text, tags, marks, error);
  ayes_lexicon_matcher_free(matcher);
  return status;
}
