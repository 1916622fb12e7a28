/* SPDX-License-Identifier: MIT
 *
 * Summaries: sides of sentences, reasons, typical quotes, lists.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "mining/summary.h"
#include "support/pack_folder.h"

typedef struct fixture {
  pack_folder folder;
  ayes_lexicon *lexicon;
} fixture;

static void write_file(pack_folder *folder, const char *name, const char *text) {
  assert_non_null(pack_folder_write(folder, name, ayes_span_of(text)));
}

static int set_up(void **state) {
  static fixture it;
  const char *path = it.folder.path;
  assert_true(pack_folder_make(&it.folder));
  write_file(&it.folder, "pack.json",
             "{\"name\":\"mini\",\"language\":\"en\",\"stemmer\":\"english\",\"version\":\"1\","
             "\"lists\":[],\"topics\":[\"topics.tsv\"],\"rules\":[],\"decision\":{}}");
  write_file(&it.folder, "topics.tsv",
             "id\tparent\tlabel\tterms\trules\nroads\t\tRoads and paths\troad\t\n");
  assert_int_equal(ayes_lexicon_open(&path, 1, &it.lexicon, NULL), AYES_OK);
  *state = &it;
  return 0;
}

static int tear_down(void **state) {
  fixture *it = *state;
  ayes_lexicon_close(it->lexicon);
  pack_folder_remove(&it->folder);
  return 0;
}

/* A piece that covers word in text, which is ASCII. */
static ayes_said_piece piece(const char *text, const char *word, const char *kind,
                             const char *topic, double weight) {
  size_t start = ayes_span_find(ayes_span_of(text), ayes_span_of(word));
  return (ayes_said_piece){start, start + strlen(word), ayes_span_of(kind), ayes_span_of(topic),
                           weight};
}

static const char *const texts[] = {
    "The road through our village is far too busy in the mornings.",
    "The road through our village is far too busy and the noise is awful all day.",
    "My aunt once saw a badger on the road to Dover on a wet Tuesday.", "No road."};

static ayes_status add_texts(ayes_summariser *summariser, ayes_error *error) {
  static const char *const ids[] = {"a", "b", "c", "d"};
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < 4 && status == AYES_OK; i++) {
    ayes_said_piece pieces[] = {piece(texts[i], "road", "topic", "roads", 1)};
    ayes_said_answer answer = {.id = ayes_span_of(ids[i]),
                               .question = ayes_span_of("Q1"),
                               .text = ayes_span_of(texts[i]),
                               .stance = AYES_OPPOSE,
                               .acts = i ? 0 : AYES_ACT_CONCERN,
                               .pieces = pieces,
                               .piece_count = 1};
    status = ayes_summariser_add(summariser, &answer, error);
  }
  return status;
}

static void test_a_reason_has_a_typical_quote(void **state) {
  fixture *it = *state;
  ayes_summariser *summariser;
  const ayes_summaries *list;
  assert_int_equal(ayes_summariser_new(it->lexicon, &summariser, NULL), AYES_OK);
  assert_int_equal(add_texts(summariser, NULL), AYES_OK);
  assert_int_equal(ayes_summariser_finish(summariser, &list, NULL), AYES_OK);
  assert_int_equal(list->count, 1);
  const ayes_question_summary *question = &list->items[0];
  assert_int_equal(question->support_count, 0);
  assert_int_equal(question->oppose_count, 1);
  const ayes_reason *reason = &question->oppose[0];
  assert_string_equal(reason->label.data, "Roads and paths");
  assert_int_equal(reason->answers, 4);
  assert_int_equal(reason->concerns, 1);
  assert_true(reason->has_quote);
  assert_string_equal(reason->quote.id.data, "a");
  ayes_summariser_free(summariser);
}

static void test_sentences_of_a_mixed_answer_take_sides(void **state) {
  fixture *it = *state;
  static const char text[] =
      "The new road is good for all the shops in our street. It is bad for the children who walk "
      "to "
      "school along the road. Who pays for all of this?";
  ayes_summariser *summariser;
  const ayes_summaries *list;
  ayes_said_piece pieces[] = {piece(text, "road", "topic", "roads", 1),
                              piece(text, "good", "good", "", 1), piece(text, "bad", "bad", "", -1),
                              piece(text, "road.", "topic", "roads", 1),
                              piece(text, "Who pays", "question", "", 1)};
  ayes_said_answer answer = {.id = ayes_span_of("a"),
                             .text = ayes_span_of(text),
                             .stance = AYES_MIXED,
                             .pieces = pieces,
                             .piece_count = 5};
  assert_int_equal(ayes_summariser_new(it->lexicon, &summariser, NULL), AYES_OK);
  assert_int_equal(ayes_summariser_add(summariser, &answer, NULL), AYES_OK);
  assert_int_equal(ayes_summariser_finish(summariser, &list, NULL), AYES_OK);
  const ayes_question_summary *question = &list->items[0];
  assert_int_equal(question->support_count, 1);
  assert_int_equal(question->oppose_count, 1);
  const ayes_said *quote = &question->oppose[0].quote;
  assert_int_equal(quote->mark_count, 1);
  assert_memory_equal(quote->text.data + quote->marks[0].start, "bad", 3);
  assert_int_equal(question->lists[AYES_SAID_QUESTIONS].count, 1);
  assert_int_equal(question->lists[AYES_SAID_QUESTIONS].answers, 1);
  assert_int_equal(question->lists[AYES_SAID_SUGGESTIONS].count, 0);
  ayes_summariser_free(summariser);
}

static ayes_status run_once(const ayes_lexicon *lexicon) {
  ayes_summariser *summariser;
  const ayes_summaries *list;
  ayes_error error;
  ayes_status status = ayes_summariser_new(lexicon, &summariser, &error);
  if (status == AYES_OK) status = add_texts(summariser, &error);
  if (status == AYES_OK) status = ayes_summariser_finish(summariser, &list, &error);
  ayes_summariser_free(summariser);
  return status;
}

static void test_memory_runs_out_at_every_request(void **state) {
  fixture *it = *state;
  ayes_status status = AYES_NO_MEMORY;
  for (size_t i = 1; status != AYES_OK && i < 1000; i++) {
    ayes_memory_fail(i, true);
    status = run_once(it->lexicon);
    assert_true(status == AYES_OK || status == AYES_NO_MEMORY);
  }
  ayes_memory_fail(0, false);
  assert_int_equal(status, AYES_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_a_reason_has_a_typical_quote),
      cmocka_unit_test(test_sentences_of_a_mixed_answer_take_sides),
      cmocka_unit_test(test_memory_runs_out_at_every_request),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
