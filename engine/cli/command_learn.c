/* SPDX-License-Identifier: MIT
 *
 * ayes learn: answers with ticks in, a model out; or, across questions, a list.
 */
#include <stdio.h>
#include <string.h>

#include "cli/messages.h"
#include "cli/progress.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    {"output", 'o', AYES_OPTION_WRITE, offsetof(ayes_request, output), "DIR",
     "write the model into that folder; with --across: FILE, the list"},
    AYES_ROW_SURVEY("survey.json: what is proposed, what options mean"),
    {"gold", 'g', AYES_OPTION_READ, offsetof(ayes_request, gold), "FILE",
     "labels by people, in place of ticks"},
    {"least", 'm', AYES_OPTION_NUMBER, offsetof(ayes_request, mining.least), "N",
     "ticks of either side a question must have; 30"},
    {"folds", 0, AYES_OPTION_NUMBER, offsetof(ayes_request, folds), "N",
     "parts for cross-validation, 2 to 10; 5, with --across 10"},
    {"terms", 0, AYES_OPTION_NUMBER, offsetof(ayes_request, terms), "N",
     "most terms kept for a question; 5000; with --across: in all; 500"},
    {"across", 0, AYES_OPTION_FLAG, offsetof(ayes_request, across.asked_for), NULL,
     "one list of good and bad words from answers to many questions"},
    {"relearn", 0, AYES_OPTION_TEXT, offsetof(ayes_request, across.relearned), "LIST",
     "read the lexicon without its list of that name, to replace it"},
    {"without", 0, AYES_OPTION_READS, offsetof(ayes_request, across.without), "FILE",
     "learn nothing from answers to its questions; may be given again"},
    {"source", 0, AYES_OPTION_VALUES, offsetof(ayes_request, across.sources), "TEXT",
     "line for the list's head: whose answers, licence; may be given again"},
    {"least-questions", 0, AYES_OPTION_NUMBER, offsetof(ayes_request, across.least_questions), "N",
     "questions a term must stand in; 5 (and in --least answers; 8)"},
    AYES_ROW_LEXICON,
    AYES_ROW_LANGUAGE,
    AYES_ROWS_INPUT,
    AYES_ROW_FORMAT("of what is printed: text (as is) or json"),
    AYES_ROW_QUIET,
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static void summarise(const ayes_request *request, const ayes_learn_summary *summary) {
  if (request->quiet) return;
  ayes_message_note("%zu answer%s with words, %zu of them with a %s that is known",
                    summary->answers, summary->answers == 1 ? "" : "s", summary->labelled,
                    request->gold ? "label" : "tick");
  if (summary->unknown_ticks)
    ayes_message_note("%zu tick%s with an option that nothing explains: name it in the survey",
                      summary->unknown_ticks, summary->unknown_ticks == 1 ? "" : "s");
  if (summary->left_out)
    ayes_message_note("%zu left out: no words, or not to be read", summary->left_out);
  if (!summary->learned) return;
  if (request->across.asked_for)
    ayes_message_note("written to %s; read and prune it, then name it among \"lists\" of pack.json",
                      request->output);
  else
    ayes_message_note("written to %s; use it with classify --model %s", request->output,
                      request->output);
}

static ayes_status learn(const ayes_engine *engine, const ayes_request *request,
                         ayes_file_sink *file, ayes_progress_line *line,
                         ayes_learn_summary *summary, ayes_error *error) {
  ayes_learn_options options = {.inputs = request->arguments,
                                .input_count = request->argument_count,
                                .input_format = request->input_format,
                                .encoding = request->encoding,
                                .sheet = request->sheet,
                                .gold = request->gold,
                                .least = request->mining.least,
                                .folds = request->folds,
                                .terms = request->terms,
                                .folder = request->output,
                                .format = request->output_format,
                                .colour = ayes_terminal_has_colour(NULL),
                                .progress = ayes_progress_show,
                                .progress_user = line};
  return ayes_learn(engine, &options, ayes_file_sink_get(file), summary, error);
}

static ayes_status learn_across(const ayes_engine *engine, const ayes_request *request,
                                ayes_file_sink *file, ayes_progress_line *line,
                                ayes_learn_summary *summary, ayes_error *error) {
  ayes_across_options options = {.inputs = request->arguments,
                                 .input_count = request->argument_count,
                                 .input_format = request->input_format,
                                 .encoding = request->encoding,
                                 .sheet = request->sheet,
                                 .gold = request->gold,
                                 .without = request->across.without.items,
                                 .without_count = request->across.without.count,
                                 .sources = request->across.sources.items,
                                 .source_count = request->across.sources.count,
                                 .least = request->mining.least,
                                 .least_questions = request->across.least_questions,
                                 .folds = request->folds,
                                 .terms = request->terms,
                                 .list = request->output,
                                 .format = request->output_format,
                                 .colour = ayes_terminal_has_colour(NULL),
                                 .progress = ayes_progress_show,
                                 .progress_user = line};
  return ayes_learn_across(engine, &options, ayes_file_sink_get(file), summary, error);
}

static ayes_status learn_and_tell(const ayes_engine *engine, const ayes_request *request,
                                  ayes_file_sink *file, ayes_error *error) {
  ayes_progress_line line = ayes_progress_start(request->quiet);
  ayes_learn_summary summary = {0};
  ayes_status status = request->across.asked_for
                           ? learn_across(engine, request, file, &line, &summary, error)
                           : learn(engine, request, file, &line, &summary, error);
  ayes_progress_end(&line);
  if (status == AYES_OK || status == AYES_CHECK_FAILED) summarise(request, &summary);
  return status;
}

static ayes_status bad_usage(const char *message, ayes_error *error) {
  error->status = AYES_BAD_USAGE;
  snprintf(error->message, sizeof error->message, "%s", message);
  return AYES_BAD_USAGE;
}

static ayes_status check(const ayes_request *request, ayes_error *error) {
  bool has_file = request->output && strcmp(request->output, "-") != 0;
  if (!has_file && request->across.asked_for)
    return bad_usage("learn --across needs a file for the list: -o LIST.tsv", error);
  if (!request->output) return bad_usage("learn needs a folder for the model: -o MODEL_DIR", error);
  bool needs_across = request->across.relearned || request->across.without.count ||
                      request->across.sources.count || request->across.least_questions;
  if (needs_across && !request->across.asked_for)
    return bad_usage("--relearn, --without, --source and --least-questions go with --across",
                     error);
  return AYES_OK;
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_engine *engine;
  ayes_file_sink *file = NULL;
  ayes_status status = check(request, error);
  if (status == AYES_OK) status = ayes_request_engine(request, &engine, error);
  if (status != AYES_OK) return status;
  status = ayes_file_sink_open("-", &file, error);
  if (status == AYES_OK) status = learn_and_tell(engine, request, file, error);
  status = ayes_request_finish(file, status, error);
  ayes_engine_close(engine);
  return status;
}

const ayes_command ayes_command_learn = {
    .name = "learn",
    .usage = "ANSWERS... -o MODEL_DIR [OPTIONS], or --across ANSWERS... -o LIST.tsv",
    .summary = "learn from ticked answers which words speak for and against",
    .about =
        "Reads answers whose authors ticked an option and wrote why, learns the words of\n"
        "each side for each question, and writes them as lists that a person can read and\n"
        "edit. A question is left out where that is no better than the rules alone; with\n"
        "nothing to write the exit code is 1.\n"
        "\n"
        "With --across it learns from answers to many questions which words speak well or\n"
        "badly of whatever is spoken of, and writes one list, which a person should read\n"
        "and prune before a lexicon takes it. That lifts questions without any ticks.\n",
    .options = rows,
    .examples =
        "  ayes learn answers.csv --survey survey.json -o model\n"
        "  ayes classify answers.csv --survey survey.json --model model -o results.jsonl\n"
        "  ayes learn --across surveys/*.csv --source \"answers of 2019 to 2024\" -o general.tsv\n",
    .fewest = 1,
    .missing = "learn needs a file with answers and ticks, or - for standard input",
    .run = run};
