/* SPDX-License-Identifier: MIT
 *
 * The command's output goes to files, which cannot block as a full pipe does; the command leads a
 * process group of its own, so that the time limit reaches its children too. Copying and removing
 * folders is left to cp and rm.
 */
#include "sandbox.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

enum { OUTPUT_LIMIT = 64 * 1024 * 1024, POLL_NANOSECONDS = 2 * 1000 * 1000 };

static void join(char path[PATH_MAX], const char *folder, const char *name) {
  if (snprintf(path, PATH_MAX, "%s/%s", folder, name) >= PATH_MAX) path[0] = '\0';
}

static bool run_tool(char *const *arguments) {
  pid_t child = fork();
  if (child == 0) {
    execvp(arguments[0], arguments);
    _exit(127);
  }
  int status = 0;
  return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
         WEXITSTATUS(status) == 0;
}

static bool copy_folder(const char *from, const char *to) {
  char contents[PATH_MAX], target[PATH_MAX], tool[] = "cp", option[] = "-R", end[] = "--";
  join(contents, from, ".");
  join(target, to, ".");
  return run_tool((char *const[]){tool, option, end, contents, target, NULL});
}

bool sandbox_open(sandbox *box, const char *input) {
  const char *place = getenv("TMPDIR");
  join(box->folder, place ? place : "/tmp", "ayes-case-XXXXXX");
  if (!mkdtemp(box->folder)) return false;
  char work[PATH_MAX];
  join(work, box->folder, "in");
  return mkdir(work, 0777) == 0 && (!ayes_file_is_folder(input) || copy_folder(input, work));
}

void sandbox_close(sandbox *box) {
  char tool[] = "rm", option[] = "-rf", end[] = "--";
  run_tool((char *const[]){tool, option, end, box->folder, NULL});
}

static void keep_variable(const char *name, char value[PATH_MAX]) {
  const char *current = getenv(name);
  if (current) snprintf(value, PATH_MAX, "%s", current);
}

/* Nothing of the caller's surroundings may change what a case prints. */
static void set_environment(const sandbox_settings *settings, const char *work) {
  char path[PATH_MAX] = "/usr/bin:/bin", address[PATH_MAX] = "", undefined[PATH_MAX] = "";
  keep_variable("PATH", path);
  keep_variable("ASAN_OPTIONS", address);
  keep_variable("UBSAN_OPTIONS", undefined);
  clearenv();
  setenv("PATH", path, 1);
  setenv("ASAN_OPTIONS", address, 1);
  setenv("UBSAN_OPTIONS", undefined, 1);
  setenv("AYES", settings->program, 1);
  setenv("AYES_ROOT", settings->root, 1);
  setenv("HOME", work, 1);
  setenv("LC_ALL", "C", 1);
  setenv("NO_COLOR", "1", 1);
  setenv("TZ", "UTC", 1);
}

static bool redirect(const char *path, int flags, int descriptor) {
  int opened = open(path, flags, 0666);
  if (opened < 0 || dup2(opened, descriptor) < 0) return false;
  return opened == descriptor || close(opened) == 0;
}

static void become_command(const sandbox *box, const char *script,
                           const sandbox_settings *settings) {
  char work[PATH_MAX], output[PATH_MAX], errors[PATH_MAX];
  join(work, box->folder, "in");
  join(output, box->folder, "stdout");
  join(errors, box->folder, "stderr");
  int flags = O_WRONLY | O_CREAT | O_TRUNC;
  setpgid(0, 0);
  set_environment(settings, work);
  if (redirect("/dev/null", O_RDONLY, STDIN_FILENO) && redirect(output, flags, STDOUT_FILENO) &&
      redirect(errors, flags, STDERR_FILENO) && chdir(work) == 0)
    execl("/bin/sh", "sh", script, (char *)NULL);
  _exit(126);
}

static bool is_over(const struct timespec *start, size_t seconds) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec - start->tv_sec >= (time_t)seconds;
}

static bool wait_for(pid_t child, size_t seconds, sandbox_result *result) {
  struct timespec start, pause = {.tv_nsec = POLL_NANOSECONDS};
  clock_gettime(CLOCK_MONOTONIC, &start);
  int status = 0;
  pid_t ended;
  while ((ended = waitpid(child, &status, WNOHANG)) == 0) {
    if (!result->timed_out && is_over(&start, seconds)) {
      result->timed_out = true;
      kill(-child, SIGKILL);
    }
    nanosleep(&pause, NULL);
  }
  kill(-child, SIGKILL); /* what the command left running behind it */
  result->exit = (size_t)(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
  return ended == child;
}

bool sandbox_run(const sandbox *box, const char *script, const sandbox_settings *settings,
                 sandbox_result *result) {
  fflush(NULL);
  pid_t child = fork();
  if (child < 0) return false;
  if (child == 0) become_command(box, script, settings);
  setpgid(child, child);
  if (!wait_for(child, settings->seconds, result)) return false;
  char output[PATH_MAX], errors[PATH_MAX];
  join(output, box->folder, "stdout");
  join(errors, box->folder, "stderr");
  return ayes_file_read(output, OUTPUT_LIMIT, &result->output, NULL) == AYES_OK &&
         ayes_file_read(errors, OUTPUT_LIMIT, &result->errors, NULL) == AYES_OK;
}

void sandbox_result_release(sandbox_result *result) {
  ayes_buffer_release(&result->output);
  ayes_buffer_release(&result->errors);
}
