/* SPDX-License-Identifier: MIT
 *
 * ayes terms: frequent words, phrases and collocations.
 */
#include "cli/mining.h"

static const ayes_option_row rows[] = {
    AYES_ROW_QUESTION,
    AYES_ROW_STANCE,
    AYES_ROW_GROUP,
    AYES_ROW_MINING("by", 'b', mining.by, "FACET",
                    "a list for each question, stance, group, topic or answer"),
    AYES_ROW_NGRAMS,
    {"collocations", 'c', AYES_OPTION_FLAG, offsetof(ayes_request, mining.collocations), NULL,
     "pairs that stand together more often than by chance"},
    AYES_ROW_MINING_NUMBER("top", 't', top, "rows of a list; 20 otherwise"),
    AYES_ROW_MINING_NUMBER("least", 'm', least, "places a term must stand in; 2, pairs 3"),
    AYES_ROW_LEXICON,
    AYES_ROW_LANGUAGE,
    AYES_ROW_FORMAT("text (as is), json or csv"),
    AYES_ROW_OUTPUT,
    AYES_ROW_WIDTH,
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static ayes_status mine(const ayes_request *request, const ayes_engine *engine,
                        const ayes_mining *mining, ayes_sink sink, ayes_error *error) {
  ayes_terms_options options = {.by = request->mining.by,
                                .ngrams = request->mining.ngrams,
                                .collocations = request->mining.collocations,
                                .top = request->mining.top,
                                .least = request->mining.least};
  return ayes_terms(engine, mining, &options, sink, error);
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  return ayes_request_mine(request, mine, error);
}

const ayes_command ayes_command_terms = {
    .name = "terms",
    .usage = "RESULTS... [OPTIONS]",
    .summary = "list frequent words, phrases and collocations",
    .about =
        "Lists the words that results or answers use most, all forms of a word counted as\n"
        "one and shown in the most frequent form, without stop words; or their phrases; or\n"
        "pairs of words that stand together, by log-likelihood (G2), with PMI beside.\n",
    .options = rows,
    .examples =
        "  ayes terms results.jsonl --question Q1b --by stance --top 10\n"
        "  ayes terms results.jsonl --ngrams 2..3 --least 5\n"
        "  ayes terms answers.jsonl --collocations --output-format csv -o pairs.csv\n",
    .fewest = 1,
    .missing = "terms needs a file with results, or - for standard input",
    .run = run};
