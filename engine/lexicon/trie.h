/* SPDX-License-Identifier: MIT
 *
 * The trie of all phrases, for checks: one node for every beginning of a phrase, edges for words
 * and for gaps, and for every phrase a node of its own, whatever follows elsewhere. Texts meet the
 * graph (lexicon/graph.h), which is smaller and sooner made.
 *
 *     ayes_trie trie = {0};
 *     ayes_trie_add(&trie, &phrase, anchors, entry, error);    -- for every phrase
 *     ayes_trie_freeze(&trie, error);
 *     child = ayes_trie_child(&trie, node, symbol);
 */
#ifndef AYES_LEXICON_TRIE_H
#define AYES_LEXICON_TRIE_H

#include "lexicon/net.h"

typedef struct ayes_node {
  uint32_t first_edge; /* index of edges; while the trie grows, the newest child */
  uint32_t edge_count;
  uint32_t first_output; /* index of outputs; set by ayes_trie_freeze, as the next */
  uint32_t output_count;
} ayes_node;

/* A phrase ends at a node. */
typedef struct ayes_trie_output {
  uint32_t node;
  uint32_t entry; /* index of an entry of the lexicon */
  uint8_t anchors;
} ayes_trie_output;

typedef struct ayes_edge {
  ayes_symbol symbol;
  uint32_t child;
} ayes_edge;

/* How a node is reached. */
typedef struct ayes_node_origin {
  uint32_t parent;
  ayes_symbol symbol;
  uint32_t older; /* the child of the same parent that was added before it, or 0 */
} ayes_node_origin;

typedef struct ayes_trie {
  struct {
    ayes_node *items;
    size_t count, capacity;
  } nodes; /* the root is 0 */
  struct {
    ayes_node_origin *items;
    size_t count, capacity;
  } origins; /* one a node */
  struct {
    ayes_trie_output *items;
    size_t count, capacity;
  } outputs;       /* in order of nodes, then entries, once frozen */
  uint32_t *slots; /* open addressing, until frozen: children of nodes with many; 0 a free slot */
  size_t slot_count, slots_used; /* the former a power of two, or 0 */
  ayes_phrase last; /* added; the spellings of a term come one after another and begin alike */
  uint32_t path[AYES_TERM_WORD_LIMIT]; /* the nodes behind its words */
  ayes_edge *edges;                    /* in order of nodes, then symbols, once frozen */
} ayes_trie;

/* AYES_OVER_LIMIT: there are AYES_LEXICON_PHRASE_LIMIT phrases already. O(words) expected. */
ayes_status ayes_trie_add(ayes_trie *trie, const ayes_phrase *phrase, uint8_t anchors,
                          uint32_t entry, ayes_error *error);

/* Makes the trie ready for look-ups. */
ayes_status ayes_trie_freeze(ayes_trie *trie, ayes_error *error);

/* The child behind that edge, or 0; for a frozen trie. O(log edges of the node). */
uint32_t ayes_trie_child(const ayes_trie *trie, uint32_t node, ayes_symbol symbol);

void ayes_trie_release(ayes_trie *trie);

#endif
