/* SPDX-License-Identifier: MIT
 *
 * One row a member, for spreadsheets. What it adds stands in one cell, pieces apart by " | ".
 */
#include "report/duplicates.h"
#include "report/result.h"
#include "tally/labels.h"

static void start(ayes_duplicates_page *page) {
  ayes_buffer_add_text(page->buffer,
                       "cluster,question,size,id,representative,jaccard,added_words,added,stance,"
                       "confidence\r\n");
}

static void cluster(ayes_duplicates_page *page, const ayes_duplicate_cluster *it,
                    const ayes_verdict *verdict) {
  (void)verdict;
  page->cluster = it;
  page->number++;
}

static void add_additions(ayes_duplicates_page *page, ayes_span text,
                          const ayes_additions *additions) {
  ayes_buffer cell = {0};
  for (size_t i = 0; i < additions->count; i++) {
    const ayes_addition *it = &additions->items[i];
    if (i) ayes_buffer_add_text(&cell, " | ");
    ayes_buffer_add(&cell, ayes_span_slice(text, it->byte_start, it->byte_end));
  }
  ayes_csv_add_cell(page->buffer, ayes_buffer_span(&cell));
  page->buffer->failed |= cell.failed;
  ayes_buffer_release(&cell);
}

static void member(ayes_duplicates_page *page, const ayes_duplicate_member *it,
                   const ayes_additions *additions, const ayes_verdict *verdict) {
  ayes_buffer *buffer = page->buffer;
  ayes_buffer_add_size(buffer, page->number);
  ayes_buffer_add_byte(buffer, ',');
  ayes_csv_add_cell(buffer, page->cluster->question);
  ayes_buffer_add_byte(buffer, ',');
  ayes_buffer_add_size(buffer, page->cluster->size);
  ayes_buffer_add_byte(buffer, ',');
  ayes_csv_add_cell(buffer, it->id);
  ayes_buffer_add_text(buffer, it->is_representative ? ",yes," : ",no,");
  ayes_buffer_add_number(buffer, it->jaccard, 4);
  ayes_buffer_add_byte(buffer, ',');
  ayes_buffer_add_size(buffer, additions->words);
  ayes_buffer_add_byte(buffer, ',');
  add_additions(page, it->text, additions);
  ayes_buffer_add_byte(buffer, ',');
  if (verdict->is_known) ayes_buffer_add_text(buffer, ayes_label_of_stance(verdict->stance));
  ayes_buffer_add_byte(buffer, ',');
  if (verdict->is_known) ayes_buffer_add_number(buffer, verdict->confidence, 3);
  ayes_buffer_add_text(buffer, "\r\n");
}

static void nothing(ayes_duplicates_page *page) { (void)page; }

const ayes_duplicates_writer ayes_duplicates_writer_csv = {start, cluster, member, nothing,
                                                           nothing};
