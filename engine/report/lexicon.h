/* SPDX-License-Identifier: MIT
 *
 * Lexicons out: what their check found, and their entries.
 *
 *     ayes_lexicon_findings_text(lexicon, &findings, &buffer);
 */
#ifndef AYES_REPORT_LEXICON_H
#define AYES_REPORT_LEXICON_H

#include "base/buffer.h"
#include "lexicon/lexicon.h"

/* One finding a line, "en/stance.tsv:57: duplicate: ...", then a summary. */
void ayes_lexicon_findings_text(const ayes_lexicon *lexicon, const ayes_lexicon_findings *findings,
                                size_t rule_count, ayes_buffer *buffer);
void ayes_lexicon_findings_json(const ayes_lexicon *lexicon, const ayes_lexicon_findings *findings,
                                size_t rule_count, ayes_buffer *buffer);

/* A line of a list or rule, as it is shown. */
typedef struct ayes_listed {
  ayes_span term;
  const char *kind;
  const char *topic; /* or "" */
  double weight;
  const char *place;
  ayes_span note;
} ayes_listed;

void ayes_listed_text(const ayes_listed *listed, ayes_buffer *buffer);
void ayes_listed_json(const ayes_listed *listed, ayes_buffer *buffer); /* one line of JSONL */

#endif
