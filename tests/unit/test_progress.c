/* SPDX-License-Identifier: MIT
 *
 * The line about a long run, on a terminal of our own: what is written on it, and when nothing is.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/interrupt.h"
#include "cli/progress.h"
#include <cmocka.h>

enum { MEGA = 1000000 };

typedef struct terminal {
  int master, slave, saved_out, saved_err;
} terminal;

/* Standard output and error become a terminal. */
static void open_terminal(terminal *it) {
  it->master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
  assert_true(it->master >= 0);
  assert_int_equal(grantpt(it->master), 0);
  assert_int_equal(unlockpt(it->master), 0);
  it->slave = open(ptsname(it->master), O_RDWR | O_NOCTTY);
  assert_true(it->slave >= 0);
  fflush(stdout);
  it->saved_out = dup(STDOUT_FILENO);
  it->saved_err = dup(STDERR_FILENO);
  dup2(it->slave, STDOUT_FILENO);
  dup2(it->slave, STDERR_FILENO);
}

/* Gives them back; text: what was written on the terminal, which hands it on when it likes: up to a
 * bell that is written last. */
static void close_terminal(terminal *it, char *text, size_t size) {
  size_t length = 0;
  struct pollfd waiting = {.fd = it->master, .events = POLLIN};
  fflush(stderr);
  assert_int_equal(write(it->slave, "\a", 1), 1);
  while (length == 0 || text[length - 1] != '\a') {
    if (poll(&waiting, 1, 10000) != 1) break;
    ssize_t piece = read(it->master, text + length, size - length);
    if (piece <= 0) break;
    length += (size_t)piece;
  }
  text[length ? length - 1 : 0] = '\0';
  dup2(it->saved_out, STDOUT_FILENO);
  dup2(it->saved_err, STDERR_FILENO);
  close(it->saved_out);
  close(it->saved_err);
  close(it->slave);
  close(it->master);
}

/* What is shown after so many seconds. */
static const char *shown(double seconds, double since_last, size_t done, size_t total) {
  static char text[4096];
  terminal it;
  open_terminal(&it);
  ayes_progress_line line = ayes_progress_start(false);
  bool is_wanted = line.is_wanted;
  line.start.tv_sec -= (time_t)seconds;
  line.last.tv_sec -= (time_t)since_last;
  ayes_status status = ayes_progress_show(&line, 1234, done, total, NULL);
  bool is_shown = line.is_shown;
  ayes_progress_end(&line);
  close_terminal(&it, text, sizeof text);
  assert_int_equal(status, AYES_OK);
  assert_true(is_wanted);
  assert_int_equal(is_shown, text[0] != '\0');
  return text;
}

static void expect_part(const char *text, const char *part) {
  if (!strstr(text, part)) fail_msg("\"%s\" is not in \"%s\"", part, text);
}

static void what_is_shown(void **state) {
  (void)state;
  const char *text = shown(10, 5, 20 * MEGA, 40 * MEGA);
  expect_part(text, "\r███████████████░");
  expect_part(text, "  50 %, 1234 answers, 2.0 MB/s, 0:10 left\x1b[K");
  expect_part(text, "\r\x1b[K");
  expect_part(shown(7200, 5, 36 * MEGA, 72 * MEGA), "2:00:00 left");
  text = shown(10, 5, 50 * MEGA, 40 * MEGA); /* a file that has grown */
  expect_part(text, "100 %");
  assert_null(strstr(text, "left"));
  text = shown(10, 5, 10 * MEGA, 0); /* a pipe */
  expect_part(text, "\r1234 answers, 1.0 MB/s\x1b[K");
  assert_null(strstr(text, "%"));
  text = shown(10, 5, 0, 40 * MEGA);
  expect_part(text, "   0 %");
  assert_null(strstr(text, "left"));
}

static void when_nothing_is_shown(void **state) {
  (void)state;
  assert_string_equal(shown(0, 0, 1, 2), "");
  assert_string_equal(shown(10, 0, 1, 2), "");
}

static bool is_wanted(bool quiet) {
  char text[64];
  terminal it;
  open_terminal(&it);
  ayes_progress_line line = ayes_progress_start(quiet);
  close_terminal(&it, text, sizeof text);
  return line.is_wanted;
}

static bool has_colour(const char *output) {
  char text[64];
  terminal it;
  open_terminal(&it);
  bool has = ayes_terminal_has_colour(output);
  close_terminal(&it, text, sizeof text);
  return has;
}

static void kinds_of_terminals(void **state) {
  (void)state;
  assert_false(is_wanted(true));
  assert_true(has_colour(NULL));
  assert_true(has_colour("-"));
  assert_false(has_colour("file"));
  setenv("NO_COLOR", "", 1);
  assert_true(has_colour(NULL));
  setenv("NO_COLOR", "1", 1);
  assert_false(has_colour(NULL));
  unsetenv("NO_COLOR");
  static const char *const dumb[] = {"dumb", ""};
  for (size_t i = 0; i < 2; i++) {
    setenv("TERM", dumb[i], 1);
    assert_false(is_wanted(false));
    assert_false(has_colour(NULL));
  }
  unsetenv("TERM");
  assert_false(is_wanted(false));
  setenv("TERM", "xterm", 1);
}

static size_t columns_of(unsigned short columns) {
  char text[64];
  terminal it;
  struct winsize size = {.ws_row = 24, .ws_col = columns};
  open_terminal(&it);
  ioctl(it.slave, TIOCSWINSZ, &size);
  size_t found = ayes_terminal_columns();
  close_terminal(&it, text, sizeof text);
  return found;
}

static void columns(void **state) {
  (void)state;
  assert_int_equal(columns_of(132), 132);
  assert_int_equal(columns_of(0), 78);
  int saved = dup(STDOUT_FILENO), file = open("/dev/null", O_WRONLY);
  dup2(file, STDOUT_FILENO);
  size_t found = ayes_terminal_columns();
  dup2(saved, STDOUT_FILENO);
  close(saved);
  close(file);
  assert_int_equal(found, 78);
}

/* The last test: there is no way back. */
static void interrupted(void **state) {
  ayes_error error;
  ayes_progress_line line = ayes_progress_start(true);
  (void)state;
  ayes_interrupt_watch();
  assert_int_equal(ayes_progress_show(&line, 1, 1, 2, &error), AYES_OK);
  raise(SIGINT);
  assert_int_equal(ayes_progress_show(&line, 1, 1, 2, NULL), AYES_IO_FAILED);
  assert_int_equal(ayes_progress_show(&line, 1, 1, 2, &error), AYES_IO_FAILED);
  assert_string_equal(error.message, "interrupted");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_shown),
                                     cmocka_unit_test(when_nothing_is_shown),
                                     cmocka_unit_test(kinds_of_terminals),
                                     cmocka_unit_test(columns), cmocka_unit_test(interrupted)};
  setenv("TERM", "xterm", 1);
  unsetenv("NO_COLOR");
  return cmocka_run_group_tests(tests, NULL, NULL);
}
