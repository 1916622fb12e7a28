/* SPDX-License-Identifier: MIT
 *
 * Result records in: the JSONL that classify wrote (or its JSON array, one record a line).
 *
 *     ayes_results_open("results.jsonl", &results, error);
 *     while ((status = ayes_results_next(results, &record, error)) == AYES_OK && record.line) ...
 *     ayes_results_close(results);
 *
 * Gold files have the same shape; ayes_results_open_labels also reads them from tables.
 */
#ifndef AYES_TALLY_RESULTS_H
#define AYES_TALLY_RESULTS_H

#include "base/json.h"

typedef struct ayes_result_record {
  size_t line; /* 1-based; 0: the end */
  ayes_span id, question, respondent, group, answer, text;
  bool has_question; /* the field is there, empty or not */
  bool has_text;
  bool is_error;   /* the answer could not be read: nothing below counts */
  bool has_stance; /* false only with is_error, and of answers that were not classified */
  ayes_stance stance;
  double score, confidence;
  unsigned acts, flags;
  const json_t
      *json; /* the whole record, for lists as "topics"; the reader's until its next call */
} ayes_result_record;

typedef struct ayes_results ayes_results;

/* *results is yours. "-" is standard input. */
ayes_status ayes_results_open(const char *path, ayes_results **results, ayes_error *error);
void ayes_results_close(ayes_results *results);

/* The same for labels by people, which may also stand in a table (CSV, by the file's name, with the
 * columns id and stance): there a row whose stance is blank has no stance, and is no error. */
ayes_status ayes_results_open_labels(const char *path, ayes_results **results, ayes_error *error);

/* From now on records without "stance" are no errors: answers that were not classified, whose
 * has_stance is false. */
void ayes_results_allow_answers(ayes_results *results);

/* The next record; its spans live until the next call. A line that is no result record is an error
 * with file and line: AYES_BAD_DATA. */
ayes_status ayes_results_next(ayes_results *results, ayes_result_record *record, ayes_error *error);

/* The bits of a list of act names; unknown names are left out. */
unsigned ayes_results_acts(const json_t *list);

#endif
