/* SPDX-License-Identifier: MIT
 *
 * Lists and topics of a pack, and texts matched with them. Input: list, topics, text.
 */
#include "fuzz/pack.h"
#include "lexicon/lexicon.h"
#include "text/utf8.h"

static const char pack_json[] =
    "{\"name\":\"x\",\"language\":\"en\",\"stemmer\":\"english\",\"lists\":[\"list.tsv\"],"
    "\"topics\":[\"topics.tsv\"]}";

static void check_marks(const ayes_lexicon *lexicon, const ayes_text *text,
                        const ayes_marks *marks) {
  for (size_t i = 0; i < marks->count; i++) {
    const ayes_mark *mark = &marks->items[i];
    FUZZ_CHECK(mark->first < mark->last && mark->last <= text->tokens.count);
    FUZZ_CHECK(mark->topic <= ayes_lexicon_topic_count(lexicon));
    FUZZ_CHECK(mark->weight == mark->weight && ayes_kind_get(mark->kind)->name);
  }
}

/* A matcher without room to learn finds the same. */
static void match_cramped(const ayes_lexicon *lexicon, const ayes_text *text,
                          const ayes_marks *expected) {
  ayes_lexicon_matcher *matcher;
  ayes_marks marks = {0};
  FUZZ_CHECK(ayes_lexicon_matcher_new(lexicon, &matcher, NULL) == AYES_OK);
  ayes_lexicon_matcher_limit(matcher, 0);
  FUZZ_CHECK(ayes_lexicon_matcher_match(matcher, text, NULL, &marks, NULL) == AYES_OK);
  FUZZ_CHECK(marks.count == expected->count);
  for (size_t i = 0; i < marks.count; i++)
    FUZZ_CHECK(marks.items[i].first == expected->items[i].first &&
               marks.items[i].last == expected->items[i].last &&
               marks.items[i].source == expected->items[i].source);
  ayes_array_release(&marks);
  ayes_lexicon_matcher_free(matcher);
}

static void match(const ayes_lexicon *lexicon, ayes_span bytes) {
  ayes_buffer clean = {0};
  ayes_types *types;
  ayes_text text = {0};
  ayes_marks marks = {0};
  size_t replaced;
  FUZZ_CHECK(ayes_utf8_clean(bytes, &clean, &replaced, NULL) == AYES_OK);
  FUZZ_CHECK(ayes_types_new("english", ayes_lexicon_vocabulary(lexicon), &types, NULL) == AYES_OK);
  FUZZ_CHECK(ayes_text_read(&text, ayes_buffer_span(&clean), types, NULL, NULL) == AYES_OK);
  FUZZ_CHECK(ayes_lexicon_match(lexicon, &text, NULL, &marks, NULL) == AYES_OK);
  check_marks(lexicon, &text, &marks);
  match_cramped(lexicon, &text, &marks);
  ayes_marks_sort(&marks);
  FUZZ_CHECK(ayes_marks_resolve(&marks, NULL) == AYES_OK);
  check_marks(lexicon, &text, &marks);
  ayes_array_release(&marks);
  ayes_text_release(&text);
  ayes_types_free(types);
  ayes_buffer_release(&clean);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  pack_folder *folder = fuzz_pack();
  ayes_span rest = fuzz_input(data, size);
  ayes_lexicon *lexicon;
  ayes_error error = {0};
  const char *path = folder->path;
  pack_folder_write(folder, "pack.json", ayes_span_of(pack_json));
  pack_folder_write(folder, "list.tsv", fuzz_part(&rest));
  pack_folder_write(folder, "topics.tsv", fuzz_part(&rest));
  ayes_status status = ayes_lexicon_open(&path, 1, &lexicon, &error);
  FUZZ_CHECK(status == AYES_OK || (error.message[0] && error.source[0]));
  if (status != AYES_OK) return 0;
  ayes_lexicon_findings findings = {0};
  FUZZ_CHECK(ayes_lexicon_check(lexicon, &findings, NULL) == AYES_OK);
  ayes_array_release(&findings);
  match(lexicon, fuzz_part(&rest));
  ayes_lexicon_close(lexicon);
  return 0;
}
