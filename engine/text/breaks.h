/* SPDX-License-Identifier: MIT
 *
 * What words, sentences and paragraphs share inside this folder: where Unicode says text may be
 * cut, and what this project's tailoring asks on top. Public names are in text/tokens.h.
 *
 *     while (ayes_terminal_find(block, at, &terminal)) {
 *       if (terminal.ends) ...
 *       at = terminal.after;
 *     }
 */
#ifndef AYES_TEXT_BREAKS_H
#define AYES_TEXT_BREAKS_H

#include "base/buffer.h"
#include "base/names.h"
#include "text/scan.h"
#include "text/tokens.h"
#include "text/utf8.h"

/* ---- Characters ---- */

/* The character at a byte of well-formed text: *length is 1 to 4, or 0 at the end. */
static inline uint32_t ayes_character_at(ayes_span bytes, size_t at, size_t *length) {
  uint32_t code_point = 0;
  if (at < bytes.length && (unsigned char)bytes.data[at] < 0x80) {
    *length = 1;
    return (unsigned char)bytes.data[at];
  }
  *length = ayes_utf8_decode(ayes_span_from(bytes, at), &code_point);
  if (*length == 0 && at < bytes.length) *length = 1;
  return code_point;
}

/* Start of the character before at; at is above 0. */
static inline size_t ayes_character_before(ayes_span bytes, size_t at) {
  size_t start = at - 1;
  while (start > 0 && at - start < 4 && ((unsigned char)bytes.data[start] & 0xC0) == 0x80) start--;
  return start;
}

/* ---- Words ---- */

/* Like ayes_word_segment_end, but a colon ends a word ("reasons:cost"), and only in Swedish it
 * should not. */
size_t ayes_word_end(ayes_span bytes, size_t start);

/* ayes_word_segment_end by the rules alone, without the short cut for ASCII: for tests. */
size_t ayes_word_segment_end_by_rules(ayes_span bytes, size_t start);

/* ayes_text_read without short cuts for what texts mostly are: for tests, which compare both. */
ayes_status ayes_text_read_carefully(ayes_text *text, ayes_span bytes, ayes_types *types,
                                     const ayes_names *abbreviations, ayes_error *error);

/* ayes_stemmer_stem without text/english.h: for tests. */
ayes_span ayes_stemmer_stem_by_library(ayes_stemmer *stemmer, ayes_span folded);

/* ---- Sentences ---- */

/* The end of a possible sentence: a terminator with the closing marks and spaces after it. */
typedef struct ayes_terminal {
  size_t mark;          /* where the terminator starts */
  size_t close;         /* behind the terminator and closing quotes and brackets */
  size_t after;         /* behind the spaces that follow: where a next sentence would start */
  bool is_full_stop;    /* ATerm of UAX #29: "." and its like; otherwise STerm: "!", "?" */
  bool has_close;       /* closing quotes or brackets follow the terminator */
  bool between_letters; /* SB7: a cased letter before, an upper-case one directly after */
  bool ends;            /* UAX #29 ends the sentence at after */
} ayes_terminal;

/* The next terminator at or behind from; false when there is none. Line ends count as spaces, for
 * block is one paragraph. O(distance to the terminator behind it). */
bool ayes_terminal_find(ayes_span block, size_t from, ayes_terminal *terminal);

/* The same by the rules alone, without the short cut for "ends. Next": for tests. */
bool ayes_terminal_find_by_rules(ayes_span block, size_t from, ayes_terminal *terminal);

typedef enum ayes_letter_case { AYES_CASE_NONE, AYES_CASE_LOWER, AYES_CASE_UPPER } ayes_letter_case;

/* By the property Sentence_Break of the character at a byte. */
ayes_letter_case ayes_letter_case_at(ayes_span bytes, size_t at);

/* ---- Paragraphs ---- */

/* A paragraph, heading or list item: no sentence crosses its ends. */
typedef struct ayes_block {
  size_t start, end; /* bytes without white space around */
  size_t body;       /* behind the list marker, or start */
} ayes_block;

/* The next block at or behind *at, which moves behind it; false at the end. plain: bytes at the
 * front that hold nothing but ayes_byte_is_inline. O(block). */
bool ayes_block_next(ayes_span bytes, size_t plain, size_t *at, ayes_block *block);

/* Length in bytes of the list marker that a line starts with, with the spaces behind it; 0 when
 * there is none or nothing follows it. line has no white space around. */
size_t ayes_marker_length(ayes_span line);

/* ---- Abbreviations ---- */

/* A language's abbreviations and memory to look them up. */
typedef struct ayes_abbreviations {
  const ayes_names *names; /* may be NULL */
  bool is_careful;         /* no short cuts: for tests */
  ayes_buffer folded;
} ayes_abbreviations;

/* Whether the point at mark belongs to the word before it, and so to the token: "e.g.", "Dr.", and
 * "No." before a number. */
bool ayes_point_is_part(ayes_abbreviations *abbreviations, ayes_span bytes, size_t mark);

/* Whether the list may have a word of two letters of ASCII or more with its point. */
static inline bool ayes_letters_may_be_listed(const ayes_names *names, const char *word,
                                              size_t length) {
  enum { LOWER = 0x20 };
  size_t bit = ayes_names_bit((char)(word[0] | LOWER), (char)(word[1] | LOWER),
                              (char)(word[length - 1] | LOWER), '.', length + 1);
  return ayes_names_has_bit(names, bit);
}

/* For the next function, where the word does not stand out or may be listed. */
bool ayes_point_is_full_stop_slowly(ayes_abbreviations *abbreviations, ayes_span bytes,
                                    size_t start, size_t mark);

/* Whether it can be told at a glance that the point behind the word from start to mark ends a
 * sentence and belongs to no word, as nearly all do; no digit follows. The word holds letters and
 * digits of ASCII and Latin, and apostrophes. */
static inline bool ayes_point_is_full_stop(ayes_abbreviations *abbreviations, ayes_span bytes,
                                           size_t start, size_t mark) {
  size_t length = mark - start;
  const char *word = bytes.data + start;
  if (mark <= AYES_LANES || length < 2 || length > AYES_LANES || word[-1] != ' ' ||
      ayes_lanes_not_letter(bytes.data + mark - AYES_LANES) >> (AYES_LANES - length) ||
      (abbreviations->names && ayes_letters_may_be_listed(abbreviations->names, word, length)))
    return ayes_point_is_full_stop_slowly(abbreviations, bytes, start, mark);
  return true;
}

/* Whether a sentence that starts at start goes on behind the full stop at mark, where next is the
 * first byte behind the spaces; asked where UAX #29 ends it. */
bool ayes_point_goes_on(ayes_abbreviations *abbreviations, ayes_span bytes, size_t start,
                        size_t mark, size_t next);

/* Whether the word before the full stop at mark is a whole word of lower-case letters and no
 * abbreviation, so that its point ends a sentence even before a lower-case letter. */
bool ayes_point_ends_plain_word(ayes_abbreviations *abbreviations, ayes_span bytes, size_t mark);

/* Whether the byte stands inside a web or mail address or the like. */
bool ayes_is_in_address(ayes_span bytes, size_t at);

#endif
