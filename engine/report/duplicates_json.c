/* SPDX-License-Identifier: MIT
 *
 * One line a member, so that a changed member is one changed line in a diff.
 */
#include "report/duplicates.h"
#include "report/parts.h"
#include "tally/labels.h"

static void add_verdict(ayes_buffer *buffer, const ayes_verdict *verdict) {
  if (!verdict->is_known) return;
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "stance", ayes_span_of(ayes_label_of_stance(verdict->stance)));
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "confidence", verdict->confidence, 3);
}

static void start(ayes_duplicates_page *page) {
  const ayes_duplicate_clusters *clusters = page->clusters;
  ayes_buffer_add_text(page->buffer, "{\n");
  ayes_json_add_figure(page->buffer, "threshold", page->threshold, 6);
  const struct {
    const char *key;
    size_t count;
  } counts[] = {{"answers", clusters->answers},
                {"with_text", clusters->with_text},
                {"distinct", clusters->distinct},
                {"clustered", clusters->clustered},
                {"unreadable", page->unreadable}};
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
    ayes_buffer_add_text(page->buffer, ",\n");
    ayes_json_add_count(page->buffer, counts[i].key, counts[i].count);
  }
  ayes_buffer_add_text(page->buffer, ",\n\"clusters\":[");
}

static void cluster(ayes_duplicates_page *page, const ayes_duplicate_cluster *it,
                    const ayes_verdict *verdict) {
  ayes_buffer *buffer = page->buffer;
  const ayes_duplicate_member *representative = &it->members[it->representative];
  ayes_buffer_add_text(buffer, page->number++ ? ",\n{" : "\n{");
  page->members = 0;
  ayes_json_add_count(buffer, "cluster", page->number);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "question", it->question);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "size", it->size);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "distinct", it->distinct);
  ayes_buffer_add_text(buffer,
                       it->words < AYES_LETTER_WORDS ? ",\"short\":true," : ",\"short\":false,");
  ayes_json_add_member(buffer, "representative", representative->id);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "text", representative->text);
  add_verdict(buffer, verdict);
  ayes_buffer_add_text(buffer, ",\"members\":[");
}

static void add_additions(ayes_buffer *buffer, ayes_span text, const ayes_additions *additions) {
  ayes_json_add_key(buffer, "adds");
  ayes_buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < additions->count; i++) {
    const ayes_addition *it = &additions->items[i];
    ayes_buffer_add_text(buffer, i ? ",{" : "{");
    ayes_json_add_count(buffer, "start", it->start);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_count(buffer, "end", it->end);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_member(buffer, "text", ayes_span_slice(text, it->byte_start, it->byte_end));
    ayes_buffer_add_byte(buffer, '}');
  }
  ayes_buffer_add_byte(buffer, ']');
}

static void member(ayes_duplicates_page *page, const ayes_duplicate_member *it,
                   const ayes_additions *additions, const ayes_verdict *verdict) {
  ayes_buffer *buffer = page->buffer;
  ayes_buffer_add_text(buffer, page->members++ ? ",\n {" : "\n {");
  ayes_json_add_member(buffer, "id", it->id);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "jaccard", it->jaccard, 4);
  ayes_buffer_add_byte(buffer, ',');
  add_additions(buffer, it->text, additions);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "added_words", additions->words);
  add_verdict(buffer, verdict);
  ayes_buffer_add_byte(buffer, '}');
}

static void cluster_end(ayes_duplicates_page *page) { ayes_buffer_add_text(page->buffer, "]}"); }

static void end(ayes_duplicates_page *page) {
  ayes_buffer_add_text(page->buffer, page->number ? "\n]\n}\n" : "]\n}\n");
}

const ayes_duplicates_writer ayes_duplicates_writer_json = {start, cluster, member, cluster_end,
                                                            end};
