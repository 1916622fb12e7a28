/* SPDX-License-Identifier: MIT
 *
 * Compact JSON, without the commas between: those belong to who puts the pieces together.
 */
#include "report/parts.h"

#include "base/bits.h"
#include "text/marks.h"

/* Copies whole blocks, as which labels there are cannot be foretold. */
char *ayes_write_labels(char *at, unsigned bits, const ayes_label *labels, size_t count) {
  bits &= (1u << count) - 1;
  size_t comma = bits != 0;
  for (; bits; bits &= bits - 1) {
    *at++ = '"';
    at = ayes_write_label(at, &labels[ayes_first_bit(bits)]);
    *at++ = '"';
    *at++ = ',';
  }
  return at - comma;
}

void ayes_json_add_labels(ayes_buffer *buffer, const char *key, unsigned bits,
                          const ayes_label *labels, size_t count) {
  ayes_json_add_key(buffer, key);
  char *at = ayes_buffer_room(buffer, 2 + count * AYES_LABEL_BYTES);
  if (!at) return;
  *at++ = '[';
  at = ayes_write_labels(at, bits, labels, count);
  *at++ = ']';
  ayes_buffer_advance(buffer, at);
}

static const char topic_start[] = "{\"id\":", topic_weight[] = ",\"weight\":";
enum { TOPIC_BYTES = sizeof topic_start + AYES_NUMBER_BYTES + AYES_BLOCK };

static void add_odd_topic(ayes_buffer *buffer, const ayes_topic *topic) {
  ayes_buffer_add_text(buffer, topic_start);
  ayes_json_add_string(buffer, ayes_span_of(topic->id));
  ayes_buffer_add_text(buffer, topic_weight);
  ayes_buffer_add_number(buffer, topic->weight, 2);
  ayes_buffer_add_text(buffer, "},");
}

/* With a comma behind it. */
static void add_topic(ayes_buffer *buffer, const ayes_topic *topic) {
  const ayes_source_parts *parts = topic->origin ? topic->origin->parts : NULL;
  if (!parts || parts->topic == parts->weight) {
    add_odd_topic(buffer, topic);
    return;
  }
  size_t length = (size_t)parts->weight - parts->topic;
  char *at = ayes_buffer_room(buffer, TOPIC_BYTES + length);
  if (!at) return;
  memcpy(at, topic_start, sizeof topic_start);
  at = ayes_write_blocks(at + sizeof topic_start - 1,
                         ayes_span_make(parts->text + parts->topic, length));
  at = ayes_write_number(at, topic->weight, 2);
  *at++ = '}';
  *at++ = ',';
  ayes_buffer_advance(buffer, at);
}

void ayes_json_add_topics(ayes_buffer *buffer, const ayes_result *result) {
  ayes_buffer_add_text(buffer, "\"topics\":[");
  const ayes_topic *topic = result->topics;
  for (size_t left = result->topic_count; left; left--) add_topic(buffer, topic++);
  ayes_json_end_list(buffer, result->topic_count);
}

void ayes_json_add_member(ayes_buffer *buffer, const char *key, ayes_span text) {
  ayes_json_add_key(buffer, key);
  ayes_json_add_string(buffer, text);
}

void ayes_json_add_figure(ayes_buffer *buffer, const char *key, double value, int decimals) {
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_number(buffer, value, decimals);
}

void ayes_json_add_count(ayes_buffer *buffer, const char *key, size_t value) {
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_size(buffer, value);
}

void ayes_json_add_list(ayes_buffer *buffer, const char *key, const ayes_span *items,
                        size_t count) {
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < count; i++) {
    if (i) ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_string(buffer, items[i]);
  }
  ayes_buffer_add_byte(buffer, ']');
}
