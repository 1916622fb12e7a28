/* SPDX-License-Identifier: MIT
 *
 * Words of any text: in order, within their text and sentence, whole characters; and the same a
 * second time, when all words are in the cache, and when no short cut is taken.
 */
#include "fuzz/parts.h"
#include "text/breaks.h"
#include "text/utf8.h"

static const ayes_vocabulary no_vocabulary;

static bool is_boundary(ayes_span text, size_t at) {
  return at == text.length || ((unsigned char)text.data[at] & 0xC0) != 0x80;
}

static void check_tokens(const ayes_text *text) {
  size_t end = 0, next = 0;
  for (size_t i = 0; i < text->tokens.count; i++) {
    const ayes_token *token = &text->tokens.items[i];
    FUZZ_CHECK(token->start >= end && token->start < token->end);
    FUZZ_CHECK(token->end <= text->bytes.length && token->sentence < text->sentences.count);
    FUZZ_CHECK(is_boundary(text->bytes, token->start) && is_boundary(text->bytes, token->end));
    const ayes_sentence *sentence = &text->sentences.items[token->sentence];
    FUZZ_CHECK(i >= sentence->first && i < sentence->last);
    end = token->end;
  }
  for (size_t i = 0; i < text->tokens.count; i = next) {
    ayes_span word = ayes_text_word(text, i, &next);
    FUZZ_CHECK(next > i && next <= text->tokens.count && word.length > 0);
  }
}

static void check_segments(ayes_span bytes) {
  for (size_t at = 0, end; at < bytes.length; at = end) {
    end = ayes_word_segment_end(bytes, at);
    FUZZ_CHECK(end > at && end <= bytes.length && is_boundary(bytes, end));
  }
}

static void check_same(const ayes_text *a, const ayes_text *b) {
  FUZZ_CHECK(a->tokens.count == b->tokens.count && a->sentences.count == b->sentences.count);
  for (size_t i = 0; i < a->tokens.count; i++) {
    const ayes_token *one = &a->tokens.items[i], *other = &b->tokens.items[i];
    FUZZ_CHECK(one->start == other->start && one->end == other->end && one->type == other->type);
    FUZZ_CHECK(one->flags == other->flags && one->stem == other->stem);
  }
  for (size_t i = 0; i < a->sentences.count; i++) {
    const ayes_sentence *one = &a->sentences.items[i], *other = &b->sentences.items[i];
    FUZZ_CHECK(one->start == other->start && one->end == other->end);
    FUZZ_CHECK(one->first == other->first && one->last == other->last);
    FUZZ_CHECK(one->flags == other->flags);
  }
}

static void fill_abbreviations(ayes_names *names) {
  static const char *const listed[] = {"e.g.", "etc.", "dr.",    "st.",  "no. 5",  "p. 5",
                                       "^it",  "^the", "plan b", "jan.", "approx."};
  uint32_t id;
  for (size_t i = 0; i < sizeof listed / sizeof *listed; i++)
    FUZZ_CHECK(ayes_names_add(names, ayes_span_of(listed[i]), &id, NULL) == AYES_OK);
}

/* Short cuts change nothing, with abbreviations and without. */
static void check_short_cuts(ayes_span bytes, ayes_types *types, const ayes_names *abbreviations) {
  ayes_text quick = {0}, careful = {0};
  FUZZ_CHECK(ayes_text_read(&quick, bytes, types, abbreviations, NULL) == AYES_OK);
  FUZZ_CHECK(ayes_text_read_carefully(&careful, bytes, types, abbreviations, NULL) == AYES_OK);
  check_same(&quick, &careful);
  ayes_text_release(&quick);
  ayes_text_release(&careful);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ayes_buffer clean = {0};
  ayes_text first = {0}, second = {0};
  ayes_types *types;
  ayes_names abbreviations = {0};
  size_t replaced;
  FUZZ_CHECK(ayes_utf8_clean(fuzz_input(data, size), &clean, &replaced, NULL) == AYES_OK);
  ayes_span bytes = ayes_buffer_span(&clean);
  FUZZ_CHECK(ayes_types_new("english", &no_vocabulary, &types, NULL) == AYES_OK);
  FUZZ_CHECK(ayes_text_read(&first, bytes, types, NULL, NULL) == AYES_OK);
  FUZZ_CHECK(ayes_text_read(&second, bytes, types, NULL, NULL) == AYES_OK);
  check_tokens(&first);
  check_same(&first, &second);
  check_segments(bytes);
  fill_abbreviations(&abbreviations);
  check_short_cuts(bytes, types, &abbreviations);
  check_short_cuts(bytes, types, NULL);
  ayes_names_release(&abbreviations);
  ayes_text_release(&first);
  ayes_text_release(&second);
  ayes_types_free(types);
  ayes_buffer_release(&clean);
  return 0;
}
