/* SPDX-License-Identifier: MIT
 *
 * The old table is used as lines and nothing more.
 */
#include "quality/table.h"

#include <math.h>

#include "base/file.h"

enum { TABLE_LIMIT = 16 * 1024 * 1024 };

ayes_status bench_table_open(bench_table *table, const char *path, const char *header,
                             ayes_error *error) {
  ayes_buffer_add_text(&table->rows, header);
  ayes_buffer_add_byte(&table->rows, '\n');
  if (!ayes_file_exists(path)) return AYES_OK;
  return ayes_file_read(path, TABLE_LIMIT, &table->old, error);
}

void bench_table_release(bench_table *table) {
  ayes_buffer_release(&table->old);
  ayes_buffer_release(&table->rows);
}

size_t bench_table_old_rows(const bench_table *table, const char *set, ayes_buffer *rows) {
  ayes_span rest = ayes_buffer_span(&table->old), line;
  size_t count = 0;
  while (ayes_span_split(&rest, '\n', &line)) {
    ayes_span name = ayes_span_slice(line, 0, ayes_span_find_byte(line, ','));
    if (!ayes_span_equal(name, ayes_span_of(set))) continue;
    ayes_buffer_add(rows, line);
    ayes_buffer_add_byte(rows, '\n');
    count++;
  }
  return count;
}

size_t bench_table_keep(bench_table *table, const char *set) {
  return bench_table_old_rows(table, set, &table->rows);
}

void bench_table_keep_systems(bench_table *table, const char *set, const char *start) {
  ayes_buffer rows = {0};
  bench_table_old_rows(table, set, &rows);
  ayes_span rest = ayes_buffer_span(&rows), line;
  while (ayes_span_split(&rest, '\n', &line)) {
    ayes_span cells = line, system;
    for (size_t i = 0; i < 3; i++)
      if (!ayes_span_split(&cells, ',', &system)) system = ayes_span_of("");
    if (!ayes_span_starts_with(system, ayes_span_of(start))) continue;
    ayes_buffer_add(&table->rows, line);
    ayes_buffer_add_byte(&table->rows, '\n');
  }
  ayes_buffer_release(&rows);
}

void bench_add_figure(ayes_buffer *rows, double figure) {
  ayes_buffer_add_format(rows, ",%.3f", fabs(figure) < 0.0005 ? 0.0 : figure);
}
