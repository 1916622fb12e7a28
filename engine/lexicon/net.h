/* SPDX-License-Identifier: MIT
 *
 * A term as it is written, before it is a set of phrases: points joined by arcs, each of which is a
 * word, a gap, or nothing. Every way from the first point to the end is a phrase.
 *
 *     ayes_net_clear(&net, error);                         -- one point, 0
 *     ayes_net_add_point(&net, &point, error);
 *     ayes_net_add_arc(&net, 0, symbol, point, error);
 *     net.end = point;
 *     ayes_net_spell(&net, &phrases, error);
 *     ayes_net_release(&net);
 */
#ifndef AYES_LEXICON_NET_H
#define AYES_LEXICON_NET_H

#include "lexicon/lexicon.h"

/* Symbols beside those of the vocabulary. */
#define AYES_SYMBOL_NOTHING ((ayes_symbol)0)
#define AYES_SYMBOL_NUMBER ((ayes_symbol)0xFFFFFFF0u)
#define AYES_SYMBOL_TARGET ((ayes_symbol)0xFFFFFFF1u)
#define AYES_SYMBOL_RIVAL ((ayes_symbol)0xFFFFFFF2u)

/* A gap of up to width tokens. */
static inline ayes_symbol ayes_symbol_of_gap(unsigned width) { return 0xFFFFFFE0u + width; }

/* The width of the gap that a symbol stands for; 0: it stands for none. */
static inline unsigned ayes_gap_of_symbol(ayes_symbol symbol) {
  unsigned width = symbol - ayes_symbol_of_gap(0);
  return width <= AYES_TERM_GAP_LIMIT ? width : 0;
}

typedef struct ayes_arc {
  ayes_symbol symbol;
  uint32_t to;   /* point */
  uint32_t next; /* the next arc of the same point, or 0 */
} ayes_arc;

typedef struct ayes_point {
  uint32_t first, last; /* arcs that leave it, or 0 */
} ayes_point;

typedef struct ayes_net {
  struct {
    ayes_point *items;
    size_t count, capacity;
  } points; /* the first is where all phrases begin */
  struct {
    ayes_arc *items;
    size_t count, capacity;
  } arcs;       /* from 1 on */
  uint32_t end; /* the point where all phrases end */
} ayes_net;

/* One sequence of words without alternatives. */
typedef struct ayes_phrase {
  ayes_symbol words[AYES_TERM_WORD_LIMIT];
  uint8_t gaps[AYES_TERM_WORD_LIMIT]; /* most tokens that may stand before the word */
  uint8_t count;                      /* of words */
} ayes_phrase;

typedef struct ayes_phrases {
  ayes_phrase *items;
  size_t count, capacity;
} ayes_phrases;

ayes_status ayes_net_clear(ayes_net *net, ayes_error *error);
ayes_status ayes_net_add_point(ayes_net *net, uint32_t *point, ayes_error *error);
ayes_status ayes_net_add_arc(ayes_net *net, uint32_t from, ayes_symbol symbol, uint32_t to,
                             ayes_error *error);

/* All phrases, in the order of arcs, the same one more than once where several ways spell it; those
 * before are forgotten. The caller releases the array. O(phrases * arcs of each). */
ayes_status ayes_net_spell(const ayes_net *net, ayes_phrases *phrases, ayes_error *error);

void ayes_net_release(ayes_net *net);

#endif
