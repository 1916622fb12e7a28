/* SPDX-License-Identifier: MIT
 *
 * One result for each record: what was read, what was counted and what was written are counted
 * apart, and compared before anything is kept.
 *
 *     ayes_balance balance = {.read = read, .written = written};
 *     status = ayes_balance_check(&balance, &summary, error);
 */
#ifndef AYES_API_BALANCE_H
#define AYES_API_BALANCE_H

#include "ayes.h"

typedef struct ayes_balance {
  size_t read;    /* records that this run had to answer */
  size_t written; /* results, those of an earlier run that goes on among them */
} ayes_balance;

/* AYES_INTERNAL unless read = written = records = classified + empty + duplicate + quarantined, and
 * the stances are those of the classified and the duplicates. */
ayes_status ayes_balance_check(const ayes_balance *balance, const ayes_classify_summary *summary,
                               ayes_error *error);

#endif
