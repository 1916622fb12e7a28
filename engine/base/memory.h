/* SPDX-License-Identifier: MIT
 *
 * The only place that asks the system for memory, so that tests can make any request fail.
 *
 *     char *copy = ayes_memory_new(length);
 *     if (!copy) return ayes_error_memory(error);
 */
#ifndef AYES_BASE_MEMORY_H
#define AYES_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* size bytes, uninitialised; NULL when there are none. A size of 0 gives a pointer to free. */
void *ayes_memory_new(size_t size);

/* count * size bytes set to zero; NULL when there are none or the product overflows. */
void *ayes_memory_new_zeroed(size_t count, size_t size);

/* Like realloc; on failure the old block stays valid. */
void *ayes_memory_resize(void *memory, size_t size);

void ayes_memory_free(void *memory);

/* For tests: the request numbered countdown (1 is the next) fails; with for_ever, so do all later
 * ones. 0 ends it. One switch for the process: only for single-threaded tests. */
void ayes_memory_fail(size_t countdown, bool for_ever);

/* Requests since the start of the process or the last ayes_memory_fail. */
size_t ayes_memory_requests(void);

/* Whether a * b overflows; otherwise *product is it. */
static inline bool ayes_multiply_overflows(size_t a, size_t b, size_t *product) {
  return __builtin_mul_overflow(a, b, product);
}
static inline bool ayes_add_overflows(size_t a, size_t b, size_t *sum) {
  return __builtin_add_overflow(a, b, sum);
}

#endif
