/* SPDX-License-Identifier: MIT
 *
 * From records and figures to cells, in the order of the columns (export_tables.c).
 */
#include "report/export.h"
#include "tally/labels.h"

static ayes_cell none_cell(void) {
  ayes_cell cell = {AYES_CELL_NONE, {NULL, 0}, 0};
  return cell;
}

/* An empty text is nothing: no output can tell the two apart. */
static ayes_cell text_cell(ayes_span text) {
  ayes_cell cell = {text.length ? AYES_CELL_TEXT : AYES_CELL_NONE, text, 0};
  return cell;
}

static ayes_cell name_cell(const char *text) { return text_cell(ayes_span_of(text)); }

static ayes_cell integer_cell(size_t number) {
  ayes_cell cell = {AYES_CELL_INTEGER, {NULL, 0}, (double)number};
  return cell;
}

static ayes_cell number_cell(double number) {
  ayes_cell cell = {AYES_CELL_NUMBER, {NULL, 0}, number};
  return cell;
}

static ayes_cell json_number_cell(const json_t *object, const char *key, ayes_cell_type type) {
  const json_t *value = json_object_get(object, key);
  if (!json_is_number(value)) return none_cell();
  ayes_cell cell = {type, {NULL, 0}, json_number_value(value)};
  return cell;
}

static const char *stance_of(const ayes_result_record *record) {
  if (record->is_error) return NULL;
  return record->flags & AYES_FLAG_EMPTY ? "blank" : ayes_label_of_stance(record->stance);
}

typedef struct piece {
  size_t start, length;
} piece;

static piece add_bits(ayes_buffer *buffer, unsigned bits, unsigned count,
                      const char *(*name)(unsigned)) {
  piece it = {buffer->length, 0};
  for (unsigned i = 0; i < count; i++) {
    if (!(bits & 1u << i)) continue;
    if (buffer->length > it.start) ayes_buffer_add_byte(buffer, ';');
    ayes_buffer_add_text(buffer, name(1u << i));
  }
  it.length = buffer->length - it.start;
  return it;
}

static piece add_topics(ayes_buffer *buffer, const json_t *topics) {
  piece it = {buffer->length, 0};
  for (size_t i = 0; i < json_array_size(topics); i++) {
    if (buffer->length > it.start) ayes_buffer_add_byte(buffer, ';');
    ayes_buffer_add(buffer, ayes_json_string(json_array_get(topics, i), "id"));
  }
  it.length = buffer->length - it.start;
  return it;
}

static ayes_cell piece_cell(const ayes_buffer *buffer, piece it) {
  return text_cell(ayes_span_slice(ayes_buffer_span(buffer), it.start, it.start + it.length));
}

static void add_labels(const ayes_result_record *record, ayes_cell **next, ayes_buffer *scratch) {
  ayes_buffer_clear(scratch);
  piece acts = add_bits(scratch, record->acts, AYES_ACT_COUNT, ayes_label_of_act);
  piece topics = add_topics(scratch, json_object_get(record->json, "topics"));
  piece flags = add_bits(scratch, record->flags, AYES_FLAG_COUNT, ayes_label_of_flag);
  *(*next)++ = piece_cell(scratch, acts);
  *(*next)++ = piece_cell(scratch, topics);
  *(*next)++ = piece_cell(scratch, flags);
}

static ayes_cell meaning_cell(const ayes_export_rows *rows, const ayes_result_record *record) {
  const ayes_question *question = ayes_survey_find(rows->survey, record->question);
  ayes_stance stance;
  ayes_span meaning = ayes_survey_meaning(rows->survey, question, record->answer);
  return ayes_label_find_stance(meaning, &stance) ? text_cell(meaning) : none_cell();
}

static ayes_cell condition_cell(const ayes_result_record *record) {
  const json_t *value = json_object_get(record->json, "conditional");
  ayes_cell cell = none_cell();
  if (!json_is_boolean(value)) return cell;
  cell.type = AYES_CELL_BOOLEAN;
  cell.number = ayes_json_is(value, JSON_TRUE);
  return cell;
}

static ayes_cell error_cell(const ayes_result_record *record) {
  const json_t *fault = json_object_get(record->json, "error");
  if (!fault) return none_cell();
  ayes_span code = ayes_json_string(fault, "code");
  return code.length ? text_cell(code) : name_cell("unknown");
}

ayes_status ayes_export_response(ayes_export_rows *rows, size_t row,
                                 const ayes_result_record *record, ayes_cell *cells,
                                 ayes_error *error) {
  bool known = !record->is_error;
  ayes_cell *next = cells;
  *next++ = integer_cell(row);
  *next++ = text_cell(record->id);
  *next++ = text_cell(record->question);
  *next++ = text_cell(record->group);
  *next++ = text_cell(record->respondent);
  *next++ = text_cell(record->answer);
  *next++ = meaning_cell(rows, record);
  *next++ = name_cell(stance_of(record));
  *next++ = known ? number_cell(record->score) : none_cell();
  *next++ = known ? number_cell(record->confidence) : none_cell();
  *next++ = condition_cell(record);
  add_labels(record, &next, &rows->scratch);
  *next++ = integer_cell(json_array_size(json_object_get(record->json, "evidence")));
  *next++ = error_cell(record);
  *next++ = text_cell(record->text);
  return rows->scratch.failed ? ayes_error_memory(error) : AYES_OK;
}

bool ayes_export_mention(size_t row, const ayes_result_record *record, size_t index,
                         ayes_cell *cells) {
  const json_t *evidence = json_object_get(record->json, "evidence");
  const json_t *topics = json_object_get(record->json, "topics");
  size_t pieces = json_array_size(evidence);
  bool is_topic = index >= pieces;
  if (index >= pieces + json_array_size(topics)) return false;
  const json_t *item =
      is_topic ? json_array_get(topics, index - pieces) : json_array_get(evidence, index);
  ayes_cell *next = cells;
  *next++ = integer_cell(row);
  *next++ = integer_cell(index + 1);
  *next++ = text_cell(record->id);
  *next++ = text_cell(record->question);
  *next++ = name_cell(stance_of(record));
  *next++ = name_cell(is_topic ? "topic" : "evidence");
  *next++ = text_cell(ayes_json_string(item, "kind"));
  *next++ = text_cell(ayes_json_string(item, is_topic ? "id" : "topic"));
  *next++ = json_number_cell(item, "start", AYES_CELL_INTEGER);
  *next++ = json_number_cell(item, "end", AYES_CELL_INTEGER);
  *next++ = json_number_cell(item, "weight", AYES_CELL_NUMBER);
  *next++ = text_cell(ayes_json_string(item, "source"));
  *next++ = text_cell(ayes_json_string(item, "text"));
  return true;
}

void ayes_export_figure(const ayes_figure *figure, ayes_cell *cells) {
  bool has_share = figure->has_share && figure->share.whole;
  ayes_cell *next = cells;
  *next++ = text_cell(figure->question);
  *next++ = name_cell(ayes_level_name(figure->level));
  *next++ = text_cell(figure->group);
  *next++ = name_cell(figure->measure);
  *next++ = text_cell(figure->category);
  *next++ = integer_cell(figure->value);
  *next++ = figure->has_share ? integer_cell(figure->share.whole) : none_cell();
  *next++ = has_share ? number_cell(figure->share.value) : none_cell();
  *next++ = has_share ? number_cell(figure->share.low) : none_cell();
  *next++ = has_share ? number_cell(figure->share.high) : none_cell();
}
