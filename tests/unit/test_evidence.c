/* SPDX-License-Identifier: MIT
 *
 * Evidence of random marks, against its definition done slowly: all pieces sorted, what is said
 * twice left out, places counted in code points from the front of the text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "api/evidence.h"
#include "base/random.h"
#include "text/utf8.h"

enum { MOST_TOKENS = 200, MOST_MARKS = 60, TOPICS = 4, ROUNDS = 3000 };

typedef struct fixture {
  ayes_token tokens[MOST_TOKENS];
  ayes_adjusted adjusted[MOST_MARKS];
  ayes_mark topics[MOST_MARKS];
  const ayes_mark *topic_marks[MOST_MARKS];
  ayes_topic_score score[TOPICS];
  ayes_topic assigned[TOPICS];
  ayes_buffer bytes;
  ayes_text text;
  ayes_judgement judgement;
  ayes_topic_scores scores;
  ayes_evidence expected[2 * MOST_MARKS];
  size_t count;
} fixture;

static const ayes_source entries[] = {
    {.place = "a.tsv:1"}, {.place = "a.tsv:2"}, {.place = "b.tsv:1"}};

static const ayes_topic topics[TOPICS] = {
    {.id = "roads"}, {.id = "cost"}, {.id = "air"}, {.id = "b"}};

static uint32_t below(ayes_random *random, uint32_t limit) {
  return (uint32_t)ayes_random_below(random, limit);
}

/* Words with and without letters beyond ASCII. */
static void make_text(fixture *it, ayes_random *random) {
  static const char *const words[] = {"road", "caf\xC3\xA9", "\xF0\x9F\x98\x80", "a", "crossing"};
  uint32_t kinds = below(random, 2) ? 5 : 1;
  size_t count = 1 + below(random, MOST_TOKENS);
  ayes_buffer_clear(&it->bytes);
  for (size_t i = 0; i < count; i++) {
    if (i) ayes_buffer_add_byte(&it->bytes, ' ');
    it->tokens[i].start = (uint32_t)it->bytes.length;
    ayes_buffer_add_text(&it->bytes, words[below(random, kinds)]);
    it->tokens[i].end = (uint32_t)it->bytes.length;
  }
  it->text = (ayes_text){.bytes = ayes_buffer_span(&it->bytes), .is_ascii = kinds == 1};
  it->text.tokens.items = it->tokens;
  it->text.tokens.count = count;
}

static ayes_mark a_mark(const fixture *it, ayes_random *random, ayes_kind kind) {
  uint32_t count = (uint32_t)it->text.tokens.count, first = below(random, count);
  uint32_t last = first + 1 + below(random, 3);
  return (ayes_mark){
      first, last < count ? last : count, kind,
      0,     1 + below(random, 3),        below(random, 4) ? &entries[below(random, 3)] : NULL};
}

/* By first token only: what starts together comes in any order. Marks are what adjusted ones begin
 * with. */
static int compare_firsts(const void *a, const void *b) {
  const ayes_mark *left = a, *right = b;
  return (left->first > right->first) - (left->first < right->first);
}

/* Some of the topics are assigned. */
static void make_topics(fixture *it, ayes_random *random) {
  size_t count = below(random, MOST_MARKS);
  for (size_t i = 0; i < count; i++) {
    it->topics[i] = a_mark(it, random, AYES_KIND_TOPIC);
    it->topics[i].topic = 1 + below(random, TOPICS);
    it->topic_marks[i] = &it->topics[i];
  }
  qsort(it->topics, count, sizeof *it->topics, compare_firsts);
  it->judgement.topic_marks = it->topic_marks;
  it->judgement.topic_mark_count = count;
  it->scores = (ayes_topic_scores){.items = it->score};
  for (uint32_t i = 0; i < TOPICS; i++) {
    it->score[it->scores.count].topic = i + 1;
    it->assigned[it->scores.count] = topics[i];
    it->scores.count += below(random, 2);
  }
}

/* Opinions and acts, each in order, many of them on the same tokens. */
static void make_marks(fixture *it, ayes_random *random) {
  static const ayes_kind kinds[] = {AYES_KIND_GOOD,      AYES_KIND_BAD,     AYES_KIND_CONCERN,
                                    AYES_KIND_CONDITION, AYES_KIND_REVERSE, AYES_KIND_PROMOTE};
  size_t count = below(random, MOST_MARKS), opinions = below(random, (uint32_t)count + 1);
  it->judgement =
      (ayes_judgement){.marks = it->adjusted, .mark_count = count, .opinion_count = opinions};
  for (size_t i = 0; i < count; i++)
    it->adjusted[i] = (ayes_adjusted){.mark = a_mark(it, random, kinds[below(random, 6)]),
                                      .weight = (double)below(random, 5) - 2,
                                      .turned = "",
                                      .decisive = below(random, 2)};
  qsort(it->adjusted, opinions, sizeof *it->adjusted, compare_firsts);
  qsort(it->adjusted + opinions, count - opinions, sizeof *it->adjusted, compare_firsts);
  make_topics(it, random);
}

/* ---- The definition ---- */

static bool is_shown(const ayes_adjusted *adjusted, bool all) {
  switch (adjusted->mark.kind) {
    case AYES_KIND_GOOD:
    case AYES_KIND_BAD: return all || adjusted->weight != 0;
    case AYES_KIND_REVERSE: return all || adjusted->decisive;
    case AYES_KIND_PROMOTE: return all;
    default: return true;
  }
}

static ayes_evidence a_piece(const fixture *it, const ayes_mark *mark) {
  size_t start = it->tokens[mark->first].start, end = it->tokens[mark->last - 1].end;
  return (ayes_evidence){.start = ayes_utf8_count(ayes_span_slice(it->text.bytes, 0, start)),
                         .end = ayes_utf8_count(ayes_span_slice(it->text.bytes, 0, end)),
                         .byte_start = start,
                         .byte_end = end,
                         .kind = ayes_kind_get(mark->kind)->name,
                         .topic = mark->topic ? topics[mark->topic - 1].id : NULL,
                         .weight = mark->weight,
                         .plain_weight = mark->weight,
                         .source = mark->source ? mark->source->place : "",
                         .origin = mark->source};
}

static int compare(const ayes_evidence *a, const ayes_evidence *b) {
  if (a->byte_start != b->byte_start) return a->byte_start < b->byte_start ? -1 : 1;
  if (a->byte_end != b->byte_end) return a->byte_end < b->byte_end ? -1 : 1;
  int order = strcmp(a->kind, b->kind);
  if (order == 0) order = strcmp(a->topic ? a->topic : "", b->topic ? b->topic : "");
  return order ? order : strcmp(a->source, b->source);
}

/* Puts a piece behind those that are not greater; of equal ones the first stays. */
static void expect(fixture *it, ayes_evidence piece) {
  size_t place = it->count;
  while (place && compare(&it->expected[place - 1], &piece) > 0) place--;
  if (place && compare(&it->expected[place - 1], &piece) == 0) {
    it->expected[place - 1].decisive |= piece.decisive;
    return;
  }
  memmove(it->expected + place + 1, it->expected + place, (it->count - place) * sizeof piece);
  it->expected[place] = piece;
  it->count++;
}

static void expect_all(fixture *it, bool all) {
  it->count = 0;
  for (size_t i = 0; i < it->judgement.mark_count; i++) {
    const ayes_adjusted *adjusted = &it->adjusted[i];
    ayes_evidence piece = a_piece(it, &adjusted->mark);
    piece.weight = adjusted->weight;
    piece.decisive = adjusted->decisive;
    if (is_shown(adjusted, all)) expect(it, piece);
  }
  for (size_t i = 0; i < it->judgement.topic_mark_count; i++)
    for (size_t k = 0; k < it->scores.count; k++)
      if (it->score[k].topic == it->topics[i].topic) expect(it, a_piece(it, &it->topics[i]));
}

static void assert_pieces(const fixture *it, const ayes_evidence_list *list) {
  assert_int_equal(list->count, it->count);
  for (size_t i = 0; i < it->count; i++) {
    const ayes_evidence *found = &list->items[i], *expected = &it->expected[i];
    assert_int_equal(compare(found, expected), 0);
    assert_int_equal(found->start, expected->start);
    assert_int_equal(found->end, expected->end);
    assert_true(found->weight == expected->weight);
    assert_true(found->plain_weight == expected->plain_weight);
    assert_int_equal(found->decisive, expected->decisive);
    assert_ptr_equal(found->origin, expected->origin);
    assert_ptr_equal(found->topic, expected->topic);
  }
}

static void test_random_marks(void **state) {
  static fixture it;
  ayes_evidence_list list = {0};
  ayes_random random = ayes_random_start(7);
  (void)state;
  for (size_t round = 0; round < ROUNDS; round++) {
    bool all = round % 2;
    make_text(&it, &random);
    make_marks(&it, &random);
    ayes_evidence_sources sources = {&it.text, &it.scores,    it.assigned,
                                     TOPICS,   &it.judgement, NULL};
    expect_all(&it, all);
    assert_int_equal(ayes_evidence_collect(&sources, all, &list, NULL), AYES_OK);
    assert_pieces(&it, &list);
  }
  ayes_evidence_release(&list);
  ayes_buffer_release(&it.bytes);
}

/* More than are shown, without memory, and nothing. */
static void test_limits(void **state) {
  enum { MANY = AYES_EVIDENCE_LIMIT + 10 };
  static ayes_token tokens[MANY];
  static ayes_adjusted adjusted[MANY];
  ayes_evidence_list list = {0};
  ayes_text text = {.bytes = {NULL, 0}, .is_ascii = true};
  ayes_judgement judgement = {.marks = adjusted, .mark_count = MANY, .opinion_count = MANY};
  ayes_topic_scores scores = {0};
  ayes_evidence_sources sources = {&text, &scores, NULL, 0, &judgement, NULL};
  (void)state;
  text.tokens.items = tokens;
  text.tokens.count = MANY;
  for (uint32_t i = 0; i < MANY; i++)
    adjusted[i].mark = (ayes_mark){i, i + 1, AYES_KIND_CONCERN, 0, 1, NULL};
  ayes_memory_fail(1, false);
  assert_int_equal(ayes_evidence_collect(&sources, false, &list, NULL), AYES_NO_MEMORY);
  ayes_memory_fail(0, false);
  assert_int_equal(ayes_evidence_collect(&sources, false, &list, NULL), AYES_OK);
  assert_int_equal(list.count, AYES_EVIDENCE_LIMIT);
  text.tokens.count = judgement.mark_count = judgement.opinion_count = 0;
  assert_int_equal(ayes_evidence_collect(&sources, false, &list, NULL), AYES_OK);
  assert_int_equal(list.count, 0);
  ayes_evidence_release(&list);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_marks),
                                     cmocka_unit_test(test_limits)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
