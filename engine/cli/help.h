/* SPDX-License-Identifier: MIT
 *
 * Help, written from the tables.
 *
 *     ayes_help_command(command, stdout);
 */
#ifndef AYES_CLI_HELP_H
#define AYES_CLI_HELP_H

#include <stdio.h>

#include "cli/command.h"

/* All commands, one line each. */
void ayes_help_overview(FILE *file);

/* Usage, what it does, options, examples. */
void ayes_help_command(const ayes_command *command, FILE *file);

#endif
