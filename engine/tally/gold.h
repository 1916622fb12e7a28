/* SPDX-License-Identifier: MIT
 *
 * Gold labels and the results that were given to the same answers, side by side.
 *
 *     ayes_gold_pairs pairs = {0};
 *     ayes_gold_pairs_read("results.jsonl", "gold.jsonl", &pairs, error);
 *     ayes_gold_pairs_release(&pairs);
 */
#ifndef AYES_TALLY_GOLD_H
#define AYES_TALLY_GOLD_H

#include "base/names.h"
#include "tally/results.h"

/* Numbers of topics (from ayes_gold_pairs.topics), ascending, each once. */
typedef struct ayes_topic_set {
  uint32_t *items;
  size_t count;
} ayes_topic_set;

typedef struct ayes_gold_pair {
  bool matched; /* a result for this gold line was found; otherwise the result's part is empty */
  ayes_stance gold, given;
  double confidence;
  bool has_acts, has_topics; /* the gold line says them */
  unsigned gold_acts, optional_acts, given_acts;
  ayes_topic_set gold_topics, optional_topics, given_topics;
} ayes_gold_pair;

typedef struct ayes_gold_pairs {
  ayes_gold_pair *items; /* in the order of the gold file */
  size_t count, capacity;
  size_t matched;
  size_t missing;     /* gold lines without a result */
  size_t unmatched;   /* results without a gold line */
  size_t quarantined; /* results that are errors */
  ayes_names topics;  /* all that gold names, demanded or optional; others are not scored */
  ayes_names keys;    /* of the gold lines: number i + 1 for item i */
  ayes_arena arena;
} ayes_gold_pairs;

/* Matches by id, or by id and question when ids repeat in the gold file. AYES_BAD_DATA: a line
 * cannot be read, a gold line stands twice, nothing matches. The caller releases pairs, also after
 * a failure. O(lines). */
ayes_status ayes_gold_pairs_read(const char *results, const char *gold, ayes_gold_pairs *pairs,
                                 ayes_error *error);
void ayes_gold_pairs_release(ayes_gold_pairs *pairs);

#endif
