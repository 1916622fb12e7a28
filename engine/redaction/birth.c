/* SPDX-License-Identifier: MIT
 *
 * Dates of birth: a whole date, with its day, behind a label such as "born on". Any other date
 * stays, and so does a year of birth alone.
 */
#include "redaction/scan.h"

/* Reads up to limit digits; their end, or 0 when there are none or more. */
static size_t digits_end(const ayes_scan *scan, size_t at, size_t limit) {
  size_t end = at;
  while (end - at <= limit && ayes_byte_is_digit(ayes_scan_byte(scan, end))) end++;
  return end == at || end - at > limit ? 0 : end;
}

/* 12/3/1960, 12-03-60, 12.3.60, 1960-03-12 */
static size_t numeric_end(const ayes_scan *scan, size_t at) {
  size_t end = digits_end(scan, at, 4);
  if (!end) return 0;
  char mark = ayes_scan_byte(scan, end);
  if (mark != '/' && mark != '-' && mark != '.' && mark != ' ') return 0;
  size_t second = digits_end(scan, end + 1, 2);
  if (!second || ayes_scan_byte(scan, second) != mark) return 0;
  size_t last = digits_end(scan, second + 1, 4);
  return last && ayes_scan_is_boundary(scan, last) ? last : 0;
}

/* 12031960, 120360, 19600312 */
static size_t compact_end(const ayes_scan *scan, size_t at) {
  size_t end = digits_end(scan, at, 8);
  return (end == at + 8 || end == at + 6) && ayes_scan_is_boundary(scan, end) ? end : 0;
}

/* Behind "12", "12th", "12th of". */
static size_t day_end(const ayes_scan *scan, size_t at) {
  static const char *const endings[] = {"st", "nd", "rd", "th"};
  size_t end = digits_end(scan, at, 2);
  if (!end) return 0;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (ayes_span_equal_ignoring_case(ayes_span_slice(scan->text, end, end + 2),
                                      ayes_span_of(endings[i])))
      return end + 2;
  return end;
}

/* The end of a month's name at the next word, or 0. */
static size_t month_end(const ayes_scan *scan, size_t at) {
  size_t start = at;
  while (start < at + 2 &&
         (ayes_scan_byte(scan, start) == ' ' || ayes_scan_byte(scan, start) == '-'))
    start++;
  if (ayes_span_equal_ignoring_case(ayes_span_slice(scan->text, start, start + 3),
                                    ayes_span_of("of ")))
    start += 3;
  size_t end = ayes_scan_plain_end(scan->text, start);
  unsigned lists = ayes_lists_word(scan->lists, ayes_span_slice(scan->text, start, end));
  if (!(lists & AYES_LIST_MONTH)) return 0;
  return end + (ayes_scan_byte(scan, end) == '.');
}

/* Behind the apostrophe of a short year, '60. */
static size_t behind_apostrophe(const ayes_scan *scan, size_t at) {
  static const char *const marks[] = {"'", "\xE2\x80\x99", "\xE2\x80\x98"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    ayes_span mark = ayes_span_of(marks[i]);
    if (ayes_span_equal(ayes_span_slice(scan->text, at, at + mark.length), mark))
      return at + mark.length;
  }
  return at;
}

/* With the year when one follows: it need not. */
static size_t year_end(const ayes_scan *scan, size_t at) {
  size_t start = at;
  while (start < at + 2 && ayes_scan_byte(scan, start) &&
         memchr(", -", ayes_scan_byte(scan, start), 3))
    start++;
  if (start > at) start = behind_apostrophe(scan, start);
  size_t end = start > at ? digits_end(scan, start, 4) : 0;
  return end && end - start != 3 && end - start != 1 && ayes_scan_is_boundary(scan, end) ? end : at;
}

/* 12 March 1960, March 12, 1960 */
static size_t written_end(const ayes_scan *scan, size_t at) {
  size_t day = day_end(scan, at);
  size_t end = day ? month_end(scan, day) : 0;
  if (end) return year_end(scan, end);
  size_t month = month_end(scan, at);
  if (!month) return 0;
  end = day_end(scan, ayes_scan_skip_blanks(scan->text, month, 2));
  return end && ayes_scan_is_boundary(scan, end) ? year_end(scan, end) : 0;
}

size_t ayes_find_birth_behind(ayes_scan *scan, size_t at) {
  size_t start = ayes_scan_skip_filler(scan, at);
  size_t end = numeric_end(scan, start);
  if (!end) end = compact_end(scan, start);
  if (!end) end = written_end(scan, start);
  return end ? ayes_scan_add(scan, AYES_REDACT_BIRTH_DATE, start, end, "label") : 0;
}
