/* SPDX-License-Identifier: MIT
 *
 * What the parts of the duplicate finder share.
 *
 *     ayes_words_read(&finder->reader, text, error);
 *     ayes_shingles_make(&finder->reader, question_hash, error);
 */
#ifndef AYES_MINING_DUPLICATES_PRIVATE_H
#define AYES_MINING_DUPLICATES_PRIVATE_H

#include "base/names.h"
#include "mining/duplicates.h"
#include "text/tokens.h"

enum { AYES_HASH_FUNCTIONS = 128, AYES_BAND_LIMIT = AYES_HASH_FUNCTIONS };

#define AYES_NO_INDEX UINT32_MAX

/* Words and shingles of one text at a time; its memory is used again. */
typedef struct ayes_word_reader {
  ayes_types *types;
  ayes_vocabulary vocabulary; /* empty */
  ayes_text text;
  struct {
    uint64_t *items; /* hash of the folded form of each word */
    size_t count, capacity;
  } words;
  struct {
    uint32_t *items; /* ascending, each once */
    size_t count, capacity;
  } shingles;
} ayes_word_reader;

/* How signatures are cut into bands: two texts whose Jaccard coefficient is t share a band with
 * probability 1 - (1 - t^rows)^bands. */
typedef struct ayes_banding {
  size_t bands, rows;
} ayes_banding;

/* One distinct text. */
typedef struct ayes_distinct_text {
  const char *bytes;
  const uint32_t *shingles; /* ascending */
  uint64_t hash;            /* of question and words */
  uint32_t length;          /* bytes */
  uint32_t shingle_count;
  uint32_t words;
  uint32_t copies;   /* answers that have it */
  uint32_t parent;   /* in its cluster's tree; itself at the root */
  uint32_t question; /* number of its name */
} ayes_distinct_text;

typedef struct ayes_added_answer {
  const char *id;
  uint32_t id_length;
  uint32_t text; /* index of its text, or AYES_NO_INDEX */
} ayes_added_answer;

struct ayes_duplicate_finder {
  double threshold;
  ayes_banding banding;
  uint32_t multipliers[AYES_HASH_FUNCTIONS], addends[AYES_HASH_FUNCTIONS];
  ayes_word_reader reader;
  ayes_buffer clean;
  ayes_arena arena; /* ids, bytes, shingles */
  ayes_names questions;
  struct {
    ayes_distinct_text *items;
    size_t count, capacity;
  } texts;
  struct {
    uint32_t *items; /* of each text banding.bands values: hashes, and then numbers of buckets */
    size_t count, capacity;
  } bands;
  struct {
    ayes_added_answer *items;
    size_t count, capacity;
  } answers;
  uint32_t *slots;   /* open addressing by hash; index of the text + 1 */
  size_t slot_count; /* a power of two, or 0 */
  size_t with_text;
  struct {
    uint64_t *items; /* hashes of the letter's runs of words; open addressing, 0 is free */
    size_t count, capacity;
  } letter_runs;
  size_t letter_run_words;
  ayes_duplicate_member *members;
  ayes_duplicate_cluster *cluster_items;
  ayes_duplicate_clusters clusters;
};

/* ---- Words and shingles: duplicates_shingles.c ---- */

ayes_status ayes_word_reader_init(ayes_word_reader *reader, ayes_error *error);
void ayes_word_reader_release(ayes_word_reader *reader);

/* Fills reader->text and reader->words. text is well-formed UTF-8 and is borrowed. O(bytes). */
ayes_status ayes_word_reader_read(ayes_word_reader *reader, ayes_span text, ayes_error *error);

/* Fills reader->shingles from its words. seed sets the shingles of a question apart from those of
 * others. O(words log words). */
ayes_status ayes_word_reader_shingle(ayes_word_reader *reader, uint64_t seed, ayes_error *error);

/* |A and B| / |A or B|. least: when the result is sure to be below it, it may be 0. */
double ayes_shingles_jaccard(const ayes_distinct_text *a, const ayes_distinct_text *b,
                             double least);

/* The longest rows with which pairs at the threshold share a band in all but 1 of 1,000 cases. */
ayes_banding ayes_banding_choose(double threshold);

/* Fills in the hash functions, the same on every machine. */
void ayes_signature_functions(ayes_duplicate_finder *finder);

/* The band hashes of shingles, one a band. O(shingles * AYES_HASH_FUNCTIONS). */
void ayes_signature_bands(const ayes_duplicate_finder *finder, const uint32_t *shingles,
                          size_t count, uint32_t *bands);

/* ---- Clusters ---- */

/* Joins the texts that are near-duplicates. duplicates_link.c */
ayes_status ayes_duplicates_link(ayes_duplicate_finder *finder, ayes_error *error);

/* The root of a text's tree. */
uint32_t ayes_duplicates_root(ayes_distinct_text *texts, uint32_t text);

/* Gathers the clusters from the trees and picks representatives. duplicates_gather.c */
ayes_status ayes_duplicates_gather(ayes_duplicate_finder *finder, ayes_error *error);

/* The text of the list (count indices) that is nearest to the others. duplicates_middle.c */
ayes_status ayes_duplicates_middle(const ayes_duplicate_finder *finder, const uint32_t *texts,
                                   size_t count, uint32_t *middle, ayes_error *error);

#endif
