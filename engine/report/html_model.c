/* SPDX-License-Identifier: MIT
 *
 * One pass over the results. Names become numbers, offsets in characters become offsets in bytes,
 * and everything kept is copied into one arena. O(bytes of the results).
 */
#include "report/html_model.h"

#include "text/utf8.h"

enum { LONGEST_PIECE = 4096 }; /* characters; keeps the search for ends linear */

static ayes_status copy(ayes_html_model *model, ayes_span text, ayes_span *out, ayes_error *error) {
  char *bytes = ayes_arena_copy(&model->arena, text, error);
  *out = ayes_span_make(bytes, text.length);
  return bytes ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status number_of(ayes_names *names, ayes_span text, uint32_t *number,
                             ayes_error *error) {
  *number = 0;
  return text.length ? ayes_names_add(names, text, number, error) : AYES_OK;
}

/* A place in the text, moved forwards only. */
typedef struct cursor {
  ayes_span text;
  size_t byte, character;
} cursor;

static void move_to(cursor *it, size_t character) {
  uint32_t code_point;
  while (it->character < character && it->byte < it->text.length) {
    size_t length = ayes_utf8_decode(ayes_span_from(it->text, it->byte), &code_point);
    it->byte += length ? length : 1;
    it->character++;
  }
}

/* A piece without a place in the text stays empty: it is told, but marks no words. */
static void place_piece(cursor *start, size_t first, size_t last, ayes_html_piece *piece) {
  if (first < start->character || last <= first || last - first > LONGEST_PIECE) return;
  move_to(start, first);
  cursor end = *start;
  move_to(&end, last);
  piece->start = start->byte;
  piece->end = end.byte;
}

static size_t offset_of(const json_t *json, const char *key) {
  json_int_t value = json_integer_value(json_object_get(json, key));
  return value < 0 ? 0 : (size_t)value;
}

static ayes_status fill_piece(ayes_html_model *model, const json_t *json, cursor *start,
                              ayes_html_piece *piece, ayes_error *error) {
  ayes_span kind = ayes_json_string(json, "kind");
  piece->known = ayes_kind_find(kind);
  piece->weight = ayes_json_number(json, "weight", 0);
  place_piece(start, offset_of(json, "start"), offset_of(json, "end"), piece);
  ayes_status status = number_of(&model->kinds, kind, &piece->kind, error);
  if (status == AYES_OK)
    status = number_of(&model->sources, ayes_json_string(json, "source"), &piece->source, error);
  if (status == AYES_OK)
    status = number_of(&model->topics, ayes_json_string(json, "topic"), &piece->topic, error);
  return status;
}

static ayes_status add_pieces(ayes_html_model *model, const json_t *list, ayes_html_answer *answer,
                              ayes_error *error) {
  size_t count = json_array_size(list);
  ayes_html_piece *pieces = ayes_arena_new_zeroed(&model->arena, count + 1, sizeof *pieces, error);
  if (!pieces) return AYES_NO_MEMORY;
  cursor start = {answer->text, 0, 0};
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < count && status == AYES_OK; i++)
    status = fill_piece(model, json_array_get(list, i), &start, &pieces[i], error);
  answer->pieces = pieces;
  answer->piece_count = count;
  return status;
}

/* The counts of a topic in a question; their name is the pair of numbers. */
static ayes_html_topic *get_cell(ayes_html_model *model, uint32_t question, uint32_t topic,
                                 ayes_error *error) {
  uint32_t pair[2] = {question, topic}, number;
  ayes_span name = ayes_span_make((const char *)pair, sizeof pair);
  if (ayes_names_add(&model->pairs, name, &number, error) != AYES_OK) return NULL;
  if (number <= model->cells.count) return &model->cells.items[number - 1];
  ayes_html_topic *cell = ayes_array_add(&model->cells, error);
  if (cell) memset(cell, 0, sizeof *cell);
  if (cell) cell->topic = topic;
  return cell;
}

static ayes_status add_topics(ayes_html_model *model, const json_t *list, ayes_html_answer *answer,
                              ayes_error *error) {
  size_t count = json_array_size(list);
  uint32_t *topics = ayes_arena_new_zeroed(&model->arena, count + 1, sizeof *topics, error);
  if (!topics) return AYES_NO_MEMORY;
  for (size_t i = 0; i < count; i++) {
    uint32_t topic;
    ayes_span id = ayes_json_string(json_array_get(list, i), "id");
    ayes_status status = number_of(&model->topics, id, &topic, error);
    if (status != AYES_OK) return status;
    if (!topic) continue;
    ayes_html_topic *cell = get_cell(model, answer->question, topic, error);
    if (!cell) return AYES_NO_MEMORY;
    cell->count++;
    cell->stances[answer->stance]++;
    topics[answer->topic_count++] = topic;
  }
  answer->topics = topics;
  return AYES_OK;
}

static ayes_status fill_marks(ayes_html_model *model, const ayes_result_record *record,
                              ayes_html_answer *answer, ayes_error *error) {
  bool is_new = true;
  bool empty = record->flags & AYES_FLAG_EMPTY;
  if (record->has_text && !empty) {
    uint64_t hash = ayes_text_hash(record->question, record->text, &model->scratch);
    if (model->scratch.failed) return ayes_error_memory(error);
    ayes_status status = ayes_seen_add(&model->texts, hash, &is_new, error);
    if (status != AYES_OK) return status;
  }
  if (ayes_json_is(json_object_get(record->json, "conditional"), JSON_TRUE))
    answer->marks |= AYES_HTML_CONDITIONAL;
  if (record->flags & AYES_FLAG_ANSWER_CONFLICT) answer->marks |= AYES_HTML_CONFLICT;
  if (record->flags & AYES_FLAG_RECOVERED) answer->marks |= AYES_HTML_RECOVERED;
  if (!is_new) answer->marks |= AYES_HTML_REPEATED;
  if (empty) answer->marks |= AYES_HTML_EMPTY;
  answer->marks |= record->acts << AYES_HTML_ACTS_SHIFT;
  return AYES_OK;
}

static ayes_status copy_fields(ayes_html_model *model, const ayes_result_record *record,
                               ayes_html_answer *answer, ayes_error *error) {
  const ayes_span from[] = {record->id, record->respondent, record->group,
                            ayes_span_trim(record->answer), record->text};
  ayes_span *const to[] = {&answer->id, &answer->respondent, &answer->group, &answer->tick,
                           &answer->text};
  for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
    ayes_status status = copy(model, from[i], to[i], error);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

static ayes_status keep(ayes_html_model *model, const ayes_result_record *record,
                        ayes_html_answer *answer, ayes_error *error) {
  ayes_html_answer *kept = ayes_array_add(&model->answers, error);
  if (!kept) return AYES_NO_MEMORY;
  ayes_status status = copy_fields(model, record, answer, error);
  if (status == AYES_OK)
    status = add_pieces(model, json_object_get(record->json, "evidence"), answer, error);
  *kept = *answer;
  return status;
}

static ayes_status number_question(ayes_html_model *model, const ayes_result_record *record,
                                   uint32_t *number, ayes_error *error) {
  ayes_status status = ayes_names_add(&model->questions, record->question, number, error);
  if (status != AYES_OK) return status;
  if (*number > model->suggestions.count) {
    size_t *suggestions = ayes_array_add(&model->suggestions, error);
    if (!suggestions) return AYES_NO_MEMORY;
    *suggestions = 0;
  }
  model->suggestions.items[*number - 1] += (record->acts & AYES_ACT_SUGGESTION) != 0;
  return AYES_OK;
}

ayes_status ayes_html_model_add(ayes_html_model *model, const ayes_result_record *record,
                                ayes_error *error) {
  ayes_status status = ayes_counter_add(model->counter, record, error);
  if (status != AYES_OK || record->is_error) return status;
  ayes_html_answer answer = {.stance = record->stance,
                             .score = record->score,
                             .confidence = record->confidence,
                             .has_text = record->has_text};
  status = number_question(model, record, &answer.question, error);
  if (status == AYES_OK) status = fill_marks(model, record, &answer, error);
  if (status == AYES_OK && !(record->flags & AYES_FLAG_EMPTY)) /* "N/A" is about nothing */
    status = add_topics(model, json_object_get(record->json, "topics"), &answer, error);
  if (status == AYES_OK && model->answers.count < model->limit)
    status = keep(model, record, &answer, error);
  return status;
}

ayes_status ayes_html_model_new(const ayes_survey *survey, size_t limit, ayes_html_model **out,
                                ayes_error *error) {
  *out = NULL;
  ayes_html_model *model = ayes_memory_new_zeroed(1, sizeof *model);
  if (!model) return ayes_error_memory(error);
  model->survey = survey;
  model->limit = limit;
  ayes_status status = ayes_counter_new(survey, &model->counter, error);
  if (status != AYES_OK) {
    ayes_html_model_free(model);
    return status;
  }
  *out = model;
  return AYES_OK;
}

void ayes_html_model_free(ayes_html_model *model) {
  if (!model) return;
  ayes_counter_free(model->counter);
  ayes_names_release(&model->questions);
  ayes_names_release(&model->kinds);
  ayes_names_release(&model->sources);
  ayes_names_release(&model->topics);
  ayes_names_release(&model->pairs);
  ayes_array_release(&model->answers);
  ayes_array_release(&model->cells);
  ayes_array_release(&model->suggestions);
  ayes_seen_release(&model->texts);
  ayes_buffer_release(&model->scratch);
  ayes_arena_release(&model->arena);
  ayes_memory_free(model);
}
