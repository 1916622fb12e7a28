/* SPDX-License-Identifier: MIT
 *
 * xxHash compiled in; its state wants to lie at a multiple of 64 bytes, which memory is not asked
 * for here, so the state is placed within a block that is larger.
 */
#include "base/hash.h"

#include "base/memory.h"
#define XXH_INLINE_ALL
#include <xxhash.h>

enum { ALIGNMENT = 64 };

struct ayes_hash {
  XXH3_state_t *state; /* inside room */
  unsigned char room[sizeof(XXH3_state_t) + ALIGNMENT];
};

ayes_status ayes_hash_new(ayes_hash **out, ayes_error *error) {
  ayes_hash *hash = ayes_memory_new_zeroed(1, sizeof *hash);
  *out = hash;
  if (!hash) return ayes_error_memory(error);
  uintptr_t start = (uintptr_t)hash->room,
            aligned = (start + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  hash->state = (XXH3_state_t *)(void *)(hash->room + (aligned - start));
  XXH3_64bits_reset(hash->state);
  return AYES_OK;
}

void ayes_hash_free(ayes_hash *hash) { ayes_memory_free(hash); }

void ayes_hash_add(ayes_hash *hash, ayes_span bytes) {
  if (bytes.length) (void)XXH3_64bits_update(hash->state, bytes.data, bytes.length);
}

uint64_t ayes_hash_value(const ayes_hash *hash) { return XXH3_64bits_digest(hash->state); }

void ayes_hash_write(uint64_t value, ayes_buffer *buffer) {
  for (int shift = 60; shift >= 0; shift -= 4)
    ayes_buffer_add_byte(buffer, "0123456789abcdef"[value >> shift & 15]);
}
