/* SPDX-License-Identifier: MIT
 *
 * CSV, compressed or not: the shortcut and libcsv must say the same of every row.
 */
#include "fuzz/file.h"

#include "corpus/table_parts.h"

static void compare(const ayes_row *a, const ayes_row *b) {
  FUZZ_CHECK(a->is_there == b->is_there && a->number == b->number && a->line == b->line);
  FUZZ_CHECK(a->count == b->count && a->bad_bytes == b->bad_bytes && !a->code == !b->code);
  for (size_t i = 0; i < a->count; i++) FUZZ_CHECK(ayes_span_equal(a->cells[i], b->cells[i]));
}

static void read_both(const char *path) {
  ayes_table *quick, *careful;
  ayes_table_options options = {.format = "csv"};
  if (ayes_table_open(path, &options, &quick, NULL) != AYES_OK) return;
  FUZZ_CHECK(ayes_table_open(path, &options, &careful, NULL) == AYES_OK);
  careful->is_careful = true;
  ayes_row a, b;
  ayes_status status;
  do {
    status = ayes_table_next(quick, &a, NULL);
    FUZZ_CHECK(status == ayes_table_next(careful, &b, NULL));
    if (status == AYES_OK) compare(&a, &b);
  } while (status == AYES_OK && a.is_there);
  ayes_table_close(quick);
  ayes_table_close(careful);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const char *path = fuzz_file(data, size);
  read_both(path);
  fuzz_read_table(path, NULL);
  return 0;
}
