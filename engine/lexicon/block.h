/* SPDX-License-Identifier: MIT
 *
 * The graph of all phrases as texts meet it: one read-only block of memory in which each node
 * stands side by side with its edges and with what its phrases mean.
 *
 *     ayes_block block = {.stem_bits = bits, .symbol_count = count};
 *     ayes_block_take_entries(&block, entries, entry_count, error);
 *     ayes_block_fill(&block, &graph, error);
 *     uint32_t place = ayes_block_child(&block, block.root, symbol);
 *     uint32_t child = ayes_block_child(&block, place, other_symbol);
 *     ayes_block_release(&block);
 */
#ifndef AYES_LEXICON_BLOCK_H
#define AYES_LEXICON_BLOCK_H

#include "lexicon/graph.h"
#include "lexicon/lexicon.h"

typedef struct ayes_block_node {
  uint32_t edge_count; /* edges follow the node; of a hashed node: slots, a power of 2 */
  uint32_t end_count;  /* ends follow the edges */
  uint32_t gaps;       /* index of the block's gaps: those that leave it; 0: none do */
  uint16_t facts;      /* ayes_node_fact bits */
  uint8_t run;         /* bits of ayes_token_tag when <target> or <rival> leads here, otherwise 0 */
  bool is_hashed;
} ayes_block_node;

typedef struct ayes_block_edge {
  ayes_symbol symbol; /* 0: a free slot; never that of a gap */
  uint32_t child;     /* its place */
} ayes_block_edge;

/* A phrase ends here. */
typedef struct ayes_block_end {
  uint32_t entry;   /* index of the block's entries */
  uint32_t anchors; /* ayes_term_anchor bits */
} ayes_block_end;

/* What a mark takes from its entry. */
typedef struct ayes_block_entry {
  const ayes_source *source;
  double weight;
  uint32_t topic;
  ayes_kind kind;
} ayes_block_entry;

/* A gap of up to width tokens. The last one of a node is followed by one with place 0. */
typedef struct ayes_block_gap {
  uint32_t place; /* of the node behind it */
  uint16_t width;
  uint16_t facts; /* of that node */
} ayes_block_gap;

typedef struct ayes_block {
  uint64_t *words; /* as many as word_count */
  ayes_block_gap *gaps;
  size_t word_count, gap_count;
  uint32_t root;
  ayes_block_entry *entries;
  uint16_t *stem_bits; /* by symbol: what tokens of that form or stem have for stem_bits */
  size_t symbol_count; /* one more than the highest symbol of a form or stem */
} ayes_block;

/* Words and gaps; the rest is the caller's to set, and given back with them. AYES_NO_MEMORY,
 * AYES_OVER_LIMIT. O(nodes + edges) expected. */
ayes_status ayes_block_fill(ayes_block *block, const ayes_graph *graph, ayes_error *error);

/* Those of the lexicon, whose sources the block points to. AYES_NO_MEMORY. */
ayes_status ayes_block_take_entries(ayes_block *block, const ayes_lexicon_entry *entries,
                                    size_t count, ayes_error *error);
void ayes_block_release(ayes_block *block);

static inline const ayes_block_node *ayes_block_at(const ayes_block *block, uint32_t place) {
  return (const ayes_block_node *)(const void *)(block->words + place);
}

static inline const ayes_block_edge *ayes_block_edges(const ayes_block_node *node) {
  return (const ayes_block_edge *)(const void *)(node + 1);
}

static inline const ayes_block_end *ayes_block_ends(const ayes_block_node *node) {
  return (const ayes_block_end *)(const void *)(ayes_block_edges(node) + node->edge_count);
}

/* The child behind an edge, or 0. O(1) expected. */
uint32_t ayes_block_child(const ayes_block *block, uint32_t place, ayes_symbol symbol);

#endif
