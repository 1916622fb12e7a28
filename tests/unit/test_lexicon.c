/* SPDX-License-Identifier: MIT
 *
 * Lexicons: what the spec page (tests/spec/lexicon.md) cannot show: bytes of files, several packs,
 * what an open lexicon tells, limits, and memory that runs out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/tsv.h"
#include "lexicon/lexicon.h"
#include "support/pack_folder.h"

static const char plain_pack[] =
    "{\"name\":\"x\",\"language\":\"en\",\"stemmer\":\"english\",\"lists\":[\"list.tsv\"]}";

static const char full_pack[] =
    "{\"name\":\"full\",\"language\":\"en-GB\",\"stemmer\":\"english\",\"version\":\"7\","
    "\"lists\":[\"list.tsv\"],\"topics\":[\"topics.tsv\"],\"rules\":[\"rules.tsv\"],"
    "\"abbreviations\":\"abbreviations.txt\",\"stop_words\":\"stop_words.txt\","
    "\"decision\":{\"threshold\":0.25}}";

static void write_file(pack_folder *folder, const char *name, const char *text) {
  assert_non_null(pack_folder_write(folder, name, ayes_span_of(text)));
}

static void make_full_pack(pack_folder *folder) {
  assert_true(pack_folder_make(folder));
  write_file(folder, "pack.json", full_pack);
  write_file(folder, "list.tsv",
             "term\tkind\tweight\tnote\n(very|) good ~2 idea\tgood\t2\tpraise of a plan\n"
             "=coaches\ttopic:bus\t0.5\t\n");
  write_file(folder, "topics.tsv",
             "id\tparent\tlabel\tterms\trules\nbus\ttravel\t\tbus | coach^0.4\t\n"
             "travel\t\tTravel\tjourney\t\"\\b\"\"go\"\"\\b\"\n");
  write_file(folder, "rules.tsv", "pattern\tkind\n\\d+%\tinformation\n");
  write_file(folder, "abbreviations.txt", "\xEF\xBB\xBF# with points\r\n\r\nE.g.\r\n");
  write_file(folder, "stop_words.txt", "# small words\nthe\nof these\n");
}

/* Opens the folder and returns the error's status; the error is left in *error. */
static ayes_status open_folder(const pack_folder *folder, ayes_lexicon **lexicon,
                               ayes_error *error) {
  const char *path = folder->path;
  *error = (ayes_error){0};
  return ayes_lexicon_open(&path, 1, lexicon, error);
}

static ayes_lexicon *open_good(const pack_folder *folder) {
  ayes_lexicon *lexicon;
  ayes_error error;
  if (open_folder(folder, &lexicon, &error) != AYES_OK)
    fail_msg("%s:%zu:%zu: %s", error.source, error.line, error.column, error.message);
  return lexicon;
}

/* ---- What is told ---- */

static void test_pack(void **state) {
  (void)state;
  pack_folder folder;
  make_full_pack(&folder);
  ayes_lexicon *lexicon = open_good(&folder);
  assert_int_equal(ayes_lexicon_pack_count(lexicon), 1);
  const ayes_pack *pack = ayes_lexicon_pack(lexicon, 0);
  assert_string_equal(pack->folder, folder.path);
  assert_string_equal(pack->name, "full");
  assert_string_equal(pack->language, "en-GB");
  assert_string_equal(pack->stemmer, "english");
  assert_string_equal(pack->version, "7");
  const json_t *decision = json_object_get(pack->json, "decision");
  assert_true(json_number_value(json_object_get(decision, "threshold")) == 0.25);
  assert_int_equal(pack->rule_count, 1);
  ayes_span path = ayes_span_of(pack->rules[0]);
  assert_true(ayes_span_starts_with(path, ayes_span_of(folder.path)));
  assert_true(ayes_span_ends_with(path, ayes_span_of("/rules.tsv")));
  ayes_lexicon_close(lexicon);
  pack_folder_remove(&folder);
}

static void test_entries(void **state) {
  (void)state;
  pack_folder folder;
  make_full_pack(&folder);
  ayes_lexicon *lexicon = open_good(&folder);
  assert_int_equal(ayes_lexicon_entry_count(lexicon), 5);
  const ayes_lexicon_entry *coach = ayes_lexicon_entry_get(lexicon, 1);
  assert_string_equal(coach->source.place, "full/topics.tsv:2");
  assert_true(ayes_span_equal(coach->source.term, ayes_span_of("coach")));
  assert_int_equal(coach->kind, AYES_KIND_TOPIC);
  assert_int_equal(coach->topic, 1);
  assert_true(coach->weight == 0.4);
  const ayes_lexicon_entry *idea = ayes_lexicon_entry_get(lexicon, 3);
  assert_string_equal(idea->source.place, "full/list.tsv:2");
  assert_true(ayes_span_equal(idea->source.term, ayes_span_of("(very|) good ~2 idea")));
  assert_true(ayes_span_equal(idea->note, ayes_span_of("praise of a plan")));
  assert_int_equal(idea->line, 2);
  assert_true(ayes_span_ends_with(ayes_span_of(idea->file), ayes_span_of("/list.tsv")));
  assert_int_equal(idea->kind, AYES_KIND_GOOD);
  assert_int_equal(idea->topic, 0);
  ayes_lexicon_close(lexicon);
  pack_folder_remove(&folder);
}

static void test_topics(void **state) {
  (void)state;
  pack_folder folder;
  make_full_pack(&folder);
  ayes_lexicon *lexicon = open_good(&folder);
  assert_int_equal(ayes_lexicon_topic_count(lexicon), 2);
  const ayes_lexicon_topic *bus = ayes_lexicon_topic_get(lexicon, 1);
  const ayes_lexicon_topic *travel = ayes_lexicon_topic_get(lexicon, 2);
  assert_string_equal(bus->id, "bus");
  assert_string_equal(bus->label, "bus");
  assert_int_equal(bus->parent, 2);
  assert_int_equal(bus->pattern.length, 0);
  assert_string_equal(travel->label, "Travel");
  assert_int_equal(travel->parent, 0);
  assert_true(ayes_span_equal(travel->pattern, ayes_span_of("\\b\"go\"\\b")));
  assert_string_equal(travel->source.place, "full/topics.tsv:3");
  assert_int_equal(travel->line, 3);
  assert_int_equal(travel->pattern_column, 25);
  ayes_lexicon_close(lexicon);
  pack_folder_remove(&folder);
}

static void test_words(void **state) {
  (void)state;
  pack_folder folder;
  make_full_pack(&folder);
  ayes_lexicon *lexicon = open_good(&folder);
  assert_int_equal(ayes_names_count(ayes_lexicon_abbreviations(lexicon)), 1);
  assert_int_equal(ayes_names_find(ayes_lexicon_abbreviations(lexicon), ayes_span_of("e.g.")), 1);
  const ayes_names *stems = ayes_lexicon_stop_stems(lexicon);
  assert_int_equal(ayes_names_count(stems), 3);
  assert_int_not_equal(ayes_names_find(stems, ayes_span_of("the")), 0);
  assert_int_not_equal(ayes_names_find(stems, ayes_span_of("of")), 0);
  ayes_lexicon_close(lexicon);
  pack_folder_remove(&folder);
}

/* Every file counts, rules and comments too; the same bytes give the same hash. */
static void test_hash(void **state) {
  (void)state;
  static const char *const files[] = {"list.tsv", "topics.tsv", "rules.tsv", "abbreviations.txt",
                                      "stop_words.txt"};
  pack_folder folder;
  make_full_pack(&folder);
  ayes_lexicon *lexicon = open_good(&folder);
  uint64_t hash = ayes_lexicon_hash(lexicon);
  ayes_lexicon_close(lexicon);
  lexicon = open_good(&folder);
  assert_true(ayes_lexicon_hash(lexicon) == hash);
  ayes_lexicon_close(lexicon);
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    ayes_buffer bytes = {0};
    char path[PACK_FOLDER_PATH];
    snprintf(path, sizeof path, "%s/%s", folder.path, files[i]);
    assert_int_equal(ayes_file_read(path, 1000, &bytes, NULL), AYES_OK);
    ayes_buffer_add_text(&bytes, "\n# changed\n");
    pack_folder_write(&folder, files[i], ayes_buffer_span(&bytes));
    lexicon = open_good(&folder);
    assert_true(ayes_lexicon_hash(lexicon) != hash);
    hash = ayes_lexicon_hash(lexicon);
    ayes_lexicon_close(lexicon);
    ayes_buffer_release(&bytes);
  }
  pack_folder_remove(&folder);
}

/* A second pack may use the topics of the first. */
static void test_two_packs(void **state) {
  (void)state;
  pack_folder first, second;
  make_full_pack(&first);
  assert_true(pack_folder_make(&second));
  write_file(&second, "pack.json", plain_pack);
  write_file(&second, "list.tsv", "term\tkind\ntimetable\ttopic:bus\n");
  const char *both[] = {first.path, second.path}, *swapped[] = {second.path, first.path};
  ayes_lexicon *lexicon;
  ayes_error error = {0};
  assert_int_equal(ayes_lexicon_open(both, 2, &lexicon, &error), AYES_OK);
  assert_int_equal(ayes_lexicon_pack_count(lexicon), 2);
  const ayes_lexicon_entry *entry = ayes_lexicon_entry_get(lexicon, 5);
  assert_string_equal(entry->source.place, "x/list.tsv:2");
  assert_int_equal(entry->topic, 1);
  ayes_lexicon_close(lexicon);
  assert_int_equal(ayes_lexicon_open(swapped, 2, &lexicon, &error), AYES_BAD_DATA);
  assert_null(lexicon);
  assert_string_equal(error.message, "there is no such topic as \"topic:bus\"");
  pack_folder_remove(&first);
  pack_folder_remove(&second);
}

/* A pack with own_topics_only does away with the topics before it, and with rows that name them. */
static void test_own_topics_only(void **state) {
  (void)state;
  pack_folder first, second;
  make_full_pack(&first);
  assert_true(pack_folder_make(&second));
  write_file(&second, "pack.json",
             "{\"name\":\"y\",\"language\":\"en\",\"stemmer\":\"english\",\"own_topics_only\":true,"
             "\"topics\":[\"topics.tsv\"]}");
  write_file(&second, "topics.tsv", "id\tterms\nBuses & coaches\tbus\n");
  const char *both[] = {first.path, second.path}, *swapped[] = {second.path, first.path};
  ayes_lexicon *lexicon;
  ayes_error error = {0};
  assert_int_equal(ayes_lexicon_open(both, 2, &lexicon, &error), AYES_OK);
  assert_int_equal(ayes_lexicon_topic_count(lexicon), 1);
  assert_string_equal(ayes_lexicon_topic_get(lexicon, 1)->id, "Buses & coaches");
  assert_int_equal(ayes_lexicon_entry_count(lexicon), 2);
  assert_string_equal(ayes_lexicon_entry_get(lexicon, 0)->source.place, "full/list.tsv:2");
  assert_string_equal(ayes_lexicon_entry_get(lexicon, 1)->source.place, "y/topics.tsv:2");
  ayes_lexicon_close(lexicon);
  assert_int_equal(ayes_lexicon_open(swapped, 2, &lexicon, &error), AYES_OK);
  assert_int_equal(ayes_lexicon_topic_count(lexicon), 3);
  ayes_lexicon_close(lexicon);
  pack_folder_remove(&first);
  pack_folder_remove(&second);
}

/* ---- Bytes ---- */

static size_t count_entries(const char *list) {
  pack_folder folder;
  assert_true(pack_folder_make(&folder));
  write_file(&folder, "pack.json", plain_pack);
  write_file(&folder, "list.tsv", list);
  ayes_lexicon *lexicon = open_good(&folder);
  size_t count = ayes_lexicon_entry_count(lexicon);
  ayes_lexicon_close(lexicon);
  pack_folder_remove(&folder);
  return count;
}

static void test_bytes_of_lists(void **state) {
  (void)state;
  assert_int_equal(count_entries("term\tkind"), 0);
  assert_int_equal(count_entries("\xEF\xBB\xBFterm\tkind\r\nfair\tgood\r\n"), 1);
  assert_int_equal(count_entries("\n\t\t\nterm\tkind\n\n \t\nfair\tgood\n\"# a, b\"\n"), 1);
  assert_int_equal(count_entries("term\tkind\t\t\nfair\tgood\t \t\n"), 1);
}

static void expect_error(const char *file, const char *bytes, size_t line, size_t column,
                         const char *message) {
  pack_folder folder;
  ayes_lexicon *lexicon;
  ayes_error error;
  make_full_pack(&folder);
  write_file(&folder, file, bytes);
  assert_int_equal(open_folder(&folder, &lexicon, &error), AYES_BAD_DATA);
  assert_null(lexicon);
  assert_string_equal(error.message, message);
  assert_int_equal(error.line, line);
  assert_int_equal(error.column, column);
  assert_true(ayes_span_ends_with(ayes_span_of(error.source), ayes_span_of(file)));
  assert_int_equal(ayes_lexicon_open(&(const char *){folder.path}, 1, &lexicon, NULL),
                   AYES_BAD_DATA);
  pack_folder_remove(&folder);
}

static void test_errors(void **state) {
  (void)state;
  expect_error("list.tsv", "term\tkind\nfair\tgood\nü\xFF\tgood\n", 3, 2, "this is not UTF-8");
  expect_error("topics.tsv", "id\tterms\n\xC0\xAF\tbus\n", 2, 1, "this is not UTF-8");
  expect_error("stop_words.txt", "the\nü\xED\xA0\x80\n", 2, 2, "this is not UTF-8");
  expect_error("abbreviations.txt", "\xF5", 1, 1, "this is not UTF-8");
  expect_error("topics.tsv", "id\tterms\na;b\tbus\n", 2, 1,
               "an id has 1 to 120 bytes, no control characters and no ';'");
  expect_error("topics.tsv", "id\tterms\nbus\tbus | coach^1.2.3\n", 2, 17,
               "\"1.2.3\" is not a number");
  expect_error("list.tsv", "term\tkind\n((((((((( a )))))))))\tgood\n", 2, 9,
               "parentheses stand more than 8 deep");
  expect_error("list.tsv", "term\tkind\na$ b\tgood\n", 2, 2,
               "'$' may only stand at the end of a term");
  expect_error("list.tsv", "term\tkind\na ?\tgood\n", 2, 3,
               "'?' must stand directly behind a word or a parenthesis");
  expect_error("list.tsv", "term\tkind\na >\tgood\n", 2, 3, "'>' closes nothing");
  expect_error("list.tsv", "term\tkind\na (b|c?)\tgood\n", 2, 6,
               "this may be nothing at all: write (a|b)? for a group that may be missing");
  expect_error("list.tsv", "term\tkind\na ((b)? c?|d)\tgood\n", 2, 4,
               "this may be nothing at all: write (a|b)? for a group that may be missing");
  expect_error("list.tsv", "term\tkind\na ~2b\tgood\n", 2, 5, "a space is missing here");
  expect_error("list.tsv", "term\tkind\n^^ $\tgood\n", 2, 1, "the term is empty");
  expect_error("list.tsv", "term\tkind\na ~6 (b)? ~1 c\tgood\n", 2, 11, "a gap is of 1 to 6 words");
  expect_error("list.tsv", "term\tkind\n<target> and <rival> or <target>\tgood\n", 2, 25,
               "a phrase has at most 2 of <target> and <rival>");
  expect_error("list.tsv", "term\tkind\na-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q\tgood\n", 2, 1,
               "a phrase has at most 16 words");
  expect_error("list.tsv", "term\tkind\ta\tb\tc\td\te\tf\tg\th\ti\tj\tk\tl\tm\tn\to\n", 1, 11,
               "there is no such column as \"a\"");
  expect_error("list.tsv", "term\tkind\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\n", 1, 25,
               "there are too many columns");
  expect_error("pack.json", "[]", 0, 0, "must hold one JSON object");
  expect_error("pack.json", "{\"name\":\"a/b\",\"language\":\"en\",\"stemmer\":\"english\"}", 0, 0,
               "\"name\" must be a text that is not empty and has no '/'");
  expect_error("pack.json",
               "{\"name\":\"a\",\"language\":\"en\",\"stemmer\":\"english\",\"decision\":1}", 0, 0,
               "\"decision\" must be an object");
  expect_error(
      "pack.json",
      "{\"name\":\"a\",\"language\":\"en\",\"stemmer\":\"english\",\"stop_words\":[\"a\"]}", 0, 0,
      "\"stop_words\" must be the name of a file in this folder");
}

static void test_missing_files(void **state) {
  (void)state;
  pack_folder folder;
  ayes_lexicon *lexicon;
  ayes_error error = {0};
  const char *nowhere = "/nowhere/at/all";
  assert_int_equal(ayes_lexicon_open(NULL, 0, &lexicon, &error), AYES_BAD_USAGE);
  assert_int_equal(ayes_lexicon_open(&nowhere, 1, &lexicon, &error), AYES_NO_INPUT);
  assert_string_equal(error.source, "/nowhere/at/all/pack.json");
  make_full_pack(&folder);
  for (size_t i = folder.file_count; i-- > 0;) {
    remove(folder.files[i]);
    assert_int_equal(open_folder(&folder, &lexicon, &error), AYES_NO_INPUT);
    assert_string_equal(error.message, "cannot be opened: no such file");
  }
  pack_folder_remove(&folder);
  ayes_lexicon_close(NULL);
}

/* ---- Matching and memory ---- */

static void match(const ayes_lexicon *lexicon, const char *bytes, ayes_marks *marks) {
  ayes_types *types;
  ayes_text text = {0};
  assert_int_equal(ayes_types_new("english", ayes_lexicon_vocabulary(lexicon), &types, NULL),
                   AYES_OK);
  assert_int_equal(ayes_text_read(&text, ayes_span_of(bytes), types, NULL, NULL), AYES_OK);
  assert_int_equal(ayes_lexicon_match(lexicon, &text, NULL, marks, NULL), AYES_OK);
  ayes_text_release(&text);
  ayes_types_free(types);
}

/* All lengths and entries are reported, and marks that were there before stay in front. */
static void test_all_matches(void **state) {
  (void)state;
  pack_folder folder;
  make_full_pack(&folder);
  ayes_lexicon *lexicon = open_good(&folder);
  ayes_marks marks = {0};
  match(lexicon, "coaches", &marks);
  assert_int_equal(marks.count, 2);
  match(lexicon, "Very good new idea, idea.", &marks);
  assert_int_equal(marks.count, 6);
  static const uint32_t expected[][2] = {{0, 1}, {0, 1}, {0, 5}, {0, 4}, {1, 5}, {1, 4}};
  for (size_t i = 0; i < marks.count; i++) {
    assert_int_equal(marks.items[i].first, expected[i][0]);
    assert_int_equal(marks.items[i].last, expected[i][1]);
  }
  assert_ptr_equal(marks.items[2].source, &ayes_lexicon_entry_get(lexicon, 3)->source);
  ayes_array_release(&marks);
  ayes_lexicon_close(lexicon);
  pack_folder_remove(&folder);
}

/* A list of all phrases of so many words that are each "a" or "=a", the first of them behind gaps:
 * how many marks a text of nothing but "a" gets. */
static size_t count_marks_of_alike(unsigned words, unsigned gaps, size_t text_words) {
  pack_folder folder;
  ayes_buffer list = {0}, text = {0};
  ayes_marks marks = {0};
  assert_true(pack_folder_make(&folder));
  write_file(&folder, "pack.json", plain_pack);
  ayes_buffer_add_text(&list, "term\tkind\n");
  for (unsigned i = 0; i < 1u << words; i++) {
    ayes_buffer_add_text(&list, "a");
    for (unsigned bit = 0; bit < words; bit++) {
      if (bit < gaps) ayes_buffer_add_text(&list, " ~6");
      ayes_buffer_add_text(&list, i >> bit & 1 ? " =a" : " a");
    }
    ayes_buffer_add_text(&list, "\tgood\n");
  }
  for (size_t i = 0; i < text_words; i++) ayes_buffer_add_text(&text, "a ");
  ayes_buffer_add_byte(&text, '\0');
  pack_folder_write(&folder, "list.tsv", ayes_buffer_span(&list));
  ayes_lexicon *lexicon = open_good(&folder);
  match(lexicon, text.data, &marks);
  size_t count = marks.count;
  ayes_array_release(&marks);
  ayes_lexicon_close(lexicon);
  ayes_buffer_release(&list);
  ayes_buffer_release(&text);
  pack_folder_remove(&folder);
  return count;
}

/* Many ways to the same place are one; where more than the limit wait, what is found is cut. */
static void test_state_limit(void **state) {
  (void)state;
  size_t expected = 0;
  for (size_t start = 0; start < 300; start++)
    for (size_t skipped = 0; skipped <= 18; skipped++)
      if (start + 9 + skipped <= 300) expected += 256;
  assert_int_equal(count_marks_of_alike(8, 3, 300), expected);
  assert_int_equal(count_marks_of_alike(11, 0, 31), 20 * AYES_LEXICON_STATE_LIMIT);
}

/* Every request for memory fails once: the failure is told, and nothing leaks (sanitizers). */
static void test_memory_failures(void **state) {
  (void)state;
  pack_folder folder;
  ayes_lexicon *lexicon = NULL;
  ayes_error error;
  ayes_status status = AYES_NO_MEMORY;
  size_t countdown = 1;
  make_full_pack(&folder);
  for (; status != AYES_OK; countdown++) {
    ayes_memory_fail(countdown, false);
    status = open_folder(&folder, &lexicon, &error);
    ayes_memory_fail(0, false);
    if (status == AYES_OK) break;
    assert_int_equal(status, AYES_NO_MEMORY);
    assert_string_equal(error.message, "out of memory");
    assert_null(lexicon);
  }
  assert_true(countdown > 20);
  ayes_lexicon_findings findings = {0};
  for (status = AYES_NO_MEMORY, countdown = 1; status != AYES_OK; countdown++) {
    ayes_memory_fail(countdown, false);
    status = ayes_lexicon_check(lexicon, &findings, &error);
    ayes_memory_fail(0, false);
    assert_true(status == AYES_OK || status == AYES_NO_MEMORY);
    ayes_array_release(&findings);
  }
  ayes_lexicon_close(lexicon);
  pack_folder_remove(&folder);
}

/* A matcher that ran out of memory tells it, and goes on when there is some. */
static void test_matcher_memory_failures(void **state) {
  (void)state;
  pack_folder folder;
  make_full_pack(&folder);
  ayes_lexicon *lexicon = open_good(&folder);
  ayes_lexicon_matcher *matcher = NULL;
  ayes_types *types;
  ayes_text text = {0};
  ayes_marks marks = {0}, expected = {0};
  const ayes_span bytes = ayes_span_of("Very good new idea, idea. coaches");
  assert_int_equal(ayes_types_new("english", ayes_lexicon_vocabulary(lexicon), &types, NULL), 0);
  assert_int_equal(ayes_text_read(&text, bytes, types, NULL, NULL), AYES_OK);
  assert_int_equal(ayes_lexicon_match(lexicon, &text, NULL, &expected, NULL), AYES_OK);
  ayes_status status = AYES_NO_MEMORY;
  size_t countdown = 1;
  for (; status != AYES_OK; countdown++) {
    ayes_memory_fail(countdown, false);
    status = ayes_lexicon_matcher_new(lexicon, &matcher, NULL);
    if (status == AYES_OK) status = ayes_lexicon_matcher_match(matcher, &text, NULL, &marks, NULL);
    ayes_memory_fail(0, false);
    assert_true(status == AYES_OK || status == AYES_NO_MEMORY);
    if (matcher) {
      marks.count = 0;
      assert_int_equal(ayes_lexicon_matcher_match(matcher, &text, NULL, &marks, NULL), AYES_OK);
      assert_int_equal(marks.count, expected.count);
    }
    ayes_lexicon_matcher_free(matcher);
    ayes_array_release(&marks);
  }
  assert_true(countdown > 10);
  ayes_array_release(&expected);
  ayes_text_release(&text);
  ayes_types_free(types);
  ayes_lexicon_close(lexicon);
  pack_folder_remove(&folder);
}

/* ---- Tables ---- */

static void test_table_cells(void **state) {
  (void)state;
  static const ayes_tsv_column columns[] = {{"a", true}, {"b", false}, {"c", false}};
  pack_folder folder;
  ayes_tsv table = {0};
  bool found;
  double number;
  assert_true(pack_folder_make(&folder));
  const char *path = pack_folder_write(
      &folder, "table.tsv",
      ayes_span_of("c\ta\n\"\"\"x\"\"\"\t\"[^\"]+\"\n ü 1.5 \t\"é\"\"\n\"\t\"\"\n"));
  assert_int_equal(ayes_tsv_open(&table, path, 1000, columns, 3, NULL), AYES_OK);
  assert_int_equal(ayes_tsv_next(&table, &found, NULL), AYES_OK);
  assert_true(ayes_span_equal(table.cells[2], ayes_span_of("\"x\"")));
  assert_true(ayes_span_equal(table.cells[0], ayes_span_of("\"[^\"]+\"")));
  assert_int_equal(table.cells[1].length, 0);
  assert_int_equal(ayes_tsv_column_of(&table, 2, 0), 2);
  assert_int_equal(ayes_tsv_column_of(&table, 2, 1), 4);
  assert_int_equal(ayes_tsv_column_of(&table, 2, 2), 5);
  assert_int_equal(ayes_tsv_column_of(&table, 0, 0), 9);
  assert_int_equal(ayes_tsv_next(&table, &found, NULL), AYES_OK);
  assert_true(ayes_span_equal(table.cells[2], ayes_span_of(" ü 1.5 ")));
  assert_true(ayes_span_equal(table.cells[0], ayes_span_of("\"é\"\"")));
  assert_int_equal(ayes_tsv_column_of(&table, 2, 4), 4);
  assert_int_equal(ayes_tsv_number(&table, 2, 0, 1, 0, &number, NULL), AYES_BAD_DATA);
  assert_int_equal(ayes_tsv_next(&table, &found, NULL), AYES_OK);
  assert_true(ayes_span_equal(table.cells[2], ayes_span_of("\"")));
  assert_int_equal(table.cells[0].length, 0);
  assert_int_equal(ayes_tsv_number(&table, 0, 0, 1, 0.5, &number, NULL), AYES_OK);
  assert_true(number == 0.5);
  assert_int_equal(ayes_tsv_next(&table, &found, NULL), AYES_OK);
  assert_false(found);
  ayes_tsv_release(&table);
  assert_int_equal(ayes_tsv_open(&table, path, 5, columns, 3, NULL), AYES_OVER_LIMIT);
  ayes_tsv_release(&table);
  pack_folder_remove(&folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_pack),
      cmocka_unit_test(test_entries),
      cmocka_unit_test(test_topics),
      cmocka_unit_test(test_words),
      cmocka_unit_test(test_hash),
      cmocka_unit_test(test_two_packs),
      cmocka_unit_test(test_bytes_of_lists),
      cmocka_unit_test(test_errors),
      cmocka_unit_test(test_missing_files),
      cmocka_unit_test(test_all_matches),
      cmocka_unit_test(test_state_limit),
      cmocka_unit_test(test_memory_failures),
      cmocka_unit_test(test_matcher_memory_failures),
      cmocka_unit_test(test_table_cells),
      cmocka_unit_test(test_own_topics_only),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
