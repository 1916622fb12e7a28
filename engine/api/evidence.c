/* SPDX-License-Identifier: MIT
 *
 * Adjusted marks and the marks of assigned topics, as pieces of the text in its order. Candidates
 * are noted by the token at which they start, so that one walk over the tokens has them in order;
 * only what starts at the same token is sorted. O(tokens + pieces).
 */
#include "api/evidence.h"

#include <math.h>

#include "base/array.h"
#include "base/bits.h"
#include "base/sort.h"
#include "text/utf8.h"

/* ---- Candidates ---- */

enum { TOKENS_AT_ONCE = 64 };

static ayes_status make_room(const ayes_evidence_sources *sources, ayes_evidence_list *list,
                             ayes_error *error) {
  size_t tokens = sources->text->tokens.count, words = tokens / TOKENS_AT_ONCE + 1;
  size_t hits = sources->learned ? sources->learned->hits.count : 0;
  size_t most = sources->judgement->mark_count + sources->scores->marks.count + hits;
  ayes_status status = ayes_array_reserve(&list->learned.items, &list->learned.capacity, hits,
                                          sizeof *list->learned.items, error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&list->candidates.items, &list->candidates.capacity, most,
                                sizeof *list->candidates.items, error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&list->starts.items, &list->starts.capacity, tokens,
                                sizeof *list->starts.items, error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&list->taken.items, &list->taken.capacity, words,
                                sizeof *list->taken.items, error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&list->items, &list->capacity, most, sizeof *list->items, error);
  return status;
}

static void forget(ayes_evidence_list *list, size_t tokens) {
  list->count = list->candidates.count = list->learned.count = 0;
  if (tokens) memset(list->starts.items, 0, tokens * sizeof *list->starts.items);
  memset(list->taken.items, 0, (tokens / TOKENS_AT_ONCE + 1) * sizeof *list->taken.items);
}

/* It comes before those that were added before it and start at the same token. */
static inline void add_candidate(ayes_evidence_list *list, uint32_t first,
                                 ayes_candidate candidate) {
  uint32_t *start = &list->starts.items[first];
  candidate.next = *start;
  list->candidates.items[list->candidates.count++] = candidate;
  *start = (uint32_t)list->candidates.count;
  list->taken.items[first / TOKENS_AT_ONCE] |= UINT64_C(1) << first % TOKENS_AT_ONCE;
}

/* Evidence shows a label; what only turns other words, or mentions the proposal, does not. A demand
 * ("should be banned") does, the words it is made of do not. */
static inline bool is_evidence(const ayes_adjusted *adjusted) {
  ayes_layer layer = ayes_kind_layer(adjusted->mark.kind);
  bool weighs = fabs(adjusted->weight) > 0;
  return (layer == AYES_LAYER_ACT) | (adjusted->mark.kind == AYES_KIND_CONDITION) |
         ((layer == AYES_LAYER_OPINION) & weighs) |
         ((layer == AYES_LAYER_FRAME) & adjusted->outright & weighs) |
         ((layer == AYES_LAYER_SHIFT) & adjusted->decisive);
}

static void add_adjusted(const ayes_judgement *judgement, bool all, ayes_evidence_list *list) {
  for (size_t i = judgement->mark_count; i-- > 0;) {
    const ayes_adjusted *it = &judgement->marks[i];
    if ((it->mark.kind != AYES_KIND_TOPIC) & (all | is_evidence(it)))
      add_candidate(list, it->mark.first,
                    (ayes_candidate){.mark = &it->mark,
                                     .turned = it->turned,
                                     .weight = it->weight,
                                     .decisive = it->decisive});
  }
}

static void add_topics(const ayes_lexicon *lexicon, const ayes_topic_scores *scores,
                       ayes_evidence_list *list) {
  for (size_t i = scores->count; i-- > 0;) {
    const ayes_topic_score *score = &scores->items[i];
    const char *id = score->topic ? ayes_lexicon_topic_get(lexicon, score->topic)->id : NULL;
    for (size_t k = score->last; k-- > score->first;) {
      const ayes_mark *mark = scores->marks.items[k];
      add_candidate(
          list, mark->first,
          (ayes_candidate){.mark = mark, .topic = id, .turned = "", .weight = mark->weight});
    }
  }
}

/* ---- Learned terms ---- */

static bool speaks_for(ayes_stance stance, double weight) {
  return stance == AYES_MIXED || (stance == AYES_SUPPORT && weight > 0) ||
         (stance == AYES_OPPOSE && weight < 0);
}

static void add_hit(const ayes_evidence_sources *sources, size_t hit, ayes_evidence_list *list) {
  const ayes_learned *learned = sources->learned;
  ayes_learned_range range = ayes_learned_where(learned, hit);
  double weight = ayes_learned_weight(learned, hit) * learned->factor;
  ayes_mark *mark = &list->learned.items[list->learned.count++];
  *mark = (ayes_mark){.first = range.first,
                      .last = range.last,
                      .kind = AYES_KIND_LEARNED,
                      .weight = weight,
                      .source = &learned->question->terms[learned->hits.items[hit].term].source};
  add_candidate(list, mark->first,
                (ayes_candidate){.mark = mark,
                                 .turned = "",
                                 .weight = weight,
                                 .decisive = speaks_for(sources->judgement->stance, weight)});
}

static void add_learned(const ayes_evidence_sources *sources, bool all, ayes_evidence_list *list) {
  const ayes_learned *learned = sources->learned;
  if (!all)
    for (size_t i = learned->heaviest_count; i-- > 0;) add_hit(sources, learned->heaviest[i], list);
  for (size_t i = all ? learned->hits.count : 0; i-- > 0;)
    if (!ayes_learned_says_little(learned, i)) add_hit(sources, i, list);
}

/* ---- Pieces ---- */

/* Field by field: clearing all of it first would cost as much again. */
static inline void fill(const ayes_token *tokens, const ayes_candidate *candidate,
                        ayes_evidence *piece) {
  const ayes_mark *mark = candidate->mark;
  const ayes_source *source = mark->source;
  piece->start = piece->byte_start = tokens[mark->first].start;
  piece->end = piece->byte_end = tokens[mark->last - 1].end;
  piece->kind = ayes_kind_get(mark->kind)->name;
  piece->topic = candidate->topic;
  piece->weight = candidate->weight;
  piece->plain_weight = mark->weight;
  piece->source = source ? source->place : "";
  piece->turned = candidate->turned;
  piece->decisive = candidate->decisive;
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

static inline bool is_before(const ayes_evidence *first, const ayes_evidence *second) {
  return compare_pieces(first, second) < 0;
}

AYES_DEFINE_SORT_FEW(sort_few, ayes_evidence, is_before)

/* Sorts pieces that start at one token. One mark may count twice, as an act and for its tone: it is
 * shown once. Returns where those end that are left. */
static ayes_evidence *order_pieces(ayes_evidence *pieces, ayes_evidence *end) {
  ayes_evidence *last = pieces;
  sort_few(pieces, (size_t)(end - pieces));
  for (ayes_evidence *piece = pieces + 1; piece < end; piece++) {
    if (compare_pieces(last, piece) == 0) last->decisive |= piece->decisive;
    else if (++last < piece) *last = *piece;
  }
  return last + 1;
}

/* Those that start at a token; returns their end. */
static inline ayes_evidence *add_pieces(const ayes_evidence_list *list, const ayes_token *tokens,
                                        size_t token, ayes_evidence *pieces) {
  ayes_evidence *end = pieces;
  for (uint32_t next = list->starts.items[token]; next;) {
    const ayes_candidate *candidate = &list->candidates.items[next - 1];
    fill(tokens, candidate, end++);
    next = candidate->next;
  }
  return end > pieces + 1 ? order_pieces(pieces, end) : end;
}

static void add_all_pieces(const ayes_text *text, ayes_evidence_list *list) {
  const ayes_token *tokens = text->tokens.items;
  size_t most = list->capacity < AYES_EVIDENCE_LIMIT ? list->capacity : AYES_EVIDENCE_LIMIT;
  ayes_evidence *end = list->items, *limit = list->items + most;
  for (size_t base = 0; base < text->tokens.count; base += TOKENS_AT_ONCE)
    for (uint64_t left = list->taken.items[base / TOKENS_AT_ONCE]; left && end < limit;
         left &= left - 1)
      end = add_pieces(list, tokens, base + ayes_first_bit(left), end);
  list->count = end < limit ? (size_t)(end - list->items) : most;
}

/* ---- Code points ---- */

/* How many code points the text has up to a place that moves on. */
typedef struct code_points {
  ayes_span text;
  size_t at, count; /* bytes, code points */
  size_t ascii_to;  /* from at on up to here a byte is a code point */
} code_points;

static size_t code_points_to(const code_points *it, size_t byte) {
  if (byte <= it->ascii_to) return it->count + (byte - it->at);
  return it->count + ayes_utf8_count(ayes_span_slice(it->text, it->at, byte));
}

static void go_to(code_points *it, size_t byte) {
  it->count = code_points_to(it, byte);
  it->at = byte;
  if (byte > it->ascii_to)
    it->ascii_to = byte + ayes_utf8_ascii_length(ayes_span_from(it->text, byte));
}

/* Of pieces whose places are bytes so far. */
static void count_code_points(ayes_span text, ayes_evidence_list *list) {
  code_points it = {.text = text};
  for (size_t i = 0; i < list->count; i++) {
    go_to(&it, list->items[i].byte_start);
    list->items[i].start = it.count;
    list->items[i].end = code_points_to(&it, list->items[i].byte_end);
  }
}

ayes_status ayes_evidence_collect(const ayes_evidence_sources *sources, bool all,
                                  ayes_evidence_list *list, ayes_error *error) {
  ayes_status status = make_room(sources, list, error);
  if (status != AYES_OK) return status;
  forget(list, sources->text->tokens.count);
  if (sources->learned) add_learned(sources, all, list);
  add_topics(sources->lexicon, sources->scores, list);
  add_adjusted(sources->judgement, all, list);
  if (!list->candidates.count) return AYES_OK;
  add_all_pieces(sources->text, list);
  if (!sources->text->is_ascii) count_code_points(sources->text->bytes, list);
  return AYES_OK;
}

void ayes_evidence_release(ayes_evidence_list *list) {
  ayes_array_release(&list->candidates);
  ayes_array_release(&list->learned);
  ayes_array_release(&list->starts);
  ayes_array_release(&list->taken);
  ayes_array_release(list);
}
