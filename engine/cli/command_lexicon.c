/* SPDX-License-Identifier: MIT
 *
 * ayes lexicon check | show: the lists behind the labels.
 */
#include <stdio.h>
#include <string.h>

#include "cli/shared.h"

static const ayes_option_row rows[] = {
    AYES_ROW_LEXICON, AYES_ROW_LANGUAGE, AYES_ROW_FORMAT("text (as is) or json"),
    AYES_ROW_OUTPUT,  AYES_ROW_HELP,     AYES_ROW_END};

/* The folders to check: arguments after "check", else --lexicon, else the one that came along. */
static ayes_status check(const ayes_request *request, ayes_sink sink, ayes_error *error) {
  bool named = request->argument_count > 1;
  const char *const *folders = named ? request->arguments + 1 : request->lexicons;
  size_t count = named ? request->argument_count - 1 : request->lexicon_count;
  return ayes_lexicon_check_packs(folders, count, request->output_format, sink, NULL, error);
}

static ayes_status show(const ayes_request *request, ayes_sink sink, ayes_error *error) {
  ayes_engine *engine;
  const char *filter = request->argument_count > 1 ? request->arguments[1] : NULL;
  ayes_status status = ayes_request_engine(request, &engine, error);
  if (status != AYES_OK) return status;
  status = ayes_lexicon_show(engine, filter, request->output_format, sink, error);
  ayes_engine_close(engine);
  return status;
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  static const struct {
    const char *verb;
    ayes_status (*run)(const ayes_request *, ayes_sink, ayes_error *);
  } verbs[] = {{"check", check}, {"show", show}};
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
    if (strcmp(verbs[i].verb, request->arguments[0]) != 0) continue;
    ayes_file_sink *file = NULL;
    ayes_status status = ayes_request_output(request, &file, error);
    if (status == AYES_OK) status = verbs[i].run(request, ayes_file_sink_get(file), error);
    return ayes_request_finish(file, status, error);
  }
  error->status = AYES_BAD_USAGE;
  snprintf(error->message, sizeof error->message,
           "lexicon has no verb \"%.40s\": use check or show", request->arguments[0]);
  return AYES_BAD_USAGE;
}

const ayes_command ayes_command_lexicon = {
    .name = "lexicon",
    .usage = "check [DIR...] | show [FILTER] [OPTIONS]",
    .summary = "check or list the words and rules behind the labels",
    .about =
        "check looks for entries that stand twice, contradict each other or are never\n"
        "reached, and exits with 1 when it finds any. show lists entries whose term, kind\n"
        "or topic contains FILTER.\n",
    .options = rows,
    .examples =
        "  ayes lexicon check my-lexicon\n"
        "  ayes lexicon show \"in favour\"\n",
    .fewest = 1,
    .missing = "lexicon needs a verb: check or show",
    .run = run};
