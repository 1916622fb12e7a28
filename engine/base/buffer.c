/* SPDX-License-Identifier: MIT
 *
 * A doubling byte array with a sticky failure mark, so that writers need no check per append.
 */
#include "base/buffer.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/array.h"

void ayes_buffer_grow(ayes_buffer *buffer, ayes_span bytes) {
  size_t length;
  if (buffer->failed || bytes.length == 0) return;
  if (ayes_add_overflows(buffer->length, bytes.length, &length) ||
      ayes_array_reserve(&buffer->data, &buffer->capacity, length, 1, NULL) != AYES_OK) {
    buffer->failed = true;
    return;
  }
  memcpy(buffer->data + buffer->length, bytes.data, bytes.length);
  buffer->length = length;
}

void ayes_buffer_add_repeated(ayes_buffer *buffer, char byte, size_t count) {
  while (count--) ayes_buffer_add_byte(buffer, byte);
}

char *ayes_buffer_make_room(ayes_buffer *buffer, size_t length) {
  size_t wanted;
  if (buffer->failed || ayes_add_overflows(buffer->length, length, &wanted) ||
      ayes_array_reserve(&buffer->data, &buffer->capacity, wanted ? wanted : 1, 1, NULL) !=
          AYES_OK) {
    buffer->failed = true;
    return NULL;
  }
  return buffer->data + buffer->length;
}

/* The two digits of a number below 100, the first one in the low byte. */
#define PAIR(tens, ones) (uint16_t)(('0' + (tens)) | ('0' + (ones)) << 8)
#define PAIRS(tens)                                                                         \
  PAIR(tens, 0), PAIR(tens, 1), PAIR(tens, 2), PAIR(tens, 3), PAIR(tens, 4), PAIR(tens, 5), \
      PAIR(tens, 6), PAIR(tens, 7), PAIR(tens, 8), PAIR(tens, 9)
static const uint16_t digit_pairs[] = {PAIRS(0), PAIRS(1), PAIRS(2), PAIRS(3), PAIRS(4),
                                       PAIRS(5), PAIRS(6), PAIRS(7), PAIRS(8), PAIRS(9)};

/* Four characters, the first one lowest; compilers make one move of it. */
static inline void write_four(char *at, uint32_t characters) {
  at[0] = (char)(characters & 0xFF);
  at[1] = (char)(characters >> 8 & 0xFF);
  at[2] = (char)(characters >> 16 & 0xFF);
  at[3] = (char)(characters >> 24);
}

/* The digits of a number below 10,000, of which most are; returns their end. Without a branch: how
 * many digits come next cannot be foretold. */
static inline char *write_few(char *at, uint32_t number) {
  uint32_t high = number / 100, low = number % 100;
  uint32_t zeros = (uint32_t)(number < 10) + (number < 100) + (number < 1000);
  write_four(at, (digit_pairs[high] | (uint32_t)digit_pairs[low] << 16) >> 8 * zeros);
  return at + 4 - zeros;
}

/* Digits are made from the last on; two at a time, since each division waits for the one before. */
char *ayes_write_size(char *at, size_t number) {
  char digits[24];
  size_t from = sizeof digits;
  if (number < 10000) return write_few(at, (uint32_t)number);
  for (; number >= 10000; number /= 100) {
    uint16_t pair = digit_pairs[number % 100];
    digits[--from] = (char)(pair >> 8);
    digits[--from] = (char)(pair & 0xFF);
  }
  at = write_few(at, (uint32_t)number);
  return ayes_write(at, ayes_span_make(digits + from, sizeof digits - from));
}

/* What stands behind the point: units of a power of ten, zeros at the end left out. */
static char *write_part(char *at, uint32_t part, uint32_t unit) {
  *at++ = '.';
  for (; part; part %= unit, unit /= 10) *at++ = (char)('0' + part / unit);
  return at;
}

/* The same for two decimals and a number below 10, as weights are, without a branch. */
static inline char *write_weight(char *at, double number) {
  uint32_t units = (uint32_t)(fabs(number) * 100 + 0.5);
  uint32_t whole = units / 100, part = digit_pairs[units % 100];
  *at = '-';
  at += (number < 0) & (units > 0);
  write_four(at, ('0' + whole) | '.' << 8 | part << 16);
  return at + 4 - (part >> 8 == '0') - 2 * (part == PAIR(0, 0));
}

/* Integer arithmetic instead of printf, which writes a comma in some locales. */
char *ayes_write_number(char *at, double number, int decimals) {
  static const double powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
  static const uint32_t units_of[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
  if (decimals == 2 && fabs(number) < 9.99) return write_weight(at, number);
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

void ayes_buffer_add_size(ayes_buffer *buffer, size_t number) {
  char digits[AYES_NUMBER_BYTES];
  char *end = ayes_write_size(digits, number);
  ayes_buffer_add(buffer, ayes_span_make(digits, (size_t)(end - digits)));
}

void ayes_buffer_add_number(ayes_buffer *buffer, double number, int decimals) {
  char digits[AYES_NUMBER_BYTES];
  char *end = ayes_write_number(digits, number, decimals);
  ayes_buffer_add(buffer, ayes_span_make(digits, (size_t)(end - digits)));
}

void ayes_buffer_add_format(ayes_buffer *buffer, const char *format, ...) {
  char piece[1024];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(piece, sizeof piece, format, arguments);
  va_end(arguments);
  if (length < 0) return;
  size_t bytes = (size_t)length < sizeof piece ? (size_t)length : sizeof piece - 1;
  ayes_buffer_add(buffer, ayes_span_make(piece, bytes));
}

ayes_span ayes_buffer_span(const ayes_buffer *buffer) {
  return ayes_span_make(buffer->data, buffer->length);
}

void ayes_buffer_clear(ayes_buffer *buffer) { buffer->length = 0; }

void ayes_buffer_restart(ayes_buffer *buffer) {
  buffer->length = 0;
  buffer->failed = false;
}

void ayes_buffer_release(ayes_buffer *buffer) {
  ayes_memory_free(buffer->data);
  buffer->data = NULL;
  buffer->length = buffer->capacity = 0;
  buffer->failed = false;
}
