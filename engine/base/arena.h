/* SPDX-License-Identifier: MIT
 *
 * Memory with one lifetime: many small pieces, freed all at once.
 *
 *     ayes_arena arena = {0};
 *     char *name = ayes_arena_copy(&arena, span, error);
 *     ayes_arena_release(&arena);
 */
#ifndef AYES_BASE_ARENA_H
#define AYES_BASE_ARENA_H

#include "base/error.h"
#include "base/span.h"

typedef struct ayes_arena_block ayes_arena_block;

typedef struct ayes_arena {
  ayes_arena_block *first;
  ayes_arena_block *current;
} ayes_arena;

/* size bytes aligned for any type, uninitialised; NULL with error filled when there are none. */
void *ayes_arena_new(ayes_arena *arena, size_t size, ayes_error *error);

/* count * size bytes, set to zero. */
void *ayes_arena_new_zeroed(ayes_arena *arena, size_t count, size_t size, ayes_error *error);

/* The span's bytes and a zero byte after them. */
char *ayes_arena_copy(ayes_arena *arena, ayes_span span, ayes_error *error);

/* Makes all memory of the arena reusable and keeps its blocks. */
void ayes_arena_clear(ayes_arena *arena);

/* Frees everything; the arena is empty and usable again. */
void ayes_arena_release(ayes_arena *arena);

#endif
