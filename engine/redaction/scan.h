/* SPDX-License-Identifier: MIT
 *
 * Finding personal data in one text: a walk from word to word, and a finder for each kind that is
 * asked at the words where its kind can start. For the files of this folder and their tests.
 *
 *     ayes_scan scan = {.lists = &lists, .kinds = ~0u, .text = text};
 *     status = ayes_scan_run(&scan, error);          -- scan.found, in order, without overlaps
 *
 * A finder looks at scan->at, the start of a word, adds what it finds and returns the byte to go on
 * from, or returns 0. It reads a bounded number of bytes, so that a scan is O(bytes).
 */
#ifndef AYES_REDACTION_SCAN_H
#define AYES_REDACTION_SCAN_H

#include "redaction/lists.h"
#include "redaction/redaction.h"

/* A stretch to be cut. */
typedef struct ayes_found {
  size_t start, end; /* bytes */
  size_t value;      /* where the value starts; before start when a part of it may stay */
  ayes_redaction_kind kind;
  const char *reason; /* a constant */
} ayes_found;

typedef struct ayes_scan {
  const ayes_lists *lists;
  unsigned kinds; /* wanted: 1 << kind */
  bool keep_outward;
  ayes_span text; /* well-formed UTF-8 */
  struct {
    ayes_found *items;
    size_t count, capacity;
  } found;
  bool failed; /* memory ran out */
  /* where the walk is */
  size_t at, end;    /* the word */
  unsigned before;   /* lists of the word before, when only blanks stand between */
  size_t at_sign;    /* the next @, or text.length; SIZE_MAX: not looked for */
  size_t mail_start; /* where the address around it starts */
} ayes_scan;

/* Fills found. Memory is reused; ayes_scan_release frees it. AYES_NO_MEMORY. */
ayes_status ayes_scan_run(ayes_scan *scan, ayes_error *error);
void ayes_scan_release(ayes_scan *scan);

/* Adds a find when its kind is wanted; returns end either way, so that what is one kind is never
 * taken for another. */
size_t ayes_scan_add(ayes_scan *scan, ayes_redaction_kind kind, size_t start, size_t end,
                     const char *reason);

/* ---- characters (scan_words.c) ---- */

/* The byte there, or 0 behind the end. */
static inline char ayes_scan_byte(const ayes_scan *scan, size_t at) {
  return at < scan->text.length ? scan->text.data[at] : '\0';
}

static inline bool ayes_byte_is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }

/* Bytes of the character that starts there, 1 behind the end. */
size_t ayes_scan_character(ayes_span text, size_t at);

/* Bytes of the letter or digit there; 0 when there is something else or nothing. */
size_t ayes_scan_letter(ayes_span text, size_t at);

/* Whether no letter or digit is there. */
static inline bool ayes_scan_is_boundary(const ayes_scan *scan, size_t at) {
  return ayes_scan_letter(scan->text, at) == 0;
}

/* Bytes of the blank there (space, tab, no-break space), line ends apart; or 0. */
size_t ayes_scan_blank(ayes_span text, size_t at);

/* Behind at most limit bytes of blanks. */
size_t ayes_scan_skip_blanks(ayes_span text, size_t at, size_t limit);

/* The end of the word that starts there; apostrophes and hyphens between letters belong to it. */
size_t ayes_scan_word_end(ayes_span text, size_t at);

/* The end of the run of letters and digits. */
size_t ayes_scan_plain_end(ayes_span text, size_t at);

/* Whether a capital letter is there. */
bool ayes_scan_is_capital(ayes_span text, size_t at);

/* The lists of the longest term on any of the wanted lists that starts there, and its end. */
unsigned ayes_scan_term(const ayes_scan *scan, size_t at, unsigned wanted, size_t *end);

/* Behind a label: ":", "number", "is" and the like, to where its value should start. */
size_t ayes_scan_skip_filler(const ayes_scan *scan, size_t at);

/* ---- numbers and codes (digits.c, codes.c) ---- */

enum { AYES_DIGITS_LIMIT = 24 };

typedef struct ayes_digits {
  char digits[AYES_DIGITS_LIMIT];
  size_t count;
  size_t ends[AYES_DIGITS_LIMIT]; /* byte behind each digit */
  bool closes[AYES_DIGITS_LIMIT]; /* whether a group ends behind it */
  size_t first_group;             /* digits in the first group */
} ayes_digits;

/* Reads groups of digits; between them one blank, hyphen or, when loose, also points and brackets.
 * Stops before a group that does not fit. False when the first group is too long. */
bool ayes_digits_read(ayes_span text, size_t at, bool loose, ayes_digits *digits);

/* Whether something before the number says that it is a sum or a part of something longer. */
bool ayes_digits_is_part(const ayes_scan *scan, size_t start);

/* Luhn (ISO/IEC 7812-1, annex B). */
bool ayes_digits_luhn(const char *digits, size_t count);

/* NHS number: ten digits, weights 10 to 2, modulus 11 (NHS Data Dictionary). */
bool ayes_digits_nhs(const char digits[10]);

/* IBAN: modulus 97 (ISO 13616). text: capitals and digits only. */
bool ayes_digits_iban(const char *text, size_t count);

/* A code that fits a pattern. */
typedef struct ayes_code {
  char text[AYES_LIST_WORD_LIMIT]; /* letters and digits only, capitals */
  size_t length;
  size_t small; /* letters that were written small */
  size_t end;   /* byte behind it */
} ayes_code;

/* Pattern: A a letter, 9 a digit, L a letter or 9, X a letter or digit, a blank an optional blank,
 * - a hyphen or blank that must be there. False when the text does not fit or goes on. */
bool ayes_code_match(const ayes_scan *scan, size_t at, const char *pattern, ayes_code *code);

/* Whether two letters may open a National Insurance number (HMRC, NIM39110). */
bool ayes_code_is_insurance_prefix(const char prefix[2]);

/* ---- finders, by what they start at ---- */

size_t ayes_find_email(ayes_scan *scan);      /* any word */
size_t ayes_find_url(ayes_scan *scan);        /* a word before ":" or "." */
size_t ayes_find_card(ayes_scan *scan);       /* a digit, ... */
size_t ayes_find_nhs_number(ayes_scan *scan); /* */
size_t ayes_find_phone(ayes_scan *scan);      /* also "+" and "(" */
size_t ayes_find_bank(ayes_scan *scan);       /* sort code and account in a row */
size_t ayes_find_address(ayes_scan *scan);    /* */
size_t ayes_find_postcode(ayes_scan *scan);   /* letters with digits, ... */
size_t ayes_find_insurance(ayes_scan *scan);  /* */
size_t ayes_find_vehicle(ayes_scan *scan);    /* */
size_t ayes_find_licence(ayes_scan *scan);    /* */
size_t ayes_find_iban(ayes_scan *scan);       /* */

/* Behind a term on a list; at is its end. */
typedef size_t (*ayes_finder_behind)(ayes_scan *scan, size_t at);
size_t ayes_find_name_behind(ayes_scan *scan, size_t at); /* a title */
size_t ayes_find_signature(ayes_scan *scan, size_t at);
size_t ayes_find_thanks(ayes_scan *scan, size_t at);
size_t ayes_find_introduction(ayes_scan *scan, size_t at);
size_t ayes_find_labelled_name(ayes_scan *scan, size_t at);
size_t ayes_find_home(ayes_scan *scan, size_t at);
size_t ayes_find_dwelling(ayes_scan *scan, size_t at);
size_t ayes_find_phone_behind(ayes_scan *scan, size_t at);
size_t ayes_find_account_behind(ayes_scan *scan, size_t at);
size_t ayes_find_sort_code_behind(ayes_scan *scan, size_t at);
size_t ayes_find_passport_behind(ayes_scan *scan, size_t at);
size_t ayes_find_vehicle_behind(ayes_scan *scan, size_t at);
size_t ayes_find_insurance_behind(ayes_scan *scan, size_t at);
size_t ayes_find_birth_behind(ayes_scan *scan, size_t at);

#endif
