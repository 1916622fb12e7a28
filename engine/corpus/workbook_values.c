/* SPDX-License-Identifier: MIT
 *
 * Values of cells as text. Dates are days since the end of 1899 (or the start of 1904), with a 29
 * February 1900 that never was: ECMA-376 part 1, 18.17.4. Days become dates by the arithmetic of
 * the proleptic Gregorian calendar, counted from March so that leap days come last.
 */
#include <math.h>
#include <stdio.h>

#include "corpus/workbook.h"
#include "text/utf8.h"

/* ---- strings ---- */

/* "_x000D_" at the front; NUL and halves of surrogate pairs are left as they stand. */
static bool read_escape(ayes_span text, uint32_t *code_point) {
  uint64_t value;
  if (text.length < 7 || text.data[1] != 'x' || text.data[6] != '_' ||
      !ayes_span_to_hex(ayes_span_slice(text, 2, 6), &value))
    return false;
  *code_point = (uint32_t)value;
  return value && (value < 0xD800 || value > 0xDFFF);
}

static void add_character(ayes_buffer *text, uint32_t code_point, bool *after_return) {
  char bytes[4];
  bool is_line_end = code_point == '\r' || code_point == '\n';
  if (is_line_end && !(code_point == '\n' && *after_return)) ayes_buffer_add_byte(text, '\n');
  if (!is_line_end)
    ayes_buffer_add(text, ayes_span_make(bytes, ayes_utf8_encode(code_point, bytes)));
  *after_return = code_point == '\r';
}

void ayes_workbook_add_string(ayes_span string, ayes_buffer *text) {
  bool after_return = false;
  while (string.length) {
    size_t plain = 0;
    uint32_t code_point;
    while (plain < string.length && !strchr("_\r\n", string.data[plain])) plain++;
    ayes_buffer_add(text, ayes_span_slice(string, 0, plain));
    string = ayes_span_from(string, plain);
    if (plain) after_return = false;
    if (!string.length) return;
    bool is_escape = string.data[0] == '_' && read_escape(string, &code_point);
    if (!is_escape) code_point = (unsigned char)string.data[0];
    add_character(text, code_point, &after_return);
    string = ayes_span_from(string, is_escape ? 7 : 1);
  }
}

/* ---- number formats ---- */

/* Leaves out of a code what is text: "quoted", \x, _x, *x, and [Red] but not [h]. */
static size_t skip_literal(ayes_span code, size_t at, bool *is_elapsed) {
  char byte = code.data[at];
  if (strchr("\\_*", byte)) return 2;
  if (byte == '"') return ayes_span_find_byte(ayes_span_from(code, at + 1), '"') + 2;
  if (byte != '[') return 0;
  size_t length = ayes_span_find_byte(ayes_span_from(code, at), ']') + 1;
  char inner = at + 1 < code.length ? ayes_byte_to_lower(code.data[at + 1]) : ' ';
  bool is_unit = inner == 'h' || inner == 'm' || inner == 's';
  for (size_t i = at + 1; i + 1 < at + length && i < code.length; i++)
    is_unit = is_unit && ayes_byte_to_lower(code.data[i]) == inner;
  *is_elapsed = *is_elapsed || is_unit;
  return length;
}

ayes_number_kind ayes_number_kind_of(ayes_span code) {
  bool has_day = false, has_hour = false, has_month_or_minute = false, is_elapsed = false;
  if (ayes_span_equal_ignoring_case(code, ayes_span_of("general"))) return AYES_NUMBER_PLAIN;
  for (size_t i = 0; i < code.length && code.data[i] != ';';) {
    size_t literal = code.data[i] ? skip_literal(code, i, &is_elapsed) : 0;
    char letter = ayes_byte_to_lower(code.data[i]);
    i += literal ? literal : 1;
    if (literal) continue;
    has_day = has_day || letter == 'd' || letter == 'y';
    has_hour = has_hour || letter == 'h' || letter == 's';
    has_month_or_minute = has_month_or_minute || letter == 'm';
  }
  if (is_elapsed) return AYES_NUMBER_ELAPSED;
  if (has_day && has_hour) return AYES_NUMBER_DATE_TIME;
  if (has_hour) return AYES_NUMBER_TIME;
  return has_day || has_month_or_minute ? AYES_NUMBER_DATE : AYES_NUMBER_PLAIN;
}

/* ---- numbers ---- */

static void add_date(ayes_buffer *text, int64_t days_since_1970) {
  int64_t days = days_since_1970 + 719468; /* since 1 March of year 0 */
  int64_t era = days / 146097, of_era = days % 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  int64_t month = (5 * of_year + 2) / 153, day = of_year - (153 * month + 2) / 5 + 1;
  month += month < 10 ? 3 : -9;
  year += era * 400 + (month <= 2);
  ayes_buffer_add_format(text, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
}

static void add_time(ayes_buffer *text, int64_t seconds) {
  ayes_buffer_add_format(text, "%02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60),
                         (int)(seconds % 60));
}

bool ayes_workbook_moment(double number, ayes_number_kind kind, bool since_1904,
                          ayes_buffer *text) {
  enum { DAY = 86400, LAST_DAY = 2958466, FIRST_1900 = 25568, FIRST_1904 = 24107 };
  if (!(number >= 0 && number < LAST_DAY)) return false;
  int64_t seconds = (int64_t)(number * DAY + 0.5), days = seconds / DAY;
  if (kind == AYES_NUMBER_ELAPSED) {
    add_time(text, seconds);
    return true;
  }
  bool has_date = kind != AYES_NUMBER_TIME && !(kind == AYES_NUMBER_DATE_TIME && days == 0);
  if (has_date && since_1904) add_date(text, days - FIRST_1904);
  else if (has_date) add_date(text, days - FIRST_1900 - (days > 60 ? 1 : 0));
  if (kind == AYES_NUMBER_DATE) return true;
  if (has_date) ayes_buffer_add_byte(text, ' ');
  add_time(text, seconds % DAY);
  return true;
}

static bool is_whole(ayes_span number) {
  size_t start = number.length && number.data[0] == '-';
  for (size_t i = start; i < number.length; i++)
    if (!ayes_byte_is_digit(number.data[i])) return false;
  return number.length > start && number.length - start <= 15;
}

/* printf's digits, whatever point the locale has. */
static void add_digits(ayes_buffer *text, double value) {
  char digits[40];
  (void)snprintf(digits, sizeof digits, "%.15g", value);
  for (char *at = digits; *at; at++)
    if (*at == ',') *at = '.';
  ayes_buffer_add_text(text, digits);
}

void ayes_workbook_number(const ayes_workbook *workbook, ayes_span number, size_t style,
                          ayes_buffer *text) {
  ayes_number_kind kind = style < workbook->styles.count
                              ? (ayes_number_kind)workbook->styles.items[style]
                              : AYES_NUMBER_PLAIN;
  double value;
  number = ayes_span_trim(number);
  if (kind == AYES_NUMBER_PLAIN && is_whole(number)) ayes_buffer_add(text, number);
  else if (!ayes_span_to_number(number, &value)) ayes_buffer_add(text, number);
  else if (kind == AYES_NUMBER_PLAIN ||
           !ayes_workbook_moment(value, kind, workbook->since_1904, text))
    add_digits(text, value);
}
