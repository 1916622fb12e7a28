/* SPDX-License-Identifier: MIT
 *
 * Nodes are laid out in preorder, so that the few nodes of a phrase of its own are neighbours. A
 * node with few edges has them in order and is searched from the first to the last; one with many
 * has a hash table with linear probing, at most half full.
 */
#include "lexicon/block.h"

#include "base/memory.h"

enum { FEW_EDGES = 8, WORD_BYTES = sizeof(uint64_t) };

_Static_assert(sizeof(ayes_block_node) % WORD_BYTES == 0, "nodes are whole words");
_Static_assert(sizeof(ayes_block_edge) == WORD_BYTES, "edges are whole words");
_Static_assert(sizeof(ayes_block_end) % WORD_BYTES == 0, "ends are whole words");

static uint32_t slot_of(ayes_symbol symbol, uint32_t slots) {
  return (uint32_t)(symbol * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (slots - 1);
}

uint32_t ayes_block_edge_to(const ayes_block_node *node, ayes_symbol symbol) {
  const ayes_block_edge *edges = ayes_block_edges(node);
  if (node->is_hashed) {
    uint32_t slot = slot_of(symbol, node->edge_count);
    while (edges[slot].symbol && edges[slot].symbol != symbol)
      slot = (slot + 1) & (node->edge_count - 1);
    return edges[slot].symbol ? edges[slot].child : 0;
  }
  for (uint32_t i = 0; i < node->edge_count; i++)
    if (edges[i].symbol == symbol) return edges[i].child;
  return 0;
}

/* ---- Layout ---- */

static uint32_t edge_room(const ayes_node *node) {
  uint32_t slots = 1;
  if (node->edge_count <= FEW_EDGES) return node->edge_count;
  while (slots < node->edge_count * 2) slots *= 2;
  return slots;
}

static size_t words_of(const ayes_node *node) {
  size_t bytes = sizeof(ayes_block_node) + edge_room(node) * sizeof(ayes_block_edge) +
                 node->output_count * sizeof(ayes_block_end);
  return bytes / WORD_BYTES;
}

/* places[i] becomes the place of node i; place 0 is nobody's. Every node but the root is the child
 * of one, so it is pushed once. Returns how many words there are. */
static size_t place_nodes(const ayes_trie *trie, uint32_t *places, uint32_t *stack) {
  size_t waiting = 1, next = 1;
  stack[0] = 0;
  while (waiting) {
    uint32_t number = stack[--waiting];
    const ayes_node *node = &trie->nodes.items[number];
    places[number] = (uint32_t)next;
    next += words_of(node);
    for (uint32_t i = node->edge_count; i-- > 0;)
      stack[waiting++] = trie->edges[node->first_edge + i].child;
  }
  return next;
}

static void fill_edges(const ayes_trie *trie, const ayes_node *from, const uint32_t *places,
                       ayes_block_node *node) {
  ayes_block_edge *edges = (ayes_block_edge *)(void *)(node + 1);
  for (uint32_t i = 0; i < from->edge_count; i++) {
    const ayes_edge *edge = &trie->edges[from->first_edge + i];
    uint32_t slot = node->is_hashed ? slot_of(edge->symbol, node->edge_count) : i;
    while (node->is_hashed && edges[slot].symbol) slot = (slot + 1) & (node->edge_count - 1);
    edges[slot] = (ayes_block_edge){edge->symbol, places[edge->child]};
  }
}

static void fill_node(const ayes_trie *trie, const ayes_lexicon_entry *entries, uint32_t number,
                      const uint32_t *places, uint64_t *words) {
  const ayes_node *from = &trie->nodes.items[number];
  ayes_block_node *node = (ayes_block_node *)(void *)(words + places[number]);
  node->filter = from->filter;
  node->edge_count = edge_room(from);
  node->end_count = from->output_count;
  node->facts = from->facts;
  node->run = (uint8_t)from->run;
  node->is_hashed = from->edge_count > FEW_EDGES;
  fill_edges(trie, from, places, node);
  ayes_block_edge *edges = (ayes_block_edge *)(void *)(node + 1);
  ayes_block_end *ends = (ayes_block_end *)(void *)(edges + node->edge_count);
  for (uint32_t i = 0; i < from->output_count; i++) {
    const ayes_trie_output *output = &trie->outputs.items[from->first_output + i];
    const ayes_lexicon_entry *entry = &entries[output->entry];
    ends[i] = (ayes_block_end){.source = &entry->source,
                               .weight = entry->weight,
                               .topic = entry->topic,
                               .kind = (uint16_t)entry->kind,
                               .anchors = output->anchors};
  }
}

static void fill_first(ayes_block *block, const ayes_trie *trie, const uint32_t *places) {
  const ayes_node *root = &trie->nodes.items[0];
  for (uint32_t i = 0; i < root->edge_count; i++) {
    const ayes_edge *edge = &trie->edges[root->first_edge + i];
    const ayes_node *child = &trie->nodes.items[edge->child];
    if (edge->symbol >= block->first_count) continue;
    block->first[edge->symbol] = (ayes_block_first){child->filter, places[edge->child],
                                                    child->facts, child->output_count > 0};
  }
}

static ayes_status fill(ayes_block *block, const ayes_trie *trie, const ayes_lexicon_entry *entries,
                        uint32_t *places, uint32_t *stack, ayes_error *error) {
  size_t count = place_nodes(trie, places, stack);
  if (count > UINT32_MAX)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the lists have too many phrases");
  block->words = ayes_memory_new_zeroed(count, WORD_BYTES);
  if (!block->words) return ayes_error_memory(error);
  for (uint32_t i = 0; i < trie->nodes.count; i++)
    fill_node(trie, entries, i, places, block->words);
  fill_first(block, trie, places);
  block->root = places[0];
  return AYES_OK;
}

ayes_status ayes_block_fill(ayes_block *block, const ayes_trie *trie,
                            const ayes_lexicon_entry *entries, size_t symbol_count,
                            ayes_error *error) {
  uint32_t *places = ayes_memory_new_zeroed(trie->nodes.count, sizeof *places);
  uint32_t *stack = ayes_memory_new_zeroed(trie->nodes.count, sizeof *stack);
  block->first = ayes_memory_new_zeroed(symbol_count, sizeof *block->first);
  block->first_count = symbol_count;
  ayes_status status = places && stack && block->first
                           ? fill(block, trie, entries, places, stack, error)
                           : ayes_error_memory(error);
  ayes_memory_free(places);
  ayes_memory_free(stack);
  return status;
}

void ayes_block_release(ayes_block *block) {
  ayes_memory_free(block->words);
  ayes_memory_free(block->first);
  *block = (ayes_block){0};
}
