/* SPDX-License-Identifier: MIT
 *
 * getopt_long, fed from the table that the help is written from, so that the two cannot differ.
 */
#include "cli/options.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/nearest.h"

enum { ROW_LIMIT = 32, FIRST_CODE = 1000 };

static ayes_status bad_usage(ayes_error *error, const char *format, ...)
    __attribute__((__format__(__printf__, 2, 3)));

static ayes_status bad_usage(ayes_error *error, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  error->status = AYES_BAD_USAGE;
  vsnprintf(error->message, sizeof error->message, format, arguments);
  va_end(arguments);
  return AYES_BAD_USAGE;
}

static bool read_number(const char **text, size_t *number) {
  const char *at = *text;
  size_t value = 0;
  if (*at < '0' || *at > '9') return false;
  for (; *at >= '0' && *at <= '9'; at++) {
    if (value > 100000000) return false;
    value = value * 10 + (size_t)(*at - '0');
  }
  *text = at;
  *number = value;
  return true;
}

static ayes_status set_number(const ayes_option_row *row, const char *text, size_t *value,
                              ayes_error *error) {
  const char *at = text;
  if (read_number(&at, value) && *at == '\0') return AYES_OK;
  return bad_usage(error, "--%s needs a whole number, not \"%.40s\"", row->name, text);
}

static ayes_status set_shard(const char *text, ayes_request *request, ayes_error *error) {
  const char *at = text;
  if (read_number(&at, &request->shard) && *at++ == '/' &&
      read_number(&at, &request->shard_count) && *at == '\0' && request->shard >= 1 &&
      request->shard <= request->shard_count)
    return AYES_OK;
  return bad_usage(error, "--shard needs I/N with I from 1 to N, not \"%.40s\"", text);
}

static ayes_status add_value(const ayes_option_row *row, const char *text,
                             ayes_option_values *values, ayes_error *error) {
  if (values->count == AYES_OPTION_REPEAT_LIMIT)
    return bad_usage(error, "--%s is given more than %d times", row->name,
                     AYES_OPTION_REPEAT_LIMIT);
  values->items[values->count++] = text;
  return AYES_OK;
}

static ayes_status set_option(const ayes_option_row *row, const char *text, ayes_request *request,
                              ayes_error *error) {
  char *place = (char *)request + row->offset;
  switch (row->type) {
    case AYES_OPTION_FLAG: *(bool *)(void *)place = true; return AYES_OK;
    case AYES_OPTION_TEXT:
    case AYES_OPTION_READ:
    case AYES_OPTION_WRITE: *(const char **)(void *)place = text; return AYES_OK;
    case AYES_OPTION_NUMBER: return set_number(row, text, (size_t *)(void *)place, error);
    case AYES_OPTION_SHARD: return set_shard(text, request, error);
    case AYES_OPTION_VALUES:
    case AYES_OPTION_READS: return add_value(row, text, (ayes_option_values *)(void *)place, error);
  }
  return AYES_INTERNAL;
}

typedef struct getopt_tables {
  struct option longs[ROW_LIMIT + 1];
  char letters[2 * ROW_LIMIT + 3];
} getopt_tables;

static size_t fill_tables(const ayes_option_row *rows, getopt_tables *tables) {
  size_t count = 0, at = 0;
  memset(tables, 0, sizeof *tables);
  tables->letters[at++] = ':'; /* a missing value is told apart from an unknown option */
  for (; count < ROW_LIMIT && rows[count].name; count++) {
    const ayes_option_row *row = &rows[count];
    int takes = row->value ? required_argument : no_argument;
    tables->longs[count] = (struct option){row->name, takes, NULL, FIRST_CODE + (int)count};
    if (!row->letter) continue;
    tables->letters[at++] = row->letter;
    if (row->value) tables->letters[at++] = ':';
  }
  return count;
}

static const ayes_option_row *row_of_code(const ayes_option_row *rows, size_t count, int code) {
  if (code >= FIRST_CODE && (size_t)(code - FIRST_CODE) < count) return &rows[code - FIRST_CODE];
  for (size_t i = 0; i < count; i++)
    if (rows[i].letter && rows[i].letter == code) return &rows[i];
  return NULL;
}

static ayes_status unknown_option(const ayes_command *command, const char *typed,
                                  ayes_error *error) {
  if (strncmp(typed, "--", 2) != 0)
    return bad_usage(error, "%s has no option %.40s", command->name, typed);
  char name[64];
  snprintf(name, sizeof name, "%.*s", (int)strcspn(typed + 2, "="), typed + 2);
  ayes_nearest nearest = ayes_nearest_start(name);
  for (size_t i = 0; command->options[i].name; i++)
    ayes_nearest_try(&nearest, command->options[i].name);
  if (nearest.best)
    return bad_usage(error, "%s has no option --%s; did you mean --%s?", command->name, name,
                     nearest.best);
  return bad_usage(error, "%s has no option --%s", command->name, name);
}

static ayes_status check_arguments(const ayes_command *command, const ayes_request *request,
                                   ayes_error *error) {
  if (request->help) return AYES_OK;
  if (request->argument_count < command->fewest) return bad_usage(error, "%s", command->missing);
  if (command->most && request->argument_count > command->most)
    return bad_usage(error, "%s takes no further argument \"%.60s\"", command->name,
                     request->arguments[command->most]);
  return AYES_OK;
}

static ayes_status missing_value(const ayes_option_row *row, ayes_error *error) {
  return row ? bad_usage(error, "--%s needs a value: %s", row->name, row->value)
             : bad_usage(error, "an option needs a value");
}

ayes_status ayes_options_read(const ayes_command *command, int argc, char **argv,
                              ayes_request *request, ayes_error *error) {
  getopt_tables tables;
  size_t count = fill_tables(command->options, &tables);
  int code;
  opterr = 0;
  optind = 0; /* GNU: start anew */
  request->command = command->name;
  while ((code = getopt_long(argc, argv, tables.letters, tables.longs, NULL)) != -1) {
    if (code == ':') return missing_value(row_of_code(command->options, count, optopt), error);
    const ayes_option_row *row = code == '?' ? NULL : row_of_code(command->options, count, code);
    if (!row && optopt >= FIRST_CODE)
      return bad_usage(error, "--%s takes no value",
                       row_of_code(command->options, count, optopt)->name);
    if (!row && optopt) {
      char typed[3] = {'-', (char)optopt, '\0'};
      return unknown_option(command, typed, error);
    }
    if (!row) return unknown_option(command, argv[optind - 1], error);
    ayes_status status = set_option(row, optarg, request, error);
    if (status != AYES_OK) return status;
  }
  request->arguments = (const char *const *)(argv + optind);
  request->argument_count = (size_t)(argc - optind);
  return check_arguments(command, request, error);
}
