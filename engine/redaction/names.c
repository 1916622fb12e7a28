/* SPDX-License-Identifier: MIT
 *
 * Names of people, where the text itself says that a name follows: behind a title, under a
 * sign-off, behind "my name is". A name is up to four words with capitals, initials and particles;
 * a word from the lists of what is no name ends it, a part of an organisation's name undoes it.
 */
#include "redaction/scan.h"

enum { NAME_WORDS = 4, LINE_ENDS = 3, STOPS = AYES_LIST_NOT_NAME | AYES_LIST_BODY };

typedef struct name {
  size_t start, end;
  size_t words;
  bool is_body; /* it goes on as an organisation */
} name;

static unsigned lists_of(const ayes_scan *scan, size_t start, size_t end) {
  return ayes_lists_word(scan->lists, ayes_span_slice(scan->text, start, end));
}

/* Without the possessive ending. */
static size_t without_possessive(ayes_span text, size_t start, size_t end) {
  ayes_span word = ayes_span_slice(text, start, end);
  if (ayes_span_ends_with(word, ayes_span_of("\xE2\x80\x99s"))) return end - 4;
  return ayes_span_ends_with(word, ayes_span_of("'s")) ? end - 2 : end;
}

static bool has_digit(ayes_span word) {
  for (size_t i = 0; i < word.length; i++)
    if (ayes_byte_is_digit(word.data[i])) return true;
  return false;
}

/* The end of the particles there ("van der "), when a capital follows; else at. */
static size_t skip_particles(const ayes_scan *scan, size_t at) {
  size_t start = at;
  for (size_t i = 0; i < 2; i++) {
    size_t end = ayes_scan_plain_end(scan->text, start);
    if (!(lists_of(scan, start, end) & AYES_LIST_PARTICLE)) break;
    start = ayes_scan_skip_blanks(scan->text, end, 1);
    if (ayes_scan_is_capital(scan->text, start)) return start;
  }
  return at;
}

/* One word of a name with the point of an initial; its end, or at when it is none. stops: lists
 * whose words are no names here. */
static size_t name_word_end(const ayes_scan *scan, size_t at, bool capital, unsigned stops) {
  size_t end = ayes_scan_word_end(scan->text, at);
  ayes_span word = ayes_span_slice(scan->text, at, end);
  bool is_initial = end - at == 1 && ayes_byte_is_upper(scan->text.data[at]);
  if (is_initial && ayes_scan_byte(scan, end) == '.') return end + 1;
  if (end == at || has_digit(word) || lists_of(scan, at, end) & stops) return at;
  size_t bare = without_possessive(scan->text, at, end);
  if (bare < end && lists_of(scan, at, bare) & stops) return at;
  return capital && !ayes_scan_is_capital(scan->text, at) ? at : end;
}

/* Reads at most limit words; false when there is none. first_stops: as for name_word_end, for the
 * first word: "Mrs Church" is a name. */
static bool read_name(const ayes_scan *scan, size_t at, size_t limit, bool capital,
                      unsigned first_stops, name *found) {
  *found = (name){at, at, 0, false};
  while (found->words < limit) {
    size_t start = skip_particles(scan, at);
    size_t end = name_word_end(scan, start, capital, found->words ? STOPS : first_stops);
    if (end == start) break;
    found->words++;
    found->end = without_possessive(scan->text, start, end);
    if (found->end < end) return true;
    bool was_initial = scan->text.data[end - 1] == '.';
    at = ayes_scan_skip_blanks(scan->text, end, 2);
    if (at == end && !was_initial) break; /* "J.R." goes on without a blank */
  }
  size_t next = ayes_scan_skip_blanks(scan->text, found->end, 2);
  size_t next_end = ayes_scan_word_end(scan->text, next);
  found->is_body = (lists_of(scan, next, next_end) & AYES_LIST_BODY) != 0;
  return found->words > 0;
}

/* ---- titles ---- */

/* Whether the letters from start to end are all capitals. */
static bool is_shouted(const ayes_scan *scan, size_t start, size_t end) {
  for (size_t i = start; i < end; i++)
    if (scan->text.data[i] >= 'a' && scan->text.data[i] <= 'z') return false;
  return end - start > 1;
}

/* Titles may follow one another: "Cllr Mrs". */
static size_t skip_titles(const ayes_scan *scan, size_t at) {
  for (size_t i = 0; i < 3; i++) {
    size_t start = at + (ayes_scan_byte(scan, at) == '.');
    start = ayes_scan_skip_blanks(scan->text, start, 2);
    size_t end = ayes_scan_plain_end(scan->text, start);
    if (!(lists_of(scan, start, end) & (AYES_LIST_TITLE | AYES_LIST_RANK))) return start;
    at = end;
  }
  return at;
}

size_t ayes_find_name_behind(ayes_scan *scan, size_t at) {
  unsigned lists = lists_of(scan, scan->at, at);
  bool capital = ayes_scan_is_capital(scan->text, scan->at);
  if (lists & AYES_LIST_RANK && !is_shouted(scan, scan->at, at) && !(lists & AYES_LIST_TITLE))
    return 0;
  if (!capital && !(lists & AYES_LIST_SURE_TITLE)) return 0;
  name found;
  size_t start = skip_titles(scan, at);
  if (start == at) return 0; /* "Dr's" */
  unsigned stops = lists & AYES_LIST_SURE_TITLE ? AYES_LIST_NOT_NAME : STOPS;
  if (capital && read_name(scan, start, NAME_WORDS - 1, true, stops, &found)) {
    if (found.is_body && !(lists & AYES_LIST_SURE_TITLE)) return 0;
    return ayes_scan_add(scan, AYES_REDACT_NAME, start, found.end, "title");
  }
  if (capital || !read_name(scan, start, 1, false, STOPS, &found)) return 0;
  if (found.end - found.start < 3) return 0;
  return ayes_scan_add(scan, AYES_REDACT_NAME, start, found.end, "title");
}

/* ---- signatures ---- */

/* Behind the punctuation, blanks and line ends after a sign-off; *apart says whether more than
 * blanks stood there. */
static size_t skip_to_signature(const ayes_scan *scan, size_t at, bool *apart) {
  size_t lines = 0;
  *apart = false;
  for (size_t i = 0; i < 12; i++) {
    char byte = ayes_scan_byte(scan, at);
    size_t blank = ayes_scan_blank(scan->text, at);
    size_t dash =
        ayes_span_starts_with(ayes_span_from(scan->text, at), ayes_span_of("\xE2\x80\x93")) ? 3 : 0;
    lines += byte == '\n';
    if (lines > LINE_ENDS || (!blank && !dash && (!byte || !memchr(",.!:;-\r\n_", byte, 9)))) break;
    *apart |= blank == 0;
    at += blank ? blank : dash ? dash : 1;
  }
  return at;
}

static bool ends_line(const ayes_scan *scan, size_t at) {
  char byte = ayes_scan_byte(scan, ayes_scan_skip_blanks(scan->text, at, 4));
  return byte == '\0' || byte == '\n' || byte == '\r';
}

static bool ends_signature(const ayes_scan *scan, size_t at) {
  if (ends_line(scan, at)) return true;
  char byte = ayes_scan_byte(scan, ayes_scan_skip_blanks(scan->text, at, 2));
  return memchr(",.(;|-/)", byte, 8) != NULL;
}

/* Whether an e-mail address stands there. */
static bool is_mail(const ayes_scan *scan, size_t at) {
  enum { LOCAL_LIMIT = 64 };
  for (size_t i = 0; i < LOCAL_LIMIT; i++) {
    unsigned char byte = (unsigned char)ayes_scan_byte(scan, at + i);
    if (byte == '@') return true;
    if (byte <= ' ') return false;
  }
  return false;
}

/* A sign-off in the middle of a text only counts with a full name. */
static size_t find_signed(ayes_scan *scan, size_t at, bool is_sure) {
  name found;
  bool apart;
  size_t start = skip_to_signature(scan, at, &apart);
  if (start == at || is_mail(scan, start)) return 0;
  size_t first_end = ayes_scan_plain_end(scan->text, start);
  unsigned first = lists_of(scan, start, first_end);
  if (first & (AYES_LIST_TITLE | AYES_LIST_RANK)) return 0; /* found at the title */
  if (!read_name(scan, start, NAME_WORDS, true, STOPS, &found) || found.is_body) return 0;
  bool last = ends_line(scan, found.end + (ayes_scan_byte(scan, found.end) == '.'));
  if (!last && (!is_sure || !apart || !ends_signature(scan, found.end))) return 0;
  return ayes_scan_add(scan, AYES_REDACT_NAME, start, found.end, "signature");
}

size_t ayes_find_signature(ayes_scan *scan, size_t at) { return find_signed(scan, at, true); }
size_t ayes_find_thanks(ayes_scan *scan, size_t at) { return find_signed(scan, at, false); }

/* ---- introductions ---- */

/* Whether a name in small letters ends here: "my name is jane doe and i live ...". */
static bool ends_small_name(const ayes_scan *scan, size_t at) {
  size_t next = ayes_scan_skip_blanks(scan->text, at, 2);
  return ends_signature(scan, at) ||
         ayes_span_equal_ignoring_case(ayes_span_slice(scan->text, next, next + 4),
                                       ayes_span_of("and "));
}

size_t ayes_find_introduction(ayes_scan *scan, size_t at) {
  name found;
  bool apart;
  size_t start = skip_to_signature(scan, at, &apart);
  if (start == at || is_mail(scan, start)) return 0;
  size_t first_end = ayes_scan_plain_end(scan->text, start);
  if (lists_of(scan, start, first_end) & (AYES_LIST_TITLE | AYES_LIST_RANK)) return 0;
  bool capital = ayes_scan_is_capital(scan->text, start);
  if (!read_name(scan, start, capital ? NAME_WORDS : 2, capital, STOPS, &found) || found.is_body)
    return 0;
  if (!capital && !ends_small_name(scan, found.end)) return 0;
  return ayes_scan_add(scan, AYES_REDACT_NAME, start, found.end, "introduction");
}

size_t ayes_find_labelled_name(ayes_scan *scan, size_t at) {
  return ayes_scan_byte(scan, at) == ':' ? ayes_find_introduction(scan, at) : 0;
}
