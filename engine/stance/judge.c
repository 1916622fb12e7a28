/* SPDX-License-Identifier: MIT
 *
 * The steps of a judgement in their order, and the memory they share.
 */
#include "stance/judge_private.h"

ayes_status ayes_judge_new(const ayes_settings *settings, ayes_judge **judge, ayes_error *error) {
  *judge = ayes_memory_new_zeroed(1, sizeof **judge);
  if (!*judge) return ayes_error_memory(error);
  (*judge)->settings = settings;
  ayes_judge_know_lengths(*judge);
  return AYES_OK;
}

void ayes_judge_free(ayes_judge *judge) {
  if (!judge) return;
  ayes_arena_release(&judge->arena);
  ayes_array_release(&judge->clauses);
  ayes_memory_free(judge->contrasts.items);
  ayes_array_release(&judge->denials);
  ayes_memory_free(judge->tokens.block);
  ayes_array_release(&judge->places);
  ayes_array_release(&judge->topics);
  ayes_array_release(&judge->adjusted);
  ayes_memory_free(judge);
}

void ayes_judge_be_terse(ayes_judge *judge) { judge->is_terse = true; }

/* Whether a term holds words that begin with this letter, in any case. */
static bool holds_from(ayes_span term, ayes_span words, char first) {
  for (size_t at = 0; at + words.length <= term.length; at++) {
    at += ayes_span_find_byte(ayes_span_from(term, at), first);
    if (at + words.length > term.length) return false;
    if (ayes_span_equal_ignoring_case(ayes_span_slice(term, at, at + words.length), words))
      return true;
  }
  return false;
}

/* Whether the entry itself spells the words out, rather than jumping over them by a gap. */
static bool is_spelled_out(const ayes_judge *judge, const ayes_mark *opinion,
                           const ayes_mark *shift) {
  const char upper = 'a' - 'A';
  ayes_span term = opinion->source ? opinion->source->term : ayes_span_make(NULL, 0);
  ayes_span words = ayes_judge_words(judge, shift);
  if (!words.length) return true;
  char lower = ayes_byte_to_lower(words.data[0]);
  if (holds_from(term, words, lower)) return true;
  return ayes_byte_is_letter(lower) && holds_from(term, words, (char)(lower - upper));
}

/* Whether a shift stands inside an opinion, or an effect verb overlaps with one ("lack of
 * transparency"), but does not go on behind it ("protect children from"). Without a branch. */
static bool is_inside(const ayes_mark *mark, const ayes_mark *opinion) {
  bool ends_within = mark->last <= opinion->last;
  bool overlaps = (mark->first < opinion->last) & (opinion->first < mark->last);
  bool is_verb = mark->kind == AYES_KIND_REVERSE;
  return ((mark->first >= opinion->first) & ends_within & !is_verb) |
         (((mark->first != opinion->first) | ends_within) & overlaps & is_verb);
}

/* Of some shifts, a bit for each mark behind base, those inside the last opinion before them.
 * before: the last one before base. */
static uint64_t find_inside(const ayes_judge *judge, size_t base, uint64_t shifts,
                            const ayes_mark *before) {
  uint64_t opinions = judge_places(judge, JUDGE_SET_OPINIONS, base), inside = 0;
  for (; shifts; shifts &= shifts - 1) {
    size_t i = ayes_first_bit(shifts);
    uint64_t here = opinions & ((shifts & -shifts) - 1);
    const ayes_mark *opinion = here ? judge_mark(judge, base + ayes_last_bit(here)) : before;
    inside |= (uint64_t)is_inside(judge_mark(judge, base + i), opinion) << i;
  }
  return inside;
}

/* A shift inside a longer opinion ("not supportive of") has had its say, but a negation only where
 * the opinion's entry spells it out. */
static void silence_swallowed(ayes_judge *judge) {
  static const ayes_mark none = {.first = UINT32_MAX};
  const ayes_mark *before = &none;
  for (size_t base = 0; base < judge->marks->count; base += JUDGE_PLACES) {
    uint64_t opinions = judge_places(judge, JUDGE_SET_OPINIONS, base);
    uint64_t inside =
        find_inside(judge, base, judge_places(judge, JUDGE_SET_SWALLOWABLE, base), before);
    uint64_t left = inside & judge_places(judge, JUDGE_SET_NEGATIONS, base);
    for (; left; left &= left - 1) {
      uint64_t here = opinions & ((left & -left) - 1);
      const ayes_mark *opinion = here ? judge_mark(judge, base + ayes_last_bit(here)) : before;
      if (!is_spelled_out(judge, opinion, judge_mark(judge, base + ayes_first_bit(left))))
        inside &= ~(left & -left);
    }
    judge_silence_places(judge, base, inside);
    if (opinions) before = judge_mark(judge, base + ayes_last_bit(opinions));
  }
}

enum { OBJECT_REACH = 4 }; /* tokens from a change to the object it acts on */

/* "Helps" and "will harm" say something new; "harm" of "advert harm" is part of a name. */
static bool opinion_starts_at(const ayes_judge *judge, uint32_t token) {
  uint64_t names = judge_kind(AYES_KIND_BAD) | judge_measure_kinds();
  uint64_t kinds = judge->tokens.kinds[token];
  return (kinds & names) && !(kinds & judge_kind(AYES_KIND_OUTLOOK));
}

/* "Reducing adverts would" acts on the proposal's object; "reducing advert harm" on the harm. */
static bool acts_on_object(const ayes_judge *judge, const ayes_mark *verb) {
  uint32_t last = verb->last + OBJECT_REACH;
  if (last > judge->text->tokens.count) last = (uint32_t)judge->text->tokens.count;
  for (uint32_t i = verb->last; i < last; i++) {
    if (opinion_starts_at(judge, i)) return false;
    if (i == verb->last && (judge->tokens.tags[i] & AYES_TAG_PRONOUN))
      return !(judge->tokens.kinds[i + 1] &
               judge_kind(AYES_KIND_OUTLOOK)); /* "the damage it will cause" */
    if (!(judge->tokens.tags[i] & AYES_TAG_OBJECT)) continue;
    while (i < judge->text->tokens.count && (judge->tokens.tags[i] & AYES_TAG_OBJECT)) i++;
    return !opinion_starts_at(judge, i);
  }
  return false;
}

/* "Restricting adverts" where the proposal bans them: another word for the same change. Of up to
 * JUDGE_PLACES marks. */
static void tag_own_changes(ayes_judge *judge, size_t base) {
  if (!judge->facts->action.length) return;
  judge_set same = judge->facts->direction < 0 ? JUDGE_SET_SUPPRESSING : JUDGE_SET_PROMOTING;
  for (uint64_t left = judge_places(judge, same, base); left; left &= left - 1) {
    const ayes_mark *mark = judge_mark(judge, base + ayes_first_bit(left));
    if (!acts_on_object(judge, mark)) continue;
    for (uint32_t k = mark->first; k < mark->last; k++) judge->tokens.tags[k] |= AYES_TAG_ACTION;
  }
}

/* Tells which change verbs are the proposal's own, and leaves out of the sets what is none: a word
 * of the proposal's own object changes nothing ("the 20mph limit would help"), and what has little
 * weight is no command. */
static void settle_changes(ayes_judge *judge) {
  if (!judge->facts || !(judge->kinds & judge_change_kinds())) return;
  for (size_t base = 0; base < judge->marks->count; base += JUDGE_PLACES) {
    uint64_t left = judge_places(judge, JUDGE_SET_CHANGES, base), objects = 0, weak = 0;
    tag_own_changes(judge, base);
    for (; left; left &= left - 1) {
      size_t i = ayes_first_bit(left);
      const ayes_mark *mark = judge_mark(judge, base + i);
      unsigned tags = judge_tags_of(judge, mark) & (AYES_TAG_OBJECT | AYES_TAG_ACTION);
      objects |= (uint64_t)(tags == AYES_TAG_OBJECT) << i;
      weak |= (uint64_t)(mark->weight < JUDGE_COMMAND) << i;
    }
    judge_drop_places(judge, JUDGE_SET_CHANGES, base, objects);
    judge_drop_places(judge, JUDGE_SET_FRAMES, base, weak);
  }
}

static bool names_own(const ayes_judge *judge, uint32_t token) {
  return judge->tokens.tags[token] & (AYES_TAG_ACTION | AYES_TAG_PRONOUN | AYES_TAG_OBJECT);
}

/* "Banning it would harm": the proposal's own change turns nothing, it is what is spoken of; but
 * "keep adverts from harming" acts on what follows. */
static void silence_own_change(ayes_judge *judge) {
  judge_walk walk = judge_walk_start(judge, JUDGE_SET_REVERSES);
  for (size_t i; judge_walk_next(&walk, &i);) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (names_own(judge, mark->last - 1) || acts_on_object(judge, mark)) judge_silence(judge, i);
  }
}

/* Words of the proposal's or a rival's own name carry no opinion ("crime prevention panel"), nor
 * does an outright phrase that opens with one of its matter ("voting for" of compulsory voting). */
static bool is_name(const ayes_judge *judge, const ayes_mark *mark) {
  const uint8_t *tags = judge->tokens.tags;
  if (judge_is_outright(mark->kind))
    return (tags[mark->first] & (AYES_TAG_OBJECT | AYES_TAG_PRONOUN)) == AYES_TAG_OBJECT;
  bool named = true;
  for (uint32_t k = mark->first; named && k < mark->last; k++) named = tags[k] & JUDGE_TAGS_NAMED;
  return named;
}

/* Few opinions begin with a word that has a name's tags. */
static void silence_names(ayes_judge *judge) {
  if (!(judge->tags_seen & JUDGE_TAGS_NAMED)) return;
  for (size_t base = 0; base < judge->marks->count; base += JUDGE_PLACES) {
    uint64_t left = judge_places(judge, JUDGE_SET_OPINIONS, base), named = 0;
    for (; left; left &= left - 1) {
      const ayes_mark *mark = judge_mark(judge, base + ayes_first_bit(left));
      named |= judge->tokens.tags[mark->first] & JUDGE_TAGS_NAMED ? left & -left : 0;
    }
    for (; named; named &= named - 1) {
      size_t place = base + ayes_first_bit(named);
      if (is_name(judge, judge_mark(judge, place))) judge_silence(judge, place);
    }
  }
}

/* "Would welcome a" asks for something and "no view on this" opens with no "no": a longer act takes
 * the outright words in it. */
static void silence_by_acts(ayes_judge *judge) {
  static const ayes_mark none = {.first = UINT32_MAX};
  const ayes_mark *acts[] = {&none, NULL}; /* the last one, and what is looked at */
  if (!(judge->kinds & judge_plain_act_kinds()) || !(judge->kinds & judge_outright_kinds())) return;
  for (size_t base = 0; base < judge->marks->count; base += JUDGE_PLACES) {
    uint64_t left = judge_places(judge, JUDGE_SET_PLAIN, base), silenced = 0;
    for (; left; left &= left - 1) {
      const ayes_mark *mark = acts[1] = judge_mark(judge, base + ayes_first_bit(left));
      const ayes_mark *act = acts[0] = acts[judge_plain_act_kinds() >> mark->kind & 1];
      bool inside = (mark->first >= act->first) & (mark->last <= act->last);
      bool longer = act->last - act->first > mark->last - mark->first;
      silenced |= (inside & longer & judge_is_outright(mark->kind)) ? left & -left : 0;
    }
    if (silenced) judge_silence_places(judge, base, silenced); /* seldom */
  }
}

ayes_status ayes_judge_run(ayes_judge *judge, const ayes_text *text, const uint8_t *tags,
                           const ayes_marks *marks, const ayes_target *target,
                           const ayes_judgement **judgement, ayes_error *error) {
  judge->text = text;
  judge->marks = marks;
  judge->facts = target ? ayes_target_facts_get(target) : NULL;
  judge->error = error;
  ayes_arena_clear(&judge->arena);
  ayes_status status = ayes_judge_index(judge, tags);
  if (status != AYES_OK) return status;
  silence_swallowed(judge);
  silence_by_acts(judge);
  silence_names(judge);
  settle_changes(judge);
  silence_own_change(judge);
  status = ayes_judge_find_clauses(judge);
  if (status == AYES_OK) status = ayes_judge_find_denials(judge);
  if (status == AYES_OK) status = ayes_judge_apply_scope(judge);
  if (status == AYES_OK) status = ayes_judge_attach(judge);
  if (status != AYES_OK) return status;
  ayes_judge_settle_denials(judge);
  judge->judgement.opinion_count = judge->adjusted.count;
  ayes_judge_decide(judge);
  status = ayes_judge_find_acts(judge);
  if (status != AYES_OK) return status;
  judge->judgement.marks = judge->adjusted.items;
  judge->judgement.mark_count = judge->adjusted.count;
  judge->judgement.topic_marks = judge->topics.items;
  judge->judgement.topic_mark_count = judge->topics.count;
  *judgement = &judge->judgement;
  return AYES_OK;
}
