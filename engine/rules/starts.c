/* SPDX-License-Identifier: MIT
 *
 * One list for all rules, sorted by rule and place; mostly it holds a handful.
 */
#include "rules/starts.h"

#include "base/sort.h"

enum { START_LIMIT = 2048 };

void ayes_starts_clear(ayes_starts *starts) {
  starts->count = 0;
  starts->is_cut = false;
}

void ayes_starts_release(ayes_starts *starts) { ayes_array_release(starts); }

void ayes_starts_add(ayes_starts *starts, ayes_start start) {
  ayes_start *added = starts->count < START_LIMIT ? ayes_array_add(starts, NULL) : NULL;
  if (added) *added = start;
  else starts->is_cut = true;
}

static int compare(const void *left, const void *right) {
  const ayes_start *a = left, *b = right;
  if (a->rule != b->rule) return a->rule < b->rule ? -1 : 1;
  return (a->first > b->first) - (a->first < b->first);
}

void ayes_starts_sort(ayes_starts *starts) {
  if (starts->count > 1) ayes_sort(starts->items, starts->count, sizeof *starts->items, compare);
}

const ayes_start *ayes_starts_of(const ayes_starts *starts, size_t rule, size_t *count) {
  size_t low = 0, high = starts->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (starts->items[middle].rule < rule) low = middle + 1;
    else high = middle;
  }
  while (high < starts->count && starts->items[high].rule == rule) high++;
  *count = high - low;
  return *count ? starts->items + low : NULL;
}
