/* SPDX-License-Identifier: MIT
 *
 * First nodes that say the same are found, from the last one added to the first, since children
 * come after their parents: those with the same edges to the same children, and the same ends, are
 * one (minimal acyclic automata, Daciuk et al. 2000). What is left is laid out in preorder, so that
 * the few nodes of a phrase of its own are neighbours. A node with few edges has them in order and
 * is searched from the first to the last; one with many has a hash table with linear probing, at
 * most half full.
 */
#include "lexicon/block.h"

#include "base/memory.h"

enum { FEW_EDGES = 8, WORD_BYTES = sizeof(uint64_t) };

_Static_assert(sizeof(ayes_block_node) % WORD_BYTES == 0, "nodes are whole words");
_Static_assert(sizeof(ayes_block_edge) == WORD_BYTES, "edges are whole words");
_Static_assert(sizeof(ayes_block_end) == WORD_BYTES, "ends are whole words");

static uint32_t slot_of(ayes_symbol symbol, uint32_t slots) {
  return (uint32_t)(symbol * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (slots - 1);
}

uint32_t ayes_block_child(const ayes_block *block, uint32_t place, ayes_symbol symbol) {
  const ayes_block_node *node = ayes_block_at(block, place);
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

/* What is known while a block is filled. */
typedef struct filling {
  ayes_block *block;
  const ayes_trie *trie;
  uint32_t *same;   /* by node: the node that stands for it */
  uint32_t *places; /* by node that stands for itself: its place, or 0 */
  uint32_t *stack;
  uint32_t *slots; /* nodes that stand for themselves, by what they say; 0: free */
  size_t slot_count;
  size_t gap_count;
} filling;

static const ayes_node *node_of(const filling *it, uint32_t number) {
  return &it->trie->nodes.items[number];
}

static const ayes_edge *edges_of(const filling *it, const ayes_node *node) {
  return &it->trie->edges[node->first_edge];
}

static const ayes_trie_output *outputs_of(const filling *it, const ayes_node *node) {
  return &it->trie->outputs.items[node->first_output];
}

/* ---- Nodes that say the same ---- */

static uint64_t mix(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
  return hash ^ hash >> 29;
}

static uint64_t hash_node(const filling *it, const ayes_node *node) {
  uint64_t hash = mix((uint64_t)node->facts << 32 | node->run, node->edge_count);
  for (uint32_t i = 0; i < node->edge_count; i++) {
    const ayes_edge *edge = &edges_of(it, node)[i];
    hash = mix(hash, (uint64_t)edge->symbol << 32 | it->same[edge->child]);
  }
  for (uint32_t i = 0; i < node->output_count; i++) {
    const ayes_trie_output *output = &outputs_of(it, node)[i];
    hash = mix(hash, (uint64_t)output->entry << 8 | output->anchors);
  }
  return hash;
}

static bool say_the_same(const filling *it, const ayes_node *a, const ayes_node *b) {
  if (a->facts != b->facts || a->run != b->run || a->edge_count != b->edge_count ||
      a->output_count != b->output_count)
    return false;
  for (uint32_t i = 0; i < a->output_count; i++)
    if (outputs_of(it, a)[i].entry != outputs_of(it, b)[i].entry ||
        outputs_of(it, a)[i].anchors != outputs_of(it, b)[i].anchors)
      return false;
  for (uint32_t i = 0; i < a->edge_count; i++)
    if (edges_of(it, a)[i].symbol != edges_of(it, b)[i].symbol ||
        it->same[edges_of(it, a)[i].child] != it->same[edges_of(it, b)[i].child])
      return false;
  return true;
}

static void find_same(filling *it) {
  size_t mask = it->slot_count - 1;
  for (uint32_t number = (uint32_t)it->trie->nodes.count; number-- > 1;) {
    const ayes_node *node = node_of(it, number);
    size_t slot = (size_t)hash_node(it, node) & mask;
    while (it->slots[slot] && !say_the_same(it, node, node_of(it, it->slots[slot])))
      slot = (slot + 1) & mask;
    if (!it->slots[slot]) it->slots[slot] = number;
    it->same[number] = it->slots[slot];
  }
}

/* ---- Layout ---- */

static bool is_gap(const ayes_edge *edge) {
  return edge->symbol > ayes_symbol_of_gap(0) &&
         edge->symbol <= ayes_symbol_of_gap(AYES_TERM_GAP_LIMIT);
}

static uint32_t count_gaps(const filling *it, const ayes_node *node) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < node->edge_count; i++) count += is_gap(&edges_of(it, node)[i]);
  return count;
}

static uint32_t edge_room(uint32_t edges) {
  uint32_t slots = 1;
  if (edges <= FEW_EDGES) return edges;
  while (slots < edges * 2) slots *= 2;
  return slots;
}

/* Place 0 is nobody's. Returns how many words there are. */
static size_t place_nodes(filling *it) {
  size_t waiting = 1, next = 1;
  it->stack[0] = 0;
  it->gap_count = 1;
  while (waiting) {
    uint32_t number = it->stack[--waiting];
    if (it->places[number]) continue;
    const ayes_node *node = node_of(it, number);
    uint32_t gaps = count_gaps(it, node);
    size_t bytes = sizeof(ayes_block_node) +
                   edge_room(node->edge_count - gaps) * sizeof(ayes_block_edge) +
                   node->output_count * sizeof(ayes_block_end);
    it->places[number] = (uint32_t)next;
    next += bytes / WORD_BYTES;
    if (gaps) it->gap_count += gaps + 1;
    for (uint32_t i = node->edge_count; i-- > 0;)
      it->stack[waiting++] = it->same[edges_of(it, node)[i].child];
  }
  return next;
}

static uint32_t place_of(const filling *it, const ayes_edge *edge) {
  return it->places[it->same[edge->child]];
}

static void fill_edges(const filling *it, const ayes_node *from, ayes_block_node *node) {
  ayes_block_edge *edges = (ayes_block_edge *)(void *)(node + 1);
  uint32_t next = 0;
  for (uint32_t i = 0; i < from->edge_count; i++) {
    const ayes_edge *edge = &edges_of(it, from)[i];
    if (is_gap(edge)) continue;
    uint32_t slot = node->is_hashed ? slot_of(edge->symbol, node->edge_count) : next++;
    while (node->is_hashed && edges[slot].symbol) slot = (slot + 1) & (node->edge_count - 1);
    edges[slot] = (ayes_block_edge){edge->symbol, place_of(it, edge)};
  }
}

/* Narrower gaps come first, as their symbols do. */
static uint32_t fill_gaps(filling *it, const ayes_node *from) {
  uint32_t index = (uint32_t)it->gap_count;
  if (!count_gaps(it, from)) return 0;
  for (uint32_t i = 0; i < from->edge_count; i++) {
    const ayes_edge *edge = &edges_of(it, from)[i];
    if (!is_gap(edge)) continue;
    it->block->gaps[it->gap_count++] =
        (ayes_block_gap){place_of(it, edge), (uint16_t)(edge->symbol - ayes_symbol_of_gap(0)),
                         node_of(it, edge->child)->facts};
  }
  it->block->gaps[it->gap_count++] = (ayes_block_gap){0};
  return index;
}

static void fill_node(filling *it, uint32_t number) {
  const ayes_node *from = node_of(it, number);
  uint32_t place = it->places[number], words = from->edge_count - count_gaps(it, from);
  ayes_block_node *node = (ayes_block_node *)(void *)(it->block->words + place);
  *node = (ayes_block_node){.edge_count = edge_room(words),
                            .end_count = from->output_count,
                            .gaps = fill_gaps(it, from),
                            .facts = from->facts,
                            .run = (uint8_t)from->run,
                            .is_hashed = words > FEW_EDGES};
  fill_edges(it, from, node);
  ayes_block_edge *edges = (ayes_block_edge *)(void *)(node + 1);
  ayes_block_end *ends = (ayes_block_end *)(void *)(edges + node->edge_count);
  for (uint32_t i = 0; i < from->output_count; i++) {
    const ayes_trie_output *output = &outputs_of(it, from)[i];
    ends[i] = (ayes_block_end){output->entry, output->anchors};
  }
}

/* ---- Memory ---- */

static ayes_status fill(filling *it, ayes_error *error) {
  ayes_block *block = it->block;
  find_same(it);
  size_t count = place_nodes(it);
  if (count > UINT32_MAX)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the lists have too many phrases");
  block->words = ayes_memory_new_zeroed(count, WORD_BYTES);
  block->gaps = ayes_memory_new_zeroed(it->gap_count, sizeof *block->gaps);
  if (!block->words || !block->gaps) return ayes_error_memory(error);
  it->gap_count = 1;
  for (uint32_t i = 0; i < it->trie->nodes.count; i++)
    if (it->places[i]) fill_node(it, i);
  block->root = it->places[0];
  return AYES_OK;
}

static ayes_status copy_entries(ayes_block *block, const ayes_lexicon_entry *entries, size_t count,
                                ayes_error *error) {
  block->entries = ayes_memory_new_zeroed(count, sizeof *block->entries);
  if (!block->entries) return ayes_error_memory(error);
  for (size_t i = 0; i < count; i++)
    block->entries[i] = (ayes_block_entry){&entries[i].source, entries[i].weight, entries[i].topic,
                                           entries[i].kind};
  return AYES_OK;
}

ayes_status ayes_block_fill(ayes_block *block, const ayes_trie *trie,
                            const ayes_lexicon_entry *entries, size_t entry_count,
                            ayes_error *error) {
  size_t nodes = trie->nodes.count;
  filling it = {.block = block, .trie = trie, .slot_count = 1};
  while (it.slot_count < nodes + nodes / 4) it.slot_count *= 2; /* most nodes repeat another */
  it.same = ayes_memory_new_zeroed(nodes, sizeof *it.same);
  it.places = ayes_memory_new_zeroed(nodes, sizeof *it.places);
  it.stack = ayes_memory_new_zeroed(nodes, sizeof *it.stack);
  it.slots = ayes_memory_new_zeroed(it.slot_count, sizeof *it.slots);
  ayes_status status = it.same && it.places && it.stack && it.slots
                           ? copy_entries(block, entries, entry_count, error)
                           : ayes_error_memory(error);
  if (status == AYES_OK) status = fill(&it, error);
  ayes_memory_free(it.same);
  ayes_memory_free(it.places);
  ayes_memory_free(it.stack);
  ayes_memory_free(it.slots);
  return status;
}

void ayes_block_release(ayes_block *block) {
  ayes_memory_free(block->words);
  ayes_memory_free(block->entries);
  ayes_memory_free(block->gaps);
  ayes_memory_free(block->stem_bits);
  *block = (ayes_block){0};
}
