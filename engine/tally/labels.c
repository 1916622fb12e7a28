/* SPDX-License-Identifier: MIT
 *
 * Tables of names, in the order of the bits; looked up linearly, as they are short.
 */
#include "tally/labels.h"

static const char *const stance_names[AYES_STANCE_COUNT] = {
    [AYES_NEUTRAL] = "neutral",
    [AYES_SUPPORT] = "support",
    [AYES_OPPOSE] = "oppose",
    [AYES_MIXED] = "mixed",
};

static const char *const act_names[AYES_ACT_COUNT] = {
    "question", "suggestion", "concern", "praise", "information", "no_view",
};

static const char *const flag_names[AYES_FLAG_COUNT] = {
    "empty",      "answer_conflict", "recovered", "bad_bytes", "sarcasm",
    "rule_limit", "partial",         "preview",   "spam",      "placeholder",
};

static const char *name_of_bit(const char *const *names, size_t count, unsigned bit) {
  for (size_t i = 0; i < count; i++)
    if (bit == 1u << i) return names[i];
  return "unknown";
}

static unsigned bit_of_name(const char *const *names, size_t count, ayes_span name) {
  for (size_t i = 0; i < count; i++)
    if (ayes_span_equal(name, ayes_span_of(names[i]))) return 1u << i;
  return 0;
}

const char *ayes_label_of_stance(ayes_stance stance) {
  return (unsigned)stance < AYES_STANCE_COUNT ? stance_names[stance] : "unknown";
}

const char *ayes_label_of_act(unsigned act) { return name_of_bit(act_names, AYES_ACT_COUNT, act); }

const char *ayes_label_of_flag(unsigned flag) {
  return name_of_bit(flag_names, AYES_FLAG_COUNT, flag);
}

bool ayes_label_find_stance(ayes_span name, ayes_stance *stance) {
  for (int i = 0; i < AYES_STANCE_COUNT; i++) {
    if (!ayes_span_equal(name, ayes_span_of(stance_names[i]))) continue;
    *stance = (ayes_stance)i;
    return true;
  }
  return false;
}

unsigned ayes_label_find_act(ayes_span name) {
  return bit_of_name(act_names, AYES_ACT_COUNT, name);
}

unsigned ayes_label_find_flag(ayes_span name) {
  return bit_of_name(flag_names, AYES_FLAG_COUNT, name);
}
