/* SPDX-License-Identifier: MIT
 *
 * The document importer on whole documents: the project's own corpus, and two real ones where the
 * folder with them is there. tests/spec/import.md has an example of each kind of damage.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/array.h"
#include "base/file.h"
#include "base/json.h"
#include "base/memory.h"
#include "corpus/document_parts.h"
#include <cmocka.h>

#include "support/slowness.h"

enum { PATH_SIZE = 512, FILE_LIMIT = 16 * 1024 * 1024 };

typedef struct word_list {
  ayes_span *items;
  size_t count, capacity;
} word_list;

/* ---- gold ---- */

typedef struct gold_list {
  json_t *items; /* an array of the file's lines */
} gold_list;

static bool find_file(char path[PATH_SIZE], const char *variable, const char *otherwise,
                      const char *name) {
  const char *folder = getenv(variable);
  (void)snprintf(path, PATH_SIZE, "%s/%s", folder ? folder : otherwise, name);
  return ayes_file_exists(path);
}

static void find_or_skip(char path[PATH_SIZE], const char *name) {
  if (find_file(path, "AYES_SHARED", "../shared", name)) return;
  print_message("skipped: there is no %s; AYES_SHARED names the folder that may hold it\n", path);
  skip();
}

static json_t *read_gold(const char *path) {
  ayes_buffer bytes = {0};
  ayes_error error = {0};
  json_t *lines = json_array();
  assert_int_equal(ayes_file_read(path, FILE_LIMIT, &bytes, &error), AYES_OK);
  ayes_span rest = ayes_buffer_span(&bytes), line;
  while (ayes_span_split(&rest, '\n', &line)) {
    json_t *item;
    if (ayes_span_trim(line).length == 0) continue;
    assert_int_equal(ayes_json_parse(line, path, &item, &error), AYES_OK);
    json_array_append_new(lines, item);
  }
  ayes_buffer_release(&bytes);
  return lines;
}

static ayes_document *read_document(const char *path) {
  ayes_buffer bytes = {0};
  ayes_error error = {0};
  ayes_document *document;
  assert_int_equal(ayes_file_read(path, FILE_LIMIT, &bytes, &error), AYES_OK);
  if (ayes_document_parse(ayes_buffer_span(&bytes), path, &document, &error) != AYES_OK)
    fail_msg("%s: %s", path, error.message);
  ayes_buffer_release(&bytes);
  return document;
}

/* ---- words ---- */

static bool is_bullet_word(ayes_span word) {
  return ayes_span_equal(word, ayes_span_of("-")) ||
         ayes_span_equal(word, ayes_span_of("\xE2\x80\xA2"));
}

/* Words between white space, without bullet marks. */
static void add_words(word_list *words, ayes_span text) {
  while (text.length) {
    size_t end = 0;
    while (end < text.length && !ayes_byte_is_space(text.data[end])) end++;
    ayes_span word = ayes_span_slice(text, 0, end);
    if (end && !is_bullet_word(word)) {
      ayes_span *added = ayes_array_add(words, NULL);
      assert_non_null(added);
      *added = word;
    }
    text = ayes_span_from(text, end ? end : 1);
  }
}

/* The same of a gold text, whose markup is taken out; its memory is the arena's. */
static void add_gold_words(word_list *words, ayes_span text, ayes_arena *arena) {
  ayes_span clean;
  assert_int_equal(ayes_document_clean(text, arena, &clean, NULL), AYES_OK);
  add_words(words, clean);
}

static bool same_words(const word_list *a, const word_list *b) {
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++)
    if (!ayes_span_equal(a->items[i], b->items[i])) return false;
  return true;
}

/* Length of the longest common subsequence. */
static size_t common_words(const word_list *a, const word_list *b) {
  size_t *row = calloc(b->count + 1, sizeof *row);
  assert_non_null(row);
  for (size_t i = 0; i < a->count; i++) {
    size_t before = 0;
    for (size_t j = 0; j < b->count; j++) {
      size_t kept = row[j + 1];
      if (ayes_span_equal(a->items[i], b->items[j])) row[j + 1] = before + 1;
      else if (row[j] > row[j + 1]) row[j + 1] = row[j];
      before = kept;
    }
  }
  size_t length = row[b->count];
  free(row);
  return length;
}

static void expect_same(const char *what, size_t index, ayes_span found, ayes_span gold) {
  ayes_arena arena = {0};
  word_list a = {0}, b = {0};
  add_words(&a, found);
  add_gold_words(&b, gold, &arena);
  if (!same_words(&a, &b))
    fail_msg("%s %zu is “%.*s”, not “%.*s”", what, index + 1, (int)found.length, found.data,
             (int)gold.length, gold.data);
  ayes_array_release(&a);
  ayes_array_release(&b);
  ayes_arena_release(&arena);
}

/* ---- the shape with comments ---- */

/* Each comment, in order, with its text, reply and section. */
static void expect_comments(const ayes_document *document, const json_t *gold) {
  size_t count = json_array_size(gold);
  assert_int_equal(document->shape, AYES_DOCUMENT_COMMENTS);
  assert_int_equal(document->answer_count, count);
  for (size_t i = 0; i < count; i++) {
    const json_t *line = json_array_get(gold, i);
    const ayes_document_answer *answer = &document->answers[i];
    size_t number;
    assert_true(ayes_span_to_size(answer->id, &number));
    assert_int_equal(number, i + 1);
    expect_same("comment", i, answer->text, ayes_json_string(line, "text"));
    expect_same("reply", i, answer->reply, ayes_json_string(line, "reply"));
    expect_same("section", i, document->questions[answer->question].text,
                ayes_json_string(line, "section"));
  }
}

static void own_comments(void **state) {
  char path[PATH_SIZE], gold_path[PATH_SIZE];
  (void)state;
  assert_true(find_file(path, "AYES_ROOT", ".", "corpora/commissioning-2014/document.txt"));
  assert_true(find_file(gold_path, "AYES_ROOT", ".", "corpora/commissioning-2014/gold.jsonl"));
  ayes_document *document = read_document(path);
  json_t *gold = read_gold(gold_path);
  expect_comments(document, gold);
  assert_int_equal(document->question_count, 3);
  json_decref(gold);
  ayes_document_free(document);
}

/* Of all gold lines those of one document (and question, unless NULL). */
static json_t *gold_of(const json_t *all, const char *document, const char *question) {
  json_t *chosen = json_array();
  for (size_t i = 0; i < json_array_size(all); i++) {
    json_t *line = json_array_get(all, i);
    if (ayes_span_equal(ayes_json_string(line, "document"), ayes_span_of(document)) &&
        (!question || ayes_span_equal(ayes_json_string(line, "question"), ayes_span_of(question))))
      json_array_append(chosen, line);
  }
  return chosen;
}

static void real_comments(void **state) {
  char path[PATH_SIZE], gold_path[PATH_SIZE];
  (void)state;
  find_or_skip(path, "seeds/commissioning-2014.txt");
  find_or_skip(gold_path, "seeds/gold.jsonl");
  ayes_document *document = read_document(path);
  json_t *all = read_gold(gold_path), *gold = gold_of(all, "commissioning-2014", NULL);
  expect_comments(document, gold);
  assert_int_equal(document->answer_count, 61);
  assert_int_equal(document->question_count, 3);
  json_decref(gold);
  json_decref(all);
  ayes_document_free(document);
}

/* ---- the shape with questions ---- */

static size_t question_index(const ayes_document *document, const char *id) {
  for (size_t i = 0; i < document->question_count; i++)
    if (ayes_span_equal(document->questions[i].id, ayes_span_of(id))) return i;
  fail_msg("there is no question %s", id);
  return 0;
}

static void answer_words(const ayes_document *document, size_t question, word_list *words) {
  for (size_t i = 0; i < document->answer_count; i++)
    if (document->answers[i].question == question) add_words(words, document->answers[i].text);
}

/* How many gold answers were cut exactly so. */
static size_t count_exact(const ayes_document *document, size_t question, const json_t *gold) {
  ayes_arena arena = {0};
  size_t exact = 0;
  for (size_t g = 0; g < json_array_size(gold); g++) {
    word_list wanted = {0};
    bool found = false;
    add_gold_words(&wanted, ayes_json_string(json_array_get(gold, g), "text"), &arena);
    for (size_t i = 0; i < document->answer_count && !found; i++) {
      word_list words = {0};
      if (document->answers[i].question == question) add_words(&words, document->answers[i].text);
      found = same_words(&words, &wanted);
      ayes_array_release(&words);
    }
    exact += found;
    ayes_array_release(&wanted);
  }
  ayes_arena_release(&arena);
  return exact;
}

/* Precision and recall of words at least 0.98; returns the exact answers. */
static size_t expect_words(const ayes_document *document, const json_t *all, const char *id) {
  size_t question = question_index(document, id);
  json_t *gold = gold_of(all, "appendix-b-2016", id);
  ayes_arena arena = {0};
  word_list found = {0}, wanted = {0};
  answer_words(document, question, &found);
  for (size_t i = 0; i < json_array_size(gold); i++)
    add_gold_words(&wanted, ayes_json_string(json_array_get(gold, i), "text"), &arena);
  size_t common = common_words(&found, &wanted);
  if (common * 100 < found.count * 98 || common * 100 < wanted.count * 98)
    fail_msg("%s: %zu words found, %zu wanted, %zu in common", id, found.count, wanted.count,
             common);
  size_t exact = count_exact(document, question, gold);
  print_message("%s: %zu words found, %zu wanted, %zu in common; %zu of %zu answers exact\n", id,
                found.count, wanted.count, common, exact, json_array_size(gold));
  ayes_array_release(&found);
  ayes_array_release(&wanted);
  ayes_arena_release(&arena);
  json_decref(gold);
  return exact;
}

static void expect_tallies(const ayes_document *document, const char *tallies_path) {
  json_t *root, *tallies, *partners, *counts, *value;
  const char *id, *option;
  ayes_error error = {0};
  assert_int_equal(ayes_json_read(tallies_path, &root, &error), AYES_OK);
  tallies = json_object_get(root, "tallies");
  size_t closed = 0;
  for (size_t i = 0; i < document->question_count; i++)
    closed += document->questions[i].tally_count > 0;
  assert_int_equal(closed, json_object_size(tallies));
  json_object_foreach(tallies, id, counts) {
    const ayes_document_question *question = &document->questions[question_index(document, id)];
    assert_int_equal(question->tally_count, json_object_size(counts));
    for (size_t i = 0; i < question->tally_count; i++) {
      char name[64];
      (void)snprintf(name, sizeof name, "%.*s", (int)question->tallies[i].option.length,
                     question->tallies[i].option.data);
      assert_int_equal(question->tallies[i].count,
                       json_integer_value(json_object_get(counts, name)));
    }
  }
  partners = json_object_get(root, "open_question_about");
  json_object_foreach(partners, option, value) {
    const ayes_document_question *question = &document->questions[question_index(document, option)];
    assert_true(ayes_span_equal(question->about, ayes_span_of(json_string_value(value))));
  }
  json_decref(root);
}

static void real_questions(void **state) {
  static const char *const ids[] = {"Q1a", "Q1b", "Q2", "Q3a(i)", "Q3b(i)", "Q3a(ii)", "Q3b(ii)"};
  char path[PATH_SIZE], gold_path[PATH_SIZE], tallies_path[PATH_SIZE];
  size_t exact = 0;
  (void)state;
  find_or_skip(path, "seeds/appendix-b-2016.txt");
  find_or_skip(gold_path, "seeds/gold.jsonl");
  find_or_skip(tallies_path, "seeds/tallies.json");
  ayes_document *document = read_document(path);
  json_t *gold = read_gold(gold_path);
  assert_int_equal(document->shape, AYES_DOCUMENT_QUESTIONS);
  assert_int_equal(document->question_count, sizeof ids / sizeof *ids);
  for (size_t i = 0; i < document->question_count; i++) {
    ayes_span text = document->questions[i].text;
    assert_true(ayes_span_equal(document->questions[i].id, ayes_span_of(ids[i])));
    assert_true(ayes_span_ends_with(text, ayes_span_of("?")));
  }
  expect_tallies(document, tallies_path);
  exact += expect_words(document, gold, "Q1b");
  exact += expect_words(document, gold, "Q2");
  exact += expect_words(document, gold, "Q3b(i)");
  exact += expect_words(document, gold, "Q3b(ii)");
  assert_true(exact >= 38);
  json_decref(gold);
  ayes_document_free(document);
}

/* ---- hostile inputs ---- */

static void repeat(ayes_buffer *text, const char *start, const char *piece, size_t bytes) {
  ayes_buffer_clear(text);
  ayes_buffer_add_text(text, start);
  while (text->length < bytes) ayes_buffer_add_text(text, piece);
  assert_false(text->failed);
}

static const char questions_start[] = "Question\tAnswers\tResponse\nQ1. Why?\n";
static const char comments_start[] = "COMMENT\t\tRESPONSE\n1\ta\tb\n";

static const struct {
  const char *start, *piece;
} hostile[] = {
    {"", "\t"},
    {"", "Q1"},
    {"", "Q1. Why?\n"},
    {"", "- "},
    {questions_start, "- a\n"},
    {questions_start, "\xE2\x80\xA2 "},
    {questions_start, "\n"},
    {questions_start, "<ul "},
    {questions_start, "**"},
    {questions_start, "# A\n\n"},
    {questions_start, "we will be\n\n"},
    {questions_start, "\ta b\tc\n"},
    {questions_start, "A.  B"},
    {questions_start, "Yes = 1 "},
    {questions_start, "a\tb\tc\n"},
    {comments_start, "1\tx\ty\n"},
    {comments_start, "GENERAL\t\t\nOTHER\t\t\n"},
    {comments_start, "\tx\ty\n"},
    {comments_start, "2\n"},
    {comments_start, "1"},
};

/* A megabyte of one thing: read or refused in a moment. The bound is wide: sanitizers slow it. */
static void hostile_documents(void **state) {
  ayes_buffer text = {0};
  (void)state;
  for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
    ayes_document *document;
    ayes_error error = {0};
    repeat(&text, hostile[i].start, hostile[i].piece, 1024 * 1024);
    clock_t start = clock();
    ayes_status status = ayes_document_parse(ayes_buffer_span(&text), "hostile", &document, &error);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    assert_true(status == AYES_OK || status == AYES_BAD_DATA);
    if (seconds > 20 * test_slowness())
      fail_msg("a megabyte of “%s” took %.1f s", hostile[i].piece, seconds);
    ayes_document_free(document);
  }
  ayes_buffer_release(&text);
}

static const char sample[] =
    "A title\nQuestion\tAnswers\tBoard response\nQ1a. Do you\tYes = 2\tIt will be\nagree?\tNo = "
    "1\tdone.\n"
    "Q1b Why is that so\tBecause.\t\n\n## so?\n\n- one\n- two\n\nI think so.\n\n"
    "We will be publishing the responses.\n\n\tMore.\tEnd\n";
static const char other_sample[] =
    "COMMENT\t\tRESPONSE\nA B\t\t\n1\tx <i>y</i>\tz\n\tmore\t\n1\tagain\tz\nA "
    "B\t\t\n3\tt\tu\nA\t\t\n"
    "A B\t\t\n4\tv\tw\n";

static void memory_fails(void **state) {
  static const char *const texts[] = {sample, other_sample};
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    ayes_status status = AYES_NO_MEMORY;
    for (size_t countdown = 1; countdown < 500 && status != AYES_OK; countdown++) {
      ayes_document *document;
      ayes_error error = {0};
      ayes_memory_fail(countdown, false);
      status = ayes_document_parse(ayes_span_of(texts[i]), "sample", &document, &error);
      ayes_memory_fail(0, false);
      ayes_document_free(document);
      assert_true(status == AYES_OK || status == AYES_NO_MEMORY);
    }
    assert_int_equal(status, AYES_OK);
  }
}

/* Every front of a good document is read or refused. */
static void truncations(void **state) {
  static const char *const texts[] = {sample, other_sample};
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    for (size_t length = 0; length <= strlen(texts[i]); length++) {
      ayes_document *document;
      ayes_error error = {0};
      char *copy = ayes_memory_new(length); /* exactly as long: reading past it is found */
      assert_non_null(copy);
      memcpy(copy, texts[i], length);
      ayes_status status =
          ayes_document_parse(ayes_span_make(copy, length), "cut", &document, &error);
      assert_true(status == AYES_OK || status == AYES_BAD_DATA);
      ayes_document_free(document);
      ayes_memory_free(copy);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(own_comments),   cmocka_unit_test(real_comments),
      cmocka_unit_test(real_questions), cmocka_unit_test(hostile_documents),
      cmocka_unit_test(memory_fails),   cmocka_unit_test(truncations)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
