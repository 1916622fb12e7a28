/* SPDX-License-Identifier: MIT
 *
 * The kernel's own accounting of a child that has ended (wait4), with that of its children.
 */
#include "speed/measure.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds_of(struct timeval time) {
  return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

speed_cost speed_call(int (*function)(void *user), void *user) {
  struct rusage usage;
  int outcome = 1;
  fflush(NULL);
  double start = now();
  pid_t child = fork();
  if (child == 0) _exit(function(user));
  if (child < 0 || wait4(child, &outcome, 0, &usage) != child) return (speed_cost){.failed = true};
  return (speed_cost){.seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
                      .elapsed = now() - start,
                      .mebibytes = (double)usage.ru_maxrss / 1024,
                      .failed = outcome != 0};
}

static int run_command(void *user) {
  int nowhere = open("/dev/null", O_WRONLY);
  if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0) return 1;
  if (setenv("LC_ALL", "C", 1) != 0) return 1;
  execl("/bin/sh", "sh", "-c", (const char *)user, (char *)NULL);
  return 1;
}

speed_cost speed_run(const char *command) {
  char copy[4096];
  snprintf(copy, sizeof copy, "%s", command);
  return speed_call(run_command, copy);
}

static int compare_doubles(const void *a, const void *b) {
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

static double middle_of(double *values, size_t count) {
  qsort(values, count, sizeof *values, compare_doubles);
  return values[count / 2];
}

enum { RUNS_LIMIT = 32 };

speed_cost speed_median(speed_cost *costs, size_t count) {
  double seconds[RUNS_LIMIT], elapsed[RUNS_LIMIT], mebibytes[RUNS_LIMIT];
  speed_cost median = {.failed = count == 0 || count > RUNS_LIMIT};
  for (size_t i = 0; i < count && !median.failed; i++) {
    seconds[i] = costs[i].seconds;
    elapsed[i] = costs[i].elapsed;
    mebibytes[i] = costs[i].mebibytes;
    median.failed = costs[i].failed;
  }
  if (median.failed) return median;
  median.seconds = middle_of(seconds, count);
  median.elapsed = middle_of(elapsed, count);
  median.mebibytes = middle_of(mebibytes, count);
  return median;
}
