/* SPDX-License-Identifier: MIT
 *
 * Passages: a text found in pieces is a list of borrowed spans until the end, so that joining is
 * O(1) a piece however often a page break tears a sentence. Bullets inside a piece begin a line.
 */
#include "corpus/document_parts.h"

ayes_status ayes_document_passage_add(ayes_document_passage *passage, ayes_arena *arena,
                                      ayes_span text, ayes_document_join join, ayes_error *error) {
  text = ayes_span_trim(text);
  if (text.length == 0) return AYES_OK;
  ayes_document_piece *piece = ayes_arena_new(arena, sizeof *piece, error);
  if (!piece) return AYES_NO_MEMORY;
  *piece = (ayes_document_piece){text, join, NULL};
  if (passage->last) passage->last->next = piece;
  else passage->first = piece;
  passage->last = piece;
  return AYES_OK;
}

static const char bullet[] = "\xE2\x80\xA2";

/* Starts a new line, without a space before its end. */
static void break_line(ayes_buffer *buffer) {
  while (buffer->length && ayes_byte_is_space(buffer->data[buffer->length - 1])) buffer->length--;
  if (buffer->length) ayes_buffer_add_byte(buffer, '\n');
}

static void add_bullet(ayes_buffer *buffer) {
  break_line(buffer);
  ayes_buffer_add_text(buffer, bullet);
  ayes_buffer_add_byte(buffer, ' ');
}

static void add_folded(ayes_buffer *buffer, ayes_span text) {
  bool in_space = true;
  for (size_t i = 0; i < text.length && !buffer->failed; i++) {
    ayes_span rest = ayes_span_from(text, i);
    if (ayes_byte_is_space(text.data[i])) {
      if (!in_space) ayes_buffer_add_byte(buffer, ' ');
      in_space = true;
    } else if (ayes_span_starts_with(rest, ayes_span_of(bullet))) {
      add_bullet(buffer);
      in_space = true;
      i += sizeof bullet - 2;
    } else {
      ayes_buffer_add_byte(buffer, text.data[i]);
      in_space = false;
    }
  }
}

ayes_status ayes_document_passage_text(const ayes_document_passage *passage, ayes_arena *arena,
                                       ayes_span *text, ayes_error *error) {
  ayes_buffer buffer = {0};
  for (const ayes_document_piece *piece = passage->first; piece; piece = piece->next) {
    if (piece->join == AYES_JOIN_BULLET) add_bullet(&buffer);
    else if (buffer.length && piece->join == AYES_JOIN_LINE) break_line(&buffer);
    else if (buffer.length) ayes_buffer_add_byte(&buffer, ' ');
    add_folded(&buffer, piece->text);
  }
  ayes_status status = buffer.failed ? ayes_error_memory(error) : AYES_OK;
  if (status == AYES_OK) {
    *text = ayes_span_trim(ayes_buffer_span(&buffer));
    const char *copy = ayes_arena_copy(arena, *text, error);
    if (copy) text->data = copy;
    else status = AYES_NO_MEMORY;
  }
  ayes_buffer_release(&buffer);
  return status;
}

/* Without closing quotes and brackets. */
static ayes_span without_closers(ayes_span text) {
  text = ayes_span_trim(text);
  while (text.length) {
    char byte = text.data[text.length - 1];
    size_t take = byte == '"' || byte == '\'' || byte == ')' || byte == ']' || byte == ' ' ? 1 : 0;
    if (ayes_span_ends_with(text, ayes_span_of("\xE2\x80\x9D")) ||
        ayes_span_ends_with(text, ayes_span_of("\xE2\x80\x99")))
      take = 3;
    if (!take) break;
    text.length -= take;
  }
  return text;
}

bool ayes_document_is_unfinished(ayes_span text) {
  text = without_closers(text);
  if (text.length == 0) return false;
  char byte = text.data[text.length - 1];
  return !(byte == '.' || byte == '?' || byte == '!' || byte == ':' ||
           ayes_span_ends_with(text, ayes_span_of("\xE2\x80\xA6")));
}

static const char *const open_words[] = {
    "a",    "an",   "and",   "are", "as",   "at",   "be",    "been",  "but",   "by",   "for",
    "from", "has",  "have",  "if",  "in",   "is",   "into",  "its",   "may",   "my",   "of",
    "on",   "or",   "our",   "so",  "than", "that", "the",   "their", "these", "this", "to",
    "was",  "were", "which", "who", "will", "with", "would", "your"};

bool ayes_document_is_torn(ayes_span text) {
  if (!ayes_document_is_unfinished(text)) return false;
  text = ayes_span_trim(text);
  char byte = text.data[text.length - 1];
  if (byte == ',' || byte == '-' || byte == '(' || byte == '&') return true;
  size_t start = text.length;
  while (start && !ayes_byte_is_space(text.data[start - 1])) start--;
  ayes_span word = ayes_span_from(text, start);
  for (size_t i = 0; i < sizeof open_words / sizeof *open_words; i++)
    if (ayes_span_equal_ignoring_case(word, ayes_span_of(open_words[i]))) return true;
  return false;
}

bool ayes_document_starts_small(ayes_span text) {
  for (size_t i = 0; i < text.length; i++) {
    char byte = text.data[i];
    if (ayes_byte_is_letter(byte)) return byte >= 'a';
    if (byte != '"' && byte != '\'' && byte != '(' && byte != ' ') return false;
  }
  return false;
}

size_t ayes_document_word_count(ayes_span text) {
  size_t count = 0;
  bool in_word = false;
  for (size_t i = 0; i < text.length; i++) {
    bool is_space = ayes_byte_is_space(text.data[i]);
    count += !is_space && !in_word;
    in_word = !is_space;
  }
  return count;
}
