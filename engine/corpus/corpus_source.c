/* SPDX-License-Identifier: MIT
 *
 * Lines from a file, compressed or not, in blocks. What has been handed out is dropped before the
 * next block is read, so memory is one block and the longest line; a line past the limit is skipped
 * without being stored. Each byte is moved and searched a bounded number of times: O(bytes).
 */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "corpus/corpus_parts.h"

enum { BINARY_FRONT = 4096 };

/* Bytes of the file as they are. A prompt source takes what is there; otherwise blocks are full. */
static ayes_status read_bytes(ayes_source *source, char *block, size_t *got, ayes_error *error) {
  ssize_t count = 0;
  if (source->is_prompt) count = read(fileno(source->file), block, AYES_SOURCE_BLOCK);
  else count = (ssize_t)fread(block, 1, AYES_SOURCE_BLOCK, source->file);
  *got = count > 0 ? (size_t)count : 0;
  if (count < 0 || ferror(source->file))
    return ayes_error_set_at(error, AYES_IO_FAILED, source->path, 0, 0, "cannot be read: %s",
                             strerror(errno));
  source->at_end = source->is_prompt ? count == 0 : (size_t)count < AYES_SOURCE_BLOCK;
  source->read += *got;
  if (source->hash) ayes_hash_add(source->hash, ayes_span_make(block, *got));
  return AYES_OK;
}

/* Memory ran out, or the data is damaged, which is told with the file's name. */
static ayes_status unpacking_failed(const ayes_source *source, ayes_status status,
                                    ayes_error *error) {
  if (status == AYES_NO_MEMORY) return status;
  return ayes_error_set_at(error, AYES_BAD_DATA, source->path, 0, 0,
                           "its compressed data (gzip) is damaged or cut short");
}

/* Unpacks until there is something, or the file ends. */
static ayes_status read_packed(ayes_source *source, char *block, size_t *got, ayes_error *error) {
  for (;;) {
    size_t packed;
    ayes_status status = ayes_gzip_take(source->gzip, block, AYES_SOURCE_BLOCK, got, error);
    if (status != AYES_OK) return unpacking_failed(source, status, error);
    if (*got || source->packed_end) break;
    status = read_bytes(source, source->packed, &packed, error);
    if (status != AYES_OK) return status;
    source->packed_end = source->at_end;
    ayes_gzip_feed(source->gzip, ayes_span_make(source->packed, packed));
  }
  source->at_end = *got == 0;
  if (source->at_end && !ayes_gzip_is_whole(source->gzip))
    return unpacking_failed(source, AYES_BAD_DATA, error);
  return AYES_OK;
}

/* Reads AYES_SOURCE_BLOCK bytes at most. */
static ayes_status read_block(ayes_source *source, char *block, size_t *got, ayes_error *error) {
  *got = 0;
  return source->gzip ? read_packed(source, block, got, error)
                      : read_bytes(source, block, got, error);
}

static ayes_status read_front(ayes_source *source, ayes_span *front, ayes_error *error) {
  size_t got;
  ayes_status status = read_block(source, source->block, &got, error);
  *front = ayes_span_make(source->block, got);
  return status;
}

/* The first block turns out to be compressed: it is unpacked in its place. */
static ayes_status start_unpacking(ayes_source *source, ayes_span *front, ayes_error *error) {
  source->packed = ayes_memory_new(AYES_SOURCE_BLOCK);
  if (!source->packed) return ayes_error_memory(error);
  ayes_status status = ayes_gzip_new(&source->gzip, error);
  if (status != AYES_OK) return status;
  memcpy(source->packed, front->data, front->length);
  source->packed_end = source->at_end;
  ayes_gzip_feed(source->gzip, ayes_span_make(source->packed, front->length));
  return read_front(source, front, error);
}

static size_t file_size(FILE *file) {
  struct stat facts = {0};
  (void)fstat(fileno(file), &facts);
  return S_ISREG(facts.st_mode) ? (size_t)facts.st_size : 0;
}

static ayes_status allocate(const char *path, ayes_source *source, ayes_error *error) {
  const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
  size_t length = strlen(name) + 1;
  source->path = ayes_memory_new(length);
  source->block = ayes_memory_new(AYES_SOURCE_BLOCK);
  if (!source->path || !source->block) return ayes_error_memory(error);
  memcpy(source->path, name, length);
  return AYES_OK;
}

static bool has_only_spaces(ayes_span text) { return ayes_span_trim(text).length == 0; }

static ayes_status check_front(const ayes_source *source, ayes_span front, ayes_error *error) {
  if (source->at_end && has_only_spaces(ayes_span_from(front, ayes_encoding_mark(front))))
    return ayes_error_set_at(error, AYES_BAD_DATA, source->path, 0, 0, "is empty");
  return AYES_OK;
}

static ayes_status check_text(const ayes_source *source, ayes_span front, ayes_encoding encoding,
                              ayes_error *error) {
  ayes_span checked = ayes_span_slice(front, 0, BINARY_FRONT);
  if ((encoding == AYES_UTF8 || encoding == AYES_WINDOWS_1252) &&
      ayes_span_find_byte(checked, '\0') < checked.length)
    return ayes_error_set_at(
        error, AYES_BAD_DATA, source->path, 0, 0,
        "is not text (it holds NUL bytes); export the answers as CSV or JSONL");
  return AYES_OK;
}

ayes_status ayes_source_open_as(const char *path, unsigned bits, ayes_source *source,
                                ayes_span *front, ayes_error *error) {
  *source = (ayes_source){.next = {0, 1}, .is_prompt = bits & AYES_SOURCE_PROMPT};
  *front = ayes_span_make(NULL, 0);
  ayes_status status = allocate(path, source, error);
  if (status == AYES_OK && bits & AYES_SOURCE_HASHED) status = ayes_hash_new(&source->hash, error);
  if (status == AYES_OK) status = ayes_file_open(path, &source->file, error);
  if (status != AYES_OK) return status;
  source->total = file_size(source->file);
  status = read_front(source, front, error);
  if (status == AYES_OK && ayes_gzip_is(*front)) status = start_unpacking(source, front, error);
  if (status != AYES_OK) return status;
  source->front = front->length;
  return check_front(source, *front, error);
}

ayes_status ayes_source_open(const char *path, ayes_source *source, ayes_span *front,
                             ayes_error *error) {
  return ayes_source_open_as(path, AYES_SOURCE_HASHED, source, front, error);
}

static ayes_status convert(ayes_source *source, ayes_span bytes, ayes_error *error) {
  ayes_encoding_convert(&source->converter, bytes, source->at_end, &source->text);
  return source->text.failed ? ayes_error_memory(error) : AYES_OK;
}

ayes_status ayes_source_start(ayes_source *source, ayes_encoding encoding, ayes_error *error) {
  ayes_span front = ayes_span_make(source->block, source->front);
  ayes_status status = check_text(source, front, encoding, error);
  if (status != AYES_OK) return status;
  source->converter.encoding = encoding;
  return convert(source, ayes_span_from(front, ayes_encoding_mark(front)), error);
}

ayes_status ayes_source_start_named(ayes_source *source, ayes_span front, const char *name,
                                    bool may_be_windows, const char **why, ayes_error *error) {
  ayes_encoding encoding = ayes_encoding_of(front, may_be_windows, why);
  if (name) {
    if (!ayes_encoding_named(name, &encoding))
      return ayes_error_set_at(error, AYES_BAD_USAGE, source->path, 0, 0,
                               "unknown encoding \"%s\"; the encodings are utf-8, windows-1252, "
                               "utf-16le and utf-16be",
                               name);
    *why = "it was asked for";
  }
  return ayes_source_start(source, encoding, error);
}

/* Drops what lies before the offset. */
static void drop_before(ayes_source *source, size_t offset) {
  size_t bytes = offset - source->base;
  if (bytes == 0) return;
  memmove(source->text.data, source->text.data + bytes, source->text.length - bytes);
  source->text.length -= bytes;
  source->base = offset;
}

/* UTF-8 is read to where it stays. */
static ayes_status read_text(ayes_source *source, ayes_error *error) {
  size_t got;
  char *room = ayes_buffer_room(&source->text, AYES_SOURCE_BLOCK);
  if (!room) return ayes_error_memory(error);
  ayes_status status = read_block(source, room, &got, error);
  if (status == AYES_OK) ayes_buffer_advance(&source->text, room + got);
  return status;
}

static ayes_status fill(ayes_source *source, ayes_error *error) {
  size_t got;
  drop_before(source, source->keeps ? source->kept : source->next.offset);
  if (source->converter.encoding == AYES_UTF8) return read_text(source, error);
  ayes_status status = read_block(source, source->block, &got, error);
  return status == AYES_OK ? convert(source, ayes_span_make(source->block, got), error) : status;
}

/* Bytes of text up to and with the first line end at or after from; 0 when there is none, or when
 * it cannot be told yet whether a return is followed by a newline. */
static size_t line_length(ayes_span text, size_t from, bool at_returns, bool at_end) {
  ayes_span rest = ayes_span_from(text, from);
  size_t newline = ayes_span_find_byte(rest, '\n');
  if (at_returns) {
    size_t carriage = ayes_span_find_byte(ayes_span_slice(rest, 0, newline), '\r');
    if (carriage + 1 < newline) return from + carriage + 1;
    if (carriage + 1 == rest.length && newline == rest.length) return at_end ? text.length : 0;
  }
  return newline < rest.length ? from + newline + 1 : 0;
}

ayes_span ayes_source_unread(const ayes_source *source) {
  return ayes_span_from(ayes_buffer_span(&source->text), source->next.offset - source->base);
}

void ayes_source_skip(ayes_source *source, size_t length, size_t lines) {
  source->next.offset += length;
  source->next.line += lines;
}

/* Reads on to the end of a line that is too long, dropping it. */
static ayes_status skip_line(ayes_source *source, ayes_source_text *line, ayes_error *error) {
  ayes_status status = AYES_OK;
  line->is_over = true;
  source->keeps = false;
  while (status == AYES_OK) {
    ayes_span text = ayes_source_unread(source);
    size_t newline = ayes_span_find_byte(text, '\n');
    source->next.offset += newline < text.length ? newline + 1 : text.length;
    if (newline < text.length || source->at_end) break;
    status = fill(source, error);
  }
  source->next.line++;
  return status;
}

ayes_status ayes_source_line(ayes_source *source, bool at_returns, ayes_source_text *line,
                             ayes_error *error) {
  size_t searched = 0;
  *line = (ayes_source_text){.line = source->next.line};
  for (;;) {
    ayes_span text = ayes_source_unread(source);
    size_t length = line_length(text, searched, at_returns, source->at_end);
    if (length == 0 && source->at_end) length = text.length;
    line->is_there = length > 0 || text.length > 0;
    if (length > AYES_RECORD_LIMIT || (length == 0 && text.length > AYES_RECORD_LIMIT))
      return skip_line(source, line, error);
    if (length || source->at_end) {
      line->bytes = ayes_span_slice(text, 0, length);
      source->next.offset += length;
      source->next.line += length > 0;
      return AYES_OK;
    }
    searched = text.length ? text.length - 1 : 0;
    ayes_status status = fill(source, error);
    if (status != AYES_OK) return status;
  }
}

void ayes_source_keep(ayes_source *source) {
  source->keeps = true;
  source->kept = source->next.offset;
}

void ayes_source_return(ayes_source *source, ayes_place place) { source->next = place; }

ayes_span ayes_source_since(const ayes_source *source, ayes_place place) {
  size_t start = place.offset > source->base ? place.offset - source->base : 0;
  return ayes_span_slice(ayes_buffer_span(&source->text), start,
                         source->next.offset - source->base);
}

ayes_status ayes_source_rest(ayes_source *source, size_t limit, ayes_span *rest,
                             ayes_error *error) {
  ayes_status status = AYES_OK;
  while (status == AYES_OK && !source->at_end && source->text.length <= limit)
    status = fill(source, error);
  if (status != AYES_OK) return status;
  *rest = ayes_source_unread(source);
  if (rest->length > limit)
    return ayes_error_set_at(error, AYES_OVER_LIMIT, source->path, 0, 0,
                             "is larger than the limit of %zu bytes for a JSON array; write one "
                             "object a line",
                             limit);
  return AYES_OK;
}

void ayes_source_close(ayes_source *source) {
  ayes_file_close(source->file);
  ayes_memory_free(source->path);
  ayes_memory_free(source->block);
  ayes_memory_free(source->packed);
  ayes_gzip_free(source->gzip);
  ayes_hash_free(source->hash);
  ayes_buffer_release(&source->text);
  *source = (ayes_source){0};
}

bool ayes_source_would_wait(const ayes_source *source) {
  ayes_span rest = ayes_source_unread(source);
  return !source->at_end && ayes_span_find_byte(rest, '\n') == rest.length;
}
