/* SPDX-License-Identifier: MIT
 *
 * First the strengths, by fits without two neighbouring folds that serve both of them; then a list
 * without each fold, to read that fold with; then the list of all.
 */
#include "learning/across.h"

#include <math.h>
#include <stdlib.h>

#include "learning/across_fit.h"

enum { STRENGTHS = 4, USUAL = 1, NEIGHBOURS = 2 };

static const double strengths[STRENGTHS] = {0.01, 0.03, 0.1, 0.3};

static const double LEAST_GAIN = 2; /* standard errors */

/* Logistic loss of answers against and for, so that both sides weigh the same. */
typedef struct loss {
  double sum[2], count[2];
} loss;

typedef struct learner {
  const ayes_pool *pool;
  const ayes_across_settings *options;
  ayes_across_fit fit;
  loss (*losses)[STRENGTHS]; /* by fold: of others, by what saw neither them nor it */
  ayes_across *across;
  ayes_error *error;
} learner;

/* ---- Strengths ---- */

static void add_loss(learner *it, uint32_t of, uint32_t for_fold, size_t strength) {
  loss *to = &it->losses[for_fold][strength];
  for (size_t i = 0; i < it->pool->rows.count; i++) {
    const ayes_pool_row *row = &it->pool->rows.items[i];
    if (row->fold != of || row->repeated) continue;
    double margin = ayes_across_fit_value(&it->fit, i) * row->side;
    to->sum[row->side > 0] += margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin;
    to->count[row->side > 0]++;
  }
}

static ayes_status try_strengths(learner *it, uint32_t first, uint32_t second) {
  bool none = false;
  ayes_across_fit_leave(&it->fit, first, second);
  ayes_status status = ayes_across_fit_all_terms(&it->fit, &none, it->error);
  for (size_t c = 0; c < STRENGTHS && status == AYES_OK && !none; c++) {
    status = ayes_across_fit_run(&it->fit, strengths[c], it->error);
    if (status != AYES_OK) break;
    add_loss(it, second, first, c);
    add_loss(it, first, second, c);
  }
  return status;
}

/* With two folds nothing is left when both are: the usual strength must do. */
static ayes_status try_all(learner *it) {
  uint32_t folds = (uint32_t)it->pool->folds;
  ayes_status status = AYES_OK;
  for (uint32_t k = 1; k <= NEIGHBOURS && 2 * k < folds; k++)
    for (uint32_t fold = 0; fold < folds && status == AYES_OK; fold++)
      status = try_strengths(it, fold, (fold + k) % folds);
  return status;
}

static double mean(const loss *of) {
  double total = 0;
  for (int side = 0; side < 2; side++)
    total += of->count[side] > 0 ? of->sum[side] / of->count[side] : 0;
  return total;
}

/* Of a fold, or of all where fold is UINT32_MAX. */
static double choose_strength(const learner *it, uint32_t fold) {
  double least = 0;
  size_t best = USUAL;
  bool is_known = false;
  for (size_t c = 0; c < STRENGTHS; c++) {
    loss total = {{0, 0}, {0, 0}};
    for (uint32_t k = 0; k < it->pool->folds; k++)
      for (int side = 0; side < 2 && (fold == UINT32_MAX || fold == k); side++) {
        total.sum[side] += it->losses[k][c].sum[side];
        total.count[side] += it->losses[k][c].count[side];
      }
    if (!(total.count[0] + total.count[1] > 0)) continue;
    if (is_known && !(mean(&total) < least)) continue;
    is_known = true;
    least = mean(&total);
    best = c;
  }
  return strengths[best];
}

/* ---- Lists ---- */

/* The list learned without a fold; *none: too few questions are left for any term. */
static ayes_status learn_without(learner *it, uint32_t fold, double strength, bool *none) {
  ayes_across_fit_leave(&it->fit, fold, fold);
  ayes_status status = ayes_across_fit_all_terms(&it->fit, none, it->error);
  if (status != AYES_OK || *none) return status;
  status = ayes_across_fit_run(&it->fit, strength, it->error);
  if (status == AYES_OK) status = ayes_across_fit_choose_terms(&it->fit, it->error);
  return status == AYES_OK ? ayes_across_fit_run(&it->fit, strength, it->error) : status;
}

static ayes_status read_folds(learner *it) {
  ayes_status status = AYES_OK;
  for (uint32_t fold = 0; fold < it->pool->folds && status == AYES_OK; fold++) {
    bool none = false;
    status = learn_without(it, fold, choose_strength(it, fold), &none);
    for (size_t i = 0; i < it->pool->rows.count && status == AYES_OK && !none; i++)
      if (it->pool->rows.items[i].fold == fold)
        it->across->added[i] = ayes_across_fit_added(&it->fit, i);
  }
  return status;
}

/* ---- Scores ---- */

static ayes_stance side_of(double sum) {
  return sum > 0 ? AYES_SUPPORT : sum < 0 ? AYES_OPPOSE : AYES_NEUTRAL;
}

/* As classify would label it with the list: what is mixed stays so. */
static ayes_stance label_with(const ayes_pool_row *row, double added) {
  if (row->stance == AYES_MIXED) return AYES_MIXED;
  return fabs(row->sum + added) <= row->threshold ? AYES_NEUTRAL : side_of(row->sum + added);
}

static double half_right(double margin) { return margin > 0 ? 1 : margin < 0 ? 0 : 0.5; }

static double balanced(const double right[2], const double all[2]) {
  double sum = 0;
  for (int side = 0; side < 2; side++) sum += all[side] > 0 ? right[side] / all[side] : 0.5;
  return sum / 2;
}

/* Rows stand by question: each is told by the row before of the same input. */
static void score_input(learner *it, size_t input, ayes_across_score *score) {
  ayes_confusion rules = {{0}}, learned = {{0}}, both = {{0}};
  double all[2] = {0, 0}, old_right[2] = {0, 0}, new_right[2] = {0, 0};
  double changed = 0, squares = 0;
  uint32_t question = 0;
  for (size_t i = 0; i < it->pool->rows.count; i++) {
    const ayes_pool_row *row = &it->pool->rows.items[i];
    double added = it->across->added[i];
    if (input < it->options->inputs && row->input != input) continue;
    ayes_stance label = row->side > 0 ? AYES_SUPPORT : AYES_OPPOSE;
    rules[label][row->stance]++;
    learned[label][side_of(added)]++;
    both[label][label_with(row, added)]++;
    all[row->side > 0]++;
    double before = half_right(row->sum * row->side);
    double after = half_right((row->sum + added) * row->side);
    old_right[row->side > 0] += before;
    new_right[row->side > 0] += after;
    changed += after - before;
    squares += (after - before) * (after - before);
    score->answers++;
    score->questions += question != row->question;
    question = row->question;
  }
  score->rules = ayes_lesson_score_of(rules);
  score->learned = ayes_lesson_score_of(learned);
  score->both = ayes_lesson_score_of(both);
  score->rules_side = balanced(old_right, all);
  score->both_side = balanced(new_right, all);
  score->gain = squares > 0 ? changed / sqrt(squares) : 0;
}

/* ---- Terms ---- */

static int compare_terms(const void *a, const void *b) {
  const ayes_across_term *x = a, *y = b;
  bool x_is_good = x->weight > 0, y_is_good = y->weight > 0;
  if (x_is_good != y_is_good) return x_is_good ? -1 : 1;
  double first = fabs(x->weight), second = fabs(y->weight);
  if (first < second || first > second) return first > second ? -1 : 1;
  return (x->term > y->term) - (x->term < y->term);
}

/* In how many answers a good word in the term's place would be right, in how many wrong. */
static void count_sides(learner *it) {
  const ayes_across_fit *fit = &it->fit;
  for (size_t i = 0; i < it->pool->rows.count; i++) {
    if (!fit->chosen[i]) continue;
    for (size_t k = fit->starts[i]; k + 1 < fit->starts[i + 1]; k++) {
      ayes_across_term *term = &it->across->terms.items[fit->columns.items[k]];
      if (fit->values.items[k] * it->pool->rows.items[i].side > 0) term->n_for++;
      else term->n_against++;
    }
  }
}

static ayes_status gather_terms(learner *it) {
  const ayes_across_fit *fit = &it->fit;
  size_t kept = 0;
  for (size_t i = 0; i < fit->column_count; i++) {
    ayes_across_term *term = ayes_array_add(&it->across->terms, it->error);
    if (!term) return AYES_NO_MEMORY;
    *term = (ayes_across_term){.term = fit->term[i],
                               .weight = ayes_across_fit_weight(fit, i),
                               .questions = fit->questions[fit->term[i]],
                               .answers = fit->answers[fit->term[i]]};
  }
  count_sides(it);
  for (size_t i = 0; i < it->across->terms.count; i++) {
    const ayes_across_term *term = &it->across->terms.items[i];
    if (term->weight < 0 || term->weight > 0) it->across->terms.items[kept++] = *term;
  }
  it->across->terms.count = kept;
  if (kept) qsort(it->across->terms.items, kept, sizeof *it->across->terms.items, compare_terms);
  return AYES_OK;
}

/* ---- The whole ---- */

/* Labels as classify gives them may gain by sides being taken at all; sides must be told apart
 * better, too, and by more than chance will do now and then. */
static bool has_gain(const ayes_across_score *all) {
  return all->both.f_avg > all->rules.f_avg && all->both_side > all->rules_side &&
         all->gain > LEAST_GAIN;
}

static ayes_status run(learner *it) {
  bool none = false;
  it->across->outcome = AYES_ACROSS_FEW;
  if (it->pool->folds < 2) return AYES_OK;
  ayes_status status = try_all(it);
  if (status == AYES_OK) status = read_folds(it);
  it->across->strength = choose_strength(it, UINT32_MAX);
  if (status == AYES_OK) status = learn_without(it, UINT32_MAX, it->across->strength, &none);
  if (status != AYES_OK || none) return status;
  for (size_t i = 0; i <= it->options->inputs; i++) score_input(it, i, &it->across->scores[i]);
  status = gather_terms(it);
  bool gains = it->across->terms.count && has_gain(&it->across->scores[it->options->inputs]);
  it->across->outcome = gains ? AYES_ACROSS_LEARNED : AYES_ACROSS_NO_GAIN;
  return status;
}

ayes_status ayes_across_learn(const ayes_pool *pool, const ayes_across_settings *options,
                              ayes_across *across, ayes_error *error) {
  learner it = {.pool = pool, .options = options, .across = across, .error = error};
  memset(across, 0, sizeof *across);
  for (size_t i = 0; i < pool->rows.count; i++) across->sides[pool->rows.items[i].side > 0]++;
  if (!across->sides[0] || !across->sides[1]) {
    across->outcome = AYES_ACROSS_ONE_SIDED;
    return AYES_OK;
  }
  across->scores = ayes_memory_new_zeroed(options->inputs + 1, sizeof *across->scores);
  across->added = ayes_memory_new_zeroed(pool->rows.count + 1, sizeof *across->added);
  it.losses = ayes_memory_new_zeroed(pool->folds + 1, sizeof *it.losses);
  ayes_status status = ayes_across_fit_open(pool, options, &it.fit, error);
  if (status == AYES_OK && (!across->scores || !across->added || !it.losses))
    status = ayes_error_memory(error);
  if (status == AYES_OK) status = run(&it);
  ayes_across_fit_close(&it.fit);
  ayes_memory_free(it.losses);
  return status;
}

void ayes_across_release(ayes_across *across) {
  ayes_array_release(&across->terms);
  ayes_memory_free(across->scores);
  ayes_memory_free(across->added);
  across->scores = NULL;
  across->added = NULL;
}
