/* SPDX-License-Identifier: MIT
 *
 * Scores are merged into a few classes of about equal weight, for the distribution within a side is
 * known from a few dozen answers only; a little of the distribution of all known answers is added
 * to each side's, so that no class is impossible.
 */
#include "tally/sides.h"

#include <math.h>
#include <string.h>

#include "base/random.h"
#include "tally/mixture.h"

enum { GRID = 16, PROBES = 200, FEWEST_CLASSES = 3, MOST_CLASSES = 10, ANSWERS_A_CLASS = 4 };

static const uint64_t seed = 1;
static const double added = 1; /* answers that the distribution of all counts for in each side's */
static const double tail = 0.025;

const char *ayes_uncorrected_name(ayes_uncorrected reason) {
  static const char *const names[AYES_UNCORRECTED_COUNT] = {NULL, "too_few", "alike"};
  return names[reason];
}

ayes_side ayes_side_of(ayes_stance stance) {
  if (stance == AYES_SUPPORT) return AYES_SIDE_SUPPORT;
  return stance == AYES_OPPOSE ? AYES_SIDE_OPPOSE : AYES_SIDE_NONE;
}

static size_t bin_of(double score) {
  double bin = floor((score + 1) / 2 * AYES_SIDE_BINS);
  if (!(bin > 0)) return 0;
  return bin < AYES_SIDE_BINS ? (size_t)bin : AYES_SIDE_BINS - 1;
}

void ayes_sides_add_known(ayes_sides *sides, ayes_side side, double weight, double score,
                          ayes_stance given) {
  sides->known[side]++;
  sides->scores[side][bin_of(score)] += weight;
  sides->given[side][given] += weight;
  sides->squares[side] += weight * weight;
}

void ayes_sides_add_unknown(ayes_sides *sides, double score, ayes_stance given) {
  sides->unknown++;
  sides->unknown_scores[bin_of(score)]++;
  sides->unknown_given[given]++;
}

/* ---- What is known of each side, in categories ---- */

typedef struct evidence {
  ayes_mixture mixture;            /* within: smoothed */
  double answers[AYES_SIDE_COUNT]; /* known of each side, or as many as their weights are worth */
} evidence;

/* Makes distributions of counts: each side's with a little of all together. */
static void settle(ayes_mixture *it) {
  double all[AYES_MIXTURE_CATEGORIES] = {0};
  for (size_t k = 0; k < it->sides; k++) {
    double sum = 0;
    for (size_t i = 0; i < it->categories; i++) sum += it->within[k][i];
    for (size_t i = 0; i < it->categories && sum > 0; i++)
      all[i] += it->within[k][i] / sum / (double)it->sides;
  }
  for (size_t k = 0; k < it->sides; k++) {
    double sum = added;
    for (size_t i = 0; i < it->categories; i++) sum += it->within[k][i];
    for (size_t i = 0; i < it->categories; i++)
      it->within[k][i] = (it->within[k][i] + added * all[i]) / sum;
  }
}

/* How many answers of equal weight would say as much (Kish 1965). */
static double worth(const ayes_sides *sides, size_t side) {
  double sum = 0;
  for (size_t i = 0; i < AYES_STANCE_COUNT; i++) sum += sides->given[side][i];
  return sides->squares[side] > 0 ? sum * sum / sides->squares[side] : 0;
}

static double scale_of(const ayes_sides *sides, size_t side) {
  double sum = 0;
  for (size_t i = 0; i < AYES_STANCE_COUNT; i++) sum += sides->given[side][i];
  return sum > 0 ? worth(sides, side) / sum : 0;
}

static evidence start_evidence(const ayes_sides *sides, size_t count, size_t categories) {
  evidence it = {.mixture = {.sides = count, .categories = categories}};
  for (size_t k = 0; k < count; k++) it.answers[k] = floor(worth(sides, k) + 0.5);
  return it;
}

static evidence gather_labels(const ayes_sides *sides, size_t count) {
  evidence it = start_evidence(sides, count, AYES_STANCE_COUNT);
  for (size_t i = 0; i < AYES_STANCE_COUNT; i++) {
    for (size_t k = 0; k < count; k++)
      it.mixture.within[k][i] = sides->given[k][i] * scale_of(sides, k);
    it.mixture.mixed[i] = sides->unknown_given[i];
  }
  settle(&it.mixture);
  return it;
}

/* Classes of scores with about equal weight, each side counting the same; as many as the smaller
 * one allows. */
static size_t cut_classes(const ayes_sides *sides, size_t count, size_t class_of[AYES_SIDE_BINS]) {
  double fewest = fmin(worth(sides, AYES_SIDE_SUPPORT), worth(sides, AYES_SIDE_OPPOSE));
  double wanted = fmax(FEWEST_CLASSES, fmin(MOST_CLASSES, floor(fewest / ANSWERS_A_CLASS)));
  double sum = 0;
  size_t at = 0;
  for (size_t i = 0; i < AYES_SIDE_BINS; i++) {
    class_of[i] = at;
    for (size_t k = 0; k < count; k++)
      sum += sides->scores[k][i] * scale_of(sides, k) / fmax(1, worth(sides, k)) / (double)count;
    while (sum >= (double)(at + 1) / wanted - 1e-9 && at + 1 < (size_t)wanted) at++;
  }
  return (size_t)wanted;
}

static evidence gather_scores(const ayes_sides *sides, size_t count) {
  size_t class_of[AYES_SIDE_BINS];
  evidence it = start_evidence(sides, count, cut_classes(sides, count, class_of));
  for (size_t i = 0; i < AYES_SIDE_BINS; i++) {
    for (size_t k = 0; k < count; k++)
      it.mixture.within[k][class_of[i]] += sides->scores[k][i] * scale_of(sides, k);
    it.mixture.mixed[class_of[i]] += sides->unknown_scores[i];
  }
  settle(&it.mixture);
  return it;
}

/* ---- Estimates ---- */

typedef void (*estimator)(const ayes_mixture *mixture, double shares[AYES_SIDE_COUNT]);

/* Support among those who take a side; one half when nobody does. */
static double side_share(const double shares[AYES_SIDE_COUNT]) {
  double both = shares[AYES_SIDE_SUPPORT] + shares[AYES_SIDE_OPPOSE];
  return both > 0 ? shares[AYES_SIDE_SUPPORT] / both : 0.5;
}

/* Adds count draws from a distribution to counts. */
static void draw(ayes_random *random, const double *distribution, size_t categories, double count,
                 double *counts) {
  size_t left = count > 0 ? (size_t)(count + 0.5) : 0;
  double rest = 1;
  for (size_t i = 0; i + 1 < categories && left; i++) {
    size_t hits = rest > 0 ? ayes_random_binomial(random, left, distribution[i] / rest) : 0;
    counts[i] += (double)hits;
    left -= hits;
    rest -= distribution[i];
  }
  counts[categories - 1] += (double)left;
}

/* Another survey of the same size and with the same habits of writing, of which mixed[k] unknown
 * answers are of side k; and what would be estimated of it. */
static double imagine(ayes_random *random, const evidence *it, estimator estimate,
                      const double mixed[AYES_SIDE_COUNT]) {
  ayes_mixture drawn = {.sides = it->mixture.sides, .categories = it->mixture.categories};
  double shares[AYES_SIDE_COUNT];
  for (size_t k = 0; k < drawn.sides; k++) {
    const double *within = it->mixture.within[k];
    draw(random, within, drawn.categories, it->answers[k], drawn.within[k]);
    draw(random, within, drawn.categories, mixed[k], drawn.mixed);
  }
  settle(&drawn);
  estimate(&drawn, shares);
  return side_share(shares);
}

/* The unknown answers when a share of those who take a side support. */
typedef struct population {
  double siding, none;
} population;

static void split(const population *it, double share, double mixed[AYES_SIDE_COUNT]) {
  mixed[AYES_SIDE_SUPPORT] = floor(share * it->siding + 0.5);
  mixed[AYES_SIDE_OPPOSE] = it->siding - mixed[AYES_SIDE_SUPPORT];
  mixed[AYES_SIDE_NONE] = it->none;
}

/* How far estimates scatter where the share is the one found. */
static double scatter(ayes_random *random, const evidence *it, estimator estimate,
                      const population *unknown, double found) {
  double mixed[AYES_SIDE_COUNT], sum = 0, squares = 0;
  split(unknown, found, mixed);
  for (int i = 0; i < PROBES; i++) {
    double difference = imagine(random, it, estimate, mixed) - found;
    sum += difference;
    squares += difference * difference;
  }
  double mean = sum / PROBES;
  return sqrt(fmax(0, squares / PROBES - mean * mean)) + fabs(mean);
}

/* How often a share gives what was found, or more; and what was found, or less. */
typedef struct level {
  double share, more, less;
} level;

static level try_share(ayes_random *random, const evidence *it, estimator estimate,
                       const population *unknown, double share, double found) {
  double mixed[AYES_SIDE_COUNT];
  level result = {share, 0, 0};
  split(unknown, share, mixed);
  if (unknown->siding > 0) result.share = mixed[AYES_SIDE_SUPPORT] / unknown->siding;
  for (int i = 0; i < AYES_SIDES_DRAWS; i++) {
    double value = imagine(random, it, estimate, mixed);
    result.more += value >= found - 1e-9;
    result.less += value <= found + 1e-9;
  }
  result.more /= AYES_SIDES_DRAWS;
  result.less /= AYES_SIDES_DRAWS;
  return result;
}

/* Where a level passes the tail, between a share that is too far off and one that is not. */
static double cross(double off, double off_level, double in, double in_level) {
  if (in_level <= off_level) return off;
  return off + (in - off) * (tail - off_level) / (in_level - off_level);
}

static void invert(const level levels[GRID + 1], double *low, double *high) {
  size_t first = 0, last = GRID;
  while (first < GRID && levels[first].more < tail) first++;
  while (last > 0 && levels[last].less < tail) last--;
  *low = levels[first].share;
  *high = levels[last].share;
  if (first > 0)
    *low = cross(levels[first - 1].share, levels[first - 1].more, levels[first].share,
                 levels[first].more);
  if (last < GRID)
    *high =
        cross(levels[last + 1].share, levels[last + 1].less, levels[last].share, levels[last].less);
}

/* The share of all, when that of the unknown answers is given. */
static double overall(const ayes_sides *sides, const population *unknown, double share) {
  double support = (double)sides->known[AYES_SIDE_SUPPORT];
  double known = support + (double)sides->known[AYES_SIDE_OPPOSE];
  return (support + share * unknown->siding) / (known + unknown->siding);
}

static ayes_estimate estimate_by(const ayes_sides *sides, const evidence *it, estimator estimate) {
  enum { REACH = 5 }; /* times the scatter that the grid goes on either side */
  ayes_random random = ayes_random_start(seed);
  double shares[AYES_SIDE_COUNT], low, high, all = (double)sides->unknown;
  level levels[GRID + 1];
  estimate(&it->mixture, shares);
  double found = side_share(shares);
  population unknown = {all - floor(shares[AYES_SIDE_NONE] * all + 0.5), 0};
  unknown.none = all - unknown.siding;
  double reach = REACH * scatter(&random, it, estimate, &unknown, found) + 2 / fmax(1, all);
  double from = fmax(0, found - reach), to = fmin(1, found + reach);
  for (int i = 0; i <= GRID; i++)
    levels[i] = try_share(&random, it, estimate, &unknown, from + (to - from) * i / GRID, found);
  invert(levels, &low, &high);
  return (ayes_estimate){overall(sides, &unknown, found),
                         overall(sides, &unknown, fmin(low, found)),
                         overall(sides, &unknown, fmax(high, found))};
}

/* Pearson's chi-square of classes by side, and its 95 % point (Wilson & Hilferty 1931). */
static bool are_alike(const evidence *it) {
  double chi_square = 0, classes = 0;
  double first = it->answers[0], second = it->answers[1];
  for (size_t i = 0; i < it->mixture.categories; i++) {
    double a = it->mixture.within[0][i] * first, b = it->mixture.within[1][i] * second;
    double expected = (a + b) * first / (first + second), other = a + b - expected;
    if (!(expected > 0 && other > 0)) continue;
    chi_square += (a - expected) * (a - expected) * (1 / expected + 1 / other);
    classes++;
  }
  double freedom = fmax(1, classes - 1), term = 2 / (9 * freedom);
  double root = 1 - term + 1.6448536269514722 * sqrt(term);
  return chi_square < freedom * root * root * root;
}

ayes_corrected ayes_sides_correct(const ayes_sides *sides) {
  ayes_corrected result = {.estimated = sides->unknown, .left_out = sides->left_out};
  memcpy(result.known, sides->known, sizeof result.known);
  size_t count = sides->known[AYES_SIDE_NONE] >= AYES_SIDES_NEEDED ? 3 : 2;
  bool few = sides->known[AYES_SIDE_SUPPORT] < AYES_SIDES_NEEDED ||
             sides->known[AYES_SIDE_OPPOSE] < AYES_SIDES_NEEDED;
  if (sides->unknown == 0 && sides->known[0] + sides->known[1] > 0) {
    double share = overall(sides, &(population){0, 0}, 0);
    result.em = result.adjusted_count = (ayes_estimate){share, share, share};
    return result;
  }
  if (few) {
    result.reason = AYES_UNCORRECTED_FEW;
    return result;
  }
  evidence scores = gather_scores(sides, count), labels = gather_labels(sides, count);
  if (are_alike(&scores)) {
    result.reason = AYES_UNCORRECTED_ALIKE;
    return result;
  }
  result.em = estimate_by(sides, &scores, ayes_mixture_em);
  result.adjusted_count = estimate_by(sides, &labels, ayes_mixture_adjust);
  return result;
}
