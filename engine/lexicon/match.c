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

/* The longest way to a state is 16 words, of which 2 stand for 16 tokens each, and 3 gaps of 6
 * tokens: 16 + 2 * 15 + 3 * 7 states. Each leaves at most 12 others waiting: five edges for a
 * token, six for gaps, one to stay. */
enum { STACK_SIZE = (16 + 2 * 15 + 3 * 7) * 12 };

/* The trie has been followed up to node; token is the next one to look at. */
typedef struct state {
  uint32_t node;
  uint32_t token;
  uint32_t spare; /* tokens a gap may still skip or a <target> may still take in */
} state;

typedef struct search {
  const ayes_lexicon *lexicon;
  const ayes_text *text;
  const uint8_t *tags; /* may be NULL */
  ayes_marks *marks;
  const ayes_sentence *sentence;
  uint32_t start; /* the token all states began at */
  uint32_t end;   /* of the stretch, excluded */
  size_t waiting;
  state stack[STACK_SIZE];
} search;

static void push(search *it, uint32_t node, uint32_t token, uint32_t spare) {
  if (node && it->waiting < STACK_SIZE) it->stack[it->waiting++] = (state){node, token, spare};
}

static uint8_t tags_of(const search *it, uint32_t token) { return it->tags ? it->tags[token] : 0; }

static void follow_placeholders(search *it, uint32_t node, uint32_t token) {
  const ayes_trie *trie = &it->lexicon->trie;
  unsigned facts = trie->nodes.items[node].facts;
  if (!(facts & (AYES_NODE_NUMBER | AYES_NODE_TARGET | AYES_NODE_RIVAL))) return;
  if (facts & AYES_NODE_NUMBER && it->text->tokens.items[token].flags & AYES_TOKEN_NUMBER)
    push(it, ayes_trie_child(trie, node, AYES_SYMBOL_NUMBER), token + 1, 0);
  if (facts & AYES_NODE_TARGET && tags_of(it, token) & AYES_TAG_TARGET)
    push(it, ayes_trie_child(trie, node, AYES_SYMBOL_TARGET), token + 1, AYES_TERM_RUN_LIMIT - 1);
  if (facts & AYES_NODE_RIVAL && tags_of(it, token) & AYES_TAG_RIVAL)
    push(it, ayes_trie_child(trie, node, AYES_SYMBOL_RIVAL), token + 1, AYES_TERM_RUN_LIMIT - 1);
}

/* Pushes what the edges for words and placeholders lead to. */
static void follow_token(search *it, uint32_t node, uint32_t token) {
  const ayes_trie *trie = &it->lexicon->trie;
  const ayes_token *word = &it->text->tokens.items[token];
  unsigned facts = trie->nodes.items[node].facts;
  if (facts & AYES_NODE_WORDS) {
    if (word->form) push(it, ayes_trie_child(trie, node, word->form), token + 1, 0);
    if (word->stem) push(it, ayes_trie_child(trie, node, word->stem), token + 1, 0);
  }
  follow_placeholders(it, node, token);
}

/* Whether a node with these facts may have an edge for the token. */
static bool may_go_on(const search *it, const ayes_trie_first *node, uint32_t token) {
  if (token >= it->end) return false;
  if (node->facts & ~(unsigned)AYES_NODE_WORDS) return true;
  const ayes_token *word = &it->text->tokens.items[token];
  return (word->form && node->filter & ayes_symbol_bit(word->form)) ||
         (word->stem && node->filter & ayes_symbol_bit(word->stem));
}

static void push_first(search *it, ayes_symbol symbol, uint32_t token) {
  if (symbol == 0 || symbol >= it->lexicon->trie.first_count) return;
  const ayes_trie_first *first = &it->lexicon->trie.first[symbol];
  if (first->child && (first->ends || may_go_on(it, first, token + 1)))
    push(it, first->child, token + 1, 0);
}

/* Pushes where phrases that begin with the token lead, but for what would end there at once. */
static void start_at(search *it, uint32_t token) {
  const ayes_token *word = &it->text->tokens.items[token];
  push_first(it, word->form, token);
  push_first(it, word->stem, token);
  follow_placeholders(it, 0, token);
}

static void follow_gaps(search *it, uint32_t node, uint32_t token) {
  const ayes_trie *trie = &it->lexicon->trie;
  unsigned facts = trie->nodes.items[node].facts;
  if (facts < (unsigned)AYES_NODE_GAP << 1) return; /* no bit of a gap */
  for (unsigned width = 1; width <= AYES_TERM_GAP_LIMIT; width++)
    if (facts & (unsigned)AYES_NODE_GAP << width)
      push(it, ayes_trie_child(trie, node, ayes_symbol_of_gap(width)), token, width);
}

static void follow(search *it, state at) {
  const ayes_node *node = &it->lexicon->trie.nodes.items[at.node];
  if (at.token >= it->end) return;
  bool stays = node->facts & AYES_NODE_IS_GAP || tags_of(it, at.token) & node->run;
  if (at.spare && stays) push(it, at.node, at.token + 1, at.spare - 1);
  follow_token(it, at.node, at.token);
  follow_gaps(it, at.node, at.token);
}

static bool anchors_hold(const search *it, unsigned anchors, uint32_t end) {
  if (anchors & AYES_ANCHOR_TEXT_START && it->start != 0) return false;
  if (anchors & AYES_ANCHOR_SENTENCE_START && it->start != it->sentence->first) return false;
  return !(anchors & AYES_ANCHOR_SENTENCE_END) || end == it->sentence->last;
}

static ayes_status add_marks(search *it, state at, ayes_error *error) {
  const ayes_trie *trie = &it->lexicon->trie;
  const ayes_node *node = &trie->nodes.items[at.node];
  for (uint32_t i = 0; i < node->output_count; i++) {
    const ayes_trie_output *output = &trie->outputs.items[node->first_output + i];
    const ayes_lexicon_entry *entry = &it->lexicon->entries.items[output->entry];
    if (output->anchors && !anchors_hold(it, output->anchors, at.token)) continue;
    ayes_mark *mark = ayes_array_add(it->marks, error);
    if (!mark) return AYES_NO_MEMORY;
    *mark = (ayes_mark){.first = it->start,
                        .last = at.token,
                        .kind = entry->kind,
                        .topic = entry->topic,
                        .weight = entry->weight,
                        .source = &entry->source};
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
    if (it->lexicon->trie.nodes.items[at.node].output_count) status = add_marks(it, at, error);
    follow(it, at);
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
  it.lexicon = lexicon;
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
