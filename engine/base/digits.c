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

#define PART(tens, ones)                                                  \
  ((ones)   ? 3u << 24 | '.' | ('0' + (tens)) << 8 | ('0' + (ones)) << 16 \
   : (tens) ? 2u << 24 | '.' | ('0' + (tens)) << 8                        \
            : 0)
#define PARTS(tens)                                                                         \
  PART(tens, 0), PART(tens, 1), PART(tens, 2), PART(tens, 3), PART(tens, 4), PART(tens, 5), \
      PART(tens, 6), PART(tens, 7), PART(tens, 8), PART(tens, 9)

const uint32_t ayes_hundredths[100] = {PARTS(0), PARTS(1), PARTS(2), PARTS(3), PARTS(4),
                                       PARTS(5), PARTS(6), PARTS(7), PARTS(8), PARTS(9)};

#define SHORT(number)                                                                       \
  ((number) < 10    ? 1u << 24 | ('0' + (number))                                           \
   : (number) < 100 ? 2u << 24 | ('0' + (number) / 10) | ('0' + (number) % 10) << 8         \
                    : 3u << 24 | ('0' + (number) / 100) | ('0' + (number) / 10 % 10) << 8 | \
                          ('0' + (number) % 10) << 16)
#define SHORT_FIVE(number) \
  SHORT(number), SHORT(number + 1), SHORT(number + 2), SHORT(number + 3), SHORT(number + 4)
#define SHORT_TEN(number) SHORT_FIVE(number), SHORT_FIVE(number + 5)
#define SHORT_FIFTY(number)                                                                  \
  SHORT_TEN(number), SHORT_TEN(number + 10), SHORT_TEN(number + 20), SHORT_TEN(number + 30), \
      SHORT_TEN(number + 40)
#define SHORT_HUNDRED(number) SHORT_FIFTY(number), SHORT_FIFTY(number + 50)

const uint32_t ayes_short_digits[1000] = {
    SHORT_HUNDRED(0),   SHORT_HUNDRED(100), SHORT_HUNDRED(200), SHORT_HUNDRED(300),
    SHORT_HUNDRED(400), SHORT_HUNDRED(500), SHORT_HUNDRED(600), SHORT_HUNDRED(700),
    SHORT_HUNDRED(800), SHORT_HUNDRED(900)};

/* Of a number below 10,000; without a branch, as how many come next cannot be foretold. */
static inline char *write_few(char *at, uint32_t number) {
  uint32_t high = number / 100, low = number % 100;
  uint32_t zeros = (uint32_t)(number < 10) + (number < 100) + (number < 1000);
  uint32_t digits = ayes_digit_pairs[high] | (uint32_t)ayes_digit_pairs[low] << 16;
  ayes_write_four(at, digits >> 8 * zeros);
  return at + 4 - zeros;
}

/* Digits are made from the last on; two at a time, since each division waits for the one before. */
char *ayes_write_large(char *at, size_t number) {
  char digits[24];
  size_t from = sizeof digits;
  for (; number >= 10000; number /= 100) {
    uint16_t pair = ayes_digit_pairs[number % 100];
    digits[--from] = (char)(pair >> 8);
    digits[--from] = (char)(pair & 0xFF);
  }
  at = write_few(at, (uint32_t)number);
  memcpy(at, digits + from, sizeof digits - from);
  return at + (sizeof digits - from);
}

/* What stands behind the point: units of a power of ten, zeros at the end left out. */
static char *write_part(char *at, uint32_t part, uint32_t unit) {
  *at++ = '.';
  for (; part; part %= unit, unit /= 10) *at++ = (char)('0' + part / unit);
  return at;
}

char *ayes_write_score(char *at, double number) {
  if (!(fabs(number) < 9.99)) return ayes_write_decimal(at, number, 3);
  uint32_t units = (uint32_t)(fabs(number) * 1000 + 0.5);
  uint32_t whole = units / 1000, high = units / 100 % 10, low = ayes_digit_pairs[units % 100];
  *at = '-';
  at += (number < 0) & (units > 0);
  ayes_write_four(at, ('0' + whole) | '.' << 8 | ('0' + high) << 16 | low << 24);
  at[4] = (char)(low >> 8);
  return at + 5 - (units % 10 == 0) - (units % 100 == 0) - 2 * (units % 1000 == 0);
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
