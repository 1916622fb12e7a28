/* SPDX-License-Identifier: MIT
 *
 * Sorting and resolving marks.
 *
 * Only marks of one layer that overlap have anything to resolve. One pass keeps the latest mark of
 * each layer that overlaps none before it and lists what overlaps it; what is no longer goes, for
 * nothing that comes later touches both. Seldom is one longer, or of another topic: then what hangs
 * together from there on is gathered and taken from the longest to the shortest, where one stays
 * unless it touches another that stayed. Where more hang together than there is room for, the long
 * way does it: a mark that stays stamps its tokens with the number of its group (a layer, and
 * topic); one that touches another that stayed, which is no shorter, must have its first or its
 * last token stamped: two look-ups decide. No token is stamped twice for a group. O(n log n +
 * tokens * groups that have marks there).
 */
#include "text/marks.h"

#include <math.h>

#include "base/sort.h"

/* ---- Order ---- */

static int compare_sizes(size_t a, size_t b) { return (a > b) - (a < b); }

/* The heavier first. */
static int compare_weights(double a, double b) {
  int order = (fabs(a) < fabs(b)) - (fabs(a) > fabs(b));
  return order ? order : (a > b) - (a < b);
}

static int compare_sources(const ayes_source *a, const ayes_source *b) {
  if (!a || !b) return (a != NULL) - (b != NULL);
  int order = strcmp(a->place ? a->place : "", b->place ? b->place : "");
  return order ? order : ayes_span_compare(a->term, b->term);
}

/* Earlier before later, and longer before shorter, in one number. */
static inline uint64_t place_of(const ayes_mark *mark) {
  return (uint64_t)mark->first << 32 | (UINT32_MAX - mark->last);
}

static bool is_before_on_same_tokens(const ayes_mark *a, const ayes_mark *b) {
  if (a->kind != b->kind) return a->kind < b->kind;
  if (a->topic != b->topic) return a->topic < b->topic;
  int order = compare_weights(a->weight, b->weight);
  return order ? order < 0 : a->source != b->source && compare_sources(a->source, b->source) < 0;
}

static inline bool is_before(const ayes_mark *a, const ayes_mark *b) {
  uint64_t left = place_of(a), right = place_of(b);
  return left == right ? is_before_on_same_tokens(a, b) : left < right;
}

static int compare_marks(const void *left, const void *right) {
  return is_before(left, right) ? -1 : is_before(right, left);
}

AYES_DEFINE_SORT_FEW(sort_few, ayes_mark, is_before)

enum { FEW_MARKS = 32 };

/* Merges the marks from middle on, in order and at most FEW_MARKS, into those before them. */
static void merge_few(ayes_marks *marks, size_t middle) {
  ayes_mark few[FEW_MARKS], *items = marks->items;
  size_t left = marks->count - middle, to = marks->count;
  memcpy(few, items + middle, left * sizeof *few);
  while (left && middle)
    items[--to] = is_before(&few[left - 1], &items[middle - 1]) ? items[--middle] : few[--left];
  memcpy(items, few, left * sizeof *few);
}

void ayes_marks_sort_late(ayes_marks *marks, size_t first) {
  if (first >= marks->count) return;
  if (marks->count - first > FEW_MARKS) {
    ayes_sort(marks->items, marks->count, sizeof *marks->items, compare_marks);
    return;
  }
  sort_few(marks->items + first, marks->count - first);
  merge_few(marks, first);
}

void ayes_marks_sort(ayes_marks *marks) {
  size_t sorted = 1;
  while (sorted < marks->count && !is_before(&marks->items[sorted], &marks->items[sorted - 1]))
    sorted++;
  ayes_marks_sort_late(marks, sorted);
}

static bool is_same(const ayes_mark *a, const ayes_mark *b) {
  return a->last == b->last && a->source == b->source;
}

void ayes_marks_sort_new(ayes_marks *marks, size_t first) {
  size_t kept = first + 1;
  if (marks->count < first + 2) return;
  ayes_mark *added = marks->items + first;
  if (marks->count - first > FEW_MARKS)
    ayes_sort(added, marks->count - first, sizeof *added, compare_marks);
  else sort_few(added, marks->count - first);
  for (size_t i = first + 1; i < marks->count; i++) {
    if (is_same(&marks->items[i], &marks->items[kept - 1])) continue;
    if (i > kept) marks->items[kept] = marks->items[i];
    kept++;
  }
  marks->count = kept;
}

/* ---- Competition ---- */

static const uint32_t GONE = UINT32_C(1) << 31; /* in the topic of a mark that goes */

static inline bool is_gone(const ayes_mark *mark) { return mark->topic & GONE; }

typedef struct competitor {
  uint32_t layer, topic;
  uint32_t length; /* tokens */
  uint32_t index;  /* of the mark */
} competitor;

static int compare_competitors(const void *left, const void *right) {
  const competitor *a = left, *b = right;
  int order = compare_sizes(a->layer, b->layer);
  if (!order) order = compare_sizes(a->topic, b->topic);
  if (!order) order = compare_sizes(b->length, a->length);
  return order ? order : compare_sizes(a->index, b->index);
}

static bool is_same_group(const competitor *a, const competitor *b) {
  return a->layer == b->layer && a->topic == b->topic;
}

/* Resolves one group from start on: the longest first, of equally long ones the leftmost, of those
 * on the same tokens the first in order. stamps[0] is the stamp of token base. Returns
 * where the group ends. */
static size_t resolve_group(ayes_marks *marks, const competitor *list, size_t count, size_t start,
                            uint32_t *stamps, uint32_t base, uint32_t group) {
  size_t at = start;
  for (; at < count && is_same_group(&list[at], &list[start]); at++) {
    ayes_mark *mark = &marks->items[list[at].index];
    uint32_t first = mark->first - base, last = mark->last - base;
    if (stamps[first] == group || stamps[last - 1] == group) mark->topic |= GONE;
    else
      for (uint32_t token = first; token < last; token++) stamps[token] = group;
  }
  return at;
}

static void fill_competitors(const ayes_marks *marks, competitor *list, uint32_t *end) {
  for (size_t i = 0; i < marks->count; i++) {
    ayes_mark *mark = &marks->items[i];
    ayes_layer layer = ayes_kind_layer(mark->kind);
    mark->topic &= ~GONE;
    list[i] = (competitor){(uint32_t)layer, layer == AYES_LAYER_TOPIC ? mark->topic : 0,
                           mark->last - mark->first, (uint32_t)i};
    if (mark->last > *end) *end = mark->last;
  }
  ayes_sort(list, marks->count, sizeof *list, compare_competitors);
}

/* Without a branch for each mark: which ones go cannot be foretold. */
static void drop_gone(ayes_marks *marks) {
  ayes_mark *from = marks->items, *end = from + marks->count;
  while (from < end && !is_gone(from)) from++;
  ayes_mark *to = from;
  for (; from < end; from++) {
    *to = *from;
    to += !is_gone(from);
  }
  marks->count = (size_t)(to - marks->items);
}

static ayes_status resolve_by_stamps(ayes_marks *marks, ayes_error *error) {
  uint32_t base = marks->items[0].first, end = base, group = 0;
  competitor *list = ayes_memory_new_zeroed(marks->count, sizeof *list);
  if (!list) return ayes_error_memory(error);
  fill_competitors(marks, list, &end);
  uint32_t *stamps = ayes_memory_new_zeroed(end - base, sizeof *stamps);
  if (!stamps) {
    ayes_memory_free(list);
    return ayes_error_memory(error);
  }
  for (size_t at = 0; at < marks->count;)
    at = resolve_group(marks, list, marks->count, at, stamps, base, ++group);
  ayes_memory_free(stamps);
  ayes_memory_free(list);
  return AYES_OK;
}

/* ---- What hangs together ---- */

enum { HANGING_LIMIT = 24 };

/* Marks of one layer of which each overlaps one before it. */
typedef struct hanging {
  size_t count;
  ayes_mark *marks[HANGING_LIMIT];
} hanging;

static bool compete(const ayes_mark *a, const ayes_mark *b) {
  return a->topic == b->topic && a->first < b->last && b->first < a->last;
}

static inline bool is_longer(ayes_mark *const *a, ayes_mark *const *b) {
  return (*a)->last - (*a)->first > (*b)->last - (*b)->first;
}

AYES_DEFINE_SORT_FEW(order_by_length, ayes_mark *, is_longer)

static void settle(hanging *it) {
  order_by_length(it->marks, it->count);
  for (size_t i = 1; i < it->count; i++) {
    ayes_mark *mark = it->marks[i];
    for (size_t k = 0; k < i && !is_gone(mark); k++)
      if (!is_gone(it->marks[k]) && compete(it->marks[k], mark)) mark->topic |= GONE;
  }
}

/* Of two marks the difference is below 2^32 only where they are of one topic and the second one is
 * no longer than the first. */
static inline uint64_t strength_of(const ayes_mark *mark) {
  return (uint64_t)mark->topic << 33 | (mark->last - mark->first);
}

/* Settles what hangs together from a mark on; *end becomes the token behind all of it. False when
 * there is no room. */
AYES_SELDOM static bool settle_from(ayes_marks *marks, uint32_t index, uint32_t *end) {
  hanging all;
  all.count = 0;
  ayes_mark *mark = marks->items + index, *behind = marks->items + marks->count;
  ayes_layer layer = ayes_kind_layer(mark->kind);
  *end = mark->last;
  for (; mark < behind && mark->first < *end; mark++) {
    if (ayes_kind_layer(mark->kind) != layer) continue;
    if (all.count == HANGING_LIMIT) return false;
    if (mark->last > *end) *end = mark->last;
    mark->topic &= ~GONE;
    all.marks[all.count++] = mark;
  }
  settle(&all);
  return true;
}

enum { BATCH = 256 }; /* marks */

/* The head of a layer, which is its latest mark that overlaps no head: its index, and below that
 * the token behind it. Zero: there is none. */
typedef uint64_t head;

/* A mark that overlaps the head of its layer. */
typedef struct overlap {
  uint32_t head, mark; /* indexes */
} overlap;

static inline uint32_t end_of(head it) { return (uint32_t)it; }

/* Lists the overlaps of the marks from first to last, and returns how many there are. Without a
 * branch for each mark: which ones overlap cannot be foretold. Which head is written must not
 * depend on what was read there, or each mark would wait for the one before. */
static size_t list_overlaps(const ayes_marks *marks, size_t first, size_t last,
                            head heads[AYES_LAYER_COUNT], overlap list[BATCH]) {
  size_t count = 0;
  for (size_t i = first; i < last; i++) {
    const ayes_mark *mark = &marks->items[i];
    head *place = &heads[ayes_kind_layer(mark->kind)], it = *place;
    uint64_t overlaps = mark->first < end_of(it), keep = 0 - overlaps;
    head by = (uint64_t)i << 32 | mark->last;
    *place = by ^ ((by ^ it) & keep);
    list[count] = (overlap){(uint32_t)(it >> 32), (uint32_t)i};
    count += overlaps;
  }
  return count;
}

/* Hardly any mark is longer than the head that it overlaps, or of another topic; as long as none
 * is, the head stays and those go. settled: for each layer, up to where what hangs together is
 * settled. False when there is no room. */
static bool settle_overlaps(ayes_marks *marks, const overlap *list, size_t count,
                            uint32_t settled[AYES_LAYER_COUNT]) {
  for (const overlap *it = list; it < list + count; it++) {
    ayes_mark *mark = &marks->items[it->mark];
    uint32_t *until = &settled[ayes_kind_layer(mark->kind)];
    if (mark->first < *until) continue;
    if ((strength_of(&marks->items[it->head]) - strength_of(mark)) >> 32 == 0) mark->topic |= GONE;
    else if (!settle_from(marks, it->head, until)) return false;
  }
  return true;
}

/* False when there is no room. */
static bool resolve_hanging(ayes_marks *marks) {
  head heads[AYES_LAYER_COUNT] = {0};
  uint32_t settled[AYES_LAYER_COUNT] = {0};
  overlap list[BATCH];
  for (size_t first = 0, last; first < marks->count; first = last) {
    last = first + BATCH < marks->count ? first + BATCH : marks->count;
    size_t count = list_overlaps(marks, first, last, heads, list);
    if (!settle_overlaps(marks, list, count, settled)) return false;
  }
  return true;
}

ayes_status ayes_marks_resolve(ayes_marks *marks, ayes_error *error) {
  ayes_status status = AYES_OK;
  if (marks->count < 2) return AYES_OK;
  if (!resolve_hanging(marks)) status = resolve_by_stamps(marks, error);
  if (status == AYES_OK) drop_gone(marks);
  return status;
}
