/* SPDX-License-Identifier: MIT
 *
 * Many texts by number: the shared strings of a workbook. Past AYES_STRINGS_MEMORY they go to a
 * temporary file without a name, so memory stays bounded however many answers a sheet holds.
 *
 *     ayes_strings_add(&strings, text, error);
 *     ayes_strings_get(&strings, 0, &text, error);
 */
#ifndef AYES_CORPUS_STRINGS_H
#define AYES_CORPUS_STRINGS_H

#include <stdio.h>

#include "base/buffer.h"

enum { AYES_STRINGS_MEMORY = 48 * 1024 * 1024 };

typedef struct ayes_strings {
  ayes_buffer tail; /* the texts that are not in the file */
  FILE *file;       /* those before, or NULL */
  uint64_t in_file; /* bytes */
  struct {
    uint64_t *items; /* where each text ends, counted from the first one's start */
    size_t count, capacity;
  } ends;
  ayes_buffer read; /* a text that was fetched from the file */
} ayes_strings;

/* Adds a copy of the text as the next number, from 0. AYES_NO_MEMORY; AYES_IO_FAILED: there is no
 * place for a temporary file. */
ayes_status ayes_strings_add(ayes_strings *strings, ayes_span text, ayes_error *error);

size_t ayes_strings_count(const ayes_strings *strings);

/* The text of a number below the count; borrowed until the next call. */
ayes_status ayes_strings_get(ayes_strings *strings, size_t number, ayes_span *text,
                             ayes_error *error);

void ayes_strings_release(ayes_strings *strings);

#endif
