/* SPDX-License-Identifier: MIT
 *
 * The steps of a judgement in their order, and the memory they share.
 */
#include "stance/judge_private.h"

ayes_status ayes_judge_new(const ayes_settings *settings, ayes_judge **judge, ayes_error *error) {
  *judge = ayes_memory_new_zeroed(1, sizeof **judge);
  if (!*judge) return ayes_error_memory(error);
  (*judge)->settings = settings;
  return AYES_OK;
}

void ayes_judge_free(ayes_judge *judge) {
  if (!judge) return;
  ayes_arena_release(&judge->arena);
  ayes_array_release(&judge->clauses);
  ayes_array_release(&judge->clause_of);
  ayes_array_release(&judge->marks_from);
  ayes_array_release(&judge->tags);
  ayes_array_release(&judge->before);
  ayes_array_release(&judge->after);
  ayes_array_release(&judge->outright);
  ayes_array_release(&judge->states);
  ayes_array_release(&judge->places);
  ayes_array_release(&judge->adjusted);
  ayes_memory_free(judge);
}

void ayes_judge_be_terse(ayes_judge *judge) { judge->is_terse = true; }

static size_t place_words(size_t marks) {
  return (marks + JUDGE_PLACES - 1) / JUDGE_PLACES * (size_t)AYES_KIND_COUNT;
}

static ayes_status make_room(ayes_judge *judge) {
  size_t tokens = judge->text->tokens.count + 1, marks = judge->marks->count + 1;
  ayes_status status = ayes_array_reserve(&judge->clause_of.items, &judge->clause_of.capacity,
                                          tokens, sizeof(uint32_t), judge->error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&judge->marks_from.items, &judge->marks_from.capacity, tokens,
                                sizeof(uint32_t), judge->error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&judge->tags.items, &judge->tags.capacity, tokens, 1, judge->error);
  if (status == AYES_OK)
    status =
        ayes_array_reserve(&judge->before.items, &judge->before.capacity, tokens, 1, judge->error);
  if (status == AYES_OK)
    status =
        ayes_array_reserve(&judge->after.items, &judge->after.capacity, tokens, 1, judge->error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&judge->outright.items, &judge->outright.capacity, tokens, 1,
                                judge->error);
  if (status == AYES_OK)
    status =
        ayes_array_reserve(&judge->states.items, &judge->states.capacity, marks, 1, judge->error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&judge->places.items, &judge->places.capacity, place_words(marks),
                                sizeof(uint64_t), judge->error);
  return status;
}

/* Notes which marks start where, which kinds there are, and where those are. */
static void index_marks(ayes_judge *judge) {
  uint32_t token = 0, count = (uint32_t)judge->marks->count, *from = judge->marks_from.items;
  uint64_t *places = judge->places.items;
  judge->kinds = judge->longest = 0;
  memset(places, 0, place_words(count) * sizeof *places);
  for (uint32_t i = 0; i < count; i++) {
    const ayes_mark *mark = judge_mark(judge, i);
    judge->kinds |= judge_kind(mark->kind);
    places[i / JUDGE_PLACES * (size_t)AYES_KIND_COUNT + mark->kind] |= UINT64_C(1)
                                                                       << i % JUDGE_PLACES;
    uint32_t length = mark->last - mark->first;
    bool says = judge_speaks(mark->kind);
    if (says && length > judge->longest) judge->longest = length;
    while (token <= mark->first) from[token++] = i;
  }
  while (token <= judge->text->tokens.count) from[token++] = count;
}

/* The weight of a mention from which it stands for the proposal before all. */
static const double PROPOSAL_FIRST = 0.5;

static void tag_mark(ayes_judge *judge, const ayes_mark *mark, bool restricts) {
  uint8_t tag = 0;
  if (mark->kind == AYES_KIND_MENTION) tag = AYES_TAG_PRONOUN;
  if (mark->kind == AYES_KIND_MENTION && mark->weight < PROPOSAL_FIRST) tag |= JUDGE_TAG_IT;
  if (mark->kind == AYES_KIND_WHOLE && restricts) tag = AYES_TAG_RIVAL;
  for (uint32_t k = mark->first; tag && k < mark->last; k++) judge->tags.items[k] |= tag;
}

/* Tags of the caller, and what the lists say stands for the proposal or for more than it offers. */
static void copy_tags(ayes_judge *judge, const uint8_t *tags) {
  size_t count = judge->text->tokens.count;
  uint64_t kinds = judge_kind(AYES_KIND_MENTION) | judge_kind(AYES_KIND_WHOLE);
  for (size_t i = 0; i < count; i++) {
    uint8_t loose = tags[i] & AYES_TAG_LOOSE ? AYES_TAG_TARGET | AYES_TAG_LOOSE : 0;
    judge->tags.items[i] = tags[i] & (uint8_t)~loose;
  }
  bool restricts = judge->target && ayes_target_facts_get(judge->target)->restricts;
  judge_walk walk = judge_walk_start(judge, kinds);
  for (size_t i; judge_walk_next(&walk, &i);) tag_mark(judge, judge_mark(judge, i), restricts);
}

/* Whether the entry itself spells the words out, rather than jumping over them by a gap. */
static bool is_spelled_out(const ayes_judge *judge, const ayes_mark *opinion,
                           const ayes_mark *shift) {
  ayes_span term = opinion->source ? opinion->source->term : ayes_span_make(NULL, 0);
  ayes_span words = ayes_judge_words(judge, shift);
  char first = words.length ? ayes_byte_to_lower(words.data[0]) : '\0';
  for (size_t at = 0; at + words.length <= term.length; at++)
    if ((!words.length || ayes_byte_to_lower(term.data[at]) == first) &&
        ayes_span_equal_ignoring_case(ayes_span_slice(term, at, at + words.length), words))
      return true;
  return false;
}

/* Contrast, concession and condition cut wherever they stand. */
static uint64_t swallowable_kinds(void) {
  return judge_kind(AYES_KIND_NEGATION) | judge_kind(AYES_KIND_INTENSIFIER) |
         judge_kind(AYES_KIND_HEDGE) | judge_kind(AYES_KIND_REVERSE) |
         judge_kind(AYES_KIND_REASON) | judge_kind(AYES_KIND_REPORT) |
         judge_kind(AYES_KIND_PREFERENCE) | judge_kind(AYES_KIND_IRONY);
}

/* A shift inside a longer opinion ("not supportive of") has had its say, and so has an effect verb
 * that an opinion overlaps ("lack of transparency"). */
static bool is_swallowed(const ayes_judge *judge, const ayes_mark *mark, const ayes_mark *opinion) {
  if (mark->kind == AYES_KIND_REVERSE)
    return mark->first < opinion->last && opinion->first < mark->last;
  if (mark->first < opinion->first || mark->last > opinion->last) return false;
  return mark->kind != AYES_KIND_NEGATION || is_spelled_out(judge, opinion, mark);
}

static void silence_swallowed(ayes_judge *judge) {
  const ayes_mark *opinion = NULL;
  if (judge->marks->count) memset(judge->states.items, JUDGE_ACTIVE, judge->marks->count);
  judge_walk walk = judge_walk_start(judge, judge_opinion_kinds() | swallowable_kinds());
  for (size_t i; judge_walk_next(&walk, &i);) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (judge_is_opinion(mark->kind)) opinion = mark;
    else if (opinion && is_swallowed(judge, mark, opinion)) judge->states.items[i] = JUDGE_SILENCED;
  }
}

enum { OBJECT_REACH = 4 }; /* tokens from a change to the object it acts on */

/* "Will help" says something new; "harm" of "advert harm" is part of a name. */
static bool opinion_starts_at(const ayes_judge *judge, uint32_t token) {
  return judge_any_starts(judge, judge_tone_kinds(), token, token + 1) &&
         !judge_any_starts(judge, judge_kind(AYES_KIND_OUTLOOK), token, token + 1);
}

/* "Reducing adverts would" acts on the proposal's object; "reducing advert harm" on the harm. */
static bool acts_on_object(const ayes_judge *judge, size_t index) {
  const ayes_mark *verb = judge_mark(judge, index);
  uint32_t last = verb->last + OBJECT_REACH;
  if (last > judge->text->tokens.count) last = (uint32_t)judge->text->tokens.count;
  for (uint32_t i = verb->last; i < last; i++) {
    if (opinion_starts_at(judge, i)) return false;
    if (i == verb->last && (judge->tags.items[i] & AYES_TAG_PRONOUN))
      return !judge_any_starts(judge, judge_kind(AYES_KIND_OUTLOOK), i + 1,
                               i + 2); /* "the damage it will cause" */
    if (!(judge->tags.items[i] & AYES_TAG_OBJECT)) continue;
    while (i < judge->text->tokens.count && (judge->tags.items[i] & AYES_TAG_OBJECT)) i++;
    return !opinion_starts_at(judge, i);
  }
  return false;
}

/* "Restricting adverts" where the proposal bans them: another word for the same change. */
static void tag_own_change(ayes_judge *judge) {
  if (!judge->target || !(judge->kinds & judge_change_kinds())) return;
  if (!ayes_target_facts_get(judge->target)->action.length) return;
  int direction = ayes_target_facts_get(judge->target)->direction;
  ayes_kind same = direction < 0 ? AYES_KIND_SUPPRESS : AYES_KIND_PROMOTE;
  judge_walk walk = judge_walk_start(judge, judge_kind(same));
  for (size_t i; judge_walk_next(&walk, &i);) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (!acts_on_object(judge, i)) continue;
    for (uint32_t k = mark->first; k < mark->last; k++) judge->tags.items[k] |= AYES_TAG_ACTION;
  }
}

/* "Banning it would harm": the proposal's own change turns nothing, it is what is spoken of. */
static void silence_own_change(ayes_judge *judge) {
  judge_walk walk = judge_walk_start(judge, judge_kind(AYES_KIND_REVERSE));
  for (size_t i; judge_walk_next(&walk, &i);) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (acts_on_object(judge, i)) judge->states.items[i] = JUDGE_SILENCED;
    for (uint32_t k = mark->first; k < mark->last; k++)
      if (judge->tags.items[k] & (AYES_TAG_ACTION | AYES_TAG_PRONOUN | AYES_TAG_OBJECT))
        judge->states.items[i] = JUDGE_SILENCED;
  }
}

/* Words of the proposal's or a rival's own name carry no opinion ("crime prevention panel"), nor
 * does an outright phrase that opens with one of its matter ("voting for" of compulsory voting). */
static bool is_name(const ayes_judge *judge, const ayes_mark *mark) {
  const uint8_t *tags = judge->tags.items;
  if (judge_is_outright(mark->kind))
    return (tags[mark->first] & (AYES_TAG_OBJECT | AYES_TAG_PRONOUN)) == AYES_TAG_OBJECT;
  bool named = true;
  for (uint32_t k = mark->first; named && k < mark->last; k++)
    named = tags[k] & (AYES_TAG_OBJECT | AYES_TAG_TARGET | AYES_TAG_RIVAL);
  return named;
}

static void silence_names(ayes_judge *judge) {
  judge_walk walk = judge_walk_start(judge, judge_opinion_kinds());
  for (size_t i; judge_walk_next(&walk, &i);)
    if (is_name(judge, judge_mark(judge, i))) judge->states.items[i] = JUDGE_SILENCED;
}

static uint64_t plain_acts(void) {
  return judge_kind(AYES_KIND_NO_VIEW) | judge_kind(AYES_KIND_SUGGESTION) |
         judge_kind(AYES_KIND_QUESTION);
}

/* "Would welcome a" asks for something and "no view on this" opens with no "no": a longer act takes
 * the outright words in it. */
static void silence_by_acts(ayes_judge *judge) {
  const ayes_mark *act = NULL;
  if (!(judge->kinds & plain_acts()) || !(judge->kinds & judge_outright_kinds())) return;
  judge_walk walk = judge_walk_start(judge, plain_acts() | judge_outright_kinds());
  for (size_t i; judge_walk_next(&walk, &i);) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (plain_acts() & judge_kind(mark->kind)) act = mark;
    if (act && judge_is_outright(mark->kind) && mark->first >= act->first &&
        mark->last <= act->last && mark->last - mark->first < act->last - act->first)
      judge->states.items[i] = JUDGE_SILENCED;
  }
}

ayes_status ayes_judge_run(ayes_judge *judge, const ayes_text *text, const uint8_t *tags,
                           const ayes_marks *marks, const ayes_target *target,
                           const ayes_judgement **judgement, ayes_error *error) {
  judge->text = text;
  judge->marks = marks;
  judge->target = target;
  judge->error = error;
  judge->judgement = (ayes_judgement){0};
  ayes_arena_clear(&judge->arena);
  ayes_status status = make_room(judge);
  if (status != AYES_OK) return status;
  index_marks(judge);
  copy_tags(judge, tags);
  silence_swallowed(judge);
  silence_by_acts(judge);
  silence_names(judge);
  tag_own_change(judge);
  silence_own_change(judge);
  status = ayes_judge_find_clauses(judge);
  if (status == AYES_OK) status = ayes_judge_apply_scope(judge);
  if (status == AYES_OK) status = ayes_judge_attach(judge);
  if (status != AYES_OK) return status;
  judge->judgement.opinion_count = judge->adjusted.count;
  ayes_judge_decide(judge);
  status = ayes_judge_find_acts(judge);
  if (status != AYES_OK) return status;
  judge->judgement.marks = judge->adjusted.items;
  judge->judgement.mark_count = judge->adjusted.count;
  *judgement = &judge->judgement;
  return AYES_OK;
}
