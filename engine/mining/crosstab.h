/* SPDX-License-Identifier: MIT
 *
 * Stances, topics or ticks by group, question or tick: counts, and where they are further apart
 * than chance.
 *
 *     ayes_crosstab table = {.rows = AYES_FACET_STANCE, .columns = AYES_FACET_GROUP};
 *     ayes_crosstab_add(&table, &record, error);        -- for each answer
 *     ayes_crosstab_finish(&table, error);
 *     table.cells[row * table.column_count + column].count
 *     ayes_crosstab_release(&table);
 *
 * Each cell is tested against the rest of its table: has an answer of this column this row more or
 * less often than others have? Pearson's chi-square with one degree of freedom where chance would
 * put 5 or more in each of the four fields (Cochran 1954), otherwise Fisher's exact test (Fisher
 * 1922). q: Benjamini & Hochberg 1995 over all cells. Lift: share in the column over share in all.
 */
#ifndef AYES_MINING_CROSSTAB_H
#define AYES_MINING_CROSSTAB_H

#include "base/names.h"
#include "mining/facet.h"

enum { AYES_CROSSTAB_VALUE_LIMIT = 2000, AYES_CROSSTAB_CELL_LIMIT = 400000 };

typedef enum ayes_cell_test {
  AYES_TEST_NONE,
  AYES_TEST_CHI_SQUARE,
  AYES_TEST_FISHER
} ayes_cell_test;

typedef struct ayes_cell {
  size_t count;
  double expected;     /* by chance */
  double lift;         /* 0 when no answer at all has the row */
  ayes_cell_test test; /* none where a column or a row holds all answers or none */
  double p, q;         /* 1 without a test */
} ayes_cell;

typedef struct ayes_crosstab_side {
  ayes_names names;
  struct {
    size_t *items;
    size_t count, capacity;
  } totals;        /* answers with each value, by number - 1 */
  uint32_t *order; /* numbers of the values as they are shown */
} ayes_crosstab_side;

/* Zero-initialise but for the first two. */
typedef struct ayes_crosstab {
  ayes_facet rows, columns;
  size_t answers; /* that have a column */
  size_t without; /* that have none, and are left out */
  ayes_crosstab_side row_side, column_side;
  ayes_names pairs; /* row and column number, eight bytes */
  struct {
    size_t *items;
    size_t count, capacity;
  } pair_counts;
  /* once finished */
  size_t row_count, column_count;
  ayes_cell *cells; /* row by row */
  double chi_square, freedom,
      p; /* of the whole table; freedom 0: rows may overlap or are too few */
  double least_expected;
} ayes_crosstab;

/* AYES_OVER_LIMIT: too many values of a facet; AYES_NO_MEMORY. O(values). */
ayes_status ayes_crosstab_add(ayes_crosstab *table, const ayes_mining_record *record,
                              ayes_error *error);

/* Orders values (stances as always, questions as they came, others the most frequent first, then by
 * text) and computes the cells. AYES_OVER_LIMIT, AYES_NO_MEMORY. */
ayes_status ayes_crosstab_finish(ayes_crosstab *table, ayes_error *error);

/* The values and totals of a finished table as they are shown, from 0. */
ayes_span ayes_crosstab_row(const ayes_crosstab *table, size_t row);
ayes_span ayes_crosstab_column(const ayes_crosstab *table, size_t column);
size_t ayes_crosstab_row_total(const ayes_crosstab *table, size_t row);
size_t ayes_crosstab_column_total(const ayes_crosstab *table, size_t column);

void ayes_crosstab_release(ayes_crosstab *table);

#endif
