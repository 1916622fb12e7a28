/* SPDX-License-Identifier: MIT
 *
 * Which change each clause speaks of: the proposed one, its contrary, or none. Change verbs that
 * stand close together count together: "implementing the ban" proposes what the ban does, "lifting
 * the ban" the contrary. O(change verbs * CHAIN_MOST) and a look around each.
 */
#include "stance/judge_private.h"

enum {
  COMMAND_REACH = 12, /* tokens from a modal to its verb, with the modal's own words */
  CHAIN_REACH = 2,    /* tokens between two change verbs that count together */
  CHAIN_MOST = 4      /* change verbs that count together */
};

const ayes_mark *ayes_judge_change_between(const ayes_judge *judge, uint32_t first, uint32_t last,
                                           const ayes_mark *except) {
  size_t i = judge_seek(judge, first), end = judge_seek(judge, last > first ? last : first);
  for (; (i = judge_first_in(judge, JUDGE_SET_CHANGES, i, end)) < end; i++) {
    const ayes_mark *mark = judge_mark(judge, i);
    bool inside = except && mark->first >= except->first && mark->last <= except->last;
    if (!inside) return mark;
  }
  return NULL;
}

/* A word of the proposal's own action. */
static bool is_own(const ayes_judge *judge, const ayes_mark *change) {
  return judge_tags_of(judge, change) & AYES_TAG_ACTION;
}

/* "Banning adverts won't stop it": what the first acts on, or a verb of its own, stands between. */
static bool are_apart(const ayes_judge *judge, const ayes_mark *first, const ayes_mark *second) {
  if (ayes_judge_tags_between(judge, first->last, second->first) &
      (AYES_TAG_OBJECT | AYES_TAG_PRONOUN))
    return !(judge_tags_of(judge, second) & AYES_TAG_ACTION);
  return judge_any_starts(
      judge,
      judge_kind(AYES_KIND_OUTLOOK) | judge_kind(AYES_KIND_MODAL) | judge_kind(AYES_KIND_NEGATION),
      first->last, second->first);
}

/* The last of the change verbs that stand close together from this one on: "implementing the ban".
 */
static const ayes_mark *end_of_chain(const ayes_judge *judge, const judge_clause *clause,
                                     const ayes_mark *change) {
  for (int length = 1; length < CHAIN_MOST; length++) {
    uint32_t last = judge_up_to(change->last, CHAIN_REACH + 1, clause->last);
    if (last < change->last) last = change->last; /* its own words may end behind the clause */
    size_t end = judge_seek(judge, last);
    size_t next = judge_first_in(judge, JUDGE_SET_CHANGES, judge_seek(judge, change->last), end);
    if (next == end || are_apart(judge, change, judge_mark(judge, next))) return change;
    change = judge_mark(judge, next);
  }
  return change;
}

/* What a chain of change verbs does to what it acts on: "lifting the ban" promotes. Of two that
 * touch the first describes the second: "a regulated ban". */
static int direction_of_chain(const ayes_judge *judge, const ayes_mark *first,
                              const ayes_mark *last) {
  int direction = 1;
  uint32_t end = 0;
  size_t i = judge_seek(judge, first->first), behind = judge_seek(judge, last->first + 1);
  for (; (i = judge_first_in(judge, JUDGE_SET_CHANGES, i, behind)) < behind; i++) {
    const ayes_mark *mark = judge_mark(judge, i);
    direction =
        mark->first == end ? judge_direction_of(mark) : direction * judge_direction_of(mark);
    end = mark->last;
  }
  return direction;
}

int ayes_judge_direction_meant(const ayes_judge *judge, const judge_clause *clause,
                               const ayes_mark *change) {
  const ayes_mark *last = end_of_chain(judge, clause, change);
  bool acts = is_own(judge, last) &&
              last->first > change->last; /* "lift the ban", not "introduce compulsory" */
  return acts ? direction_of_chain(judge, change, last) : judge_direction_of(change);
}

/* "Promoting responsible gambling" acts on something good, whatever it is about. */
static bool acts_on_opinion(const ayes_judge *judge, const ayes_mark *change, uint32_t last) {
  uint32_t object = ayes_judge_first_object(judge, change->last, last);
  return judge_any_starts(judge, judge_tone_kinds(), change->last, object);
}

/* Whether a change verb acts on the proposal's matter: on what stands shortly after it, or, in the
 * passive, before it. */
static bool acts_on_matter(const ayes_judge *judge, const judge_clause *clause,
                           const ayes_mark *change) {
  unsigned matter = AYES_TAG_OBJECT | AYES_TAG_TARGET;
  uint32_t last = judge_up_to(change->last, JUDGE_CHANGE_REACH, clause->last);
  uint32_t first = judge_back_to(change->first, JUDGE_CHANGE_REACH, clause->first);
  if (acts_on_opinion(judge, change, last)) return false;
  if (ayes_judge_tags_between(judge, change->last, last) & matter) return true;
  if (change->last < clause->last && (judge->tokens.tags[change->last] & AYES_TAG_PRONOUN))
    return true;
  return ayes_judge_tags_between(judge, first, change->first) & matter;
}

static bool is_commanded(const ayes_judge *judge, const ayes_mark *change) {
  if (change->weight >= JUDGE_COMMAND) return true;
  uint32_t sentence = judge->text->tokens.items[change->first].sentence;
  uint32_t from =
      judge_back_to(change->first, COMMAND_REACH, judge->text->sentences.items[sentence].first);
  size_t i = judge_seek(judge, from), end = judge_seek(judge, change->first + 1);
  for (; (i = judge_first_in(judge, JUDGE_SET_MODALS, i, end)) < end; i++) {
    const ayes_mark *modal = judge_mark(judge, i);
    if (modal->last + JUDGE_MODAL_REACH > change->first && modal->last <= change->first)
      return true;
  }
  return false;
}

/* A word of the proposal's own action by itself: the action; or what it ends, "the closure" where
 * the proposal stops that. */
static int own_change_meant(const ayes_judge *judge, const judge_clause *clause,
                            const ayes_mark *change) {
  const ayes_target_facts *facts = judge->facts;
  bool acts = change->last < clause->last && (judge->tokens.tags[change->last] & AYES_TAG_PRONOUN);
  if (!facts->ends_change || acts) return 1;
  return judge_direction_of(change) == facts->direction ? 1 : -1;
}

int ayes_judge_change_meant(const ayes_judge *judge, const judge_clause *clause,
                            const ayes_mark *change) {
  const ayes_target_facts *facts = judge->facts;
  const uint8_t matter = AYES_TAG_ACTION | AYES_TAG_OBJECT | AYES_TAG_TARGET | AYES_TAG_PRONOUN;
  const ayes_mark *last = end_of_chain(judge, clause, change);
  if (!(clause->tags & matter) && last->last <= clause->last) return 0;
  bool own = ayes_judge_tags_between(judge, change->first, last->last) & AYES_TAG_ACTION;
  if (!own && !acts_on_matter(judge, clause, last)) return 0;
  if (is_commanded(judge, change)) return 0;
  if (own && last == change) return own_change_meant(judge, clause, change);
  bool ends = facts->ends_change && change->kind == AYES_KIND_SUPPRESS;
  if (ends && is_own(judge, change) && is_own(judge, last)) return 1; /* "end subsidies" */
  return direction_of_chain(judge, change, last) == facts->direction ? 1 : -1;
}

/* The first change that each clause speaks of itself; whether any does. */
static bool find_own_changes(ayes_judge *judge) {
  bool any = false;
  judge_walk walk = judge_walk_start(judge, JUDGE_SET_CHANGES);
  for (size_t i; judge_walk_next(&walk, &i);) {
    const ayes_mark *change = judge_mark(judge, i);
    judge_clause *clause = &judge->clauses.items[judge->tokens.clause_of[change->first]];
    if (clause->change) continue;
    int meant = ayes_judge_change_meant(judge, clause, change);
    bool is_meant = meant;
    const uint32_t from[] = {clause->first, change->last}, at[] = {0, change->first};
    clause->change = (int8_t)meant;
    clause->change_from = from[is_meant];
    clause->change_at = at[is_meant];
    any |= is_meant;
  }
  return any;
}

/* Notes for each clause which change it speaks of: its own first one, or else that of the clauses
 * before it, until a clause gives a reason or speaks of the object itself. Without any, what was
 * spoken of last matters only where something is suppressed. */
void ayes_judge_follow_changes(ayes_judge *judge) {
  bool any = (judge->kinds & judge_change_kinds()) && find_own_changes(judge);
  if (!any && judge->facts->direction >= 0) return;
  int meant = 0;
  bool object_last = false; /* the matter itself was spoken of last, and no change to it */
  uint32_t sentence = UINT32_MAX;
  judge_clause *clause = judge->clauses.items;
  for (const judge_clause *end = clause + judge->clauses.count; clause < end; clause++) {
    bool object = clause->tags & AYES_TAG_OBJECT, fresh = clause->sentence != sentence;
    unsigned resets = (clause->opener == AYES_KIND_REASON) | (fresh & object);
    int own = clause->change, followed = meant & ((int)resets - 1); /* without a branch */
    if (own & followed & 1) {
      clause->change_from = clause->first;
      clause->change_at = 0;
    }
    meant = own ? own : followed;
    clause->change = (int8_t)meant;
    clause->follows_object = object_last;
    object_last = (object_last | object) & !own;
    sentence = clause->sentence;
  }
}

int ayes_judge_change_spoken_of(const ayes_judge *judge, const judge_clause *clause,
                                const ayes_mark *opinion) {
  if (!judge->facts->action.length) return 0;
  if (opinion->first >= clause->change_from) return clause->change;
  bool of_it =
      opinion->last <= clause->change_at &&
      clause->change_at - opinion->last <= JUDGE_MENTION_REACH; /* "the benefits of a ban" */
  return of_it ? clause->change : 0;
}

/* The proposal's own change in the words of an opinion or close behind it: "support the ban". */
static const ayes_mark *own_change_at(const ayes_judge *judge, const judge_clause *clause,
                                      const ayes_mark *mark) {
  uint32_t near = judge_up_to(mark->last, JUDGE_MENTION_REACH + 1, clause->last);
  for (uint32_t from = mark->first; from < near;) {
    const ayes_mark *change = ayes_judge_change_between(judge, from, near, NULL);
    if (!change) return NULL;
    from = change->first + 1;
    if (is_own(judge, change)) return change;
  }
  return NULL;
}

/* "It must be kept" said as one phrase: what is demanded in the words of a mark, or NULL. */
static const ayes_mark *demanded_in(const ayes_judge *judge, const ayes_mark *mark) {
  bool demands = judge_any_starts(judge, judge_kind(AYES_KIND_MODAL), mark->first, mark->last);
  if (!demands || mark->kind != AYES_KIND_SUPPORT) return NULL;
  return ayes_judge_change_between(judge, mark->first, mark->last, NULL);
}

bool ayes_judge_is_of_contrary(const ayes_judge *judge, const judge_clause *clause,
                               const ayes_mark *mark) {
  const ayes_target_facts *facts = judge->facts;
  if (clause->change_from > clause->first && mark->first >= clause->change_from)
    return ayes_judge_change_spoken_of(judge, clause, mark) < 0;
  const ayes_mark *own = own_change_at(judge, clause, mark);
  if (own) return ayes_judge_change_meant(judge, clause, own) < 0;
  const ayes_mark *demand = demanded_in(judge, mark);
  if (demand) return judge_direction_of(demand) != facts->direction;
  uint32_t near = judge_up_to(mark->last, JUDGE_MENTION_REACH, clause->last);
  const ayes_mark *change = ayes_judge_change_between(judge, mark->last, near, mark);
  if (!change || change->last >= clause->last) return false;
  bool of_matter = judge->tokens.tags[change->last] & AYES_TAG_PRONOUN;
  return of_matter && judge_direction_of(change) != facts->direction;
}
