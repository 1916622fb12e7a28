/* SPDX-License-Identifier: MIT
 *
 * ayes lexicon check | show | import | export: the lists behind the labels.
 */
#include <stdio.h>
#include <string.h>

#include "cli/messages.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    AYES_ROW_LEXICON,
    AYES_ROW_LANGUAGE,
    {"input-format", 0, AYES_OPTION_TEXT, offsetof(ayes_request, input_format), "FORMAT",
     "of import: what the file is, where its name does not say"},
    AYES_ROW_FORMAT("text (as is) or json; export writes YAML"),
    {"output", 'o', AYES_OPTION_WRITE, offsetof(ayes_request, output), "PATH",
     "file to write instead of standard output; of import: the new folder"},
    AYES_ROW_QUIET,
    AYES_ROWS_COMMON,
    AYES_ROW_END};

/* The folders to check: arguments after "check", else --lexicon, else the one that came along. */
static ayes_status check(const ayes_request *request, ayes_sink sink, ayes_error *error) {
  bool named = request->argument_count > 1;
  const char *const *folders = named ? request->arguments + 1 : request->lexicons.items;
  size_t count = named ? request->argument_count - 1 : request->lexicons.count;
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

static ayes_status bad_usage(ayes_error *error, const char *message) {
  error->status = AYES_BAD_USAGE;
  snprintf(error->message, sizeof error->message, "%s", message);
  return AYES_BAD_USAGE;
}

/* What it says goes to standard output: -o is the folder. */
static ayes_status import(const ayes_request *request, ayes_error *error) {
  ayes_dictionary_import options = {.path = request->arguments[1],
                                    .input_format = request->input_format,
                                    .folder = request->output,
                                    .language = request->language,
                                    .output_format = request->output_format};
  ayes_file_sink *file = NULL;
  if (request->argument_count != 2) return bad_usage(error, "lexicon import needs one dictionary");
  if (!request->output) return bad_usage(error, "lexicon import needs a folder: -o DIR");
  ayes_status status = ayes_file_sink_open("-", &file, error);
  if (status == AYES_OK) status = ayes_lexicon_import(&options, ayes_file_sink_get(file), error);
  return ayes_request_finish(file, status, error);
}

/* Of the folders after "export", else those of --lexicon, else the one that came along. */
static ayes_status export(const ayes_request *request, ayes_sink sink, ayes_error *error) {
  bool named = request->argument_count > 1;
  ayes_engine_options options = {
      .lexicons = named ? request->arguments + 1 : request->lexicons.items,
      .lexicon_count = named ? request->argument_count - 1 : request->lexicons.count,
      .language = request->language};
  ayes_lexicon_export_summary summary;
  ayes_engine *engine;
  ayes_status status = ayes_engine_open(&options, &engine, error);
  if (status != AYES_OK) return status;
  status = ayes_lexicon_export(engine, sink, &summary, error);
  ayes_engine_close(engine);
  if (status == AYES_OK && !request->quiet)
    ayes_message_note(
        "%zu keys, %zu entries; left out: %zu hints, %zu phrases and %zu rules that "
        "YAML has no words for",
        summary.keys, summary.entries, summary.hints, summary.beyond, summary.rules);
  return status;
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  static const struct {
    const char *verb;
    ayes_status (*run)(const ayes_request *, ayes_sink, ayes_error *);
  } verbs[] = {{"check", check}, {"show", show}, {"export", export}};
  if (strcmp(request->arguments[0], "import") == 0) return import(request, error);
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
    if (strcmp(verbs[i].verb, request->arguments[0]) != 0) continue;
    ayes_file_sink *file = NULL;
    ayes_status status = ayes_request_output(request, &file, error);
    if (status == AYES_OK) status = verbs[i].run(request, ayes_file_sink_get(file), error);
    return ayes_request_finish(file, status, error);
  }
  error->status = AYES_BAD_USAGE;
  snprintf(error->message, sizeof error->message,
           "lexicon has no verb \"%.40s\": use check, show, import or export",
           request->arguments[0]);
  return AYES_BAD_USAGE;
}

const ayes_command ayes_command_lexicon = {
    .name = "lexicon",
    .usage = "check [DIR...] | show [FILTER] | import FILE -o DIR | export [DIR...] [OPTIONS]",
    .summary = "check, list, import or export the words behind the labels",
    .about =
        "check looks for entries that stand twice, contradict each other or are never\n"
        "reached, and exits with 1 when it finds any. show lists entries whose term, kind\n"
        "or topic contains FILTER. import makes a pack of a dictionary of another program:\n"
        "quanteda YAML, LIWC .dic, CSV (term,category or word,score), Yoshikoder .ykd,\n"
        "Lexicoder .lc3, WordStat .cat, MPQA .tff, VADER. export writes quanteda YAML.\n",
    .options = rows,
    .examples =
        "  ayes lexicon check my-lexicon\n"
        "  ayes lexicon show \"in favour\"\n"
        "  ayes lexicon import policy.yml -o policy && ayes classify a.csv -l policy\n"
        "  ayes lexicon export lexicons/en -o en.yml\n",
    .fewest = 1,
    .missing = "lexicon needs a verb: check, show, import or export",
    .run = run};
