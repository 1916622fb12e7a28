/* SPDX-License-Identifier: MIT
 *
 * How many code points of a text lie before any of its bytes, told without counting them again.
 *
 *     ayes_code_points_read(&points, text, error);
 *     start = ayes_code_points_before(&points, byte);
 */
#ifndef AYES_API_CODE_POINTS_H
#define AYES_API_CODE_POINTS_H

#include "base/bits.h"
#include "base/error.h"
#include "base/lanes.h"

enum { AYES_CODE_POINTS_BLOCK = AYES_LANES_WIDE };

/* Some bytes of a text that begin no code point. */
typedef struct ayes_continuing {
  uint64_t bits;   /* of the bytes of a block */
  uint64_t before; /* how many there are before it */
} ayes_continuing;

/* Zero-initialise; reading again reuses the memory. */
typedef struct ayes_code_points {
  ayes_continuing *items; /* by block, one beyond the last byte too */
  size_t count, capacity;
} ayes_code_points;

/* text: UTF-8. AYES_NO_MEMORY. O(bytes). */
ayes_status ayes_code_points_read(ayes_code_points *points, ayes_span text, ayes_error *error);

/* byte: a place in the text, or its end. */
static inline size_t ayes_code_points_before(const ayes_code_points *points, size_t byte) {
  const ayes_continuing *block = &points->items[byte / AYES_CODE_POINTS_BLOCK];
  uint64_t here = (UINT64_C(1) << byte % AYES_CODE_POINTS_BLOCK) - 1;
  return byte - block->before - ayes_count_bits(block->bits & here);
}

void ayes_code_points_release(ayes_code_points *points);

#endif
