/* SPDX-License-Identifier: MIT
 *
 * Kinds, and the sorting and resolving of marks, the latter against the definition done slowly.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "text/marks.h"

enum { MOST_MARKS = 400, ROUNDS = 1000 };

static void test_kinds(void **state) {
  (void)state;
  for (int i = AYES_KIND_NONE + 1; i < AYES_KIND_COUNT; i++) {
    const ayes_kind_facts *facts = ayes_kind_get((ayes_kind)i);
    assert_non_null(facts->name);
    assert_int_equal(ayes_kind_find(ayes_span_of(facts->name)), i);
    assert_true(facts->lowest <= facts->usual && facts->usual <= facts->highest);
    assert_true(ayes_kind_layer((ayes_kind)i) < AYES_LAYER_COUNT);
  }
  assert_int_equal(ayes_kind_find(ayes_span_of("none")), AYES_KIND_NONE);
  assert_int_equal(ayes_kind_find(ayes_span_of("Support")), AYES_KIND_NONE);
  assert_int_equal(ayes_kind_find(ayes_span_of("")), AYES_KIND_NONE);
}

static void test_layers(void **state) {
  (void)state;
  static const struct {
    const char *first, *last;
    ayes_layer layer;
  } rows[] = {{"support", "no", AYES_LAYER_OPINION},   {"negation", "irony", AYES_LAYER_SHIFT},
              {"question", "no_view", AYES_LAYER_ACT}, {"promote", "asking", AYES_LAYER_FRAME},
              {"topic", "topic", AYES_LAYER_TOPIC},    {"target", "rival", AYES_LAYER_MENTION}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    int last = (int)ayes_kind_find(ayes_span_of(rows[i].last));
    for (int kind = (int)ayes_kind_find(ayes_span_of(rows[i].first)); kind <= last; kind++)
      assert_int_equal(ayes_kind_layer((ayes_kind)kind), rows[i].layer);
  }
}

static void add(ayes_marks *marks, uint32_t first, uint32_t last, ayes_kind kind, uint32_t topic) {
  ayes_mark *mark = ayes_array_add(marks, NULL);
  *mark = (ayes_mark){first, last, kind, topic, 1, NULL};
}

static void assert_marks(const ayes_marks *marks, size_t count, const uint32_t expected[][2]) {
  assert_int_equal(marks->count, count);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(marks->items[i].first, expected[i][0]);
    assert_int_equal(marks->items[i].last, expected[i][1]);
  }
}

static void resolve(ayes_marks *marks) {
  ayes_marks_sort(marks);
  assert_int_equal(ayes_marks_resolve(marks, NULL), AYES_OK);
}

static void test_the_longest_wins(void **state) {
  (void)state;
  ayes_marks marks = {0};
  add(&marks, 2, 3, AYES_KIND_BAD, 0);
  add(&marks, 1, 4, AYES_KIND_SUPPORT, 0);
  add(&marks, 3, 5, AYES_KIND_GOOD, 0);
  add(&marks, 4, 6, AYES_KIND_OPPOSE, 0);
  resolve(&marks);
  assert_marks(&marks, 2, (const uint32_t[][2]){{1, 4}, {4, 6}});
  ayes_array_release(&marks);
}

static void test_what_goes_takes_nothing_along(void **state) {
  (void)state;
  ayes_marks marks = {0};
  add(&marks, 0, 2, AYES_KIND_GOOD, 0);
  add(&marks, 1, 4, AYES_KIND_GOOD, 0);
  add(&marks, 3, 7, AYES_KIND_GOOD, 0);
  resolve(&marks);
  assert_marks(&marks, 2, (const uint32_t[][2]){{0, 2}, {3, 7}});
  ayes_array_release(&marks);
}

static void test_layers_and_topics_do_not_compete(void **state) {
  (void)state;
  ayes_marks marks = {0};
  add(&marks, 0, 3, AYES_KIND_TOPIC, 1);
  add(&marks, 1, 2, AYES_KIND_TOPIC, 1);
  add(&marks, 1, 2, AYES_KIND_TOPIC, 2);
  add(&marks, 1, 2, AYES_KIND_GOOD, 0);
  add(&marks, 1, 2, AYES_KIND_NEGATION, 0);
  resolve(&marks);
  assert_marks(&marks, 4, (const uint32_t[][2]){{0, 3}, {1, 2}, {1, 2}, {1, 2}});
  ayes_array_release(&marks);
}

static void test_of_equal_lengths_the_first_wins(void **state) {
  (void)state;
  ayes_marks marks = {0};
  add(&marks, 0, 2, AYES_KIND_REVERSE, 0);
  add(&marks, 0, 2, AYES_KIND_NEGATION, 0);
  add(&marks, 1, 3, AYES_KIND_HEDGE, 0);
  add(&marks, 2, 3, AYES_KIND_HEDGE, 0);
  resolve(&marks);
  assert_marks(&marks, 2, (const uint32_t[][2]){{0, 2}, {2, 3}});
  assert_int_equal(marks.items[0].kind, AYES_KIND_NEGATION);
  ayes_array_release(&marks);
}

static void test_the_heavier_comes_first(void **state) {
  (void)state;
  ayes_marks marks = {0};
  for (int i = 0; i < 4; i++) add(&marks, 0, 1, AYES_KIND_NEGATION, 0);
  marks.items[0].weight = 0.3;
  marks.items[1].weight = 0.8;
  marks.items[2].weight = -0.8;
  marks.items[3].weight = -1;
  ayes_marks_sort(&marks);
  static const double expected[] = {-1, -0.8, 0.8, 0.3};
  for (int i = 0; i < 4; i++)
    assert_true(marks.items[i].weight >= expected[i] && marks.items[i].weight <= expected[i]);
  resolve(&marks);
  assert_int_equal(marks.count, 1);
  ayes_array_release(&marks);
}

static uint32_t next_random(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

static ayes_mark random_mark(uint32_t *seed, uint32_t tokens, const ayes_source *sources) {
  uint32_t first = 7 + next_random(seed) % tokens, length = 1 + next_random(seed) % 6;
  ayes_kind kind = (ayes_kind)(1 + next_random(seed) % (AYES_KIND_COUNT - 1));
  uint32_t topic = kind == AYES_KIND_TOPIC ? 1 + next_random(seed) % 2 : 0;
  uint32_t source = next_random(seed) % 4;
  return (ayes_mark){first,
                     first + length,
                     kind,
                     topic,
                     next_random(seed) % 3 / 2.0,
                     source < 3 ? &sources[source] : NULL};
}

static bool competes(const ayes_mark *a, const ayes_mark *b) {
  return ayes_kind_layer(a->kind) == ayes_kind_layer(b->kind) && a->topic == b->topic &&
         a->first < b->last && b->first < a->last;
}

/* The definition: from the longest down, and from the left, a mark goes when it overlaps another
 * that stays. */
static size_t resolve_slowly(ayes_mark *marks, size_t count) {
  bool stays[MOST_MARKS] = {false};
  size_t kept = 0;
  for (uint32_t length = 6; length > 0; length--) {
    for (size_t i = 0; i < count; i++) {
      if (marks[i].last - marks[i].first != length) continue;
      bool is_free = true;
      for (size_t k = 0; k < count; k++)
        is_free = is_free && !(stays[k] && competes(&marks[i], &marks[k]));
      stays[i] = is_free;
    }
  }
  for (size_t i = 0; i < count; i++)
    if (stays[i]) marks[kept++] = marks[i];
  return kept;
}

static bool is_same(const ayes_mark *a, const ayes_mark *b) {
  return a->first == b->first && a->last == b->last && a->kind == b->kind && a->topic == b->topic &&
         !(a->weight < b->weight) && !(a->weight > b->weight) && a->source == b->source;
}

static void assert_same(const ayes_marks *marks, const ayes_mark *expected, size_t count) {
  assert_int_equal(marks->count, count);
  for (size_t i = 0; i < count; i++) assert_true(is_same(&marks->items[i], &expected[i]));
}

static void test_random_marks(void **state) {
  (void)state;
  static const ayes_source sources[] = {{.place = "en/a.tsv:1", .term = {"x", 1}},
                                        {.place = "en/a.tsv:1", .term = {"y", 1}},
                                        {.place = NULL}};
  static const uint32_t dense_to_sparse[] = {20, 150, 900};
  uint32_t seed = 3;
  ayes_marks marks = {0}, shuffled = {0};
  for (int round = 0; round < ROUNDS; round++) {
    ayes_mark expected[MOST_MARKS];
    size_t count = next_random(&seed) % MOST_MARKS;
    uint32_t tokens = dense_to_sparse[round % 3];
    marks.count = shuffled.count = 0;
    for (size_t i = 0; i < count; i++)
      *ayes_array_add(&marks, NULL) = random_mark(&seed, tokens, sources);
    for (size_t i = count; i > 0; i--) *ayes_array_add(&shuffled, NULL) = marks.items[i - 1];
    ayes_marks_sort(&marks);
    ayes_marks_sort(&shuffled);
    assert_same(&shuffled, marks.items, count);
    for (size_t i = 0; i < count; i++) expected[i] = marks.items[i];
    resolve(&marks);
    assert_same(&marks, expected, resolve_slowly(expected, count));
  }
  ayes_array_release(&marks);
  ayes_array_release(&shuffled);
}

/* However many come late, and wherever they belong. */
static void test_late_marks(void **state) {
  (void)state;
  static const ayes_source sources[] = {{.place = "en/a.tsv:1"}, {.place = "b"}, {.place = "c"}};
  uint32_t seed = 5;
  ayes_marks marks = {0}, late = {0};
  for (int round = 0; round < ROUNDS; round++) {
    size_t count = next_random(&seed) % MOST_MARKS, first = count ? next_random(&seed) % count : 0;
    marks.count = late.count = 0;
    for (size_t i = 0; i < count; i++) {
      *ayes_array_add(&marks, NULL) = random_mark(&seed, 40, sources);
      *ayes_array_add(&late, NULL) = marks.items[i];
      if (i + 1 == first) ayes_marks_sort(&late);
    }
    ayes_marks_sort(&marks);
    ayes_marks_sort_late(&late, first);
    assert_same(&late, marks.items, count);
    ayes_marks_sort_late(&late, count);
    assert_same(&late, marks.items, count);
  }
  ayes_array_release(&marks);
  ayes_array_release(&late);
}

/* Each overlaps the one before it and is longer. */
static void add_growing(ayes_marks *marks, uint32_t first, uint32_t count, ayes_kind kind) {
  for (uint32_t i = 0; i < count; i++) add(marks, first + i, first + 3 * i + 2, kind, 0);
}

/* Two that are settled when another layer runs out of room, and a third that changes their lot. */
static void test_settled_too_early(void **state) {
  (void)state;
  ayes_marks marks = {0};
  add(&marks, 0, 3, AYES_KIND_GOOD, 0);
  add(&marks, 2, 6, AYES_KIND_GOOD, 0);
  add_growing(&marks, 3, 30, AYES_KIND_HEDGE);
  add(&marks, 5, 30, AYES_KIND_GOOD, 0);
  resolve(&marks);
  assert_int_equal(marks.count, 6);
  assert_int_equal(marks.items[0].last, 3);
  assert_int_equal(marks.items[1].kind, AYES_KIND_HEDGE);
  assert_int_equal(marks.items[2].last, 30);
  ayes_array_release(&marks);
}

/* Many long marks of one length, each one token further on, with short ones below them. */
static void test_many_overlapping_marks(void **state) {
  (void)state;
  enum { COUNT = 200000, LENGTH = 50000 };
  ayes_marks marks = {0};
  for (uint32_t i = 0; i < COUNT; i++) {
    add(&marks, i, i + LENGTH, AYES_KIND_GOOD, 0);
    add(&marks, i, i + 1, AYES_KIND_BAD, 0);
  }
  resolve(&marks);
  assert_int_equal(marks.count, COUNT / LENGTH);
  ayes_array_release(&marks);
}

static void test_without_memory(void **state) {
  (void)state;
  for (size_t request = 1; request <= 2; request++) {
    ayes_marks marks = {0};
    ayes_error error = {0};
    add_growing(&marks, 0, 50, AYES_KIND_GOOD);
    ayes_memory_fail(request, true);
    assert_int_equal(ayes_marks_resolve(&marks, &error), AYES_NO_MEMORY);
    ayes_memory_fail(0, false);
    assert_int_equal(error.status, AYES_NO_MEMORY);
    assert_int_equal(marks.count, 50);
    ayes_array_release(&marks);
  }
}

static void test_few_need_no_memory(void **state) {
  (void)state;
  ayes_marks marks = {0};
  add_growing(&marks, 0, 20, AYES_KIND_BAD);
  for (uint32_t i = 80; i < 100; i++) add(&marks, i, i + 2, AYES_KIND_GOOD, 0);
  ayes_memory_fail(1, true);
  assert_int_equal(ayes_marks_resolve(&marks, NULL), AYES_OK);
  assert_int_equal(ayes_memory_requests(), 0);
  ayes_memory_fail(0, false);
  assert_int_equal(marks.count, 3 + 10);
  ayes_array_release(&marks);
}

static void test_none_and_one(void **state) {
  (void)state;
  ayes_marks marks = {0};
  resolve(&marks);
  assert_int_equal(marks.count, 0);
  add(&marks, 3, 4, AYES_KIND_TARGET, 0);
  resolve(&marks);
  assert_int_equal(marks.count, 1);
  ayes_array_release(&marks);
}

/* ---- What results say of an entry ---- */

static void assert_span(ayes_span found, const char *expected) {
  assert_true(ayes_span_equal(found, ayes_span_of(expected)));
}

/* Of whole blocks: there is something to read up to their end. */
static void assert_part(const ayes_source_parts *parts, size_t from, size_t to,
                        const char *expected) {
  char copy[192];
  char *end = ayes_write_wide(copy, ayes_span_make(parts->text + from, to - from));
  assert_span(ayes_span_make(copy, (size_t)(end - copy)), expected);
}

static void assert_parts(const ayes_source_parts *parts, const char *before_weight,
                         const char *before_line) {
  assert_part(parts, 0, parts->weight, before_weight);
  assert_part(parts, parts->weight, parts->line, before_line);
}

static void test_prepared_sources(void **state) {
  (void)state;
  ayes_arena arena = {0};
  ayes_buffer scratch = {0};
  ayes_source topic = {.place = "en/topics.tsv:5"}, next = {.place = "en/topics.tsv:60123"};
  ayes_source odd = {.place = "a\"b/c.tsv:1"}, late = {.place = "a\"b/d.tsv:1"};
  assert_int_equal(
      ayes_source_prepare(&topic, AYES_KIND_TOPIC, "parks", NULL, &scratch, &arena, NULL), AYES_OK);
  assert_parts(topic.parts, "\",\"kind\":\"topic\",\"topic\":\"parks\",\"weight\":",
               ",\"source\":\"en/topics.tsv:");
  assert_part(topic.parts, topic.parts->topic, topic.parts->weight, "\"parks\",\"weight\":");
  assert_span(ayes_span_make(topic.line, topic.line_length), "5\"}");
  assert_int_equal(
      ayes_source_prepare(&next, AYES_KIND_TOPIC, "parks", &topic, &scratch, &arena, NULL),
      AYES_OK);
  assert_ptr_equal(next.parts, topic.parts);
  assert_span(ayes_span_make(next.line, next.line_length), "60123\"}");
  assert_int_equal(ayes_source_prepare(&odd, AYES_KIND_BAD, NULL, &topic, &scratch, &arena, NULL),
                   AYES_OK);
  assert_parts(odd.parts, "\",\"kind\":\"bad\",\"weight\":", ",\"source\":\"a\\\"b/c.tsv:");
  assert_int_equal(odd.parts->topic, odd.parts->weight);
  assert_int_equal(ayes_source_prepare(&late, AYES_KIND_BAD, NULL, &odd, &scratch, &arena, NULL),
                   AYES_OK);
  assert_ptr_not_equal(late.parts, odd.parts);
  assert_parts(late.parts, "\",\"kind\":\"bad\",\"weight\":", ",\"source\":\"a\\\"b/d.tsv:");
  ayes_buffer_release(&scratch);
  ayes_arena_release(&arena);
}

/* What does not end in a line, or in one too long to be kept, is left to be written whole; so is a
 * place that is itself too long. */
static void test_places_without_a_line(void **state) {
  (void)state;
  static char long_place[70000];
  memset(long_place, 'x', sizeof long_place - 3);
  memcpy(long_place + sizeof long_place - 3, ":5", 3);
  const char *const places[] = {"probe", "", "12", ":", "a:", "a5", "a:123456", long_place};
  ayes_arena arena = {0};
  ayes_buffer scratch = {0};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    ayes_source source = {.place = places[i]};
    assert_int_equal(
        ayes_source_prepare(&source, AYES_KIND_BAD, NULL, NULL, &scratch, &arena, NULL), AYES_OK);
    assert_null(source.parts);
  }
  ayes_buffer_release(&scratch);
  ayes_arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_kinds),
      cmocka_unit_test(test_layers),
      cmocka_unit_test(test_the_longest_wins),
      cmocka_unit_test(test_what_goes_takes_nothing_along),
      cmocka_unit_test(test_layers_and_topics_do_not_compete),
      cmocka_unit_test(test_settled_too_early),
      cmocka_unit_test(test_of_equal_lengths_the_first_wins),
      cmocka_unit_test(test_the_heavier_comes_first),
      cmocka_unit_test(test_random_marks),
      cmocka_unit_test(test_late_marks),
      cmocka_unit_test(test_many_overlapping_marks),
      cmocka_unit_test(test_without_memory),
      cmocka_unit_test(test_few_need_no_memory),
      cmocka_unit_test(test_none_and_one),
      cmocka_unit_test(test_prepared_sources),
      cmocka_unit_test(test_places_without_a_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
