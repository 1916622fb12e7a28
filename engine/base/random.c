/* SPDX-License-Identifier: MIT
 *
 * The square root is the only function of libm: IEEE 754 says every bit of it.
 */
#include "base/random.h"

#include <math.h>

#include "base/bits.h"

enum { EXACT = 200, EXPECTED = 10, UNITS = 12 };

uint64_t ayes_random_next(ayes_random *random) {
  return ayes_mix_bits(random->state += UINT64_C(0x9E3779B97F4A7C15));
}

size_t ayes_random_below(ayes_random *random, size_t limit) {
  return limit ? (size_t)(ayes_random_next(random) % limit) : 0;
}

double ayes_random_unit(ayes_random *random) {
  return (double)(ayes_random_next(random) >> 11) / 9007199254740992.0;
}

static size_t binomial_exact(ayes_random *random, size_t count, double p) {
  size_t hits = 0;
  for (size_t i = 0; i < count; i++) hits += ayes_random_unit(random) < p;
  return hits;
}

size_t ayes_random_binomial(ayes_random *random, size_t count, double p) {
  double n = (double)count, normal = -UNITS / 2.0;
  if (!(p > 0)) return 0;
  if (p >= 1) return count;
  if (count <= EXACT || n * p < EXPECTED || n * (1 - p) < EXPECTED)
    return binomial_exact(random, count, p);
  for (int i = 0; i < UNITS; i++) normal += ayes_random_unit(random);
  double hits = floor(n * p + normal * sqrt(n * p * (1 - p)) + 0.5);
  if (hits < 0) return 0;
  return hits > n ? count : (size_t)hits;
}
