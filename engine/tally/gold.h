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
  double weight;             /* answers it stands for; 1 where the gold line says nothing */
  uint32_t stratum;          /* from 1; 0: none */
  bool has_acts, has_topics; /* the gold line says them */
  unsigned gold_acts, optional_acts, given_acts;
  ayes_topic_set gold_topics, optional_topics, given_topics;
} ayes_gold_pair;

typedef struct ayes_gold_stratum {
  size_t lines, labelled;
} ayes_gold_stratum;

typedef struct ayes_gold_pairs {
  ayes_gold_pair *items; /* in the order of the gold file */
  size_t count, capacity;
  size_t matched;
  size_t missing;           /* gold lines without a result */
  size_t unmatched;         /* results without a gold line */
  size_t quarantined;       /* results that are errors */
  size_t blank;             /* rows of a gold table without a stance: not among the items */
  bool has_weights;         /* a gold line has a weight */
  size_t unlabelled_strata; /* strata of the gold table in which every row is blank */
  ayes_names topics;        /* all that gold names, demanded or optional; others are not scored */
  ayes_names keys;          /* of the gold lines: number i + 1 for item i */
  bool with_question;       /* ids repeat: the keys hold the question too */
  ayes_names stratum_names;
  struct {
    ayes_gold_stratum *items;
    size_t count, capacity;
  } strata;
  ayes_arena arena;
} ayes_gold_pairs;

/* Reads the gold lines alone: JSONL, or a table as ayes sample writes it. Where a stratum of the
 * table has blank rows, the weight of its others grows to stand for them. AYES_BAD_DATA: a line
 * cannot be read, a gold line stands twice, there is no label. The caller releases pairs, also
 * after a failure. O(lines). */
ayes_status ayes_gold_pairs_load(const char *gold, ayes_gold_pairs *pairs, ayes_error *error);

/* The gold line of an answer, or NULL. scratch keeps its memory between calls; its failed mark
 * tells that memory ran out in this call. */
ayes_gold_pair *ayes_gold_pairs_find(const ayes_gold_pairs *pairs, ayes_span id, ayes_span question,
                                     ayes_buffer *scratch);

/* Loads gold, and puts the results beside it: by id, or by id and question when ids repeat in the
 * gold file. results may be labels of a second person, in a table or not. AYES_BAD_DATA: also when
 * nothing matches. */
ayes_status ayes_gold_pairs_read(const char *results, const char *gold, ayes_gold_pairs *pairs,
                                 ayes_error *error);
void ayes_gold_pairs_release(ayes_gold_pairs *pairs);

#endif
