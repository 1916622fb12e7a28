/* SPDX-License-Identifier: MIT
 *
 * Where the benchmark reads and writes: the source tree, the folder of larger data beside it, and a
 * temporary folder that goes when the work is done.
 *
 *     bench_workspace workspace = {0};
 *     bench_workspace_open(&workspace, &error);
 *     const char *path = bench_path(&workspace, workspace.root, "bench/quality.csv", &error);
 *     bench_workspace_close(&workspace);
 */
#ifndef AYES_BENCH_WORKSPACE_H
#define AYES_BENCH_WORKSPACE_H

#include "base/arena.h"
#include "base/buffer.h"

typedef struct bench_workspace {
  ayes_arena arena;   /* of paths */
  const char *root;   /* AYES_ROOT, or the working folder */
  const char *shared; /* AYES_SHARED, or root/../shared; need not exist */
  char *scratch;      /* the temporary folder */
  struct {
    const char **items;
    size_t count, capacity;
  } files; /* in scratch, files before the folders they are in */
} bench_workspace;

/* Finds the folders and makes the temporary one. The caller closes it, also after a failure. */
ayes_status bench_workspace_open(bench_workspace *workspace, ayes_error *error);
void bench_workspace_close(bench_workspace *workspace);

/* folder/name; the workspace's. NULL when memory is out. */
char *bench_path(bench_workspace *workspace, const char *folder, const char *name,
                 ayes_error *error);

/* scratch/name, which goes with the workspace. */
char *bench_scratch(bench_workspace *workspace, const char *name, ayes_error *error);

/* A new folder scratch/name with the files in it that bench_scratch_in names. */
char *bench_scratch_folder(bench_workspace *workspace, const char *name, ayes_error *error);
char *bench_scratch_in(bench_workspace *workspace, const char *folder, const char *name,
                       ayes_error *error);

/* Writes a file in one go: complete or not at all. */
ayes_status bench_write(const char *path, const ayes_buffer *bytes, ayes_error *error);

#endif
