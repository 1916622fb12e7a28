/* SPDX-License-Identifier: MIT
 *
 * Integer arithmetic instead of printf, which writes a comma in some locales.
 */
#include "base/digits.h"

#include <string.h>

#define PAIR(tens, ones) (uint16_t)(('0' + (tens)) | ('0' + (ones)) << 8)
#define PAIRS(tens)                                                                         \
  PAIR(tens, 0), PAIR(tens, 1), PAIR(tens, 2), PAIR(tens, 3), PAIR(tens, 4), PAIR(tens, 5), \
      PAIR(tens, 6), PAIR(tens, 7), PAIR(tens, 8), PAIR(tens, 9)

const uint16_t ayes_digit_pairs[100] = {PAIRS(0), PAIRS(1), PAIRS(2), PAIRS(3), PAIRS(4),
                                        PAIRS(5), PAIRS(6), PAIRS(7), PAIRS(8), PAIRS(9)};

/* Digits are made from the last on; two at a time, since each division waits for the one before. */
char *ayes_write_large(char *at, size_t number) {
  char digits[24];
  size_t from = sizeof digits;
  for (; number >= 10000; number /= 100) {
    uint16_t pair = ayes_digit_pairs[number % 100];
    digits[--from] = (char)(pair >> 8);
    digits[--from] = (char)(pair & 0xFF);
  }
  at = ayes_write_few(at, (uint32_t)number);
  memcpy(at, digits + from, sizeof digits - from);
  return at + (sizeof digits - from);
}

/* What stands behind the point: units of a power of ten, zeros at the end left out. */
static char *write_part(char *at, uint32_t part, uint32_t unit) {
  *at++ = '.';
  for (; part; part %= unit, unit /= 10) *at++ = (char)('0' + part / unit);
  return at;
}

char *ayes_write_decimal(char *at, double number, int decimals) {
  static const double powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
  static const uint32_t units_of[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
  if (!isfinite(number)) number = 0;
  if (decimals < 0) decimals = 0;
  if (decimals > 6) decimals = 6;
  double scaled = fabs(number) * powers[decimals];
  if (scaled > 9e15) scaled = 9e15;
  uint64_t units = (uint64_t)(scaled + 0.5);
  if (number < 0 && units) *at++ = '-';
  at = ayes_write_size(at, units / units_of[decimals]);
  uint32_t part = (uint32_t)(units % units_of[decimals]);
  return part ? write_part(at, part, units_of[decimals] / 10) : at;
}
