/* SPDX-License-Identifier: MIT
 *
 * Results as files for dashboards: three tidy tables, each row handed to every writer once.
 *
 *     kind->open(&job, &writer, error);
 *     kind->row(writer, AYES_TABLE_RESPONSES, cells, error);      -- for every row, as they come
 *     kind->finish(writer, &list, error);
 *     kind->close(writer, true, error);                           -- now the files are there
 *
 * schema/README.md describes columns and files to users: they are an interface with a version.
 */
#ifndef AYES_REPORT_EXPORT_H
#define AYES_REPORT_EXPORT_H

#include "base/buffer.h"
#include "tally/figures.h"

enum { AYES_EXPORT_INTERFACE = 1 }; /* of columns and files; a new one when any of them changes */

typedef enum ayes_cell_type {
  AYES_CELL_NONE, /* nothing is known */
  AYES_CELL_TEXT,
  AYES_CELL_INTEGER,
  AYES_CELL_NUMBER,
  AYES_CELL_BOOLEAN
} ayes_cell_type;

typedef struct ayes_cell {
  ayes_cell_type type;
  ayes_span text;
  double number; /* also of integers (under 2^53) and booleans */
} ayes_cell;

typedef struct ayes_column {
  const char *name;
  ayes_cell_type type;
  bool is_required;   /* never AYES_CELL_NONE */
  int decimals;       /* of numbers */
  double width;       /* in a spreadsheet, characters */
  const char *values; /* all it can hold, "|" between; NULL: anything */
  const char *about;  /* one sentence */
} ayes_column;

typedef enum ayes_table_id {
  AYES_TABLE_RESPONSES, /* one row a record */
  AYES_TABLE_MENTIONS,  /* one row a piece of evidence or a topic */
  AYES_TABLE_SUMMARY,   /* one row a figure */
  AYES_TABLE_COUNT
} ayes_table_id;

enum { AYES_COLUMN_LIMIT = 20 };

typedef struct ayes_table {
  const char *name; /* "responses" */
  const char *title;
  const char *about;
  const char *key; /* columns that tell its rows apart, "|" between */
  const ayes_column *columns;
  size_t column_count;
} ayes_table;

const ayes_table *ayes_export_table(ayes_table_id id);

/* The rows' cells, as many as the table has columns. What the spans point to lives as long as the
 * record, the list, and scratch. row: the record's number, from 1. */
typedef struct ayes_export_rows {
  const ayes_survey *survey; /* may be NULL */
  ayes_buffer scratch;
} ayes_export_rows;

ayes_status ayes_export_response(ayes_export_rows *rows, size_t row,
                                 const ayes_result_record *record, ayes_cell *cells,
                                 ayes_error *error);
/* index: from 0, evidence first, then topics; false when the record has no such mention. */
bool ayes_export_mention(size_t row, const ayes_result_record *record, size_t index,
                         ayes_cell *cells);
void ayes_export_figure(const ayes_figure *figure, ayes_cell *cells);

/* What all writers are told. */
typedef struct ayes_export_job {
  const char *folder;        /* exists */
  bool raw_cells;            /* leave cells that look like formulas as they are */
  unsigned kinds;            /* bits: 1 << index of ayes_export_kind */
  const char *version;       /* of the program */
  const ayes_survey *survey; /* may be NULL */
  ayes_span target;          /* the proposal where the survey says nothing; may be empty */
  size_t *more_files;        /* counts files kept that no kind names beforehand */
} ayes_export_job;

/* One writer of one file or more. Each file appears under its name when close is told to keep it,
 * complete, or not at all. */
typedef struct ayes_export_kind {
  const char *name;         /* as people choose it: "csv" */
  const char *const *files; /* within the folder, ended by NULL */
  ayes_status (*open)(const ayes_export_job *job, void **writer, ayes_error *error);
  /* may be NULL */
  ayes_status (*row)(void *writer, ayes_table_id table, const ayes_cell *cells, ayes_error *error);
  /* may be NULL; the record as it was read */
  ayes_status (*record)(void *writer, const json_t *record, ayes_error *error);
  /* After the last row: what is left to write, so that close has only to rename. */
  ayes_status (*finish)(void *writer, const ayes_figure_list *list, ayes_error *error);
  /* Frees the writer; NULL is accepted. */
  ayes_status (*close)(void *writer, bool keep, ayes_error *error);
} ayes_export_kind;

/* csv, sqlite, xlsx, json, charts; answers, which needs no stances;
 * consult; and last datapackage, which
 * names the files of the others. */
enum {
  AYES_EXPORT_KIND_COUNT = 8,
  AYES_EXPORT_ANSWERS = 5,
  AYES_EXPORT_CONSULT = 6,
  AYES_EXPORT_PACKAGE = 7
};
/* Bits of what is written only where asked for: no tables, and without a package when alone. */
#define AYES_EXPORT_UNASKED (1u << AYES_EXPORT_ANSWERS | 1u << AYES_EXPORT_CONSULT)

const ayes_export_kind *ayes_export_kind_get(size_t index);

/* The bits of a list of names with commas between; NULL: all but answers and consult. The package
 * is always among them. AYES_BAD_USAGE names what is unknown. */
ayes_status ayes_export_choose(const char *names, unsigned *kinds, ayes_error *error);

#endif
