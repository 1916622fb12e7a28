/* SPDX-License-Identifier: MIT
 *
 * A temporary folder for the files of a small lexicon pack.
 *
 *     pack_folder folder;
 *     pack_folder_make(&folder);
 *     pack_folder_write(&folder, "pack.json", ayes_span_of("{...}"));
 *     pack_folder_remove(&folder);
 */
#ifndef AYES_TESTS_PACK_FOLDER_H
#define AYES_TESTS_PACK_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/span.h"

enum { PACK_FOLDER_FILES = 32, PACK_FOLDER_PATH = 512 };

typedef struct pack_folder {
  char path[PACK_FOLDER_PATH / 2];
  char files[PACK_FOLDER_FILES][PACK_FOLDER_PATH]; /* paths */
  size_t file_count;
} pack_folder;

static inline bool pack_folder_make(pack_folder *folder) {
  const char *parent = getenv("TMPDIR");
  folder->file_count = 0;
  snprintf(folder->path, sizeof folder->path, "%s/ayes-pack-XXXXXX", parent ? parent : "/tmp");
  return mkdtemp(folder->path) != NULL;
}

/* Writes a file, or writes it anew; returns its path, or NULL. */
static inline const char *pack_folder_write(pack_folder *folder, const char *name,
                                            ayes_span bytes) {
  char path[PACK_FOLDER_PATH];
  int length = snprintf(path, sizeof path, "%s/%s", folder->path, name);
  if (length < 0 || (size_t)length >= sizeof path) return NULL;
  size_t index = 0;
  while (index < folder->file_count && strcmp(folder->files[index], path) != 0) index++;
  if (index == PACK_FOLDER_FILES) return NULL;
  memcpy(folder->files[index], path, sizeof path);
  if (index == folder->file_count) folder->file_count++;
  FILE *file = fopen(path, "wb");
  if (!file) return NULL;
  bool written = bytes.length == 0 || fwrite(bytes.data, bytes.length, 1, file) == 1;
  return fclose(file) == 0 && written ? folder->files[index] : NULL;
}

static inline void pack_folder_remove(pack_folder *folder) {
  for (size_t i = 0; i < folder->file_count; i++) remove(folder->files[i]);
  rmdir(folder->path);
}

#endif
