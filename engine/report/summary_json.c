/* SPDX-License-Identifier: MIT
 *
 * One line a reason and one a sentence, so that what changed shows in a diff.
 */
#include "report/parts.h"
#include "report/summary.h"
#include "tally/labels.h"
#include "text/utf8.h"

static void add_evidence(ayes_buffer *buffer, const ayes_said *said) {
  size_t at = 0, code_points = 0;
  ayes_json_add_key(buffer, "evidence");
  ayes_buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < said->mark_count; i++) {
    const ayes_said_mark *mark = &said->marks[i];
    size_t start = code_points + ayes_utf8_count(ayes_span_slice(said->text, at, mark->start));
    code_points = start + ayes_utf8_count(ayes_span_slice(said->text, mark->start, mark->end));
    at = mark->end;
    ayes_buffer_add_format(buffer, "%s{\"start\":%zu,\"end\":%zu}", i ? "," : "", start,
                           code_points);
  }
  ayes_buffer_add_byte(buffer, ']');
}

static void add_said(ayes_buffer *buffer, const ayes_said *said) {
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_member(buffer, "id", said->id);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "stance", ayes_span_of(ayes_label_of_stance(said->stance)));
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "text", said->text);
  ayes_buffer_add_byte(buffer, ',');
  add_evidence(buffer, said);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_reason(ayes_buffer *buffer, const ayes_reason *reason) {
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_member(buffer, "topic", reason->topic);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "label", reason->label);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "answers", reason->answers);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "concern", reason->concerns);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "praise", reason->praises);
  ayes_buffer_add_text(buffer, ",\"quote\":");
  if (reason->has_quote) add_said(buffer, &reason->quote);
  else ayes_buffer_add_text(buffer, "null");
  ayes_buffer_add_byte(buffer, '}');
}

static void add_key(ayes_buffer *buffer, const char *key) {
  ayes_buffer_add_text(buffer, ",\n   ");
  ayes_json_add_key(buffer, key);
}

static void add_reasons(ayes_buffer *buffer, const char *key, const ayes_reason *reasons,
                        size_t count) {
  add_key(buffer, key);
  ayes_buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < count; i++) {
    ayes_buffer_add_text(buffer, i ? ",\n    " : "\n    ");
    add_reason(buffer, &reasons[i]);
  }
  ayes_buffer_add_byte(buffer, ']');
}

static void add_list(ayes_buffer *buffer, const char *key, const ayes_said_list *list) {
  add_key(buffer, key);
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_count(buffer, "answers", list->answers);
  ayes_buffer_add_text(buffer, ",\"said\":[");
  for (size_t i = 0; i < list->count; i++) {
    ayes_buffer_add_text(buffer, i ? ",\n    " : "\n    ");
    add_said(buffer, &list->items[i]);
  }
  ayes_buffer_add_text(buffer, "]}");
}

static void add_ticks(ayes_buffer *buffer, const ayes_question_tally *tally) {
  add_key(buffer, "answers");
  ayes_buffer_add_byte(buffer, '{');
  for (size_t i = 0; i < tally->tick_count; i++) {
    if (i) ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_string(buffer, tally->ticks[i].option);
    ayes_buffer_add_format(buffer, ":%zu", tally->ticks[i].count);
  }
  ayes_buffer_add_byte(buffer, '}');
}

static void add_counts(ayes_buffer *buffer, const ayes_question_tally *tally) {
  const ayes_counts *all = &tally->all;
  ayes_buffer_add_format(buffer, "\n   \"respondents\":%zu,\"answered\":%zu,\"with_text\":%zu",
                         all->respondents, all->answered, all->with_text);
  add_ticks(buffer, tally);
  add_key(buffer, "stance");
  ayes_buffer_add_format(
      buffer, "{\"support\":%zu,\"oppose\":%zu,\"mixed\":%zu,\"neutral\":%zu,\"blank\":%zu}",
      all->stances[AYES_SUPPORT], all->stances[AYES_OPPOSE], all->stances[AYES_MIXED],
      all->stances[AYES_NEUTRAL], all->blank);
  add_key(buffer, "share");
  if (all->share.whole == 0) {
    ayes_buffer_add_text(buffer, "null");
    return;
  }
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_figure(buffer, "support", all->share.value, 4);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "low", all->share.low, 4);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "high", all->share.high, 4);
  ayes_buffer_add_format(buffer, ",\"of\":%zu}", all->share.whole);
}

static void add_question(const ayes_summary_page *page, const ayes_question_tally *tally,
                         ayes_buffer *buffer) {
  static const ayes_question_summary nothing;
  const ayes_question_summary *said = ayes_summary_find(page, tally->id);
  const ayes_question *subject = ayes_summary_subject(page, tally);
  if (!said) said = &nothing;
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_member(buffer, "id", tally->id);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "you_asked", tally->text);
  if (subject) {
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_member(buffer, "about", subject->text);
  }
  ayes_buffer_add_text(buffer, ",\n  \"they_said\":{");
  add_counts(buffer, tally);
  add_reasons(buffer, "support", said->support, said->support_count);
  add_reasons(buffer, "oppose", said->oppose, said->oppose_count);
  for (int kind = 0; kind < AYES_SAID_LISTS; kind++)
    add_list(buffer, ayes_summary_list_key((ayes_said_list_kind)kind), &said->lists[kind]);
  ayes_buffer_add_text(buffer, "},\n  \"we_did\":\"\"}");
}

void ayes_summary_json(const ayes_summary_page *page, ayes_buffer *buffer) {
  bool first = true;
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_member(buffer, "title", page->counts->title);
  ayes_buffer_add_text(buffer, ",\n \"questions\":[");
  for (size_t i = 0; i < page->counts->question_count; i++) {
    if (!ayes_summary_is_shown(&page->counts->questions[i])) continue;
    ayes_buffer_add_text(buffer, first ? "\n " : ",\n ");
    first = false;
    add_question(page, &page->counts->questions[i], buffer);
  }
  ayes_buffer_add_text(buffer, "]}\n");
}
