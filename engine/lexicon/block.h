/* SPDX-License-Identifier: MIT
 *
 * The frozen trie as texts meet it: one read-only block of memory in which each node stands side by
 * side with its edges and with what its phrases mean. Matching is a walk from node to node, and the
 * wait for each node's memory is nearly all it costs, so nothing of a node may lie elsewhere.
 *
 *     ayes_block block = {0};
 *     ayes_block_fill(&block, &trie, entries, symbol_count, error);
 *     const ayes_block_node *node = ayes_block_at(&block, block.first[symbol].child);
 *     uint32_t child = ayes_block_child(node, other_symbol);
 *     ayes_block_release(&block);
 */
#ifndef AYES_LEXICON_BLOCK_H
#define AYES_LEXICON_BLOCK_H

#include "lexicon/lexicon.h"
#include "lexicon/trie.h"

typedef struct ayes_block_node {
  uint64_t filter;     /* ayes_symbol_bit of every symbol with an edge from here (Bloom 1970) */
  uint32_t edge_count; /* edges follow the node, by symbol; of a hashed node: slots, a power of 2 */
  uint32_t end_count;  /* ends follow the edges */
  uint16_t facts;      /* ayes_node_fact bits */
  uint8_t run;         /* bits of ayes_token_tag when <target> or <rival> leads here, otherwise 0 */
  bool is_hashed;
} ayes_block_node;

typedef struct ayes_block_edge {
  ayes_symbol symbol; /* 0: a free slot */
  uint32_t child;     /* for ayes_block_at */
} ayes_block_edge;

/* What the mark of a phrase that ends here is. */
typedef struct ayes_block_end {
  const ayes_source *source;
  double weight;
  uint32_t topic;
  uint16_t kind;    /* ayes_kind */
  uint16_t anchors; /* ayes_term_anchor bits */
} ayes_block_end;

/* Where the symbol of a form or stem leads from the root, and what tells whether to go there. */
typedef struct ayes_block_first {
  uint64_t filter; /* of the child */
  uint32_t child;  /* 0: nowhere */
  uint16_t facts;  /* of the child */
  bool ends;       /* a phrase ends at the child */
} ayes_block_first;

typedef struct ayes_block {
  uint64_t *words;
  uint32_t root;
  ayes_block_first *first; /* by the symbol of a form or stem */
  size_t first_count;
} ayes_block;

/* entries: those of the lexicon, which the block points into. symbol_count: one more than the
 * highest symbol of a form or stem. AYES_NO_MEMORY, AYES_OVER_LIMIT. O(nodes + edges). */
ayes_status ayes_block_fill(ayes_block *block, const ayes_trie *trie,
                            const ayes_lexicon_entry *entries, size_t symbol_count,
                            ayes_error *error);
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

/* The child behind an edge that the node's filter lets through, or 0. */
uint32_t ayes_block_edge_to(const ayes_block_node *node, ayes_symbol symbol);

/* The child behind an edge, or 0. O(1) expected. */
static inline uint32_t ayes_block_child(const ayes_block_node *node, ayes_symbol symbol) {
  return node->filter & ayes_symbol_bit(symbol) ? ayes_block_edge_to(node, symbol) : 0;
}

#endif
