/* SPDX-License-Identifier: MIT
 *
 * One entry of a dictionary. Every term is read once as the pack's reader will: what it cannot read
 * is left out, and the phrases it stands for tell repetitions.
 */
#include "dictionaries/write_parts.h"
#include "text/fold.h"

enum { WILDCARD_LIMIT = 256 /* bytes of one */ };

/* ---- Terms ---- */

static bool is_said(char byte) {
  return ayes_byte_is_letter(byte) || ayes_byte_is_digit(byte) || (unsigned char)byte >= 0x80;
}

/* A word of the entry; signs of the term syntax are left out of it, and words without letters. */
static void add_word(ayes_buffer *term, ayes_span word, bool any_ending) {
  size_t start = term->length;
  bool says = false;
  if (start) ayes_buffer_add_byte(term, ' ');
  if (!any_ending) ayes_buffer_add_byte(term, '=');
  for (size_t i = 0; i < word.length; i++) {
    if (strchr("()|?~<>^$=\"*", word.data[i])) continue;
    ayes_buffer_add_byte(term, word.data[i]);
    says |= is_said(word.data[i]);
  }
  if (!says) term->length = start;
}

static void make_term(ayes_buffer *term, ayes_span text, bool any_ending) {
  ayes_buffer_clear(term);
  for (size_t at = 0; at < text.length;) {
    size_t start = at;
    while (at < text.length && !ayes_byte_is_space(text.data[at])) at++;
    if (at > start) add_word(term, ayes_span_slice(text, start, at), any_ending);
    while (at < text.length && ayes_byte_is_space(text.data[at])) at++;
  }
}

/* Words with a sign are one key; those of positive and negative lists exclude one another. */
static void make_key(ayes_dictionary_writer *it, uint32_t category, const ayes_phrase *phrase) {
  ayes_buffer_clear(&it->key);
  ayes_buffer_add_size(&it->key, it->is_sentiment ? 0 : category);
  ayes_buffer_add_byte(&it->key, ':');
  ayes_buffer_add(
      &it->key, ayes_span_make((const char *)phrase->words, phrase->count * sizeof *phrase->words));
}

/* Whether the key is new; remembers it. */
static ayes_status remember(ayes_dictionary_writer *it, bool *is_new) {
  uint32_t number;
  if (it->key.failed) return ayes_error_memory(it->error);
  size_t before = ayes_names_count(&it->seen);
  ayes_status status = ayes_names_add(&it->seen, ayes_buffer_span(&it->key), &number, it->error);
  *is_new = ayes_names_count(&it->seen) > before;
  return status;
}

/* Reads it->term; *phrase is what it stands for, or NULL when it is no term. */
static ayes_status read_term(ayes_dictionary_writer *it, const ayes_phrase **phrase) {
  ayes_term term;
  size_t fault;
  *phrase = NULL;
  if (it->term.failed) return ayes_error_memory(it->error);
  if (it->term.length == 0) return AYES_OK;
  ayes_error ignored;
  ayes_status status =
      ayes_term_read(it->terms, ayes_buffer_span(&it->term), &term, &fault, &ignored);
  if (status == AYES_NO_MEMORY) return ayes_error_memory(it->error);
  if (status != AYES_OK) return AYES_OK;
  status = ayes_net_spell(term.net, &it->phrases, it->error);
  if (status == AYES_OK) *phrase = &it->phrases.items[0];
  return status;
}

/* An exact word is repeated too when its stem stands there for all forms. */
static ayes_status stands_as_stem(ayes_dictionary_writer *it, const ayes_dictionary_entry *entry,
                                  bool *stands) {
  const ayes_phrase *phrase;
  *stands = false;
  if (!it->has_any_ending || entry->any_ending) return AYES_OK;
  make_term(&it->term, entry->text, true);
  ayes_status status = read_term(it, &phrase);
  if (status != AYES_OK || !phrase) return status;
  make_key(it, entry->category, phrase);
  *stands = !it->key.failed && ayes_names_find(&it->seen, ayes_buffer_span(&it->key)) != 0;
  return AYES_OK;
}

/* Leaves the entry's term in it->term; *usable is false when it is left out. */
ayes_status ayes_dictionary_check_term(ayes_dictionary_writer *it,
                                       const ayes_dictionary_entry *entry, bool *usable) {
  const ayes_phrase *phrase;
  bool stands, is_new = false;
  *usable = false;
  ayes_status status = stands_as_stem(it, entry, &stands);
  if (status != AYES_OK) return status;
  make_term(&it->term, entry->text, entry->any_ending);
  status = read_term(it, &phrase);
  if (status != AYES_OK) return status;
  if (!phrase) {
    it->pack->unusable++;
    return AYES_OK;
  }
  make_key(it, entry->category, phrase);
  status = remember(it, &is_new);
  *usable = status == AYES_OK && is_new && !stands;
  if (*usable) it->pack->terms++;
  else it->pack->repeated++;
  return status;
}

/* ---- Wildcards ---- */

static bool is_glob(const ayes_dictionary_writer *it, char byte) {
  static const char *const plain[] = {"liwc", "lexicoder", NULL};
  if (byte == '*') return true;
  if (byte != '?') return false;
  for (size_t i = 0; plain[i]; i++)
    if (strcmp(it->dictionary->format, plain[i]) == 0) return false;
  return true;
}

bool ayes_dictionary_has_wildcard(const ayes_dictionary_writer *it,
                                  const ayes_dictionary_entry *entry) {
  if (entry->category == 0) return false; /* a word with a score is itself */
  for (size_t i = 0; i < entry->text.length; i++)
    if (is_glob(it, entry->text.data[i])) return true;
  return false;
}

/* One byte of a wildcard as a pattern. */
static void add_pattern_byte(ayes_buffer *pattern, char byte) {
  if (byte == '*') ayes_buffer_add_text(pattern, "\\w*");
  else if (byte == '?') ayes_buffer_add_text(pattern, "\\w");
  else if (byte == '\'') ayes_buffer_add_text(pattern, "['\\x{2019}]");
  else if (byte == '"') ayes_buffer_add_text(pattern, "\\x22");
  else {
    if (!is_said(byte)) ayes_buffer_add_byte(pattern, '\\');
    ayes_buffer_add_byte(pattern, byte);
  }
}

void ayes_dictionary_add_pattern(ayes_buffer *pattern, ayes_span text) {
  bool in_space = false;
  ayes_buffer_add_text(pattern, pattern->length ? "|" : "");
  for (size_t i = 0; i < text.length; i++) {
    bool is_space = ayes_byte_is_space(text.data[i]);
    if (is_space && !in_space) ayes_buffer_add_text(pattern, "\\W+");
    else if (!is_space) add_pattern_byte(pattern, text.data[i]);
    in_space = is_space;
  }
}

ayes_status ayes_dictionary_check_wildcard(ayes_dictionary_writer *it,
                                           const ayes_dictionary_entry *entry, bool *usable) {
  bool says = false;
  *usable = false;
  for (size_t i = 0; i < entry->text.length; i++) {
    says |= is_said(entry->text.data[i]);
    if ((unsigned char)entry->text.data[i] < 0x20 && !ayes_byte_is_space(entry->text.data[i]))
      says = false;
  }
  if (!says || entry->text.length > WILDCARD_LIMIT) {
    it->pack->unusable++;
    return AYES_OK;
  }
  ayes_buffer_clear(&it->key);
  ayes_buffer_add_size(&it->key, it->is_sentiment ? 0 : entry->category);
  ayes_buffer_add_byte(&it->key, '*');
  ayes_fold(entry->text, &it->key);
  ayes_status status = remember(it, usable);
  if (*usable) it->pack->wildcards++;
  else it->pack->repeated++;
  return status;
}

/* The words that a wildcard touches begin and end where words do. */
void ayes_dictionary_finish_pattern(ayes_buffer *to, ayes_buffer *pattern) {
  to->failed |= pattern->failed;
  if (pattern->length == 0) return;
  ayes_buffer_add_text(to, "(?<!\\w)(?:");
  ayes_buffer_add(to, ayes_buffer_span(pattern));
  ayes_buffer_add_text(to, ")(?!\\w)");
  ayes_buffer_clear(pattern);
}
