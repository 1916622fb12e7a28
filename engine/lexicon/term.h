/* SPDX-License-Identifier: MIT
 *
 * Terms: what stands in the column "term" of a list. lexicons/FORMAT.md, "Terms", defines the
 * syntax.
 *
 *     ayes_term_reader_new("english", &vocabulary, NULL, &reader, error);
 *     ayes_term_read(reader, ayes_span_of("^(very)? good ~2 idea"), &term, &fault, error);
 *     ayes_net_spell(term.net, &phrases, error);
 *     ayes_term_reader_free(reader);
 */
#ifndef AYES_LEXICON_TERM_H
#define AYES_LEXICON_TERM_H

#include "lexicon/net.h"
#include "lexicon/symbols.h"

typedef enum ayes_anchor {
  AYES_ANCHOR_SENTENCE_START = 1 << 0,
  AYES_ANCHOR_TEXT_START = 1 << 1,
  AYES_ANCHOR_SENTENCE_END = 1 << 2
} ayes_anchor;

typedef struct ayes_term {
  const ayes_net *net; /* the reader's until its next call */
  size_t phrase_count; /* ways through it; never 0 */
  uint8_t anchors;     /* ayes_anchor bits, for all phrases */
} ayes_term;

/* Reads terms one after the other; words they name are added to the vocabulary. */
typedef struct ayes_term_reader ayes_term_reader;

/* *reader is yours; vocabulary and abbreviations (as for ayes_text_read, may be NULL) must outlive
 * it. AYES_BAD_DATA: there is no such stemmer. */
ayes_status ayes_term_reader_new(const char *stemmer, ayes_vocabulary *vocabulary,
                                 const ayes_names *abbreviations, ayes_term_reader **reader,
                                 ayes_error *error);
void ayes_term_reader_free(ayes_term_reader *reader);

/* source must be well-formed UTF-8. AYES_BAD_DATA: a mistake at byte *fault of source. O(bytes). */
ayes_status ayes_term_read(ayes_term_reader *reader, ayes_span source, ayes_term *term,
                           size_t *fault, ayes_error *error);

/* The words of its terms. */
ayes_symbols *ayes_term_reader_symbols(ayes_term_reader *reader);

#endif
