/* SPDX-License-Identifier: MIT
 *
 * Pieces of JSON that several outputs share.
 *
 *     ayes_json_add_labels(&buffer, "acts", result->acts, ayes_act_labels, AYES_ACT_COUNT);
 */
#ifndef AYES_REPORT_PARTS_H
#define AYES_REPORT_PARTS_H

#include "base/json.h"
#include "tally/labels.h"

/* What a label takes at most where it is written, all of its block. */
enum { AYES_LABEL_BYTES = sizeof((ayes_label *)NULL)->name + 4 };

/* Writes a label's name at a place with room for all of its block; returns its end. */
static inline char *ayes_write_label(char *at, const ayes_label *label) {
  memcpy(at, label->name, sizeof label->name);
  return at + label->length;
}

/* Writes "label of each bit", ... at a place with room for the blocks of all; returns its end. */
char *ayes_write_labels(char *at, unsigned bits, const ayes_label *labels, size_t count);

/* "key":["label of each bit", ...] */
void ayes_json_add_labels(ayes_buffer *buffer, const char *key, unsigned bits,
                          const ayes_label *labels, size_t count);

/* Ends a list of so many items with a comma behind each. */
static inline void ayes_json_end_list(ayes_buffer *buffer, size_t count) {
  if (count && !buffer->failed) buffer->length--;
  ayes_buffer_add_byte(buffer, ']');
}

/* "topics":[{"id":"...","weight":0.61}, ...] */
void ayes_json_add_topics(ayes_buffer *buffer, const ayes_result *result);

/* "key":"text" */
void ayes_json_add_member(ayes_buffer *buffer, const char *key, ayes_span text);

/* "key":0.12 with at most decimals digits after the point. */
void ayes_json_add_figure(ayes_buffer *buffer, const char *key, double value, int decimals);

/* "key":12 */
void ayes_json_add_count(ayes_buffer *buffer, const char *key, size_t value);

/* "key":["text", ...] */
void ayes_json_add_list(ayes_buffer *buffer, const char *key, const ayes_span *items, size_t count);

#endif
