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
  const ayes_text *text;
  const uint8_t *tags; /* may be NULL */
  ayes_marks *marks;
  const ayes_sentence *sentence;
  uint32_t start; /* the token all states began at */
  uint32_t end;   /* of the stretch, excluded */
  size_t waiting;
  state stack[STACK_SIZE];
} search;

static void push(search *it, uint32_t node, uint32_t token, unsigned spare) {
  if (node && it->waiting < STACK_SIZE)
    it->stack[it->waiting++] = (state){node, (uint16_t)(token - it->start), (uint16_t)spare};
}

static uint8_t tags_of(const search *it, uint32_t token) { return it->tags ? it->tags[token] : 0; }

static bool has_placeholders(const ayes_block_node *node) {
  return node->facts & (AYES_NODE_NUMBER | AYES_NODE_TARGET | AYES_NODE_RIVAL);
}

static void follow_placeholders(search *it, const ayes_block_node *node, uint32_t token) {
  unsigned facts = node->facts, tags = tags_of(it, token);
  if (facts & AYES_NODE_NUMBER && it->text->tokens.items[token].flags & AYES_TOKEN_NUMBER)
    push(it, ayes_block_child(node, AYES_SYMBOL_NUMBER), token + 1, 0);
  if (facts & AYES_NODE_TARGET && tags & AYES_TAG_TARGET)
    push(it, ayes_block_child(node, AYES_SYMBOL_TARGET), token + 1, AYES_TERM_RUN_LIMIT - 1);
  if (facts & AYES_NODE_RIVAL && tags & AYES_TAG_RIVAL)
    push(it, ayes_block_child(node, AYES_SYMBOL_RIVAL), token + 1, AYES_TERM_RUN_LIMIT - 1);
}

/* Pushes what the edges for words and placeholders lead to. */
static void follow_token(search *it, const ayes_block_node *node, uint32_t token) {
  const ayes_token *word = &it->text->tokens.items[token];
  if (node->facts & AYES_NODE_WORDS) {
    if (word->form) push(it, ayes_block_child(node, word->form), token + 1, 0);
    if (word->stem) push(it, ayes_block_child(node, word->stem), token + 1, 0);
  }
  if (has_placeholders(node)) follow_placeholders(it, node, token);
}

/* Whether a node with these facts may have an edge for the token. */
static bool may_go_on(const search *it, const ayes_block_first *node, uint32_t token) {
  if (token >= it->end) return false;
  if (node->facts & ~(unsigned)AYES_NODE_WORDS) return true;
  const ayes_token *word = &it->text->tokens.items[token];
  return (word->form && node->filter & ayes_symbol_bit(word->form)) ||
         (word->stem && node->filter & ayes_symbol_bit(word->stem));
}

static void push_first(search *it, ayes_symbol symbol, uint32_t token) {
  if (symbol == 0 || symbol >= it->block->first_count) return;
  const ayes_block_first *first = &it->block->first[symbol];
  if (first->child && (first->ends || may_go_on(it, first, token + 1)))
    push(it, first->child, token + 1, 0);
}

/* Pushes where phrases that begin with the token lead, but for what would end there at once. */
static void start_at(search *it, uint32_t token) {
  const ayes_token *word = &it->text->tokens.items[token];
  push_first(it, word->form, token);
  push_first(it, word->stem, token);
  follow_placeholders(it, ayes_block_at(it->block, it->block->root), token);
}

/* A gap of up to width tokens leads to a node from which words go on. */
static void follow_gap(search *it, uint32_t place, uint32_t token, unsigned width) {
  if (!place) return;
  const ayes_block_node *node = ayes_block_at(it->block, place);
  for (unsigned skipped = 0; skipped <= width && token < it->end; skipped++, token++)
    follow_token(it, node, token);
}

static void follow_gaps(search *it, const ayes_block_node *node, uint32_t token) {
  if (node->facts < (unsigned)AYES_NODE_GAP << 1) return; /* no bit of a gap */
  for (unsigned width = 1; width <= AYES_TERM_GAP_LIMIT; width++)
    if (node->facts & (unsigned)AYES_NODE_GAP << width)
      follow_gap(it, ayes_block_child(node, ayes_symbol_of_gap(width)), token, width);
}

static void follow(search *it, const ayes_block_node *node, state at) {
  uint32_t token = it->start + at.ahead;
  if (token >= it->end) return;
  if (at.spare && tags_of(it, token) & node->run) push(it, at.node, token + 1, at.spare - 1u);
  follow_token(it, node, token);
  follow_gaps(it, node, token);
}

static bool anchors_hold(const search *it, unsigned anchors, uint32_t end) {
  if (anchors & AYES_ANCHOR_TEXT_START && it->start != 0) return false;
  if (anchors & AYES_ANCHOR_SENTENCE_START && it->start != it->sentence->first) return false;
  return !(anchors & AYES_ANCHOR_SENTENCE_END) || end == it->sentence->last;
}

static ayes_status add_marks(search *it, const ayes_block_node *node, uint32_t end,
                             ayes_error *error) {
  const ayes_block_end *ends = ayes_block_ends(node);
  for (uint32_t i = 0; i < node->end_count; i++) {
    if (ends[i].anchors && !anchors_hold(it, ends[i].anchors, end)) continue;
    ayes_mark *mark = ayes_array_add(it->marks, error);
    if (!mark) return AYES_NO_MEMORY;
    *mark = (ayes_mark){.first = it->start,
                        .last = end,
                        .kind = (ayes_kind)ends[i].kind,
                        .topic = ends[i].topic,
                        .weight = ends[i].weight,
                        .source = ends[i].source};
  }
  return AYES_OK;
}

static bool is_same(const ayes_mark *a, const ayes_mark *b) {
  return a->last == b->last && a->source == b->source;
}

/* Sorts the marks of one token, which are those from first on: tokens come in order, so all marks
 * are sorted then. Spellings of one entry may match the same tokens; such marks are neighbours now,
 * and one of them stays. */
static void sort_marks(ayes_marks *marks, size_t first) {
  ayes_marks added = {.items = marks->items + first, .count = marks->count - first};
  size_t kept = 1;
  ayes_marks_sort(&added);
  for (size_t i = 1; i < added.count; i++)
    if (!is_same(&added.items[i], &added.items[kept - 1])) added.items[kept++] = added.items[i];
  marks->count = first + kept;
}

static ayes_status match_token(search *it, uint32_t token, ayes_error *error) {
  ayes_status status = AYES_OK;
  size_t first = it->marks->count;
  it->start = token;
  it->waiting = 0;
  start_at(it, token);
  for (size_t count = 0; status == AYES_OK && it->waiting; count++) {
    if (count == AYES_LEXICON_STATE_LIMIT) break;
    state at = it->stack[--it->waiting];
    const ayes_block_node *node = ayes_block_at(it->block, at.node);
    if (node->end_count) status = add_marks(it, node, it->start + at.ahead, error);
    follow(it, node, at);
  }
  if (it->marks->count > first + 1) sort_marks(it->marks, first);
  return status;
}

/* The end of the stretch that starts at first: the next break, or the end of the sentence. */
static uint32_t stretch_end(const search *it, uint32_t first) {
  uint32_t end = first + 1;
  while (end < it->sentence->last) {
    unsigned flags = it->text->tokens.items[end].flags;
    if (flags & AYES_TOKEN_BREAK_BEFORE && !(flags & AYES_TOKEN_JOINED)) break;
    end++;
  }
  return end;
}

static ayes_status match_sentence(search *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (uint32_t first = it->sentence->first; status == AYES_OK && first < it->sentence->last;) {
    it->end = stretch_end(it, first);
    while (status == AYES_OK && first < it->end) status = match_token(it, first++, error);
  }
  return status;
}

ayes_status ayes_lexicon_match(const ayes_lexicon *lexicon, const ayes_text *text,
                               const uint8_t *tags, ayes_marks *marks, ayes_error *error) {
  search it;
  it.block = &lexicon->block;
  it.text = text;
  it.tags = tags;
  it.marks = marks;
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && i < text->sentences.count; i++) {
    it.sentence = &text->sentences.items[i];
    status = match_sentence(&it, error);
  }
  return status;
}
