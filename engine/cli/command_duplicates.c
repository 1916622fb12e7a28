/* SPDX-License-Identifier: MIT
 *
 * ayes duplicates: shared letters, who sent them, and what each sender added.
 */
#include <string.h>

#include "cli/progress.h"
#include "cli/shared.h"

static const ayes_option_row rows[] = {
    {"threshold", 0, AYES_OPTION_TEXT, offsetof(ayes_request, threshold), "SHARE",
     "of word 5-shingles in common, over 0 and at most 1; 0.7"},
    {"question", 0, AYES_OPTION_TEXT, offsetof(ayes_request, question), "ID",
     "only the answers to this question"},
    AYES_ROW_SURVEY("survey.json: label the letters and what is added"),
    {"target", 't', AYES_OPTION_TEXT, offsetof(ayes_request, target), "TEXT",
     "the proposal: label the letters and what is added"},
    AYES_ROW_LEXICON,
    AYES_ROW_LANGUAGE,
    AYES_ROWS_INPUT,
    AYES_ROW_FORMAT("text (as is), csv or json"),
    AYES_ROW_OUTPUT,
    {"width", 'w', AYES_OPTION_NUMBER, offsetof(ayes_request, width), "COLUMNS",
     "columns of the text; the terminal's otherwise"},
    {"quiet", 'q', AYES_OPTION_FLAG, offsetof(ayes_request, quiet), NULL,
     "no progress on standard error"},
    AYES_ROWS_COMMON,
    AYES_ROW_END};

/* "0.7", ".7" or "1": at most six decimals, whatever the locale. */
static bool read_share(const char *text, double *share) {
  double value = 0, place = 1;
  size_t digits = 0;
  for (bool after = false; *text; text++) {
    if (*text == '.' && !after) {
      after = true;
      continue;
    }
    if (*text < '0' || *text > '9' || ++digits > 7) return false;
    value = value * 10 + (*text - '0');
    if (after) place *= 10;
  }
  *share = value / place;
  return digits > 0 && *share > 0 && *share <= 1;
}

static ayes_status bad_threshold(ayes_error *error) {
  static const char message[] = "--threshold needs a number over 0 and at most 1, as 0.7";
  error->status = AYES_BAD_USAGE;
  memcpy(error->message, message, sizeof message);
  return AYES_BAD_USAGE;
}

static ayes_status find(const ayes_engine *engine, const ayes_request *request, double threshold,
                        ayes_sink sink, ayes_error *error) {
  ayes_progress_line line = ayes_progress_start(request->quiet);
  ayes_duplicates_options options = {
      .inputs = request->arguments,
      .input_count = request->argument_count,
      .input_format = request->input_format,
      .encoding = request->encoding,
      .sheet = request->sheet,
      .output_format = request->output_format,
      .question = request->question,
      .threshold = threshold,
      .width = request->width ? request->width : ayes_terminal_columns(),
      .colour = ayes_terminal_has_colour(request->output),
      .progress = ayes_progress_show,
      .progress_user = &line};
  ayes_status status = ayes_duplicates(engine, &options, sink, error);
  ayes_progress_end(&line);
  return status;
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_engine *engine = NULL;
  ayes_file_sink *file = NULL;
  double threshold = 0;
  ayes_status status = AYES_OK;
  if (request->threshold && !read_share(request->threshold, &threshold))
    return bad_threshold(error);
  if (request->survey || request->target) status = ayes_request_engine(request, &engine, error);
  if (status == AYES_OK) status = ayes_request_output(request, &file, error);
  if (status == AYES_OK) status = find(engine, request, threshold, ayes_file_sink_get(file), error);
  status = ayes_request_finish(file, status, error);
  ayes_engine_close(engine);
  return status;
}

const ayes_command ayes_command_duplicates = {
    .name = "duplicates",
    .usage = "ANSWERS... [OPTIONS]",
    .summary = "find shared letters, and what each sender added",
    .about =
        "Reads answers or results and groups texts that are the same or nearly so: letters\n"
        "of a campaign. Shows one text of each group, and what each sender added to it.\n"
        "With --target or --survey, what was added gets a label of its own.\n",
    .options = rows,
    .examples =
        "  ayes duplicates answers.csv\n"
        "  ayes duplicates results.jsonl --survey survey.json --output-format json -o "
        "letters.json\n",
    .fewest = 1,
    .missing = "duplicates needs a file with answers, or - for standard input",
    .run = run};
