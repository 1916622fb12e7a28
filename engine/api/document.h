/* SPDX-License-Identifier: MIT
 *
 * Reading a consultation document from a file, for import and inspect.
 *
 *     ayes_document_read("report.txt", &document, error);
 *     ayes_document_free(document);
 */
#ifndef AYES_API_DOCUMENT_H
#define AYES_API_DOCUMENT_H

#include "corpus/document.h"

/* Any format that ayes_document_text reads; AYES_BAD_DATA also for a shape that is not known.
 * *document is yours. */
ayes_status ayes_document_read(const char *path, ayes_document **document, ayes_error *error);

#endif
