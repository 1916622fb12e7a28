/* SPDX-License-Identifier: MIT
 *
 * A scenario being run again and again, and what must hold of each run.
 *
 *     runner_set_out(&it);
 *     ... a run, with a fault ...
 *     runner_check(&it, &result);
 */
#ifndef AYES_TESTS_FAULTS_RUNNER_H
#define AYES_TESTS_FAULTS_RUNNER_H

#include <stdio.h>

#include "base/buffer.h"
#include "faults/rewind.h"
#include "faults/scenarios.h"
#include "faults/seam.h"

/* Exit code of the sanitizers (the test sets it). */
enum { RUNNER_SANITIZER = 99, RUNNER_FILES = 64 };

/* What a child tells, in memory it shares with its parents. */
typedef struct runner_story {
  size_t requests;
  char function[32];
  size_t runs, failures; /* of the scenario */
} runner_story;

typedef struct runner_outcome {
  int status; /* of waitpid */
  ayes_buffer out, err;
} runner_outcome;

typedef struct runner_file {
  char name[128]; /* below out/ */
  ayes_buffer bytes;
} runner_file;

typedef struct runner {
  const scenario *scenario;
  runner_story *story;
  seam_fault fault;
  seam_places *places; /* shared too; NULL: places do not matter */
  size_t sample;       /* runs of an everyday test; 0: all there are */
  size_t requests;     /* of a run without a fault */
  FILE *log;           /* standard output is what a child has */
  runner_file expected[RUNNER_FILES];
  size_t expected_count;
  ayes_buffer expected_out;
  runner_outcome result;
  rewind_point point;
} runner;

/* The folder out/ as it is before a run: an earlier file in the place of each output. */
void runner_set_out(runner *it);

/* What the run printed. */
void runner_read_result(runner_outcome *result);

/* What the run left is what each run should leave. */
void runner_expect(runner *it, const runner_outcome *result);

/* Complains of what a run with it->fault did wrongly. */
void runner_check(runner *it, const runner_outcome *result);

void runner_complain(runner *it, const runner_outcome *result, const char *what,
                     const char *detail);

void runner_release(runner *it);

#endif
