/* SPDX-License-Identifier: MIT
 *
 * Learning across questions: what a good word counts in a place, that no list knows the labels of
 * the questions it is measured on, and that the order of answers shows nowhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/analysis.h"
#include "learning/across_list.h"

enum { QUESTIONS = 12, EACH = 16, ANSWERS = QUESTIONS * EACH, FOLDS = 4, LIMIT = 128 };

/* ---- Reading ---- */

typedef struct reading {
  ayes_engine *engine;
  ayes_analysis *analysis;
  ayes_probes probes;
} reading;

static void reading_start(reading *it) {
  memset(it, 0, sizeof *it);
  char folder[512];
  const char *folders[] = {folder};
  ayes_error error = {0};
  snprintf(folder, sizeof folder, "%s/tests/support/across/pack", getenv("AYES_ROOT"));
  ayes_engine_options options = {.lexicons = folders, .lexicon_count = 1};
  if (ayes_engine_open(&options, &it->engine, &error) != AYES_OK) fail_msg("%s", error.message);
  assert_int_equal(ayes_analysis_new(it->engine, &it->analysis, NULL), AYES_OK);
}

static void reading_end(reading *it) {
  ayes_probes_release(&it->probes);
  ayes_analysis_free(it->analysis);
  ayes_engine_close(it->engine);
}

static ayes_probe_source read_text(reading *it, const char *target, const char *text) {
  const ayes_result *result;
  ayes_answer answer = {.text = ayes_span_of(text), .target = ayes_span_of(target)};
  assert_int_equal(ayes_analysis_run(it->analysis, &answer, &result, NULL), AYES_OK);
  ayes_analysis_parts parts = ayes_analysis_get(it->analysis);
  assert_non_null(parts.judgement);
  return (ayes_probe_source){parts.text, parts.tags, parts.marks, parts.target, parts.judge};
}

/* ---- Probes ---- */

/* What a good word counts in the place of one that no list has. */
static double value_of(reading *it, const char *target, const char *text, const char *word) {
  ayes_probe_source source = read_text(it, target, text);
  assert_int_equal(ayes_probe(&source, 100, &it->probes, NULL), AYES_OK);
  for (size_t i = 0; i < it->probes.count; i++) {
    const ayes_probed *place = &it->probes.items[i];
    if (place->last - place->first == 1 &&
        ayes_span_equal(ayes_text_token(source.text, place->first), ayes_span_of(word)))
      return place->value;
  }
  return 0;
}

static void test_a_probe_is_turned_as_a_listed_word(void **state) {
  (void)state;
  static const char *const build = "We should build lamps", *const ban = "We should ban lamps";
  reading it;
  reading_start(&it);
  assert_true(value_of(&it, build, "lamps bring quorble", "quorble") > 0.5);
  assert_true(value_of(&it, ban, "lamps bring quorble", "quorble") < -0.5);
  assert_true(value_of(&it, build, "lamps do not bring quorble", "quorble") < -0.2);
  assert_true(value_of(&it, ban, "lamps do not bring quorble", "quorble") > 0.2);
  assert_true(value_of(&it, build, "lamps reduce quorble", "quorble") < -0.2);
  assert_true(value_of(&it, ban, "lamps reduce quorble", "quorble") > 0.2);
  /* Words of the proposal itself carry no opinion. */
  assert_true(value_of(&it, build, "lamps bring quorble", "lamps") == 0);
  reading_end(&it);
}

/* A listed good word in the same place counts what the probe counted there. */
static void test_a_probe_counts_what_a_word_counts(void **state) {
  (void)state;
  static const char *const target = "We should build lamps";
  reading it;
  reading_start(&it);
  double value = value_of(&it, target, "lamps are not quorble here", "quorble");
  read_text(&it, target, "lamps are not safe here");
  const ayes_judgement *judgement = ayes_analysis_get(it.analysis).judgement;
  double weight = 0;
  for (size_t i = 0; i < judgement->mark_count; i++)
    if (judgement->marks[i].mark.kind == AYES_KIND_GOOD) weight = judgement->marks[i].weight;
  assert_true(weight < 0 && value == weight);
  reading_end(&it);
}

static void test_places(void **state) {
  (void)state;
  reading it;
  reading_start(&it);
  ayes_probe_source source =
      read_text(&it, "We should build lamps", "one two, safe three. not four five");
  assert_int_equal(ayes_probe(&source, 100, &it.probes, NULL), AYES_OK);
  static const uint32_t wanted[][2] = {{0, 1}, {0, 2}, {1, 2}, {3, 4}, {5, 6}, {5, 7}, {6, 7}};
  assert_int_equal(it.probes.count, sizeof wanted / sizeof *wanted);
  for (size_t i = 0; i < it.probes.count; i++) {
    assert_int_equal(it.probes.items[i].first, wanted[i][0]);
    assert_int_equal(it.probes.items[i].last, wanted[i][1]);
  }
  assert_int_equal(ayes_probe(&source, 2, &it.probes, NULL), AYES_OK);
  assert_int_equal(it.probes.count, 3);
  reading_end(&it);
}

/* ---- Questions ---- */

static void test_question_keys(void **state) {
  (void)state;
  static const char *const same[] = {"We should ban lamps.", "we  should ban\tLAMPS",
                                     " We should: ban lamps!"};
  for (size_t i = 0; i < 3; i++) {
    ayes_buffer key = {0};
    ayes_pool_question_key(ayes_span_of(same[i]), &key);
    ayes_buffer_add_byte(&key, '\0');
    assert_string_equal(key.data, "we should ban lamps");
    ayes_buffer_release(&key);
  }
}

/* ---- Learning ---- */

/* Answer i: its proposal, its side, and words that go with it whichever the frame. */
static int write_answer(size_t i, char *target, char *text) {
  static const char *const well[] = {"quorble", "zindle", "safe"};
  static const char *const ill[] = {"grummet", "drosk", "dangerous"};
  size_t question = i / EACH;
  bool is_for = i % 2, builds = question % 2;
  snprintf(target, LIMIT, "We should %s thing%zu", builds ? "build" : "ban", question);
  const char *const *words = is_for == builds ? well : ill;
  snprintf(text, LIMIT, "thing%zu bring word%zu, %s, %s", question, i, words[i / 2 % 3],
           i % 5 ? "here" : words[i / 3 % 3]);
  return is_for ? 1 : -1;
}

static void add_answer(reading *it, ayes_pool *pool, size_t i) {
  char target[LIMIT], text[LIMIT];
  ayes_buffer key = {0};
  int side = write_answer(i, target, text);
  ayes_pool_source source = {.probe = read_text(it, target, text),
                             .types = ayes_analysis_get(it->analysis).types,
                             .stop_stems = ayes_lexicon_stop_stems(it->engine->lexicon),
                             .input = i % 2,
                             .hash = ayes_span_hash(ayes_span_of(text)),
                             .side = side,
                             .tone = 1};
  ayes_judgement judgement = *ayes_analysis_get(it->analysis).judgement;
  source.judgement = &judgement;
  ayes_pool_question_key(ayes_span_of(target), &key);
  assert_int_equal(ayes_names_add(&pool->questions, ayes_buffer_span(&key), &source.question, NULL),
                   AYES_OK);
  assert_int_equal(ayes_pool_add(pool, &source, NULL), AYES_OK);
  ayes_buffer_release(&key);
}

static const ayes_across_settings settings = {
    .least_questions = 4, .least_answers = 5, .most_terms = 50, .tone_weight = 0.5, .inputs = 2};

static void fill_pool(reading *it, ayes_pool *pool, bool backwards) {
  memset(pool, 0, sizeof *pool);
  for (size_t i = 0; i < ANSWERS; i++) add_answer(it, pool, backwards ? ANSWERS - 1 - i : i);
  assert_int_equal(ayes_pool_freeze(pool, FOLDS, NULL), AYES_OK);
  assert_int_equal(pool->folds, FOLDS);
}

static const ayes_across_term *find_term(const ayes_across *across, const ayes_pool *pool,
                                         const char *written) {
  for (size_t i = 0; i < across->terms.count; i++)
    if (ayes_span_equal(ayes_pool_written(pool, across->terms.items[i].term),
                        ayes_span_of(written)))
      return &across->terms.items[i];
  return NULL;
}

static void test_learns_across_frames(void **state) {
  (void)state;
  reading it;
  ayes_pool pool;
  ayes_across across;
  reading_start(&it);
  fill_pool(&it, &pool, false);
  assert_int_equal(ayes_across_learn(&pool, &settings, &across, NULL), AYES_OK);
  assert_int_equal(across.outcome, AYES_ACROSS_LEARNED);
  const ayes_across_score *all = &across.scores[2];
  assert_int_equal(all->questions, QUESTIONS);
  assert_int_equal(all->answers, ANSWERS);
  assert_int_equal(across.scores[0].answers + across.scores[1].answers, ANSWERS);
  assert_true(all->both.f_avg > 0.95 && all->rules.f_avg < 0.75);
  const ayes_across_term *good = find_term(&across, &pool, "quorble");
  const ayes_across_term *bad = find_term(&across, &pool, "drosk");
  assert_true(good && good->weight > 0.3 && good->n_for > 0 && good->n_against == 0);
  assert_true(bad && bad->weight < -0.3 && bad->n_against > 0 && bad->n_for == 0);
  assert_true(good->questions == QUESTIONS && good->answers >= settings.least_answers);
  assert_null(find_term(&across, &pool, "safe"));  /* is listed */
  assert_null(find_term(&across, &pool, "bring")); /* is a stop word */
  assert_null(find_term(&across, &pool, "thing1"));
  ayes_across_release(&across);
  ayes_pool_release(&pool);
  reading_end(&it);
}

static void test_order_does_not_matter(void **state) {
  (void)state;
  reading it;
  ayes_buffer lists[2] = {{0}, {0}};
  reading_start(&it);
  for (int backwards = 0; backwards < 2; backwards++) {
    ayes_pool pool;
    ayes_across across;
    ayes_across_facts facts = {.labels = "ticks", .data = 1};
    fill_pool(&it, &pool, backwards);
    assert_int_equal(ayes_across_learn(&pool, &settings, &across, NULL), AYES_OK);
    ayes_across_list(&across, &pool, &settings, &facts, &lists[backwards]);
    ayes_across_release(&across);
    ayes_pool_release(&pool);
  }
  assert_true(lists[0].length > 500);
  assert_true(ayes_span_equal(ayes_buffer_span(&lists[0]), ayes_buffer_span(&lists[1])));
  ayes_buffer_release(&lists[0]);
  ayes_buffer_release(&lists[1]);
  reading_end(&it);
}

/* Turning every label of one question changes what is said of others, never of those in its fold:
 * neither it nor they were learned from when they are read. */
static void test_no_list_sees_its_questions(void **state) {
  (void)state;
  reading it;
  ayes_pool pool;
  ayes_across before, after;
  reading_start(&it);
  fill_pool(&it, &pool, false);
  assert_int_equal(ayes_across_learn(&pool, &settings, &before, NULL), AYES_OK);
  for (uint32_t question = 1; question <= QUESTIONS; question++) {
    uint32_t fold = 0;
    size_t others = 0;
    for (size_t i = 0; i < ANSWERS; i++) {
      if (pool.rows.items[i].question != question) continue;
      pool.rows.items[i].side = -pool.rows.items[i].side;
      fold = pool.rows.items[i].fold;
    }
    assert_int_equal(ayes_across_learn(&pool, &settings, &after, NULL), AYES_OK);
    for (size_t i = 0; i < ANSWERS; i++) {
      bool is_same = before.added[i] == after.added[i];
      if (pool.rows.items[i].fold == fold) assert_true(is_same);
      else others += !is_same;
    }
    assert_true(others > 0);
    ayes_across_release(&after);
    for (size_t i = 0; i < ANSWERS; i++)
      if (pool.rows.items[i].question == question)
        pool.rows.items[i].side = -pool.rows.items[i].side;
  }
  ayes_across_release(&before);
  ayes_pool_release(&pool);
  reading_end(&it);
}

/* The same answer a second time, from another file: counted in its file, learned from once. */
static void test_repeated_answers(void **state) {
  (void)state;
  reading it;
  ayes_pool pool = {0};
  ayes_across across;
  reading_start(&it);
  for (size_t i = 0; i < 2 * ANSWERS; i++) add_answer(&it, &pool, i % ANSWERS);
  assert_int_equal(ayes_pool_freeze(&pool, FOLDS, NULL), AYES_OK);
  size_t repeated = 0;
  for (size_t i = 0; i < pool.rows.count; i++) repeated += pool.rows.items[i].repeated;
  assert_int_equal(repeated, ANSWERS);
  assert_int_equal(ayes_across_learn(&pool, &settings, &across, NULL), AYES_OK);
  assert_int_equal(across.scores[2].answers, 2 * ANSWERS);
  for (size_t i = 0; i < across.terms.count; i++)
    assert_true(across.terms.items[i].answers < ANSWERS);
  ayes_across_release(&across);
  ayes_pool_release(&pool);
  reading_end(&it);
}

/* Of a long answer the first words are looked at, of a very long one none: each place costs a
 * judgement of the whole. */
static void test_long_answers(void **state) {
  (void)state;
  static const size_t words[] = {AYES_POOL_WORDS + 50, AYES_POOL_LONGEST + 1};
  reading it;
  ayes_pool pool = {0};
  reading_start(&it);
  for (size_t k = 0; k < 2; k++) {
    ayes_buffer text = {0};
    for (size_t i = 0; i < words[k]; i++) ayes_buffer_add_format(&text, "word%zu, ", i);
    ayes_buffer_add_byte(&text, '\0');
    ayes_pool_source source = {.probe = read_text(&it, "We should build lamps", text.data),
                               .types = ayes_analysis_get(it.analysis).types,
                               .stop_stems = ayes_lexicon_stop_stems(it.engine->lexicon),
                               .question = 1,
                               .side = 1,
                               .tone = 1};
    ayes_judgement judgement = *ayes_analysis_get(it.analysis).judgement;
    source.judgement = &judgement;
    assert_int_equal(ayes_pool_add(&pool, &source, NULL), AYES_OK);
    assert_int_equal(pool.rows.items[k].count, k ? 0 : AYES_POOL_WORDS);
    ayes_buffer_release(&text);
  }
  ayes_pool_release(&pool);
  reading_end(&it);
}

/* Labels without any reason are not learned, and what cannot be learned from is said. */
static void test_outcomes(void **state) {
  (void)state;
  reading it;
  ayes_pool pool;
  ayes_across across;
  reading_start(&it);
  fill_pool(&it, &pool, false);
  for (size_t i = 0; i < ANSWERS; i++)
    pool.rows.items[i].side = pool.rows.items[i].hash >> 7 & 1 ? 1 : -1;
  assert_int_equal(ayes_across_learn(&pool, &settings, &across, NULL), AYES_OK);
  assert_int_equal(across.outcome, AYES_ACROSS_NO_GAIN);
  ayes_across_release(&across);
  ayes_across_settings strict = settings;
  strict.least_questions = QUESTIONS + 1;
  assert_int_equal(ayes_across_learn(&pool, &strict, &across, NULL), AYES_OK);
  assert_int_equal(across.outcome, AYES_ACROSS_FEW);
  ayes_across_release(&across);
  for (size_t i = 0; i < ANSWERS; i++) pool.rows.items[i].side = 1;
  assert_int_equal(ayes_across_learn(&pool, &settings, &across, NULL), AYES_OK);
  assert_int_equal(across.outcome, AYES_ACROSS_ONE_SIDED);
  ayes_across_release(&across);
  ayes_pool_release(&pool);
  reading_end(&it);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_probe_is_turned_as_a_listed_word),
                                     cmocka_unit_test(test_a_probe_counts_what_a_word_counts),
                                     cmocka_unit_test(test_places),
                                     cmocka_unit_test(test_question_keys),
                                     cmocka_unit_test(test_learns_across_frames),
                                     cmocka_unit_test(test_order_does_not_matter),
                                     cmocka_unit_test(test_no_list_sees_its_questions),
                                     cmocka_unit_test(test_repeated_answers),
                                     cmocka_unit_test(test_long_answers),
                                     cmocka_unit_test(test_outcomes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
