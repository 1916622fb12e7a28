/* SPDX-License-Identifier: MIT
 *
 * How much slower than usual the programs of this build run, for limits of time: counters,
 * valgrind and the like. The build sets it (AYES_SLOWNESS, a whole number) where a preset says so.
 *
 *     assert_true(seconds < LIMIT * test_slowness());
 */
#ifndef AYES_TEST_SLOWNESS_H
#define AYES_TEST_SLOWNESS_H

#include <stdlib.h>

/* Whether a sanitizer watches. */
#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || \
    __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
enum { TEST_IS_SANITIZED = 1 };
#else
enum { TEST_IS_SANITIZED = 0 };
#endif

static inline int test_slowness(void) {
  const char *text = getenv("AYES_SLOWNESS");
  int slowness = text ? atoi(text) : 1;
  return slowness > 1 ? slowness : 1;
}

#endif
