/* SPDX-License-Identifier: MIT
 *
 * ayes keyness: what one side says that the other does not.
 */
#include "cli/mining.h"

static const ayes_option_row rows[] = {
    AYES_ROW_MINING("a", 'a', mining.a, "FACET=VALUE", "one side; stance=support otherwise"),
    AYES_ROW_MINING("b", 'b', mining.b, "FACET=VALUE", "the other; stance=oppose otherwise"),
    AYES_ROW_QUESTION,
    AYES_ROW_STANCE,
    AYES_ROW_GROUP,
    AYES_ROW_NGRAMS,
    AYES_ROW_MINING_NUMBER("top", 't', top, "rows for each side; 20 otherwise"),
    AYES_ROW_MINING_NUMBER("least", 'm', least, "places on both sides together; 3 otherwise"),
    AYES_ROW_LEXICON,
    AYES_ROW_LANGUAGE,
    AYES_ROW_FORMAT("text (as is), json or csv"),
    AYES_ROW_OUTPUT,
    AYES_ROW_WIDTH,
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static ayes_status mine(const ayes_request *request, const ayes_engine *engine,
                        const ayes_mining *mining, ayes_sink sink, ayes_error *error) {
  ayes_keyness_options options = {.a = request->mining.a,
                                  .b = request->mining.b,
                                  .ngrams = request->mining.ngrams,
                                  .top = request->mining.top,
                                  .least = request->mining.least};
  return ayes_keyness(engine, mining, &options, sink, error);
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  return ayes_request_mine(request, mine, error);
}

const ayes_command ayes_command_keyness = {
    .name = "keyness",
    .usage = "RESULTS... [OPTIONS]",
    .summary = "show what one side says that the other does not",
    .about =
        "Compares the words of two groups of answers, each given as question=, stance=,\n"
        "group=, topic= or answer= and a value. G2 is the log-likelihood ratio, log ratio\n"
        "the binary logarithm of how many times as frequent; q is p for many tests.\n",
    .options = rows,
    .examples =
        "  ayes keyness results.jsonl --question Q1b\n"
        "  ayes keyness results.jsonl --a group=landlords --b group=tenants --ngrams 1..2\n"
        "  ayes keyness results.jsonl --a answer=Yes --b answer=No -f json -o keyness.json\n",
    .fewest = 1,
    .missing = "keyness needs a file with results, or - for standard input",
    .run = run};
