/* SPDX-License-Identifier: MIT
 *
 * The temporary folder is taken apart in the contrary order of how it was made, so that folders are
 * empty when their turn comes.
 */
#include "quality/workspace.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"

static const char *folder_of(const char *variable, const char *otherwise) {
  const char *value = getenv(variable);
  return value && *value ? value : otherwise;
}

static char *keep(bench_workspace *workspace, char *path, ayes_error *error) {
  if (!path) return NULL;
  const char **place = ayes_array_add(&workspace->files, error);
  if (!place) return NULL;
  *place = path;
  return path;
}

char *bench_path(bench_workspace *workspace, const char *folder, const char *name,
                 ayes_error *error) {
  return ayes_file_join(&workspace->arena, folder, name, error);
}

char *bench_scratch(bench_workspace *workspace, const char *name, ayes_error *error) {
  return bench_scratch_in(workspace, workspace->scratch, name, error);
}

char *bench_scratch_in(bench_workspace *workspace, const char *folder, const char *name,
                       ayes_error *error) {
  return keep(workspace, bench_path(workspace, folder, name, error), error);
}

char *bench_scratch_folder(bench_workspace *workspace, const char *name, ayes_error *error) {
  char *path = bench_scratch(workspace, name, error);
  if (path && mkdir(path, 0700) == 0) return path;
  if (path) ayes_error_set_at(error, AYES_IO_FAILED, path, 0, 0, "cannot be created");
  return NULL;
}

static ayes_status make_scratch(bench_workspace *workspace, ayes_error *error) {
  const char *parent = folder_of("TMPDIR", "/tmp");
  char *path = bench_path(workspace, parent, "ayes-bench-XXXXXX", error);
  if (!path) return AYES_NO_MEMORY;
  if (!mkdtemp(path))
    return ayes_error_set_at(error, AYES_IO_FAILED, parent, 0, 0,
                             "no temporary folder can be made in it");
  workspace->scratch = path;
  return keep(workspace, path, error) ? AYES_OK : AYES_NO_MEMORY;
}

ayes_status bench_workspace_open(bench_workspace *workspace, ayes_error *error) {
  workspace->root = folder_of("AYES_ROOT", ".");
  const char *beside = bench_path(workspace, workspace->root, "../shared", error);
  if (!beside) return AYES_NO_MEMORY;
  workspace->shared = folder_of("AYES_SHARED", beside);
  return make_scratch(workspace, error);
}

void bench_workspace_close(bench_workspace *workspace) {
  for (size_t i = workspace->files.count; i > 0; i--) remove(workspace->files.items[i - 1]);
  ayes_array_release(&workspace->files);
  ayes_arena_release(&workspace->arena);
}

ayes_status bench_write(const char *path, const ayes_buffer *bytes, ayes_error *error) {
  ayes_output *output;
  if (bytes->failed) return ayes_error_memory(error);
  ayes_status status = ayes_output_open(path, &output, error);
  if (status != AYES_OK) return status;
  status = ayes_output_write(output, ayes_buffer_span(bytes), error);
  ayes_status closed = ayes_output_close(output, status == AYES_OK, error);
  return status == AYES_OK ? closed : status;
}
