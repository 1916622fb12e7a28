/* SPDX-License-Identifier: MIT
 *
 * The pack that comes along compiled is what its files say, and counts no longer than they do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <dirent.h>
#include <cmocka.h>

#include "base/array.h"
#include "base/file.h"
#include "lexicon/compiled.h"
#include "support/pack_folder.h"

/* The head of what is written: hashes of all files and of pack.json. */
enum { HASH_BYTES = sizeof(uint64_t), FILE_LIMIT = 1 << 20 };

static const char *english(void) {
  static char path[PACK_FOLDER_PATH];
  const char *root = getenv("AYES_ROOT");
  (void)snprintf(path, sizeof path, "%s/lexicons/en", root ? root : ".");
  return path;
}

static ayes_lexicon *open_pack(const char *path) {
  ayes_error error = {0};
  ayes_lexicon *lexicon;
  assert_int_equal(ayes_lexicon_open(&path, 1, &lexicon, &error), AYES_OK);
  return lexicon;
}

/* The English pack in a folder of its own, with that added to its list of stances. */
static void copy_english(pack_folder *folder, const char *added) {
  DIR *from = opendir(english());
  assert_non_null(from);
  assert_true(pack_folder_make(folder));
  for (const struct dirent *entry = readdir(from); entry; entry = readdir(from)) {
    char path[2 * PACK_FOLDER_PATH];
    ayes_buffer bytes = {0};
    ayes_error error = {0};
    if (entry->d_name[0] == '.') continue;
    (void)snprintf(path, sizeof path, "%s/%s", english(), entry->d_name);
    assert_int_equal(ayes_file_read(path, FILE_LIMIT, &bytes, &error), AYES_OK);
    if (strcmp(entry->d_name, "stance.tsv") == 0) ayes_buffer_add_text(&bytes, added);
    assert_non_null(pack_folder_write(folder, entry->d_name, ayes_buffer_span(&bytes)));
    ayes_buffer_release(&bytes);
  }
  closedir(from);
}

static size_t count_marks(const ayes_lexicon *lexicon, const char *answer) {
  ayes_error error = {0};
  ayes_types *types;
  ayes_text text = {0};
  ayes_marks marks = {0};
  assert_int_equal(ayes_types_new("english", ayes_lexicon_vocabulary(lexicon), &types, &error),
                   AYES_OK);
  assert_int_equal(ayes_text_read(&text, ayes_span_of(answer), types,
                                  ayes_lexicon_abbreviations(lexicon), &error),
                   AYES_OK);
  assert_int_equal(ayes_lexicon_match(lexicon, &text, NULL, &marks, &error), AYES_OK);
  size_t count = marks.count;
  ayes_array_release(&marks);
  ayes_text_release(&text);
  ayes_types_free(types);
  return count;
}

static void test_comes_along(void **state) {
  (void)state;
  ayes_lexicon *lexicon = open_pack(english());
  assert_true(ayes_compiled_pack_words > 0);
  assert_true(ayes_compiled_fits(ayes_lexicon_hash(lexicon), "english"));
  ayes_buffer written = {0};
  ayes_compiled_write(lexicon, &written);
  assert_false(written.failed);
  assert_int_equal(written.length, ayes_compiled_pack_words * sizeof *ayes_compiled_pack);
  assert_memory_equal(written.data, ayes_compiled_pack, written.length);
  ayes_buffer_release(&written);
  ayes_lexicon_close(lexicon);
}

/* Terms that are read make what comes along, byte for byte. */
static void test_same_as_read(void **state) {
  (void)state;
  pack_folder folder;
  ayes_buffer written = {0};
  copy_english(&folder, "# nothing new\n");
  ayes_lexicon *lexicon = open_pack(folder.path);
  assert_false(ayes_compiled_fits(ayes_lexicon_hash(lexicon), "english"));
  ayes_compiled_write(lexicon, &written);
  assert_false(written.failed);
  assert_int_equal(written.length, ayes_compiled_pack_words * sizeof *ayes_compiled_pack);
  assert_memory_not_equal(written.data, ayes_compiled_pack, HASH_BYTES);
  assert_memory_equal(written.data + HASH_BYTES, (const char *)ayes_compiled_pack + HASH_BYTES,
                      written.length - HASH_BYTES);
  ayes_buffer_release(&written);
  ayes_lexicon_close(lexicon);
  pack_folder_remove(&folder);
}

/* An edited list counts at once. */
static void test_edited(void **state) {
  (void)state;
  static const char answer[] = "Fiddlesticks and flapdoodle.";
  pack_folder folder;
  copy_english(&folder, "fiddlesticks ~2 flapdoodle\tsupport\t2\n");
  ayes_lexicon *before = open_pack(english()), *after = open_pack(folder.path);
  assert_int_equal(count_marks(after, answer), count_marks(before, answer) + 1);
  ayes_lexicon_close(before);
  ayes_lexicon_close(after);
  pack_folder_remove(&folder);
}

static void test_others(void **state) {
  (void)state;
  ayes_lexicon *lexicon = open_pack(english());
  uint64_t hash = ayes_lexicon_hash(lexicon);
  assert_false(ayes_compiled_fits(hash + 1, "english"));
  assert_false(ayes_compiled_fits(hash, "german"));
  assert_false(ayes_compiled_fits(hash, "no such stemmer"));
  assert_false(ayes_compiled_may_fit(hash));
  assert_true(ayes_compiled_may_fit(ayes_compiled_pack[1]));
  ayes_lexicon_close(lexicon);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_comes_along),
      cmocka_unit_test(test_same_as_read),
      cmocka_unit_test(test_edited),
      cmocka_unit_test(test_others),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
