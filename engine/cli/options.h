/* SPDX-License-Identifier: MIT
 *
 * Reading options by a command's table.
 *
 *     status = ayes_options_read(command, argc, argv, &request, &error);
 */
#ifndef AYES_CLI_OPTIONS_H
#define AYES_CLI_OPTIONS_H

#include "cli/command.h"

/* argv[0] is the command's name. AYES_BAD_USAGE: an unknown option, a missing or wrong value, too
 * few or too many arguments; unless --help is asked for. */
ayes_status ayes_options_read(const ayes_command *command, int argc, char **argv,
                              ayes_request *request, ayes_error *error);

#endif
