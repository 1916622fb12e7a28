/* SPDX-License-Identifier: MIT
 *
 * Numbers written as decimal digits, the same in every locale: short ones inline and without a
 * branch for each digit, since results hold several for each piece of evidence.
 *
 *     char *end = ayes_write_number(at, 0.61, 2);
 */
#ifndef AYES_BASE_DIGITS_H
#define AYES_BASE_DIGITS_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"

/* Enough for what each of these writes. */
enum { AYES_NUMBER_BYTES = 32 };

/* The two digits of each number below 100, the first one in the low byte. */
extern const uint16_t ayes_digit_pairs[100];

/* The digits of each number below 1,000, the first one in the low byte, and how many in the high
 * one.
 */
extern const uint32_t ayes_short_digits[1000];

/* How each number of hundredths is written behind a whole number: the point and at most two digits,
 * zeros at the end left out, the first one in the low byte; how many these are in the high one. */
extern const uint32_t ayes_hundredths[100];

/* Four characters, the first one lowest; compilers make one move of it. */
static inline void ayes_write_four(char *at, uint32_t characters) {
  at[0] = (char)(characters & 0xFF);
  at[1] = (char)(characters >> 8 & 0xFF);
  at[2] = (char)(characters >> 16 & 0xFF);
  at[3] = (char)(characters >> 24);
}

/* A number between -9.99 and 9.99, as weights are, with two decimals; see ayes_write_number. */
static inline char *ayes_write_weight(char *at, double number) {
  uint32_t units = (uint32_t)(fabs(number) * 100 + 0.5);
  uint32_t part = ayes_hundredths[units % 100];
  *at = '-';
  at += (number < 0) & (units > 0);
  *at = (char)('0' + units / 100);
  ayes_write_four(at + 1, part);
  return at + 1 + (part >> 24);
}

/* A number with three decimals, as scores have. */
char *ayes_write_score(char *at, double number);

/* Any others. */
char *ayes_write_large(char *at, size_t number) AYES_SELDOM;
char *ayes_write_decimal(char *at, double number, int decimals) AYES_SELDOM;

/* Writes a number in decimal digits at a place with room; returns its end. */
static inline char *ayes_write_size(char *at, size_t number) {
  if (number >= 1000) return ayes_write_large(at, number);
  ayes_write_four(at, ayes_short_digits[number]);
  return at + (ayes_short_digits[number] >> 24);
}

/* The same with at most decimals (0 to 6) digits behind the point, zeros at the end left out.
 * Not-a-number and infinities are written as 0. */
static inline char *ayes_write_number(char *at, double number, int decimals) {
  if (decimals == 2 && fabs(number) < 9.99) return ayes_write_weight(at, number);
  if (decimals == 3) return ayes_write_score(at, number);
  return ayes_write_decimal(at, number, decimals);
}

#endif
