/* SPDX-License-Identifier: MIT
 *
 * How often words and phrases stand in some answers: in how many places, in how many answers.
 *
 *     ayes_phrase_counts counts = {.shortest = 1, .longest = 2};
 *     ayes_phrase_counts_add(&counts, &words, error);     -- for each answer
 *     ayes_phrase_counts_release(&counts);
 *
 * A phrase is up to three words in a row, within one sentence and between commas, that neither
 * begins nor ends with a stop word; a single word is no stop word and no bare number. Phrases are
 * counted in bounded memory: past the limit the rarest are dropped, and shortage says how many
 * times any phrase may have been missed (lossy counting, Manku & Motwani 2002).
 */
#ifndef AYES_MINING_COUNTS_H
#define AYES_MINING_COUNTS_H

#include "mining/words.h"

enum { AYES_PHRASE_WORD_LIMIT = 3, AYES_PHRASE_LIMIT = 2000000 };

/* One to three words, by number; 0 behind the last. */
typedef struct ayes_phrase {
  uint32_t words[AYES_PHRASE_WORD_LIMIT];
  uint32_t tokens;
  uint32_t documents;
  uint32_t last_document; /* number of the last answer it was seen in, from 1 */
  uint32_t group;         /* of a spelling: index of its phrase by stems */
} ayes_phrase;

typedef struct ayes_phrases {
  ayes_phrase *items;
  size_t count, capacity;
  uint32_t *slots; /* open addressing; index + 1, 0 for free */
  size_t slot_count;
} ayes_phrases;

/* Zero-initialise but for the first four. */
typedef struct ayes_phrase_counts {
  size_t shortest, longest; /* words of a phrase that are counted, 1 to AYES_PHRASE_WORD_LIMIT */
  bool pairs;               /* also count what collocations need: longest must be 2 or more */
  size_t limit;             /* of phrases; 0: AYES_PHRASE_LIMIT */
  size_t documents;
  size_t totals[AYES_PHRASE_WORD_LIMIT + 1]; /* counted phrases of each length */
  ayes_phrases stems;                        /* words: stems */
  ayes_phrases forms;                        /* words: forms */
  size_t pair_total;                         /* words with another behind them, stop words too */
  struct {
    uint32_t *items;
    size_t count, capacity;
  } first, second; /* by stem: how often it is the one or the other of a pair */
  size_t phrases;  /* spellings of two or more words that are held */
  size_t shortage; /* any phrase of two or more words may have been missed so many times */
} ayes_phrase_counts;

/* Counts the words of one answer. AYES_NO_MEMORY. O(words). */
ayes_status ayes_phrase_counts_add(ayes_phrase_counts *counts, const ayes_words *words,
                                   ayes_error *error);

void ayes_phrase_counts_release(ayes_phrase_counts *counts);

/* Number of words of a phrase. */
size_t ayes_phrase_length(const ayes_phrase *phrase);

/* The phrase with these words (three numbers), or NULL. */
const ayes_phrase *ayes_phrases_find(const ayes_phrases *phrases, const uint32_t *words);

/* The most frequent spelling of each phrase by stems: best[i] points to that of counts->stems.items
 * [i]; ties go to the first by text. The caller frees *best (ayes_memory_free). */
ayes_status ayes_phrase_counts_spellings(const ayes_phrase_counts *counts, const ayes_words *words,
                                         const ayes_phrase ***best, ayes_error *error);

/* Appends the words of a spelling with spaces between. */
void ayes_phrase_write(const ayes_phrase *spelling, const ayes_words *words, ayes_buffer *buffer);

#endif
