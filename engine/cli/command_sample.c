/* SPDX-License-Identifier: MIT
 *
 * ayes sample: answers for a person to label.
 */
#include "cli/messages.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    {"size", 'n', AYES_OPTION_NUMBER, offsetof(ayes_request, size), "N",
     "answers to draw; 200 otherwise"},
    {"seed", 0, AYES_OPTION_NUMBER, offsetof(ayes_request, seed), "N",
     "another number, another sample; 0 otherwise"},
    {"question", 0, AYES_OPTION_TEXT, offsetof(ayes_request, question), "ID",
     "only answers to this question"},
    AYES_ROW_SURVEY("survey.json: the questions' texts, for a column of their own"),
    AYES_ROW_OUTPUT,
    AYES_ROW_QUIET,
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static void summarise(const ayes_request *request, const ayes_sample_summary *summary) {
  if (request->quiet) return;
  ayes_message_note("%zu of %zu answers drawn, from %zu %s of question, stance and confidence",
                    summary->drawn, summary->answers, summary->strata,
                    summary->strata == 1 ? "stratum" : "strata");
  if (summary->left_out)
    ayes_message_note("%zu answers are in strata that nothing was drawn from: a larger --size",
                      summary->left_out);
  ayes_message_note("fill in stance (support, oppose, mixed, neutral), then: ayes evaluate --gold");
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_file_sink *file = NULL;
  ayes_sample_summary summary = {0};
  ayes_sample_options options = {.results = request->arguments,
                                 .result_count = request->argument_count,
                                 .survey = request->survey,
                                 .question = request->question,
                                 .size = request->size,
                                 .seed = request->seed};
  ayes_status status = ayes_request_output(request, &file, error);
  if (status == AYES_OK) status = ayes_sample(&options, ayes_file_sink_get(file), &summary, error);
  if (status == AYES_OK) summarise(request, &summary);
  return ayes_request_finish(file, status, error);
}

const ayes_command ayes_command_sample = {
    .name = "sample",
    .usage = "RESULTS... [OPTIONS]",
    .summary = "draw answers for a person to label",
    .about =
        "Draws answers from what classify wrote, stratified by question, given stance and\n"
        "confidence: more of those near the threshold, and these first. Writes CSV to be\n"
        "filled in: stance, and if you like topics (ids) and acts, \";\" between, none for\n"
        "none. The label that was given is not shown. weight says how many answers a row\n"
        "stands for; keep it and stratum. Rows left blank are skipped later.\n",
    .options = rows,
    .examples =
        "  ayes sample results.jsonl --survey survey.json --size 150 -o sample.csv\n"
        "  ayes evaluate results.jsonl --gold sample.csv\n"
        "  ayes tally results.jsonl --gold sample.csv\n",
    .fewest = 1,
    .missing = "sample needs a file with results, or - for standard input",
    .run = run};
