/* SPDX-License-Identifier: MIT
 *
 * Adjusted marks and the marks of assigned topics, as pieces of the text in its order. Opinions,
 * acts and topics each come in that order, so three runs are merged, without a branch that tells
 * from which of them the next piece is; only what starts at the same token is compared any further.
 * O(pieces).
 */
#include "api/evidence.h"

#include <math.h>

#include "base/array.h"
#include "base/sort.h"

static ayes_status make_room_for_topics(ayes_evidence_list *list, size_t limit, ayes_error *error) {
  if (limit < list->topics.count) return AYES_OK;
  ayes_array_release(&list->topics);
  list->topics.items = ayes_memory_new_zeroed(limit + 1, sizeof *list->topics.items);
  if (!list->topics.items) return ayes_error_memory(error);
  list->topics.count = list->topics.capacity = limit + 1;
  return AYES_OK;
}

static ayes_status make_room(const ayes_evidence_sources *sources, ayes_evidence_list *list,
                             ayes_error *error) {
  size_t others = sources->judgement->topic_mark_count;
  if (sources->learned) others += sources->learned->hits.count;
  ayes_status status = make_room_for_topics(list, sources->topic_limit, error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&list->others.items, &list->others.capacity, others,
                                sizeof *list->others.items, error);
  if (status == AYES_OK)
    status =
        ayes_array_reserve(&list->items, &list->capacity, sources->judgement->mark_count + others,
                           sizeof *list->items, error);
  if (status == AYES_OK && !sources->text->is_ascii)
    status = ayes_code_points_read(&list->points, sources->text->bytes, error);
  return status;
}

/* ---- Others than adjusted marks ---- */

/* Adds one if it counts, without a branch. */
static inline void add_other(ayes_evidence_list *list, const ayes_mark *mark, bool decisive,
                             bool counts) {
  ayes_adjusted *other = &list->others.items[list->others.count];
  other->mark = *mark;
  other->weight = mark->weight;
  other->turned = "";
  other->outright = false;
  other->decisive = decisive;
  list->others.count += counts;
}

/* Marks of topics that are assigned. */
static void add_topics(const ayes_evidence_sources *sources, ayes_evidence_list *list) {
  const ayes_topic_scores *scores = sources->scores;
  const ayes_judgement *judgement = sources->judgement;
  const char **ids = list->topics.items;
  for (size_t i = 0; i < scores->count; i++) ids[scores->items[i].topic] = sources->topics[i].id;
  for (size_t i = 0; i < judgement->topic_mark_count; i++) {
    const ayes_mark *mark = judgement->topic_marks[i];
    add_other(list, mark, false, ids[mark->topic]);
  }
}

static void forget_topics(const ayes_evidence_sources *sources, ayes_evidence_list *list) {
  const ayes_topic_scores *scores = sources->scores;
  for (size_t i = 0; i < scores->count; i++) list->topics.items[scores->items[i].topic] = NULL;
}

static bool speaks_for(ayes_stance stance, double weight) {
  return stance == AYES_MIXED || (stance == AYES_SUPPORT && weight > 0) ||
         (stance == AYES_OPPOSE && weight < 0);
}

static void add_hit(const ayes_evidence_sources *sources, size_t hit, ayes_evidence_list *list) {
  const ayes_learned *learned = sources->learned;
  ayes_learned_range range = ayes_learned_where(learned, hit);
  double weight = ayes_learned_weight(learned, hit) * learned->factor;
  ayes_mark mark = {.first = range.first,
                    .last = range.last,
                    .kind = AYES_KIND_LEARNED,
                    .weight = weight,
                    .source = &learned->question->terms[learned->hits.items[hit].term].source};
  add_other(list, &mark, speaks_for(sources->judgement->stance, weight), true);
}

/* By place; of those that say the same the heavier one first. */
static int compare_others(const void *a, const void *b) {
  const ayes_adjusted *left = a, *right = b;
  double sizes[] = {fabs(left->weight), fabs(right->weight)};
  if (left->mark.first != right->mark.first) return left->mark.first < right->mark.first ? -1 : 1;
  return (sizes[0] < sizes[1]) - (sizes[0] > sizes[1]);
}

static void add_learned(const ayes_evidence_sources *sources, bool all, ayes_evidence_list *list) {
  const ayes_learned *learned = sources->learned;
  for (size_t i = 0; !all && i < learned->heaviest_count; i++)
    add_hit(sources, learned->heaviest[i], list);
  for (size_t i = 0; all && i < learned->hits.count; i++)
    if (!ayes_learned_says_little(learned, i)) add_hit(sources, i, list);
  ayes_sort(list->others.items, list->others.count, sizeof *list->others.items, compare_others);
}

/* ---- Pieces ---- */

/* Field by field: clearing all of it first would cost as much again. */
static inline void fill(const ayes_token *tokens, const char *const *topics,
                        const ayes_adjusted *adjusted, ayes_evidence *piece) {
  const ayes_mark *mark = &adjusted->mark;
  const ayes_source *source = mark->source;
  piece->start = piece->byte_start = tokens[mark->first].start;
  piece->end = piece->byte_end = tokens[mark->last - 1].end;
  piece->kind = ayes_kind_get(mark->kind)->name;
  piece->topic = topics[mark->topic];
  piece->weight = adjusted->weight;
  piece->plain_weight = mark->weight;
  piece->source = source ? source->place : "";
  piece->turned = adjusted->turned;
  piece->decisive = adjusted->decisive;
  piece->origin = source;
}

/* Most are the same string, or begin otherwise. */
static inline int compare_names(const char *a, const char *b) {
  if (a == b) return 0;
  int order = (unsigned char)*a - (unsigned char)*b;
  return order ? order : strcmp(a, b);
}

static inline int compare_pieces(const ayes_evidence *first, const ayes_evidence *second) {
  if (first->byte_end != second->byte_end) return first->byte_end < second->byte_end ? -1 : 1;
  int order = compare_names(first->kind, second->kind);
  if (order) return order;
  order = compare_names(first->topic ? first->topic : "", second->topic ? second->topic : "");
  return order ? order : compare_names(first->source, second->source);
}

/* Moves the last piece before those that start at the same token and come behind it. One mark may
 * count twice, as an act and for its tone: it is shown once. Returns the end of the pieces. */
static ayes_evidence *order_last(ayes_evidence *first, ayes_evidence *last) {
  ayes_evidence *place = last;
  for (; place > first && place[-1].byte_start == last->byte_start; place--) {
    int order = compare_pieces(&place[-1], last);
    if (order < 0) break;
    if (order == 0) {
      place[-1].decisive |= last->decisive;
      return last;
    }
  }
  if (place == last) return last + 1;
  ayes_evidence piece = *last;
  memmove(place + 1, place, (size_t)(last - place) * sizeof *place);
  *place = piece;
  return last + 1;
}

/* What makes a mark evidence: as many bits. */
enum { ANYHOW = 1, WITH_WEIGHT = 2, SAID_OUTRIGHT = 4, DECISIVE = 8 };

/* Evidence shows a label; what only turns other words, or mentions the proposal, does not. A demand
 * ("should be banned") does, the words it is made of do not. */
static inline bool is_evidence(const ayes_adjusted *adjusted) {
  static const uint8_t enough[AYES_LAYER_COUNT] = {[AYES_LAYER_ACT] = ANYHOW,
                                                   [AYES_LAYER_OPINION] = WITH_WEIGHT,
                                                   [AYES_LAYER_FRAME] = SAID_OUTRIGHT,
                                                   [AYES_LAYER_SHIFT] = DECISIVE};
  ayes_kind kind = adjusted->mark.kind;
  unsigned weighs = fabs(adjusted->weight) > 0;
  unsigned facts = ANYHOW | weighs * WITH_WEIGHT | (weighs & adjusted->outright) * SAID_OUTRIGHT |
                   adjusted->decisive * DECISIVE;
  return (enough[ayes_kind_layer(kind)] & facts) | (kind == AYES_KIND_CONDITION);
}

/* What stands behind each run: it starts behind all. */
static const ayes_adjusted nothing = {.mark = {.first = UINT32_MAX}};

/* Marks in the order of the text. */
typedef struct run {
  const ayes_adjusted *next, *end;
} run;

static inline run make_run(const ayes_adjusted *items, size_t first, size_t last) {
  return first < last ? (run){items + first, items + last} : (run){&nothing, &nothing};
}

static inline void advance(run *it, bool goes_on) {
  const ayes_adjusted *next = it->next + goes_on;
  it->next = next == it->end ? &nothing : next;
}

/* Which of three runs goes on first, or an earlier one at the same token; 2 and 3 are both the
 * last one. */
static inline unsigned first_of(const run *first, const run *second, const run *third) {
  uint32_t a = first->next->mark.first, b = second->next->mark.first;
  uint32_t is_second = b < a, least = a ^ ((a ^ b) & -is_second);
  return is_second | (unsigned)(third->next->mark.first < least) << 1;
}

/* Merges the runs. */
static void add_pieces(const ayes_evidence_sources *sources, bool all, ayes_evidence_list *list) {
  const ayes_judgement *judgement = sources->judgement;
  const ayes_token *tokens = sources->text->tokens.items;
  run opinions = make_run(judgement->marks, 0, judgement->opinion_count);
  run acts = make_run(judgement->marks, judgement->opinion_count, judgement->mark_count);
  run others = make_run(list->others.items, 0, list->others.count);
  size_t most = list->capacity < AYES_EVIDENCE_LIMIT ? list->capacity : AYES_EVIDENCE_LIMIT;
  ayes_evidence *end = list->items, *limit = list->items + most;
  for (uint32_t before = UINT32_MAX;;) {
    unsigned which = first_of(&opinions, &acts, &others);
    const ayes_adjusted *const heads[] = {opinions.next, acts.next, others.next, others.next};
    const ayes_adjusted *next = heads[which];
    uint32_t first = next->mark.first;
    if (next == &nothing || (first != before && end >= limit)) break;
    bool shown = all | (which > 1) | is_evidence(next);
    advance(&opinions, which == 0);
    advance(&acts, which == 1);
    advance(&others, which > 1);
    if (!shown) continue;
    fill(tokens, list->topics.items, next, end);
    end = first == before ? order_last(list->items, end) : end + 1;
    before = first;
  }
  list->count = end < limit ? (size_t)(end - list->items) : most;
}

static void count_code_points(ayes_evidence_list *list) {
  for (size_t i = 0; i < list->count; i++) {
    ayes_evidence *piece = &list->items[i];
    piece->start = ayes_code_points_before(&list->points, piece->byte_start);
    piece->end = ayes_code_points_before(&list->points, piece->byte_end);
  }
}

ayes_status ayes_evidence_collect(const ayes_evidence_sources *sources, bool all,
                                  ayes_evidence_list *list, ayes_error *error) {
  list->count = list->others.count = 0;
  ayes_status status = make_room(sources, list, error);
  if (status != AYES_OK || !list->items) return status; /* no marks so far, no memory for them */
  add_topics(sources, list);
  if (sources->learned) add_learned(sources, all, list);
  add_pieces(sources, all, list);
  forget_topics(sources, list);
  if (!sources->text->is_ascii) count_code_points(list);
  return AYES_OK;
}

void ayes_evidence_release(ayes_evidence_list *list) {
  ayes_array_release(&list->others);
  ayes_array_release(&list->topics);
  ayes_code_points_release(&list->points);
  ayes_array_release(list);
}
