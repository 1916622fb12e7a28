/* SPDX-License-Identifier: MIT
 *
 * The net of a term made deterministic: from a state no two edges have the same symbol, gaps that
 * meet are one, and what follows several words in the same way is one state. All terms in turn
 * share the memory.
 *
 *     ayes_states states = {0};
 *     ayes_states_fill(&states, term.net, error);
 *     for (uint32_t edge = states.list.items[0].first_edge; edge; edge = edges.items[edge].next)
 *     ayes_states_release(&states);
 */
#ifndef AYES_LEXICON_STATES_H
#define AYES_LEXICON_STATES_H

#include "lexicon/net.h"

typedef struct ayes_term_state {
  uint32_t first_point, point_count; /* the points of the net it stands for */
  uint32_t first_edge;               /* or 0 */
  ayes_symbol kind; /* that leads here, if it is a gap, <target> or <rival>; or 0 */
  uint32_t alike;   /* another state to be compared with, or 0 */
  uint32_t node;    /* of the graph; 0 before it has one */
  bool ends;        /* a phrase ends here */
} ayes_term_state;

typedef struct ayes_term_edge {
  ayes_symbol symbol;
  uint32_t state;
  uint32_t next; /* the next edge of the same state, or 0 */
} ayes_term_edge;

/* What leads from a state to points of the net. */
typedef struct ayes_leaps {
  struct ayes_leap *items;
  size_t count, capacity;
} ayes_leaps;

enum { AYES_STATE_CHAINS = 256 };

typedef struct ayes_states {
  const ayes_net *net;
  struct {
    ayes_term_state *items;
    size_t count, capacity;
  } list; /* the first is where all phrases begin */
  struct {
    ayes_term_edge *items;
    size_t count, capacity;
  } edges; /* from 1 on */
  struct {
    uint32_t *items;
    size_t count, capacity;
  } points;               /* of the states, and of one in the making */
  ayes_leaps words, gaps; /* from the state at hand */
  struct {
    uint32_t *items; /* by point: the state of it alone, or 0 */
    size_t count, capacity;
  } alone;
  uint32_t chains[AYES_STATE_CHAINS]; /* by hash: states of other kinds or of several points */
  bool has_chains;
} ayes_states;

/* Forgets what there was. AYES_NO_MEMORY. O(arcs of the net) for most terms, and never more than
 * O(phrases * words of each * arcs of a point). */
ayes_status ayes_states_fill(ayes_states *states, const ayes_net *net, ayes_error *error);

void ayes_states_release(ayes_states *states);

#endif
