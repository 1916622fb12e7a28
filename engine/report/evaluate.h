/* SPDX-License-Identifier: MIT
 *
 * Agreement with gold labels, out: for programs, for people, and as rows for a committed table.
 *
 *     ayes_evaluation_json(&evaluation, NULL, &buffer);
 */
#ifndef AYES_REPORT_EVALUATE_H
#define AYES_REPORT_EVALUATE_H

#include "base/buffer.h"
#include "tally/agreement.h"

/* agreement: of two people, or NULL. Intervals and weighted figures are written where the
 * evaluation has them. */
void ayes_evaluation_json(const ayes_evaluation *evaluation, const ayes_agreement *agreement,
                          ayes_buffer *buffer);
void ayes_evaluation_text(const ayes_evaluation *evaluation, const ayes_agreement *agreement,
                          ayes_buffer *buffer);

/* Two columns, measure and value: "stance.macro_f1,0.731"; bounds of an interval as
 * "stance.macro_f1.low". */
void ayes_evaluation_csv(const ayes_evaluation *evaluation, const ayes_agreement *agreement,
                         ayes_buffer *buffer);

/* The name of a measure in records: "accuracy", "macro_f1", ..., "topics.micro_f1"; the latter two
 * are not of stance. */
const char *ayes_measure_name(ayes_measure measure);

/* Whether the evaluation knows the measure: topics and acts only where gold lines say them. */
bool ayes_measure_is_known(const ayes_evaluation *evaluation, ayes_measure measure);

#endif
