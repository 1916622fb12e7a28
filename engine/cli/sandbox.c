/* SPDX-License-Identifier: MIT
 *
 * The table of options says which values are read and which are written, so a new option is
 * confined rightly by its row alone. Beside these a run may read what the C library loads on
 * demand: converters of encodings, time zones.
 */
#define _GNU_SOURCE
#include "cli/sandbox.h"

#include <dirent.h>
#include <errno.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/confine.h"
#include "cli/messages.h"

enum { PATH_LIMIT = 4096 };

static const char *const system_files[] = {
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/share",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/sys/devices/system/cpu/online",
    "/proc/sys/vm/overcommit_memory" /* malloc looks there */};

/* The folder that a path stands in. */
static void folder_of(const char *path, char folder[PATH_LIMIT]) {
  const char *slash = strrchr(path, '/');
  size_t length = slash ? (size_t)(slash - path) : 0;
  if (!slash) (void)snprintf(folder, PATH_LIMIT, ".");
  else if (length == 0) (void)snprintf(folder, PATH_LIMIT, "/");
  else if (length < PATH_LIMIT) (void)snprintf(folder, PATH_LIMIT, "%.*s", (int)length, path);
  else folder[0] = '\0';
}

static bool is_pack(const char *folder) {
  char path[PATH_LIMIT];
  struct stat facts;
  int length = snprintf(path, sizeof path, "%s/pack.json", folder);
  return length < PATH_LIMIT && stat(path, &facts) == 0;
}

/* A pack may stand on another one beside it. */
static void allow_packs_beside(const ayes_confined_files *files, const char *pack) {
  char folder[PATH_LIMIT], path[PATH_LIMIT];
  if (snprintf(folder, sizeof folder, "%s/..", pack) >= PATH_LIMIT) return;
  DIR *entries = opendir(folder);
  for (struct dirent *entry; entries && (entry = readdir(entries));) {
    int length = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (length < PATH_LIMIT && is_pack(path)) ayes_confine_files_allow(files, path, AYES_MAY_READ);
  }
  if (entries) closedir(entries);
}

static void allow_input(const ayes_confined_files *files, const char *path) {
  ayes_confine_files_allow(files, path, AYES_MAY_READ);
  if (is_pack(path)) allow_packs_beside(files, path);
}

/* A file appears beside its temporary one, so its folder must be in reach: or, while that is still
 * to be made, the nearest one above. What is no plain file is written as it is. */
static void allow_output(const ayes_confined_files *files, const char *path) {
  char folder[PATH_LIMIT], above[PATH_LIMIT];
  struct stat facts;
  if (strcmp(path, "-") == 0) return;
  if (stat(path, &facts) == 0 && !S_ISREG(facts.st_mode)) {
    ayes_confine_files_allow(files, path, AYES_MAY_WRITE);
    return;
  }
  folder_of(path, folder);
  while (folder[0] && stat(folder, &facts) != 0 && strcmp(folder, ".") != 0) {
    folder_of(folder, above);
    memcpy(folder, above, sizeof folder);
  }
  ayes_confine_files_allow(files, folder, AYES_MAY_WRITE);
}

static void allow_option(const ayes_confined_files *files, const ayes_option_row *row,
                         const ayes_request *request) {
  const char *place = (const char *)request + row->offset;
  const char *text = NULL;
  ayes_option_values values = {.count = 0};
  if (row->type == AYES_OPTION_READ || row->type == AYES_OPTION_WRITE)
    memcpy(&text, place, sizeof text);
  if (row->type == AYES_OPTION_READS) memcpy(&values, place, sizeof values);
  if (text && row->type == AYES_OPTION_READ) allow_input(files, text);
  if (text && row->type == AYES_OPTION_WRITE) allow_output(files, text);
  for (size_t i = 0; i < values.count; i++) allow_input(files, values.items[i]);
}

static void allow_arguments(const ayes_confined_files *files, const ayes_command *command,
                            const ayes_request *request) {
  char folder[PATH_LIMIT];
  for (size_t i = 0; i < request->argument_count; i++) {
    allow_input(files, request->arguments[i]);
    if (command->needs != AYES_NEEDS_FOLDERS) continue;
    folder_of(request->arguments[i], folder);
    ayes_confine_files_allow(files, folder, AYES_MAY_READ);
  }
}

/* /tmp is where the C library makes them, whatever TMPDIR says. */
static void allow_temporary_files(const ayes_confined_files *files) {
  const char *folder = getenv("TMPDIR");
  ayes_confine_files_allow(files, P_tmpdir, AYES_MAY_WRITE);
  if (folder) ayes_confine_files_allow(files, folder, AYES_MAY_WRITE);
  ayes_confine_files_allow(files, "/dev/null", AYES_MAY_WRITE);
}

static void allow_system(const ayes_confined_files *files) {
  char path[PATH_LIMIT];
  for (size_t i = 0; i < sizeof system_files / sizeof *system_files; i++)
    ayes_confine_files_allow(files, system_files[i], AYES_MAY_READ);
  for (size_t i = 0; ayes_lexicons_folder(i, path, sizeof path); i++)
    ayes_confine_files_allow(files, path, AYES_MAY_READ);
}

/* The loader of programs that link shared libraries, as this one names it. */
static int allow_loader(struct dl_phdr_info *info, size_t size, void *files) {
  (void)size;
  for (size_t i = 0; i < info->dlpi_phnum; i++)
    if (info->dlpi_phdr[i].p_type == PT_INTERP)
      ayes_confine_files_allow(files, (const char *)info->dlpi_addr + info->dlpi_phdr[i].p_vaddr,
                               AYES_MAY_RUN);
  return 1; /* the first one is the program itself */
}

/* Wherever PATH has a program of that name. */
static void allow_program(ayes_confined_files *files, const char *name) {
  char path[PATH_LIMIT];
  const char *folders = getenv("PATH");
  if (!folders) folders = "/usr/bin:/bin";
  for (size_t length; *folders; folders += length + (folders[length] == ':')) {
    length = strcspn(folders, ":");
    if (length < PATH_LIMIT &&
        snprintf(path, sizeof path, "%.*s/%s", (int)length, folders, name) < PATH_LIMIT)
      ayes_confine_files_allow(files, path, AYES_MAY_RUN);
  }
  dl_iterate_phdr(allow_loader, files);
}

static bool confine_files(const ayes_command *command, const ayes_request *request) {
  ayes_confined_files files;
  if (!ayes_confine_files_begin(&files)) return false;
  for (const ayes_option_row *row = command->options; row->name; row++)
    allow_option(&files, row, request);
  allow_arguments(&files, command, request);
  allow_temporary_files(&files);
  allow_system(&files);
  if (command->needs == AYES_NEEDS_PDF) allow_program(&files, "pdftotext");
  return ayes_confine_files_end(&files);
}

ayes_status ayes_sandbox_enter(const ayes_command *command, const ayes_request *request,
                               ayes_error *error) {
  bool files = confine_files(command, request);
  const char *reason = strerror(errno);
  errno = 0;
  bool calls = ayes_confine_calls(command->needs == AYES_NEEDS_PDF);
  if (!calls && errno == ENOMEM) {
    error->status = AYES_NO_MEMORY;
    (void)snprintf(error->message, sizeof error->message, "out of memory");
    return AYES_NO_MEMORY;
  }
  if (!files && !calls)
    ayes_message_note("--sandbox: neither Landlock nor seccomp here: the run is not confined");
  else if (!files)
    ayes_message_note("--sandbox: no Landlock here (%s): files are not confined", reason);
  else if (!calls) ayes_message_note("--sandbox: no seccomp here: system calls are not confined");
  return AYES_OK;
}
