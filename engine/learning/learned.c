/* SPDX-License-Identifier: MIT
 *
 * One loop over the words finds them and notes which forms and pairs are terms. What a word is to a
 * question is looked up once a word type, as long as types are few.
 */
#include "learning/learned.h"

#include <math.h>

#include "base/lanes.h"
#include "base/memory.h"

static const uint32_t UNKNOWN = UINT32_MAX;

_Static_assert(AYES_TERM_BITS < 31, "terms leave room for AYES_LEARNED_HAS_FORM");

/* A word, its form, the word as negated, the pair that it ends. */
enum { HITS_A_WORD = 4 };

/* In log-odds. */
static const double LITTLE = 0.04;

/* The number that stands for a term that there is not. */
static uint32_t no_term(const ayes_model_question *question) {
  return (uint32_t)question->term_count;
}

/* ---- Making room ---- */

/* Numbers of answers grow until they begin anew, so stamps of another question are as good as none.
 */
static ayes_status renew_stamps(ayes_learned *learned, ayes_error *error) {
  size_t known = learned->stamps.capacity;
  ayes_status status = ayes_array_reserve(&learned->stamps.items, &learned->stamps.capacity,
                                          learned->question->term_count + 1, 1, error);
  if (status != AYES_OK) return status;
  if (++learned->stamp == 0) known = 0, learned->stamp = 1;
  memset(learned->stamps.items + known, 0, learned->stamps.capacity - known);
  learned->stamps.items[no_term(learned->question)] = learned->stamp;
  return AYES_OK;
}

/* Groups of sizes are looked at by the group too. */
static ayes_status make_room_for_sizes(ayes_learned *learned, ayes_error *error) {
  size_t most = learned->hits.capacity + AYES_LANES_GROUP;
  ayes_status status =
      ayes_array_reserve(&learned->found_weights.items, &learned->found_weights.capacity, most,
                         sizeof *learned->found_weights.items, error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&learned->sizes.items, &learned->sizes.capacity, most,
                                sizeof *learned->sizes.items, error);
  if (status != AYES_OK) return status;
  return ayes_array_reserve(&learned->largest.items, &learned->largest.capacity,
                            most / AYES_LANES_GROUP + AYES_LANES_GROUP,
                            sizeof *learned->largest.items, error);
}

/* For answers of that many words and marks; so there is room for all hits from the start. */
static ayes_status make_more_room(ayes_learned *learned, size_t places, ayes_error *error) {
  ayes_status status =
      ayes_array_reserve(&learned->hits.items, &learned->hits.capacity, places * HITS_A_WORD + 1,
                         sizeof *learned->hits.items, error);
  if (status == AYES_OK) status = make_room_for_sizes(learned, error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&learned->forms.items, &learned->forms.capacity, places + 1,
                                sizeof *learned->forms.items, error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&learned->pairs.items, &learned->pairs.capacity, places + 1,
                                sizeof *learned->pairs.items, error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&learned->ranges.items, &learned->ranges.capacity, places + 1,
                                sizeof *learned->ranges.items, error);
  if (status == AYES_OK) learned->places = places;
  return status;
}

static ayes_status make_room(const ayes_learned_source *source, ayes_learned *learned,
                             ayes_error *error) {
  size_t places = source->answer.text->tokens.count + source->answer.judgement->mark_count;
  return places < learned->places ? AYES_OK : make_more_room(learned, places + 1, error);
}

static ayes_status words_of(ayes_learned *learned, ayes_learned_words **words, ayes_error *error) {
  size_t number = learned->question->number;
  ayes_status status = ayes_array_reserve(&learned->words.items, &learned->words.capacity,
                                          number + 1, sizeof *learned->words.items, error);
  if (status != AYES_OK) return status;
  while (learned->words.count <= number) learned->words.items[learned->words.count++] = NULL;
  ayes_learned_words **place = &learned->words.items[number];
  if (!*place) *place = ayes_memory_new_zeroed(1, sizeof **place);
  if (!*place) return ayes_error_memory(error);
  if ((*place)->question != learned->question) memset(*place, 0xff, sizeof **place);
  (*place)->question = learned->question;
  *words = *place;
  return AYES_OK;
}

/* ---- Hits ---- */

typedef struct gathered {
  const ayes_learned_source *source;
  const ayes_model_question *question;
  ayes_learned_words *words;
  unsigned char *stamps;
  unsigned char stamp;
  ayes_learned_hit *end;    /* of the hits */
  uint32_t *forms;          /* end of the words whose form is a term */
  ayes_learned_pair *noted; /* end of the pairs that may be terms */
} gathered;

/* Whether a word is a term, and a new one, is as good as chance: no branch asks for it. What is
 * none has been seen. */
static inline ayes_learned_hit *hit(ayes_learned_hit *end, unsigned char *stamps,
                                    unsigned char stamp, uint32_t term, uint32_t place) {
  bool is_new = stamps[term] != stamp;
  *end = (ayes_learned_hit){term, place};
  stamps[term] = stamp;
  return end + is_new;
}

static uint32_t find(const gathered *it, uint64_t key) {
  return ayes_term_index_find(&it->question->index, key, no_term(it->question));
}

static const ayes_word_type *type_of(const gathered *it, uint32_t type) {
  return ayes_types_get(it->source->answer.types, type);
}

static size_t place_of(uint32_t type) {
  return type < AYES_LEARNED_TYPES ? type : AYES_LEARNED_TYPES;
}

/* A word that comes up first, or whose type has no place. */
static ayes_learned_word *meet(const gathered *it, uint32_t number) {
  const ayes_word_type *type = type_of(it, number);
  ayes_learned_word *word = &it->words->items[place_of(number)];
  uint64_t form_key = ayes_feature_of_form(type);
  uint32_t form = form_key ? find(it, form_key) : no_term(it->question);
  it->words->forms[place_of(number)] = form;
  word->stem = find(it, ayes_feature_of_stem(type->stem_hash));
  if (form != no_term(it->question)) word->stem |= AYES_LEARNED_HAS_FORM;
  word->negated = UNKNOWN;
  word->paired = ayes_pair_index_word(&it->question->pairs, type->stem_hash);
  return word;
}

static inline ayes_learned_word *word_of(const gathered *it, uint32_t type) {
  bool is_known = type < AYES_LEARNED_TYPES && it->words->items[type].stem != UNKNOWN;
  return is_known ? &it->words->items[type] : meet(it, type);
}

/* Whether a form is a term, and whether a pair is one, is as good as chance too: such are noted,
 * each for a loop of its own. */
static void find_words(gathered *it) {
  const ayes_token *tokens = it->source->answer.text->tokens.items;
  const ayes_pair_index index = it->question->pairs;
  uint32_t count = (uint32_t)it->source->answer.text->tokens.count, *forms = it->forms;
  ayes_pair_word before = {0};
  unsigned char *stamps = it->stamps, stamp = it->stamp;
  ayes_learned_hit *end = it->end;
  ayes_learned_pair *noted = it->noted;
  for (uint32_t i = 0; i < count; i++) {
    const ayes_learned_word *word = word_of(it, tokens[i].type);
    end = hit(end, stamps, stamp, word->stem & ~AYES_LEARNED_HAS_FORM, i);
    *forms = i;
    forms += (word->stem & AYES_LEARNED_HAS_FORM) != 0;
    uint32_t place = ayes_pair_place(before, word->paired);
    *noted = (ayes_learned_pair){place, i};
    noted += ayes_pair_index_holds(&index, place, word->paired);
    before = word->paired;
  }
  it->end = end;
  it->forms = forms;
  it->noted = noted;
}

static void find_forms(gathered *it, const uint32_t *forms) {
  const ayes_token *tokens = it->source->answer.text->tokens.items;
  unsigned char *stamps = it->stamps, stamp = it->stamp;
  ayes_learned_hit *end = it->end;
  for (; forms < it->forms; forms++) {
    uint32_t type = tokens[*forms].type;
    if (type >= AYES_LEARNED_TYPES) meet(it, type);
    end = hit(end, stamps, stamp, it->words->forms[place_of(type)], *forms);
  }
  it->end = end;
}

/* Nor is there a branch for what stands between two words: a pair that is none is hit where no term
 * is. */
static void find_pairs(gathered *it, const ayes_learned_pair *noted) {
  const ayes_token *tokens = it->source->answer.text->tokens.items;
  const ayes_pair_entry *entries = it->question->pairs.entries;
  const ayes_learned_pair *noted_end = it->noted;
  unsigned char *stamps = it->stamps, stamp = it->stamp;
  uint32_t none = no_term(it->question);
  ayes_learned_hit *end = it->end;
  for (; noted < noted_end; noted++) {
    uint32_t term =
        ayes_feature_ends_pair(&tokens[noted->second]) ? entries[noted->place].term : none;
    end = hit(end, stamps, stamp, term, noted->second);
  }
  it->end = end;
}

/* ranges: where the one of the next hit is to go. */
static void hit_range(gathered *it, uint32_t term, ayes_learned_range range,
                      ayes_learned_range **ranges) {
  ayes_learned_hit *before = it->end;
  **ranges = range;
  it->end = hit(it->end, it->stamps, it->stamp, term, 0);
  *ranges += it->end - before;
}

static uint32_t find_negated_word(const gathered *it, uint32_t type) {
  ayes_learned_word *word = word_of(it, type);
  if (word->negated == UNKNOWN)
    word->negated = find(it, ayes_feature_of_negated(type_of(it, type)->stem_hash));
  return word->negated;
}

static void find_negated(gathered *it, ayes_learned_range **ranges) {
  const ayes_text *text = it->source->answer.text;
  ayes_negations negations = {.marks = it->source->answer.marks};
  while (ayes_negations_next(&negations, text))
    for (uint32_t i = negations.from; i < negations.to; i++)
      hit_range(it, find_negated_word(it, text->tokens.items[i].type),
                (ayes_learned_range){negations.first, i + 1}, ranges);
}

static uint32_t find_kind(const gathered *it, ayes_kind kind, int side) {
  uint32_t *known = &it->words->kinds[kind][side > 0];
  if (*known == UNKNOWN)
    *known = ayes_feature_is_opinion(kind) ? find(it, ayes_feature_of_kind(kind, side))
                                           : no_term(it->question);
  return *known;
}

static void find_kinds(gathered *it, ayes_learned_range **ranges) {
  const ayes_judgement *judgement = it->source->answer.judgement;
  for (size_t i = 0; i < judgement->mark_count; i++) {
    const ayes_mark *mark = &judgement->marks[i].mark;
    double weight = judgement->marks[i].weight;
    int side = (weight > 0) - (weight < 0);
    if (side)
      hit_range(it, find_kind(it, mark->kind, side), (ayes_learned_range){mark->first, mark->last},
                ranges);
  }
}

static void gather(gathered *it, ayes_learned *learned) {
  ayes_learned_range *ranges = learned->ranges.items;
  find_words(it);
  find_forms(it, learned->forms.items);
  learned->hits.pairs = (size_t)(it->end - learned->hits.items);
  find_pairs(it, learned->pairs.items);
  learned->hits.others = (size_t)(it->end - learned->hits.items);
  find_negated(it, &ranges);
  find_kinds(it, &ranges);
  learned->hits.count = (size_t)(it->end - learned->hits.items);
  learned->ranges.count = (size_t)(ranges - learned->ranges.items);
}

static ayes_status find_hits(const ayes_learned_source *source, ayes_learned *learned,
                             ayes_error *error) {
  gathered it = {.source = source, .question = learned->question};
  ayes_status status = make_room(source, learned, error);
  if (status == AYES_OK) status = renew_stamps(learned, error);
  if (status == AYES_OK) status = words_of(learned, &it.words, error);
  if (status != AYES_OK) return status;
  it.stamps = learned->stamps.items;
  it.stamp = learned->stamp;
  it.end = learned->hits.items;
  it.forms = learned->forms.items;
  it.noted = learned->pairs.items;
  gather(&it, learned);
  return AYES_OK;
}

/* Words or pairs: as good as chance. */
ayes_learned_range ayes_learned_where(const ayes_learned *learned, size_t hit) {
  if (hit >= learned->hits.others) return learned->ranges.items[hit - learned->hits.others];
  uint32_t place = learned->hits.items[hit].place;
  return (ayes_learned_range){place - (hit >= learned->hits.pairs), place + 1};
}

/* ---- Sums ---- */

/* What the weights of a head add up to. */
static double add_up(const ayes_learned *learned, const int32_t *weights) {
  int64_t sum = 0;
  for (size_t i = 0; i < learned->hits.count; i++) sum += weights[learned->hits.items[i].term];
  return (double)sum / AYES_WEIGHT_UNITS;
}

/* The same for the side. *size: without regard to sign. */
static double weigh(ayes_learned *learned, const int32_t *weights, double *size) {
  const ayes_learned_hit *hits = learned->hits.items;
  int32_t *found = learned->found_weights.items;
  size_t count = learned->hits.count;
  int64_t sum = 0;
  for (size_t i = 0; i < count; i++) {
    int32_t weight = weights[hits[i].term];
    sum += weight;
    found[i] = weight;
  }
  memset(found + count, 0, AYES_LANES_GROUP * sizeof *found);
  size_t groups = (count + AYES_LANES_GROUP - 1) / AYES_LANES_GROUP;
  float *largest = learned->largest.items;
  *size =
      (double)ayes_lanes_sizes(found, groups * AYES_LANES_GROUP, learned->sizes.items, largest) /
      AYES_WEIGHT_UNITS;
  memset(largest + groups, 0, AYES_LANES_GROUP * sizeof *largest);
  learned->largest.count = (groups + AYES_LANES_GROUP - 1) / AYES_LANES_GROUP * AYES_LANES_GROUP;
  return (double)sum / AYES_WEIGHT_UNITS;
}

bool ayes_learned_says_little(const ayes_learned *learned, size_t hit) {
  return fabs(ayes_learned_weight(learned, hit) * learned->factor) <= LITTLE;
}

static bool overlaps_heavier(const ayes_learned *learned, size_t hit) {
  ayes_learned_range range = ayes_learned_where(learned, hit);
  for (size_t i = 0; i < learned->heaviest_count; i++) {
    ayes_learned_range other = ayes_learned_where(learned, learned->heaviest[i]);
    if (range.first < other.last && other.first < range.last) return true;
  }
  return false;
}

/* The heaviest of all hits that were not taken yet. There is one. */
static size_t take_heaviest(ayes_learned *learned) {
  float *largest = learned->largest.items;
  size_t group = ayes_lanes_largest(largest, learned->largest.count);
  float *sizes = learned->sizes.items + group * AYES_LANES_GROUP;
  size_t at = ayes_lanes_largest(sizes, AYES_LANES_GROUP);
  sizes[at] = 0;
  largest[group] = sizes[ayes_lanes_largest(sizes, AYES_LANES_GROUP)];
  return group * AYES_LANES_GROUP + at;
}

static void choose_heaviest(ayes_learned *learned) {
  learned->heaviest_count = 0;
  for (size_t i = 0; i < learned->hits.count; i++) {
    size_t hit = take_heaviest(learned);
    if (hit >= learned->hits.count || ayes_learned_says_little(learned, hit)) return;
    if (overlaps_heavier(learned, hit)) continue;
    learned->heaviest[learned->heaviest_count++] = (uint32_t)hit;
    const ayes_model_term *term = &learned->question->terms[learned->hits.items[hit].term];
    ayes_fetch(&term->source);
    ayes_fetch((const char *)&term->source + 64);
    if (learned->heaviest_count == AYES_LEARNED_HEAVIEST) return;
  }
}

static void settle(ayes_learned *learned, const ayes_learned_source *source,
                   ayes_outcome_label *outcome) {
  const ayes_model_question *question = learned->question;
  const ayes_judgement *judgement = source->answer.judgement;
  size_t world = ayes_model_world(question, source->hash);
  double scale = ayes_length_factor(source->answer.text->tokens.count);
  ayes_head_values values = {0};
  for (int h = 0; h < AYES_HEAD_COUNT; h++) {
    const ayes_model_head *head = &question->heads[h];
    values.present[h] = head->is_there;
    if (!head->is_there) continue;
    const ayes_blend *blend = &head->blend[world];
    const int32_t *weights = head->weights + world * question->term_count;
    double size = 0;
    double sum = h == AYES_HEAD_SIDE ? weigh(learned, weights, &size) : add_up(learned, weights);
    ayes_blend_input input = {sum * scale, ayes_head_rules((ayes_head)h, judgement)};
    values.log_odds[h] = ayes_blend_value(blend, &input);
    if (h != AYES_HEAD_SIDE) continue;
    learned->weights = weights;
    learned->factor = blend->learned * scale;
    learned->learned = blend->learned * input.learned;
    learned->rules = blend->rules * input.rules;
    learned->constant = blend->constant;
    learned->value = values.log_odds[h];
    values.said = fabs(learned->rules) + fabs(learned->factor) * size;
  }
  ayes_model_label(&values, judgement, outcome);
  choose_heaviest(learned);
}

ayes_status ayes_learned_read(ayes_learned *learned, const ayes_model_question *question,
                              const ayes_learned_source *source, ayes_outcome_label *outcome,
                              ayes_error *error) {
  learned->question = question;
  ayes_model_expect_world(question, source->hash);
  ayes_status status = find_hits(source, learned, error);
  if (status == AYES_OK) settle(learned, source, outcome);
  return status;
}

void ayes_learned_forget(ayes_learned *learned) {
  for (size_t i = 0; i < learned->words.count; i++)
    if (learned->words.items[i]) learned->words.items[i]->question = NULL;
}

void ayes_learned_release(ayes_learned *learned) {
  for (size_t i = 0; i < learned->words.count; i++) ayes_memory_free(learned->words.items[i]);
  ayes_array_release(&learned->words);
  ayes_array_release(&learned->hits);
  ayes_array_release(&learned->forms);
  ayes_array_release(&learned->pairs);
  ayes_array_release(&learned->ranges);
  ayes_array_release(&learned->found_weights);
  ayes_array_release(&learned->sizes);
  ayes_array_release(&learned->largest);
  ayes_array_release(&learned->stamps);
}
