/* SPDX-License-Identifier: MIT
 *
 * Dictionaries of other programs: what the golden cases (tests/cases/lexicon/import_*) cannot show:
 * memory that runs out, depth, encodings, and files cut short anywhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "dictionaries/dictionary.h"
#include "support/pack_folder.h"

static const ayes_dictionary_settings settings = {"new", "en", "english", "en"};

static const struct {
  const char *name, *text;
} samples[] = {
    {"a.yml", "Transport:\n  Rail: [tram*, \"light rail\"]\n  Road:\n    - bus stop\nTax: levy\n"},
    {"b.dic", "%\n1\tPronoun\n\t2\tPlural\n3\tMoney\n%\nthey\t1\t2\nkind of\t3\nbank*\t3\n"},
    {"c.csv", "term,category\nhedge cutting,Verges\nmow*,Verges\nkerb,Roads\n"},
    {"d.csv", "word,score\ngrand,3\ndire,-3\nsplendid,4.5\n"},
    {"e.ykd",
     "<dictionary><cnode name=\"All\"><cnode name=\"Farms\"><pnode name=\"hen*\"/>"
     "<pnode name=\"barn\"/></cnode></cnode></dictionary>"},
    {"f.lc3", "+positive\nMERRY\nGLAD*\n+neg_positive\nNOT MERRY\n"},
    {"g.cat", "LAND\n\tFIELD\n\t\tBARLEY_FIELD (1)\n\tSOIL* (1)\n"},
    {"h.tff",
     "type=strongsubj len=1 word1=dreary stemmed1=n priorpolarity=negative\n"
     "type=weaksubj len=1 word1=thrive stemmed1=y priorpolarity=positive\n"},
    {"i.txt", "grand\t2.5\t0.6\t[2, 3]\ndire\t-2.5\t0.9\t[-3, -2]\n"},
};
enum { SAMPLE_COUNT = sizeof samples / sizeof *samples };

static ayes_status convert(const char *path, ayes_dictionary_pack *pack, ayes_error *error) {
  ayes_dictionary *dictionary;
  *pack = (ayes_dictionary_pack){0};
  ayes_status status = ayes_dictionary_read(path, NULL, &dictionary, error);
  if (status == AYES_OK) status = ayes_dictionary_write(dictionary, &settings, pack, error);
  ayes_dictionary_free(dictionary);
  return status;
}

static ayes_status convert_text(const char *name, ayes_span text, ayes_dictionary_pack *pack,
                                ayes_error *error) {
  pack_folder folder;
  assert_true(pack_folder_make(&folder));
  const char *path = pack_folder_write(&folder, name, text);
  assert_non_null(path);
  ayes_status status = convert(path, pack, error);
  pack_folder_remove(&folder);
  return status;
}

static void test_memory_failures(void **state) {
  (void)state;
  for (size_t i = 0; i < SAMPLE_COUNT; i++) {
    pack_folder folder;
    assert_true(pack_folder_make(&folder));
    const char *path = pack_folder_write(&folder, samples[i].name, ayes_span_of(samples[i].text));
    ayes_status status = AYES_NO_MEMORY;
    for (size_t request = 1; status == AYES_NO_MEMORY; request++) {
      ayes_dictionary_pack pack;
      ayes_error error = {0};
      assert_in_range(request, 1, 10000);
      ayes_memory_fail(request, false);
      status = convert(path, &pack, &error);
      ayes_memory_fail(0, false);
      ayes_dictionary_pack_release(&pack);
    }
    assert_int_equal(status, AYES_OK);
    pack_folder_remove(&folder);
  }
}

/* A file that ends anywhere is read as far as it goes, or refused; never worse. */
static void test_cut_short(void **state) {
  (void)state;
  for (size_t i = 0; i < SAMPLE_COUNT; i++) {
    ayes_span whole = ayes_span_of(samples[i].text);
    for (size_t length = 0; length < whole.length; length++) {
      ayes_dictionary_pack pack;
      ayes_error error = {0};
      ayes_status status =
          convert_text(samples[i].name, ayes_span_slice(whole, 0, length), &pack, &error);
      if (status != AYES_OK) assert_true(error.message[0]);
      ayes_dictionary_pack_release(&pack);
    }
  }
}

static void expect_failure(const char *name, ayes_span text, const char *message) {
  ayes_dictionary_pack pack;
  ayes_error error = {0};
  assert_int_equal(convert_text(name, text, &pack, &error), AYES_BAD_DATA);
  assert_string_equal(error.message, message);
  ayes_dictionary_pack_release(&pack);
}

static void test_depth(void **state) {
  (void)state;
  ayes_buffer text = {0};
  ayes_buffer_add_repeated(&text, '[', 100000);
  expect_failure("a.yml", ayes_buffer_span(&text), "categories lie over 32 deep in one another");
  ayes_buffer_clear(&text);
  for (size_t i = 0; i < 100000; i++) ayes_buffer_add_text(&text, "<cnode name=\"a\">");
  expect_failure("a.ykd", ayes_buffer_span(&text), "categories lie over 32 deep in one another");
  ayes_buffer_clear(&text);
  ayes_buffer_add_repeated(&text, '\t', 100);
  ayes_buffer_add_text(&text, "DEEP");
  expect_failure("a.cat", ayes_buffer_span(&text), "categories lie over 32 deep in one another");
  ayes_buffer_release(&text);
}

static void test_encodings(void **state) {
  (void)state;
  static const char utf8[] =
      "\xEF\xBB\xBF"
      "Gr\xC3\xBC"
      "n: [caf\xC3\xA9]\n";
  static const char windows[] = "Gr\xFCn: [caf\xE9]\n";
  ayes_dictionary_pack pack;
  const ayes_span texts[] = {ayes_span_of(utf8), ayes_span_of(windows)};
  for (size_t i = 0; i < 2; i++) {
    assert_int_equal(convert_text("a.yml", texts[i], &pack, NULL), AYES_OK);
    ayes_span topics = ayes_buffer_span(&pack.topics);
    assert_true(ayes_span_ends_with(
        topics, ayes_span_of("\nGr\xC3\xBCn\t\tGr\xC3\xBCn\t=caf\xC3\xA9\t\n")));
    ayes_dictionary_pack_release(&pack);
  }
}

/* Signs of the term syntax and of tables are no way out of a cell. */
static void test_signs(void **state) {
  (void)state;
  static const char text[] =
      "\"a;b\\tc\\nd\":\n  - \"x | y^2\"\n  - \"(z)\\tq\"\n  - \"#1\"\n"
      "  - \"a.b(c)*\"\n";
  ayes_dictionary_pack pack;
  assert_int_equal(convert_text("a.yml", ayes_span_of(text), &pack, NULL), AYES_OK);
  assert_true(ayes_span_ends_with(ayes_buffer_span(&pack.topics),
                                  ayes_span_of("\na_b_c_d\t\ta_b_c_d\t=x =y2 | =z =q | =#1\t"
                                               "(?<!\\w)(?:a\\.b\\(c\\)\\w*)(?!\\w)\n")));
  ayes_dictionary_pack_release(&pack);
}

static void test_too_many_wildcards(void **state) {
  (void)state;
  ayes_buffer text = {0};
  ayes_dictionary_pack pack;
  ayes_error error = {0};
  ayes_buffer_add_text(&text, "term,category\n");
  for (size_t i = 0; i < 10000; i++) ayes_buffer_add_format(&text, "word%zu*,All\n", i);
  assert_int_equal(convert_text("a.csv", ayes_buffer_span(&text), &pack, &error), AYES_OVER_LIMIT);
  assert_string_equal(error.message,
                      "the wildcards of category \"All\" are over 61440 bytes together; divide it");
  ayes_dictionary_pack_release(&pack);
  ayes_buffer_release(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_memory_failures), cmocka_unit_test(test_cut_short),
      cmocka_unit_test(test_depth),           cmocka_unit_test(test_encodings),
      cmocka_unit_test(test_signs),           cmocka_unit_test(test_too_many_wildcards),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
