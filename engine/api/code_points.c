/* SPDX-License-Identifier: MIT
 *
 * A bit for each byte: where letters beyond ASCII stand cannot be foretold, so nothing asks.
 */
#include "api/code_points.h"

#include "base/array.h"

enum { BLOCK = AYES_CODE_POINTS_BLOCK };

ayes_status ayes_code_points_read(ayes_code_points *points, ayes_span text, ayes_error *error) {
  size_t whole = text.length / BLOCK, rest = text.length % BLOCK, before = 0;
  char last[BLOCK] = {0};
  ayes_status status = ayes_array_reserve(&points->items, &points->capacity, whole + 1,
                                          sizeof *points->items, error);
  if (status != AYES_OK) return status;
  if (rest) memcpy(last, text.data + whole * BLOCK, rest);
  for (size_t i = 0; i <= whole; i++) {
    const char *block = i < whole ? text.data + i * BLOCK : last;
    uint64_t bits = ayes_lanes_wide(block, ayes_lanes_continuing);
    points->items[i] = (ayes_continuing){bits, before};
    before += ayes_count_bits(bits);
  }
  return AYES_OK;
}

void ayes_code_points_release(ayes_code_points *points) { ayes_array_release(points); }
