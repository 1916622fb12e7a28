/* SPDX-License-Identifier: MIT
 *
 * What is in order is passed over; what is not is inserted, where the list is short or few are
 * left; otherwise qsort, which asks for memory, does the rest.
 */
#include "base/sort.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT_LIST = 24, FEW_LEFT = 8, ITEM_BYTES = 256 };

typedef int (*comparison)(const void *, const void *);

/* The place among the items before index where that item belongs. */
static size_t place_of(const char *items, size_t index, size_t size, comparison compare) {
  size_t low = 0, high = index;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (compare(items + middle * size, items + index * size) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/* Moves the item at index to where it belongs among those before it. */
static void insert(char *items, size_t index, size_t size, comparison compare) {
  char item[ITEM_BYTES];
  size_t place = place_of(items, index, size, compare);
  if (place == index) return;
  memcpy(item, items + index * size, size);
  memmove(items + (place + 1) * size, items + place * size, (index - place) * size);
  memcpy(items + place * size, item, size);
}

void ayes_sort(void *items, size_t count, size_t item_size, comparison compare) {
  char *bytes = items;
  size_t sorted = 1;
  while (sorted < count &&
         compare(bytes + (sorted - 1) * item_size, bytes + sorted * item_size) <= 0)
    sorted++;
  if (sorted >= count) return;
  bool is_quick = count <= SHORT_LIST || count - sorted <= FEW_LEFT;
  if (!is_quick || item_size > ITEM_BYTES) {
    qsort(items, count, item_size, compare);
    return;
  }
  for (; sorted < count; sorted++)
    if (compare(bytes + (sorted - 1) * item_size, bytes + sorted * item_size) > 0)
      insert(bytes, sorted, item_size, compare);
}
