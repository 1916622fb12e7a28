/* SPDX-License-Identifier: MIT
 *
 * The text of a document in any format, as the importer takes it: a line a paragraph, headings
 * marked with #, the cells of a table's row parted by tabs, their further paragraphs on lines of
 * their own below.
 *
 *     ayes_document_text("report.docx", NULL, &text, error);
 *     ayes_document_parse(ayes_buffer_span(&text), "report.docx", &document, error);
 */
#ifndef AYES_CORPUS_DOCUMENT_FILE_H
#define AYES_CORPUS_DOCUMENT_FILE_H

#include "base/buffer.h"

enum { AYES_DOCUMENT_LIMIT = 64 * 1024 * 1024 }; /* bytes of text */

/* Reads plain text, DOCX, ODT, workbooks (XLSX, ODS), and PDF by pdftotext where that is installed.
 * encoding: of plain text, or NULL. text is cleared first and then holds well-formed UTF-8 without
 * NUL. Errors: those of ayes_source_open and of the format; AYES_OVER_LIMIT; AYES_BAD_DATA for a
 * binary or empty file. */
ayes_status ayes_document_text(const char *path, const char *encoding, ayes_buffer *text,
                               ayes_error *error);

#endif
