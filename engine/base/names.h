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

enum { AYES_NAMES_FILTER_BITS = 16384 };

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
  uint32_t *slots;   /* open addressing; ids below bits of hashes, 0 for free */
  size_t slot_count; /* a power of two, or 0 */
  uint64_t filter[AYES_NAMES_FILTER_BITS / 64]; /* a bit for the ends and length of each name */
} ayes_names;

/* The bit of the filter for a name, by its first two bytes, its last two and their number; a name
 * of one byte has it as all four. */
static inline size_t ayes_names_bit(char first, char second, char before_last, char last,
                                    size_t length) {
  uint32_t ends = (uint32_t)(unsigned char)first | (uint32_t)(unsigned char)second << 8 |
                  (uint32_t)(unsigned char)before_last << 16 | (uint32_t)(unsigned char)last << 24;
  return (ends ^ (uint32_t)length * 0x85EBCA6Bu) * 0x9E3779B1u >> 18;
}

/* False when no name has that bit: what most look-ups would find out, for a tenth of their cost. */
static inline bool ayes_names_has_bit(const ayes_names *names, size_t bit) {
  return names->filter[bit / 64] >> bit % 64 & 1;
}

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
