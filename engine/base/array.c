/* SPDX-License-Identifier: MIT
 *
 * Doubling growth: n additions cost O(n). The caller's pointer is read and written as bytes, since
 * its type is not void *.
 */
#include "base/array.h"

#include <string.h>

ayes_status ayes_array_grow(void *items, size_t *capacity, size_t count, size_t item_size,
                            ayes_error *error) {
  size_t wanted = *capacity ? *capacity : 8;
  while (wanted < count) {
    if (ayes_multiply_overflows(wanted, 2, &wanted)) return ayes_error_memory(error);
  }
  size_t bytes;
  if (ayes_multiply_overflows(wanted, item_size, &bytes)) return ayes_error_memory(error);
  void *current;
  memcpy(&current, items, sizeof current);
  void *grown = ayes_memory_resize(current, bytes);
  if (!grown) return ayes_error_memory(error);
  memcpy(items, &grown, sizeof grown);
  *capacity = wanted;
  return AYES_OK;
}
