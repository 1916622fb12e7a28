/* SPDX-License-Identifier: MIT
 *
 * Phone numbers: national ones by the prefixes and lengths of the UK numbering plan (Ofcom,
 * National Telephone Numbering Plan), with +44 or 0044, other countries' when a plus says so, and
 * local ones behind a label. An extension goes with its number.
 */
#include "redaction/scan.h"

/* Behind "ext. 12" when it stands there. */
static size_t skip_extension(const ayes_scan *scan, size_t end) {
  static const char *const words[] = {"extension", "extn", "ext", "x"};
  size_t at = ayes_scan_skip_blanks(scan->text, end, 2);
  if (ayes_scan_byte(scan, at) == ',') at = ayes_scan_skip_blanks(scan->text, at + 1, 2);
  if (ayes_scan_byte(scan, at) == '(') at++;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t length = strlen(words[i]), digits = 0;
    if (!ayes_span_equal_ignoring_case(ayes_span_slice(scan->text, at, at + length),
                                       ayes_span_of(words[i])))
      continue;
    size_t start = at + length;
    for (size_t skipped = 0; skipped < 3; skipped++)
      if (ayes_scan_byte(scan, start) == '.' || ayes_scan_byte(scan, start) == ':' ||
          ayes_scan_byte(scan, start) == ' ')
        start++;
    while (digits < 7 && ayes_byte_is_digit(ayes_scan_byte(scan, start + digits))) digits++;
    if (digits == 0 || digits > 6 || !ayes_scan_is_boundary(scan, start + digits)) continue;
    return start + digits;
  }
  return end;
}

static size_t add_number(ayes_scan *scan, size_t start, size_t end, const char *reason) {
  return ayes_scan_add(scan, AYES_REDACT_PHONE, start, skip_extension(scan, end), reason);
}

/* Digits of the number without its leading 0, which is before place; 0 when it is none. Only old
 * area codes and freephone numbers have nine. */
static size_t national_length(const ayes_digits *run, size_t place) {
  size_t rest = run->count > place ? run->count - place : 0;
  if (rest < 9 || !memchr("1235789", run->digits[place], 7)) return 0;
  if (rest > 9 && run->closes[place + 9]) return 10;
  return memchr("158", run->digits[place], 3) && run->closes[place + 8] ? 9 : 0;
}

static size_t find_national(ayes_scan *scan, size_t start, const ayes_digits *run) {
  if (run->digits[0] != '0' || run->first_group < 3 || scan->before & AYES_LIST_REFERENCE) return 0;
  size_t length = national_length(run, 1);
  return length ? add_number(scan, start, run->ends[length], "national") : 0;
}

static size_t find_british(ayes_scan *scan, size_t start, const ayes_digits *run, size_t prefix) {
  size_t skipped = prefix + (run->count > prefix && run->digits[prefix] == '0');
  size_t length = national_length(run, skipped);
  if (!length) return 0;
  return add_number(scan, start, run->ends[skipped + length - 1], "international");
}

static size_t find_foreign(ayes_scan *scan, size_t start, const ayes_digits *run) {
  size_t count = run->count < 15 ? run->count : 15;
  if (run->digits[0] == '0') return 0;
  while (count >= 8 && !run->closes[count - 1]) count--;
  if (count < 8) return 0;
  return add_number(scan, start, run->ends[count - 1], "international");
}

size_t ayes_find_phone(ayes_scan *scan) {
  ayes_digits run;
  size_t start = scan->at, at = start;
  bool has_plus = false;
  if (ayes_scan_byte(scan, at) == '(') at++;
  if (ayes_scan_byte(scan, at) == '+') {
    has_plus = true;
    at++;
  }
  if (ayes_digits_is_part(scan, at) || !ayes_digits_read(scan->text, at, true, &run)) return 0;
  if (has_plus) {
    size_t end =
        run.count > 2 && memcmp(run.digits, "44", 2) == 0 ? find_british(scan, start, &run, 2) : 0;
    return end ? end : find_foreign(scan, start, &run);
  }
  if (run.count > 4 && memcmp(run.digits, "0044", 4) == 0)
    return find_british(scan, start, &run, 4);
  return find_national(scan, start, &run);
}

size_t ayes_find_phone_behind(ayes_scan *scan, size_t at) {
  ayes_digits run;
  size_t start = ayes_scan_skip_filler(scan, at);
  if (!ayes_byte_is_digit(ayes_scan_byte(scan, start)) || ayes_scan_byte(scan, start) == '0' ||
      !ayes_digits_read(scan->text, start, false, &run))
    return 0;
  for (size_t count = 8; count >= 6; count--)
    if (count <= run.count && run.closes[count - 1] && run.first_group >= 3)
      return add_number(scan, start, run.ends[count - 1], "label");
  return 0;
}
