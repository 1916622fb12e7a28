/* SPDX-License-Identifier: MIT
 *
 * A fresh folder for one golden case, and a shell command run in it under a time limit.
 *
 *     sandbox box;
 *     if (!sandbox_open(&box, "tests/cases/tally/plain/in")) ...
 *     sandbox_result result = {0};
 *     sandbox_run(&box, "tests/cases/tally/plain/cmd", &settings, &result);
 *     sandbox_result_release(&result);
 *     sandbox_close(&box);
 */
#ifndef AYES_CASES_SANDBOX_H
#define AYES_CASES_SANDBOX_H

#include <limits.h>

#include "base/buffer.h"

typedef struct sandbox {
  char folder[PATH_MAX];
} sandbox;

typedef struct sandbox_settings {
  const char *program; /* $AYES, an absolute path */
  const char *root;    /* $AYES_ROOT, an absolute path */
  size_t seconds;      /* after which the command and its children are killed */
} sandbox_settings;

typedef struct sandbox_result {
  ayes_buffer output, errors; /* what the command wrote to stdout and stderr */
  size_t exit;                /* 128 + the number of the signal that ended it */
  bool timed_out;
} sandbox_result;

/* Makes the folder and copies the files of input into it; a missing input is an empty one. */
bool sandbox_open(sandbox *box, const char *input);

/* Runs the script with sh inside the folder, with an environment of its own. False when it could
 * not be started or its output not be read; result is then of no use. */
bool sandbox_run(const sandbox *box, const char *script, const sandbox_settings *settings,
                 sandbox_result *result);

void sandbox_result_release(sandbox_result *result);

/* Removes the folder and all in it. */
void sandbox_close(sandbox *box);

#endif
