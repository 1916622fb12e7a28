/* SPDX-License-Identifier: MIT
 *
 * Runs every scenario with every request for memory, and every operation on files, failing in turn:
 * in a child process, with the program's own main. A child must end by itself, without a report of
 * a sanitizer. Where it says that all went well, what it wrote is what it writes without a fault;
 * where not, it says why, in words and by its exit code, and every file is as it was or complete.
 *
 *     run_faults memory | memory_for_ever | files | short [SCENARIO]
 *
 * As an everyday test it takes a sample of the requests, spread over each scenario and the same
 * each time; AYES_CAMPAIGN=places takes, over all scenarios, one of each place in the code that
 * they come by, and AYES_CAMPAIGN=full all.
 */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "faults/scenarios.h"
#include "faults/seam.h"

int ayes_program_main(int argc, char **argv);

/* Exit codes of the program, and the sanitizers' own (the test sets it). */
enum { DATA = 65, NO_INPUT = 66, INTERNAL = 70, IO = 74, SANITIZER = 99 };

enum { SECONDS = 60, MOST_FILES = 64, FILE_LIMIT = 64 * 1024 * 1024 };

static const char earlier[] = "what stood here before\n";

/* What a child tells, in memory it shares with its parent. */
typedef struct story {
  size_t requests;
  bool struck;
  char function[32];
} story;

typedef struct outcome {
  int status; /* of waitpid */
  ayes_buffer out, err;
} outcome;

typedef struct written {
  char name[128]; /* below out/ */
  ayes_buffer bytes;
} written;

typedef struct runner {
  const scenario *scenario;
  story *story;
  seam_fault fault;
  seam_places *places; /* shared too; NULL: places do not matter */
  size_t sample;       /* runs of an everyday test; 0: all there are */
  written expected[MOST_FILES];
  size_t expected_count;
  ayes_buffer expected_out;
  size_t runs, failures;
} runner;

/* ---- Files ---- */

static void read_bytes(const char *path, ayes_buffer *bytes) {
  ayes_error error = {0};
  if (ayes_file_read(path, FILE_LIMIT, bytes, &error) == AYES_OK) return;
  printf("%s: %s\n", path, error.message);
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

static void set_out(runner *it) {
  char path[PATH_MAX];
  visit(it, "", NULL, true);
  mkdir("out", 0777);
  for (size_t i = 0; i < SCENARIO_OUTPUTS && it->scenario->outputs[i]; i++) {
    snprintf(path, sizeof path, "out/%s", it->scenario->outputs[i]);
    write_bytes(path, earlier);
  }
}

/* ---- Children ---- */

static void redirect(const char *path, FILE *file) {
  if (!freopen(path, "wb", file)) _exit(SANITIZER);
}

static bool is_confined;

/* Asked by the sanitizer: a process that has confined itself cannot be searched for leaks. */
int __lsan_is_turned_off(void) __attribute__((visibility("default")));
int __lsan_is_turned_off(void) { return is_confined; }

static void run_child(runner *it) {
  char *arguments[SCENARIO_ARGUMENTS + 2] = {NULL};
  int count = 0;
  arguments[count++] = (char *)(uintptr_t) "ayes";
  for (size_t i = 0; i < SCENARIO_ARGUMENTS && it->scenario->arguments[i]; i++)
    arguments[count++] = (char *)(uintptr_t)it->scenario->arguments[i];
  is_confined = strcmp(arguments[count - 1], "--sandbox") == 0;
  redirect("stdout.txt", stdout);
  redirect("stderr.txt", stderr);
  alarm(SECONDS);
  seam_note_places(it->places);
  seam_arm(&it->fault);
  int code = ayes_program_main(count, arguments);
  it->story->struck = seam_struck();
  snprintf(it->story->function, sizeof it->story->function, "%s", seam_function());
  it->story->requests = seam_disarm();
  exit(code);
}

static void run(runner *it, outcome *result) {
  set_out(it);
  memset(it->story, 0, sizeof *it->story);
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) run_child(it);
  while (waitpid(child, &result->status, 0) < 0 && errno == EINTR) continue;
  read_bytes("stdout.txt", &result->out);
  read_bytes("stderr.txt", &result->err);
  it->runs++;
}

/* ---- What must hold ---- */

static void complain(runner *it, const outcome *result, const char *what, const char *detail) {
  static const char *const how[SEAM_HOW_COUNT] = {"fails", "is short", "is interrupted"};
  const char *reason = it->fault.reason ? strerror(it->fault.reason) : "no memory";
  printf("%s: request %zu (%s) %s%s, %s: %s %s\n", it->scenario->name, it->fault.number,
         it->story->function, how[it->fault.how], it->fault.for_ever ? " for ever" : "",
         it->fault.how == SEAM_FAIL ? reason : "", what, detail);
  printf("%.*s", (int)(result->err.length < 3000 ? result->err.length : 3000),
         result->err.data ? result->err.data : "");
  it->failures++;
}

static bool says(const ayes_buffer *text, const char *part) {
  ayes_span all = ayes_buffer_span(text);
  return ayes_span_find(all, ayes_span_of(part)) < all.length;
}

static written *find(runner *it, const char *name) {
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
  const outcome *result;
  size_t complete;
} look;

static look now;

static void check_file(runner *it, const char *path, const char *name) {
  ayes_buffer bytes = {0};
  const written *expected = find(it, name);
  read_bytes(path, &bytes);
  ayes_span found = ayes_buffer_span(&bytes);
  bool is_complete = expected && ayes_span_equal(found, ayes_buffer_span(&expected->bytes));
  bool is_earlier = was_there(it->scenario, name) && ayes_span_equal(found, ayes_span_of(earlier));
  bool may_stay = it->scenario->resumes && strstr(name, ".partial-");
  if (!is_complete && !is_earlier && !may_stay)
    complain(it, now.result, expected ? "half of a file:" : "left behind:", name);
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

static void check(runner *it, const outcome *result) {
  int code = WIFEXITED(result->status) ? WEXITSTATUS(result->status) : -1;
  char detail[64];
  snprintf(detail, sizeof detail, "exit code %d", code);
  if (code < 0 || code == SANITIZER || says(&result->err, "Sanitizer")) {
    complain(it, result, "it crashes or leaks,", detail);
    return;
  }
  now = (look){it, result, 0};
  visit(it, "", check_file, false);
  if (code == 0 && now.complete != it->expected_count)
    complain(it, result, "all is said to be well, but a file is missing or wrong", "");
  else if (code == 0 &&
           !ayes_span_equal(ayes_buffer_span(&result->out), ayes_buffer_span(&it->expected_out)))
    complain(it, result, "all is said to be well, but another text is printed", "");
  else if (code != 0 && it->fault.how != SEAM_FAIL)
    complain(it, result, "it is no failure,", detail);
  else if (code != 0 && !is_right(it, code, &result->err))
    complain(it, result, "the wrong words or code,", detail);
}

/* ---- Scenarios ---- */

static void keep_file(runner *it, const char *path, const char *name) {
  if (it->expected_count == MOST_FILES) return;
  written *file = &it->expected[it->expected_count++];
  snprintf(file->name, sizeof file->name, "%s", name);
  read_bytes(path, &file->bytes);
}

static size_t count_requests(runner *it, outcome *result, const seam_fault *fault) {
  it->fault = *fault;
  it->fault.number = 0;
  if (it->places) memset(it->places->is_new, 0, sizeof it->places->is_new);
  run(it, result);
  if (!WIFEXITED(result->status) || WEXITSTATUS(result->status) == SANITIZER ||
      (WEXITSTATUS(result->status) != 0 && WEXITSTATUS(result->status) != 1)) {
    complain(it, result, "fails without a fault", "");
    return 0;
  }
  visit(it, "", keep_file, false);
  ayes_buffer_clear(&it->expected_out);
  ayes_buffer_add(&it->expected_out, ayes_buffer_span(&result->out));
  return it->story->requests;
}

static void release(runner *it, outcome *result) {
  for (size_t i = 0; i < it->expected_count; i++) ayes_buffer_release(&it->expected[i].bytes);
  ayes_buffer_release(&it->expected_out);
  ayes_buffer_release(&result->out);
  ayes_buffer_release(&result->err);
}

/* Each request, those of new places, or a sample spread over all. */
static bool is_chosen(const runner *it, size_t number, size_t requests) {
  if (it->places) return number < SEAM_REQUESTS && it->places->is_new[number];
  size_t step = it->sample ? requests / it->sample + 1 : 1;
  return number % step == requests % step;
}

static size_t run_scenario(const scenario *which, story *shared, seam_places *places,
                           const seam_fault *fault, size_t sample) {
  runner it = {.scenario = which, .story = shared, .places = places, .sample = sample};
  outcome result = {.status = 0};
  size_t requests = count_requests(&it, &result, fault);
  it.fault = *fault;
  for (size_t i = 1; i <= requests; i++) {
    if (!is_chosen(&it, i, requests)) continue;
    it.fault.number = i;
    run(&it, &result);
    check(&it, &result);
  }
  printf("%-20s %6zu requests, %5zu runs, %zu failures\n", which->name, requests, it.runs,
         it.failures);
  fflush(stdout);
  release(&it, &result);
  return it.failures + (requests == 0);
}

typedef struct kind {
  const char *name;
  size_t sample;
  seam_fault faults[3];
} kind;

static const kind kinds[] = {
    {"memory", 5, {{.what = SEAM_MEMORY}}},
    {"memory_for_ever", 3, {{.what = SEAM_MEMORY, .for_ever = true}}},
    {"files",
     3,
     {{.what = SEAM_FILES, .reason = ENOSPC},
      {.what = SEAM_FILES, .reason = EIO, .for_ever = true}}},
    {"short",
     2,
     {{.what = SEAM_FILES, .how = SEAM_SHORT}, {.what = SEAM_FILES, .how = SEAM_INTERRUPT}}},
};

/* Memory that children write to as well; zero, and left to the end of the process. */
static void *share(size_t size) {
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) exit(EXIT_FAILURE);
  return memory;
}

static int run_kind(const kind *which, const char *only, story *shared) {
  const char *campaign = getenv("AYES_CAMPAIGN");
  bool is_full = campaign && strcmp(campaign, "full") == 0;
  bool by_place = campaign && strcmp(campaign, "places") == 0;
  size_t failures = 0;
  for (size_t f = 0; f < 3 && which->faults[f].what != SEAM_NOTHING; f++) {
    seam_places *places = by_place ? share(sizeof *places) : NULL;
    for (const scenario *it = scenarios; it->name; it++)
      if ((!only || strcmp(only, it->name) == 0) &&
          !(it->has_threads && which->faults[f].what == SEAM_MEMORY))
        failures +=
            run_scenario(it, shared, places, &which->faults[f], is_full ? 0 : which->sample);
  }
  printf("%zu failures\n", failures);
  return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv) {
  if (argc < 2) return EXIT_FAILURE;
  story *shared = share(sizeof *shared);
  setenv("NO_COLOR", "1", 1);
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (strcmp(argv[1], kinds[i].name) == 0)
      return run_kind(&kinds[i], argc > 2 ? argv[2] : NULL, shared);
  printf("no such kind of fault: %s\n", argv[1]);
  return EXIT_FAILURE;
}
