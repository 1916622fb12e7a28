/* SPDX-License-Identifier: MIT
 *
 * Answers out of a survey tool's export, where a row is a respondent and a column a question: one
 * record for each row and open question, with the tick of the question it explains.
 *
 *     ayes_wide_options wide = {.words = words};
 *     ayes_reader_options options = {.wide = &wide};
 *     ayes_reader_open("export.csv", &options, &reader, error);
 *     if (ayes_reader_wide(reader)) ...
 */
#ifndef AYES_CORPUS_WIDE_H
#define AYES_CORPUS_WIDE_H

#include "columns/columns.h"
#include "corpus/corpus.h"

/* How columns are told apart where none is called "text". All is borrowed. */
typedef struct ayes_wide_options {
  const ayes_column_words *words; /* or NULL, where read_words gives them */
  /* Reads them when an export is met, which most inputs are not; user is passed through. */
  ayes_status (*read_words)(void *user, const ayes_column_words **words, ayes_error *error);
  void *user;
  const char *preset, *group;
  const ayes_mapping *given; /* decides even where there is a column "text"; or NULL */
  const ayes_survey *survey; /* whose ids are taken for the questions; or NULL */
} ayes_wide_options;

/* What became of the rows. rows = read + bad + headers_again. */
typedef struct ayes_wide_counts {
  size_t rows; /* below the header; blank ones are none */
  size_t read; /* each gives a record for each open question */
  size_t bad;
  size_t headers_again; /* the header once more among the data */
  size_t partial, preview, spam;
  size_t html, escapes; /* texts that were cleaned of markup, and of "_x000D_" */
  size_t questions;     /* open ones, the records of a row */
  size_t unmatched;     /* of these not in the survey that was given */
} ayes_wide_counts;

/* A table read that way. Borrowed from the reader. */
typedef struct ayes_wide {
  ayes_mapping *mapping; /* the reader's */
  ayes_wide_counts counts;
  const size_t *filled; /* cells with something in them, of each column, in the rows read */
} ayes_wide;

/* NULL where the reader reads records as they are. */
const ayes_wide *ayes_reader_wide(const ayes_reader *reader);

#endif
