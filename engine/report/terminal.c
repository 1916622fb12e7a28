/* SPDX-License-Identifier: MIT
 *
 * Every character goes through one function that says how it is shown and how many columns it
 * takes, so that padding and wrapping agree with what is printed. Widths: Unicode UAX #11, the
 * blocks that are wide as a whole.
 */
#include "report/terminal.h"

#include "text/utf8.h"

typedef struct shown {
  char bytes[AYES_TERMINAL_BYTES];
  size_t length;
  size_t columns;
  size_t taken; /* bytes of the text */
} shown;

typedef struct range {
  uint32_t first, last;
} range;

static const range wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},
                             {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
                             {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
                             {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};

static const range combining[] = {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
                                  {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},
                                  {0xFE20, 0xFE2F}};

/* Controls, direction marks and overrides, line and paragraph separators, tag characters. */
static const range hidden[] = {{0x0000, 0x001F}, {0x007F, 0x009F},  {0x061C, 0x061C},
                               {0x200E, 0x200F}, {0x2028, 0x202E},  {0x2060, 0x206F},
                               {0xFEFF, 0xFEFF}, {0xE0000, 0xE007F}};

static bool in_ranges(uint32_t code_point, const range *ranges, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (code_point >= ranges[i].first && code_point <= ranges[i].last) return true;
  return false;
}

#define IS_IN(code_point, ranges) \
  in_ranges((code_point), (ranges), sizeof(ranges) / sizeof *(ranges))

static void show_escape(uint32_t code_point, shown *it) {
  static const char digits[] = "0123456789abcdef";
  char *at = it->bytes;
  *at++ = '\\';
  *at++ = code_point < 0x100 ? 'x' : 'u';
  if (code_point >= 0x100) *at++ = '{';
  bool started = false;
  for (int shift = 20; shift >= 0; shift -= 4) {
    uint32_t digit = (code_point >> shift) & 15;
    started |= digit || shift <= 4;
    if (started) *at++ = digits[digit];
  }
  if (code_point >= 0x100) *at++ = '}';
  it->columns = it->length = (size_t)(at - it->bytes);
}

static void show_plain(uint32_t code_point, shown *it) {
  it->length = ayes_utf8_encode(code_point, it->bytes);
  it->columns = IS_IN(code_point, combining) ? 0 : IS_IN(code_point, wide) ? 2 : 1;
}

/* How the character at the front of text (not empty) is shown. */
static shown show(ayes_span text) {
  shown it = {0};
  uint32_t code_point;
  it.taken = ayes_utf8_decode(text, &code_point);
  if (it.taken == 0) {
    it.taken = 1;
    code_point = 0xFFFD;
  }
  if (code_point == '\n' || code_point == '\r' || code_point == '\t') code_point = ' ';
  if (IS_IN(code_point, hidden)) show_escape(code_point, &it);
  else show_plain(code_point, &it);
  return it;
}

size_t ayes_terminal_show(ayes_span text, char bytes[AYES_TERMINAL_BYTES], size_t *taken) {
  shown it = show(text);
  memcpy(bytes, it.bytes, it.length);
  *taken = it.taken;
  return it.length;
}

void ayes_terminal_style(ayes_buffer *buffer, bool colour, ayes_style style) {
  static const char *const sequences[AYES_STYLE_COUNT] = {
      [AYES_STYLE_NONE] = "\x1b[0m",       [AYES_STYLE_STRONG] = "\x1b[1m",
      [AYES_STYLE_FAINT] = "\x1b[2m",      [AYES_STYLE_FOR] = "\x1b[4;32m",
      [AYES_STYLE_AGAINST] = "\x1b[4;35m", [AYES_STYLE_SHIFT] = "\x1b[4;33m",
      [AYES_STYLE_TOPIC] = "\x1b[4;36m"};
  if (colour) ayes_buffer_add_text(buffer, sequences[style]);
}

void ayes_terminal_add(ayes_buffer *buffer, ayes_span text) {
  while (text.length) {
    shown it = show(text);
    ayes_buffer_add(buffer, ayes_span_make(it.bytes, it.length));
    text = ayes_span_from(text, it.taken);
  }
}

size_t ayes_terminal_width(ayes_span text) {
  size_t columns = 0;
  while (text.length) {
    shown it = show(text);
    columns += it.columns;
    text = ayes_span_from(text, it.taken);
  }
  return columns;
}

size_t ayes_terminal_fit(ayes_span text, size_t width) {
  size_t columns = 0, at = 0;
  while (at < text.length) {
    shown it = show(ayes_span_from(text, at));
    if (columns + it.columns > width) break;
    columns += it.columns;
    at += it.taken;
  }
  return at;
}

void ayes_terminal_add_cell(ayes_buffer *buffer, ayes_span text, size_t width) {
  size_t columns = ayes_terminal_width(text);
  bool cut = columns > width;
  if (cut) {
    text = ayes_span_slice(text, 0, ayes_terminal_fit(text, width ? width - 1 : 0));
    columns = ayes_terminal_width(text) + 1;
  }
  ayes_terminal_add(buffer, text);
  if (cut && width) ayes_buffer_add_text(buffer, "…");
  if (columns < width) ayes_buffer_add_repeated(buffer, ' ', width - columns);
}

void ayes_terminal_add_count(ayes_buffer *buffer, size_t number, size_t width) {
  size_t columns = 1;
  for (size_t rest = number / 10; rest; rest /= 10) columns++;
  if (columns < width) ayes_buffer_add_repeated(buffer, ' ', width - columns);
  ayes_buffer_add_size(buffer, number);
}

size_t ayes_terminal_line_length(ayes_span text, size_t width) {
  size_t end = ayes_span_find_byte(text, '\n');
  text = ayes_span_slice(text, 0, end);
  size_t fit = ayes_terminal_fit(text, width);
  if (fit == text.length) return fit;
  for (size_t at = fit; at > 0; at--)
    if (ayes_byte_is_space(text.data[at])) return at;
  return fit ? fit : show(text).taken;
}

void ayes_terminal_add_wrapped(ayes_buffer *buffer, ayes_span text, size_t indent, size_t width) {
  size_t columns = width > indent + 20 ? width - indent : 20;
  text = ayes_span_trim(text);
  for (bool first = true; first || text.length; first = false) {
    if (!first) ayes_buffer_add_repeated(buffer, ' ', indent);
    size_t length = ayes_terminal_line_length(text, columns);
    ayes_terminal_add(buffer, ayes_span_trim(ayes_span_slice(text, 0, length)));
    ayes_buffer_add_byte(buffer, '\n');
    text = ayes_span_trim(ayes_span_from(text, length));
  }
}

void ayes_terminal_add_bar(ayes_buffer *buffer, double value, double whole, size_t width) {
  static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (!(whole > 0) || !(value > 0)) return;
  double share = value < whole ? value / whole : 1;
  size_t eighths = (size_t)(share * (double)width * 8 + 0.5);
  if (eighths == 0) eighths = 1;
  for (size_t i = 0; i < eighths / 8; i++) ayes_buffer_add_text(buffer, "█");
  ayes_buffer_add_text(buffer, parts[eighths % 8]);
}

void ayes_terminal_end_line(ayes_buffer *buffer) {
  while (buffer->length && buffer->data[buffer->length - 1] == ' ') buffer->length--;
  ayes_buffer_add_byte(buffer, '\n');
}
