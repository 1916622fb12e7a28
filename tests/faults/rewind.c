/* SPDX-License-Identifier: MIT
 *
 * A second name of each file, in a folder that nobody else knows, holds its inode while a child
 * removes or renames the first one. Bytes are compared before they are written back.
 */
#define _GNU_SOURCE
#include "faults/rewind.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char kept[] = "kept";

static void give_up(const char *what, const char *name) {
  dprintf(STDERR_FILENO, "rewind: %s %s: %s\n", what, name, strerror(errno));
  _exit(EXIT_FAILURE);
}

static void need(bool good, const char *what, const char *name) {
  if (!good) give_up(what, name);
}

/* ---- Bytes ---- */

static void read_whole(const char *path, ayes_buffer *bytes) {
  char block[16 * 1024];
  ssize_t got;
  int descriptor = open(path, O_RDONLY);
  need(descriptor >= 0, "open", path);
  ayes_buffer_clear(bytes);
  while ((got = read(descriptor, block, sizeof block)) > 0)
    ayes_buffer_add(bytes, ayes_span_make(block, (size_t)got));
  need(got == 0 && !bytes->failed, "read", path);
  close(descriptor);
}

static void write_whole(const char *path, const ayes_buffer *bytes) {
  static ayes_buffer found;
  read_whole(path, &found);
  if (ayes_span_equal(ayes_buffer_span(&found), ayes_buffer_span(bytes))) return;
  int descriptor = open(path, O_WRONLY | O_TRUNC);
  need(descriptor >= 0, "open again", path);
  need(
      bytes->length == 0 || write(descriptor, bytes->data, bytes->length) == (ssize_t)bytes->length,
      "write back", path);
  close(descriptor);
}

/* ---- Names ---- */

static void keep_name(rewind_point *point, const char *path, bool is_folder) {
  char second[PATH_MAX];
  need(point->name_count < REWIND_NAMES && strlen(path) < REWIND_NAME, "too many files", path);
  snprintf(second, sizeof second, "%s/%zu", kept, point->name_count);
  rewind_name *name = &point->names[point->name_count++];
  snprintf(name->path, sizeof name->path, "%s", path);
  name->is_folder = is_folder;
  if (is_folder) return;
  need(link(path, second) == 0, "link", path);
  read_whole(path, &name->bytes);
}

typedef void (*visitor)(rewind_point *point, const char *path, bool is_folder);

/* What is below a folder; folders before what is in them, or after. */
static void visit(rewind_point *point, const char *folder, visitor see, bool after) {
  char path[PATH_MAX];
  struct stat facts;
  DIR *entries = opendir(folder);
  need(entries, "list", folder);
  for (struct dirent *entry; (entry = readdir(entries));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    snprintf(path, sizeof path, "%s/%.255s", folder, entry->d_name);
    need(lstat(path, &facts) == 0, "look at", path);
    bool is_folder = S_ISDIR(facts.st_mode);
    if (!after) see(point, path, is_folder);
    if (is_folder) visit(point, path, see, after);
    if (after) see(point, path, is_folder);
  }
  closedir(entries);
}

static bool is_kept_folder(const rewind_point *point, const char *path) {
  for (size_t i = 0; i < point->name_count; i++)
    if (point->names[i].is_folder && strcmp(point->names[i].path, path) == 0) return true;
  return false;
}

static void remove_name(rewind_point *point, const char *path, bool is_folder) {
  if (is_folder) need(is_kept_folder(point, path) || rmdir(path) == 0, "remove", path);
  else need(unlink(path) == 0, "remove", path);
}

static void name_again(const rewind_name *name, size_t number) {
  char second[PATH_MAX];
  if (name->is_folder) {
    need(mkdir(name->path, 0777) == 0 || errno == EEXIST, "make", name->path);
    return;
  }
  snprintf(second, sizeof second, "%s/%zu", kept, number);
  need(rename(second, name->path) == 0, "name again", name->path);
  write_whole(name->path, &name->bytes);
}

/* ---- What is open ---- */

static void path_of(int number, char path[64]) { snprintf(path, 64, "/proc/self/fd/%d", number); }

static void keep_descriptor(rewind_point *point, int number) {
  struct stat facts;
  char path[64];
  int flags = fcntl(number, F_GETFL);
  if (number == point->left_out || flags < 0 || fstat(number, &facts) != 0 ||
      !S_ISREG(facts.st_mode))
    return;
  path_of(number, path);
  need(point->descriptor_count < REWIND_DESCRIPTORS, "too many open", path);
  rewind_descriptor *one = &point->descriptors[point->descriptor_count++];
  one->number = number;
  one->offset = lseek(number, 0, SEEK_CUR);
  one->is_written = (flags & O_ACCMODE) != O_RDONLY;
  if (one->is_written) read_whole(path, &one->bytes);
}

static void keep_descriptors(rewind_point *point) {
  DIR *entries = opendir("/proc/self/fd");
  need(entries, "list", "what is open");
  for (struct dirent *entry; (entry = readdir(entries));)
    if (entry->d_name[0] != '.') keep_descriptor(point, atoi(entry->d_name));
  closedir(entries);
}

static void set_back(const rewind_descriptor *one) {
  char path[64];
  path_of(one->number, path);
  if (one->is_written) write_whole(path, &one->bytes);
  need(lseek(one->number, one->offset, SEEK_SET) == one->offset, "seek", path);
}

/* ---- All of it ---- */

void rewind_keep(rewind_point *point, const char *folder) {
  point->folder = folder;
  point->name_count = point->descriptor_count = 0;
  need(mkdir(kept, 0777) == 0 || errno == EEXIST, "make", kept);
  visit(point, folder, keep_name, false);
  keep_descriptors(point);
}

void rewind_back(rewind_point *point) {
  visit(point, point->folder, remove_name, true);
  for (size_t i = 0; i < point->name_count; i++) name_again(&point->names[i], i);
  for (size_t i = 0; i < point->descriptor_count; i++) set_back(&point->descriptors[i]);
}

void rewind_release(rewind_point *point) {
  for (size_t i = 0; i < REWIND_NAMES; i++) ayes_buffer_release(&point->names[i].bytes);
  for (size_t i = 0; i < REWIND_DESCRIPTORS; i++) ayes_buffer_release(&point->descriptors[i].bytes);
}
