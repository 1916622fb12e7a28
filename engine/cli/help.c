/* SPDX-License-Identifier: MIT
 *
 * Lines of at most 80 columns; help texts of options are short enough never to need wrapping.
 */
#include "cli/help.h"

#include <string.h>

void ayes_help_overview(FILE *file) {
  fputs(
      "ayes reads free-text answers to consultations and says, for every answer,\n"
      "whether its author supports or opposes the proposal, about which topics, and\n"
      "which words show it.\n\n"
      "Usage: ayes COMMAND [OPTIONS]\n\n"
      "Commands:\n",
      file);
  for (size_t i = 0; i < ayes_command_count(); i++) {
    const ayes_command *command = ayes_command_get(i);
    fprintf(file, "  %-10s %s\n", command->name, command->summary);
  }
  fputs("\n'ayes help COMMAND' shows a command's options, 'ayes --version' the version.\n", file);
}

static int option_width(const ayes_option_row *rows) {
  size_t widest = 0;
  for (; rows->name; rows++) {
    size_t width = strlen(rows->name) + (rows->value ? strlen(rows->value) + 1 : 0);
    if (width > widest) widest = width;
  }
  return (int)widest;
}

static void write_option(const ayes_option_row *row, int width, FILE *file) {
  char name[80];
  snprintf(name, sizeof name, "%s%s%s", row->name, row->value ? " " : "",
           row->value ? row->value : "");
  if (row->letter) fprintf(file, "  -%c, --%-*s  %s\n", row->letter, width, name, row->help);
  else fprintf(file, "      --%-*s  %s\n", width, name, row->help);
}

void ayes_help_command(const ayes_command *command, FILE *file) {
  fprintf(file, "Usage: ayes %s %s\n\n%s\nOptions:\n", command->name, command->usage,
          command->about);
  int width = option_width(command->options);
  for (const ayes_option_row *row = command->options; row->name; row++)
    write_option(row, width, file);
  fprintf(file, "\nExamples:\n%s", command->examples);
}
