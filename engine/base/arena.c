/* SPDX-License-Identifier: MIT
 *
 * A chain of blocks, each at least twice the size asked for, filled from the front. Clearing walks
 * back to the first block, so a steady stream of answers allocates nothing after the largest one.
 */
#include "base/arena.h"

#include <stdalign.h>

#include "base/memory.h"

enum { FIRST_BLOCK = 16 * 1024 };

struct ayes_arena_block {
  ayes_arena_block *next;
  size_t size;
  size_t used;
  alignas(max_align_t) char data[];
};

static size_t align_up(size_t size) {
  size_t mask = alignof(max_align_t) - 1;
  return (size + mask) & ~mask;
}

static ayes_arena_block *new_block(size_t size) {
  size_t total;
  if (ayes_add_overflows(size, sizeof(ayes_arena_block), &total)) return NULL;
  ayes_arena_block *block = ayes_memory_new(total);
  if (!block) return NULL;
  block->next = NULL;
  block->size = size;
  block->used = 0;
  return block;
}

/* Blocks grow, but where tests let every request fail: there each piece is a block. */
static size_t block_size(const ayes_arena_block *before, size_t size) {
#ifdef AYES_ARENA_APART
  (void)before;
  return size;
#else
  size_t wanted = before ? before->size * 2 : FIRST_BLOCK;
  return wanted > size ? wanted : size;
#endif
}

/* Finds a following block with room, or inserts a new one after the current. */
static ayes_arena_block *block_with_room(ayes_arena *arena, size_t size) {
  ayes_arena_block *block = arena->current;
  while (block && block->size - block->used < size) {
    if (!block->next) break;
    block = block->next;
    block->used = 0;
  }
  if (block && block->size - block->used >= size) return arena->current = block;
  ayes_arena_block *fresh = new_block(block_size(block, size));
  if (!fresh) return NULL;
  if (block) block->next = fresh;
  else arena->first = fresh;
  return arena->current = fresh;
}

void *ayes_arena_new(ayes_arena *arena, size_t size, ayes_error *error) {
  if (size > SIZE_MAX / 4) {
    ayes_error_memory(error);
    return NULL;
  }
  size_t needed = align_up(size ? size : 1);
  ayes_arena_block *block = block_with_room(arena, needed);
  if (!block) {
    ayes_error_memory(error);
    return NULL;
  }
  void *memory = block->data + block->used;
  block->used += needed;
  return memory;
}

void *ayes_arena_new_zeroed(ayes_arena *arena, size_t count, size_t size, ayes_error *error) {
  size_t total;
  if (ayes_multiply_overflows(count, size, &total)) total = SIZE_MAX;
  void *memory = ayes_arena_new(arena, total, error);
  if (memory && total) memset(memory, 0, total);
  return memory;
}

char *ayes_arena_copy(ayes_arena *arena, ayes_span span, ayes_error *error) {
  char *copy = ayes_arena_new(arena, span.length + 1, error);
  if (!copy) return NULL;
  if (span.length) memcpy(copy, span.data, span.length);
  copy[span.length] = '\0';
  return copy;
}

void ayes_arena_clear(ayes_arena *arena) {
  arena->current = arena->first;
  if (arena->first) arena->first->used = 0;
}

void ayes_arena_release(ayes_arena *arena) {
  ayes_arena_block *block = arena->first;
  while (block) {
    ayes_arena_block *next = block->next;
    ayes_memory_free(block);
    block = next;
  }
  arena->first = arena->current = NULL;
}
