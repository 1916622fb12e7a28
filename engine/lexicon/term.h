/* SPDX-License-Identifier: MIT
 *
 * Terms: what stands in the column "term" of a list, turned into the phrases it stands for.
 * lexicons/FORMAT.md, "Terms", defines the syntax.
 *
 *     ayes_term_reader_new("english", &vocabulary, NULL, &reader, error);
 *     ayes_term_read(reader, ayes_span_of("^(very)? good ~2 idea"), &term, &fault, error);
 *     ayes_term_reader_free(reader);
 */
#ifndef AYES_LEXICON_TERM_H
#define AYES_LEXICON_TERM_H

#include "lexicon/lexicon.h"

/* Symbols of a phrase beside those of the vocabulary. */
#define AYES_SYMBOL_NUMBER ((ayes_symbol)0xFFFFFFF0u)
#define AYES_SYMBOL_TARGET ((ayes_symbol)0xFFFFFFF1u)
#define AYES_SYMBOL_RIVAL ((ayes_symbol)0xFFFFFFF2u)

/* One sequence of words without alternatives. */
typedef struct ayes_phrase {
  ayes_symbol words[AYES_TERM_WORD_LIMIT];
  uint8_t gaps[AYES_TERM_WORD_LIMIT]; /* most tokens that may stand before the word */
  uint8_t trailing;                   /* the same after the last word; 0 once a term is read */
  uint8_t count;                      /* of words */
} ayes_phrase;

typedef struct ayes_phrases {
  ayes_phrase *items;
  size_t count, capacity;
} ayes_phrases;

typedef enum ayes_anchor {
  AYES_ANCHOR_SENTENCE_START = 1 << 0,
  AYES_ANCHOR_TEXT_START = 1 << 1,
  AYES_ANCHOR_SENTENCE_END = 1 << 2
} ayes_anchor;

typedef struct ayes_term {
  const ayes_phrases *phrases; /* the reader's until its next call; never empty */
  uint8_t anchors;             /* ayes_anchor bits, for all phrases */
} ayes_term;

/* Reads terms one after the other; words they name are added to the vocabulary. */
typedef struct ayes_term_reader ayes_term_reader;

/* *reader is yours; vocabulary and abbreviations (as for ayes_text_read, may be NULL) must outlive
 * it. AYES_BAD_DATA: there is no such stemmer. */
ayes_status ayes_term_reader_new(const char *stemmer, ayes_vocabulary *vocabulary,
                                 const ayes_names *abbreviations, ayes_term_reader **reader,
                                 ayes_error *error);
void ayes_term_reader_free(ayes_term_reader *reader);

/* source must be well-formed UTF-8. AYES_BAD_DATA: a mistake at byte *fault of source. O(bytes +
 * phrases * words), and at most AYES_TERM_SPELLING_LIMIT phrases. */
ayes_status ayes_term_read(ayes_term_reader *reader, ayes_span source, ayes_term *term,
                           size_t *fault, ayes_error *error);

/* Adds the stems of all words of a text to names, in their order: for stop words. */
ayes_status ayes_term_add_stems(ayes_term_reader *reader, ayes_span text, ayes_names *stems,
                                ayes_error *error);

#endif
