/* SPDX-License-Identifier: MIT
 *
 * A run must end by itself, without a report of a sanitizer. Where it says that all went well, what
 * it wrote is what it writes without a fault; where not, it says why, in words and by its exit
 * code, and every file is as it was or complete.
 */
#include "faults/runner.h"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

/* Exit codes of the program. */
enum { NO_INPUT = 66, INTERNAL = 70, IO = 74 };

enum { FILE_LIMIT = 64 * 1024 * 1024 };

static const char earlier[] = "what stood here before\n";

/* ---- Files ---- */

static void read_bytes(const char *path, ayes_buffer *bytes) {
  ayes_error error = {0};
  if (ayes_file_read(path, FILE_LIMIT, bytes, &error) == AYES_OK) return;
  fprintf(stderr, "%s: %s\n", path, error.message);
  exit(EXIT_FAILURE);
}

static void write_bytes(const char *path, const char *bytes) {
  FILE *file = fopen(path, "wb");
  if (file && fputs(bytes, file) >= 0 && fclose(file) == 0) return;
  perror(path);
  exit(EXIT_FAILURE);
}

typedef void (*visitor)(runner *it, const char *path, const char *name);

/* Every file below out/; folders after what is in them where they are to be removed. */
static void visit(runner *it, const char *below, visitor see, bool removes) {
  char folder[PATH_MAX], name[PATH_MAX], path[PATH_MAX];
  snprintf(folder, sizeof folder, "out/%s", below);
  DIR *entries = opendir(folder);
  for (struct dirent *entry; entries && (entry = readdir(entries));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (snprintf(name, sizeof name, "%s%s%s", below, *below ? "/" : "", entry->d_name) < 0 ||
        snprintf(path, sizeof path, "out/%.4000s", name) < 0)
      continue;
    if (ayes_file_is_folder(path)) {
      visit(it, name, see, removes);
      if (removes) rmdir(path);
    } else if (removes) remove(path);
    else see(it, path, name);
  }
  if (entries) closedir(entries);
}

void runner_set_out(runner *it) {
  char path[PATH_MAX];
  visit(it, "", NULL, true);
  mkdir("out", 0777);
  for (size_t i = 0; i < SCENARIO_OUTPUTS && it->scenario->outputs[i]; i++) {
    snprintf(path, sizeof path, "out/%s", it->scenario->outputs[i]);
    write_bytes(path, earlier);
  }
}

/* ---- What must hold ---- */

void runner_complain(runner *it, const runner_outcome *result, const char *what,
                     const char *detail) {
  static const char *const how[SEAM_HOW_COUNT] = {"fails", "is short", "is interrupted"};
  const char *reason = it->fault.reason ? strerror(it->fault.reason) : "no memory";
  fprintf(it->log, "%s: request %zu (%s) %s%s, %s: %s %s\n", it->scenario->name, it->fault.number,
          it->story->function, how[it->fault.how], it->fault.for_ever ? " for ever" : "",
          it->fault.how == SEAM_FAIL ? reason : "", what, detail);
  fprintf(it->log, "%.*s", (int)(result->err.length < 3000 ? result->err.length : 3000),
          result->err.data ? result->err.data : "");
  it->story->failures++;
}

static bool says(const ayes_buffer *text, const char *part) {
  ayes_span all = ayes_buffer_span(text);
  return ayes_span_find(all, ayes_span_of(part)) < all.length;
}

static runner_file *find(runner *it, const char *name) {
  for (size_t i = 0; i < it->expected_count; i++)
    if (strcmp(it->expected[i].name, name) == 0) return &it->expected[i];
  return NULL;
}

static bool was_there(const scenario *it, const char *name) {
  for (size_t i = 0; i < SCENARIO_OUTPUTS && it->outputs[i]; i++)
    if (strcmp(it->outputs[i], name) == 0) return true;
  return false;
}

typedef struct look {
  runner *it;
  const runner_outcome *result;
  size_t complete;
} look;

static look now;

static void check_file(runner *it, const char *path, const char *name) {
  ayes_buffer bytes = {0};
  const runner_file *expected = find(it, name);
  read_bytes(path, &bytes);
  ayes_span found = ayes_buffer_span(&bytes);
  bool is_complete = expected && ayes_span_equal(found, ayes_buffer_span(&expected->bytes));
  bool is_earlier = was_there(it->scenario, name) && ayes_span_equal(found, ayes_span_of(earlier));
  bool may_stay = it->scenario->resumes && strstr(name, ".partial-");
  if (!is_complete && !is_earlier && !may_stay)
    runner_complain(it, now.result, expected ? "half of a file:" : "left behind:", name);
  now.complete += is_complete;
  ayes_buffer_release(&bytes);
}

/* Whether the exit code and the words fit what happened. */
static bool is_right(const runner *it, int code, const ayes_buffer *err) {
  if (!says(err, "ayes: ")) return false;
  if (it->fault.what == SEAM_MEMORY)
    return says(err, "emory") && (code == INTERNAL || code == IO || code == NO_INPUT);
  return code == IO || code == NO_INPUT;
}

void runner_check(runner *it, const runner_outcome *result) {
  int code = WIFEXITED(result->status) ? WEXITSTATUS(result->status) : -1;
  char detail[64];
  snprintf(detail, sizeof detail, "exit code %d", code);
  if (code < 0 || code == RUNNER_SANITIZER || says(&result->err, "Sanitizer")) {
    runner_complain(it, result, "it crashes or leaks,", detail);
    return;
  }
  now = (look){it, result, 0};
  visit(it, "", check_file, false);
  if (code == 0 && now.complete != it->expected_count)
    runner_complain(it, result, "all is said to be well, but a file is missing or wrong", "");
  else if (code == 0 &&
           !ayes_span_equal(ayes_buffer_span(&result->out), ayes_buffer_span(&it->expected_out)))
    runner_complain(it, result, "all is said to be well, but another text is printed", "");
  else if (code != 0 && it->fault.how != SEAM_FAIL)
    runner_complain(it, result, "it is no failure,", detail);
  else if (code != 0 && !is_right(it, code, &result->err))
    runner_complain(it, result, "the wrong words or code,", detail);
}

void runner_read_result(runner_outcome *result) {
  read_bytes("stdout.txt", &result->out);
  read_bytes("stderr.txt", &result->err);
}

static void keep_file(runner *it, const char *path, const char *name) {
  if (it->expected_count == RUNNER_FILES) return;
  runner_file *file = &it->expected[it->expected_count++];
  snprintf(file->name, sizeof file->name, "%s", name);
  read_bytes(path, &file->bytes);
}

void runner_expect(runner *it, const runner_outcome *result) {
  visit(it, "", keep_file, false);
  ayes_buffer_clear(&it->expected_out);
  ayes_buffer_add(&it->expected_out, ayes_buffer_span(&result->out));
}

void runner_release(runner *it) {
  for (size_t i = 0; i < it->expected_count; i++) ayes_buffer_release(&it->expected[i].bytes);
  it->expected_count = 0;
  ayes_buffer_release(&it->expected_out);
  ayes_buffer_release(&it->result.out);
  ayes_buffer_release(&it->result.err);
  rewind_release(&it->point);
}
