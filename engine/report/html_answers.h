/* SPDX-License-Identifier: MIT
 *
 * The table of answers, twice: rows that need no script, and the same as data for the script, which
 * searches, filters, sorts and pages.
 *
 *     ayes_html_open_answers(model, &buffer);
 *     ayes_html_add_row(model, 0, &runs, &buffer, error);          -- for the first AYES_HTML_ROWS
 *     ayes_html_close_answers(model, &buffer);
 *     ayes_html_open_data(model, &buffer);
 *     ayes_html_add_data(model, 0, &runs, &buffer, error);         -- for every answer kept
 *     ayes_html_close_data(&buffer);
 */
#ifndef AYES_REPORT_HTML_ANSWERS_H
#define AYES_REPORT_HTML_ANSWERS_H

#include "report/html_marks.h"

void ayes_html_open_answers(const ayes_html_model *model, ayes_buffer *buffer);
ayes_status ayes_html_add_row(const ayes_html_model *model, size_t index, ayes_html_runs *runs,
                              ayes_buffer *buffer, ayes_error *error);
void ayes_html_close_answers(const ayes_html_model *model, ayes_buffer *buffer);

/* JSON in a script element that no browser runs. {"questions": [{"id", "ticks"}], "topics": [...],
 * "sources": [[place, term, note]], "labels": [...], "kinds": [...], "total", "answers": [{"i": id,
 * "r": respondent, "g": group, "q": question, "t": tick, "s": stance, "c": confidence, "o": score,
 * "m": bits, "p": [topics], "x": [words, class and label or 0, ...], "e": [words, kind, weight,
 * source, ...]}]}. Numbers refer to the lists, sources from 1. */
void ayes_html_open_data(const ayes_html_model *model, ayes_buffer *buffer);
ayes_status ayes_html_add_data(const ayes_html_model *model, size_t index, ayes_html_runs *runs,
                               ayes_buffer *buffer, ayes_error *error);
void ayes_html_close_data(ayes_buffer *buffer);

#endif
