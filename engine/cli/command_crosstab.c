/* SPDX-License-Identifier: MIT
 *
 * ayes crosstab: stances, topics or ticks by group, question or tick.
 */
#include "cli/mining.h"

static const ayes_option_row rows[] = {
    AYES_ROW_MINING("rows", 'r', mining.rows, "FACET",
                    "stance (as is), topic, answer, group or question"),
    AYES_ROW_MINING("columns", 'c', mining.columns, "FACET",
                    "group (as is), question, answer or stance"),
    AYES_ROW_QUESTION,
    AYES_ROW_STANCE,
    AYES_ROW_GROUP,
    AYES_ROW_MINING_NUMBER("top", 't', top, "rows, and cells noted below, in text; 20 otherwise"),
    AYES_ROW_FORMAT("text (as is), json or csv"),
    AYES_ROW_OUTPUT,
    AYES_ROW_WIDTH,
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static ayes_status run(const ayes_request *request, ayes_error *error) {
  ayes_file_sink *file = NULL;
  ayes_mining mining = ayes_request_mining(request);
  ayes_crosstab_options options = {
      .rows = request->mining.rows, .columns = request->mining.columns, .top = request->mining.top};
  ayes_status status = ayes_request_output(request, &file, error);
  if (status == AYES_OK)
    status = ayes_crosstabulate(&mining, &options, ayes_file_sink_get(file), error);
  return ayes_request_finish(file, status, error);
}

const ayes_command ayes_command_crosstab = {
    .name = "crosstab",
    .usage = "RESULTS... [OPTIONS]",
    .summary = "count stances or topics by group, question or tick",
    .about =
        "Counts one facet of the answers by another: shares of each column with their 95 %\n"
        "interval, lift (share over the share in all), and p by chi-square, or by Fisher's\n"
        "exact test where chance would put fewer than 5 in a field; q is p for many tests.\n",
    .options = rows,
    .examples =
        "  ayes crosstab results.jsonl --question Q1b\n"
        "  ayes crosstab results.jsonl --rows topic --columns stance\n"
        "  ayes crosstab results.jsonl --rows topic --columns group -f csv -o topics.csv\n",
    .fewest = 1,
    .missing = "crosstab needs a file with results, or - for standard input",
    .run = run};
