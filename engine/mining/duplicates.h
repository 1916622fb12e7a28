/* SPDX-License-Identifier: MIT
 *
 * Letters that are the same, and letters that are nearly the same: who sent a shared letter, which
 * text stands for it, and what each sender added.
 *
 *     ayes_duplicate_finder_new(0.7, &finder, error);
 *     ayes_duplicate_finder_add(finder, question, id, text, error);   -- for every answer
 *     ayes_duplicate_finder_finish(finder, &clusters, error);
 *     ayes_duplicate_finder_free(finder);
 *
 * Two texts answer the same question and are exact duplicates when their folded words are the same
 * in the same order. They are near-duplicates when the Jaccard coefficient of their word 5-shingles
 * (of all words together in a text of fewer than five) reaches the threshold. A cluster is all
 * that hangs together by such pairs.
 *
 * Shingles, resemblance, MinHash: Broder 1997. Banding: Leskovec, Rajaraman & Ullman, "Mining of
 * Massive Datasets", chapter 3. Form letters and what is unique in them: Yang & Callan 2006.
 */
#ifndef AYES_MINING_DUPLICATES_H
#define AYES_MINING_DUPLICATES_H

#include "base/array.h"
#include "base/buffer.h"

enum {
  AYES_SHINGLE_WORDS = 5,
  /* A letter of fewer words is short: many people write it without knowing of each other. */
  AYES_LETTER_WORDS = 8
};

typedef struct ayes_duplicate_finder ayes_duplicate_finder;

/* One answer of a cluster. Spans are the finder's. */
typedef struct ayes_duplicate_member {
  ayes_span id;
  ayes_span text;       /* cleaned; as the first answer with the same words wrote it */
  uint32_t text_number; /* the same for exact duplicates */
  double jaccard;       /* with the representative; 1 for its exact duplicates */
  bool is_representative;
} ayes_duplicate_member;

typedef struct ayes_duplicate_cluster {
  ayes_span question;
  const ayes_duplicate_member *members; /* in the order they were added; two or more */
  size_t size;
  size_t distinct;       /* texts that differ in their words */
  size_t representative; /* index of the member that is nearest to all others */
  size_t words;          /* of the representative */
} ayes_duplicate_cluster;

typedef struct ayes_duplicate_clusters {
  const ayes_duplicate_cluster *items; /* the largest first */
  size_t count;
  size_t answers;   /* added */
  size_t with_text; /* of them, with words */
  size_t distinct;  /* different texts among these */
  size_t clustered; /* answers in clusters */
  size_t compared;  /* pairs whose coefficient was computed, as a measure of work */
} ayes_duplicate_clusters;

/* threshold: over 0, at most 1; AYES_BAD_USAGE otherwise. *finder is yours. */
ayes_status ayes_duplicate_finder_new(double threshold, ayes_duplicate_finder **finder,
                                      ayes_error *error);
void ayes_duplicate_finder_free(ayes_duplicate_finder *finder);

/* Copies what it needs: of a text whose words are known already, only the id. O(words).
 * AYES_OVER_LIMIT: more than 2^32 - 2 answers, or a text over AYES_TEXT_LIMIT. */
ayes_status ayes_duplicate_finder_add(ayes_duplicate_finder *finder, ayes_span question,
                                      ayes_span id, ayes_span text, ayes_error *error);

/* Finds the clusters, once all answers are added. *clusters is the finder's. */
ayes_status ayes_duplicate_finder_finish(ayes_duplicate_finder *finder,
                                         const ayes_duplicate_clusters **clusters,
                                         ayes_error *error);

/* The exact Jaccard coefficient of two texts by their numbers, up to one chance in 100,000 that two
 * different shingles of a pair have the same hash of 32 bits. O(shingles). */
double ayes_duplicate_finder_jaccard(const ayes_duplicate_finder *finder, uint32_t a, uint32_t b);

/* ---- What a member adds ---- */

typedef struct ayes_addition {
  size_t start, end;           /* code points, end excluded */
  size_t byte_start, byte_end; /* the same in bytes */
  size_t words;
} ayes_addition;

typedef struct ayes_additions {
  ayes_addition *items;
  size_t count, capacity;
  size_t words; /* of all */
} ayes_additions;

/* Sets the letter that the next texts are compared with. text must live as long. O(words). */
ayes_status ayes_duplicate_finder_letter(ayes_duplicate_finder *finder, ayes_span text,
                                         ayes_error *error);

/* The words of text that are in no run of three words that the letter has too, as spans in the
 * order of the text. Replaces what is in additions, which the caller releases. O(words). */
ayes_status ayes_duplicate_finder_additions(ayes_duplicate_finder *finder, ayes_span text,
                                            ayes_additions *additions, ayes_error *error);

#endif
