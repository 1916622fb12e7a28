/* SPDX-License-Identifier: MIT
 *
 * What the kernel lets a process give up: files by Landlock, system calls by seccomp. What was
 * given up is gone for good, for all threads and programs that the process starts from then on; so
 * this comes before the first thread.
 *
 *     ayes_confined_files files;
 *     bool good = ayes_confine_files_begin(&files);
 *     if (good) ayes_confine_files_allow(&files, "answers.xlsx", AYES_MAY_READ);
 *     if (good) good = ayes_confine_files_end(&files);
 *     good = ayes_confine_calls(false);
 */
#ifndef AYES_CLI_CONFINE_H
#define AYES_CLI_CONFINE_H

#include <stdbool.h>
#include <stdint.h>

/* What may be done with a path and, where it is a folder, with all beneath it. */
typedef enum ayes_confine_right {
  AYES_MAY_READ,  /* and list folders */
  AYES_MAY_WRITE, /* and read, make, rename and remove */
  AYES_MAY_RUN    /* and read */
} ayes_confine_right;

/* Paths that stay in reach. */
typedef struct ayes_confined_files {
  int rules;          /* a descriptor */
  uint64_t forbidden; /* rights that the kernel knows, and that need a rule from now on */
} ayes_confined_files;

/* False, with errno, where the kernel has no Landlock or a container forbids it. Otherwise end it
 * with ayes_confine_files_end. Source: Linux kernel documentation, userspace-api/landlock. */
bool ayes_confine_files_begin(ayes_confined_files *files);

/* A path that is not there, or that Landlock does not rule (a pipe), is left alone. */
void ayes_confine_files_allow(const ayes_confined_files *files, const char *path,
                              ayes_confine_right right);

/* From here on other files can be neither opened nor made nor renamed nor removed, and no process
 * outside can be traced; where the kernel knows how, TCP ports and signals to processes outside are
 * out of reach too. False, with errno, where the kernel refuses. */
bool ayes_confine_files_end(ayes_confined_files *files);

/* From here on system calls that reading, computing and writing do not need are unknown
 * (ENOSYS): sockets, tracing, mounting, namespaces, and, unless may_run, starting programs and
 * sending signals. False: the kernel refuses, or this was built without libseccomp; with errno
 * ENOMEM: no memory. */
bool ayes_confine_calls(bool may_run);

#endif
