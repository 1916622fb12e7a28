/* SPDX-License-Identifier: MIT
 *
 * JSON by jansson, and the writing of JSON strings.
 *
 *     json_t *root;
 *     status = ayes_json_parse(bytes, "survey.json", &root, error);
 *     ...
 *     json_decref(root);
 */
#ifndef AYES_BASE_JSON_H
#define AYES_BASE_JSON_H

#include <jansson.h>

#include "base/buffer.h"

enum { AYES_JSON_DEPTH_LIMIT = 64 };

/* Parses one JSON value (any type) of at most AYES_JSON_DEPTH_LIMIT levels; refuses bytes after the
 * value. Of a key that stands twice the last counts; a NUL in a key becomes U+FFFD. *root is yours
 * (json_decref). Errors name source, line and column. */
ayes_status ayes_json_parse(ayes_span bytes, const char *source, json_t **root, ayes_error *error);

/* Reads and parses a file of at most 64 MiB as people write them: a key that stands twice is an
 * error. */
ayes_status ayes_json_read(const char *path, json_t **root, ayes_error *error);

/* Whether there is a value, and of that type. */
bool ayes_json_is(const json_t *value, json_type type);

/* A member's string, or the empty span when it is missing, null or no string. Borrowed. */
ayes_span ayes_json_string(const json_t *object, const char *key);

/* A member's number, or otherwise when it is missing or no number. */
double ayes_json_number(const json_t *object, const char *key, double otherwise);

/* Appends text as a JSON string with quotes. text is UTF-8; every control character, and U+2028
 * and U+2029, are escaped; bytes that are not UTF-8 become U+FFFD. */
void ayes_json_add_string(ayes_buffer *buffer, ayes_span text);

/* Bytes at the front of text that it writes as they are. */
size_t ayes_json_plain_length(ayes_span text);

/* The two halves of it: copies that many bytes to a place with room for all of text, and returns
 * how many; appends what follows them, the first character of which may be any. */
size_t ayes_json_write_plain(char *at, ayes_span text);
void ayes_json_add_rest(ayes_buffer *buffer, ayes_span text);

/* Appends "key": with the quotes. key is plain ASCII. */
static inline void ayes_json_add_key(ayes_buffer *buffer, const char *key) {
  ayes_buffer_add_byte(buffer, '"');
  ayes_buffer_add_text(buffer, key);
  ayes_buffer_add_text(buffer, "\":");
}

#endif
