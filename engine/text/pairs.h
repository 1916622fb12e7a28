/* SPDX-License-Identifier: MIT
 *
 * Quotation marks and brackets: which words stand between two that belong together.
 *
 *     ayes_pairs_clear(&pairs);                         -- at each paragraph
 *     ayes_pairs_read(&pairs, &text, start, end, character);
 */
#ifndef AYES_TEXT_PAIRS_H
#define AYES_TEXT_PAIRS_H

#include "text/tokens.h"

enum { AYES_PAIRS_DEPTH = 16 }; /* brackets; deeper ones push out the outermost */

typedef struct ayes_open_mark {
  bool is_open;
  size_t token; /* the first token inside */
} ayes_open_mark;

typedef struct ayes_pairs {
  ayes_open_mark double_quote, single_quote;
  size_t brackets[AYES_PAIRS_DEPTH]; /* first tokens inside */
  size_t depth;
} ayes_pairs;

/* Forgets what is open. */
void ayes_pairs_clear(ayes_pairs *pairs);

/* Reads the quotation mark or bracket that stands at bytes start to end of the text, behind the
 * tokens so far; when it closes a pair, flags the tokens inside. Other characters do nothing. */
void ayes_pairs_read(ayes_pairs *pairs, ayes_text *text, size_t start, size_t end,
                     uint32_t character);

#endif
