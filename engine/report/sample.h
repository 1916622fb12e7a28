/* SPDX-License-Identifier: MIT
 *
 * A sample as a table to be filled in by a person, and read back as gold labels.
 *
 *     ayes_sample_csv(&sample, survey, &buffer);
 */
#ifndef AYES_REPORT_SAMPLE_H
#define AYES_REPORT_SAMPLE_H

#include "base/buffer.h"
#include "survey/survey.h"
#include "tally/sample.h"

/* RFC 4180 with CR LF: id, question, asked (the question's text, where survey has it), text, then
 * stance, topics, acts and note to be filled in, stratum, weight. What the engine gave is not
 * shown: it would sway whoever labels. Cells are harmless as those of the export are. survey may be
 * NULL. */
void ayes_sample_csv(const ayes_sample_list *sample, const ayes_survey *survey,
                     ayes_buffer *buffer);

#endif
