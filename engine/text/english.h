/* SPDX-License-Identifier: MIT
 *
 * The English stemmer of Snowball (Porter2, snowballstem.org/algorithms/english/stemmer.html) as
 * libstemmer 2 has it, for ordinary words: the same stems in a tenth of the time.
 *
 *     ayes_english room;
 *     if (ayes_english_stem(&room, word, &stem)) ...     -- "support" of "supported"
 */
#ifndef AYES_TEXT_ENGLISH_H
#define AYES_TEXT_ENGLISH_H

#include "base/span.h"

enum { AYES_ENGLISH_BYTES = 16, AYES_ENGLISH_BESIDE = 8 };

/* A word in the making, with zeros on either side. */
typedef struct ayes_english {
  char bytes[AYES_ENGLISH_BESIDE + AYES_ENGLISH_BYTES + AYES_ENGLISH_BESIDE];
} ayes_english;

/* The stem of a word of 3 to AYES_ENGLISH_BYTES letters from a to z, which is in room; false for
 * any other word. O(1). */
bool ayes_english_stem(ayes_english *room, ayes_span word, ayes_span *stem);

#endif
