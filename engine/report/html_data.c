/* SPDX-License-Identifier: MIT
 *
 * Answers as data. Texts come cut into runs, as in the rows, so that the script puts together and
 * decides nothing. Kept short: a large survey has tens of thousands of them.
 */
#include "report/html_answers.h"
#include "report/html_charts.h"
#include "report/html_escape.h"
#include "report/html_figure.h"

enum { LONGEST_TERM = 300, LONGEST_WORDS = 120 };

static void add_key(ayes_buffer *buffer, const char *key) {
  ayes_buffer_add_text(buffer, ",\"");
  ayes_buffer_add_text(buffer, key);
  ayes_buffer_add_text(buffer, "\":");
}

static void add_questions(const ayes_html_model *model, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "{\"questions\":[");
  for (size_t i = 0; i < model->list_count; i++) {
    const ayes_question_tally *tally = model->list[i].tally;
    ayes_buffer_add_text(buffer, i ? ",{\"id\":" : "{\"id\":");
    ayes_html_add_json(buffer, tally->id.length ? ayes_html_front(tally->id, AYES_HTML_NAME_LIMIT)
                                                : ayes_span_of("(no question)"));
    ayes_buffer_add_text(buffer, ",\"ticks\":[");
    for (size_t k = 0; k < tally->tick_count; k++) {
      if (k) ayes_buffer_add_byte(buffer, ',');
      ayes_html_add_json(buffer, ayes_html_front(tally->ticks[k].option, AYES_HTML_NAME_LIMIT));
    }
    ayes_buffer_add_text(buffer, "]}");
  }
  ayes_buffer_add_byte(buffer, ']');
}

static void add_topics(const ayes_html_model *model, ayes_buffer *buffer) {
  add_key(buffer, "topics");
  ayes_buffer_add_byte(buffer, '[');
  for (uint32_t i = 1; i <= ayes_names_count(&model->topics); i++) {
    if (i > 1) ayes_buffer_add_byte(buffer, ',');
    ayes_html_add_json(buffer, ayes_html_front(model->topic_labels[i - 1], AYES_HTML_NAME_LIMIT));
  }
  ayes_buffer_add_byte(buffer, ']');
}

static void add_kinds(const ayes_html_model *model, ayes_buffer *buffer) {
  add_key(buffer, "kinds");
  ayes_buffer_add_byte(buffer, '[');
  for (uint32_t i = 1; i <= ayes_names_count(&model->kinds); i++) {
    if (i > 1) ayes_buffer_add_byte(buffer, ',');
    ayes_html_add_json(buffer, ayes_html_front(ayes_names_text(&model->kinds, i), LONGEST_WORDS));
  }
  ayes_buffer_add_byte(buffer, ']');
}

static void add_sources(const ayes_html_model *model, ayes_buffer *buffer) {
  add_key(buffer, "sources");
  ayes_buffer_add_byte(buffer, '[');
  for (uint32_t i = 1; i <= ayes_names_count(&model->sources); i++) {
    const ayes_html_source *source = &model->source_entries[i - 1];
    ayes_buffer_add_text(buffer, i > 1 ? ",\n[" : "[");
    ayes_html_add_json(buffer, ayes_html_front(ayes_names_text(&model->sources, i), LONGEST_WORDS));
    ayes_buffer_add_byte(buffer, ',');
    ayes_html_add_json(buffer, source->term.length ? ayes_html_front(source->term, LONGEST_TERM)
                                                   : ayes_span_of("not in this lexicon"));
    ayes_buffer_add_byte(buffer, ',');
    ayes_html_add_json(buffer, ayes_html_front(source->note, LONGEST_TERM));
    ayes_buffer_add_byte(buffer, ']');
  }
  ayes_buffer_add_byte(buffer, ']');
}

void ayes_html_open_data(const ayes_html_model *model, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "<script type=\"application/json\" id=\"data\">\n");
  add_questions(model, buffer);
  add_topics(model, buffer);
  add_kinds(model, buffer);
  add_sources(model, buffer);
  add_key(buffer, "total");
  ayes_buffer_add_size(buffer, model->counts->records - model->counts->quarantined);
  add_key(buffer, "answers");
  ayes_buffer_add_byte(buffer, '[');
}

void ayes_html_close_data(ayes_buffer *buffer) { ayes_buffer_add_text(buffer, "\n]}</script>\n"); }

static void add_string(ayes_buffer *buffer, const char *key, ayes_span text) {
  if (text.length == 0) return;
  add_key(buffer, key);
  ayes_html_add_json(buffer, ayes_html_front(text, AYES_HTML_NAME_LIMIT));
}

static void add_figure(ayes_buffer *buffer, const char *key, size_t number) {
  add_key(buffer, key);
  ayes_buffer_add_size(buffer, number);
}

/* "against|against, concern": the class, then each label once. */
static void add_label(const ayes_html_model *model, const ayes_html_run *run, ayes_buffer *buffer) {
  ayes_buffer label = {0};
  ayes_buffer_add_text(&label, ayes_html_piece_class(run->pieces[0]));
  ayes_buffer_add_byte(&label, '|');
  ayes_html_add_run_labels(model, run, &label);
  ayes_html_add_json(buffer, ayes_buffer_span(&label));
  buffer->failed |= label.failed;
  ayes_buffer_release(&label);
}

static void add_runs(const ayes_html_model *model, const ayes_html_answer *answer,
                     const ayes_html_runs *runs, ayes_buffer *buffer) {
  add_key(buffer, "x");
  ayes_buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < runs->count; i++) {
    const ayes_html_run *run = &runs->items[i];
    if (i) ayes_buffer_add_byte(buffer, ',');
    ayes_html_add_json(buffer, ayes_span_slice(answer->text, run->start, run->end));
    ayes_buffer_add_byte(buffer, ',');
    if (run->piece_count) add_label(model, run, buffer);
    else ayes_buffer_add_byte(buffer, '0');
  }
  ayes_buffer_add_byte(buffer, ']');
}

static void add_evidence(const ayes_html_answer *answer, ayes_buffer *buffer) {
  add_key(buffer, "e");
  ayes_buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < answer->piece_count; i++) {
    const ayes_html_piece *piece = &answer->pieces[i];
    ayes_span words = ayes_span_slice(answer->text, piece->start, piece->end);
    if (i) ayes_buffer_add_byte(buffer, ',');
    ayes_html_add_json(buffer, ayes_html_front(words, LONGEST_WORDS));
    ayes_buffer_add_format(buffer, ",%u,%u,", (unsigned)piece->kind, (unsigned)piece->topic);
    ayes_buffer_add_number(buffer, piece->weight, 2);
    ayes_buffer_add_format(buffer, ",%u", (unsigned)piece->source);
  }
  ayes_buffer_add_byte(buffer, ']');
}

static void add_topic_numbers(const ayes_html_answer *answer, ayes_buffer *buffer) {
  add_key(buffer, "p");
  ayes_buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < answer->topic_count; i++) {
    if (i) ayes_buffer_add_byte(buffer, ',');
    ayes_buffer_add_size(buffer, answer->topics[i]);
  }
  ayes_buffer_add_byte(buffer, ']');
}

ayes_status ayes_html_add_data(const ayes_html_model *model, size_t index, ayes_html_runs *runs,
                               ayes_buffer *buffer, ayes_error *error) {
  const ayes_html_answer *answer = &model->answers.items[index];
  size_t question = model->places[answer->question];
  ayes_status status = ayes_html_runs_read(answer, 0, answer->text.length, runs, error);
  if (status != AYES_OK) return status;
  ayes_buffer_add_text(buffer, index ? ",\n{\"i\":" : "\n{\"i\":");
  ayes_html_add_json(buffer, ayes_html_front(answer->id, AYES_HTML_NAME_LIMIT));
  add_string(buffer, "r", answer->respondent);
  add_string(buffer, "g", answer->group);
  add_figure(buffer, "q", question);
  add_figure(buffer, "t", ayes_html_tick(model->list[question].tally, answer->tick));
  add_figure(buffer, "s", (size_t)ayes_html_stance_of(answer));
  add_figure(buffer, "m", answer->marks);
  if (!answer->has_text) add_figure(buffer, "n", 1);
  add_key(buffer, "c");
  ayes_buffer_add_number(buffer, answer->confidence, 3);
  add_topic_numbers(answer, buffer);
  add_runs(model, answer, runs, buffer);
  add_evidence(answer, buffer);
  ayes_buffer_add_byte(buffer, '}');
  return AYES_OK;
}
