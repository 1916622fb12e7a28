/* SPDX-License-Identifier: MIT
 *
 * The words of a text as they are counted: printed words ("by-law" is one), known by their folded
 * form and by their stem, so that "charge" and "charges" are one word.
 *
 *     ayes_words words = {.types = types, .stop_stems = ..., .abbreviations = ...};
 *     ayes_words_read(&words, text, error);
 *     for (size_t i = 0; i < words.list.count; i++) ... words.list.items[i].stem ...
 *     ayes_words_release(&words);
 */
#ifndef AYES_MINING_WORDS_H
#define AYES_MINING_WORDS_H

#include "text/tokens.h"

typedef struct ayes_counted_word {
  uint32_t form, stem; /* numbers in forms and stems */
  bool is_stop;        /* carries no meaning of its own */
  bool is_number;      /* digits only */
  bool breaks; /* a sentence starts here, or a comma, dash, bracket or line end stands before
                  it: no phrase goes across */
} ayes_counted_word;

/* Zero-initialise but for the first three, which are borrowed. */
typedef struct ayes_words {
  ayes_types *types;
  const ayes_names *stop_stems;
  const ayes_names *abbreviations;
  ayes_names forms, stems; /* of all texts read so far */
  struct {
    ayes_counted_word *items;
    size_t count, capacity;
  } list; /* of the last text */
  ayes_text text;
  struct {
    ayes_counted_word *items; /* form 0: not yet known */
    size_t count, capacity;
  } known; /* by number of type */
  ayes_buffer form_bytes, stem_bytes;
} ayes_words;

/* Replaces the list by the words of bytes. AYES_OVER_LIMIT, AYES_NO_MEMORY. O(bytes). */
ayes_status ayes_words_read(ayes_words *words, ayes_span bytes, ayes_error *error);

/* Not the borrowed ones. */
void ayes_words_release(ayes_words *words);

#endif
