/* SPDX-License-Identifier: MIT
 *
 * The graph is laid out in preorder, so that the few nodes of a phrase of its own are neighbours. A
 * node with few edges is searched from the first to the last; one with many has a hash table with
 * linear probing, at most three quarters full: looked up only while states are made.
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

/* An edge of the graph, beside the others of its node. */
typedef struct leaving {
  ayes_symbol symbol;
  uint32_t child; /* node */
} leaving;

/* What is known while a block is filled. */
typedef struct filling {
  ayes_block *block;
  const ayes_graph *graph;
  leaving *edges;   /* by node */
  uint32_t *first;  /* by node: its first edge; one more than nodes */
  uint32_t *places; /* by node: its place, or 0 */
  uint32_t *stack;
  size_t gap_count;
} filling;

static const ayes_graph_node *node_of(const filling *it, uint32_t number) {
  return &it->graph->nodes.items[number];
}

static const leaving *edges_of(const filling *it, uint32_t number) {
  return it->edges + it->first[number];
}

static const leaving *edges_end(const filling *it, uint32_t number) {
  return it->edges + it->first[number + 1];
}

/* Edges stand in the graph as they came: they are gone through once, and not node by node. The
 * first one is nobody's. */
static ayes_status gather_edges(filling *it, ayes_error *error) {
  size_t nodes = it->graph->nodes.count, count = it->graph->edges.count;
  it->edges = ayes_memory_new_zeroed(count, sizeof *it->edges);
  it->first = ayes_memory_new_zeroed(nodes + 1, sizeof *it->first);
  if (!it->edges || !it->first) return ayes_error_memory(error);
  uint32_t next = 0;
  for (uint32_t i = 0; i < nodes; i++) {
    it->first[i] = next;
    next += node_of(it, i)->edge_count;
  }
  for (size_t i = 1; i < count; i++) {
    const ayes_graph_edge *edge = &it->graph->edges.items[i];
    it->edges[it->first[edge->from]++] = (leaving){edge->symbol, edge->child};
  }
  for (size_t i = nodes; i; i--) it->first[i] = it->first[i - 1];
  it->first[0] = 0;
  return AYES_OK;
}

/* ---- Layout ---- */

/* There is a bit for each width. */
static uint32_t count_gaps(const ayes_graph_node *node) {
  uint32_t count = 0;
  unsigned widths = (node->facts & ~(unsigned)AYES_NODE_IS_GAP) / AYES_NODE_GAP;
  for (; widths; widths &= widths - 1) count++;
  return count;
}

static uint32_t count_ends(const filling *it, const ayes_graph_node *node) {
  uint32_t count = 0;
  for (uint32_t at = node->first_end; at; at = it->graph->ends.items[at].older) count++;
  return count;
}

static uint32_t edge_room(uint32_t edges) {
  uint32_t slots = 1;
  if (edges <= FEW_EDGES) return edges;
  while (slots * 3 < edges * 4) slots *= 2;
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
    const ayes_graph_node *node = node_of(it, number);
    uint32_t gaps = count_gaps(node);
    size_t bytes = sizeof(ayes_block_node) +
                   edge_room(node->edge_count - gaps) * sizeof(ayes_block_edge) +
                   count_ends(it, node) * sizeof(ayes_block_end);
    it->places[number] = (uint32_t)next;
    next += bytes / WORD_BYTES;
    if (gaps) it->gap_count += gaps + 1;
    for (const leaving *edge = edges_of(it, number); edge < edges_end(it, number); edge++)
      it->stack[waiting++] = edge->child;
  }
  return next;
}

static void fill_edges(const filling *it, uint32_t number, ayes_block_node *node) {
  ayes_block_edge *edges = (ayes_block_edge *)(void *)(node + 1);
  uint32_t next = 0;
  for (const leaving *edge = edges_of(it, number); edge < edges_end(it, number); edge++) {
    if (ayes_gap_of_symbol(edge->symbol)) continue;
    uint32_t slot = node->is_hashed ? slot_of(edge->symbol, node->edge_count) : next++;
    while (node->is_hashed && edges[slot].symbol) slot = (slot + 1) & (node->edge_count - 1);
    edges[slot] = (ayes_block_edge){edge->symbol, it->places[edge->child]};
  }
}

/* Narrower gaps come first. */
static uint32_t fill_gaps(filling *it, uint32_t number) {
  size_t first = it->gap_count;
  for (const leaving *edge = edges_of(it, number); edge < edges_end(it, number); edge++) {
    unsigned width = ayes_gap_of_symbol(edge->symbol);
    if (!width) continue;
    size_t at = it->gap_count++;
    for (; at > first && it->block->gaps[at - 1].width > width; at--)
      it->block->gaps[at] = it->block->gaps[at - 1];
    it->block->gaps[at] =
        (ayes_block_gap){it->places[edge->child], (uint16_t)width, node_of(it, edge->child)->facts};
  }
  if (it->gap_count == first) return 0;
  it->block->gaps[it->gap_count++] = (ayes_block_gap){0};
  return (uint32_t)first;
}

static void fill_node(filling *it, uint32_t number) {
  const ayes_graph_node *from = node_of(it, number);
  uint32_t words = from->edge_count - count_gaps(from), end_count = count_ends(it, from);
  ayes_block_node *node = (ayes_block_node *)(void *)(it->block->words + it->places[number]);
  *node = (ayes_block_node){.edge_count = edge_room(words),
                            .end_count = end_count,
                            .gaps = fill_gaps(it, number),
                            .facts = from->facts,
                            .run = from->run,
                            .is_hashed = words > FEW_EDGES};
  fill_edges(it, number, node);
  ayes_block_edge *edges = (ayes_block_edge *)(void *)(node + 1);
  ayes_block_end *ends = (ayes_block_end *)(void *)(edges + node->edge_count);
  for (uint32_t at = from->first_end; at; at = it->graph->ends.items[at].older)
    ends[--end_count] =
        (ayes_block_end){it->graph->ends.items[at].entry, it->graph->ends.items[at].anchors};
}

/* ---- Memory ---- */

static ayes_status fill(filling *it, ayes_error *error) {
  ayes_block *block = it->block;
  size_t count = place_nodes(it);
  if (count > UINT32_MAX)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the lists have too many phrases");
  block->words = ayes_memory_new_zeroed(count, WORD_BYTES);
  block->gaps = ayes_memory_new_zeroed(it->gap_count, sizeof *block->gaps);
  if (!block->words || !block->gaps) return ayes_error_memory(error);
  block->word_count = count;
  block->gap_count = it->gap_count;
  it->gap_count = 1;
  for (uint32_t i = 0; i < it->graph->nodes.count; i++)
    if (it->places[i]) fill_node(it, i);
  block->root = it->places[0];
  return AYES_OK;
}

ayes_status ayes_block_take_entries(ayes_block *block, const ayes_lexicon_entry *entries,
                                    size_t count, ayes_error *error) {
  block->entries = ayes_memory_new_zeroed(count, sizeof *block->entries);
  if (!block->entries) return ayes_error_memory(error);
  for (size_t i = 0; i < count; i++)
    block->entries[i] = (ayes_block_entry){&entries[i].source, entries[i].weight, entries[i].topic,
                                           entries[i].kind};
  return AYES_OK;
}

ayes_status ayes_block_fill(ayes_block *block, const ayes_graph *graph, ayes_error *error) {
  filling it = {.block = block, .graph = graph};
  it.places = ayes_memory_new_zeroed(graph->nodes.count, sizeof *it.places);
  it.stack = ayes_memory_new_zeroed(graph->edges.count + 1, sizeof *it.stack);
  ayes_status status = it.places && it.stack ? gather_edges(&it, error) : ayes_error_memory(error);
  if (status == AYES_OK) status = fill(&it, error);
  ayes_memory_free(it.edges);
  ayes_memory_free(it.first);
  ayes_memory_free(it.places);
  ayes_memory_free(it.stack);
  return status;
}

void ayes_block_release(ayes_block *block) {
  ayes_memory_free(block->words);
  ayes_memory_free(block->entries);
  ayes_memory_free(block->gaps);
  ayes_memory_free(block->stem_bits);
  *block = (ayes_block){0};
}
