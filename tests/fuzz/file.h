/* SPDX-License-Identifier: MIT
 *
 * Input of a fuzz target as a file, as readers take files; and as the parts of an archive, since
 * changed bytes of packed ones would be damaged archives and nothing else.
 *
 *     const char *path = fuzz_file(data, size);
 *     read_table(path);
 */
#ifndef AYES_FUZZ_FILE_H
#define AYES_FUZZ_FILE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define assert_non_null(pointer) FUZZ_CHECK((pointer) != NULL)
#define assert_int_equal(a, b) FUZZ_CHECK((a) == (b))
#define assert_true(condition) FUZZ_CHECK(condition)

#include "corpus/table.h"
#include "fuzz/parts.h"
#include "support/zip.h"

/* A file name of this process's own. */
static inline const char *fuzz_path(void) {
  static char path[64];
  if (!path[0]) (void)snprintf(path, sizeof path, "fuzz-%ld.made", (long)getpid());
  return path;
}

static inline const char *fuzz_file(const uint8_t *data, size_t size) {
  FILE *file = fopen(fuzz_path(), "wb");
  FUZZ_CHECK(file && fwrite(data, 1, size, file) == size && fclose(file) == 0);
  return fuzz_path();
}

/* An archive of the fixed parts and of the input cut at NUL bytes, its pieces under the names. */
static inline const char *fuzz_archive(const uint8_t *data, size_t size, const test_part *fixed,
                                       size_t fixed_count, const char *const *names,
                                       size_t name_count) {
  enum { MOST = 8 };
  test_part parts[MOST];
  char *copy = malloc(size + 1);
  FUZZ_CHECK(copy && fixed_count + name_count <= MOST);
  if (size) memcpy(copy, data, size);
  copy[size] = '\0';
  for (size_t i = 0; i < fixed_count; i++) parts[i] = fixed[i];
  size_t at = 0, count = fixed_count;
  for (size_t i = 0; i < name_count && at <= size; i++) {
    parts[count++] = (test_part){names[i], copy + at, 0, NULL, true};
    at += strlen(copy + at) + 1;
  }
  test_zip(fuzz_path(), parts, count);
  free(copy);
  return fuzz_path();
}

/* Reads all rows; what is handed out must be readable and sound. */
static inline void fuzz_read_table(const char *path, const ayes_table_options *options) {
  ayes_table *table;
  ayes_row row;
  ayes_error error = {0};
  ayes_status status = ayes_table_open(path, options, &table, &error);
  size_t rows = 0, bytes = 0;
  while (status == AYES_OK && rows++ < 100000) {
    status = ayes_table_next(table, &row, &error);
    if (status != AYES_OK || !row.is_there) break;
    FUZZ_CHECK(row.count <= AYES_TABLE_COLUMN_LIMIT);
    FUZZ_CHECK(!row.code == !row.message[0] && (!row.code || row.count == 0));
    for (size_t i = 0; i < row.count; i++)
      for (size_t j = 0; j < row.cells[i].length; j++) bytes += row.cells[i].data[j] == '\0';
  }
  FUZZ_CHECK(bytes == 0);
  FUZZ_CHECK(status == AYES_OK || error.message[0]);
  ayes_table_close(table);
  (void)remove(path);
}

#endif
