/* SPDX-License-Identifier: MIT
 *
 * The states of a term are laid over the graph from the root on. Where the graph has no edge for
 * one of theirs, a node is hung in: with its first edge it gets what follows, with each further one
 * it is shared. A shared node is not changed: where another term goes on from it, a copy takes its
 * place. So what one term has shared stays right for it, and the rest is one node for each
 * beginning of a phrase (the union of acyclic automata, one of which is small).
 *
 * The edges of a node are a chain, newest first; those of a node with many are found by a hash
 * table of its own, with linear probing and at most three quarters full: what is asked of one node
 * stays near. A filter of 32 bits at each node spares most look-ups that would find nothing.
 */
#include "lexicon/graph.h"

#include <string.h>

#include "base/array.h"
#include "base/bits.h"

/* Large arrays grow without being copied, and what is not used of them costs nothing. */
enum { FIRST_SLOTS = 64 * 1024, FIRST_ITEMS = 16 * 1024, FEW_EDGES = 8, FEWEST_SLOTS = 16 };

/* A node to which what follows a state of the term is to be added; it is not shared, or new. */
typedef struct ayes_graph_visit {
  uint32_t node, state;
} visit;

static uint32_t spread_symbol(ayes_symbol symbol) { return symbol * 0x9E3779B1u; }

static uint32_t symbol_bit(ayes_symbol symbol) { return 1u << (spread_symbol(symbol) >> 27); }

/* ---- Edges ---- */

/* Slots of the table of a node with so many edges: a power of two, a quarter of which stays free.
 */
static size_t slot_count_of(size_t edges) {
  size_t least = edges + edges / 3;
  return least < FEWEST_SLOTS ? FEWEST_SLOTS : (size_t)2 << ayes_last_bit(least);
}

/* The slot of an edge of a node with many, or the free one where it would be. */
static uint32_t *slot_of(const ayes_graph *graph, const ayes_graph_node *node, ayes_symbol symbol) {
  uint32_t *slots = graph->slots.items + node->slots;
  size_t mask = slot_count_of(node->edge_count) - 1;
  size_t slot = spread_symbol(symbol) >> 8 & mask;
  while (slots[slot] && graph->edges.items[slots[slot]].symbol != symbol) slot = (slot + 1) & mask;
  return &slots[slot];
}

/* A table for all edges that a node has now; one that it had before is left behind. Without memory
 * for it there is none. */
static void make_table(ayes_graph *graph, ayes_graph_node *node) {
  size_t first = graph->slots.count ? graph->slots.count : 1; /* 0: no table */
  size_t count = slot_count_of(node->edge_count);
  if (ayes_array_reserve(&graph->slots.items, &graph->slots.capacity, first + count,
                         sizeof *graph->slots.items, NULL) != AYES_OK)
    return;
  memset(graph->slots.items + first, 0, count * sizeof *graph->slots.items);
  graph->slots.count = first + count;
  node->slots = (uint32_t)first;
  for (uint32_t at = node->first_edge; at; at = graph->edges.items[at].older)
    *slot_of(graph, node, graph->edges.items[at].symbol) = at;
}

/* The number of an edge, or 0. Many nodes are never asked: they get no table. */
static uint32_t find_edge(ayes_graph *graph, uint32_t number, ayes_symbol symbol) {
  ayes_graph_node *node = &graph->nodes.items[number];
  if (!(node->filter & symbol_bit(symbol))) return 0;
  if (node->edge_count > FEW_EDGES && !node->slots) make_table(graph, node);
  if (node->slots) return *slot_of(graph, node, symbol);
  uint32_t edge = node->first_edge;
  while (edge && graph->edges.items[edge].symbol != symbol) edge = graph->edges.items[edge].older;
  return edge;
}

static unsigned fact_of(ayes_symbol symbol) {
  unsigned gap = ayes_gap_of_symbol(symbol);
  if (gap) return (unsigned)AYES_NODE_GAP << gap;
  if (symbol == AYES_SYMBOL_NUMBER) return AYES_NODE_NUMBER;
  if (symbol == AYES_SYMBOL_TARGET) return AYES_NODE_TARGET;
  return symbol == AYES_SYMBOL_RIVAL ? AYES_NODE_RIVAL : AYES_NODE_WORDS;
}

static ayes_status add_edge(ayes_graph *graph, uint32_t from, ayes_symbol symbol, uint32_t child,
                            ayes_error *error) {
  ayes_graph_edge *edge = ayes_array_add(&graph->edges, error);
  if (!edge) return AYES_NO_MEMORY;
  ayes_graph_node *node = &graph->nodes.items[from];
  *edge = (ayes_graph_edge){from, symbol, child, node->first_edge};
  node->first_edge = (uint32_t)(graph->edges.count - 1);
  node->filter |= symbol_bit(symbol);
  node->facts = (uint16_t)(node->facts | fact_of(symbol));
  size_t slots = slot_count_of(node->edge_count++);
  if (slots != slot_count_of(node->edge_count)) node->slots = 0;
  if (node->slots) *slot_of(graph, node, symbol) = node->first_edge;
  return AYES_OK;
}

static ayes_status add_end(ayes_graph *graph, uint32_t number, uint32_t entry, uint32_t anchors,
                           ayes_error *error) {
  ayes_graph_node *node = &graph->nodes.items[number];
  ayes_graph_end *end = ayes_array_add(&graph->ends, error);
  if (!end) return AYES_NO_MEMORY;
  *end = (ayes_graph_end){entry, anchors, node->first_end};
  node->first_end = (uint32_t)(graph->ends.count - 1);
  return AYES_OK;
}

/* ---- Nodes ---- */

/* The node that such an edge leads to, by itself. */
static ayes_status add_node(ayes_graph *graph, ayes_symbol symbol, uint32_t *number,
                            ayes_error *error) {
  if (graph->edges.count >= UINT32_MAX - 1)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the lists have too many phrases");
  ayes_graph_node *node = ayes_array_add(&graph->nodes, error);
  if (!node) return AYES_NO_MEMORY;
  *node = (ayes_graph_node){.facts = ayes_gap_of_symbol(symbol) ? AYES_NODE_IS_GAP : 0};
  if (symbol == AYES_SYMBOL_TARGET) node->run = AYES_TAG_TARGET;
  if (symbol == AYES_SYMBOL_RIVAL) node->run = AYES_TAG_RIVAL;
  *number = (uint32_t)(graph->nodes.count - 1);
  return AYES_OK;
}

static ayes_status copy_edges(ayes_graph *graph, uint32_t from, uint32_t to, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (uint32_t at = graph->nodes.items[from].first_edge; status == AYES_OK && at;
       at = graph->edges.items[at].older) {
    ayes_graph_edge edge = graph->edges.items[at];
    graph->nodes.items[edge.child].is_shared = true;
    status = add_edge(graph, to, edge.symbol, edge.child, error);
  }
  return status;
}

/* Ends are in order of entries, so they are copied from a shared node's oldest on; those of one are
 * few. */
static ayes_status copy_ends(ayes_graph *graph, uint32_t from, uint32_t to, ayes_error *error) {
  ayes_status status = AYES_OK;
  uint32_t first = graph->nodes.items[from].first_end, done = 0;
  while (status == AYES_OK && done != first) {
    uint32_t at = first;
    while (graph->ends.items[at].older != done) at = graph->ends.items[at].older;
    ayes_graph_end end = graph->ends.items[at];
    status = add_end(graph, to, end.entry, end.anchors, error);
    done = at;
  }
  return status;
}

/* Puts a copy in the place of a shared node behind an edge. */
static ayes_status own_child(ayes_graph *graph, uint32_t edge, uint32_t *child, ayes_error *error) {
  uint32_t shared = graph->edges.items[edge].child;
  ayes_status status = add_node(graph, graph->edges.items[edge].symbol, child, error);
  if (status == AYES_OK) status = copy_edges(graph, shared, *child, error);
  if (status == AYES_OK) status = copy_ends(graph, shared, *child, error);
  graph->edges.items[edge].child = *child;
  return status;
}

/* ---- Terms ---- */

static ayes_status wait_for(ayes_graph *graph, uint32_t node, uint32_t state, ayes_error *error) {
  visit *waiting = ayes_array_add(&graph->waiting, error);
  if (!waiting) return AYES_NO_MEMORY;
  *waiting = (visit){node, state};
  return AYES_OK;
}

/* Hangs in the node of the state that an edge of the term leads to. */
static ayes_status hang_in(ayes_graph *graph, uint32_t node, const ayes_term_edge *edge,
                           ayes_error *error) {
  ayes_term_state *state = &graph->term.list.items[edge->state];
  ayes_status status = AYES_OK;
  if (state->node) {
    graph->nodes.items[state->node].is_shared = true;
  } else {
    status = add_node(graph, edge->symbol, &state->node, error);
    if (status == AYES_OK) status = wait_for(graph, state->node, edge->state, error);
  }
  return status == AYES_OK ? add_edge(graph, node, edge->symbol, state->node, error) : status;
}

static ayes_status follow(ayes_graph *graph, uint32_t node, const ayes_term_edge *along,
                          ayes_error *error) {
  uint32_t edge = find_edge(graph, node, along->symbol);
  if (!edge) return hang_in(graph, node, along, error);
  ayes_status status = AYES_OK;
  uint32_t child = graph->edges.items[edge].child;
  if (graph->nodes.items[child].is_shared) status = own_child(graph, edge, &child, error);
  return status == AYES_OK ? wait_for(graph, child, along->state, error) : status;
}

static ayes_status add_states(ayes_graph *graph, uint32_t anchors, uint32_t entry,
                              ayes_error *error) {
  const ayes_term_edge *edges = graph->term.edges.items;
  graph->waiting.count = 0;
  ayes_status status = wait_for(graph, 0, 0, error);
  while (status == AYES_OK && graph->waiting.count) {
    visit at = graph->waiting.items[--graph->waiting.count];
    const ayes_term_state *state = &graph->term.list.items[at.state];
    if (state->ends) status = add_end(graph, at.node, entry, anchors, error);
    for (uint32_t edge = state->first_edge; status == AYES_OK && edge; edge = edges[edge].next)
      status = follow(graph, at.node, &edges[edge], error);
  }
  return status;
}

static ayes_status reserve(ayes_graph *graph, ayes_error *error) {
  ayes_status status = ayes_array_reserve(&graph->nodes.items, &graph->nodes.capacity, FIRST_ITEMS,
                                          sizeof *graph->nodes.items, error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&graph->edges.items, &graph->edges.capacity, FIRST_ITEMS,
                                sizeof *graph->edges.items, error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&graph->slots.items, &graph->slots.capacity, FIRST_SLOTS,
                                sizeof *graph->slots.items, error);
  return status == AYES_OK ? ayes_array_reserve(&graph->ends.items, &graph->ends.capacity,
                                                FIRST_ITEMS, sizeof *graph->ends.items, error)
                           : status;
}

/* The first edge and the first end are nobody's. */
ayes_status ayes_graph_begin(ayes_graph *graph, ayes_error *error) {
  uint32_t root;
  ayes_status status = reserve(graph, error);
  if (status == AYES_OK) status = add_node(graph, 0, &root, error);
  if (status == AYES_OK) status = add_edge(graph, 0, 0, 0, error);
  if (status == AYES_OK) status = add_end(graph, 0, 0, 0, error);
  if (status == AYES_OK) graph->nodes.items[0] = (ayes_graph_node){0};
  return status;
}

ayes_status ayes_graph_add(ayes_graph *graph, const ayes_term *term, uint32_t entry,
                           ayes_error *error) {
  graph->phrase_count += term->phrase_count;
  if (graph->phrase_count > AYES_LEXICON_PHRASE_LIMIT)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the lists have more than %d phrases",
                          AYES_LEXICON_PHRASE_LIMIT);
  ayes_status status = ayes_states_fill(&graph->term, term->net, error);
  return status == AYES_OK ? add_states(graph, term->anchors, entry, error) : status;
}

void ayes_graph_release(ayes_graph *graph) {
  ayes_array_release(&graph->nodes);
  ayes_array_release(&graph->edges);
  ayes_array_release(&graph->ends);
  ayes_array_release(&graph->waiting);
  ayes_array_release(&graph->slots);
  ayes_states_release(&graph->term);
  *graph = (ayes_graph){0};
}
