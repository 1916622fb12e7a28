/* SPDX-License-Identifier: MIT
 *
 * --sandbox: a run that can reach the files its command line names, and nothing else. Whoever takes
 * over the program through a fault in a parser has no more than that.
 *
 *     status = ayes_sandbox_enter(command, &request, &error);
 *     if (status == AYES_OK) status = command->run(&request, &error);
 */
#ifndef AYES_CLI_SANDBOX_H
#define AYES_CLI_SANDBOX_H

#include "cli/command.h"

/* Gives up for good whatever the request does not need. Of inputs, surveys, packs and the like only
 * reading is left; of the folders in which outputs appear, and of the folder for temporary files,
 * also writing. Where the kernel or a container has no Landlock or no seccomp, a note says what is
 * not confined and the run goes on. AYES_NO_MEMORY. */
ayes_status ayes_sandbox_enter(const ayes_command *command, const ayes_request *request,
                               ayes_error *error);

#endif
