/* SPDX-License-Identifier: MIT
 *
 * Topic marks are sorted by topic and entry: each distinct term counts its weight once, further
 * hits of the same words a little more, at most twice. O(marks log marks).
 */
#include "topics/topics.h"

#include "base/array.h"
#include "base/sort.h"

static const int REPEATS_COUNTED = 2;

static int compare_sources(const ayes_source *left, const ayes_source *right) {
  if (left == right) return 0;
  if (!left || !right) return left ? 1 : -1;
  return ayes_span_compare(left->term, right->term);
}

static inline bool is_before(const ayes_mark *const *a, const ayes_mark *const *b) {
  const ayes_mark *left = *a, *right = *b;
  if (left->topic != right->topic) return left->topic < right->topic;
  int order = compare_sources(left->source, right->source);
  if (order) return order < 0;
  if (left->weight != right->weight) return left->weight > right->weight;
  return left->first < right->first;
}

static int compare_marks(const void *a, const void *b) {
  return is_before(a, b) ? -1 : is_before(b, a);
}

AYES_DEFINE_SORT_FEW(sort_few, const ayes_mark *, is_before)

enum { FEW_MARKS = 16, SOME_MARKS = 64, FEW_SCORES = 24 };

/* By topic, and within one as they come: the place of each is counted, since how they compare
 * cannot be foretold. */
static void place_few(const ayes_mark *const *marks, size_t count, const ayes_mark **sorted) {
  int32_t keys[FEW_MARKS];
  for (size_t i = 0; i < FEW_MARKS; i++) keys[i] = INT32_MAX;
  for (size_t i = 0; i < count; i++) keys[i] = (int32_t)(marks[i]->topic * FEW_MARKS + i);
  for (size_t i = 0; i < count; i++) {
    int32_t place = 0;
    for (size_t k = 0; k < FEW_MARKS; k++) place += keys[k] < keys[i];
    sorted[place] = marks[i];
  }
}

/* By topic; more than a few by term as well. */
static void place_marks(const ayes_mark *const *marks, size_t count, const ayes_mark **sorted) {
  if (count <= FEW_MARKS) {
    place_few(marks, count, sorted);
    return;
  }
  memcpy(sorted, marks, count * sizeof *marks);
  if (count > SOME_MARKS) ayes_sort(sorted, count, sizeof *sorted, compare_marks);
  else sort_few(sorted, count);
}

static bool same_term(const ayes_mark *a, const ayes_mark *b) {
  return a->topic == b->topic && a->source && b->source &&
         (a->source == b->source || ayes_span_equal(a->source->term, b->source->term));
}

static double head_start(const ayes_lexicon *lexicon, const ayes_topic_settings *settings,
                         uint32_t topic) {
  uint32_t parent = ayes_lexicon_topic_get(lexicon, topic)->parent;
  const char *name = parent ? ayes_lexicon_topic_get(lexicon, parent)->id : "";
  bool aspect = settings->aspect_parent && strcmp(name, settings->aspect_parent) == 0;
  return aspect ? settings->target_aspect : settings->target;
}

static inline bool is_heavier(const ayes_topic_score *a, const ayes_topic_score *b) {
  return a->weight > b->weight || (!(a->weight < b->weight) && a->topic < b->topic);
}

static int compare_scores(const void *a, const void *b) {
  return is_heavier(a, b) ? -1 : is_heavier(b, a);
}

AYES_DEFINE_SORT_FEW(sort_few_scores, ayes_topic_score, is_heavier)

static void sort_scores(ayes_topic_scores *scores) {
  if (scores->count > FEW_SCORES)
    ayes_sort(scores->items, scores->count, sizeof *scores->items, compare_scores);
  else sort_few_scores(scores->items, scores->count);
}

/* What marks of one topic add up to, sorted by term. */
static double add_up(const ayes_mark *const *marks, size_t count, double repeat) {
  double sum = marks[0]->weight;
  int repeats = 0;
  for (size_t i = 1; i < count; i++) {
    bool again = same_term(marks[i - 1], marks[i]);
    repeats = again ? repeats + 1 : 0;
    if (!again) sum += marks[i]->weight;
    else if (repeats <= REPEATS_COUNTED) sum += repeat * marks[i]->weight;
  }
  return sum;
}

/* A score for each topic that marks name, for which there is room, with the weight of its mark; or
 * with none so far where it has several. Where a topic begins cannot be foretold. */
static void list_named(ayes_topic_scores *scores) {
  uint32_t topic = UINT32_MAX;
  size_t first = 0, named = 0;
  for (size_t i = 0; i < scores->marks.count; i++) {
    const ayes_mark *mark = scores->marks.items[i];
    size_t begins = mark->topic != topic;
    const double weights[] = {0, mark->weight};
    topic = mark->topic;
    first += (i - first) & -begins;
    named += begins;
    scores->items[named - 1] = (ayes_topic_score){topic, weights[begins], first, i + 1};
  }
  scores->count = named;
}

/* Gives a head start to a topic of the proposal, one that no mark names among them. There is room
 * for one more. */
static void add_head_start(ayes_topic_scores *scores, uint32_t topic, double head_start) {
  size_t place = scores->count;
  scores->items[place] = (ayes_topic_score){.topic = topic};
  for (size_t i = 0; i < scores->count; i++)
    if (scores->items[i].topic == topic) place = i;
  scores->items[place].weight += head_start;
  scores->count += place == scores->count;
}

/* Adds what a topic's marks amount to where there are several. */
static void add_several(const ayes_topic_scores *scores, double repeat, ayes_topic_score *score) {
  size_t count = score->last - score->first;
  if (count <= 1) return;
  const ayes_mark **marks = scores->marks.items + score->first;
  if (scores->marks.count <= FEW_MARKS) sort_few(marks, count);
  score->weight += add_up(marks, count, repeat);
}

/* Leaves what weighs enough, with weights from 0 to 1. */
static void keep_heavy(ayes_topic_scores *scores, const ayes_topic_settings *settings) {
  size_t kept = 0;
  for (size_t i = 0; i < scores->count; i++) {
    ayes_topic_score *score = &scores->items[i];
    add_several(scores, settings->repeat, score);
    double weight = score->weight;
    scores->items[kept] = *score;
    scores->items[kept].weight = weight / (weight + 1);
    kept += weight >= settings->least;
  }
  scores->count = kept;
}

static ayes_status make_room(ayes_topic_scores *scores, size_t marks, size_t targets,
                             ayes_error *error) {
  ayes_status status = ayes_array_reserve(&scores->marks.items, &scores->marks.capacity, marks,
                                          sizeof *scores->marks.items, error);
  if (status != AYES_OK) return status;
  return ayes_array_reserve(&scores->items, &scores->capacity, marks + targets,
                            sizeof *scores->items, error);
}

ayes_status ayes_topics_assign(const ayes_lexicon *lexicon, const ayes_topic_settings *settings,
                               const ayes_mark *const *marks, size_t mark_count,
                               const uint32_t *target_topics, size_t target_topic_count,
                               ayes_topic_scores *scores, ayes_error *error) {
  scores->count = scores->marks.count = 0;
  ayes_status status = make_room(scores, mark_count, target_topic_count, error);
  if (status != AYES_OK) return status;
  if (mark_count) place_marks(marks, mark_count, scores->marks.items);
  scores->marks.count = mark_count;
  list_named(scores);
  for (size_t i = 0; i < target_topic_count; i++)
    add_head_start(scores, target_topics[i], head_start(lexicon, settings, target_topics[i]));
  keep_heavy(scores, settings);
  sort_scores(scores);
  return AYES_OK;
}

void ayes_topics_release(ayes_topic_scores *scores) {
  ayes_array_release(&scores->marks);
  ayes_array_release(scores);
}
