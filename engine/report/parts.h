/* SPDX-License-Identifier: MIT
 *
 * Pieces of JSON that several outputs share.
 *
 *     ayes_json_add_labels(&buffer, "acts", result->acts, AYES_ACT_COUNT, ayes_label_of_act);
 */
#ifndef AYES_REPORT_PARTS_H
#define AYES_REPORT_PARTS_H

#include "base/json.h"

/* "key":["name of each bit", ...]; names are plain ASCII. */
void ayes_json_add_labels(ayes_buffer *buffer, const char *key, unsigned bits, unsigned count,
                          const char *(*name)(unsigned));

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
