/* SPDX-License-Identifier: MIT
 *
 * What can be told only after the last result: the questions with their answers, topics in order
 * of frequency, and what the lists say of each source that was met. O(answers + entries).
 */
#include <stdlib.h>

#include "report/html_model.h"

static int compare_topics(const void *a, const void *b) {
  const ayes_html_topic *first = a, *second = b;
  if (first->count != second->count) return first->count > second->count ? -1 : 1;
  return first->topic < second->topic ? -1 : first->topic > second->topic;
}

size_t ayes_html_tick(const ayes_question_tally *tally, ayes_span tick) {
  if (tick.length == 0) tick = ayes_span_of("Blank");
  for (size_t i = 0; i < tally->tick_count; i++)
    if (ayes_span_equal_ignoring_case(tally->ticks[i].option, tick)) return i;
  return tally->tick_count ? tally->tick_count - 1 : 0;
}

static void describe(ayes_html_model *model, size_t index, ayes_html_question *it) {
  it->tally = &model->counts->questions[index];
  it->number = ayes_names_find(&model->questions, it->tally->id);
  const ayes_question *about = ayes_survey_find(model->survey, it->tally->about);
  if (about && it->tally->about.length) it->closed_text = about->text;
}

static ayes_status list_questions(ayes_html_model *model, ayes_error *error) {
  size_t count = model->counts->question_count, numbers = ayes_names_count(&model->questions);
  model->list = ayes_arena_new_zeroed(&model->arena, count + 1, sizeof *model->list, error);
  model->places = ayes_arena_new_zeroed(&model->arena, numbers + 1, sizeof *model->places, error);
  if (!model->list || !model->places) return AYES_NO_MEMORY;
  for (size_t i = 0; i < count; i++) {
    const ayes_question_tally *tally = &model->counts->questions[i];
    if (!tally->all.records && !tally->has_recorded) continue;
    ayes_html_question *it = &model->list[model->list_count];
    describe(model, i, it);
    if (it->number) model->places[it->number] = model->list_count;
    model->list_count++;
  }
  return AYES_OK;
}

static ayes_status share_out_answers(ayes_html_model *model, ayes_error *error) {
  for (size_t i = 0; i < model->answers.count; i++)
    model->list[model->places[model->answers.items[i].question]].answer_count++;
  for (size_t i = 0; i < model->list_count; i++) {
    ayes_html_question *it = &model->list[i];
    it->answers =
        ayes_arena_new_zeroed(&model->arena, it->answer_count + 1, sizeof *it->answers, error);
    if (!it->answers) return AYES_NO_MEMORY;
    it->answer_count = 0;
  }
  for (size_t i = 0; i < model->answers.count; i++) {
    const ayes_html_answer *answer = &model->answers.items[i];
    ayes_html_question *it = &model->list[model->places[answer->question]];
    it->answers[it->answer_count++] = answer;
  }
  return AYES_OK;
}

static uint32_t question_of_cell(const ayes_html_model *model, size_t cell) {
  uint32_t pair[2];
  memcpy(pair, ayes_names_text(&model->pairs, (uint32_t)(cell + 1)).data, sizeof pair);
  return pair[0];
}

static ayes_status share_out_topics(ayes_html_model *model, ayes_error *error) {
  for (size_t i = 0; i < model->cells.count; i++)
    model->list[model->places[question_of_cell(model, i)]].topic_count++;
  ayes_html_topic **lists =
      ayes_arena_new_zeroed(&model->arena, model->list_count + 1, sizeof *lists, error);
  if (!lists) return AYES_NO_MEMORY;
  for (size_t i = 0; i < model->list_count; i++) {
    ayes_html_question *it = &model->list[i];
    lists[i] = ayes_arena_new_zeroed(&model->arena, it->topic_count + 1, sizeof **lists, error);
    if (!lists[i]) return AYES_NO_MEMORY;
    it->topics = lists[i];
    it->topic_count = 0;
  }
  for (size_t i = 0; i < model->cells.count; i++) {
    size_t place = model->places[question_of_cell(model, i)];
    lists[place][model->list[place].topic_count++] = model->cells.items[i];
  }
  for (size_t i = 0; i < model->list_count; i++)
    qsort(lists[i], model->list[i].topic_count, sizeof **lists, compare_topics);
  return AYES_OK;
}

static void note_source(ayes_html_model *model, const ayes_source *source, ayes_span note) {
  uint32_t number = ayes_names_find(&model->sources, ayes_span_of(source->place));
  if (!number || model->source_entries[number - 1].term.length) return;
  model->source_entries[number - 1].term = source->term;
  model->source_entries[number - 1].note = note;
}

/* Rules that topics bring along are noted after the topics, whose terms say more. */
static ayes_status find_sources(ayes_html_model *model, const ayes_lexicon *lexicon,
                                const ayes_rules *rules, ayes_error *error) {
  model->source_entries = ayes_arena_new_zeroed(
      &model->arena, ayes_names_count(&model->sources) + 1, sizeof *model->source_entries, error);
  if (!model->source_entries) return AYES_NO_MEMORY;
  for (size_t i = 0; i < ayes_lexicon_entry_count(lexicon); i++) {
    const ayes_lexicon_entry *entry = ayes_lexicon_entry_get(lexicon, i);
    note_source(model, &entry->source, entry->note);
  }
  for (uint32_t i = 1; i <= ayes_lexicon_topic_count(lexicon); i++)
    note_source(model, &ayes_lexicon_topic_get(lexicon, i)->source, ayes_span_make(NULL, 0));
  for (size_t i = 0; i < ayes_rules_count(rules); i++)
    note_source(model, &ayes_rules_get(rules, i)->source, ayes_rules_get(rules, i)->note);
  return AYES_OK;
}

/* A topic that the lexicon does not know is called by its id. */
static ayes_status label_topics(ayes_html_model *model, const ayes_lexicon *lexicon,
                                ayes_error *error) {
  size_t count = ayes_names_count(&model->topics);
  model->topic_labels =
      ayes_arena_new_zeroed(&model->arena, count + 1, sizeof *model->topic_labels, error);
  if (!model->topic_labels) return AYES_NO_MEMORY;
  for (uint32_t i = 1; i <= count; i++)
    model->topic_labels[i - 1] = ayes_names_text(&model->topics, i);
  for (uint32_t i = 1; i <= ayes_lexicon_topic_count(lexicon); i++) {
    const ayes_lexicon_topic *topic = ayes_lexicon_topic_get(lexicon, i);
    uint32_t number = ayes_names_find(&model->topics, ayes_span_of(topic->id));
    if (number) model->topic_labels[number - 1] = ayes_span_of(topic->label);
  }
  return AYES_OK;
}

ayes_status ayes_html_model_finish(ayes_html_model *model, const ayes_lexicon *lexicon,
                                   const ayes_rules *rules, ayes_error *error) {
  model->lexicon = lexicon;
  ayes_status status = ayes_counter_finish(model->counter, &model->counts, error);
  if (status == AYES_OK) status = list_questions(model, error);
  if (status == AYES_OK) status = share_out_answers(model, error);
  if (status == AYES_OK) status = share_out_topics(model, error);
  if (status == AYES_OK) status = find_sources(model, lexicon, rules, error);
  if (status == AYES_OK) status = label_topics(model, lexicon, error);
  return status;
}
