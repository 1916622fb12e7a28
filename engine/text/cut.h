/* SPDX-License-Identifier: MIT
 *
 * Words of letters and digits of ASCII with a space behind each, which most are: cut by the bits of
 * a block of bytes, without asking what else they may be.
 *
 *     ayes_word_cut cut = {.text = text, .limit = end, .sentence = 3, .flags = pending};
 *     ayes_cut_words(&cut, &at, error);       -- from the word at to what is no such word
 */
#ifndef AYES_TEXT_CUT_H
#define AYES_TEXT_CUT_H

#include "text/tokens.h"

typedef struct ayes_word_cut {
  ayes_text *text;
  size_t limit;      /* byte where the sentence ends */
  size_t last_end;   /* of the last word; as it was where none is cut */
  uint32_t sentence; /* index, for tokens */
  unsigned flags;    /* of the first token; 0 once it is there */
} ayes_word_cut;

/* Adds tokens from *at on, where a word starts, until something else comes than such words; *at
 * moves to the first word or byte that was not read. AYES_NO_MEMORY. */
ayes_status ayes_cut_words(ayes_word_cut *cut, size_t *at, ayes_error *error);

#endif
