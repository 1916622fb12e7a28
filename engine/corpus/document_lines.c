/* SPDX-License-Identifier: MIT
 *
 * Lines and cells. Cells are separated by tabs, or by bars in a line that begins and ends with one
 * (a table as light markup writes it). Leading # marks a heading. O(bytes).
 */
#include "corpus/document_parts.h"

static const char *const bullets[] = {"-",
                                      "*",
                                      "o",
                                      "\xE2\x80\xA2", /* bullet */
                                      "\xE2\x80\x93", /* en dash */
                                      "\xE2\x80\xA3", /* triangular bullet */
                                      "\xE2\x96\xAA", /* small square */
                                      "\xE2\x97\x8F", /* black circle */
                                      "\xE2\x97\xA6", /* white bullet */
                                      "\xE2\x9E\xA2", /* arrowhead */
                                      "\xEF\x82\xB7", /* Symbol font's bullet */
                                      "\xC2\xB7"};    /* middle dot */

size_t ayes_document_bullet(ayes_span text) {
  for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
    ayes_span mark = ayes_span_of(bullets[i]);
    if (!ayes_span_starts_with(text, mark)) continue;
    size_t length = mark.length;
    while (length < text.length && ayes_byte_is_space(text.data[length])) length++;
    if (length > mark.length && length < text.length) return length;
  }
  return 0;
}

ayes_span ayes_document_cell(const ayes_document_line *line, size_t column) {
  return column < line->cell_count ? line->cells[column] : ayes_span_make(NULL, 0);
}

ayes_span ayes_document_only_cell(const ayes_document_line *line) {
  ayes_span only = {NULL, 0};
  for (size_t i = 0; i < line->cell_count; i++) {
    if (line->cells[i].length == 0) continue;
    if (only.length) return ayes_span_make(NULL, 0);
    only = line->cells[i];
  }
  return only;
}

/* "## text" without its marks; a hash with nothing or no space after it is text. */
static ayes_span strip_heading(ayes_span text, bool *is_heading) {
  size_t marks = 0;
  while (marks < text.length && text.data[marks] == '#') marks++;
  *is_heading = marks && marks <= 6 && marks < text.length && text.data[marks] == ' ';
  return *is_heading ? ayes_span_trim(ayes_span_from(text, marks)) : text;
}

/* "|---|:--|" between the heading row and the others of a table. */
static bool is_rule(ayes_span text) {
  bool has_dash = false;
  for (size_t i = 0; i < text.length; i++) {
    char byte = text.data[i];
    if (byte != '|' && byte != '-' && byte != ':' && byte != ' ') return false;
    has_dash |= byte == '-';
  }
  return has_dash;
}

static ayes_status split_cells(ayes_document_line *line, ayes_span text, char separator,
                               ayes_arena *arena, ayes_error *error) {
  ayes_span found[AYES_DOCUMENT_CELL_LIMIT];
  size_t count = 0;
  bool has_text = false;
  for (;;) {
    size_t end =
        count + 1 < AYES_DOCUMENT_CELL_LIMIT ? ayes_span_find_byte(text, separator) : text.length;
    found[count] = ayes_span_trim(ayes_span_slice(text, 0, end));
    line->length += found[count].length;
    has_text |= found[count].length > 0;
    count++;
    if (end >= text.length) break;
    text = ayes_span_from(text, end + 1);
  }
  if (!has_text) return AYES_OK;
  ayes_span *cells = ayes_arena_new(arena, count * sizeof *cells, error);
  if (!cells) return AYES_NO_MEMORY;
  memcpy(cells, found, count * sizeof *cells);
  line->cells = cells;
  line->cell_count = count;
  line->has_tabs = count > 1;
  return AYES_OK;
}

static ayes_status read_line(ayes_document_draft *draft, ayes_span text, size_t number,
                             ayes_error *error) {
  ayes_document_line *line = ayes_array_add(&draft->lines, error);
  if (!line) return AYES_NO_MEMORY;
  *line = (ayes_document_line){.number = number};
  ayes_span trimmed = ayes_span_trim(text);
  bool has_bars =
      trimmed.length > 2 && trimmed.data[0] == '|' && trimmed.data[trimmed.length - 1] == '|';
  if (has_bars && is_rule(trimmed)) return AYES_OK;
  if (has_bars) text = ayes_span_slice(trimmed, 1, trimmed.length - 1);
  else text = strip_heading(text, &line->is_heading);
  return split_cells(line, text, has_bars ? '|' : '\t', &draft->document->arena, error);
}

ayes_status ayes_document_lines_read(ayes_document_draft *draft, ayes_span bytes,
                                     ayes_error *error) {
  ayes_span text, line;
  ayes_status status = ayes_document_clean(bytes, &draft->document->arena, &text, error);
  size_t number = 0;
  while (status == AYES_OK && ayes_span_split(&text, '\n', &line))
    status = read_line(draft, line, ++number, error);
  return status;
}
