/* SPDX-License-Identifier: MIT
 *
 * One answer through all floors, and what a closer look at it needs.
 *
 *     ayes_analysis_run(analysis, &answer, &result, error);
 *     ayes_analysis_explain(analysis, &explanation, error);
 */
#ifndef AYES_API_ANALYSIS_H
#define AYES_API_ANALYSIS_H

#include "api/engine.h"
#include "report/explain.h"

/* What learned models call the question of an answer. */
ayes_span ayes_model_key(const ayes_answer *answer);

/* What learning needs to know of the last run. Borrowed until the next one; judgement is NULL when
 * the text has no words. */
typedef struct ayes_analysis_parts {
  const ayes_text *text;
  const ayes_types *types;
  const ayes_judgement *judgement;
  const ayes_target *target;
  const uint8_t *tags;     /* by token */
  const ayes_marks *marks; /* as the judge got them */
  ayes_judge *judge;       /* may be run again; judgement is the last one's then */
} ayes_analysis_parts;
ayes_analysis_parts ayes_analysis_get(const ayes_analysis *analysis);

/* The hash of the text of the last run within a question, as of ayes_text_hash. AYES_NO_MEMORY. */
ayes_status ayes_analysis_hash(ayes_analysis *analysis, ayes_span question, uint64_t *hash,
                               ayes_error *error);

/* The folded hash (tally/seen.h) of the text of the next run, where it is known already and the
 * text needs no cleaning, which is taken as it is then. */
void ayes_analysis_set_hash(ayes_analysis *analysis, uint64_t folded_hash);

/* From now on evidence does not tell what scope did to it ("turned" is ""): where results are only
 * written as records, which do not say. */
void ayes_analysis_be_terse(ayes_analysis *analysis);

/* Describes the last run. explanation borrows from the analysis until its next call. */
ayes_status ayes_analysis_explain(ayes_analysis *analysis, ayes_explanation *explanation,
                                  ayes_error *error);

#endif
