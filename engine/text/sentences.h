/* SPDX-License-Identifier: MIT
 *
 * The sentences of a text, before its words are known.
 *
 *     ayes_sentences_read(&text, &abbreviations, error);
 *     text.sentences.items[0].start ...          -- first and last are still 0
 */
#ifndef AYES_TEXT_SENTENCES_H
#define AYES_TEXT_SENTENCES_H

#include "text/breaks.h"
#include "text/tokens.h"

/* Replaces text->sentences by those of text->bytes. They may hold no word yet: the reader of tokens
 * drops such. AYES_NO_MEMORY. O(bytes). */
ayes_status ayes_sentences_read(ayes_text *text, ayes_abbreviations *abbreviations,
                                ayes_error *error);

#endif
