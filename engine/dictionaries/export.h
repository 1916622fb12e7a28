/* SPDX-License-Identifier: MIT
 *
 * A lexicon as a dictionary for other programs: quanteda's YAML.
 *
 *     ayes_dictionary_export(lexicon, &buffer, &counts, error);
 */
#ifndef AYES_DICTIONARIES_EXPORT_H
#define AYES_DICTIONARIES_EXPORT_H

#include "lexicon/lexicon.h"

typedef struct ayes_dictionary_counts {
  size_t keys, entries;
  size_t hints;  /* left out: topic terms that weigh under 1, which say nothing alone */
  size_t beyond; /* left out: phrases with gaps, names of the proposal, numbers or anchors */
} ayes_dictionary_counts;

/* Appends a mapping "topics" and a mapping "kinds", each from names to lists of patterns. Words in
 * any form become their stem and "*", where the stem begins the word and has 4 bytes or more, else
 * the word as it is written: quanteda has no stems, so this finds a little more, or less.
 * O(phrases).
 */
ayes_status ayes_dictionary_export(const ayes_lexicon *lexicon, ayes_buffer *yaml,
                                   ayes_dictionary_counts *counts, ayes_error *error);

#endif
