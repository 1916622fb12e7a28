/* SPDX-License-Identifier: MIT
 *
 * Edit distance (Levenshtein 1966) in one row, for names of at most 40 bytes.
 */
#include "cli/nearest.h"

#include <string.h>

enum { NAME_LIMIT = 40 };

static size_t least(size_t a, size_t b, size_t c) {
  size_t two = a < b ? a : b;
  return two < c ? two : c;
}

static size_t distance_of(const char *a, const char *b) {
  size_t row[NAME_LIMIT + 1];
  size_t a_length = strlen(a), b_length = strlen(b);
  if (a_length > NAME_LIMIT || b_length > NAME_LIMIT) return NAME_LIMIT;
  for (size_t k = 0; k <= b_length; k++) row[k] = k;
  for (size_t i = 1; i <= a_length; i++) {
    size_t corner = row[0];
    row[0] = i;
    for (size_t k = 1; k <= b_length; k++) {
      size_t changed = corner + (a[i - 1] != b[k - 1]);
      corner = row[k];
      row[k] = least(row[k] + 1, row[k - 1] + 1, changed);
    }
  }
  return row[b_length];
}

ayes_nearest ayes_nearest_start(const char *typed) {
  ayes_nearest nearest = {typed, NULL, strlen(typed) < 6 ? 3 : 4};
  return nearest;
}

void ayes_nearest_try(ayes_nearest *nearest, const char *name) {
  size_t distance = distance_of(nearest->typed, name);
  if (distance >= nearest->distance || distance >= strlen(name)) return;
  nearest->best = name;
  nearest->distance = distance;
}
