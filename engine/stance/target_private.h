/* SPDX-License-Identifier: MIT
 *
 * What a target consists of; shared by its derivation (target.c) and its tagging (target_tag.c).
 */
#ifndef AYES_STANCE_TARGET_PRIVATE_H
#define AYES_STANCE_TARGET_PRIVATE_H

#include "base/array.h"
#include "stance/target.h"

/* A name of several words, as numbers of stems. */
typedef struct target_phrase {
  uint32_t *stems;
  size_t count;
  uint8_t tag;
} target_phrase;

typedef struct target_spans {
  ayes_span *items;
  size_t count, capacity;
} target_spans;

enum { TARGET_FILTER = 256 };

struct ayes_target {
  ayes_target_facts facts;
  ayes_arena arena;
  ayes_names stems; /* of all words that matter to tagging */
  struct {
    uint8_t *items; /* by stem number - 1: AYES_TAG_OBJECT or 0 */
    size_t count, capacity;
  } roles;
  struct {
    double *items; /* by stem number - 1: value of a number word, or -1 */
    size_t count, capacity;
  } values;
  struct {
    target_phrase *items;
    size_t count, capacity;
  } phrases;
  target_spans names, rivals, objects;
  struct {
    uint32_t *items;
    size_t count, capacity;
  } topics;
  /* 1 where a stem that has a role or begins a name has such bits of its hash, the lowest eight and
   * the next: of the words of an answer few are asked for further */
  uint8_t by_low_bits[TARGET_FILTER], by_high_bits[TARGET_FILTER];
  /* "only 6 months": another number of the same unit is a rival */
  double limit_value; /* -1: none */
  uint32_t limit_unit;
};

static inline unsigned target_low_bits(unsigned stem_bits) { return stem_bits % TARGET_FILTER; }
static inline unsigned target_high_bits(unsigned stem_bits) {
  return stem_bits / TARGET_FILTER % TARGET_FILTER;
}

/* The value of a number token ("6", "5'000", "2.5") or number word; false when it is none. */
bool ayes_target_number(const ayes_target *target, const ayes_text *text, const ayes_types *types,
                        size_t token, double *value);

/* The number under which the target knows the token's stem, or 0. */
uint32_t ayes_target_stem(const ayes_target *target, const ayes_text *text, const ayes_types *types,
                          size_t token);

#endif
