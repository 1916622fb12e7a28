/* SPDX-License-Identifier: MIT
 *
 * Arcs of a point are a chain in the order they were added. Spelling walks along them, back to the
 * last point that has a further arc, and so on.
 */
#include "lexicon/net.h"

#include "base/array.h"

ayes_status ayes_net_clear(ayes_net *net, ayes_error *error) {
  uint32_t start;
  net->points.count = net->arcs.count = 0;
  ayes_arc *nobodys = ayes_array_add(&net->arcs, error);
  if (!nobodys) return AYES_NO_MEMORY;
  *nobodys = (ayes_arc){0};
  return ayes_net_add_point(net, &start, error);
}

ayes_status ayes_net_add_point(ayes_net *net, uint32_t *number, ayes_error *error) {
  ayes_point *point = ayes_array_add(&net->points, error);
  if (!point) return AYES_NO_MEMORY;
  *point = (ayes_point){0};
  *number = (uint32_t)(net->points.count - 1);
  return AYES_OK;
}

ayes_status ayes_net_add_arc(ayes_net *net, uint32_t from, ayes_symbol symbol, uint32_t to,
                             ayes_error *error) {
  ayes_arc *arc = ayes_array_add(&net->arcs, error);
  if (!arc) return AYES_NO_MEMORY;
  *arc = (ayes_arc){.symbol = symbol, .to = to};
  uint32_t number = (uint32_t)(net->arcs.count - 1);
  ayes_point *point = &net->points.items[from];
  if (point->last) net->arcs.items[point->last].next = number;
  else point->first = number;
  point->last = number;
  return AYES_OK;
}

void ayes_net_release(ayes_net *net) {
  ayes_array_release(&net->points);
  ayes_array_release(&net->arcs);
  *net = (ayes_net){0};
}

/* ---- Spelling ---- */

/* A point on the way: the arc to be taken from it next, and what was spelled before it. */
typedef struct step {
  uint32_t arc;
  uint8_t words, gap;
} step;

typedef struct steps {
  step *items;
  size_t count, capacity;
} steps;

static ayes_status go_to(const ayes_net *net, steps *way, uint32_t point, step behind,
                         ayes_error *error) {
  step *added = ayes_array_add(way, error);
  if (!added) return AYES_NO_MEMORY;
  behind.arc = net->points.items[point].first;
  *added = behind;
  return AYES_OK;
}

static ayes_status keep(ayes_phrases *phrases, const ayes_phrase *phrase, ayes_error *error) {
  ayes_phrase *added = ayes_array_add(phrases, error);
  if (!added) return AYES_NO_MEMORY;
  *added = *phrase;
  return AYES_OK;
}

/* What a phrase is behind an arc. */
static step spell_arc(step before, ayes_symbol symbol, ayes_phrase *phrase) {
  unsigned gap = ayes_gap_of_symbol(symbol);
  before.gap = (uint8_t)(before.gap + gap);
  if (gap || symbol == AYES_SYMBOL_NOTHING) return before;
  phrase->words[before.words] = symbol;
  phrase->gaps[before.words] = before.gap;
  return (step){.words = (uint8_t)(before.words + 1)};
}

ayes_status ayes_net_spell(const ayes_net *net, ayes_phrases *phrases, ayes_error *error) {
  steps way = {0};
  ayes_phrase phrase = {0};
  phrases->count = 0;
  ayes_status status = go_to(net, &way, 0, (step){0}, error);
  while (status == AYES_OK && way.count) {
    step *at = &way.items[way.count - 1];
    if (!at->arc) {
      way.count--;
      continue;
    }
    const ayes_arc *arc = &net->arcs.items[at->arc];
    step behind = spell_arc(*at, arc->symbol, &phrase);
    at->arc = arc->next;
    phrase.count = behind.words;
    status = arc->to == net->end ? keep(phrases, &phrase, error)
                                 : go_to(net, &way, arc->to, behind, error);
  }
  ayes_array_release(&way);
  return status;
}
