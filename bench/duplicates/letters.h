/* SPDX-License-Identifier: MIT
 *
 * Made letters: templates of our own words, and senders who change them. The same on every machine.
 *
 *     letters_make(&letters, 17);              -- the 17th letter
 *     letters.text, letters.template_number
 */
#ifndef BENCH_LETTERS_H
#define BENCH_LETTERS_H

#include "base/buffer.h"

enum { LETTER_TEMPLATES = 50, LETTER_WORDS_LIMIT = 600 };

typedef struct letters {
  ayes_buffer text;
  size_t template_number;
  const char *words[LETTER_WORDS_LIMIT]; /* of the letter; "." ends a sentence */
  size_t count;
  uint64_t state; /* of the random numbers */
} letters;

/* Letter number index: one of the templates, of which 0 to 40 % is edited: words put in, left out
 * or exchanged, sentences left out, or sentences of the sender's own before or after. One in twenty
 * is sent as it is. */
void letters_make(letters *it, size_t index);

void letters_release(letters *it);

#endif
