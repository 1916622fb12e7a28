/* SPDX-License-Identifier: MIT
 *
 * The byte of every 64th code point is kept; the rest of the way is walked.
 */
#include "redaction/points.h"

#include "base/array.h"

static bool starts_point(char byte) { return (byte & '\xC0') != '\x80'; }

ayes_status ayes_points_read(ayes_span text, ayes_points *points, ayes_error *error) {
  points->text = text;
  points->count = points->steps.count = 0;
  for (size_t i = 0; i < text.length; i++) {
    if (!starts_point(text.data[i]) || points->count++ % AYES_POINTS_STEP) continue;
    size_t *step = ayes_array_add(&points->steps, error);
    if (!step) return AYES_NO_MEMORY;
    *step = i;
  }
  return AYES_OK;
}

void ayes_points_release(ayes_points *points) { ayes_array_release(&points->steps); }

static size_t byte_of(const ayes_points *points, size_t point) {
  if (point >= points->count) return points->text.length;
  size_t at = points->steps.items[point / AYES_POINTS_STEP];
  for (size_t left = point % AYES_POINTS_STEP; left; left--) do
      at++;
    while (at < points->text.length && !starts_point(points->text.data[at]));
  return at;
}

ayes_span ayes_points_slice(const ayes_points *points, size_t start, size_t end) {
  return ayes_span_slice(points->text, byte_of(points, start), byte_of(points, end));
}
