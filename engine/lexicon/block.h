/* SPDX-License-Identifier: MIT
 *
 * The frozen trie as texts meet it: one read-only block of memory in which each node stands side by
 * side with its edges and with what its phrases mean. Ends of phrases that are the same stand there
 * once, whatever leads to them. Matching is a walk from node to node, and the wait for each node's
 * memory is most of what it costs, so a filter of a bit an edge tells first whether to go.
 *
 *     ayes_block block = {0};
 *     ayes_block_fill(&block, &trie, entries, entry_count, symbol_count, error);
 *     uint32_t place = block.first[symbol].child;
 *     uint32_t child = ayes_block_child(&block, place, other_symbol);
 *     ayes_block_release(&block);
 */
#ifndef AYES_LEXICON_BLOCK_H
#define AYES_LEXICON_BLOCK_H

#include "lexicon/lexicon.h"
#include "lexicon/trie.h"

typedef struct ayes_block_node {
  uint32_t edge_count; /* edges follow the node, by symbol; of a hashed node: slots, a power of 2 */
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

/* Where the symbol of a form or stem leads from the root, and what tells whether to go there. */
typedef struct ayes_block_first {
  uint32_t child; /* 0: nowhere */
  uint16_t facts; /* of the child */
  bool ends;      /* a phrase ends at the child */
} ayes_block_first;

typedef struct ayes_block {
  uint64_t *words;
  uint32_t root;
  ayes_block_first *first; /* by the symbol of a form or stem */
  size_t first_count;
  ayes_block_entry *entries;
  ayes_block_gap *gaps;
  /* A bit for each edge of a form or stem, by the node's place and the stem's hash (Bloom 1970):
   * one look tells whether a word, in whatever form, may lead on from a node. */
  unsigned char *filter;
  uint32_t filter_mask; /* one less than the number of bits, a power of two above 2^16 */
} ayes_block;

/* entries: those of the lexicon, whose sources the block points to. stem_bits: by symbol, what
 * tokens of that form or stem have for stem_bits. symbol_count: one more than the highest symbol of
 * a form or stem. AYES_NO_MEMORY, AYES_OVER_LIMIT. O(nodes + edges) expected. */
ayes_status ayes_block_fill(ayes_block *block, const ayes_trie *trie,
                            const ayes_lexicon_entry *entries, size_t entry_count,
                            const uint16_t *stem_bits, size_t symbol_count, ayes_error *error);
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

/* Where the bits of a node's edges are: at the places that differ from this by stem_bits. */
static inline uint32_t ayes_block_row(const ayes_block *block, uint32_t place) {
  uint32_t hash = place * 0x9E3779B1u;
  return (hash ^ hash >> 15) & block->filter_mask;
}

/* Whether the node of a row may have an edge for a word: false for nearly all that have none. */
static inline bool ayes_block_may_lead(const ayes_block *block, uint32_t row, unsigned stem_bits) {
  uint32_t bit = row ^ stem_bits;
  return block->filter[bit / 8] >> bit % 8 & 1;
}

/* The child behind an edge, or 0. O(1) expected. */
uint32_t ayes_block_child(const ayes_block *block, uint32_t place, ayes_symbol symbol);

#endif
