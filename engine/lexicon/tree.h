/* SPDX-License-Identifier: MIT
 *
 * The phrases of one term as a tree, in which beginnings stand once; twigs behind which the same
 * follows know of each other. All terms in turn share the memory of one tree.
 *
 *     ayes_tree tree = {0};
 *     ayes_tree_fill(&tree, term.phrases, error);
 *     for (uint32_t twig = tree.twigs.items[0].first; twig; twig = tree.twigs.items[twig].older)
 *     ayes_tree_release(&tree);
 */
#ifndef AYES_LEXICON_TREE_H
#define AYES_LEXICON_TREE_H

#include "lexicon/term.h"

/* The edge of a gap of up to width tokens leads to a node of its own, from which the word goes on.
 */
static inline ayes_symbol ayes_symbol_of_gap(unsigned width) { return 0xFFFFFFE0u + width; }

/* The width of the gap that a symbol stands for; 0: it stands for none. */
static inline unsigned ayes_gap_of_symbol(ayes_symbol symbol) {
  unsigned width = symbol - ayes_symbol_of_gap(0);
  return width <= AYES_TERM_GAP_LIMIT ? width : 0;
}

typedef struct ayes_twig {
  ayes_symbol symbol; /* of the edge that leads here */
  uint32_t first;     /* the last twig that was added behind it, or 0 */
  uint32_t older;     /* the one added before it behind the same twig, or 0 */
  uint32_t same;      /* the twig that stands for all that are like it */
  uint32_t node;      /* of the graph, for a twig that stands for itself; 0 before it has one */
  bool ends;          /* a phrase ends here */
} ayes_twig;

typedef struct ayes_tree {
  struct {
    ayes_twig *items;
    size_t count, capacity;
  } twigs;                      /* the root is 0; twigs come after those they grow from */
  uint32_t *slots;              /* twigs that stand for themselves, by what follows them; 0: free */
  size_t slot_count, slot_room; /* the former a power of two */
} ayes_tree;

/* Forgets what there was. AYES_NO_MEMORY. O(phrases * words), and times the alternatives for words
 * of which there are many in one place. */
ayes_status ayes_tree_fill(ayes_tree *tree, const ayes_phrases *phrases, ayes_error *error);

void ayes_tree_release(ayes_tree *tree);

#endif
