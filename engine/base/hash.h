/* SPDX-License-Identifier: MIT
 *
 * The hash of bytes that come piece by piece: XXH3 with 64 bits, as "xxhsum -H3" prints it.
 *
 *     ayes_hash *hash;
 *     ayes_hash_new(&hash, error);
 *     ayes_hash_add(hash, bytes);
 *     ayes_hash_value(hash);
 *     ayes_hash_free(hash);
 */
#ifndef AYES_BASE_HASH_H
#define AYES_BASE_HASH_H

#include "base/buffer.h"

typedef struct ayes_hash ayes_hash;

/* *hash is yours. */
ayes_status ayes_hash_new(ayes_hash **hash, ayes_error *error);
void ayes_hash_free(ayes_hash *hash);

void ayes_hash_add(ayes_hash *hash, ayes_span bytes);

/* Of all bytes so far; the same as ayes_span_hash of them in one piece. */
uint64_t ayes_hash_value(const ayes_hash *hash);

/* Appends 16 digits. */
void ayes_hash_write(uint64_t value, ayes_buffer *buffer);

#endif
