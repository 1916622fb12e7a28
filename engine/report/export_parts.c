/* SPDX-License-Identifier: MIT
 *
 * Temporary files as base/file.c makes them, for libraries that insist on a name; folders, colours,
 * and what can be asked for.
 */
#include "report/export_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "report/result.h"
#include "text/utf8.h"

static char *join(const char *folder, const char *name, const char *suffix) {
  ayes_buffer path = {0};
  ayes_buffer_add_text(&path, folder);
  if (name[0] && path.length && path.data[path.length - 1] != '/') ayes_buffer_add_byte(&path, '/');
  ayes_buffer_add_text(&path, name);
  ayes_buffer_add_text(&path, suffix);
  ayes_buffer_add_byte(&path, '\0');
  if (!path.failed) return path.data;
  ayes_buffer_release(&path);
  return NULL;
}

static void release(ayes_export_file *file) {
  ayes_memory_free(file->path);
  ayes_memory_free(file->temporary);
  memset(file, 0, sizeof *file);
}

static ayes_status file_failed(const char *path, const char *what, ayes_error *error) {
  return ayes_error_set_at(error, AYES_IO_FAILED, path, 0, 0, "cannot be %s: %s", what,
                           strerror(errno));
}

ayes_status ayes_export_file_open(const char *folder, const char *name, ayes_export_file *file,
                                  ayes_error *error) {
  file->path = join(folder, name, "");
  file->temporary = join(folder, name, ".partial-XXXXXX");
  if (!file->path || !file->temporary) {
    release(file);
    return ayes_error_memory(error);
  }
  int descriptor = mkstemp(file->temporary);
  if (descriptor < 0) {
    ayes_status status = file_failed(file->path, "written", error);
    release(file);
    return status;
  }
  mode_t mask = umask(0);
  umask(mask);
  (void)fchmod(descriptor, (mode_t)(0666 & ~mask));
  close(descriptor);
  return AYES_OK;
}

static ayes_status publish(const ayes_export_file *file, ayes_error *error) {
  int descriptor = open(file->temporary, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return file_failed(file->path, "written", error);
  bool synced = fsync(descriptor) == 0;
  ayes_status status = synced ? AYES_OK : file_failed(file->path, "written", error);
  close(descriptor);
  if (status == AYES_OK && rename(file->temporary, file->path) != 0)
    status = file_failed(file->path, "renamed", error);
  return status;
}

ayes_status ayes_export_file_close(ayes_export_file *file, bool keep, ayes_error *error) {
  if (!file->path) return AYES_OK;
  ayes_status status = keep ? publish(file, error) : AYES_OK;
  if (!keep || status != AYES_OK) unlink(file->temporary);
  release(file);
  return status;
}

ayes_status ayes_export_folder_open(const char *folder, const char *name, ayes_export_folder *made,
                                    ayes_error *error) {
  char *path = join(folder, name, "");
  made->made = NULL;
  if (!path) return ayes_error_memory(error);
  bool is_new;
  ayes_status status = ayes_file_make_folder(path, &is_new, error);
  if (is_new) made->made = path;
  else ayes_memory_free(path);
  return status;
}

void ayes_export_folder_close(ayes_export_folder *made, bool keep) {
  if (made->made && !keep) (void)rmdir(made->made);
  ayes_memory_free(made->made);
  made->made = NULL;
}

ayes_status ayes_export_output(const char *folder, const char *name, ayes_output **output,
                               ayes_error *error) {
  *output = NULL;
  char *path = join(folder, name, "");
  if (!path) return ayes_error_memory(error);
  ayes_status status = ayes_output_open(path, output, error);
  ayes_memory_free(path);
  return status;
}

ayes_status ayes_export_outputs_close(ayes_output *const *outputs, size_t count, bool keep,
                                      size_t *closed, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < count; i++) {
    bool good = keep && status == AYES_OK;
    if (!outputs[i]) continue;
    ayes_status closing = ayes_output_close(outputs[i], good, good ? error : NULL);
    if (good) status = closing;
    if (closed) *closed += good && closing == AYES_OK;
  }
  return status;
}

const char *ayes_colour_of_stance(ayes_stance stance) {
  switch (stance) {
    case AYES_SUPPORT: return "#12436D";
    case AYES_MIXED: return "#28A197";
    case AYES_OPPOSE: return "#801650";
    default: return "#A285D1";
  }
}

static const ayes_export_kind *const kinds[AYES_EXPORT_KIND_COUNT] = {
    &ayes_export_csv,    &ayes_export_sqlite,  &ayes_export_xlsx,    &ayes_export_json,
    &ayes_export_charts, &ayes_export_answers, &ayes_export_consult, &ayes_export_package};

const ayes_export_kind *ayes_export_kind_get(size_t index) { return kinds[index]; }

static ayes_status unknown_kind(ayes_span name, ayes_error *error) {
  return ayes_error_set(
      error, AYES_BAD_USAGE,
      "there is no output \"%.*s\": use csv, sqlite, xlsx, json, charts, answers, consult "
      "or datapackage",
      (int)(name.length < 40 ? name.length : 40), name.length ? name.data : "");
}

ayes_status ayes_export_choose(const char *names, unsigned *chosen, ayes_error *error) {
  ayes_span rest = ayes_span_of(names), name;
  *chosen = 1u << AYES_EXPORT_PACKAGE;
  if (!names) *chosen = ((1u << AYES_EXPORT_KIND_COUNT) - 1) & ~AYES_EXPORT_UNASKED;
  if (names && !rest.length) return unknown_kind(rest, error);
  while (ayes_span_split(&rest, ',', &name)) {
    unsigned bit = 0;
    name = ayes_span_trim(name);
    for (unsigned i = 0; i < AYES_EXPORT_KIND_COUNT; i++)
      if (ayes_span_equal(name, ayes_span_of(kinds[i]->name))) bit = 1u << i;
    if (!bit) return unknown_kind(name, error);
    *chosen |= bit;
  }
  return AYES_OK;
}
