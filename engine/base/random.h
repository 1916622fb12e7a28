/* SPDX-License-Identifier: MIT
 *
 * Random numbers that are the same on every machine: what is drawn follows from the seed alone, and
 * no function of the C library is in it whose last digit machines differ in.
 *
 *     ayes_random random = ayes_random_start(1);
 *     size_t index = ayes_random_below(&random, count);
 *
 * SplitMix64: Steele, Lea & Flood 2014 (Fast splittable pseudorandom number generators). It passes
 * BigCrush; it is not for secrets.
 */
#ifndef AYES_BASE_RANDOM_H
#define AYES_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

typedef struct ayes_random {
  uint64_t state;
} ayes_random;

static inline ayes_random ayes_random_start(uint64_t seed) {
  ayes_random random = {seed};
  return random;
}

uint64_t ayes_random_next(ayes_random *random);

/* From 0 to limit - 1, all alike up to a bias of limit / 2^64; 0 when limit is 0. */
size_t ayes_random_below(ayes_random *random, size_t limit);

/* From 0 to below 1, in steps of 2^-53. */
double ayes_random_unit(ayes_random *random);

/* How many of count tries with probability p (clamped to 0 to 1) come out. Exact, O(count), up to
 * 200 tries; above, where both outcomes are expected ten times or more, from the normal
 * distribution with the same mean and variance, drawn as a sum of twelve units: O(1). */
size_t ayes_random_binomial(ayes_random *random, size_t count, double p);

#endif
