/* SPDX-License-Identifier: MIT
 *
 * Entries are compared phrase by phrase, as the trie has them: phrases that are the same end at the
 * same node. For the rest, each phrase is looked up in the trie once more in all the ways a more
 * general phrase may say it: a stem for a form, a gap for nothing, a wider gap for a narrower one.
 * O(phrases * more general beginnings of them), without recursion.
 */
#include "lexicon/builder.h"
#include "lexicon/trie.h"

enum {
  EDGE_LIMIT = AYES_TERM_WORD_LIMIT + AYES_TERM_GAP_COUNT_LIMIT, /* of one phrase */
  STACK_SIZE = 2 * AYES_TERM_WORD_LIMIT * (AYES_TERM_GAP_LIMIT + 3)
};

typedef struct checker {
  const ayes_lexicon *lexicon;
  ayes_vocabulary words; /* of the trie's symbols */
  ayes_trie trie;
  ayes_phrases phrases; /* of one term */
  ayes_stemmer *stemmer;
  const ayes_trie_output **outputs; /* in order of entries, then nodes */
  size_t *first;                    /* index of outputs of each entry; one more at the end */
  ayes_lexicon_findings *findings;
  size_t first_finding; /* of the entry being checked */
} checker;

static const ayes_lexicon_entry *entry_of(const checker *it, const ayes_trie_output *output) {
  return &it->lexicon->entries.items[output->entry];
}

static ayes_status report(checker *it, const char *code, const ayes_lexicon_entry *entry,
                          const ayes_lexicon_entry *other, ayes_error *error) {
  for (size_t i = it->first_finding; i < it->findings->count; i++)
    if (it->findings->items[i].other == other && strcmp(it->findings->items[i].code, code) == 0)
      return AYES_OK;
  ayes_lexicon_finding *finding = ayes_array_add(it->findings, error);
  if (!finding) return AYES_NO_MEMORY;
  *finding = (ayes_lexicon_finding){code, entry, other};
  return AYES_OK;
}

/* ---- The same phrase twice ---- */

typedef bool (*relation)(const ayes_lexicon_entry *a, const ayes_lexicon_entry *b);

static bool is_duplicate(const ayes_lexicon_entry *a, const ayes_lexicon_entry *b) {
  return a->kind == b->kind && a->topic == b->topic;
}

static bool is_contradiction(const ayes_lexicon_entry *a, const ayes_lexicon_entry *b) {
  static const ayes_kind pairs[][2] = {{AYES_KIND_SUPPORT, AYES_KIND_OPPOSE},
                                       {AYES_KIND_GOOD, AYES_KIND_BAD},
                                       {AYES_KIND_GOOD, AYES_KIND_DRAWBACK},
                                       {AYES_KIND_YES, AYES_KIND_NO},
                                       {AYES_KIND_PROMOTE, AYES_KIND_SUPPRESS}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if ((a->kind == pairs[i][0] && b->kind == pairs[i][1]) ||
        (a->kind == pairs[i][1] && b->kind == pairs[i][0]))
      return true;
  return false;
}

/* Reports the first earlier entry that has the output's phrase and stands in that relation. */
static ayes_status compare(checker *it, const ayes_trie_output *output, const char *code,
                           relation related, ayes_error *error) {
  const ayes_trie *trie = &it->trie;
  const ayes_lexicon_entry *entry = entry_of(it, output);
  for (size_t i = trie->nodes.items[output->node].first_output;
       trie->outputs.items[i].entry < output->entry; i++) {
    const ayes_trie_output *other = &trie->outputs.items[i];
    if (other->anchors == output->anchors && related(entry, entry_of(it, other)))
      return report(it, code, entry, entry_of(it, other), error);
  }
  return AYES_OK;
}

static ayes_status compare_all(checker *it, size_t entry, const char *code, relation related,
                               ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = it->first[entry]; status == AYES_OK && i < it->first[entry + 1]; i++)
    status = compare(it, it->outputs[i], code, related, error);
  return status;
}

/* ---- Entries that never count ---- */

/* Whether b takes the tokens where both match the same ones, as ayes_marks_resolve has it; or
 * whether a would say there what b says. */
static ayes_status find_loser(const ayes_lexicon_entry *a, const ayes_lexicon_entry *b,
                              bool *a_loses, ayes_error *error) {
  ayes_mark both[] = {
      {0, 1, a->kind, a->topic, a->weight, &a->source},
      {0, 1, b->kind, b->topic, b->weight, &b->source},
  };
  ayes_marks marks = {.items = both, .count = 2};
  ayes_marks_sort(&marks);
  ayes_status status = ayes_marks_resolve(&marks, error);
  bool b_alone = marks.count == 1 && both[0].source == &b->source;
  *a_loses = b_alone || (is_duplicate(a, b) && a->weight == b->weight);
  return status;
}

/* Sets *taker to the entry that takes what the output finds, its phrase ending at a node whose
 * phrase says at least as much; NULL when there is none. What compare tells is not told again. */
static ayes_status find_taker_at(const checker *it, const ayes_trie_output *output, uint32_t number,
                                 const ayes_lexicon_entry **taker, ayes_error *error) {
  const ayes_trie *trie = &it->trie;
  const ayes_node *node = &trie->nodes.items[number];
  const ayes_lexicon_entry *entry = entry_of(it, output);
  ayes_status status = AYES_OK;
  bool loses = false;
  *taker = NULL;
  for (size_t i = 0; status == AYES_OK && !loses && i < node->output_count; i++) {
    const ayes_trie_output *other = &trie->outputs.items[node->first_output + i];
    const ayes_lexicon_entry *rival = entry_of(it, other);
    bool is_told = number == output->node && other->anchors == output->anchors &&
                   (is_duplicate(entry, rival) || is_contradiction(entry, rival));
    if (other->entry == output->entry || is_told) continue;
    if (other->anchors & ~(unsigned)output->anchors) continue;
    status = find_loser(entry, rival, &loses, error);
    if (status == AYES_OK && loses) *taker = rival;
  }
  return status;
}

/* The stem's symbol where symbol is that of a form; 0 when lists do not know it. */
static ayes_symbol general_symbol(const checker *it, ayes_symbol symbol) {
  const ayes_vocabulary *vocabulary = &it->words;
  if (symbol % 2 || symbol / 2 > ayes_names_count(&vocabulary->forms)) return 0;
  ayes_span form = ayes_names_text(&vocabulary->forms, symbol / 2);
  ayes_span stem = ayes_stemmer_stem(it->stemmer, form);
  return ayes_symbol_of_stem(ayes_names_find(&vocabulary->stems, stem));
}

/* The edges of a node's phrase from the root; returns how many. */
static size_t edges_of(const ayes_trie *trie, uint32_t node, ayes_symbol edges[EDGE_LIMIT]) {
  size_t count = 0;
  for (uint32_t at = node; at; at = trie->origins.items[at].parent) count++;
  size_t place = count;
  for (uint32_t at = node; at; at = trie->origins.items[at].parent)
    edges[--place] = trie->origins.items[at].symbol;
  return count;
}

typedef struct general_state {
  uint32_t node;
  size_t edge; /* the next edge of the phrase */
} general_state;

typedef struct general_stack {
  general_state items[STACK_SIZE];
  size_t count;
} general_stack;

static void push(general_stack *stack, uint32_t node, size_t edge) {
  if (node && stack->count < STACK_SIZE) stack->items[stack->count++] = (general_state){node, edge};
}

/* Pushes the nodes that say at least what the edge says. A gap may stand in front of any word but
 * the first. */
static void follow(const checker *it, general_stack *stack, general_state at, ayes_symbol edge) {
  const ayes_trie *trie = &it->trie;
  bool is_gap = edge > ayes_symbol_of_gap(0) && edge <= ayes_symbol_of_gap(AYES_TERM_GAP_LIMIT);
  unsigned width = is_gap ? edge - ayes_symbol_of_gap(0) : 1;
  for (; width <= AYES_TERM_GAP_LIMIT; width++)
    push(stack, ayes_trie_child(trie, at.node, ayes_symbol_of_gap(width)),
         is_gap ? at.edge + 1 : at.edge);
  if (is_gap) return;
  push(stack, ayes_trie_child(trie, at.node, edge), at.edge + 1);
  ayes_symbol general = general_symbol(it, edge);
  if (general) push(stack, ayes_trie_child(trie, at.node, general), at.edge + 1);
}

static ayes_status find_taker(const checker *it, const ayes_trie_output *output,
                              const ayes_lexicon_entry **taker, ayes_error *error) {
  ayes_symbol edges[EDGE_LIMIT];
  general_stack stack;
  ayes_status status = AYES_OK;
  size_t count = edges_of(&it->trie, output->node, edges);
  stack.items[0] = (general_state){0, 0};
  stack.count = 1;
  *taker = NULL;
  while (status == AYES_OK && !*taker && stack.count) {
    general_state at = stack.items[--stack.count];
    if (at.edge == count) status = find_taker_at(it, output, at.node, taker, error);
    else follow(it, &stack, at, edges[at.edge]);
  }
  return status;
}

static ayes_status check_reach(checker *it, size_t entry, ayes_error *error) {
  const ayes_lexicon_entry *taker = NULL;
  for (size_t i = it->first[entry + 1]; i > it->first[entry]; i--) {
    ayes_status status = find_taker(it, it->outputs[i - 1], &taker, error);
    if (status != AYES_OK || !taker) return status;
  }
  return taker ? report(it, "unreachable", &it->lexicon->entries.items[entry], taker, error)
               : AYES_OK;
}

/* ---- All entries ---- */

/* A counting sort of all outputs by entry. */
static ayes_status sort_outputs(checker *it, ayes_error *error) {
  const ayes_trie *trie = &it->trie;
  size_t entry_count = it->lexicon->entries.count;
  it->first = ayes_memory_new_zeroed(entry_count + 2, sizeof *it->first);
  it->outputs = ayes_memory_new_zeroed(trie->outputs.count, sizeof *it->outputs);
  if (!it->first || !it->outputs) return ayes_error_memory(error);
  size_t *next = it->first + 1; /* so that first is right once all are placed */
  for (size_t pass = 0; pass < 2; pass++) {
    for (size_t i = 0; i < trie->nodes.count; i++) {
      const ayes_node *node = &trie->nodes.items[i];
      for (size_t j = 0; j < node->output_count; j++) {
        const ayes_trie_output *output = &trie->outputs.items[node->first_output + j];
        if (pass == 0) next[output->entry + 1]++;
        else it->outputs[next[output->entry]++] = output;
      }
    }
    for (size_t i = 1; pass == 0 && i <= entry_count; i++) next[i] += next[i - 1];
  }
  return AYES_OK;
}

static ayes_status check_entry(checker *it, size_t entry, ayes_error *error) {
  it->first_finding = it->findings->count;
  ayes_status status = compare_all(it, entry, "duplicate", is_duplicate, error);
  if (status == AYES_OK) status = compare_all(it, entry, "contradiction", is_contradiction, error);
  if (status != AYES_OK || it->findings->count > it->first_finding) return status;
  return check_reach(it, entry, error);
}

/* The trie of all phrases once more, in words of its own: what is opened for texts keeps none. */
static ayes_status read_phrases(checker *it, ayes_error *error) {
  const ayes_lexicon *lexicon = it->lexicon;
  ayes_term_reader *reader = NULL;
  ayes_status status = ayes_term_reader_new(lexicon->packs.items[0].stemmer, &it->words,
                                            &lexicon->abbreviations, &reader, error);
  for (uint32_t i = 0; status == AYES_OK && i < lexicon->entries.count; i++) {
    ayes_term term;
    size_t fault;
    status = ayes_term_read(reader, lexicon->entries.items[i].source.term, &term, &fault, error);
    if (status == AYES_OK) status = ayes_net_spell(term.net, &it->phrases, error);
    for (size_t k = 0; status == AYES_OK && k < it->phrases.count; k++)
      status = ayes_trie_add(&it->trie, &it->phrases.items[k], term.anchors, i, error);
  }
  ayes_term_reader_free(reader);
  return status == AYES_OK ? ayes_trie_freeze(&it->trie, error) : status;
}

ayes_status ayes_lexicon_check(const ayes_lexicon *lexicon, ayes_lexicon_findings *findings,
                               ayes_error *error) {
  checker it = {.lexicon = lexicon, .findings = findings};
  ayes_status status = read_phrases(&it, error);
  if (status == AYES_OK)
    status = ayes_stemmer_new(lexicon->packs.items[0].stemmer, &it.stemmer, error);
  if (status == AYES_OK) status = sort_outputs(&it, error);
  for (size_t i = 0; status == AYES_OK && i < lexicon->entries.count; i++)
    status = check_entry(&it, i, error);
  ayes_stemmer_free(it.stemmer);
  ayes_trie_release(&it.trie);
  ayes_array_release(&it.phrases);
  ayes_vocabulary_release(&it.words);
  ayes_memory_free(it.first);
  ayes_memory_free(it.outputs);
  return status;
}
