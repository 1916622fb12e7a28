/* SPDX-License-Identifier: MIT
 *
 * A line on standard error that says how far a long run is; and what terminals can show.
 *
 *     ayes_progress_line line = ayes_progress_start(quiet);
 *     options.progress = ayes_progress_show; options.progress_user = &line;
 *     ayes_progress_end(&line);
 */
#ifndef AYES_CLI_PROGRESS_H
#define AYES_CLI_PROGRESS_H

#include <time.h>

#include "ayes.h"

typedef struct ayes_progress_line {
  bool is_wanted; /* standard error is a terminal that can rewrite a line */
  bool is_shown;
  struct timespec start, last;
} ayes_progress_line;

ayes_progress_line ayes_progress_start(bool quiet);

/* Of type ayes_progress, user being the line. Nothing in the first second, then ten times a second.
 * AYES_IO_FAILED after an interrupt. */
ayes_status ayes_progress_show(void *user, size_t records, size_t done, size_t total,
                               ayes_error *error);

/* Takes the line away. */
void ayes_progress_end(ayes_progress_line *line);

/* Whether what goes to output (NULL: standard output) may hold colours: a terminal, not "dumb", and
 * NO_COLOR is not set (no-color.org). */
bool ayes_terminal_has_colour(const char *output);

/* Columns of the terminal on standard output; 78 when it is none. */
size_t ayes_terminal_columns(void);

#endif
