/* SPDX-License-Identifier: MIT
 *
 * The commands, and finding them by name.
 */
#include <string.h>

#include "cli/command.h"
#include "cli/nearest.h"

static const ayes_command *const commands[] = {
    &ayes_command_classify, &ayes_command_tally,  &ayes_command_export,  &ayes_command_report,
    &ayes_command_explain,  &ayes_command_import, &ayes_command_inspect, &ayes_command_evaluate,
    &ayes_command_sample,   &ayes_command_learn,  &ayes_command_lexicon, &ayes_command_duplicates,
    &ayes_command_summary,  &ayes_command_terms,  &ayes_command_keyness, &ayes_command_kwic,
    &ayes_command_crosstab, &ayes_command_topics, &ayes_command_redact,  &ayes_command_merge,
};

size_t ayes_command_count(void) { return sizeof commands / sizeof *commands; }

const ayes_command *ayes_command_get(size_t index) { return commands[index]; }

const ayes_command *ayes_command_find(const char *name) {
  for (size_t i = 0; i < ayes_command_count(); i++)
    if (strcmp(commands[i]->name, name) == 0) return commands[i];
  return NULL;
}

const char *ayes_command_suggest(const char *name) {
  ayes_nearest nearest = ayes_nearest_start(name);
  for (size_t i = 0; i < ayes_command_count(); i++) ayes_nearest_try(&nearest, commands[i]->name);
  ayes_nearest_try(&nearest, "help");
  return nearest.best;
}
