/* SPDX-License-Identifier: MIT
 *
 * Results out, one record each: JSONL, JSON (an array of the same records), CSV.
 *
 *     ayes_result_writer writer = {.no_text = false};
 *     ayes_result_jsonl(&writer, &answer, result, extra, &buffer);
 */
#ifndef AYES_REPORT_RESULT_H
#define AYES_REPORT_RESULT_H

#include "base/buffer.h"

typedef struct ayes_result_writer {
  bool no_text; /* leave the text out */
} ayes_result_writer;

/* What stands in the place of an answer that could not be read. */
typedef struct ayes_result_fault {
  ayes_span id; /* empty: unknown */
  const char *code;
  const char *message;
  size_t line; /* of the input */
} ayes_result_fault;

/* One line of JSON without its line end. extra: a JSON object of fields that were kept, or empty.
 * Spans of answer may hold bytes that are not UTF-8: they become U+FFFD. */
void ayes_result_json(const ayes_result_writer *writer, const ayes_answer *answer,
                      const ayes_result *result, ayes_span extra, ayes_buffer *buffer);

/* Its two parts, without extra and the brace at the end: what the record says of the answer, and
 * what was found in it. The first returns, and the second takes, how many bytes at the front of the
 * text are known to be written as they are; 0 will do. */
size_t ayes_result_json_answer(const ayes_result_writer *writer, const ayes_answer *answer,
                               ayes_span text, ayes_buffer *buffer);
void ayes_result_json_findings(const ayes_result *result, size_t plain, ayes_buffer *buffer);

void ayes_result_json_fault(const ayes_result_fault *fault, ayes_buffer *buffer);

/* RFC 4180 with CR LF. Cells of users' text that a spreadsheet would take for a formula get a
 * leading apostrophe (OWASP, CSV injection). Lists are joined by ";", pieces of evidence by " | ".
 */
void ayes_result_csv_header(const ayes_result_writer *writer, ayes_buffer *buffer);
void ayes_result_csv(const ayes_result_writer *writer, const ayes_answer *answer,
                     const ayes_result *result, ayes_buffer *buffer);
void ayes_result_csv_fault(const ayes_result_writer *writer, const ayes_result_fault *fault,
                           ayes_buffer *buffer);

/* Whether a cell of CSV must stand in quotes (RFC 4180), as it also must where readers would take
 * white space off its ends. */
bool ayes_csv_needs_quotes(ayes_span text);

/* One cell of users' text: quoted where needed, formulas neutralised. */
void ayes_csv_add_cell(ayes_buffer *buffer, ayes_span text);

#endif
