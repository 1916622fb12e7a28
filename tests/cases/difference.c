/* SPDX-License-Identifier: MIT
 *
 * Whole lines that both texts start or end with are left out, the rest is shown as one piece. O(n).
 */
#include "difference.h"

#include <stdio.h>

enum { SHOWN_LINES = 30 };

/* The first line of text with its line end. */
static ayes_span first_line(ayes_span text) {
  return ayes_span_slice(text, 0, ayes_span_find_byte(text, '\n') + 1);
}

static ayes_span last_line(ayes_span text) {
  size_t start = text.length ? text.length - 1 : 0;
  while (start && text.data[start - 1] != '\n') start--;
  return ayes_span_from(text, start);
}

static size_t drop_shared_front(ayes_span *a, ayes_span *b) {
  size_t dropped = 0;
  while (a->length && b->length && ayes_span_equal(first_line(*a), first_line(*b))) {
    size_t length = first_line(*a).length;
    *a = ayes_span_from(*a, length);
    *b = ayes_span_from(*b, length);
    dropped++;
  }
  return dropped;
}

static void drop_shared_end(ayes_span *a, ayes_span *b) {
  while (a->length && b->length && ayes_span_equal(last_line(*a), last_line(*b))) {
    size_t length = last_line(*a).length;
    a->length -= length;
    b->length -= length;
  }
}

static void print_bytes(ayes_span line) {
  for (size_t i = 0; i < line.length; i++) {
    unsigned char byte = (unsigned char)line.data[i];
    if (byte < 0x20 || byte == 0x7F) printf("\\x%02x", byte);
    else putchar(byte);
  }
}

static void print_lines(char sign, ayes_span text) {
  for (size_t shown = 0; text.length; shown++) {
    if (shown == SHOWN_LINES) {
      printf("    %c ... %zu more bytes\n", sign, text.length);
      return;
    }
    ayes_span line = first_line(text);
    text = ayes_span_from(text, line.length);
    bool ended = ayes_span_ends_with(line, ayes_span_of("\n"));
    printf("    %c ", sign);
    print_bytes(ayes_span_slice(line, 0, line.length - (ended ? 1 : 0)));
    puts(ended ? "" : " (no line end)");
  }
}

void difference_print(const char *name, ayes_span expected, ayes_span actual) {
  size_t line = drop_shared_front(&expected, &actual) + 1;
  drop_shared_end(&expected, &actual);
  printf("  %s differs from line %zu:\n", name, line);
  print_lines('-', expected);
  print_lines('+', actual);
}
