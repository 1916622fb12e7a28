/* SPDX-License-Identifier: MIT
 *
 * The phrases of all terms while lists are read: a graph without cycles in which every beginning of
 * a phrase is one node, and in which what follows several words of a term stands once. Most phrases
 * are spellings of a term that differ in a word or two, so the graph is a sixth of their trie.
 *
 *     ayes_graph graph = {0};
 *     ayes_graph_begin(&graph, error);
 *     ayes_graph_add(&graph, &term, entry, error);    -- for every term
 *     ayes_block_fill(&block, &graph, entries, entry_count, error);
 *     ayes_graph_release(&graph);
 */
#ifndef AYES_LEXICON_GRAPH_H
#define AYES_LEXICON_GRAPH_H

#include "lexicon/states.h"
#include "lexicon/term.h"

/* Which edges leave a node, and what kind of edge came in. */
typedef enum ayes_node_fact {
  AYES_NODE_WORDS = 1 << 0, /* an edge for a form or a stem leaves it */
  AYES_NODE_NUMBER = 1 << 1,
  AYES_NODE_TARGET = 1 << 2,
  AYES_NODE_RIVAL = 1 << 3,
  AYES_NODE_GAP = 1 << 4,    /* the bit for width 0; 1 << (4 + width) for others: never width 0 */
  AYES_NODE_IS_GAP = 1 << 11 /* it is where a gap leads */
} ayes_node_fact;

typedef struct ayes_graph_node {
  uint32_t filter;     /* a bit for each symbol with an edge from here (Bloom 1970) */
  uint32_t first_edge; /* the newest; 0: none */
  uint32_t edge_count;
  uint32_t slots;     /* of a node with many edges: where its table begins; 0: it has none */
  uint32_t first_end; /* the newest; 0: none */
  uint16_t facts;     /* ayes_node_fact bits */
  uint8_t run;        /* bits of ayes_token_tag when <target> or <rival> leads here, otherwise 0 */
  bool is_shared;     /* several edges may lead here */
} ayes_graph_node;

typedef struct ayes_graph_edge {
  uint32_t from; /* node */
  ayes_symbol symbol;
  uint32_t child; /* node */
  uint32_t older; /* the edge of the same node that was added before it, or 0 */
} ayes_graph_edge;

/* A phrase ends at a node. */
typedef struct ayes_graph_end {
  uint32_t entry; /* index of an entry of the lexicon */
  uint32_t anchors;
  uint32_t older; /* the end at the same node that was added before it, or 0 */
} ayes_graph_end;

typedef struct ayes_graph {
  struct {
    ayes_graph_node *items;
    size_t count, capacity;
  } nodes; /* the root is 0 */
  struct {
    ayes_graph_edge *items;
    size_t count, capacity;
  } edges; /* from 1 on, as ends */
  struct {
    ayes_graph_end *items;
    size_t count, capacity;
  } ends;
  struct {
    struct ayes_graph_visit *items;
    size_t count, capacity;
  } waiting; /* what of the term is still to be added */
  struct {
    uint32_t *items; /* tables of nodes with many edges, by open addressing; 0: free */
    size_t count, capacity;
  } slots;
  size_t phrase_count;
  ayes_states term; /* the one being added */
} ayes_graph;

/* Makes the root, before anything else. */
ayes_status ayes_graph_begin(ayes_graph *graph, ayes_error *error);

/* Adds the phrases of a term, for an entry that comes after those before it. AYES_OVER_LIMIT: there
 * would be more than AYES_LEXICON_PHRASE_LIMIT phrases. O(arcs of
 * the term) expected for most of them. */
ayes_status ayes_graph_add(ayes_graph *graph, const ayes_term *term, uint32_t entry,
                           ayes_error *error);

void ayes_graph_release(ayes_graph *graph);

#endif
