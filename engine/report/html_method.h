/* SPDX-License-Identifier: MIT
 *
 * How a report was made and how to read it: versions, lexicons, limits.
 *
 *     ayes_html_add_method(model, "0.1.0", &buffer);
 */
#ifndef AYES_REPORT_HTML_METHOD_H
#define AYES_REPORT_HTML_METHOD_H

#include "report/html_model.h"

void ayes_html_add_method(const ayes_html_model *model, const char *version, ayes_buffer *buffer);

#endif
