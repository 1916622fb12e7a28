/* SPDX-License-Identifier: MIT
 *
 * From every token the trie is followed as far as the text goes along, with a stack of states
 * waiting instead of recursion. Sentences and breaks only cut the text into stretches beforehand,
 * so inside a stretch nothing needs to ask for them. Matches of all lengths are kept; which of them
 * count is for ayes_marks_resolve to say.
 *
 * Cost: two loads for a token that no phrase starts with, or only phrases that do not go on with
 * the next token. Otherwise at most AYES_LEXICON_STATE_LIMIT states a token. Without gaps and
 * placeholders a state is a node of the trie reached in one way only; a gap multiplies by at most
 * 7, a <target> by at most AYES_TERM_RUN_LIMIT, and a phrase has few of either, so that the limit
 * is for lists that have thousands of phrases alike.
 */
#include "lexicon/builder.h"

/* The trie has been followed up to node; the token to look at next is so far ahead of the first. */
typedef struct state {
  uint32_t node; /* its place in the block */
  uint16_t ahead;
  uint16_t spare; /* tokens a <target> may still take in */
} state;

/* No more can wait than will be looked at. */
enum { STACK_SIZE = AYES_LEXICON_STATE_LIMIT };

typedef struct search {
  const ayes_block *block;
  const ayes_token *tokens;
  const uint8_t *tags; /* may be NULL */
  ayes_marks *marks;
  const ayes_sentence *sentence;
  uint32_t start; /* the token all states began at */
  uint32_t end;   /* of the stretch, excluded */
  size_t waiting;
  unsigned root_facts;
  bool failed; /* memory ran out */
  state stack[STACK_SIZE];
} search;

static void push(search *it, uint32_t node, uint32_t token, unsigned spare) {
  if (node && it->waiting < STACK_SIZE)
    it->stack[it->waiting++] = (state){node, (uint16_t)(token - it->start), (uint16_t)spare};
}

static uint8_t tags_of(const search *it, uint32_t token) { return it->tags ? it->tags[token] : 0; }

/* Pushes what the edges for placeholders lead to; seldom is a token anything of that kind. */
static void follow_placeholders(search *it, uint32_t place, unsigned facts, uint32_t token) {
  unsigned tags = tags_of(it, token);
  if (facts & AYES_NODE_NUMBER && it->tokens[token].flags & AYES_TOKEN_NUMBER)
    push(it, ayes_block_child(it->block, place, AYES_SYMBOL_NUMBER), token + 1, 0);
  if (!tags) return;
  if (facts & AYES_NODE_TARGET && tags & AYES_TAG_TARGET)
    push(it, ayes_block_child(it->block, place, AYES_SYMBOL_TARGET), token + 1,
         AYES_TERM_RUN_LIMIT - 1);
  if (facts & AYES_NODE_RIVAL && tags & AYES_TAG_RIVAL)
    push(it, ayes_block_child(it->block, place, AYES_SYMBOL_RIVAL), token + 1,
         AYES_TERM_RUN_LIMIT - 1);
}

static bool has_placeholders(unsigned facts) {
  return facts & (AYES_NODE_NUMBER | AYES_NODE_TARGET | AYES_NODE_RIVAL);
}

/* Pushes what the edges for a word lead to. */
static void follow_word(search *it, uint32_t place, uint32_t token) {
  const ayes_token *word = &it->tokens[token];
  if (word->form) push(it, ayes_block_child(it->block, place, word->form), token + 1, 0);
  if (word->stem) push(it, ayes_block_child(it->block, place, word->stem), token + 1, 0);
}

/* A gap of up to width tokens leads to a node from which words go on. */
static void follow_gap(search *it, const ayes_block_gap *gap, uint32_t token) {
  uint32_t end = it->end - token > gap->width ? token + gap->width + 1 : it->end;
  uint32_t row = ayes_block_row(it->block, gap->place);
  const ayes_token *tokens = it->tokens;
  for (uint32_t i = token; i < end; i++)
    if (ayes_block_may_lead(it->block, row, tokens[i].stem_bits)) follow_word(it, gap->place, i);
  for (uint32_t i = token; has_placeholders(gap->facts) && i < end; i++)
    follow_placeholders(it, gap->place, gap->facts, i);
}

/* Pushes what the edges for placeholders and gaps lead to. */
static void follow_others(search *it, uint32_t place, unsigned facts, uint32_t token) {
  if (has_placeholders(facts)) follow_placeholders(it, place, facts, token);
  if (facts < (unsigned)AYES_NODE_GAP << 1) return; /* no bit of a gap */
  const ayes_block_gap *gap = it->block->gaps + ayes_block_at(it->block, place)->gaps;
  for (; gap->place; gap++) follow_gap(it, gap, token);
}

/* Pushes what lies behind a node; the token to look at next is within the stretch. */
static inline void follow(search *it, uint32_t place, unsigned facts, uint32_t token) {
  uint32_t row = ayes_block_row(it->block, place);
  if (ayes_block_may_lead(it->block, row, it->tokens[token].stem_bits))
    follow_word(it, place, token);
  if (facts & ~(unsigned)(AYES_NODE_WORDS | AYES_NODE_IS_GAP))
    follow_others(it, place, facts, token);
}

static bool anchors_hold(const search *it, unsigned anchors, uint32_t end) {
  if (anchors & AYES_ANCHOR_TEXT_START && it->start != 0) return false;
  if (anchors & AYES_ANCHOR_SENTENCE_START && it->start != it->sentence->first) return false;
  return !(anchors & AYES_ANCHOR_SENTENCE_END) || end == it->sentence->last;
}

static void add_marks(search *it, const ayes_block_node *node, uint32_t end) {
  const ayes_block_end *ends = ayes_block_ends(node);
  for (uint32_t i = 0; i < node->end_count; i++) {
    const ayes_block_entry *entry = &it->block->entries[ends[i].entry];
    if (ends[i].anchors && !anchors_hold(it, ends[i].anchors, end)) continue;
    ayes_mark *mark = ayes_array_add(it->marks, NULL);
    if (!mark) {
      it->failed = true;
      return;
    }
    *mark = (ayes_mark){.first = it->start,
                        .last = end,
                        .kind = entry->kind,
                        .topic = entry->topic,
                        .weight = entry->weight,
                        .source = entry->source};
  }
}

/* Phrases that begin with the symbol. */
static inline void start_with(search *it, ayes_symbol symbol) {
  const ayes_block_first *first = &it->block->first[symbol];
  if (!first->child) return;
  if (first->ends) add_marks(it, ayes_block_at(it->block, first->child), it->start + 1);
  if (it->start + 1 < it->end) follow(it, first->child, first->facts, it->start + 1);
}

/* Symbols of other vocabularies, as of types that know more words, start nothing. */
static void start_at(search *it, uint32_t token) {
  const ayes_token *word = &it->tokens[token];
  if (word->form < it->block->first_count) start_with(it, word->form);
  if (word->stem < it->block->first_count) start_with(it, word->stem);
  if (word->flags & AYES_TOKEN_NUMBER || tags_of(it, token))
    follow_placeholders(it, it->block->root, it->root_facts, token);
}

static void match_token(search *it, uint32_t token) {
  size_t first = it->marks->count;
  it->start = token;
  it->waiting = 0;
  start_at(it, token);
  for (size_t count = 0; it->waiting && count < AYES_LEXICON_STATE_LIMIT; count++) {
    state at = it->stack[--it->waiting];
    uint32_t next = token + at.ahead;
    const ayes_block_node *node = ayes_block_at(it->block, at.node);
    if (node->end_count) add_marks(it, node, next);
    if (next >= it->end) continue;
    if (at.spare && tags_of(it, next) & node->run) push(it, at.node, next + 1, at.spare - 1u);
    follow(it, at.node, node->facts, next);
  }
  if (it->marks->count > first + 1) ayes_marks_sort_new(it->marks, first);
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
    while (first < it->end) match_token(it, first++);
  }
}

ayes_status ayes_lexicon_match(const ayes_lexicon *lexicon, const ayes_text *text,
                               const uint8_t *tags, ayes_marks *marks, ayes_error *error) {
  search it;
  it.block = &lexicon->block;
  it.root_facts = ayes_block_at(it.block, it.block->root)->facts;
  it.tokens = text->tokens.items;
  it.tags = tags;
  it.marks = marks;
  it.failed = false;
  for (size_t i = 0; !it.failed && i < text->sentences.count; i++) {
    it.sentence = &text->sentences.items[i];
    match_sentence(&it);
  }
  return it.failed ? ayes_error_memory(error) : AYES_OK;
}
