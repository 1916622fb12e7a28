/* SPDX-License-Identifier: MIT
 *
 * Commands to run under faults, all of them at least once, in a folder that prepare.sh has filled.
 * What they write goes to out/, where an earlier file stands in the way of each.
 *
 *     for (const scenario *it = scenarios; it->name; it++) ...
 */
#ifndef AYES_TESTS_FAULTS_SCENARIOS_H
#define AYES_TESTS_FAULTS_SCENARIOS_H

#include <stdbool.h>

enum { SCENARIO_ARGUMENTS = 20, SCENARIO_OUTPUTS = 4 };

typedef struct scenario {
  const char *name;
  const char *arguments[SCENARIO_ARGUMENTS]; /* behind "ayes" */
  const char *outputs[SCENARIO_OUTPUTS];     /* files in out/ that stand there before */
  bool resumes;                              /* what is half written may stay, by design */
  bool has_threads; /* not with faults of memory: the sanitizer needs some to make a thread */
  bool is_confined;
} scenario;

extern const scenario scenarios[]; /* the last one has no name */

#endif
