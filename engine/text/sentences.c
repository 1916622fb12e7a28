/* SPDX-License-Identifier: MIT
 *
 * Sentences: the blocks of text/blocks.c, each cut by UAX #29 with the tailoring that its section
 * 6.3 invites. UAX #29 proposes an end behind every terminator; here some are refused
 * (abbreviations, initials, addresses, quotations that go on) and a few added (a missing space, a
 * missing capital). O(bytes).
 */
#include "text/sentences.h"

#include <unicode/uchar.h>

static bool has_space(const ayes_terminal *it) { return it->after > it->close; }

/* "stop.Next": two letters before the point, and a word behind it. */
static bool is_missing_space(ayes_span block, const ayes_terminal *it) {
  if (it->mark < 2 || !ayes_byte_is_letter(block.data[it->mark - 2])) return false;
  char before = block.data[it->mark - 1];
  if (before < 'a' || before > 'z') return false;
  char second = it->after + 1 < block.length ? block.data[it->after + 1] : ' ';
  if (!ayes_byte_is_letter(second) && !ayes_byte_is_space(second) && second != '\'') return false;
  return !ayes_is_in_address(block, it->mark);
}

static bool full_stop_ends(ayes_abbreviations *abbreviations, ayes_span block, size_t start,
                           const ayes_terminal *it) {
  if (it->between_letters) return is_missing_space(block, it);
  bool is_bare = !it->has_close;
  if (is_bare && !has_space(it)) return it->ends && !ayes_is_in_address(block, it->mark);
  if (it->ends)
    return !(is_bare && ayes_point_goes_on(abbreviations, block, start, it->mark, it->after));
  return is_bare && ayes_letter_case_at(block, it->after) == AYES_CASE_LOWER &&
         ayes_point_ends_plain_word(abbreviations, block, it->mark);
}

/* A quotation or bracket that ends in "?" or "!" need not end the sentence around it. */
static bool other_mark_ends(ayes_span block, const ayes_terminal *it) {
  if (!it->ends) return false;
  if (!has_space(it)) return it->has_close || !ayes_is_in_address(block, it->mark);
  return !it->has_close || ayes_letter_case_at(block, it->after) != AYES_CASE_LOWER;
}

static bool ends_sentence(ayes_abbreviations *abbreviations, ayes_span block, size_t start,
                          const ayes_terminal *it) {
  if (it->after >= block.length) return true;
  return it->is_full_stop ? full_stop_ends(abbreviations, block, start, it)
                          : other_mark_ends(block, it);
}

static bool is_question_mark(uint32_t code_point) {
  return code_point == '?' || code_point == 0xFF1F || code_point == 0x061F ||
         (code_point >= 0x2047 && code_point <= 0x2049) || code_point == 0x203D;
}

static bool is_exclamation_mark(uint32_t code_point) {
  return code_point == '!' || code_point == 0xFF01 || code_point == 0x203C ||
         code_point == 0x2048 || code_point == 0x2049;
}

/* Reads the marks at the end backwards, up to the last letter or digit. */
static uint16_t final_mark_flags(ayes_span sentence) {
  unsigned flags = 0;
  size_t at = sentence.length, length;
  while (at > 0) {
    at = ayes_character_before(sentence, at);
    uint32_t code_point = ayes_character_at(sentence, at, &length);
    if (is_question_mark(code_point)) flags |= AYES_SENTENCE_QUESTION;
    if (is_exclamation_mark(code_point)) flags |= AYES_SENTENCE_EXCLAMATION;
    if (code_point < 0x80 ? ayes_byte_is_word((char)code_point) : u_isalnum((UChar32)code_point))
      break;
  }
  return (uint16_t)flags;
}

static ayes_status add_sentence(ayes_text *text, size_t start, size_t end, unsigned flags,
                                ayes_error *error) {
  ayes_sentence *sentence = ayes_array_add(&text->sentences, error);
  if (!sentence) return AYES_NO_MEMORY;
  flags |= final_mark_flags(ayes_span_slice(text->bytes, start, end));
  *sentence = (ayes_sentence){(uint32_t)start, (uint32_t)end, 0, 0, (uint16_t)flags};
  return AYES_OK;
}

/* Offsets inside are those of the block; base is where it starts in the text. */
static ayes_status read_block(ayes_text *text, ayes_abbreviations *abbreviations,
                              const ayes_block *it, ayes_error *error) {
  ayes_span block = ayes_span_slice(text->bytes, it->start, it->end);
  size_t base = it->start, start = 0, words = it->body - base, at = words;
  unsigned flags = AYES_SENTENCE_PARAGRAPH | (it->body > base ? AYES_SENTENCE_BULLET : 0u);
  ayes_terminal terminal;
  while (ayes_terminal_find(block, at, &terminal)) {
    at = terminal.after;
    if (at >= block.length) break;
    if (!ends_sentence(abbreviations, block, words, &terminal)) continue;
    ayes_status status = add_sentence(text, base + start, base + terminal.close, flags, error);
    if (status != AYES_OK) return status;
    start = words = at;
    flags = 0;
  }
  return add_sentence(text, base + start, it->end, flags, error);
}

ayes_status ayes_sentences_read(ayes_text *text, ayes_abbreviations *abbreviations,
                                ayes_error *error) {
  ayes_block block;
  size_t at = 0;
  text->sentences.count = 0;
  while (ayes_block_next(text->bytes, &at, &block)) {
    ayes_status status = read_block(text, abbreviations, &block, error);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}
