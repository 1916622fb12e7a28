/* SPDX-License-Identifier: MIT
 *
 * Names and their numbers: each distinct byte string gets the next number from 1; 0 is "none".
 *
 *     ayes_names names = {0};
 *     uint32_t id;
 *     ayes_names_add(&names, ayes_span_of("support"), &id, error);
 *     ayes_names_find(&names, ayes_span_of("oppose"));   -- 0
 */
#ifndef AYES_BASE_NAMES_H
#define AYES_BASE_NAMES_H

#include "base/arena.h"

typedef struct ayes_name {
  ayes_span text; /* in the arena of the names */
  uint64_t hash;
} ayes_name;

typedef struct ayes_names {
  ayes_arena arena;
  struct {
    ayes_name *items;
    size_t count, capacity;
  } list;            /* list.items[id - 1] */
  uint32_t *slots;   /* open addressing; ids, 0 for free */
  size_t slot_count; /* a power of two, or 0 */
} ayes_names;

/* The name's number; adds it when new. */
ayes_status ayes_names_add(ayes_names *names, ayes_span text, uint32_t *id, ayes_error *error);

/* The name's number, or 0. */
uint32_t ayes_names_find(const ayes_names *names, ayes_span text);

/* The same when the caller has the hash (ayes_span_hash) already. */
uint32_t ayes_names_find_hashed(const ayes_names *names, ayes_span text, uint64_t hash);

/* The bytes of a number from 1 to ayes_names_count; empty for any other. */
ayes_span ayes_names_text(const ayes_names *names, uint32_t id);

size_t ayes_names_count(const ayes_names *names);

/* Forgets all names and frees their memory. */
void ayes_names_release(ayes_names *names);

#endif
