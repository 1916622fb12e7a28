/* SPDX-License-Identifier: MIT
 *
 * Growing arrays: {items, count, capacity} structs of any type, grown by one function.
 *
 *     typedef struct { ayes_token *items; size_t count, capacity; } ayes_token_array;
 *     ayes_token *token = ayes_array_add(&tokens, error);
 *     if (!token) return AYES_NO_MEMORY;
 */
#ifndef AYES_BASE_ARRAY_H
#define AYES_BASE_ARRAY_H

#include "base/error.h"
#include "base/memory.h"

/* Makes that room where there is too little: for the next function. */
ayes_status ayes_array_grow(void *items, size_t *capacity, size_t count, size_t item_size,
                            ayes_error *error) AYES_SELDOM;

/* Makes room for at least count items. items is the address of the pointer to the first item, of
 * whatever type; what it points to may move. Inline, for mostly there is room. */
static inline ayes_status ayes_array_reserve(void *items, size_t *capacity, size_t count,
                                             size_t item_size, ayes_error *error) {
  if (count <= *capacity) return AYES_OK;
  return ayes_array_grow(items, capacity, count, item_size, error);
}

/* Points to a new, uninitialised last item, or is NULL with error filled. Mostly there is room. */
#define ayes_array_add(array, error)                                                \
  ((array)->count < (array)->capacity ||                                            \
           ayes_array_grow(&(array)->items, &(array)->capacity, (array)->count + 1, \
                           sizeof *(array)->items, (error)) == AYES_OK              \
       ? &(array)->items[(array)->count++]                                          \
       : NULL)

/* Frees the items; the array is empty and usable again. */
#define ayes_array_release(array)                                               \
  (ayes_memory_free((array)->items), (array)->items = NULL, (array)->count = 0, \
   (array)->capacity = 0)

#endif
