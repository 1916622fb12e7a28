/* SPDX-License-Identifier: MIT
 *
 * A doubling byte array with a sticky failure mark, so that writers need no check per append.
 */
#include "base/buffer.h"

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
