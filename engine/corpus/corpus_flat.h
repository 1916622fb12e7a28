/* SPDX-License-Identifier: MIT
 *
 * The short way for JSON lines as most programs write them: one flat object of strings, numbers,
 * true, false and null. Whatever is out of the ordinary is left to jansson (corpus_jsonl.c), and so
 * is every mistake, so that there is one judge of what is valid.
 *
 *     if (!ayes_flat_read(line, &options, &strings, &record)) ...     -- the long way
 */
#ifndef AYES_CORPUS_CORPUS_FLAT_H
#define AYES_CORPUS_CORPUS_FLAT_H

#include "corpus/corpus.h"

/* Fills the fields of record->answer that the line has, as the long way would. False: nothing is
 * filled, and the line needs the long way; so it does when it has fields that no one knows and
 * refuse_unknown is set. Fields are parts of line, or of strings, which is overwritten. O(bytes).
 */
bool ayes_flat_read(ayes_span line, bool refuse_unknown, ayes_buffer *strings, ayes_record *record);

#endif
