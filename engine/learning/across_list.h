/* SPDX-License-Identifier: MIT
 *
 * What was learned across questions as a list of the lexicon.
 *
 *     ayes_across_list(&across, &pool, &facts, &buffer);
 */
#ifndef AYES_LEARNING_ACROSS_LIST_H
#define AYES_LEARNING_ACROSS_LIST_H

#include "learning/across.h"

/* What the head of the list says besides. */
typedef struct ayes_across_facts {
  const char *const *sources; /* lines: whose answers, their licences */
  size_t source_count;
  const char *labels; /* "ticks" or "gold labels" */
  uint64_t data;      /* hash of the answers and their labels */
} ayes_across_facts;

/* Appends the list (lexicons/FORMAT.md): comments that say what it is and how it was learned, then
 * a row a term, good ones first, the heaviest first. */
void ayes_across_list(const ayes_across *across, const ayes_pool *pool,
                      const ayes_across_settings *options, const ayes_across_facts *facts,
                      ayes_buffer *buffer);

#endif
