/* SPDX-License-Identifier: MIT
 *
 * Reading through stdio, writing through a temporary file in the same folder: write, fsync,
 * rename, as POSIX guarantees rename to be atomic within a file system.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

enum { READ_BLOCK = 64 * 1024, WRITE_BLOCK = 256 * 1024, DIRECT_BLOCK = 64 * 1024 };

bool ayes_file_exists(const char *path) {
  struct stat facts;
  return stat(path, &facts) == 0;
}

bool ayes_file_is_folder(const char *path) {
  struct stat facts;
  return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

ayes_status ayes_file_make_folder(const char *path, bool *made, ayes_error *error) {
  if (made) *made = false;
  if (ayes_file_is_folder(path)) return AYES_OK;
  if (mkdir(path, 0777) != 0)
    return ayes_error_set_at(error, AYES_IO_FAILED, path, 0, 0, "the folder cannot be made: %s",
                             errno == EEXIST ? "a file stands there" : strerror(errno));
  if (made) *made = true;
  return AYES_OK;
}

char *ayes_file_join(ayes_arena *arena, const char *folder, const char *name, ayes_error *error) {
  size_t folder_length = strlen(folder);
  size_t name_length = strlen(name);
  char *path = ayes_arena_new(arena, folder_length + name_length + 2, error);
  if (!path) return NULL;
  memcpy(path, folder, folder_length);
  if (folder_length && folder[folder_length - 1] != '/') path[folder_length++] = '/';
  memcpy(path + folder_length, name, name_length + 1);
  return path;
}

const char *ayes_file_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

/* Whether somebody has the pipe open for writing, or has written to it, within a second. A byte
 * that is read to find out is put back. */
static bool has_writer(FILE *file) {
  enum { TRIES = 100, PAUSE = 10 }; /* milliseconds */
  struct pollfd waiting = {.fd = fileno(file), .events = POLLIN};
  for (int i = 0; i < TRIES; i++) {
    unsigned char byte;
    if (poll(&waiting, 1, i ? PAUSE : 0) > 0) return true;
    ssize_t got = read(waiting.fd, &byte, 1);
    if (got > 0) return ungetc(byte, file) == byte;
    if (got < 0) return errno == EAGAIN; /* empty, and there is a writer */
  }
  return false;
}

/* Opening a pipe waits for a writer, for ever if need be: so it is opened without waiting. */
static ayes_status check_pipe(const char *path, FILE *file, ayes_error *error) {
  struct stat facts;
  int descriptor = fileno(file);
  bool is_pipe = fstat(descriptor, &facts) == 0 && S_ISFIFO(facts.st_mode);
  if (is_pipe && !has_writer(file))
    return ayes_error_set_at(error, AYES_NO_INPUT, path, 0, 0,
                             "is a pipe that nothing writes to; give a file");
  int flags = fcntl(descriptor, F_GETFL);
  if (flags >= 0) (void)fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK);
  return AYES_OK;
}

ayes_status ayes_file_open(const char *path, FILE **file, ayes_error *error) {
  *file = NULL;
  if (strcmp(path, "-") == 0) {
    *file = stdin;
    return AYES_OK;
  }
  if (ayes_file_is_folder(path))
    return ayes_error_set_at(error, AYES_NO_INPUT, path, 0, 0, "is a folder, not a file");
  int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  *file = descriptor < 0 ? NULL : fdopen(descriptor, "rb");
  if (!*file) {
    int reason = errno;
    if (descriptor >= 0) close(descriptor);
    return ayes_error_set_at(error, AYES_NO_INPUT, path, 0, 0, "cannot be opened: %s",
                             reason == ENOENT ? "no such file" : strerror(reason));
  }
  ayes_status status = check_pipe(path, *file, error);
  if (status == AYES_OK) return status;
  fclose(*file);
  *file = NULL;
  return status;
}

void ayes_file_close(FILE *file) {
  if (file && file != stdin) fclose(file);
}

/* Room for what a file is known to hold and a byte more, so that its end is seen without another
 * block; of a pipe nothing is known. */
static size_t expected_room(FILE *file, size_t limit) {
  struct stat facts;
  bool is_known = fstat(fileno(file), &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_size > 0 &&
                  (uintmax_t)facts.st_size <= limit;
  return is_known ? (size_t)facts.st_size + 1 : READ_BLOCK;
}

static ayes_status read_all(FILE *file, const char *path, size_t limit, ayes_buffer *buffer,
                            ayes_error *error) {
  size_t room = expected_room(file, limit), got = 0;
  do {
    char *place = ayes_buffer_room(buffer, room);
    if (!place) return ayes_error_memory(error);
    got = fread(place, 1, room, file);
    if (got > limit || buffer->length > limit - got)
      return ayes_error_set_at(error, AYES_OVER_LIMIT, path, 0, 0,
                               "is larger than the limit of %zu bytes", limit);
    ayes_buffer_advance(buffer, place + got);
    room = READ_BLOCK;
  } while (!feof(file) && !ferror(file));
  if (ferror(file))
    return ayes_error_set_at(error, AYES_IO_FAILED, path, 0, 0, "cannot be read: %s",
                             strerror(errno));
  return AYES_OK;
}

ayes_status ayes_file_read(const char *path, size_t limit, ayes_buffer *buffer, ayes_error *error) {
  FILE *file;
  ayes_buffer_restart(buffer);
  ayes_status status = ayes_file_open(path, &file, error);
  if (status != AYES_OK) return status;
  status = read_all(file, path, limit, buffer, error);
  ayes_file_close(file);
  return status;
}

struct ayes_output {
  int descriptor;
  bool is_standard_output;
  bool broken;  /* a write failed: nothing more is tried */
  bool resumes; /* what is written stays when the run is cut short */
  char *path;
  char *temporary;
  ayes_buffer waiting;
};

static ayes_status output_failed(ayes_output *output, const char *what, ayes_error *error) {
  output->broken = true;
  return ayes_error_set_at(error, AYES_IO_FAILED, output->path, 0, 0, "cannot be %s: %s", what,
                           strerror(errno));
}

static void output_free(ayes_output *output) {
  if (!output) return;
  ayes_memory_free(output->path);
  ayes_memory_free(output->temporary);
  ayes_buffer_release(&output->waiting);
  ayes_memory_free(output);
}

static char *copy_with_suffix(const char *path, const char *suffix) {
  size_t length = strlen(path), extra = strlen(suffix);
  char *copy = ayes_memory_new(length + extra + 1);
  if (!copy) return NULL;
  memcpy(copy, path, length);
  memcpy(copy + length, suffix, extra + 1);
  return copy;
}

static ayes_status create_temporary(ayes_output *output, ayes_error *error) {
  if (ayes_file_is_folder(output->path))
    return ayes_error_set_at(error, AYES_IO_FAILED, output->path, 0, 0,
                             "is a folder; name a file to write");
  output->descriptor = mkstemp(output->temporary);
  if (output->descriptor < 0) return output_failed(output, "written", error);
  mode_t mask = umask(0);
  umask(mask);
  (void)fchmod(output->descriptor, (mode_t)(0666 & ~mask));
  return AYES_OK;
}

/* A device or pipe (as /dev/null) cannot be replaced by a rename: it is written directly. */
static bool is_special_file(const char *path) {
  struct stat facts;
  return stat(path, &facts) == 0 && !S_ISREG(facts.st_mode) && !S_ISDIR(facts.st_mode);
}

static ayes_status open_descriptor(ayes_output *output, ayes_error *error) {
  if (output->is_standard_output) {
    output->descriptor = STDOUT_FILENO;
    return AYES_OK;
  }
  if (!is_special_file(output->path)) return create_temporary(output, error);
  output->temporary[0] = '\0';
  output->descriptor = open(output->path, O_WRONLY | O_CLOEXEC);
  return output->descriptor < 0 ? output_failed(output, "written", error) : AYES_OK;
}

ayes_status ayes_output_open(const char *path, ayes_output **out, ayes_error *error) {
  *out = NULL;
  ayes_output *output = ayes_memory_new_zeroed(1, sizeof *output);
  if (!output) return ayes_error_memory(error);
  output->descriptor = -1;
  output->is_standard_output = strcmp(path, "-") == 0;
  output->path = copy_with_suffix(output->is_standard_output ? "standard output" : path, "");
  output->temporary = copy_with_suffix(path, ".partial-XXXXXX");
  ayes_status status =
      output->path && output->temporary ? open_descriptor(output, error) : ayes_error_memory(error);
  if (status != AYES_OK) {
    output_free(output);
    return status;
  }
  *out = output;
  return AYES_OK;
}

/* Length of the file up to its last line end. */
static ayes_status whole_lines(ayes_output *output, off_t *length, ayes_error *error) {
  char block[READ_BLOCK];
  off_t end = lseek(output->descriptor, 0, SEEK_END);
  while (end > 0) {
    off_t start = end > (off_t)sizeof block ? end - (off_t)sizeof block : 0;
    ssize_t got = pread(output->descriptor, block, (size_t)(end - start), start);
    if (got < end - start) return output_failed(output, "read", error);
    while (got > 0 && block[got - 1] != '\n') got--;
    end = start + got;
    if (got > 0) break;
  }
  *length = end;
  return end < 0 ? output_failed(output, "read", error) : AYES_OK;
}

static ayes_status open_partial(ayes_output *output, ayes_error *error) {
  off_t length;
  output->descriptor = open(output->temporary, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (output->descriptor < 0) return output_failed(output, "written", error);
  if (flock(output->descriptor, LOCK_EX | LOCK_NB) != 0)
    return ayes_error_set_at(error, AYES_IO_FAILED, output->path, 0, 0,
                             "is being written by another run");
  ayes_status status = whole_lines(output, &length, error);
  if (status != AYES_OK) return status;
  if (ftruncate(output->descriptor, length) != 0 ||
      lseek(output->descriptor, length, SEEK_SET) != length)
    return output_failed(output, "written", error);
  return AYES_OK;
}

ayes_status ayes_output_resume(const char *path, uint64_t identity, ayes_output **out,
                               const char **partial, ayes_error *error) {
  char suffix[32];
  *out = NULL;
  if (strcmp(path, "-") == 0 || is_special_file(path) || ayes_file_is_folder(path))
    return ayes_error_set(error, AYES_BAD_USAGE, "a run that can be resumed needs a file to write");
  (void)snprintf(suffix, sizeof suffix, ".partial-%016llx", (unsigned long long)identity);
  ayes_output *output = ayes_memory_new_zeroed(1, sizeof *output);
  if (!output) return ayes_error_memory(error);
  output->descriptor = -1;
  output->resumes = true;
  output->path = copy_with_suffix(path, "");
  output->temporary = copy_with_suffix(path, suffix);
  ayes_status status =
      output->path && output->temporary ? open_partial(output, error) : ayes_error_memory(error);
  if (status == AYES_OK) {
    *partial = output->temporary;
    *out = output;
    return AYES_OK;
  }
  if (output->descriptor >= 0) close(output->descriptor);
  output_free(output);
  return status;
}

static ayes_status write_all(ayes_output *output, ayes_span bytes, ayes_error *error) {
  while (bytes.length) {
    ssize_t written = write(output->descriptor, bytes.data, bytes.length);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return output_failed(output, "written", error);
    bytes = ayes_span_from(bytes, (size_t)written);
  }
  return AYES_OK;
}

ayes_status ayes_output_flush(ayes_output *output, ayes_error *error) {
  if (output->broken) return AYES_IO_FAILED;
  ayes_status status = write_all(output, ayes_buffer_span(&output->waiting), error);
  ayes_buffer_clear(&output->waiting);
  return status;
}

ayes_status ayes_output_write(ayes_output *output, ayes_span bytes, ayes_error *error) {
  if (output->broken) return AYES_IO_FAILED;
  if (bytes.length >= DIRECT_BLOCK) { /* copying it would cost more than a call more */
    ayes_status status = ayes_output_flush(output, error);
    return status == AYES_OK ? write_all(output, bytes, error) : status;
  }
  ayes_buffer_add(&output->waiting, bytes);
  if (output->waiting.failed) return ayes_error_memory(error);
  return output->waiting.length < WRITE_BLOCK ? AYES_OK : ayes_output_flush(output, error);
}

static ayes_status publish(ayes_output *output, ayes_error *error) {
  if (fsync(output->descriptor) != 0) return output_failed(output, "written", error);
  int descriptor = output->descriptor;
  output->descriptor = -1;
  if (close(descriptor) != 0) return output_failed(output, "written", error);
  if (rename(output->temporary, output->path) != 0) return output_failed(output, "renamed", error);
  output->temporary[0] = '\0';
  return AYES_OK;
}

ayes_status ayes_output_close(ayes_output *output, bool keep, ayes_error *error) {
  if (!output) return AYES_OK;
  bool has_temporary = !output->is_standard_output && output->temporary[0];
  ayes_status status = AYES_OK;
  if (keep || output->is_standard_output || output->resumes)
    status = ayes_output_flush(output, error);
  if (keep && status == AYES_OK && has_temporary) status = publish(output, error);
  if (output->descriptor >= 0 && !output->is_standard_output) close(output->descriptor);
  if (has_temporary && output->temporary[0] && !output->resumes) unlink(output->temporary);
  output_free(output);
  return status;
}
