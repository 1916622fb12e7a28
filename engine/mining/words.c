/* SPDX-License-Identifier: MIT
 *
 * What is known of a word type is kept as long as the types are, so that a word costs one look into
 * an array; words of several tokens are put together anew each time, as they are rare.
 */
#include "mining/words.h"

void ayes_words_release(ayes_words *words) {
  ayes_names_release(&words->forms);
  ayes_names_release(&words->stems);
  ayes_array_release(&words->list);
  ayes_array_release(&words->known);
  ayes_text_release(&words->text);
  ayes_buffer_release(&words->form_bytes);
  ayes_buffer_release(&words->stem_bytes);
}

static ayes_status number_of(ayes_words *words, ayes_span form, ayes_span stem,
                             ayes_counted_word *word, ayes_error *error) {
  ayes_status status = ayes_names_add(&words->forms, form, &word->form, error);
  return status == AYES_OK ? ayes_names_add(&words->stems, stem, &word->stem, error) : status;
}

static ayes_status make_room(ayes_words *words, uint32_t type, ayes_error *error) {
  size_t wanted = (size_t)type + 1;
  if (wanted <= words->known.count) return AYES_OK;
  ayes_status status = ayes_array_reserve(&words->known.items, &words->known.capacity, wanted,
                                          sizeof *words->known.items, error);
  if (status != AYES_OK) return status;
  memset(words->known.items + words->known.count, 0,
         (wanted - words->known.count) * sizeof *words->known.items);
  words->known.count = wanted;
  return AYES_OK;
}

static ayes_status read_single(ayes_words *words, uint32_t type, ayes_counted_word *word,
                               ayes_error *error) {
  ayes_status status = make_room(words, type, error);
  if (status != AYES_OK) return status;
  ayes_counted_word *known = &words->known.items[type];
  if (known->form == 0) {
    const ayes_word_type *facts = ayes_types_get(words->types, type);
    status = number_of(words, facts->folded, facts->stem, known, error);
    if (status != AYES_OK) return status;
    known->is_stop = words->stop_stems && ayes_names_find(words->stop_stems, facts->stem) != 0;
  }
  *word = *known;
  return AYES_OK;
}

/* "by-laws" becomes "by-laws" with the stem "by-law". */
static ayes_status read_joined(ayes_words *words, size_t first, size_t next,
                               ayes_counted_word *word, ayes_error *error) {
  ayes_buffer_clear(&words->form_bytes);
  ayes_buffer_clear(&words->stem_bytes);
  for (size_t i = first; i < next; i++) {
    const ayes_word_type *facts = ayes_types_get(words->types, words->text.tokens.items[i].type);
    if (i > first) {
      ayes_buffer_add_byte(&words->form_bytes, '-');
      ayes_buffer_add_byte(&words->stem_bytes, '-');
    }
    ayes_buffer_add(&words->form_bytes, facts->folded);
    ayes_buffer_add(&words->stem_bytes, facts->stem);
  }
  if (words->form_bytes.failed || words->stem_bytes.failed) return ayes_error_memory(error);
  return number_of(words, ayes_buffer_span(&words->form_bytes),
                   ayes_buffer_span(&words->stem_bytes), word, error);
}

static bool breaks_before(const ayes_text *text, size_t token) {
  const ayes_token *it = &text->tokens.items[token];
  return token == 0 || it[-1].sentence != it->sentence ||
         (it->flags & (AYES_TOKEN_BREAK_BEFORE | AYES_TOKEN_COMMA_BEFORE)) != 0;
}

ayes_status ayes_words_read(ayes_words *words, ayes_span bytes, ayes_error *error) {
  words->list.count = 0;
  if (ayes_types_trim(words->types)) words->known.count = 0;
  ayes_status status =
      ayes_text_read(&words->text, bytes, words->types, words->abbreviations, error);
  if (status != AYES_OK) return status;
  size_t count = words->text.tokens.count, next;
  for (size_t i = 0; i < count; i = next) {
    const ayes_token *token = &words->text.tokens.items[i];
    ayes_text_word(&words->text, i, &next);
    ayes_counted_word word = {0};
    status = next == i + 1 ? read_single(words, token->type, &word, error)
                           : read_joined(words, i, next, &word, error);
    if (status != AYES_OK) return status;
    word.is_number = next == i + 1 && (token->flags & AYES_TOKEN_NUMBER) != 0;
    word.breaks = breaks_before(&words->text, i);
    ayes_counted_word *added = ayes_array_add(&words->list, error);
    if (!added) return AYES_NO_MEMORY;
    *added = word;
  }
  return AYES_OK;
}
