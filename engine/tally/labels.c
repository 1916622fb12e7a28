/* SPDX-License-Identifier: MIT
 *
 * Tables of names, in the order of the bits; looked up linearly, as they are short.
 */
#include "tally/labels.h"

#define LABEL(name) \
  { name, sizeof name - 1 }

const ayes_label ayes_stance_labels[AYES_STANCE_COUNT + 1] = {
    [AYES_NEUTRAL] = LABEL("neutral"),      [AYES_SUPPORT] = LABEL("support"),
    [AYES_OPPOSE] = LABEL("oppose"),        [AYES_MIXED] = LABEL("mixed"),
    [AYES_STANCE_COUNT] = LABEL("unknown"),
};

const ayes_label ayes_act_labels[AYES_ACT_COUNT] = {
    LABEL("question"), LABEL("suggestion"),  LABEL("concern"),
    LABEL("praise"),   LABEL("information"), LABEL("no_view"),
};

const ayes_label ayes_flag_labels[AYES_FLAG_COUNT] = {
    LABEL("empty"),   LABEL("answer_conflict"), LABEL("recovered"), LABEL("bad_bytes"),
    LABEL("sarcasm"), LABEL("rule_limit"),      LABEL("partial"),   LABEL("preview"),
    LABEL("spam"),    LABEL("placeholder"),
};

static const char *name_of_bit(const ayes_label *labels, size_t count, unsigned bit) {
  for (size_t i = 0; i < count; i++)
    if (bit == 1u << i) return labels[i].name;
  return "unknown";
}

static unsigned bit_of_name(const ayes_label *labels, size_t count, ayes_span name) {
  for (size_t i = 0; i < count; i++)
    if (ayes_span_equal(name, ayes_span_of(labels[i].name))) return 1u << i;
  return 0;
}

const char *ayes_label_of_stance(ayes_stance stance) { return ayes_label_get_stance(stance)->name; }

const char *ayes_label_of_act(unsigned act) {
  return name_of_bit(ayes_act_labels, AYES_ACT_COUNT, act);
}

const char *ayes_label_of_flag(unsigned flag) {
  return name_of_bit(ayes_flag_labels, AYES_FLAG_COUNT, flag);
}

bool ayes_label_find_stance(ayes_span name, ayes_stance *stance) {
  for (int i = 0; i < AYES_STANCE_COUNT; i++) {
    if (!ayes_span_equal(name, ayes_span_of(ayes_stance_labels[i].name))) continue;
    *stance = (ayes_stance)i;
    return true;
  }
  return false;
}

unsigned ayes_label_find_act(ayes_span name) {
  return bit_of_name(ayes_act_labels, AYES_ACT_COUNT, name);
}

unsigned ayes_label_find_flag(ayes_span name) {
  return bit_of_name(ayes_flag_labels, AYES_FLAG_COUNT, name);
}
