/* SPDX-License-Identifier: MIT
 *
 * Inputs made to be slow: each within a limit of time, and twice the input in at most 2.3 times the
 * time. Other work on the machine adds to the time of the processor too (it empties caches), now
 * here and now there; so the best of a few tries counts, and what is quadratic is slow in all.
 *
 *     static double seconds_for(void *data, size_t size) { ... }
 *     test_doubling("commas", seconds_for, &it, 1000000, 1);
 */
#ifndef AYES_TEST_DOUBLING_H
#define AYES_TEST_DOUBLING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "support/slowness.h"

/* Runs on an input of that size and returns the seconds of the processor that it took; whatever
 * else must hold it asserts. */
typedef double (*test_timed)(void *data, size_t size);

static inline double test_now(void) { return (double)clock() / CLOCKS_PER_SEC; }

/* Of size, and of half of it. limit: seconds in an ordinary build; counters and sanitizers take ten
 * times as long, and what the build says besides. */
static inline void test_doubling(const char *name, test_timed run, void *data, size_t size,
                                 double limit) {
  static const double growth = 2.3, resolution = 0.01;
  bool is_plain = !TEST_IS_SANITIZED && test_slowness() == 1;
  double half = 0, whole = 0, slower = is_plain ? 1 : 10 * test_slowness();
  for (int tries = 0; tries < 8; tries++) {
    double first = run(data, size / 2), second = run(data, size);
    if (tries == 0 || first < half) half = first;
    if (tries == 0 || second < whole) whole = second;
    if (second > 4 * limit * slower) break;
    if (whole > limit * slower || whole > growth * half + resolution * slower) continue;
    print_message("%-40.40s %.3f s, %.3f s\n", name, half, whole);
    return;
  }
  fail_msg("%s: %.3f s, and %.3f s for half of it", name, whole, half);
}

#endif
