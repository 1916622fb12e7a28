/* SPDX-License-Identifier: MIT
 *
 * Words are compared by number. Offsets of evidence are code points, those of tokens bytes: one
 * walk over the text turns the ones into the others, as both come in order or nearly so.
 */
#include "mining/kwic.h"

#include <stdlib.h>

#include "text/utf8.h"

void ayes_kwic_release(ayes_kwic *kwic) { ayes_array_release(&kwic->matches); }

ayes_status ayes_kwic_seek(ayes_kwic *kwic, ayes_seek seek, ayes_span wanted, ayes_error *error) {
  kwic->seek = seek;
  kwic->wanted = ayes_span_trim(wanted);
  kwic->number_count = 0;
  if (kwic->wanted.length == 0 || !ayes_utf8_is_valid(wanted))
    return ayes_error_set(error, AYES_BAD_USAGE, "what is sought is empty or no UTF-8");
  if (seek == AYES_SEEK_TOPIC || seek == AYES_SEEK_SOURCE) return AYES_OK;
  ayes_status status = ayes_words_read(kwic->words, kwic->wanted, error);
  if (status != AYES_OK) return status;
  size_t count = kwic->words->list.count;
  if (count == 0 || count > AYES_KWIC_WORD_LIMIT)
    return ayes_error_set(error, AYES_BAD_USAGE, "what is sought must have 1 to %d words, not %zu",
                          AYES_KWIC_WORD_LIMIT, count);
  for (size_t i = 0; i < count; i++) {
    const ayes_counted_word *word = &kwic->words->list.items[i];
    kwic->numbers[kwic->number_count++] = seek == AYES_SEEK_TERM ? word->stem : word->form;
  }
  return AYES_OK;
}

static ayes_status add_match(ayes_kwic *kwic, ayes_kwic_match match, ayes_error *error) {
  ayes_kwic_match *added = ayes_array_add(&kwic->matches, error);
  if (!added) return AYES_NO_MEMORY;
  *added = match;
  return AYES_OK;
}

/* Whether the words sought stand from word at, which starts with token. *next: the token behind. */
static bool stands_at(const ayes_kwic *kwic, size_t at, size_t token, size_t *next) {
  const ayes_words *words = kwic->words;
  uint32_t sentence = words->text.tokens.items[token].sentence;
  if (at + kwic->number_count > words->list.count) return false;
  for (size_t i = 0; i < kwic->number_count; i++) {
    const ayes_counted_word *word = &words->list.items[at + i];
    if ((kwic->seek == AYES_SEEK_TERM ? word->stem : word->form) != kwic->numbers[i]) return false;
    if (words->text.tokens.items[token].sentence != sentence) return false;
    ayes_text_word(&words->text, token, next);
    token = *next;
  }
  return true;
}

static ayes_status find_words(ayes_kwic *kwic, ayes_error *error) {
  const ayes_text *text = &kwic->words->text;
  ayes_status status = AYES_OK;
  size_t token = 0, next;
  for (size_t at = 0; at < kwic->words->list.count && status == AYES_OK; at++) {
    if (stands_at(kwic, at, token, &next)) {
      ayes_kwic_match match = {.byte_start = text->tokens.items[token].start,
                               .byte_end = text->tokens.items[next - 1].end};
      status = add_match(kwic, match, error);
    }
    ayes_text_word(text, token, &next);
    token = next;
  }
  return status;
}

static bool is_sought(const ayes_kwic *kwic, const ayes_mining_evidence *piece) {
  ayes_span place = kwic->seek == AYES_SEEK_TOPIC ? piece->topic : piece->source;
  return piece->start < piece->end && ayes_span_equal(place, kwic->wanted);
}

static int compare_matches(const void *a, const void *b) {
  const ayes_kwic_match *first = a, *second = b;
  if (first->start != second->start) return first->start < second->start ? -1 : 1;
  return (first->end > second->end) - (first->end < second->end);
}

static ayes_status find_evidence(ayes_kwic *kwic, const ayes_mining_record *record,
                                 ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < record->evidence_count && status == AYES_OK; i++) {
    const ayes_mining_evidence *piece = &record->evidence[i];
    ayes_kwic_match match = {.start = piece->start, .end = piece->end};
    if (is_sought(kwic, piece)) status = add_match(kwic, match, error);
  }
  if (kwic->matches.count)
    qsort(kwic->matches.items, kwic->matches.count, sizeof *kwic->matches.items, compare_matches);
  return status;
}

/* A place in a text that only moves on. */
typedef struct walker {
  ayes_span text;
  size_t byte, character;
} walker;

static void step(walker *it) {
  uint32_t code_point;
  size_t length = ayes_utf8_decode(ayes_span_from(it->text, it->byte), &code_point);
  it->byte += length ? length : 1;
  it->character++;
}

/* Moves on to a code point; goes back to the front first when it lies behind. */
static size_t byte_of(walker *it, size_t character) {
  if (character < it->character) it->byte = it->character = 0;
  while (it->character < character && it->byte < it->text.length) step(it);
  return it->byte;
}

static size_t character_of(walker *it, size_t byte) {
  if (byte < it->byte) it->byte = it->character = 0;
  while (it->byte < byte && it->byte < it->text.length) step(it);
  return it->character;
}

/* Starts come in order; an end may lie behind the next start, so it walks on its own. */
static void locate(ayes_kwic *kwic, ayes_span text, bool from_characters) {
  walker start = {.text = text};
  for (size_t i = 0; i < kwic->matches.count; i++) {
    ayes_kwic_match *match = &kwic->matches.items[i];
    if (from_characters) match->byte_start = byte_of(&start, match->start);
    else match->start = character_of(&start, match->byte_start);
    walker end = start;
    if (from_characters) match->byte_end = byte_of(&end, match->end);
    else match->end = character_of(&end, match->byte_end);
  }
}

static void add_context(const ayes_kwic *kwic, ayes_kwic_match *match, size_t *first) {
  const ayes_text *text = &kwic->words->text;
  size_t count = text->tokens.count, left, right;
  while (*first < count && text->tokens.items[*first].end <= match->byte_start) ++*first;
  left = *first > kwic->window ? *first - kwic->window : 0;
  right = *first;
  while (right < count && text->tokens.items[right].start < match->byte_end) right++;
  right = right + kwic->window < count ? right + kwic->window : count;
  match->left = left > 0 ? text->tokens.items[left].start : 0;
  match->right =
      right < count && right > 0 ? text->tokens.items[right - 1].end : text->bytes.length;
  if (match->left > match->byte_start) match->left = match->byte_start;
  if (match->right < match->byte_end) match->right = match->byte_end;
}

ayes_status ayes_kwic_find(ayes_kwic *kwic, const ayes_mining_record *record, ayes_error *error) {
  bool by_words = kwic->seek == AYES_SEEK_TERM || kwic->seek == AYES_SEEK_PHRASE;
  size_t first = 0;
  kwic->matches.count = 0;
  ayes_status status = AYES_OK;
  if (!by_words) {
    status = find_evidence(kwic, record, error);
    if (status != AYES_OK || kwic->matches.count == 0) return status;
  }
  status = ayes_words_read(kwic->words, record->text, error);
  if (status == AYES_OK && by_words) status = find_words(kwic, error);
  if (status != AYES_OK) return status;
  locate(kwic, record->text, !by_words);
  for (size_t i = 0; i < kwic->matches.count; i++)
    add_context(kwic, &kwic->matches.items[i], &first);
  return AYES_OK;
}
