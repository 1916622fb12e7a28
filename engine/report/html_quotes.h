/* SPDX-License-Identifier: MIT
 *
 * Quotations that stand for many: the answers to quote and the words to quote of them.
 *
 *     ayes_html_add_reasons(model, 0, &buffer, error);      -- per side, topic by topic
 *     ayes_html_add_findings(model, 0, &buffer, error);     -- conditions, suggestions, conflicts
 */
#ifndef AYES_REPORT_HTML_QUOTES_H
#define AYES_REPORT_HTML_QUOTES_H

#include "report/html_model.h"

/* The three topics most of each side speak of, with up to two quotations each: of the answers
 * with the highest scores, the words that weigh most. index: of the question in model->list. */
ayes_status ayes_html_add_reasons(const ayes_html_model *model, size_t index, ayes_buffer *buffer,
                                  ayes_error *error);

/* Conditions, suggestions, texts that contradict their tick, sides taken without a tick: each with
 * its count and up to five quotations. */
ayes_status ayes_html_add_findings(const ayes_html_model *model, size_t index, ayes_buffer *buffer,
                                   ayes_error *error);

#endif
