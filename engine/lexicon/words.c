/* SPDX-License-Identifier: MIT
 *
 * Plain lists, one entry a line, with comments: abbreviations, stop words and placeholders.
 * O(bytes).
 */
#include "base/plain.h"
#include "lexicon/builder.h"
#include "text/fold.h"
#include "text/utf8.h"

typedef ayes_status (*add_word)(ayes_builder *builder, ayes_span word, ayes_error *error);

/* An elided word ("l'") also brings the apostrophe itself, which tells readers that there are any.
 */
static ayes_status add_abbreviation(ayes_builder *builder, ayes_span word, ayes_error *error) {
  static const ayes_span apostrophe = {"'", 1};
  ayes_names *names = &builder->lexicon->abbreviations;
  ayes_buffer folded = {0};
  uint32_t id;
  ayes_fold(word, &folded);
  ayes_status status = folded.failed ? ayes_error_memory(error)
                                     : ayes_names_add(names, ayes_buffer_span(&folded), &id, error);
  if (status == AYES_OK && ayes_span_ends_with(ayes_buffer_span(&folded), apostrophe))
    status = ayes_names_add(names, apostrophe, &id, error);
  ayes_buffer_release(&folded);
  return status;
}

static ayes_status add_stop_word(ayes_builder *builder, ayes_span word, ayes_error *error) {
  return ayes_symbols_add_stems(ayes_term_reader_symbols(builder->terms), word,
                                &builder->lexicon->stop_stems, error);
}

static ayes_status add_placeholder(ayes_builder *builder, ayes_span word, ayes_error *error) {
  ayes_buffer plain = {0};
  ayes_plain words = {.text = word};
  uint32_t id;
  for (char byte; ayes_plain_next(&words, &byte);) ayes_buffer_add_byte(&plain, byte);
  ayes_status status = plain.failed ? ayes_error_memory(error)
                                    : ayes_names_add(&builder->lexicon->placeholders,
                                                     ayes_buffer_span(&plain), &id, error);
  ayes_buffer_release(&plain);
  return status;
}

/* 1-based, in code points, of the first byte that is not UTF-8. */
static size_t bad_column(ayes_span line) {
  uint32_t code_point;
  size_t column = 1, length;
  while ((length = ayes_utf8_decode(line, &code_point)) > 0) {
    line = ayes_span_from(line, length);
    column++;
  }
  return column;
}

static ayes_status add_lines(ayes_builder *builder, ayes_span bytes, const char *path, add_word add,
                             ayes_error *error) {
  ayes_span line;
  ayes_status status = AYES_OK;
  if (ayes_span_starts_with(bytes, ayes_span_of("\xEF\xBB\xBF"))) bytes = ayes_span_from(bytes, 3);
  for (size_t number = 1; status == AYES_OK && ayes_span_split(&bytes, '\n', &line); number++) {
    if (!ayes_utf8_is_valid(line))
      return ayes_error_set_at(error, AYES_BAD_DATA, path, number, bad_column(line),
                               "this is not UTF-8");
    line = ayes_span_trim(line);
    if (line.length && line.data[0] != '#') status = add(builder, line, error);
  }
  return status;
}

static ayes_status read_words(ayes_builder *builder, const char *name, add_word add,
                              ayes_error *error) {
  ayes_buffer bytes = {0};
  const char *path = ayes_builder_path(builder, name, error);
  if (!path) return AYES_NO_MEMORY;
  ayes_status status = ayes_file_read(path, AYES_LEXICON_FILE_LIMIT, &bytes, error);
  ayes_builder_hash(builder, ayes_buffer_span(&bytes));
  if (status == AYES_OK) status = add_lines(builder, ayes_buffer_span(&bytes), path, add, error);
  ayes_buffer_release(&bytes);
  return status;
}

ayes_status ayes_abbreviations_read(ayes_builder *builder, const char *name, ayes_error *error) {
  return read_words(builder, name, add_abbreviation, error);
}

ayes_status ayes_placeholders_read(ayes_builder *builder, const char *name, ayes_error *error) {
  return read_words(builder, name, add_placeholder, error);
}

ayes_status ayes_stop_words_read(ayes_builder *builder, const char *name, ayes_error *error) {
  return read_words(builder, name, add_stop_word, error);
}
