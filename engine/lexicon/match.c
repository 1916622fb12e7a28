/* SPDX-License-Identifier: MIT
 *
 * From every token the automaton is followed as far as the text goes along. Sentences and breaks
 * only cut the text into stretches beforehand, so inside a stretch nothing needs to ask for them.
 * Matches of all lengths are kept; which of them count is for ayes_marks_resolve to say.
 *
 * Cost: a step or two for most tokens, each a look at a state and at its filter, since few words
 * lead on. The tokens of a chunk are taken from the last to the first, so that finds come in the
 * contrary order of their marks; a state keeps its marks in order, and nothing is sorted. That
 * there is a find at every second token and none at the others is noted without a branch, which
 * would be foretold badly, and marks are copied when all finds of the chunk are known.
 */
#include "lexicon/automaton.h"
#include "lexicon/builder.h"

enum {
  /* Tokens of the longest match, and more. */
  PATH_LIMIT = AYES_TERM_WORD_LIMIT + AYES_TERM_GAP_COUNT_LIMIT * AYES_TERM_GAP_LIMIT +
               AYES_TERM_RUN_COUNT_LIMIT * AYES_TERM_RUN_LIMIT,
  CHUNK = 128 /* tokens whose finds wait */
};

/* Where marks were found: a state behind tokens start to end. */
typedef struct find {
  uint32_t state, start, end;
} find;

struct ayes_lexicon_matcher {
  ayes_automaton *automaton;
  struct {
    ayes_step_word *items; /* by token */
    size_t count, capacity;
  } words;
  find finds[CHUNK * PATH_LIMIT + 1];
};

typedef struct search {
  ayes_automaton *automaton;
  find *finds;
  const ayes_text *text;
  const ayes_step_word *words;
  ayes_marks *marks;
  uint32_t end; /* of the stretch, excluded */
  bool failed;  /* memory ran out */
} search;

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
static inline void add_marks(search *it, const find *found) {
  const ayes_state *state = &it->automaton->states.items[found->state];
  if (state->special & AYES_SPECIAL_ANCHORED) {
    add_anchored(it, state, found->start, found->end);
    return;
  }
  const ayes_mark *from = it->automaton->marks.items + state->first_mark;
  ayes_mark *mark = it->marks->items + it->marks->count;
  it->marks->count += state->mark_count;
  for (const ayes_mark *last = from + state->mark_count; from < last; from++, mark++) {
    *mark = *from;
    mark->first = found->start;
    mark->last = found->end;
  }
}

/* From the last find to the first, which is the order of marks. */
static void add_finds(search *it, size_t count, size_t marks) {
  if (it->marks->count + marks > it->marks->capacity &&
      ayes_array_reserve(&it->marks->items, &it->marks->capacity, it->marks->count + marks,
                         sizeof *it->marks->items, NULL) != AYES_OK) {
    it->failed = true;
    return;
  }
  while (count--) add_marks(it, &it->finds[count]);
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

/* What steps ask of all tokens, in one pass. */
static ayes_status fill_words(ayes_lexicon_matcher *it, const ayes_text *text, const uint8_t *tags,
                              ayes_error *error) {
  size_t count = text->tokens.count;
  ayes_status status = ayes_array_reserve(&it->words.items, &it->words.capacity, count,
                                          sizeof *it->words.items, error);
  if (status != AYES_OK) return status;
  ayes_step_word *words = it->words.items;
  const ayes_token *tokens = text->tokens.items;
  if (tags)
    for (size_t i = 0; i < count; i++) words[i] = step_word(&tokens[i], tags[i]);
  else
    for (size_t i = 0; i < count; i++) words[i] = step_word(&tokens[i], 0);
  for (size_t i = 0; i < text->sentences.count; i++)
    words[text->sentences.items[i].first].is_first = true;
  return AYES_OK;
}

/* ---- Walking ---- */

/* The next token, from at on, that may lead on from a state of the chain that *state begins; the
 * chain's state before it. The dead state when there is none. */
static uint32_t pass_gaps(const search *it, uint32_t at, uint32_t *state) {
  ayes_automaton *automaton = it->automaton;
  if (!automaton->states.items[*state].chain_length) ayes_automaton_make_chain(automaton, *state);
  const ayes_state *first = &automaton->states.items[*state];
  uint32_t rest = it->end - at;
  if (rest > first->chain_length) rest = first->chain_length;
  for (uint32_t i = 0; i < rest; i++) {
    const ayes_step_word *word = &it->words[at + i];
    if (!(word->special & first->chain_special) &&
        !ayes_state_may_lead(automaton, first, word->stem_bits))
      continue;
    *state = automaton->chains.items[first->chain + i];
    return at + i;
  }
  *state = AYES_STATE_DEAD;
  return it->end;
}

/* The state behind token *at, or, where it leads nowhere but to gaps, behind the next one that may
 * lead on, which *at becomes. */
static inline uint32_t go_on(const search *it, uint32_t state, uint32_t *at) {
  ayes_automaton *automaton = it->automaton;
  while (state != AYES_STATE_DEAD) {
    const ayes_state *from = &automaton->states.items[state];
    const ayes_step_word *word = &it->words[*at];
    unsigned special = word->special & from->special;
    if (special || ayes_state_may_lead(automaton, from, word->stem_bits))
      return ayes_automaton_step(automaton, state, word->symbol, special,
                                 &it->text->tokens.items[*at]);
    state = ayes_automaton_other(automaton, state);
    if (state != AYES_STATE_DEAD) *at = pass_gaps(it, *at + 1, &state);
  }
  return AYES_STATE_DEAD;
}

/* The end of the stretch that goes on at token, as far as paths from before it reach. */
static uint32_t stretch_end(const search *it, uint32_t token) {
  uint32_t count = (uint32_t)it->text->tokens.count;
  uint32_t limit = count - token > PATH_LIMIT ? token + PATH_LIMIT : count;
  while (token < limit && !it->words[token].is_first) token++;
  return token;
}

/* Matches that begin with tokens first to last. They are followed from the last token on, so that
 * finds are in the contrary order of marks; whether there is one is no branch. No phrase ends with
 * a gap, so that nothing is found in gaps. */
static void match_tokens(search *it, uint32_t first, uint32_t last) {
  ayes_automaton *automaton = it->automaton;
  find *found = it->finds;
  size_t marks = 0;
  it->end = stretch_end(it, last);
  for (uint32_t token = last; token-- > first;) {
    const ayes_step_word *word = &it->words[token];
    uint32_t at = token;
    uint32_t state = ayes_automaton_start(automaton, word, &it->text->tokens.items[token]);
    while (state != AYES_STATE_DEAD && at - token < PATH_LIMIT) {
      uint32_t mark_count = automaton->states.items[state].mark_count;
      *found = (find){state, token, ++at};
      found += mark_count != 0;
      marks += mark_count;
      if (at >= it->end) break;
      state = go_on(it, state, &at);
    }
    if (word->is_first) it->end = token;
  }
  add_finds(it, (size_t)(found - it->finds), marks);
}

ayes_status ayes_lexicon_matcher_match(ayes_lexicon_matcher *matcher, const ayes_text *text,
                                       const uint8_t *tags, ayes_marks *marks, ayes_error *error) {
  ayes_automaton *automaton = matcher->automaton;
  if (automaton->failed && !ayes_automaton_empty(automaton)) return ayes_error_memory(error);
  ayes_status status = fill_words(matcher, text, tags, error);
  if (status != AYES_OK) return status;
  search it = {.automaton = automaton,
               .finds = matcher->finds,
               .text = text,
               .words = matcher->words.items,
               .marks = marks};
  uint32_t count = (uint32_t)text->tokens.count;
  for (uint32_t first = 0; first < count && !it.failed && !automaton->failed; first += CHUNK) {
    if (automaton->is_full && !ayes_automaton_empty(automaton)) break;
    match_tokens(&it, first, count - first > CHUNK ? first + CHUNK : count);
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
