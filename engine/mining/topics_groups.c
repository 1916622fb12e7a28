/* SPDX-License-Identifier: MIT
 *
 * For each number of groups: factors, centres of the answers that lean to each of them, and all
 * answers to the nearest centre. Centres that too few answers are near to go, and their answers
 * with them to others: nobody wants topics that are nearly empty.
 */
#include "mining/topics_groups.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "mining/topics_factors.h"

enum { LEAST_MEMBERS = 5, MEMBERS_SHARE = 200 /* a group has a 200th of the answers, or goes */ };

typedef struct searching {
  const ayes_topic_matrix *matrix;
  ayes_topic_factors factors;
  size_t answers;
  double *centres; /* groups by terms */
  size_t *sizes;   /* of groups */
  size_t *order;   /* groups by size, and back */
  ayes_topic_groups now, best;
  ayes_error *error;
} searching;

/* ---- Centres ---- */

static void add_answer(const searching *it, size_t answer, double *centre) {
  const size_t *row = &it->matrix->rows.items[answer];
  for (size_t c = row[0]; c < row[1]; c++)
    centre[it->matrix->cells.items[c].term] += (double)it->matrix->cells.items[c].weight;
}

static void normalise(double *vector, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += vector[i] * vector[i];
  if (sum > 0)
    for (size_t i = 0; i < count; i++) vector[i] /= sqrt(sum);
}

static void centre_of_factors(searching *it, size_t count) {
  size_t terms = it->matrix->term_count;
  memset(it->centres, 0, count * terms * sizeof *it->centres);
  for (size_t i = 0; i < it->factors.sample_count; i++)
    add_answer(it, it->factors.sample[i], it->centres + it->factors.of[i] * terms);
  for (size_t g = 0; g < count; g++) normalise(it->centres + g * terms, terms);
}

static void centre_of_groups(searching *it) {
  size_t terms = it->matrix->term_count;
  memset(it->centres, 0, it->now.count * terms * sizeof *it->centres);
  for (size_t i = 0; i < it->answers; i++)
    if (it->now.of[i]) add_answer(it, i, it->centres + (it->now.of[i] - 1) * terms);
  for (size_t g = 0; g < it->now.count; g++) normalise(it->centres + g * terms, terms);
}

/* ---- Nearest ---- */

/* The two largest cosines with centres. */
typedef struct nearest {
  double first, second;
  uint32_t group; /* of the first, from 1; 0 for none */
} nearest;

static nearest find_nearest(const searching *it, size_t answer) {
  nearest found = {0, 0, 0};
  const size_t *row = &it->matrix->rows.items[answer];
  for (size_t g = 0; g < it->now.count; g++) {
    const double *centre = it->centres + g * it->matrix->term_count;
    double cosine = 0;
    for (size_t c = row[0]; c < row[1]; c++)
      cosine += (double)it->matrix->cells.items[c].weight * centre[it->matrix->cells.items[c].term];
    if (cosine > found.first) found = (nearest){cosine, found.first, (uint32_t)g + 1};
    else if (cosine > found.second) found.second = cosine;
  }
  return found;
}

/* All answers to their nearest centres; sizes and margin anew. */
static void assign(searching *it) {
  double margins = 0;
  size_t grouped = 0;
  memset(it->sizes, 0, (it->now.count + 1) * sizeof *it->sizes);
  for (size_t i = 0; i < it->answers; i++) {
    nearest found = find_nearest(it, i);
    it->now.of[i] = found.group;
    it->now.cosines[i] = found.first;
    it->sizes[found.group]++;
    margins += found.first - found.second;
    grouped += found.group > 0;
  }
  it->now.margin = grouped ? margins / (double)grouped : 0;
}

/* Takes out centres with too few answers; true when there were any. */
static bool drop_small(searching *it) {
  size_t least = it->answers / MEMBERS_SHARE, kept = 0, terms = it->matrix->term_count;
  if (least < LEAST_MEMBERS) least = LEAST_MEMBERS;
  for (size_t g = 0; g < it->now.count; g++) {
    if (it->sizes[g + 1] < least) continue;
    memmove(it->centres + kept * terms, it->centres + g * terms, terms * sizeof *it->centres);
    kept++;
  }
  bool any = kept < it->now.count;
  it->now.count = kept;
  return any;
}

/* ---- How many ---- */

static void try_count(searching *it, size_t count) {
  ayes_topic_factors_fit(&it->factors, count);
  it->now.count = count;
  centre_of_factors(it, count);
  assign(it);
  while (it->now.count > 1 && drop_small(it)) assign(it);
  centre_of_groups(it);
  assign(it);
  while (it->now.count > 1 && drop_small(it)) assign(it);
  if (it->best.count && it->now.margin <= it->best.margin) return;
  ayes_topic_groups before = it->best;
  it->best = it->now;
  it->now.of = before.of;
  it->now.cosines = before.cosines;
}

/* Groups are numbered by size. */
static void number_by_size(searching *it) {
  size_t count = it->best.count;
  memset(it->sizes, 0, (count + 1) * sizeof *it->sizes);
  for (size_t i = 0; i < it->answers; i++) it->sizes[it->best.of[i]]++;
  for (size_t g = 1; g <= count; g++) {
    size_t place = 1;
    for (size_t other = 1; other <= count; other++)
      place += it->sizes[other] > it->sizes[g] || (it->sizes[other] == it->sizes[g] && other < g);
    it->order[g] = place;
  }
  for (size_t i = 0; i < it->answers; i++) it->best.of[i] = (uint32_t)it->order[it->best.of[i]];
}

static bool make_groups(ayes_topic_groups *groups, size_t answers) {
  groups->of = ayes_memory_new_zeroed(answers + 1, sizeof *groups->of);
  groups->cosines = ayes_memory_new_zeroed(answers + 1, sizeof *groups->cosines);
  return groups->of && groups->cosines;
}

static ayes_status prepare(searching *it, size_t most) {
  size_t cells;
  if (ayes_multiply_overflows(most, it->matrix->term_count + 1, &cells))
    return ayes_error_memory(it->error);
  it->centres = ayes_memory_new_zeroed(cells, sizeof *it->centres);
  it->sizes = ayes_memory_new_zeroed(most + 2, sizeof *it->sizes);
  it->order = ayes_memory_new_zeroed(most + 2, sizeof *it->order);
  bool made = make_groups(&it->now, it->answers) && make_groups(&it->best, it->answers);
  if (!made || !it->centres || !it->sizes || !it->order) return ayes_error_memory(it->error);
  return ayes_topic_factors_init(it->matrix, most, &it->factors, it->error);
}

/* A small consultation has few themes: no more than the root of half its answers are tried (the
 * rule of thumb of Mardia, Kent & Bibby 1979). */
static size_t most_tried(size_t answers) {
  size_t most = 2;
  while (most < AYES_TOPIC_GROUP_SEARCH && 2 * (most + 1) * (most + 1) <= answers) most++;
  return most;
}

static void search(searching *it, size_t count) {
  size_t most = it->factors.most;
  if (count && most) try_count(it, count < most ? count : most);
  for (size_t k = 2; !count && k <= most; k++) try_count(it, k);
  if (!count && most == 1) try_count(it, 1);
  if (it->best.count) number_by_size(it);
}

ayes_status ayes_topic_groups_find(const ayes_topic_matrix *matrix, size_t count,
                                   ayes_topic_groups *groups, ayes_error *error) {
  searching it = {.matrix = matrix, .answers = ayes_topic_matrix_answers(matrix), .error = error};
  if (count > AYES_TOPIC_GROUP_LIMIT)
    return ayes_error_set(error, AYES_BAD_USAGE, "at most %d groups can be asked for",
                          AYES_TOPIC_GROUP_LIMIT);
  ayes_status status = prepare(&it, count ? count : most_tried(it.answers));
  if (status == AYES_OK) search(&it, count);
  ayes_topic_groups_release(status == AYES_OK ? &it.now : &it.best);
  if (status == AYES_OK) *groups = it.best;
  else ayes_topic_groups_release(&it.now);
  ayes_topic_factors_release(&it.factors);
  ayes_memory_free(it.centres);
  ayes_memory_free(it.sizes);
  ayes_memory_free(it.order);
  return status;
}

void ayes_topic_groups_release(ayes_topic_groups *groups) {
  ayes_memory_free(groups->of);
  ayes_memory_free(groups->cosines);
  *groups = (ayes_topic_groups){0};
}
