/* SPDX-License-Identifier: MIT
 *
 * What is in order is passed over; what is not is inserted, as long as that costs little; then
 * qsort, which asks for memory, does the rest.
 */
#include "base/sort.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT_LIST = 24, ITEM_BYTES = 256 };

typedef int (*comparison)(const void *, const void *);

/* Moves the item at index to where it belongs among those before it. */
static void insert(char *items, size_t index, size_t size, comparison compare) {
  char item[ITEM_BYTES];
  size_t place = index;
  while (place > 0 && compare(items + (place - 1) * size, items + index * size) > 0) place--;
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
  if (count > SHORT_LIST || item_size > ITEM_BYTES) {
    qsort(items, count, item_size, compare);
    return;
  }
  for (; sorted < count; sorted++) insert(bytes, sorted, item_size, compare);
}
