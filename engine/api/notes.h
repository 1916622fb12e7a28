/* SPDX-License-Identifier: MIT
 *
 * What was decided on the columns of an export, in a few lines for people.
 *
 *     ayes_notes_columns(wide, "export.csv", false, &buffer);
 */
#ifndef AYES_API_NOTES_H
#define AYES_API_NOTES_H

#include "base/buffer.h"
#include "corpus/wide.h"

/* Appends lines of text. is_given: a mapping said so. */
void ayes_notes_columns(const ayes_wide *wide, const char *path, bool is_given,
                        ayes_buffer *buffer);

#endif
