/* SPDX-License-Identifier: MIT
 *
 * A word is the hash of its folded form, a shingle the upper 32 bits of the hash (XXH3) of five of
 * those in a row. A signature is the least value of each of 128 functions a * x + b mod 2^32 over
 * the shingles x: the share of equal places in two signatures estimates their Jaccard coefficient
 * (Broder 1997; linear permutations as in Broder, Charikar, Frieze & Mitzenmacher 2000). Rows of a
 * signature are hashed together into bands, so that alike texts are found without comparing all.
 */
#include <math.h>
#include <stdlib.h>

#include "mining/duplicates_private.h"

ayes_status ayes_word_reader_init(ayes_word_reader *reader, ayes_error *error) {
  /* No stem is asked for, so that any stemmer will do. */
  return ayes_types_new("english", &reader->vocabulary, &reader->types, error);
}

void ayes_word_reader_release(ayes_word_reader *reader) {
  ayes_types_free(reader->types);
  ayes_vocabulary_release(&reader->vocabulary);
  ayes_text_release(&reader->text);
  ayes_array_release(&reader->words);
  ayes_array_release(&reader->shingles);
}

ayes_status ayes_word_reader_read(ayes_word_reader *reader, ayes_span text, ayes_error *error) {
  ayes_types_trim(reader->types);
  ayes_status status = ayes_text_read(&reader->text, text, reader->types, NULL, error);
  size_t count = status == AYES_OK ? reader->text.tokens.count : 0;
  if (status == AYES_OK)
    status = ayes_array_reserve(&reader->words.items, &reader->words.capacity, count,
                                sizeof *reader->words.items, error);
  if (status != AYES_OK) return status;
  for (size_t i = 0; i < count; i++) {
    uint32_t type = reader->text.tokens.items[i].type;
    reader->words.items[i] = ayes_span_hash(ayes_types_get(reader->types, type)->folded);
  }
  reader->words.count = count;
  return AYES_OK;
}

static int compare_numbers(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

static size_t drop_repeated(uint32_t *items, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || items[kept - 1] != items[i]) items[kept++] = items[i];
  return kept;
}

ayes_status ayes_word_reader_shingle(ayes_word_reader *reader, uint64_t seed, ayes_error *error) {
  size_t words = reader->words.count;
  size_t width = words < AYES_SHINGLE_WORDS ? words : AYES_SHINGLE_WORDS;
  size_t count = words ? words - width + 1 : 0;
  ayes_status status = ayes_array_reserve(&reader->shingles.items, &reader->shingles.capacity,
                                          count, sizeof *reader->shingles.items, error);
  if (status != AYES_OK) return status;
  uint32_t *items = reader->shingles.items;
  for (size_t i = 0; i < count; i++) {
    const char *run = (const char *)&reader->words.items[i];
    uint64_t hash = ayes_span_hash(ayes_span_make(run, width * sizeof *reader->words.items));
    items[i] = (uint32_t)((hash ^ seed) >> 32);
  }
  if (count) qsort(items, count, sizeof *items, compare_numbers);
  reader->shingles.count = drop_repeated(items, count);
  return AYES_OK;
}

double ayes_shingles_jaccard(const ayes_distinct_text *a, const ayes_distinct_text *b,
                             double least) {
  size_t whole = (size_t)a->shingle_count + b->shingle_count, common = 0, i = 0, j = 0;
  /* J = c / (whole - c) >= least needs c >= least * whole / (1 + least), and so at most this many
   * shingles that only one of the two has. */
  double most = (double)whole - 2 * least * (double)whole / (1 + least) + 1;
  while (i < a->shingle_count && j < b->shingle_count) {
    uint32_t left = a->shingles[i], right = b->shingles[j];
    common += left == right;
    i += left <= right;
    j += right <= left;
    if ((double)(i + j - 2 * common) > most) return 0;
  }
  return whole == common ? 0 : (double)common / (double)(whole - common);
}

ayes_banding ayes_banding_choose(double threshold) {
  static const double missed = 0.001;
  ayes_banding best = {AYES_HASH_FUNCTIONS, 1};
  for (size_t rows = 2; rows <= AYES_HASH_FUNCTIONS; rows++) {
    size_t bands = AYES_HASH_FUNCTIONS / rows;
    if (pow(1 - pow(threshold, (double)rows), (double)bands) > missed) continue;
    best = (ayes_banding){bands, rows};
  }
  return best;
}

void ayes_signature_functions(ayes_duplicate_finder *finder) {
  for (uint64_t i = 0; i < AYES_HASH_FUNCTIONS; i++) {
    uint64_t hash = ayes_span_hash(ayes_span_make((const char *)&i, sizeof i));
    finder->multipliers[i] = (uint32_t)hash | 1;
    finder->addends[i] = (uint32_t)(hash >> 32);
  }
}

void ayes_signature_bands(const ayes_duplicate_finder *finder, const uint32_t *shingles,
                          size_t count, uint32_t *bands) {
  uint32_t least[AYES_HASH_FUNCTIONS];
  size_t rows = finder->banding.rows;
  memset(least, 0xFF, sizeof least);
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; k < AYES_HASH_FUNCTIONS; k++) {
      uint32_t value = shingles[i] * finder->multipliers[k] + finder->addends[k];
      least[k] = value < least[k] ? value : least[k];
    }
  }
  for (size_t band = 0; band < finder->banding.bands; band++) {
    const char *first = (const char *)&least[band * rows];
    bands[band] = (uint32_t)ayes_span_hash(ayes_span_make(first, rows * sizeof *least));
  }
}
