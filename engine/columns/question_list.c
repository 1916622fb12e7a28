/* SPDX-License-Identifier: MIT
 *
 * Sheets that i.AI Consult asks for beside the answers: lists of questions and of the columns they
 * stand in, "Column ID | Number | Title of the question" below a line or two of explanation.
 */
#include "columns/columns.h"

enum { FRONT_ROWS = 6 };

static bool is_front(ayes_span cell, const char *words) {
  ayes_span term = ayes_span_of(words);
  ayes_buffer plain = {0};
  ayes_plain_words(cell, &plain);
  bool is_it = ayes_span_starts_with(ayes_buffer_span(&plain), term);
  ayes_buffer_release(&plain);
  return is_it;
}

static bool is_heading(const ayes_table_sample_row *row) {
  static const char *const fronts[] = {"column id", "column letter", "free text column letter"};
  for (size_t i = 0; row->count > 1 && i < sizeof fronts / sizeof *fronts; i++)
    if (is_front(row->cells[0], fronts[i])) return true;
  return false;
}

bool ayes_sample_is_question_list(const ayes_table_sample *sample) {
  for (size_t i = 0; i < sample->count && i < FRONT_ROWS; i++)
    if (is_heading(&sample->rows[i])) return true;
  return false;
}
