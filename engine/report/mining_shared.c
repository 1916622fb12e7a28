/* SPDX-License-Identifier: MIT
 *
 * Figures in columns. Digits are made by hand, so that no locale plays a part.
 */
#include <math.h>

#include "report/mining.h"
#include "report/terminal.h"

enum { USUAL_WIDTH = 78, NARROWEST = 40, WIDEST = 1000, PIECE = 64 };

size_t ayes_mining_width(const ayes_mining_writer *writer) {
  size_t width = writer->layout.width ? writer->layout.width : USUAL_WIDTH;
  if (width < NARROWEST) return NARROWEST;
  return width < WIDEST ? width : WIDEST;
}

void ayes_mining_add_right(ayes_buffer *buffer, const char *text, size_t width) {
  size_t columns = ayes_terminal_width(ayes_span_of(text));
  if (columns < width) ayes_buffer_add_repeated(buffer, ' ', width - columns);
  ayes_buffer_add_text(buffer, text);
}

/* Digits from the right into the end of piece; returns where they start. */
static char *write_digits(unsigned long long value, int decimals, bool negative,
                          char piece[static PIECE]) {
  char *at = piece + PIECE - 1;
  *at = '\0';
  for (int i = 0; i <= decimals || value; i++) {
    if (i == decimals && decimals > 0) *--at = '.';
    *--at = (char)('0' + value % 10);
    value /= 10;
  }
  if (negative) *--at = '-';
  return at;
}

void ayes_mining_add_number(ayes_buffer *buffer, double number, int decimals, size_t width) {
  char piece[PIECE];
  double scaled = fabs(number);
  for (int i = 0; i < decimals; i++) scaled *= 10;
  scaled = floor(scaled + 0.5);
  if (!(scaled < 1e18)) scaled = 1e18;
  ayes_mining_add_right(
      buffer, write_digits((unsigned long long)scaled, decimals, number < 0 && scaled > 0, piece),
      width);
}

void ayes_mining_add_chance_cell(ayes_buffer *buffer, double chance, size_t width) {
  if (chance < 0.0001) ayes_mining_add_right(buffer, "<0.0001", width);
  else ayes_mining_add_number(buffer, chance, 4, width);
}

void ayes_mining_add_chance(ayes_buffer *buffer, double chance) {
  ayes_mining_add_chance_cell(buffer, chance, 0);
}

void ayes_mining_add_counted(ayes_buffer *buffer, size_t count, const char *noun) {
  ayes_buffer_add_size(buffer, count);
  ayes_buffer_add_byte(buffer, ' ');
  ayes_buffer_add_text(buffer, noun);
  if (count != 1) ayes_buffer_add_byte(buffer, 's');
}

void ayes_mining_add_quarantined(const ayes_mining_writer *writer) {
  if (writer->quarantined == 0) return;
  ayes_mining_add_counted(writer->buffer, writer->quarantined, "record");
  ayes_buffer_add_text(writer->buffer, writer->quarantined == 1
                                           ? " holds an error and is left out\n"
                                           : " hold errors and are left out\n");
}

/* Three digits and an exponent where six decimals would lose them. */
static void add_small(ayes_buffer *buffer, double chance) {
  double exponent = floor(log10(chance));
  double digits = floor(chance / pow(10, exponent) * 100 + 0.5);
  if (digits >= 1000) {
    digits /= 10;
    exponent++;
  }
  ayes_buffer_add_number(buffer, digits / 100, 2);
  ayes_buffer_add_format(buffer, "e-%02d", (int)-exponent);
}

void ayes_mining_json_chance(ayes_buffer *buffer, const char *key, double chance) {
  if (key) ayes_json_add_key(buffer, key);
  if (chance > 1e-300 && chance < 0.001) add_small(buffer, chance);
  else ayes_buffer_add_number(buffer, chance, 6);
}
