/* SPDX-License-Identifier: MIT
 *
 * A child process, not a library: what a PDF can do to its reader stays in another address space.
 * The file's name is handed over as an argument of its own, never through a shell.
 */
#include "corpus/pdf.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"

extern char **environ;

static ayes_status failed(const char *path, const char *what, ayes_error *error) {
  return ayes_error_set_at(error, AYES_IO_FAILED, path, 0, 0, "%s: %s", what, strerror(errno));
}

static ayes_status not_installed(const char *path, ayes_error *error) {
  return ayes_error_set_at(error, AYES_NO_INPUT, path, 0, 0,
                           "is a PDF, and the program pdftotext that reads these is not installed; "
                           "on Debian: apt install poppler-utils");
}

/* Starts the child with the pipe as its output; the other end is read from. */
static ayes_status start(const char *path, int ends[2], pid_t *child, ayes_error *error) {
  const char *const arguments[] = {"pdftotext", "-layout", "-enc", "UTF-8", "-q",
                                   "--",        path,      "-",    NULL};
  posix_spawn_file_actions_t actions;
  if (posix_spawn_file_actions_init(&actions) != 0) return ayes_error_memory(error);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", 1, 0);
  int fault = posix_spawnp(child, "pdftotext", &actions, NULL, (char *const *)arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (fault == 0) return AYES_OK;
  errno = fault;
  return fault == ENOENT ? not_installed(path, error) : failed(path, "pdftotext", error);
}

static time_t seconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec;
}

static ayes_status read_output(int descriptor, const char *path, ayes_buffer *layout,
                               ayes_error *error) {
  char block[32 * 1024];
  time_t end = seconds_now() + AYES_PDF_SECONDS;
  for (;;) {
    struct pollfd waiting = {.fd = descriptor, .events = POLLIN};
    time_t left = end - seconds_now();
    int ready = left > 0 ? poll(&waiting, 1, (int)left * 1000) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0)
      return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0,
                               "took pdftotext more than %d seconds", AYES_PDF_SECONDS);
    ssize_t got = ready < 0 ? -1 : read(descriptor, block, sizeof block);
    if (got < 0) return failed(path, "cannot be read", error);
    if (got == 0) return AYES_OK;
    ayes_buffer_add(layout, ayes_span_make(block, (size_t)got));
    if (layout->failed) return ayes_error_memory(error);
    if (layout->length > AYES_PDF_LIMIT)
      return ayes_error_set_at(error, AYES_OVER_LIMIT, path, 0, 0,
                               "holds more than %d bytes of text", AYES_PDF_LIMIT);
  }
}

static ayes_status end(pid_t child, bool is_done, const char *path, ayes_error *error) {
  int result = 0;
  if (!is_done) kill(child, SIGKILL);
  while (waitpid(child, &result, 0) < 0 && errno == EINTR) {}
  if (!is_done) return AYES_OK;
  if (WIFEXITED(result) && WEXITSTATUS(result) == 127) return not_installed(path, error);
  if (WIFEXITED(result) && WEXITSTATUS(result) == 0) return AYES_OK;
  return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0,
                           "is a PDF that pdftotext cannot read; is it damaged, or has it a "
                           "password?");
}

static ayes_status run(const char *path, ayes_buffer *layout, ayes_error *error) {
  int ends[2];
  pid_t child = 0;
  if (pipe(ends) != 0) return failed(path, "no pipe", error);
  ayes_status status = start(path, ends, &child, error);
  close(ends[1]);
  if (status == AYES_OK) {
    status = read_output(ends[0], path, layout, error);
    ayes_status ended = end(child, status == AYES_OK, path, error);
    if (status == AYES_OK) status = ended;
  }
  close(ends[0]);
  return status;
}

ayes_status ayes_pdf_text(const char *path, ayes_buffer *text, ayes_error *error) {
  ayes_buffer layout = {0};
  if (strcmp(path, "standard input") == 0)
    return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0,
                             "is a PDF, which cannot be read from a pipe; give the name of a file");
  ayes_status status = run(path, &layout, error);
  if (status == AYES_OK) status = ayes_layout_columns(ayes_buffer_span(&layout), text, error);
  ayes_buffer_release(&layout);
  return status;
}
