/* SPDX-License-Identifier: MIT
 *
 * Word types: the folded form and the stem of each distinct word, computed once and cached, with
 * the symbols under which lexicons know them.
 *
 *     ayes_vocabulary vocabulary = {0};                     -- filled while a lexicon is compiled
 *     ayes_types_new("english", &vocabulary, &types, error);
 *     ayes_types_find(types, span_of_a_word, &type, error);
 *     ayes_types_get(types, type)->stem                     -- "support" for "Supported"
 *
 * Stems: Snowball (Porter 2001) by libstemmer.
 */
#ifndef AYES_TEXT_STEMS_H
#define AYES_TEXT_STEMS_H

#include "base/names.h"

/* A symbol stands for one exact form or one stem in lexicons: never both. 0 is "not known". */
typedef uint32_t ayes_symbol;

/* The words that compiled lexicons know. Read-only once all lexicons are compiled. */
typedef struct ayes_vocabulary {
  ayes_names forms; /* folded */
  ayes_names stems;
  struct {
    uint16_t *items; /* by form, from 1 on: the low bits of its stem's hash */
    size_t count, capacity;
  } form_stems;
} ayes_vocabulary;

static inline ayes_symbol ayes_symbol_of_form(uint32_t id) { return id ? id * 2 : 0; }
static inline ayes_symbol ayes_symbol_of_stem(uint32_t id) { return id ? id * 2 + 1 : 0; }

void ayes_vocabulary_release(ayes_vocabulary *vocabulary);

/* One stemmer. Not for use by two threads at once. */
typedef struct ayes_stemmer ayes_stemmer;

/* language: a Snowball algorithm's name, "english". AYES_BAD_DATA when there is none of the name.
 */
ayes_status ayes_stemmer_new(const char *language, ayes_stemmer **stemmer, ayes_error *error);
void ayes_stemmer_free(ayes_stemmer *stemmer);

/* The stem of a folded word; the bytes are the word's own or the stemmer's until its next call. A
 * final point ("etc.") and then a possessive ending ('s) are dropped before stemming. Words over 64
 * bytes, with digits or inner points, or with no letters are their own stems. Empty on memory
 * failure. */
ayes_span ayes_stemmer_stem(ayes_stemmer *stemmer, ayes_span folded);

/* What the letters of a word look like: bits, the same as in ayes_token_flag. */
typedef enum ayes_word_shape {
  AYES_SHAPE_NUMBER = 1 << 0,  /* holds a digit and no letter */
  AYES_SHAPE_CAPITAL = 1 << 5, /* starts with an upper-case letter */
  AYES_SHAPE_SHOUTED = 1 << 6  /* two or more letters, all of them upper-case */
} ayes_word_shape;

/* The shape of a word in well-formed UTF-8: ayes_word_shape bits. */
uint16_t ayes_shape_of(ayes_span word);

/* What is known of one distinct word. */
typedef struct ayes_word_type {
  ayes_span folded;
  ayes_span stem;
  uint64_t stem_hash; /* ayes_span_hash(stem) */
  ayes_symbol form_symbol;
  ayes_symbol stem_symbol;
} ayes_word_type;

/* A cache of word types for one thread, bounded: see ayes_types_trim. Types are told apart by their
 * surface bytes, so that "The" and "the" are two types with the same form. */
typedef struct ayes_types ayes_types;

/* What a token needs to know of its word. */
typedef struct ayes_word {
  uint32_t type;
  ayes_symbol form, stem;
  uint16_t stem_bits; /* the low bits of its stem's hash */
  uint16_t shape;     /* ayes_word_shape bits */
} ayes_word;

/* *types is yours; the vocabulary must outlive it. */
ayes_status ayes_types_new(const char *language, const ayes_vocabulary *vocabulary,
                           ayes_types **types, ayes_error *error);
void ayes_types_free(ayes_types *types);

/* What is known of a word, which is added when new. word: its surface form in well-formed UTF-8; it
 * is copied. AYES_NO_MEMORY. */
ayes_status ayes_types_look_up(ayes_types *types, ayes_span word, ayes_word *known,
                               ayes_error *error);

/* The same for tokens that have start and end, in well-formed text: sets type, form, stem and
 * stem_bits and adds the shape to their flags. */
struct ayes_token;
ayes_status ayes_types_fill(ayes_types *types, ayes_span text, struct ayes_token *tokens,
                            size_t count, ayes_error *error);

/* The number of the type of one word. */
ayes_status ayes_types_find(ayes_types *types, ayes_span word, uint32_t *type, ayes_error *error);

/* Valid until the next ayes_types_find or ayes_types_trim. */
const ayes_word_type *ayes_types_get(const ayes_types *types, uint32_t type);

enum {
  AYES_TYPES_LIMIT = 30720, /* types; the last answer may add some before memory grows past 32768 */
  AYES_TYPES_BYTES_LIMIT = 16 * 1024 * 1024 /* of their forms, stems and long surface forms */
};

/* Between answers: empties the cache when it is over one of the limits, after which the numbers
 * given before mean nothing. Returns whether it did. */
bool ayes_types_trim(ayes_types *types);

#endif
