/* SPDX-License-Identifier: MIT
 *
 * Two tables in text, one for each side; one list in JSON and CSV, side a first.
 */
#include "report/mining.h"
#include "report/parts.h"
#include "report/result.h"
#include "report/terminal.h"

enum { MARGIN = 2, COUNT = 7, FIGURE = 10, SHORTEST_NAME = 10, LONGEST_NAME = 40 };

typedef void (*add_row)(ayes_mining_writer *writer, const ayes_keyness_report *report,
                        const ayes_key_row *row, size_t width);

static bool is_on_side(const ayes_key_row *row, bool side_a) {
  return side_a ? row->g2 > 0 : row->g2 < 0;
}

static void add_side(ayes_mining_writer *writer, const ayes_keyness_report *report, bool side_a,
                     size_t width, add_row add) {
  size_t shown = 0;
  for (size_t i = 0; i < report->list->count && shown < report->top; i++) {
    const ayes_key_row *row = &report->list->items[i];
    if (!is_on_side(row, side_a)) continue;
    add(writer, report, row, width);
    shown++;
  }
}

static void add_json_figure(ayes_buffer *buffer, const char *key, double value) {
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, key, value, 4);
}

static void add_json_count(ayes_buffer *buffer, const char *key, size_t value) {
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, key, value);
}

static void add_json_row(ayes_mining_writer *writer, const ayes_keyness_report *report,
                         const ayes_key_row *row, size_t width) {
  ayes_buffer *buffer = writer->buffer;
  (void)report;
  (void)width;
  ayes_buffer_add_text(buffer, writer->pieces++ ? ",\n  {" : "\n  {");
  ayes_json_add_member(buffer, "text", row->text);
  add_json_count(buffer, "words", row->length);
  ayes_buffer_add_text(buffer, row->g2 > 0 ? ",\"side\":\"a\"" : ",\"side\":\"b\"");
  add_json_count(buffer, "count_a", row->a);
  add_json_count(buffer, "count_b", row->b);
  add_json_count(buffer, "answers_a", row->documents_a);
  add_json_count(buffer, "answers_b", row->documents_b);
  add_json_figure(buffer, "g2", row->g2);
  add_json_figure(buffer, "log_ratio", row->log_ratio);
  ayes_buffer_add_byte(buffer, ',');
  ayes_mining_json_chance(buffer, "p", row->p);
  ayes_buffer_add_byte(buffer, ',');
  ayes_mining_json_chance(buffer, "q", row->q);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_json_side(ayes_buffer *buffer, const char *key, ayes_span name,
                          const ayes_phrase_counts *counts) {
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_text(buffer, " {");
  ayes_json_add_member(buffer, "group", name);
  add_json_count(buffer, "answers", counts->documents);
  ayes_buffer_add_text(buffer, ",\"counted\":[");
  for (size_t i = counts->shortest; i <= counts->longest; i++) {
    if (i > counts->shortest) ayes_buffer_add_byte(buffer, ',');
    ayes_buffer_add_size(buffer, counts->totals[i]);
  }
  ayes_buffer_add_byte(buffer, ']');
  add_json_count(buffer, "shortage", counts->shortage);
  ayes_buffer_add_text(buffer, "},\n");
}

static void write_json(ayes_mining_writer *writer, const ayes_keyness_report *report) {
  ayes_buffer *buffer = writer->buffer;
  ayes_buffer_add_byte(buffer, '{');
  add_json_side(buffer, "a", report->name_a, report->a);
  add_json_side(buffer, "b", report->name_b, report->b);
  ayes_json_add_count(buffer, "in_both", report->both);
  add_json_count(buffer, "compared", report->list->count);
  add_json_count(buffer, "apart", report->list->apart);
  add_json_count(buffer, "quarantined", writer->quarantined);
  ayes_buffer_add_text(buffer, ",\n\"terms\": [");
  add_side(writer, report, true, 0, add_json_row);
  add_side(writer, report, false, 0, add_json_row);
  ayes_buffer_add_text(buffer, writer->pieces ? "\n]}\n" : "]}\n");
}

static void add_csv_row(ayes_mining_writer *writer, const ayes_keyness_report *report,
                        const ayes_key_row *row, size_t width) {
  ayes_buffer *buffer = writer->buffer;
  (void)width;
  ayes_csv_add_cell(buffer, row->g2 > 0 ? report->name_a : report->name_b);
  ayes_buffer_add_byte(buffer, ',');
  ayes_csv_add_cell(buffer, row->text);
  ayes_buffer_add_format(buffer, ",%zu,%zu,%zu,%zu,%zu,", row->length, row->a, row->b,
                         row->documents_a, row->documents_b);
  ayes_buffer_add_number(buffer, row->g2, 4);
  ayes_buffer_add_byte(buffer, ',');
  ayes_buffer_add_number(buffer, row->log_ratio, 4);
  ayes_buffer_add_byte(buffer, ',');
  ayes_mining_json_chance(buffer, NULL, row->p);
  ayes_buffer_add_byte(buffer, ',');
  ayes_mining_json_chance(buffer, NULL, row->q);
  ayes_buffer_add_text(buffer, "\r\n");
}

static void write_csv(ayes_mining_writer *writer, const ayes_keyness_report *report) {
  ayes_buffer_add_text(writer->buffer,
                       "side,text,words,count_a,count_b,answers_a,answers_b,g2,log_ratio,p,q\r\n");
  add_side(writer, report, true, 0, add_csv_row);
  add_side(writer, report, false, 0, add_csv_row);
}

static void add_text_row(ayes_mining_writer *writer, const ayes_keyness_report *report,
                         const ayes_key_row *row, size_t width) {
  ayes_buffer *buffer = writer->buffer;
  (void)report;
  ayes_buffer_add_repeated(buffer, ' ', MARGIN);
  ayes_terminal_add_cell(buffer, row->text, width);
  ayes_terminal_add_count(buffer, row->g2 > 0 ? row->a : row->b, COUNT);
  ayes_terminal_add_count(buffer, row->g2 > 0 ? row->b : row->a, COUNT);
  ayes_mining_add_number(buffer, row->g2 > 0 ? row->g2 : -row->g2, 2, FIGURE);
  ayes_mining_add_number(buffer, row->g2 > 0 ? row->log_ratio : -row->log_ratio, 2, FIGURE);
  ayes_mining_add_chance_cell(buffer, row->p, FIGURE);
  ayes_mining_add_chance_cell(buffer, row->q, FIGURE);
  ayes_buffer_add_byte(buffer, '\n');
  writer->pieces++;
}

static size_t name_width(const ayes_mining_writer *writer) {
  size_t figures = MARGIN + COUNT * 2 + FIGURE * 4, width = ayes_mining_width(writer);
  if (width < figures + SHORTEST_NAME) return SHORTEST_NAME;
  return width - figures < LONGEST_NAME ? width - figures : LONGEST_NAME;
}

static void add_titles(ayes_mining_writer *writer, size_t width) {
  static const char *const titles[] = {"G2", "log ratio", "p", "q"};
  ayes_terminal_style(writer->buffer, writer->layout.colour, AYES_STYLE_FAINT);
  ayes_buffer_add_repeated(writer->buffer, ' ', MARGIN + width);
  ayes_mining_add_right(writer->buffer, "here", COUNT);
  ayes_mining_add_right(writer->buffer, "there", COUNT);
  for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
    ayes_mining_add_right(writer->buffer, titles[i], FIGURE);
  ayes_terminal_style(writer->buffer, writer->layout.colour, AYES_STYLE_NONE);
  ayes_buffer_add_byte(writer->buffer, '\n');
}

static void add_text_side(ayes_mining_writer *writer, const ayes_keyness_report *report,
                          bool side_a) {
  ayes_buffer *buffer = writer->buffer;
  const ayes_phrase_counts *counts = side_a ? report->a : report->b;
  size_t width = name_width(writer), before = writer->pieces;
  ayes_terminal_style(buffer, writer->layout.colour, side_a ? AYES_STYLE_FOR : AYES_STYLE_AGAINST);
  ayes_terminal_add(buffer, side_a ? report->name_a : report->name_b);
  ayes_terminal_style(buffer, writer->layout.colour, AYES_STYLE_NONE);
  ayes_buffer_add_text(buffer, " says more often, in ");
  ayes_mining_add_counted(buffer, counts->documents, "answer");
  ayes_buffer_add_byte(buffer, '\n');
  add_titles(writer, width);
  add_side(writer, report, side_a, width, add_text_row);
  if (writer->pieces == before) ayes_buffer_add_text(buffer, "  nothing\n");
  ayes_buffer_add_byte(buffer, '\n');
}

static void write_text(ayes_mining_writer *writer, const ayes_keyness_report *report) {
  ayes_buffer *buffer = writer->buffer;
  add_text_side(writer, report, true);
  add_text_side(writer, report, false);
  ayes_mining_add_counted(buffer, report->list->count, "term");
  ayes_buffer_add_format(buffer, " compared, %zu apart with q below 0.05", report->list->apart);
  if (report->both) {
    ayes_buffer_add_text(buffer, "; left out: ");
    ayes_mining_add_counted(buffer, report->both, "answer");
    ayes_buffer_add_text(buffer, " of both sides");
  }
  ayes_buffer_add_byte(buffer, '\n');
  if (report->a->shortage + report->b->shortage)
    ayes_buffer_add_format(buffer, "rare phrases were dropped: counts may be %zu short\n",
                           report->a->shortage + report->b->shortage);
  ayes_mining_add_quarantined(writer);
}

void ayes_keyness_write(ayes_mining_writer *writer, const ayes_keyness_report *report) {
  writer->pieces = 0;
  if (writer->format == AYES_MINING_JSON) write_json(writer, report);
  else if (writer->format == AYES_MINING_CSV) write_csv(writer, report);
  else write_text(writer, report);
}
