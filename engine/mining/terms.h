/* SPDX-License-Identifier: MIT
 *
 * Frequent words and phrases, and collocations: words that stand side by side more often than
 * chance would have it.
 *
 *     ayes_term_list list = {0};
 *     ayes_terms_rank(&counts, &words, 1, 2, 20, &list, error);      -- single words, twice or more
 *     ayes_collocations_rank(&counts, &words, 3, 20, &list, error);  -- pairs, three times or more
 *     ayes_term_list_release(&list);
 *
 * Collocations: G2 (Dunning 1993) and PMI (Church & Hanks 1990) of the table "first word, second
 * word" over all neighbours; PMI favours rare pairs, hence the floor of the count.
 */
#ifndef AYES_MINING_TERMS_H
#define AYES_MINING_TERMS_H

#include "mining/counts.h"

typedef struct ayes_term_row {
  ayes_span text;   /* most frequent spelling */
  size_t tokens;    /* places */
  size_t documents; /* answers */
  double g2, pmi;   /* of collocations */
  double expected;  /* of collocations: places by chance */
} ayes_term_row;

typedef struct ayes_term_list {
  ayes_term_row *items;
  size_t count, capacity;
  size_t found; /* before the list was cut to the first ones */
  ayes_arena arena;
} ayes_term_list;

/* Fills the list with phrases of length words that stand in at least least places: the most
 * frequent first, then in most answers, then by text; at most top of them (0: all). The list is
 * emptied first. AYES_NO_MEMORY. O(n log n). */
ayes_status ayes_terms_rank(const ayes_phrase_counts *counts, const ayes_words *words,
                            size_t length, size_t least, size_t top, ayes_term_list *list,
                            ayes_error *error);

/* The same with pairs that are more frequent than by chance, highest G2 first. counts must have
 * been made with pairs. */
ayes_status ayes_collocations_rank(const ayes_phrase_counts *counts, const ayes_words *words,
                                   size_t least, size_t top, ayes_term_list *list,
                                   ayes_error *error);

void ayes_term_list_release(ayes_term_list *list);

#endif
