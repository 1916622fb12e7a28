/* SPDX-License-Identifier: MIT
 *
 * Texts end to end; the front of them in a file once they are many. O(1) for each text.
 */
#include "corpus/strings.h"

#include <errno.h>
#include <unistd.h>

#include "base/array.h"

static ayes_status failed(ayes_error *error) {
  return ayes_error_set(error, AYES_IO_FAILED, "a temporary file cannot be used: %s",
                        strerror(errno));
}

static ayes_status move_to_file(ayes_strings *strings, ayes_error *error) {
  if (!strings->file) strings->file = tmpfile();
  if (!strings->file) return failed(error);
  if (fwrite(strings->tail.data, 1, strings->tail.length, strings->file) != strings->tail.length ||
      fflush(strings->file) != 0)
    return failed(error);
  strings->in_file += strings->tail.length;
  ayes_buffer_clear(&strings->tail);
  return AYES_OK;
}

ayes_status ayes_strings_add(ayes_strings *strings, ayes_span text, ayes_error *error) {
  if (strings->tail.length && strings->tail.length + text.length > AYES_STRINGS_MEMORY) {
    ayes_status status = move_to_file(strings, error);
    if (status != AYES_OK) return status;
  }
  uint64_t *end = ayes_array_add(&strings->ends, error);
  if (!end) return AYES_NO_MEMORY;
  ayes_buffer_add(&strings->tail, text);
  *end = strings->in_file + strings->tail.length;
  return strings->tail.failed ? ayes_error_memory(error) : AYES_OK;
}

size_t ayes_strings_count(const ayes_strings *strings) { return strings->ends.count; }

static ayes_status fetch(ayes_strings *strings, uint64_t start, size_t length, ayes_span *text,
                         ayes_error *error) {
  ayes_buffer *read = &strings->read;
  if (ayes_array_reserve(&read->data, &read->capacity, length, 1, error) != AYES_OK)
    return AYES_NO_MEMORY;
  for (size_t got = 0; got < length;) {
    ssize_t piece =
        pread(fileno(strings->file), read->data + got, length - got, (off_t)(start + got));
    if (piece < 0 && errno == EINTR) continue;
    if (piece <= 0) return failed(error);
    got += (size_t)piece;
  }
  *text = ayes_span_make(read->data, length);
  return AYES_OK;
}

ayes_status ayes_strings_get(ayes_strings *strings, size_t number, ayes_span *text,
                             ayes_error *error) {
  uint64_t start = number ? strings->ends.items[number - 1] : 0;
  size_t length = (size_t)(strings->ends.items[number] - start);
  *text = ayes_span_make("", 0);
  if (length == 0) return AYES_OK;
  if (start < strings->in_file) return fetch(strings, start, length, text, error);
  *text = ayes_span_make(strings->tail.data + (start - strings->in_file), length);
  return AYES_OK;
}

void ayes_strings_release(ayes_strings *strings) {
  if (strings->file) fclose(strings->file);
  ayes_buffer_release(&strings->tail);
  ayes_buffer_release(&strings->read);
  ayes_array_release(&strings->ends);
  *strings = (ayes_strings){0};
}
