/* SPDX-License-Identifier: MIT
 *
 * Words and blanks, by bytes. Every character past ASCII counts as a letter but for no-break
 * spaces, signs of Latin-1 and general punctuation (dashes, quotation marks): enough for names in
 * any script, without tables.
 */
#include "redaction/scan.h"
#include "text/utf8.h"

static unsigned char byte_at(ayes_span text, size_t at) {
  return at < text.length ? (unsigned char)text.data[at] : 0;
}

size_t ayes_scan_character(ayes_span text, size_t at) {
  unsigned char lead = byte_at(text, at);
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

size_t ayes_scan_letter(ayes_span text, size_t at) {
  unsigned char byte = byte_at(text, at);
  if (byte < 0x80) return ayes_byte_is_letter((char)byte) || ayes_byte_is_digit((char)byte);
  if (byte == 0xC2 || (byte == 0xE2 && byte_at(text, at + 1) <= 0x82)) return 0;
  return ayes_scan_character(text, at);
}

size_t ayes_scan_blank(ayes_span text, size_t at) {
  unsigned char byte = byte_at(text, at);
  if (byte == ' ' || byte == '\t') return 1;
  return byte == 0xC2 && byte_at(text, at + 1) == 0xA0 ? 2 : 0;
}

size_t ayes_scan_skip_blanks(ayes_span text, size_t at, size_t limit) {
  size_t length, end = at + limit;
  while (at < end && (length = ayes_scan_blank(text, at)) > 0) at += length;
  return at;
}

size_t ayes_scan_plain_end(ayes_span text, size_t at) {
  size_t length;
  while ((length = ayes_scan_letter(text, at)) > 0) at += length;
  return at;
}

/* Bytes of an apostrophe or hyphen. */
static size_t joiner(ayes_span text, size_t at) {
  unsigned char byte = byte_at(text, at);
  if (byte == '\'' || byte == '-') return 1;
  return byte == 0xE2 && byte_at(text, at + 1) == 0x80 && byte_at(text, at + 2) == 0x99 ? 3 : 0;
}

/* Past some length nothing is joined any more, or "o'o'o'..." would be read anew from each o. */
size_t ayes_scan_word_end(ayes_span text, size_t at) {
  enum { JOINED_LIMIT = 64 };
  size_t start = at;
  for (;;) {
    at = ayes_scan_plain_end(text, at);
    size_t length = joiner(text, at);
    if (at - start > JOINED_LIMIT || length == 0 || ayes_scan_letter(text, at + length) == 0)
      return at;
    at += length;
  }
}

bool ayes_scan_is_capital(ayes_span text, size_t at) {
  uint32_t letter;
  if (byte_at(text, at) < 0x80) return ayes_byte_is_upper((char)byte_at(text, at));
  if (ayes_utf8_decode(ayes_span_from(text, at), &letter) == 0) return false;
  if (letter >= 0xC0 && letter <= 0xDE) return letter != 0xD7;
  if (letter >= 0x100 && letter <= 0x137) return letter % 2 == 0;
  if (letter >= 0x139 && letter <= 0x148) return letter % 2 == 1;
  if (letter >= 0x14A && letter <= 0x178) return letter % 2 == 0;
  if (letter >= 0x179 && letter <= 0x17E) return letter % 2 == 1;
  return (letter >= 0x391 && letter <= 0x3A9) || (letter >= 0x400 && letter <= 0x42F);
}

/* Behind what may stand between the words of a term: "D.O.B.", "a/c", "best  wishes". */
static size_t skip_within_term(ayes_span text, size_t at) {
  size_t length;
  for (size_t i = 0; i < 3; i++) {
    unsigned char byte = byte_at(text, at);
    if ((length = ayes_scan_blank(text, at)) > 0) at += length;
    else if (byte == '.' || byte == '-' || byte == '/') at++;
    else break;
  }
  return at;
}

static size_t phrase_end(const ayes_scan *scan, size_t at, const ayes_phrase *phrase) {
  for (size_t i = 1; i < phrase->count; i++) {
    size_t start = skip_within_term(scan->text, at);
    size_t end = ayes_scan_word_end(scan->text, start);
    const ayes_list_entry *entry =
        start == at ? NULL : ayes_lists_find(scan->lists, ayes_span_slice(scan->text, start, end));
    if (!entry || entry != &scan->lists->entries.items[phrase->words[i] - 1]) return 0;
    at = end;
  }
  return at;
}

unsigned ayes_scan_term(const ayes_scan *scan, size_t at, unsigned wanted, size_t *end) {
  size_t word_end = ayes_scan_word_end(scan->text, at);
  const ayes_list_entry *entry =
      ayes_lists_find(scan->lists, ayes_span_slice(scan->text, at, word_end));
  if (!entry) return 0;
  unsigned lists = entry->lists & wanted;
  *end = word_end;
  for (size_t i = entry->phrase; i; i = scan->lists->phrases.items[i - 1].next) {
    const ayes_phrase *phrase = &scan->lists->phrases.items[i - 1];
    size_t behind = phrase->lists & wanted ? phrase_end(scan, word_end, phrase) : 0;
    if (behind <= *end) continue;
    *end = behind;
    lists = phrase->lists & wanted;
  }
  return lists;
}

size_t ayes_scan_skip_filler(const ayes_scan *scan, size_t at) {
  enum { FILLER_WORDS = 4, FILLER_BYTES = 6 };
  for (size_t words = 0; words <= FILLER_WORDS; words++) {
    for (size_t i = 0; i < FILLER_BYTES; i++) {
      char byte = ayes_scan_byte(scan, at);
      size_t blank = ayes_scan_blank(scan->text, at);
      if (blank) at += blank;
      else if (byte && memchr(":#=.,(-\n\r", byte, 9)) at++;
      else break;
    }
    size_t end = ayes_scan_word_end(scan->text, at);
    if (!(ayes_lists_word(scan->lists, ayes_span_slice(scan->text, at, end)) & AYES_LIST_FILLER))
      return at;
    at = end;
  }
  return at;
}
