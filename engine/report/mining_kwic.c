/* SPDX-License-Identifier: MIT
 *
 * One line a place: id, a letter for the stance, what stands before, the words, what stands behind.
 * The words start in one column; what does not fit is cut at the outer ends. O(context) a line.
 */
#include "report/mining.h"
#include "report/parts.h"
#include "report/result.h"
#include "report/terminal.h"
#include "text/utf8.h"

enum { ID = 10, GUTTER = 2 };

/* Pieces of a text around a match. */
typedef struct parts {
  ayes_span left, match, right;
} parts;

static parts part(const ayes_mining_record *record, const ayes_kwic_match *match) {
  return (parts){ayes_span_slice(record->text, match->left, match->byte_start),
                 ayes_span_slice(record->text, match->byte_start, match->byte_end),
                 ayes_span_slice(record->text, match->byte_end, match->right)};
}

void ayes_kwic_open(ayes_mining_writer *writer) {
  writer->pieces = 0;
  if (writer->format == AYES_MINING_JSON) ayes_buffer_add_text(writer->buffer, "{\"lines\": [");
  if (writer->format == AYES_MINING_CSV)
    ayes_buffer_add_text(writer->buffer, "id,question,stance,start,end,left,match,right\r\n");
}

static void add_json_text(ayes_buffer *buffer, const char *key, ayes_span text) {
  ayes_json_add_member(buffer, key, text);
  ayes_buffer_add_byte(buffer, ',');
}

static void write_json(ayes_mining_writer *writer, const ayes_mining_record *record,
                       const ayes_kwic_match *match) {
  ayes_buffer *buffer = writer->buffer;
  parts it = part(record, match);
  ayes_buffer_add_text(buffer, writer->pieces ? ",\n  {" : "\n  {");
  add_json_text(buffer, "id", record->id);
  add_json_text(buffer, "question", record->question);
  if (record->stance.length) add_json_text(buffer, "stance", record->stance);
  else ayes_buffer_add_text(buffer, "\"stance\":null,");
  ayes_json_add_count(buffer, "start", match->start);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "end", match->end);
  ayes_buffer_add_byte(buffer, ',');
  add_json_text(buffer, "left", it.left);
  add_json_text(buffer, "match", it.match);
  ayes_json_add_member(buffer, "right", it.right);
  ayes_buffer_add_byte(buffer, '}');
}

static void write_csv(ayes_mining_writer *writer, const ayes_mining_record *record,
                      const ayes_kwic_match *match) {
  ayes_buffer *buffer = writer->buffer;
  parts it = part(record, match);
  const ayes_span before[] = {record->id, record->question, record->stance};
  const ayes_span after[] = {it.left, it.match, it.right};
  for (size_t i = 0; i < 3; i++) {
    ayes_csv_add_cell(buffer, before[i]);
    ayes_buffer_add_byte(buffer, ',');
  }
  ayes_buffer_add_format(buffer, "%zu,%zu", match->start, match->end);
  for (size_t i = 0; i < 3; i++) {
    ayes_buffer_add_byte(buffer, ',');
    ayes_csv_add_cell(buffer, after[i]);
  }
  ayes_buffer_add_text(buffer, "\r\n");
}

static ayes_style style_of(ayes_span stance) {
  if (ayes_span_equal(stance, ayes_span_of("support"))) return AYES_STYLE_FOR;
  if (ayes_span_equal(stance, ayes_span_of("oppose"))) return AYES_STYLE_AGAINST;
  if (ayes_span_equal(stance, ayes_span_of("mixed"))) return AYES_STYLE_SHIFT;
  return AYES_STYLE_FAINT;
}

/* The end of text that fits into width columns. */
static ayes_span fitting_end(ayes_span text, size_t width) {
  size_t columns = ayes_terminal_width(text);
  uint32_t code_point;
  while (columns > width && text.length) {
    size_t length = ayes_utf8_decode(text, &code_point);
    if (length == 0) length = 1;
    columns -= ayes_terminal_width(ayes_span_slice(text, 0, length));
    text = ayes_span_from(text, length);
  }
  return text;
}

static ayes_span trim_front(ayes_span text) {
  while (text.length && ayes_byte_is_space(text.data[0])) text = ayes_span_from(text, 1);
  return text;
}

static void add_left(ayes_buffer *buffer, ayes_span text, size_t width) {
  ayes_span shown = fitting_end(trim_front(text), width);
  size_t columns = ayes_terminal_width(shown);
  ayes_buffer_add_repeated(buffer, ' ', width - columns);
  ayes_terminal_add(buffer, shown);
}

static void add_stance(ayes_mining_writer *writer, ayes_span stance) {
  char letter = stance.length ? stance.data[0] : '-';
  if (letter >= 'a' && letter <= 'z') letter = (char)(letter - 'a' + 'A');
  ayes_terminal_style(writer->buffer, writer->layout.colour, style_of(stance));
  ayes_buffer_add_byte(writer->buffer, letter);
  ayes_terminal_style(writer->buffer, writer->layout.colour, AYES_STYLE_NONE);
}

static void write_text(ayes_mining_writer *writer, const ayes_mining_record *record,
                       const ayes_kwic_match *match) {
  ayes_buffer *buffer = writer->buffer;
  parts it = part(record, match);
  size_t room = ayes_mining_width(writer) - ID - 1 - GUTTER * 2;
  size_t left = room * 2 / 5, rest = room - left;
  ayes_terminal_add_cell(buffer, record->id, ID);
  ayes_buffer_add_repeated(buffer, ' ', GUTTER);
  add_stance(writer, record->stance);
  ayes_buffer_add_repeated(buffer, ' ', GUTTER);
  add_left(buffer, it.left, left);
  it.match = ayes_span_slice(it.match, 0, ayes_terminal_fit(it.match, rest));
  ayes_terminal_style(buffer, writer->layout.colour, AYES_STYLE_STRONG);
  ayes_terminal_add(buffer, it.match);
  ayes_terminal_style(buffer, writer->layout.colour, AYES_STYLE_NONE);
  rest -= ayes_terminal_width(it.match);
  ayes_terminal_add(buffer, ayes_span_slice(it.right, 0, ayes_terminal_fit(it.right, rest)));
  ayes_terminal_end_line(buffer);
}

void ayes_kwic_write(ayes_mining_writer *writer, const ayes_mining_record *record,
                     const ayes_kwic_match *match) {
  if (writer->format == AYES_MINING_JSON) write_json(writer, record, match);
  else if (writer->format == AYES_MINING_CSV) write_csv(writer, record, match);
  else write_text(writer, record, match);
  writer->pieces++;
}

void ayes_kwic_close(ayes_mining_writer *writer, size_t matches, size_t answers) {
  ayes_buffer *buffer = writer->buffer;
  if (writer->format == AYES_MINING_JSON) {
    ayes_buffer_add_text(buffer, writer->pieces ? "\n],\n" : "],\n");
    ayes_json_add_count(buffer, "matches", matches);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_count(buffer, "answers", answers);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_count(buffer, "quarantined", writer->quarantined);
    ayes_buffer_add_text(buffer, "}\n");
  } else if (writer->format == AYES_MINING_TEXT) {
    ayes_buffer_add_size(buffer, matches);
    ayes_buffer_add_text(buffer, matches == 1 ? " place in " : " places in ");
    ayes_mining_add_counted(buffer, answers, "answer");
    if (writer->pieces < matches) ayes_buffer_add_format(buffer, ", %zu shown", writer->pieces);
    ayes_buffer_add_byte(buffer, '\n');
    ayes_mining_add_quarantined(writer);
  }
}
