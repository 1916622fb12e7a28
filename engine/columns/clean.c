/* SPDX-License-Identifier: MIT
 *
 * Texts as people wrote them, out of what tools made of them. A tag is only taken for one when its
 * name is HTML's, so "<10 years" and "a < b" stay. O(bytes).
 */
#include "columns/words.h"

enum { TAG_LIMIT = 400, NAME_LIMIT = 11 };

static const struct {
  const char *name;
  bool breaks; /* a line ends there */
} tags[] = {
    {"p", true},     {"br", true},         {"div", true}, {"span", false},   {"b", false},
    {"i", false},    {"u", false},         {"em", false}, {"strong", false}, {"a", false},
    {"ul", true},    {"ol", true},         {"li", true},  {"font", false},   {"sup", false},
    {"sub", false},  {"table", true},      {"tr", true},  {"td", false},     {"th", false},
    {"tbody", true}, {"h1", true},         {"h2", true},  {"h3", true},      {"h4", true},
    {"img", false},  {"blockquote", true}, {"pre", true}, {"hr", true},      {"o:p", false}};

static const struct {
  const char *name, *text;
} entities[] = {{"&nbsp;", " "},
                {"&amp;", "&"},
                {"&lt;", "<"},
                {"&gt;", ">"},
                {"&quot;", "\""},
                {"&#39;", "'"},
                {"&apos;", "'"},
                {"&rsquo;", "\xE2\x80\x99"},
                {"&lsquo;", "\xE2\x80\x98"},
                {"&ldquo;", "\xE2\x80\x9C"},
                {"&rdquo;", "\xE2\x80\x9D"},
                {"&ndash;", "\xE2\x80\x93"},
                {"&mdash;", "\xE2\x80\x94"},
                {"&hellip;", "\xE2\x80\xA6"},
                {"&pound;", "\xC2\xA3"},
                {"&euro;", "\xE2\x82\xAC"}};

/* Bytes of the tag that stands at the front, 0 when none does. */
static size_t tag_length(ayes_span text, bool *breaks) {
  size_t start = text.length > 1 && text.data[1] == '/' ? 2 : 1, end = start;
  while (end < text.length && end - start < NAME_LIMIT &&
         (ayes_byte_is_letter(text.data[end]) || ayes_byte_is_digit(text.data[end]) ||
          text.data[end] == ':'))
    end++;
  ayes_span name = ayes_span_slice(text, start, end);
  size_t close = ayes_span_find_byte(ayes_span_slice(text, 0, TAG_LIMIT), '>');
  if (close >= text.length || close >= TAG_LIMIT || !name.length) return 0;
  if (close > end && !ayes_byte_is_space(text.data[end]) && text.data[end] != '/') return 0;
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
    if (!ayes_span_equal_ignoring_case(name, ayes_span_of(tags[i].name))) continue;
    *breaks = tags[i].breaks;
    return close + 1;
  }
  return 0;
}

/* A line end, unless one is there already. */
static void add_break(ayes_buffer *buffer) {
  if (buffer->length && buffer->data[buffer->length - 1] != '\n')
    ayes_buffer_add_byte(buffer, '\n');
}

static size_t read_tag(ayes_span text, ayes_buffer *buffer) {
  bool breaks = false;
  size_t length = tag_length(text, &breaks);
  if (length && breaks) add_break(buffer);
  return length;
}

static size_t read_entity(ayes_span text, ayes_buffer *buffer) {
  for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
    if (!ayes_span_starts_with(text, ayes_span_of(entities[i].name))) continue;
    ayes_buffer_add_text(buffer, entities[i].text);
    return strlen(entities[i].name);
  }
  return 0;
}

/* "_x000D_" (ECMA-376, ST_Xstring): a return goes where a newline follows, other controls go. */
static size_t read_escape(ayes_span text, ayes_buffer *buffer) {
  static const char *const returns[] = {"_x000D_", "_x000d_", "_x000A_", "_x000a_"};
  for (size_t i = 0; i < sizeof returns / sizeof *returns; i++) {
    if (!ayes_span_starts_with(text, ayes_span_of(returns[i]))) continue;
    if (text.length == 7 || text.data[7] != '\n') add_break(buffer);
    return 7;
  }
  return 0;
}

void ayes_cell_clean(ayes_span text, ayes_buffer *buffer, bool *html, bool *escapes) {
  *html = *escapes = false;
  while (text.length) {
    size_t plain = 0, length = 0;
    while (plain < text.length && !strchr("<&_", text.data[plain] ? text.data[plain] : ' '))
      plain++;
    ayes_buffer_add(buffer, ayes_span_slice(text, 0, plain));
    text = ayes_span_from(text, plain);
    if (!text.length) return;
    char sign = text.data[0];
    if (sign == '<') length = read_tag(text, buffer);
    else if (sign == '&') length = read_entity(text, buffer);
    else length = read_escape(text, buffer);
    *html |= length && sign != '_';
    *escapes |= length && sign == '_';
    if (!length) ayes_buffer_add_byte(buffer, sign);
    text = ayes_span_from(text, length ? length : 1);
  }
}
