/* SPDX-License-Identifier: MIT
 *
 *     peak FILE COMMAND ...
 *
 * Runs a command and writes the most memory it had at a time, in KiB, to FILE: the kernel's own
 * accounting of a child that has ended. Ends as the command does.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
  struct rusage usage;
  int outcome;
  if (argc < 3) return EXIT_FAILURE;
  pid_t child = fork();
  if (child == 0) {
    execvp(argv[2], argv + 2);
    _exit(127);
  }
  if (child < 0 || wait4(child, &outcome, 0, &usage) != child) return EXIT_FAILURE;
  FILE *file = fopen(argv[1], "w");
  if (!file || fprintf(file, "%ld\n", usage.ru_maxrss) < 0 || fclose(file) != 0)
    return EXIT_FAILURE;
  return WIFEXITED(outcome) ? WEXITSTATUS(outcome) : EXIT_FAILURE;
}
