/* SPDX-License-Identifier: MIT
 *
 * Two lists of some hundred terms, searched from the front: O(terms) a question. Headers are few,
 * and cells are asked about only where a column is likely to hold such words.
 */
#include "columns/words.h"

#include "base/array.h"
#include "base/file.h"
#include "base/plain.h"
#include "base/tsv.h"

enum { FILE_LIMIT = 1024 * 1024, SHORT_HEADER = 5 };

struct ayes_column_words {
  ayes_arena arena;
  struct {
    ayes_column_word *items;
    size_t count, capacity;
  } columns, options; /* of options: term and meaning */
};

/* ---- plain words ---- */

void ayes_plain_words(ayes_span text, ayes_buffer *buffer) {
  ayes_plain plain = {.text = text};
  char byte;
  while (ayes_plain_next(&plain, &byte)) ayes_buffer_add_byte(buffer, byte);
}

bool ayes_plain_words_hold(ayes_span text, ayes_span term, size_t *at) {
  for (size_t from = 0; from + term.length <= text.length && term.length;) {
    size_t found = from + ayes_span_find(ayes_span_from(text, from), term);
    size_t end = found + term.length;
    if (found >= text.length) return false;
    if ((found == 0 || text.data[found - 1] == ' ') &&
        (end == text.length || text.data[end] == ' ')) {
      *at = found;
      return true;
    }
    from = found + 1;
  }
  return false;
}

size_t ayes_plain_words_count(ayes_span text) {
  size_t count = text.length > 0;
  for (size_t i = 0; i < text.length; i++) count += text.data[i] == ' ';
  return count;
}

/* ---- finding ---- */

static bool is_there(const ayes_column_word *word, ayes_span text) {
  size_t at;
  switch (word->place) {
    case AYES_WORD_NAME:
    case AYES_WORD_FIRST:
    case AYES_WORD_PART:
    case AYES_WORD_HEADER:
    case AYES_WORD_CELL: return ayes_span_equal(text, word->term);
    case AYES_WORD_WORD:
      return ayes_plain_words_hold(text, word->term, &at) &&
             ayes_plain_words_count(text) <= SHORT_HEADER;
    case AYES_WORD_END:
      return ayes_span_ends_with(text, word->term) &&
             (text.length == word->term.length ||
              text.data[text.length - word->term.length - 1] == ' ');
    case AYES_WORD_PHRASE:
    case AYES_WORD_PLACE_COUNT: break;
  }
  return ayes_plain_words_hold(text, word->term, &at);
}

const ayes_column_word *ayes_column_words_find(const ayes_column_words *words,
                                               ayes_word_place place, const char *means,
                                               ayes_span text, ayes_span tool) {
  const ayes_column_word *best = NULL;
  for (size_t i = 0; i < words->columns.count && text.length; i++) {
    const ayes_column_word *word = &words->columns.items[i];
    if (word->place != place || (best && best->term.length >= word->term.length)) continue;
    if (means && !ayes_span_equal(word->means, ayes_span_of(means))) continue;
    if (tool.length && word->tool.length && !ayes_span_equal(word->tool, tool)) continue;
    if (is_there(word, text)) best = word;
  }
  return best;
}

static ayes_span without_number(ayes_span text) {
  size_t digits = 0;
  while (digits < text.length && ayes_byte_is_digit(text.data[digits])) digits++;
  bool has_more = digits && digits + 1 < text.length && text.data[digits] == ' ';
  return has_more ? ayes_span_from(text, digits + 1) : text;
}

ayes_span ayes_option_meaning(const ayes_column_words *words, ayes_span text) {
  const ayes_column_word *front = NULL, *inside = NULL;
  size_t at;
  text = without_number(text);
  for (size_t i = 0; i < words->options.count && text.length; i++) {
    const ayes_column_word *option = &words->options.items[i];
    if (!ayes_plain_words_hold(text, option->term, &at)) continue;
    if (option->term.length == text.length) return option->means;
    bool is_longer = !front || option->term.length > front->term.length;
    if (at == 0 && is_longer) front = option;
    is_longer = !inside || option->term.length > inside->term.length;
    if (ayes_plain_words_count(option->term) > 1 && is_longer) inside = option;
  }
  const ayes_column_word *best = front ? front : inside;
  return best ? best->means : ayes_span_make(NULL, 0);
}

size_t ayes_option_word_count(const ayes_column_words *words) { return words->options.count; }

const ayes_column_word *ayes_option_word(const ayes_column_words *words, size_t index) {
  return &words->options.items[index];
}

/* ---- reading ---- */

static ayes_status copy(ayes_column_words *words, ayes_span text, ayes_span *to,
                        ayes_error *error) {
  text = ayes_span_trim(text);
  *to = ayes_span_make(ayes_arena_copy(&words->arena, text, error), text.length);
  return to->data ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status copy_plain(ayes_column_words *words, ayes_span text, ayes_span *to,
                              ayes_error *error) {
  ayes_buffer plain = {0};
  ayes_plain_words(text, &plain);
  ayes_status status =
      plain.failed ? ayes_error_memory(error) : copy(words, ayes_buffer_span(&plain), to, error);
  ayes_buffer_release(&plain);
  return status;
}

static bool find_place(ayes_span name, ayes_word_place *place) {
  static const char *const names[AYES_WORD_PLACE_COUNT] = {
      [AYES_WORD_NAME] = "name",     [AYES_WORD_FIRST] = "first", [AYES_WORD_WORD] = "word",
      [AYES_WORD_PHRASE] = "phrase", [AYES_WORD_END] = "end",     [AYES_WORD_PART] = "part",
      [AYES_WORD_HEADER] = "header", [AYES_WORD_CELL] = "cell"};
  for (int i = 0; i < AYES_WORD_PLACE_COUNT; i++) {
    if (!ayes_span_equal(name, ayes_span_of(names[i]))) continue;
    *place = (ayes_word_place)i;
    return true;
  }
  return false;
}

static ayes_status add_column_word(ayes_column_words *words, const ayes_tsv *table,
                                   ayes_error *error) {
  ayes_column_word *word = ayes_array_add(&words->columns, error);
  if (!word) return AYES_NO_MEMORY;
  *word = (ayes_column_word){0};
  ayes_status status = copy_plain(words, table->cells[0], &word->term, error);
  if (status == AYES_OK && !find_place(ayes_span_trim(table->cells[1]), &word->place))
    return ayes_tsv_at(table, 1, 0,
                       ayes_error_set(error, AYES_BAD_DATA,
                                      "where is none of name, first, word, phrase, end, part, "
                                      "header and cell"),
                       error);
  if (status == AYES_OK) status = copy(words, table->cells[2], &word->means, error);
  if (status == AYES_OK) status = copy(words, table->cells[3], &word->tool, error);
  if (status == AYES_OK && (!word->term.length || !word->means.length))
    return ayes_tsv_at(table, 0, 0,
                       ayes_error_set(error, AYES_BAD_DATA, "the term or what it means is empty"),
                       error);
  return status;
}

static ayes_status add_option(ayes_column_words *words, const ayes_tsv *table, ayes_error *error) {
  static const char *const meanings[] = {"support", "oppose", "mixed", "neutral"};
  ayes_column_word *option = ayes_array_add(&words->options, error);
  if (!option) return AYES_NO_MEMORY;
  *option = (ayes_column_word){0};
  ayes_status status = copy_plain(words, table->cells[0], &option->term, error);
  if (status == AYES_OK) status = copy(words, table->cells[1], &option->means, error);
  if (status != AYES_OK) return status;
  for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
    if (!ayes_span_equal(option->means, ayes_span_of(meanings[i]))) continue;
    option->means = ayes_span_of(meanings[i]); /* outlives the words */
    return AYES_OK;
  }
  return ayes_tsv_at(table, 1, 0,
                     ayes_error_set(error, AYES_BAD_DATA,
                                    "the meaning is none of support, oppose, mixed and neutral"),
                     error);
}

typedef ayes_status add_row(ayes_column_words *words, const ayes_tsv *table, ayes_error *error);

static ayes_status read_table(ayes_column_words *words, const char *folder, const char *name,
                              const ayes_tsv_column *columns, size_t count, add_row *add,
                              ayes_error *error) {
  ayes_tsv table = {0};
  bool found = true;
  const char *path = ayes_file_join(&words->arena, folder, name, error);
  if (!path) return AYES_NO_MEMORY;
  ayes_status status = ayes_tsv_open(&table, path, FILE_LIMIT, columns, count, error);
  while (status == AYES_OK) {
    status = ayes_tsv_next(&table, &found, error);
    if (status != AYES_OK || !found) break;
    status = add(words, &table, error);
  }
  ayes_tsv_release(&table);
  return status;
}

ayes_status ayes_column_words_open(const char *folder, ayes_column_words **out, ayes_error *error) {
  static const ayes_tsv_column columns[] = {
      {"term", true}, {"where", true}, {"means", true}, {"tool", false}, {"note", false}};
  static const ayes_tsv_column options[] = {{"term", true}, {"meaning", true}, {"note", false}};
  *out = NULL;
  ayes_column_words *words = ayes_memory_new_zeroed(1, sizeof *words);
  if (!words) return ayes_error_memory(error);
  ayes_status status = read_table(words, folder, "columns.tsv", columns, 5, add_column_word, error);
  if (status == AYES_OK)
    status = read_table(words, folder, "options.tsv", options, 3, add_option, error);
  if (status == AYES_OK) *out = words;
  else ayes_column_words_free(words);
  return status;
}

void ayes_column_words_free(ayes_column_words *words) {
  if (!words) return;
  ayes_array_release(&words->columns);
  ayes_array_release(&words->options);
  ayes_arena_release(&words->arena);
  ayes_memory_free(words);
}
