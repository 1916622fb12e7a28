/* SPDX-License-Identifier: MIT
 *
 * What terms, keyness, kwic and crosstab do the same way: which answers, and how to write.
 *
 *     static const ayes_option_row rows[] = {AYES_ROWS_MINING, ..., AYES_ROW_END};
 *     ayes_mining mining = ayes_request_mining(request);
 */
#ifndef AYES_CLI_MINING_H
#define AYES_CLI_MINING_H

#include "cli/shared.h"

#define AYES_ROW_MINING(name, letter, field, value, help) \
  { name, letter, AYES_OPTION_TEXT, offsetof(ayes_request, field), value, help }
#define AYES_ROW_MINING_NUMBER(name, letter, field, help) \
  { name, letter, AYES_OPTION_NUMBER, offsetof(ayes_request, mining.field), "N", help }

#define AYES_ROW_QUESTION \
  AYES_ROW_MINING("question", 'Q', question, "ID", "only answers to this question")
#define AYES_ROW_STANCE \
  AYES_ROW_MINING("stance", 'S', mining.stance, "STANCE", "only answers with this stance")
#define AYES_ROW_GROUP \
  AYES_ROW_MINING("group", 'G', mining.group, "GROUP", "only answers of this group")
#define AYES_ROW_WIDTH                                                          \
  {                                                                             \
    "width", 'w', AYES_OPTION_NUMBER, offsetof(ayes_request, width), "COLUMNS", \
        "columns of the text; the terminal's otherwise"                         \
  }
#define AYES_ROW_NGRAMS                              \
  AYES_ROW_MINING("ngrams", 'n', mining.ngrams, "N", \
                  "words of a term: 1 (as is), 2, 3, or a range 1..3")

/* Filters, format, width and colour of a request. */
ayes_mining ayes_request_mining(const ayes_request *request);

/* Runs a job that needs an engine, with its output. */
typedef ayes_status (*ayes_mining_job)(const ayes_request *request, const ayes_engine *engine,
                                       const ayes_mining *mining, ayes_sink sink,
                                       ayes_error *error);
ayes_status ayes_request_mine(const ayes_request *request, ayes_mining_job job, ayes_error *error);

#endif
