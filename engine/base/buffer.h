/* SPDX-License-Identifier: MIT
 *
 * Bytes that grow at the end. A failed append marks the buffer; ask once, at the end.
 *
 *     ayes_buffer buffer = {0};
 *     ayes_buffer_add_text(&buffer, "rows: ");
 *     ayes_buffer_add_size(&buffer, rows);
 *     if (buffer.failed) return ayes_error_memory(error);
 *     ayes_buffer_release(&buffer);
 */
#ifndef AYES_BASE_BUFFER_H
#define AYES_BASE_BUFFER_H

#include "base/digits.h"
#include "base/error.h"
#include "base/span.h"

typedef struct ayes_buffer {
  char *data;
  size_t length;
  size_t capacity;
  bool failed; /* memory ran out; what was appended since is lost */
} ayes_buffer;

/* Appends where there is no room yet: for the functions below. */
void ayes_buffer_grow(ayes_buffer *buffer, ayes_span bytes) AYES_SELDOM;

/* Inline, for results are written piece by piece: most calls come down to a copy. */
static inline void ayes_buffer_add(ayes_buffer *buffer, ayes_span bytes) {
  if (bytes.length >= buffer->capacity - buffer->length || buffer->failed) {
    ayes_buffer_grow(buffer, bytes);
    return;
  }
  if (bytes.length) memcpy(buffer->data + buffer->length, bytes.data, bytes.length);
  buffer->length += bytes.length;
}

static inline void ayes_buffer_add_text(ayes_buffer *buffer, const char *text) {
  ayes_buffer_add(buffer, ayes_span_of(text));
}

static inline void ayes_buffer_add_byte(ayes_buffer *buffer, char byte) {
  ayes_buffer_add(buffer, ayes_span_make(&byte, 1));
}

/* Makes that room where there is none yet: for the next function. */
char *ayes_buffer_make_room(ayes_buffer *buffer, size_t length) AYES_SELDOM;

/* Room for at least length bytes behind those so far, to be written there and counted by
 * ayes_buffer_advance; NULL where memory ran out, which marks the buffer. */
static inline char *ayes_buffer_room(ayes_buffer *buffer, size_t length) {
  if (length < buffer->capacity - buffer->length && !buffer->failed)
    return buffer->data + buffer->length;
  return ayes_buffer_make_room(buffer, length);
}

/* Counts what was written into that room, up to end. */
static inline void ayes_buffer_advance(ayes_buffer *buffer, const char *end) {
  buffer->length = (size_t)(end - buffer->data);
}

/* Copies bytes to a place with room; returns its end. */
static inline char *ayes_write(char *at, ayes_span bytes) {
  if (bytes.length) memcpy(at, bytes.data, bytes.length);
  return at + bytes.length;
}

enum { AYES_BLOCK = 32 }; /* bytes that are copied at once below */

/* The same as ayes_write where whole blocks may be read and written, one at least: for short
 * pieces, of which each would take a call of memcpy and most fill one block. */
static inline char *ayes_write_blocks(char *at, ayes_span bytes) {
  memcpy(at, bytes.data, AYES_BLOCK);
  for (size_t i = AYES_BLOCK; i < bytes.length; i += AYES_BLOCK)
    memcpy(at + i, bytes.data + i, AYES_BLOCK);
  return at + bytes.length;
}

enum { AYES_WIDE_BLOCK = 64 };

/* The same with blocks twice as large, for pieces of which some take two small ones: whether the
 * next one does cannot be foretold. */
static inline char *ayes_write_wide(char *at, ayes_span bytes) {
  memcpy(at, bytes.data, AYES_WIDE_BLOCK);
  for (size_t i = AYES_WIDE_BLOCK; i < bytes.length; i += AYES_WIDE_BLOCK)
    memcpy(at + i, bytes.data + i, AYES_WIDE_BLOCK);
  return at + bytes.length;
}

void ayes_buffer_add_repeated(ayes_buffer *buffer, char byte, size_t count);
void ayes_buffer_add_size(ayes_buffer *buffer, size_t number);

/* As ayes_write_number. */
void ayes_buffer_add_number(ayes_buffer *buffer, double number, int decimals);

/* printf for short pieces (under 1 KiB) made of ASCII formats. */
void ayes_buffer_add_format(ayes_buffer *buffer, const char *format, ...) AYES_PRINTF(2, 3);

/* The bytes so far; valid until the next append. */
ayes_span ayes_buffer_span(const ayes_buffer *buffer);

/* Empties it. That it failed stays marked: what its contents went into is not whole. */
void ayes_buffer_clear(ayes_buffer *buffer);

/* The same where a new job begins, which an earlier one's failure is nothing to. */
void ayes_buffer_restart(ayes_buffer *buffer);

void ayes_buffer_release(ayes_buffer *buffer);

#endif
