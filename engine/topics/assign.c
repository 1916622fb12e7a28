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

enum { FEW_MARKS = 64, FEW_SCORES = 24 };

static void sort_marks(const ayes_mark **marks, size_t count) {
  if (count > FEW_MARKS) ayes_sort(marks, count, sizeof *marks, compare_marks);
  else sort_few(marks, count);
}

static bool same_term(const ayes_mark *a, const ayes_mark *b) {
  return a->topic == b->topic && a->source && b->source &&
         (a->source == b->source || ayes_span_equal(a->source->term, b->source->term));
}

static bool names_topic(const uint32_t *topics, size_t count, uint32_t topic) {
  for (size_t i = 0; i < count; i++)
    if (topics[i] == topic) return true;
  return false;
}

static double head_start(const ayes_lexicon *lexicon, const ayes_topic_settings *settings,
                         uint32_t topic) {
  uint32_t parent = ayes_lexicon_topic_get(lexicon, topic)->parent;
  const char *name = parent ? ayes_lexicon_topic_get(lexicon, parent)->id : "";
  bool aspect = settings->aspect_parent && strcmp(name, settings->aspect_parent) == 0;
  return aspect ? settings->target_aspect : settings->target;
}

static ayes_status add_score(ayes_topic_scores *scores, const ayes_topic_settings *settings,
                             const ayes_topic_score *sum, ayes_error *error) {
  if (sum->weight < settings->least) return AYES_OK;
  ayes_topic_score *score = ayes_array_add(scores, error);
  if (!score) return AYES_NO_MEMORY;
  *score = *sum;
  score->weight = sum->weight / (sum->weight + 1);
  return AYES_OK;
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

/* The sum of one topic's run of marks, from sum->first on; sets where it ends. */
static void sum_run(const ayes_topic_scores *scores, double repeat, ayes_topic_score *sum) {
  const ayes_mark **marks = scores->marks.items;
  size_t at = sum->first;
  int repeats = 0;
  for (; at < scores->marks.count && marks[at]->topic == sum->topic; at++) {
    bool again = at > sum->first && same_term(marks[at - 1], marks[at]);
    repeats = again ? repeats + 1 : 0;
    if (!again) sum->weight += marks[at]->weight;
    else if (repeats <= REPEATS_COUNTED) sum->weight += repeat * marks[at]->weight;
  }
  sum->last = at;
}

static ayes_status score_marks(const ayes_lexicon *lexicon, const ayes_topic_settings *settings,
                               const uint32_t *targets, size_t target_count,
                               ayes_topic_scores *scores, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t at = 0; status == AYES_OK && at < scores->marks.count;) {
    ayes_topic_score sum = {.topic = scores->marks.items[at]->topic, .first = at};
    sum_run(scores, settings->repeat, &sum);
    if (names_topic(targets, target_count, sum.topic))
      sum.weight += head_start(lexicon, settings, sum.topic);
    status = add_score(scores, settings, &sum, error);
    at = sum.last;
  }
  return status;
}

/* Topics of the proposal that no term of the answer names. */
static ayes_status score_silent(const ayes_lexicon *lexicon, const ayes_topic_settings *settings,
                                const uint32_t *targets, size_t target_count,
                                ayes_topic_scores *scores, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && i < target_count; i++) {
    bool seen = false;
    for (size_t k = 0; !seen && k < scores->marks.count; k++)
      seen = scores->marks.items[k]->topic == targets[i];
    ayes_topic_score sum = {.topic = targets[i]};
    if (seen) continue;
    sum.weight = head_start(lexicon, settings, targets[i]);
    status = add_score(scores, settings, &sum, error);
  }
  return status;
}

/* Without a branch for each mark: which ones are of this kind cannot be foretold. */
static ayes_status gather_marks(const ayes_marks *marks, ayes_topic_scores *scores,
                                ayes_error *error) {
  scores->marks.count = 0;
  ayes_status status = ayes_array_reserve(&scores->marks.items, &scores->marks.capacity,
                                          marks->count, sizeof *scores->marks.items, error);
  if (status != AYES_OK) return status;
  const ayes_mark *mark = marks->items, **to = scores->marks.items;
  for (size_t left = marks->count; left; left--, mark++) {
    *to = mark;
    to += mark->kind == AYES_KIND_TOPIC;
  }
  if (marks->count) scores->marks.count = (size_t)(to - scores->marks.items);
  return AYES_OK;
}

ayes_status ayes_topics_assign(const ayes_lexicon *lexicon, const ayes_topic_settings *settings,
                               const ayes_marks *marks, const uint32_t *target_topics,
                               size_t target_topic_count, ayes_topic_scores *scores,
                               ayes_error *error) {
  scores->count = 0;
  ayes_status status = gather_marks(marks, scores, error);
  if (status != AYES_OK) return status;
  sort_marks(scores->marks.items, scores->marks.count);
  status = score_marks(lexicon, settings, target_topics, target_topic_count, scores, error);
  if (status == AYES_OK)
    status = score_silent(lexicon, settings, target_topics, target_topic_count, scores, error);
  if (status == AYES_OK) sort_scores(scores);
  return status;
}

void ayes_topics_release(ayes_topic_scores *scores) {
  ayes_array_release(&scores->marks);
  ayes_array_release(scores);
}
