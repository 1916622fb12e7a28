/* SPDX-License-Identifier: MIT
 *
 * The table of kinds: the one place that knows their names, layers and weights.
 */
#include "text/marks.h"

const ayes_kind_facts ayes_kinds[AYES_KIND_COUNT] = {
    [AYES_KIND_NONE] = {"none", AYES_LAYER_OPINION, 0, 0, 0},
    [AYES_KIND_SUPPORT] = {"support", AYES_LAYER_OPINION, 0.1, 3, 1},
    [AYES_KIND_OPPOSE] = {"oppose", AYES_LAYER_OPINION, 0.1, 3, 1},
    [AYES_KIND_GOOD] = {"good", AYES_LAYER_OPINION, 0.01, 3, 1},
    [AYES_KIND_BAD] = {"bad", AYES_LAYER_OPINION, 0.01, 3, 1},
    [AYES_KIND_DRAWBACK] = {"drawback", AYES_LAYER_OPINION, 0.01, 3, 1},
    [AYES_KIND_LIBERTY] = {"liberty", AYES_LAYER_OPINION, 0.01, 3, 1},
    [AYES_KIND_YES] = {"yes", AYES_LAYER_OPINION, 0.1, 3, 1},
    [AYES_KIND_NO] = {"no", AYES_LAYER_OPINION, 0.1, 3, 1},
    [AYES_KIND_NEUTRAL] = {"neutral", AYES_LAYER_OPINION, 0, 0, 0},
    [AYES_KIND_NEGATION] = {"negation", AYES_LAYER_SHIFT, -2, 0.9, -0.8},
    [AYES_KIND_INTENSIFIER] = {"intensifier", AYES_LAYER_SHIFT, 0.1, 3, 1.5},
    [AYES_KIND_HEDGE] = {"hedge", AYES_LAYER_SHIFT, 0, 1, 0.5},
    [AYES_KIND_REVERSE] = {"reverse", AYES_LAYER_SHIFT, -3, 3, 0},
    [AYES_KIND_CONTRAST] = {"contrast", AYES_LAYER_SHIFT, 1, 3, 1.5},
    [AYES_KIND_CONCESSION] = {"concession", AYES_LAYER_SHIFT, 0, 1, 0.5},
    [AYES_KIND_CONDITION] = {"condition", AYES_LAYER_SHIFT, 0, 1, 0.6},
    [AYES_KIND_REASON] = {"reason", AYES_LAYER_SHIFT, 0.1, 3, 1},
    [AYES_KIND_REPORT] = {"report", AYES_LAYER_SHIFT, 0, 1, 0.4},
    [AYES_KIND_PREFERENCE] = {"preference", AYES_LAYER_SHIFT, 0.1, 3, 1},
    [AYES_KIND_IRONY] = {"irony", AYES_LAYER_SHIFT, 0.1, 3, 1},
    [AYES_KIND_QUESTION] = {"question", AYES_LAYER_ACT, 0.1, 3, 1},
    [AYES_KIND_SUGGESTION] = {"suggestion", AYES_LAYER_ACT, 0.1, 3, 1},
    [AYES_KIND_CONCERN] = {"concern", AYES_LAYER_ACT, 0.1, 3, 1},
    [AYES_KIND_PRAISE] = {"praise", AYES_LAYER_ACT, 0.1, 3, 1},
    [AYES_KIND_INFORMATION] = {"information", AYES_LAYER_ACT, 0.1, 3, 1},
    [AYES_KIND_NO_VIEW] = {"no_view", AYES_LAYER_ACT, 0.1, 3, 1},
    [AYES_KIND_PROMOTE] = {"promote", AYES_LAYER_FRAME, 0.1, 3, 1},
    [AYES_KIND_SUPPRESS] = {"suppress", AYES_LAYER_FRAME, 0.1, 3, 1},
    [AYES_KIND_MODAL] = {"modal", AYES_LAYER_FRAME, 0.1, 3, 1},
    [AYES_KIND_ONLY] = {"only", AYES_LAYER_FRAME, 0.1, 3, 1},
    [AYES_KIND_ASKING] = {"asking", AYES_LAYER_FRAME, 0.1, 3, 1},
    [AYES_KIND_WHOLE] = {"whole", AYES_LAYER_FRAME, 0.1, 3, 1},
    [AYES_KIND_NUMBER] = {"number", AYES_LAYER_FRAME, 0, 1e9, 1},
    [AYES_KIND_OUTLOOK] = {"outlook", AYES_LAYER_FRAME, 0.1, 3, 1},
    [AYES_KIND_SUBJECT] = {"subject", AYES_LAYER_FRAME, 0.1, 3, 1},
    [AYES_KIND_PRESENT] = {"present", AYES_LAYER_FRAME, 0.1, 3, 1},
    [AYES_KIND_DENIAL] = {"denial", AYES_LAYER_FRAME, -2, 1, -0.9},
    [AYES_KIND_MENTION] = {"mention", AYES_LAYER_MENTION, 0.1, 3, 1},
    [AYES_KIND_ALTERNATIVE] = {"alternative", AYES_LAYER_ALTERNATIVE, 0.1, 3, 1},
    [AYES_KIND_TOPIC] = {"topic", AYES_LAYER_TOPIC, 0.1, 3, 1},
    [AYES_KIND_TARGET] = {"target", AYES_LAYER_MENTION, 0.1, 3, 1},
    [AYES_KIND_RIVAL] = {"rival", AYES_LAYER_MENTION, 0.1, 3, 1},
    [AYES_KIND_LEARNED] = {"learned", AYES_LAYER_OPINION, -1000, 1000, 1},
};

ayes_kind ayes_kind_find(ayes_span name) {
  for (int i = AYES_KIND_NONE + 1; i < AYES_KIND_COUNT; i++)
    if (ayes_span_equal(name, ayes_span_of(ayes_kinds[i].name))) return (ayes_kind)i;
  return AYES_KIND_NONE;
}
