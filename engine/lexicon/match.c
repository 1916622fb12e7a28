/* SPDX-License-Identifier: MIT
 *
 * A text is matched chunk by chunk. Walks come to their finds by length: they are dealt out by
 * token; a state keeps its marks in order, and no mark is sorted. Matches of all lengths are kept;
 * which of them count is for ayes_marks_resolve to say.
 */
#include "base/lanes.h"
#include "lexicon/builder.h"
#include "lexicon/walks.h"

struct ayes_lexicon_matcher {
  ayes_automaton *automaton;
  struct {
    ayes_step_word *items; /* by token */
    size_t count, capacity;
  } words;
  ayes_walks walks;
  ayes_walk sorted[AYES_CHUNK_LIMIT * AYES_WALK_LIMIT + 1];
};

typedef struct search {
  ayes_lexicon_matcher *matcher;
  ayes_chunk chunk;
  uint32_t first; /* token of the chunk */
  ayes_marks *marks;
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

/* ---- Words ---- */

static inline ayes_step_word step_word(const ayes_token *token, uint32_t tags) {
  uint32_t flags = token->flags, facts = (uint32_t)token->stem_bits << AYES_STEP_STEM_AT;
  /* A stretch begins behind a break, but not with what is joined to the token before. */
  uint32_t goes_on = ~flags | flags * (AYES_TOKEN_BREAK_BEFORE / AYES_TOKEN_JOINED);
  facts |= tags * AYES_SPECIAL_TARGET;
  facts |= (flags & AYES_TOKEN_NUMBER) * AYES_SPECIAL_NUMBER;
  facts |= goes_on / AYES_TOKEN_BREAK_BEFORE & AYES_STEP_GOES_ON;
  return (ayes_step_word){ayes_symbol_of_word(token), facts};
}

static inline void begin_sentence(ayes_step_word *word) {
  word->facts &= ~(uint32_t)AYES_STEP_GOES_ON;
  word->facts |= AYES_ANCHOR_SENTENCE_START << AYES_STEP_ANCHORS_AT;
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
  words[count] = (ayes_step_word){0};
  begin_sentence(&words[count]);
  for (size_t i = 0; i < text->sentences.count; i++)
    begin_sentence(&words[text->sentences.items[i].first]);
  words->facts |= AYES_ANCHOR_TEXT_START << AYES_STEP_ANCHORS_AT;
  return AYES_OK;
}

/* ---- Marks ---- */

/* The find with the state that has the marks which count at its place. */
static inline ayes_walk put_in_place(const search *it, ayes_walk find) {
  const ayes_state *state = &it->matcher->automaton->states.items[ayes_walk_state(find)];
  const ayes_step_word *words = it->chunk.words;
  const uint32_t start = AYES_ANCHOR_SENTENCE_START | AYES_ANCHOR_TEXT_START;
  uint32_t anchors = words[ayes_walk_token(find)].facts >> AYES_STEP_ANCHORS_AT & start;
  /* A sentence ends where the next one starts. */
  anchors |=
      (words[ayes_walk_next(find)].facts >> AYES_STEP_ANCHORS_AT & AYES_ANCHOR_SENTENCE_START) *
      (AYES_ANCHOR_SENTENCE_END / AYES_ANCHOR_SENTENCE_START);
  return find + (anchors & state->anchors);
}

/* In the order of marks: by token, and the longest first, which was found last. Returns how many
 * marks there are. */
static size_t sort_finds(const search *it, const ayes_walk *end) {
  ayes_lexicon_matcher *matcher = it->matcher;
  const ayes_state *states = matcher->automaton->states.items;
  uint32_t *places = matcher->walks.find_counts;
  size_t marks = 0;
  ayes_lanes_add_up(places, (it->chunk.count + 3) / 4 * 4);
  for (const ayes_walk *at = matcher->walks.finds; at < end; at++) {
    ayes_walk find = put_in_place(it, *at);
    marks += states[ayes_walk_state(find)].mark_count;
    matcher->sorted[--places[ayes_walk_token(find)]] = find;
  }
  return marks;
}

static inline ayes_mark mark_at(const ayes_state_mark *it, uint32_t first, uint32_t last) {
  return (ayes_mark){first, last, it->kind, it->topic, it->weight, it->source};
}

/* Which of one mark or two a state has no branch would foretell: two are always written. */
static inline ayes_mark *copy_marks(const search *it, ayes_walk find, ayes_mark *to) {
  const ayes_automaton *automaton = it->matcher->automaton;
  const ayes_state *state = &automaton->states.items[ayes_walk_state(find)];
  uint32_t first = it->first + ayes_walk_token(find), last = it->first + ayes_walk_next(find);
  to[0] = mark_at(&state->marks[0], first, last);
  to[1] = mark_at(&state->marks[state->mark_count > 1], first, last);
  for (uint32_t i = AYES_STATE_MARKS; i < state->mark_count; i++) {
    to[i] = automaton->marks.items[state->first_mark + i];
    to[i].first = first;
    to[i].last = last;
  }
  return to + state->mark_count;
}

static ayes_status add_finds(const search *it, const ayes_walk *end, ayes_error *error) {
  const ayes_walk *find = it->matcher->sorted, *last = find + (end - it->matcher->walks.finds);
  size_t count = sort_finds(it, end);
  ayes_marks *marks = it->marks;
  ayes_status status =
      ayes_array_reserve(&marks->items, &marks->capacity, marks->count + count + AYES_STATE_MARKS,
                         sizeof *marks->items, error);
  if (status != AYES_OK) return status;
  ayes_mark *to = marks->items + marks->count;
  for (; find < last; find++) to = copy_marks(it, *find, to);
  marks->count += count;
  return AYES_OK;
}

/* ---- Matching ---- */

static ayes_status match_chunk(search *it, const ayes_text *text, ayes_error *error) {
  ayes_lexicon_matcher *matcher = it->matcher;
  uint32_t left = (uint32_t)text->tokens.count - it->first;
  if (matcher->automaton->is_full && !ayes_automaton_empty(matcher->automaton))
    return ayes_error_memory(error);
  it->chunk = (ayes_chunk){.tokens = text->tokens.items + it->first,
                           .words = matcher->words.items + it->first,
                           .count = left < AYES_CHUNK_LIMIT ? left : AYES_CHUNK_LIMIT,
                           .left = left};
  const ayes_walk *end = ayes_walks_follow(&matcher->walks, matcher->automaton, &it->chunk);
  return matcher->automaton->failed ? ayes_error_memory(error) : add_finds(it, end, error);
}

ayes_status ayes_lexicon_matcher_match(ayes_lexicon_matcher *matcher, const ayes_text *text,
                                       const uint8_t *tags, ayes_marks *marks, ayes_error *error) {
  ayes_automaton *automaton = matcher->automaton;
  if (automaton->failed && !ayes_automaton_empty(automaton)) return ayes_error_memory(error);
  ayes_status status = fill_words(matcher, text, tags, error);
  search it = {.matcher = matcher, .marks = marks};
  for (; status == AYES_OK && it.first < text->tokens.count; it.first += AYES_CHUNK_LIMIT)
    status = match_chunk(&it, text, error);
  return status;
}

ayes_status ayes_lexicon_match(const ayes_lexicon *lexicon, const ayes_text *text,
                               const uint8_t *tags, ayes_marks *marks, ayes_error *error) {
  ayes_lexicon_matcher *matcher;
  ayes_status status = ayes_lexicon_matcher_new(lexicon, &matcher, error);
  if (status == AYES_OK) status = ayes_lexicon_matcher_match(matcher, text, tags, marks, error);
  ayes_lexicon_matcher_free(matcher);
  return status;
}
