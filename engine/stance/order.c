/* SPDX-License-Identifier: MIT
 *
 * The order of adjusted marks: by place in the text. O(adjusted), as few are added late.
 */
#include "base/sort.h"
#include "stance/judge_private.h"

static inline bool is_before(const ayes_adjusted *a, const ayes_adjusted *b) {
  uint64_t left = (uint64_t)a->mark.first << 32 | a->mark.last;
  uint64_t right = (uint64_t)b->mark.first << 32 | b->mark.last;
  return left == right ? a->mark.kind < b->mark.kind : left < right;
}

static int compare_adjusted(const void *a, const void *b) {
  return is_before(a, b) ? -1 : is_before(b, a);
}

AYES_DEFINE_SORT_FEW(sort_few, ayes_adjusted, is_before)

enum { FEW_ADJUSTED = 32 };

/* Sorts what is late by itself and merges it from the end, so that what stands before the first of
 * it is not touched. */
static ayes_status merge_late(ayes_judge *judge, size_t late) {
  ayes_adjusted *items = judge->adjusted.items;
  size_t count = judge->adjusted.count, left = count - late;
  ayes_adjusted *copy = ayes_arena_new(&judge->arena, left * sizeof *copy, judge->error);
  if (!copy) return AYES_NO_MEMORY;
  memcpy(copy, items + late, left * sizeof *copy);
  ayes_sort(copy, left, sizeof *copy, compare_adjusted);
  while (left) {
    bool moves = late && is_before(&copy[left - 1], &items[late - 1]);
    items[--count] = moves ? items[--late] : copy[--left];
  }
  return AYES_OK;
}

ayes_status ayes_judge_order(ayes_judge *judge, size_t late) {
  size_t count = judge->adjusted.count;
  if (count == late) return AYES_OK;
  if (count > FEW_ADJUSTED) return merge_late(judge, late);
  sort_few(judge->adjusted.items, count);
  return AYES_OK;
}
