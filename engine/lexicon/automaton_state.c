/* SPDX-License-Identifier: MIT
 *
 * The marks of a state come from the ends of its phrases, its filter from the words that lead on
 * from any of its partial matches (Bloom 1970): O(ends + edges).
 */
#include "lexicon/automaton_state.h"

enum {
  BITS_A_WORD = 16, /* of filters, for each word that leads on */
  FILTER_BITS = 64,
  FILTER_WORDS = 1024 /* most of one state: all 16 bits of stems are told apart */
};

/* ---- Marks ---- */

static void add_mark(ayes_automaton *it, ayes_marks *to, const ayes_mark *mark) {
  ayes_mark *added = ayes_array_add(to, NULL);
  if (added) *added = *mark;
  else it->failed = true;
}

unsigned ayes_automaton_gather_ends(ayes_automaton *it) {
  unsigned anchors = 0;
  it->ends.count = 0;
  for (size_t i = 0; i < it->waiting.count; i++) {
    const ayes_block_node *node = ayes_block_at(it->block, it->waiting.items[i].place);
    const ayes_block_end *ends = ayes_block_ends(node);
    for (uint32_t k = 0; k < node->end_count; k++) {
      const ayes_block_entry *entry = &it->block->entries[ends[k].entry];
      ayes_mark mark = {
          0, ends[k].anchors, entry->kind, entry->topic, entry->weight, entry->source};
      add_mark(it, &it->ends, &mark);
      anchors |= ends[k].anchors;
    }
  }
  return anchors;
}

/* Those from first on, which are given up where the state itself has room for them. */
static void keep_marks(ayes_automaton *it, ayes_state *state, size_t first) {
  state->first_mark = (uint32_t)first;
  state->mark_count = (uint32_t)(it->marks.count - first);
  for (size_t i = 0; i < AYES_STATE_MARKS && i < state->mark_count; i++) {
    const ayes_mark *mark = &it->marks.items[first + i];
    state->marks[i] = (ayes_state_mark){mark->kind, mark->topic, mark->weight, mark->source};
  }
  if (state->mark_count <= AYES_STATE_MARKS) it->marks.count = first;
}

void ayes_automaton_add_marks(ayes_automaton *it, ayes_state *state, unsigned anchors) {
  size_t first = it->marks.count;
  for (size_t i = 0; i < it->ends.count; i++) {
    ayes_mark mark = it->ends.items[i];
    if (mark.last & ~anchors) continue;
    mark.last = 0;
    add_mark(it, &it->marks, &mark);
  }
  ayes_marks_sort_new(&it->marks, first);
  keep_marks(it, state, first);
}

/* ---- View ---- */

static unsigned special_of(const ayes_block_node *node, uint32_t rest) {
  unsigned special = node->facts & AYES_NODE_NUMBER ? AYES_SPECIAL_NUMBER : 0u;
  if (node->facts & AYES_NODE_TARGET) special |= AYES_SPECIAL_TARGET;
  if (node->facts & AYES_NODE_RIVAL) special |= AYES_SPECIAL_RIVAL;
  return rest ? special | node->run * (unsigned)AYES_SPECIAL_TARGET : special;
}

static void add_to_filter(const ayes_automaton *it, uint64_t *filter, unsigned shift,
                          const ayes_block_node *node) {
  const ayes_block_edge *edges = ayes_block_edges(node);
  for (uint32_t i = 0; i < node->edge_count; i++) {
    if (!edges[i].symbol || edges[i].symbol >= it->block->symbol_count) continue;
    unsigned bits = it->block->stem_bits[edges[i].symbol];
    filter[(uint64_t)bits << AYES_STEP_STEM_AT >> shift] |= UINT64_C(1) << (bits & 63);
  }
}

static size_t count_edges(const ayes_automaton *it) {
  size_t edges = 0;
  for (size_t i = 0; i < it->waiting.count; i++)
    edges += ayes_block_at(it->block, it->waiting.items[i].place)->edge_count;
  return edges;
}

/* Where no word leads on the first filter will do, which is that of such a state.
 * The root is asked through starts, but for the few tokens that are more than a word: a filter of
 * its thousands of words would not be worth its making. It lets all through, for others too when
 * there are more filters than views can tell. Returns what views say of it. */
static uint32_t add_filter(ayes_automaton *it) {
  bool is_root = it->states.count == AYES_STATE_ROOT;
  size_t first = it->filters.count, edges = is_root ? 0 : count_edges(it), words = 1;
  unsigned shift = 2 * AYES_STEP_STEM_AT;
  for (; words < FILTER_WORDS && words * FILTER_BITS < edges * BITS_A_WORD; words *= 2) shift--;
  if (first && !edges && !is_root) return shift;
  if (first + words > AYES_VIEW_FILTERS)
    return ayes_view_facts(it->keys.items[AYES_STATE_ROOT].view) & AYES_VIEW_FILTER;
  if (ayes_array_reserve(&it->filters.items, &it->filters.capacity, first + words,
                         sizeof *it->filters.items, NULL) != AYES_OK) {
    it->failed = true;
    return 0;
  }
  uint64_t *filter = it->filters.items + first;
  it->filters.count += words;
  memset(filter, is_root ? 0xFF : 0, words * sizeof *filter);
  for (size_t i = 0; i < it->waiting.count && !is_root; i++)
    add_to_filter(it, filter, shift, ayes_block_at(it->block, it->waiting.items[i].place));
  return (uint32_t)first << AYES_VIEW_FILTER_AT | shift;
}

/* What of the set is not its filter. */
static uint32_t facts_beside(const ayes_automaton *it) {
  uint32_t facts = (uint32_t)(it->ends.count > 0) << AYES_VIEW_MARKS_AT;
  for (size_t i = 0; i < it->waiting.count; i++) {
    ayes_partial partial = it->waiting.items[i];
    const ayes_block_node *node = ayes_block_at(it->block, partial.place);
    facts |= special_of(node, partial.rest);
    if (partial.rest && node->facts & AYES_NODE_IS_GAP) facts |= 1 << AYES_VIEW_GAPS_AT;
  }
  return facts;
}

uint32_t ayes_automaton_facts_of_waiting(ayes_automaton *it) {
  return add_filter(it) | facts_beside(it);
}
