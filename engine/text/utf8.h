/* SPDX-License-Identifier: MIT
 *
 * UTF-8: decoding, cleaning, counting. Unicode 15, chapter 3, table 3-7.
 *
 *     status = ayes_utf8_clean(bytes, &clean, &replaced, error);
 */
#ifndef AYES_TEXT_UTF8_H
#define AYES_TEXT_UTF8_H

#include "base/buffer.h"

/* Decodes the character at the front; returns its length in bytes (1 to 4), or 0 when text is
 * empty or its front is not well-formed. */
size_t ayes_utf8_decode(ayes_span text, uint32_t *code_point);

/* Writes a code point as UTF-8 into bytes; returns its length (1 to 4). A surrogate or a value past
 * U+10FFFF is written as U+FFFD. */
size_t ayes_utf8_encode(uint32_t code_point, char bytes[4]);

/* Appends text to clean with each maximal ill-formed part (Unicode 15, 3.9, "U+FFFD Substitution of
 * Maximal Subparts") and each NUL replaced by U+FFFD, counted in *replaced, and without a byte
 * order mark at the front. AYES_NO_MEMORY. */
ayes_status ayes_utf8_clean(ayes_span text, ayes_buffer *clean, size_t *replaced,
                            ayes_error *error);

/* Whether all of text is well-formed. */
bool ayes_utf8_is_valid(ayes_span text);

/* Bytes at the front of text that are ASCII, without NUL. */
size_t ayes_utf8_ascii_length(ayes_span text);

/* Whether all of text is ASCII, without NUL. */
bool ayes_utf8_is_ascii(ayes_span text);

/* Number of code points in well-formed text. */
size_t ayes_utf8_count(ayes_span text);

#endif
