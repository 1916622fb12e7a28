/* SPDX-License-Identifier: MIT
 *
 * Why a text got its label: the evidence in place, every mark and what scope did to it, the sum.
 *
 *     ayes_explanation_text(&explanation, colour, &buffer);
 */
#ifndef AYES_REPORT_EXPLAIN_H
#define AYES_REPORT_EXPLAIN_H

#include "base/buffer.h"

typedef struct ayes_explanation {
  const ayes_result *result;
  const ayes_evidence *marks; /* all that counted, in the order of the text */
  size_t mark_count;
  ayes_span target;   /* the proposal as given; empty: none */
  ayes_span proposal; /* without the question's wrapping */
  int direction;      /* +1: it promotes its object; -1: it suppresses it */
  bool restricts;
  double outright_for, outright_against, tone_for, tone_against; /* sums, >= 0 */
  double sum;                                                    /* of them, for minus against */
  double threshold;                                              /* |sum| below it takes no side */
  bool is_learned; /* the label comes from what was learned from ticks as well; then: */
  double learned, rules, constant; /* what adds up to the log-odds of support */
} ayes_explanation;

void ayes_explanation_json(const ayes_explanation *explanation, ayes_buffer *buffer);

/* Lines of 78 columns. Without colour, evidence is marked by a line of signs under the text's. */
void ayes_explanation_text(const ayes_explanation *explanation, bool colour, ayes_buffer *buffer);

#endif
