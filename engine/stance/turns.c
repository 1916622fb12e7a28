/* SPDX-License-Identifier: MIT
 *
 * What stands around an opinion turns it, within one clause, and within a window of tokens:
 *  - negation turns the nearest opinion after it, and those joined to that one ("not fair or
 *    safe"); two negations turn twice (NegEx windows, Chapman et al. 2001; shift rather than plain
 *    reversal by factors, Taboada et al. 2011);
 *  - an effect verb turns the good or bad thing it acts on (Deng & Wiebe 2014); with nothing to act
 *    on it speaks for itself;
 *  - intensifiers and hedges multiply.
 * O(shifts in reach).
 */
#include "stance/judge_private.h"

enum { LONGEST_SHIFT = 16 }; /* tokens of a shift's own words */

static bool same_clause(const ayes_judge *judge, const ayes_mark *a, const ayes_mark *b) {
  return judge->tokens.clause_of[a->first] == judge->tokens.clause_of[b->first];
}

/* Whether another opinion stands between the negation and this one, and is not joined to it by a
 * word or two ("or", "and not"). */
static bool is_shielded(const ayes_judge *judge, size_t negation, size_t opinion) {
  const ayes_mark *reach = judge_mark(judge, negation);
  judge_walk walk = judge_walk_from(judge, JUDGE_SET_OPINIONS, negation);
  for (size_t i; judge_walk_next(&walk, &i) && i < opinion;) {
    const ayes_mark *between = judge_mark(judge, i);
    if (judge_is_active(judge, i) && between->first >= reach->last &&
        judge_distance(between, judge_mark(judge, opinion)) > 1)
      return true;
  }
  return false;
}

/* "Nobody should be forced": what ought not to be bad is bad all the same. */
static bool forbids(const ayes_judge *judge, const ayes_mark *negation, const ayes_mark *turned) {
  if (turned->kind != AYES_KIND_BAD && !judge_is_of_measures(turned->kind)) return false;
  uint32_t from = judge_back_to(negation->first, 1, 0);
  if (from >= turned->first) return false;
  size_t i = judge_seek(judge, from), end = judge_seek(judge, turned->first);
  for (; (i = judge_first_in(judge, JUDGE_SET_MODALS, i, end)) < end; i++)
    if (judge_mark(judge, i)->weight >= 1) return true;
  return false;
}

/* "Not against it" says less than "for it". */
static double negation_factor(const ayes_judge *judge, const ayes_mark *negation,
                              const ayes_mark *turned) {
  if (forbids(judge, negation, turned)) return 1;
  bool litotes = turned->kind == AYES_KIND_OPPOSE && negation->weight < 0;
  return negation->weight * (litotes ? judge->settings->litotes_factor : 1);
}

static ayes_status apply_shift(ayes_judge *judge, size_t shift, size_t opinion,
                               ayes_adjusted *adjusted) {
  const ayes_settings *settings = judge->settings;
  const ayes_mark *turner = judge_mark(judge, shift);
  const ayes_mark *turned = judge_mark(judge, opinion);
  bool within = turner->first > turned->first && turner->last < turned->last;
  double gap = within ? 0 : judge_distance(turner, turned);
  switch (turner->kind) {
    case AYES_KIND_NEGATION:
      if (gap > settings->negation_window || is_shielded(judge, shift, opinion)) return AYES_OK;
      return judge_multiply(judge, adjusted, negation_factor(judge, turner, turned), "negated by",
                            turner);
    case AYES_KIND_HEDGE:
      if (gap > settings->hedge_window) return AYES_OK;
      return judge_multiply(judge, adjusted, turner->weight, "hedged by", turner);
    case AYES_KIND_INTENSIFIER:
      if (gap > settings->intensifier_window && judge_distance(turned, turner) > 0) return AYES_OK;
      return judge_multiply(judge, adjusted, turner->weight,
                            turner->weight > 1 ? "strengthened by" : "weakened by", turner);
    default: return AYES_OK;
  }
}

/* Marks are sorted, so what can reach an opinion stands within a few places of it. */
static size_t reach_start(const ayes_judge *judge, const judge_clause *clause,
                          const ayes_mark *mark) {
  uint32_t window = (uint32_t)judge->settings->negation_window +
                    (uint32_t)judge->settings->hedge_window + LONGEST_SHIFT;
  return judge_seek(judge, judge_back_to(mark->first, window, clause->first));
}

/* What stands around a thing of a clause among some of its marks turns what adjusted is worth. */
static ayes_status apply_shifts(ayes_judge *judge, const judge_clause *clause, size_t from,
                                size_t to, size_t thing, ayes_adjusted *adjusted) {
  const ayes_mark *turned = judge_mark(judge, thing);
  size_t end = judge_seek(judge, judge_up_to(turned->last, 1, clause->last));
  ayes_status status = AYES_OK;
  if (end > to) end = to;
  for (; (from = judge_first_in(judge, JUDGE_SET_SHIFTS, from, end)) < end; from++) {
    status = apply_shift(judge, from, thing, adjusted);
    if (status != AYES_OK) break;
  }
  return status;
}

enum {
  JOINED = 3
}; /* tokens between two things that one effect verb acts on: "crime and disorder" */

/* The effect verb that acts on this good or bad thing, or on an effect verb of its own worth: the
 * nearest before it, with nothing good or bad in between but what is joined to it. */
static size_t find_reverse(const ayes_judge *judge, const judge_clause *clause, size_t index) {
  const ayes_mark *turned = judge_mark(judge, index), *nearest = turned;
  bool joined = false;
  if (judge_is_outright(turned->kind)) return SIZE_MAX;
  if (turned->weight < judge->settings->reverse_least && turned->kind != AYES_KIND_REVERSE)
    return SIZE_MAX; /* "harm homeless people": who it is done to has no side */
  size_t start = reach_start(judge, clause, turned);
  for (size_t i = index; i-- > start;) {
    const ayes_mark *before = judge_mark(judge, i);
    bool used = joined && judge_is_in(judge, JUDGE_SET_USED, i);
    if ((!judge_is_active(judge, i) && !used) || before->last > nearest->first) continue;
    if (judge_is_opinion(before->kind)) {
      if (judge_distance(before, nearest) > JOINED || judge_is_outright(before->kind))
        return SIZE_MAX;
      nearest = before;
      joined = true;
    }
    if (before->kind != AYES_KIND_REVERSE) continue;
    if (judge_distance(before, nearest) > judge->settings->reverse_window) return SIZE_MAX;
    /* "Reducing adverts will help": with a verb of its own between, nothing is acted on. */
    uint64_t verbs = judge_kind(AYES_KIND_OUTLOOK) | judge_kind(AYES_KIND_MODAL);
    bool cut_off = judge_any_starts(judge, verbs, before->last, nearest->first + 1);
    return cut_off ? SIZE_MAX : i;
  }
  return SIZE_MAX;
}

static bool acts_on_something(const ayes_judge *judge, const ayes_mark *verb) {
  for (size_t i = judge_seek(judge, verb->last); i < judge->marks->count; i++) {
    const ayes_mark *after = judge_mark(judge, i);
    if (judge_distance(verb, after) > judge->settings->reverse_window) return false;
    bool object = judge_tone_kinds() & judge_kind(after->kind);
    if (object && same_clause(judge, verb, after)) return true;
  }
  return false;
}

/* With nothing to act on behind it: a verb that is neither good nor bad by itself, or a bad one
 * that ends its clause behind something good ("stability could be compromised"). */
static bool acts_backwards(const ayes_judge *judge, const ayes_mark *subject, size_t reverse) {
  const ayes_mark *verb = judge_mark(judge, reverse);
  if (acts_on_something(judge, verb)) return false;
  bool last = verb->last >= judge_clause_of(judge, verb)->last ||
              (judge->text->tokens.items[verb->last].flags & AYES_TOKEN_COMMA_BEFORE);
  if (verb->weight > 0) return false;
  return verb->weight == 0 || (subject->kind == AYES_KIND_GOOD && last);
}

/* "The burden will be reduced": an effect verb that is neither good nor bad by itself and has
 * nothing to act on behind it acts on the good or bad thing before it. */
static size_t find_passive(const ayes_judge *judge, const judge_clause *clause, size_t index) {
  const ayes_mark *subject = judge_mark(judge, index);
  if (!(clause->turners & JUDGE_VERB)) return SIZE_MAX;
  if (!(judge_tone_kinds() & judge_kind(subject->kind))) return SIZE_MAX;
  for (size_t i = judge_seek(judge, subject->last); i < judge->marks->count; i++) {
    const ayes_mark *after = judge_mark(judge, i);
    if (after->kind == AYES_KIND_MODAL || after->kind == AYES_KIND_SUGGESTION)
      return SIZE_MAX; /* "must be addressed": it has not been */
    if (judge_distance(subject, after) > judge->settings->passive_window ||
        !same_clause(judge, subject, after) || judge_is_opinion(after->kind))
      return SIZE_MAX;
    if (judge_is_in(judge, JUDGE_SET_REVERSES, i))
      return acts_backwards(judge, subject, i) ? i : SIZE_MAX;
  }
  return SIZE_MAX;
}

static ayes_status turn_by_verb(ayes_judge *judge, size_t verb, ayes_adjusted *adjusted) {
  judge_use(judge, verb);
  return judge_multiply(judge, adjusted, -1, "turned by", judge_mark(judge, verb));
}

/* What turns the thing, and what turns the verbs that act on it: "prevents damage to health" turns
 * twice. Each shift up to a mark counts once, for the first thing behind it: "will not reduce
 * crime". */
static ayes_status apply_turns(ayes_judge *judge, const judge_clause *clause, size_t thing,
                               size_t to, ayes_adjusted *adjusted) {
  ayes_status status = AYES_OK;
  bool has_verbs = clause->turners & JUDGE_VERB;
  while (status == AYES_OK && thing != SIZE_MAX) {
    size_t verb = has_verbs ? find_reverse(judge, clause, thing) : SIZE_MAX;
    size_t from = verb + 1;
    if (verb == SIZE_MAX) from = reach_start(judge, clause, judge_mark(judge, thing));
    if (verb != SIZE_MAX) status = turn_by_verb(judge, verb, adjusted);
    if (status == AYES_OK) status = apply_shifts(judge, clause, from, to, thing, adjusted);
    to = from;
    thing = verb;
  }
  return status;
}

/* "Crime will not be reduced": what stands between the thing and a verb behind it turns the verb,
 * and so the thing. */
ayes_status ayes_judge_turn(ayes_judge *judge, const judge_clause *clause, size_t thing,
                            ayes_adjusted *adjusted) {
  size_t all = judge->marks->count, passive = find_passive(judge, clause, thing);
  size_t behind = passive == SIZE_MAX ? all : judge_seek(judge, judge_mark(judge, thing)->last);
  ayes_status status = apply_turns(judge, clause, thing, behind, adjusted);
  if (status != AYES_OK || passive == SIZE_MAX) return status;
  status = turn_by_verb(judge, passive, adjusted);
  return status == AYES_OK ? apply_shifts(judge, clause, behind, all, passive, adjusted) : status;
}
