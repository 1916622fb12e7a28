/* SPDX-License-Identifier: MIT
 *
 * Rows are laid from the longest to the shortest, each at the first shift where all its places are
 * free; 64 shifts are tried at once.
 */
#include "learning/pair_index.h"

#include "base/array.h"
#include "base/bits.h"
#include "base/memory.h"
#include "base/sort.h"

/* Shifts are tried in blocks. Each block that a search goes beyond so many, the first one is given
 * up for all rows to come: a large list takes room rather than time. */
enum { BLOCK = 64, MOST_BLOCKS = 512, MOST_PLACES = 1 << 26 };

typedef struct entry {
  uint32_t row_size, row, column, term;
} entry;

typedef struct laying {
  entry *entries;
  size_t count;
  struct {
    uint64_t *items; /* a bit for each place */
    size_t count, capacity;
  } taken;
  size_t full;  /* all places before are taken */
  size_t start; /* shifts before are not tried */
  size_t end;   /* behind the last place taken */
  ayes_error *error;
} laying;

/* ---- Words ---- */

static uint32_t number_of(const ayes_pair_index *index, uint64_t stem_hash) {
  return ayes_term_index_find(&index->numbers, stem_hash | 1, UINT32_MAX) + 1;
}

static uint32_t give_number(ayes_pair_index *index, uint64_t stem_hash) {
  uint32_t known = number_of(index, stem_hash);
  if (known) return known;
  ayes_term_index_add(&index->numbers, stem_hash | 1, index->word_count);
  return ++index->word_count;
}

ayes_pair_word ayes_pair_index_word(const ayes_pair_index *index, uint64_t stem_hash) {
  uint32_t number = number_of(index, stem_hash);
  return number ? (ayes_pair_word){number, index->rows[number]} : (ayes_pair_word){0};
}

/* ---- Rows ---- */

static int compare_entries(const void *a, const void *b) {
  const entry *x = a, *y = b;
  if (x->row_size != y->row_size) return x->row_size > y->row_size ? -1 : 1;
  if (x->row != y->row) return x->row < y->row ? -1 : 1;
  return (x->column > y->column) - (x->column < y->column);
}

/* First words get the small numbers, since columns are what a row is as wide as. */
static ayes_status make_entries(ayes_pair_index *index, const ayes_pair *pairs, laying *it) {
  for (size_t i = 0; i < it->count; i++)
    it->entries[i] = (entry){.column = give_number(index, pairs[i].first), .term = pairs[i].term};
  for (size_t i = 0; i < it->count; i++) it->entries[i].row = give_number(index, pairs[i].second);
  index->rows = ayes_memory_new_zeroed(index->word_count + 1, sizeof *index->rows);
  if (!index->rows) return ayes_error_memory(it->error);
  for (size_t i = 0; i < it->count; i++) index->rows[it->entries[i].row]++;
  for (size_t i = 0; i < it->count; i++) it->entries[i].row_size = index->rows[it->entries[i].row];
  ayes_sort(it->entries, it->count, sizeof *it->entries, compare_entries);
  return AYES_OK;
}

/* Whether each of the BLOCK places from one on is taken. */
static uint64_t taken_from(const laying *it, size_t place) {
  const uint64_t *blocks = it->taken.items + place / BLOCK;
  size_t shift = place % BLOCK;
  return shift ? blocks[0] >> shift | blocks[1] << (BLOCK - shift) : blocks[0];
}

static size_t find_shift(laying *it, const entry *row) {
  size_t shift = it->full > row->column ? it->full - row->column : 0;
  if (shift < it->start) shift = it->start;
  for (; shift < it->end; shift += BLOCK) {
    uint64_t taken = 0;
    for (size_t i = 0; i < row->row_size; i++) taken |= taken_from(it, shift + row[i].column);
    if (~taken) return shift + ayes_first_bit(~taken);
    if (shift > it->start + MOST_BLOCKS * BLOCK) it->start += BLOCK;
  }
  return it->end;
}

static ayes_status make_places(laying *it, size_t count) {
  size_t blocks = count / BLOCK + 2;
  ayes_status status = ayes_array_reserve(&it->taken.items, &it->taken.capacity, blocks,
                                          sizeof *it->taken.items, it->error);
  for (; status == AYES_OK && it->taken.count < it->taken.capacity; it->taken.count++)
    it->taken.items[it->taken.count] = 0;
  return status;
}

static ayes_status lay_row(ayes_pair_index *index, laying *it, const entry *row) {
  ayes_status status = make_places(it, it->end + BLOCK + index->word_count + 1);
  if (status != AYES_OK) return status;
  size_t shift = find_shift(it, row);
  for (size_t i = 0; i < row->row_size; i++) {
    size_t place = shift + row[i].column;
    it->taken.items[place / BLOCK] |= UINT64_C(1) << (place % BLOCK);
    if (place >= it->end) it->end = place + 1;
  }
  while (!~it->taken.items[it->full / BLOCK]) it->full += BLOCK;
  index->rows[row->row] = (uint32_t)shift;
  if (it->end > MOST_PLACES)
    return ayes_error_set(it->error, AYES_OVER_LIMIT,
                          "the pairs of words of a question take too much room; learn again with "
                          "fewer --terms");
  return AYES_OK;
}

static ayes_status lay_rows(ayes_pair_index *index, laying *it) {
  ayes_status status = make_places(it, 0);
  if (status == AYES_OK) it->taken.items[0] = 1; /* there is no column 0 */
  for (size_t i = 0; i < it->count && status == AYES_OK; i += it->entries[i].row_size)
    status = lay_row(index, it, &it->entries[i]);
  return status;
}

/* Any column of any row has a place. */
static ayes_status fill_table(ayes_pair_index *index, const laying *it) {
  index->entry_count = it->end + index->word_count + 1;
  index->entries = ayes_memory_new_zeroed(index->entry_count, sizeof *index->entries);
  if (!index->entries) return ayes_error_memory(it->error);
  /* no word has that number; what is in no pair has 0 */
  for (size_t i = 0; i < index->entry_count; i++) index->entries[i].second = UINT32_MAX;
  for (size_t i = 0; i < it->count; i++) {
    const entry *one = &it->entries[i];
    size_t place = (size_t)index->rows[one->row] + one->column;
    index->entries[place] = (ayes_pair_entry){one->row, one->term};
  }
  return AYES_OK;
}

ayes_status ayes_pair_index_build(ayes_pair_index *index, const ayes_pair *pairs, size_t count,
                                  ayes_error *error) {
  ayes_pair_index_release(index);
  if (count > AYES_PAIRS_MOST)
    return ayes_error_set(error, AYES_OVER_LIMIT, "a model holds at most %d pairs a question",
                          AYES_PAIRS_MOST);
  laying it = {.count = count, .error = error};
  it.entries = ayes_memory_new_zeroed(count + 1, sizeof *it.entries);
  ayes_status status = it.entries ? ayes_term_index_reserve(&index->numbers, count * 2, error)
                                  : ayes_error_memory(error);
  if (status == AYES_OK) status = make_entries(index, pairs, &it);
  if (status == AYES_OK) status = lay_rows(index, &it);
  if (status == AYES_OK) status = fill_table(index, &it);
  if (status != AYES_OK) ayes_pair_index_release(index);
  ayes_array_release(&it.taken);
  ayes_memory_free(it.entries);
  return status;
}

void ayes_pair_index_release(ayes_pair_index *index) {
  ayes_term_index_release(&index->numbers);
  ayes_memory_free(index->rows);
  ayes_memory_free(index->entries);
  *index = (ayes_pair_index){0};
}
