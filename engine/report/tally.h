/* SPDX-License-Identifier: MIT
 *
 * Tallies out: for programs and for people.
 *
 *     ayes_tally_text(counts, &layout, &buffer);
 */
#ifndef AYES_REPORT_TALLY_H
#define AYES_REPORT_TALLY_H

#include "base/buffer.h"
#include "tally/tally.h"

/* How a text for people is laid out. */
typedef struct ayes_layout {
  size_t width; /* columns; 0: no bars and lines of 78 columns */
  bool colour;  /* ANSI sequences */
} ayes_layout;

/* {"title", "questions": [{"id", "text", "about", "respondents", "answered", "with_text",
 * "answers", "recorded", "stance", "share", "corrected_share", "conditional", "conflicts",
 * "recovered", "duplicates", "without_duplicates": {...}}], "records", "quarantined"}. Shares are
 * null when nobody takes a side; duplicates are null when results carry no texts. */
void ayes_tally_json(const ayes_tally_counts *counts, ayes_buffer *buffer);

void ayes_tally_text(const ayes_tally_counts *counts, const ayes_layout *layout,
                     ayes_buffer *buffer);

/* A blank line and the corrected share as a paragraph of lines of at most width columns, or why
 * there is none; nothing where no side is known. */
void ayes_tally_add_corrected(const ayes_question_tally *tally, size_t margin, size_t width,
                              ayes_buffer *buffer);

#endif
