/* SPDX-License-Identifier: MIT
 *
 * libayes: reads free-text answers to consultations and says, for every answer, whether its author
 * supports or opposes the proposal, about which topics, and which words show it.
 *
 *     ayes_engine *engine;
 *     ayes_analysis *analysis;
 *     const ayes_result *result;
 *     ayes_engine_open(NULL, &engine, &error);
 *     ayes_analysis_new(engine, &analysis, &error);
 *     ayes_answer answer = {.text = ..., .target = ...};
 *     ayes_analysis_run(analysis, &answer, &result, &error);
 *     puts(ayes_stance_name(result->stance));
 *     ayes_analysis_free(analysis);
 *     ayes_engine_close(engine);
 *
 * An engine is read-only once open and serves all threads; everything else belongs to one thread.
 * Nothing prints, exits or aborts. Functions that can fail return an ayes_status and fill the
 * caller's ayes_error (which may be NULL).
 */
#ifndef AYES_H
#define AYES_H

#include "ayes_error.h"
#include "ayes_types.h"

#if defined(__GNUC__)
#define AYES_PUBLIC __attribute__((visibility("default")))
#else
#define AYES_PUBLIC
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define AYES_VERSION_MAJOR 0
#define AYES_VERSION_MINOR 1
#define AYES_VERSION_PATCH 0
#define AYES_VERSION "0.1.0"

/* The version of the library that runs. */
AYES_PUBLIC const char *ayes_version(void);

/* Labels as they are written in records: "support", "oppose", "mixed", "neutral". */
AYES_PUBLIC const char *ayes_stance_name(ayes_stance stance);
AYES_PUBLIC const char *ayes_act_name(ayes_act act);
AYES_PUBLIC const char *ayes_flag_name(ayes_flag flag);
AYES_PUBLIC const char *ayes_status_name(ayes_status status);

/* ---- One answer at a time ---- */

typedef struct ayes_engine ayes_engine;
typedef struct ayes_analysis ayes_analysis;

/* Zero-initialised, it means: the English pack, no survey, no target. Strings are borrowed for the
 * call. */
typedef struct ayes_engine_options {
  const char *const *lexicons; /* folders with a pack.json; none: the pack "en" that came along */
  size_t lexicon_count;
  const char *survey; /* path of survey.json, or NULL */
  const char *target; /* the proposal of answers that have none of their own, or NULL */
} ayes_engine_options;

/* options may be NULL. *engine is yours. AYES_NO_INPUT, AYES_BAD_DATA: a file is missing or wrong;
 * the error names it. */
AYES_PUBLIC ayes_status ayes_engine_open(const ayes_engine_options *options, ayes_engine **engine,
                                         ayes_error *error);
AYES_PUBLIC void ayes_engine_close(ayes_engine *engine);

/* *analysis is yours; the engine must outlive it. */
AYES_PUBLIC ayes_status ayes_analysis_new(const ayes_engine *engine, ayes_analysis **analysis,
                                          ayes_error *error);
AYES_PUBLIC void ayes_analysis_free(ayes_analysis *analysis);

/* Analyses one answer. The proposal is, in this order: answer->target; that of its question in the
 * survey; the engine's target; none. *result is the analysis's until its next run.
 * AYES_OVER_LIMIT: the text is over 16 MiB. */
AYES_PUBLIC ayes_status ayes_analysis_run(ayes_analysis *analysis, const ayes_answer *answer,
                                          const ayes_result **result, ayes_error *error);

/* ---- Whole jobs: what the command line does ---- */

/* Where a job's bytes go; a NULL write discards them. */
typedef struct ayes_sink {
  ayes_status (*write)(void *user, const char *bytes, size_t length, ayes_error *error);
  void *user;
} ayes_sink;

/* A sink that is a file. It appears under its name complete, when it is closed and kept, or not at
 * all; what stood there before stays until then. "-" is standard output, written directly. */
typedef struct ayes_file_sink ayes_file_sink;

/* *file is yours to close. AYES_IO_FAILED: it cannot be created. */
AYES_PUBLIC ayes_status ayes_file_sink_open(const char *path, ayes_file_sink **file,
                                            ayes_error *error);
AYES_PUBLIC ayes_sink ayes_file_sink_get(ayes_file_sink *file);
/* keep: false removes what was written. Frees file (NULL is accepted). */
AYES_PUBLIC ayes_status ayes_file_sink_close(ayes_file_sink *file, bool keep, ayes_error *error);

/* Told now and then how far a job is: records so far, bytes of input read, and bytes of all inputs
 * (0 when that is not known). A result other than AYES_OK stops the job, which then returns it.
 * Always called from the thread of the job. */
typedef ayes_status (*ayes_progress)(void *user, size_t records, size_t done, size_t total,
                                     ayes_error *error);

typedef struct ayes_classify_options {
  const char *const *inputs; /* paths; "-" is standard input */
  size_t input_count;
  const char *input_format;  /* "jsonl", "csv", or NULL: found from name and content */
  const char *output_format; /* "jsonl" (NULL), "json", "csv" */
  size_t threads;            /* 0: one a core */
  size_t shard, shard_count; /* this run takes records shard, shard + count ...; 1-based; 0: all */
  bool no_text;              /* leave the text out of results */
  bool keep;                 /* keep unknown fields of answers */
  ayes_progress progress;
  void *progress_user;
} ayes_classify_options;

typedef struct ayes_classify_summary {
  size_t records; /* = classified + empty + duplicate + quarantined */
  size_t classified;
  size_t empty;       /* no words in the text */
  size_t duplicate;   /* classified like the others, but the text repeats an earlier one */
  size_t quarantined; /* could not be read: an error stands in the result's place */
  size_t stances[AYES_STANCE_COUNT]; /* of the classified and the duplicates */
  size_t conflicts;                  /* flag answer_conflict */
  size_t recovered;                  /* flag recovered */
  size_t bytes;                      /* of the texts read */
  ayes_error first_problem; /* of the first quarantined record; status AYES_OK when there is none */
} ayes_classify_summary;

/* Classifies answers, one result for each record in, in order. summary may be NULL. */
AYES_PUBLIC ayes_status ayes_classify(const ayes_engine *engine,
                                      const ayes_classify_options *options, ayes_sink sink,
                                      ayes_classify_summary *summary, ayes_error *error);

typedef struct ayes_import_summary {
  size_t questions;
  size_t answers;
  size_t tallies; /* recorded option counts */
} ayes_import_summary;

/* Reads a consultation document (plain text) and writes its answers as JSONL to answers and its
 * survey.json to survey (whose write may be NULL). */
AYES_PUBLIC ayes_status ayes_import(const char *path, ayes_sink answers, ayes_sink survey,
                                    ayes_import_summary *summary, ayes_error *error);

/* format: "text" or "json". Shows what a file is and what was derived from it: for answers the
 * columns and how full they are; for a survey each question's proposal, frame, names and rivals;
 * for a document its questions and counts. colour: ANSI escapes in text. */
AYES_PUBLIC ayes_status ayes_inspect(const ayes_engine *engine, const char *path,
                                     const char *format, bool colour, ayes_sink sink,
                                     ayes_error *error);

/* Counts results (JSONL as written by ayes_classify) per question. survey may be NULL. format:
 * "text" or "json"; width: columns of the terminal for bars, 0 for none. */
AYES_PUBLIC ayes_status ayes_tally(const char *const *results, size_t result_count,
                                   const char *survey, const char *format, size_t width,
                                   bool colour, ayes_sink sink, ayes_error *error);

/* Compares results with gold labels (JSONL: id, stance, optionally topics, acts, and
 * topics_optional, acts_optional). format: "text", "json" or "csv". */
AYES_PUBLIC ayes_status ayes_evaluate(const char *results, const char *gold, const char *format,
                                      ayes_sink sink, ayes_error *error);

/* Explains one text: its evidence in place, every mark, what scope did to it, and how the sum
 * became the label. format: "text" or "json". */
AYES_PUBLIC ayes_status ayes_explain(const ayes_engine *engine, const ayes_answer *answer,
                                     const char *format, bool colour, ayes_sink sink,
                                     ayes_error *error);

/* The same with the text of a file of at most 16 MiB; "-" is standard input. answer->text is not
 * looked at. */
AYES_PUBLIC ayes_status ayes_explain_file(const ayes_engine *engine, const char *path,
                                          const ayes_answer *answer, const char *format,
                                          bool colour, ayes_sink sink, ayes_error *error);

/* Checks packs; findings is the number of duplicates, contradictions and unreachable entries.
 * AYES_CHECK_FAILED when there are any. */
AYES_PUBLIC ayes_status ayes_lexicon_check_packs(const char *const *folders, size_t folder_count,
                                                 const char *format, ayes_sink sink,
                                                 size_t *findings, ayes_error *error);

/* Lists entries whose term, kind or topic contains filter (NULL: all). */
AYES_PUBLIC ayes_status ayes_lexicon_show(const ayes_engine *engine, const char *filter,
                                          const char *format, ayes_sink sink, ayes_error *error);

#ifdef __cplusplus
}
#endif

#endif
