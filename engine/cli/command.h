/* SPDX-License-Identifier: MIT
 *
 * What a command is: a name, its options and texts as data, and a function.
 *
 *     const ayes_command *command = ayes_command_find("classify");
 *     status = command->run(&request, &error);
 *
 * A new command is one command_<name>.c and one row in command_table.c.
 */
#ifndef AYES_CLI_COMMAND_H
#define AYES_CLI_COMMAND_H

#include "ayes.h"

enum { AYES_OPTION_REPEAT_LIMIT = 16 };

/* The values of an option that may stand several times. */
typedef struct ayes_option_values {
  const char *items[AYES_OPTION_REPEAT_LIMIT];
  size_t count;
} ayes_option_values;

/* What the command line asks for: the values of all options of all commands. */
typedef struct ayes_request {
  const char *command;
  const char *const *arguments; /* what is no option */
  size_t argument_count;
  ayes_option_values lexicons;
  const char *model; /* of classify and explain */
  const char *language, *survey, *target, *question, *answer, *gold;
  const char *second; /* of evaluate */
  size_t size, seed;  /* of sample */
  const char *output; /* NULL: standard output */
  const char *survey_output, *quarantine;
  const char *threshold, *duplicates;
  const char *input_format, *output_format;
  const char *encoding, *sheet; /* of inputs */
  size_t threads, shard, shard_count, width;
  const char *folder, *only; /* of export */
  const char *title;         /* of report */
  size_t limit;              /* of report: answers in its table; 0: the usual */
  size_t folds, terms;       /* of learn */
  struct {
    bool asked_for;
    const char *relearned;
    ayes_option_values without, sources;
    size_t least_questions;
  } across; /* of learn */
  bool raw_cells;
  struct {
    const char *stance, *group; /* which answers */
    const char *by, *ngrams, *a, *b, *rows, *columns;
    const char *term, *phrase, *topic, *source;
    size_t top, least, window;
    bool collocations;
  } mining;             /* of terms, keyness, kwic and crosstab */
  ayes_columns columns; /* of inspect and classify: survey exports */
  struct {
    bool suggest, uncovered;
    size_t count;
  } topics;          /* of topics */
  const char *audit; /* of redact */
  bool keep_outward, respondents, check;
  bool redact;                  /* of report */
  const char *data;             /* of report */
  const char *flush, *manifest; /* of classify */
  bool resume;
  bool no_text, keep, quiet, sandbox, help;
} ayes_request;

typedef enum ayes_option_type {
  AYES_OPTION_FLAG,
  AYES_OPTION_TEXT,
  AYES_OPTION_READ,  /* text: a file or folder that is read */
  AYES_OPTION_WRITE, /* text: a file or folder that is written */
  AYES_OPTION_NUMBER,
  AYES_OPTION_SHARD,  /* I/N */
  AYES_OPTION_VALUES, /* may stand several times */
  AYES_OPTION_READS   /* the same, of files or folders that are read */
} ayes_option_type;

typedef struct ayes_option_row {
  const char *name;
  char letter; /* 0: only a long name */
  ayes_option_type type;
  size_t offset;     /* of the value in ayes_request */
  const char *value; /* its name in the help; NULL for flags */
  const char *help;
} ayes_option_row;

/* What a command's work needs beside what its options and arguments name. */
typedef enum ayes_command_needs {
  AYES_NEEDS_NOTHING,
  AYES_NEEDS_FOLDERS, /* files that its arguments name, beside them */
  AYES_NEEDS_PDF      /* the program that reads PDF */
} ayes_command_needs;

typedef struct ayes_command {
  const char *name;
  const char *usage;              /* what follows "ayes NAME" */
  const char *summary;            /* one line */
  const char *about;              /* two lines or so, each ended by a line end */
  const ayes_option_row *options; /* ended by a row without name */
  const char *examples;           /* lines, each ended by a line end */
  size_t fewest, most;            /* arguments; most 0: any number */
  const char *missing;            /* what to say when there are too few */
  ayes_command_needs needs;
  ayes_status (*run)(const ayes_request *request, ayes_error *error);
} ayes_command;

extern const ayes_command ayes_command_classify;
extern const ayes_command ayes_command_tally;
extern const ayes_command ayes_command_report;
extern const ayes_command ayes_command_explain;
extern const ayes_command ayes_command_import;
extern const ayes_command ayes_command_inspect;
extern const ayes_command ayes_command_evaluate;
extern const ayes_command ayes_command_learn;
extern const ayes_command ayes_command_lexicon;
extern const ayes_command ayes_command_terms;
extern const ayes_command ayes_command_keyness;
extern const ayes_command ayes_command_kwic;
extern const ayes_command ayes_command_crosstab;
extern const ayes_command ayes_command_topics;
extern const ayes_command ayes_command_export;
extern const ayes_command ayes_command_duplicates;
extern const ayes_command ayes_command_summary;
extern const ayes_command ayes_command_redact;
extern const ayes_command ayes_command_sample;
extern const ayes_command ayes_command_merge;

/* All commands, in the order of the help. */
size_t ayes_command_count(void);
const ayes_command *ayes_command_get(size_t index);

/* The command of that name, or NULL. */
const ayes_command *ayes_command_find(const char *name);

/* The name nearest to what was typed, or NULL when none is near. */
const char *ayes_command_suggest(const char *name);

/* Options that several commands share, for their tables. */
#define AYES_ROW_OUTPUT                                                       \
  {                                                                           \
    "output", 'o', AYES_OPTION_WRITE, offsetof(ayes_request, output), "FILE", \
        "write there instead of to standard output"                           \
  }
#define AYES_ROW_LEXICON                                                        \
  {                                                                             \
    "lexicon", 'l', AYES_OPTION_READS, offsetof(ayes_request, lexicons), "DIR", \
        "folder of a lexicon; may be given again"                               \
  }
#define AYES_ROW_LANGUAGE                                                      \
  {                                                                            \
    "language", 0, AYES_OPTION_TEXT, offsetof(ayes_request, language), "CODE", \
        "which lexicon, when no --lexicon is given: en, or the survey's"       \
  }
#define AYES_ROW_SURVEY(text) \
  { "survey", 's', AYES_OPTION_READ, offsetof(ayes_request, survey), "FILE", text }
#define AYES_ROW_FORMAT(text) \
  { "output-format", 'f', AYES_OPTION_TEXT, offsetof(ayes_request, output_format), "FORMAT", text }
#define AYES_ROWS_INPUT                                                               \
  {"input-format",   0,                                                               \
   AYES_OPTION_TEXT, offsetof(ayes_request, input_format),                            \
   "FORMAT",         "jsonl, csv, xlsx ...; found by name and content otherwise"},    \
      {"encoding",       0,                                                           \
       AYES_OPTION_TEXT, offsetof(ayes_request, encoding),                            \
       "NAME",           "utf-8, windows-1252, utf-16le, utf-16be; found otherwise"}, \
  {                                                                                   \
    "sheet", 0, AYES_OPTION_TEXT, offsetof(ayes_request, sheet), "NAME",              \
        "or number of a workbook's sheet; found otherwise"                            \
  }
#define AYES_ROW_PRESET                                                              \
  {                                                                                  \
    "preset", 'p', AYES_OPTION_TEXT, offsetof(ayes_request, columns.preset), "TOOL", \
        "the tool of an export: qualtrics, ..., or plain; found otherwise"           \
  }
#define AYES_ROW_MAPPING                                                               \
  {                                                                                    \
    "mapping", 'm', AYES_OPTION_READ, offsetof(ayes_request, columns.mapping), "FILE", \
        "mapping.json: what each column of an export is; found otherwise"              \
  }
#define AYES_ROW_GROUP_BY                                                               \
  {                                                                                     \
    "group-by", 'g', AYES_OPTION_TEXT, offsetof(ayes_request, columns.group), "COLUMN", \
        "column of an export that becomes \"group\""                                    \
  }
#define AYES_ROW_MODEL                                                    \
  {                                                                       \
    "model", 'M', AYES_OPTION_READ, offsetof(ayes_request, model), "DIR", \
        "what ayes learn has written: learned words count too"            \
  }
#define AYES_ROW_QUIET                                                   \
  {                                                                      \
    "quiet", 'q', AYES_OPTION_FLAG, offsetof(ayes_request, quiet), NULL, \
        "no summary and no progress on standard error"                   \
  }
/* The last rows of every command. */
#define AYES_ROWS_COMMON                                                                \
  {"sandbox",                                                                           \
   0,                                                                                   \
   AYES_OPTION_FLAG,                                                                    \
   offsetof(ayes_request, sandbox),                                                     \
   NULL,                                                                                \
   "confine the run to the files that are named; no network"},                          \
  {                                                                                     \
    "help", 'h', AYES_OPTION_FLAG, offsetof(ayes_request, help), NULL, "show this help" \
  }
#define AYES_ROW_END \
  { NULL, 0, AYES_OPTION_FLAG, 0, NULL, NULL }

#endif
