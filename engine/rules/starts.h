/* SPDX-License-Identifier: MIT
 *
 * Where in a text matches of rules may start, as their anchors tell.
 *
 *     ayes_starts_clear(&starts);
 *     ayes_starts_add(&starts, (ayes_start){rule, first, last});
 *     ayes_starts_sort(&starts);
 *     const ayes_start *its = ayes_starts_of(&starts, rule, &count);
 *     ayes_starts_release(&starts);
 */
#ifndef AYES_RULES_STARTS_H
#define AYES_RULES_STARTS_H

#include <stdint.h>

#include "base/array.h"

/* A match of the rule may start at these bytes, or between them. */
typedef struct ayes_start {
  uint32_t rule, first, last;
} ayes_start;

typedef struct ayes_starts {
  ayes_start *items;
  size_t count, capacity;
  bool is_cut; /* there were too many, or no memory for them */
} ayes_starts;

void ayes_starts_clear(ayes_starts *starts);
void ayes_starts_release(ayes_starts *starts);

void ayes_starts_add(ayes_starts *starts, ayes_start start);

/* To be called between the last addition and the first question. */
void ayes_starts_sort(ayes_starts *starts);

/* The count starts of a rule, in order of their first bytes. */
const ayes_start *ayes_starts_of(const ayes_starts *starts, size_t rule, size_t *count);

#endif
