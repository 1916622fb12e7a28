/* SPDX-License-Identifier: MIT
 *
 * Postcodes: the six shapes of the outward part, one of the 124 areas, and an inward part without
 * the letters that Royal Mail does not use there (C I K M O V). On request only the inward part
 * goes: the outward part is a district of some thousand homes.
 */
#include "redaction/scan.h"

static bool is_area(const ayes_scan *scan, const char *text) {
  size_t length = ayes_byte_is_letter(text[1]) ? 2 : 1;
  return ayes_lists_word(scan->lists, ayes_span_make(text, length)) & AYES_LIST_POSTCODE_AREA;
}

static bool is_inward(const char *letters) {
  return !memchr("CIKMOV", letters[0], 6) && !memchr("CIKMOV", letters[1], 6);
}

/* "the M6 3rd lane" has the shape too. */
static bool is_ordinal(const ayes_code *code) {
  static const char *const endings[] = {"ST", "ND", "RD", "TH"};
  if (code->small < 2) return false;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (memcmp(code->text + code->length - 2, endings[i], 2) == 0) return true;
  return false;
}

size_t ayes_find_postcode(ayes_scan *scan) {
  static const char *const shapes[] = {"AA9 9AA",  "AA99 9AA", "A9 9AA",
                                       "AA9A 9AA", "A99 9AA",  "A9A 9AA"};
  ayes_code code;
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    if (!ayes_code_match(scan, scan->at, shapes[i], &code)) continue;
    if (!is_area(scan, code.text) || !is_inward(code.text + code.length - 2) || is_ordinal(&code))
      continue;
    size_t start = scan->keep_outward ? code.end - 3 : scan->at, count = scan->found.count;
    ayes_scan_add(scan, AYES_REDACT_POSTCODE, start, code.end, "area");
    if (scan->found.count > count) scan->found.items[count].value = scan->at;
    return code.end;
  }
  return 0;
}
