/* SPDX-License-Identifier: MIT
 *
 * Topic marks are sorted by topic and entry: each distinct term counts its weight once, further
 * hits of the same words a little more, at most twice. O(marks log marks).
 */
#include "topics/topics.h"

#include "base/memory.h"
#include "base/sort.h"

static const int REPEATS_COUNTED = 2;

static int compare_sources(const ayes_source *left, const ayes_source *right) {
  if (left == right) return 0;
  if (!left || !right) return left ? 1 : -1;
  return ayes_span_compare(left->term, right->term);
}

static inline bool is_before(const ayes_mark *left, const ayes_mark *right) {
  if (left->topic != right->topic) return left->topic < right->topic;
  int order = compare_sources(left->source, right->source);
  if (order) return order < 0;
  if (left->weight != right->weight) return left->weight > right->weight;
  return left->first < right->first;
}

static int compare_marks(const void *a, const void *b) {
  const ayes_mark *left = *(const ayes_mark *const *)a, *right = *(const ayes_mark *const *)b;
  return is_before(left, right) ? -1 : is_before(right, left);
}

enum { FEW_MARKS = 64 };

/* Few marks, as most answers have, are inserted one by one. */
static void sort_marks(const ayes_mark **marks, size_t count) {
  if (count > FEW_MARKS) {
    ayes_sort(marks, count, sizeof *marks, compare_marks);
    return;
  }
  for (size_t i = 1; i < count; i++) {
    const ayes_mark *mark = marks[i];
    size_t place = i;
    for (; place && is_before(mark, marks[place - 1]); place--) marks[place] = marks[place - 1];
    marks[place] = mark;
  }
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
                             uint32_t topic, double sum, ayes_error *error) {
  if (sum < settings->least) return AYES_OK;
  ayes_topic_score *score = ayes_array_add(scores, error);
  if (!score) return AYES_NO_MEMORY;
  *score = (ayes_topic_score){topic, sum / (sum + 1)};
  return AYES_OK;
}

static int compare_scores(const void *a, const void *b) {
  const ayes_topic_score *left = a, *right = b;
  if (left->weight != right->weight) return left->weight > right->weight ? -1 : 1;
  return left->topic < right->topic ? -1 : left->topic > right->topic;
}

/* The sum of one topic's run of sorted marks; *at moves past it. */
static double sum_run(const ayes_mark **sorted, size_t count, size_t *at, double repeat) {
  double sum = 0;
  int repeats = 0;
  size_t first = *at;
  for (; *at < count && sorted[*at]->topic == sorted[first]->topic; ++*at) {
    bool again = *at > first && same_term(sorted[*at - 1], sorted[*at]);
    repeats = again ? repeats + 1 : 0;
    if (!again) sum += sorted[*at]->weight;
    else if (repeats <= REPEATS_COUNTED) sum += repeat * sorted[*at]->weight;
  }
  return sum;
}

static ayes_status score_marks(const ayes_lexicon *lexicon, const ayes_topic_settings *settings,
                               const ayes_mark **sorted, size_t count, const uint32_t *targets,
                               size_t target_count, ayes_topic_scores *scores, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t at = 0; status == AYES_OK && at < count;) {
    uint32_t topic = sorted[at]->topic;
    double sum = sum_run(sorted, count, &at, settings->repeat);
    if (names_topic(targets, target_count, topic)) sum += head_start(lexicon, settings, topic);
    status = add_score(scores, settings, topic, sum, error);
  }
  return status;
}

/* Topics of the proposal that no term of the answer names. */
static ayes_status score_silent(const ayes_lexicon *lexicon, const ayes_topic_settings *settings,
                                const ayes_mark **sorted, size_t count, const uint32_t *targets,
                                size_t target_count, ayes_topic_scores *scores, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && i < target_count; i++) {
    bool seen = false;
    for (size_t k = 0; !seen && k < count; k++) seen = sorted[k]->topic == targets[i];
    if (!seen)
      status =
          add_score(scores, settings, targets[i], head_start(lexicon, settings, targets[i]), error);
  }
  return status;
}

static size_t count_topic_marks(const ayes_marks *marks) {
  size_t count = 0;
  for (size_t i = 0; i < marks->count; i++) count += marks->items[i].kind == AYES_KIND_TOPIC;
  return count;
}

ayes_status ayes_topics_assign(const ayes_lexicon *lexicon, const ayes_topic_settings *settings,
                               const ayes_marks *marks, const uint32_t *target_topics,
                               size_t target_topic_count, ayes_topic_scores *scores,
                               ayes_error *error) {
  const ayes_mark *few[FEW_MARKS], **many = NULL;
  size_t count = count_topic_marks(marks);
  scores->count = 0;
  if (count > FEW_MARKS) many = ayes_memory_new(count * sizeof *many);
  if (count > FEW_MARKS && !many) return ayes_error_memory(error);
  const ayes_mark **sorted = many ? many : few;
  count = 0;
  for (size_t i = 0; i < marks->count; i++)
    if (marks->items[i].kind == AYES_KIND_TOPIC) sorted[count++] = &marks->items[i];
  sort_marks(sorted, count);
  ayes_status status = score_marks(lexicon, settings, sorted, count, target_topics,
                                   target_topic_count, scores, error);
  if (status == AYES_OK)
    status = score_silent(lexicon, settings, sorted, count, target_topics, target_topic_count,
                          scores, error);
  ayes_memory_free(many);
  if (status == AYES_OK)
    ayes_sort(scores->items, scores->count, sizeof *scores->items, compare_scores);
  return status;
}
