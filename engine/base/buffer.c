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

void ayes_buffer_add_size(ayes_buffer *buffer, size_t number) {
  char digits[24];
  size_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  ayes_buffer_add(buffer, ayes_span_make(digits + at, sizeof digits - at));
}

/* Integer arithmetic instead of printf, which writes a comma in some locales. Digits are made from
 * the last on, so that all divisions are by ten; zeros at the end of the part are left out. */
void ayes_buffer_add_number(ayes_buffer *buffer, double number, int decimals) {
  static const double powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
  char digits[32];
  size_t at = sizeof digits;
  if (!isfinite(number)) number = 0;
  if (decimals < 0) decimals = 0;
  if (decimals > 6) decimals = 6;
  double scaled = fabs(number) * powers[decimals];
  if (scaled > 9e15) scaled = 9e15;
  uint64_t units = (uint64_t)(scaled + 0.5);
  bool is_negative = number < 0 && units, has_part = false;
  for (int i = 0; i < decimals; i++, units /= 10) {
    has_part = has_part || units % 10;
    if (has_part) digits[--at] = (char)('0' + units % 10);
  }
  if (has_part) digits[--at] = '.';
  do {
    digits[--at] = (char)('0' + units % 10);
    units /= 10;
  } while (units);
  if (is_negative) digits[--at] = '-';
  ayes_buffer_add(buffer, ayes_span_make(digits + at, sizeof digits - at));
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
