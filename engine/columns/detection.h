/* SPDX-License-Identifier: MIT
 *
 * The steps of detection, for the files of this folder only: header, values, roles, blocks,
 * questions, in this order.
 *
 *     ayes_detect_header(&detection);  ayes_detect_values(&detection);  ...
 */
#ifndef AYES_COLUMNS_DETECTION_H
#define AYES_COLUMNS_DETECTION_H

#include "columns/columns.h"

typedef enum ayes_value_kind {
  AYES_VALUE_TEXT,
  AYES_VALUE_NUMBER,
  AYES_VALUE_DECIMAL, /* a number with a point */
  AYES_VALUE_DATE,
  AYES_VALUE_EMAIL,
  AYES_VALUE_IP,
  AYES_VALUE_LINK,
  AYES_VALUE_JSON,  /* a grid in one cell */
  AYES_VALUE_TOKEN, /* letters and digits that no person would type */
  AYES_VALUE_KIND_COUNT
} ayes_value_kind;

ayes_value_kind ayes_value_kind_of(ayes_span cell);

/* Letters in front of an answer code without a label ("A4", "AO04"): one or two capitals before one
 * to three digits; 0: it is none. */
size_t ayes_answer_code(ayes_span cell);

/* A different value of a column: as it stands where it comes first. */
typedef struct ayes_column_value {
  ayes_span text;
  ayes_span plain; /* its first plain words */
  size_t count;
} ayes_column_value;

/* What the cells of a column are like. */
typedef struct ayes_column_values {
  ayes_span plain;      /* words of the header */
  ayes_span plain_text; /* words of the question, without its number */
  size_t words;         /* plain words of all cells */
  size_t kinds[AYES_VALUE_KIND_COUNT];
  ayes_column_value *values; /* in order of appearance */
  size_t value_count;
  size_t meant;          /* cells with an option that has a meaning */
  bool has_sides;        /* options for and against */
  bool has_opinions;     /* such options beyond yes and no */
  size_t block;          /* of columns of one question: its first column, from 1; 0: none */
  const char *separator; /* between the ticks that its cells join, or NULL */
} ayes_column_values;

/* The number of a question in front of its words. */
typedef struct ayes_code {
  ayes_span prefix; /* "Prop 1" of "Prop 1 Q8" */
  ayes_span whole;  /* "Prop 1 Q8a", "Q2_1_TEXT"; empty: there is none */
  size_t number;    /* 8 */
  char letter;      /* lower case, or 0 */
  bool is_internal; /* a number for machines ("Q_20481"): whose order says nothing */
  ayes_span rest;   /* the words behind it */
} ayes_code;

void ayes_code_read(ayes_span header, ayes_code *code);

/* Whether two codes are of one question: same prefix and number. */
bool ayes_code_is_same(const ayes_code *a, const ayes_code *b);

typedef struct ayes_detection {
  const ayes_column_words *words;
  const ayes_table_sample *sample;
  const ayes_columns_options *options;
  ayes_mapping *mapping;
  ayes_span tool;   /* empty: none was recognised */
  size_t name_row;  /* index of the first header row; SIZE_MAX: there is none */
  size_t text_row;  /* of the questions' words below codes, or SIZE_MAX */
  size_t part_row;  /* of options below questions, or SIZE_MAX */
  size_t first_row; /* below the header */
  ayes_column_values *values;
  ayes_code *codes;
  ayes_error *error;
} ayes_detection;

/* A cell without white space around it; empty past the end of a row. */
ayes_span ayes_detection_cell(const ayes_detection *it, size_t row, size_t column);

/* Whether the column's cells say no more than that a box was ticked, or not. */
bool ayes_detection_is_checked(const ayes_detection *it, size_t column);

/* Whether the row repeats the header. */
bool ayes_detection_is_header(const ayes_detection *it, size_t row);

/* Gives a column a role and the reason for it. */
ayes_status ayes_detection_say(ayes_detection *it, size_t column, ayes_column_role role,
                               const char *format, ...) AYES_PRINTF(4, 5);

/* A sentence in the arena of the mapping. */
ayes_status ayes_detection_sentence(ayes_detection *it, ayes_span *to, const char *format, ...)
    AYES_PRINTF(3, 4);

/* Plain words in the arena of the mapping. */
ayes_status ayes_detection_plain(ayes_detection *it, ayes_span text, ayes_span *to);

/* The longest front of at most limit bytes that cuts no character; for printf. */
int ayes_span_front(ayes_span text, size_t limit);

ayes_status ayes_detect_header(ayes_detection *it);
ayes_status ayes_detect_names(ayes_detection *it);
ayes_status ayes_detect_preset(ayes_detection *it);
ayes_status ayes_detect_values(ayes_detection *it);
ayes_status ayes_detect_roles(ayes_detection *it);
ayes_status ayes_detect_blocks(ayes_detection *it);
ayes_status ayes_detect_neighbours(ayes_detection *it);
ayes_status ayes_detect_questions(ayes_detection *it);

/* What a mapping that was given says, in place of what was found. */
ayes_status ayes_detect_given(ayes_detection *it);

#endif
