/* SPDX-License-Identifier: MIT
 *
 * A made set of texts with planted personal data and with look-alikes, the same in every run.
 *
 *     redaction_text text = {0};
 *     for (size_t i = 0; i < REDACTION_TEXTS; i++) redaction_text_make(i, &text);
 *     redaction_text_release(&text);
 *
 * Nobody's data: numbers from ranges that are kept for fiction and tests (Ofcom's drama numbers,
 * example.org, NHS numbers from 999, the card schemes' test numbers) or made up with their check
 * digits, names put together from two lists of common ones.
 */
#ifndef AYES_TESTS_REDACTION_SET_H
#define AYES_TESTS_REDACTION_SET_H

#include "base/buffer.h"

enum {
  REDACTION_TEXTS = 500, /* even ones from the templates that were tuned on, odd ones held out */
  REDACTION_PER_TEXT = 3,
  REDACTION_KINDS = 14
};

typedef struct redaction_planted {
  size_t start, end; /* bytes */
  size_t kind;       /* as in ayes_redaction_kind_at */
} redaction_planted;

typedef struct redaction_text {
  ayes_buffer text;
  redaction_planted planted[REDACTION_PER_TEXT];
  size_t planted_count;
  bool is_held_out;
  size_t look_alike_start, look_alike_end; /* bytes; exactly one in each text */
} redaction_text;

void redaction_text_make(size_t index, redaction_text *text);
void redaction_text_release(redaction_text *text);

/* ---- for the files of the set ---- */

typedef struct redaction_random {
  uint64_t state;
} redaction_random;

/* 0 to below limit. */
size_t redaction_random_below(redaction_random *random, size_t limit);

/* Sentences of one family; a % stands for the value, # in a look-alike for a digit. */
typedef struct redaction_family {
  const char *const *sentences[REDACTION_KINDS]; /* each ended by NULL */
  const char *const *look_alikes;
  const char *const *fillers;
} redaction_family;

extern const redaction_family redaction_tuned, redaction_held_out;

/* Appends a value of a kind. The last ways of writing it are only used when held_out. */
void redaction_add_value(redaction_random *random, size_t kind, bool held_out, ayes_buffer *buffer);

#endif
