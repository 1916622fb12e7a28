/* SPDX-License-Identifier: MIT
 *
 * Looking up the stems and pairs of an answer in the list of its question. A stem is looked up once
 * a word type, as long as types are few; a pair costs a probe of a filter.
 */
#include "learning/model.h"

#include <math.h>

#include "base/memory.h"

/* In log-odds: an answer in which less than this speaks for or against says nothing; nor does one,
 * however it comes out within the second, in which the rules see a refusal to take a side. */
static const double NOTHING_SAID = 0.1, HARDLY_SAID = 0.85;

/* Past it learned words do not overrule that both sides are stated outright. */
static const double PLAINLY_ONE_SIDE = 0.5;

void ayes_model_close(ayes_model *model) {
  if (!model) return;
  for (size_t i = 0; i < model->question_count; i++) {
    ayes_model_question *question = &model->questions[i];
    for (size_t h = 0; h < AYES_HEAD_COUNT; h++) ayes_memory_free(question->heads[h].weights);
    ayes_memory_free(question->terms);
    ayes_memory_free(question->index.slots);
    ayes_memory_free(question->index.bits);
    ayes_memory_free(question->answers.slots);
  }
  ayes_arena_release(&model->arena);
  ayes_memory_free(model);
}

const ayes_model_question *ayes_model_find(const ayes_model *model, ayes_span question) {
  for (size_t i = 0; model && i < model->question_count; i++)
    if (ayes_span_equal(model->questions[i].id, question)) return &model->questions[i];
  return NULL;
}

/* ---- Index ---- */

enum { BITS = 8 }; /* a slot */

static inline bool may_be_there(const ayes_model_index *index, uint64_t key) {
  if (!index->count) return false;
  size_t bit = (size_t)(key >> 32) & (index->count * BITS - 1);
  return index->bits[bit / 64] >> (bit % 64) & 1;
}

static const uint64_t TERM_BITS = (UINT64_C(1) << 24) - 1;

static inline uint32_t probe(const ayes_model_index *index, uint64_t key) {
  size_t mask = index->count - 1, at = (size_t)(key >> 1) & mask;
  for (; index->slots[at]; at = (at + 1) & mask)
    if ((index->slots[at] & ~TERM_BITS) == (key & ~TERM_BITS))
      return (uint32_t)(index->slots[at] & TERM_BITS) - 1;
  return UINT32_MAX;
}

uint32_t ayes_model_term_find(const ayes_model_question *question, uint64_t key) {
  return may_be_there(&question->index, key) ? probe(&question->index, key) : UINT32_MAX;
}

ayes_status ayes_model_index_reserve(ayes_model_index *index, size_t count, ayes_error *error) {
  ayes_memory_free(index->slots);
  ayes_memory_free(index->bits);
  *index = (ayes_model_index){.count = 16};
  if (count > AYES_MODEL_TERMS_MOST)
    return ayes_error_set(error, AYES_OVER_LIMIT, "a model holds at most %d terms a question",
                          AYES_MODEL_TERMS_MOST);
  while (index->count < count * 2) index->count *= 2;
  index->slots = ayes_memory_new_zeroed(index->count, sizeof *index->slots);
  index->bits = ayes_memory_new_zeroed(index->count * BITS / 64, sizeof *index->bits);
  if (index->slots && index->bits) return AYES_OK;
  index->count = 0;
  return ayes_error_memory(error);
}

void ayes_model_index_add(ayes_model_index *index, uint64_t key, uint32_t term) {
  size_t mask = index->count - 1, at = (size_t)(key >> 1) & mask;
  size_t bit = (size_t)(key >> 32) & (index->count * BITS - 1);
  while (index->slots[at]) at = (at + 1) & mask;
  index->slots[at] = (key & ~TERM_BITS) | (term + 1);
  index->bits[bit / 64] |= UINT64_C(1) << (bit % 64);
}

/* ---- Hits ---- */

/* A word, its form, the word as negated, the pair that it ends. */
enum { HITS_A_WORD = 4 };

/* What stands for a term that there is not; terms have the numbers behind it. */
enum { NO_TERM = 1 };

/* Numbers of answers only grow, so stamps of another question are as good as none. There is room
 * for all hits from the start. */
static ayes_status start(const ayes_model_question *question, const ayes_model_source *source,
                         ayes_learned *learned, ayes_error *error) {
  size_t known = learned->stamps.capacity;
  size_t most =
      source->answer.text->tokens.count * HITS_A_WORD + source->answer.judgement->mark_count;
  ayes_status status =
      ayes_array_reserve(&learned->stamps.items, &learned->stamps.capacity,
                         question->term_count + NO_TERM + 1, sizeof(uint32_t), error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&learned->hits.items, &learned->hits.capacity, most + 1,
                                sizeof *learned->hits.items, error);
  if (status != AYES_OK) return status;
  learned->question = question;
  learned->hits.count = 0;
  if (++learned->stamp == 0) known = 0, learned->stamp = 1;
  memset(learned->stamps.items + known, 0, (learned->stamps.capacity - known) * sizeof(uint32_t));
  return AYES_OK;
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
  if ((*place)->question != learned->question) memset(*place, 0, sizeof **place);
  (*place)->question = learned->question;
  *words = *place;
  return AYES_OK;
}

/* The number of a term is its index + 2; UINT32_MAX, for none, becomes 1. */
static inline uint32_t number_of(const ayes_model_question *question, uint64_t key) {
  return ayes_model_term_find(question, key) + NO_TERM + 1;
}

static ayes_learned_word look_up(const ayes_model_question *question, const ayes_word_type *type) {
  uint64_t form = ayes_feature_of_form(type);
  return (ayes_learned_word){type->stem_hash,
                             number_of(question, ayes_feature_of_stem(type->stem_hash)),
                             form ? number_of(question, form) : NO_TERM};
}

/* Hits while they are gathered, apart from what else is written, so that they stay in registers. */
typedef struct gathered {
  const ayes_model_source *source;
  ayes_learned_words *words;
  uint32_t *stamps;
  uint32_t stamp;
  ayes_learned_hit *hits;
  size_t count;
} gathered;

static inline ayes_learned_word find_word(const gathered *it, uint32_t token) {
  uint32_t type = it->source->answer.text->tokens.items[token].type;
  bool is_kept = type < AYES_LEARNED_TYPES;
  if (is_kept && it->words->items[type].stem) return it->words->items[type];
  ayes_learned_word word =
      look_up(it->words->question, ayes_types_get(it->source->answer.types, type));
  if (is_kept) it->words->items[type] = word;
  return word;
}

static uint32_t find_negated_word(const gathered *it, uint32_t token) {
  uint32_t type = it->source->answer.text->tokens.items[token].type;
  bool is_kept = type < AYES_LEARNED_TYPES;
  if (is_kept && it->words->negated[type]) return it->words->negated[type];
  uint64_t stem = ayes_types_get(it->source->answer.types, type)->stem_hash;
  uint32_t number = number_of(it->words->question, ayes_feature_of_negated(stem));
  if (is_kept) it->words->negated[type] = number;
  return number;
}

/* Whether a word is a term, and a new one, is as good as chance: no branch asks for it. What is
 * none has been seen. */
static inline void hit(gathered *it, uint32_t number, uint32_t first, uint32_t last) {
  bool is_new = it->stamps[number] != it->stamp;
  it->stamps[number] = it->stamp;
  ayes_learned_hit *place = &it->hits[it->count]; /* its weight comes later */
  place->first = first;
  place->last = last;
  place->term = number - NO_TERM - 1;
  it->count += is_new;
}

static void find_words(gathered *it) {
  const ayes_model_question *question = it->words->question;
  const ayes_text *text = it->source->answer.text;
  gathered local = *it;
  uint64_t before = 0;
  for (uint32_t i = 0; i < text->tokens.count; i++) {
    ayes_learned_word word = find_word(&local, i);
    hit(&local, word.stem, i, i + 1);
    hit(&local, word.form, i, i + 1);
    if (ayes_feature_is_pair(text, i)) {
      uint64_t pair = ayes_feature_of_pair(before, word.stem_hash);
      if (may_be_there(&question->index, pair))
        hit(&local, probe(&question->index, pair) + NO_TERM + 1, i - 1, i + 1);
    }
    before = word.stem_hash;
  }
  *it = local;
}

static void find_negated(gathered *it) {
  const ayes_text *text = it->source->answer.text;
  ayes_negations negations = {.marks = it->source->answer.marks};
  while (ayes_negations_next(&negations, text))
    for (uint32_t i = negations.from; i < negations.to; i++)
      hit(it, find_negated_word(it, i), negations.first, i + 1);
}

static void find_kinds(gathered *it) {
  const ayes_judgement *judgement = it->source->answer.judgement;
  for (size_t i = 0; i < judgement->mark_count; i++) {
    const ayes_adjusted *adjusted = &judgement->marks[i];
    int side = (adjusted->weight > 0) - (adjusted->weight < 0);
    if (!ayes_feature_is_opinion(adjusted->mark.kind) || !side) continue;
    uint64_t key = ayes_feature_of_kind(adjusted->mark.kind, side);
    hit(it, number_of(it->words->question, key), adjusted->mark.first, adjusted->mark.last);
  }
}

/* ---- Worlds ---- */

static const uint64_t FOLD_BITS = 255;

ayes_status ayes_model_folds_reserve(ayes_model_folds *folds, size_t count, ayes_error *error) {
  folds->bits = 4;
  while ((size_t)1 << folds->bits < count * 2) folds->bits++;
  folds->slots = ayes_memory_new_zeroed((size_t)1 << folds->bits, sizeof *folds->slots);
  return folds->slots ? AYES_OK : ayes_error_memory(error);
}

/* The slot of a hash, or the free one where it would be. */
static size_t slot_of(const ayes_model_folds *folds, uint64_t hash) {
  size_t mask = ((size_t)1 << folds->bits) - 1, at = (size_t)(hash >> (64 - folds->bits));
  while (folds->slots[at] && (folds->slots[at] & ~FOLD_BITS) != (hash & ~FOLD_BITS))
    at = (at + 1) & mask;
  return at;
}

void ayes_model_folds_add(ayes_model_folds *folds, const ayes_model_answer *answer) {
  folds->slots[slot_of(folds, answer->hash)] = (answer->hash & ~FOLD_BITS) | (answer->fold + 1);
}

/* The world that did not see the answer: all of it, unless it was learned from. */
static size_t world_of(const ayes_model_question *question, uint64_t hash) {
  const ayes_model_folds *folds = &question->answers;
  return (size_t)(folds->slots[slot_of(folds, hash)] & FOLD_BITS);
}

/* Its place is far from all else; it is on its way while the words are looked up. */
static void expect_world(const ayes_model_question *question, uint64_t hash) {
  const ayes_model_folds *folds = &question->answers;
  __builtin_prefetch(folds->slots + (hash >> (64 - folds->bits)));
}

static const double *weights_of(const ayes_model_question *question, ayes_head head, size_t world) {
  return question->heads[head].weights + world * question->term_count;
}

static ayes_status gather(const ayes_model_question *question, gathered *it, ayes_learned *learned,
                          ayes_error *error) {
  ayes_status status = start(question, it->source, learned, error);
  if (status == AYES_OK) status = words_of(learned, &it->words, error);
  if (status != AYES_OK) return status;
  it->stamps = learned->stamps.items;
  it->stamp = it->stamps[NO_TERM] = learned->stamp;
  it->hits = learned->hits.items;
  find_words(it);
  find_negated(it);
  find_kinds(it);
  learned->hits.count = it->count;
  return AYES_OK;
}

/* What the weights of a head add up to. Far from each other in memory, they are fetched here one
 * after another rather than as each hit is found, so that none waits for the one before. */
static double add_up(const gathered *it, const double *weights) {
  double sum = 0;
  for (size_t i = 0; i < it->count; i++) sum += weights[it->hits[i].term];
  return sum;
}

/* Where all places are taken, the lightest hit goes. */
static void keep_heavy(uint32_t index, double size, ayes_heaviest *it) {
  size_t at = it->count < AYES_HEAVIEST ? it->count++ : AYES_HEAVIEST - 1;
  for (; at && it->sizes[at - 1] < size; at--) {
    it->sizes[at] = it->sizes[at - 1];
    it->items[at] = it->items[at - 1];
  }
  it->sizes[at] = size;
  it->items[at] = index;
}

/* The same for the side, whose weights stay in the hits. size: without regard to sign. */
static double weigh(gathered *it, const double *weights, double *size, ayes_heaviest *heaviest) {
  double sum = 0, least = 0;
  *size = 0;
  heaviest->count = 0;
  for (uint32_t i = 0; i < it->count; i++) {
    double weight = weights[it->hits[i].term];
    it->hits[i].weight = weight;
    sum += weight;
    *size += fabs(weight);
    if (!(fabs(weight) > least)) continue;
    keep_heavy(i, fabs(weight), heaviest);
    if (heaviest->count == AYES_HEAVIEST) least = heaviest->sizes[AYES_HEAVIEST - 1];
  }
  return sum;
}

static void settle(const ayes_model_question *question, size_t world, gathered *it,
                   ayes_learned *learned, ayes_outcome_label *outcome) {
  const ayes_judgement *judgement = it->source->answer.judgement;
  double scale = ayes_length_factor(it->source->answer.text->tokens.count);
  ayes_head_values values = {0};
  for (int h = 0; h < AYES_HEAD_COUNT; h++) {
    const ayes_model_head *head = &question->heads[h];
    values.present[h] = head->is_there;
    if (!head->is_there) continue;
    const ayes_blend *blend = &head->blend[world];
    const double *weights = weights_of(question, (ayes_head)h, world);
    double size = 0;
    double sum =
        h == AYES_HEAD_SIDE ? weigh(it, weights, &size, &learned->heaviest) : add_up(it, weights);
    ayes_blend_input input = {sum * scale, ayes_head_rules((ayes_head)h, judgement)};
    values.log_odds[h] = ayes_blend_value(blend, &input);
    if (h != AYES_HEAD_SIDE) continue;
    learned->factor = blend->learned * scale;
    learned->learned = blend->learned * input.learned;
    learned->rules = blend->rules * input.rules;
    learned->constant = blend->constant;
    learned->value = values.log_odds[h];
    values.said = fabs(learned->rules) + fabs(learned->factor) * size;
  }
  ayes_model_label(&values, judgement, outcome);
}

ayes_status ayes_model_apply(const ayes_model_question *question, const ayes_model_source *source,
                             ayes_learned *learned, ayes_outcome_label *outcome,
                             ayes_error *error) {
  gathered it = {.source = source};
  expect_world(question, source->hash);
  ayes_status status = gather(question, &it, learned, error);
  if (status == AYES_OK) settle(question, world_of(question, source->hash), &it, learned, outcome);
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
  ayes_array_release(&learned->stamps);
}

/* ---- Labels ---- */

static double chance(double value) { return 1 / (1 + exp(-value)); }

/* Where nobody's labels teach what taking no side looks like, the rules say. */
static bool takes_no_side(const ayes_head_values *values, const ayes_judgement *rules) {
  if (values->said < NOTHING_SAID) return true;
  return rules->stance == AYES_NEUTRAL && (rules->acts & AYES_ACT_NO_VIEW) &&
         fabs(values->log_odds[AYES_HEAD_SIDE]) < HARDLY_SAID;
}

static bool is_mixed(const ayes_head_values *values, const ayes_judgement *rules) {
  if (values->present[AYES_HEAD_MIXED]) return values->log_odds[AYES_HEAD_MIXED] > 0;
  return rules->stance == AYES_MIXED && fabs(values->log_odds[AYES_HEAD_SIDE]) < PLAINLY_ONE_SIDE;
}

void ayes_model_label(const ayes_head_values *values, const ayes_judgement *rules,
                      ayes_outcome_label *outcome) {
  double side = values->log_odds[AYES_HEAD_SIDE], takes = values->log_odds[AYES_HEAD_TAKES];
  bool takes_is_learned = values->present[AYES_HEAD_TAKES];
  outcome->score = tanh(side / 2);
  outcome->stance = side > 0 ? AYES_SUPPORT : AYES_OPPOSE;
  outcome->confidence = chance(fabs(side)) * (takes_is_learned ? chance(takes) : 1);
  if (takes_is_learned ? takes < 0 : takes_no_side(values, rules)) {
    outcome->stance = AYES_NEUTRAL;
    if (takes_is_learned) outcome->confidence = chance(-takes);
    else outcome->confidence = rules->stance == AYES_NEUTRAL ? rules->confidence : 0.5;
  } else if (is_mixed(values, rules)) {
    outcome->stance = AYES_MIXED;
    outcome->confidence = values->present[AYES_HEAD_MIXED]
                              ? chance(values->log_odds[AYES_HEAD_MIXED])
                              : rules->confidence;
  }
}
