/* SPDX-License-Identifier: MIT
 *
 * Acts: what an answer does. Each act has marks of its own; a question mark asks; opinions after
 * scope, towards the proposal, praise or worry; a statement of some length in which nothing else
 * happens informs.
 */
#include "stance/judge_private.h"

/* Summed weights of the marks of each kind, of those kinds that acts are told by. */
typedef struct act_sums {
  double of[AYES_KIND_COUNT];
} act_sums;

static uint64_t telling_kinds(void) { return judge_act_kinds() | judge_kind(AYES_KIND_IRONY); }

static void add_up(const ayes_judge *judge, act_sums *sums) {
  memset(sums, 0, sizeof *sums);
  judge_walk walk = judge_walk_start(judge, telling_kinds());
  for (size_t i; judge_walk_next(&walk, &i);) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (judge_is_active(judge, i)) sums->of[mark->kind] += mark->weight;
  }
}

static bool asks(const ayes_judge *judge, const act_sums *sums) {
  for (size_t i = 0; i < judge->text->sentences.count; i++)
    if (judge->text->sentences.items[i].flags & AYES_SENTENCE_QUESTION) return true;
  return sums->of[AYES_KIND_QUESTION] >= judge->settings->act_least;
}

typedef struct tone {
  double praise, worry;
} tone;

static tone add_up_tone(const ayes_judge *judge) {
  const double shares[] = {judge->settings->tone_weight, 1};
  tone sum = {0, 0};
  for (size_t i = 0; i < judge->adjusted.count; i++) {
    const ayes_adjusted *adjusted = &judge->adjusted.items[i];
    double said = shares[adjusted->outright] * adjusted->strength;
    sum.praise += said > 0 ? said : 0;
    sum.worry -= said < 0 ? said : 0;
  }
  return sum;
}

/* Whether a sentence holds an outright opinion or the mark of an act. */
static bool something_happens(const ayes_judge *judge, const ayes_sentence *sentence) {
  uint64_t kinds =
      judge_outright_kinds() | (judge_act_kinds() & ~judge_kind(AYES_KIND_INFORMATION));
  return (sentence->flags & AYES_SENTENCE_QUESTION) ||
         judge_any_starts(judge, kinds, sentence->first, sentence->last);
}

static bool informs(const ayes_judge *judge, const act_sums *sums) {
  if (sums->of[AYES_KIND_INFORMATION] >= judge->settings->act_least) return true;
  for (size_t i = 0; i < judge->text->sentences.count; i++) {
    const ayes_sentence *sentence = &judge->text->sentences.items[i];
    if (sentence->last - sentence->first >= judge->settings->information_words &&
        !something_happens(judge, sentence))
      return true;
  }
  return false;
}

static ayes_status list_mark(ayes_judge *judge, const ayes_mark *mark) {
  ayes_adjusted *adjusted = ayes_array_add(&judge->adjusted, judge->error);
  if (!adjusted) return AYES_NO_MEMORY;
  *adjusted = (ayes_adjusted){.mark = *mark, .weight = mark->weight, .turned = ""};
  return AYES_OK;
}

static bool is_listed(const ayes_judge *judge, const ayes_mark *mark) {
  unsigned acts = judge->judgement.acts;
  switch (mark->kind) {
    case AYES_KIND_QUESTION: return acts & AYES_ACT_QUESTION;
    case AYES_KIND_SUGGESTION: return acts & AYES_ACT_SUGGESTION;
    case AYES_KIND_CONCERN: return acts & AYES_ACT_CONCERN;
    case AYES_KIND_PRAISE: return acts & AYES_ACT_PRAISE;
    case AYES_KIND_INFORMATION: return acts & AYES_ACT_INFORMATION;
    case AYES_KIND_NO_VIEW: return acts & AYES_ACT_NO_VIEW;
    case AYES_KIND_IRONY: return true;
    case AYES_KIND_CONDITION: return judge->judgement.conditional;
    default: return false;
  }
}

ayes_status ayes_judge_find_acts(ayes_judge *judge) {
  const ayes_settings *settings = judge->settings;
  ayes_judgement *judgement = &judge->judgement;
  act_sums sums;
  unsigned acts = 0;
  add_up(judge, &sums);
  tone said = add_up_tone(judge);
  if (asks(judge, &sums)) acts |= AYES_ACT_QUESTION;
  if (sums.of[AYES_KIND_SUGGESTION] >= settings->act_least) acts |= AYES_ACT_SUGGESTION;
  if (sums.of[AYES_KIND_CONCERN] + said.worry >= settings->concern_least) acts |= AYES_ACT_CONCERN;
  if (sums.of[AYES_KIND_PRAISE] + said.praise >= settings->praise_least) acts |= AYES_ACT_PRAISE;
  if (sums.of[AYES_KIND_NO_VIEW] >= settings->act_least) acts |= AYES_ACT_NO_VIEW;
  if (informs(judge, &sums)) acts |= AYES_ACT_INFORMATION;
  judgement->acts = acts;
  judgement->irony = sums.of[AYES_KIND_IRONY] >= 0.5;
  ayes_status status = AYES_OK;
  judge_walk walk = judge_walk_start(judge, telling_kinds() | judge_kind(AYES_KIND_CONDITION));
  for (size_t i; status == AYES_OK && judge_walk_next(&walk, &i);)
    if (is_listed(judge, judge_mark(judge, i)) && judge_is_active(judge, i))
      status = list_mark(judge, judge_mark(judge, i));
  return status;
}
