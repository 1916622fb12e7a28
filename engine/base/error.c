/* SPDX-License-Identifier: MIT
 *
 * Error records are plain structs of fixed size, so that reporting an error never needs memory.
 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void copy_text(char *to, size_t size, const char *from) {
  size_t length = from ? strlen(from) : 0;
  if (length >= size) length = size - 1;
  if (length) memcpy(to, from, length);
  to[length] = '\0';
}

static ayes_status fill(ayes_error *error, ayes_status status, const char *source, size_t line,
                        size_t column, const char *format, va_list arguments) {
  if (!error) return status;
  error->status = status;
  error->line = line;
  error->column = column;
  copy_text(error->source, sizeof error->source, source);
  vsnprintf(error->message, sizeof error->message, format, arguments);
  return status;
}

ayes_status ayes_error_set(ayes_error *error, ayes_status status, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fill(error, status, NULL, 0, 0, format, arguments);
  va_end(arguments);
  return status;
}

ayes_status ayes_error_set_at(ayes_error *error, ayes_status status, const char *source,
                              size_t line, size_t column, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fill(error, status, source, line, column, format, arguments);
  va_end(arguments);
  return status;
}

ayes_status ayes_error_add_source(ayes_error *error, ayes_status status, const char *source) {
  if (error && !error->source[0]) copy_text(error->source, sizeof error->source, source);
  return status;
}

ayes_status ayes_error_memory(ayes_error *error) {
  return ayes_error_set(error, AYES_NO_MEMORY, "out of memory");
}
