/* SPDX-License-Identifier: MIT
 *
 * Adjusted marks and the marks of assigned topics, as pieces of the text in its order. O(n log n).
 */
#include "api/evidence.h"

#include <math.h>

#include "base/array.h"
#include "base/sort.h"
#include "text/utf8.h"

static bool is_assigned(const ayes_evidence_sources *sources, uint32_t topic) {
  for (size_t i = 0; i < sources->scores->count; i++)
    if (sources->scores->items[i].topic == topic) return true;
  return false;
}

static ayes_status add_evidence(const ayes_evidence_sources *sources, ayes_evidence_list *list,
                                const ayes_mark *mark, ayes_error *error) {
  const ayes_token *tokens = sources->text->tokens.items;
  ayes_evidence *piece = ayes_array_add(list, error);
  if (!piece) return AYES_NO_MEMORY;
  *piece = (ayes_evidence){.byte_start = tokens[mark->first].start,
                           .byte_end = tokens[mark->last - 1].end,
                           .kind = ayes_kind_get(mark->kind)->name,
                           .weight = mark->weight,
                           .plain_weight = mark->weight,
                           .source = mark->source ? mark->source->place : "",
                           .turned = "",
                           .origin = mark->source};
  if (mark->kind == AYES_KIND_TOPIC && mark->topic)
    piece->topic = ayes_lexicon_topic_get(sources->lexicon, mark->topic)->id;
  return AYES_OK;
}

static ayes_status add_adjusted(const ayes_evidence_sources *sources, ayes_evidence_list *list,
                                const ayes_adjusted *adjusted, ayes_error *error) {
  if (add_evidence(sources, list, &adjusted->mark, error) != AYES_OK) return AYES_NO_MEMORY;
  ayes_evidence *piece = &list->items[list->count - 1];
  piece->weight = adjusted->weight;
  piece->turned = adjusted->turned ? adjusted->turned : "";
  piece->decisive = adjusted->decisive;
  return AYES_OK;
}

/* Evidence shows a label; what only turns other words, or mentions the proposal, does not. */
static bool is_evidence(const ayes_adjusted *adjusted) {
  if (adjusted->mark.kind == AYES_KIND_CONDITION) return true;
  switch (ayes_kind_get(adjusted->mark.kind)->layer) {
    case AYES_LAYER_OPINION: return adjusted->weight > 0 || adjusted->weight < 0;
    case AYES_LAYER_ACT: return true;
    case AYES_LAYER_SHIFT: return adjusted->decisive;
    default: return false;
  }
}

static int compare_pieces(const void *a, const void *b) {
  const ayes_evidence *first = a, *second = b;
  if (first->byte_start != second->byte_start)
    return first->byte_start < second->byte_start ? -1 : 1;
  if (first->byte_end != second->byte_end) return first->byte_end < second->byte_end ? -1 : 1;
  int order = strcmp(first->kind, second->kind);
  if (order) return order;
  order = strcmp(first->topic ? first->topic : "", second->topic ? second->topic : "");
  return order ? order : strcmp(first->source, second->source);
}

/* Code points of all pieces in one walk over the text: starts ascend, and each piece is counted
 * from its start. */
static void count_code_points(const ayes_evidence_sources *sources, ayes_evidence_list *list) {
  ayes_span text = sources->text->bytes;
  size_t at = 0, code_points = 0;
  bool is_ascii = sources->text->is_ascii;
  for (size_t i = 0; i < list->count; i++) {
    ayes_evidence *piece = &list->items[i];
    if (is_ascii) {
      piece->start = piece->byte_start;
      piece->end = piece->byte_end;
      continue;
    }
    code_points += ayes_utf8_count(ayes_span_slice(text, at, piece->byte_start));
    at = piece->byte_start;
    piece->start = code_points;
    piece->end = code_points + ayes_utf8_count(ayes_span_slice(text, at, piece->byte_end));
  }
}

/* One mark may count twice, as an act and for its tone. Of sorted pieces. */
static void drop_repeated(ayes_evidence_list *list) {
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++) {
    ayes_evidence *last = kept ? &list->items[kept - 1] : NULL;
    if (last && last->byte_start == list->items[i].byte_start &&
        compare_pieces(last, &list->items[i]) == 0) {
      last->decisive |= list->items[i].decisive;
      continue;
    }
    if (i > kept) list->items[kept] = list->items[i];
    kept++;
  }
  list->count = kept;
}

static inline bool is_before(const ayes_evidence *a, const ayes_evidence *b) {
  if (a->byte_start != b->byte_start) return a->byte_start < b->byte_start;
  if (a->byte_end != b->byte_end) return a->byte_end < b->byte_end;
  return compare_pieces(a, b) < 0;
}

enum { FEW_MOVES = 64 };

/* Merged as they are, pieces are hardly ever far from where they belong; false when too many were.
 */
static bool insert_pieces(ayes_evidence_list *list) {
  size_t moves = 0;
  for (size_t i = 1; i < list->count && moves < FEW_MOVES + list->count; i++) {
    if (!is_before(&list->items[i], &list->items[i - 1])) continue;
    ayes_evidence piece = list->items[i];
    size_t place = i;
    for (; place && is_before(&piece, &list->items[place - 1]); place--, moves++)
      list->items[place] = list->items[place - 1];
    list->items[place] = piece;
  }
  return moves < FEW_MOVES + list->count;
}

static void finish_list(const ayes_evidence_sources *sources, ayes_evidence_list *list) {
  if (!insert_pieces(list))
    ayes_sort(list->items, list->count, sizeof *list->items, compare_pieces);
  drop_repeated(list);
  if (list->count > AYES_EVIDENCE_LIMIT) list->count = AYES_EVIDENCE_LIMIT;
  count_code_points(sources, list);
}

/* Below it a learned term says too little to be shown: it moves a chance of 50 % by one. */
static double least_weight(const ayes_learned *learned) {
  static const double least_log_odds = 0.04;
  return least_log_odds / fabs(learned->factor); /* nothing is, where learned words do not count */
}

typedef struct chosen_hits {
  const ayes_learned_hit *items[AYES_EVIDENCE_LEARNED]; /* the heaviest first */
  size_t count;
} chosen_hits;

static bool overlaps_chosen(const chosen_hits *chosen, const ayes_learned_hit *hit) {
  for (size_t i = 0; i < chosen->count; i++)
    if (hit->first < chosen->items[i]->last && chosen->items[i]->first < hit->last) return true;
  return false;
}

/* The heaviest hit that overlaps none of those chosen, and weighs more than least; or NULL. */
static const ayes_learned_hit *next_heaviest(const ayes_learned *learned, double least,
                                             const chosen_hits *chosen) {
  const ayes_learned_hit *heaviest = NULL;
  for (size_t i = 0; i < learned->hits.count; i++) {
    const ayes_learned_hit *hit = &learned->hits.items[i];
    if (fabs(hit->weight) <= least || overlaps_chosen(chosen, hit)) continue;
    heaviest = hit;
    least = fabs(hit->weight);
  }
  return heaviest;
}

/* Of hits that overlap the heavier one says it: "parent knows" for "parent" and "knows". All of
 * them are looked at only where the heaviest ones overlap each other. */
static void choose_hits(const ayes_learned *learned, double least, chosen_hits *chosen) {
  const ayes_heaviest *heaviest = &learned->heaviest;
  chosen->count = 0;
  for (size_t i = 0; i < heaviest->count && chosen->count < AYES_EVIDENCE_LEARNED; i++) {
    const ayes_learned_hit *hit = &learned->hits.items[heaviest->items[i]];
    if (fabs(hit->weight) <= least) return;
    if (!overlaps_chosen(chosen, hit)) chosen->items[chosen->count++] = hit;
  }
  if (heaviest->count < AYES_HEAVIEST) return;
  while (chosen->count < AYES_EVIDENCE_LEARNED) {
    const ayes_learned_hit *hit = next_heaviest(learned, least, chosen);
    if (!hit) return;
    chosen->items[chosen->count++] = hit;
  }
}

static ayes_status add_hit(const ayes_evidence_sources *sources, const ayes_learned_hit *hit,
                           ayes_evidence_list *list, ayes_error *error) {
  ayes_stance stance = sources->judgement->stance;
  double weight = hit->weight * sources->learned->factor;
  ayes_mark mark = {.first = hit->first,
                    .last = hit->last,
                    .kind = AYES_KIND_LEARNED,
                    .weight = weight,
                    .source = &sources->learned->question->terms[hit->term].source};
  if (add_evidence(sources, list, &mark, error) != AYES_OK) return AYES_NO_MEMORY;
  list->items[list->count - 1].decisive = stance == AYES_MIXED ||
                                          (stance == AYES_SUPPORT && weight > 0) ||
                                          (stance == AYES_OPPOSE && weight < 0);
  return AYES_OK;
}

static ayes_status add_learned(const ayes_evidence_sources *sources, bool all,
                               ayes_evidence_list *list, ayes_error *error) {
  const ayes_learned *learned = sources->learned;
  double least = least_weight(learned);
  chosen_hits chosen;
  ayes_status status = AYES_OK;
  if (all) {
    for (size_t i = 0; i < learned->hits.count && status == AYES_OK; i++)
      if (fabs(learned->hits.items[i].weight) > least)
        status = add_hit(sources, &learned->hits.items[i], list, error);
    return status;
  }
  choose_hits(learned, least, &chosen);
  for (size_t i = 0; i < chosen.count && status == AYES_OK; i++)
    status = add_hit(sources, chosen.items[i], list, error);
  return status;
}

/* Opinions, acts and topics lie apart, each in the order of the text; merged, little is left to
 * sort. */
typedef struct cursors {
  const ayes_evidence_sources *sources;
  bool all;
  size_t opinion, act, topic; /* the next of each that is evidence, or its end */
} cursors;

static size_t next_adjusted(const cursors *it, size_t at, size_t end) {
  const ayes_adjusted *marks = it->sources->judgement->marks;
  while (at < end &&
         (marks[at].mark.kind == AYES_KIND_TOPIC || (!it->all && !is_evidence(&marks[at]))))
    at++;
  return at;
}

static size_t next_topic(const cursors *it, size_t at) {
  const ayes_marks *marks = it->sources->marks;
  while (at < marks->count && (marks->items[at].kind != AYES_KIND_TOPIC ||
                               !is_assigned(it->sources, marks->items[at].topic)))
    at++;
  return at;
}

/* Adds what stands first in the text; false when nothing is left. */
static bool add_next(cursors *it, ayes_evidence_list *list, ayes_status *status,
                     ayes_error *error) {
  const ayes_judgement *judgement = it->sources->judgement;
  const ayes_marks *marks = it->sources->marks;
  bool has_opinion = it->opinion < judgement->opinion_count,
       has_act = it->act < judgement->mark_count;
  uint32_t opinion = has_opinion ? judgement->marks[it->opinion].mark.first : UINT32_MAX;
  uint32_t act = has_act ? judgement->marks[it->act].mark.first : UINT32_MAX;
  uint32_t topic = it->topic < marks->count ? marks->items[it->topic].first : UINT32_MAX;
  if (has_opinion && opinion <= act && opinion <= topic) {
    *status = add_adjusted(it->sources, list, &judgement->marks[it->opinion], error);
    it->opinion = next_adjusted(it, it->opinion + 1, judgement->opinion_count);
  } else if (has_act && act <= topic) {
    *status = add_adjusted(it->sources, list, &judgement->marks[it->act], error);
    it->act = next_adjusted(it, it->act + 1, judgement->mark_count);
  } else if (topic < UINT32_MAX) {
    *status = add_evidence(it->sources, list, &marks->items[it->topic], error);
    it->topic = next_topic(it, it->topic + 1);
  } else {
    return false;
  }
  return *status == AYES_OK;
}

ayes_status ayes_evidence_collect(const ayes_evidence_sources *sources, bool all,
                                  ayes_evidence_list *list, ayes_error *error) {
  const ayes_judgement *judgement = sources->judgement;
  ayes_status status = AYES_OK;
  cursors it = {.sources = sources, .all = all};
  list->count = 0;
  it.opinion = next_adjusted(&it, 0, judgement->opinion_count);
  it.act = next_adjusted(&it, judgement->opinion_count, judgement->mark_count);
  it.topic = next_topic(&it, 0);
  while (add_next(&it, list, &status, error)) continue;
  if (status == AYES_OK && sources->learned) status = add_learned(sources, all, list, error);
  if (status == AYES_OK) finish_list(sources, list);
  return status;
}
