/* SPDX-License-Identifier: MIT
 *
 * Suites that others wrote, in AYES_SHARED/suites (skipped when they are absent): JSONTestSuite,
 * Snowball's vocabularies of six languages, and the Golden Rules of sentence ends for English.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/json.h"
#include "base/memory.h"
#include "corpus/corpus_flat.h"
#include "text/tokens.h"

static char path[1024];

static const char *suite(const char *name) {
  const char *shared = getenv("AYES_SHARED");
  (void)snprintf(path, sizeof path, "%s/suites/%s", shared ? shared : "../shared", name);
  if (!ayes_file_exists(path)) {
    print_message("%s: skipped, it is not there\n", path);
    skip();
  }
  return path;
}

/* ---- JSON ---- */

static bool takes(ayes_span line) {
  ayes_buffer strings = {0};
  ayes_flat_habits habits = {0};
  ayes_answer answer;
  size_t length = ayes_flat_read(line, false, &habits, &strings, &answer);
  ayes_buffer_release(&strings);
  return length && length == line.length;
}

/* The short way must not take what jansson refuses, as a whole line or as a value in one. */
static void check_flat(const char *name, ayes_span content, bool is_valid) {
  ayes_buffer line = {0};
  ayes_span text = ayes_span_of("{\"text\":\"a\",\"x\":");
  if (!is_valid && takes(content)) fail_msg("taken: %s", name);
  ayes_buffer_add(&line, text);
  ayes_buffer_add(&line, content);
  ayes_buffer_add_byte(&line, '}');
  if (!is_valid && takes(ayes_buffer_span(&line))) fail_msg("taken as a value: %s", name);
  ayes_buffer_release(&line);
}

static bool check_json(const char *folder, const char *name) {
  char file[2048];
  ayes_buffer content = {0};
  json_t *root;
  (void)snprintf(file, sizeof file, "%s/%s", folder, name);
  assert_int_equal(ayes_file_read(file, SIZE_MAX, &content, NULL), AYES_OK);
  ayes_span bytes = ayes_buffer_span(&content);
  bool is_valid = ayes_json_parse(bytes, NULL, &root, NULL) == AYES_OK;
  json_decref(root);
  check_flat(name, bytes, is_valid);
  ayes_buffer_release(&content);
  if (name[0] == 'i') return true;
  bool is_right = is_valid == (name[0] == 'y');
  if (!is_right) print_message("%s is %s\n", name, is_valid ? "accepted" : "refused");
  return is_right;
}

static void test_json(void **state) {
  char folder[1024];
  size_t count = 0, wrong = 0;
  struct dirent *entry;
  (void)state;
  (void)snprintf(folder, sizeof folder, "%s", suite("json/test_parsing"));
  DIR *files = opendir(folder);
  assert_non_null(files);
  while ((entry = readdir(files)))
    if (entry->d_name[0] != '.') count++, wrong += !check_json(folder, entry->d_name);
  closedir(files);
  assert_true(count > 300);
  assert_int_equal(wrong, 0);
}

/* ---- Stems ---- */

static void read_suite(const char *format, const char *language, ayes_buffer *content) {
  char name[64];
  (void)snprintf(name, sizeof name, format, language);
  assert_int_equal(ayes_file_read(suite(name), SIZE_MAX, content, NULL), AYES_OK);
}

/* The lists are Snowball's of version 3, the library of Debian 12 is libstemmer 2.2.0: so many
 * words have another stem. By itself, without our code, the library gives the same counts, but for
 * the English "word" that is an apostrophe, which we leave alone. What has changed since: English
 * keeps "add", "err" and "evening" apart and cuts "-ologist" ("apologist"); French cuts elided
 * words
 * ("d'abord") and knows plurals in "-oux" ("bijoux"); German cuts "-et" ("abgebildet"); Spanish
 * cuts
 * "-acion" without its accent; Italian leaves "divano"; Dutch is another algorithm. With a later
 * library the counts shrink. */
static const struct {
  const char *name;
  size_t most_other; /* words with another stem */
} languages[] = {{"english", 58}, {"french", 840}, {"german", 1247},
                 {"spanish", 9},  {"italian", 1},  {"dutch", 20897}};

/* Endings in 's are cut before stemming, by our own rule, in every language. */
static bool is_ours(ayes_span word) { return ayes_span_ends_with(word, ayes_span_of("'s")); }

static void check_language(const char *language, size_t most_other) {
  ayes_buffer words = {0}, stems = {0};
  ayes_stemmer *stemmer;
  size_t count = 0, other = 0;
  read_suite("stemmer/%s/voc.txt", language, &words);
  read_suite("stemmer/%s/output.txt", language, &stems);
  assert_int_equal(ayes_stemmer_new(language, &stemmer, NULL), AYES_OK);
  ayes_span rest = ayes_buffer_span(&words), expected = ayes_buffer_span(&stems), word, stem;
  while (ayes_span_split(&rest, '\n', &word) && ayes_span_split(&expected, '\n', &stem)) {
    if (word.length == 0 || is_ours(word)) continue;
    count++;
    other += !ayes_span_equal(ayes_stemmer_stem(stemmer, word), stem);
  }
  print_message("%s: %zu of %zu words have another stem\n", language, other, count);
  assert_true(count > 20000);
  assert_true(other <= most_other);
  ayes_stemmer_free(stemmer);
  ayes_buffer_release(&words);
  ayes_buffer_release(&stems);
}

static void test_stems(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
    check_language(languages[i].name, languages[i].most_other);
}

/* ---- Sentences ---- */

/* The rules show line ends within a sentence as spaces. */
static bool is_same_sentence(ayes_span found, ayes_span expected) {
  ayes_buffer squeezed = {0};
  for (size_t i = 0; i < found.length; i++) {
    bool is_space = ayes_byte_is_space(found.data[i]);
    if (is_space && i && ayes_byte_is_space(found.data[i - 1])) continue;
    ayes_buffer_add_byte(&squeezed, is_space ? ' ' : found.data[i]);
  }
  bool is_same = ayes_span_equal(ayes_buffer_span(&squeezed), expected);
  ayes_buffer_release(&squeezed);
  return is_same;
}

static bool has_segments(const ayes_text *text, const json_t *segments) {
  if (text->sentences.count != json_array_size(segments)) return false;
  for (size_t i = 0; i < text->sentences.count; i++) {
    const ayes_sentence *sentence = &text->sentences.items[i];
    ayes_span found = ayes_span_slice(text->bytes, sentence->start, sentence->end);
    const json_t *segment = json_array_get(segments, i);
    ayes_span expected =
        ayes_span_trim(ayes_span_make(json_string_value(segment), json_string_length(segment)));
    if (!is_same_sentence(found, expected)) return false;
  }
  return true;
}

/* The pack's own abbreviations, one a line. */
static void read_abbreviations(ayes_names *names) {
  char file[1024];
  const char *root = getenv("AYES_ROOT");
  ayes_buffer content = {0};
  ayes_span line;
  uint32_t number;
  (void)snprintf(file, sizeof file, "%s/lexicons/en/abbreviations.txt", root ? root : ".");
  assert_int_equal(ayes_file_read(file, SIZE_MAX, &content, NULL), AYES_OK);
  ayes_span rest = ayes_buffer_span(&content);
  while (ayes_span_split(&rest, '\n', &line)) {
    line = ayes_span_trim(line);
    if (line.length && line.data[0] != '#')
      assert_int_equal(ayes_names_add(names, line, &number, NULL), AYES_OK);
  }
  ayes_buffer_release(&content);
}

/* Not kept, and why: a list with bare points whose items end in none (35), since "1. We want option
 * 2. The cost" looks the same; lines without marks, which here are one sentence (42), for people
 * and PDF files break lines within sentences; names with marks in them (44), since people begin
 * sentences with small letters behind "!". */
enum { GOLDEN_RULES = 52, LEAST_KEPT = 49 };

static bool keeps_rule(const json_t *rule, ayes_types *types, const ayes_names *abbreviations) {
  ayes_text text = {0};
  ayes_span bytes = ayes_json_string(rule, "text");
  assert_int_equal(ayes_text_read(&text, bytes, types, abbreviations, NULL), AYES_OK);
  bool kept = has_segments(&text, json_object_get(rule, "segments"));
  if (!kept) print_message("not kept: %s\n", json_string_value(json_object_get(rule, "name")));
  ayes_text_release(&text);
  return kept;
}

static void test_golden_rules(void **state) {
  ayes_buffer content = {0};
  ayes_vocabulary vocabulary = {0};
  ayes_names abbreviations = {0};
  ayes_types *types;
  size_t count = 0, kept = 0;
  ayes_span line;
  (void)state;
  read_suite("%s", "sentences/golden_rules.jsonl", &content);
  read_abbreviations(&abbreviations);
  assert_int_equal(ayes_types_new("english", &vocabulary, &types, NULL), AYES_OK);
  ayes_span rest = ayes_buffer_span(&content);
  while (ayes_span_split(&rest, '\n', &line)) {
    json_t *rule = NULL;
    if (line.length) assert_int_equal(ayes_json_parse(line, NULL, &rule, NULL), AYES_OK);
    if (ayes_span_equal(ayes_json_string(rule, "language"), ayes_span_of("english")) &&
        ayes_span_equal(ayes_json_string(rule, "context"), ayes_span_of("Golden Rules"))) {
      count++;
      kept += keeps_rule(rule, types, &abbreviations);
    }
    json_decref(rule);
  }
  print_message("%zu of %zu golden rules\n", kept, count);
  assert_true(count == GOLDEN_RULES && kept >= LEAST_KEPT);
  ayes_types_free(types);
  ayes_names_release(&abbreviations);
  ayes_buffer_release(&content);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_json), cmocka_unit_test(test_stems),
                                     cmocka_unit_test(test_golden_rules)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
