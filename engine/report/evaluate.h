/* SPDX-License-Identifier: MIT
 *
 * Agreement with gold labels, out: for programs, for people, and as rows for a committed table.
 *
 *     ayes_evaluation_json(&evaluation, &buffer);
 */
#ifndef AYES_REPORT_EVALUATE_H
#define AYES_REPORT_EVALUATE_H

#include "base/buffer.h"
#include "tally/evaluate.h"

void ayes_evaluation_json(const ayes_evaluation *evaluation, ayes_buffer *buffer);
void ayes_evaluation_text(const ayes_evaluation *evaluation, ayes_buffer *buffer);

/* Two columns, measure and value: "stance.macro_f1,0.731". */
void ayes_evaluation_csv(const ayes_evaluation *evaluation, ayes_buffer *buffer);

#endif
