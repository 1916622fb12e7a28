/* SPDX-License-Identifier: MIT
 *
 * Counting results per question: what was ticked, what the texts say, and out of how many.
 *
 *     ayes_counter_new(survey, &tally, error);
 *     ayes_counter_add_file(tally, "results.jsonl", error);     -- or ayes_counter_add, one by one
 *     ayes_counter_finish(tally, &counts, error);
 *     ayes_counter_free(tally);
 */
#ifndef AYES_TALLY_TALLY_H
#define AYES_TALLY_TALLY_H

#include "survey/survey.h"
#include "tally/gold.h"
#include "tally/share.h"
#include "tally/sides.h"

/* Counts over one set of answers to one question. */
typedef struct ayes_counts {
  size_t records;
  size_t respondents;                /* distinct ones; a record that names none is one of its own */
  size_t answered;                   /* records with a tick */
  size_t with_text;                  /* records whose text has words */
  size_t stances[AYES_STANCE_COUNT]; /* of those with text */
  size_t blank;                      /* records without words */
  size_t conditional;
  size_t conflicts; /* the text says the contrary of the tick */
  size_t recovered; /* no tick, but the text takes a side */
  ayes_share share; /* support of support + oppose */
} ayes_counts;

typedef struct ayes_tick {
  ayes_span option;    /* as the survey spells it, else as first met; "Blank" for none */
  size_t count;        /* records */
  size_t count_unique; /* the same without duplicates */
  size_t recorded;     /* what the survey says was counted */
  bool has_recorded;
} ayes_tick;

typedef struct ayes_question_tally {
  ayes_span id;
  ayes_span text;  /* from the survey, or empty */
  ayes_span about; /* the closed question whose ticks these are, or empty */
  ayes_tick *ticks;
  size_t tick_count;
  bool has_recorded;
  ayes_counts all;
  ayes_counts unique; /* without exact duplicates (same question, same folded text) */
  size_t duplicates;
  ayes_counts letters; /* without what ayes_counter_leave_out named: one answer a shared letter */
  size_t left_out;
  bool has_letters;
  bool texts_known; /* false: results were written without texts, so duplicates are unknown */
  bool has_corrected;
  bool by_gold; /* by labels of people; otherwise by ticks */
  ayes_corrected corrected;
} ayes_question_tally;

typedef struct ayes_tally_counts {
  ayes_span title;                      /* of the survey */
  const ayes_question_tally *questions; /* in the survey's order, then as first met */
  size_t question_count;
  size_t records;
  size_t quarantined; /* records with an error in place of a result */
} ayes_tally_counts;

typedef struct ayes_counter ayes_counter;

/* survey may be NULL; otherwise it must outlive the tally, which is yours. */
ayes_status ayes_counter_new(const ayes_survey *survey, ayes_counter **tally, ayes_error *error);
void ayes_counter_free(ayes_counter *tally);

/* Names an answer that is not to count in letters: it is nearly the same as another one. Before the
 * records are added. */
ayes_status ayes_counter_leave_out(ayes_counter *tally, ayes_span question, ayes_span id,
                                   ayes_error *error);

/* Names all members but the representatives of a file that ayes_duplicates wrote as JSON. */
ayes_status ayes_counter_leave_out_file(ayes_counter *tally, const char *path, ayes_error *error);

/* Asks for corrected shares: by the labels of gold (which may be NULL and must outlive the tally)
 * for questions it has labels of, and by ticks for all others. Before the records are added. */
void ayes_counter_correct(ayes_counter *tally, const ayes_gold_pairs *gold);

ayes_status ayes_counter_add(ayes_counter *tally, const ayes_result_record *record,
                             ayes_error *error);

/* Adds every record of a file that ayes_results_open takes. */
ayes_status ayes_counter_add_file(ayes_counter *tally, const char *path, ayes_error *error);

/* The counts so far; *counts is the tally's. Closed questions without results of their own appear
 * only when no open question reports their ticks. */
ayes_status ayes_counter_finish(ayes_counter *tally, const ayes_tally_counts **counts,
                                ayes_error *error);

#endif
