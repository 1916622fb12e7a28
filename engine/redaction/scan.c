/* SPDX-License-Identifier: MIT
 *
 * The walk. Each word is looked at once: a digit may open a number, letters with digits a code, a
 * word on a list something behind it. Finders read at most some dozens of bytes, URLs two thousand,
 * and what they find is stepped over: O(bytes).
 */
#include "redaction/scan.h"

#include "base/array.h"

typedef size_t (*finder)(ayes_scan *scan);

size_t ayes_scan_add(ayes_scan *scan, ayes_redaction_kind kind, size_t start, size_t end,
                     const char *reason) {
  if (!(scan->kinds & 1u << kind)) return end;
  ayes_found *found = ayes_array_add(&scan->found, NULL);
  if (!found) scan->failed = true;
  else *found = (ayes_found){start, end, start, kind, reason};
  return end;
}

static size_t ask(ayes_scan *scan, const finder *finders, size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t end = finders[i](scan);
    if (end) return end;
  }
  return 0;
}

static size_t find_number(ayes_scan *scan) {
  static const finder finders[] = {ayes_find_phone, ayes_find_card, ayes_find_nhs_number,
                                   ayes_find_bank, ayes_find_address};
  return ask(scan, finders, sizeof finders / sizeof *finders);
}

static size_t find_code(ayes_scan *scan) {
  static const finder finders[] = {ayes_find_postcode, ayes_find_insurance, ayes_find_vehicle,
                                   ayes_find_licence, ayes_find_iban};
  return ask(scan, finders, sizeof finders / sizeof *finders);
}

/* Which finder goes with which list; the first that finds something has it. */
static const struct {
  unsigned list;
  ayes_finder_behind find;
} behind_terms[] = {{AYES_LIST_TITLE | AYES_LIST_RANK, ayes_find_name_behind},
                    {AYES_LIST_SIGN_OFF, ayes_find_signature},
                    {AYES_LIST_THANKS, ayes_find_thanks},
                    {AYES_LIST_INTRODUCTION, ayes_find_introduction},
                    {AYES_LIST_NAME_LABEL, ayes_find_labelled_name},
                    {AYES_LIST_HOME, ayes_find_home},
                    {AYES_LIST_DWELLING, ayes_find_dwelling},
                    {AYES_LIST_PHONE, ayes_find_phone_behind},
                    {AYES_LIST_SORT_CODE, ayes_find_sort_code_behind},
                    {AYES_LIST_ACCOUNT, ayes_find_account_behind},
                    {AYES_LIST_PASSPORT, ayes_find_passport_behind},
                    {AYES_LIST_INSURANCE, ayes_find_insurance_behind},
                    {AYES_LIST_VEHICLE, ayes_find_vehicle_behind},
                    {AYES_LIST_BIRTH, ayes_find_birth_behind}};
enum { TERM_FINDERS = sizeof behind_terms / sizeof *behind_terms };

static size_t find_behind_term(ayes_scan *scan, unsigned opens) {
  for (size_t i = 0; i < TERM_FINDERS; i++) {
    size_t end;
    if (!(behind_terms[i].list & opens)) continue;
    if (!ayes_scan_term(scan, scan->at, behind_terms[i].list, &end)) continue;
    size_t next = behind_terms[i].find(scan, end);
    if (next) return next;
  }
  return 0;
}

/* Codes open with at most five letters before a digit, which may follow a blank. */
static bool may_open_code(const ayes_scan *scan) {
  size_t at = scan->at;
  while (at < scan->at + 5 && ayes_byte_is_letter(ayes_scan_byte(scan, at))) at++;
  if (ayes_byte_is_digit(ayes_scan_byte(scan, at))) return true;
  size_t blank = ayes_scan_blank(scan->text, at);
  return blank && (at - scan->at == 2 || at - scan->at == 5) &&
         ayes_byte_is_digit(ayes_scan_byte(scan, at + blank));
}

static size_t find_at_word(ayes_scan *scan, const ayes_list_entry *entry) {
  size_t end = ayes_find_email(scan);
  char next = ayes_scan_byte(scan, scan->end);
  if (!end && (next == '.' || next == ':' || next == '-')) end = ayes_find_url(scan);
  if (end) return end;
  if (ayes_byte_is_digit(scan->text.data[scan->at])) return find_number(scan);
  if (may_open_code(scan)) end = find_code(scan);
  return end || !entry ? end : find_behind_term(scan, entry->opens);
}

static size_t pass_word(ayes_scan *scan) {
  scan->end = ayes_scan_plain_end(scan->text, scan->at);
  size_t whole = ayes_scan_word_end(scan->text, scan->at);
  const ayes_list_entry *entry =
      ayes_lists_find(scan->lists, ayes_span_slice(scan->text, scan->at, whole));
  size_t next = find_at_word(scan, entry);
  bool is_filler = entry && !next && entry->lists & AYES_LIST_FILLER;
  if (!is_filler) scan->before = entry && !next ? entry->lists : 0;
  return next ? next : scan->end;
}

/* What is no word: "+44 ...", "(01632) ..."; blanks and label marks leave the word before valid. */
static size_t pass_mark(ayes_scan *scan) {
  char byte = scan->text.data[scan->at];
  char next = ayes_scan_byte(scan, scan->at + 1);
  if ((byte == '+' && ayes_byte_is_digit(next)) ||
      (byte == '(' && (next == '+' || ayes_byte_is_digit(next)))) {
    size_t end = ayes_find_phone(scan);
    if (end) return end;
  }
  if (!ayes_scan_blank(scan->text, scan->at) && !memchr(".:#", byte, 3)) scan->before = 0;
  return scan->at + ayes_scan_character(scan->text, scan->at);
}

ayes_status ayes_scan_run(ayes_scan *scan, ayes_error *error) {
  scan->found.count = 0;
  scan->failed = false;
  scan->at = scan->before = 0;
  scan->at_sign = SIZE_MAX;
  while (scan->at < scan->text.length)
    scan->at = ayes_scan_letter(scan->text, scan->at) ? pass_word(scan) : pass_mark(scan);
  return scan->failed ? ayes_error_memory(error) : AYES_OK;
}

void ayes_scan_release(ayes_scan *scan) { ayes_array_release(&scan->found); }
