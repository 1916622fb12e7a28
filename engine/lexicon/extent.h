/* SPDX-License-Identifier: MIT
 *
 * How far the phrases go that a part of a term stands for: what the limits of terms ask about all
 * of them, without spelling any.
 *
 *     ayes_extent good = ayes_extent_of_words(1, 0), term = ayes_extent_of_words(0, 0);
 *     ayes_extent_append(&term, &good, error);      -- one behind the other
 *     ayes_extent_join(&term, &other, error);       -- or
 */
#ifndef AYES_LEXICON_EXTENT_H
#define AYES_LEXICON_EXTENT_H

#include "lexicon/lexicon.h"

typedef struct ayes_extent {
  uint32_t count;      /* of phrases, the same one more than once where it is spelled so */
  uint8_t words, runs; /* most of them in a phrase; runs: <target> and <rival> */
  uint8_t front, back; /* widest gap at the start and end of phrases that have words */
  uint8_t alone;       /* widest gap that has no words with it; 0: there is none */
  bool may_be_empty;   /* one of the phrases is nothing at all */
  int8_t gaps[2][2];   /* most gaps of phrases with words, by whether one stands at the start and
                          at the end; -1: there are no such phrases */
} ayes_extent;

/* Nothing that could be said: no phrase. */
ayes_extent ayes_extent_of_none(void);
/* One phrase of so many words; of none: the empty one. */
ayes_extent ayes_extent_of_words(unsigned words, unsigned runs);
/* One gap. */
ayes_extent ayes_extent_of_gap(unsigned width);

bool ayes_extent_has_words(const ayes_extent *extent);

/* Adds more phrases. AYES_BAD_DATA: they are too many. */
ayes_status ayes_extent_join(ayes_extent *extent, const ayes_extent *more, ayes_error *error);

/* Puts every phrase of more behind every phrase; gaps that meet add up. AYES_BAD_DATA: a limit is
 * passed (lexicon/lexicon.h). */
ayes_status ayes_extent_append(ayes_extent *extent, const ayes_extent *more, ayes_error *error);

#endif
