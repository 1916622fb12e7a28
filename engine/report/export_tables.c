/* SPDX-License-Identifier: MIT
 *
 * The columns, once for all writers: CSV, SQLite, XLSX and the data package cannot differ.
 */
#include "report/export.h"

#define STANCES "support|oppose|mixed|neutral|blank"

static const ayes_column response_columns[] = {
    {"row", AYES_CELL_INTEGER, true, 0, 7, NULL, "The record's number in the results, from 1."},
    {"id", AYES_CELL_TEXT, false, 0, 12, NULL, "The answer's id."},
    {"question", AYES_CELL_TEXT, false, 0, 10, NULL, "The question's id."},
    {"group", AYES_CELL_TEXT, false, 0, 12, NULL, "The respondent's group."},
    {"respondent", AYES_CELL_TEXT, false, 0, 14, NULL, "The respondent's id."},
    {"answer", AYES_CELL_TEXT, false, 0, 10, NULL, "The tick of the closed question."},
    {"meaning", AYES_CELL_TEXT, false, 0, 10, "support|oppose|mixed|neutral",
     "What the tick means for the proposal."},
    {"stance", AYES_CELL_TEXT, false, 0, 10, STANCES,
     "What the text says of the proposal; blank without words, empty for a record in error."},
    {"score", AYES_CELL_NUMBER, false, 3, 8, NULL, "From -1, against, to 1, for."},
    {"confidence", AYES_CELL_NUMBER, false, 3, 11, NULL,
     "From 0 to 1, the share of such labels that are right."},
    {"conditional", AYES_CELL_BOOLEAN, false, 0, 11, NULL, "The view holds on a condition."},
    {"acts", AYES_CELL_TEXT, false, 0, 18, NULL, "What the answer does; a semicolon between."},
    {"topics", AYES_CELL_TEXT, false, 0, 22, NULL,
     "Ids of its topics, the heaviest first; a semicolon between."},
    {"flags", AYES_CELL_TEXT, false, 0, 18, NULL,
     "What is worth a person's look; a semicolon between."},
    {"evidence", AYES_CELL_INTEGER, true, 0, 9, NULL, "Pieces of evidence among the mentions."},
    {"error", AYES_CELL_TEXT, false, 0, 12, NULL, "Why the record could not be read."},
    {"text", AYES_CELL_TEXT, false, 0, 80, NULL, "The answer's text, cleaned."},
};

static const ayes_column mention_columns[] = {
    {"row", AYES_CELL_INTEGER, true, 0, 7, NULL, "The record's row among the responses."},
    {"mention", AYES_CELL_INTEGER, true, 0, 9, NULL, "The mention's number in it, from 1."},
    {"id", AYES_CELL_TEXT, false, 0, 12, NULL, "The answer's id."},
    {"question", AYES_CELL_TEXT, false, 0, 10, NULL, "The question's id."},
    {"stance", AYES_CELL_TEXT, false, 0, 10, STANCES, "The answer's stance."},
    {"type", AYES_CELL_TEXT, true, 0, 10, "evidence|topic",
     "Words that show something, or a topic of the answer as a whole."},
    {"kind", AYES_CELL_TEXT, false, 0, 12, NULL,
     "What the words show: support, oppose, concern, condition and so on."},
    {"topic", AYES_CELL_TEXT, false, 0, 16, NULL, "The topic's id."},
    {"start", AYES_CELL_INTEGER, false, 0, 7, NULL, "First character in the text, from 0."},
    {"end", AYES_CELL_INTEGER, false, 0, 7, NULL, "The character after the last."},
    {"weight", AYES_CELL_NUMBER, false, 2, 8, NULL,
     "Of evidence: positive speaks for the proposal. Of topics: from 0 to 1."},
    {"source", AYES_CELL_TEXT, false, 0, 22, NULL, "The list's file and line."},
    {"text", AYES_CELL_TEXT, false, 0, 50, NULL, "The words."},
};

static const ayes_column summary_columns[] = {
    {"question", AYES_CELL_TEXT, false, 0, 10, NULL, "The question's id."},
    {"level", AYES_CELL_TEXT, true, 0, 8, "file|all|group",
     "Counted over the whole file, all answers of a question, or those of one group."},
    {"group", AYES_CELL_TEXT, false, 0, 14, NULL, "The group, at level group."},
    {"measure", AYES_CELL_TEXT, true, 0, 14,
     "records|quarantined|respondents|answered|with_text|answer|recorded|stance|side|conditional|"
     "conflict|recovered|duplicate|act|topic|topic_support|topic_oppose|topic_mixed|topic_neutral",
     "What is counted."},
    {"category", AYES_CELL_TEXT, false, 0, 18, NULL, "The option, stance, act or topic counted."},
    {"value", AYES_CELL_INTEGER, true, 0, 8, NULL, "The count."},
    {"of", AYES_CELL_INTEGER, false, 0, 8, NULL, "Out of how many."},
    {"share", AYES_CELL_NUMBER, false, 4, 8, NULL, "Value of of, from 0 to 1."},
    {"low", AYES_CELL_NUMBER, false, 4, 8, NULL, "Lower bound of the share's 95 % interval."},
    {"high", AYES_CELL_NUMBER, false, 4, 8, NULL, "Upper bound of the share's 95 % interval."},
};

#define COLUMNS(columns) columns, sizeof columns / sizeof *columns

const ayes_table *ayes_export_table(ayes_table_id id) {
  static const ayes_table tables[AYES_TABLE_COUNT] = {
      {"responses", "Responses", "One row for each result, in order.", "row",
       COLUMNS(response_columns)},
      {"mentions", "Mentions", "One row for each piece of evidence and each topic of an answer.",
       "row|mention", COLUMNS(mention_columns)},
      {"summary", "Figures", "One row for each count, with its share and interval.",
       "question|level|group|measure|category", COLUMNS(summary_columns)}};
  return &tables[id];
}
