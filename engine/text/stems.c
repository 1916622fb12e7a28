/* SPDX-License-Identifier: MIT
 *
 * Snowball stemming (Porter 2001) by libstemmer, in UTF-8, and of most English words by
 * text/english.h, where the library at hand has the same rules. What the algorithms were not made
 * for, numbers, addresses and very long words, passes through unchanged. O(bytes of the word).
 */
#include "text/stems.h"

#include <libstemmer.h>

#include "base/array.h"
#include "text/breaks.h"
#include "text/english.h"

enum { STEMMED_BYTES = 64 }; /* a longer word is its own stem */

struct ayes_stemmer {
  struct sb_stemmer *snowball;
  bool is_english; /* as text/english.h knows it */
  ayes_english room;
};

void ayes_vocabulary_release(ayes_vocabulary *vocabulary) {
  ayes_names_release(&vocabulary->forms);
  ayes_names_release(&vocabulary->stems);
  ayes_array_release(&vocabulary->form_stems);
}

static bool has_algorithm(const char *language) {
  for (const char **name = sb_stemmer_list(); *name; name++)
    if (strcmp(*name, language) == 0) return true;
  return false;
}

static ayes_span stem_by_library(ayes_stemmer *stemmer, ayes_span word) {
  const sb_symbol *stem =
      sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)word.data, (int)word.length);
  if (!stem) return ayes_span_make(NULL, 0);
  return ayes_span_make((const char *)stem, (size_t)sb_stemmer_length(stemmer->snowball));
}

/* Whether the library stems English as text/english.c does: by words for each of its rules, and
 * those that tell its versions apart. */
static bool stems_alike(ayes_stemmer *stemmer) {
  static const char *const words[] = {
      "added",     "apologist", "caresses",    "communed",  "conditional", "cries",     "dying",
      "ebbed",     "emergency", "erred",       "evening",   "generously",  "hopefully", "hying",
      "interfere", "internal",  "interfering", "lateral",   "organic",     "paste",     "played",
      "proceeds",  "relation",  "replacement", "sensitize", "skies",       "universal", "yellowly"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    ayes_span word = ayes_span_of(words[i]), stem;
    if (!ayes_english_stem(&stemmer->room, word, &stem) ||
        !ayes_span_equal(stem, stem_by_library(stemmer, word)))
      return false;
  }
  return true;
}

ayes_status ayes_stemmer_new(const char *language, ayes_stemmer **stemmer, ayes_error *error) {
  if (!has_algorithm(language))
    return ayes_error_set(error, AYES_BAD_DATA, "there is no stemmer called \"%s\"", language);
  ayes_stemmer *made = ayes_memory_new(sizeof *made);
  if (!made) return ayes_error_memory(error);
  made->snowball = sb_stemmer_new(language, "UTF_8");
  if (!made->snowball) {
    ayes_memory_free(made);
    return ayes_error_memory(error);
  }
  made->is_english = strcmp(language, "english") == 0 && stems_alike(made);
  *stemmer = made;
  return AYES_OK;
}

void ayes_stemmer_free(ayes_stemmer *stemmer) {
  if (!stemmer) return;
  sb_stemmer_delete(stemmer->snowball);
  ayes_memory_free(stemmer);
}

static bool is_stemmable(ayes_span word) {
  bool has_letter = false;
  if (word.length > STEMMED_BYTES) return false;
  for (size_t i = 0; i < word.length; i++) {
    char byte = word.data[i];
    if (ayes_byte_is_digit(byte) || byte == '.') return false;
    has_letter = has_letter || ayes_byte_is_letter(byte) || (unsigned char)byte >= 0x80;
  }
  return has_letter;
}

static ayes_span without_ending(ayes_span word, const char *ending) {
  ayes_span tail = ayes_span_of(ending);
  if (word.length > tail.length && ayes_span_ends_with(word, tail)) word.length -= tail.length;
  return word;
}

static ayes_span without_endings(ayes_span folded) {
  return without_ending(without_ending(folded, "."), "'s");
}

ayes_span ayes_stemmer_stem_by_library(ayes_stemmer *stemmer, ayes_span folded) {
  ayes_span word = without_endings(folded);
  return is_stemmable(word) ? stem_by_library(stemmer, word) : folded;
}

ayes_span ayes_stemmer_stem(ayes_stemmer *stemmer, ayes_span folded) {
  ayes_span stem;
  bool is_quick =
      stemmer->is_english && ayes_english_stem(&stemmer->room, without_endings(folded), &stem);
  return is_quick ? stem : ayes_stemmer_stem_by_library(stemmer, folded);
}
