/* SPDX-License-Identifier: MIT
 *
 * What the answers on one side say that those on the other do not.
 *
 *     ayes_key_list list = {0};
 *     ayes_keyness_rank(&a, &b, &words, 5, &list, error);
 *     list.items[0].g2 > 0                                -- the strongest; above 0: of side a
 *     ayes_key_list_release(&list);
 *
 * G2: Dunning 1993, signed as quanteda's textstat_keyness(measure = "lr", correction = "none"):
 * above 0 where side a has more than its share. N is how many words (phrases of that length) were
 * counted on a side. Log ratio: Hardie 2014. p: chi-square with one degree of freedom; q: Benjamini
 * & Hochberg 1995 over all words and phrases that were compared.
 */
#ifndef AYES_MINING_KEYNESS_H
#define AYES_MINING_KEYNESS_H

#include "mining/counts.h"

typedef struct ayes_key_row {
  ayes_span text; /* most frequent spelling */
  size_t length;  /* words */
  size_t a, b;    /* places on either side */
  size_t documents_a, documents_b;
  double g2, log_ratio, p, q;
} ayes_key_row;

typedef struct ayes_key_list {
  ayes_key_row *items;
  size_t count, capacity;
  size_t apart; /* rows with q below 0.05 */
  ayes_arena arena;
} ayes_key_list;

/* Compares all words and phrases that stand in at least least places of both sides together; the
 * furthest from chance first, ties by text. AYES_NO_MEMORY. O(n log n). */
ayes_status ayes_keyness_rank(const ayes_phrase_counts *a, const ayes_phrase_counts *b,
                              const ayes_words *words, size_t least, ayes_key_list *list,
                              ayes_error *error);

void ayes_key_list_release(ayes_key_list *list);

#endif
