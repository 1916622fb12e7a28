/* SPDX-License-Identifier: MIT
 *
 * A bar of what has been read of the inputs' bytes; counts alone when their size is not known.
 */
#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/interrupt.h"

enum { USUAL_COLUMNS = 78, BAR_COLUMNS = 30 };

static bool is_dumb(void) {
  const char *terminal = getenv("TERM");
  return !terminal || !terminal[0] || strcmp(terminal, "dumb") == 0;
}

static double seconds_between(const struct timespec *from, const struct timespec *to) {
  return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

ayes_progress_line ayes_progress_start(bool quiet) {
  ayes_progress_line line;
  memset(&line, 0, sizeof line);
  line.is_wanted = !quiet && isatty(STDERR_FILENO) && !is_dumb();
  clock_gettime(CLOCK_MONOTONIC, &line.start);
  line.last = line.start;
  return line;
}

static ayes_status interrupted(ayes_error *error) {
  if (!error) return AYES_IO_FAILED;
  memset(error, 0, sizeof *error);
  error->status = AYES_IO_FAILED;
  snprintf(error->message, sizeof error->message, "interrupted");
  return AYES_IO_FAILED;
}

/* A file may grow while it is read. */
static void write_bar(size_t done, size_t total) {
  double part = done < total ? (double)done / (double)total : 1;
  size_t filled = (size_t)(part * BAR_COLUMNS);
  for (size_t i = 0; i < BAR_COLUMNS; i++) fputs(i < filled ? "█" : "░", stderr);
  fprintf(stderr, " %3.0f %%, ", 100 * part);
}

/* "12:05" or "3:02:10". */
static void write_time_left(double seconds) {
  unsigned long left = seconds < 1e9 ? (unsigned long)(seconds + 0.5) : 0;
  if (left >= 3600)
    fprintf(stderr, ", %lu:%02lu:%02lu left", left / 3600, left / 60 % 60, left % 60);
  else fprintf(stderr, ", %lu:%02lu left", left / 60, left % 60);
}

static void write_line(size_t records, size_t done, size_t total, double elapsed) {
  putc('\r', stderr);
  if (total) write_bar(done, total);
  fprintf(stderr, "%zu answers, %.1f MB/s", records, (double)done / 1e6 / elapsed);
  if (total > done && done) write_time_left((double)(total - done) / (double)done * elapsed);
  fputs("\x1b[K", stderr);
}

ayes_status ayes_progress_show(void *user, size_t records, size_t done, size_t total,
                               ayes_error *error) {
  ayes_progress_line *line = user;
  struct timespec now;
  if (ayes_interrupt_signal()) return interrupted(error);
  if (!line->is_wanted) return AYES_OK;
  clock_gettime(CLOCK_MONOTONIC, &now);
  double elapsed = seconds_between(&line->start, &now);
  if (elapsed < 1 || seconds_between(&line->last, &now) < 0.1) return AYES_OK;
  line->last = now;
  line->is_shown = true;
  write_line(records, done, total, elapsed);
  return AYES_OK;
}

void ayes_progress_end(ayes_progress_line *line) {
  if (line->is_shown) fputs("\r\x1b[K", stderr);
  line->is_shown = false;
}

bool ayes_terminal_has_colour(const char *output) {
  const char *no_colour = getenv("NO_COLOR");
  bool to_terminal = (!output || strcmp(output, "-") == 0) && isatty(STDOUT_FILENO);
  return to_terminal && !(no_colour && no_colour[0]) && !is_dumb();
}

size_t ayes_terminal_columns(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col) return size.ws_col;
  return USUAL_COLUMNS;
}
