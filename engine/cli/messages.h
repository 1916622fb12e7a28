/* SPDX-License-Identifier: MIT
 *
 * What goes to standard error, and the exit codes.
 *
 *     return ayes_message_exit(&error, request.command);
 */
#ifndef AYES_CLI_MESSAGES_H
#define AYES_CLI_MESSAGES_H

#include "ayes.h"

/* "ayes: file:line:column: message", and a hint below where there is one. What could steer a
 * terminal is shown as escapes. command: its name for the hint, or NULL. */
void ayes_message_error(const ayes_error *error, const char *command);

/* "ayes: " and the text. */
void ayes_message_note(const char *format, ...) __attribute__((__format__(__printf__, 1, 2)));

int ayes_message_exit_code(ayes_status status);

/* Whether the error says that whoever read our output has gone away. */
bool ayes_message_is_closed_pipe(const ayes_error *error);

/* Whether the error says that its end was asked for. */
bool ayes_message_is_interrupt(const ayes_error *error);

#endif
