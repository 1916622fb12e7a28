/* SPDX-License-Identifier: MIT
 *
 * Sentences of any text, with abbreviations as packs have them: in order, apart, trimmed, and
 * holding all words between them. Input: text, abbreviations parted by spaces.
 */
#include "fuzz/parts.h"
#include "text/tokens.h"
#include "text/utf8.h"

static const ayes_vocabulary no_vocabulary;

static void add_abbreviations(ayes_names *names, ayes_span list) {
  static const char *const usual[] = {"e.g.", "dr.", "no. 5", "etc.", "l'"};
  ayes_span piece;
  uint32_t id;
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
    FUZZ_CHECK(ayes_names_add(names, ayes_span_of(usual[i]), &id, NULL) == AYES_OK);
  while (ayes_span_split(&list, ' ', &piece))
    if (piece.length) FUZZ_CHECK(ayes_names_add(names, piece, &id, NULL) == AYES_OK);
}

static void check_sentences(const ayes_text *text) {
  size_t end = 0, token = 0;
  for (size_t i = 0; i < text->sentences.count; i++) {
    const ayes_sentence *it = &text->sentences.items[i];
    FUZZ_CHECK(it->start >= end && it->start < it->end && it->end <= text->bytes.length);
    FUZZ_CHECK(it->first == token && it->last > it->first && it->last <= text->tokens.count);
    FUZZ_CHECK(text->tokens.items[it->first].start >= it->start);
    FUZZ_CHECK(text->tokens.items[it->last - 1].end <= it->end);
    ayes_span bytes = ayes_span_slice(text->bytes, it->start, it->end);
    FUZZ_CHECK(ayes_span_trim(bytes).length == bytes.length && ayes_utf8_is_valid(bytes));
    end = it->end;
    token = it->last;
  }
  FUZZ_CHECK(token == text->tokens.count);
}

static void check_segments(ayes_span bytes) {
  for (size_t at = 0, end; at < bytes.length; at = end) {
    end = ayes_sentence_segment_end(bytes, at);
    FUZZ_CHECK(end > at && end <= bytes.length);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ayes_buffer clean = {0};
  ayes_names abbreviations = {0};
  ayes_text text = {0};
  ayes_types *types;
  size_t replaced;
  FUZZ_CHECK(ayes_utf8_clean(fuzz_input(data, size), &clean, &replaced, NULL) == AYES_OK);
  ayes_span rest = ayes_buffer_span(&clean), bytes = fuzz_part(&rest);
  add_abbreviations(&abbreviations, rest);
  FUZZ_CHECK(ayes_types_new("english", &no_vocabulary, &types, NULL) == AYES_OK);
  FUZZ_CHECK(ayes_text_read(&text, bytes, types, &abbreviations, NULL) == AYES_OK);
  check_sentences(&text);
  check_segments(bytes);
  ayes_text_release(&text);
  ayes_types_free(types);
  ayes_names_release(&abbreviations);
  ayes_buffer_release(&clean);
  return 0;
}
