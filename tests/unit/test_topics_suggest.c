/* SPDX-License-Identifier: MIT
 *
 * Suggested topics on made-up answers whose themes are known: groups, how many, names, coverage;
 * the same twice; nothing to group; memory that runs out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mining/topics_suggest.h"

enum { THEMES = 4, EACH = 20, ANSWERS = THEMES * EACH };

static const struct {
  const char *words[6];
  const char *name;
} themes[THEMES] = {
    {{"street lamp", "dark street", "lamp post", "dim lamp", "street lamp broken", "bulb"},
     "street"},
    {{"swimming pool", "swimming lesson", "pool water", "swimming pool hours", "lifeguard",
      "diving"},
     "pool"},
    {{"bus fare", "bus driver", "late bus", "bus fare rise", "timetable", "depot"}, "bus"},
    {{"oak tree", "tree roots", "felled tree", "oak tree leaves", "sapling", "orchard"}, "tree"},
};

/* What an answer of a theme says: three of its words, with what everybody says between. */
static void write_answer(size_t theme, size_t n, ayes_buffer *buffer) {
  static const char *const common[] = {"council", "please", "residents", "local"};
  ayes_buffer_clear(buffer);
  for (size_t i = 0; i < 3; i++) {
    ayes_buffer_add_text(buffer, i ? " and the " : "The ");
    ayes_buffer_add_text(buffer, themes[theme].words[(n + i * (1 + n % 2)) % 6]);
  }
  ayes_buffer_add_text(buffer, " matter to the ");
  ayes_buffer_add_text(buffer, common[n % 4]);
}

static const ayes_vocabulary no_words = {0};

typedef struct fixture {
  ayes_words words;
  ayes_names stop_stems;
  ayes_topic_suggester *suggester;
} fixture;

static ayes_status open_fixture(fixture *it, ayes_error *error) {
  static const char *const stop[] = {"the", "and", "to", "matter"};
  uint32_t number;
  *it = (fixture){0};
  ayes_status status = ayes_types_new("english", &no_words, &it->words.types, error);
  for (size_t i = 0; status == AYES_OK && i < 4; i++)
    status = ayes_names_add(&it->stop_stems, ayes_span_of(stop[i]), &number, error);
  it->words.stop_stems = &it->stop_stems;
  return status == AYES_OK ? ayes_topic_suggester_new(&it->words, &it->suggester, error) : status;
}

static void close_fixture(fixture *it) {
  ayes_topic_suggester_free(it->suggester);
  ayes_types_free(it->words.types);
  ayes_words_release(&it->words);
  ayes_names_release(&it->stop_stems);
}

/* Answers of all themes in turn; those of the last theme have a topic already. */
static ayes_status add_answers(fixture *it, ayes_error *error) {
  static const ayes_span trees = {"trees", 5};
  ayes_buffer text = {0};
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && i < ANSWERS; i++) {
    char id[8] = {(char)('a' + i % THEMES), (char)('0' + i / THEMES / 10),
                  (char)('0' + i / THEMES % 10), '\0'};
    write_answer(i % THEMES, i / THEMES, &text);
    if (text.failed) {
      status = ayes_error_memory(error);
      break;
    }
    ayes_suggester_answer answer = {ayes_span_of(id), ayes_buffer_span(&text), &trees,
                                    i % THEMES == THEMES - 1};
    status = ayes_topic_suggester_add(it->suggester, &answer, error);
  }
  ayes_buffer_release(&text);
  return status;
}

static const ayes_topic_suggestions *suggest(fixture *it, size_t count) {
  const ayes_topic_suggestions *list = NULL;
  ayes_error error = {0};
  if (open_fixture(it, &error) != AYES_OK || add_answers(it, &error) != AYES_OK ||
      ayes_topic_suggester_finish(it->suggester, count, &list, &error) != AYES_OK)
    fail_msg("%s", error.message);
  return list;
}

static void test_themes(void **state) {
  (void)state;
  fixture it;
  const ayes_topic_suggestions *list = suggest(&it, 0);
  assert_int_equal(list->count, THEMES);
  assert_int_equal(list->answers, ANSWERS);
  for (size_t i = 0; i < ANSWERS; i++) {
    assert_int_not_equal(list->of[i], 0);
    assert_int_equal(list->of[i], list->of[i % THEMES]);
  }
  for (size_t t = 0; t < THEMES; t++) {
    const ayes_topic_suggestion *item = &list->items[list->of[t] - 1];
    assert_int_equal(item->answers, EACH);
    if (ayes_span_find(item->name, ayes_span_of(themes[t].name)) == item->name.length)
      fail_msg("%.*s is no name for %s", (int)item->name.length, item->name.data, themes[t].name);
    assert_true(item->term_count >= 2);
    assert_true(item->terms[0].share == 1);
    assert_true(item->terms[0].is_sure);
    assert_int_equal(item->example_count, AYES_SUGGESTED_EXAMPLES);
    assert_true(item->cohesion > 0.2 && item->cohesion <= 1);
    for (size_t i = 0; i < item->example_count; i++)
      assert_int_equal(item->examples[i] % THEMES, t);
  }
  close_fixture(&it);
}

static void test_covered(void **state) {
  (void)state;
  fixture it;
  const ayes_topic_suggestions *list = suggest(&it, 0);
  for (size_t t = 0; t < THEMES; t++) {
    const ayes_topic_suggestion *item = &list->items[list->of[t] - 1];
    assert_int_equal(item->is_covered, t == THEMES - 1);
    assert_true(ayes_span_equal(item->covered_by, ayes_span_of(t == THEMES - 1 ? "trees" : "")));
    assert_true(item->covered_share == (t == THEMES - 1 ? 1 : 0));
  }
  ayes_span id = list->items[list->of[0] - 1].id;
  assert_int_equal(ayes_span_find_byte(id, ' '), id.length);
  assert_true(ayes_span_equal(ayes_topic_suggester_id(it.suggester, 5), ayes_span_of("b01")));
  close_fixture(&it);
}

static void test_same_twice(void **state) {
  (void)state;
  fixture first, second;
  const ayes_topic_suggestions *one = suggest(&first, 0), *other = suggest(&second, 0);
  assert_memory_equal(one->of, other->of, ANSWERS * sizeof *one->of);
  assert_true(one->margin == other->margin);
  close_fixture(&first);
  close_fixture(&second);
}

static void test_count(void **state) {
  (void)state;
  fixture it;
  assert_int_equal(suggest(&it, 2)->count, 2);
  close_fixture(&it);
  assert_int_equal(suggest(&it, 1)->count, 1);
  close_fixture(&it);
  const ayes_topic_suggestions *list;
  ayes_error error = {0};
  assert_int_equal(open_fixture(&it, &error), AYES_OK);
  assert_int_equal(add_answers(&it, &error), AYES_OK);
  assert_int_equal(ayes_topic_suggester_finish(it.suggester, 101, &list, &error), AYES_BAD_USAGE);
  assert_string_equal(error.message, "at most 100 groups can be asked for");
  close_fixture(&it);
}

/* Nobody says what somebody else says, or nobody says anything. */
static void test_nothing_shared(void **state) {
  (void)state;
  static const char *const texts[] = {"alpha", "", "beta gamma", "?!", "delta"};
  for (size_t count = 0; count <= 5; count++) {
    const ayes_topic_suggestions *list;
    fixture it;
    ayes_error error = {0};
    assert_int_equal(open_fixture(&it, &error), AYES_OK);
    for (size_t i = 0; i < count; i++) {
      ayes_suggester_answer answer = {ayes_span_of("x"), ayes_span_of(texts[i]), NULL, 0};
      assert_int_equal(ayes_topic_suggester_add(it.suggester, &answer, &error), AYES_OK);
    }
    assert_int_equal(ayes_topic_suggester_finish(it.suggester, 0, &list, &error), AYES_OK);
    assert_int_equal(list->count, 0);
    assert_int_equal(list->answers, count);
    for (size_t i = 0; i < count; i++) assert_int_equal(list->of[i], 0);
    close_fixture(&it);
  }
}

static ayes_status run(ayes_error *error) {
  const ayes_topic_suggestions *list;
  fixture it;
  ayes_status status = open_fixture(&it, error);
  if (status == AYES_OK) status = add_answers(&it, error);
  if (status == AYES_OK) status = ayes_topic_suggester_finish(it.suggester, 3, &list, error);
  close_fixture(&it);
  return status;
}

static void test_memory_failures(void **state) {
  (void)state;
  ayes_error error;
  ayes_memory_fail(SIZE_MAX, false); /* never, but counted */
  assert_int_equal(run(&error), AYES_OK);
  size_t requests = ayes_memory_requests();
  assert_true(requests > 100);
  for (size_t request = 1; request <= requests; request += 1 + requests / 400) {
    ayes_memory_fail(request, false);
    assert_int_equal(run(&error), AYES_NO_MEMORY);
    ayes_memory_fail(0, false);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_themes),         cmocka_unit_test(test_covered),
      cmocka_unit_test(test_same_twice),     cmocka_unit_test(test_count),
      cmocka_unit_test(test_nothing_shared), cmocka_unit_test(test_memory_failures),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
