/* SPDX-License-Identifier: MIT
 *
 * The short way for JSON lines as most programs write them: one flat object of strings, numbers,
 * true, false and null. Whatever is out of the ordinary is left to jansson (corpus_jsonl.c), and so
 * is every mistake, so that there is one judge of what is valid.
 *
 *     size_t length = ayes_flat_read(text, false, &habits, &strings, &answer);
 *     if (!length) ...                                                      -- the long way
 */
#ifndef AYES_CORPUS_CORPUS_FLAT_H
#define AYES_CORPUS_CORPUS_FLAT_H

#include "corpus/corpus.h"

enum { AYES_FLAT_LEADS = 16, AYES_FLAT_LEAD_WORDS = 4 };

/* What stood before a value: the opening or comma, the key, the colon. */
typedef struct ayes_flat_lead {
  size_t length; /* in bytes; 0: nothing stood there yet, or too much to be kept */
  uint64_t words[AYES_FLAT_LEAD_WORDS], mask[AYES_FLAT_LEAD_WORDS];
  size_t key, key_length; /* where the key stands in it */
  int field;
} ayes_flat_lead;

/* How the lines of a file look, member by member, as far as they have been read. Zero-initialise.
 */
typedef struct ayes_flat_habits {
  ayes_flat_lead leads[AYES_FLAT_LEADS]; /* the last one: of all further members */
} ayes_flat_habits;

/* Reads the line at the front of a text, which has a line end or is the end of the text, and fills
 * the answer with the fields that the line has, as the long way would. Returns the bytes of the
 * line with its end; 0: nothing is filled, and the line needs the long way; so it does when it has
 * fields that no one knows and refuse_unknown is set. Fields are parts of text, or of strings,
 * which is overwritten. O(bytes of the line). */
size_t ayes_flat_read(ayes_span text, bool refuse_unknown, ayes_flat_habits *habits,
                      ayes_buffer *strings, ayes_answer *answer);

#endif
