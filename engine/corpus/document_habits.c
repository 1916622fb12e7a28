/* SPDX-License-Identifier: MIT
 *
 * Habits of a document that decide what its line ends, double spaces and numbers mean, counted once
 * over all lines. O(bytes).
 */
#include "corpus/document_parts.h"

bool ayes_document_parts_by_spaces(const ayes_document_line_list *lines) {
  size_t one = 0, two = 0;
  for (size_t i = 0; i < lines->count; i++) {
    const ayes_document_line *line = &lines->items[i];
    for (size_t c = 0; c < line->cell_count; c++) {
      ayes_span text = line->cells[c];
      for (size_t at = 2; at < text.length; at++) {
        if (text.data[at - 2] != '.' || text.data[at - 1] != ' ') continue;
        if (text.data[at] == ' ') two++;
        else one++;
      }
    }
  }
  return two * 2 <= one + 8;
}

enum { LENGTHS = 161 };

size_t ayes_document_wrap_width(const ayes_document_line_list *lines) {
  size_t lengths[LENGTHS] = {0}, total = 0, seen = 0, joined = 0;
  bool after_text = false;
  for (size_t i = 0; i < lines->count; i++) {
    const ayes_document_line *line = &lines->items[i];
    bool is_text = line->cell_count && !line->has_tabs;
    joined += is_text && after_text;
    after_text = is_text;
    if (!is_text) continue;
    lengths[line->length < LENGTHS ? line->length : LENGTHS - 1]++;
    total++;
  }
  if (joined * 3 < total || total < 6) return 0;
  for (size_t length = 0; length < LENGTHS - 1; length++) {
    seen += lengths[length];
    if (seen * 10 >= total * 9) return length >= 40 ? length : 0;
  }
  return 0;
}

bool ayes_document_has_marked_numbers(const ayes_document_line_list *lines) {
  ayes_document_number number;
  for (size_t i = 0; i < lines->count; i++)
    for (size_t c = 0; c < lines->items[i].cell_count && c < 2; c++)
      if (ayes_document_question_number(lines->items[i].cells[c], false, &number)) return true;
  return false;
}
