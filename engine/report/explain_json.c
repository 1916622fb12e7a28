/* SPDX-License-Identifier: MIT
 *
 * One object; each mark on a line of its own. Offsets count code points, as in results.
 */
#include "report/explain.h"

#include "report/parts.h"
#include "tally/labels.h"

static void add_separator(ayes_buffer *buffer) { ayes_buffer_add_text(buffer, ",\n  "); }

static void add_target(const ayes_explanation *it, ayes_buffer *buffer) {
  ayes_json_add_key(buffer, "target");
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_member(buffer, "text", it->target);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "proposal", it->proposal);
  ayes_buffer_add_text(buffer, it->direction < 0 ? ",\"direction\":-1" : ",\"direction\":1");
  ayes_buffer_add_text(buffer, it->restricts ? ",\"restricts\":true}" : ",\"restricts\":false}");
}

static void add_mark(const ayes_explanation *it, const ayes_evidence *mark, ayes_buffer *buffer) {
  ayes_span words = ayes_span_slice(it->result->text, mark->byte_start, mark->byte_end);
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_count(buffer, "start", mark->start);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "end", mark->end);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "text", words);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "kind", ayes_span_of(mark->kind));
  if (mark->topic) {
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_member(buffer, "topic", ayes_span_of(mark->topic));
  }
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "plain_weight", mark->plain_weight, 3);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "weight", mark->weight, 3);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "turned", ayes_span_of(mark->turned));
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "source", ayes_span_of(mark->source));
  ayes_buffer_add_text(buffer, mark->decisive ? ",\"decisive\":true}" : ",\"decisive\":false}");
}

static void add_marks(const ayes_explanation *it, ayes_buffer *buffer) {
  ayes_json_add_key(buffer, "marks");
  ayes_buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < it->mark_count; i++) {
    ayes_buffer_add_text(buffer, i ? ",\n    " : "\n    ");
    add_mark(it, &it->marks[i], buffer);
  }
  ayes_buffer_add_text(buffer, it->mark_count ? "\n  ]" : "]");
}

static void add_sum(const ayes_explanation *it, ayes_buffer *buffer) {
  ayes_json_add_key(buffer, "sum");
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_figure(buffer, "outright_for", it->outright_for, 3);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "outright_against", it->outright_against, 3);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "tone_for", it->tone_for, 3);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "tone_against", it->tone_against, 3);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "sum", it->sum, 3);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "threshold", it->threshold, 3);
  if (it->is_learned) {
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_figure(buffer, "log_odds_rules", it->rules, 3);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_figure(buffer, "log_odds_learned", it->learned, 3);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_figure(buffer, "log_odds_constant", it->constant, 3);
  }
  ayes_buffer_add_byte(buffer, '}');
}

void ayes_explanation_json(const ayes_explanation *it, ayes_buffer *buffer) {
  const ayes_result *result = it->result;
  ayes_buffer_add_text(buffer, "{\n  ");
  ayes_json_add_member(buffer, "text", result->text);
  add_separator(buffer);
  add_target(it, buffer);
  add_separator(buffer);
  ayes_json_add_member(buffer, "stance", ayes_span_of(ayes_label_of_stance(result->stance)));
  add_separator(buffer);
  ayes_json_add_figure(buffer, "score", result->score, 3);
  add_separator(buffer);
  ayes_json_add_figure(buffer, "confidence", result->confidence, 3);
  add_separator(buffer);
  ayes_json_add_key(buffer, "conditional");
  ayes_buffer_add_text(buffer, result->conditional ? "true" : "false");
  add_separator(buffer);
  ayes_json_add_labels(buffer, "acts", result->acts, ayes_act_labels, AYES_ACT_COUNT);
  add_separator(buffer);
  ayes_json_add_topics(buffer, result);
  add_separator(buffer);
  ayes_json_add_labels(buffer, "flags", result->flags, ayes_flag_labels, AYES_FLAG_COUNT);
  add_separator(buffer);
  add_marks(it, buffer);
  add_separator(buffer);
  add_sum(it, buffer);
  ayes_buffer_add_text(buffer, "\n}\n");
}
