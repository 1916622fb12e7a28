/* SPDX-License-Identifier: MIT
 *
 * Sinks, and those that are files: complete or not there at all (base/file.h).
 */
#include "api/sink.h"

#include "base/error.h"
#include "base/file.h"
#include "base/memory.h"

ayes_status ayes_sink_flush(const ayes_sink *sink, ayes_buffer *buffer, ayes_error *error) {
  ayes_status status = AYES_OK;
  if (buffer->failed) return ayes_error_memory(error);
  if (sink->write && buffer->length)
    status = sink->write(sink->user, buffer->data, buffer->length, error);
  ayes_buffer_clear(buffer);
  return status;
}

ayes_status ayes_sink_finish(const ayes_sink *sink, ayes_buffer *buffer, ayes_status status,
                             ayes_error *error) {
  if (status == AYES_OK) status = ayes_sink_flush(sink, buffer, error);
  ayes_buffer_release(buffer);
  return status;
}

static ayes_status unknown_format(const char *format, const char *const *names, ayes_error *error) {
  ayes_buffer list = {0};
  for (size_t i = 0; names[i]; i++) {
    if (i) ayes_buffer_add_text(&list, names[i + 1] ? ", " : " or ");
    ayes_buffer_add_text(&list, names[i]);
  }
  ayes_buffer_add_byte(&list, '\0');
  ayes_error_set(error, AYES_BAD_USAGE, "the format \"%.40s\" is unknown: use %s", format,
                 list.failed ? "another" : list.data);
  ayes_buffer_release(&list);
  return AYES_BAD_USAGE;
}

ayes_status ayes_format_find(const char *format, const char *const *names, size_t *index,
                             ayes_error *error) {
  *index = 0;
  if (!format) return AYES_OK;
  for (size_t i = 0; names[i]; i++) {
    if (strcmp(format, names[i]) != 0) continue;
    *index = i;
    return AYES_OK;
  }
  return unknown_format(format, names, error);
}

struct ayes_file_sink {
  ayes_output *output;
};

ayes_status ayes_file_sink_open(const char *path, ayes_file_sink **out, ayes_error *error) {
  *out = NULL;
  ayes_file_sink *file = ayes_memory_new_zeroed(1, sizeof *file);
  if (!file) return ayes_error_memory(error);
  ayes_status status = ayes_output_open(path, &file->output, error);
  if (status != AYES_OK) ayes_memory_free(file);
  else *out = file;
  return status;
}

ayes_status ayes_file_sink_adopt(ayes_output *output, ayes_file_sink **out, ayes_error *error) {
  *out = ayes_memory_new_zeroed(1, sizeof **out);
  if (!*out) return ayes_error_memory(error);
  (*out)->output = output;
  return AYES_OK;
}

static ayes_status write_file(void *user, const char *bytes, size_t length, ayes_error *error) {
  ayes_file_sink *file = user;
  return ayes_output_write(file->output, ayes_span_make(bytes, length), error);
}

ayes_sink ayes_file_sink_get(ayes_file_sink *file) {
  ayes_sink sink = {write_file, file};
  return sink;
}

ayes_status ayes_file_sink_flush(void *user, ayes_error *error) {
  ayes_file_sink *file = user;
  return ayes_output_flush(file->output, error);
}

ayes_status ayes_file_sink_close(ayes_file_sink *file, bool keep, ayes_error *error) {
  if (!file) return AYES_OK;
  ayes_status status = ayes_output_close(file->output, keep, error);
  ayes_memory_free(file);
  return status;
}
