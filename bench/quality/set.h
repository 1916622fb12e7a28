/* SPDX-License-Identifier: MIT
 *
 * The sets that are measured: answers with gold labels.
 *
 *     const bench_set *set = &bench_sets[0];
 *     bench_set_files files;
 *     bench_set_open(set, &workspace, &files, &error);
 *     if (files.present) ...
 */
#ifndef AYES_BENCH_SET_H
#define AYES_BENCH_SET_H

#include "quality/workspace.h"

typedef struct bench_set {
  const char *name;
  bool is_shared;      /* lies in the folder of larger data, which may be absent */
  bool is_document;    /* answers is a document that has to be imported */
  const char *answers; /* paths from the root or from the folder of larger data */
  const char *gold;
  const char *survey; /* or NULL: the answers name their targets */
  const char *note;   /* what a reader of the figures has to know; no commas */
} bench_set;

extern const bench_set bench_sets[];
extern const size_t bench_set_count;

typedef struct bench_set_files {
  bool present;
  const char *answers, *gold, *survey; /* paths; survey may be NULL */
} bench_set_files;

/* Finds the files of a set and imports its document. The paths are the workspace's. */
ayes_status bench_set_open(const bench_set *set, bench_workspace *workspace, bench_set_files *files,
                           ayes_error *error);

/* Imports a document to answers and a survey in the temporary folder. */
ayes_status bench_import(const char *document, const char *name, bench_workspace *workspace,
                         const char **answers, const char **survey, ayes_error *error);

#endif
