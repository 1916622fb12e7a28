/* SPDX-License-Identifier: MIT
 *
 * While it grows, the edges are one hash table keyed by node and symbol, with linear probing and at
 * most half full. Frozen, everything lies in flat arrays: the edges of a node side by side in order
 * of their symbols. A filter of 64 bits at each node spares most look-ups that would find nothing.
 */
#include "lexicon/trie.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1024 };

/* Finalizer of SplitMix64 (Steele, Lea & Flood 2014). */
static size_t slot_of(const ayes_trie *trie, uint32_t node, ayes_symbol symbol) {
  uint64_t key = ((uint64_t)node << 32 | symbol) + 0x9E3779B97F4A7C15u;
  key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9u;
  key = (key ^ (key >> 27)) * 0x94D049BB133111EBu;
  size_t mask = trie->slot_count - 1, slot = (size_t)(key ^ (key >> 31)) & mask;
  while (trie->slots[slot].child &&
         (trie->slots[slot].node != node || trie->slots[slot].symbol != symbol))
    slot = (slot + 1) & mask;
  return slot;
}

static ayes_status grow(ayes_trie *trie, ayes_error *error) {
  if (trie->edge_count * 2 < trie->slot_count) return AYES_OK;
  size_t old_count = trie->slot_count, count = old_count ? old_count * 2 : FIRST_SLOTS;
  ayes_trie_slot *old = trie->slots, *slots = ayes_memory_new_zeroed(count, sizeof *slots);
  if (!slots) return ayes_error_memory(error);
  trie->slots = slots;
  trie->slot_count = count;
  for (size_t i = 0; i < old_count; i++)
    if (old[i].child) slots[slot_of(trie, old[i].node, old[i].symbol)] = old[i];
  ayes_memory_free(old);
  return AYES_OK;
}

static ayes_status add_node(ayes_trie *trie, uint32_t parent, ayes_symbol symbol, uint32_t *number,
                            ayes_error *error) {
  if (trie->nodes.count >= UINT32_MAX - 1)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the lists have too many phrases");
  ayes_node *node = ayes_array_add(&trie->nodes, error);
  ayes_node_origin *origin = node ? ayes_array_add(&trie->origins, error) : NULL;
  if (!origin) return AYES_NO_MEMORY;
  *node = (ayes_node){0};
  *origin = (ayes_node_origin){parent, symbol};
  *number = (uint32_t)(trie->nodes.count - 1);
  return AYES_OK;
}

static unsigned gap_width(ayes_symbol symbol) {
  return symbol > ayes_symbol_of_gap(0) && symbol <= ayes_symbol_of_gap(AYES_TERM_GAP_LIMIT)
             ? symbol - ayes_symbol_of_gap(0)
             : 0;
}

static void note_edge(ayes_node *from, ayes_node *to, ayes_symbol symbol) {
  unsigned fact = AYES_NODE_WORDS, gap = gap_width(symbol);
  if (symbol == AYES_SYMBOL_NUMBER) fact = AYES_NODE_NUMBER;
  if (symbol == AYES_SYMBOL_TARGET) fact = AYES_NODE_TARGET, to->run = AYES_TAG_TARGET;
  if (symbol == AYES_SYMBOL_RIVAL) fact = AYES_NODE_RIVAL, to->run = AYES_TAG_RIVAL;
  if (gap) fact = (unsigned)AYES_NODE_GAP << gap, to->facts |= AYES_NODE_IS_GAP;
  from->facts = (uint16_t)(from->facts | fact);
  from->filter |= ayes_symbol_bit(symbol);
}

/* Follows the edge from *node, adding it when there is none. */
static ayes_status step(ayes_trie *trie, uint32_t *node, ayes_symbol symbol, ayes_error *error) {
  ayes_status status = grow(trie, error);
  if (status != AYES_OK) return status;
  size_t slot = slot_of(trie, *node, symbol);
  uint32_t child = trie->slots[slot].child;
  if (!child) {
    status = add_node(trie, *node, symbol, &child, error);
    if (status != AYES_OK) return status;
    trie->slots[slot] = (ayes_trie_slot){*node, symbol, child};
    trie->edge_count++;
    note_edge(&trie->nodes.items[*node], &trie->nodes.items[child], symbol);
  }
  *node = child;
  return AYES_OK;
}

ayes_status ayes_trie_add(ayes_trie *trie, const ayes_phrase *phrase, uint8_t anchors,
                          uint32_t entry, ayes_error *error) {
  uint32_t node = 0;
  ayes_status status = AYES_OK;
  if (trie->outputs.count >= AYES_LEXICON_PHRASE_LIMIT)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the lists have more than %d phrases",
                          AYES_LEXICON_PHRASE_LIMIT);
  if (trie->nodes.count == 0) status = add_node(trie, 0, 0, &node, error);
  for (size_t i = 0; status == AYES_OK && i < phrase->count; i++) {
    if (phrase->gaps[i]) status = step(trie, &node, ayes_symbol_of_gap(phrase->gaps[i]), error);
    if (status == AYES_OK) status = step(trie, &node, phrase->words[i], error);
  }
  ayes_trie_output *output = status == AYES_OK ? ayes_array_add(&trie->outputs, error) : NULL;
  if (status == AYES_OK && !output) return AYES_NO_MEMORY;
  if (output) *output = (ayes_trie_output){.node = node, .entry = entry, .anchors = anchors};
  return status;
}

/* A counting sort by node; entries come in their order and stay so. An entry whose term stands for
 * the same phrase twice is kept once. */
static ayes_status sort_outputs(ayes_trie *trie, ayes_error *error) {
  ayes_node *nodes = trie->nodes.items;
  size_t count = trie->outputs.count;
  ayes_trie_output *sorted = ayes_memory_new_zeroed(count, sizeof *sorted);
  if (!sorted) return ayes_error_memory(error);
  for (size_t i = 0; i < count; i++) nodes[trie->outputs.items[i].node].output_count++;
  uint32_t next = 0;
  for (size_t i = 0; i < trie->nodes.count; i++) {
    nodes[i].first_output = next;
    next += nodes[i].output_count;
    nodes[i].output_count = 0;
  }
  for (size_t i = 0; i < count; i++) {
    const ayes_trie_output *output = &trie->outputs.items[i];
    ayes_node *node = &nodes[output->node];
    uint32_t place = node->first_output + node->output_count;
    if (node->output_count && sorted[place - 1].entry == output->entry) continue;
    sorted[place] = *output;
    node->output_count++;
  }
  ayes_memory_free(trie->outputs.items);
  trie->outputs.items = sorted;
  trie->outputs.capacity = count;
  return AYES_OK;
}

static int compare_edges(const void *left, const void *right) {
  const ayes_edge *a = left, *b = right;
  return (a->symbol > b->symbol) - (a->symbol < b->symbol);
}

/* A counting sort of the slots by node; the few edges of each node are sorted by symbol then. */
static ayes_status sort_edges(ayes_trie *trie, ayes_error *error) {
  ayes_node *nodes = trie->nodes.items;
  trie->edges = ayes_memory_new_zeroed(trie->edge_count, sizeof *trie->edges);
  if (!trie->edges) return ayes_error_memory(error);
  for (size_t i = 0; i < trie->slot_count; i++)
    if (trie->slots[i].child) nodes[trie->slots[i].node].edge_count++;
  uint32_t next = 0;
  for (size_t i = 0; i < trie->nodes.count; i++) {
    nodes[i].first_edge = next;
    next += nodes[i].edge_count;
    nodes[i].edge_count = 0;
  }
  for (size_t i = 0; i < trie->slot_count; i++) {
    const ayes_trie_slot *slot = &trie->slots[i];
    if (!slot->child) continue;
    ayes_node *node = &nodes[slot->node];
    trie->edges[node->first_edge + node->edge_count++] = (ayes_edge){slot->symbol, slot->child};
  }
  for (size_t i = 0; i < trie->nodes.count; i++)
    if (nodes[i].edge_count > 1)
      qsort(trie->edges + nodes[i].first_edge, nodes[i].edge_count, sizeof *trie->edges,
            compare_edges);
  ayes_memory_free(trie->slots);
  trie->slots = NULL;
  trie->slot_count = 0;
  return AYES_OK;
}

ayes_status ayes_trie_freeze(ayes_trie *trie, ayes_error *error) {
  uint32_t root;
  ayes_status status = AYES_OK;
  if (trie->nodes.count == 0) status = add_node(trie, 0, 0, &root, error);
  if (status == AYES_OK) status = sort_outputs(trie, error);
  return status == AYES_OK ? sort_edges(trie, error) : status;
}

uint32_t ayes_trie_child(const ayes_trie *trie, uint32_t number, ayes_symbol symbol) {
  const ayes_node *node = &trie->nodes.items[number];
  if (!(node->filter & ayes_symbol_bit(symbol))) return 0;
  const ayes_edge *edges = trie->edges + node->first_edge;
  size_t low = 0, high = node->edge_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (edges[middle].symbol < symbol) low = middle + 1;
    else high = middle;
  }
  return low < node->edge_count && edges[low].symbol == symbol ? edges[low].child : 0;
}

void ayes_trie_release(ayes_trie *trie) {
  ayes_array_release(&trie->nodes);
  ayes_array_release(&trie->origins);
  ayes_array_release(&trie->outputs);
  ayes_memory_free(trie->slots);
  ayes_memory_free(trie->edges);
  *trie = (ayes_trie){0};
}
