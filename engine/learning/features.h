/* SPDX-License-Identifier: MIT
 *
 * What learning knows of an answer: the stems of its words, the forms that differ from their stem,
 * pairs of stems that stand side by side, stems that a negation reaches, and the kinds of opinion
 * that rules and lists found in it, each once.
 *
 *     ayes_features features = {0};
 *     ayes_features_read(&source, &features, error);
 *     features.items[0].key
 *     ayes_features_release(&features);
 *
 * Stems and pairs of them as features of a linear model: Wang & Manning 2012; words behind a
 * negation as features of their own: Das & Chen 2001, Pang, Lee & Vaithyanathan 2002.
 */
#ifndef AYES_LEARNING_FEATURES_H
#define AYES_LEARNING_FEATURES_H

#include "stance/stance.h"

typedef enum ayes_feature_shape {
  AYES_FEATURE_WORD,    /* in any form */
  AYES_FEATURE_FORM,    /* one form of a word */
  AYES_FEATURE_PAIR,    /* two words side by side, in any form */
  AYES_FEATURE_NEGATED, /* a word in any form, behind a negation */
  AYES_FEATURE_KIND
} ayes_feature_shape;

/* An answer as it was read and judged. */
typedef struct ayes_feature_source {
  const ayes_text *text;
  const ayes_types *types;
  const ayes_marks *marks;         /* sorted; NULL: no word counts as negated */
  const ayes_judgement *judgement; /* NULL: no kinds of opinion */
} ayes_feature_source;

/* A feature is told by a hash of what it is made of; among a million distinct features the chance
 * that any two share one is below 1 in 10 million. */
typedef struct ayes_feature {
  uint64_t key;
  uint32_t first, last; /* tokens of its first place, last excluded */
  uint16_t kind;        /* an ayes_kind for features that are a kind of opinion; otherwise 0 */
  uint16_t shape;       /* an ayes_feature_shape */
} ayes_feature;

typedef struct ayes_features {
  ayes_feature *items; /* in the order of the text: words and pairs, negated words, kinds */
  size_t count, capacity;
  struct {
    uint64_t *items; /* keys seen, open addressing; 0 is free */
    size_t count, capacity;
  } seen;
} ayes_features;

/* Clears and fills features. AYES_NO_MEMORY. O(tokens + marks). */
ayes_status ayes_features_read(const ayes_feature_source *source, ayes_features *features,
                               ayes_error *error);
void ayes_features_release(ayes_features *features);

/* The key of one stem, and of two side by side. */
static inline uint64_t ayes_feature_of_stem(uint64_t stem_hash) { return stem_hash | 1; }
/* Hashes are mixed well, so sums of products will do (multiply-shift, Dietzfelbinger et al. 1997).
 */
static inline uint64_t ayes_feature_of_pair(uint64_t first, uint64_t second) {
  uint32_t upper = (uint16_t)first * UINT32_C(0x9E3779B1) + (uint16_t)second * UINT32_C(0x85EBCA77);
  uint64_t sum = first * UINT64_C(0x9E3779B97F4A7C15) + second * UINT64_C(0xD6E8FEB86659FD93);
  return (uint64_t)upper << 32 | sum >> 32 | 1;
}

/* The key of a form of a word, and 0 where the form is the stem and adds nothing to it. */
uint64_t ayes_feature_of_form(const ayes_word_type *type);

/* The key of a stem behind a negation. */
static inline uint64_t ayes_feature_of_negated(uint64_t stem_hash) {
  return ayes_feature_of_pair(stem_hash, '!');
}

/* The negations of a text, one after another, and what each reaches: the words behind it as far as
 * the next comma, break or negation, AYES_NEGATION_REACH at most. Zero-initialise but for marks. */
enum { AYES_NEGATION_REACH = 9 };
typedef struct ayes_negations {
  const ayes_marks *marks; /* may be NULL */
  size_t next;             /* mark to look at */
  uint32_t first;          /* token that the negation begins with */
  uint32_t from, to;       /* tokens it reaches, to excluded; there may be none */
} ayes_negations;

/* false: there are no more. */
bool ayes_negations_next(ayes_negations *it, const ayes_text *text);

/* Whether a token and the one before it make a pair: nothing but space stands between the two. */
static inline bool ayes_feature_ends_pair(const ayes_token *token) {
  return (token->sentence == token[-1].sentence) &
         !(token->flags & (AYES_TOKEN_COMMA_BEFORE | AYES_TOKEN_BREAK_BEFORE));
}

static inline bool ayes_feature_is_pair(const ayes_text *text, size_t second) {
  return second && ayes_feature_ends_pair(&text->tokens.items[second]);
}

/* Whether marks of that kind are features. */
bool ayes_feature_is_opinion(ayes_kind kind);

/* The key of a kind of opinion that speaks for (+1) or against (-1) the proposal. */
uint64_t ayes_feature_of_kind(ayes_kind kind, int side);

/* Appends how a feature is written in a model: "<good+>" for kinds, "=supporting" for forms,
 * "!good" behind a negation, otherwise the folded words. */
void ayes_feature_write(const ayes_text *text, const ayes_types *types, const ayes_feature *feature,
                        ayes_buffer *buffer);

/* A feature as it was read from a list. */
typedef struct ayes_listed_feature {
  uint64_t key;
  bool is_pair;
  uint64_t stems[2]; /* of a pair: their hashes */
} ayes_listed_feature;

/* Reads a written feature, in well-formed UTF-8; its key is 0 when it is none. types: of the
 * language. AYES_NO_MEMORY. */
ayes_status ayes_feature_parse(ayes_span written, ayes_types *types, ayes_listed_feature *feature,
                               ayes_error *error);

#endif
