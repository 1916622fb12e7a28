/* SPDX-License-Identifier: MIT
 *
 * Users' bytes in a page, escaped for where they stand.
 *
 *     ayes_html_add_text(&buffer, answer_text);           -- between tags, in HTML and SVG
 *     ayes_html_add_attribute(&buffer, "title", name);    -- a whole attribute
 *     ayes_html_add_json(&buffer, answer_text);           -- a string of JSON inside <script>
 *
 * Everywhere: characters that cannot be seen or that turn the direction of writing (controls,
 * overrides, isolates, tags) appear as \xNN or \u{NNNN}, so that a page shows what is there and
 * nothing acts from hiding; each line end is one newline; what is not UTF-8 becomes U+FFFD.
 */
#ifndef AYES_REPORT_HTML_ESCAPE_H
#define AYES_REPORT_HTML_ESCAPE_H

#include "base/buffer.h"

/* For the content of elements, and of attributes in double quotes: & < > " ' become references. */
void ayes_html_add_text(ayes_buffer *buffer, ayes_span text);

/*  name="text" with a space before. name is plain ASCII. */
void ayes_html_add_attribute(ayes_buffer *buffer, const char *name, ayes_span text);

/* A JSON string with its quotes. It holds no < > & and no line separator, so it ends neither its
 * <script> element nor, read as JavaScript, its string. */
void ayes_html_add_json(ayes_buffer *buffer, ayes_span text);

/* A name in a heading or a table is cut after so many bytes, so that a word of a megabyte does not
 * push all else away. */
enum { AYES_HTML_NAME_LIMIT = 200 };

/* The first bytes of a text, whole characters of it: at most limit. */
ayes_span ayes_html_front(ayes_span text, size_t limit);

/* Those bytes for the content of elements, with an ellipsis where something is left out. */
void ayes_html_add_front(ayes_buffer *buffer, ayes_span text, size_t limit);

#endif
