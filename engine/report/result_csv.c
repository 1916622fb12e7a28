/* SPDX-License-Identifier: MIT
 *
 * For people and spreadsheets. Numbers of our own making stay numbers; whatever a respondent wrote
 * is neutralised when it would be run as a formula.
 */
#include "report/result.h"

#include "tally/labels.h"

static bool looks_like_formula(ayes_span text) {
  return text.length && memchr("=+-@\t\r", text.data[0], 6) != NULL;
}

static bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }

bool ayes_csv_needs_quotes(ayes_span text) {
  for (size_t i = 0; i < text.length; i++)
    if (memchr("\",\r\n", text.data[i], 4)) return true;
  return text.length && (is_blank(text.data[0]) || is_blank(text.data[text.length - 1]));
}

/* Text with its quotes doubled. */
static void add_doubled(ayes_buffer *buffer, ayes_span text) {
  while (text.length) {
    size_t at = ayes_span_find_byte(text, '"');
    size_t taken = at < text.length ? at + 1 : at;
    ayes_buffer_add(buffer, ayes_span_slice(text, 0, taken));
    if (at < text.length) ayes_buffer_add_byte(buffer, '"');
    text = ayes_span_from(text, taken);
  }
}

void ayes_csv_add_cell(ayes_buffer *buffer, ayes_span text) {
  bool quotes = ayes_csv_needs_quotes(text);
  if (quotes) ayes_buffer_add_byte(buffer, '"');
  if (looks_like_formula(text)) ayes_buffer_add_byte(buffer, '\'');
  add_doubled(buffer, text);
  if (quotes) ayes_buffer_add_byte(buffer, '"');
}

static void add_cell_and_comma(ayes_buffer *buffer, ayes_span text) {
  ayes_csv_add_cell(buffer, text);
  ayes_buffer_add_byte(buffer, ',');
}

static void add_names(ayes_buffer *buffer, unsigned bits, unsigned count,
                      const char *(*name)(unsigned)) {
  bool first = true;
  for (unsigned i = 0; i < count; i++) {
    if (!(bits & 1u << i)) continue;
    if (!first) ayes_buffer_add_byte(buffer, ';');
    ayes_buffer_add_text(buffer, name(1u << i));
    first = false;
  }
  ayes_buffer_add_byte(buffer, ',');
}

static void add_topics(ayes_buffer *buffer, const ayes_result *result) {
  ayes_buffer cell = {0};
  for (size_t i = 0; i < result->topic_count; i++) {
    if (i) ayes_buffer_add_byte(&cell, ';');
    ayes_buffer_add_text(&cell, result->topics[i].id);
  }
  add_cell_and_comma(buffer, ayes_buffer_span(&cell));
  buffer->failed |= cell.failed;
  ayes_buffer_release(&cell);
}

static void add_evidence(ayes_buffer *buffer, const ayes_result *result) {
  ayes_buffer cell = {0};
  for (size_t i = 0; i < result->evidence_count; i++) {
    const ayes_evidence *piece = &result->evidence[i];
    if (i) ayes_buffer_add_text(&cell, " | ");
    ayes_buffer_add(&cell, ayes_span_slice(result->text, piece->byte_start, piece->byte_end));
  }
  ayes_csv_add_cell(buffer, ayes_buffer_span(&cell));
  buffer->failed |= cell.failed;
  ayes_buffer_release(&cell);
}

void ayes_result_csv_header(const ayes_result_writer *writer, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer,
                       "id,question,respondent,group,answer,stance,score,confidence,conditional,"
                       "acts,topics,flags,evidence");
  ayes_buffer_add_text(buffer, writer->no_text ? "\r\n" : ",text\r\n");
}

void ayes_result_csv(const ayes_result_writer *writer, const ayes_answer *answer,
                     const ayes_result *result, ayes_buffer *buffer) {
  add_cell_and_comma(buffer, answer->id);
  add_cell_and_comma(buffer, answer->question);
  add_cell_and_comma(buffer, answer->respondent);
  add_cell_and_comma(buffer, answer->group);
  add_cell_and_comma(buffer, answer->answer);
  ayes_buffer_add_text(buffer, ayes_label_of_stance(result->stance));
  ayes_buffer_add_byte(buffer, ',');
  ayes_buffer_add_number(buffer, result->score, 3);
  ayes_buffer_add_byte(buffer, ',');
  ayes_buffer_add_number(buffer, result->confidence, 3);
  ayes_buffer_add_text(buffer, result->conditional ? ",true," : ",false,");
  add_names(buffer, result->acts, AYES_ACT_COUNT, ayes_label_of_act);
  add_topics(buffer, result);
  add_names(buffer, result->flags, AYES_FLAG_COUNT, ayes_label_of_flag);
  add_evidence(buffer, result);
  if (!writer->no_text) {
    ayes_buffer_add_byte(buffer, ',');
    ayes_csv_add_cell(buffer, result->text);
  }
  ayes_buffer_add_text(buffer, "\r\n");
}

/* The row keeps its place: the code stands under flags, the message under evidence. */
void ayes_result_csv_fault(const ayes_result_writer *writer, const ayes_result_fault *fault,
                           ayes_buffer *buffer) {
  add_cell_and_comma(buffer, fault->id);
  ayes_buffer_add_text(buffer, ",,,,,,,,,,error:");
  ayes_buffer_add_text(buffer, fault->code);
  ayes_buffer_add_format(buffer, ",\"line %zu: ", fault->line);
  add_doubled(buffer, ayes_span_of(fault->message));
  ayes_buffer_add_text(buffer, writer->no_text ? "\"\r\n" : "\",\r\n");
}
