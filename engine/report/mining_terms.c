/* SPDX-License-Identifier: MIT
 *
 * Lists of terms: a heading and a table each; in JSON an object each; in CSV all in one table.
 */
#include "report/mining.h"
#include "report/parts.h"
#include "report/result.h"
#include "report/terminal.h"

enum { COUNT = 9, SHARE = 9, FIGURE = 9, MARGIN = 2, SHORTEST_NAME = 12, LONGEST_NAME = 44 };

static const char *kind_of(const ayes_terms_section *it) {
  static const char *const names[] = {"collocations", "words", "phrases", "phrases"};
  return names[it->length];
}

void ayes_terms_open(ayes_mining_writer *writer) {
  writer->pieces = 0;
  if (writer->format == AYES_MINING_JSON) ayes_buffer_add_text(writer->buffer, "{\"lists\": [");
  if (writer->format == AYES_MINING_CSV)
    ayes_buffer_add_text(writer->buffer,
                         "by,value,kind,words,rank,text,count,answers,of,g2,pmi\r\n");
}

void ayes_terms_close(ayes_mining_writer *writer) {
  if (writer->format == AYES_MINING_JSON)
    ayes_buffer_add_format(writer->buffer, "%s],\n\"quarantined\":%zu}\n",
                           writer->pieces ? "\n" : "", writer->quarantined);
  if (writer->format != AYES_MINING_TEXT) return;
  if (writer->pieces == 0) ayes_buffer_add_text(writer->buffer, "no answers\n");
  ayes_mining_add_quarantined(writer);
}

static void add_json_row(ayes_buffer *buffer, const ayes_terms_section *it,
                         const ayes_term_row *row) {
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_member(buffer, "text", row->text);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "count", row->tokens);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "answers", row->documents);
  if (it->length == 0) {
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_figure(buffer, "expected", row->expected, 3);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_figure(buffer, "g2", row->g2, 3);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_figure(buffer, "pmi", row->pmi, 3);
  }
  ayes_buffer_add_byte(buffer, '}');
}

static void write_json(ayes_mining_writer *writer, const ayes_terms_section *it) {
  ayes_buffer *buffer = writer->buffer;
  ayes_buffer_add_text(buffer, writer->pieces ? ",\n{" : "\n{");
  if (it->by[0]) {
    ayes_json_add_member(buffer, "by", ayes_span_of(it->by));
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_member(buffer, "value", it->value);
    ayes_buffer_add_byte(buffer, ',');
  }
  ayes_json_add_member(buffer, "kind", ayes_span_of(kind_of(it)));
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "words", it->length ? it->length : 2);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "answers", it->counts->documents);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "counted",
                      it->length ? it->counts->totals[it->length] : it->counts->pair_total);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "found", it->list->found);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "shortage", it->length == 1 ? 0 : it->counts->shortage);
  ayes_buffer_add_text(buffer, ",\"terms\": [");
  for (size_t i = 0; i < it->list->count; i++) {
    ayes_buffer_add_text(buffer, i ? ",\n  " : "\n  ");
    add_json_row(buffer, it, &it->list->items[i]);
  }
  ayes_buffer_add_text(buffer, "]}");
}

static void add_csv_row(ayes_buffer *buffer, const ayes_terms_section *it, size_t rank) {
  const ayes_term_row *row = &it->list->items[rank];
  ayes_csv_add_cell(buffer, ayes_span_of(it->by));
  ayes_buffer_add_byte(buffer, ',');
  ayes_csv_add_cell(buffer, it->value);
  ayes_buffer_add_format(buffer, ",%s,%zu,%zu,", kind_of(it), it->length ? it->length : 2,
                         rank + 1);
  ayes_csv_add_cell(buffer, row->text);
  ayes_buffer_add_format(buffer, ",%zu,%zu,%zu,", row->tokens, row->documents,
                         it->counts->documents);
  if (it->length == 0) ayes_buffer_add_number(buffer, row->g2, 3);
  ayes_buffer_add_byte(buffer, ',');
  if (it->length == 0) ayes_buffer_add_number(buffer, row->pmi, 3);
  ayes_buffer_add_text(buffer, "\r\n");
}

static void add_heading(ayes_mining_writer *writer, const ayes_terms_section *it) {
  ayes_buffer *buffer = writer->buffer;
  bool colour = writer->layout.colour;
  if (writer->pieces) ayes_buffer_add_byte(buffer, '\n');
  ayes_terminal_style(buffer, colour, AYES_STYLE_STRONG);
  if (it->by[0]) {
    ayes_buffer_add_text(buffer, it->by);
    ayes_buffer_add_byte(buffer, ' ');
    ayes_terminal_add(buffer, it->value);
    ayes_buffer_add_text(buffer, ", ");
  }
  if (it->length == 0) ayes_buffer_add_text(buffer, "words that stand together");
  else if (it->length == 1) ayes_buffer_add_text(buffer, "words");
  else ayes_buffer_add_format(buffer, "phrases of %zu words", it->length);
  ayes_terminal_style(buffer, colour, AYES_STYLE_NONE);
  ayes_buffer_add_text(buffer, ", in ");
  ayes_mining_add_counted(buffer, it->counts->documents, "answer");
  ayes_buffer_add_byte(buffer, '\n');
}

static size_t name_width(const ayes_mining_writer *writer, const ayes_terms_section *it) {
  size_t widest = SHORTEST_NAME, figures = COUNT * 2 + (it->length ? SHARE : FIGURE * 2) + MARGIN;
  for (size_t i = 0; i < it->list->count; i++) {
    size_t width = ayes_terminal_width(it->list->items[i].text);
    if (width > widest) widest = width;
  }
  size_t room = ayes_mining_width(writer) - figures;
  if (widest > LONGEST_NAME) widest = LONGEST_NAME;
  if (widest < room) return widest;
  return room < SHORTEST_NAME ? SHORTEST_NAME : room;
}

static void add_text_row(ayes_buffer *buffer, const ayes_terms_section *it,
                         const ayes_term_row *row, size_t width) {
  ayes_buffer_add_repeated(buffer, ' ', MARGIN);
  ayes_terminal_add_cell(buffer, row->text, width);
  ayes_terminal_add_count(buffer, row->tokens, COUNT);
  ayes_terminal_add_count(buffer, row->documents, COUNT);
  if (it->length) {
    double all = (double)it->counts->documents;
    ayes_mining_add_number(buffer, all > 0 ? 100 * (double)row->documents / all : 0, 1, SHARE - 2);
    ayes_buffer_add_text(buffer, " %");
  } else {
    ayes_mining_add_number(buffer, row->g2, 1, FIGURE);
    ayes_mining_add_number(buffer, row->pmi, 2, FIGURE);
  }
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_titles(ayes_mining_writer *writer, const ayes_terms_section *it, size_t width) {
  ayes_buffer *buffer = writer->buffer;
  ayes_terminal_style(buffer, writer->layout.colour, AYES_STYLE_FAINT);
  ayes_buffer_add_repeated(buffer, ' ', MARGIN + width);
  ayes_mining_add_right(buffer, "times", COUNT);
  ayes_mining_add_right(buffer, "answers", COUNT);
  if (it->length) ayes_mining_add_right(buffer, "share", SHARE);
  else {
    ayes_mining_add_right(buffer, "G2", FIGURE);
    ayes_mining_add_right(buffer, "PMI", FIGURE);
  }
  ayes_terminal_style(buffer, writer->layout.colour, AYES_STYLE_NONE);
  ayes_buffer_add_byte(buffer, '\n');
}

static void write_text(ayes_mining_writer *writer, const ayes_terms_section *it) {
  ayes_buffer *buffer = writer->buffer;
  size_t width = name_width(writer, it);
  add_heading(writer, it);
  if (it->list->count) add_titles(writer, it, width);
  else ayes_buffer_add_text(buffer, "  none often enough\n");
  for (size_t i = 0; i < it->list->count; i++) add_text_row(buffer, it, &it->list->items[i], width);
  if (it->list->found > it->list->count)
    ayes_buffer_add_format(buffer, "  and %zu more\n", it->list->found - it->list->count);
  if (it->length != 1 && it->counts->shortage)
    ayes_buffer_add_format(buffer, "  rare phrases were dropped: counts may be %zu short\n",
                           it->counts->shortage);
}

void ayes_terms_write(ayes_mining_writer *writer, const ayes_terms_section *section) {
  if (writer->format == AYES_MINING_JSON) write_json(writer, section);
  else if (writer->format == AYES_MINING_TEXT) write_text(writer, section);
  else
    for (size_t i = 0; i < section->list->count; i++) add_csv_row(writer->buffer, section, i);
  writer->pieces++;
}
