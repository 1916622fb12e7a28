/* SPDX-License-Identifier: MIT
 *
 * Sorting that is quick for lists that are short or in order already, as those of one answer are.
 *
 *     ayes_sort(marks.items, marks.count, sizeof *marks.items, compare_marks);
 *     AYES_DEFINE_SORT_FEW(sort_few, ayes_mark, is_before)     -- defines the next
 *     sort_few(marks.items, marks.count);
 */
#ifndef AYES_BASE_SORT_H
#define AYES_BASE_SORT_H

#include <stddef.h>

/* Like qsort, but items that compare as equal keep their order where the list is short or in order
 * already. O(n) in order, O(n log n) otherwise. */
void ayes_sort(void *items, size_t count, size_t item_size,
               int (*compare)(const void *, const void *));

/* Defines name(items, count), which sorts by inserting one after another, with the comparison
 * inline: bool is_before(const type *, const type *). Items of which neither is before the other
 * keep their order. For few items, or such as are nearly in order: O(n^2). */
#define AYES_DEFINE_SORT_FEW(name, type, is_before)           \
  static inline void name(type *items, size_t count) {        \
    for (size_t i = 1; i < count; i++) {                      \
      if (!is_before(&items[i], &items[i - 1])) continue;     \
      type item = items[i];                                   \
      size_t place = i;                                       \
      do items[place] = items[place - 1];                     \
      while (--place && is_before(&item, &items[place - 1])); \
      items[place] = item;                                    \
    }                                                         \
  }

#endif
