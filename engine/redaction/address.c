/* SPDX-License-Identifier: MIT
 *
 * Street addresses: a house number, words with capitals, and a street word; with the flat before
 * it. "Phase 2 Station Road" and "2016 Road Traffic Act" have the look of one and are none: words
 * that count things go before, and a street needs a name of its own. Behind "I live at" small
 * letters will do.
 */
#include "redaction/scan.h"

enum { STREET_WORDS = 5 };

/* The end of "12", "12a", "12-14", "12/3"; 0 when there is no such number. *is_year: it could be
 * one. */
static size_t number_end(const ayes_scan *scan, size_t at, bool *is_year) {
  size_t end = at;
  while (end - at < 5 && ayes_byte_is_digit(ayes_scan_byte(scan, end))) end++;
  if (end == at || end - at == 5) return 0;
  const char *digits = scan->text.data + at;
  *is_year = end - at == 4 && (memcmp(digits, "19", 2) == 0 || memcmp(digits, "20", 2) == 0);
  if (ayes_byte_is_letter(ayes_scan_byte(scan, end))) {
    end++;
    *is_year = false;
  }
  char joint = ayes_scan_byte(scan, end);
  if ((joint == '-' || joint == '/') && ayes_byte_is_digit(ayes_scan_byte(scan, end + 1))) {
    size_t second = end + 1;
    while (second - end < 5 && ayes_byte_is_digit(ayes_scan_byte(scan, second))) second++;
    if (ayes_byte_is_letter(ayes_scan_byte(scan, second))) second++;
    end = second;
  }
  return ayes_scan_is_boundary(scan, end) ? end : 0;
}

/* The end of the street that starts there, or 0. */
static size_t street_end(const ayes_scan *scan, size_t at, bool small) {
  size_t found = 0;
  for (size_t words = 0; words < STREET_WORDS; words++) {
    size_t end = ayes_scan_word_end(scan->text, at);
    unsigned lists = ayes_lists_word(scan->lists, ayes_span_slice(scan->text, at, end));
    bool is_street = lists & AYES_LIST_STREET;
    bool fits = small || ayes_scan_is_capital(scan->text, at) || (is_street && words > 0);
    if (end == at || !fits || ayes_byte_is_digit(scan->text.data[at])) break;
    if (lists & AYES_LIST_NOT_NAME && !is_street && words > 0) break; /* "2 The Green" */
    if (is_street && words > 0) {
      found = end;
      if (small) break;
    }
    size_t behind = end + (ayes_scan_byte(scan, end) == '.' && end - at <= 3);
    at = ayes_scan_skip_blanks(scan->text, behind, 2);
    if (at == behind) break;
  }
  return found;
}

/* A number and a street; the end, or 0. */
static size_t house_end(const ayes_scan *scan, size_t at, bool is_home) {
  bool is_year = false;
  size_t end = number_end(scan, at, &is_year);
  if (!end || (is_year && !is_home)) return 0;
  size_t street = end + (ayes_scan_byte(scan, end) == ',');
  street = ayes_scan_skip_blanks(scan->text, street, 2);
  if (street == end) return 0;
  size_t found = street_end(scan, street, false);
  return found || !is_home ? found : street_end(scan, street, true);
}

size_t ayes_find_address(ayes_scan *scan) {
  if (scan->before & AYES_LIST_COUNTED || ayes_digits_is_part(scan, scan->at)) return 0;
  size_t end = house_end(scan, scan->at, false);
  return end ? ayes_scan_add(scan, AYES_REDACT_ADDRESS, scan->at, end, "street") : 0;
}

/* The end of "Flat 3, 12 High Street"; at is behind "Flat". */
static size_t dwelling_end(const ayes_scan *scan, size_t at, bool is_home) {
  size_t start = ayes_scan_skip_blanks(scan->text, at, 2);
  size_t end = ayes_scan_plain_end(scan->text, start);
  if (start == at || end == start || end - start > 4) return 0;
  end += ayes_scan_byte(scan, end) == ',';
  size_t house = ayes_scan_skip_blanks(scan->text, end, 2);
  if (ayes_scan_byte(scan, house) == '\n') house++;
  return house == end ? 0 : house_end(scan, house, is_home);
}

size_t ayes_find_dwelling(ayes_scan *scan, size_t at) {
  size_t end = dwelling_end(scan, at, false);
  return end ? ayes_scan_add(scan, AYES_REDACT_ADDRESS, scan->at, end, "street") : 0;
}

size_t ayes_find_home(ayes_scan *scan, size_t at) {
  size_t behind, start = ayes_scan_skip_filler(scan, at);
  size_t end = house_end(scan, start, true);
  if (!end && ayes_scan_term(scan, start, AYES_LIST_DWELLING, &behind))
    end = dwelling_end(scan, behind, true);
  return end ? ayes_scan_add(scan, AYES_REDACT_ADDRESS, start, end, "home") : 0;
}
