/* SPDX-License-Identifier: MIT
 *
 * malloc behind a seam. The failure switch is the one mutable variable at file level in the
 * library; it is atomic, and nothing but a test ever sets it.
 */
#include "base/memory.h"

#include <stdatomic.h>
#include <stdlib.h>

static atomic_size_t requests;
static atomic_size_t failing_request;
static atomic_bool failing_for_ever;

static bool request_fails(void) {
  size_t failing = atomic_load_explicit(&failing_request, memory_order_relaxed);
  if (failing == 0) return false;
  size_t number = atomic_fetch_add_explicit(&requests, 1, memory_order_relaxed) + 1;
  return number == failing ||
         (number > failing && atomic_load_explicit(&failing_for_ever, memory_order_relaxed));
}

void *ayes_memory_new(size_t size) { return request_fails() ? NULL : malloc(size ? size : 1); }

void *ayes_memory_new_zeroed(size_t count, size_t size) {
  size_t total;
  if (ayes_multiply_overflows(count, size, &total) || request_fails()) return NULL;
  return calloc(1, total ? total : 1);
}

void *ayes_memory_resize(void *memory, size_t size) {
  return request_fails() ? NULL : realloc(memory, size ? size : 1);
}

void ayes_memory_free(void *memory) { free(memory); }

void ayes_memory_fail(size_t countdown, bool for_ever) {
  atomic_store(&requests, 0);
  atomic_store(&failing_for_ever, for_ever);
  atomic_store(&failing_request, countdown);
}

size_t ayes_memory_requests(void) { return atomic_load(&requests); }
