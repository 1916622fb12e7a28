/* SPDX-License-Identifier: MIT
 *
 * Scope: what each opinion is worth where it stands. What turns it is told in turns.c; questions,
 * quotation, conditions and reports weaken it, and tone also where it only names a topic, sits in a
 * suggestion or is away from the proposal. O(opinions * shifts in reach).
 */
#include "stance/judge_private.h"

/* Effect verbs are signed as they are listed. Without a branch. */
static double signed_weight(const ayes_judge *judge, const ayes_mark *mark) {
  const uint64_t against = judge_kind(AYES_KIND_OPPOSE) | judge_kind(AYES_KIND_BAD) |
                           judge_kind(AYES_KIND_DRAWBACK) | judge_kind(AYES_KIND_LIBERTY) |
                           judge_kind(AYES_KIND_NO) | judge_kind(AYES_KIND_CONCERN);
  const double signs[] = {1, -1}, shares[] = {1, judge->settings->feeling_weight};
  return signs[against >> mark->kind & 1] * mark->weight * shares[judge_is_feeling(mark->kind)];
}

/* "Why should we pay for it?", "Where does it end?": a phrase that speaks against something and
 * opens a question is not asked. */
static bool argues(const ayes_judge *judge, const judge_clause *clause, const ayes_mark *mark) {
  if (mark->kind == AYES_KIND_YES || mark->kind == AYES_KIND_NO) return true;
  bool speaks = judge_is_outright(mark->kind) || judge_is_of_measures(mark->kind);
  return speaks && mark->first == judge->text->sentences.items[clause->sentence].first;
}

/* How opinions of a clause are said by its place among others. */
static const char *manner_of(const judge_clause *clause) {
  return clause->opener == AYES_KIND_REPORT       ? "reported with"
         : clause->opener == AYES_KIND_CONDITION  ? "in the condition"
         : clause->opener == AYES_KIND_CONCESSION ? "conceded with"
         : clause->factor > 1                     ? "stressed by"
                                                  : "before a contrast";
}

static ayes_status apply_opener(ayes_judge *judge, const judge_clause *clause,
                                ayes_adjusted *adjusted) {
  if (judge->is_terse) {
    adjusted->weight *= clause->factor;
    return AYES_OK;
  }
  return judge_multiply(judge, adjusted, clause->factor, manner_of(clause), clause->opened_by);
}

/* Where that applies, which cannot be foretold: without a branch where nobody asks for notes. */
static inline ayes_status multiply_if(ayes_judge *judge, ayes_adjusted *adjusted, bool applies,
                                      double factor, const char *what) {
  const double factors[] = {1, factor};
  if (!judge->is_terse) return judge_multiply(judge, adjusted, factors[applies], what, NULL);
  adjusted->weight *= factors[applies];
  return AYES_OK;
}

static ayes_status apply_surroundings(ayes_judge *judge, const judge_clause *clause,
                                      ayes_adjusted *adjusted) {
  const ayes_settings *settings = judge->settings;
  bool quoted = judge->text->tokens.items[adjusted->mark.first].flags & AYES_TOKEN_QUOTED;
  ayes_status status = apply_opener(judge, clause, adjusted);
  if (status == AYES_OK && clause->asks && !argues(judge, clause, &adjusted->mark))
    status = judge_multiply(judge, adjusted, settings->question_factor, "in a question", NULL);
  if (status == AYES_OK && quoted)
    status = judge_multiply(judge, adjusted, settings->quote_factor, "in quotation marks", NULL);
  if (status == AYES_OK && clause->opener == AYES_KIND_PREFERENCE &&
      judge_distance(clause->opened_by, &adjusted->mark) <= settings->reverse_window)
    status = judge_multiply(judge, adjusted, -0.5, "put behind by", clause->opened_by);
  if (status == AYES_OK)
    status = multiply_if(judge, adjusted, clause->ironic & (adjusted->weight > 0),
                         settings->irony_factor, "beside irony");
  return status;
}

/* "crime", "safety": where the words name a topic, they are less of a verdict. */
static bool names_topic(const ayes_judge *judge, const ayes_mark *opinion) {
  if (!(judge->tokens.kinds[opinion->first] & judge_kind(AYES_KIND_TOPIC))) return false;
  size_t end = judge_seek(judge, opinion->first + 1);
  for (size_t i = judge_seek(judge, opinion->first); i < end; i++) {
    const ayes_mark *other = judge_mark(judge, i);
    if (other->kind == AYES_KIND_TOPIC && other->last >= opinion->last) return true;
  }
  return false;
}

/* In a longer answer that names the proposal somewhere, a clause that does not is less about it. */
static bool is_off_target(const ayes_judge *judge, const judge_clause *clause) {
  bool names_target = judge->tags_seen & (AYES_TAG_TARGET | AYES_TAG_RIVAL);
  return (judge->text->sentences.count >= 3) & names_target & !clause->tags;
}

/* Tone is a verdict only where nothing is asked for and no topic is named. */
static ayes_status weaken_tone(ayes_judge *judge, const judge_clause *clause,
                               ayes_adjusted *adjusted) {
  const ayes_settings *settings = judge->settings;
  bool tone = !adjusted->outright;
  ayes_status status = AYES_OK;
  if (names_topic(judge, &adjusted->mark))
    status = multiply_if(judge, adjusted, tone, settings->topic_factor, "names a topic");
  if (status == AYES_OK)
    status = multiply_if(judge, adjusted, tone & is_off_target(judge, clause),
                         settings->off_target_factor, "away from the proposal");
  if (status == AYES_OK)
    status = multiply_if(judge, adjusted, tone & clause->advises, settings->suggestion_factor,
                         "in a suggestion");
  return status;
}

static ayes_status adjust(ayes_judge *judge, size_t index) {
  const ayes_mark *mark = judge_mark(judge, index);
  ayes_adjusted *adjusted = ayes_array_add(&judge->adjusted, judge->error);
  if (!adjusted) return AYES_NO_MEMORY;
  double weight = signed_weight(judge, mark);
  *adjusted = (ayes_adjusted){
      .mark = *mark, .weight = weight, .turned = "", .outright = judge_is_outright(mark->kind)};
  const judge_clause *clause = judge_clause_of(judge, mark);
  ayes_status status = AYES_OK;
  if (clause->turners) status = ayes_judge_turn(judge, clause, index, adjusted);
  if (status == AYES_OK && judge_is_denied(judge, mark->first))
    status = ayes_judge_deny(judge, mark->first, adjusted, NULL);
  if (status == AYES_OK) status = apply_surroundings(judge, clause, adjusted);
  if (status == AYES_OK) status = weaken_tone(judge, clause, adjusted);
  return status;
}

enum { LONGEST_MARK = 64 }; /* tokens; longer ones are not looked for behind themselves */

/* Tokens of the longest mark that says what its words mean. */
static uint32_t longest_speaking(const ayes_judge *judge) {
  uint32_t longest = 0;
  judge_walk walk = judge_walk_start(judge, JUDGE_SET_SPEAKING);
  for (size_t i; judge_walk_next(&walk, &i);) {
    uint32_t length = judge_mark(judge, i)->last - judge_mark(judge, i)->first;
    longest = length > longest ? length : longest;
  }
  return longest < LONGEST_MARK ? longest : LONGEST_MARK;
}

/* Whether a mark that says what its words mean, and has at most so many, touches this one. */
static bool is_spoken_for(const ayes_judge *judge, const ayes_mark *mark, uint32_t longest) {
  uint32_t from = judge_back_to(mark->first, longest, 0);
  judge_walk walk = judge_walk_from(judge, JUDGE_SET_SPEAKING, judge_seek(judge, from));
  for (size_t i; judge_walk_next(&walk, &i);) {
    const ayes_mark *other = judge_mark(judge, i);
    if (other->first >= mark->last) break;
    if (other->last > mark->first) return true;
  }
  return false;
}

/* Effect verbs that have turned nothing and are good or bad by themselves, from the last to the
 * first: each may turn those before it. */
static ayes_status adjust_reverses(ayes_judge *judge) {
  ayes_status status = AYES_OK;
  for (size_t base = judge->marks->count; base > 0 && status == AYES_OK;) {
    base = (base - 1) / JUDGE_PLACES * JUDGE_PLACES;
    uint64_t left = judge_places(judge, JUDGE_SET_REVERSES, base);
    while (left && status == AYES_OK) {
      size_t last = ayes_last_bit(left);
      if (judge_mark(judge, base + last)->weight != 0) status = adjust(judge, base + last);
      left = judge_places(judge, JUDGE_SET_REVERSES, base) & ((UINT64_C(1) << last) - 1);
    }
  }
  return status;
}

/* Opinions first: they use up the effect verbs that act on them. A worry or a thank-you that no
 * opinion touches is tone as well. */
ayes_status ayes_judge_apply_scope(ayes_judge *judge) {
  judge->adjusted.count = 0;
  ayes_status status = AYES_OK;
  uint32_t longest = judge->kinds & judge_feeling_kinds() ? longest_speaking(judge) : 0;
  judge_walk walk = judge_walk_start(judge, JUDGE_SET_FEELINGS);
  for (size_t i; status == AYES_OK && judge_walk_next(&walk, &i);) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (judge_is_opinion(mark->kind) || !is_spoken_for(judge, mark, longest))
      status = adjust(judge, i);
  }
  size_t opinions = judge->adjusted.count;
  if (status == AYES_OK) status = adjust_reverses(judge);
  return status == AYES_OK ? ayes_judge_order(judge, opinions) : status;
}
