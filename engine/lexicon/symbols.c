/* SPDX-License-Identifier: MIT
 *
 * A word of letters alone, as most are, makes one token: it is folded and looked up in a small
 * table, and stemmed once. Any other goes through the tokenizer, so that a term matches what texts
 * become.
 */
#include "lexicon/symbols.h"

#include "base/array.h"

enum { PLAIN_BYTES = 64 }; /* longest word of letters that is looked up as it stands */

struct ayes_symbols {
  ayes_vocabulary *vocabulary;
  const ayes_names *abbreviations;
  ayes_stemmer *stemmer;
  ayes_names words; /* folded */
  struct {
    ayes_symbol *items; /* by word, stem and form: 0 where none was given out yet */
    size_t count, capacity;
  } list;
  ayes_vocabulary nothing; /* the tokenizer asks for one; symbols are given out here */
  ayes_types *types;       /* for what is more than a word of letters */
  ayes_text text;
};

ayes_status ayes_symbols_new(const char *stemmer, ayes_vocabulary *vocabulary,
                             const ayes_names *abbreviations, ayes_symbols **out,
                             ayes_error *error) {
  *out = NULL;
  ayes_symbols *symbols = ayes_memory_new_zeroed(1, sizeof *symbols);
  if (!symbols) return ayes_error_memory(error);
  symbols->vocabulary = vocabulary;
  symbols->abbreviations = abbreviations;
  ayes_status status = ayes_stemmer_new(stemmer, &symbols->stemmer, error);
  if (status == AYES_OK)
    status = ayes_types_new(stemmer, &symbols->nothing, &symbols->types, error);
  if (status == AYES_OK) *out = symbols;
  else ayes_symbols_free(symbols);
  return status;
}

void ayes_symbols_free(ayes_symbols *symbols) {
  if (!symbols) return;
  ayes_stemmer_free(symbols->stemmer);
  ayes_names_release(&symbols->words);
  ayes_array_release(&symbols->list);
  ayes_types_free(symbols->types);
  ayes_vocabulary_release(&symbols->nothing);
  ayes_text_release(&symbols->text);
  ayes_memory_free(symbols);
}

void ayes_symbols_trim(ayes_symbols *symbols) {
  (void)ayes_types_trim(symbols->types);
  if (ayes_names_count(&symbols->words) <= AYES_TYPES_LIMIT) return;
  ayes_names_release(&symbols->words);
  symbols->list.count = 0;
}

/* ---- Giving out ---- */

static ayes_status stem_of(ayes_symbols *symbols, ayes_span folded, ayes_span *stem,
                           ayes_error *error) {
  *stem = ayes_stemmer_stem(symbols->stemmer, folded);
  return stem->length || !folded.length ? AYES_OK : ayes_error_memory(error);
}

static ayes_status give_form(ayes_symbols *symbols, ayes_span folded, ayes_symbol *symbol,
                             ayes_error *error) {
  uint32_t id;
  ayes_status status = ayes_names_add(&symbols->vocabulary->forms, folded, &id, error);
  if (status == AYES_OK) *symbol = ayes_symbol_of_form(id);
  return status;
}

static ayes_status give_stem(ayes_symbols *symbols, ayes_span folded, ayes_symbol *symbol,
                             ayes_error *error) {
  ayes_span stem;
  uint32_t id;
  ayes_status status = stem_of(symbols, folded, &stem, error);
  if (status == AYES_OK) status = ayes_names_add(&symbols->vocabulary->stems, stem, &id, error);
  if (status == AYES_OK) *symbol = ayes_symbol_of_stem(id);
  return status;
}

static ayes_status symbol_of(ayes_symbols *symbols, ayes_span folded, bool exact,
                             ayes_symbol *symbol, ayes_error *error) {
  uint32_t word;
  ayes_status status = ayes_names_add(&symbols->words, folded, &word, error);
  size_t place = (size_t)word * 2 + exact;
  if (status == AYES_OK)
    status = ayes_array_reserve(&symbols->list.items, &symbols->list.capacity, place + 1,
                                sizeof *symbols->list.items, error);
  if (status != AYES_OK) return status;
  while (symbols->list.count <= place) symbols->list.items[symbols->list.count++] = 0;
  ayes_symbol *known = &symbols->list.items[place];
  if (!*known)
    status =
        exact ? give_form(symbols, folded, known, error) : give_stem(symbols, folded, known, error);
  *symbol = *known;
  return status;
}

/* The low bits of the hash of a form's stem, which terms may have named too. */
static ayes_status find_stem_bits(ayes_symbols *symbols, ayes_span form, uint16_t *bits,
                                  ayes_error *error) {
  size_t place = (size_t)ayes_names_find(&symbols->words, form) * 2;
  ayes_symbol known = place < symbols->list.count ? symbols->list.items[place] : 0;
  ayes_span stem = ayes_names_text(&symbols->vocabulary->stems, known / 2);
  ayes_status status = known ? AYES_OK : stem_of(symbols, form, &stem, error);
  *bits = (uint16_t)ayes_span_hash(stem);
  return status;
}

ayes_status ayes_symbols_finish(ayes_symbols *symbols, ayes_error *error) {
  ayes_vocabulary *vocabulary = symbols->vocabulary;
  ayes_status status = AYES_OK;
  while (status == AYES_OK && vocabulary->form_stems.count < ayes_names_count(&vocabulary->forms)) {
    uint32_t id = (uint32_t)vocabulary->form_stems.count + 1;
    uint16_t *bits = ayes_array_add(&vocabulary->form_stems, error);
    if (!bits) return AYES_NO_MEMORY;
    status = find_stem_bits(symbols, ayes_names_text(&vocabulary->forms, id), bits, error);
  }
  return status;
}

/* ---- Reading ---- */

/* Folds a word of letters alone; false for any other. */
static bool fold_letters(ayes_span word, char folded[PLAIN_BYTES]) {
  if (word.length > PLAIN_BYTES) return false;
  for (size_t i = 0; i < word.length; i++) {
    if (!ayes_byte_is_letter(word.data[i])) return false;
    folded[i] = ayes_byte_to_lower(word.data[i]);
  }
  return word.length > 0;
}

static ayes_status read_tokens(ayes_symbols *symbols, ayes_span bytes, ayes_error *error) {
  return ayes_text_read(&symbols->text, bytes, symbols->types, symbols->abbreviations, error);
}

static const ayes_word_type *type_at(const ayes_symbols *symbols, size_t token) {
  return ayes_types_get(symbols->types, symbols->text.tokens.items[token].type);
}

ayes_status ayes_symbols_read(ayes_symbols *symbols, ayes_span bytes, bool exact,
                              ayes_symbol found[AYES_TERM_WORD_LIMIT], size_t *count,
                              ayes_error *error) {
  char folded[PLAIN_BYTES];
  *count = 1;
  if (fold_letters(bytes, folded))
    return symbol_of(symbols, ayes_span_make(folded, bytes.length), exact, found, error);
  ayes_status status = read_tokens(symbols, bytes, error);
  *count = symbols->text.tokens.count;
  if (status == AYES_OK && *count == 0)
    return ayes_error_set(error, AYES_BAD_DATA, "a word with a letter or digit is missing here");
  if (status == AYES_OK && *count > AYES_TERM_WORD_LIMIT)
    return ayes_error_set(error, AYES_BAD_DATA, "a phrase has at most %d words",
                          AYES_TERM_WORD_LIMIT);
  for (size_t i = 0; status == AYES_OK && i < *count; i++)
    status = symbol_of(symbols, type_at(symbols, i)->folded, exact, &found[i], error);
  return status;
}

ayes_status ayes_symbols_add_stems(ayes_symbols *symbols, ayes_span text, ayes_names *stems,
                                   ayes_error *error) {
  uint32_t id;
  ayes_status status = read_tokens(symbols, text, error);
  for (size_t i = 0; status == AYES_OK && i < symbols->text.tokens.count; i++)
    status = ayes_names_add(stems, type_at(symbols, i)->stem, &id, error);
  return status;
}
