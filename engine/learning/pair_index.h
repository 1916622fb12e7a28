/* SPDX-License-Identifier: MIT
 *
 * The pairs of words among the terms of a question, in a table that a pair is found in by one look,
 * exactly, and that is hardly larger than their number.
 *
 *     ayes_pair_index_build(&index, pairs, count, error);
 *     ayes_pair_word a = ayes_pair_index_word(&index, first_hash);
 *     ayes_pair_word b = ayes_pair_index_word(&index, second_hash);
 *     uint32_t place = ayes_pair_place(a, b);
 *     if (ayes_pair_index_holds(&index, place, b)) term = index.entries[place].term;
 *     ayes_pair_index_release(&index);
 *
 * Most pairs of words are no terms: the table has a column for each first word, a row for each
 * second one, and next to nothing in it. Its rows are laid over each other, shifted so that no two
 * entries meet (row displacement: Tarjan & Yao 1979).
 */
#ifndef AYES_LEARNING_PAIR_INDEX_H
#define AYES_LEARNING_PAIR_INDEX_H

#include "learning/term_index.h"

/* A stem, as what it stands in pairs. */
typedef struct ayes_pair_word {
  uint32_t number; /* from 1; its column as first word; 0: it is in no pair */
  uint32_t row;    /* where its row begins, as second word */
} ayes_pair_word;

/* A pair by the hashes of its stems. */
typedef struct ayes_pair {
  uint64_t first, second;
  uint32_t term;
} ayes_pair;

/* A place of the table. */
typedef struct ayes_pair_entry {
  uint32_t second; /* number of the second word of the pair there */
  uint32_t term;
} ayes_pair_entry;

typedef struct ayes_pair_index {
  ayes_term_index numbers; /* of stems, less 1 */
  uint32_t word_count;
  uint32_t *rows; /* by number */
  ayes_pair_entry *entries;
  size_t entry_count;
} ayes_pair_index;

enum { AYES_PAIRS_MOST = AYES_TERMS_MOST / 2 /* of two new words each */ };

/* Zero-initialise before the first time; an index that was in use is emptied. No pair comes twice;
 * where those of frequent words come first, the table is smaller. AYES_OVER_LIMIT, AYES_NO_MEMORY.
 * O(count log count) for words as people use them. */
ayes_status ayes_pair_index_build(ayes_pair_index *index, const ayes_pair *pairs, size_t count,
                                  ayes_error *error);

void ayes_pair_index_release(ayes_pair_index *index);

/* A stem, by its hash. O(1) expected. */
ayes_pair_word ayes_pair_index_word(const ayes_pair_index *index, uint64_t stem_hash);

/* Where a pair stands if it is a term; there is such a place in any index that has been built. */
static inline uint32_t ayes_pair_place(ayes_pair_word first, ayes_pair_word second) {
  return first.number + second.row;
}

static inline bool ayes_pair_index_holds(const ayes_pair_index *index, uint32_t place,
                                         ayes_pair_word second) {
  return index->entries[place].second == second.number;
}

#endif
