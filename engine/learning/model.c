/* SPDX-License-Identifier: MIT
 *
 * The questions of a model, the worlds of their answers, and how what the heads say becomes a
 * label.
 */
#include "learning/model.h"

#include <math.h>

#include "base/bits.h"
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
    ayes_term_index_release(&question->index);
    ayes_pair_index_release(&question->pairs);
    ayes_memory_free(question->answers.slots);
  }
  ayes_names_release(&model->ids);
  ayes_arena_release(&model->arena);
  ayes_memory_free(model);
}

const ayes_model_question *ayes_model_find(const ayes_model *model, ayes_span question) {
  uint32_t number = model ? ayes_names_find(&model->ids, question) : 0;
  return number ? &model->questions[number - 1] : NULL;
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

size_t ayes_model_world(const ayes_model_question *question, uint64_t hash) {
  const ayes_model_folds *folds = &question->answers;
  return (size_t)(folds->slots[slot_of(folds, hash)] & FOLD_BITS);
}

void ayes_model_expect_world(const ayes_model_question *question, uint64_t hash) {
  const ayes_model_folds *folds = &question->answers;
  ayes_fetch(folds->slots + (hash >> (64 - folds->bits)));
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
  double sure = chance(fabs(side));
  outcome->score = copysign(2 * sure - 1, side); /* tanh(side / 2) */
  outcome->stance = side > 0 ? AYES_SUPPORT : AYES_OPPOSE;
  outcome->confidence = sure * (takes_is_learned ? chance(takes) : 1);
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
