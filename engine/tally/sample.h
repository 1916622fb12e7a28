/* SPDX-License-Identifier: MIT
 *
 * A sample of results for a person to label: stratified by question, given stance and how sure it
 * is, with more of what is near the threshold, for there labels are most often wrong.
 *
 *     ayes_sampler_new(200, 1, &sampler, error);
 *     ayes_sampler_add(sampler, &record, error);                 -- for every result
 *     ayes_sampler_finish(sampler, &sample, error);
 *     ayes_sampler_free(sampler);
 *
 * Each answer of a stratum is drawn with the same probability, and its weight is the inverse of it
 * (Horvitz & Thompson 1952). One pass: algorithm R (Vitter 1985) in each stratum.
 */
#ifndef AYES_TALLY_SAMPLE_H
#define AYES_TALLY_SAMPLE_H

#include "tally/results.h"

enum { AYES_SAMPLE_LIMIT = 100000, AYES_SAMPLE_BANDS = 3 };

typedef struct ayes_sampled {
  ayes_span id, question, text;
  size_t stratum; /* from 1 */
  double weight;  /* answers it stands for */
} ayes_sampled;

typedef struct ayes_sample_list {
  const ayes_sampled *items; /* the least sure band first; in it by question, then at random */
  size_t count;
  size_t answers;  /* with text, of which they were drawn */
  size_t strata;   /* that hold answers */
  size_t left_out; /* answers of strata for which the size was too small to draw one */
} ayes_sample_list;

typedef struct ayes_sampler ayes_sampler;

/* size: answers to draw, 1 to AYES_SAMPLE_LIMIT. *sampler is yours. */
ayes_status ayes_sampler_new(size_t size, uint64_t seed, ayes_sampler **sampler, ayes_error *error);
void ayes_sampler_free(ayes_sampler *sampler);

/* Records in error, and answers without words, are passed over. AYES_BAD_DATA: the record has no
 * text. Memory: size texts for each stratum. */
ayes_status ayes_sampler_add(ayes_sampler *sampler, const ayes_result_record *record,
                             ayes_error *error);

/* To be called once. The list is the sampler's. */
ayes_status ayes_sampler_finish(ayes_sampler *sampler, ayes_sample_list *sample, ayes_error *error);

#endif
