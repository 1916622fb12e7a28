/* SPDX-License-Identifier: MIT
 *
 * ayes kwic: every place of a word, phrase, topic or entry, with the words around it.
 */
#include "cli/mining.h"

static const ayes_option_row rows[] = {
    AYES_ROW_MINING("term", 't', mining.term, "TERM", "words in a row, in any form"),
    AYES_ROW_MINING("phrase", 'p', mining.phrase, "PHRASE", "words in a row, spelt so"),
    AYES_ROW_MINING("topic", 'T', mining.topic, "ID", "what the evidence says of a topic"),
    AYES_ROW_MINING("source", 's', mining.source, "PLACE",
                    "what an entry found, as en/stance.tsv:57"),
    AYES_ROW_QUESTION,
    AYES_ROW_STANCE,
    AYES_ROW_GROUP,
    AYES_ROW_MINING_NUMBER("window", 'W', window, "words on either side; 10 otherwise"),
    AYES_ROW_MINING_NUMBER("top", 'n', top, "lines; all otherwise"),
    AYES_ROW_LEXICON,
    AYES_ROW_LANGUAGE,
    AYES_ROW_FORMAT("text (as is), json or csv"),
    AYES_ROW_OUTPUT,
    AYES_ROW_WIDTH,
    AYES_ROWS_COMMON,
    AYES_ROW_END};

static ayes_status mine(const ayes_request *request, const ayes_engine *engine,
                        const ayes_mining *mining, ayes_sink sink, ayes_error *error) {
  ayes_kwic_options options = {.term = request->mining.term,
                               .phrase = request->mining.phrase,
                               .topic = request->mining.topic,
                               .source = request->mining.source,
                               .window = request->mining.window,
                               .top = request->mining.top};
  return ayes_concordance(engine, mining, &options, sink, error);
}

static ayes_status run(const ayes_request *request, ayes_error *error) {
  return ayes_request_mine(request, mine, error);
}

const ayes_command ayes_command_kwic = {
    .name = "kwic",
    .usage = "RESULTS... --term TERM [OPTIONS]",
    .summary = "show every place of a word in its context",
    .about =
        "Shows each place of a term, a phrase, a topic or an entry of a lexicon with what\n"
        "stands around it. The letter is the stance: S for support, O oppose, M mixed,\n"
        "N neutral, - not classified.\n",
    .options = rows,
    .examples =
        "  ayes kwic results.jsonl --term charge --stance oppose\n"
        "  ayes kwic results.jsonl --phrase \"value for money\" --window 15\n"
        "  ayes kwic results.jsonl --source en/stance.tsv:57 -f csv -o lines.csv\n",
    .fewest = 1,
    .missing = "kwic needs a file with results, or - for standard input",
    .run = run};
