/* SPDX-License-Identifier: MIT
 *
 * What the columns of a survey tool's export are: found from headers and cells, each decision with
 * its reason, and kept as a mapping that people may change.
 *
 *     ayes_columns_detect(words, &sample, &options, &mapping, error);
 *     ayes_mapping_survey(mapping, &survey, error);
 *     ayes_mapping_free(mapping);
 */
#ifndef AYES_COLUMNS_COLUMNS_H
#define AYES_COLUMNS_COLUMNS_H

#include "base/arena.h"
#include "columns/words.h"
#include "survey/survey.h"

enum {
  AYES_SAMPLE_ROWS = 1000,            /* rows that detection looks at, headers among them */
  AYES_SAMPLE_BYTES = 8 * 1024 * 1024 /* of their cells */
};

/* The first rows of a table. */
typedef struct ayes_table_sample_row {
  const ayes_span *cells;
  size_t count;
} ayes_table_sample_row;

typedef struct ayes_table_sample {
  const ayes_table_sample_row *rows;
  size_t count;
  bool is_grid; /* rows may be shorter than the header; otherwise those of other lengths are bad */
} ayes_table_sample;

typedef enum ayes_column_role {
  AYES_COLUMN_EMPTY,
  AYES_COLUMN_IDENTIFIER,  /* of the response: becomes "respondent" and the front of "id" */
  AYES_COLUMN_RESPONDENT,  /* who it is: name, e-mail; never written out */
  AYES_COLUMN_CLOSED,      /* one option is ticked */
  AYES_COLUMN_OPEN,        /* free text: becomes "text" */
  AYES_COLUMN_MULTIPLE,    /* any number of options */
  AYES_COLUMN_MATRIX,      /* a row of a grid of options */
  AYES_COLUMN_OTHER,       /* the words beside the option "Other" */
  AYES_COLUMN_DEMOGRAPHIC, /* may become "group" */
  AYES_COLUMN_TAGS,        /* what officers noted */
  AYES_COLUMN_MACHINE,     /* written by the tool: times, addresses, its own sentiment */
  AYES_COLUMN_ROLE_COUNT
} ayes_column_role;

/* What a column of the tool says of the state of a response. */
typedef enum ayes_column_state {
  AYES_STATE_NONE,
  AYES_STATE_STATUS,    /* in words: "Spam" */
  AYES_STATE_FINISHED,  /* "False" */
  AYES_STATE_PROGRESS,  /* per cent */
  AYES_STATE_SUBMITTED, /* when; empty: not yet */
  AYES_STATE_COUNT
} ayes_column_state;

enum { AYES_COLUMN_EXAMPLES = 3 };

typedef struct ayes_column {
  ayes_span name; /* as the header has it */
  ayes_span code; /* number of the question in it, "Q8a"; or empty */
  ayes_span text; /* the question's words */
  ayes_span part; /* the option, or the row of a matrix; or empty */
  ayes_column_role role;
  ayes_column_state state;
  ayes_span why;   /* one sentence without a full stop */
  size_t question; /* place of its question in the mapping, from 1; 0: none */
  size_t filled;   /* cells of the sample with something in them */
  size_t distinct; /* different ones among these */
  ayes_span examples[AYES_COLUMN_EXAMPLES]; /* the commonest; may be empty */
} ayes_column;

/* A question of the generated survey; closed with options, or open. */
typedef struct ayes_mapped_question {
  ayes_span id;
  ayes_span text;
  ayes_span target; /* when its own words do not say what it is about */
  bool is_open;
  bool is_multiple; /* of a closed one: any number of options can be ticked */
  size_t about;     /* place of the closed question it explains, from 1; 0: none */
  size_t column;    /* index of its first column; an open question may have several */
  ayes_span why;    /* why it is about that question */
  ayes_span *rows;  /* of a grid: what the same options are ticked for */
  size_t row_count;
  ayes_option *options;
  size_t option_count;
} ayes_mapped_question;

typedef struct ayes_mapping {
  ayes_arena arena;   /* owns all that follows */
  const char *preset; /* "qualtrics"; "plain" where no tool was recognised */
  ayes_span preset_why;
  ayes_span title;    /* a line above the header; or empty */
  size_t skipped;     /* rows before the header that are none */
  size_t header_rows; /* 0 to 3 */
  ayes_span header_why;
  ayes_span group;         /* name of the column that becomes "group"; or empty */
  size_t sampled;          /* rows below the header that were looked at */
  const ayes_span *header; /* cells of the first header row, one a column; NULL: there is none */
  ayes_column *columns;
  size_t column_count;
  ayes_mapped_question *questions;
  size_t question_count;
} ayes_mapping;

typedef struct ayes_columns_options {
  const char *preset;        /* a name of ayes_preset_name, or NULL: found */
  const char *group;         /* name, code or words of the column that becomes "group"; or NULL */
  const ayes_mapping *given; /* as read by ayes_mapping_read: it decides; or NULL */
} ayes_columns_options;

/* The tools by number from 0: "plain", "citizen-space", ...; NULL past the last. */
const char *ayes_preset_name(size_t index);
/* As people write it: "Citizen Space". */
const char *ayes_preset_title(const char *name);

/* "closed", "multiple-choice", ... and back; false for an unknown name. */
const char *ayes_column_role_name(ayes_column_role role);
bool ayes_column_role_named(ayes_span name, ayes_column_role *role);

/* "status", "finished", "progress", "submitted"; "" for none; and back: none for another name. */
const char *ayes_column_state_name(ayes_column_state state);
ayes_column_state ayes_column_state_named(ayes_span name);

/* Whether the rows list questions and the columns they stand in, as i.AI Consult asks for beside
 * the answers, and are no answers themselves. */
bool ayes_sample_is_question_list(const ayes_table_sample *sample);

/* *mapping is yours. options may be NULL. AYES_BAD_USAGE: an unknown preset or group.
 * AYES_BAD_DATA: no rows; a column of the given mapping is not there.
 * O(cells of the sample + columns * words). */
ayes_status ayes_columns_detect(const ayes_column_words *words, const ayes_table_sample *sample,
                                const ayes_columns_options *options, ayes_mapping **mapping,
                                ayes_error *error);

void ayes_mapping_free(ayes_mapping *mapping);

/* The same as JSON (engine/schema/mapping.schema.json). */
void ayes_mapping_write(const ayes_mapping *mapping, ayes_buffer *buffer);

/* Reads what ayes_mapping_write wrote and people have changed. *mapping is yours. AYES_NO_INPUT;
 * AYES_BAD_DATA: it is none, with the column or question named. */
ayes_status ayes_mapping_read(const char *path, ayes_mapping **mapping, ayes_error *error);

/* The survey of the questions, for the engine and for --survey-out. *survey is yours. */
ayes_status ayes_mapping_survey(const ayes_mapping *mapping, ayes_survey **survey,
                                ayes_error *error);

/* Gives the options of a survey the meanings that it does not state itself, and keeps the list of
 * options for ticks that it does not list. */
ayes_status ayes_survey_use_options(ayes_survey *survey, const ayes_column_words *words,
                                    ayes_error *error);

/* Gives the questions the ids that the survey has for them, by id or by wording, and what each open
 * one is about. *unmatched: open questions that the survey does not have. */
ayes_status ayes_mapping_follow(ayes_mapping *mapping, const ayes_survey *survey, size_t *unmatched,
                                ayes_error *error);

#endif
