/* SPDX-License-Identifier: MIT
 *
 * Between records and objects, for redact: a record of any format as an object, and an object as a
 * line of JSON or a row of a table.
 *
 *     ayes_redact_object(reader, &record, &object, error);
 *     ayes_redact_table_row(&table, object, &buffer, error);
 */
#ifndef AYES_API_REDACT_H
#define AYES_API_REDACT_H

#include "ayes.h"
#include "corpus/corpus.h"
#include "redaction/record.h"
#include "report/result.h"

/* The columns of the output. Zero-initialise. */
typedef struct ayes_redact_table {
  ayes_arena arena;
  const char **columns;
  size_t count;
} ayes_redact_table;

/* *object is yours; NULL for a record that could not be read. */
ayes_status ayes_redact_object(const ayes_reader *reader, const ayes_record *record,
                               json_t **object, ayes_error *error);

/* One line of JSON without its end; numbers as they were written. */
ayes_status ayes_redact_dump(const json_t *object, ayes_buffer *buffer, ayes_error *error);

/* The columns of the input where it is a table; otherwise those of classify for results, and those
 * of answers for answers. first may be NULL. */
ayes_status ayes_redact_table_open(ayes_redact_table *table, const ayes_reader *reader,
                                   const json_t *first, ayes_error *error);
void ayes_redact_table_release(ayes_redact_table *table);

void ayes_redact_table_header(const ayes_redact_table *table, ayes_buffer *buffer);
ayes_status ayes_redact_table_row(const ayes_redact_table *table, const json_t *object,
                                  ayes_buffer *buffer, ayes_error *error);

/* The id in its column; the error in that of the text, or in the last. */
void ayes_redact_table_fault(const ayes_redact_table *table, const ayes_result_fault *fault,
                             ayes_buffer *buffer);

#endif
