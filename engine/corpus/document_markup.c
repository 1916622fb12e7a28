/* SPDX-License-Identifier: MIT
 *
 * Leftovers of markup. One pass over the bytes: what replaces a piece is never longer than the
 * piece, so one allocation of the input's size is enough. A "<" is a tag only when a known name
 * follows and a ">" closes it within the line, for answers hold "<5%" too. O(bytes).
 */
#include "corpus/document_parts.h"

enum { TAG_LIMIT = 256, ENTITY_LIMIT = 8 };

static const char *const tag_names[] = {
    "a",   "b",     "br",    "center", "div", "em",    "font", "h1",   "h2",     "h3",
    "h4",  "hr",    "i",     "li",     "ol",  "p",     "s",    "span", "strong", "sub",
    "sup", "table", "tbody", "td",     "th",  "thead", "tr",   "u",    "ul"};

static const struct {
  const char *name;
  const char *text;
} entities[] = {
    {"&amp;", "&"},         {"&lt;", "<"},   {"&gt;", ">"},   {"&quot;", "\""},
    {"&#39;", "'"},         {"&apos;", "'"}, {"&nbsp;", " "}, {"&bull;", "\xE2\x80\xA2"},
    {"&pound;", "\xC2\xA3"}};

static bool is_tag_name(ayes_span name) {
  for (size_t i = 0; i < sizeof tag_names / sizeof *tag_names; i++)
    if (ayes_span_equal_ignoring_case(name, ayes_span_of(tag_names[i]))) return true;
  return false;
}

/* Bytes of the tag at the front, or 0. */
static size_t tag_length(ayes_span text) {
  size_t start = text.length > 1 && text.data[1] == '/' ? 2 : 1, end = start;
  while (end < text.length && end < 10 &&
         (ayes_byte_is_letter(text.data[end]) || ayes_byte_is_digit(text.data[end])))
    end++;
  if (!is_tag_name(ayes_span_slice(text, start, end))) return 0;
  for (size_t i = end; i < text.length && i < TAG_LIMIT; i++) {
    if (text.data[i] == '>') return i + 1;
    if (text.data[i] == '<' || text.data[i] == '\n') return 0;
  }
  return 0;
}

static size_t entity_at(ayes_span text, const char **replacement) {
  ayes_span front = ayes_span_slice(text, 0, ENTITY_LIMIT);
  for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
    ayes_span name = ayes_span_of(entities[i].name);
    if (!ayes_span_starts_with(front, name)) continue;
    *replacement = entities[i].text;
    return name.length;
  }
  return 0;
}

/* Bytes of a piece at the front that is to be replaced, or 0. */
static size_t piece_at(ayes_span text, const char **replacement) {
  unsigned char byte = (unsigned char)text.data[0];
  *replacement = " ";
  if (byte == '<') return tag_length(text);
  if (byte == '&') return entity_at(text, replacement);
  if (byte == 0xC2 && text.length > 1 && text.data[1] == '\xA0') return 2;
  if (byte == '\f' || byte == '\v') {
    *replacement = "\n";
    return 1;
  }
  if (byte < 0x20 && byte != '\t' && byte != '\n') return 1;
  *replacement = "";
  if (byte == '*' && text.length > 1 && text.data[1] == '*') return 2;
  if (byte == 0xEF && ayes_span_starts_with(text, ayes_span_of("\xEF\xBB\xBF"))) return 3;
  return 0;
}

ayes_status ayes_document_clean(ayes_span bytes, ayes_arena *arena, ayes_span *clean,
                                ayes_error *error) {
  char *written = ayes_arena_new(arena, bytes.length + 1, error);
  size_t length = 0;
  if (!written) return AYES_NO_MEMORY;
  while (bytes.length) {
    const char *replacement;
    size_t taken = piece_at(bytes, &replacement);
    if (taken == 0) {
      written[length++] = bytes.data[0];
      taken = 1;
    } else {
      size_t added = strlen(replacement);
      memcpy(written + length, replacement, added);
      length += added;
    }
    bytes = ayes_span_from(bytes, taken);
  }
  *clean = ayes_span_make(written, length);
  return AYES_OK;
}
