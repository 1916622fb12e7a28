/* SPDX-License-Identifier: MIT
 *
 * Style and script of a report, compiled in from engine/report/assets/ by cmake/assets.cmake. The
 * hashes are what the page's security policy lets run: "sha256-...".
 *
 *     ayes_buffer_add(&buffer, ayes_span_make(ayes_html_style, ayes_html_style_length));
 */
#ifndef AYES_REPORT_HTML_ASSETS_H
#define AYES_REPORT_HTML_ASSETS_H

#include <stddef.h>

extern const char ayes_html_style[];
extern const size_t ayes_html_style_length;
extern const char ayes_html_style_hash[];

extern const char ayes_html_script[];
extern const size_t ayes_html_script_length;
extern const char ayes_html_script_hash[];

#endif
