/* SPDX-License-Identifier: MIT
 *
 * One row an answer. Four decimals of a weight are enough for a million answers to one.
 */
#include "report/export_parts.h"
#include "report/result.h"
#include "report/sample.h"

static void add_cell(ayes_buffer *buffer, ayes_span text) {
  ayes_buffer cell = {0};
  ayes_cell_add_text(&cell, text, false);
  ayes_csv_add_cell(buffer, ayes_buffer_span(&cell));
  ayes_buffer_add_byte(buffer, ',');
  buffer->failed |= cell.failed;
  ayes_buffer_release(&cell);
}

void ayes_sample_csv(const ayes_sample_list *sample, const ayes_survey *survey,
                     ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "id,question,asked,text,stance,topics,acts,note,stratum,weight\r\n");
  for (size_t i = 0; i < sample->count; i++) {
    const ayes_sampled *it = &sample->items[i];
    const ayes_question *question = ayes_survey_find(survey, it->question);
    add_cell(buffer, it->id);
    add_cell(buffer, it->question);
    add_cell(buffer, question ? question->text : ayes_span_of(""));
    add_cell(buffer, it->text);
    ayes_buffer_add_text(buffer, ",,,,");
    ayes_buffer_add_size(buffer, it->stratum);
    ayes_buffer_add_byte(buffer, ',');
    ayes_buffer_add_number(buffer, it->weight, 4);
    ayes_buffer_add_text(buffer, "\r\n");
  }
}
