/* SPDX-License-Identifier: MIT
 *
 * Scope: what stands around an opinion turns it. Within one clause, and within a window of tokens:
 *  - negation turns the nearest opinion after it, and those joined to that one ("not fair or
 *    safe"); two negations turn twice (NegEx windows, Chapman et al. 2001; shift rather than plain
 *    reversal by factors, Taboada et al. 2011);
 *  - an effect verb turns the good or bad thing it acts on (Deng & Wiebe 2014); with nothing to act
 *    on it speaks for itself;
 *  - intensifiers and hedges multiply; questions, quotation, conditions and reports weaken.
 * O(opinions * shifts in reach).
 */
#include "stance/judge_private.h"

enum { LONGEST_SHIFT = 16 }; /* tokens of a shift's own words */

static double sign_of(ayes_kind kind) {
  static const double signs[] = {1, -1};
  uint64_t against = judge_kind(AYES_KIND_OPPOSE) | judge_kind(AYES_KIND_BAD) |
                     judge_kind(AYES_KIND_DRAWBACK) | judge_kind(AYES_KIND_LIBERTY) |
                     judge_kind(AYES_KIND_NO) | judge_kind(AYES_KIND_CONCERN);
  return signs[against >> kind & 1];
}

ayes_span ayes_judge_words(const ayes_judge *judge, const ayes_mark *mark) {
  const ayes_token *tokens = judge->text->tokens.items;
  return ayes_span_slice(judge->text->bytes, tokens[mark->first].start, tokens[mark->last - 1].end);
}

static char *append(char *to, ayes_span bytes) {
  if (bytes.length) memcpy(to, bytes.data, bytes.length);
  return to + bytes.length;
}

ayes_status ayes_judge_write_note(ayes_judge *judge, ayes_adjusted *adjusted, const char *what,
                                  const ayes_mark *by) {
  ayes_span words = by ? ayes_judge_words(judge, by) : ayes_span_of("");
  ayes_span before = ayes_span_of(adjusted->turned);
  ayes_span pieces[] = {before,
                        ayes_span_of(before.length ? "; " : ""),
                        ayes_span_of(what),
                        ayes_span_of(words.length ? " \xE2\x80\x9C" : ""),
                        words,
                        ayes_span_of(words.length ? "\xE2\x80\x9D" : "")};
  size_t count = sizeof pieces / sizeof pieces[0], length = 1;
  for (size_t i = 0; i < count; i++) length += pieces[i].length;
  char *note = ayes_arena_new(&judge->arena, length, judge->error);
  if (!note) return AYES_NO_MEMORY;
  adjusted->turned = note;
  for (size_t i = 0; i < count; i++) note = append(note, pieces[i]);
  *note = '\0';
  return AYES_OK;
}

static ayes_status multiply(ayes_judge *judge, ayes_adjusted *adjusted, double factor,
                            const char *what, const ayes_mark *by) {
  if (factor == 1) return AYES_OK;
  adjusted->weight *= factor;
  return judge_note(judge, adjusted, what, by);
}

static bool same_clause(const ayes_judge *judge, const ayes_mark *a, const ayes_mark *b) {
  return judge->tokens.clause_of[a->first] == judge->tokens.clause_of[b->first];
}

/* Tokens from the end of before to the start of after; large when they are not in this order. */
static double distance(const ayes_mark *before, const ayes_mark *after) {
  return before->last <= after->first ? (double)(after->first - before->last) : 1e9;
}

/* Whether another opinion stands between the negation and this one, and is not joined to it by a
 * word or two ("or", "and not"). */
static bool is_shielded(const ayes_judge *judge, size_t negation, size_t opinion) {
  const ayes_mark *reach = judge_mark(judge, negation);
  judge_walk walk = judge_walk_from(judge, JUDGE_SET_OPINIONS, negation);
  for (size_t i; judge_walk_next(&walk, &i) && i < opinion;) {
    const ayes_mark *between = judge_mark(judge, i);
    if (judge_is_active(judge, i) && between->first >= reach->last &&
        distance(between, judge_mark(judge, opinion)) > 1)
      return true;
  }
  return false;
}

/* "Nobody should be forced": what ought not to be bad is bad all the same. */
static bool forbids(const ayes_judge *judge, const ayes_mark *negation, const ayes_mark *turned) {
  if (turned->kind != AYES_KIND_BAD && !judge_is_of_measures(turned->kind)) return false;
  uint32_t from = judge_back_to(negation->first, 1, 0);
  for (size_t i = judge_seek(judge, from); i < judge->marks->count; i++) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (mark->first >= turned->first) return false;
    if (mark->kind == AYES_KIND_MODAL && mark->weight >= 1) return true;
  }
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
  double gap = within ? 0 : distance(turner, turned);
  switch (turner->kind) {
    case AYES_KIND_NEGATION:
      if (gap > settings->negation_window || is_shielded(judge, shift, opinion)) return AYES_OK;
      return multiply(judge, adjusted, negation_factor(judge, turner, turned), "negated by",
                      turner);
    case AYES_KIND_HEDGE:
      if (gap > settings->hedge_window) return AYES_OK;
      return multiply(judge, adjusted, turner->weight, "hedged by", turner);
    case AYES_KIND_INTENSIFIER:
      if (gap > settings->intensifier_window && distance(turned, turner) > 0) return AYES_OK;
      return multiply(judge, adjusted, turner->weight,
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
      if (distance(before, nearest) > JOINED || judge_is_outright(before->kind)) return SIZE_MAX;
      nearest = before;
      joined = true;
    }
    if (before->kind != AYES_KIND_REVERSE) continue;
    if (distance(before, nearest) > judge->settings->reverse_window) return SIZE_MAX;
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
    if (distance(verb, after) > judge->settings->reverse_window) return false;
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
  if (!(clause->kinds & judge_kind(AYES_KIND_REVERSE))) return SIZE_MAX;
  if (!(judge_tone_kinds() & judge_kind(subject->kind))) return SIZE_MAX;
  for (size_t i = judge_seek(judge, subject->last); i < judge->marks->count; i++) {
    const ayes_mark *after = judge_mark(judge, i);
    if (after->kind == AYES_KIND_MODAL || after->kind == AYES_KIND_SUGGESTION)
      return SIZE_MAX; /* "must be addressed": it has not been */
    if (distance(subject, after) > judge->settings->passive_window ||
        !same_clause(judge, subject, after) || judge_is_opinion(after->kind))
      return SIZE_MAX;
    if (judge_is_in(judge, JUDGE_SET_REVERSES, i))
      return acts_backwards(judge, subject, i) ? i : SIZE_MAX;
  }
  return SIZE_MAX;
}

static ayes_status turn_by_verb(ayes_judge *judge, size_t verb, ayes_adjusted *adjusted) {
  judge_use(judge, verb);
  return multiply(judge, adjusted, -1, "turned by", judge_mark(judge, verb));
}

/* What turns the thing, and what turns the verbs that act on it: "prevents damage to health" turns
 * twice. Each shift up to a mark counts once, for the first thing behind it: "will not reduce
 * crime". */
static ayes_status apply_turns(ayes_judge *judge, const judge_clause *clause, size_t thing,
                               size_t to, ayes_adjusted *adjusted) {
  ayes_status status = AYES_OK;
  bool has_verbs = clause->kinds & judge_kind(AYES_KIND_REVERSE);
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
static ayes_status apply_all_turns(ayes_judge *judge, const judge_clause *clause, size_t thing,
                                   ayes_adjusted *adjusted) {
  size_t all = judge->marks->count, passive = find_passive(judge, clause, thing);
  size_t behind = passive == SIZE_MAX ? all : judge_seek(judge, judge_mark(judge, thing)->last);
  ayes_status status = apply_turns(judge, clause, thing, behind, adjusted);
  if (status != AYES_OK || passive == SIZE_MAX) return status;
  status = turn_by_verb(judge, passive, adjusted);
  return status == AYES_OK ? apply_shifts(judge, clause, behind, all, passive, adjusted) : status;
}

/* "Why should we pay for it?", "Where does it end?": a phrase that speaks against something and
 * opens a question is not asked. */
static bool argues(const ayes_judge *judge, const judge_clause *clause, const ayes_mark *mark) {
  if (mark->kind == AYES_KIND_YES || mark->kind == AYES_KIND_NO) return true;
  bool speaks = judge_is_outright(mark->kind) || judge_is_of_measures(mark->kind);
  return speaks && mark->first == judge->text->sentences.items[clause->sentence].first;
}

/* What the clause's place among others makes of its opinions. */
static ayes_status apply_opener(ayes_judge *judge, const judge_clause *clause,
                                ayes_adjusted *adjusted) {
  const char *what = clause->opener == AYES_KIND_REPORT       ? "reported with"
                     : clause->opener == AYES_KIND_CONDITION  ? "in the condition"
                     : clause->opener == AYES_KIND_CONCESSION ? "conceded with"
                     : clause->factor > 1                     ? "stressed by"
                                                              : "before a contrast";
  return multiply(judge, adjusted, clause->factor, what, clause->opened_by);
}

static ayes_status apply_surroundings(ayes_judge *judge, const judge_clause *clause,
                                      ayes_adjusted *adjusted) {
  const ayes_settings *settings = judge->settings;
  ayes_status status = AYES_OK;
  if (clause->factor != 1) status = apply_opener(judge, clause, adjusted);
  if (status == AYES_OK && clause->asks && !argues(judge, clause, &adjusted->mark))
    status = multiply(judge, adjusted, settings->question_factor, "in a question", NULL);
  if (status == AYES_OK &&
      (judge->text->tokens.items[adjusted->mark.first].flags & AYES_TOKEN_QUOTED))
    status = multiply(judge, adjusted, settings->quote_factor, "in quotation marks", NULL);
  if (status == AYES_OK && clause->opener == AYES_KIND_PREFERENCE &&
      distance(clause->opened_by, &adjusted->mark) <= settings->reverse_window)
    status = multiply(judge, adjusted, -0.5, "put behind by", clause->opened_by);
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

/* Whether tone may be less than it seems, in one branch. */
static bool may_weaken(const ayes_judge *judge, const judge_clause *clause, const ayes_mark *mark) {
  bool by_topic = judge->tokens.kinds[mark->first] & judge_kind(AYES_KIND_TOPIC);
  return by_topic | is_off_target(judge, clause) | clause->advises;
}

/* Tone is a verdict only where nothing is asked for and no topic is named. */
static ayes_status weaken_tone(ayes_judge *judge, size_t index, const judge_clause *clause,
                               ayes_adjusted *adjusted) {
  ayes_status status = AYES_OK;
  if (names_topic(judge, judge_mark(judge, index)))
    status = multiply(judge, adjusted, judge->settings->topic_factor, "names a topic", NULL);
  if (status == AYES_OK && is_off_target(judge, clause))
    status = multiply(judge, adjusted, judge->settings->off_target_factor, "away from the proposal",
                      NULL);
  if (status == AYES_OK && clause->advises)
    status = multiply(judge, adjusted, judge->settings->suggestion_factor, "in a suggestion", NULL);
  return status;
}

static double signed_weight(const ayes_judge *judge, const ayes_mark *mark) {
  if (mark->kind == AYES_KIND_REVERSE) return mark->weight;
  double share = judge_is_feeling(mark->kind) ? judge->settings->feeling_weight : 1;
  return sign_of(mark->kind) * mark->weight * share;
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
  if (clause->kinds & (judge_shift_kinds() | judge_kind(AYES_KIND_REVERSE)))
    status = apply_all_turns(judge, clause, index, adjusted);
  if (status == AYES_OK && judge_is_denied(judge, mark->first))
    status = ayes_judge_deny(judge, mark->first, adjusted, NULL);
  if (status == AYES_OK) status = apply_surroundings(judge, clause, adjusted);
  if (status == AYES_OK && clause->ironic && adjusted->weight > 0)
    status = multiply(judge, adjusted, judge->settings->irony_factor, "beside irony", NULL);
  if (status == AYES_OK && (!adjusted->outright & may_weaken(judge, clause, mark)))
    status = weaken_tone(judge, index, clause, adjusted);
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
