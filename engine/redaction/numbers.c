/* SPDX-License-Identifier: MIT
 *
 * Numbers with check digits, and bank details: cards by issuer and Luhn, NHS numbers by modulus 11,
 * sort codes and accounts by a label or by standing side by side. What fails its check stays.
 */
#include "redaction/scan.h"

/* What says that a number goes on: a decimal part, a thousands group, a share. */
static bool goes_on(const ayes_scan *scan, size_t end) {
  char byte = ayes_scan_byte(scan, end);
  if (byte == '%') return true;
  return byte && memchr(".,/-:", byte, 5) && ayes_byte_is_digit(ayes_scan_byte(scan, end + 1));
}

/* First digits given to issuers of cards (ISO/IEC 7812; as published by the card schemes). */
static bool is_issuer(const char *digits, size_t count) {
  unsigned first = 0;
  for (size_t i = 0; i < 4; i++) first = first * 10 + (unsigned)(digits[i] - '0');
  unsigned two = first / 100;
  if (digits[0] == '4') return count == 13 || count == 16 || count == 19;
  if ((two >= 51 && two <= 55) || (first >= 2221 && first <= 2720)) return count == 16;
  if (two == 34 || two == 37) return count == 15;
  if (two == 30 || two == 36 || two == 38 || two == 39) return count >= 14;
  return two == 35 || two == 50 || (two >= 56 && two <= 69);
}

size_t ayes_find_card(ayes_scan *scan) {
  ayes_digits run;
  if (ayes_digits_is_part(scan, scan->at) || !ayes_digits_read(scan->text, scan->at, false, &run) ||
      run.first_group < 4)
    return 0;
  for (size_t count = 19; count >= 13; count--) {
    if (count > run.count || !run.closes[count - 1] || !is_issuer(run.digits, count)) continue;
    if (!ayes_digits_luhn(run.digits, count) || goes_on(scan, run.ends[count - 1])) continue;
    return ayes_scan_add(scan, AYES_REDACT_CARD, scan->at, run.ends[count - 1], "luhn");
  }
  return 0;
}

size_t ayes_find_nhs_number(ayes_scan *scan) {
  ayes_digits run;
  if (ayes_digits_is_part(scan, scan->at) || !ayes_digits_read(scan->text, scan->at, false, &run) ||
      run.count < 10 || !run.closes[9])
    return 0;
  bool grouped = run.first_group == 3 && run.closes[5];
  if (!grouped && (run.first_group != 10 || scan->before & AYES_LIST_REFERENCE)) return 0;
  if (!ayes_digits_nhs(run.digits) || goes_on(scan, run.ends[9])) return 0;
  return ayes_scan_add(scan, AYES_REDACT_NHS_NUMBER, scan->at, run.ends[9], "modulus_11");
}

/* ---- banks ---- */

size_t ayes_find_sort_code_behind(ayes_scan *scan, size_t at) {
  ayes_code code;
  size_t start = ayes_scan_skip_filler(scan, at);
  if (!ayes_code_match(scan, start, "99-99-99", &code) &&
      !ayes_code_match(scan, start, "999999", &code))
    return 0;
  return ayes_scan_add(scan, AYES_REDACT_ACCOUNT, start, code.end, "sort_code");
}

size_t ayes_find_account_behind(ayes_scan *scan, size_t at) {
  ayes_code code;
  size_t start = ayes_scan_skip_filler(scan, at);
  if (!ayes_code_match(scan, start, "99999999", &code) &&
      !ayes_code_match(scan, start, "9999 9999", &code))
    return 0;
  return ayes_scan_add(scan, AYES_REDACT_ACCOUNT, start, code.end, "account_number");
}

size_t ayes_find_bank(ayes_scan *scan) {
  ayes_code sort_code, account;
  if (ayes_digits_is_part(scan, scan->at) ||
      !ayes_code_match(scan, scan->at, "99-99-99", &sort_code))
    return 0;
  size_t start = sort_code.end;
  while (start < sort_code.end + 3 &&
         (ayes_scan_blank(scan->text, start) ||
          (ayes_scan_byte(scan, start) && memchr(",/|", ayes_scan_byte(scan, start), 3))))
    start++;
  if (start == sort_code.end || !ayes_code_match(scan, start, "99999999", &account)) return 0;
  ayes_scan_add(scan, AYES_REDACT_ACCOUNT, scan->at, sort_code.end, "sort_code");
  return ayes_scan_add(scan, AYES_REDACT_ACCOUNT, start, account.end, "account_number");
}
