/* SPDX-License-Identifier: MIT
 *
 * Writing to the caller's sink.
 *
 *     status = ayes_sink_flush(&sink, &buffer, error);
 */
#ifndef AYES_API_SINK_H
#define AYES_API_SINK_H

#include "ayes.h"
#include "base/buffer.h"
#include "base/file.h"

/* Hands the buffer's bytes to the sink and clears the buffer. AYES_NO_MEMORY when the buffer has
 * failed; otherwise what the sink says. */
ayes_status ayes_sink_flush(const ayes_sink *sink, ayes_buffer *buffer, ayes_error *error);

/* The same, then releases the buffer; with a status that is a failure already, only releases it. */
ayes_status ayes_sink_finish(const ayes_sink *sink, ayes_buffer *buffer, ayes_status status,
                             ayes_error *error);

/* A file sink of an output that is open already, which is its own then. AYES_NO_MEMORY. */
ayes_status ayes_file_sink_adopt(ayes_output *output, ayes_file_sink **file, ayes_error *error);

/* Whether format is one of names (ended by NULL); *index is its place, 0 for a NULL format.
 * Otherwise AYES_BAD_USAGE with the names in the message. */
ayes_status ayes_format_find(const char *format, const char *const *names, size_t *index,
                             ayes_error *error);

#endif
