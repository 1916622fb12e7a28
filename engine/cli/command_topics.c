/* SPDX-License-Identifier: MIT
 *
 * ayes topics --suggest: new topics out of answers.
 */
#include <stdio.h>
#include <string.h>

#include "cli/mining.h"

static const ayes_option_row rows[] = {
    {"suggest", 0, AYES_OPTION_FLAG, offsetof(ayes_request, topics.suggest), NULL,
     "group the answers and propose topics"},
    {"count", 'c', AYES_OPTION_NUMBER, offsetof(ayes_request, topics.count), "N",
     "groups, up to 100; otherwise the number, to 30, that sets answers apart best"},
    {"uncovered", 'u', AYES_OPTION_FLAG, offsetof(ayes_request, topics.uncovered), NULL,
     "look only at answers that have no topic yet"},
    AYES_ROW_QUESTION,
    AYES_ROW_STANCE,
    AYES_ROW_GROUP,
    AYES_ROW_LEXICON,
    AYES_ROW_LANGUAGE,
    AYES_ROW_FORMAT("text (as is), json, or tsv (as is with -o FILE.tsv)"),
    AYES_ROW_OUTPUT,
    AYES_ROW_WIDTH,
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static bool ends_in_tsv(const char *path) {
  size_t length = path ? strlen(path) : 0;
  return length >= 4 && strcmp(path + length - 4, ".tsv") == 0;
}

static ayes_status mine(const ayes_request *request, const ayes_engine *engine,
                        const ayes_mining *mining, ayes_sink sink, ayes_error *error) {
  ayes_topics_options options = {.count = request->topics.count,
                                 .uncovered = request->topics.uncovered};
  ayes_mining asked = *mining;
  if (!asked.format && ends_in_tsv(request->output)) asked.format = "tsv";
  return ayes_topics_suggest(engine, &asked, &options, sink, error);
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  if (request->topics.suggest) return ayes_request_mine(request, mine, error);
  error->status = AYES_BAD_USAGE;
  snprintf(error->message, sizeof error->message,
           "topics needs --suggest; to count topics use crosstab --rows topic");
  return AYES_BAD_USAGE;
}

const ayes_command ayes_command_topics = {
    .name = "topics",
    .usage = "--suggest ANSWERS... [OPTIONS]",
    .summary = "propose new topics from what answers talk about",
    .about =
        "Groups answers by what they talk about, names each group by its most typical\n"
        "phrase, and says which groups the taxonomy has already. Written as a table of\n"
        "topics (.tsv), the others are ready to be edited and used.\n",
    .options = rows,
    .examples =
        "  ayes topics --suggest answers.csv\n"
        "  ayes topics --suggest results.jsonl --question Q1b --count 8 -o topics.tsv\n",
    .fewest = 1,
    .missing = "topics needs a file with answers or results, or - for standard input",
    .run = run};
