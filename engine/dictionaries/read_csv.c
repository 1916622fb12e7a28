/* SPDX-License-Identifier: MIT
 *
 * Plain CSV: a column of words (term or word) beside a column of categories, or of scores. The
 * header names them; case makes no difference. O(bytes).
 */
#include "corpus/table.h"
#include "dictionaries/dictionary_parts.h"

typedef struct column_places {
  size_t term, category, score; /* index, or SIZE_MAX */
} column_places;

static size_t find(const ayes_row *row, const char *const *names) {
  for (size_t i = 0; i < row->count; i++)
    for (size_t k = 0; names[k]; k++)
      if (ayes_span_equal_ignoring_case(ayes_span_trim(row->cells[i]), ayes_span_of(names[k])))
        return i;
  return SIZE_MAX;
}

static ayes_status read_header(const ayes_row *row, column_places *columns,
                               const ayes_dictionary_source *source, ayes_error *error) {
  static const char *const terms[] = {"term", "word", "entry", "token", "pattern", NULL};
  static const char *const categories[] = {"category", "topic", "key", "label", NULL};
  static const char *const scores[] = {"score", "weight", "value", "sentiment", "valence", NULL};
  columns->term = find(row, terms);
  columns->category = find(row, categories);
  columns->score = columns->category == SIZE_MAX ? find(row, scores) : SIZE_MAX;
  if (columns->term != SIZE_MAX && (columns->category != SIZE_MAX || columns->score != SIZE_MAX))
    return AYES_OK;
  return ayes_dictionary_fail(
      source, "the header must name \"term\" and \"category\", or \"word\" and \"score\"", error);
}

static ayes_span cell(const ayes_row *row, size_t index) {
  return index < row->count ? ayes_span_trim(row->cells[index]) : ayes_span_make(NULL, 0);
}

static ayes_status read_row(ayes_dictionary *dictionary, const column_places *columns,
                            const ayes_row *row, ayes_dictionary_source *source,
                            ayes_error *error) {
  ayes_dictionary_entry entry = {.text = cell(row, columns->term)};
  ayes_status status = AYES_OK;
  if (row->code) return ayes_dictionary_fail(source, row->message, error);
  if (entry.text.length == 0) return AYES_OK;
  if (columns->category != SIZE_MAX)
    status = ayes_dictionary_category(dictionary, 0, cell(row, columns->category), &entry.category,
                                      source, error);
  else if (!ayes_span_to_number(cell(row, columns->score), &entry.score))
    status = ayes_dictionary_fail(source, "a score is not a number", error);
  else if (entry.score == 0) {
    dictionary->passed_over++;
    return AYES_OK;
  }
  return status == AYES_OK ? ayes_dictionary_add(dictionary, entry, error) : status;
}

static ayes_status read_rows(ayes_dictionary *dictionary, ayes_table *table,
                             ayes_dictionary_source *source, ayes_error *error) {
  column_places columns;
  ayes_row row;
  ayes_status status = ayes_table_next(table, &row, error);
  source->line = row.line;
  if (status == AYES_OK) status = read_header(&row, &columns, source, error);
  while (status == AYES_OK) {
    status = ayes_table_next(table, &row, error);
    if (status != AYES_OK || !row.is_there) break;
    source->line = row.line;
    status = read_row(dictionary, &columns, &row, source, error);
  }
  return status;
}

ayes_status ayes_dictionary_read_csv(ayes_dictionary *dictionary, ayes_dictionary_source *source,
                                     ayes_error *error) {
  static const ayes_table_options options = {.format = "csv"};
  ayes_table *table;
  ayes_status status = ayes_table_open(source->path, &options, &table, error);
  if (status != AYES_OK) return status;
  status = read_rows(dictionary, table, source, error);
  ayes_table_close(table);
  return status;
}
