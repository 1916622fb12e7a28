/* SPDX-License-Identifier: MIT
 *
 * Text for terminals: users' bytes made harmless, columns counted, lines wrapped, colours.
 *
 *     ayes_terminal_add(&buffer, answer_text);              -- ESC appears as \x1b
 *     ayes_terminal_style(&buffer, colour, AYES_STYLE_FOR);
 *     ayes_terminal_add_cell(&buffer, name, 12);            -- padded or cut to 12 columns
 */
#ifndef AYES_REPORT_TERMINAL_H
#define AYES_REPORT_TERMINAL_H

#include "base/buffer.h"

typedef enum ayes_style {
  AYES_STYLE_NONE, /* ends any other */
  AYES_STYLE_STRONG,
  AYES_STYLE_FAINT,
  AYES_STYLE_FOR,
  AYES_STYLE_AGAINST,
  AYES_STYLE_SHIFT, /* what turns opinions, and acts */
  AYES_STYLE_TOPIC,
  AYES_STYLE_COUNT
} ayes_style;

/* Appends the ANSI sequence of a style; nothing without colour. */
void ayes_terminal_style(ayes_buffer *buffer, bool colour, ayes_style style);

/* Appends text with control characters (C0, DEL, C1), and those that turn the direction of writing,
 * as \xNN or \u{NNNN}; line ends and tabs become one space; what is not UTF-8 becomes U+FFFD. */
void ayes_terminal_add(ayes_buffer *buffer, ayes_span text);

/* The first character of text (not empty) as ayes_terminal_add shows it, into bytes; *taken: how
 * many of text it was. Returns how many bytes it takes. Asks for no memory. */
enum { AYES_TERMINAL_BYTES = 12 };
size_t ayes_terminal_show(ayes_span text, char bytes[AYES_TERMINAL_BYTES], size_t *taken);

/* Columns that ayes_terminal_add takes for text: wide East Asian characters two, combining marks
 * none. */
size_t ayes_terminal_width(ayes_span text);

/* The longest front of text that takes at most width columns, in bytes. */
size_t ayes_terminal_fit(ayes_span text, size_t width);

/* Bytes of the next line of text in width columns: up to a line end, or the last space that fits,
 * or a cut within a long word. At least one character of a text that is not empty, unless a line
 * end stands in front. */
size_t ayes_terminal_line_length(ayes_span text, size_t width);

/* Appends text in exactly width columns: padded with spaces, or cut with "…". */
void ayes_terminal_add_cell(ayes_buffer *buffer, ayes_span text, size_t width);

/* Appends a number right-aligned in width columns. */
void ayes_terminal_add_count(ayes_buffer *buffer, size_t number, size_t width);

/* Appends text in lines of at most width columns, broken at spaces; each further line begins with
 * indent spaces, and so does the first when the caller is there already. Ends in a line end. */
void ayes_terminal_add_wrapped(ayes_buffer *buffer, ayes_span text, size_t indent, size_t width);

/* Takes off the spaces at the end of the line, then ends it. */
void ayes_terminal_end_line(ayes_buffer *buffer);

/* Appends a bar of block characters for value of whole, at most width columns, in eighths. */
void ayes_terminal_add_bar(ayes_buffer *buffer, double value, double whole, size_t width);

#endif
