/* SPDX-License-Identifier: MIT
 *
 * Code points of a text by number: where evidence stands is said in them.
 *
 *     ayes_points points = {0};
 *     ayes_points_read(text, &points, error);
 *     ayes_points_slice(&points, 103, 128);
 *     ayes_points_release(&points);
 */
#ifndef AYES_REDACTION_POINTS_H
#define AYES_REDACTION_POINTS_H

#include "base/error.h"
#include "base/span.h"

enum { AYES_POINTS_STEP = 64 };

/* Zero-initialise. */
typedef struct ayes_points {
  ayes_span text; /* borrowed, well-formed UTF-8 */
  size_t count;   /* code points */
  struct {
    size_t *items;
    size_t count, capacity;
  } steps; /* byte of every AYES_POINTS_STEPth code point */
} ayes_points;

/* AYES_NO_MEMORY. O(bytes). */
ayes_status ayes_points_read(ayes_span text, ayes_points *points, ayes_error *error);
void ayes_points_release(ayes_points *points);

/* Code points start to end, end excluded; start <= end <= count. O(AYES_POINTS_STEP). */
ayes_span ayes_points_slice(const ayes_points *points, size_t start, size_t end);

#endif
