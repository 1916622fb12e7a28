/* SPDX-License-Identifier: MIT
 *
 * jansson's reader, safe where memory runs out; for json.c.
 *
 *     status = ayes_json_load(bytes, JSON_DECODE_ANY, &root, &fault);
 *     if (status != AYES_OK) return ayes_error_memory(error);
 *     if (!root) ... fault says what is wrong ...
 */
#ifndef AYES_BASE_JSON_LOAD_H
#define AYES_BASE_JSON_LOAD_H

#include "base/json.h"

/* json_loadb. AYES_OK: *root is yours, or NULL and *fault says why; AYES_NO_MEMORY: *root is NULL
 * and *fault is not set. Takes three times the length of bytes while it reads. Any number of
 * threads; the functions that jansson asks for memory are replaced by ones that call them. */
ayes_status ayes_json_load(ayes_span bytes, size_t flags, json_t **root, json_error_t *fault);

#endif
