/* SPDX-License-Identifier: MIT
 *
 * Groups of digits as people write them, and check digits.
 */
#include "redaction/scan.h"

/* Bytes between two groups, or 0. */
static size_t separator_length(ayes_span text, size_t at, bool loose) {
  size_t length = 0;
  for (size_t i = 0; i < (loose ? 3 : 1); i++) {
    char byte = at + length < text.length ? text.data[at + length] : '\0';
    size_t blank = ayes_scan_blank(text, at + length);
    if (blank) length += blank;
    else if (byte && memchr("-.()", byte, loose ? 4 : 1)) length++;
    else break;
  }
  return length;
}

/* Length of the run of digits, at most limit + 1. */
static size_t group_length(ayes_span text, size_t at, size_t limit) {
  size_t length = 0;
  while (length <= limit && at + length < text.length && ayes_byte_is_digit(text.data[at + length]))
    length++;
  return length;
}

static void add_group(ayes_span text, size_t at, size_t length, ayes_digits *digits) {
  for (size_t i = 0; i < length; i++) {
    digits->digits[digits->count] = text.data[at + i];
    digits->ends[digits->count] = at + i + 1;
    digits->closes[digits->count++] = false;
  }
  digits->closes[digits->count - 1] = ayes_scan_letter(text, at + length) == 0;
}

bool ayes_digits_read(ayes_span text, size_t at, bool loose, ayes_digits *digits) {
  digits->count = 0;
  size_t length = group_length(text, at, AYES_DIGITS_LIMIT);
  if (length == 0 || length > AYES_DIGITS_LIMIT) return false;
  digits->first_group = length;
  for (;;) {
    add_group(text, at, length, digits);
    at += length;
    size_t between = separator_length(text, at, loose);
    if (between == 0) return true;
    at += between;
    size_t room = AYES_DIGITS_LIMIT - digits->count;
    length = group_length(text, at, room);
    if (length == 0 || length > room) return true;
  }
}

bool ayes_digits_is_part(const ayes_scan *scan, size_t start) {
  const char *data = scan->text.data;
  if (start == 0) return false;
  if (data[start - 1] == '$') return true;
  if (start >= 2 && memcmp(data + start - 2, "\xC2\xA3", 2) == 0) return true;
  if (start >= 3 && memcmp(data + start - 3, "\xE2\x82\xAC", 3) == 0) return true;
  return memchr(".,/-:", data[start - 1], 5) && start >= 2 && ayes_byte_is_digit(data[start - 2]);
}

bool ayes_digits_luhn(const char *digits, size_t count) {
  unsigned sum = 0;
  for (size_t i = 0; i < count; i++) {
    unsigned digit = (unsigned)(digits[count - 1 - i] - '0') << (i % 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return count > 0 && sum % 10 == 0;
}

bool ayes_digits_nhs(const char digits[10]) {
  unsigned sum = 0;
  for (unsigned i = 0; i < 9; i++) sum += (10 - i) * (unsigned)(digits[i] - '0');
  unsigned check = (11 - sum % 11) % 11; /* 10 is never given out */
  return check != 10 && check == (unsigned)(digits[9] - '0');
}

bool ayes_digits_iban(const char *text, size_t count) {
  unsigned rest = 0;
  if (count < 5) return false;
  for (size_t i = 0; i < count; i++) {
    char byte = text[(i + 4) % count]; /* the first four go to the end */
    if (ayes_byte_is_digit(byte)) rest = (rest * 10 + (unsigned)(byte - '0')) % 97;
    else rest = (rest * 100 + (unsigned)(byte - 'A' + 10)) % 97;
  }
  return rest == 1;
}
