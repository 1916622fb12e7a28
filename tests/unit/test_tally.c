/* SPDX-License-Identifier: MIT
 *
 * Counting: ticks, stances, denominators, duplicates, shares; and reading results.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "report/tally.h"
#include "support/files.h"
#include "tally/labels.h"
#include "tally/seen.h"
#include "tally/tally.h"

static const char survey_text[] =
    "{\"title\":\"Bins\",\"questions\":["
    "{\"id\":\"Q1\",\"kind\":\"closed\",\"text\":\"Do you agree?\","
    "\"options\":{\"Yes\":\"support\",\"No\":\"oppose\"},"
    "\"recorded\":{\"Yes\":3,\"No\":1,\"Blank\":2}},"
    "{\"id\":\"Q1b\",\"kind\":\"open\",\"about\":\"Q1\",\"text\":\"Why?\"}]}";

static const char result_lines[] =
    "{\"id\":\"1\",\"question\":\"Q1b\",\"respondent\":\"a\",\"answer\":\"Yes\",\"text\":\"Good "
    "idea\",\"stance\":\"support\",\"conditional\":true,\"flags\":[]}\n"
    "{\"id\":\"2\",\"question\":\"Q1b\",\"respondent\":\"b\",\"answer\":\"yes \",\"text\":\"good   "
    "IDEA\",\"stance\":\"support\",\"flags\":[]}\n"
    "{\"id\":\"3\",\"question\":\"Q1b\",\"respondent\":\"c\",\"answer\":\"Yes\",\"text\":\"Bad "
    "idea\",\"stance\":\"oppose\",\"flags\":[\"answer_conflict\"]}\n"
    "{\"id\":\"4\",\"question\":\"Q1b\",\"respondent\":\"c\",\"answer\":\"\",\"text\":\"I am "
    "for\",\"stance\":\"support\",\"flags\":[\"recovered\"]}\n"
    "{\"id\":\"5\",\"question\":\"Q1b\",\"respondent\":\"d\",\"answer\":\"Maybe\",\"text\":\"-\","
    "\"stance\":\"neutral\",\"flags\":[\"empty\"]}\n"
    "{\"id\":\"6\",\"error\":{\"code\":\"bad_json\",\"message\":\"x\"},\"line\":6}\n"
    "{\"id\":\"7\",\"question\":\"Other\",\"text\":\"Good idea\",\"stance\":\"mixed\"}\n";

typedef struct tallied {
  ayes_survey *survey;
  ayes_counter *counter;
  const ayes_tally_counts *counts;
} tallied;

static tallied tally(const char *survey, const char *lines) {
  tallied it = {0};
  if (survey)
    assert_int_equal(ayes_survey_parse(ayes_span_of(survey), "survey", &it.survey, NULL), AYES_OK);
  assert_int_equal(ayes_counter_new(it.survey, &it.counter, NULL), AYES_OK);
  assert_int_equal(ayes_counter_add_file(it.counter, test_file("tally_results.jsonl", lines), NULL),
                   AYES_OK);
  assert_int_equal(ayes_counter_finish(it.counter, &it.counts, NULL), AYES_OK);
  return it;
}

static void release(tallied *it) {
  ayes_counter_free(it->counter);
  ayes_survey_free(it->survey);
}

static void assert_span(ayes_span span, const char *text) {
  if (!ayes_span_equal(span, ayes_span_of(text)))
    fail_msg("\"%.*s\" is not \"%s\"", (int)span.length, span.data, text);
}

static void assert_tick(const ayes_tick *tick, const char *option, size_t count, size_t unique,
                        size_t recorded) {
  assert_span(tick->option, option);
  assert_int_equal(tick->count, count);
  assert_int_equal(tick->count_unique, unique);
  assert_int_equal(tick->recorded, recorded);
}

static void test_ticks(void **state) {
  (void)state;
  tallied it = tally(survey_text, result_lines);
  assert_int_equal(it.counts->question_count, 2);
  const ayes_question_tally *first = &it.counts->questions[0];
  assert_span(first->id, "Q1b");
  assert_span(first->about, "Q1");
  assert_int_equal(first->tick_count, 4);
  assert_tick(&first->ticks[0], "Yes", 3, 2, 3);
  assert_tick(&first->ticks[1], "No", 0, 0, 1);
  assert_tick(&first->ticks[2], "Maybe", 1, 1, 0);
  assert_tick(&first->ticks[3], "Blank", 1, 1, 2);
  assert_false(first->ticks[2].has_recorded);
  release(&it);
}

static void test_stances_and_denominators(void **state) {
  (void)state;
  tallied it = tally(survey_text, result_lines);
  const ayes_counts *all = &it.counts->questions[0].all;
  assert_int_equal(it.counts->records, 7);
  assert_int_equal(it.counts->quarantined, 1);
  assert_int_equal(all->records, 5);
  assert_int_equal(all->respondents, 4);
  assert_int_equal(all->answered, 4);
  assert_int_equal(all->with_text, 4);
  assert_int_equal(all->blank, 1);
  assert_int_equal(all->stances[AYES_SUPPORT], 3);
  assert_int_equal(all->stances[AYES_OPPOSE], 1);
  assert_int_equal(all->stances[AYES_NEUTRAL], 0);
  assert_int_equal(all->conditional, 1);
  assert_int_equal(all->conflicts, 1);
  assert_int_equal(all->recovered, 1);
  assert_int_equal(all->share.whole, 4);
  release(&it);
}

static void test_duplicates_within_a_question(void **state) {
  (void)state;
  tallied it = tally(survey_text, result_lines);
  const ayes_question_tally *first = &it.counts->questions[0];
  assert_int_equal(first->duplicates, 1);
  assert_true(first->texts_known);
  assert_int_equal(first->unique.records, 4);
  assert_int_equal(first->unique.respondents, 3);
  assert_int_equal(first->unique.stances[AYES_SUPPORT], 2);
  assert_int_equal(it.counts->questions[1].duplicates, 0);
  release(&it);
}

static void test_results_without_texts(void **state) {
  (void)state;
  tallied it =
      tally(NULL, "{\"id\":\"1\",\"stance\":\"oppose\"}\n{\"id\":\"2\",\"stance\":\"oppose\"}\n");
  assert_int_equal(it.counts->question_count, 1);
  assert_false(it.counts->questions[0].texts_known);
  assert_int_equal(it.counts->questions[0].duplicates, 0);
  assert_int_equal(it.counts->questions[0].all.respondents, 2);
  release(&it);
}

static void test_closed_questions_without_open_ones(void **state) {
  (void)state;
  tallied it = tally(
      "{\"questions\":[{\"id\":\"C\",\"kind\":\"closed\",\"text\":\"?\","
      "\"recorded\":{\"Blank\":1,\"No\":4}}]}",
      "");
  assert_int_equal(it.counts->question_count, 1);
  assert_tick(&it.counts->questions[0].ticks[0], "No", 0, 0, 4);
  assert_tick(&it.counts->questions[0].ticks[1], "Blank", 0, 0, 1);
  release(&it);
}

static void test_many_options_do_not_grow_for_ever(void **state) {
  (void)state;
  ayes_buffer lines = {0};
  for (int i = 0; i < 300; i++)
    ayes_buffer_add_format(&lines,
                           "{\"id\":\"%d\",\"answer\":\"option %d\",\"stance\":\"mixed\"}\n", i, i);
  ayes_buffer_add_byte(&lines, '\0');
  tallied it = tally(NULL, lines.data);
  const ayes_question_tally *only = &it.counts->questions[0];
  assert_true(only->tick_count <= 52);
  size_t sum = 0;
  for (size_t i = 0; i < only->tick_count; i++) sum += only->ticks[i].count;
  assert_int_equal(sum, 300);
  ayes_buffer_release(&lines);
  release(&it);
}

static void assert_near(double value, double expected) {
  if (value < expected - 5e-5 || value > expected + 5e-5)
    fail_msg("%.6f is not %.6f", value, expected);
}

/* Newcombe 1998, table I, method 3. */
static void test_share(void **state) {
  (void)state;
  ayes_share share = ayes_share_of(81, 263);
  assert_near(share.value, 0.3080);
  assert_near(share.low, 0.2553);
  assert_near(share.high, 0.3662);
  share = ayes_share_of(15, 148);
  assert_near(share.low, 0.0624);
  assert_near(share.high, 0.1605);
  share = ayes_share_of(0, 20);
  assert_near(share.low, 0);
  assert_near(share.high, 0.1611);
  share = ayes_share_of(1, 29);
  assert_near(share.low, 0.0061);
  assert_near(share.high, 0.1718);
  share = ayes_share_of(0, 0);
  assert_near(share.low, 0);
  assert_near(share.high, 1);
}

static void test_seen(void **state) {
  (void)state;
  ayes_seen seen = {0}, small = {.limit = 4};
  bool is_new;
  for (uint64_t i = 0; i < 5000; i++) {
    assert_int_equal(ayes_seen_add(&seen, i * 0x9E3779B97F4A7C15u, &is_new, NULL), AYES_OK);
    assert_true(is_new);
  }
  for (uint64_t i = 0; i < 5000; i++) {
    assert_int_equal(ayes_seen_add(&seen, i * 0x9E3779B97F4A7C15u, &is_new, NULL), AYES_OK);
    assert_false(is_new);
  }
  for (uint64_t i = 1; i < 100000; i++)
    assert_int_equal(ayes_seen_add(&small, i, &is_new, NULL), AYES_OK);
  assert_int_equal(small.count, 4);
  assert_int_equal(ayes_seen_add(&small, 4, &is_new, NULL), AYES_OK);
  assert_false(is_new);
  ayes_seen_release(&seen);
  ayes_seen_release(&small);
}

/* Few hashes are in a small table, and stay known when it gets its full size. */
static void test_seen_with_limit(void **state) {
  (void)state;
  ayes_seen seen = {.limit = 50000};
  bool is_new;
  for (int round = 0; round < 2; round++)
    for (uint64_t i = 1; i <= 60000; i++) {
      assert_int_equal(ayes_seen_add(&seen, i * 0x9E3779B97F4A7C15u, &is_new, NULL), AYES_OK);
      assert_int_equal(is_new, round == 0 || i > seen.limit);
    }
  assert_int_equal(seen.count, seen.limit);
  assert_int_equal(seen.slot_count, 128 * 1024);
  ayes_seen_release(&seen);
}

enum { LONGEST_HASHED = 90, SHORTEST_PLAIN = 17 };

/* A space before it leads around the short cut for plain texts, and changes no hash; a second one
 * within, or a letter, does. */
static void test_hashes_of_plain_texts(void **state) {
  (void)state;
  static const char letters[] = "aZ \"[@`{~09 m\x7F";
  char bytes[LONGEST_HASHED + 2] = " ";
  ayes_buffer scratch = {0};
  for (size_t length = 1; length <= LONGEST_HASHED; length++) {
    ayes_span text = ayes_span_make(bytes + 1, length);
    for (size_t i = 1; i <= length; i++)
      bytes[i] = letters[(i * length + i) % (sizeof letters - 1)];
    for (size_t i = 1; i <= length; i++)
      if (bytes[i] == ' ' && (i == 1 || i == length || bytes[i - 1] == ' ')) bytes[i] = 'x';
    char room[LONGEST_HASHED];
    uint64_t hash = ayes_folded_hash(text, &scratch), plain = hash;
    assert_true(hash == ayes_folded_hash(ayes_span_make(bytes, length + 1), &scratch));
    assert_true(ayes_folded_hash_of_plain(text, room, &plain) == (length >= SHORTEST_PLAIN));
    assert_true(plain == hash);
    for (size_t i = 1; i <= length; i++) {
      char before = bytes[i];
      bytes[i] = '\n';
      bool is_same = before == ' ';
      assert_true(is_same == (hash == ayes_folded_hash(text, &scratch)));
      uint64_t other = ayes_folded_hash(text, &scratch);
      assert_true(other == ayes_folded_hash(ayes_span_make(bytes, length + 1), &scratch));
      bytes[i] = '!';
      assert_true(hash != ayes_folded_hash(text, &scratch));
      bytes[i] = before;
    }
  }
  ayes_buffer_release(&scratch);
}

static void test_text_hash(void **state) {
  (void)state;
  ayes_buffer scratch = {0};
  ayes_span one = ayes_span_of("Q1"), two = ayes_span_of("Q2");
  uint64_t hash = ayes_text_hash(one, ayes_span_of("Don\u2019t  close it\n"), &scratch);
  assert_true(hash == ayes_text_hash(one, ayes_span_of(" don't CLOSE it"), &scratch));
  assert_true(hash != ayes_text_hash(two, ayes_span_of("don't close it"), &scratch));
  assert_true(hash != ayes_text_hash(one, ayes_span_of("don't closeit"), &scratch));
  ayes_buffer_release(&scratch);
}

static void test_labels(void **state) {
  (void)state;
  ayes_stance stance;
  for (int i = 0; i < AYES_STANCE_COUNT; i++) {
    assert_true(
        ayes_label_find_stance(ayes_span_of(ayes_label_of_stance((ayes_stance)i)), &stance));
    assert_int_equal(stance, i);
  }
  for (unsigned i = 0; i < AYES_ACT_COUNT; i++)
    assert_int_equal(ayes_label_find_act(ayes_span_of(ayes_label_of_act(1u << i))), 1u << i);
  for (unsigned i = 0; i < AYES_FLAG_COUNT; i++)
    assert_int_equal(ayes_label_find_flag(ayes_span_of(ayes_label_of_flag(1u << i))), 1u << i);
  assert_false(ayes_label_find_stance(ayes_span_of("for"), &stance));
  assert_int_equal(ayes_label_find_act(ayes_span_of("")), 0);
  assert_string_equal(ayes_label_of_stance(AYES_STANCE_COUNT), "unknown");
  assert_string_equal(ayes_label_of_flag(3), "unknown");
}

static void test_json_output(void **state) {
  (void)state;
  tallied it = tally(survey_text, result_lines);
  ayes_buffer buffer = {0};
  json_t *root;
  ayes_tally_json(it.counts, &buffer);
  assert_int_equal(ayes_json_parse(ayes_buffer_span(&buffer), "json", &root, NULL), AYES_OK);
  const json_t *question = json_array_get(json_object_get(root, "questions"), 0);
  assert_span(ayes_json_string(question, "id"), "Q1b");
  assert_near(ayes_json_number(json_object_get(question, "answers"), "Yes", 0), 3);
  assert_near(ayes_json_number(json_object_get(question, "recorded"), "Blank", 0), 2);
  assert_near(ayes_json_number(json_object_get(question, "stance"), "blank", 0), 1);
  assert_near(ayes_json_number(json_object_get(question, "share"), "support", 0), 0.75);
  assert_near(ayes_json_number(question, "duplicates", 0), 1);
  json_decref(root);
  ayes_buffer_release(&buffer);
  release(&it);
}

static void test_every_width(void **state) {
  (void)state;
  tallied it = tally(survey_text, result_lines);
  for (size_t width = 0; width < 200; width++) {
    ayes_buffer buffer = {0};
    ayes_layout layout = {width, false};
    ayes_tally_text(it.counts, &layout, &buffer);
    assert_false(buffer.failed);
    assert_null(memchr(buffer.data, 0x1b, buffer.length));
    ayes_buffer_release(&buffer);
  }
  release(&it);
}

static void test_without_memory(void **state) {
  (void)state;
  test_file("tally_results.jsonl", result_lines);
  bool done = false;
  for (size_t request = 1; !done; request++) {
    ayes_counter *counter = NULL;
    const ayes_tally_counts *counts;
    ayes_memory_fail(request, false);
    ayes_status status = ayes_counter_new(NULL, &counter, NULL);
    if (status == AYES_OK) status = ayes_counter_add_file(counter, "tally_results.jsonl", NULL);
    if (status == AYES_OK) status = ayes_counter_finish(counter, &counts, NULL);
    done = status == AYES_OK && ayes_memory_requests() < request;
    if (status != AYES_OK) assert_int_equal(status, AYES_NO_MEMORY);
    ayes_memory_fail(0, false);
    ayes_counter_free(counter);
    assert_true(request < 1000);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_ticks),
      cmocka_unit_test(test_stances_and_denominators),
      cmocka_unit_test(test_duplicates_within_a_question),
      cmocka_unit_test(test_results_without_texts),
      cmocka_unit_test(test_closed_questions_without_open_ones),
      cmocka_unit_test(test_many_options_do_not_grow_for_ever),
      cmocka_unit_test(test_share),
      cmocka_unit_test(test_seen),
      cmocka_unit_test(test_seen_with_limit),
      cmocka_unit_test(test_text_hash),
      cmocka_unit_test(test_hashes_of_plain_texts),
      cmocka_unit_test(test_labels),
      cmocka_unit_test(test_json_output),
      cmocka_unit_test(test_every_width),
      cmocka_unit_test(test_without_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
