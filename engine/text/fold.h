/* SPDX-License-Identifier: MIT
 *
 * Folding: the one spelling under which words are compared. Unicode default full case folding
 * (Unicode 15, 3.13, by ICU), and curly or modifier apostrophes become ', soft hyphens and
 * zero-width joiners vanish. No locale plays a part.
 *
 *     ayes_fold(word, &buffer);    -- "Don’t" gives "don't", "STRASSE" and "Straße" give "strasse"
 */
#ifndef AYES_TEXT_FOLD_H
#define AYES_TEXT_FOLD_H

#include "base/buffer.h"

/* Appends the folded form of well-formed UTF-8. A failure marks the buffer. O(bytes). */
void ayes_fold(ayes_span word, ayes_buffer *folded);

#endif
