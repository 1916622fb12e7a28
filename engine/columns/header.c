/* SPDX-License-Identifier: MIT
 *
 * Which rows are the header. Lines with one cell above it are a title, "Column1, Column2" is no
 * header, a row of {"ImportId":...} ends one, questions may stand over options or below codes, and
 * a first row whose cells come again below is no header at all. O(cells of the first rows, and of
 * the sample for the last).
 */
#include "columns/detection.h"

enum { FRONT_ROWS = 6 };

ayes_span ayes_detection_cell(const ayes_detection *it, size_t row, size_t column) {
  if (row >= it->sample->count || column >= it->sample->rows[row].count)
    return ayes_span_make(NULL, 0);
  ayes_span cell = ayes_span_trim(it->sample->rows[row].cells[column]);
  if (ayes_span_starts_with(cell, ayes_span_of("\xEF\xBB\xBF"))) cell = ayes_span_from(cell, 3);
  return cell;
}

static size_t count_filled(const ayes_detection *it, size_t row) {
  size_t filled = 0;
  for (size_t i = 0; row < it->sample->count && i < it->sample->rows[row].count; i++)
    filled += ayes_detection_cell(it, row, i).length > 0;
  return filled;
}

bool ayes_detection_is_header(const ayes_detection *it, size_t row) {
  size_t same = 0, width = it->mapping->column_count;
  if (it->name_row == SIZE_MAX) return false;
  for (size_t i = 0; i < width; i++) {
    ayes_span name = ayes_detection_cell(it, it->name_row, i);
    if (!ayes_span_equal(name, ayes_detection_cell(it, row, i))) return false;
    same += name.length > 0;
  }
  return same > 0;
}

/* ---- rows that are no header ---- */

static bool is_running_name(const ayes_detection *it, ayes_span cell) {
  char bytes[32];
  size_t length = cell.length;
  while (length && ayes_byte_is_digit(cell.data[length - 1])) length--;
  if (length == cell.length || length == 0 || length > sizeof bytes) return false;
  for (size_t i = 0; i < length; i++) bytes[i] = ayes_byte_to_lower(cell.data[i]);
  ayes_span word = ayes_span_make(bytes, length);
  while (word.length && !ayes_byte_is_letter(word.data[word.length - 1])) word.length--;
  return ayes_column_words_find(it->words, AYES_WORD_HEADER, NULL, word, ayes_span_make(NULL, 0)) !=
         NULL;
}

static bool is_placeholder(const ayes_detection *it, size_t row) {
  for (size_t i = 0; i < it->sample->rows[row].count; i++) {
    ayes_span cell = ayes_detection_cell(it, row, i);
    if (cell.length && !is_running_name(it, cell)) return false;
  }
  return count_filled(it, row) > 1 && count_filled(it, row + 1) > 1;
}

static ayes_status skip_front(ayes_detection *it, size_t *row) {
  ayes_mapping *mapping = it->mapping;
  while (*row + 1 < it->sample->count && *row < FRONT_ROWS) {
    bool is_title = count_filled(it, *row) <= 1 && count_filled(it, *row + 1) > 2;
    if (!is_title && !is_placeholder(it, *row)) return AYES_OK;
    for (size_t i = 0; is_title && !mapping->title.length && i < it->sample->rows[*row].count; i++)
      mapping->title = ayes_detection_cell(it, *row, i);
    ++*row;
  }
  return AYES_OK;
}

/* ---- rows of the header ---- */

static bool is_import_row(const ayes_detection *it, size_t row) {
  size_t found = 0, filled = count_filled(it, row);
  for (size_t i = 0; row < it->sample->count && i < it->sample->rows[row].count; i++)
    found += ayes_span_starts_with(ayes_detection_cell(it, row, i), ayes_span_of("{\"ImportId\""));
  return found > 0 && found * 2 >= filled;
}

/* "Response", "Open-Ended Response" below questions. */
static bool is_part_row(ayes_detection *it, size_t row) {
  ayes_buffer plain = {0};
  bool found = false;
  for (size_t i = 0; row < it->sample->count && i < it->sample->rows[row].count && !found; i++) {
    ayes_buffer_clear(&plain);
    ayes_plain_words(ayes_detection_cell(it, row, i), &plain);
    found = ayes_column_words_find(it->words, AYES_WORD_PART, NULL, ayes_buffer_span(&plain),
                                   it->tool) != NULL;
  }
  ayes_buffer_release(&plain);
  return found;
}

/* Whether the heading stands over the columns beside it as well. */
static bool is_spanning(const ayes_detection *it, size_t row, size_t column) {
  ayes_span name = ayes_detection_cell(it, row, column);
  return (column && ayes_span_equal(name, ayes_detection_cell(it, row, column - 1))) ||
         ayes_span_equal(name, ayes_detection_cell(it, row, column + 1));
}

/* A second row as merged cells leave it: headings that go down stand there again, the others below
 * one that stands over several columns. */
static bool is_merged_row(const ayes_detection *it, size_t names, size_t row) {
  size_t again = 0, below = 0;
  for (size_t i = 0; row < it->sample->count && i < it->sample->rows[row].count; i++) {
    ayes_span name = ayes_detection_cell(it, names, i), cell = ayes_detection_cell(it, row, i);
    if (!cell.length) continue;
    if (ayes_span_equal(name, cell)) again++;
    else if (name.length && is_spanning(it, names, i)) below++;
    else return false;
  }
  return again && below;
}

static bool is_codeword(ayes_span cell) {
  return cell.length <= 40 && ayes_span_find_byte(cell, ' ') == cell.length &&
         ayes_span_find_byte(cell, '?') == cell.length;
}

/* Codes above, and below them sentences, some of which ask. */
static bool is_text_row(const ayes_detection *it, size_t names, size_t row) {
  size_t codes = 0, filled = 0, asking = 0;
  for (size_t i = 0; row < it->sample->count && i < it->sample->rows[names].count; i++) {
    ayes_span name = ayes_detection_cell(it, names, i), text = ayes_detection_cell(it, row, i);
    filled += name.length > 0;
    codes += name.length > 0 && is_codeword(name);
    asking += text.length > 10 && text.data[text.length - 1] == '?';
  }
  return filled && codes * 5 >= filled * 4 && (asking > 1 || (asking && filled < 6));
}

/* Cells of the first row that come again below it, or are of the kind of those below. */
static size_t count_like_data(const ayes_detection *it, size_t row) {
  size_t alike = 0;
  for (size_t i = 0; i < it->sample->rows[row].count; i++) {
    ayes_span cell = ayes_detection_cell(it, row, i);
    ayes_value_kind kind = ayes_value_kind_of(cell);
    size_t same = 0;
    for (size_t j = row + 1; cell.length && j < it->sample->count && same < 2; j++) {
      ayes_span below = ayes_detection_cell(it, j, i);
      same += ayes_span_equal(cell, below) ||
              (kind != AYES_VALUE_TEXT && below.length && ayes_value_kind_of(below) == kind);
    }
    alike += same > 1 || (same && it->sample->count < 4);
  }
  return alike;
}

static ayes_status say(ayes_detection *it, size_t row, size_t rows, const char *why) {
  it->mapping->skipped = row;
  it->mapping->header_rows = rows;
  it->name_row = rows ? row : SIZE_MAX;
  it->first_row = row + rows;
  return ayes_detection_sentence(it, &it->mapping->header_why, "%s", why);
}

static ayes_status find_header(ayes_detection *it, size_t row) {
  for (size_t i = row + 1; i < it->sample->count && i <= row + 2; i++) {
    if (!is_import_row(it, i)) continue;
    it->text_row = i == row + 2 ? row + 1 : SIZE_MAX;
    return say(it, row, i - row + 1, "a row of {\"ImportId\":...} ends it");
  }
  if (is_part_row(it, row + 1)) {
    it->part_row = row + 1;
    return say(it, row, 2, "options or \"Open-Ended Response\" stand below the questions");
  }
  if (is_merged_row(it, row, row + 1)) {
    it->part_row = row + 1;
    return say(it, row, 2, "parts stand below merged headings");
  }
  if (is_text_row(it, row, row + 1)) {
    it->text_row = row + 1;
    return say(it, row, 2, "short codes stand above the questions' words");
  }
  size_t filled = count_filled(it, row);
  if (it->sample->count > row + 2 && filled && count_like_data(it, row) * 2 >= filled)
    return say(it, row, 0, "the first row is like those below it");
  return say(it, row, 1, row ? "it comes after rows that name nothing" : "it is the first row");
}

ayes_status ayes_detect_header(ayes_detection *it) {
  size_t row = 0;
  it->text_row = it->part_row = SIZE_MAX;
  if (it->sample->count == 0) return ayes_error_set(it->error, AYES_BAD_DATA, "has no rows");
  const ayes_mapping *given = it->options->given;
  ayes_status status = given ? AYES_OK : skip_front(it, &row);
  if (given) row = given->skipped < it->sample->count ? given->skipped : it->sample->count - 1;
  if (status == AYES_OK) status = find_header(it, row);
  if (status == AYES_OK && given) status = say(it, row, given->header_rows, "the mapping says so");
  size_t width = it->sample->rows[it->mapping->skipped].count;
  for (size_t i = it->mapping->skipped; it->sample->is_grid && i < it->sample->count; i++)
    if (it->sample->rows[i].count > width) width = it->sample->rows[i].count;
  it->mapping->column_count = width;
  return status;
}
