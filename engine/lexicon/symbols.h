/* SPDX-License-Identifier: MIT
 *
 * The symbols of words as they are printed in terms: words that are new are added to the
 * vocabulary.
 *
 *     ayes_symbols_new("english", &vocabulary, NULL, &symbols, error);
 *     ayes_symbols_read(symbols, ayes_span_of("by-law"), false, found, &count, error);   -- 2
 *     ayes_symbols_free(symbols);
 */
#ifndef AYES_LEXICON_SYMBOLS_H
#define AYES_LEXICON_SYMBOLS_H

#include "lexicon/lexicon.h"

typedef struct ayes_symbols ayes_symbols;

/* *symbols is yours; vocabulary and abbreviations (as for ayes_text_read, may be NULL) must outlive
 * it. AYES_BAD_DATA: there is no such stemmer. */
ayes_status ayes_symbols_new(const char *stemmer, ayes_vocabulary *vocabulary,
                             const ayes_names *abbreviations, ayes_symbols **symbols,
                             ayes_error *error);
void ayes_symbols_free(ayes_symbols *symbols);

/* Forgets words, when there are many of them: they can be had again. */
void ayes_symbols_trim(ayes_symbols *symbols);

/* The symbols of a printed word, which may be several tokens, of forms (exact) or of stems. bytes
 * must be well-formed UTF-8. AYES_BAD_DATA: there is none, or too many for a phrase. O(bytes). */
ayes_status ayes_symbols_read(ayes_symbols *symbols, ayes_span bytes, bool exact,
                              ayes_symbol found[AYES_TERM_WORD_LIMIT], size_t *count,
                              ayes_error *error);

/* Notes the stems of all forms in the vocabulary, once all is read. */
ayes_status ayes_symbols_finish(ayes_symbols *symbols, ayes_error *error);

/* Adds the stems of all words of a text to names, in their order. */
ayes_status ayes_symbols_add_stems(ayes_symbols *symbols, ayes_span text, ayes_names *stems,
                                   ayes_error *error);

#endif
