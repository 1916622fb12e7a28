/* SPDX-License-Identifier: MIT
 *
 * Sorting that is quick for lists that are short or in order already, as those of one answer are.
 *
 *     ayes_sort(marks.items, marks.count, sizeof *marks.items, compare_marks);
 */
#ifndef AYES_BASE_SORT_H
#define AYES_BASE_SORT_H

#include <stddef.h>

/* Like qsort, but items that compare as equal keep their order where the list is short or in order
 * already. O(n) in order, O(n log n) otherwise. */
void ayes_sort(void *items, size_t count, size_t item_size,
               int (*compare)(const void *, const void *));

#endif
