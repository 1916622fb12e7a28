/* SPDX-License-Identifier: MIT
 *
 * A committed table of results (CSV, first column the set). Sets that are measured get new rows,
 * sets that are absent keep those they had.
 *
 *     bench_table table = {0};
 *     bench_table_open(&table, path, "set,n,accuracy", &error);
 *     bench_table_keep(&table, "seeds");             -- or append rows to table.rows
 *     bench_write(path, &table.rows, &error);
 *     bench_table_release(&table);
 */
#ifndef AYES_BENCH_TABLE_H
#define AYES_BENCH_TABLE_H

#include "base/buffer.h"

typedef struct bench_table {
  ayes_buffer old;  /* the file as it was; empty when there was none */
  ayes_buffer rows; /* the file as it will be */
} bench_table;

/* Reads the old table and starts the new one. The caller releases it, also after a failure. */
ayes_status bench_table_open(bench_table *table, const char *path, const char *header,
                             ayes_error *error);
void bench_table_release(bench_table *table);

/* Appends the old rows of a set; returns how many. */
size_t bench_table_keep(bench_table *table, const char *set);

/* Appends the old rows of a set whose third column, the system, begins so: other programs measure
 * those. */
void bench_table_keep_systems(bench_table *table, const char *set, const char *start);

/* Appends the old rows of a set to rows; returns how many. */
size_t bench_table_old_rows(const bench_table *table, const char *set, ayes_buffer *rows);

/* Appends a comma and a figure with three decimals; never "-0.000". */
void bench_add_figure(ayes_buffer *rows, double figure);

#endif
