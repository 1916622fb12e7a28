/* SPDX-License-Identifier: MIT
 *
 * The text of a PDF, by pdftotext -layout (poppler-utils) as a child process, with its columns of
 * spaces made columns of tabs.
 *
 *     ayes_pdf_text("report.pdf", &text, error);
 */
#ifndef AYES_CORPUS_PDF_H
#define AYES_CORPUS_PDF_H

#include "base/buffer.h"

enum { AYES_PDF_LIMIT = 64 * 1024 * 1024, AYES_PDF_SECONDS = 60 };

/* Appends the text. AYES_NO_INPUT: pdftotext is not installed (the message says what to do);
 * AYES_BAD_DATA: it cannot read the file, or takes longer than AYES_PDF_SECONDS; AYES_OVER_LIMIT.
 */
ayes_status ayes_pdf_text(const char *path, ayes_buffer *text, ayes_error *error);

/* Appends laid-out text, pages ended by form feeds, with a tab where a column begins. A column is a
 * gap of spaces that most lines of a table share, page by page. O(bytes) for lines of bounded
 * width. */
ayes_status ayes_layout_columns(ayes_span layout, ayes_buffer *text, ayes_error *error);

#endif
