/* SPDX-License-Identifier: MIT
 *
 * Compact JSON, without the commas between: those belong to who puts the pieces together.
 */
#include "report/parts.h"

void ayes_json_add_labels(ayes_buffer *buffer, const char *key, unsigned bits, unsigned count,
                          const char *(*name)(unsigned)) {
  bool first = true;
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_byte(buffer, '[');
  for (unsigned i = 0; i < count; i++) {
    if (!(bits & 1u << i)) continue;
    if (!first) ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_string(buffer, ayes_span_of(name(1u << i)));
    first = false;
  }
  ayes_buffer_add_byte(buffer, ']');
}

void ayes_json_add_topics(ayes_buffer *buffer, const ayes_result *result) {
  ayes_json_add_key(buffer, "topics");
  ayes_buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < result->topic_count; i++) {
    ayes_buffer_add_text(buffer, i ? ",{" : "{");
    ayes_json_add_member(buffer, "id", ayes_span_of(result->topics[i].id));
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_figure(buffer, "weight", result->topics[i].weight, 2);
    ayes_buffer_add_byte(buffer, '}');
  }
  ayes_buffer_add_byte(buffer, ']');
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
