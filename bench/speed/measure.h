/* SPDX-License-Identifier: MIT
 *
 * What a command or a function costs, each in a process of its own.
 *
 *     speed_cost cost = speed_run("wc -w answers.jsonl");
 *     speed_cost cost = speed_call(read_all, &job);
 */
#ifndef BENCH_SPEED_MEASURE_H
#define BENCH_SPEED_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct speed_cost {
  double seconds;   /* of one core: user and system */
  double elapsed;   /* seconds by the clock */
  double mebibytes; /* peak of memory */
  bool failed;
} speed_cost;

/* By the shell, in the locale C, output thrown away. */
speed_cost speed_run(const char *command);

/* function returns 0 when all went well. */
speed_cost speed_call(int (*function)(void *user), void *user);

/* The median of each figure; failed when one has. */
speed_cost speed_median(speed_cost *costs, size_t count);

#endif
