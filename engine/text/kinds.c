/* SPDX-License-Identifier: MIT
 *
 * The table of kinds: the one place that knows their names, layers and weights.
 */
#include "text/marks.h"

/* Name, layer, lowest, highest and usual weight. */
#define KINDS(ROW)                                        \
  ROW(NONE, "none", OPINION, 0, 0, 0)                     \
  ROW(SUPPORT, "support", OPINION, 0.1, 3, 1)             \
  ROW(OPPOSE, "oppose", OPINION, 0.1, 3, 1)               \
  ROW(GOOD, "good", OPINION, 0.01, 3, 1)                  \
  ROW(BAD, "bad", OPINION, 0.01, 3, 1)                    \
  ROW(DRAWBACK, "drawback", OPINION, 0.01, 3, 1)          \
  ROW(LIBERTY, "liberty", OPINION, 0.01, 3, 1)            \
  ROW(YES, "yes", OPINION, 0.1, 3, 1)                     \
  ROW(NO, "no", OPINION, 0.1, 3, 1)                       \
  ROW(NEUTRAL, "neutral", OPINION, 0, 0, 0)               \
  ROW(NEGATION, "negation", SHIFT, -2, 0.9, -0.8)         \
  ROW(INTENSIFIER, "intensifier", SHIFT, 0.1, 3, 1.5)     \
  ROW(HEDGE, "hedge", SHIFT, 0, 1, 0.5)                   \
  ROW(REVERSE, "reverse", SHIFT, -3, 3, 0)                \
  ROW(CONTRAST, "contrast", SHIFT, 1, 3, 1.5)             \
  ROW(CONCESSION, "concession", SHIFT, 0, 1, 0.5)         \
  ROW(CONDITION, "condition", SHIFT, 0, 1, 0.6)           \
  ROW(REASON, "reason", SHIFT, 0.1, 3, 1)                 \
  ROW(REPORT, "report", SHIFT, 0, 1, 0.4)                 \
  ROW(PREFERENCE, "preference", SHIFT, 0.1, 3, 1)         \
  ROW(IRONY, "irony", SHIFT, 0.1, 3, 1)                   \
  ROW(QUESTION, "question", ACT, 0.1, 3, 1)               \
  ROW(SUGGESTION, "suggestion", ACT, 0.1, 3, 1)           \
  ROW(CONCERN, "concern", ACT, 0.1, 3, 1)                 \
  ROW(PRAISE, "praise", ACT, 0.1, 3, 1)                   \
  ROW(INFORMATION, "information", ACT, 0.1, 3, 1)         \
  ROW(NO_VIEW, "no_view", ACT, 0.1, 3, 1)                 \
  ROW(PROMOTE, "promote", FRAME, 0.1, 3, 1)               \
  ROW(SUPPRESS, "suppress", FRAME, 0.1, 3, 1)             \
  ROW(MODAL, "modal", FRAME, 0.1, 3, 1)                   \
  ROW(ONLY, "only", FRAME, 0.1, 3, 1)                     \
  ROW(ASKING, "asking", FRAME, 0.1, 3, 1)                 \
  ROW(WHOLE, "whole", FRAME, 0.1, 3, 1)                   \
  ROW(NUMBER, "number", FRAME, 0, 1e9, 1)                 \
  ROW(OUTLOOK, "outlook", FRAME, 0.1, 3, 1)               \
  ROW(SUBJECT, "subject", FRAME, 0.1, 3, 1)               \
  ROW(PRESENT, "present", FRAME, 0.1, 3, 1)               \
  ROW(DENIAL, "denial", FRAME, -2, 1, -0.9)               \
  ROW(MENTION, "mention", MENTION, 0.1, 3, 1)             \
  ROW(ALTERNATIVE, "alternative", ALTERNATIVE, 0.1, 3, 1) \
  ROW(TOPIC, "topic", TOPIC, 0.1, 3, 1)                   \
  ROW(TARGET, "target", MENTION, 0.1, 3, 1)               \
  ROW(RIVAL, "rival", MENTION, 0.1, 3, 1)                 \
  ROW(LEARNED, "learned", OPINION, -1000, 1000, 1)

#define FACTS(kind, name, layer, lowest, highest, usual) \
  [AYES_KIND_##kind] = {name, lowest, highest, usual},
#define LAYER(kind, name, layer, lowest, highest, usual) [AYES_KIND_##kind] = AYES_LAYER_##layer,

const ayes_kind_facts ayes_kinds[AYES_KIND_COUNT] = {KINDS(FACTS)};
const uint8_t ayes_kind_layers[AYES_KIND_COUNT] = {KINDS(LAYER)};

ayes_kind ayes_kind_find(ayes_span name) {
  for (int i = AYES_KIND_NONE + 1; i < AYES_KIND_COUNT; i++)
    if (ayes_span_equal(name, ayes_span_of(ayes_kinds[i].name))) return (ayes_kind)i;
  return AYES_KIND_NONE;
}
