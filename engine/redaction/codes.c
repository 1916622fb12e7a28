/* SPDX-License-Identifier: MIT
 *
 * Codes of letters and digits of a fixed shape: National Insurance numbers, vehicle registrations,
 * driving licences, passports, IBANs. A shape that is sure stands alone; one that other things have
 * too needs a label before it.
 */
#include "redaction/scan.h"

static bool fits(char byte, char wanted) {
  switch (wanted) {
    case 'A': return ayes_byte_is_letter(byte);
    case '9': return ayes_byte_is_digit(byte);
    case 'L': return ayes_byte_is_letter(byte) || byte == '9';
    default: return ayes_byte_is_letter(byte) || ayes_byte_is_digit(byte);
  }
}

bool ayes_code_match(const ayes_scan *scan, size_t at, const char *pattern, ayes_code *code) {
  code->length = code->small = 0;
  for (; *pattern; pattern++) {
    char byte = ayes_scan_byte(scan, at);
    size_t blank = ayes_scan_blank(scan->text, at);
    if (*pattern == ' ') {
      at += blank;
    } else if (*pattern == '-') {
      if (!blank && byte != '-') return false;
      at += blank ? blank : 1;
    } else {
      if (!fits(byte, *pattern) || code->length == sizeof code->text) return false;
      bool small = byte >= 'a' && byte <= 'z';
      code->small += small;
      code->text[code->length++] = (char)(small ? byte - 'a' + 'A' : byte);
      at++;
    }
  }
  code->end = at;
  return ayes_scan_is_boundary(scan, at);
}

/* ---- National Insurance ---- */

bool ayes_code_is_insurance_prefix(const char prefix[2]) {
  static const char *const never[] = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
  if (memchr("DFIQUV", prefix[0], 6) || memchr("DFIOQUV", prefix[1], 7)) return false;
  for (size_t i = 0; i < sizeof never / sizeof *never; i++)
    if (memcmp(prefix, never[i], 2) == 0) return false;
  return true;
}

size_t ayes_find_insurance(ayes_scan *scan) {
  ayes_code code;
  if (!ayes_code_match(scan, scan->at, "AA 99 99 99 A", &code) || code.text[8] > 'D') return 0;
  if (!ayes_code_is_insurance_prefix(code.text)) return 0;
  return ayes_scan_add(scan, AYES_REDACT_INSURANCE, scan->at, code.end, "prefix");
}

/* The last letter is often left out. */
size_t ayes_find_insurance_behind(ayes_scan *scan, size_t at) {
  ayes_code code;
  size_t start = ayes_scan_skip_filler(scan, at);
  if (!ayes_code_match(scan, start, "AA 99 99 99 A", &code) &&
      !ayes_code_match(scan, start, "AA 99 99 99", &code))
    return 0;
  if (!ayes_code_is_insurance_prefix(code.text)) return 0;
  return ayes_scan_add(scan, AYES_REDACT_INSURANCE, start, code.end, "label");
}

/* ---- vehicles ---- */

/* AB12 CDE: since 2001; the number is the half-year (DVLA, INF104). */
static bool is_new_registration(const ayes_code *code) {
  unsigned age = (unsigned)(code->text[2] - '0') * 10 + (unsigned)(code->text[3] - '0');
  if (memchr("IJQTUXZ", code->text[0], 7) || memchr("IQZ", code->text[1], 3)) return false;
  for (size_t i = 4; i < 7; i++)
    if (code->text[i] == 'I' || code->text[i] == 'Q') return false;
  return (age >= 2 && age <= 30) || (age >= 51 && age <= 80);
}

size_t ayes_find_vehicle(ayes_scan *scan) {
  ayes_code code;
  if (!ayes_code_match(scan, scan->at, "AA99 AAA", &code) || code.small) return 0;
  if (!is_new_registration(&code)) return 0;
  return ayes_scan_add(scan, AYES_REDACT_VEHICLE, scan->at, code.end, "shape");
}

size_t ayes_find_vehicle_behind(ayes_scan *scan, size_t at) {
  static const char *const shapes[] = {"AA99 AAA", "A999 AAA", "A99 AAA", "A9 AAA",
                                       "AAA 999A", "AAA 99A",  "AAA 9A",  "AAA 9999"};
  ayes_code code;
  size_t start = ayes_scan_skip_filler(scan, at);
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    if (!ayes_code_match(scan, start, shapes[i], &code)) continue;
    if (i > 0 && code.small) continue; /* "reg a1 was" */
    return ayes_scan_add(scan, AYES_REDACT_VEHICLE, start, code.end, "label");
  }
  return 0;
}

/* ---- papers ---- */

/* Five letters of the surname, decade, month (plus 50 for women), day, year, initials, check. */
static bool is_licence(const char *text) {
  unsigned month = (unsigned)(text[6] - '0') * 10 + (unsigned)(text[7] - '0');
  unsigned day = (unsigned)(text[8] - '0') * 10 + (unsigned)(text[9] - '0');
  if (month > 50) month -= 50;
  return text[0] != '9' && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

size_t ayes_find_licence(ayes_scan *scan) {
  ayes_code code;
  if (!ayes_code_match(scan, scan->at, "LLLLL 999999 LLXAA", &code) &&
      !ayes_code_match(scan, scan->at, "LLLLL 999999 LLXAA 99", &code))
    return 0;
  if (!is_licence(code.text)) return 0;
  return ayes_scan_add(scan, AYES_REDACT_LICENCE, scan->at, code.end, "shape");
}

size_t ayes_find_passport_behind(ayes_scan *scan, size_t at) {
  static const char *const shapes[] = {"999999999", "999 999 999", "A99999999", "AA9999999"};
  ayes_code code;
  size_t start = ayes_scan_skip_filler(scan, at);
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
    if (ayes_code_match(scan, start, shapes[i], &code))
      return ayes_scan_add(scan, AYES_REDACT_PASSPORT, start, code.end, "label");
  return 0;
}

size_t ayes_find_iban(ayes_scan *scan) {
  ayes_code code;
  if (!ayes_code_match(scan, scan->at, "AA99 AAAA 9999 9999 9999 99", &code)) return 0;
  if (!ayes_digits_iban(code.text, code.length)) return 0;
  return ayes_scan_add(scan, AYES_REDACT_ACCOUNT, scan->at, code.end, "iban");
}
