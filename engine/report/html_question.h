/* SPDX-License-Identifier: MIT
 *
 * What a report says of one question, and of all of them at a glance.
 *
 *     ayes_html_add_overview(model, &buffer);
 *     ayes_html_add_question(model, 0, &buffer, error);
 */
#ifndef AYES_REPORT_HTML_QUESTION_H
#define AYES_REPORT_HTML_QUESTION_H

#include "report/html_model.h"

/* One row a question: out of how many, and how the texts lean. */
void ayes_html_add_overview(const ayes_html_model *model, ayes_buffer *buffer);

/* The question as asked, ticks and texts side by side, topics, reasons, findings, and the lists
 * behind the figures. index: in model->list. */
ayes_status ayes_html_add_question(const ayes_html_model *model, size_t index, ayes_buffer *buffer,
                                   ayes_error *error);

/* "(no question)" for an empty id. */
void ayes_html_add_question_name(const ayes_html_question *question, ayes_buffer *buffer);

#endif
