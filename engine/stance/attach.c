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

#include "stance/judge_private.h"

static const double MODAL_WEIGHT = 1.2;

static bool suppresses(const ayes_target_facts *facts) { return facts->direction < 0; }

static ayes_status turn(ayes_judge *judge, ayes_adjusted *adjusted, double factor,
                        const char *what) {
  adjusted->weight *= factor;
  return judge_note(judge, adjusted, what, NULL);
}

/* "X is wrong" said again, or denied, or said of the rival. */
static ayes_status attach_verdict(ayes_judge *judge, ayes_adjusted *adjusted, unsigned before) {
  const ayes_target_facts *facts = judge->facts;
  if ((before & AYES_TAG_RIVAL) && !(before & AYES_TAG_OBJECT))
    return turn(judge, adjusted, -facts->direction, "the proposal's verdict on a rival");
  return turn(judge, adjusted, facts->direction, "the proposal's own verdict");
}

/* Whether "this" or "the plan" stands there for the proposal; "these" of "these adverts" does not.
 */
static bool has_pronoun(const ayes_judge *judge, uint32_t first, uint32_t last) {
  size_t count = judge->text->tokens.count;
  for (uint32_t i = first; i < last; i++)
    if ((judge->tokens.tags[i] & AYES_TAG_PRONOUN) &&
        (i + 1 >= count || !(judge->tokens.tags[i + 1] & AYES_TAG_OBJECT)))
      return true;
  return false;
}

/* How far a change may stand behind an opinion: within a few tokens, or anywhere before the object
 * ("disappointed that you are proposing to remove bike lanes"). */
static uint32_t change_reach(const ayes_judge *judge, uint32_t first, uint32_t last) {
  uint32_t reach = judge_up_to(first, JUDGE_CHANGE_REACH, last);
  uint32_t object = ayes_judge_first_object(judge, first, last);
  return object > reach ? object : reach;
}

static ayes_status attach_outright(ayes_judge *judge, const judge_clause *clause,
                                   ayes_adjusted *adjusted) {
  const ayes_mark *mark = &adjusted->mark;
  const ayes_target_facts *facts = judge->facts;
  uint32_t window = (uint32_t)judge->settings->attach_window;
  uint32_t last = judge_up_to(mark->last, window, clause->last);
  unsigned tags = ayes_judge_tags_between(judge, mark->first, last) | clause->supposed;
  if (mark->kind == AYES_KIND_YES || mark->kind == AYES_KIND_NO) return AYES_OK;
  unsigned before = judge_tags_before(judge, mark->first);
  if (facts->verdict && (judge_tags_of(judge, mark) & AYES_TAG_ACTION))
    return attach_verdict(judge, adjusted, before);
  if ((tags & AYES_TAG_RIVAL) && !(tags & AYES_TAG_TARGET))
    return turn(judge, adjusted, judge->settings->rival_factor, "said of a rival");
  /* these are asked together: none of them can be foretold */
  bool of_object =
      facts->asked & !(before & AYES_TAG_PRONOUN) & (mark->first < clause->outlook_from);
  bool behind_object = (before & ~tags & AYES_TAG_OBJECT) != 0;
  if (((facts->claims | of_object) & suppresses(facts) & behind_object) &&
      !ayes_judge_change_spoken_of(judge, clause, mark))
    return turn(judge, adjusted, -1, "said of what the proposal suppresses");
  uint64_t has_action = facts->action.length != 0;
  if ((clause->kinds & judge_change_kinds() & -has_action) &&
      ayes_judge_is_of_contrary(judge, clause, mark))
    return turn(judge, adjusted, -1, "said of the contrary change");
  if (!(tags & AYES_TAG_OBJECT)) return AYES_OK;
  if ((before & AYES_TAG_ACTION) && ayes_judge_change_spoken_of(judge, clause, mark) > 0)
    return AYES_OK; /* "the ban is an excellent move" is complete */
  const ayes_mark *change =
      ayes_judge_change_between(judge, mark->last, change_reach(judge, mark->last, last), mark);
  uint32_t near = judge_up_to(mark->last, JUDGE_MENTION_REACH, last);
  bool spoken_for = has_pronoun(judge, mark->first, change ? change->first : near);
  if (spoken_for) return AYES_OK;
  if (change && facts->action.length && judge_direction_of(change) != facts->direction)
    return turn(judge, adjusted, -1, "said of the contrary change");
  if (!change && suppresses(facts))
    return turn(judge, adjusted, -1, "said of what the proposal suppresses");
  return AYES_OK;
}

/* "It could protect children. However, clubs would suffer": a contrast sets its tone against what
 * stood before, so tone of the opposite sign is meant as it stands. */
static bool contradicts(const ayes_judge *judge, const judge_clause *clause,
                        const ayes_adjusted *adjusted) {
  if (!(judge->kinds & judge_kind(AYES_KIND_CONTRAST))) return false;
  double said = judge_contrast_of(judge, clause)->said_before;
  return fabs(said) >= judge->settings->contrast_least && adjusted->weight * said < 0;
}

/* Whether the words in front make it so: "this would foster lovely libraries", "encouraging
 * lovely libraries". */
static bool is_brought_about(const ayes_judge *judge, const judge_clause *clause,
                             const ayes_mark *mark) {
  unsigned before = judge_tags_before(judge, mark->first);
  if ((before & (AYES_TAG_PRONOUN | JUDGE_TAG_IT)) == AYES_TAG_PRONOUN) return true;
  uint32_t from = judge_back_to(mark->first, JUDGE_MENTION_REACH, clause->first);
  return mark->kind == AYES_KIND_GOOD &&
         judge_any_starts(judge, judge_kind(AYES_KIND_PROMOTE), from, mark->first);
}

/* "The library is lovely", "we love the library", "the library is near and it is lovely". */
static bool is_said_of_object(const ayes_judge *judge, const judge_clause *clause,
                              const ayes_mark *mark) {
  unsigned before = judge_tags_before(judge, mark->first);
  if (before & AYES_TAG_OBJECT) return true;
  uint32_t last = judge_up_to(mark->last, JUDGE_MENTION_REACH, clause->last);
  uint32_t next = ayes_judge_first_object(judge, mark->last, last);
  uint64_t verbs = judge_kind(AYES_KIND_SUPPRESS) | judge_kind(AYES_KIND_REVERSE);
  if (next < last) /* "will help deter libraries from": a verb of its own acts on it */
    return !is_brought_about(judge, clause, mark) &&
           !judge_any_starts(judge, verbs, mark->last, next);
  return clause->follows_object && (before & JUDGE_TAG_IT) && mark->first < clause->outlook_from;
}

/* "This restriction could encourage lovely libraries and save money": the clause begins with the
 * plan, and what is yet to come is its effect. */
static bool is_effect_of_plan(const ayes_judge *judge, const judge_clause *clause,
                              const ayes_mark *mark) {
  if (mark->first < clause->outlook_from) return false;
  uint32_t object = ayes_judge_first_object(judge, clause->first, mark->first), i = clause->first;
  while (i < object && !(judge->tokens.tags[i] & AYES_TAG_PRONOUN)) i++;
  return i + 1 < object && !(judge->tokens.tags[i] & JUDGE_TAG_IT);
}

/* Tone under a proposal that suppresses, where no change is spoken of. Who argues a claim praises
 * and blames the thing itself, less so in what is yet to come: that may be what the change brings.
 * Who is asked whether the thing should end praises the end of it and blames the thing, or, in what
 * is yet to come, what the end would bring. Who is to lose a service praises what there is and
 * complains of the loss. */
static ayes_status attach_under_suppression(ayes_judge *judge, const judge_clause *clause,
                                            ayes_adjusted *adjusted) {
  const ayes_target_facts *facts = judge->facts;
  bool outlook = adjusted->mark.first >= clause->outlook_from;
  bool object = is_said_of_object(judge, clause, &adjusted->mark) &&
                (facts->claims || !is_effect_of_plan(judge, clause, &adjusted->mark));
  bool pronoun = judge_tags_before(judge, adjusted->mark.first) & AYES_TAG_PRONOUN;
  if (!facts->claims && pronoun && !object) return AYES_OK;
  if (contradicts(judge, clause, adjusted)) return AYES_OK;
  bool of_change = outlook || (adjusted->weight > 0) != facts->withdraws;
  if (!facts->claims && !object && of_change) return AYES_OK;
  ayes_status status = turn(judge, adjusted, -1, "said of what the proposal suppresses");
  if (status != AYES_OK || !facts->claims || !outlook) return status;
  return turn(judge, adjusted, judge->settings->outlook_factor, "yet to come");
}

/* "The present roof is a disgrace" speaks for a new one, and whoever is asked for ways names the
 * trouble they are for. */
static bool is_about_present(const ayes_target_facts *facts, const judge_clause *clause,
                             const ayes_mark *mark) {
  bool present = facts->ways || (!facts->keeps && mark->first >= clause->present_from);
  return mark->kind == AYES_KIND_BAD && present;
}

/* "Unenforceable" is said of the proposal, "they are expensive to police" of its object. */
static bool is_about_measure(const ayes_judge *judge, const judge_clause *clause,
                             const ayes_mark *mark) {
  if (mark->kind == AYES_KIND_LIBERTY) return true;
  bool object = judge_tags_before(judge, mark->first) & AYES_TAG_OBJECT;
  return mark->kind == AYES_KIND_DRAWBACK && (!object || mark->first >= clause->outlook_from);
}

/* "Lorries would thunder past", "we would be stranded": of a plan that the proposal wards off
 * people say what it would do, or, where that would take something away, what harm its loss would
 * do. */
static bool is_of_plan(const ayes_judge *judge, const judge_clause *clause,
                       const ayes_adjusted *adjusted) {
  if (!judge->facts->wards_off || adjusted->mark.last <= clause->outlook_from) return false;
  return suppresses(judge->facts) || adjusted->weight < 0;
}

static ayes_status attach_tone(ayes_judge *judge, const judge_clause *clause,
                               ayes_adjusted *adjusted) {
  const ayes_mark *mark = &adjusted->mark;
  const ayes_target_facts *facts = judge->facts;
  unsigned tags = clause->tags | clause->supposed;
  if (facts->verdict && (judge_tags_of(judge, mark) & AYES_TAG_ACTION))
    return attach_verdict(judge, adjusted, judge_tags_before(judge, mark->first));
  bool rival = (tags & AYES_TAG_RIVAL) && !(tags & AYES_TAG_TARGET);
  if (rival && (clause->supposed || !(tags & AYES_TAG_OBJECT)))
    return turn(judge, adjusted, judge->settings->rival_factor, "said of a rival");
  if ((mark->kind == AYES_KIND_LIBERTY) & facts->frees)
    return turn(judge, adjusted, -1, "the proposal lets people be");
  int change = ayes_judge_change_spoken_of(judge, clause, mark);
  if (change > 0) return AYES_OK;
  if (change < 0) return turn(judge, adjusted, -1, "said of the contrary change");
  if (is_of_plan(judge, clause, adjusted))
    return turn(judge, adjusted, -1, "said of what the proposal wards off");
  if (is_about_measure(judge, clause, mark)) return AYES_OK;
  if (suppresses(facts)) return attach_under_suppression(judge, clause, adjusted);
  if (is_about_present(facts, clause, mark))
    return turn(judge, adjusted, -1, "said of how things are now");
  return AYES_OK;
}

/* "Ban it", "Stop the adverts", "Ban!": a command names its matter at once, or nothing at all. */
static bool commands_matter(const ayes_judge *judge, const judge_clause *clause,
                            const ayes_mark *command) {
  unsigned matter = JUDGE_TAGS_NAMED | AYES_TAG_PRONOUN;
  uint32_t last = judge_up_to(command->last, JUDGE_CHANGE_REACH, clause->last);
  return command->last == clause->last ||
         (ayes_judge_tags_between(judge, command->last, last) & matter);
}

/* Whether its matter is named at a token of a clause or behind it. */
static bool is_named_behind(const ayes_judge *judge, const judge_clause *clause, uint32_t token) {
  unsigned matter = JUDGE_TAGS_NAMED;
  uint32_t last = judge_up_to(clause->named_from, JUDGE_TOKENS_AT_ONCE, clause->last);
  return token < clause->named_from || (ayes_judge_tags_between(judge, token, last) & matter);
}

/* Whether the frame speaks of the proposal's matter: as its subject, as its object, or with no
 * subject at all. "It is essential to" has an empty subject: there the matter must follow, or a
 * pronoun at once. */
static bool is_about_target(const ayes_judge *judge, const judge_clause *clause,
                            const ayes_mark *modal, const ayes_mark *change) {
  unsigned matter = JUDGE_TAGS_NAMED;
  if (judge_is_change(modal)) return commands_matter(judge, clause, modal);
  if (is_named_behind(judge, clause, modal->last)) return true;
  if (modal->weight < 1)
    return change->last < clause->last && (judge->tokens.tags[change->last] & AYES_TAG_PRONOUN);
  unsigned before = judge_tags_before(judge, modal->last); /* "do not think it should" */
  return (before & (matter | AYES_TAG_PRONOUN)) || modal->first <= clause->first + 1;
}

/* The first so many opinions; frames that are added later say nothing that counts here. */
static void note_outright(ayes_judge *judge, size_t opinions) {
  if (judge->text->tokens.count) memset(judge->tokens.outright, 0, judge->text->tokens.count);
  for (size_t i = 0; i < opinions; i++) {
    const ayes_adjusted *adjusted = &judge->adjusted.items[i];
    if (adjusted->outright)
      memset(judge->tokens.outright + adjusted->mark.first, 1,
             adjusted->mark.last - adjusted->mark.first);
  }
}

/* Whether an outright statement says it already. */
static bool is_said_outright(const ayes_judge *judge, const ayes_mark *mark) {
  return judge->tokens.outright[mark->first] && judge->tokens.outright[mark->last - 1];
}

static ayes_status add_frame(ayes_judge *judge, const ayes_mark *modal, const ayes_mark *change) {
  const ayes_target_facts *facts = judge->facts;
  const judge_clause *clause = judge_clause_of(judge, modal);
  unsigned tags = clause->tags;
  bool question = judge->text->sentences.items[clause->sentence].flags & AYES_SENTENCE_QUESTION;
  ayes_adjusted *adjusted = ayes_array_add(&judge->adjusted, judge->error);
  if (!adjusted) return AYES_NO_MEMORY;
  double strength = modal == change ? 1 : modal->weight;
  double weight =
      copysign(MODAL_WEIGHT * strength, ayes_judge_direction_meant(judge, clause, change));
  *adjusted = (ayes_adjusted){.mark = *change, .turned = "", .outright = true};
  adjusted->mark.first = modal->first;
  adjusted->mark.last = change->last;
  adjusted->weight = weight * clause->factor * (question ? judge->settings->question_factor : 1);
  ayes_status status = judge_note(judge, adjusted, "says what ought to be with", modal);
  if (status == AYES_OK &&
      judge_any_starts(judge, judge_kind(AYES_KIND_NEGATION), modal->first, change->first))
    status = turn(judge, adjusted, -1, "negated");
  if (status == AYES_OK && judge_is_denied(judge, modal->first))
    status = ayes_judge_deny(judge, modal->first, adjusted, &adjusted->mark.first);
  bool rival = (tags & AYES_TAG_RIVAL) && !(tags & AYES_TAG_TARGET);
  if (status == AYES_OK && rival)
    return turn(judge, adjusted, judge->settings->rival_factor, "asked for a rival");
  if (status == AYES_OK && suppresses(facts))
    status = turn(judge, adjusted, -1, "the proposal suppresses it");
  return status;
}

/* "Must be a priority, and banning it": behind a comma another statement begins, but two enclose
 * what may be left out ("should, I think, be banned"). */
static bool is_parted(const ayes_judge *judge, const ayes_mark *modal, const ayes_mark *change) {
  unsigned commas = 0;
  for (uint32_t i = modal->last; i <= change->first; i++)
    commas += (judge->text->tokens.items[i].flags & AYES_TOKEN_COMMA_BEFORE) != 0;
  return commas == 1;
}

/* The change that a modal or a command speaks of, where it is about the proposal; or NULL. */
static const ayes_mark *framed_change(const ayes_judge *judge, const ayes_mark *modal) {
  bool command = modal->kind != AYES_KIND_MODAL;
  const judge_clause *clause = judge_clause_of(judge, modal);
  bool is_known = judge->facts->action.length || (clause->tags & AYES_TAG_RIVAL);
  if (!is_known) return NULL;
  uint32_t last = judge_up_to(modal->last, JUDGE_MODAL_REACH, clause->last);
  const ayes_mark *change =
      command ? modal : ayes_judge_change_between(judge, modal->first, last, modal);
  if (!change || !is_about_target(judge, clause, modal, change)) return NULL;
  return change == modal || !is_parted(judge, modal, change) ? change : NULL;
}

/* "should be banned", "must not be closed", "it is essential that it is kept". */
static ayes_status add_frames(ayes_judge *judge) {
  ayes_status status = AYES_OK;
  size_t opinions = judge->adjusted.count;
  bool is_noted = false;
  judge_walk walk = judge_walk_start(judge, JUDGE_SET_FRAMES);
  for (size_t i; status == AYES_OK && judge_walk_next(&walk, &i);) {
    const ayes_mark *modal = judge_mark(judge, i), *change = framed_change(judge, modal);
    if (!change) continue;
    if (!is_noted) note_outright(judge, opinions);
    is_noted = true;
    if (!is_said_outright(judge, change)) status = add_frame(judge, modal, change);
  }
  return status;
}

enum { OPINIONS_AT_ONCE = 64 };

/* Of up to OPINIONS_AT_ONCE opinions those that are outright first: which comes next cannot be
 * foretold, and what becomes of one does not depend on others beside it. */
static ayes_status attach_some(ayes_judge *judge, ayes_adjusted *some, size_t count) {
  ayes_status status = AYES_OK;
  uint64_t outright = 0, tone = UINT64_MAX >> (OPINIONS_AT_ONCE - count);
  for (size_t i = 0; i < count; i++) outright |= (uint64_t)some[i].outright << i;
  tone &= ~outright;
  for (; outright && status == AYES_OK; outright &= outright - 1) {
    ayes_adjusted *adjusted = &some[ayes_first_bit(outright)];
    status = attach_outright(judge, judge_clause_of(judge, &adjusted->mark), adjusted);
  }
  for (; tone && status == AYES_OK; tone &= tone - 1) {
    ayes_adjusted *adjusted = &some[ayes_first_bit(tone)];
    status = attach_tone(judge, judge_clause_of(judge, &adjusted->mark), adjusted);
  }
  return status;
}

static ayes_status attach_between(ayes_judge *judge, size_t from, size_t to) {
  ayes_status status = AYES_OK;
  for (; from < to && status == AYES_OK; from += OPINIONS_AT_ONCE) {
    size_t count = to - from < OPINIONS_AT_ONCE ? to - from : OPINIONS_AT_ONCE;
    status = attach_some(judge, &judge->adjusted.items[from], count);
  }
  return status;
}

/* Notes for a clause that contrasts, and those of its sentence behind it, what was said before. */
static void note_contrast(ayes_judge *judge, size_t index, double said) {
  const judge_clause *first = &judge->clauses.items[index];
  const judge_clause *end = judge->clauses.items + judge->clauses.count;
  const judge_clause *clause = first;
  do judge_contrast_of(judge, clause)->said_before = said;
  while (++clause < end && clause->sentence == first->sentence &&
         clause->opener != AYES_KIND_CONTRAST);
}

/* What contrasts looks back at what was said before its clause. */
static ayes_status attach_all(ayes_judge *judge) {
  ayes_status status = AYES_OK;
  double said = 0;
  size_t from = 0, count = judge->adjusted.count;
  bool may_contrast = judge->kinds & judge_kind(AYES_KIND_CONTRAST);
  size_t clauses = may_contrast ? judge->clauses.count : 0;
  for (size_t i = 0; i < clauses && status == AYES_OK; i++) {
    const judge_clause *clause = &judge->clauses.items[i];
    if (clause->opener != AYES_KIND_CONTRAST) continue;
    size_t to = from;
    while (to < count && judge->adjusted.items[to].mark.first < clause->first) to++;
    status = attach_between(judge, from, to);
    for (; from < to; from++) said += judge->adjusted.items[from].weight;
    note_contrast(judge, i, said);
  }
  return status == AYES_OK ? attach_between(judge, from, count) : status;
}

ayes_status ayes_judge_attach(ayes_judge *judge) {
  if (!judge->facts) return AYES_OK;
  size_t opinions = judge->adjusted.count;
  ayes_judge_follow_changes(judge);
  ayes_status status = attach_all(judge);
  if (status == AYES_OK) status = add_frames(judge);
  return status == AYES_OK ? ayes_judge_order(judge, opinions) : status;
}
