/* SPDX-License-Identifier: MIT
 *
 * ayes tally: results per question, ticks beside what the texts say.
 */
#include "cli/progress.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    AYES_ROW_SURVEY("survey.json: questions and recorded counts"),
    {"duplicates", 'd', AYES_OPTION_READ, offsetof(ayes_request, duplicates), "FILE",
     "JSON of ayes duplicates: count also one answer for each shared letter"},
    {"gold", 'g', AYES_OPTION_READ, offsetof(ayes_request, gold), "FILE",
     "labels of people (as for evaluate), to correct shares by"},
    AYES_ROW_FORMAT("text (as is) or json"),
    AYES_ROW_OUTPUT,
    {"width", 'w', AYES_OPTION_NUMBER, offsetof(ayes_request, width), "COLUMNS",
     "columns of the table; the terminal's otherwise"},
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_file_sink *file = NULL;
  size_t width = request->width ? request->width : ayes_terminal_columns();
  bool colour = ayes_terminal_has_colour(request->output);
  ayes_status status = ayes_request_output(request, &file, error);
  if (status == AYES_OK)
    status = ayes_tally(request->arguments, request->argument_count, request->survey,
                        request->duplicates, request->gold, request->output_format, width, colour,
                        ayes_file_sink_get(file), error);
  return ayes_request_finish(file, status, error);
}

const ayes_command ayes_command_tally = {
    .name = "tally",
    .usage = "RESULTS... [OPTIONS]",
    .summary = "count results per question, beside the ticked tallies",
    .about =
        "Counts what classify wrote, question by question: the ticks, what the texts say,\n"
        "out of how many, with and without repeated texts, and the share of support.\n"
        "A text says the contrary of the tick with a confidence of 0.7 or more; below, the\n"
        "doubt is not counted.\n\n"
        "The plain share counts labels, right or wrong. Where at least 10 answers of each\n"
        "side are known, by their tick or with --gold by labels of people, a corrected\n"
        "share stands beside it: known sides count as they are, the others are estimated\n"
        "from how those of each side were read (EM on scores; adjusted count of labels),\n"
        "with bootstrap intervals. It supposes that people of one side write alike,\n"
        "whether they tick or not.\n",
    .options = rows,
    .examples =
        "  ayes tally results.jsonl --survey survey.json\n"
        "  ayes tally results.jsonl --gold sample.csv\n"
        "  ayes tally results.jsonl --output-format json -o tally.json\n",
    .fewest = 1,
    .missing = "tally needs a file with results, or - for standard input",
    .run = run};
