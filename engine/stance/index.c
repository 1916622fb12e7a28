/* SPDX-License-Identifier: MIT
 *
 * What the steps of a judgement ask of tokens and marks, noted once: which marks start where, which
 * are of which set, what words stand for. One pass over the marks, without a branch for each: what
 * comes next cannot be foretold. O(tokens + marks).
 */
#include "base/lanes.h"
#include "stance/judge_private.h"

/* ---- Room ---- */

static size_t place_words(size_t marks) {
  return (marks / JUDGE_PLACES + 1) * (size_t)JUDGE_SET_COUNT;
}

enum { TOKENS_AT_ONCE = 64, BYTES_OF_TOKEN = sizeof(uint64_t) + 2 * sizeof(uint32_t) + 3 };

/* One block for all that is known by token. What was in it is not kept. */
static ayes_status make_room_for_tokens(judge_tokens *tokens, size_t count, ayes_error *error) {
  if (count <= tokens->capacity) return AYES_OK;
  if (count < 2 * tokens->capacity) count = 2 * tokens->capacity;
  size_t cuts = (count + TOKENS_AT_ONCE - 1) / TOKENS_AT_ONCE, bytes;
  size_t capacity = cuts * TOKENS_AT_ONCE;
  if (ayes_multiply_overflows(cuts, TOKENS_AT_ONCE * BYTES_OF_TOKEN + 2 * sizeof(uint64_t), &bytes))
    return ayes_error_memory(error);
  void *block = ayes_memory_new(bytes);
  if (!block) return ayes_error_memory(error);
  ayes_memory_free(tokens->block);
  *tokens = (judge_tokens){.kinds = block, .capacity = capacity, .block = block};
  tokens->cuts = tokens->kinds + capacity;
  tokens->commas = tokens->cuts + cuts;
  tokens->marks_from = (uint32_t *)(tokens->commas + cuts);
  tokens->clause_of = tokens->marks_from + capacity;
  tokens->tags = (uint8_t *)(tokens->clause_of + capacity);
  tokens->before = tokens->tags + capacity;
  tokens->outright = tokens->before + capacity;
  return AYES_OK;
}

static ayes_status make_room(ayes_judge *judge) {
  size_t marks = judge->marks->count + 1;
  size_t tokens = judge->text->tokens.count + JUDGE_TOKENS_AT_ONCE;
  ayes_status status = make_room_for_tokens(&judge->tokens, tokens, judge->error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&judge->places.items, &judge->places.capacity, place_words(marks),
                                sizeof(uint64_t), judge->error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&judge->topics.items, &judge->topics.capacity, marks,
                                sizeof *judge->topics.items, judge->error);
  return status;
}

/* ---- Marks ---- */

/* Contrast, concession and condition cut wherever they stand. */
static uint64_t swallowable_kinds(void) {
  return judge_shift_kinds() | judge_kind(AYES_KIND_REVERSE) | judge_kind(AYES_KIND_REASON) |
         judge_kind(AYES_KIND_REPORT) | judge_kind(AYES_KIND_PREFERENCE) |
         judge_kind(AYES_KIND_IRONY);
}

enum { ALL_KINDS = 48 };
_Static_assert((int)AYES_KIND_COUNT <= (int)ALL_KINDS, "sets are gathered from that many kinds");

/* Of kinds that are known to the compiler only these are left. */
#define OF_KIND(kinds, kind) ((kinds) >> (kind)&1 ? of_kind[kind] : 0)
#define OF_FOUR(kinds, kind)                                                    \
  (OF_KIND(kinds, kind) | OF_KIND(kinds, kind + 1) | OF_KIND(kinds, kind + 2) | \
   OF_KIND(kinds, kind + 3))
#define OF_SIXTEEN(kinds, kind)                                                 \
  (OF_FOUR(kinds, kind) | OF_FOUR(kinds, kind + 4) | OF_FOUR(kinds, kind + 8) | \
   OF_FOUR(kinds, kind + 12))
#define GATHER(kinds) (OF_SIXTEEN(kinds, 0) | OF_SIXTEEN(kinds, 16) | OF_SIXTEEN(kinds, 32))

/* From a bit for each mark by kind to one by set. */
static void fill_sets(const uint64_t *of_kind, uint64_t all, uint64_t *sets) {
  uint64_t opinions = GATHER(judge_opinion_kinds());
  uint64_t changes = GATHER(judge_change_kinds());
  uint64_t acts = GATHER(judge_act_kinds());
  sets[JUDGE_SET_OPINIONS] = opinions;
  sets[JUDGE_SET_SPEAKING] = opinions | of_kind[AYES_KIND_REVERSE] | of_kind[AYES_KIND_NEUTRAL];
  sets[JUDGE_SET_PLAIN] = GATHER(judge_plain_act_kinds() | judge_outright_kinds());
  sets[JUDGE_SET_SWALLOWABLE] = GATHER(swallowable_kinds());
  sets[JUDGE_SET_NEGATIONS] = of_kind[AYES_KIND_NEGATION];
  sets[JUDGE_SET_MENTIONS] = of_kind[AYES_KIND_MENTION];
  sets[JUDGE_SET_WHOLES] = of_kind[AYES_KIND_WHOLE];
  sets[JUDGE_SET_CLAUSE] =
      of_kind[AYES_KIND_IRONY] | of_kind[AYES_KIND_OUTLOOK] | of_kind[AYES_KIND_PRESENT];
  sets[JUDGE_SET_SUGGESTIONS] = of_kind[AYES_KIND_SUGGESTION];
  sets[JUDGE_SET_PROMOTING] = of_kind[AYES_KIND_PROMOTE];
  sets[JUDGE_SET_SUPPRESSING] = of_kind[AYES_KIND_SUPPRESS];
  sets[JUDGE_SET_MODALS] = of_kind[AYES_KIND_MODAL];
  sets[JUDGE_SET_CHANGES] = changes;
  sets[JUDGE_SET_FRAMES] = changes | of_kind[AYES_KIND_MODAL];
  sets[JUDGE_SET_DENIALS] = of_kind[AYES_KIND_DENIAL];
  sets[JUDGE_SET_SHOWN] = opinions | acts | of_kind[AYES_KIND_TOPIC];
  sets[JUDGE_SET_USED] = 0;
  sets[JUDGE_SET_ACTIVE] = all;
  sets[JUDGE_SET_FEELINGS] = opinions | GATHER(judge_feeling_kinds());
  sets[JUDGE_SET_SHIFTS] = GATHER(judge_shift_kinds());
  sets[JUDGE_SET_TURNERS] = sets[JUDGE_SET_SHIFTS] | of_kind[AYES_KIND_REVERSE];
  sets[JUDGE_SET_REVERSES] = of_kind[AYES_KIND_REVERSE];
  sets[JUDGE_SET_OPENERS] = GATHER(judge_opening_kinds());
  sets[JUDGE_SET_ACTS] = acts | of_kind[AYES_KIND_IRONY];
  sets[JUDGE_SET_CONDITIONS] = of_kind[AYES_KIND_CONDITION];
}

/* Notes of up to JUDGE_PLACES marks which start where, and of which sets they are. */
static void index_block(ayes_judge *judge, size_t base, size_t count, uint64_t *sets) {
  uint64_t *starting = judge->tokens.kinds, kinds = 0, bit = 1, of_kind[ALL_KINDS] = {0};
  uint32_t *from_behind = judge->tokens.marks_from + 1;
  const ayes_mark *mark = judge->marks->items + base;
  for (const ayes_mark *end = mark + count; mark < end; mark++, bit <<= 1) {
    uint64_t kind = judge_kind(mark->kind);
    kinds |= kind;
    starting[mark->first] |= kind;
    from_behind[mark->first]++;
    of_kind[mark->kind] |= bit;
  }
  judge->kinds |= kinds;
  fill_sets(of_kind, bit - 1, sets); /* also where bit has left the word */
}

/* Entries lie far from each other; those that evidence will show are better on their way while
 * their marks are judged. On the way topics are listed: there is room for one more. */
static void fetch_shown(ayes_judge *judge) {
  const ayes_mark **topic = judge->topics.items;
  for (size_t base = 0; base < judge->marks->count; base += JUDGE_PLACES)
    for (uint64_t left = judge_places(judge, JUDGE_SET_SHOWN, base); left; left &= left - 1) {
      const ayes_mark *mark = judge_mark(judge, base + ayes_first_bit(left));
      const char *source = (const char *)mark->source;
      ayes_fetch(source);
      ayes_fetch(source + sizeof(ayes_source) - 1);
      *topic = mark;
      topic += mark->kind == AYES_KIND_TOPIC;
    }
  judge->topics.count = (size_t)(topic - judge->topics.items);
}

static void index_marks(ayes_judge *judge) {
  size_t count = judge->marks->count, tokens = judge->text->tokens.count;
  size_t ends = tokens + 4 - tokens % 4; /* tokens and the end; a multiple of four */
  uint64_t *sets = judge->places.items;
  judge->kinds = 0;
  memset(judge->tokens.kinds, 0, (tokens + 1) * sizeof *judge->tokens.kinds);
  memset(judge->tokens.marks_from, 0, ends * sizeof *judge->tokens.marks_from);
  for (size_t base = 0; base <= count; base += JUDGE_PLACES, sets += JUDGE_SET_COUNT)
    index_block(judge, base, count - base < JUDGE_PLACES ? count - base : JUDGE_PLACES, sets);
  ayes_lanes_add_up(judge->tokens.marks_from, ends); /* from how many start just before */
  fetch_shown(judge);
}

/* ---- Tags ---- */

/* The weight of a mention from which it stands for the proposal before all. */
static const double PROPOSAL_FIRST = 0.5;

/* Mostly one or two words. */
static inline void tag_words(uint8_t *tags, const ayes_mark *mark, uint8_t tag) {
  tags[mark->first] |= tag;
  for (uint32_t i = mark->first + 1; i + 1 < mark->last; i++) tags[i] |= tag;
  tags[mark->last - 1] |= tag;
}

/* What the lists say stands for the proposal. */
static void tag_mentions(ayes_judge *judge) {
  unsigned seen = 0;
  judge_walk walk = judge_walk_start(judge, JUDGE_SET_MENTIONS);
  for (size_t i; judge_walk_next(&walk, &i);) {
    const ayes_mark *mark = judge_mark(judge, i);
    unsigned tag = AYES_TAG_PRONOUN | (mark->weight < PROPOSAL_FIRST) * (unsigned)JUDGE_TAG_IT;
    tag_words(judge->tokens.tags, mark, (uint8_t)tag);
    seen |= tag;
  }
  judge->tags_seen |= (uint8_t)seen;
}

/* What the lists say stands for more than a proposal offers that restricts. */
static void tag_wholes(ayes_judge *judge) {
  judge_walk walk = judge_walk_start(judge, JUDGE_SET_WHOLES);
  for (size_t i; judge_walk_next(&walk, &i); judge->tags_seen |= AYES_TAG_RIVAL)
    tag_words(judge->tokens.tags, judge_mark(judge, i), AYES_TAG_RIVAL);
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

/* Tags of the caller and of lists. */
static void set_tags(ayes_judge *judge, const uint8_t *tags) {
  judge->tags_seen = copy_tags(tags, judge->tokens.tags, judge->text->tokens.count);
  tag_mentions(judge);
  if (judge->facts && judge->facts->restricts) tag_wholes(judge);
}

/* ---- What the steps ask of some tokens ---- */

unsigned ayes_judge_tags_between(const ayes_judge *judge, uint32_t first, uint32_t last) {
  uint64_t seen = 0;
  if (first >= last) return 0;
  for (; last - first > JUDGE_TOKENS_AT_ONCE; first += JUDGE_TOKENS_AT_ONCE)
    seen |= judge_tags_at(judge, first, JUDGE_TOKENS_AT_ONCE);
  return judge_join_tags(seen | judge_tags_at(judge, first, last - first));
}

uint64_t ayes_judge_kinds_between(const ayes_judge *judge, uint32_t first, uint32_t last) {
  const uint64_t *kinds = judge->tokens.kinds;
  uint64_t seen = 0;
  if (first >= last) return 0;
  for (; last - first > JUDGE_TOKENS_AT_ONCE; first += JUDGE_TOKENS_AT_ONCE)
    seen |= ayes_lanes_join(kinds + first, JUDGE_TOKENS_AT_ONCE);
  return seen | ayes_lanes_join(kinds + first, last - first);
}

uint32_t ayes_judge_first_object(const ayes_judge *judge, uint32_t first, uint32_t last) {
  for (; first < last; first += JUDGE_TOKENS_AT_ONCE) {
    unsigned objects = ayes_lanes_bytes_have(judge->tokens.tags + first, AYES_TAG_OBJECT);
    if (last - first < JUDGE_TOKENS_AT_ONCE) objects |= 1u << (last - first);
    if (objects) return judge_up_to(first, (uint32_t)ayes_first_bit(objects), last);
  }
  return last;
}

ayes_status ayes_judge_index(ayes_judge *judge, const uint8_t *tags) {
  ayes_status status = make_room(judge);
  if (status != AYES_OK) return status;
  index_marks(judge);
  set_tags(judge, tags);
  return AYES_OK;
}
