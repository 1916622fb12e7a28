/* SPDX-License-Identifier: MIT
 *
 * Key words in context: every place where a word, a phrase, a topic or an entry of a lexicon stands
 * in a text.
 *
 *     ayes_kwic kwic = {.words = &words, .window = 8};
 *     ayes_kwic_seek(&kwic, AYES_SEEK_TERM, ayes_span_of("charges"), error);
 *     ayes_kwic_find(&kwic, &record, error);
 *     for (size_t i = 0; i < kwic.matches.count; i++) ...
 *     ayes_kwic_release(&kwic);
 */
#ifndef AYES_MINING_KWIC_H
#define AYES_MINING_KWIC_H

#include "mining/facet.h"
#include "mining/words.h"

enum { AYES_KWIC_WORD_LIMIT = 16 };

typedef enum ayes_seek {
  AYES_SEEK_TERM,   /* words in a row, in any form: by stem */
  AYES_SEEK_PHRASE, /* words in a row, as they are spelt but for case */
  AYES_SEEK_TOPIC,  /* what the evidence says of a topic */
  AYES_SEEK_SOURCE  /* what an entry found: "en/stance.tsv:57" */
} ayes_seek;

typedef struct ayes_kwic_match {
  size_t start, end;           /* code points of the text */
  size_t byte_start, byte_end; /* the same in bytes */
  size_t left, right;          /* bytes: where the context starts and ends */
} ayes_kwic_match;

/* Zero-initialise but for the first two. */
typedef struct ayes_kwic {
  ayes_words *words; /* borrowed */
  size_t window;     /* words of context on either side */
  ayes_seek seek;
  ayes_span wanted;                       /* a topic or a source, borrowed */
  uint32_t numbers[AYES_KWIC_WORD_LIMIT]; /* stems or forms */
  size_t number_count;
  struct {
    ayes_kwic_match *items;
    size_t count, capacity;
  } matches; /* in the text looked at last, in its order */
} ayes_kwic;

/* Sets what is sought; wanted is borrowed. AYES_BAD_USAGE: it has no words, or too many. */
ayes_status ayes_kwic_seek(ayes_kwic *kwic, ayes_seek seek, ayes_span wanted, ayes_error *error);

/* Fills matches. Words do not match across sentences. AYES_OVER_LIMIT, AYES_NO_MEMORY. O(bytes). */
ayes_status ayes_kwic_find(ayes_kwic *kwic, const ayes_mining_record *record, ayes_error *error);

void ayes_kwic_release(ayes_kwic *kwic);

#endif
