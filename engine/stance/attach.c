/* SPDX-License-Identifier: MIT
 *
 * What an opinion is about. Said of the proposal it counts as it is; said of the object of a
 * proposal that suppresses it, or of a rival, it turns around (Bar-Haim et al. 2017):
 *  - outright statements look at what they are followed by: "support the ban", "support
 *    homeschooling", "support twelve months";
 *  - tone is about the object, unless its clause speaks of the change itself ("banning it would
 *    harm");
 *  - modal frames ("should not be banned") state a side outright.
 * A pronoun or a general noun ("this", "the proposal") stands for the proposal when nothing nearer
 * does: the simplest resolution, right where respondents answer one question at a time.
 */
#include <math.h>

#include "base/sort.h"
#include "stance/judge_private.h"

enum {
  MODAL_REACH = 5,    /* tokens from a modal to its verb */
  COMMAND_REACH = 12, /* the same with the modal's own words */
  MENTION_REACH = 2,  /* tokens from an opinion to "this" or "the plan" */
  CHANGE_REACH = 4,   /* tokens from a change verb to what it acts on */
  CHAIN_REACH = 2,    /* tokens between two change verbs that count together */
  CHAIN_MOST = 4      /* change verbs that count together */
};

static const double MODAL_WEIGHT = 1.2;

static int direction_of_change(const ayes_mark *mark) {
  return mark->kind == AYES_KIND_SUPPRESS ? -1 : 1;
}

static bool is_change(const ayes_mark *mark) {
  return mark->kind == AYES_KIND_PROMOTE || mark->kind == AYES_KIND_SUPPRESS;
}

static unsigned tags_between(const ayes_judge *judge, uint32_t first, uint32_t last) {
  unsigned tags = 0;
  for (uint32_t i = first; i < last; i++) tags |= judge->tags.items[i];
  return tags;
}

/* A word of the proposal's own object changes nothing: "the 20mph limit would help". */
static bool is_own_object(const ayes_judge *judge, const ayes_mark *mark) {
  unsigned tags = tags_between(judge, mark->first, mark->last);
  return (tags & AYES_TAG_OBJECT) && !(tags & AYES_TAG_ACTION);
}

/* The first change verb of the clause between two tokens, outside except. */
static const ayes_mark *change_between(const ayes_judge *judge, uint32_t first, uint32_t last,
                                       const ayes_mark *except) {
  for (size_t i = judge_seek(judge, first);
       i < judge->marks->count && judge_mark(judge, i)->first < last; i++) {
    const ayes_mark *mark = judge_mark(judge, i);
    bool inside = except && mark->first >= except->first && mark->last <= except->last;
    if (is_change(mark) && !inside && !is_own_object(judge, mark)) return mark;
  }
  return NULL;
}

/* "Banning adverts won't stop it": what the first acts on, or a verb of its own, stands between. */
static bool are_apart(const ayes_judge *judge, const ayes_mark *first, const ayes_mark *second) {
  if (tags_between(judge, first->last, second->first) & (AYES_TAG_OBJECT | AYES_TAG_PRONOUN))
    return !(tags_between(judge, second->first, second->last) & AYES_TAG_ACTION);
  for (size_t i = judge_seek(judge, first->last); i < judge->marks->count; i++) {
    const ayes_mark *between = judge_mark(judge, i);
    if (between->first >= second->first) return false;
    if (between->kind == AYES_KIND_OUTLOOK || between->kind == AYES_KIND_MODAL ||
        between->kind == AYES_KIND_NEGATION)
      return true;
  }
  return false;
}

/* The last of the change verbs that stand close together from this one on: "implementing the ban".
 */
static const ayes_mark *end_of_chain(const ayes_judge *judge, const judge_clause *clause,
                                     const ayes_mark *change) {
  for (int length = 1; length < CHAIN_MOST; length++) {
    uint32_t last = change->last + CHAIN_REACH + 1;
    const ayes_mark *next =
        change_between(judge, change->last, last < clause->last ? last : clause->last, NULL);
    if (!next || are_apart(judge, change, next)) return change;
    change = next;
  }
  return change;
}

/* What a chain of change verbs does to what it acts on: "lifting the ban" promotes. Of two that
 * touch the first describes the second: "a regulated ban". */
static int direction_of_chain(const ayes_judge *judge, const ayes_mark *first,
                              const ayes_mark *last) {
  int direction = 1;
  uint32_t end = 0;
  for (size_t i = judge_seek(judge, first->first); i < judge->marks->count; i++) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (mark->first > last->first) break;
    if (!is_change(mark) || is_own_object(judge, mark)) continue;
    direction =
        mark->first == end ? direction_of_change(mark) : direction * direction_of_change(mark);
    end = mark->last;
  }
  return direction;
}

static ayes_status turn(ayes_judge *judge, ayes_adjusted *adjusted, double factor,
                        const char *what) {
  adjusted->weight *= factor;
  return ayes_judge_note(judge, adjusted, what, ayes_span_of(""));
}

/* "X is wrong" said again, or denied, or said of the rival. */
static ayes_status attach_verdict(ayes_judge *judge, ayes_adjusted *adjusted, unsigned before) {
  const ayes_target_facts *facts = ayes_target_facts_get(judge->target);
  if ((before & AYES_TAG_RIVAL) && !(before & AYES_TAG_OBJECT))
    return turn(judge, adjusted, -facts->direction, "the proposal's verdict on a rival");
  return turn(judge, adjusted, facts->direction, "the proposal's own verdict");
}

static int change_spoken_of(const ayes_judge *judge, const judge_clause *clause,
                            const ayes_mark *opinion) {
  if (!ayes_target_facts_get(judge->target)->action.length) return 0;
  if (opinion->first >= clause->change_from) return clause->change;
  bool of_it = opinion->last <= clause->change_at &&
               clause->change_at - opinion->last <= MENTION_REACH; /* "the benefits of a ban" */
  return of_it ? clause->change : 0;
}

/* Whether "this" or "the plan" stands there for the proposal; "these" of "these adverts" does not.
 */
static bool has_pronoun(const ayes_judge *judge, uint32_t first, uint32_t last) {
  size_t count = judge->text->tokens.count;
  for (uint32_t i = first; i < last; i++)
    if ((judge->tags.items[i] & AYES_TAG_PRONOUN) &&
        (i + 1 >= count || !(judge->tags.items[i + 1] & AYES_TAG_OBJECT)))
      return true;
  return false;
}

/* How far a change may stand behind an opinion: within a few tokens, or anywhere before the object
 * ("disappointed that you are proposing to remove bike lanes"). */
static uint32_t change_reach(const ayes_judge *judge, uint32_t first, uint32_t last) {
  uint32_t reach = first + CHANGE_REACH, object = first;
  while (object < last && !(judge->tags.items[object] & AYES_TAG_OBJECT)) object++;
  if (object > reach) reach = object;
  return reach < last ? reach : last;
}

static ayes_status attach_outright(ayes_judge *judge, ayes_adjusted *adjusted) {
  const ayes_mark *mark = &adjusted->mark;
  const ayes_target_facts *facts = ayes_target_facts_get(judge->target);
  const judge_clause *clause = judge_clause_of(judge, mark);
  uint32_t reach = mark->last + (uint32_t)judge->settings->attach_window;
  uint32_t last = reach < clause->last ? reach : clause->last;
  unsigned tags = tags_between(judge, mark->first, last) | clause->supposed;
  if (mark->kind == AYES_KIND_YES || mark->kind == AYES_KIND_NO) return AYES_OK;
  unsigned before = judge_tags_before(judge, mark->first);
  if (facts->verdict && (tags_between(judge, mark->first, mark->last) & AYES_TAG_ACTION))
    return attach_verdict(judge, adjusted, before);
  if ((tags & AYES_TAG_RIVAL) && !(tags & AYES_TAG_TARGET))
    return turn(judge, adjusted, judge->settings->rival_factor, "said of a rival");
  bool of_object =
      facts->asked && !(before & AYES_TAG_PRONOUN) && mark->first < clause->outlook_from;
  if ((facts->claims || of_object) && facts->direction < 0 && (before & AYES_TAG_OBJECT) &&
      !(tags & AYES_TAG_OBJECT) && !change_spoken_of(judge, clause, mark))
    return turn(judge, adjusted, -1, "said of what the proposal suppresses");
  if (!(tags & AYES_TAG_OBJECT)) return AYES_OK;
  const ayes_mark *change =
      change_between(judge, mark->last, change_reach(judge, mark->last, last), mark);
  uint32_t near = mark->last + MENTION_REACH < last ? mark->last + MENTION_REACH : last;
  bool spoken_for = has_pronoun(judge, mark->first, change ? change->first : near);
  if (spoken_for) return AYES_OK;
  if (change && facts->action.length && direction_of_change(change) != facts->direction)
    return turn(judge, adjusted, -1, "said of the contrary change");
  if (!change && facts->direction < 0)
    return turn(judge, adjusted, -1, "said of what the proposal suppresses");
  return AYES_OK;
}

/* "Promoting responsible gambling" acts on something good, whatever it is about. */
static bool acts_on_opinion(const ayes_judge *judge, const ayes_mark *change, uint32_t last) {
  uint32_t object = change->last;
  while (object < last && !(judge->tags.items[object] & AYES_TAG_OBJECT)) object++;
  for (size_t i = judge_seek(judge, change->last); i < judge->marks->count; i++) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (mark->first >= object) return false;
    if (mark->kind == AYES_KIND_GOOD || mark->kind == AYES_KIND_BAD) return true;
  }
  return false;
}

/* Whether a change verb acts on the proposal's matter: on what stands shortly after it, or, in the
 * passive, before it. */
static bool acts_on_matter(const ayes_judge *judge, const judge_clause *clause,
                           const ayes_mark *change) {
  unsigned matter = AYES_TAG_OBJECT | AYES_TAG_TARGET;
  uint32_t last = change->last + CHANGE_REACH;
  uint32_t first = change->first > CHANGE_REACH ? change->first - CHANGE_REACH : 0;
  if (last > clause->last) last = clause->last;
  if (first < clause->first) first = clause->first;
  if (acts_on_opinion(judge, change, last)) return false;
  if (tags_between(judge, change->last, last) & matter) return true;
  if (change->last < clause->last && (judge->tags.items[change->last] & AYES_TAG_PRONOUN))
    return true;
  return tags_between(judge, first, change->first) & matter;
}

static bool is_commanded(const ayes_judge *judge, const ayes_mark *change) {
  if (change->weight >= 2) return true;
  uint32_t from = change->first > COMMAND_REACH ? change->first - COMMAND_REACH : 0;
  for (size_t i = judge_seek(judge, from); i < judge->marks->count; i++) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (mark->first > change->first) break;
    if (mark->kind == AYES_KIND_MODAL && mark->last + MODAL_REACH > change->first &&
        mark->last <= change->first)
      return true;
  }
  return false;
}

/* What a change verb makes its sentence speak of: +1 the proposed change, -1 its contrary, 0
 * neither. "should be banned" asks for the change and goes on about the object; "banning it", "a
 * ban" speak of the change. */
static int change_meant(const ayes_judge *judge, const judge_clause *clause,
                        const ayes_mark *change) {
  const ayes_target_facts *facts = ayes_target_facts_get(judge->target);
  const ayes_mark *last = end_of_chain(judge, clause, change);
  bool own = tags_between(judge, change->first, change->last) & AYES_TAG_ACTION;
  bool owned = own || (tags_between(judge, change->first, last->last) & AYES_TAG_ACTION);
  if (!owned && !acts_on_matter(judge, clause, last)) return 0;
  if (is_commanded(judge, change)) return 0;
  int direction = direction_of_chain(judge, change, last);
  return (own && last == change) || direction == facts->direction ? 1 : -1;
}

/* Notes for each clause which change it speaks of: its own first one, or else that of the clauses
 * before it, until a clause gives a reason or speaks of the object itself. */
static void follow_changes(ayes_judge *judge) {
  int meant = 0;
  bool object_last = false; /* the matter itself was spoken of last, and no change to it */
  for (size_t i = 0; i < judge->clauses.count; i++) {
    judge_clause *clause = &judge->clauses.items[i];
    bool fresh = i == 0 || judge->clauses.items[i - 1].sentence != clause->sentence;
    bool object = judge_tags_of(judge, clause) & AYES_TAG_OBJECT;
    if (clause->opener == AYES_KIND_REASON || (fresh && object)) meant = 0;
    clause->change_from = clause->first;
    clause->change_at = 0;
    clause->follows_object = object_last;
    if (object) object_last = true;
    uint32_t from = clause->first;
    clause->change = meant;
    for (;;) {
      const ayes_mark *change = change_between(judge, from, clause->last, NULL);
      if (!change) break;
      int found = change_meant(judge, clause, change);
      if (found) {
        if (!meant) clause->change_from = change->last;
        if (!meant) clause->change_at = change->first;
        clause->change = meant = found;
        object_last = false;
        break;
      }
      from = change->first + 1;
    }
  }
}

/* "It could protect children. However, clubs would suffer": a contrast sets its tone against what
 * stood before, so tone of the opposite sign is meant as it stands. */
static bool contradicts(const ayes_judge *judge, const judge_clause *clause,
                        const ayes_adjusted *adjusted) {
  if (!clause->contrasts || fabs(clause->said_before) < judge->settings->contrast_least)
    return false;
  return (adjusted->weight > 0) != (clause->said_before > 0);
}

/* "The library is lovely", "we love the library", "the library is near and it is lovely". */
static bool is_said_of_object(const ayes_judge *judge, const judge_clause *clause,
                              const ayes_mark *mark) {
  unsigned before = judge_tags_before(judge, mark->first);
  if (before & AYES_TAG_OBJECT) return true;
  uint32_t last =
      mark->last + MENTION_REACH < clause->last ? mark->last + MENTION_REACH : clause->last;
  if (tags_between(judge, mark->last, last) & AYES_TAG_OBJECT) return true;
  return clause->follows_object && (before & JUDGE_TAG_IT);
}

/* Tone under a proposal that suppresses, where no change is spoken of. Who argues a claim praises
 * and blames the thing itself, less so in what is yet to come: that may be what the change brings.
 * Who is asked whether the thing should end praises the end of it and blames the thing, or, in what
 * is yet to come, what the end would bring. Who is to lose a service praises what there is and
 * complains of the loss. */
static ayes_status attach_under_suppression(ayes_judge *judge, const judge_clause *clause,
                                            ayes_adjusted *adjusted) {
  const ayes_target_facts *facts = ayes_target_facts_get(judge->target);
  bool outlook = adjusted->mark.first >= clause->outlook_from;
  bool object = is_said_of_object(judge, clause, &adjusted->mark);
  bool pronoun = judge_tags_before(judge, adjusted->mark.first) & AYES_TAG_PRONOUN;
  if (!facts->claims && pronoun && !object) return AYES_OK;
  if (contradicts(judge, clause, adjusted)) return AYES_OK;
  bool of_change = outlook || (adjusted->weight > 0) != facts->withdraws;
  if (!facts->claims && !object && of_change) return AYES_OK;
  ayes_status status = turn(judge, adjusted, -1, "said of what the proposal suppresses");
  if (status != AYES_OK || !facts->claims || !outlook) return status;
  return turn(judge, adjusted, judge->settings->outlook_factor, "yet to come");
}

/* "The present roof is a disgrace" speaks for a new one. */
static bool is_about_present(const ayes_target_facts *facts, const judge_clause *clause,
                             const ayes_mark *mark) {
  return mark->kind == AYES_KIND_BAD && !facts->keeps && mark->first >= clause->present_from;
}

static ayes_status attach_tone(ayes_judge *judge, ayes_adjusted *adjusted) {
  const ayes_mark *mark = &adjusted->mark;
  const ayes_target_facts *facts = ayes_target_facts_get(judge->target);
  const judge_clause *clause = judge_clause_of(judge, mark);
  unsigned tags = judge_tags_of(judge, clause) | clause->supposed;
  if (facts->verdict && (tags_between(judge, mark->first, mark->last) & AYES_TAG_ACTION))
    return attach_verdict(judge, adjusted, judge_tags_before(judge, mark->first));
  bool rival = (tags & AYES_TAG_RIVAL) && !(tags & AYES_TAG_TARGET);
  if (rival && (clause->supposed || !(tags & AYES_TAG_OBJECT)))
    return turn(judge, adjusted, judge->settings->rival_factor, "said of a rival");
  int change = change_spoken_of(judge, clause, mark);
  if (change > 0) return AYES_OK;
  if (change < 0) return turn(judge, adjusted, -1, "said of the contrary change");
  if (facts->direction < 0) return attach_under_suppression(judge, clause, adjusted);
  if (is_about_present(facts, clause, mark))
    return turn(judge, adjusted, -1, "said of how things are now");
  return AYES_OK;
}

/* "Ban it", "Stop the adverts", "Ban!": a command names its matter at once, or nothing at all. */
static bool commands_matter(const ayes_judge *judge, const judge_clause *clause,
                            const ayes_mark *command) {
  unsigned matter = AYES_TAG_OBJECT | AYES_TAG_TARGET | AYES_TAG_RIVAL | AYES_TAG_PRONOUN;
  uint32_t reach = command->last + CHANGE_REACH;
  uint32_t last = reach < clause->last ? reach : clause->last;
  return command->last == clause->last || (tags_between(judge, command->last, last) & matter);
}

/* Whether the frame speaks of the proposal's matter: as its subject, as its object, or with no
 * subject at all. "It is essential to" has an empty subject: there the matter must follow. */
static bool is_about_target(const ayes_judge *judge, const judge_clause *clause,
                            const ayes_mark *modal) {
  unsigned matter = AYES_TAG_OBJECT | AYES_TAG_TARGET | AYES_TAG_RIVAL;
  unsigned before = judge_tags_before(judge, modal->first);
  unsigned after = judge_tags_after(judge, clause, modal->last);
  if (is_change(modal)) return commands_matter(judge, clause, modal);
  if (after & matter) return true;
  if (modal->kind == AYES_KIND_MODAL && modal->weight < 1) return false;
  return (before & (matter | AYES_TAG_PRONOUN)) || modal->first <= clause->first + 1;
}

static bool negated_between(const ayes_judge *judge, uint32_t first, uint32_t last) {
  for (size_t i = judge_seek(judge, first); i < judge->marks->count; i++) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (mark->first >= last) break;
    if (mark->kind == AYES_KIND_NEGATION) return true;
  }
  return false;
}

static void note_outright(ayes_judge *judge) {
  if (judge->text->tokens.count) memset(judge->outright.items, 0, judge->text->tokens.count);
  for (size_t i = 0; i < judge->adjusted.count; i++) {
    const ayes_adjusted *adjusted = &judge->adjusted.items[i];
    if (adjusted->outright)
      memset(judge->outright.items + adjusted->mark.first, 1,
             adjusted->mark.last - adjusted->mark.first);
  }
}

/* Whether an outright statement says it already. */
static bool is_said_outright(const ayes_judge *judge, const ayes_mark *mark) {
  return judge->outright.items[mark->first] && judge->outright.items[mark->last - 1];
}

static ayes_status add_frame(ayes_judge *judge, const ayes_mark *modal, const ayes_mark *change) {
  const ayes_target_facts *facts = ayes_target_facts_get(judge->target);
  const judge_clause *clause = judge_clause_of(judge, modal);
  unsigned tags = judge_tags_of(judge, clause);
  bool question = judge->text->sentences.items[clause->sentence].flags & AYES_SENTENCE_QUESTION;
  ayes_adjusted *adjusted = ayes_array_add(&judge->adjusted, judge->error);
  if (!adjusted) return AYES_NO_MEMORY;
  double strength = modal == change ? 1 : modal->weight;
  double weight = MODAL_WEIGHT * strength * direction_of_change(change);
  *adjusted = (ayes_adjusted){.mark = *change, .turned = "", .outright = true};
  adjusted->mark.first = modal->first;
  adjusted->mark.last = change->last;
  adjusted->weight = weight * clause->factor * (question ? judge->settings->question_factor : 1);
  ayes_status status = ayes_judge_note(judge, adjusted, "says what ought to be with",
                                       ayes_judge_words(judge, modal));
  if (status == AYES_OK && negated_between(judge, modal->first, change->first))
    status = turn(judge, adjusted, -1, "negated");
  bool rival = (tags & AYES_TAG_RIVAL) && !(tags & AYES_TAG_TARGET);
  if (status == AYES_OK && rival)
    return turn(judge, adjusted, judge->settings->rival_factor, "asked for a rival");
  if (status == AYES_OK && facts->direction < 0)
    status = turn(judge, adjusted, -1, "the proposal suppresses it");
  return status;
}

/* "should be banned", "must not be closed", "it is essential that it is kept". */
static ayes_status add_frames(ayes_judge *judge) {
  const ayes_target_facts *facts = ayes_target_facts_get(judge->target);
  ayes_status status = AYES_OK;
  note_outright(judge);
  for (size_t i = 0; status == AYES_OK && i < judge->marks->count; i++) {
    const ayes_mark *modal = judge_mark(judge, i);
    bool command = is_change(modal) && modal->weight >= 2;
    if (modal->kind != AYES_KIND_MODAL && !command) continue;
    const judge_clause *clause = judge_clause_of(judge, modal);
    uint32_t reach = modal->last + MODAL_REACH;
    uint32_t last = reach < clause->last ? reach : clause->last;
    unsigned tags = judge_tags_of(judge, clause);
    const ayes_mark *change = command ? modal : change_between(judge, modal->first, last, modal);
    if (!change || !is_about_target(judge, clause, modal)) continue;
    bool known = facts->action.length || (tags & AYES_TAG_RIVAL);
    if (!known || is_said_outright(judge, change)) continue;
    status = add_frame(judge, modal, change);
  }
  return status;
}

static int compare_adjusted(const void *a, const void *b) {
  const ayes_mark *left = &((const ayes_adjusted *)a)->mark;
  const ayes_mark *right = &((const ayes_adjusted *)b)->mark;
  if (left->first != right->first) return left->first < right->first ? -1 : 1;
  if (left->last != right->last) return left->last < right->last ? -1 : 1;
  return left->kind < right->kind ? -1 : left->kind > right->kind;
}

static void sort_adjusted(ayes_judge *judge) {
  ayes_sort(judge->adjusted.items, judge->adjusted.count, sizeof *judge->adjusted.items,
            compare_adjusted);
}

/* Notes for a clause which contrasts, by itself or with its sentence, what was said before it. */
static void note_contrast(ayes_judge *judge, size_t index, double said) {
  judge_clause *clause = &judge->clauses.items[index];
  const judge_clause *before = index ? clause - 1 : NULL;
  if (clause->opener == AYES_KIND_CONTRAST) {
    clause->contrasts = true;
    clause->said_before = said;
  } else if (before && before->sentence == clause->sentence && before->contrasts) {
    clause->contrasts = true;
    clause->said_before = before->said_before;
  }
}

/* In the order of the text, since contrast looks back. */
static ayes_status attach_all(ayes_judge *judge) {
  ayes_status status = AYES_OK;
  double said = 0;
  size_t noted = 0;
  for (size_t i = 0; status == AYES_OK && i < judge->adjusted.count; i++) {
    ayes_adjusted *adjusted = &judge->adjusted.items[i];
    size_t clause = judge->clause_of.items[adjusted->mark.first];
    for (; noted <= clause; noted++) note_contrast(judge, noted, said);
    status = adjusted->outright ? attach_outright(judge, adjusted) : attach_tone(judge, adjusted);
    said += adjusted->weight;
  }
  return status;
}

ayes_status ayes_judge_attach(ayes_judge *judge) {
  sort_adjusted(judge);
  if (!judge->target) return AYES_OK;
  follow_changes(judge);
  ayes_status status = attach_all(judge);
  if (status == AYES_OK) status = add_frames(judge);
  sort_adjusted(judge);
  return status;
}
