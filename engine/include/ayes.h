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

/* The first character of text (UTF-8, ending with NUL) as a terminal may show it: control
 * characters, and those that turn the direction of writing, as \xNN or \u{NNNN}; what is not UTF-8
 * as U+FFFD. shown ends with NUL. Returns how many bytes of text it was, 0 at the end. For what
 * stands in error messages: names of files, pieces of input. Asks for no memory. */
enum { AYES_SHOWN_BYTES = 16 };
AYES_PUBLIC size_t ayes_show(const char *text, char shown[AYES_SHOWN_BYTES]);

/* ---- One answer at a time ---- */

typedef struct ayes_engine ayes_engine;
typedef struct ayes_analysis ayes_analysis;

/* Zero-initialised, it means: the English pack, no survey, no target. Strings are borrowed for the
 * call. */
typedef struct ayes_engine_options {
  const char *const *lexicons; /* folders with a pack.json; none: the language's that came along */
  size_t lexicon_count;
  const char *survey;    /* path of survey.json, or NULL */
  const char *target;    /* the proposal of answers that have none of their own, or NULL */
  const char *language;  /* BCP 47, "fr"; NULL: the survey's, and "en" where it names none */
  const char *model;     /* folder that ayes_learn has written, or NULL */
  const char *relearned; /* file name of a list that is not read, for it is to be learned anew */
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

/* Passes on what a sink has gathered. */
typedef ayes_status (*ayes_flush)(void *user, ayes_error *error);

/* A sink that is a file. It appears under its name complete, when it is closed and kept, or not at
 * all; what stood there before stays until then. "-" is standard output, written directly. */
typedef struct ayes_file_sink ayes_file_sink;

/* *file is yours to close. AYES_IO_FAILED: it cannot be created. */
AYES_PUBLIC ayes_status ayes_file_sink_open(const char *path, ayes_file_sink **file,
                                            ayes_error *error);
AYES_PUBLIC ayes_sink ayes_file_sink_get(ayes_file_sink *file);
/* Passes on what has been gathered: of type ayes_flush, user being the file. */
AYES_PUBLIC ayes_status ayes_file_sink_flush(void *user, ayes_error *error);
/* keep: false removes what was written. Frees file (NULL is accepted). */
AYES_PUBLIC ayes_status ayes_file_sink_close(ayes_file_sink *file, bool keep, ayes_error *error);

/* Told now and then how far a job is: records so far, bytes of input read, and bytes of all inputs
 * (0 when that is not known). A result other than AYES_OK stops the job, which then returns it.
 * Always called from the thread of the job. */
typedef ayes_status (*ayes_progress)(void *user, size_t records, size_t done, size_t total,
                                     ayes_error *error);

/* How the columns of a survey tool's export are told apart. Zero-initialised: by themselves. */
typedef struct ayes_columns {
  const char *mapping; /* path of mapping.json, as ayes_inspect writes it; or NULL */
  const char *preset;  /* "qualtrics", ...: take it for that tool's export; or NULL */
  const char *group;   /* the column that becomes "group"; or NULL */
} ayes_columns;

typedef struct ayes_classify_options {
  const char *const *inputs; /* paths; "-" is standard input */
  size_t input_count;
  const char *input_format;  /* "jsonl", "csv", "xlsx", ..., or NULL: from name and content */
  const char *encoding;      /* "utf-8", "windows-1252", "utf-16le", "utf-16be", or NULL: found */
  const char *sheet;         /* of a workbook: name or number from 1, or NULL: found */
  const char *output_format; /* "jsonl" (NULL), "json", "csv"; "consult": files in folder */
  const char *folder; /* of i.AI Consult's files (engine/schema/README.md), made when it is missing;
                         the sink gets nothing then, and there is no manifest and no flush */
  size_t threads;     /* 0: one a core */
  size_t shard, shard_count; /* this run takes records shard, shard + count ...; 1-based; 0: all */
  bool no_text;              /* leave the text out of results */
  bool keep;                 /* keep unknown fields of answers */
  ayes_columns columns;      /* how the columns of a survey tool's export are told apart */
  ayes_sink survey;          /* of an export: its survey.json, before the first result */
  ayes_sink quarantine;      /* rows and lines that cannot be read, as they came (in UTF-8), below
                                the header of their table; without those past a limit */
  ayes_sink notes;           /* of an export: what was decided, in lines of text */
  ayes_flush flush; /* for a filter: called with sink.user when the results of all that could be
                       read so far are written, before more input is waited for; or NULL */
  const char *done; /* results (JSONL) of a run of these options that was cut short, as
                       ayes_file_sink_resume names them: their records are counted and not
                       written again; or NULL */
  const ayes_sink *manifest; /* where the manifest of the run goes, or NULL */
  const char *output_name;   /* the results' file, for the manifest; NULL: none */
  ayes_progress progress;
  void *progress_user;
} ayes_classify_options;

/* Rows of survey tools' exports. rows = read + bad + headers_again; a row that is read gives a
 * record for each open question, any other one is quarantined. */
typedef struct ayes_table_summary {
  size_t rows, read, bad;
  size_t headers_again;          /* the header once more among the data */
  size_t partial, preview, spam; /* rows with that flag */
  size_t html, escapes;          /* texts cleaned of HTML and of "_x000D_" */
  size_t questions;              /* open ones; 0: there was no export */
} ayes_table_summary;

/* A file sink for results that is gone on with after a run was cut short. What was written stands
 * beside path under a name that depends on the engine, the options and the inputs' names, sizes and
 * times, so that another run starts anew. *done, the file's: for the options of the run; NULL when
 * nothing is done yet. AYES_BAD_USAGE: an input or path is no plain file, or the format is not
 * JSONL. */
AYES_PUBLIC ayes_status ayes_file_sink_resume(const char *path, const ayes_engine *engine,
                                              const ayes_classify_options *options,
                                              ayes_file_sink **file, const char **done,
                                              ayes_error *error);

typedef struct ayes_classify_summary {
  size_t records; /* = classified + empty + duplicate + quarantined */
  size_t classified;
  size_t empty;        /* no words in the text, or a placeholder */
  size_t placeholders; /* of these: "N/A", "-" and the like */
  size_t duplicate;    /* classified like the others, but the text repeats an earlier one */
  size_t quarantined;  /* could not be read: an error stands in the result's place */
  size_t stances[AYES_STANCE_COUNT]; /* of the classified and the duplicates */
  size_t conflicts;                  /* flag answer_conflict */
  size_t recovered;                  /* flag recovered */
  size_t learned;                    /* those in whose label a model had a say */
  bool model_is_older; /* than the lists in use: they have changed since it was learned */
  size_t bytes;        /* of the texts read */
  ayes_table_summary table;
  ayes_error first_problem; /* of the first quarantined record; status AYES_OK when there is none */
} ayes_classify_summary;

/* Classifies answers, one result for each record in, in order. summary may be NULL. */
AYES_PUBLIC ayes_status ayes_classify(const ayes_engine *engine,
                                      const ayes_classify_options *options, ayes_sink sink,
                                      ayes_classify_summary *summary, ayes_error *error);

/* Puts the results of all shards of one run together, in the order of one run without shards.
 * manifests: of every shard, in any order; the results (JSONL) lie beside them. *records (may be
 * NULL): how many there are. AYES_BAD_DATA: a shard is missing, there twice, or of another run, or
 * results are not what their manifest describes. */
AYES_PUBLIC ayes_status ayes_merge(const char *const *manifests, size_t manifest_count,
                                   ayes_sink sink, size_t *records, ayes_error *error);

typedef struct ayes_import_summary {
  size_t questions;
  size_t answers;
  size_t tallies; /* recorded option counts */
} ayes_import_summary;

/* Reads a consultation document (plain text) and writes its answers as JSONL to answers and its
 * survey.json to survey (whose write may be NULL). */
AYES_PUBLIC ayes_status ayes_import(const char *path, ayes_sink answers, ayes_sink survey,
                                    ayes_import_summary *summary, ayes_error *error);

typedef struct ayes_inspect_options {
  const char *format; /* "text" (NULL), "json"; of survey exports also "csv" */
  bool colour;        /* ANSI escapes in text */
  size_t width;       /* columns of text about survey exports; 0: 78 */
  const char *input_format, *encoding, *sheet; /* as in ayes_classify_options */
  ayes_columns columns;
} ayes_inspect_options;

/* Shows what a file is and what was derived from it: for answers the columns and how full they are;
 * for a survey tool's export what each column is and why (its JSON is the mapping, for
 * ayes_columns.mapping); for a survey each question's proposal, frame, names and rivals; for a
 * document its questions and counts. options may be NULL. */
AYES_PUBLIC ayes_status ayes_inspect(const ayes_engine *engine, const char *path,
                                     const ayes_inspect_options *options, ayes_sink sink,
                                     ayes_error *error);

typedef struct ayes_duplicates_options {
  const char *const *inputs; /* answers or results; "-" is standard input */
  size_t input_count;
  const char *input_format;  /* "jsonl", "csv", "xlsx", ..., or NULL: from name and content */
  const char *encoding;      /* "utf-8", "windows-1252", "utf-16le", "utf-16be", or NULL: found */
  const char *sheet;         /* of a workbook: name or number from 1, or NULL: found */
  const char *output_format; /* "text" (NULL), "csv", "json" */
  const char *question;      /* only the answers to it, or NULL */
  double threshold;          /* Jaccard coefficient of word 5-shingles; 0: 0.7 */
  size_t width;              /* columns of text; 0: 78 */
  bool colour;               /* ANSI escapes in text */
  ayes_progress progress;
  void *progress_user;
} ayes_duplicates_options;

/* Finds answers to the same question whose texts are the same or nearly so, as clusters with a
 * representative and with what each member adds to it. With an engine (may be NULL) the
 * representative, and what is added, get a stance of their own. */
AYES_PUBLIC ayes_status ayes_duplicates(const ayes_engine *engine,
                                        const ayes_duplicates_options *options, ayes_sink sink,
                                        ayes_error *error);

/* A page a question of what the results (JSONL with texts and evidence) say: sides, reasons with a
 * typical sentence each, conditions, other ways, suggestions, questions. The engine's survey says
 * what was asked, its lexicon how topics are called. format: "text" (NULL), "markdown" or "json";
 * width: columns of text, 0 for 78 and no bars. */
AYES_PUBLIC ayes_status ayes_summary(const ayes_engine *engine, const char *const *results,
                                     size_t result_count, const char *format, size_t width,
                                     bool colour, ayes_sink sink, ayes_error *error);

/* Counts results (JSONL as written by ayes_classify) per question. survey may be NULL. duplicates:
 * JSON of ayes_duplicates, for counts with one answer for each shared letter beside the others; or
 * NULL. gold: labels of people as ayes_evaluate takes them, or NULL. Beside the plain count stands
 * a share corrected for the errors of the labels where enough ticks, or labels of gold, say how
 * each side is read (engine/tally/sides.h). format: "text" or "json"; width: columns of the
 * terminal for bars, 0 for none. */
AYES_PUBLIC ayes_status ayes_tally(const char *const *results, size_t result_count,
                                   const char *survey, const char *duplicates, const char *gold,
                                   const char *format, size_t width, bool colour, ayes_sink sink,
                                   ayes_error *error);

/* Where and what ayes_export writes. */
typedef struct ayes_export_options {
  const char *const *results; /* paths of JSONL as written by ayes_classify; "-": standard input */
  size_t result_count;
  const char *survey; /* path of survey.json, or NULL */
  const char *folder; /* made when it is missing */
  /* "csv,sqlite,xlsx,json,charts,answers,consult": what to write. NULL: answers where the first
   * record is not classified, otherwise all but it and consult. */
  const char *only;
  bool raw_cells; /* leave text that looks like a formula as it is in CSV and XLSX */
  ayes_progress progress;
  void *progress_user;
} ayes_export_options;

typedef struct ayes_export_summary {
  size_t records; /* rows of responses */
  size_t quarantined;
  size_t mentions;
  size_t figures; /* rows of summary */
  size_t files;
  bool is_answers; /* only the table of answers was written: nothing was counted */
} ayes_export_summary;

/* Writes results as tables for dashboards: CSV with datapackage.json, SQLite, XLSX, JSON, Vega-Lite
 * (engine/schema/README.md describes them). Each file appears complete or not at all,
 * datapackage.json last. summary may be NULL. */
AYES_PUBLIC ayes_status ayes_export(const ayes_export_options *options,
                                    ayes_export_summary *summary, ayes_error *error);

typedef struct ayes_report_options {
  const char *const *results; /* paths, as written by ayes_classify; "-" is standard input */
  size_t result_count;
  const char *survey; /* path of survey.json, or NULL */
  const char *title;  /* NULL: the survey's */
  size_t limit;       /* most answers in the table of answers; 0: 20,000. Figures count all */
  const char *const *lexicons; /* to show the entries behind the evidence; none: the pack "en" */
  size_t lexicon_count;
  bool redact;            /* cut personal data out of the answers first, as ayes_redact does */
  const char *duplicates; /* JSON of ayes_duplicates, to show letters that many sent; or NULL */
  const char *data;       /* relative or http(s) address of the data, linked at the end; or NULL */
} ayes_report_options;

/* Writes results as one HTML file for people: no network, readable without scripts, with every
 * figure leading to the answers behind it. The same results give the same bytes. Memory: about the
 * answers kept and their evidence. */
AYES_PUBLIC ayes_status ayes_report(const ayes_report_options *options, ayes_sink sink,
                                    ayes_error *error);

/* Compares results with gold labels: JSONL with id, stance, and optionally topics, acts,
 * topics_optional, acts_optional and weight, or CSV with such columns, as ayes_sample writes it.
 * second: labels of another person for the same ids, or NULL. Intervals are bootstrapped with a
 * fixed seed. format: "text", "json" or "csv". */
AYES_PUBLIC ayes_status ayes_evaluate(const char *results, const char *gold, const char *second,
                                      const char *format, ayes_sink sink, ayes_error *error);

typedef struct ayes_sample_options {
  const char *const *results; /* paths of JSONL with texts, as written by ayes_classify; "-" */
  size_t result_count;
  const char *survey;   /* for the questions' texts, or NULL */
  const char *question; /* only the answers to it, or NULL */
  size_t size;          /* answers to draw; 0: 200 */
  size_t seed;
} ayes_sample_options;

typedef struct ayes_sample_summary {
  size_t answers;  /* with text */
  size_t drawn;    /* of them */
  size_t strata;   /* combinations of question, stance and band of confidence */
  size_t left_out; /* answers in strata that nothing was drawn from, as the size is too small */
} ayes_sample_summary;

/* Draws a stratified sample for a person to label, more of what is near the threshold, and writes
 * it as CSV with an empty column stance, to be read back as gold. The same results, size and seed
 * give the same sample. AYES_BAD_DATA: results without texts, or no answers. summary may be NULL.
 */
AYES_PUBLIC ayes_status ayes_sample(const ayes_sample_options *options, ayes_sink sink,
                                    ayes_sample_summary *summary, ayes_error *error);

/* ---- Learning from ticks ---- */

typedef struct ayes_learn_options {
  const char *const *inputs; /* answers with ticks; "-" is standard input */
  size_t input_count;
  const char *input_format, *encoding, *sheet; /* as in ayes_classify_options */
  const char *gold;   /* labels by people instead of ticks, as for ayes_evaluate; or NULL */
  size_t least;       /* labels of either side a question must have; 0: 30 */
  size_t folds;       /* 2 to 10; 0: 5 */
  size_t terms;       /* most terms a question; 0: 5,000 */
  const char *folder; /* where the model goes, made when it is missing; NULL: nowhere */
  const char *format; /* of the report: "text" (NULL) or "json" */
  bool colour;        /* ANSI escapes in text */
  ayes_progress progress;
  void *progress_user;
} ayes_learn_options;

typedef struct ayes_learn_summary {
  size_t answers;       /* read, with words */
  size_t labelled;      /* of these, with a tick or label that is known */
  size_t unknown_ticks; /* ticks that neither the survey nor "yes" and "no" explain */
  size_t left_out;      /* could not be read, or without words */
  size_t questions;
  size_t learned; /* questions for which learning helps */
} ayes_learn_summary;

/* Learns for each question which words speak for and against, from those who ticked an option and
 * wrote why, and writes lists of them as a model for ayes_engine_options. Agreement is measured by
 * cross-validation and reported to sink; a question where rules and learned words are no better
 * than rules alone is left out. The same answers give the same bytes. summary may be NULL.
 * AYES_CHECK_FAILED: nothing helps, nothing was written. AYES_BAD_DATA: no label at all. */
AYES_PUBLIC ayes_status ayes_learn(const ayes_engine *engine, const ayes_learn_options *options,
                                   ayes_sink sink, ayes_learn_summary *summary, ayes_error *error);

typedef struct ayes_across_options {
  const char *const *inputs; /* answers with ticks to many questions; "-" is standard input */
  size_t input_count;
  const char *input_format, *encoding, *sheet; /* as in ayes_classify_options */
  const char *gold;           /* labels by people instead of ticks, as for ayes_evaluate; or NULL */
  const char *const *without; /* answers, ticked or not: to their questions none is learned from */
  size_t without_count;
  const char *const *sources; /* lines for the head of the list: whose answers, their licences */
  size_t source_count;
  size_t least;           /* answers a term must stand in; 0: 8 */
  size_t least_questions; /* questions a term must stand in; 0: 5 */
  size_t folds;           /* parts of the questions, 2 to 10; 0: 10 */
  size_t terms;           /* most terms; 0: 500 */
  const char *list;       /* path of the list; NULL: nowhere */
  const char *format;     /* of the report: "text" (NULL) or "json" */
  bool colour;            /* ANSI escapes in text */
  ayes_progress progress;
  void *progress_user;
} ayes_across_options;

/* Learns from answers to many questions which words speak well or badly of whatever is spoken of,
 * and writes them as a list of the lexicon, for a person to read and a pack to take. Questions are
 * told apart by their proposals. Agreement is measured on questions that were left out whole and
 * reported to sink. The same answers in any order give the same list. summary may be NULL; its
 * learned is 1 when a list was learned. AYES_CHECK_FAILED: with the list the rules do no better on
 * those questions, or there are too few; nothing was written. AYES_BAD_USAGE: a pack in use has a
 * list of that name, whose words would be hidden from learning (see relearned). */
AYES_PUBLIC ayes_status ayes_learn_across(const ayes_engine *engine,
                                          const ayes_across_options *options, ayes_sink sink,
                                          ayes_learn_summary *summary, ayes_error *error);

/* ---- Mining: what the answers talk about ---- */

/* Which answers are looked at, and how what is found is written. */
typedef struct ayes_mining {
  const char *const *inputs; /* results with texts, or answers: JSONL, or CSV by its name; "-" */
  size_t input_count;
  const char *question, *stance, *group; /* only answers with these; NULL: all */
  const char *format;                    /* "text" (NULL), "json" or "csv" */
  size_t width;                          /* columns of text; 0: 78 */
  bool colour;                           /* ANSI sequences in text */
} ayes_mining;

typedef struct ayes_terms_options {
  const char *by;     /* a list for each "question", "stance", "group", "topic" or "answer"; NULL */
  const char *ngrams; /* words of a phrase: "1" (NULL), "2", "1..3" */
  bool collocations;  /* pairs that stand together more often than by chance */
  size_t top;         /* rows of a list; 0: 20 */
  size_t least;       /* places a term must stand in; 0: 2, collocations 3 */
} ayes_terms_options;

/* Lists frequent words and phrases. Stop words and stems are those of the engine's first pack.
 * options may be NULL. */
AYES_PUBLIC ayes_status ayes_terms(const ayes_engine *engine, const ayes_mining *mining,
                                   const ayes_terms_options *options, ayes_sink sink,
                                   ayes_error *error);

typedef struct ayes_topics_options {
  size_t count;   /* groups; 0: as many as set the answers apart best, up to 30 */
  bool uncovered; /* look only at answers that the engine's topics do not cover */
} ayes_topics_options;

/* Groups answers by what they talk about and proposes a topic for each group that the engine's
 * topics do not have yet. mining->format: "text" (NULL), "json", or "tsv", a table of topics to be
 * edited. options may be NULL. The same input gives the same bytes. Holds all texts in memory. */
AYES_PUBLIC ayes_status ayes_topics_suggest(const ayes_engine *engine, const ayes_mining *mining,
                                            const ayes_topics_options *options, ayes_sink sink,
                                            ayes_error *error);

typedef struct ayes_keyness_options {
  const char *a, *b;  /* "facet=value", facets as in ayes_terms_options.by; NULL: "stance=support"
                         against "stance=oppose" */
  const char *ngrams; /* as in ayes_terms_options */
  size_t top;         /* rows for each side; 0: 20 */
  size_t least;       /* places on both sides together; 0: 3 */
} ayes_keyness_options;

/* Lists what one side says that the other does not. options may be NULL. AYES_BAD_DATA: a side has
 * no answers. */
AYES_PUBLIC ayes_status ayes_keyness(const ayes_engine *engine, const ayes_mining *mining,
                                     const ayes_keyness_options *options, ayes_sink sink,
                                     ayes_error *error);

/* One of the first four must be set. */
typedef struct ayes_kwic_options {
  const char *term;   /* words in a row, in any form */
  const char *phrase; /* words in a row, spelt so */
  const char *topic;  /* id of a topic: what the evidence says of it */
  const char *source; /* "en/stance.tsv:57": what that entry found */
  size_t window;      /* words on either side; 0: 10 */
  size_t top;         /* lines; 0: all */
} ayes_kwic_options;

/* Lists every place of something with the words around it. */
AYES_PUBLIC ayes_status ayes_concordance(const ayes_engine *engine, const ayes_mining *mining,
                                         const ayes_kwic_options *options, ayes_sink sink,
                                         ayes_error *error);

typedef struct ayes_crosstab_options {
  const char *rows;    /* "stance" (NULL), "topic", "answer", "group" or "question" */
  const char *columns; /* "group" (NULL), "question", "answer" or "stance" */
  size_t top;          /* in text: rows, and cells that are listed with their interval; 0: 20 */
} ayes_crosstab_options;

/* Counts one facet of the answers by another. options may be NULL; mining->inputs need no texts. */
AYES_PUBLIC ayes_status ayes_crosstabulate(const ayes_mining *mining,
                                           const ayes_crosstab_options *options, ayes_sink sink,
                                           ayes_error *error);

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

/* Checks packs, or one learned model; findings is the number of duplicates, contradictions and
 * unreachable entries. AYES_CHECK_FAILED when there are any. */
AYES_PUBLIC ayes_status ayes_lexicon_check_packs(const char *const *folders, size_t folder_count,
                                                 const char *format, ayes_sink sink,
                                                 size_t *findings, ayes_error *error);

/* Where packs that came along are looked for, the first place first: writes the path of a folder
 * and a zero byte; whether it exists is not said, and it is empty where the system does not tell
 * the program's own place or size is too small. False past the last. For whoever confines a process
 * to the files it needs. */
AYES_PUBLIC bool ayes_lexicons_folder(size_t index, char *path, size_t size);

/* Lists entries whose term, kind or topic contains filter (NULL: all). */
AYES_PUBLIC ayes_status ayes_lexicon_show(const ayes_engine *engine, const char *filter,
                                          const char *format, ayes_sink sink, ayes_error *error);

typedef struct ayes_dictionary_import {
  const char *path;          /* of the dictionary */
  const char *input_format;  /* "quanteda", "liwc", "csv", "yoshikoder", "lexicoder", "wordstat",
                                "mpqa", "vader", or NULL: found from name and content */
  const char *folder;        /* of the new pack; made when it is missing */
  const char *language;      /* whose pack it stands on; NULL: "en" */
  const char *output_format; /* of what is said about it: "text" (NULL) or "json" */
} ayes_dictionary_import;

/* Makes a pack of a dictionary of another program: categories become topics, words with scores and
 * positive and negative lists become good and bad words. AYES_BAD_USAGE: there is a pack in the
 * folder already. */
AYES_PUBLIC ayes_status ayes_lexicon_import(const ayes_dictionary_import *options, ayes_sink sink,
                                            ayes_error *error);

typedef struct ayes_lexicon_export_summary {
  size_t keys, entries;
  size_t hints, beyond, rules; /* left out: terms under a weight of 1; phrases and patterns that the
                                  format has no words for */
} ayes_lexicon_export_summary;

/* Writes the engine's lexicon as a dictionary for quanteda (YAML). summary may be NULL. */
AYES_PUBLIC ayes_status ayes_lexicon_export(const ayes_engine *engine, ayes_sink sink,
                                            ayes_lexicon_export_summary *summary,
                                            ayes_error *error);

/* ---- Personal data ---- */

typedef struct ayes_redactor ayes_redactor;

/* Zero-initialised, it means: everything, whole postcodes, the English lists. */
typedef struct ayes_redactor_options {
  const char *lexicon; /* folder with a redaction.tsv; NULL: the pack "en" that came along */
  const char *only;    /* kinds, with commas between: "email,phone"; NULL: all */
  bool keep_outward;   /* of a postcode only the inward part goes: "LS6 [POSTCODE-1]" */
} ayes_redactor_options;

/* A kind by its number from 0; NULL past the last. */
AYES_PUBLIC const char *ayes_redaction_kind_at(size_t index);

/* *redactor is yours, and one thread's: it remembers which value has which token. options may be
 * NULL. AYES_BAD_USAGE: an unknown kind. AYES_NO_INPUT: there is no redaction.tsv. */
AYES_PUBLIC ayes_status ayes_redactor_new(const ayes_redactor_options *options,
                                          ayes_redactor **redactor, ayes_error *error);
AYES_PUBLIC void ayes_redactor_free(ayes_redactor *redactor);

/* Cuts personal data out of a text in UTF-8. *redacted and *cuts are the redactor's until its next
 * text; without cuts *redacted is text itself. cuts may be NULL. AYES_BAD_DATA: not UTF-8. */
AYES_PUBLIC ayes_status ayes_redact_text(ayes_redactor *redactor, ayes_span text,
                                         ayes_span *redacted, const ayes_cut **cuts,
                                         size_t *cut_count, ayes_error *error);

enum { AYES_REDACTION_KINDS = 15 };

typedef struct ayes_redact_options {
  const char *const *inputs; /* answers or results; "-" is standard input */
  size_t input_count;
  const char *input_format;  /* "jsonl", "csv", "xlsx", ..., or NULL: from name and content */
  const char *encoding;      /* "utf-8", "windows-1252", "utf-16le", "utf-16be", or NULL: found */
  const char *sheet;         /* of a workbook: name or number from 1, or NULL: found */
  const char *output_format; /* "jsonl", "csv", or NULL: that of the first input */
  ayes_redactor_options what;
  bool respondents; /* a token in place of the field "respondent" too */
  bool check;       /* sink gets the audit, nothing is rewritten */
  ayes_progress progress;
  void *progress_user;
} ayes_redact_options;

typedef struct ayes_redact_summary {
  size_t records;
  size_t quarantined; /* could not be read: an error stands in its place */
  size_t touched;     /* records with a cut */
  size_t cuts;
  size_t kinds[AYES_REDACTION_KINDS]; /* cuts by kind */
} ayes_redact_summary;

/* Writes records without personal data to sink, and to audit (whose write may be NULL) a CSV with a
 * row for each cut: id, field, start, end (code points of the original), kind, reason, token; never
 * what was cut. Evidence of results stays right. summary may be NULL. AYES_CHECK_FAILED: check was
 * asked for and something found. */
AYES_PUBLIC ayes_status ayes_redact(const ayes_redact_options *options, ayes_sink sink,
                                    ayes_sink audit, ayes_redact_summary *summary,
                                    ayes_error *error);

#ifdef __cplusplus
}
#endif

#endif
