/* SPDX-License-Identifier: MIT
 *
 * The anchors of all rules of a set, by how a text is looked through for them: by runs of letters
 * and digits, which stand inside one word wherever the anchor does, or by signs.
 *
 *     ayes_anchor_index_add(&index, rule, pattern, &use, error);
 *     uint32_t first = index.chains[ayes_anchor_pair(bytes)];
 *     ayes_anchor_index_release(&index);
 */
#ifndef AYES_RULES_INDEX_H
#define AYES_RULES_INDEX_H

#include "base/array.h"
#include "rules/anchors.h"

enum { AYES_ANCHOR_PAIRS = 1024 };

/* An anchor and the rule it opens, or near which that rule's matches start, or both. */
typedef struct ayes_anchor_entry {
  ayes_anchor anchor;
  uint8_t run, run_length; /* where its longest run of letters and digits starts; 0: signs alone */
  bool opens, leads;
  uint32_t rule;
  uint32_t next; /* index + 1 in entries, 0 at the end of the chain */
} ayes_anchor_entry;

typedef struct ayes_anchor_index {
  struct {
    ayes_anchor_entry *items;
    size_t count, capacity;
  } entries;
  struct {
    uint32_t *items; /* indices in entries */
    size_t count, capacity;
  } signs;                            /* anchors without letters and digits */
  uint32_t chains[AYES_ANCHOR_PAIRS]; /* by the first pair of a run: index + 1 in entries */
} ayes_anchor_index;

/* How a rule may be tried. */
typedef struct ayes_anchor_use {
  bool is_gated;  /* only on texts that hold one of the anchors that open it */
  bool has_leads; /* only near those that lead to its matches */
} ayes_anchor_use;

/* Adds the anchors of a pattern. AYES_NO_MEMORY. */
ayes_status ayes_anchor_index_add(ayes_anchor_index *index, uint32_t rule, ayes_span pattern,
                                  ayes_anchor_use *use, ayes_error *error);
void ayes_anchor_index_release(ayes_anchor_index *index);

/* The chain of runs that start with two bytes, or with others of which the low bits are the same,
 * as those of upper and lower case are. */
static inline size_t ayes_anchor_pair(const char *bytes) {
  return ((size_t)bytes[0] & 31) << 5 | ((size_t)bytes[1] & 31);
}

#endif
