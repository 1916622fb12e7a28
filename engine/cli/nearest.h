/* SPDX-License-Identifier: MIT
 *
 * The name nearest to a misspelt one.
 *
 *     ayes_nearest nearest = ayes_nearest_start("clasify");
 *     ayes_nearest_try(&nearest, "classify");
 *     nearest.best                              -- "classify", or NULL when nothing is near
 */
#ifndef AYES_CLI_NEAREST_H
#define AYES_CLI_NEAREST_H

#include <stddef.h>

typedef struct ayes_nearest {
  const char *typed;
  const char *best;
  size_t distance; /* of best; before, what a name must be under */
} ayes_nearest;

ayes_nearest ayes_nearest_start(const char *typed);
void ayes_nearest_try(ayes_nearest *nearest, const char *name);

#endif
