/* SPDX-License-Identifier: MIT
 *
 * A text cut into runs: plain words, and words that show something with what they show.
 *
 *     ayes_html_runs runs = {0};
 *     ayes_html_runs_read(&answer, 0, answer.text.length, &runs, error);
 *     ayes_html_runs_add(model, &answer, &runs, &buffer);      -- as HTML with <mark>
 *     ayes_array_release(&runs);
 */
#ifndef AYES_REPORT_HTML_MARKS_H
#define AYES_REPORT_HTML_MARKS_H

#include "report/html_model.h"

enum { AYES_HTML_LABEL_LIMIT = 4 }; /* labels of one run */

/* Bytes of a text, and the pieces that mark them: none for plain words. */
typedef struct ayes_html_run {
  size_t start, end;
  const ayes_html_piece *pieces[AYES_HTML_LABEL_LIMIT];
  size_t piece_count;
} ayes_html_run;

typedef struct ayes_html_runs {
  ayes_html_run *items;
  size_t count, capacity;
} ayes_html_runs;

/* Fills runs (cleared first) with all of the bytes from..to, in order. Where pieces overlap the
 * first and longest marks the words; those on the very same words share the run, and topics take
 * only words that nothing else marks. O(pieces). */
ayes_status ayes_html_runs_read(const ayes_html_answer *answer, size_t from, size_t to,
                                ayes_html_runs *runs, ayes_error *error);

/* "against", "for", "concern", "condition", or the topic's label: what people are told. */
ayes_span ayes_html_piece_label(const ayes_html_model *model, const ayes_html_piece *piece);

/* "for", "against", "act", "shift" or "topic": the class of the mark. */
const char *ayes_html_piece_class(const ayes_html_piece *piece);

/* What a run shows, each label once, with commas between; not escaped. */
void ayes_html_add_run_labels(const ayes_html_model *model, const ayes_html_run *run,
                              ayes_buffer *buffer);

/* As HTML with <mark>. */
void ayes_html_runs_add(const ayes_html_model *model, const ayes_html_answer *answer,
                        const ayes_html_runs *runs, ayes_buffer *buffer);

/* A quotation around a piece: some words before and after, cut at spaces, with the marks in them.
 * AYES_NO_MEMORY. */
ayes_status ayes_html_add_quote(const ayes_html_model *model, const ayes_html_answer *answer,
                                const ayes_html_piece *piece, ayes_html_runs *runs,
                                ayes_buffer *buffer, ayes_error *error);

#endif
