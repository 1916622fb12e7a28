/* SPDX-License-Identifier: MIT
 *
 * Acts: what an answer does. Each act has marks of its own; a question mark asks; opinions after
 * scope, towards the proposal, praise or worry; a statement of some length in which nothing else
 * happens informs.
 */
#include "stance/judge_private.h"

/* Acts and their kinds are in one order, and irony before these. */
_Static_assert(AYES_KIND_QUESTION == AYES_KIND_IRONY + 1, "kinds that acts are told by");
_Static_assert(AYES_KIND_NO_VIEW == AYES_KIND_QUESTION + AYES_ACT_COUNT - 1, "kinds of acts");
_Static_assert(AYES_ACT_CONCERN << AYES_KIND_QUESTION == 1 << AYES_KIND_CONCERN, "order of acts");

enum { TELLING_KINDS = 1 + AYES_ACT_COUNT };

/* Summed weights of the marks of each kind that acts are told by, irony first. */
typedef struct act_sums {
  double of[TELLING_KINDS];
} act_sums;

static double sum_of(const act_sums *sums, ayes_kind kind) {
  return sums->of[kind - AYES_KIND_IRONY];
}

static act_sums add_up(const ayes_judge *judge) {
  act_sums sums = {{0}};
  judge_walk walk = judge_walk_start(judge, JUDGE_SET_ACTS);
  for (size_t i; judge_walk_next(&walk, &i);) {
    const ayes_mark *mark = judge_mark(judge, i);
    sums.of[mark->kind - AYES_KIND_IRONY] += mark->weight;
  }
  return sums;
}

static unsigned find_acts(const ayes_judge *judge, const act_sums *sums) {
  const ayes_settings *settings = judge->settings;
  const double least = settings->act_least;
  bool asks = (judge->sentences.questions != 0) | (sum_of(sums, AYES_KIND_QUESTION) >= least);
  bool suggests = sum_of(sums, AYES_KIND_SUGGESTION) >= least;
  bool worries = sum_of(sums, AYES_KIND_CONCERN) + judge->worry >= settings->concern_least;
  bool praises = sum_of(sums, AYES_KIND_PRAISE) + judge->praise >= settings->praise_least;
  bool has_no_view = sum_of(sums, AYES_KIND_NO_VIEW) >= least;
  bool informs = (judge->sentences.inform != 0) | (sum_of(sums, AYES_KIND_INFORMATION) >= least);
  return asks * (unsigned)AYES_ACT_QUESTION | suggests * (unsigned)AYES_ACT_SUGGESTION |
         worries * (unsigned)AYES_ACT_CONCERN | praises * (unsigned)AYES_ACT_PRAISE |
         has_no_view * (unsigned)AYES_ACT_NO_VIEW | informs * (unsigned)AYES_ACT_INFORMATION;
}

/* Lists the marks of some kinds among JUDGE_PLACES of acts and conditions. Without a branch for
 * each: which are of them cannot be foretold. */
static ayes_status list_some(ayes_judge *judge, size_t base, uint64_t kinds) {
  uint64_t left =
      judge_places(judge, JUDGE_SET_ACTS, base) | judge_places(judge, JUDGE_SET_CONDITIONS, base);
  ayes_status status = ayes_array_reserve(&judge->adjusted.items, &judge->adjusted.capacity,
                                          judge->adjusted.count + JUDGE_PLACES,
                                          sizeof *judge->adjusted.items, judge->error);
  if (status != AYES_OK) return status;
  ayes_adjusted *adjusted = judge->adjusted.items + judge->adjusted.count;
  for (; left; left &= left - 1) {
    const ayes_mark *mark = judge_mark(judge, base + ayes_first_bit(left));
    *adjusted = (ayes_adjusted){.mark = *mark, .weight = mark->weight, .turned = ""};
    adjusted += kinds >> mark->kind & 1;
  }
  judge->adjusted.count = (size_t)(adjusted - judge->adjusted.items);
  return AYES_OK;
}

/* Lists the marks of the acts that were found, of irony, and of conditions that count. */
static ayes_status list_marks(ayes_judge *judge) {
  ayes_status status = AYES_OK;
  uint64_t listed =
      (uint64_t)judge->judgement.acts << AYES_KIND_QUESTION | judge_kind(AYES_KIND_IRONY);
  if (judge->judgement.conditional) listed |= judge_kind(AYES_KIND_CONDITION);
  if (!(judge->kinds & listed)) return AYES_OK;
  for (size_t base = 0; base < judge->marks->count && status == AYES_OK; base += JUDGE_PLACES)
    status = list_some(judge, base, listed);
  return status;
}

ayes_status ayes_judge_find_acts(ayes_judge *judge) {
  act_sums sums = add_up(judge);
  judge->judgement.acts = find_acts(judge, &sums);
  judge->judgement.irony = sum_of(&sums, AYES_KIND_IRONY) >= 0.5;
  return list_marks(judge);
}
