/* SPDX-License-Identifier: MIT
 *
 * minizip over a file that is open already: no second look-up of its name, and the bytes that are
 * read can be counted for the progress bar.
 */
#include "corpus/archive.h"

#include <errno.h>
#include <minizip/unzip.h>
#include <string.h>

#include "base/memory.h"

struct ayes_archive {
  unzFile zip;
  FILE *file;
  const char *path;
  size_t size;     /* bytes of the file */
  size_t read;     /* of it, since the part was begun */
  size_t unpacked; /* bytes of the part so far */
  bool is_open;    /* a part is */
  int reason;      /* errno of the first read that failed: minizip calls any such file damaged */
};

/* ---- what minizip reads with ---- */

static voidpf open_file(voidpf archive, const void *name, int mode) {
  (void)name;
  return mode & ZLIB_FILEFUNC_MODE_WRITE ? NULL : archive;
}

static uLong read_file(voidpf data, voidpf stream, void *bytes, uLong size) {
  ayes_archive *archive = data;
  (void)stream;
  size_t got = fread(bytes, 1, size, archive->file);
  archive->read += got;
  if (got < size && ferror(archive->file) && !archive->reason)
    archive->reason = errno ? errno : EIO;
  return (uLong)got;
}

static uLong write_file(voidpf data, voidpf stream, const void *bytes, uLong size) {
  (void)data, (void)stream, (void)bytes, (void)size;
  return 0;
}

static ZPOS64_T tell_file(voidpf data, voidpf stream) {
  (void)stream;
  return (ZPOS64_T)ftello(((ayes_archive *)data)->file);
}

static long seek_file(voidpf data, voidpf stream, ZPOS64_T offset, int origin) {
  static const int origins[] = {SEEK_SET, SEEK_CUR, SEEK_END};
  ayes_archive *archive = data;
  (void)stream;
  if (origin < 0 || origin > 2) return -1;
  int result = fseeko(archive->file, (off_t)offset, origins[origin]);
  if (result != 0 && errno != EINVAL && !archive->reason) archive->reason = errno;
  return result;
}

static int close_file(voidpf data, voidpf stream) {
  (void)data, (void)stream;
  return 0;
}

static int file_error(voidpf data, voidpf stream) {
  (void)stream;
  return ferror(((ayes_archive *)data)->file);
}

/* ---- parts ---- */

/* Why minizip failed: reading, memory (it asked malloc since errno was cleared), or the file. */
static ayes_status failed(const ayes_archive *archive, ayes_error *error) {
  if (archive->reason)
    return ayes_error_set_at(error, AYES_IO_FAILED, archive->path, 0, 0, "cannot be read: %s",
                             strerror(archive->reason));
  if (errno == ENOMEM) return ayes_error_memory(error);
  return ayes_error_set_at(error, AYES_BAD_DATA, archive->path, 0, 0,
                           "is damaged: its packed parts cannot be read");
}

ayes_status ayes_archive_open(FILE *file, const char *path, ayes_archive **out, ayes_error *error) {
  *out = NULL;
  if (fseeko(file, 0, SEEK_END) != 0)
    return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0,
                             "is packed and cannot be read from a pipe; give the name of a file");
  ayes_archive *archive = ayes_memory_new_zeroed(1, sizeof *archive);
  if (!archive) return ayes_error_memory(error);
  zlib_filefunc64_def functions = {open_file, read_file,  write_file, tell_file,
                                   seek_file, close_file, file_error, archive};
  archive->file = file;
  archive->path = path;
  archive->size = (size_t)ftello(file);
  errno = 0;
  archive->zip = unzOpen2_64("", &functions);
  ayes_status status = archive->zip ? AYES_OK : failed(archive, error);
  if (status == AYES_OK) *out = archive;
  else ayes_archive_close(archive);
  return status;
}

static void close_part(ayes_archive *archive) {
  if (archive->is_open) unzCloseCurrentFile(archive->zip);
  archive->is_open = false;
}

ayes_status ayes_archive_part(ayes_archive *archive, const char *name, bool *found,
                              ayes_error *error) {
  enum { IGNORE_CASE = 2, ENCRYPTED = 1 };
  unz_file_info64 facts;
  close_part(archive);
  errno = 0;
  *found = unzLocateFile(archive->zip, name, IGNORE_CASE) == UNZ_OK;
  if (!*found) return archive->reason ? failed(archive, error) : AYES_OK;
  if (unzGetCurrentFileInfo64(archive->zip, &facts, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
    return failed(archive, error);
  if (facts.flag & ENCRYPTED)
    return ayes_error_set_at(error, AYES_BAD_DATA, archive->path, 0, 0,
                             "is protected by a password; save it without one");
  if (unzOpenCurrentFile(archive->zip) != UNZ_OK) return failed(archive, error);
  archive->is_open = true;
  archive->read = archive->unpacked = 0;
  return AYES_OK;
}

ayes_status ayes_archive_read(ayes_archive *archive, char *block, size_t size, size_t *got,
                              ayes_error *error) {
  errno = 0;
  int length = unzReadCurrentFile(archive->zip, block, (unsigned)size);
  *got = 0;
  if (length < 0 || archive->reason) return failed(archive, error);
  archive->unpacked += (size_t)length;
  if (archive->unpacked / AYES_ARCHIVE_RATIO >
      archive->size + AYES_ARCHIVE_FREE / AYES_ARCHIVE_RATIO)
    return ayes_error_set_at(error, AYES_OVER_LIMIT, archive->path, 0, 0,
                             "unpacks to more than %d times its size, as no table or document does",
                             AYES_ARCHIVE_RATIO);
  *got = (size_t)length;
  return AYES_OK;
}

size_t ayes_archive_bytes(const ayes_archive *archive) { return archive->read; }

const char *ayes_archive_path(const ayes_archive *archive) { return archive->path; }

void ayes_archive_close(ayes_archive *archive) {
  if (!archive) return;
  if (archive->zip) {
    close_part(archive);
    unzClose(archive->zip);
  }
  ayes_memory_free(archive);
}
