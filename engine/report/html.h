/* SPDX-License-Identifier: MIT
 *
 * A report as one file that needs nothing else: no network, and no script to be read.
 *
 *     ayes_html_writer writer = {.model = model, .title = title, .version = "0.1.0"};
 *     while ((status = ayes_html_next(&writer, &buffer, &more, error)) == AYES_OK && more) ...
 *     ayes_html_writer_release(&writer);
 */
#ifndef AYES_REPORT_HTML_H
#define AYES_REPORT_HTML_H

#include "report/html_campaigns.h"
#include "report/html_marks.h"

typedef struct ayes_html_writer {
  const ayes_html_model *model;
  ayes_span title;         /* empty: the survey's, or a general one */
  const char *version;     /* of the program */
  const json_t *campaigns; /* the clusters of "ayes duplicates", or NULL */
  ayes_span data;          /* where the data behind the page stand; empty: not said */
  size_t part, item;       /* where it is; start at 0 */
  ayes_html_runs runs;
} ayes_html_writer;

/* Appends the next piece of the page, some hundred KiB at most but for long answers; *more is false
 * when the page was complete already. */
ayes_status ayes_html_next(ayes_html_writer *writer, ayes_buffer *buffer, bool *more,
                           ayes_error *error);

void ayes_html_writer_release(ayes_html_writer *writer);

#endif
