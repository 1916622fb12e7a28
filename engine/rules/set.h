/* SPDX-License-Identifier: MIT
 *
 * What a set of rules is made of: for the files of this folder.
 */
#ifndef AYES_RULES_SET_H
#define AYES_RULES_SET_H

#include "base/arena.h"
#include "rules/pattern.h"

struct ayes_rules {
  ayes_arena arena;
  struct {
    ayes_rule *items;
    size_t count, capacity;
  } list;
  struct {
    ayes_pattern **items;
    size_t count, capacity;
  } patterns; /* one a rule */
};

#endif
