/* SPDX-License-Identifier: MIT
 *
 * What mining found, out: for people, as JSON, as CSV.
 *
 *     ayes_mining_writer writer = {AYES_MINING_TEXT, {width, colour}, &buffer};
 *     ayes_terms_open(&writer);
 *     ayes_terms_write(&writer, &section);       -- any number
 *     ayes_terms_close(&writer);
 *
 * Users' bytes are made harmless in text (report/terminal.h) and in CSV (report/result.h).
 */
#ifndef AYES_REPORT_MINING_H
#define AYES_REPORT_MINING_H

#include "mining/crosstab.h"
#include "mining/keyness.h"
#include "mining/kwic.h"
#include "mining/terms.h"
#include "report/tally.h"

typedef enum ayes_mining_format {
  AYES_MINING_TEXT,
  AYES_MINING_JSON,
  AYES_MINING_CSV
} ayes_mining_format;

typedef struct ayes_mining_writer {
  ayes_mining_format format;
  ayes_layout layout;
  ayes_buffer *buffer;
  size_t pieces;      /* written so far */
  size_t quarantined; /* records that are errors and were left out; told at the end */
} ayes_mining_writer;

/* ---- terms ---- */

/* One list. */
typedef struct ayes_terms_section {
  const char *by;  /* facet, or "" */
  ayes_span value; /* of it, or empty */
  size_t length;   /* words of a term; 0: collocations */
  const ayes_phrase_counts *counts;
  const ayes_term_list *list;
} ayes_terms_section;

void ayes_terms_open(ayes_mining_writer *writer);
void ayes_terms_write(ayes_mining_writer *writer, const ayes_terms_section *section);
void ayes_terms_close(ayes_mining_writer *writer);

/* ---- keyness ---- */

typedef struct ayes_keyness_report {
  ayes_span name_a, name_b; /* "stance=support" */
  const ayes_phrase_counts *a, *b;
  size_t both; /* answers of both sides, left out */
  const ayes_key_list *list;
  size_t top; /* rows for each side */
} ayes_keyness_report;

void ayes_keyness_write(ayes_mining_writer *writer, const ayes_keyness_report *report);

/* ---- concordance ---- */

void ayes_kwic_open(ayes_mining_writer *writer);
/* One line, of a match in a record. */
void ayes_kwic_write(ayes_mining_writer *writer, const ayes_mining_record *record,
                     const ayes_kwic_match *match);
/* matches, answers: all that were found, shown or not. */
void ayes_kwic_close(ayes_mining_writer *writer, size_t matches, size_t answers);

/* ---- crosstab ---- */

/* top: in text, rows and noted cells. */
void ayes_crosstab_write(ayes_mining_writer *writer, const ayes_crosstab *table, size_t top);

/* ---- shared ---- */

/* A probability in at most 7 columns: "0.0312", "<0.0001". */
void ayes_mining_add_chance(ayes_buffer *buffer, double chance);

/* A number with decimals digits behind the point, right-aligned in width columns. */
void ayes_mining_add_number(ayes_buffer *buffer, double number, int decimals, size_t width);

/* A chance, right-aligned. */
void ayes_mining_add_chance_cell(ayes_buffer *buffer, double chance, size_t width);

/* Text right-aligned in width columns. */
void ayes_mining_add_right(ayes_buffer *buffer, const char *text, size_t width);

/* Columns to use, from the layout. */
size_t ayes_mining_width(const ayes_mining_writer *writer);

/* "12 answers", "1 answer" */
void ayes_mining_add_counted(ayes_buffer *buffer, size_t count, const char *noun);

/* "1 record holds an error and is left out", where there are any. */
void ayes_mining_add_quarantined(const ayes_mining_writer *writer);

/* JSON figures: a chance, keeping small ones. */
void ayes_mining_json_chance(ayes_buffer *buffer, const char *key, double chance);

#endif
