/* SPDX-License-Identifier: MIT
 *
 * Words. Text is cut at the word boundaries of Unicode UAX #29; segments that hold a letter or a
 * digit become tokens, the rest (space, punctuation) only leaves flags on the token that follows.
 *
 *     ayes_text text = {0};
 *     ayes_text_read(&text, clean_bytes, types, abbreviations, error);
 *     for (size_t i = 0; i < text.tokens.count; i++) ...
 *     ayes_text_release(&text);
 *
 * Tailoring (UAX #29, section 6.3): a hyphen or slash between two words keeps both tokens but joins
 * them into one printed word ("by-law"), so that lists match either spelling; so does a bracketed
 * part of a question number ("Q3a(i)"). The point of an abbreviation belongs to it ("e.g."); a
 * colon never joins; underscores around a word ("_really_") and list markers ("1.", "(a)") are no
 * words. tests/spec/tokens.md and tests/spec/sentences.md show all of it.
 */
#ifndef AYES_TEXT_TOKENS_H
#define AYES_TEXT_TOKENS_H

#include "base/array.h"
#include "base/buffer.h"
#include "text/stems.h"

enum { AYES_TEXT_LIMIT = 16 * 1024 * 1024 }; /* bytes of one answer */

typedef enum ayes_token_flag {
  AYES_TOKEN_NUMBER = 1 << 0,       /* holds a digit and no letter: "5'000", "2016", "3.5" */
  AYES_TOKEN_JOINED = 1 << 1,       /* same printed word as the token before (hyphen, Q3a(i)) */
  AYES_TOKEN_COMMA_BEFORE = 1 << 2, /* a comma stands between it and the token before */
  AYES_TOKEN_BREAK_BEFORE = 1 << 3, /* ; : ! ? dash, bracket, ellipsis, bullet, line end stands
                                       there */
  AYES_TOKEN_QUOTED = 1 << 4,       /* inside quotation marks that open and close in its paragraph
                                       with at most AYES_QUOTE_LIMIT words between them */
  AYES_TOKEN_CAPITAL = 1 << 5,      /* starts with an upper-case letter */
  AYES_TOKEN_SHOUTED = 1 << 6,      /* two or more letters, all of them upper-case */
  AYES_TOKEN_MONEY = 1 << 7,        /* a currency sign stands directly before it */
  AYES_TOKEN_BRACKETED = 1 << 8     /* inside round or square brackets that open and close in its
                                       paragraph with at most AYES_BRACKET_LIMIT words between */
} ayes_token_flag;

enum { AYES_QUOTE_LIMIT = 60, AYES_BRACKET_LIMIT = 200 }; /* words */

/* Begins as ayes_word does. */
typedef struct ayes_token {
  uint32_t type; /* for ayes_types_get */
  ayes_symbol form, stem;
  uint16_t stem_bits;  /* the low bits of its stem's hash: for filters */
  uint16_t flags;      /* ayes_token_flag bits */
  uint32_t start, end; /* bytes of the text, end excluded */
  uint32_t sentence;   /* index of its sentence */
} ayes_token;

typedef enum ayes_sentence_flag {
  AYES_SENTENCE_QUESTION = 1 << 0,    /* its final marks hold a question mark */
  AYES_SENTENCE_EXCLAMATION = 1 << 1, /* its final marks hold an exclamation mark */
  AYES_SENTENCE_BULLET = 1 << 2,      /* starts with a list marker */
  AYES_SENTENCE_PARAGRAPH = 1 << 3    /* first of its paragraph, heading or list item */
} ayes_sentence_flag;

/* A piece without any word ("...", ":-)") is no sentence. */
typedef struct ayes_sentence {
  uint32_t start, end;  /* bytes, without the white space around, with the list marker */
  uint32_t first, last; /* tokens, last excluded; never empty */
  uint16_t flags;       /* ayes_sentence_flag bits */
} ayes_sentence;

/* One analysed text. Zero-initialise; reading again reuses the memory. */
typedef struct ayes_text {
  ayes_span bytes; /* borrowed: the cleaned text */
  bool is_ascii;
  struct {
    ayes_token *items;
    size_t count, capacity;
  } tokens;
  struct {
    ayes_sentence *items;
    size_t count, capacity;
  } sentences;
  ayes_buffer scratch; /* the reader's own */
} ayes_text;

/* The version of Unicode that words and sentences follow, "15.0". */
const char *ayes_text_unicode_version(void);

/* Tokens and sentences of well-formed UTF-8. bytes must outlive text. abbreviations (may be NULL):
 * folded words with their points ("e.g.", "dr."), after which a sentence goes on; an entry with a
 * 5 behind it ("no. 5") is an abbreviation only before a number; one that ends in an apostrophe
 * ("l'", which wants "'" listed too) is a word of its own before the next. Entries without inner
 * points end a sentence when they are written in lower case and a capital follows ("etc. We").
 * AYES_OVER_LIMIT past AYES_TEXT_LIMIT; AYES_NO_MEMORY. O(bytes). */
ayes_status ayes_text_read(ayes_text *text, ayes_span bytes, ayes_types *types,
                           const ayes_names *abbreviations, ayes_error *error);

void ayes_text_release(ayes_text *text);

/* The surface bytes of a token. */
static inline ayes_span ayes_text_token(const ayes_text *text, size_t token) {
  const ayes_token *it = &text->tokens.items[token];
  return ayes_span_slice(text->bytes, it->start, it->end);
}

/* The printed word that starts at a token, with all tokens joined to it and the bracket that closes
 * a question number; *next is the token behind it. */
ayes_span ayes_text_word(const ayes_text *text, size_t token, size_t *next);

/* The end (bytes) of the word-boundary segment of UAX #29 that starts at start; for tests and for
 * callers that need the plain boundaries. O(segment). */
size_t ayes_word_segment_end(ayes_span bytes, size_t start);

/* The end (bytes) of the UAX #29 sentence that starts at start, without tailoring. */
size_t ayes_sentence_segment_end(ayes_span bytes, size_t start);

#endif
