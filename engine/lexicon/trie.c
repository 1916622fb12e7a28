/* SPDX-License-Identifier: MIT
 *
 * While it grows, the children of a node are a chain, newest first; those of a node with many are
 * found by a hash table keyed by node and symbol, with linear probing and at most half full. Most
 * phrases part from those before them at a node with few children, all of them at hand. Frozen,
 * everything lies in flat arrays: the edges of a node side by side in order of their symbols.
 */
#include "lexicon/trie.h"

#include "base/bits.h"
#include "base/sort.h"

enum { FIRST_SLOTS = 64 * 1024, FEW_CHILDREN = 8 }; /* what is not used of these costs nothing */

static size_t slot_of(const ayes_trie *trie, uint32_t node, ayes_symbol symbol) {
  uint64_t key = ayes_mix_bits(((uint64_t)node << 32 | symbol) + 0x9E3779B97F4A7C15u);
  size_t mask = trie->slot_count - 1, slot = (size_t)key & mask;
  while (trie->slots[slot]) {
    const ayes_node_origin *origin = &trie->origins.items[trie->slots[slot]];
    if (origin->parent == node && origin->symbol == symbol) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

static void enter(ayes_trie *trie, uint32_t child) {
  const ayes_node_origin *origin = &trie->origins.items[child];
  trie->slots[slot_of(trie, origin->parent, origin->symbol)] = child;
}

/* Makes room in the hash table for count more children. */
static ayes_status grow(ayes_trie *trie, size_t count, ayes_error *error) {
  trie->slots_used += count;
  if (trie->slots_used * 2 <= trie->slot_count) return AYES_OK;
  size_t old_count = trie->slot_count, wanted = old_count ? old_count * 2 : FIRST_SLOTS;
  uint32_t *old = trie->slots, *slots = ayes_memory_new_zeroed(wanted, sizeof *slots);
  if (!slots) return ayes_error_memory(error);
  trie->slots = slots;
  trie->slot_count = wanted;
  for (size_t i = 0; i < old_count; i++)
    if (old[i]) enter(trie, old[i]);
  ayes_memory_free(old);
  return AYES_OK;
}

static ayes_status add_node(ayes_trie *trie, ayes_node_origin from, uint32_t *number,
                            ayes_error *error) {
  if (trie->nodes.count >= UINT32_MAX - 1)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the lists have too many phrases");
  ayes_node *node = ayes_array_add(&trie->nodes, error);
  ayes_node_origin *origin = node ? ayes_array_add(&trie->origins, error) : NULL;
  if (!origin) return AYES_NO_MEMORY;
  *node = (ayes_node){0};
  *origin = from;
  *number = (uint32_t)(trie->nodes.count - 1);
  return AYES_OK;
}

static uint32_t find_child(const ayes_trie *trie, uint32_t node, ayes_symbol symbol) {
  const ayes_node *from = &trie->nodes.items[node];
  if (from->edge_count > FEW_CHILDREN) return trie->slots[slot_of(trie, node, symbol)];
  uint32_t child = from->first_edge;
  while (child && trie->origins.items[child].symbol != symbol)
    child = trie->origins.items[child].older;
  return child;
}

static ayes_status add_child(ayes_trie *trie, uint32_t node, ayes_symbol symbol, uint32_t *child,
                             ayes_error *error) {
  ayes_node_origin origin = {node, symbol, trie->nodes.items[node].first_edge};
  ayes_status status = add_node(trie, origin, child, error);
  if (status != AYES_OK) return status;
  ayes_node *from = &trie->nodes.items[node];
  from->first_edge = *child;
  if (++from->edge_count <= FEW_CHILDREN) return AYES_OK;
  bool is_first = from->edge_count == FEW_CHILDREN + 1;
  status = grow(trie, is_first ? FEW_CHILDREN + 1 : 1, error);
  if (status != AYES_OK) return status;
  enter(trie, *child);
  for (uint32_t i = origin.older; is_first && i; i = trie->origins.items[i].older) enter(trie, i);
  return AYES_OK;
}

/* Follows the edge from *node, adding it when there is none. */
static ayes_status step(ayes_trie *trie, uint32_t *node, ayes_symbol symbol, ayes_error *error) {
  uint32_t child = find_child(trie, *node, symbol);
  ayes_status status = child ? AYES_OK : add_child(trie, *node, symbol, &child, error);
  if (status == AYES_OK) *node = child;
  return status;
}

/* How many words the phrase has in common with the one before it. */
static size_t count_shared(const ayes_trie *trie, const ayes_phrase *phrase) {
  const ayes_phrase *last = &trie->last;
  size_t least = phrase->count < last->count ? phrase->count : last->count, shared = 0;
  while (shared < least && phrase->words[shared] == last->words[shared] &&
         phrase->gaps[shared] == last->gaps[shared])
    shared++;
  return shared;
}

static ayes_status add_path(ayes_trie *trie, const ayes_phrase *phrase, uint32_t *node,
                            ayes_error *error) {
  size_t shared = count_shared(trie, phrase);
  ayes_status status = AYES_OK;
  trie->last.count = 0;
  *node = shared ? trie->path[shared - 1] : 0;
  for (size_t i = shared; status == AYES_OK && i < phrase->count; i++) {
    if (phrase->gaps[i]) status = step(trie, node, ayes_symbol_of_gap(phrase->gaps[i]), error);
    if (status == AYES_OK) status = step(trie, node, phrase->words[i], error);
    trie->path[i] = *node;
  }
  if (status == AYES_OK) trie->last = *phrase;
  return status;
}

ayes_status ayes_trie_add(ayes_trie *trie, const ayes_phrase *phrase, uint8_t anchors,
                          uint32_t entry, ayes_error *error) {
  uint32_t node = 0;
  ayes_status status = AYES_OK;
  if (trie->outputs.count >= AYES_LEXICON_PHRASE_LIMIT)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the lists have more than %d phrases",
                          AYES_LEXICON_PHRASE_LIMIT);
  if (trie->nodes.count == 0) status = add_node(trie, (ayes_node_origin){0}, &node, error);
  if (status == AYES_OK) status = add_path(trie, phrase, &node, error);
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

/* A counting sort of the nodes by parent; the few edges of each are sorted by symbol then. */
static ayes_status sort_edges(ayes_trie *trie, ayes_error *error) {
  ayes_node *nodes = trie->nodes.items;
  trie->edges = ayes_memory_new_zeroed(trie->nodes.count, sizeof *trie->edges);
  if (!trie->edges) return ayes_error_memory(error);
  uint32_t next = 0;
  for (size_t i = 0; i < trie->nodes.count; i++) {
    nodes[i].first_edge = next;
    next += nodes[i].edge_count;
    nodes[i].edge_count = 0;
  }
  for (uint32_t i = 1; i < trie->nodes.count; i++) {
    const ayes_node_origin *origin = &trie->origins.items[i];
    ayes_node *parent = &nodes[origin->parent];
    trie->edges[parent->first_edge + parent->edge_count++] = (ayes_edge){origin->symbol, i};
  }
  for (size_t i = 0; i < trie->nodes.count; i++)
    if (nodes[i].edge_count > 1)
      ayes_sort(trie->edges + nodes[i].first_edge, nodes[i].edge_count, sizeof *trie->edges,
                compare_edges);
  ayes_memory_free(trie->slots);
  trie->slots = NULL;
  trie->slot_count = 0;
  return AYES_OK;
}

ayes_status ayes_trie_freeze(ayes_trie *trie, ayes_error *error) {
  uint32_t root;
  ayes_status status = AYES_OK;
  if (trie->nodes.count == 0) status = add_node(trie, (ayes_node_origin){0}, &root, error);
  if (status == AYES_OK) status = sort_outputs(trie, error);
  return status == AYES_OK ? sort_edges(trie, error) : status;
}

uint32_t ayes_trie_child(const ayes_trie *trie, uint32_t number, ayes_symbol symbol) {
  const ayes_node *node = &trie->nodes.items[number];
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
