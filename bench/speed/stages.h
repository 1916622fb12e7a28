/* SPDX-License-Identifier: MIT
 *
 * The steps of a classification, each run with all before it, so that differences are their costs.
 *
 *     speed_stage_job job = {.engine = engine, .input = "answers.jsonl", .stage = SPEED_LISTS};
 *     speed_cost cost = speed_call(speed_stage_run, &job);
 */
#ifndef BENCH_SPEED_STAGES_H
#define BENCH_SPEED_STAGES_H

#include "ayes.h"

typedef enum speed_stage {
  SPEED_READ,    /* records */
  SPEED_WORDS,   /* clean text, sentences, words, stems */
  SPEED_LISTS,   /* marks of lists and topics */
  SPEED_RULES,   /* marks of rules, and which of all marks stay */
  SPEED_RESULTS, /* stance, acts, topics, evidence: results, but not their bytes */
  SPEED_STAGES
} speed_stage;

extern const char *const speed_stage_names[SPEED_STAGES];

typedef struct speed_stage_job {
  const ayes_engine *engine;
  const char *input;
  speed_stage stage;
  size_t words, marks, evidence; /* counted by the stages that have them */
} speed_stage_job;

/* Takes a speed_stage_job; 0 when all went well. */
int speed_stage_run(void *job);

#endif
