/* SPDX-License-Identifier: MIT
 *
 * What ayes_learn_across says of its work.
 *
 *     ayes_across_text(&what, colour, &buffer);
 */
#ifndef AYES_REPORT_ACROSS_H
#define AYES_REPORT_ACROSS_H

#include "learning/across.h"

typedef struct ayes_across_report {
  const ayes_across *across;
  const ayes_across_settings *settings;
  size_t folds, questions;
  const char *const *inputs; /* paths; settings->inputs of them */
  size_t left_out;           /* answers to questions that were to be left out */
  uint64_t data;
} ayes_across_report;

/* A table with a row an input and one for all: agreement of rules, of learned words and of both
 * with labels of answers whose question was left out; or why nothing was learned. */
void ayes_across_text(const ayes_across_report *what, bool colour, ayes_buffer *buffer);

/* The same with all figures, as one JSON object. */
void ayes_across_json(const ayes_across_report *what, ayes_buffer *buffer);

#endif
