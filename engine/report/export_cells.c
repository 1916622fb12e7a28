/* SPDX-License-Identifier: MIT
 *
 * Cells for people's files, made harmless character by character. O(bytes).
 *
 * OWASP, CSV injection; RFC 4180; Unicode UAX #9 for what turns directions.
 */
#include <math.h>

#include "base/json.h"
#include "report/export_parts.h"
#include "report/result.h"
#include "text/utf8.h"

bool ayes_cell_is_live(ayes_span text) {
  return text.length && memchr("=+-@\t\r", text.data[0], 6) != NULL;
}

/* Characters that no cell for people needs and that hide or break what stands around them. Printed
 * ASCII is none of them and does not come here (plain_length). */
static bool is_hidden(uint32_t code, bool raw) {
  if (code == 0 || code == 0xFFFE || code == 0xFFFF) return true;
  if (raw || code == '\t' || code == '\n' || code == '\r') return false;
  return code < 0xA0 || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* Bytes below 0x7F that are printed stand for themselves: most of any text. */
static size_t plain_length(ayes_span text) {
  size_t i = 0;
  while (i < text.length && text.data[i] >= 0x20 && text.data[i] < 0x7F) i++;
  return i;
}

void ayes_cell_add_text(ayes_buffer *buffer, ayes_span text, bool raw) {
  if (!raw && ayes_cell_is_live(text)) ayes_buffer_add_byte(buffer, '\'');
  while (text.length) {
    uint32_t code = 0;
    size_t length = plain_length(text);
    ayes_buffer_add(buffer, ayes_span_slice(text, 0, length));
    text = ayes_span_from(text, length);
    if (!text.length) return;
    length = ayes_utf8_decode(text, &code);
    if (length == 0 || is_hidden(code, raw)) ayes_buffer_add_text(buffer, "\xEF\xBF\xBD");
    else ayes_buffer_add(buffer, ayes_span_slice(text, 0, length));
    text = ayes_span_from(text, length ? length : 1);
  }
}

static void add_quoted(ayes_buffer *row, ayes_span text) {
  ayes_buffer_add_byte(row, '"');
  while (text.length) {
    size_t at = ayes_span_find_byte(text, '"');
    ayes_buffer_add(row, ayes_span_slice(text, 0, at));
    if (at < text.length) ayes_buffer_add_text(row, "\"\"");
    text = ayes_span_from(text, at + 1);
  }
  ayes_buffer_add_byte(row, '"');
}

void ayes_cell_add_csv(ayes_buffer *row, ayes_buffer *scratch, ayes_span text, bool raw) {
  ayes_buffer_clear(scratch);
  ayes_cell_add_text(scratch, text, raw);
  ayes_span made = ayes_buffer_span(scratch);
  if (ayes_csv_needs_quotes(made)) add_quoted(row, made);
  else ayes_buffer_add(row, made);
}

double ayes_cell_rounded(const ayes_column *column, const ayes_cell *cell) {
  if (column->type != AYES_CELL_NUMBER) return cell->number;
  double scale = pow(10, column->decimals);
  return round(cell->number * scale) / scale;
}

void ayes_cell_add_number(ayes_buffer *buffer, const ayes_column *column, const ayes_cell *cell) {
  if (cell->type == AYES_CELL_BOOLEAN)
    ayes_buffer_add_text(buffer, cell->number != 0 ? "true" : "false");
  else ayes_buffer_add_number(buffer, cell->number, column->decimals);
}

void ayes_cell_add_json(ayes_buffer *buffer, const ayes_column *column, const ayes_cell *cell) {
  if (cell->type == AYES_CELL_NONE) ayes_buffer_add_text(buffer, "null");
  else if (cell->type == AYES_CELL_TEXT) ayes_json_add_string(buffer, cell->text);
  else ayes_cell_add_number(buffer, column, cell);
}
