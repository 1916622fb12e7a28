/* SPDX-License-Identifier: MIT
 *
 * Answers to learn from: each is analysed as classify does it but without a model, and handed on
 * with the label that its author's tick or a person gives it.
 *
 *     ayes_ticked ticked = {.engine = engine, .take = add, .user = job, .inputs = inputs, ...};
 *     ayes_ticked_read(&ticked, error);
 *     ayes_ticked_release(&ticked);
 */
#ifndef AYES_API_TICKED_H
#define AYES_API_TICKED_H

#include "api/analysis.h"
#include "tally/gold.h"

/* One answer with words. What it points to lives until the call is over. */
typedef struct ayes_ticked_answer {
  const ayes_answer *answer;
  const ayes_engine *engine; /* with the survey in force */
  ayes_analysis_parts parts;
  ayes_span text; /* cleaned */
  uint64_t hash;  /* of the text within its question */
  size_t input;   /* which file it came from, from 0 */
  int label;      /* an ayes_stance, or -1 */
} ayes_ticked_answer;

typedef ayes_status (*ayes_ticked_take)(void *user, const ayes_ticked_answer *answer,
                                        ayes_error *error);

typedef struct ayes_ticked {
  const ayes_engine *engine;
  ayes_ticked_take take; /* gets every answer with words, also those without a label */
  void *user;
  const char *const *inputs;
  size_t input_count;
  const char *input_format, *encoding, *sheet;
  const char *gold; /* labels by people instead of ticks; or NULL */
  ayes_progress progress;
  void *progress_user;
  /* counted while reading */
  ayes_learn_summary summary;
  uint64_t data; /* of all answers and labels, whatever their order */
  /* its own */
  ayes_analysis *analysis;
  ayes_gold_pairs pairs;
  ayes_buffer scratch;
  ayes_buffer odd_tick; /* the first one that is not known */
} ayes_ticked;

/* Reads all inputs. AYES_BAD_DATA: no answer has a label; the message says why that may be. */
ayes_status ayes_ticked_read(ayes_ticked *ticked, ayes_error *error);
void ayes_ticked_release(ayes_ticked *ticked);

#endif
