/* SPDX-License-Identifier: MIT
 *
 * What a column is beside others: several columns of one question are options (each says one thing,
 * or only that its box was ticked) or rows of a grid (all choose from the same options); one column
 * may hold several ticks; and one without a name goes on with the one before it. O(cells).
 */
#include "base/names.h"
#include "columns/detection.h"

enum { PIECE_LIMIT = 40 };

static bool is_answered(const ayes_column *column) {
  return column->role == AYES_COLUMN_CLOSED || column->role == AYES_COLUMN_EMPTY ||
         column->role == AYES_COLUMN_OPEN || column->role == AYES_COLUMN_DEMOGRAPHIC;
}

/* Name without a running number at its end; the whole name where there is none. */
static ayes_span stem(ayes_span plain) {
  size_t end = plain.length;
  while (end && ayes_byte_is_digit(plain.data[end - 1])) end--;
  bool has_number = end < plain.length && end > 1 && plain.data[end - 1] == ' ';
  return has_number ? ayes_span_slice(plain, 0, end - 1) : plain;
}

static bool is_one_question(const ayes_detection *it, size_t a, size_t b) {
  const ayes_column *first = &it->mapping->columns[a], *second = &it->mapping->columns[b];
  if (first->part.length && second->part.length)
    return ayes_span_equal(it->values[a].plain_text, it->values[b].plain_text);
  ayes_span x = it->values[a].plain, y = it->values[b].plain, front = stem(x);
  return front.length < x.length && stem(y).length < y.length && ayes_span_equal(front, stem(y)) &&
         ayes_plain_words_count(front) > 1;
}

bool ayes_detection_is_checked(const ayes_detection *it, size_t column) {
  const ayes_column_values *values = &it->values[column];
  for (size_t i = 0; i < values->value_count; i++)
    if (!ayes_column_words_find(it->words, AYES_WORD_CELL, "checked", values->values[i].plain,
                                it->tool) &&
        !ayes_column_words_find(it->words, AYES_WORD_CELL, "unfinished", values->values[i].plain,
                                it->tool))
      return false;
  return true;
}

/* Whether two columns choose from the same options. */
static bool share_options(const ayes_detection *it, size_t a, size_t b) {
  const ayes_column_values *x = &it->values[a], *y = &it->values[b];
  for (size_t i = 0; i < x->value_count; i++)
    for (size_t j = 0; j < y->value_count; j++)
      if (ayes_span_equal(x->values[i].plain, y->values[j].plain)) return true;
  return false;
}

static ayes_status say_block(ayes_detection *it, size_t start, size_t end) {
  bool is_single = true, is_shared = true;
  size_t filled = 0;
  for (size_t i = start; i < end; i++) {
    filled += it->mapping->columns[i].filled > 0;
    is_single &= it->values[i].value_count <= 1 || ayes_detection_is_checked(it, i);
    if (i > start && it->mapping->columns[i].filled && it->mapping->columns[i - 1].filled)
      is_shared &= share_options(it, i - 1, i);
  }
  if (filled == 0 || (!is_single && !is_shared)) return AYES_OK;
  ayes_status status = AYES_OK;
  for (size_t i = start; i < end && status == AYES_OK; i++) {
    it->values[i].block = start + 1;
    status = is_single ? ayes_detection_say(it, i, AYES_COLUMN_MULTIPLE,
                                            "one of %zu columns, each for one option of a question",
                                            end - start)
                       : ayes_detection_say(it, i, AYES_COLUMN_MATRIX,
                                            "one of %zu rows that choose from the same options",
                                            end - start);
  }
  return status;
}

static ayes_status find_blocks(ayes_detection *it) {
  size_t count = it->mapping->column_count;
  ayes_status status = AYES_OK;
  for (size_t start = 0, end; start < count && status == AYES_OK; start = end) {
    end = start + 1;
    if (!is_answered(&it->mapping->columns[start])) continue;
    while (end < count && is_answered(&it->mapping->columns[end]) &&
           is_one_question(it, end - 1, end))
      end++;
    if (end - start > 1) status = say_block(it, start, end);
  }
  return status;
}

/* ---- several ticks in a cell ---- */

typedef struct pieces {
  ayes_names names;
  size_t count, several, words;
} pieces;

static ayes_status count_pieces(pieces *found, ayes_span cell, const char *separator,
                                ayes_error *error) {
  size_t here = 0;
  while (cell.length) {
    size_t at = ayes_span_find(cell, ayes_span_of(separator));
    ayes_span piece = ayes_span_trim(ayes_span_slice(cell, 0, at));
    uint32_t id;
    cell = ayes_span_from(cell, at + strlen(separator));
    if (!piece.length) continue;
    ayes_status status = ayes_names_add(&found->names, piece, &id, error);
    if (status != AYES_OK) return status;
    for (size_t i = 0; i < piece.length; i++) found->words += piece.data[i] == ' ';
    found->words++;
    here++;
  }
  found->count += here;
  found->several += here > 1;
  return AYES_OK;
}

/* Ticks that are joined combine freely: the pieces of different cells are fewer than they would be
 * in options that hold the separator themselves. */
static ayes_status is_joined(ayes_detection *it, size_t column, const char *separator,
                             bool *is_it) {
  const ayes_column_values *values = &it->values[column];
  pieces found = {0};
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < values->value_count && status == AYES_OK; i++)
    status = count_pieces(&found, values->values[i].text, separator, it->error);
  size_t different = ayes_names_count(&found.names);
  *is_it = found.several > 1 && found.several * 5 >= values->value_count &&
           different * 4 <= found.count * 3 && different <= PIECE_LIMIT &&
           found.words <= found.count * 6;
  ayes_names_release(&found.names);
  return status;
}

static ayes_status find_joined(ayes_detection *it) {
  static const char *const separators[] = {";", ", ", ",", "|"};
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < it->mapping->column_count; i++) {
    const ayes_column *column = &it->mapping->columns[i];
    bool is_it = false;
    if ((column->role != AYES_COLUMN_CLOSED && column->role != AYES_COLUMN_OPEN &&
         column->role != AYES_COLUMN_DEMOGRAPHIC) ||
        it->values[i].has_sides || it->values[i].block)
      continue;
    for (size_t k = 0; k < 4 && status == AYES_OK && !is_it; k++) {
      status = is_joined(it, i, separators[k], &is_it);
      if (status == AYES_OK && is_it) it->values[i].separator = separators[k];
      if (status == AYES_OK && is_it)
        status = ayes_detection_say(it, i, AYES_COLUMN_MULTIPLE,
                                    "its cells join several options by \"%s\"", separators[k]);
    }
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

/* ---- columns without a name ---- */

static ayes_status name_nameless(ayes_detection *it) {
  ayes_status status = AYES_OK;
  for (size_t i = 1; i < it->mapping->column_count && status == AYES_OK; i++) {
    const ayes_column *column = &it->mapping->columns[i], *before = column - 1;
    bool may_go_on = before->role == AYES_COLUMN_DEMOGRAPHIC ||
                     before->role == AYES_COLUMN_CLOSED || before->role == AYES_COLUMN_MULTIPLE;
    if (column->name.length || !column->filled) continue;
    if (may_go_on && share_options(it, i - 1, i))
      status = ayes_detection_say(
          it, i, before->role == AYES_COLUMN_CLOSED ? AYES_COLUMN_MULTIPLE : before->role,
          "it has no name and goes on with the column before it");
    else if (may_go_on && column->role == AYES_COLUMN_CLOSED)
      status = ayes_detection_say(
          it, i,
          before->role == AYES_COLUMN_DEMOGRAPHIC ? AYES_COLUMN_DEMOGRAPHIC : AYES_COLUMN_MULTIPLE,
          "it has no name and stands behind such a column");
  }
  return status;
}

ayes_status ayes_detect_blocks(ayes_detection *it) {
  ayes_status status = find_blocks(it);
  if (status == AYES_OK) status = find_joined(it);
  return status == AYES_OK ? name_nameless(it) : status;
}

/* ---- columns outside the questions ---- */

static bool is_outside(const ayes_detection *it, size_t column, size_t last) {
  return column > last && it->mapping->columns[column].role == AYES_COLUMN_CLOSED &&
         !it->mapping->columns[column].code.length && !it->values[column].has_opinions;
}

/* Where questions are numbered, choices without a number behind the last of them describe people.
 */
ayes_status ayes_detect_neighbours(ayes_detection *it) {
  size_t numbered = 0, last = 0, people = 0;
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < it->mapping->column_count; i++) {
    const ayes_column *column = &it->mapping->columns[i];
    if (column->code.length && is_answered(column)) numbered++, last = i;
    people += i > last && !column->code.length && column->role == AYES_COLUMN_DEMOGRAPHIC;
  }
  for (size_t i = 0; numbered > 2 && people && i < it->mapping->column_count; i++) {
    if (!is_outside(it, i, last)) continue;
    status = ayes_detection_say(it, i, AYES_COLUMN_DEMOGRAPHIC,
                                "a choice behind the numbered questions, among columns on people");
    if (status != AYES_OK) break;
  }
  return status;
}
