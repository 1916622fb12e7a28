/* SPDX-License-Identifier: MIT
 *
 * Headers, options and ticks as plain words, byte by byte: ASCII in lower case, one space between,
 * punctuation gone, "endDate" as two. Bytes beyond ASCII are letters but for quotation marks,
 * dashes, spaces and emoji.
 *
 *     ayes_plain plain = {.text = tick};
 *     while (ayes_plain_next(&plain, &byte)) ...
 */
#ifndef AYES_BASE_PLAIN_H
#define AYES_BASE_PLAIN_H

#include "base/span.h"

typedef struct ayes_plain {
  ayes_span text;
  size_t at;    /* in the text */
  char pending; /* comes next, after a space; or 0 */
  bool has_begun;
} ayes_plain;

/* The next byte of the plain words; false at their end. */
bool ayes_plain_next(ayes_plain *plain, char *byte);

/* Byte order of plain words and the plain words of a text, as of memcmp. O(bytes), no memory. */
int ayes_plain_compare(ayes_span words, ayes_span text);

#endif
