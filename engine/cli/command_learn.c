/* SPDX-License-Identifier: MIT
 *
 * ayes learn: answers with ticks in, a model out.
 */
#include <stdio.h>

#include "cli/messages.h"
#include "cli/progress.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    {"output", 'o', AYES_OPTION_TEXT, offsetof(ayes_request, output), "DIR",
     "write the model into that folder"},
    AYES_ROW_SURVEY("survey.json: what is proposed, what options mean"),
    {"gold", 'g', AYES_OPTION_TEXT, offsetof(ayes_request, gold), "FILE",
     "labels by people, in place of ticks"},
    {"least", 'm', AYES_OPTION_NUMBER, offsetof(ayes_request, mining.least), "N",
     "ticks of either side a question must have; 30"},
    {"folds", 0, AYES_OPTION_NUMBER, offsetof(ayes_request, folds), "N",
     "parts for cross-validation, 2 to 10; 5"},
    {"terms", 0, AYES_OPTION_NUMBER, offsetof(ayes_request, terms), "N",
     "most terms kept for a question; 5000"},
    AYES_ROW_LEXICON,
    AYES_ROW_LANGUAGE,
    AYES_ROWS_INPUT,
    AYES_ROW_FORMAT("of what is printed: text (as is) or json"),
    AYES_ROW_QUIET,
    AYES_ROW_HELP,
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
  if (summary->learned)
    ayes_message_note("written to %s; use it with classify --model %s", request->output,
                      request->output);
}

static ayes_status learn(const ayes_engine *engine, const ayes_request *request,
                         ayes_file_sink *file, ayes_error *error) {
  ayes_progress_line line = ayes_progress_start(request->quiet);
  ayes_learn_summary summary = {0};
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
                                .progress_user = &line};
  ayes_status status = ayes_learn(engine, &options, ayes_file_sink_get(file), &summary, error);
  ayes_progress_end(&line);
  if (status == AYES_OK || status == AYES_CHECK_FAILED) summarise(request, &summary);
  return status;
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_engine *engine;
  ayes_file_sink *file = NULL;
  if (!request->output) {
    error->status = AYES_BAD_USAGE;
    snprintf(error->message, sizeof error->message,
             "learn needs a folder for the model: -o MODEL_DIR");
    return AYES_BAD_USAGE;
  }
  ayes_status status = ayes_request_engine(request, &engine, error);
  if (status != AYES_OK) return status;
  status = ayes_file_sink_open("-", &file, error);
  if (status == AYES_OK) status = learn(engine, request, file, error);
  status = ayes_request_finish(file, status, error);
  ayes_engine_close(engine);
  return status;
}

const ayes_command ayes_command_learn = {
    .name = "learn",
    .usage = "ANSWERS... -o MODEL_DIR [OPTIONS]",
    .summary = "learn from ticked answers which words speak for and against",
    .about =
        "Reads answers whose authors ticked an option and wrote why, learns the words of\n"
        "each side for each question, and writes them as lists that a person can read and\n"
        "edit. A question is left out where that is no better than the rules alone; with\n"
        "nothing to write the exit code is 1.\n",
    .options = rows,
    .examples =
        "  ayes learn answers.csv --survey survey.json -o model\n"
        "  ayes classify answers.csv --survey survey.json --model model -o results.jsonl\n",
    .fewest = 1,
    .missing = "learn needs a file with answers and ticks, or - for standard input",
    .run = run};
