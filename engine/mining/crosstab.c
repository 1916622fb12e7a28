/* SPDX-License-Identifier: MIT
 *
 * Pairs of values are counted sparsely and spread out into a table at the end.
 */
#include "mining/crosstab.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "mining/statistics.h"

static const double enough_expected = 5;

static void release_side(ayes_crosstab_side *side) {
  ayes_names_release(&side->names);
  ayes_array_release(&side->totals);
  ayes_memory_free(side->order);
}

void ayes_crosstab_release(ayes_crosstab *table) {
  release_side(&table->row_side);
  release_side(&table->column_side);
  ayes_names_release(&table->pairs);
  ayes_array_release(&table->pair_counts);
  ayes_memory_free(table->cells);
  memset(table, 0, sizeof *table);
}

static ayes_status number_of(ayes_crosstab_side *side, ayes_facet facet, ayes_span value,
                             uint32_t *number, ayes_error *error) {
  ayes_status status = ayes_names_add(&side->names, value, number, error);
  if (status != AYES_OK || *number <= side->totals.count) return status;
  if (*number > AYES_CROSSTAB_VALUE_LIMIT)
    return ayes_error_set(error, AYES_OVER_LIMIT, "there are more than %d values of %s",
                          AYES_CROSSTAB_VALUE_LIMIT, ayes_facet_name(facet));
  size_t *total = ayes_array_add(&side->totals, error);
  if (!total) return AYES_NO_MEMORY;
  *total = 0;
  return AYES_OK;
}

static ayes_status count_pair(ayes_crosstab *table, uint32_t row, uint32_t column,
                              ayes_error *error) {
  uint32_t numbers[2] = {row, column}, pair;
  ayes_status status = ayes_names_add(
      &table->pairs, ayes_span_make((const char *)numbers, sizeof numbers), &pair, error);
  if (status != AYES_OK) return status;
  if (pair > table->pair_counts.count) {
    size_t *added = ayes_array_add(&table->pair_counts, error);
    if (!added) return AYES_NO_MEMORY;
    *added = 0;
  }
  table->pair_counts.items[pair - 1]++;
  return AYES_OK;
}

ayes_status ayes_crosstab_add(ayes_crosstab *table, const ayes_mining_record *record,
                              ayes_error *error) {
  uint32_t column, row;
  if (ayes_facet_value_count(table->columns, record) == 0) {
    table->without++;
    return AYES_OK;
  }
  ayes_status status = number_of(&table->column_side, table->columns,
                                 ayes_facet_value(table->columns, record, 0), &column, error);
  if (status != AYES_OK) return status;
  table->answers++;
  table->column_side.totals.items[column - 1]++;
  size_t rows = ayes_facet_value_count(table->rows, record);
  for (size_t i = 0; i < rows && status == AYES_OK; i++) {
    ayes_span value = ayes_facet_value(table->rows, record, i);
    status = number_of(&table->row_side, table->rows, value, &row, error);
    if (status != AYES_OK) return status;
    table->row_side.totals.items[row - 1]++;
    status = count_pair(table, row, column, error);
  }
  return status;
}

/* What a value's place depends on. */
typedef struct place {
  size_t rank, total;
  ayes_span text;
  uint32_t number;
  bool by_number;
} place;

static int compare_places(const void *a, const void *b) {
  const place *first = a, *second = b;
  if (first->by_number) return (first->number > second->number) - (first->number < second->number);
  if (first->rank != second->rank) return first->rank < second->rank ? -1 : 1;
  if (first->total != second->total) return first->total > second->total ? -1 : 1;
  return ayes_span_compare(first->text, second->text);
}

static ayes_status order_side(ayes_crosstab_side *side, ayes_facet facet, ayes_error *error) {
  size_t count = side->totals.count;
  place *places = ayes_memory_new_zeroed(count, sizeof *places);
  side->order = ayes_memory_new_zeroed(count, sizeof *side->order);
  if (!places || !side->order) {
    ayes_memory_free(places);
    return ayes_error_memory(error);
  }
  for (size_t i = 0; i < count; i++) {
    ayes_span text = ayes_names_text(&side->names, (uint32_t)i + 1);
    places[i] = (place){ayes_facet_rank(facet, text), side->totals.items[i], text, (uint32_t)i + 1,
                        facet == AYES_FACET_QUESTION};
  }
  if (count) qsort(places, count, sizeof *places, compare_places);
  for (size_t i = 0; i < count; i++) side->order[i] = places[i].number;
  ayes_memory_free(places);
  return AYES_OK;
}

static ayes_span value_at(const ayes_crosstab_side *side, size_t index) {
  return ayes_names_text(&side->names, side->order[index]);
}

static size_t total_at(const ayes_crosstab_side *side, size_t index) {
  return side->totals.items[side->order[index] - 1];
}

ayes_span ayes_crosstab_row(const ayes_crosstab *table, size_t row) {
  return value_at(&table->row_side, row);
}

ayes_span ayes_crosstab_column(const ayes_crosstab *table, size_t column) {
  return value_at(&table->column_side, column);
}

size_t ayes_crosstab_row_total(const ayes_crosstab *table, size_t row) {
  return total_at(&table->row_side, row);
}

size_t ayes_crosstab_column_total(const ayes_crosstab *table, size_t column) {
  return total_at(&table->column_side, column);
}

static size_t count_at(const ayes_crosstab *table, size_t row, size_t column) {
  uint32_t numbers[2] = {table->row_side.order[row], table->column_side.order[column]};
  uint32_t pair =
      ayes_names_find(&table->pairs, ayes_span_make((const char *)numbers, sizeof numbers));
  return pair ? table->pair_counts.items[pair - 1] : 0;
}

static void test_cell(const ayes_contingency *fields, ayes_cell *cell) {
  double least = ayes_statistics_least_expected(fields);
  cell->p = 1;
  if (!(least > 0)) return;
  if (least >= enough_expected) {
    cell->test = AYES_TEST_CHI_SQUARE;
    cell->p = ayes_statistics_chi_square_tail(ayes_statistics_chi_square(fields), 1);
  } else {
    cell->test = AYES_TEST_FISHER;
    cell->p = ayes_statistics_fisher(fields);
  }
}

static void fill_cell(const ayes_crosstab *table, size_t row, size_t column, ayes_cell *cell) {
  double in_row = (double)ayes_crosstab_row_total(table, row);
  double in_column = (double)ayes_crosstab_column_total(table, column);
  double all = (double)table->answers;
  cell->count = count_at(table, row, column);
  double both = (double)cell->count;
  ayes_contingency fields = {both, in_row - both, in_column - both,
                             all - in_row - in_column + both};
  cell->expected = ayes_statistics_expected(&fields);
  cell->lift = cell->expected > 0 ? both / cell->expected : 0;
  test_cell(&fields, cell);
}

static ayes_status correct_cells(ayes_crosstab *table, ayes_error *error) {
  size_t cells = table->row_count * table->column_count, count = 0;
  double *values = ayes_memory_new_zeroed(cells, sizeof *values);
  if (!values) return ayes_error_memory(error);
  for (size_t i = 0; i < cells; i++)
    if (table->cells[i].test != AYES_TEST_NONE) values[count++] = table->cells[i].p;
  ayes_status status = ayes_statistics_correct(values, count, error);
  count = 0;
  for (size_t i = 0; i < cells; i++)
    table->cells[i].q = table->cells[i].test != AYES_TEST_NONE ? values[count++] : 1;
  ayes_memory_free(values);
  return status;
}

/* Of rows that exclude one another and take in every answer. */
static void test_whole(ayes_crosstab *table) {
  size_t in_rows = 0;
  for (size_t i = 0; i < table->row_count; i++) in_rows += ayes_crosstab_row_total(table, i);
  if (table->rows == AYES_FACET_TOPIC || in_rows != table->answers || table->row_count < 2 ||
      table->column_count < 2)
    return;
  table->least_expected = INFINITY;
  for (size_t i = 0; i < table->row_count * table->column_count; i++) {
    const ayes_cell *cell = &table->cells[i];
    double difference = (double)cell->count - cell->expected;
    table->chi_square += difference * difference / cell->expected;
    table->least_expected = fmin(table->least_expected, cell->expected);
  }
  table->freedom = (double)((table->row_count - 1) * (table->column_count - 1));
  table->p = ayes_statistics_chi_square_tail(table->chi_square, table->freedom);
}

ayes_status ayes_crosstab_finish(ayes_crosstab *table, ayes_error *error) {
  table->row_count = table->row_side.totals.count;
  table->column_count = table->column_side.totals.count;
  size_t cells = table->row_count * table->column_count;
  if (cells > AYES_CROSSTAB_CELL_LIMIT)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the table would have more than %d cells",
                          AYES_CROSSTAB_CELL_LIMIT);
  ayes_status status = order_side(&table->row_side, table->rows, error);
  if (status == AYES_OK) status = order_side(&table->column_side, table->columns, error);
  if (status != AYES_OK) return status;
  table->cells = ayes_memory_new_zeroed(cells, sizeof *table->cells);
  if (!table->cells) return ayes_error_memory(error);
  for (size_t i = 0; i < cells; i++)
    fill_cell(table, i / table->column_count, i % table->column_count, &table->cells[i]);
  test_whole(table);
  return correct_cells(table, error);
}
