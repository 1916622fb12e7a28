/* SPDX-License-Identifier: MIT
 *
 * Sentences: the blocks of text/blocks.c, each cut by UAX #29 with the tailoring that its section
 * 6.3 invites, unless text/cut.c has found the end of a sentence on its way. UAX #29 proposes an
 * end behind every terminator; here some are refused (abbreviations, initials, addresses,
 * quotations that go on) and a few added (a missing space, a missing capital). O(bytes).
 */
#include <unicode/uchar.h>

#include "text/reader.h"

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

/* Behind the bracket that opens at at, when it closes within a short way; or at. */
static size_t bracket_end(ayes_span block, size_t at) {
  enum { BRACKET_BYTES = 80 };
  if (at >= block.length || block.data[at] != '(') return at;
  ayes_span inside = ayes_span_slice(block, at, at + BRACKET_BYTES);
  size_t close = ayes_span_find_byte(inside, ')');
  return close < inside.length ? at + close + 1 : at;
}

/* '... as "good enough." (Smith 55).': a source in brackets belongs to the quotation before it when
 * the point comes behind it. */
static bool has_source(ayes_span block, const ayes_terminal *it) {
  if (!it->has_close) return false;
  size_t end = bracket_end(block, it->after);
  return end > it->after && end < block.length && strchr(".,;:", block.data[end]);
}

/* ---- Points with spaces between ---- */

/* Whether ". . ." ends with the point at mark, and is not the end of " . . . .", which is an
 * omission and a full stop. */
static bool ends_ellipsis(ayes_span block, size_t mark) {
  if (mark < 4 || memcmp(block.data + mark - 4, ". . .", 5) != 0) return false;
  return mark < 7 || memcmp(block.data + mark - 7, " . . . .", 8) != 0;
}

/* "compounds. . . . The practice": a point at a word, then an omission. The omission goes to what
 * follows, if anything does. */
static bool ends_before_ellipsis(ayes_span block, const ayes_terminal *it) {
  if (block.data[it->after] != '.' || !it->is_full_stop || !has_space(it) || it->mark == 0)
    return false;
  ayes_span rest = ayes_span_from(block, it->after);
  if (!ayes_span_starts_with(rest, ayes_span_of(". . .")) ||
      ayes_byte_is_space(block.data[it->mark - 1]))
    return false;
  rest = ayes_span_from(rest, 5);
  return rest.length > 1 && rest.data[0] == ' ' && ayes_letter_case_at(rest, 1) == AYES_CASE_UPPER;
}

/* A quotation or bracket that ends in "?" or "!" need not end the sentence around it. */
static bool other_mark_ends(ayes_span block, const ayes_terminal *it) {
  if (!it->ends) return false;
  if (!has_space(it)) return it->has_close || !ayes_is_in_address(block, it->mark);
  return !it->has_close || ayes_letter_case_at(block, it->after) != AYES_CASE_LOWER;
}

static bool ends_sentence(ayes_abbreviations *abbreviations, ayes_span block, size_t start,
                          const ayes_terminal *it) {
  if (it->after >= block.length || ends_before_ellipsis(block, it)) return true;
  if (has_source(block, it) || (it->is_full_stop && ends_ellipsis(block, it->mark))) return false;
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
    unsigned char byte = (unsigned char)sentence.data[at - 1];
    if (ayes_byte_is_word((char)byte)) break;
    at = ayes_character_before(sentence, at);
    uint32_t code_point = ayes_character_at(sentence, at, &length);
    if (is_question_mark(code_point)) flags |= AYES_SENTENCE_QUESTION;
    if (is_exclamation_mark(code_point)) flags |= AYES_SENTENCE_EXCLAMATION;
    if (code_point < 0x80 ? ayes_byte_is_word((char)code_point) : u_isalnum((UChar32)code_point))
      break;
  }
  return (uint16_t)flags;
}

/* ---- Sentences of a block ---- */

static bool has_line_end(ayes_span gap) {
  if (gap.length <= 1) return gap.length && (gap.data[0] == '\n' || gap.data[0] == '\r');
  return ayes_span_find_byte(gap, '\n') < gap.length || ayes_span_find_byte(gap, '\r') < gap.length;
}

static void open_sentence(ayes_text_reader *it, size_t start, unsigned flags) {
  bool opens_paragraph = flags & AYES_SENTENCE_PARAGRAPH;
  ayes_span gap = ayes_span_slice(it->text->bytes, it->sentence.end, start);
  if (opens_paragraph) ayes_pairs_clear(&it->pairs);
  if ((opens_paragraph && it->text->tokens.count) || flags & AYES_SENTENCE_BULLET ||
      has_line_end(gap))
    it->pending |= AYES_TOKEN_BREAK_BEFORE;
  ayes_sentence_open(it, start, flags);
}

/* A sentence without words is none; what it would have told, that a paragraph or list item starts,
 * passes to the next of the same paragraph. */
static ayes_status close_sentence(ayes_text_reader *it, size_t end, ayes_error *error) {
  ayes_text *text = it->text;
  ayes_sentence *sentence = &it->sentence;
  if (sentence->first == text->tokens.count) {
    sentence->end = (uint32_t)end;
    it->inherited = sentence->flags & (AYES_SENTENCE_PARAGRAPH | AYES_SENTENCE_BULLET);
    return AYES_OK;
  }
  ayes_status status =
      ayes_array_reserve(&text->sentences.items, &text->sentences.capacity,
                         text->sentences.count + 1, sizeof *text->sentences.items, error);
  if (status != AYES_OK) return status;
  ayes_sentence_close(it, end,
                      final_mark_flags(ayes_span_slice(text->bytes, sentence->start, end)));
  return AYES_OK;
}

/* Finds where the sentence whose words start at words ends; no terminator stands before from. Where
 * none ends it, the block does. */
static ayes_terminal find_end(ayes_text_reader *it, ayes_span block, size_t words, size_t from) {
  const ayes_terminal last = {.close = block.length, .after = block.length};
  ayes_terminal found = {.after = from};
  if (from + 1 >= block.length) return last;
  while (it->abbreviations.is_careful ? ayes_terminal_find_by_rules(block, found.after, &found)
                                      : ayes_terminal_find(block, found.after, &found))
    if (found.after < block.length && ends_sentence(&it->abbreviations, block, words, &found))
      return found;
  return last;
}

/* Where the words of the sentence start: behind its list marker. */
static size_t behind_marker(const ayes_text_reader *it, size_t end) {
  size_t start = it->sentence.start;
  return start + ayes_marker_length(ayes_span_slice(it->text->bytes, start, end));
}

static ayes_status read_block(ayes_text_reader *it, const ayes_block *block, ayes_error *error) {
  ayes_span bytes = ayes_span_slice(it->text->bytes, block->start, block->end);
  bool is_item = block->body > block->start;
  unsigned flags = AYES_SENTENCE_PARAGRAPH | (is_item ? AYES_SENTENCE_BULLET : 0u);
  ayes_status status = AYES_OK;
  for (size_t start = block->start; start < block->end && status == AYES_OK;) {
    open_sentence(it, start, flags);
    size_t at = is_item ? block->body : start;
    if (!is_item) status = ayes_cut_words(it, &at, block->end, error);
    if (status != AYES_OK) break;
    size_t words = is_item ? block->body : it->sentence.start;
    ayes_terminal terminal = find_end(it, bytes, words - block->start, at - block->start);
    size_t end = block->start + terminal.close;
    status = ayes_text_read_words(it, is_item ? behind_marker(it, end) : at, end, error);
    if (status == AYES_OK) status = close_sentence(it, end, error);
    start = block->start + terminal.after;
    is_item = false;
    flags = 0;
  }
  return status;
}

/* ---- Lists within a line ---- */

/* "2)", "2.)", "2." or "b.": how the items of a list are marked. */
typedef struct item_mark {
  size_t length;  /* bytes; 0: there is none */
  size_t ordinal; /* 1 for "1" and "a" */
  bool is_letter;
  ayes_span sign;
} item_mark;

static item_mark item_mark_at(ayes_span text) {
  item_mark mark = {0};
  size_t at = 0;
  while (at < text.length && at < 2 && ayes_byte_is_digit(text.data[at]))
    mark.ordinal = mark.ordinal * 10 + (size_t)(text.data[at++] - '0');
  if (at == 0 && text.length && text.data[0] >= 'a' && text.data[0] <= 'z') {
    mark.is_letter = true;
    mark.ordinal = (size_t)(text.data[at++] - 'a') + 1;
  }
  size_t start = at;
  if (at && at < text.length && text.data[at] == '.') at++;
  if (at && at < text.length && text.data[at] == ')') at++;
  mark.sign = ayes_span_slice(text, start, at);
  bool has_space = at < text.length && ayes_byte_is_space(text.data[at]);
  mark.length = mark.sign.length && has_space ? at : 0;
  return mark;
}

static bool has_ended(ayes_span text) {
  return text.length && memchr(".!?", text.data[text.length - 1], 3);
}

/* Start of the item behind the one marked so, or the length of text. A capital must follow. After a
 * bare point, as in "option 2. The", the item before must have ended as a sentence does. */
static size_t next_item(ayes_span text, size_t from, const item_mark *mark) {
  bool is_point = mark->sign.length == 1 && mark->sign.data[0] == '.';
  for (size_t at = from + 1; at < text.length; at++) {
    if (!ayes_byte_is_space(text.data[at - 1]) || !ayes_byte_is_word(text.data[at])) continue;
    item_mark found = item_mark_at(ayes_span_from(text, at));
    if (!found.length || found.ordinal != mark->ordinal + 1 || found.is_letter != mark->is_letter ||
        !ayes_span_equal(found.sign, mark->sign))
      continue;
    ayes_span before = ayes_span_trim(ayes_span_slice(text, from, at));
    if (is_point && !mark->is_letter && !has_ended(before)) continue;
    if (ayes_letter_case_at(text, at + found.length + 1) == AYES_CASE_UPPER) return at;
  }
  return text.length;
}

enum { LETTERED_ITEMS = 3 }; /* fewer with "a." and "b." may be initials */

/* Whether further items stand in the block that begins with this mark. */
static bool holds_items(ayes_span block, item_mark mark) {
  if (!mark.length) return false;
  bool may_be_initial = mark.is_letter && mark.sign.data[0] == '.' && mark.sign.length == 1;
  size_t at = next_item(block, mark.length, &mark);
  if (!may_be_initial || at == block.length) return at < block.length;
  for (size_t items = 2; items < LETTERED_ITEMS && at < block.length; items++) {
    mark.ordinal++;
    at = next_item(block, at + mark.length, &mark);
  }
  return at < block.length;
}

/* Reads a block, item by item where it holds several. */
static ayes_status read_items(ayes_text_reader *it, ayes_block block, ayes_error *error) {
  ayes_span rest = ayes_span_slice(it->text->bytes, block.start, block.end);
  item_mark mark = item_mark_at(rest);
  if (!holds_items(rest, mark)) return read_block(it, &block, error);
  while (rest.length) {
    size_t next = mark.length ? next_item(rest, mark.length, &mark) : rest.length;
    ayes_span item = ayes_span_trim(ayes_span_slice(rest, 0, next));
    size_t body = mark.length ? mark.length : ayes_marker_length(item);
    while (body < item.length && ayes_byte_is_space(item.data[body])) body++;
    ayes_block part = {block.start, block.start + item.length, block.start + body};
    ayes_status status = read_block(it, &part, error);
    if (status != AYES_OK) return status;
    block.start += next;
    rest = ayes_span_from(rest, next);
    mark = item_mark_at(rest);
  }
  return AYES_OK;
}

ayes_status ayes_sentences_read(ayes_text_reader *it, ayes_error *error) {
  ayes_block block;
  size_t at = 0;
  while (ayes_block_next(it->text->bytes, it->plain, &at, &block)) {
    ayes_status status = read_items(it, block, error);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}
