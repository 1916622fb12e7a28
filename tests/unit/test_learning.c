/* SPDX-License-Identifier: MIT
 *
 * Learning: features and how they are written, fits, blends, that no world knows the labels of its
 * own fold, and models as files.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "learning/learned.h"
#include "learning/lesson.h"
#include "learning/model_write.h"
#include "support/files.h"

enum { ANSWERS = 80, LIMIT = 256 };

/* ---- Answers ---- */

typedef struct reading {
  ayes_vocabulary vocabulary;
  ayes_types *types;
  ayes_text text;
} reading;

static void reading_start(reading *it) {
  memset(it, 0, sizeof *it);
  assert_int_equal(ayes_types_new("english", &it->vocabulary, &it->types, NULL), AYES_OK);
}

static void reading_end(reading *it) {
  ayes_text_release(&it->text);
  ayes_types_free(it->types);
  ayes_vocabulary_release(&it->vocabulary);
}

static void read_text(reading *it, const char *text) {
  assert_int_equal(ayes_text_read(&it->text, ayes_span_of(text), it->types, NULL, NULL), AYES_OK);
}

/* Answer i: words of its side, a word of its own, words of both sides. */
static void write_answer(size_t i, char *text) {
  static const char *const yes[] = {"safer", "quieter", "healthier", "greener"};
  static const char *const no[] = {"dearer", "slower", "noisier", "uglier"};
  const char *const *words = i % 2 ? yes : no;
  snprintf(text, LIMIT, "The street is %s and word%zu %s. People in town", words[i / 2 % 4], i,
           words[i / 3 % 4]);
}

static const ayes_judgement silent = {.stance = AYES_NEUTRAL};

static void add_answers(reading *it, ayes_samples *samples) {
  char text[LIMIT];
  for (size_t i = 0; i < ANSWERS; i++) {
    write_answer(i, text);
    read_text(it, text);
    ayes_sample_source source = {{&it->text, it->types, NULL, &silent},
                                 ayes_span_hash(ayes_span_of(text)),
                                 i % 2 ? AYES_SUPPORT : AYES_OPPOSE};
    assert_int_equal(ayes_samples_add(samples, &source, NULL), AYES_OK);
  }
}

static ayes_samples *make_samples(reading *it) {
  ayes_samples *samples;
  assert_int_equal(ayes_samples_new(5, &samples, NULL), AYES_OK);
  add_answers(it, samples);
  return samples;
}

/* ---- Features ---- */

static void test_features(void **state) {
  (void)state;
  reading it;
  ayes_features features = {0};
  ayes_buffer written = {0};
  reading_start(&it);
  read_text(&it, "Safer roads, safer roads. Roads");
  ayes_feature_source source = {&it.text, it.types, NULL, NULL};
  assert_int_equal(ayes_features_read(&source, &features, NULL), AYES_OK);
  for (size_t i = 0; i < features.count; i++) {
    ayes_feature_write(&it.text, it.types, &features.items[i], &written);
    ayes_buffer_add_byte(&written, ';');
  }
  ayes_buffer_add_byte(&written, '\0');
  assert_string_equal(written.data,
                      "safer;roads;=roads;safer roads;"); /* no pair over comma or stop */
  ayes_buffer_release(&written);
  ayes_features_release(&features);
  reading_end(&it);
}

static uint64_t key_of(ayes_span written, ayes_types *types) {
  ayes_listed_feature feature;
  assert_int_equal(ayes_feature_parse(written, types, &feature, NULL), AYES_OK);
  return feature.key;
}

static void test_features_read_back(void **state) {
  (void)state;
  reading it;
  ayes_features features = {0};
  ayes_buffer written = {0};
  ayes_mark mark = {.first = 0, .last = 1, .kind = AYES_KIND_GOOD};
  ayes_adjusted adjusted[] = {{.mark = mark, .weight = 1}, {.mark = mark, .weight = -2}};
  ayes_judgement judgement = {.marks = adjusted, .mark_count = 2};
  ayes_mark negation = {.first = 0, .last = 1, .kind = AYES_KIND_NEGATION, .weight = -0.9};
  ayes_marks marks = {.items = &negation, .count = 1};
  ayes_feature_source source = {&it.text, NULL, &marks, &judgement};
  reading_start(&it);
  read_text(&it, "Don\xE2\x80\x99t CLOSE 5,000 libraries");
  source.types = it.types;
  assert_int_equal(ayes_features_read(&source, &features, NULL), AYES_OK);
  assert_int_equal(features.count, 4 + 1 + 3 + 3 + 2); /* one form is no stem: libraries */
  for (size_t i = 0; i < features.count; i++) {
    ayes_buffer_clear(&written);
    ayes_feature_write(&it.text, it.types, &features.items[i], &written);
    assert_true(key_of(ayes_buffer_span(&written), it.types) == features.items[i].key);
  }
  assert_true(key_of(ayes_span_of("<good->"), it.types) ==
              ayes_feature_of_kind(AYES_KIND_GOOD, -1));
  static const char *const wrong[] = {"",    "  ", "one two three", "<good>", "<topic+>",
                                      "<+>", "=",  "=two words",    "!",      "!two words"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_true(key_of(ayes_span_of(wrong[i]), it.types) == 0);
  ayes_buffer_release(&written);
  ayes_features_release(&features);
  reading_end(&it);
}

/* Which words of a text the negations reach, as a sign for each. */
static void reached(const char *text, const ayes_mark *negations, size_t count, char *signs) {
  reading it;
  reading_start(&it);
  read_text(&it, text);
  ayes_marks marks = {.items = (ayes_mark *)negations, .count = count};
  ayes_negations walk = {.marks = &marks};
  size_t words = it.text.tokens.count;
  memset(signs, '.', words);
  while (ayes_negations_next(&walk, &it.text))
    for (uint32_t i = walk.from; i < walk.to; i++) signs[i] = '!';
  signs[words] = '\0';
  reading_end(&it);
}

static void test_negations(void **state) {
  (void)state;
  char signs[LIMIT];
  ayes_mark not = {.first = 1, .last = 2, .kind = AYES_KIND_NEGATION, .weight = -0.9};
  reached("Does not help us at all", &not, 1, signs);
  assert_string_equal(signs, "..!!!!");
  reached("Does not help us, at all", &not, 1, signs);
  assert_string_equal(signs, "..!!..");
  reached("Does not. Help us", &not, 1, signs);
  assert_string_equal(signs, "....");
  reached("Is not one two three four five six seven eight nine ten", &not, 1, signs);
  assert_string_equal(signs, "..!!!!!!!!!.");
  ayes_mark pair[] = {not, {.first = 3, .last = 5, .kind = AYES_KIND_NEGATION, .weight = -0.8}};
  reached("Is not cheap no longer good", pair, 2, signs);
  assert_string_equal(signs, "..!..!"); /* the later one ends the first */
  ayes_mark no_negation = {.first = 1, .last = 2, .kind = AYES_KIND_NEGATION, .weight = 0.5};
  reached("Is not cheap", &no_negation, 1, signs);
  assert_string_equal(signs, "...");
  no_negation.kind = AYES_KIND_HEDGE;
  reached("Is perhaps cheap", &no_negation, 1, signs);
  assert_string_equal(signs, "...");
}

/* ---- Fits ---- */

static void test_logistic(void **state) {
  (void)state;
  /* Column 0 stands in rows for, column 1 in rows against, column 2 in all of them. */
  static const uint32_t columns[] = {0, 2, 0, 2, 1, 2, 1, 2, 1, 2, 1, 2};
  static const size_t starts[] = {0, 2, 4, 6, 8, 10, 12};
  static const double scale[] = {1, 1, 1, 1, 1, 1}, factor[] = {1, 1, 1};
  static const signed char labels[] = {1, 1, -1, -1, -1, -1};
  ayes_rows rows = {.columns = columns,
                    .starts = starts,
                    .scale = scale,
                    .factor = factor,
                    .count = 6,
                    .column_count = 3};
  ayes_logistic *logistic;
  double weights[4] = {0}, again[4] = {0};
  bool fitted;
  assert_int_equal(ayes_logistic_new(&rows, &logistic, NULL), AYES_OK);
  assert_int_equal(ayes_logistic_fit(logistic, labels, NULL, 1, weights, &fitted, NULL), AYES_OK);
  assert_true(fitted);
  assert_true(weights[0] > 0.5 && weights[1] < -0.5);
  /* Two against four rows, but the sides weigh the same: what is common to all says nothing. */
  assert_true(fabs(weights[0] + weights[1]) < 0.05 && fabs(weights[2]) < 0.05);
  assert_true(ayes_logistic_value(&rows, 0, weights) > 0);
  assert_true(ayes_logistic_value(&rows, 5, weights) < 0);
  assert_int_equal(ayes_logistic_fit(logistic, labels, NULL, 1, again, &fitted, NULL), AYES_OK);
  assert_memory_equal(weights, again, sizeof weights);
  static const bool one_side[] = {true, true, false, false, false, false};
  assert_int_equal(ayes_logistic_fit(logistic, labels, one_side, 1, again, &fitted, NULL), AYES_OK);
  assert_false(fitted);
  assert_true(again[0] == 0 && again[3] == 0);
  ayes_logistic_free(logistic);
}

static void test_blend(void **state) {
  (void)state;
  enum { COUNT = 200 };
  ayes_blend_input inputs[COUNT] = {{0, 0}};
  signed char labels[COUNT] = {0};
  ayes_blend usual = {1.2, 0.6, 0}, blend;
  ayes_blend_fit(inputs, labels, 0, &usual, &blend);
  assert_true(blend.learned == 1.2 && blend.rules == 0.6 && blend.constant == 0);
  /* The rules know, the learned words are noise. */
  for (size_t i = 0; i < COUNT; i++) {
    labels[i] = i % 2 ? 1 : -1;
    inputs[i] = (ayes_blend_input){i / 2 % 2 ? 1 : -1, i % 10 ? labels[i] : -labels[i]};
  }
  ayes_blend_fit(inputs, labels, COUNT, &usual, &blend);
  assert_true(fabs(blend.learned) < 0.3 && blend.rules > 1);
  ayes_blend other = {0, 0.3, 0};
  assert_true(ayes_blend_loss(&blend, inputs, labels, COUNT) <
              ayes_blend_loss(&other, inputs, labels, COUNT));
}

/* ---- Folds ---- */

static void test_folds(void **state) {
  (void)state;
  reading it;
  size_t counts[5][2] = {{0}};
  reading_start(&it);
  ayes_samples *samples = make_samples(&it);
  add_answers(&it, samples); /* each text a second time */
  assert_int_equal(ayes_samples_freeze(samples, 1, NULL), AYES_OK);
  for (size_t i = 0; i < ANSWERS; i++) {
    const ayes_sample_row *row = &samples->list.items[i];
    assert_int_equal(row->fold, samples->list.items[i + ANSWERS].fold);
    counts[row->fold][row->label == AYES_SUPPORT]++;
  }
  for (size_t k = 0; k < 5; k++) assert_true(counts[k][0] == 8 && counts[k][1] == 8);
  ayes_samples_free(samples);
  reading_end(&it);
}

static void fit_side(const ayes_samples *samples, ayes_fit *fit) {
  assert_int_equal(ayes_crossfit(samples, AYES_HEAD_SIDE, 1000, fit, NULL), AYES_OK);
}

/* Turning every label of one fold changes all worlds but the one that leaves it out. */
static void test_no_world_sees_its_fold(void **state) {
  (void)state;
  reading it;
  ayes_fit before, after;
  reading_start(&it);
  ayes_samples *samples = make_samples(&it);
  assert_int_equal(ayes_samples_freeze(samples, 1, NULL), AYES_OK);
  fit_side(samples, &before);
  size_t width = (samples->columns.count + 1) * sizeof(double);
  for (uint32_t fold = 0; fold < 5; fold++) {
    for (size_t i = 0; i < ANSWERS; i++) {
      ayes_sample_row *row = &samples->list.items[i];
      bool was_for = i % 2;
      row->label = was_for == (row->fold != fold) ? AYES_SUPPORT : AYES_OPPOSE;
    }
    fit_side(samples, &after);
    for (size_t w = 0; w < before.worlds; w++) {
      bool is_same = memcmp(before.weights[w], after.weights[w], width) == 0 &&
                     memcmp(&before.blend[w], &after.blend[w], sizeof(ayes_blend)) == 0;
      assert_int_equal(is_same, w == fold + 1);
    }
    ayes_fit_release(&after);
  }
  ayes_fit_release(&before);
  ayes_samples_free(samples);
  reading_end(&it);
}

/* Labels without any reason: what each answer's own label taught would be known by its own word. */
static void test_chance_is_not_learned(void **state) {
  (void)state;
  reading it;
  ayes_lesson_options options = {10, 1000};
  reading_start(&it);
  ayes_samples *samples = make_samples(&it);
  memset(samples->labels, 0, sizeof samples->labels);
  for (size_t i = 0; i < ANSWERS; i++) {
    bool is_for = ayes_span_hash(ayes_span_make((const char *)&i, sizeof i)) & 1;
    samples->list.items[i].label = is_for ? AYES_SUPPORT : AYES_OPPOSE;
    samples->labels[is_for ? AYES_SUPPORT : AYES_OPPOSE]++;
  }
  ayes_lesson lesson = {.samples = samples};
  assert_int_equal(ayes_lesson_learn(&lesson, &options, NULL), AYES_OK);
  assert_int_equal(lesson.outcome, AYES_LESSON_NO_GAIN);
  assert_true(lesson.learned.accuracy < 0.65);
  ayes_lesson_release(&lesson);
  ayes_samples_free(samples);
  reading_end(&it);
}

/* ---- Models ---- */

static const ayes_model_facts facts = {.version = "1",
                                       .language = "en",
                                       .stemmer = "english",
                                       .pack = 1,
                                       .data = 0x0123456789abcdef,
                                       .labels = "ticks",
                                       .folds = 5,
                                       .least = 30};

static const char *const names[] = {"model.json", "01-Q1.tsv", "01-Q1.folds.tsv",
                                    "01-Q1.answers.tsv"};
enum { FILES = sizeof names / sizeof *names };

typedef struct model_test {
  reading reading;
  ayes_lesson lesson;
  char folder[64];
  char path[FILES][128];
  ayes_outcome_label labels[ANSWERS]; /* as the model gives them */
  ayes_learned learned;
} model_test;

static void write_model(model_test *it) {
  assert_int_equal(ayes_model_write(&facts, &it->lesson, 1, it->folder, NULL), AYES_OK);
}

static void model_test_start(model_test *it) {
  ayes_lesson_options options = {10, 1000};
  memset(it, 0, sizeof *it);
  reading_start(&it->reading);
  it->lesson.question = ayes_span_of("Q1");
  it->lesson.samples = make_samples(&it->reading);
  assert_int_equal(ayes_lesson_learn(&it->lesson, &options, NULL), AYES_OK);
  assert_int_equal(it->lesson.outcome, AYES_LESSON_LEARNED);
  assert_true(it->lesson.both.accuracy > 0.95);
  snprintf(it->folder, sizeof it->folder, "model_test.XXXXXX");
  assert_non_null(mkdtemp(it->folder));
  for (size_t i = 0; i < FILES; i++)
    snprintf(it->path[i], sizeof it->path[i], "%s/%s", it->folder, names[i]);
  write_model(it);
}

static void model_test_end(model_test *it) {
  for (size_t i = 0; i < FILES; i++) remove(it->path[i]);
  rmdir(it->folder);
  ayes_learned_release(&it->learned);
  ayes_lesson_release(&it->lesson);
  ayes_samples_free(it->lesson.samples);
  reading_end(&it->reading);
}

static ayes_model *open_model(model_test *it) {
  ayes_model *model;
  ayes_error error = {0};
  ayes_learned_forget(&it->learned);
  if (ayes_model_open(it->folder, "english", &model, &error) != AYES_OK)
    fail_msg("%s", error.message);
  return model;
}

static ayes_outcome_label label_text(model_test *it, const ayes_model *model, const char *text) {
  ayes_outcome_label label;
  read_text(&it->reading, text);
  ayes_learned_source source = {{&it->reading.text, it->reading.types, NULL, &silent},
                                ayes_span_hash(ayes_span_of(text))};
  const ayes_model_question *question = ayes_model_find(model, ayes_span_of("Q1"));
  assert_non_null(question);
  assert_int_equal(ayes_learned_read(&it->learned, question, &source, &label, NULL), AYES_OK);
  return label;
}

/* What is kept of word types does not outlive their numbers. */
static void test_types_forgotten(void **state) {
  (void)state;
  model_test it;
  char text[LIMIT];
  model_test_start(&it);
  ayes_model *model = open_model(&it);
  write_answer(1, text);
  label_text(&it, model, text);
  double value = it.learned.value;
  ayes_vocabulary nothing = {0};
  ayes_types_free(it.reading.types);
  assert_int_equal(ayes_types_new("english", &nothing, &it.reading.types, NULL), AYES_OK);
  ayes_learned_forget(&it.learned);
  read_text(&it.reading, "other words come first now");
  label_text(&it, model, text);
  assert_true(it.learned.value == value);
  ayes_model_close(model);
  model_test_end(&it);
}

/* Answers learned from get what cross-validation said of them, others what all of them teach. */
static void test_model_round_trip(void **state) {
  (void)state;
  model_test it;
  char text[LIMIT];
  size_t right = 0;
  model_test_start(&it);
  ayes_model *model = open_model(&it);
  assert_null(ayes_model_find(model, ayes_span_of("Q2")));
  for (size_t i = 0; i < ANSWERS; i++) {
    write_answer(i, text);
    ayes_outcome_label label = label_text(&it, model, text);
    size_t world = it.lesson.samples->list.items[i].fold + 1;
    const ayes_fit *fit = &it.lesson.fits[AYES_HEAD_SIDE];
    ayes_blend_input input = ayes_fit_input(it.lesson.samples, fit, world, i, AYES_HEAD_SIDE, NULL);
    double value = ayes_blend_value(&fit->blend[world], &input);
    assert_true(fabs(it.learned.value - value) < 0.01); /* files have four decimals */
    assert_true(fabs(label.score - tanh(value / 2)) < 0.01);
    right += label.stance == (i % 2 ? AYES_SUPPORT : AYES_OPPOSE);
  }
  assert_true((double)right / ANSWERS == it.lesson.both.accuracy);
  assert_int_equal(label_text(&it, model, "It would be safer and quieter").stance, AYES_SUPPORT);
  assert_int_equal(label_text(&it, model, "It would be dearer and slower").stance, AYES_OPPOSE);
  assert_int_equal(label_text(&it, model, "Nobody knows").stance, AYES_NEUTRAL);
  ayes_model_close(model);
  model_test_end(&it);
}

/* Replaces the line of a term in the list; NULL takes it out. */
static void edit_list(const model_test *it, const char *term, const char *line) {
  char *text = test_file_text(it->path[1]), wanted[64];
  snprintf(wanted, sizeof wanted, "\n%s\t", term);
  char *start = strstr(text, wanted);
  assert_non_null(start);
  char *end = strchr(start + 1, '\n');
  size_t length = strlen(text) + 200;
  char *edited = calloc(1, length);
  assert_non_null(edited);
  snprintf(edited, length, "%.*s%s%s%s", (int)(start - text), text, line ? "\n" : "",
           line ? line : "", end);
  test_file(it->path[1], edited);
  free(edited);
  free(text);
}

static void test_edits_count(void **state) {
  (void)state;
  model_test it;
  char text[LIMIT];
  model_test_start(&it);
  write_answer(1, text);
  ayes_model *model = open_model(&it);
  double before = label_text(&it, model, text).score;
  ayes_model_close(model);
  edit_list(&it, "safer", NULL);
  model = open_model(&it);
  double without = label_text(&it, model, text).score;
  ayes_model_close(model);
  edit_list(&it, "word1", "word1\t-40\t0\t0\nmotorway street\t40\t0\t0");
  model = open_model(&it);
  ayes_outcome_label turned = label_text(&it, model, text);
  assert_int_equal(label_text(&it, model, "A motorway street").stance, AYES_SUPPORT);
  ayes_model_close(model);
  assert_true(without < before);
  assert_int_equal(turned.stance, AYES_OPPOSE);
  model_test_end(&it);
}

/* "!parking": only where a negation stands before it, which is what is shown. */
static void test_negated_terms_count(void **state) {
  (void)state;
  model_test it;
  ayes_mark not = {.first = 2, .last = 3, .kind = AYES_KIND_NEGATION, .weight = -0.9};
  ayes_marks marks = {.items = &not, .count = 1};
  ayes_outcome_label label;
  model_test_start(&it);
  edit_list(&it, "word1", "!parked\t-80\t0\t0");
  ayes_model *model = open_model(&it);
  read_text(&it.reading, "We may not plan for parking");
  ayes_learned_source source = {{&it.reading.text, it.reading.types, &marks, &silent}, 1};
  const ayes_model_question *question = ayes_model_find(model, ayes_span_of("Q1"));
  assert_int_equal(ayes_learned_read(&it.learned, question, &source, &label, NULL), AYES_OK);
  assert_int_equal(label.stance, AYES_OPPOSE);
  assert_int_equal(it.learned.hits.count, 1);
  assert_int_equal(ayes_learned_where(&it.learned, 0).first, 2);
  assert_int_equal(ayes_learned_where(&it.learned, 0).last, 6);
  source.answer.marks = NULL;
  assert_int_equal(ayes_learned_read(&it.learned, question, &source, &label, NULL), AYES_OK);
  assert_int_equal(it.learned.hits.count, 0);
  ayes_model_close(model);
  model_test_end(&it);
}

/* Keys are odd. */
static uint64_t some_key(uint32_t term) {
  return ayes_span_hash(ayes_span_make((const char *)&term, sizeof term)) | 1;
}

static void test_term_index(void **state) {
  (void)state;
  enum { TERMS = 3000 };
  ayes_term_index index = {0};
  ayes_error error = {0};
  assert_int_equal(ayes_term_index_find(&index, some_key(1), 7), 7);
  for (size_t count = 0; count <= TERMS; count += TERMS) {
    assert_int_equal(ayes_term_index_reserve(&index, count, NULL), AYES_OK);
    for (uint32_t i = 0; i < count; i++) ayes_term_index_add(&index, some_key(i), i);
    for (uint32_t i = 0; i < TERMS * 2; i++)
      assert_int_equal(ayes_term_index_find(&index, some_key(i), UINT32_MAX),
                       i < count ? i : UINT32_MAX);
  }
  assert_int_equal(ayes_term_index_reserve(&index, (size_t)AYES_TERMS_MOST + 1, &error),
                   AYES_OVER_LIMIT);
  ayes_term_index_release(&index);
}

static uint32_t find_pair(const ayes_pair_index *index, uint32_t a, uint32_t b) {
  ayes_pair_word first = ayes_pair_index_word(index, some_key(a));
  ayes_pair_word second = ayes_pair_index_word(index, some_key(b));
  uint32_t place = ayes_pair_place(first, second);
  assert_true(place < index->entry_count);
  return ayes_pair_index_holds(index, place, second) ? index->entries[place].term : UINT32_MAX;
}

/* Of words paired with some others: just those pairs are found, in that order of their words. */
static void test_pair_index(void **state) {
  (void)state;
  enum { WORDS = 60, WIDTHS = 3 };
  static const uint32_t steps[WIDTHS] = {1, 3, 17}; /* rows full, with gaps, and short */
  ayes_pair_index index = {0};
  for (size_t s = 0; s < WIDTHS; s++) {
    ayes_pair pairs[WORDS * WORDS];
    size_t count = 0;
    for (uint32_t a = 0; a < WORDS; a++)
      for (uint32_t b = 0; b < a; b += steps[s])
        pairs[count++] = (ayes_pair){some_key(a), some_key(b), a * WORDS + b};
    assert_int_equal(ayes_pair_index_build(&index, pairs, count, NULL), AYES_OK);
    for (uint32_t a = 0; a <= WORDS; a++)
      for (uint32_t b = 0; b <= WORDS; b++)
        assert_int_equal(find_pair(&index, a, b),
                         a < WORDS && b < a && b % steps[s] == 0 ? a * WORDS + b : UINT32_MAX);
    assert_true(index.entry_count < count * 2 + WORDS * 2); /* rows lie over each other */
  }
  ayes_pair_index_release(&index);
}

static void test_pair_index_limits(void **state) {
  (void)state;
  ayes_pair_index index = {0};
  ayes_error error = {0};
  assert_int_equal(ayes_pair_index_build(&index, NULL, 0, NULL), AYES_OK);
  assert_int_equal(find_pair(&index, 1, 2), UINT32_MAX);
  assert_int_equal(ayes_pair_index_build(&index, NULL, (size_t)AYES_PAIRS_MOST + 1, &error),
                   AYES_OVER_LIMIT);
  ayes_pair_index_release(&index);
}

/* Of "motorway", "street" and the pair, the pair weighs most and stands for all three. */
static void test_heaviest_hits(void **state) {
  (void)state;
  model_test it;
  model_test_start(&it);
  edit_list(&it, "word1",
            "motorway\t30\t0\t0\nmotorway street\t40\t0\t0\nnobody\t-50\t0\t0\n"
            "!slow\t35\t0\t0");
  ayes_model *model = open_model(&it);
  label_text(&it, model, "A motorway street for nobody");
  const ayes_learned *learned = &it.learned;
  assert_int_equal(learned->heaviest_count, 2);
  ayes_learned_range first = ayes_learned_where(learned, learned->heaviest[0]);
  ayes_learned_range second = ayes_learned_where(learned, learned->heaviest[1]);
  assert_true(first.first == 4 && first.last == 5);
  assert_true(second.first == 1 && second.last == 3);
  assert_true(ayes_learned_weight(learned, learned->heaviest[0]) == -50);
  assert_true(ayes_learned_weight(learned, learned->heaviest[1]) == 40);
  size_t hits = learned->hits.count;
  it.learned.stamp = UCHAR_MAX; /* the number of the next answer is that of the first again */
  label_text(&it, model, "A motorway street for nobody");
  assert_int_equal(learned->hits.count, hits);
  label_text(&it, model, "Who knows");
  assert_int_equal(learned->heaviest_count, 0);
  ayes_model_close(model);
  model_test_end(&it);
}

static void expect_error(const model_test *it, ayes_status status, const char *words) {
  ayes_model *model;
  ayes_error error = {0};
  assert_int_equal(ayes_model_open(it->folder, "english", &model, &error), status);
  assert_null(model);
  if (!strstr(error.message, words)) fail_msg("\"%s\" has no \"%s\"", error.message, words);
}

/* Swaps a piece of a file for another one, expects the error, and puts the file back. */
static void break_file(const model_test *it, size_t file, const char *old, const char *replacement,
                       const char *words) {
  char *text = test_file_text(it->path[file]);
  char *start = strstr(text, old);
  assert_non_null(start);
  size_t length = strlen(text) + strlen(replacement) + 1;
  char *broken = calloc(1, length);
  assert_non_null(broken);
  snprintf(broken, length, "%.*s%s%s", (int)(start - text), text, replacement, start + strlen(old));
  test_file(it->path[file], broken);
  expect_error(it, AYES_BAD_DATA, words);
  test_file(it->path[file], text);
  free(broken);
  free(text);
}

/* The manifest lists its question twice. */
static void test_question_twice(void **state) {
  (void)state;
  static const char opening[] = "\"questions\": [";
  model_test it;
  model_test_start(&it);
  char *text = test_file_text(it.path[0]);
  char *first = strstr(text, opening), *end = strrchr(text, ']');
  assert_non_null(first);
  first += sizeof opening - 1;
  ayes_buffer twice = {0};
  ayes_buffer_add(&twice, ayes_span_make(text, (size_t)(end - text)));
  ayes_buffer_add_byte(&twice, ',');
  ayes_buffer_add(&twice, ayes_span_make(first, strlen(first)));
  ayes_buffer_add_byte(&twice, '\0');
  test_file(it.path[0], twice.data);
  expect_error(&it, AYES_BAD_DATA, "stands there twice");
  ayes_buffer_release(&twice);
  free(text);
  model_test_end(&it);
}

static void test_broken_models(void **state) {
  (void)state;
  model_test it;
  model_test_start(&it);
  break_file(&it, 0, "\"format\": 3", "\"format\": 4", "newer version");
  break_file(&it, 0, "\"format\": 3", "\"format\": 0", "no model.json");
  break_file(&it, 0, "\"folds\": 5", "\"folds\": 50", "from 2 to 10");
  break_file(&it, 0, "\"folds\": 5", "\"folds\": 4", "not one row for each fold");
  break_file(&it, 0, "\"english\"", "\"french\"", "choose the lexicon");
  break_file(&it, 0, "\"file\": \"", "\"file\": \"../", "has no file");
  break_file(&it, 0, "\"side\": {", "\"other\": {", "no head \"side\"");
  for (size_t i = 1; i < FILES; i++)
    break_file(&it, i, "0123456789abcdef", "0123456789abcdee", "was not written by the run");
  break_file(&it, 1, "\nsafer\t", "\na b c\t", "a term is a word");
  break_file(&it, 1, "\nsafer\t", "\nquieter\t", "says the same as");
  break_file(&it, 1, "\nsafer\t", "\nsafer\tx", "number");
  break_file(&it, 2, "\nside\t", "\nfront\t", "no such head");
  break_file(&it, 2, "\nside\t", "\nside\t\nside\t", "a term is a word");
  break_file(&it, 3, "fold\n", "fold\nffffffffffffffff\t1\n", "ascending");
  break_file(&it, 3, "fold\n", "fold\n12\t1\n", "16 digits");
  remove(it.path[2]);
  expect_error(&it, AYES_NO_INPUT, "cannot be opened");
  remove(it.path[0]);
  expect_error(&it, AYES_NO_INPUT, "no model.json");
  model_test_end(&it);
}

static void test_same_bytes(void **state) {
  (void)state;
  model_test it;
  char *before[FILES];
  model_test_start(&it);
  for (size_t i = 0; i < FILES; i++) before[i] = test_file_text(it.path[i]);
  ayes_lesson_release(&it.lesson);
  ayes_samples_free(it.lesson.samples);
  memset(&it.lesson, 0, sizeof it.lesson);
  it.lesson.question = ayes_span_of("Q1");
  it.lesson.samples = make_samples(&it.reading);
  ayes_lesson_options options = {10, 1000};
  assert_int_equal(ayes_lesson_learn(&it.lesson, &options, NULL), AYES_OK);
  write_model(&it);
  for (size_t i = 0; i < FILES; i++) {
    char *after = test_file_text(it.path[i]);
    assert_string_equal(before[i], after);
    free(after);
    free(before[i]);
  }
  model_test_end(&it);
}

/* Any request of memory may fail while a model is opened: an error, and nothing is left behind. */
static void test_out_of_memory(void **state) {
  (void)state;
  model_test it;
  model_test_start(&it);
  ayes_status status = AYES_NO_MEMORY;
  for (size_t step = 1; status != AYES_OK; step += 7) {
    ayes_model *model;
    ayes_memory_fail(step, false);
    status = ayes_model_open(it.folder, "english", &model, NULL);
    ayes_memory_fail(0, false);
    if (status == AYES_OK) ayes_model_close(model);
    else assert_int_equal(status, AYES_NO_MEMORY);
  }
  model_test_end(&it);
}

/* ---- Labels ---- */

static void test_heads(void **state) {
  (void)state;
  static const struct {
    double side, takes, mixed; /* log-odds; 0: the head is absent */
    ayes_stance rules, expected;
  } cases[] = {{2, 0, 0, AYES_OPPOSE, AYES_SUPPORT},   {-2, 0, 0, AYES_NEUTRAL, AYES_OPPOSE},
               {0.4, 0, 0, AYES_MIXED, AYES_MIXED},    {0.6, 0, 0, AYES_MIXED, AYES_SUPPORT},
               {3, -1, 0, AYES_SUPPORT, AYES_NEUTRAL}, {3, 1, 0, AYES_NEUTRAL, AYES_SUPPORT},
               {3, 1, 1, AYES_SUPPORT, AYES_MIXED},    {1, 1, -1, AYES_MIXED, AYES_SUPPORT}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ayes_head_values values = {.present = {true, cases[i].takes < 0 || cases[i].takes > 0,
                                           cases[i].mixed < 0 || cases[i].mixed > 0},
                               .log_odds = {cases[i].side, cases[i].takes, cases[i].mixed},
                               .said = 5};
    ayes_judgement rules = {.stance = cases[i].rules, .confidence = 0.5};
    ayes_outcome_label label;
    ayes_model_label(&values, &rules, &label);
    assert_int_equal(label.stance, cases[i].expected);
    assert_true(label.confidence > 0 && label.confidence < 1);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_features),
      cmocka_unit_test(test_features_read_back),
      cmocka_unit_test(test_negations),
      cmocka_unit_test(test_logistic),
      cmocka_unit_test(test_blend),
      cmocka_unit_test(test_folds),
      cmocka_unit_test(test_no_world_sees_its_fold),
      cmocka_unit_test(test_chance_is_not_learned),
      cmocka_unit_test(test_model_round_trip),
      cmocka_unit_test(test_types_forgotten),
      cmocka_unit_test(test_edits_count),
      cmocka_unit_test(test_negated_terms_count),
      cmocka_unit_test(test_term_index),
      cmocka_unit_test(test_pair_index),
      cmocka_unit_test(test_pair_index_limits),
      cmocka_unit_test(test_heaviest_hits),
      cmocka_unit_test(test_question_twice),
      cmocka_unit_test(test_broken_models),
      cmocka_unit_test(test_same_bytes),
      cmocka_unit_test(test_out_of_memory),
      cmocka_unit_test(test_heads),
  };
  return cmocka_run_group_tests_name("learning", tests, NULL, NULL);
}
