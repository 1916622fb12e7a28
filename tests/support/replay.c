/* SPDX-License-Identifier: MIT
 *
 * Stands in for libFuzzer where there is none: gives every file of the folders named to the fuzz
 * target, once, and the empty input first.
 *
 *     fuzz_csv tests/fuzz/seeds/csv
 */
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

enum { SEED_LIMIT = 64 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool replay_file(const char *path) {
  ayes_buffer bytes = {0};
  bool good = ayes_file_read(path, SEED_LIMIT, &bytes, NULL) == AYES_OK;
  if (good) LLVMFuzzerTestOneInput((const uint8_t *)(bytes.data ? bytes.data : ""), bytes.length);
  else printf("%s: cannot be read\n", path);
  ayes_buffer_release(&bytes);
  return good;
}

/* How many files were replayed; a folder that is not there has none. */
static size_t replay_folder(const char *folder, bool *good) {
  size_t count = 0;
  DIR *directory = opendir(folder);
  if (!directory) return 0;
  for (struct dirent *entry; (entry = readdir(directory));) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (ayes_file_is_folder(path)) continue;
    if (!replay_file(path)) *good = false;
    count++;
  }
  closedir(directory);
  return count;
}

int main(int count, char **folders) {
  bool good = true;
  LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
  for (int i = 1; i < count; i++)
    printf("%s: %zu seeds replayed\n", folders[i], replay_folder(folders[i], &good));
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
