/* SPDX-License-Identifier: MIT
 *
 * Ending early without leaving half a file: SIGINT, SIGTERM and SIGHUP are noticed, the job stops,
 * and the program then ends by the same signal.
 *
 *     ayes_interrupt_watch();
 *     if (ayes_interrupt_signal()) ...
 *     ayes_interrupt_end();
 */
#ifndef AYES_CLI_INTERRUPT_H
#define AYES_CLI_INTERRUPT_H

/* Notices those signals, and ignores SIGPIPE so that writing fails with an error instead. */
void ayes_interrupt_watch(void);

/* The signal that came, or 0. */
int ayes_interrupt_signal(void);

/* Ends the program by that signal; returns when none came. */
void ayes_interrupt_end(void);

#endif
