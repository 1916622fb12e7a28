/* SPDX-License-Identifier: MIT
 *
 * What a file is and what was derived from it: answers, a survey tool's export, a survey, or a
 * consultation document.
 *
 *     ayes_inspect_answers_text(&facts, colour, &buffer);
 */
#ifndef AYES_REPORT_INSPECT_H
#define AYES_REPORT_INSPECT_H

#include "corpus/document.h"
#include "corpus/wide.h"
#include "stance/target.h"
#include "survey/survey.h"

typedef struct ayes_column_facts {
  ayes_span name;
  size_t filled; /* records in which it is not empty */
  bool is_known; /* one of the fields of an answer */
} ayes_column_facts;

typedef struct ayes_inspected_question {
  ayes_span id;
  size_t records;
  size_t ticked;
} ayes_inspected_question;

typedef struct ayes_answers_facts {
  const char *path;
  const char *format;   /* "jsonl", "csv" */
  const char *encoding; /* "utf-8", ... */
  size_t records;       /* with the bad ones */
  size_t bad;
  char first_problem[256];   /* of the first bad record */
  size_t first_problem_line; /* 1-based; 0: none */
  const ayes_column_facts *columns;
  size_t column_count;
  const ayes_inspected_question *questions; /* in order of appearance */
  size_t question_count;
} ayes_answers_facts;

typedef struct ayes_survey_facts {
  const char *path;
  const ayes_survey *survey;
  const ayes_target_facts *const *targets; /* one a question; NULL where none was derived */
} ayes_survey_facts;

typedef struct ayes_document_facts {
  const char *path;
  const ayes_document *document;
  const size_t *answers; /* number of answers of each question */
} ayes_document_facts;

typedef struct ayes_columns_facts {
  const char *path;
  const char *format;
  const char *encoding;
  const ayes_mapping *mapping; /* filled counts all rows, distinct the first ones only */
  ayes_wide_counts counts;
} ayes_columns_facts;

/* width: columns of text; 0: 78. */
void ayes_inspect_columns_text(const ayes_columns_facts *facts, bool colour, size_t width,
                               ayes_buffer *buffer);
void ayes_inspect_columns_csv(const ayes_columns_facts *facts, ayes_buffer *buffer);
void ayes_inspect_answers_text(const ayes_answers_facts *facts, bool colour, ayes_buffer *buffer);
void ayes_inspect_answers_json(const ayes_answers_facts *facts, ayes_buffer *buffer);
void ayes_inspect_survey_text(const ayes_survey_facts *facts, bool colour, ayes_buffer *buffer);
void ayes_inspect_survey_json(const ayes_survey_facts *facts, ayes_buffer *buffer);
void ayes_inspect_document_text(const ayes_document_facts *facts, bool colour, ayes_buffer *buffer);
void ayes_inspect_document_json(const ayes_document_facts *facts, ayes_buffer *buffer);

#endif
