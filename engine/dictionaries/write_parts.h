/* SPDX-License-Identifier: MIT
 *
 * What the writing of topics and of word lists shares: whether an entry becomes a term or part of a
 * pattern, and whether it is left out.
 *
 *     status = ayes_dictionary_check_term(&it, entry, &usable);
 *     if (status == AYES_OK && usable) ayes_buffer_add(to, ayes_buffer_span(&it.term));
 */
#ifndef AYES_DICTIONARIES_WRITE_PARTS_H
#define AYES_DICTIONARIES_WRITE_PARTS_H

#include "dictionaries/dictionary.h"
#include "dictionaries/dictionary_parts.h"
#include "lexicon/term.h"

typedef struct ayes_dictionary_writer {
  const ayes_dictionary *dictionary;
  ayes_dictionary_pack *pack;
  ayes_vocabulary vocabulary;
  ayes_term_reader *terms;
  ayes_phrases phrases;    /* of one term */
  ayes_names seen;         /* a category and what it has */
  ayes_buffer term, key;   /* scratch */
  ayes_buffer patterns[2]; /* wildcards: of a topic; or of good and of bad words */
  bool is_sentiment, has_any_ending;
  double median; /* of the scores' sizes */
  ayes_error *error;
} ayes_dictionary_writer;

/* Leaves the entry's term in it->term; *usable is false when it is left out, which is counted. */
ayes_status ayes_dictionary_check_term(ayes_dictionary_writer *it,
                                       const ayes_dictionary_entry *entry, bool *usable);

/* Whether the entry's format makes a wildcard of one of its signs. */
bool ayes_dictionary_has_wildcard(const ayes_dictionary_writer *it,
                                  const ayes_dictionary_entry *entry);
/* *usable is false when the wildcard is left out, which is counted. */
ayes_status ayes_dictionary_check_wildcard(ayes_dictionary_writer *it,
                                           const ayes_dictionary_entry *entry, bool *usable);

/* Appends a wildcard to the alternatives of a pattern. */
void ayes_dictionary_add_pattern(ayes_buffer *pattern, ayes_span text);
/* Appends the pattern of all alternatives to a table and clears them; nothing without any. */
void ayes_dictionary_finish_pattern(ayes_buffer *to, ayes_buffer *pattern);

#endif
