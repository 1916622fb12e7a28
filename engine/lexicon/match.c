/* SPDX-License-Identifier: MIT
 *
 * From every token the automaton is followed as far as the text goes along. Sentences and breaks
 * only cut the text into stretches beforehand, so inside a stretch nothing needs to ask for them.
 * Matches of all lengths are kept; which of them count is for ayes_marks_resolve to say.
 *
 * Cost: a step or two for most tokens, each a look at a state and at its filter, since few words
 * lead on. A state keeps its marks in order, and the longest phrase is found last: so marks are
 * copied from the last state to the first, and nothing is sorted.
 */
#include "lexicon/automaton.h"
#include "lexicon/builder.h"

/* Tokens of the longest match, and more. */
enum {
  PATH_LIMIT = AYES_TERM_WORD_LIMIT + AYES_TERM_GAP_COUNT_LIMIT * AYES_TERM_GAP_LIMIT +
               AYES_TERM_RUN_COUNT_LIMIT * AYES_TERM_RUN_LIMIT
};

struct ayes_lexicon_matcher {
  ayes_automaton *automaton;
};

typedef struct search {
  ayes_automaton *automaton;
  const ayes_token *tokens;
  const uint8_t *tags; /* may be NULL */
  ayes_marks *marks;
  const ayes_sentence *sentence;
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
  ayes_memory_free(matcher);
}

void ayes_lexicon_matcher_limit(ayes_lexicon_matcher *matcher, size_t bytes) {
  matcher->automaton->limit = bytes;
}

/* ---- Marks ---- */

static bool anchors_hold(const search *it, unsigned anchors, uint32_t start, uint32_t end) {
  if (anchors & AYES_ANCHOR_TEXT_START && start != 0) return false;
  if (anchors & AYES_ANCHOR_SENTENCE_START && start != it->sentence->first) return false;
  return !(anchors & AYES_ANCHOR_SENTENCE_END) || end == it->sentence->last;
}

/* An entry may have phrases with anchors and without. */
static void add_anchored(search *it, const ayes_state *state, uint32_t start, uint32_t end) {
  const ayes_mark *from = it->automaton->marks.items + state->first_mark;
  size_t first = it->marks->count;
  for (uint32_t i = 0; i < state->mark_count; i++) {
    if (!anchors_hold(it, from[i].last, start, end)) continue;
    ayes_mark *mark = &it->marks->items[it->marks->count++];
    *mark = from[i];
    mark->first = start;
    mark->last = end;
  }
  ayes_marks_sort_new(it->marks, first);
}

static inline void add_marks(search *it, const ayes_state *state, uint32_t start, uint32_t end) {
  ayes_marks *marks = it->marks;
  if (marks->count + state->mark_count > marks->capacity &&
      ayes_array_reserve(&marks->items, &marks->capacity, marks->count + state->mark_count,
                         sizeof *marks->items, NULL) != AYES_OK) {
    it->failed = true;
    return;
  }
  if (state->special & AYES_SPECIAL_ANCHORED) {
    add_anchored(it, state, start, end);
    return;
  }
  const ayes_mark *from = it->automaton->marks.items + state->first_mark;
  ayes_mark *mark = marks->items + marks->count;
  marks->count += state->mark_count;
  for (const ayes_mark *last = from + state->mark_count; from < last; from++, mark++) {
    *mark = *from;
    mark->first = start;
    mark->last = end;
  }
}

/* ---- Walking ---- */

static inline unsigned special_at(const search *it, uint32_t token) {
  return ayes_special_of(&it->tokens[token], it->tags ? it->tags[token] : 0);
}

/* Where marks were found. */
typedef struct find {
  uint32_t state, end;
} find;

static void match_token(search *it, uint32_t token) {
  find found[PATH_LIMIT];
  size_t count = 0;
  ayes_automaton *automaton = it->automaton;
  uint32_t at = token;
  uint32_t state = ayes_automaton_start(automaton, &it->tokens[at], special_at(it, at));
  while (state != AYES_STATE_DEAD && at - token < PATH_LIMIT) {
    at++;
    if (automaton->states.items[state].mark_count) found[count++] = (find){state, at};
    if (at == it->end) break;
    state = ayes_automaton_next(automaton, state, &it->tokens[at], special_at(it, at));
  }
  while (count--)
    add_marks(it, &automaton->states.items[found[count].state], token, found[count].end);
}

/* The end of the stretch that starts at first: the next break, or the end of the sentence. */
static uint32_t stretch_end(const search *it, uint32_t first) {
  uint32_t end = first + 1;
  while (end < it->sentence->last) {
    unsigned flags = it->tokens[end].flags;
    if (flags & AYES_TOKEN_BREAK_BEFORE && !(flags & AYES_TOKEN_JOINED)) break;
    end++;
  }
  return end;
}

static void match_sentence(search *it) {
  for (uint32_t first = it->sentence->first; first < it->sentence->last;) {
    it->end = stretch_end(it, first);
    while (first < it->end) {
      if (it->automaton->is_full && !ayes_automaton_empty(it->automaton)) return;
      match_token(it, first++);
    }
  }
}

ayes_status ayes_lexicon_matcher_match(ayes_lexicon_matcher *matcher, const ayes_text *text,
                                       const uint8_t *tags, ayes_marks *marks, ayes_error *error) {
  ayes_automaton *automaton = matcher->automaton;
  search it = {.automaton = automaton, .tokens = text->tokens.items, .tags = tags, .marks = marks};
  if (automaton->failed && !ayes_automaton_empty(automaton)) return ayes_error_memory(error);
  for (size_t i = 0; i < text->sentences.count && !it.failed && !automaton->failed; i++) {
    it.sentence = &text->sentences.items[i];
    match_sentence(&it);
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
