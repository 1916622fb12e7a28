/* SPDX-License-Identifier: MIT
 *
 * Text goes through in runs of plain bytes; any other character is first turned into what shall be
 * seen, and that is then escaped for its place. O(bytes).
 *
 * WHATWG HTML, 13.1.3 and 13.1.4 (text, character references), 4.12.1.3 (contents of script
 * elements); Unicode UAX #9 for what turns directions.
 */
#include "report/html_escape.h"

#include "text/utf8.h"

typedef struct range {
  uint32_t first, last;
} range;

/* In order. Line ends and the tab are looked at before. */
static const range hidden[] = {{0x0000, 0x001F}, {0x007F, 0x009F},  {0x061C, 0x061C},
                               {0x200E, 0x200F}, {0x202A, 0x202E},  {0x2060, 0x206F},
                               {0xFDD0, 0xFDEF}, {0xFEFF, 0xFEFF},  {0xFFF9, 0xFFFB},
                               {0xFFFE, 0xFFFF}, {0xE0000, 0xE0FFF}};

static bool is_hidden(uint32_t code_point) {
  for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
    if (code_point >= hidden[i].first && code_point <= hidden[i].last) return true;
  return code_point > 0xFFFF && (code_point & 0xFFFE) == 0xFFFE;
}

typedef struct shown {
  char bytes[12];
  size_t length;
  size_t taken; /* bytes of the text */
} shown;

static void show_escape(uint32_t code_point, shown *it) {
  static const char digits[] = "0123456789abcdef";
  bool wide = code_point > 0xFF;
  int shift = wide ? 12 : 4;
  it->bytes[it->length++] = '\\';
  it->bytes[it->length++] = wide ? 'u' : 'x';
  if (wide) it->bytes[it->length++] = '{';
  while (code_point >> shift > 15) shift += 4;
  for (; shift >= 0; shift -= 4) it->bytes[it->length++] = digits[code_point >> shift & 15];
  if (wide) it->bytes[it->length++] = '}';
}

static bool is_line_end(uint32_t code_point) {
  return code_point == '\n' || code_point == '\r' || code_point == 0x2028 || code_point == 0x2029;
}

/* How the character at the front of text (not empty) is shown. */
static shown show(ayes_span text) {
  shown it = {.taken = 0};
  uint32_t code_point;
  it.taken = ayes_utf8_decode(text, &code_point);
  if (it.taken == 0) {
    it.taken = 1;
    code_point = 0xFFFD;
  }
  if (code_point == '\r' && text.length > 1 && text.data[1] == '\n') it.taken = 2;
  if (is_line_end(code_point)) code_point = '\n';
  if (code_point != '\n' && code_point != '\t' && is_hidden(code_point))
    show_escape(code_point, &it);
  else it.length = ayes_utf8_encode(code_point, it.bytes);
  return it;
}

typedef void (*escaper)(ayes_buffer *buffer, char byte);

static void escape_text(ayes_buffer *buffer, char byte) {
  switch (byte) {
    case '&': ayes_buffer_add_text(buffer, "&amp;"); break;
    case '<': ayes_buffer_add_text(buffer, "&lt;"); break;
    case '>': ayes_buffer_add_text(buffer, "&gt;"); break;
    case '"': ayes_buffer_add_text(buffer, "&quot;"); break;
    case '\'': ayes_buffer_add_text(buffer, "&#39;"); break;
    default: ayes_buffer_add_byte(buffer, byte);
  }
}

static void escape_json(ayes_buffer *buffer, char byte) {
  switch (byte) {
    case '&': ayes_buffer_add_text(buffer, "\\u0026"); break;
    case '<': ayes_buffer_add_text(buffer, "\\u003c"); break;
    case '>': ayes_buffer_add_text(buffer, "\\u003e"); break;
    case '"': ayes_buffer_add_text(buffer, "\\\""); break;
    case '\\': ayes_buffer_add_text(buffer, "\\\\"); break;
    case '\n': ayes_buffer_add_text(buffer, "\\n"); break;
    case '\t': ayes_buffer_add_text(buffer, "\\t"); break;
    default: ayes_buffer_add_byte(buffer, byte);
  }
}

/* Bytes that are themselves in every place. */
static bool is_plain(char byte) {
  static const char special[] = "&<>\"'\\";
  return byte >= 0x20 && byte < 0x7F && !memchr(special, byte, sizeof special - 1);
}

static void add(ayes_buffer *buffer, ayes_span text, escaper escape) {
  while (text.length) {
    size_t plain = 0;
    while (plain < text.length && is_plain(text.data[plain])) plain++;
    ayes_buffer_add(buffer, ayes_span_slice(text, 0, plain));
    text = ayes_span_from(text, plain);
    if (text.length == 0) break;
    shown it = show(text);
    for (size_t i = 0; i < it.length; i++) escape(buffer, it.bytes[i]);
    text = ayes_span_from(text, it.taken);
  }
}

void ayes_html_add_text(ayes_buffer *buffer, ayes_span text) { add(buffer, text, escape_text); }

void ayes_html_add_attribute(ayes_buffer *buffer, const char *name, ayes_span text) {
  ayes_buffer_add_byte(buffer, ' ');
  ayes_buffer_add_text(buffer, name);
  ayes_buffer_add_text(buffer, "=\"");
  add(buffer, text, escape_text);
  ayes_buffer_add_byte(buffer, '"');
}

void ayes_html_add_json(ayes_buffer *buffer, ayes_span text) {
  ayes_buffer_add_byte(buffer, '"');
  add(buffer, text, escape_json);
  ayes_buffer_add_byte(buffer, '"');
}

ayes_span ayes_html_front(ayes_span text, size_t limit) {
  size_t end = text.length < limit ? text.length : limit;
  while (end && end < text.length && ((unsigned char)text.data[end] & 0xC0) == 0x80) end--;
  return ayes_span_slice(text, 0, end);
}

void ayes_html_add_front(ayes_buffer *buffer, ayes_span text, size_t limit) {
  ayes_span front = ayes_html_front(text, limit);
  ayes_html_add_text(buffer, front);
  if (front.length < text.length) ayes_buffer_add_text(buffer, "…");
}
