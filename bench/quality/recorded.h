/* SPDX-License-Identifier: MIT
 *
 * Recorded tallies beside what is read from the texts.
 *
 *     bench_recorded_add(results, survey, &out, &error);    -- appends a table
 */
#ifndef AYES_BENCH_RECORDED_H
#define AYES_BENCH_RECORDED_H

#include "base/buffer.h"

/* For every closed question with recorded counts that an open question is about: how many ticked
 * what, what the texts of the open question say, and the difference. */
ayes_status bench_recorded_add(const char *results, const char *survey, ayes_buffer *out,
                               ayes_error *error);

#endif
