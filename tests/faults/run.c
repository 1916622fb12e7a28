/* SPDX-License-Identifier: MIT
 *
 * Runs every scenario with every request for memory, and every operation on files, failing in turn,
 * with the program's own main; runner.c says what must hold.
 *
 *     run_faults memory | memory_for_ever | files | short [SCENARIO]
 *
 * The program runs once. At each request it forks: the child's request fails, and the child runs to
 * its end; then what it did to files is undone (rewind.h), and its parent goes on to the next
 * request. So an operation costs what comes after it, not a whole process. A fork takes but one
 * thread along, and a confined process may not do what is needed for it: scenarios with threads or
 * --sandbox run from the start for each request.
 *
 * As an everyday test it takes a sample of the requests, spread over each scenario and the same
 * each time; AYES_CAMPAIGN=places takes, over all scenarios, one of each place in the code that
 * they come by, AYES_CAMPAIGN=stacks one of each chain of calls, and AYES_CAMPAIGN=full all.
 */
#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults/runner.h"

int ayes_program_main(int argc, char **argv);

enum { SECONDS = 60, SKIPPED = 77 };

/* ---- Processes ---- */

static void redirect(const char *path, FILE *file) {
  if (!freopen(path, "wb", file)) _exit(RUNNER_SANITIZER);
}

static bool is_confined;

/* Asked by the sanitizer: a process that has confined itself cannot be searched for leaks. */
int __lsan_is_turned_off(void) __attribute__((visibility("default")));
int __lsan_is_turned_off(void) { return is_confined; }

/* Each request, those of new places, or a sample spread over all. */
static bool is_chosen(const runner *it, size_t number) {
  if (it->places) return number < SEAM_REQUESTS && it->places->is_new[number];
  size_t step = it->sample ? it->requests / it->sample + 1 : 1;
  return number % step == it->requests % step;
}

/* By a pointer, since gcc has a fork of its own that writes down all counters of branches; here it
 * does no harm that a child counts again what came before it. */
static pid_t (*volatile fork_plainly)(void) = fork;

static void await(runner *it, pid_t child) {
  while (waitpid(child, &it->result.status, 0) < 0 && errno == EINTR) continue;
  runner_read_result(&it->result);
  it->story->runs++;
}

/* At a request: its failure is seen to the end in a child, the parent goes on. */
static bool branch_off(size_t number, void *data) {
  runner *it = data;
  if (!is_chosen(it, number)) return false;
  it->fault.number = number;
  rewind_keep(&it->point, "out");
  pid_t child = fork_plainly();
  if (child < 0) _exit(RUNNER_SANITIZER);
  if (child == 0) {
    alarm(SECONDS);
    return true;
  }
  await(it, child);
  runner_check(it, &it->result);
  rewind_back(&it->point);
  return false;
}

/* The program as it is, or with it->fault, or, where branches is set, with each fault. */
static void run_child(runner *it, bool branches) {
  char *arguments[SCENARIO_ARGUMENTS + 2] = {NULL};
  int count = 0;
  arguments[count++] = (char *)(uintptr_t) "ayes";
  for (size_t i = 0; i < SCENARIO_ARGUMENTS && it->scenario->arguments[i]; i++)
    arguments[count++] = (char *)(uintptr_t)it->scenario->arguments[i];
  is_confined = it->scenario->is_confined;
  redirect("stdout.txt", stdout);
  redirect("stderr.txt", stderr);
  if (!branches) alarm(SECONDS);
  /* Its locks remember their thread, and that of a fork is another one. */
  sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
  seam_note_places(branches ? NULL : it->places);
  seam_ask(branches ? branch_off : NULL, it);
  seam_arm(&it->fault);
  int code = ayes_program_main(count, arguments);
  snprintf(it->story->function, sizeof it->story->function, "%s", seam_function());
  it->story->requests = seam_disarm();
  exit(code);
}

static void run(runner *it, bool branches) {
  runner_set_out(it);
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) run_child(it, branches);
  await(it, child);
}

/* ---- Scenarios ---- */

static bool ended_well(const runner_outcome *result) {
  return WIFEXITED(result->status) &&
         (WEXITSTATUS(result->status) == 0 || WEXITSTATUS(result->status) == 1);
}

static void count_requests(runner *it) {
  it->fault.number = 0;
  if (it->places) memset(it->places->is_new, 0, sizeof it->places->is_new);
  run(it, false);
  it->requests = it->story->requests;
  if (ended_well(&it->result)) {
    runner_expect(it, &it->result);
    return;
  }
  runner_complain(it, &it->result, "fails without a fault", "");
  it->requests = 0;
}

/* All faults out of one run; that it ends as one without shows that each was undone. */
static void run_branches(runner *it) {
  it->fault.number = 0;
  run(it, true);
  if (it->story->requests != it->requests)
    runner_complain(it, &it->result, "other requests than without faults", "");
  if (ended_well(&it->result)) runner_check(it, &it->result);
  else runner_complain(it, &it->result, "does not outlive its children", "");
}

static void run_apart(runner *it) {
  for (size_t i = 1; i <= it->requests; i++) {
    if (!is_chosen(it, i)) continue;
    it->fault.number = i;
    run(it, false);
    runner_check(it, &it->result);
  }
}

static size_t run_scenario(const scenario *which, runner *it) {
  memset(it->story, 0, sizeof *it->story);
  it->scenario = which;
  count_requests(it);
  if (which->has_threads || which->is_confined) run_apart(it);
  else if (it->requests) run_branches(it);
  fprintf(it->log, "%-20s %6zu requests, %5zu runs, %zu failures\n", which->name, it->requests,
          it->story->runs, it->story->failures);
  size_t failures = it->story->failures + (it->requests == 0);
  runner_release(it);
  return failures;
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

static int run_kind(const kind *which, const char *only) {
  static runner it;
  const char *campaign = getenv("AYES_CAMPAIGN");
  bool is_full = campaign && strcmp(campaign, "full") == 0;
  bool by_stack = campaign && strcmp(campaign, "stacks") == 0;
  bool by_place = campaign && strcmp(campaign, "places") == 0;
  size_t failures = 0, lines = 0;
  it.log = fdopen(dup(STDOUT_FILENO), "w");
  if (!it.log) return EXIT_FAILURE;
  setvbuf(it.log, NULL, _IONBF, 0);
  it.point.left_out = fileno(it.log);
  it.story = share(sizeof *it.story);
  it.sample = is_full ? 0 : which->sample;
  for (size_t f = 0; f < 3 && which->faults[f].what != SEAM_NOTHING; f++) {
    it.places = by_place || by_stack ? share(sizeof *it.places) : NULL;
    if (by_stack) it.places->whole = true;
    it.fault = which->faults[f];
    for (const scenario *one = scenarios; one->name; one++)
      if ((!only || strcmp(only, one->name) == 0) &&
          !(one->has_threads && which->faults[f].what == SEAM_MEMORY)) {
        failures += run_scenario(one, &it);
        lines++;
      }
  }
  if (lines == 0) {
    fprintf(it.log, "no command line of that name, or none that can be had with this fault\n");
    return SKIPPED;
  }
  fprintf(it.log, "%zu failures\n", failures);
  return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv) {
  if (argc < 2) return EXIT_FAILURE;
  setenv("NO_COLOR", "1", 1);
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (strcmp(argv[1], kinds[i].name) == 0) return run_kind(&kinds[i], argc > 2 ? argv[2] : NULL);
  printf("no such kind of fault: %s\n", argv[1]);
  return EXIT_FAILURE;
}
