/* SPDX-License-Identifier: MIT
 *
 * zlib's inflate, started anew at the end of each member.
 */
#include "corpus/gzip.h"

#include <zlib.h>

#include "base/memory.h"

enum { GZIP_WINDOW = 15 + 16 /* the largest, with the header of gzip */ };

struct ayes_gzip {
  z_stream stream;
  bool is_started; /* inside a member */
};

bool ayes_gzip_is(ayes_span front) {
  return ayes_span_starts_with(front, ayes_span_make("\x1F\x8B\x08", 3));
}

static voidpf allocate(voidpf user, uInt count, uInt size) {
  (void)user;
  return ayes_memory_new_zeroed(count, size);
}

static void release(voidpf user, voidpf memory) {
  (void)user;
  ayes_memory_free(memory);
}

ayes_status ayes_gzip_new(ayes_gzip **out, ayes_error *error) {
  *out = NULL;
  ayes_gzip *gzip = ayes_memory_new_zeroed(1, sizeof *gzip);
  if (!gzip) return ayes_error_memory(error);
  gzip->stream.zalloc = allocate;
  gzip->stream.zfree = release;
  if (inflateInit2(&gzip->stream, GZIP_WINDOW) != Z_OK) {
    ayes_memory_free(gzip);
    return ayes_error_memory(error);
  }
  *out = gzip;
  return AYES_OK;
}

void ayes_gzip_free(ayes_gzip *gzip) {
  if (!gzip) return;
  inflateEnd(&gzip->stream);
  ayes_memory_free(gzip);
}

void ayes_gzip_feed(ayes_gzip *gzip, ayes_span bytes) {
  gzip->stream.next_in = (Bytef *)(uintptr_t)bytes.data;
  gzip->stream.avail_in = (uInt)bytes.length;
}

/* Zeros may fill up a file behind its end. */
static bool only_zeros_left(const ayes_gzip *gzip) {
  for (uInt i = 0; i < gzip->stream.avail_in; i++)
    if (gzip->stream.next_in[i]) return false;
  return true;
}

static ayes_status step(ayes_gzip *gzip, ayes_error *error) {
  if (!gzip->is_started && only_zeros_left(gzip)) {
    gzip->stream.avail_in = 0;
    return AYES_OK;
  }
  gzip->is_started = true;
  int code = inflate(&gzip->stream, Z_NO_FLUSH);
  if (code == Z_STREAM_END) {
    gzip->is_started = false;
    return inflateReset(&gzip->stream) == Z_OK ? AYES_OK : ayes_error_memory(error);
  }
  if (code == Z_OK || code == Z_BUF_ERROR) return AYES_OK;
  if (code == Z_MEM_ERROR) return ayes_error_memory(error);
  return ayes_error_set(error, AYES_BAD_DATA, "the compressed data is damaged");
}

ayes_status ayes_gzip_take(ayes_gzip *gzip, char *block, size_t room, size_t *got,
                           ayes_error *error) {
  ayes_status status = AYES_OK;
  gzip->stream.next_out = (Bytef *)block;
  gzip->stream.avail_out = (uInt)room;
  *got = 0;
  while (status == AYES_OK && gzip->stream.avail_out && gzip->stream.avail_in)
    status = step(gzip, error);
  *got = room - gzip->stream.avail_out;
  return status;
}

bool ayes_gzip_is_whole(const ayes_gzip *gzip) { return !gzip->is_started; }
