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

/* Tokens of the longest match, and more. */
enum {
  PATH_LIMIT = AYES_TERM_WORD_LIMIT + AYES_TERM_GAP_COUNT_LIMIT * AYES_TERM_GAP_LIMIT +
               AYES_TERM_RUN_COUNT_LIMIT * AYES_TERM_RUN_LIMIT,
  CHUNK = 64 /* tokens whose finds wait */
};

/* Where marks were found: a state behind tokens start to end. */
typedef struct find {
  uint32_t state, start, end;
} find;

struct ayes_lexicon_matcher {
  ayes_automaton *automaton;
  find finds[CHUNK * PATH_LIMIT + 1];
};

typedef struct search {
  ayes_automaton *automaton;
  find *finds;
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

/* ---- Walking ---- */

static inline unsigned special_at(const search *it, uint32_t token) {
  return ayes_special_of(&it->tokens[token], it->tags ? it->tags[token] : 0);
}

/* Matches that begin with tokens first to last of a stretch. They are followed from the last token
 * on, so that finds are in the contrary order of marks; whether there is one is no branch. */
static void match_tokens(search *it, uint32_t first, uint32_t last) {
  ayes_automaton *automaton = it->automaton;
  find *found = it->finds;
  size_t marks = 0;
  for (uint32_t token = last; token-- > first;) {
    uint32_t at = token;
    uint32_t state = ayes_automaton_start(automaton, &it->tokens[at], special_at(it, at));
    while (state != AYES_STATE_DEAD && at - token < PATH_LIMIT) {
      uint32_t mark_count = automaton->states.items[state].mark_count;
      *found = (find){state, token, ++at};
      found += mark_count != 0;
      marks += mark_count;
      if (at == it->end) break;
      state = ayes_automaton_next(automaton, state, &it->tokens[at], special_at(it, at));
    }
  }
  add_finds(it, (size_t)(found - it->finds), marks);
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
      uint32_t last = it->end - first > CHUNK ? first + CHUNK : it->end;
      if (it->automaton->is_full && !ayes_automaton_empty(it->automaton)) return;
      match_tokens(it, first, last);
      first = last;
    }
  }
}

ayes_status ayes_lexicon_matcher_match(ayes_lexicon_matcher *matcher, const ayes_text *text,
                                       const uint8_t *tags, ayes_marks *marks, ayes_error *error) {
  ayes_automaton *automaton = matcher->automaton;
  search it = {.automaton = automaton,
               .finds = matcher->finds,
               .tokens = text->tokens.items,
               .tags = tags,
               .marks = marks};
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
