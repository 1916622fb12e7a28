/* SPDX-License-Identifier: MIT
 *
 * The figures as a picture: for each system a panel of coverage and one of errors, by true share.
 *
 *     bench_picture_draw(systems, count, &svg);
 */
#ifndef AYES_BENCH_SHARES_PICTURE_H
#define AYES_BENCH_SHARES_PICTURE_H

#include "base/buffer.h"
#include "shares/measure.h"

typedef struct bench_system_rows {
  const char *title;
  bench_row rows[BENCH_SHARES]; /* means */
} bench_system_rows;

void bench_picture_draw(const bench_system_rows *systems, size_t count, ayes_buffer *svg);

#endif
