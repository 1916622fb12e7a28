/* SPDX-License-Identifier: MIT
 *
 * Words for tests of mining: the English stemmer, a few stop words, no lexicon.
 *
 *     test_words it;
 *     test_words_open(&it);
 *     ayes_words_read(&it.words, ayes_span_of("The buses are late"), NULL);
 *     test_words_close(&it);
 */
#ifndef AYES_TEST_MINING_H
#define AYES_TEST_MINING_H

#include "mining/words.h"

typedef struct test_words {
  ayes_vocabulary vocabulary;
  ayes_names stop_stems;
  ayes_words words;
} test_words;

static inline void test_words_open(test_words *it) {
  static const char *const stop_words[] = {"the", "of", "is", "are", "a", "and", "for", "we"};
  uint32_t number;
  memset(it, 0, sizeof *it);
  for (size_t i = 0; i < sizeof stop_words / sizeof *stop_words; i++)
    assert_int_equal(ayes_names_add(&it->stop_stems, ayes_span_of(stop_words[i]), &number, NULL),
                     AYES_OK);
  it->words.stop_stems = &it->stop_stems;
  assert_int_equal(ayes_types_new("english", &it->vocabulary, &it->words.types, NULL), AYES_OK);
}

static inline void test_words_close(test_words *it) {
  ayes_types_free(it->words.types);
  ayes_words_release(&it->words);
  ayes_names_release(&it->stop_stems);
  ayes_vocabulary_release(&it->vocabulary);
}

static inline void test_assert_span(ayes_span span, const char *text) {
  if (!ayes_span_equal(span, ayes_span_of(text)))
    fail_msg("\"%.*s\" is not \"%s\"", (int)span.length, span.data, text);
}

#endif
