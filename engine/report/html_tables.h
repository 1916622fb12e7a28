/* SPDX-License-Identifier: MIT
 *
 * The tables under the charts of a question: every figure with its denominator, its interval and a
 * way to the answers that made it.
 *
 *     ayes_html_add_tick_table(model, 0, &buffer);
 *     ayes_html_add_stance_table(model, 0, &buffer);
 */
#ifndef AYES_REPORT_HTML_TABLES_H
#define AYES_REPORT_HTML_TABLES_H

#include "report/html_model.h"

enum { AYES_HTML_TOPICS = 10 }; /* topics a question draws and counts */

/* index: of the question in model->list. */
void ayes_html_add_tick_table(const ayes_html_model *model, size_t index, ayes_buffer *buffer);
void ayes_html_add_stance_table(const ayes_html_model *model, size_t index, ayes_buffer *buffer);
void ayes_html_add_topic_table(const ayes_html_model *model, size_t index, ayes_buffer *buffer);

/* The lists that the figures lead to, folded. */
void ayes_html_add_lists(const ayes_html_model *model, size_t index, ayes_buffer *buffer);

/* "35 %" */
void ayes_html_add_percent(ayes_buffer *buffer, double share);

/* "0.60" */
void ayes_html_add_confidence(ayes_buffer *buffer, double confidence);

/* Two cells: the share, and "20 to 53 %"; dashes when it is a share of nothing. */
void ayes_html_add_share_cells(ayes_buffer *buffer, size_t part, size_t whole);

#endif
