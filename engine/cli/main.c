/* SPDX-License-Identifier: MIT
 *
 * ayes COMMAND ...: finds the command, reads its options, runs it, reports.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/help.h"
#include "cli/interrupt.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/sandbox.h"

static int fail(const ayes_error *error, const char *command) {
  if (ayes_message_is_interrupt(error)) {
    ayes_message_note("interrupted");
    ayes_interrupt_end();
  }
  if (!ayes_message_is_closed_pipe(error) && error->status != AYES_CHECK_FAILED)
    ayes_message_error(error, command);
  return ayes_message_exit_code(error->status);
}

static int unknown_command(const char *name) {
  ayes_error error = {.status = AYES_BAD_USAGE};
  const char *suggestion = ayes_command_suggest(name);
  if (suggestion)
    snprintf(error.message, sizeof error.message, "there is no command \"%.60s\"; did you mean %s?",
             name, suggestion);
  else snprintf(error.message, sizeof error.message, "there is no command \"%.60s\"", name);
  return fail(&error, NULL);
}

static int end_output(void) {
  if (fflush(stdout) == 0 && !ferror(stdout)) return 0;
  if (errno != EPIPE) ayes_message_note("standard output: cannot be written");
  return ayes_message_exit_code(AYES_IO_FAILED);
}

static int help(int argc, char **argv) {
  if (argc < 3) {
    ayes_help_overview(stdout);
    return end_output();
  }
  const ayes_command *command = ayes_command_find(argv[2]);
  if (!command) return unknown_command(argv[2]);
  ayes_help_command(command, stdout);
  return end_output();
}

static int run_command(const ayes_command *command, int argc, char **argv) {
  ayes_request request = {0};
  ayes_error error = {0};
  ayes_status status = ayes_options_read(command, argc, argv, &request, &error);
  if (status == AYES_OK && request.help) {
    ayes_help_command(command, stdout);
    return end_output();
  }
  if (status == AYES_OK && request.sandbox) status = ayes_sandbox_enter(command, &request, &error);
  if (status == AYES_OK) status = command->run(&request, &error);
  if (status == AYES_OK) return end_output();
  error.status = status;
  return fail(&error, command->name);
}

static bool is_any(const char *name, const char *first, const char *second) {
  return strcmp(name, first) == 0 || strcmp(name, second) == 0;
}

int main(int argc, char **argv) {
  ayes_interrupt_watch();
  if (argc < 2) {
    ayes_help_overview(stderr);
    return ayes_message_exit_code(AYES_BAD_USAGE);
  }
  if (is_any(argv[1], "--version", "-V")) {
    printf("ayes %s\n", ayes_version());
    return end_output();
  }
  if (strcmp(argv[1], "help") == 0) return help(argc, argv);
  if (is_any(argv[1], "--help", "-h")) return help(1, argv);
  const ayes_command *command = ayes_command_find(argv[1]);
  return command ? run_command(command, argc - 1, argv + 1) : unknown_command(argv[1]);
}
