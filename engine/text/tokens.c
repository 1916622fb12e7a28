/* SPDX-License-Identifier: MIT
 *
 * A text: its sentences with their words (text/sentences.c), and then, of all words at once, what
 * the cache of types knows of them. O(bytes).
 */
#include "text/tokens.h"

#include <unicode/uchar.h>

#include "text/reader.h"

_Static_assert((int)AYES_TOKEN_NUMBER == (int)AYES_SHAPE_NUMBER &&
                   (int)AYES_TOKEN_CAPITAL == (int)AYES_SHAPE_CAPITAL &&
                   (int)AYES_TOKEN_SHOUTED == (int)AYES_SHAPE_SHOUTED,
               "shapes are token flags");

/* Whether words like "l'" are listed. */
static bool lists_elisions(const ayes_names *abbreviations) {
  return abbreviations &&
         ayes_names_has_bit(abbreviations, ayes_names_bit('\'', '\'', '\'', '\'', 1)) &&
         ayes_names_find(abbreviations, ayes_span_of("'"));
}

static ayes_status read_text(ayes_text *text, ayes_span bytes, ayes_types *types,
                             const ayes_names *abbreviations, bool is_careful, ayes_error *error) {
  text->tokens.count = text->sentences.count = 0;
  text->bytes = ayes_span_make(NULL, 0);
  if (bytes.length > AYES_TEXT_LIMIT)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the text has %zu bytes, and the limit is %d",
                          bytes.length, AYES_TEXT_LIMIT);
  text->bytes = bytes;
  ayes_buffer_restart(&text->scratch);
  ayes_text_reader it = {
      .text = text,
      .abbreviations = {.names = abbreviations, .folded = text->scratch, .is_careful = is_careful},
      .plain = ayes_inline_run_end(bytes, 0),
      .uncut = SIZE_MAX};
  text->is_ascii = ayes_utf8_is_ascii(ayes_span_from(bytes, it.plain));
  it.has_elisions = lists_elisions(abbreviations);
  it.is_careful = is_careful || it.has_elisions;
  ayes_status status = ayes_sentences_read(&it, error);
  if (status == AYES_OK)
    status = ayes_types_fill(types, bytes, text->tokens.items, text->tokens.count, error);
  text->scratch = it.abbreviations.folded;
  if (status == AYES_OK && text->scratch.failed) status = ayes_error_memory(error);
  return status;
}

ayes_status ayes_text_read(ayes_text *text, ayes_span bytes, ayes_types *types,
                           const ayes_names *abbreviations, ayes_error *error) {
  return read_text(text, bytes, types, abbreviations, false, error);
}

ayes_status ayes_text_read_carefully(ayes_text *text, ayes_span bytes, ayes_types *types,
                                     const ayes_names *abbreviations, ayes_error *error) {
  return read_text(text, bytes, types, abbreviations, true, error);
}

const char *ayes_text_unicode_version(void) { return U_UNICODE_VERSION; }

void ayes_text_release(ayes_text *text) {
  ayes_array_release(&text->tokens);
  ayes_array_release(&text->sentences);
  ayes_buffer_release(&text->scratch);
}

ayes_span ayes_text_word(const ayes_text *text, size_t token, size_t *next) {
  const ayes_token *items = text->tokens.items;
  size_t last = token;
  while (last + 1 < text->tokens.count && items[last + 1].flags & AYES_TOKEN_JOINED) last++;
  *next = last + 1;
  size_t end = items[last].end;
  if (last > token && text->bytes.data[items[last].start - 1] == '(') end++;
  return ayes_span_slice(text->bytes, items[token].start, end);
}
