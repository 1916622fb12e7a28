/* SPDX-License-Identifier: MIT
 *
 * Subset construction (Rabin & Scott 1959). A state is a set of points; those without arcs but to
 * be passed over are not in it, so that words after which the same may follow lead to the same
 * state. Behind a gap only words may follow: further gaps have been added to its width. Most states
 * are of one point and known by it.
 */
#include "lexicon/states.h"

#include "base/array.h"
#include "base/sort.h"

/* What leads from a state to a point. */
typedef struct ayes_leap {
  ayes_symbol symbol;
  uint32_t point;
} leap;

static const ayes_arc *first_arc(const ayes_states *it, uint32_t point) {
  uint32_t arc = it->net->points.items[point].first;
  return arc ? &it->net->arcs.items[arc] : NULL;
}

static const ayes_arc *next_arc(const ayes_states *it, const ayes_arc *arc) {
  return arc->next ? &it->net->arcs.items[arc->next] : NULL;
}

/* ---- Sets of points ---- */

/* Whether it is in the set that is made from first on. */
static bool is_in(const ayes_states *it, size_t first, uint32_t point) {
  for (size_t i = first; i < it->points.count; i++)
    if (it->points.items[i] == point) return true;
  return false;
}

static ayes_status add_point(ayes_states *it, size_t first, uint32_t point, ayes_error *error) {
  if (is_in(it, first, point)) return AYES_OK;
  uint32_t *added = ayes_array_add(&it->points, error);
  if (!added) return AYES_NO_MEMORY;
  *added = point;
  return AYES_OK;
}

/* A point that is left by one arc only, which is nothing, stands for the one behind it. */
static uint32_t pass_over(const ayes_states *it, uint32_t point) {
  const ayes_arc *arc = first_arc(it, point);
  while (arc && arc->symbol == AYES_SYMBOL_NOTHING && !arc->next) {
    point = arc->to;
    arc = first_arc(it, point);
  }
  return point;
}

/* Adds to the set what may be reached from it by nothing. */
static ayes_status close_set(ayes_states *it, size_t first, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = first; status == AYES_OK && i < it->points.count; i++)
    for (const ayes_arc *arc = first_arc(it, it->points.items[i]); status == AYES_OK && arc;
         arc = next_arc(it, arc))
      if (arc->symbol == AYES_SYMBOL_NOTHING)
        status = add_point(it, first, pass_over(it, arc->to), error);
  return status;
}

/* ---- Finding states ---- */

static ayes_status add_state(ayes_states *it, size_t first, ayes_symbol kind, uint32_t *number,
                             ayes_error *error) {
  ayes_term_state *state = ayes_array_add(&it->list, error);
  if (!state) return AYES_NO_MEMORY;
  *state = (ayes_term_state){.first_point = (uint32_t)first,
                             .point_count = (uint32_t)(it->points.count - first),
                             .kind = kind};
  state->ends = is_in(it, first, it->net->end);
  *number = (uint32_t)(it->list.count - 1);
  return AYES_OK;
}

static bool is_set(const ayes_states *it, const ayes_term_state *state, size_t first,
                   ayes_symbol kind) {
  size_t count = it->points.count - first;
  return state->kind == kind && state->point_count == count &&
         memcmp(it->points.items + state->first_point, it->points.items + first,
                count * sizeof *it->points.items) == 0;
}

static uint32_t *chain_of(ayes_states *it, size_t first, ayes_symbol kind) {
  uint64_t hash = kind;
  if (!it->has_chains) memset(it->chains, 0, sizeof it->chains);
  it->has_chains = true;
  for (size_t i = first; i < it->points.count; i++)
    hash = (hash ^ it->points.items[i]) * UINT64_C(0x9E3779B97F4A7C15);
  return &it->chains[hash >> 32 & (AYES_STATE_CHAINS - 1)];
}

/* The state of the set from first on, which is kept only where it is new. */
static ayes_status find_state(ayes_states *it, size_t first, ayes_symbol kind, uint32_t *number,
                              ayes_error *error) {
  bool is_alone = it->points.count - first == 1 && !kind;
  uint32_t *known =
      is_alone ? &it->alone.items[it->points.items[first]] : chain_of(it, first, kind);
  uint32_t head = *known;
  for (*number = head; *number; *number = it->list.items[*number].alike) {
    if (!is_set(it, &it->list.items[*number], first, kind)) continue;
    it->points.count = first;
    return AYES_OK;
  }
  ayes_status status = add_state(it, first, kind, number, error);
  if (status != AYES_OK) return status;
  it->list.items[*number].alike = head;
  *known = *number;
  return AYES_OK;
}

/* ---- Edges ---- */

static ayes_status add_leap(ayes_leaps *leaps, ayes_symbol symbol, uint32_t point,
                            ayes_error *error) {
  leap *added = ayes_array_add(leaps, error);
  if (!added) return AYES_NO_MEMORY;
  *added = (leap){symbol, point};
  return AYES_OK;
}

static ayes_status add_gap(ayes_states *it, unsigned width, uint32_t point, ayes_error *error) {
  ayes_symbol symbol = ayes_symbol_of_gap(width);
  for (size_t i = 0; i < it->gaps.count; i++)
    if (it->gaps.items[i].symbol == symbol && it->gaps.items[i].point == point) return AYES_OK;
  return add_leap(&it->gaps, symbol, point, error);
}

/* Notes where words lead from a point, and gaps unless one led there. */
static ayes_status leave_point(ayes_states *it, uint32_t point, bool behind_gap,
                               ayes_error *error) {
  ayes_status status = AYES_OK;
  for (const ayes_arc *arc = first_arc(it, point); status == AYES_OK && arc;
       arc = next_arc(it, arc)) {
    unsigned width = ayes_gap_of_symbol(arc->symbol);
    if (!width && arc->symbol != AYES_SYMBOL_NOTHING)
      status = add_leap(&it->words, arc->symbol, arc->to, error);
    else if (width && !behind_gap) status = add_gap(it, width, arc->to, error);
  }
  return status;
}

/* Adds to the gaps what they reach by nothing and by further gaps. */
static ayes_status close_gaps(ayes_states *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && i < it->gaps.count; i++) {
    leap at = it->gaps.items[i];
    unsigned width = ayes_gap_of_symbol(at.symbol);
    for (const ayes_arc *arc = first_arc(it, at.point); status == AYES_OK && arc;
         arc = next_arc(it, arc)) {
      unsigned more = ayes_gap_of_symbol(arc->symbol);
      if (more || arc->symbol == AYES_SYMBOL_NOTHING)
        status = add_gap(it, width + more, arc->to, error);
    }
  }
  return status;
}

static int compare_leaps(const void *left, const void *right) {
  const leap *a = left, *b = right;
  if (a->symbol != b->symbol) return a->symbol < b->symbol ? -1 : 1;
  return (a->point > b->point) - (a->point < b->point);
}

static ayes_status add_edge(ayes_states *it, uint32_t from, ayes_symbol symbol, uint32_t to,
                            ayes_error *error) {
  ayes_term_edge *edge = ayes_array_add(&it->edges, error);
  if (!edge) return AYES_NO_MEMORY;
  *edge = (ayes_term_edge){symbol, to, it->list.items[from].first_edge};
  it->list.items[from].first_edge = (uint32_t)(it->edges.count - 1);
  return AYES_OK;
}

static ayes_symbol kind_of(ayes_symbol symbol) {
  if (ayes_gap_of_symbol(symbol)) return ayes_symbol_of_gap(1);
  return symbol == AYES_SYMBOL_TARGET || symbol == AYES_SYMBOL_RIVAL ? symbol : 0;
}

/* An edge for each symbol, to the state of all points it leads to. */
static ayes_status add_edges(ayes_states *it, uint32_t from, ayes_leaps *leaps, ayes_error *error) {
  ayes_status status = AYES_OK;
  if (leaps->count > 1) ayes_sort(leaps->items, leaps->count, sizeof *leaps->items, compare_leaps);
  for (size_t i = 0; status == AYES_OK && i < leaps->count;) {
    ayes_symbol symbol = leaps->items[i].symbol, kind = kind_of(symbol);
    size_t first = it->points.count;
    uint32_t to = 0;
    for (; status == AYES_OK && i < leaps->count && leaps->items[i].symbol == symbol; i++)
      status = add_point(it, first, pass_over(it, leaps->items[i].point), error);
    if (status == AYES_OK) status = close_set(it, first, error);
    if (status == AYES_OK) status = find_state(it, first, kind, &to, error);
    if (status == AYES_OK) status = add_edge(it, from, symbol, to, error);
  }
  return status;
}

static ayes_status leave_state(ayes_states *it, uint32_t number, ayes_error *error) {
  const ayes_term_state state = it->list.items[number];
  bool behind_gap = ayes_gap_of_symbol(state.kind);
  ayes_status status = AYES_OK;
  it->words.count = it->gaps.count = 0;
  for (uint32_t i = 0; status == AYES_OK && i < state.point_count; i++)
    status = leave_point(it, it->points.items[state.first_point + i], behind_gap, error);
  if (status == AYES_OK) status = close_gaps(it, error);
  if (status == AYES_OK) status = add_edges(it, number, &it->gaps, error);
  return status == AYES_OK ? add_edges(it, number, &it->words, error) : status;
}

/* ---- Life ---- */

static ayes_status begin(ayes_states *it, ayes_error *error) {
  uint32_t start;
  size_t count = it->net->points.count;
  it->list.count = it->edges.count = it->points.count = 0;
  it->has_chains = false;
  ayes_status status = ayes_array_reserve(&it->alone.items, &it->alone.capacity, count,
                                          sizeof *it->alone.items, error);
  if (status != AYES_OK) return status;
  memset(it->alone.items, 0, count * sizeof *it->alone.items);
  ayes_term_edge *nobodys = ayes_array_add(&it->edges, error);
  if (!nobodys) return AYES_NO_MEMORY;
  *nobodys = (ayes_term_edge){0};
  status = add_point(it, 0, pass_over(it, 0), error);
  if (status == AYES_OK) status = close_set(it, 0, error);
  return status == AYES_OK ? add_state(it, 0, 0, &start, error) : status;
}

ayes_status ayes_states_fill(ayes_states *states, const ayes_net *net, ayes_error *error) {
  states->net = net;
  ayes_status status = begin(states, error);
  for (uint32_t i = 0; status == AYES_OK && i < states->list.count; i++)
    status = leave_state(states, i, error);
  return status;
}

void ayes_states_release(ayes_states *states) {
  ayes_array_release(&states->list);
  ayes_array_release(&states->edges);
  ayes_array_release(&states->points);
  ayes_array_release(&states->words);
  ayes_array_release(&states->gaps);
  ayes_array_release(&states->alone);
  *states = (ayes_states){0};
}
