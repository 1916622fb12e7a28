/* SPDX-License-Identifier: MIT
 *
 * Choosing a sheet and filling merged headings.
 */
#include "corpus/sheets.h"

#include "base/array.h"

enum {
  HEADER_ROWS = 2,     /* in which merged cells are filled */
  HEADER_BOTTOM = 100, /* further down no header begins */
  MERGE_LIMIT = 16 * 1024
};

/* ---- choosing ---- */

/* Names that survey tools and people give to the sheet with the answers. */
static bool says_responses(ayes_span name) {
  static const char *const words[] = {"response", "answer", "submission", "raw data", "rawdata"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    ayes_span word = ayes_span_of(words[i]);
    for (size_t at = 0; at + word.length <= name.length; at++)
      if (ayes_span_equal_ignoring_case(ayes_span_slice(name, at, at + word.length), word))
        return true;
  }
  return false;
}

static bool find_wanted(const ayes_table_facts *facts, const char *wanted, size_t *sheet) {
  for (*sheet = 0; *sheet < facts->sheet_count; ++*sheet)
    if (ayes_span_equal_ignoring_case(facts->sheets[*sheet], ayes_span_of(wanted))) return true;
  bool is_number = ayes_span_to_size(ayes_span_of(wanted), sheet);
  return is_number && *sheet >= 1 && (*sheet)-- <= facts->sheet_count;
}

static ayes_status refuse(const ayes_table *table, const char *wanted, ayes_error *error) {
  const ayes_table_facts *facts = &table->facts;
  ayes_buffer names = {0};
  for (size_t i = 0; i < facts->sheet_count && names.length < 300; i++) {
    if (i) ayes_buffer_add_text(&names, ", ");
    ayes_buffer_add(&names, ayes_span_slice(facts->sheets[i], 0, 60));
  }
  ayes_status status = ayes_error_set_at(error, AYES_BAD_USAGE, table->source.path, 0, 0,
                                         "has no sheet \"%.60s\"; its sheets are: %.*s", wanted,
                                         (int)names.length, names.data ? names.data : "");
  ayes_buffer_release(&names);
  return status;
}

typedef struct choice {
  size_t sheet, rows;
  int rank; /* 0 hidden, 1 visible, 2 its name says responses */
} choice;

static int rank_of(const ayes_table_facts *facts, const void *data,
                   bool (*is_hidden)(const void *data, size_t sheet), size_t sheet) {
  if (is_hidden(data, sheet)) return 0;
  return says_responses(facts->sheets[sheet]) ? 2 : 1;
}

ayes_status ayes_sheet_choose(ayes_table *table, const char *wanted, void *data,
                              bool (*is_hidden)(const void *data, size_t sheet),
                              ayes_status (*measure)(void *data, size_t sheet, size_t *rows,
                                                     ayes_error *error),
                              ayes_error *error) {
  static const char *const whys[] = {"it is the longest", "it is the longest that is not hidden",
                                     "its name says responses"};
  ayes_table_facts *facts = &table->facts;
  choice best = {.rank = -1};
  size_t rows, last = SIZE_MAX;
  if (wanted) {
    facts->sheet_why = "it was asked for";
    if (!find_wanted(facts, wanted, &facts->sheet)) return refuse(table, wanted, error);
    return measure(data, facts->sheet, &rows, error);
  }
  for (size_t i = 0; i < facts->sheet_count; i++) {
    int rank = rank_of(facts, data, is_hidden, i);
    if (rank < best.rank) continue;
    ayes_status status = measure(data, i, &rows, error);
    if (status != AYES_OK) return status;
    last = i;
    if (rank == best.rank && rows <= best.rows) continue;
    if (rank == 2 && rows < 2) continue; /* a heading alone holds no answers */
    best = (choice){i, rows, rank};
  }
  facts->sheet = best.sheet;
  facts->sheet_why =
      facts->sheet_count == 1 ? "it is the only one" : whys[best.rank < 0 ? 0 : best.rank];
  return last == best.sheet ? AYES_OK : measure(data, best.sheet, &rows, error);
}

/* ---- merged cells ---- */

ayes_status ayes_merges_add(ayes_merges *merges, const ayes_merge *merge, ayes_error *error) {
  if (merge->left > merge->right || merge->top > merge->bottom || merge->top == 0) return AYES_OK;
  if (merge->right >= AYES_TABLE_COLUMN_LIMIT || merge->top > HEADER_BOTTOM) return AYES_OK;
  if (merges->count == MERGE_LIMIT) return AYES_OK;
  ayes_merge *one = ayes_array_add(merges, error);
  if (!one) return AYES_NO_MEMORY;
  *one = *merge;
  return AYES_OK;
}

static ayes_status fill_across(const ayes_merge *merge, ayes_grid *grid, ayes_error *error) {
  return ayes_grid_repeat(grid, merge->left, merge->left + 1, merge->right - merge->left, error);
}

/* What stands in the first row of cells that go on below it is kept until then. */
static ayes_status fill_first(ayes_merges *merges, ayes_merge *merge, ayes_grid *grid,
                              ayes_error *error) {
  if (merge->top != grid->number) return AYES_OK;
  merges->is_header = true;
  if (merge->bottom > merge->top) {
    ayes_span text = ayes_grid_cell(grid, merge->left);
    merge->text = merges->texts.length;
    merge->length = text.length;
    ayes_buffer_add(&merges->texts, text);
    if (merges->texts.failed) return ayes_error_memory(error);
  }
  return fill_across(merge, grid, error);
}

static ayes_status fill_second(const ayes_merges *merges, const ayes_merge *merge, ayes_grid *grid,
                               ayes_error *error) {
  bool goes_on = merge->top == merges->first_row && merge->bottom >= grid->number;
  if (!goes_on && merge->top != grid->number) return AYES_OK;
  ayes_status status = AYES_OK;
  ayes_span text = ayes_buffer_span(&merges->texts);
  if (goes_on && merge->length && !ayes_grid_cell(grid, merge->left).length)
    status = ayes_grid_put(grid, merge->left,
                           ayes_span_slice(text, merge->text, merge->text + merge->length), error);
  return status == AYES_OK ? fill_across(merge, grid, error) : status;
}

ayes_status ayes_merges_fill(ayes_merges *merges, ayes_grid *grid, ayes_error *error) {
  size_t number = grid->number;
  ayes_status status = AYES_OK;
  if (merges->count == 0 || grid->code) return AYES_OK;
  if (!merges->first_row && grid->text.length) merges->first_row = number;
  bool is_first = number == merges->first_row;
  bool may_fill = is_first || (number < merges->first_row + HEADER_ROWS && merges->is_header);
  for (size_t i = 0; may_fill && i < merges->count && status == AYES_OK; i++)
    status = is_first ? fill_first(merges, &merges->items[i], grid, error)
                      : fill_second(merges, &merges->items[i], grid, error);
  return status;
}

void ayes_merges_release(ayes_merges *merges) {
  ayes_array_release(merges);
  ayes_buffer_release(&merges->texts);
  merges->first_row = 0;
  merges->is_header = false;
}
