/* SPDX-License-Identifier: MIT
 *
 * Runs golden cases: each folder with a file `cmd` is one, and what its command writes must equal
 * the files beside it byte for byte (see README.md). With --rewrite, or AYES_REWRITE=1, the files
 * are written instead. AYES names the program, AYES_ROOT the source tree.
 *
 *     AYES=build/check/ayes AYES_ROOT=. run tests/cases/tally
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "difference.h"
#include "sandbox.h"

enum { EXPECTED_LIMIT = 64 * 1024 * 1024, DEFAULT_SECONDS = 60 };

typedef struct case_runner {
  sandbox_settings settings;
  bool rewrite;
  size_t cases, failed, rewritten;
} case_runner;

/* What a case expects; a missing file is an empty one, and exit 0. */
typedef struct expected_files {
  ayes_buffer output, errors, exit;
} expected_files;

static void join(char path[PATH_MAX], const char *folder, const char *name) {
  if (snprintf(path, PATH_MAX, "%s/%s", folder, name) >= PATH_MAX) path[0] = '\0';
}

static bool read_optional(const char *folder, const char *name, ayes_buffer *buffer) {
  char path[PATH_MAX];
  join(path, folder, name);
  return !ayes_file_exists(path) || ayes_file_read(path, EXPECTED_LIMIT, buffer, NULL) == AYES_OK;
}

static bool read_expectation(const char *folder, expected_files *expected) {
  return read_optional(folder, "stdout", &expected->output) &&
         read_optional(folder, "stderr", &expected->errors) &&
         read_optional(folder, "exit", &expected->exit);
}

static void release_expectation(expected_files *expected) {
  ayes_buffer_release(&expected->output);
  ayes_buffer_release(&expected->errors);
  ayes_buffer_release(&expected->exit);
}

/* The source tree's place differs from machine to machine: it is written as $AYES_ROOT. */
static void hide_root(ayes_buffer *buffer, const char *root) {
  ayes_span rest = ayes_buffer_span(buffer), wanted = ayes_span_of(root);
  ayes_buffer hidden = {0};
  while (rest.length) {
    size_t at = ayes_span_find(rest, wanted);
    ayes_buffer_add(&hidden, ayes_span_slice(rest, 0, at));
    if (at < rest.length) ayes_buffer_add_text(&hidden, "$AYES_ROOT");
    rest = ayes_span_from(rest, at < rest.length ? at + wanted.length : at);
  }
  ayes_buffer_release(buffer);
  *buffer = hidden;
}

/* Writes an expected file, or removes it when it would be empty. */
static bool write_expected(const char *folder, const char *name, ayes_span bytes) {
  char path[PATH_MAX];
  join(path, folder, name);
  if (bytes.length == 0) return !ayes_file_exists(path) || unlink(path) == 0;
  ayes_output *output;
  if (ayes_output_open(path, &output, NULL) != AYES_OK) return false;
  bool good = ayes_output_write(output, bytes, NULL) == AYES_OK;
  return ayes_output_close(output, good, NULL) == AYES_OK && good;
}

/* Compares one file, or rewrites it; true when nothing is left to complain about. */
static bool settle(case_runner *runner, const char *folder, const char *name, ayes_span expected,
                   ayes_span actual) {
  if (ayes_span_equal(expected, actual)) return true;
  if (!runner->rewrite) {
    difference_print(name, expected, actual);
    return false;
  }
  runner->rewritten++;
  printf("  %s rewritten\n", name);
  return write_expected(folder, name, actual);
}

static bool settle_all(case_runner *runner, const char *folder, sandbox_result *result) {
  expected_files expected = {0};
  char number[32] = "";
  if (result->exit) snprintf(number, sizeof number, "%zu\n", result->exit);
  hide_root(&result->output, runner->settings.root);
  hide_root(&result->errors, runner->settings.root);
  bool good = read_expectation(folder, &expected);
  if (!good) puts("  an expected file cannot be read");
  if (ayes_span_equal(ayes_buffer_span(&expected.exit), ayes_span_of("0\n")))
    ayes_buffer_clear(&expected.exit);
  good &= settle(runner, folder, "exit", ayes_buffer_span(&expected.exit), ayes_span_of(number));
  good &= settle(runner, folder, "stdout", ayes_buffer_span(&expected.output),
                 ayes_buffer_span(&result->output));
  good &= settle(runner, folder, "stderr", ayes_buffer_span(&expected.errors),
                 ayes_buffer_span(&result->errors));
  release_expectation(&expected);
  return good;
}

static bool run_command(case_runner *runner, const char *folder) {
  char input[PATH_MAX], script[PATH_MAX];
  join(input, folder, "in");
  join(script, folder, "cmd");
  sandbox box;
  sandbox_result result = {0};
  bool good = sandbox_open(&box, input) && sandbox_run(&box, script, &runner->settings, &result);
  if (!good) puts("  the command could not be run");
  if (good && result.timed_out) {
    printf("  killed after %zu seconds\n", runner->settings.seconds);
    good = false;
  }
  if (good) good = settle_all(runner, folder, &result);
  sandbox_result_release(&result);
  sandbox_close(&box);
  return good;
}

static bool is_known(const char *name) {
  static const char *const known[] = {"cmd", "stdout", "stderr", "exit", "in", ".", ".."};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strcmp(name, known[i]) == 0) return true;
  return false;
}

/* A misspelled file would be a check that silently never runs. */
static bool has_only_known_files(const char *folder) {
  DIR *directory = opendir(folder);
  if (!directory) return false;
  bool good = true;
  for (struct dirent *entry; (entry = readdir(directory));) {
    if (is_known(entry->d_name)) continue;
    printf("  '%s' is no part of a case\n", entry->d_name);
    good = false;
  }
  closedir(directory);
  return good;
}

static void run_case(case_runner *runner, const char *folder) {
  printf("%s\n", folder);
  runner->cases++;
  bool good = has_only_known_files(folder);
  good &= run_command(runner, folder);
  if (!good) runner->failed++;
}

static bool is_case(const char *folder) {
  char script[PATH_MAX];
  join(script, folder, "cmd");
  return ayes_file_exists(script);
}

static int by_name(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_visible(const struct dirent *entry) { return entry->d_name[0] != '.'; }

static void run_entry(case_runner *runner, const char *folder, const char *name) {
  char path[PATH_MAX];
  join(path, folder, name);
  if (is_case(path)) {
    run_case(runner, path);
  } else if (ayes_file_is_folder(path)) {
    printf("%s\n  has no file 'cmd'\n", path);
    runner->failed++;
  }
}

/* folder: one case, or a folder of cases. */
static void run_folder(case_runner *runner, const char *folder) {
  if (is_case(folder)) {
    run_case(runner, folder);
    return;
  }
  struct dirent **entries = NULL;
  int count = scandir(folder, &entries, is_visible, by_name);
  size_t before = runner->cases;
  for (int i = 0; i < count; i++) {
    run_entry(runner, folder, entries[i]->d_name);
    free(entries[i]);
  }
  free(entries);
  if (runner->cases > before) return;
  printf("%s\n  holds no cases\n", folder);
  runner->failed++;
}

static bool resolve(const char *variable, char path[PATH_MAX]) {
  const char *value = getenv(variable);
  if (value && realpath(value, path)) return true;
  fprintf(stderr, "run: %s must name an existing file or folder\n", variable);
  return false;
}

static size_t seconds_allowed(void) {
  size_t seconds = DEFAULT_SECONDS;
  ayes_span_to_size(ayes_span_of(getenv("AYES_CASE_SECONDS")), &seconds);
  return seconds;
}

int main(int count, char **arguments) {
  char program[PATH_MAX], root[PATH_MAX], folder[PATH_MAX];
  case_runner runner = {
      .settings = {.program = program, .root = root, .seconds = seconds_allowed()}};
  runner.rewrite = ayes_span_equal(ayes_span_of(getenv("AYES_REWRITE")), ayes_span_of("1"));
  if (!resolve("AYES", program) || !resolve("AYES_ROOT", root)) return EXIT_FAILURE;
  for (int i = 1; i < count; i++) {
    if (strcmp(arguments[i], "--rewrite") == 0) runner.rewrite = true;
    else run_folder(&runner, realpath(arguments[i], folder) ? folder : arguments[i]);
  }
  printf("%zu cases, %zu failed, %zu files rewritten\n", runner.cases, runner.failed,
         runner.rewritten);
  return runner.cases && !runner.failed ? EXIT_SUCCESS : EXIT_FAILURE;
}
