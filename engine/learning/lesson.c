/* SPDX-License-Identifier: MIT
 *
 * Fits each distinction that has labels enough, then reads every labelled answer by the world that
 * did not see it and compares.
 */
#include "learning/lesson.h"

#include <math.h>

#include "base/memory.h"
#include "learning/model.h"

/* From so many answers on, words that a single one holds are left out while fitting. */
enum { MANY_ANSWERS = 2000 };

static double f1_of(const ayes_confusion counts, int label) {
  size_t right = counts[label][label], missed = 0, wrong = 0;
  for (int i = 0; i < AYES_STANCE_COUNT; i++) {
    if (i == label) continue;
    missed += counts[label][i];
    wrong += counts[i][label];
  }
  double whole = 2 * (double)right + (double)missed + (double)wrong;
  return whole > 0 ? 2 * (double)right / whole : 0;
}

ayes_lesson_score ayes_lesson_score_of(const ayes_confusion counts) {
  ayes_lesson_score score = {0, 0, 0};
  double all = 0, right = 0, labels = 0;
  for (int i = 0; i < AYES_STANCE_COUNT; i++) {
    size_t given = 0;
    for (int k = 0; k < AYES_STANCE_COUNT; k++) given += counts[i][k];
    all += (double)given;
    right += (double)counts[i][i];
    if (!given) continue;
    labels++;
    score.macro_f1 += f1_of(counts, i);
  }
  score.accuracy = all > 0 ? right / all : 0;
  score.macro_f1 = labels > 0 ? score.macro_f1 / labels : 0;
  score.f_avg = (f1_of(counts, AYES_SUPPORT) + f1_of(counts, AYES_OPPOSE)) / 2;
  return score;
}

/* Learned words and rules together, and learned words alone. */
static void read_row(const ayes_lesson *lesson, size_t row, ayes_outcome_label *both,
                     ayes_outcome_label *learned) {
  static const ayes_judgement silent = {0};
  const ayes_sample_row *sample = &lesson->samples->list.items[row];
  size_t world = sample->fold + 1;
  ayes_head_values together = {0}, alone = {0};
  for (int h = 0; h < AYES_HEAD_COUNT; h++) {
    if (!lesson->present[h]) continue;
    const ayes_fit *fit = &lesson->fits[h];
    const ayes_blend *blend = &fit->blend[world];
    double said;
    ayes_blend_input input = ayes_fit_input(lesson->samples, fit, world, row, (ayes_head)h, &said);
    together.present[h] = alone.present[h] = true;
    together.log_odds[h] = ayes_blend_value(blend, &input);
    alone.log_odds[h] = blend->learned * (input.learned + fit->constant[world]);
    if (h != AYES_HEAD_SIDE) continue;
    alone.said = fabs(blend->learned) * said;
    together.said = alone.said + fabs(blend->rules * input.rules);
  }
  ayes_model_label(&together, &sample->rules, both);
  ayes_model_label(&alone, &silent, learned);
}

static void compare(ayes_lesson *lesson) {
  ayes_confusion rules = {{0}}, learned = {{0}}, both = {{0}};
  for (size_t i = 0; i < lesson->samples->list.count; i++) {
    const ayes_sample_row *sample = &lesson->samples->list.items[i];
    ayes_outcome_label together, alone;
    if (sample->label == AYES_UNLABELLED) continue;
    read_row(lesson, i, &together, &alone);
    rules[sample->label][sample->rules.stance]++;
    learned[sample->label][alone.stance]++;
    both[sample->label][together.stance]++;
  }
  lesson->rules = ayes_lesson_score_of(rules);
  lesson->learned = ayes_lesson_score_of(learned);
  lesson->both = ayes_lesson_score_of(both);
}

static bool has_enough(const ayes_lesson *lesson, ayes_head head, size_t least) {
  size_t counts[2] = {0, 0};
  for (int label = 0; label < AYES_STANCE_COUNT; label++) {
    int side = ayes_head_label(head, label);
    if (side) counts[side > 0] += lesson->samples->labels[label];
  }
  return counts[0] >= least && counts[1] >= least;
}

bool ayes_lesson_keeps(const ayes_lesson *lesson, size_t world, size_t column) {
  for (int h = 0; h < AYES_HEAD_COUNT; h++) {
    if (!lesson->present[h]) continue;
    double weight = lesson->fits[h].weights[world][column];
    if (weight < 0 || weight > 0) return true;
  }
  return false;
}

/* Rules that stay silent are easily beaten by guessing. What was learned must tell the sides apart
 * better than a coin would, by a standard error of the coin at least. */
static bool tells_sides_apart(const ayes_lesson *lesson) {
  const ayes_fit *fit = &lesson->fits[AYES_HEAD_SIDE];
  double right[2] = {0, 0}, all[2] = {0, 0};
  for (size_t i = 0; i < lesson->samples->list.count; i++) {
    const ayes_sample_row *row = &lesson->samples->list.items[i];
    int side = ayes_head_label(AYES_HEAD_SIDE, row->label);
    if (!side) continue;
    ayes_blend_input input =
        ayes_fit_input(lesson->samples, fit, row->fold + 1, i, AYES_HEAD_SIDE, NULL);
    double value = ayes_blend_value(&fit->blend[row->fold + 1], &input);
    all[side > 0]++;
    right[side > 0] += value * side > 0;
  }
  double balanced = (right[0] / all[0] + right[1] / all[1]) / 2;
  return balanced > 0.5 + 0.5 / sqrt(all[0] + all[1]);
}

/* ---- Gain ---- */

/* What both together and rules alone say of each row, read by the world that did not see it; and
 * labels of one fold at a time. */
typedef struct fold_losses {
  ayes_blend_input *both, *rules; /* by row */
  signed char *inside, *outside;  /* labels of the fold, and of all others */
} fold_losses;

static void release_losses(fold_losses *it) {
  ayes_memory_free(it->both);
  ayes_memory_free(it->rules);
  ayes_memory_free(it->inside);
  ayes_memory_free(it->outside);
}

static ayes_status make_losses(const ayes_lesson *lesson, fold_losses *it, ayes_error *error) {
  const ayes_samples *samples = lesson->samples;
  size_t rows = samples->list.count;
  it->both = ayes_memory_new_zeroed(rows + 1, sizeof *it->both);
  it->rules = ayes_memory_new_zeroed(rows + 1, sizeof *it->rules);
  it->inside = ayes_memory_new_zeroed(rows + 1, 1);
  it->outside = ayes_memory_new_zeroed(rows + 1, 1);
  if (!it->both || !it->rules || !it->inside || !it->outside) return ayes_error_memory(error);
  for (size_t i = 0; i < rows; i++) {
    it->both[i] = ayes_fit_input(samples, &lesson->fits[AYES_HEAD_SIDE],
                                 samples->list.items[i].fold + 1, i, AYES_HEAD_SIDE, NULL);
    it->rules[i] = (ayes_blend_input){0, it->both[i].rules};
  }
  return AYES_OK;
}

/* How much less both cost than rules alone with a weight of their own, in one fold. */
static double saved_in_fold(const ayes_lesson *lesson, size_t fold, fold_losses *it) {
  const ayes_samples *samples = lesson->samples;
  size_t count = samples->list.count;
  ayes_blend alone;
  for (size_t i = 0; i < count; i++) {
    const ayes_sample_row *row = &samples->list.items[i];
    int side = ayes_head_label(AYES_HEAD_SIDE, row->label);
    it->inside[i] = (signed char)(row->fold == fold ? side : 0);
    it->outside[i] = (signed char)(row->fold == fold ? 0 : side);
  }
  ayes_blend_fit(it->rules, it->outside, count, &ayes_blend_usual, &alone);
  return ayes_blend_loss(&alone, it->rules, it->inside, count) -
         ayes_blend_loss(&lesson->fits[AYES_HEAD_SIDE].blend[fold + 1], it->both, it->inside,
                         count);
}

/* Counts of right labels tell little where ticks are few; the logistic loss, a proper score, also
 * sees how sure each was (Gneiting & Raftery 2007). */
static ayes_status loses_less(const ayes_lesson *lesson, bool *less, ayes_error *error) {
  fold_losses it = {0};
  double saved = 0;
  ayes_status status = make_losses(lesson, &it, error);
  for (size_t k = 0; k < lesson->samples->folds && status == AYES_OK; k++)
    saved += saved_in_fold(lesson, k, &it);
  release_losses(&it);
  *less = saved > 0;
  return status;
}

ayes_status ayes_lesson_learn(ayes_lesson *lesson, const ayes_lesson_options *options,
                              ayes_error *error) {
  lesson->outcome = AYES_LESSON_FEW;
  if (!has_enough(lesson, AYES_HEAD_SIDE, options->least)) return AYES_OK;
  ayes_status status = ayes_samples_freeze(
      lesson->samples, lesson->samples->list.count < MANY_ANSWERS ? 1 : 2, error);
  for (int h = 0; h < AYES_HEAD_COUNT && status == AYES_OK; h++) {
    lesson->present[h] = has_enough(lesson, (ayes_head)h, options->least);
    if (lesson->present[h])
      status = ayes_crossfit(lesson->samples, (ayes_head)h, options->most_terms, &lesson->fits[h],
                             error);
  }
  if (status != AYES_OK) return status;
  compare(lesson);
  for (size_t i = 0; i < lesson->samples->columns.count; i++)
    lesson->terms += ayes_lesson_keeps(lesson, 0, i);
  bool is_surer = false;
  status = loses_less(lesson, &is_surer, error);
  bool gains = is_surer || lesson->both.macro_f1 > lesson->rules.macro_f1;
  lesson->outcome = gains && tells_sides_apart(lesson) ? AYES_LESSON_LEARNED : AYES_LESSON_NO_GAIN;
  return status;
}

void ayes_lesson_release(ayes_lesson *lesson) {
  for (int h = 0; h < AYES_HEAD_COUNT; h++) ayes_fit_release(&lesson->fits[h]);
}
