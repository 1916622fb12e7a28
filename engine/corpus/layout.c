/* SPDX-License-Identifier: MIT
 *
 * Columns of spaces to columns of tabs. Of each page the places are counted where text begins after
 * a gap; those that a fair part of its lines share are where columns begin. A gap before such a
 * place becomes a tab, any other one stays a gap: a wide space within a sentence is no column. A
 * page with too few lines to tell uses what the page before it showed.
 */
#include "base/array.h"
#include "corpus/document_parts.h"
#include "corpus/pdf.h"

enum {
  WIDTH = 512,       /* characters of a line that are looked at */
  GAP = 2,           /* spaces that may part columns */
  NEAR = 1,          /* characters by which cells of a column may differ */
  COLUMN_LIMIT = 12, /* of a page */
  SHARE = 8,         /* one line in so many makes a column */
  FEWEST = 3         /* lines */
};

/* A run of text without a gap. */
typedef struct piece {
  ayes_span text;
  size_t start; /* in characters */
} piece;

typedef struct page_columns {
  size_t starts[COLUMN_LIMIT];
  size_t count;
} page_columns;

/* A mark of a list belongs to what follows it, however far. */
static bool is_list_mark(ayes_span text) {
  char with_space[16];
  if (text.length == 0 || text.length > 4) return false;
  memcpy(with_space, text.data, text.length);
  memcpy(with_space + text.length, " x", 2);
  return ayes_document_bullet(ayes_span_make(with_space, text.length + 2)) > 0;
}

/* Takes the next piece off the line; false at its end. *at counts characters. */
static bool take_piece(ayes_span *line, size_t *at, piece *found) {
  size_t i = 0, spaces = 0, end = 0;
  while (i < line->length && line->data[i] == ' ') i++;
  *at += i;
  *line = ayes_span_from(*line, i);
  if (line->length == 0) return false;
  found->start = *at;
  for (i = 0; i < line->length; i++) {
    bool is_space = line->data[i] == ' ';
    if (!is_space && spaces >= GAP && !is_list_mark(ayes_span_slice(*line, 0, end))) break;
    spaces = is_space ? spaces + 1 : 0;
    *at += ((unsigned char)line->data[i] & 0xC0) != 0x80;
    if (!is_space) end = i + 1;
  }
  found->text = ayes_span_slice(*line, 0, end);
  *line = ayes_span_from(*line, i);
  return true;
}

/* ---- where columns begin ---- */

/* How many lines have a piece there: after a gap, or as their first one. */
typedef struct page_counts {
  uint32_t after_gap[WIDTH];
  uint32_t first[WIDTH];
  size_t lines; /* with a gap */
} page_counts;

static void count_line(ayes_span line, page_counts *counts) {
  piece found;
  size_t at = 0, pieces = 0;
  while (take_piece(&line, &at, &found)) {
    if (found.start < WIDTH) {
      if (pieces) counts->after_gap[found.start]++;
      else counts->first[found.start]++;
    }
    pieces++;
  }
  counts->lines += pieces > 1;
}

static uint32_t sum_near(const uint32_t counts[WIDTH], size_t at) {
  uint32_t sum = 0;
  for (size_t i = at > NEAR ? at - NEAR : 0; i <= at + NEAR && i < WIDTH; i++) sum += counts[i];
  return sum;
}

static void add_start(page_columns *columns, size_t start) {
  size_t at = columns->count;
  if (at == COLUMN_LIMIT) return;
  while (at > 0 && columns->starts[at - 1] > start) {
    columns->starts[at] = columns->starts[at - 1];
    at--;
  }
  columns->starts[at] = start;
  columns->count++;
}

/* The most shared places first; what lies near one that was taken belongs to it. */
static void find_columns(page_counts *counts, page_columns *columns) {
  uint32_t least = (uint32_t)(counts->lines / SHARE > FEWEST ? counts->lines / SHARE : FEWEST);
  size_t left = 0;
  while (left < WIDTH && !counts->first[left]) left++;
  *columns = (page_columns){.starts = {left == WIDTH ? 0 : left}, .count = 1};
  while (columns->count < COLUMN_LIMIT) {
    size_t best = 0;
    for (size_t i = left + GAP + 1; i < WIDTH; i++)
      if (sum_near(counts->after_gap, i) > sum_near(counts->after_gap, best)) best = i;
    if (best == 0 || sum_near(counts->after_gap, best) < least) return;
    size_t lowest = best;
    for (size_t i = best > NEAR ? best - NEAR : 0; i <= best + NEAR && i < WIDTH; i++) {
      if (i < lowest && counts->after_gap[i]) lowest = i;
      counts->after_gap[i] = 0;
    }
    add_start(columns, lowest);
  }
}

/* ---- writing ---- */

/* The column in which a piece stands. */
static size_t column_of(const page_columns *columns, size_t start) {
  size_t column = 0;
  while (column + 1 < columns->count && columns->starts[column + 1] <= start + NEAR) column++;
  return column;
}

static void write_line(ayes_span line, const page_columns *columns, ayes_buffer *text) {
  piece found;
  size_t at = 0, column = 0;
  bool is_first = true;
  while (take_piece(&line, &at, &found)) {
    size_t wanted = column_of(columns, found.start);
    if (!is_first && wanted <= column) ayes_buffer_add_byte(text, ' ');
    for (; column < wanted; column++) ayes_buffer_add_byte(text, '\t');
    ayes_buffer_add(text, found.text);
    is_first = false;
  }
  ayes_buffer_add_byte(text, '\n');
}

static void write_page(ayes_span page, page_columns *columns, page_counts *counts,
                       ayes_buffer *text) {
  while (page.length && page.data[page.length - 1] == '\n') page.length--;
  ayes_span rest = page, line;
  if (page.length == 0) return;
  memset(counts, 0, sizeof *counts);
  while (ayes_span_split(&rest, '\n', &line)) count_line(line, counts);
  if (counts->lines >= FEWEST || columns->count == 0) find_columns(counts, columns);
  while (ayes_span_split(&page, '\n', &line)) write_line(line, columns, text);
  ayes_buffer_add_byte(text, '\n');
}

ayes_status ayes_layout_columns(ayes_span layout, ayes_buffer *text, ayes_error *error) {
  page_columns columns = {.count = 0};
  ayes_span page;
  page_counts *counts = ayes_memory_new(sizeof *counts);
  if (!counts) return ayes_error_memory(error);
  while (ayes_span_split(&layout, '\f', &page)) write_page(page, &columns, counts, text);
  ayes_memory_free(counts);
  return text->failed ? ayes_error_memory(error) : AYES_OK;
}
