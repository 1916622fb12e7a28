/* SPDX-License-Identifier: MIT
 *
 * Compressed files (gzip, RFC 1952), unpacked block by block.
 *
 *     if (ayes_gzip_is(first_bytes)) status = ayes_gzip_new(&gzip, error);
 *     ayes_gzip_feed(gzip, bytes);
 *     status = ayes_gzip_take(gzip, block, sizeof block, &got, error);      -- got 0: feed more
 *     ayes_gzip_free(gzip);
 */
#ifndef AYES_CORPUS_GZIP_H
#define AYES_CORPUS_GZIP_H

#include "base/error.h"
#include "base/span.h"

typedef struct ayes_gzip ayes_gzip;

bool ayes_gzip_is(ayes_span front);

/* *gzip is yours. */
ayes_status ayes_gzip_new(ayes_gzip **gzip, ayes_error *error);
void ayes_gzip_free(ayes_gzip *gzip);

/* Compressed bytes, which must stay there until all of them are taken. */
void ayes_gzip_feed(ayes_gzip *gzip, ayes_span bytes);

/* Unpacks at most room bytes into block; *got is 0 when all that was fed is used up. Files put one
 * behind another unpack to all of them. AYES_BAD_DATA: the bytes are damaged. */
ayes_status ayes_gzip_take(ayes_gzip *gzip, char *block, size_t room, size_t *got,
                           ayes_error *error);

/* Whether what was fed ends where a compressed file ends. */
bool ayes_gzip_is_whole(const ayes_gzip *gzip);

#endif
