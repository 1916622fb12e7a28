/* SPDX-License-Identifier: MIT
 *
 * Bits of a 64-bit word, as sets are walked by them; and memory that will be asked for soon.
 *
 *     for (uint64_t left = set; left; left &= left - 1) visit(ayes_first_bit(left));
 *     ayes_fetch(entry);                          -- on its way while other things are done
 */
#ifndef AYES_BASE_BITS_H
#define AYES_BASE_BITS_H

#include <stddef.h>
#include <stdint.h>

/* Spreads what distinguishes numbers over all bits: the finalizer of SplitMix64 (Steele, Lea &
 * Flood 2014), which has the constant added before. */
static inline uint64_t ayes_mix_bits(uint64_t bits) {
  bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
  return bits ^ bits >> 31;
}

/* The number of the lowest bit that is set; bits is not 0. */
static inline size_t ayes_first_bit(uint64_t bits) {
#if defined(__GNUC__)
  return (size_t)__builtin_ctzll(bits);
#else
  size_t first = 0;
  while (!(bits >> first & 1)) first++;
  return first;
#endif
}

/* The number of the highest bit that is set; bits is not 0. */
static inline size_t ayes_last_bit(uint64_t bits) {
#if defined(__GNUC__)
  return 63 - (size_t)__builtin_clzll(bits);
#else
  size_t last = 63;
  while (!(bits >> last & 1)) last--;
  return last;
#endif
}

/* How many bits are set; in steps, for not every processor has an instruction that counts. */
static inline size_t ayes_count_bits(uint64_t bits) {
  bits -= bits >> 1 & UINT64_C(0x5555555555555555);
  bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
  bits = (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return (size_t)(bits * UINT64_C(0x0101010101010101) >> 56);
}

/* Has memory brought near, without waiting for it. Any address will do. */
static inline void ayes_fetch(const void *memory) {
#if defined(__GNUC__)
  __builtin_prefetch(memory);
#else
  (void)memory;
#endif
}

#endif
