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
  ayes_memory_free(judge->tokens.block);
  ayes_array_release(&judge->states);
  ayes_array_release(&judge->places);
  ayes_array_release(&judge->adjusted);
  ayes_memory_free(judge);
}

void ayes_judge_be_terse(ayes_judge *judge) { judge->is_terse = true; }

static size_t place_words(size_t marks) {
  return (marks + JUDGE_PLACES - 1) / JUDGE_PLACES * (size_t)AYES_KIND_COUNT;
}

enum { TOKENS_AT_ONCE = 64, BYTES_OF_TOKEN = sizeof(uint64_t) + 2 * sizeof(uint32_t) + 3 };

/* One block for all that is known by token. What was in it is not kept. */
static ayes_status make_room_for_tokens(judge_tokens *tokens, size_t count, ayes_error *error) {
  if (count <= tokens->capacity) return AYES_OK;
  if (count < 2 * tokens->capacity) count = 2 * tokens->capacity;
  size_t cuts = (count + TOKENS_AT_ONCE - 1) / TOKENS_AT_ONCE, bytes;
  size_t capacity = cuts * TOKENS_AT_ONCE;
  if (ayes_multiply_overflows(cuts, TOKENS_AT_ONCE * BYTES_OF_TOKEN + sizeof(uint64_t), &bytes))
    return ayes_error_memory(error);
  void *block = ayes_memory_new(bytes);
  if (!block) return ayes_error_memory(error);
  ayes_memory_free(tokens->block);
  *tokens = (judge_tokens){.kinds = block, .capacity = capacity, .block = block};
  tokens->cuts = tokens->kinds + capacity;
  tokens->marks_from = (uint32_t *)(tokens->cuts + cuts);
  tokens->clause_of = tokens->marks_from + capacity;
  tokens->tags = (uint8_t *)(tokens->clause_of + capacity);
  tokens->before = tokens->tags + capacity;
  tokens->outright = tokens->before + capacity;
  return AYES_OK;
}

static ayes_status make_room(ayes_judge *judge) {
  size_t marks = judge->marks->count + 1;
  size_t tokens = judge->text->tokens.count + sizeof(uint64_t);
  ayes_status status = make_room_for_tokens(&judge->tokens, tokens, judge->error);
  if (status == AYES_OK)
    status =
        ayes_array_reserve(&judge->states.items, &judge->states.capacity, marks, 1, judge->error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&judge->places.items, &judge->places.capacity, place_words(marks),
                                sizeof(uint64_t), judge->error);
  return status;
}

/* From how many marks start at the token before each to how many start before it. */
static void add_up_starts(uint32_t *from, size_t tokens) {
  uint32_t sum = 0;
  for (size_t i = 0; i <= tokens; i++) from[i] = sum += from[i];
}

/* Opinions, acts, topics: evidence shows their entries. */
static uint64_t shown_kinds(void) {
  return judge_opinion_kinds() | judge_act_kinds() | judge_kind(AYES_KIND_TOPIC);
}

/* Entries lie far from each other: those that will be asked for are on their way meanwhile. */
static void expect_source(const ayes_mark *mark) {
  bool is_shown = shown_kinds() & judge_kind(mark->kind);
  const char *memory = is_shown ? (const char *)mark->source : (const char *)mark;
  ayes_fetch(memory);
  ayes_fetch(memory + sizeof *mark->source - 1);
}

/* Notes of up to JUDGE_PLACES marks which start where, which kinds there are, and where those are.
 * Without a branch for each mark: what comes next cannot be foretold. */
static void index_block(ayes_judge *judge, const ayes_mark *marks, size_t count, uint64_t *places) {
  uint64_t *starting = judge->tokens.kinds, kinds = 0;
  uint32_t *from = judge->tokens.marks_from, longest = judge->longest;
  for (size_t i = 0; i < count; i++) {
    const ayes_mark *mark = &marks[i];
    uint64_t kind = judge_kind(mark->kind);
    uint32_t length = judge_speaks(mark->kind) ? mark->last - mark->first : 0;
    kinds |= kind;
    starting[mark->first] |= kind;
    from[mark->first + 1]++;
    places[mark->kind] |= UINT64_C(1) << i;
    longest = length > longest ? length : longest;
    expect_source(mark);
  }
  judge->kinds |= kinds;
  judge->longest = longest;
}

static void index_marks(ayes_judge *judge) {
  size_t count = judge->marks->count, tokens = judge->text->tokens.count;
  uint64_t *places = judge->places.items;
  judge->kinds = judge->longest = 0;
  memset(places, 0, place_words(count) * sizeof *places);
  memset(judge->tokens.kinds, 0, (tokens + 1) * sizeof *judge->tokens.kinds);
  memset(judge->tokens.marks_from, 0, (tokens + 1) * sizeof *judge->tokens.marks_from);
  for (size_t base = 0; base < count; base += JUDGE_PLACES, places += AYES_KIND_COUNT)
    index_block(judge, judge->marks->items + base,
                count - base < JUDGE_PLACES ? count - base : JUDGE_PLACES, places);
  add_up_starts(judge->tokens.marks_from, tokens);
}

/* The weight of a mention from which it stands for the proposal before all. */
static const double PROPOSAL_FIRST = 0.5;

static void tag_mark(ayes_judge *judge, const ayes_mark *mark, bool restricts) {
  uint8_t tag = 0;
  if (mark->kind == AYES_KIND_MENTION) tag = AYES_TAG_PRONOUN;
  if (mark->kind == AYES_KIND_MENTION && mark->weight < PROPOSAL_FIRST) tag |= JUDGE_TAG_IT;
  if (mark->kind == AYES_KIND_WHOLE && restricts) tag = AYES_TAG_RIVAL;
  judge->tags_seen |= tag;
  for (uint32_t k = mark->first; tag && k < mark->last; k++) judge->tokens.tags[k] |= tag;
}

/* Copies the caller's tags but for loose mentions, which are for terms of lists. Eight tokens at
 * once: there is room behind the last. Returns all that were seen. */
static uint8_t copy_tags(const uint8_t *from, uint8_t *tags, size_t count) {
  const uint64_t loose_bits = UINT64_C(0x0101010101010101) * AYES_TAG_LOOSE;
  uint64_t seen = 0, eight;
  memcpy(tags, from, count);
  memset(tags + count, 0, sizeof eight);
  for (size_t i = 0; i < count; i += sizeof eight) {
    memcpy(&eight, tags + i, sizeof eight);
    uint64_t loose = eight & loose_bits;
    seen |= eight &= ~(loose | loose / (AYES_TAG_LOOSE / AYES_TAG_TARGET));
    memcpy(tags + i, &eight, sizeof eight);
  }
  seen |= seen >> 32;
  seen |= seen >> 16;
  return (uint8_t)(seen | seen >> 8);
}

/* Tags of the caller, and what the lists say stands for the proposal or for more than it offers. */
static void set_tags(ayes_judge *judge, const uint8_t *tags) {
  uint64_t kinds = judge_kind(AYES_KIND_MENTION) | judge_kind(AYES_KIND_WHOLE);
  judge->tags_seen = copy_tags(tags, judge->tokens.tags, judge->text->tokens.count);
  bool restricts = judge->facts && judge->facts->restricts;
  judge_walk walk = judge_walk_start(judge, kinds);
  for (size_t i; judge_walk_next(&walk, &i);) tag_mark(judge, judge_mark(judge, i), restricts);
}

/* Whether the entry itself spells the words out, rather than jumping over them by a gap. */
static bool is_spelled_out(const ayes_judge *judge, const ayes_mark *opinion,
                           const ayes_mark *shift) {
  const unsigned upper = 'a' - 'A'; /* without it few bytes but the letter itself are the same */
  ayes_span term = opinion->source ? opinion->source->term : ayes_span_make(NULL, 0);
  ayes_span words = ayes_judge_words(judge, shift);
  for (size_t at = 0; at + words.length <= term.length; at++)
    if ((!words.length || !((unsigned)(term.data[at] ^ words.data[0]) & ~upper)) &&
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

/* Of each shift the last opinion before it is asked for, across blocks of marks. */
static void silence_swallowed(ayes_judge *judge) {
  const ayes_mark *before = NULL;
  size_t count = judge->marks->count;
  if (count) memset(judge->states.items, JUDGE_ACTIVE, count);
  for (size_t base = 0; base < count; base += JUDGE_PLACES) {
    uint64_t opinions = judge_places(judge, judge_opinion_kinds(), base);
    uint64_t shifts = judge_places(judge, swallowable_kinds(), base);
    for (; shifts; shifts &= shifts - 1) {
      size_t i = ayes_first_bit(shifts);
      uint64_t here = opinions & ((UINT64_C(1) << i) - 1);
      const ayes_mark *opinion = here ? judge_mark(judge, base + ayes_last_bit(here)) : before;
      if (opinion && is_swallowed(judge, judge_mark(judge, base + i), opinion))
        judge->states.items[base + i] = JUDGE_SILENCED;
    }
    if (opinions) before = judge_mark(judge, base + ayes_last_bit(opinions));
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
    if (i == verb->last && (judge->tokens.tags[i] & AYES_TAG_PRONOUN))
      return !judge_any_starts(judge, judge_kind(AYES_KIND_OUTLOOK), i + 1,
                               i + 2); /* "the damage it will cause" */
    if (!(judge->tokens.tags[i] & AYES_TAG_OBJECT)) continue;
    while (i < judge->text->tokens.count && (judge->tokens.tags[i] & AYES_TAG_OBJECT)) i++;
    return !opinion_starts_at(judge, i);
  }
  return false;
}

/* "Restricting adverts" where the proposal bans them: another word for the same change. */
static void tag_own_change(ayes_judge *judge) {
  if (!judge->facts || !(judge->kinds & judge_change_kinds())) return;
  if (!judge->facts->action.length) return;
  int direction = judge->facts->direction;
  ayes_kind same = direction < 0 ? AYES_KIND_SUPPRESS : AYES_KIND_PROMOTE;
  judge_walk walk = judge_walk_start(judge, judge_kind(same));
  for (size_t i; judge_walk_next(&walk, &i);) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (!acts_on_object(judge, i)) continue;
    for (uint32_t k = mark->first; k < mark->last; k++) judge->tokens.tags[k] |= AYES_TAG_ACTION;
  }
}

/* "Banning it would harm": the proposal's own change turns nothing, it is what is spoken of. */
static void silence_own_change(ayes_judge *judge) {
  judge_walk walk = judge_walk_start(judge, judge_kind(AYES_KIND_REVERSE));
  for (size_t i; judge_walk_next(&walk, &i);) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (acts_on_object(judge, i)) judge->states.items[i] = JUDGE_SILENCED;
    for (uint32_t k = mark->first; k < mark->last; k++)
      if (judge->tokens.tags[k] & (AYES_TAG_ACTION | AYES_TAG_PRONOUN | AYES_TAG_OBJECT))
        judge->states.items[i] = JUDGE_SILENCED;
  }
}

/* Words of the proposal's or a rival's own name carry no opinion ("crime prevention panel"), nor
 * does an outright phrase that opens with one of its matter ("voting for" of compulsory voting). */
static bool is_name(const ayes_judge *judge, const ayes_mark *mark) {
  const uint8_t *tags = judge->tokens.tags;
  if (judge_is_outright(mark->kind))
    return (tags[mark->first] & (AYES_TAG_OBJECT | AYES_TAG_PRONOUN)) == AYES_TAG_OBJECT;
  bool named = true;
  for (uint32_t k = mark->first; named && k < mark->last; k++)
    named = tags[k] & (AYES_TAG_OBJECT | AYES_TAG_TARGET | AYES_TAG_RIVAL);
  return named;
}

static void silence_names(ayes_judge *judge) {
  if (!(judge->tags_seen & (AYES_TAG_OBJECT | AYES_TAG_TARGET | AYES_TAG_RIVAL))) return;
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
  judge->facts = target ? ayes_target_facts_get(target) : NULL;
  judge->error = error;
  judge->judgement = (ayes_judgement){0};
  ayes_arena_clear(&judge->arena);
  ayes_status status = make_room(judge);
  if (status != AYES_OK) return status;
  index_marks(judge);
  set_tags(judge, tags);
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
